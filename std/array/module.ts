// array: sequences of machine values in typed arrays.

import { call, callMethod, getAttr } from "../../vm/objects/attributes.ts";
import {
  type BufferExporter,
  BufferView,
  bytesArgument,
  exportHooks,
} from "../../vm/objects/buffer.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import {
  type Comparison,
  EQ,
  equals,
  GE,
  GT,
  LE,
  LT,
  NE,
  richCompare,
} from "../../vm/objects/compare.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { define } from "../../vm/objects/define.ts";
import { idOf } from "../../vm/objects/identity.ts";
import { instanceState } from "../../vm/objects/instance_dict.ts";
import { forEach, iteratorMethods, PyIterator } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../../vm/objects/object.ts";
import { sequenceTypes } from "../../vm/objects/operators.ts";
import { indexNumber, indexOf, repr } from "../../vm/objects/operations.ts";
import {
  bufferError,
  exception,
  indexError,
  typeError,
  valueError,
} from "../../vm/objects/raise.ts";
import { foreign } from "../../vm/host/mod.ts";
import { PyMemoryView } from "../../vm/objects/memoryview.ts";
import { repeatCount } from "../../vm/objects/repeat.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type KwMap, method } from "../../vm/objects/signature.ts";
import { PySlice, searchBounds, sliceRange } from "../../vm/objects/slice.ts";
import { isStr, pointsOf, type Str, strFromUtf16, strOf } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { type ItemKind, type Items, KINDS, textOfItems } from "./storage.ts";

/** An array. Items `size` and beyond are spare. */
class PyArray extends PyObject implements BufferExporter {
  kind: ItemKind;
  items: Items;
  size: number;
  /** Views of the memory that are out: the size may not change. */
  exports: number;
  /** Grows when memory that was lent is left to those who have it. */
  lending: number;
  constructor() {
    super();
    this.kind = KINDS.get("b")!;
    this.items = new Int8Array(0);
    this.size = 0;
    this.exports = 0;
    this.lending = 0;
  }

  get(i: number): Value {
    return this.kind.decode(this.items[i]);
  }

  put(i: number, v: Value): void {
    // the kind's items and what it encodes go together
    (this.items as Float64Array)[i] = this.kind.encode(v) as number;
  }

  /** Makes room for `size` items. */
  resize(size: number): void {
    if (size !== this.size && this.exports > 0) this.checkResizable();
    if (size > this.items.length) {
      const bigger = this.kind.make(
        Math.max(size, this.items.length + (this.items.length >> 3) + 6),
      );
      (bigger as Float64Array).set(this.used() as Float64Array);
      this.items = bigger;
    }
    this.size = size;
  }

  /** Refuses to change the size while memory is lent. */
  private checkResizable(): void {
    if (exportHooks.isHeld(this)) {
      throw bufferError("cannot resize an array that is exporting buffers");
    }
    // the views that are left are dead: they keep the memory as it is
    this.items = this.items.slice() as Items;
    this.exports = 0;
    this.lending++;
  }

  append(v: Value): void {
    const item = this.kind.encode(v);
    this.resize(this.size + 1);
    (this.items as Float64Array)[this.size - 1] = item as number;
  }

  /** The items in use. */
  used(): Items {
    return this.items.subarray(0, this.size) as Items;
  }

  /** The memory of the items in use. */
  bytes(): Uint8Array {
    return new Uint8Array(this.items.buffer, this.items.byteOffset, this.size * this.kind.size);
  }

  /** Replaces items start..stop with others of the same kind. */
  splice(start: number, stop: number, others: Items): void {
    const tail = this.items.slice(stop, this.size) as Items;
    const size = start + others.length + tail.length;
    if (size !== this.size) this.resize(size);
    (this.items as Float64Array).set(others as Float64Array, start);
    (this.items as Float64Array).set(tail as Float64Array, start + others.length);
  }

  exportBuffer(_flags: number): BufferView {
    this.exports++;
    const { kind, lending } = this;
    return new BufferView(
      this,
      this.bytes(),
      false,
      kind.code,
      kind.size,
      [this.size],
      [kind.size],
      0,
      () => {
        if (this.lending === lending) this.exports--;
      },
    );
  }
}

/** Where the items stand, for who passes it to C; the object's id where no C can be called. */
function memoryAddress(a: PyArray): Value {
  if (!foreign.usable()) return idOf(a);
  return foreign.Memory.over(a.bytes() as Uint8Array<ArrayBuffer>).address;
}

let ArrayType: PyType;

function make(cls: PyType, kind: ItemKind, items?: Items): PyArray {
  const a = cls.allocate() as PyArray;
  a.kind = kind;
  a.items = items ?? kind.make(0);
  a.size = a.items.length;
  return a;
}

function kindOf(v: Value): ItemKind {
  const s = isStr(v) ? pointsOf(strOf(v) as Str) : undefined;
  if (s === undefined || s.length !== 1) {
    throw typeError(
      `array() argument 1 must be a unicode character, not ${
        s === undefined ? typeOf(v).name : "str"
      }`,
    );
  }
  const kind = KINDS.get(String.fromCodePoint(s[0]));
  if (kind === undefined) {
    throw valueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
  }
  return kind;
}

function isText(kind: ItemKind): boolean {
  return kind.code === "u" || kind.code === "w";
}

function newArray(cls: PyType, args: Value[], kwargs: KwMap | undefined): Value {
  if (kwargs !== undefined && kwargs.size > 0 && cls === ArrayType) {
    throw typeError("array.array() takes no keyword arguments");
  }
  if (args.length < 1) throw typeError(`array() takes at least 1 argument (${args.length} given)`);
  if (args.length > 2) throw typeError(`array() takes at most 2 arguments (${args.length} given)`);
  const kind = kindOf(args[0]);
  if (kind.code === "u") {
    runtime.warn(
      "DeprecationWarning",
      "The 'u' type code is deprecated and will be removed in Python 3.16",
      1,
    );
  }
  const a = make(cls, kind);
  const initial = args[1];
  if (initial === undefined) return a;
  if (isStr(initial)) {
    if (!isText(kind)) {
      throw typeError(`cannot use a str to initialize an array with typecode '${kind.code}'`);
    }
    a.items = Uint32Array.from(pointsOf(strOf(initial) as Str));
    a.size = a.items.length;
    return a;
  }
  if (initial instanceof PyArray) {
    if (isText(initial.kind) && !isText(kind)) {
      throw typeError(
        `cannot use a unicode array to initialize an array with typecode '${kind.code}'`,
      );
    }
    for (let i = 0; i < initial.size; i++) a.append(initial.get(i));
    return a;
  }
  if (
    initial instanceof PyBytes || typeOf(initial).mro.some((c) => !c.heap && c.name === "bytearray")
  ) {
    fromBytes(a, bytesArgument(initial));
    return a;
  }
  forEach(initial, (v) => a.append(v));
  return a;
}

function fromBytes(a: PyArray, bytes: Uint8Array): void {
  const { size } = a.kind;
  if (bytes.length % size !== 0) throw valueError("bytes length not a multiple of item size");
  const before = a.size;
  const copy = bytes.slice();
  a.resize(before + copy.length / size);
  a.bytes().set(copy, before * size);
}

function extend(a: PyArray, source: Value): void {
  if (source instanceof PyArray) {
    if (source.kind !== a.kind) throw typeError("can only extend with array of same kind");
    a.splice(a.size, a.size, source.used().slice() as Items);
    return;
  }
  forEach(source, (v) => a.append(v));
}

function position(a: PyArray, key: Value, text: string): number {
  let i = indexNumber(key);
  if (i < 0) i += a.size;
  if (i < 0 || i >= a.size) throw indexError(text);
  return i;
}

function isIndex(v: Value): boolean {
  return typeOf(v).lookup("__index__") !== undefined;
}

function getItem(a: PyArray, key: Value): Value {
  if (isIndex(key)) return a.get(position(a, key, "array index out of range"));
  if (!(key instanceof PySlice)) throw typeError("array indices must be integers");
  const r = sliceRange(key, () => a.size);
  if (r.step === 1) return make(ArrayType, a.kind, a.items.slice(r.start, r.stop) as Items);
  const items = a.kind.make(r.count);
  for (let i = 0, at = r.start; i < r.count; i++, at += r.step) {
    (items as Float64Array)[i] = a.items[at] as number;
  }
  return make(ArrayType, a.kind, items);
}

function setItem(a: PyArray, key: Value, v: Value): void {
  if (isIndex(key)) {
    a.put(position(a, key, "array assignment index out of range"), v);
    return;
  }
  if (!(key instanceof PySlice)) throw typeError("array indices must be integers");
  if (!(v instanceof PyArray)) {
    throw typeError(`can only assign array (not "${typeOf(v).name}") to array slice`);
  }
  if (v.kind !== a.kind) throw typeError("bad argument type for built-in operation");
  const others = v.used().slice() as Items;
  const r = sliceRange(key, () => a.size);
  if (r.step === 1) {
    a.splice(r.start, r.stop, others);
    return;
  }
  if (others.length !== r.count) {
    throw valueError(
      `attempt to assign array of size ${others.length} to extended slice of size ${r.count}`,
    );
  }
  for (let i = 0, at = r.start; i < r.count; i++, at += r.step) {
    (a.items as Float64Array)[at] = others[i] as number;
  }
}

function deleteItem(a: PyArray, key: Value): void {
  if (isIndex(key)) {
    const i = position(a, key, "array assignment index out of range");
    a.splice(i, i + 1, a.kind.make(0));
    return;
  }
  if (!(key instanceof PySlice)) throw typeError("array indices must be integers");
  const r = sliceRange(key, () => a.size);
  if (r.count === 0) return;
  const gone = new Set<number>();
  for (let i = 0, at = r.start; i < r.count; i++, at += r.step) gone.add(at);
  const kept = (a.used() as Float64Array).filter((_, i) => !gone.has(i)) as Items;
  a.splice(0, a.size, kept);
}

function concatenate(a: PyArray, b: Value): Value {
  if (!(b instanceof PyArray)) {
    throw typeError(`can only append array (not "${typeOf(b).name}") to array`);
  }
  if (a.kind !== b.kind) throw typeError("bad argument type for built-in operation");
  const c = make(ArrayType, a.kind, a.used().slice() as Items);
  extend(c, b);
  return c;
}

function repeated(a: PyArray, times: Value): Items {
  const n = repeatCount(times, a.size);
  const items = a.kind.make(a.size * n);
  for (let i = 0; i < n; i++) (items as Float64Array).set(a.used() as Float64Array, i * a.size);
  return items;
}

function find(a: PyArray, v: Value, from: number, to: number): number {
  for (let i = from; i < to && i < a.size; i++) if (equals(a.get(i), v)) return i;
  return -1;
}

function compare(op: Comparison) {
  return method("(self, value, /)", `Return self${op.symbol}value.`, (a: PyArray, b: Value) => {
    if (!(b instanceof PyArray)) return NOT_IMPLEMENTED;
    if ((op === EQ || op === NE) && a.size !== b.size) return op === NE;
    const n = Math.min(a.size, b.size);
    for (let i = 0; i < n; i++) {
      const x = a.get(i), y = b.get(i);
      // each read makes a float of its own, so that a NaN is not even equal to itself
      const same = x instanceof PyFloat && y instanceof PyFloat ? x.v === y.v : equals(x, y);
      if (!same) return op === EQ ? false : op === NE ? true : richCompare(op, x, y);
    }
    return richCompare(op, a.size, b.size);
  });
}

function toList(a: PyArray): PyList {
  const out: Value[] = [];
  for (let i = 0; i < a.size; i++) out.push(a.get(i));
  return new PyList(out);
}

function arrayRepr(a: PyArray): Value {
  const name = a.cls.name.split(".").pop();
  if (a.size === 0) return strFromUtf16(`${name}('${a.kind.code}')`);
  const inner = isText(a.kind) ? repr(textOfItems(a.used() as Uint32Array)) : repr(toList(a));
  return strFromUtf16(`${name}('${a.kind.code}', ${inner})`);
}

function byteswap(a: PyArray): void {
  const bytes = a.bytes(), { size } = a.kind;
  for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse();
}

/** The iterator of an array. */
class ArrayIterator extends PyIterator {
  array: PyArray | undefined = undefined;
  index = 0;
  override step(): Value | undefined {
    const { array } = this;
    if (array === undefined) return undefined;
    if (this.index < array.size) return array.get(this.index++);
    this.array = undefined;
    return undefined;
  }
}

function fromFile(a: PyArray, file: Value, count: Value): void {
  const n = indexNumber(count);
  if (n < 0) throw valueError("negative count");
  const data = callMethod(file, "read", n * a.kind.size);
  if (!(data instanceof PyBytes)) throw typeError("read() didn't return bytes");
  const whole = data.data.length - data.data.length % a.kind.size;
  fromBytes(a, data.data.subarray(0, whole));
  if (data.data.length < n * a.kind.size) {
    throw exception("EOFError", "read() didn't return enough bytes");
  }
}

function unicodeOnly(a: PyArray, name: string): void {
  if (!isText(a.kind)) {
    throw valueError(`${name}() may only be called on unicode type arrays ('u' or 'w')`);
  }
}

function defineArray(): void {
  sequenceTypes.add(ArrayType);
  const copy = (a: PyArray) => make(ArrayType, a.kind, a.used().slice() as Items);
  define(ArrayType, {
    doc:
      "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.\n\nArrays represent basic values and behave very much like lists, except\nthe type of objects stored in them is constrained. The type is specified\nat object creation time by using a type code, which is a single character.\nThe following type codes are defined:\n\n    Type code   C Type             Minimum size in bytes\n    'b'         signed integer     1\n    'B'         unsigned integer   1\n    'u'         Unicode character  2 (see note)\n    'h'         signed integer     2\n    'H'         unsigned integer   2\n    'i'         signed integer     2\n    'I'         unsigned integer   2\n    'l'         signed integer     4\n    'L'         unsigned integer   4\n    'q'         signed integer     8 (see note)\n    'Q'         unsigned integer   8 (see note)\n    'f'         floating-point     4\n    'd'         floating-point     8\n",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      newArray,
    ),
    methods: {
      append: method(
        "(self, v, /)",
        "Append new value v to the end of the array.",
        (a: PyArray, v: Value) => a.append(v),
      ),
      buffer_info: method(
        "(self, /)",
        "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.\n\nThe length should be multiplied by the itemsize attribute to calculate\nthe buffer length in bytes.",
        (a: PyArray) => new PyTuple([memoryAddress(a), a.size]),
      ),
      byteswap: method(
        "(self, /)",
        "Byteswap all items of the array.\n\nIf the items in the array are not 1, 2, 4, or 8 bytes in size, RuntimeError is\nraised.",
        byteswap,
      ),
      clear: method(
        "(self, /)",
        "Remove all items from the array.",
        (a: PyArray) => a.splice(0, a.size, a.kind.make(0)),
      ),
      count: method(
        "(self, v, /)",
        "Return number of occurrences of v in the array.",
        (a: PyArray, v: Value) => {
          let n = 0;
          for (let i = 0; i < a.size; i++) if (equals(a.get(i), v)) n++;
          return n;
        },
      ),
      extend: method("(self, bb, /)", "Append items to the end of the array.", extend),
      frombytes: method(
        "(self, buffer, /)",
        "Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method.",
        (a: PyArray, v: Value) => fromBytes(a, bytesArgument(v)),
      ),
      fromfile: method(
        "(self, f, n, /)",
        "Read n objects from the file object f and append them to the end of the array.",
        fromFile,
      ),
      fromlist: method(
        "(self, list, /)",
        "Append items to array from list.",
        (a: PyArray, v: Value) => {
          if (!(v instanceof PyList)) throw typeError("arg must be list");
          const before = a.size;
          try {
            for (const item of v.toArray()) a.append(item);
          } catch (e) {
            a.resize(before);
            throw e;
          }
        },
      ),
      fromunicode: method(
        "(self, ustr, /)",
        "Extends this array with data from the unicode string ustr.",
        (a: PyArray, v: Value) => {
          if (!isStr(v)) {
            throw typeError(`fromunicode() argument must be str, not ${argumentName(v)}`);
          }
          unicodeOnly(a, "fromunicode");
          a.splice(a.size, a.size, Uint32Array.from(pointsOf(strOf(v) as Str)));
        },
      ),
      index: method(
        "(self, v, start=0, stop=sys.maxsize, /)",
        "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.",
        (a: PyArray, v: Value, start?: Value, stop?: Value) => {
          const [from, to] = searchBounds(start, stop, a.size);
          const i = find(a, v, from, to);
          if (i < 0) throw valueError("array.index(x): x not in array");
          return i;
        },
      ),
      insert: method(
        "(self, i, v, /)",
        "Insert a new item v into the array before position i.",
        (a: PyArray, i: Value, v: Value) => {
          const item = a.kind.make(1);
          (item as Float64Array)[0] = a.kind.encode(v) as number;
          const at = indexNumber(i);
          const where = at < 0 ? Math.max(0, at + a.size) : Math.min(at, a.size);
          a.splice(where, where, item);
        },
      ),
      pop: method(
        "(self, i=-1, /)",
        "Return the i-th element and delete it from the array.\n\ni defaults to -1.",
        (a: PyArray, i?: Value) => {
          if (a.size === 0) throw indexError("pop from empty array");
          const at = position(a, i ?? -1, "pop index out of range");
          const v = a.get(at);
          a.splice(at, at + 1, a.kind.make(0));
          return v;
        },
      ),
      remove: method(
        "(self, v, /)",
        "Remove the first occurrence of v in the array.",
        (a: PyArray, v: Value) => {
          const i = find(a, v, 0, a.size);
          if (i < 0) throw valueError("array.remove(x): x not in array");
          a.splice(i, i + 1, a.kind.make(0));
        },
      ),
      reverse: method("(self, /)", "Reverse the order of the items in the array.", (a: PyArray) => {
        a.used().reverse();
      }),
      tobytes: method(
        "(self, /)",
        "Convert the array to an array of machine values and return the bytes representation.",
        (a: PyArray) => new PyBytes(a.bytes().slice()),
      ),
      tofile: method(
        "(self, f, /)",
        "Write all items (as machine values) to the file object f.",
        (a: PyArray, f: Value) => {
          const bytes = a.bytes().slice(), block = 64 * 1024;
          for (let i = 0; i < bytes.length; i += block) {
            callMethod(f, "write", new PyBytes(bytes.slice(i, i + block)));
          }
        },
      ),
      tolist: method("(self, /)", "Convert array to an ordinary list with the same items.", toList),
      tounicode: method(
        "(self, /)",
        "Extends this array with data from the unicode string ustr.\n\nConvert the array to a unicode string.  The array must be a unicode type array;\notherwise a ValueError is raised.  Use array.tobytes().decode() to obtain a\nunicode string from an array of some other type.",
        (a: PyArray) => {
          unicodeOnly(a, "tounicode");
          return textOfItems(a.used() as Uint32Array);
        },
      ),
      __copy__: method("(self, /)", "Return a copy of the array.", copy),
      __deepcopy__: method("(self, unused, /)", "Return a copy of the array.", copy),
      __len__: method("(self, /)", "Return len(self).", (a: PyArray) => a.size),
      __getitem__: method("(self, key, /)", "Return self[key].", getItem),
      __setitem__: method("(self, key, value, /)", "Set self[key] to value.", setItem),
      __delitem__: method("(self, key, /)", "Delete self[key].", deleteItem),
      __contains__: method(
        "(self, key, /)",
        "Return bool(key in self).",
        (a: PyArray, v: Value) => find(a, v, 0, a.size) >= 0,
      ),
      __iter__: method("(self, /)", "Implement iter(self).", (a: PyArray) => {
        const it = new ArrayIterator();
        it.array = a;
        return it;
      }),
      __repr__: method("(self, /)", "Return repr(self).", arrayRepr),
      __add__: method("(self, value, /)", "Return self+value.", concatenate),
      __iadd__: method("(self, value, /)", "Implement self+=value.", (a: PyArray, b: Value) => {
        if (!(b instanceof PyArray)) {
          throw typeError(`can only extend with array (not "${typeOf(b).name}")`);
        }
        extend(a, b);
        return a;
      }),
      __mul__: method(
        "(self, value, /)",
        "Return self*value.",
        (a: PyArray, n: Value) => make(ArrayType, a.kind, repeated(a, n)),
      ),
      __rmul__: method(
        "(self, value, /)",
        "Return value*self.",
        (a: PyArray, n: Value) => make(ArrayType, a.kind, repeated(a, n)),
      ),
      __imul__: method("(self, value, /)", "Implement self*=value.", (a: PyArray, n: Value) => {
        a.splice(0, a.size, repeated(a, n));
        return a;
      }),
      __lt__: compare(LT),
      __le__: compare(LE),
      __eq__: compare(EQ),
      __ne__: compare(NE),
      __gt__: compare(GT),
      __ge__: compare(GE),
      __buffer__: method(
        "(self, flags, /)",
        "Return a buffer object that exposes the underlying memory of the object.",
        (a: PyArray, flags: Value) => PyMemoryView.ofExporter(a, indexNumber(flags)),
      ),
      __release_buffer__: method(
        "(self, buffer, /)",
        "Release the buffer object that exposes the underlying memory of the object.",
        (_a: PyArray, view: Value) => {
          if (!(view instanceof PyMemoryView)) throw typeError("expected a memoryview object");
          view.release();
        },
      ),
      __sizeof__: method(
        "(self, /)",
        "Size of the array in memory, in bytes.",
        (a: PyArray) => 64 + a.items.byteLength,
      ),
      __reduce_ex__: method(
        "(self, value, /)",
        "Return state information for pickling.",
        (a: PyArray, protocol: Value) => {
          const state = instanceState(a) ?? NONE;
          if (Number(indexOf(protocol)) < 3) {
            return new PyTuple([a.cls, new PyTuple([a.kind.code, toList(a)]), state]);
          }
          return new PyTuple([
            reconstructor(),
            new PyTuple([a.cls, a.kind.code, a.kind.machine, new PyBytes(a.bytes().slice())]),
            state,
          ]);
        },
      ),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
    attributes: {
      itemsize: getset("the size, in bytes, of one array item", (a: PyArray) => a.kind.size),
      typecode: getset(
        "the typecode character used to create the array",
        (a: PyArray) => a.kind.code,
      ),
    },
    unhashable: true,
  });
}

let rebuild: Value = NONE;
function reconstructor(): Value {
  return rebuild;
}

/** `array._array_reconstructor`: arrays pickled here have this machine's format. */
function reconstruct(cls: Value, code: Value, machine: Value, data: Value): Value {
  if (typeof cls !== "object" || !("isSubtype" in cls)) {
    throw typeError(`first argument must be a type object, not ${typeOf(cls).name}`);
  }
  if (!(cls as PyType).isSubtype(ArrayType)) {
    throw typeError(`${(cls as PyType).name} is not a subtype of array.array`);
  }
  if (!(data instanceof PyBytes)) {
    throw typeError(`fourth argument should be bytes, not ${typeOf(data).name}`);
  }
  const kind = kindOf(code);
  const n = indexNumber(machine);
  if (n < 0 || n > 21) throw valueError("third argument must be a valid machine format code.");
  const a = make(cls as PyType, kind);
  const bytes = data.data.slice();
  const source = FORMATS[n];
  if (source === undefined || source.size === kind.size && (!source.big || kind.size === 1)) {
    fromBytes(a, bytes);
    return a;
  }
  const values = call(
    unpackHook(),
    [
      strFromUtf16(`${source.big ? ">" : "<"}${bytes.length / source.size}${source.code}`),
      new PyBytes(bytes),
    ],
  );
  extend(a, values);
  return a;
}

function unpackHook(): Value {
  return callMethod(
    runtime.importModule("builtins"),
    "getattr",
    runtime.importModule("struct"),
    "unpack",
  );
}

/** CPython's machine formats that this machine does not have as they are. */
const FORMATS: readonly ({ code: string; size: number; big: boolean } | undefined)[] = [
  { code: "B", size: 1, big: false },
  { code: "b", size: 1, big: false },
  { code: "H", size: 2, big: false },
  { code: "H", size: 2, big: true },
  { code: "h", size: 2, big: false },
  { code: "h", size: 2, big: true },
  { code: "I", size: 4, big: false },
  { code: "I", size: 4, big: true },
  { code: "i", size: 4, big: false },
  { code: "i", size: 4, big: true },
  { code: "Q", size: 8, big: false },
  { code: "Q", size: 8, big: true },
  { code: "q", size: 8, big: false },
  { code: "q", size: 8, big: true },
  { code: "f", size: 4, big: false },
  { code: "f", size: 4, big: true },
  { code: "d", size: 8, big: false },
  { code: "d", size: 8, big: true },
];

/** Makes the module. */
export function create(): PyModule {
  ArrayType = builtinType("array.array", PyArray, {
    module: "array",
    qualname: "array",
    patternKind: "sequence",
    hasWeakref: true,
  });
  defineArray();
  const iterator = builtinType("array.arrayiterator", ArrayIterator, {
    module: "array",
    qualname: "arrayiterator",
    noNew: true,
  });
  define(iterator, {
    methods: {
      ...iteratorMethods,
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling.",
        (it: ArrayIterator) => {
          const builtins = runtime.importModule("builtins");
          const f = callMethod(builtins, "getattr", builtins, "iter");
          return it.array === undefined
            ? new PyTuple([f, new PyTuple([new PyTuple([])])])
            : new PyTuple([f, new PyTuple([it.array]), it.index]);
        },
      ),
      __setstate__: method(
        "(self, state, /)",
        "Set state information for unpickling.",
        (it: ArrayIterator, state: Value) => {
          if (it.array !== undefined) {
            it.index = Math.min(Math.max(indexNumber(state), 0), it.array.size);
          }
        },
      ),
    },
  });
  const m = builtinModule("array", {
    doc:
      "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n",
    types: [ArrayType],
    functions: {
      _array_reconstructor: method(
        "(arraytype, typecode, mformat_code, items, /)",
        "Internal. Used for pickling support.",
        reconstruct,
      ),
    },
    values: { ArrayType, typecodes: [...KINDS.keys()].join("") },
  });
  rebuild = m.dict.getStr("_array_reconstructor")!;
  const sequences = getAttr(runtime.importModule("collections.abc"), "MutableSequence");
  callMethod(sequences, "register", ArrayType);
  return m;
}
