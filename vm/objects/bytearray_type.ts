// The methods of bytearray that bytes does not share. The class itself is in bytearray.ts.

import { ByteArrayType, PyByteArray } from "./bytearray.ts";
import { PyBytes } from "./bytes.ts";
import { byteOf, bytesRepeatCount, bytesWarnings } from "./bytes_arguments.ts";
import { fromHex, maketransDeclaration, sharedMethods, showBytes } from "./bytes_methods.ts";
import { bytesFromIterable, copyBuffer, iteratorPosition } from "./bytes_type.ts";
import { decodeLatin1 } from "./core/codecs/latin1.ts";
import { callMethod } from "./attributes.ts";
import { bytesLikeOf, hasBuffer } from "./buffer.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { codecArgument, encodeStr } from "./codecs.ts";
import { define } from "./define.ts";
import { intOf } from "./int.ts";
import { itemsOf, iter, iteratorMethods, PyIterator } from "./iteration.ts";
import { PyMemoryView } from "./memoryview.ts";
import type { Value } from "./object.ts";
import { indexNumber, sizeNumber } from "./operations.ts";
import { sequenceTypes } from "./operators.ts";
import { indexError, memoryError, typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { type Declaration, method } from "./signature.ts";
import { PySlice, sliceRange } from "./slice.ts";
import { ssizeNumber } from "./ssize.ts";
import { isStr, strOf } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

sequenceTypes.add(ByteArrayType);

type Self = PyByteArray;

/** `__init__`: what the array held before is gone. */
function initialize(
  self: Self,
  source: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): void {
  const enc = codecArgument(encoding, "bytearray", "encoding");
  const err = codecArgument(errors, "bytearray", "errors");
  if (self.size > 0) self.resize(0);
  const text = source === undefined ? undefined : strOf(source);
  if (text !== undefined) {
    if (enc === undefined) throw typeError("string argument without an encoding");
    self.append(encodeStr(text, enc, err).data);
    return;
  }
  if (enc !== undefined) throw typeError("encoding without a string argument");
  if (err !== undefined) throw typeError("errors without a string argument");
  if (source === undefined) return;
  if (
    intOf(source) !== undefined ||
    (typeOf(source).lookup("__index__") !== undefined && !hasBuffer(source))
  ) {
    const n = sizeNumber(source);
    if (n < 0) throw valueError("negative count");
    if (n > 2 ** 32) throw memoryError("");
    self.resize(n);
    return;
  }
  if (hasBuffer(source)) self.append(copyBuffer(source));
  else if (isPlainSequence(source)) self.append(bytesFromIterable(source, "bytearray"));
  else {
    if (!isIterable(source)) {
      throw typeError(`cannot convert '${typeOf(source).name}' object to bytearray`);
    }
    // whoever makes the items may look at the array as it grows
    const it = iter(source);
    for (let v = it.step(); v !== undefined; v = it.step()) self.push(byteOf(v));
  }
}

function isIterable(v: Value): boolean {
  return typeOf(v).lookup("__iter__") !== undefined ||
    typeOf(v).lookup("__getitem__") !== undefined;
}

/** A list or tuple of ints: nothing runs while it is gone through. */
function isPlainSequence(v: Value): boolean {
  const items = itemsOf(v);
  return items !== undefined && items.every((i) => typeof i === "number");
}

/** Unlike bytes, bytearray escapes single quotes between double ones too. */
function show(self: Self): string {
  const shown = showBytes(self.view());
  return shown[1] === '"' ? shown.replaceAll("'", "\\'") : shown;
}

/** The bytes that are assigned to a slice. */
function assigned(v: Value): Uint8Array {
  if (intOf(v) !== undefined || isStr(v)) {
    throw typeError(
      "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
    );
  }
  if (hasBuffer(v)) return copyBuffer(v);
  if (typeOf(v).lookup("__iter__") === undefined) {
    throw typeError(
      "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
    );
  }
  return bytesFromIterable(v, "bytearray");
}

function position(self: Self, key: Value): number {
  const i = indexNumber(key);
  const at = i < 0 ? i + self.size : i;
  if (at < 0 || at >= self.size) throw indexError("bytearray index out of range");
  return at;
}

function wrongIndex(key: Value): Value {
  return typeError(`bytearray indices must be integers or slices, not ${typeOf(key).name}`);
}

function isIndex(v: Value): boolean {
  return intOf(v) !== undefined || typeOf(v).lookup("__index__") !== undefined;
}

function setItem(self: Self, key: Value, v: Value): void {
  if (typeof key === "number" && typeof v === "number") {
    if (key >= 0 && key < self.size && v >= 0 && v <= 255) {
      self.data[key] = v;
      return;
    }
  }
  if (isIndex(key)) {
    const i = indexNumber(key);
    const byte = byteOf(v);
    const at = i < 0 ? i + self.size : i;
    if (at < 0 || at >= self.size) throw indexError("bytearray index out of range");
    self.data[at] = byte;
    return;
  }
  if (!(key instanceof PySlice)) throw wrongIndex(key);
  const bytes = assigned(v);
  const r = sliceRange(key, () => self.size);
  if (r.step === 1) {
    self.splice(r.start, r.start + r.count, bytes);
    return;
  }
  if (bytes.length === 0) {
    deleteSlice(self, r.start, r.step, r.count);
    return;
  }
  if (bytes.length !== r.count) {
    throw valueError(
      `attempt to assign bytes of size ${bytes.length} to extended slice of size ${r.count}`,
    );
  }
  for (let i = 0, at = r.start; i < r.count; i++, at += r.step) self.data[at] = bytes[i];
}

function deleteSlice(self: Self, start: number, step: number, count: number): void {
  if (count === 0) return;
  self.checkResizable();
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  if (step === 1) {
    self.splice(start, start + count, new Uint8Array(0));
    return;
  }
  let to = start, next = start, left = count;
  for (let from = start; from < self.size; from++) {
    if (left > 0 && from === next) {
      next += step;
      left--;
    } else {
      self.data[to++] = self.data[from];
    }
  }
  self.resize(to);
}

function deleteItem(self: Self, key: Value): void {
  if (isIndex(key)) {
    const at = position(self, key);
    self.splice(at, at + 1, new Uint8Array(0));
    return;
  }
  if (!(key instanceof PySlice)) throw wrongIndex(key);
  const r = sliceRange(key, () => self.size);
  deleteSlice(self, r.start, r.step, r.count);
}

function extend(self: Self, v: Value): void {
  if (hasBuffer(v)) {
    self.append(v === self ? self.view().slice() : bytesLikeOf(v)!);
    return;
  }
  if (isStr(v)) throw typeError("expected iterable of integers; got: 'str'");
  if (typeOf(v).lookup("__iter__") === undefined && typeOf(v).lookup("__getitem__") === undefined) {
    throw typeError(`can't extend bytearray with ${typeOf(v).name}`);
  }
  self.append(bytesFromIterable(v, "bytearray"));
}

/** What pickle needs: the bytes as Latin-1 text for protocols before 3. */
function reduceWith(self: Self, protocol: number): Value {
  const state = callMethod(self, "__getstate__");
  if (protocol < 3) {
    return new PyTuple([
      self.cls,
      new PyTuple(self.size === 0 ? [] : [decodeLatin1(self.view()), "latin-1"]),
      state,
    ]);
  }
  return new PyTuple([
    self.cls,
    new PyTuple(self.size === 0 ? [] : [new PyBytes(self.view().slice())]),
    state,
  ]);
}

/** The same code, with bytearray's doc string. */
function again(name: string, doc: string): Declaration {
  const shared = sharedMethods[name];
  return method(shared.signature, doc, shared.implementation);
}

define(ByteArrayType, {
  doc: `bytearray(iterable_of_ints) -> bytearray
bytearray(string, encoding[, errors]) -> bytearray
bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer
bytearray(int) -> bytes array of size given by the parameter initialized with null bytes
bytearray() -> empty bytes array

Construct a mutable bytearray object from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - a bytes or a buffer object
  - any object implementing the buffer API.
  - an integer`,
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls === ByteArrayType ? new PyByteArray() : cls.allocate(),
  ),
  methods: {
    ...sharedMethods,
    __init__: method(
      "(self, source=b'', encoding='utf-8', errors='strict')",
      "Initialize self.  See help(type(self)) for accurate signature.",
      initialize,
    ),
    __repr__: method("(self, /)", "Return repr(self).", (self: Self) => {
      const { name } = self.cls;
      return `${name.slice(name.lastIndexOf(".") + 1)}(${show(self)})`;
    }),
    __str__: method("(self, /)", "Return str(self).", (self: Self) => {
      if (bytesWarnings.level > 0) {
        runtime.warn("BytesWarning", "str() on a bytearray instance", 1);
      }
      return `${self.cls.name}(${show(self)})`;
    }),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: Self) => new ByteArrayIterator(self),
    ),
    __buffer__: again(
      "__buffer__",
      "Return a buffer object that exposes the underlying memory of the object.",
    ),
    __release_buffer__: method(
      "(self, buffer, /)",
      "Release the buffer object that exposes the underlying memory of the object.",
      (_self: Self, buffer: Value) => {
        if (!(buffer instanceof PyMemoryView)) throw typeError("expected a memoryview object");
        buffer.release();
      },
    ),
    __setitem__: method("(self, key, value, /)", "Set self[key] to value.", setItem),
    __delitem__: method("(self, key, /)", "Delete self[key].", deleteItem),
    __iadd__: method("(self, value, /)", "Implement self+=value.", (self: Self, v: Value) => {
      const bytes = bytesLikeOf(v);
      if (bytes === undefined) {
        throw typeError(`can't concat ${typeOf(v).name} to ${typeOf(self).name}`);
      }
      self.append(v === self ? bytes.slice() : bytes);
      return self;
    }),
    __imul__: method("(self, value, /)", "Implement self*=value.", (self: Self, v: Value) => {
      const n = bytesRepeatCount(v, self.size);
      const once = self.view().slice();
      if (n === 0) self.resize(0);
      for (let i = 1; i < n; i++) self.append(once);
      return self;
    }),
    __alloc__: method(
      "(self, /)",
      `B.__alloc__() -> int

Return the number of bytes actually allocated.`,
      (self: Self) => self.size === 0 ? 0 : self.data.length + 1,
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: Self) => reduceWith(self, 2),
    ),
    __reduce_ex__: method(
      "(self, proto=0, /)",
      "Return state information for pickling.",
      (self: Self, protocol: Value | undefined) =>
        reduceWith(self, protocol === undefined ? 0 : sizeNumber(protocol)),
    ),
    __sizeof__: method(
      "(self, /)",
      "Returns the size of the bytearray object in memory, in bytes.",
      (self: Self) => 56 + self.allocated,
    ),
    append: method(
      "(self, item, /)",
      `Append a single item to the end of the bytearray.

  item
    The item to be appended.`,
      (self: Self, v: Value) => {
        self.push(byteOf(v));
      },
    ),
    clear: method(
      "(self, /)",
      "Remove all items from the bytearray.",
      (self: Self) => self.resize(0),
    ),
    copy: method(
      "(self, /)",
      "Return a copy of B.",
      (self: Self) => new PyByteArray(self.view().slice()),
    ),
    extend: method(
      "(self, iterable_of_ints, /)",
      `Append all the items from the iterator or sequence to the end of the bytearray.

  iterable_of_ints
    The iterable of items to append.`,
      extend,
    ),
    insert: method(
      "(self, index, item, /)",
      `Insert a single item into the bytearray before the given index.

  index
    The index where the value is to be inserted.
  item
    The item to be inserted.`,
      (self: Self, index: Value, v: Value) => {
        const i = ssizeNumber(index);
        const byte = byteOf(v);
        const at = i < 0 ? Math.max(0, i + self.size) : Math.min(i, self.size);
        self.splice(at, at, Uint8Array.of(byte));
      },
    ),
    join: again(
      "join",
      `Concatenate any number of bytes/bytearray objects.

The bytearray whose method is called is inserted in between each pair.

The result is returned as a new bytearray object.`,
    ),
    pop: method(
      "(self, index=-1, /)",
      `Remove and return a single item from B.

  index
    The index from where to remove the item.
    -1 (the default value) means remove the last item.

If no index argument is given, will pop the last item.`,
      (self: Self, index: Value | undefined) => {
        const i = index === undefined ? -1 : ssizeNumber(index);
        if (self.size === 0) throw indexError("pop from empty bytearray");
        const at = i < 0 ? i + self.size : i;
        if (at < 0 || at >= self.size) throw indexError("pop index out of range");
        self.checkResizable();
        const byte = self.data[at];
        self.splice(at, at + 1, new Uint8Array(0));
        return byte;
      },
    ),
    remove: method(
      "(self, value, /)",
      `Remove the first occurrence of a value in the bytearray.

  value
    The value to remove.`,
      (self: Self, v: Value) => {
        const at = self.view().indexOf(byteOf(v));
        if (at < 0) throw valueError("value not found in bytearray");
        self.splice(at, at + 1, new Uint8Array(0));
      },
    ),
    removeprefix: again(
      "removeprefix",
      `Return a bytearray with the given prefix string removed if present.

If the bytearray starts with the prefix string, return
bytearray[len(prefix):].  Otherwise, return a copy of the original
bytearray.`,
    ),
    reverse: method("(self, /)", "Reverse the order of the values in B in place.", (self: Self) => {
      self.view().reverse();
    }),
    rpartition: again(
      "rpartition",
      `Partition the bytearray into three parts using the given separator.

This will search for the separator sep in the bytearray, starting at the end.
If the separator is found, returns a 3-tuple containing the part before the
separator, the separator itself, and the part after it as new bytearray
objects.

If the separator is not found, returns a 3-tuple containing two empty bytearray
objects and the copy of the original bytearray object.`,
    ),
    partition: again(
      "partition",
      `Partition the bytearray into three parts using the given separator.

This will search for the separator sep in the bytearray. If the separator is
found, returns a 3-tuple containing the part before the separator, the
separator itself, and the part after it as new bytearray objects.

If the separator is not found, returns a 3-tuple containing the copy of the
original bytearray object and two empty bytearray objects.`,
    ),
  },
  classMethods: {
    fromhex: method(
      "(cls, string, /)",
      `Create a bytearray object from a string of hexadecimal numbers.

Spaces between two numbers are accepted.
Example: bytearray.fromhex('B9 01EF') -> bytearray(b'\\\\xb9\\\\x01\\\\xef')`,
      (cls: PyType, text: Value) =>
        fromHex(cls, ByteArrayType, text, (data) => new PyByteArray(data)),
    ),
  },
  staticMethods: { maketrans: maketransDeclaration },
  unhashable: true,
});

/** `bytearray_iterator`. */
export class ByteArrayIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  seq: PyByteArray | undefined;
  index: number;
  constructor(seq?: PyByteArray) {
    super();
    this.seq = seq;
    this.index = 0;
  }
  override step(): Value | undefined {
    const { seq } = this;
    if (seq === undefined) return undefined;
    if (this.index < seq.size) return seq.data[this.index++];
    this.seq = undefined;
    return undefined;
  }
}
export const ByteArrayIteratorType: PyType = builtinType("bytearray_iterator", ByteArrayIterator, {
  final: true,
  noNew: true,
});
define(ByteArrayIteratorType, {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: ByteArrayIterator) =>
        self.seq === undefined ? 0 : Math.max(0, self.seq.size - self.index),
      { noTextSignature: true },
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: ByteArrayIterator) => {
        const f = builtinFunction("iter");
        return self.seq === undefined
          ? new PyTuple([f, new PyTuple([new PyTuple([])])])
          : new PyTuple([f, new PyTuple([self.seq]), self.index]);
      },
      { noTextSignature: true },
    ),
    __setstate__: method(
      "(self, state, /)",
      "Set state information for unpickling.",
      (self: ByteArrayIterator, state: Value) => {
        self.index = iteratorPosition(state, self.seq?.size ?? 0);
      },
      { noTextSignature: true },
    ),
  },
});
