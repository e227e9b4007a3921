// The methods of memoryview. The class itself is in memoryview.ts.

import { compareBytes } from "./core/bytes_search.ts";
import { callMethod } from "./attributes.ts";
import { type BufferView, FULL_READ_ONLY, getBuffer, hasBuffer, isCContiguous } from "./buffer.ts";
import { getset } from "./builtin.ts";
import { PyBytes } from "./bytes.ts";
import { hexText } from "./bytes_arguments.ts";
import { equals } from "./compare.ts";
import { define } from "./define.ts";
import { hashOf } from "./compare.ts";
import { address } from "./identity.ts";
import { intOf } from "./int.ts";
import { iteratorMethods, PyIterator } from "./iteration.ts";
import { PyList } from "./list.ts";
import { nativeCode, nativeSize, readItem, writeItem } from "./memory_format.ts";
import { MemoryViewType, PyMemoryView } from "./memoryview.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexNumber, sizeNumber } from "./operations.ts";
import { indexError, notImplementedError, typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { method } from "./signature.ts";
import { PySlice, sliceRange } from "./slice.ts";
import { strFromUtf16, strOf, textOf } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "./type.ts";

type View = PyMemoryView;

/** The native character of the view's format; NotImplementedError for any other format. */
function codeOf(m: View): string {
  const code = nativeCode(m.format);
  if (code === "") throw notImplementedError(`memoryview: unsupported format ${m.format}`);
  return code;
}

/** The position of an index in one dimension. */
function place(m: View, dimension: number, index: number, at: number): number {
  const n = m.shape[dimension];
  const i = index < 0 ? index + n : index;
  if (i < 0 || i >= n) throw indexError(`index out of bounds on dimension ${dimension + 1}`);
  return at + i * m.strides[dimension];
}

function isIndex(v: Value): boolean {
  return intOf(v) !== undefined || typeOf(v).lookup("__index__") !== undefined;
}

/** The position that a tuple of indices names. */
function placeOf(m: View, indices: readonly Value[]): number {
  if (indices.length < m.shape.length) throw notImplementedError("sub-views are not implemented");
  if (indices.length > m.shape.length) {
    throw typeError(
      `cannot index ${m.shape.length}-dimension view with ${indices.length}-element tuple`,
    );
  }
  let at = m.offset;
  for (let d = 0; d < indices.length; d++) at = place(m, d, indexNumber(indices[d]), at);
  return at;
}

/** A view of the items that a slice of the first dimension picks. */
function sliced(m: View, key: PySlice): View {
  const r = sliceRange(key, () => m.shape[0]);
  const s = m.copy();
  s.offset = m.offset + r.start * m.strides[0];
  s.shape = [r.count, ...m.shape.slice(1)];
  s.strides = [m.strides[0] * r.step, ...m.strides.slice(1)];
  return s;
}

function getItem(m: View, key: Value): Value {
  m.check();
  if (typeof key === "number" && m.format === "B" && m.shape.length === 1) {
    if (key >= 0 && key < m.shape[0]) return m.bytes[m.offset + key * m.strides[0]];
  }
  if (m.shape.length === 0) {
    if (key instanceof PyTuple && key.items.length === 0) {
      return readItem(m.data, m.offset, codeOf(m));
    }
    if (typeOf(key).name === "ellipsis") return m;
    throw typeError("invalid indexing of 0-dim memory");
  }
  if (typeof key === "number" || isIndex(key)) {
    if (m.shape.length > 1) {
      throw notImplementedError("multi-dimensional sub-views are not implemented");
    }
    const code = codeOf(m);
    const index = indexNumber(key);
    m.check();
    return readItem(m.data, place(m, 0, index, m.offset), code);
  }
  if (key instanceof PySlice) return sliced(m, key);
  if (key instanceof PyTuple) {
    if (key.items.every(isIndex)) {
      const code = codeOf(m);
      const at = placeOf(m, key.items);
      m.check();
      return readItem(m.data, at, code);
    }
    if (key.items.every((v) => v instanceof PySlice)) {
      throw notImplementedError("multi-dimensional slicing is not implemented");
    }
  }
  throw typeError("memoryview: invalid slice key");
}

function setItem(m: View, key: Value, v: Value): void {
  m.check();
  if (m.readonly) throw typeError("cannot modify read-only memory");
  if (m.shape.length === 0) {
    if (typeOf(key).name === "ellipsis" || key instanceof PyTuple && key.items.length === 0) {
      writeAt(m, m.offset, codeOf(m), v);
      return;
    }
    throw typeError("invalid indexing of 0-dim memory");
  }
  if (isIndex(key)) {
    if (m.shape.length > 1) throw notImplementedError("sub-views are not implemented");
    const code = codeOf(m);
    const index = indexNumber(key);
    m.check();
    writeAt(m, place(m, 0, index, m.offset), code, v);
    return;
  }
  if (key instanceof PySlice && m.shape.length === 1) {
    assignSlice(m, key, v);
    return;
  }
  if (key instanceof PyTuple) {
    if (key.items.every(isIndex)) {
      const code = codeOf(m);
      writeAt(m, placeOf(m, key.items), code, v);
      return;
    }
    if (key.items.every((k) => k instanceof PySlice)) {
      throw notImplementedError(
        "memoryview slice assignments are currently restricted to ndim = 1",
      );
    }
  }
  if (key instanceof PySlice) {
    throw notImplementedError("memoryview slice assignments are currently restricted to ndim = 1");
  }
  throw typeError("memoryview: invalid slice key");
}

/** Writes an item; converting the value may run Python, which may release the view. */
function writeAt(m: View, at: number, code: string, v: Value): void {
  const scratch = new DataView(new ArrayBuffer(8));
  writeItem(scratch, 0, code, v);
  m.check();
  for (let i = 0; i < m.itemsize; i++) m.bytes[at + i] = scratch.getUint8(i);
}

function assignSlice(m: View, key: PySlice, v: Value): void {
  const source = getBuffer(v, FULL_READ_ONLY);
  try {
    const target = sliced(m, key);
    m.check();
    const sameFormat = bare(source.format) === bare(target.format);
    if (
      !sameFormat || source.itemsize !== target.itemsize || source.shape.length !== 1 ||
      source.shape[0] !== target.shape[0]
    ) {
      throw valueError(
        "memoryview assignment: lvalue and rvalue have different structures",
      );
    }
    const packed = gather(
      source.bytes,
      source.offset,
      source.itemsize,
      source.shape,
      source.strides,
    );
    const { itemsize, bytes } = target;
    let at = target.offset;
    for (let i = 0; i < target.shape[0]; i++, at += target.strides[0]) {
      for (let k = 0; k < itemsize; k++) bytes[at + k] = packed[i * itemsize + k];
    }
    target.release();
  } finally {
    source.release();
  }
}

function bare(format: string): string {
  return format[0] === "@" ? format.slice(1) : format;
}

/** All items, packed in C order. */
function gather(
  bytes: Uint8Array,
  offset: number,
  itemsize: number,
  shape: readonly number[],
  strides: readonly number[],
): Uint8Array {
  let count = itemsize;
  for (const n of shape) count *= n;
  if (isCContiguous(itemsize, shape, strides)) return bytes.slice(offset, offset + count);
  const out = new Uint8Array(count);
  let at = 0;
  const walk = (d: number, from: number): void => {
    if (d === shape.length) {
      for (let k = 0; k < itemsize; k++) out[at++] = bytes[from + k];
      return;
    }
    for (let i = 0; i < shape[d]; i++) walk(d + 1, from + i * strides[d]);
  };
  walk(0, offset);
  return out;
}

/** The view's bytes in C order: its own memory where they stand so. */
function packedBytes(m: View): Uint8Array {
  if (m.cContiguous) return m.bytes.subarray(m.offset, m.offset + m.count * m.itemsize);
  return gather(m.bytes, m.offset, m.itemsize, m.shape, m.strides);
}

/** The bytes in Fortran's order, the first index fastest. */
function fortranBytes(m: View): Uint8Array {
  const shape = m.shape.toReversed(), strides = m.strides.toReversed();
  return gather(m.bytes, m.offset, m.itemsize, shape, strides);
}

function toBytes(m: View, order: Value | undefined): Value {
  m.check();
  let which = "C";
  if (order !== undefined && order !== NONE) {
    const s = strOf(order);
    if (s === undefined) {
      throw typeError(`tobytes() argument 'order' must be str or None, not ${argumentName(order)}`);
    }
    if (s !== "C" && s !== "F" && s !== "A") throw valueError("order must be 'C', 'F' or 'A'");
    which = s;
  }
  const fortran = which === "F" || which === "A" && m.fContiguous && !m.cContiguous;
  return new PyBytes(fortran ? fortranBytes(m) : packedBytes(m).slice());
}

function toList(m: View): Value {
  m.check();
  const code = codeOf(m);
  if (code === "B" && m.shape.length === 1) {
    const items: Value[] = [];
    const { bytes } = m, step = m.strides[0];
    for (let i = 0, at = m.offset; i < m.shape[0]; i++, at += step) items.push(bytes[at]);
    return new PyList(items);
  }
  const walk = (d: number, at: number): Value => {
    if (d === m.shape.length) return readItem(m.data, at, code);
    const items: Value[] = [];
    for (let i = 0; i < m.shape[d]; i++) items.push(walk(d + 1, at + i * m.strides[d]));
    return new PyList(items);
  };
  return walk(0, m.offset);
}

function cast(m: View, formatValue: Value, shapeValue: Value | undefined): Value {
  m.check();
  if (strOf(formatValue) === undefined) {
    throw typeError(`cast() argument 'format' must be str, not ${argumentName(formatValue)}`);
  }
  if (!m.cContiguous) throw typeError("memoryview: casts are restricted to C-contiguous views");
  const shaped = shapeValue !== undefined && shapeValue !== NONE;
  if ((shaped || m.shape.length !== 1) && (m.shape.includes(0) || m.strides.includes(0))) {
    throw typeError("memoryview: cannot cast view with zeros in shape or strides");
  }
  let dims: number[] | undefined;
  if (shaped) {
    if (!(shapeValue instanceof PyList || shapeValue instanceof PyTuple)) {
      throw typeError("shape must be a list or a tuple");
    }
    const items = shapeValue instanceof PyList ? shapeValue.toArray() : shapeValue.items;
    if (items.length > 64) {
      throw valueError("memoryview: number of dimensions must not exceed 64");
    }
    if (m.shape.length !== 1 && items.length !== 1) {
      throw typeError("memoryview: cast must be 1D -> ND or ND -> 1D");
    }
    dims = items.map((v) => {
      if (intOf(v) === undefined) {
        throw typeError("memoryview.cast(): elements of shape must be integers");
      }
      const n = sizeNumber(v);
      if (n <= 0) throw valueError("memoryview.cast(): elements of shape must be integers > 0");
      return n;
    });
  }
  const format = textOf(formatValue);
  const code = nativeCode(format);
  if (code === "") {
    throw valueError(
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  }
  const from = nativeCode(m.format);
  const isByte = (c: string) => c === "B" || c === "b" || c === "c";
  // a source of any format can be cast to bytes
  if (!isByte(code) && !isByte(from)) {
    throw typeError("memoryview: cannot cast between two non-byte formats");
  }
  const length = m.count * m.itemsize;
  const itemsize = nativeSize(code);
  if (length % itemsize !== 0) {
    throw typeError("memoryview: length is not a multiple of itemsize");
  }
  const r = m.copy();
  r.format = format;
  r.itemsize = itemsize;
  r.shape = [length / itemsize];
  r.strides = [itemsize];
  if (dims !== undefined) {
    let total = itemsize;
    for (const n of dims) total *= n;
    if (total !== length) {
      r.release();
      throw typeError("memoryview: product(shape) * itemsize != buffer size");
    }
    const strides: number[] = new Array(dims.length);
    let step = itemsize;
    for (let d = dims.length - 1; d >= 0; d--) {
      strides[d] = step;
      step *= dims[d];
    }
    r.shape = dims;
    r.strides = strides;
  }
  return r;
}

// ---- comparison

interface Items {
  readonly format: string;
  readonly itemsize: number;
  readonly shape: readonly number[];
  readonly packed: Uint8Array;
}

function itemsOf(v: BufferView): Items {
  return {
    format: v.format,
    itemsize: v.itemsize,
    shape: v.shape,
    packed: gather(v.bytes, v.offset, v.itemsize, v.shape, v.strides),
  };
}

/** Reads the items one after the other; formats that are not native go through the library's struct. */
function reader(v: Items): (i: number) => Value {
  const code = nativeCode(v.format);
  const data = new DataView(v.packed.buffer, v.packed.byteOffset, v.packed.byteLength);
  if (code !== "") return (i) => readItem(data, i * v.itemsize, code);
  const struct = callMethod(runtime.importModule("struct"), "Struct", strFromUtf16(v.format));
  return (i) => {
    const item = callMethod(
      struct,
      "unpack",
      new PyBytes(v.packed.slice(i * v.itemsize, (i + 1) * v.itemsize)),
    ) as PyTuple;
    return item.items.length === 1 ? item.items[0] : item;
  };
}

function equalViews(m: View, other: Value): boolean | undefined {
  if (m === other) return m.released || !/[efd]/.test(m.format) || sameItems(m, m);
  if (m.released) return false;
  if (other instanceof PyMemoryView && other.released) return false;
  if (typeof other !== "object" || !hasBuffer(other)) return undefined;
  return sameItems(m, other);
}

function sameItems(m: View, other: Value): boolean {
  let view: BufferView;
  try {
    view = getBuffer(other, FULL_READ_ONLY);
  } catch {
    return false;
  }
  try {
    if (
      view.shape.length !== m.shape.length || view.shape.some((n, d) => n !== m.shape[d])
    ) return false;
    const b = itemsOf(view);
    const a: Items = {
      format: m.format,
      itemsize: m.itemsize,
      shape: m.shape,
      packed: packedBytes(m),
    };
    const ca = nativeCode(a.format), cb = nativeCode(b.format);
    if (ca !== "" && ca === cb && !/[efd?]/.test(ca)) return compareBytes(a.packed, b.packed) === 0;
    let ra: (i: number) => Value, rb: (i: number) => Value;
    try {
      ra = reader(a);
      rb = reader(b);
    } catch {
      return false;
    }
    const n = m.count;
    for (let i = 0; i < n; i++) if (!sameValue(ra(i), rb(i))) return false;
    return true;
  } finally {
    view.release();
  }
}

/** `==` of items: no identity, so that a NaN differs from itself. */
function sameValue(a: Value, b: Value): boolean {
  if (typeOf(a).name === "float" && a === a) {
    const x = a as unknown as { v: number };
    if (x.v !== x.v) return false;
  }
  return equals(a, b);
}

function newView(_cls: PyType, object: Value): Value {
  return PyMemoryView.of(object);
}

function tupleOf(numbers: readonly number[]): PyTuple {
  return new PyTuple(numbers.slice());
}

/** An attribute that a released view refuses. */
function live(doc: string, get: (m: View) => Value) {
  return getset(doc, (m: View) => {
    m.check();
    return get(m);
  });
}

define(MemoryViewType, {
  doc: "Create a new memoryview object which references the given object.",
  textSignature: "(object)",
  new: method(
    "(cls, object)",
    "Create and return a new object.  See help(type) for accurate signature.",
    newView,
  ),
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (m: View) => `<${m.released ? "released " : ""}memory at ${address(m)}>`,
    ),
    __hash__: method("(self, /)", "Return hash(self).", (m: View) => {
      if (m.hash === undefined) {
        m.check();
        if (!m.readonly) throw valueError("cannot hash writable memoryview object");
        if (!/^@?[Bbc]$/.test(m.format)) {
          throw valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        }
        // an exporter that cannot be hashed refuses here
        hashOf(m.managed.view.obj);
        m.hash = hashOf(new PyBytes(packedBytes(m)));
      }
      return m.hash;
    }),
    __lt__: method("(self, value, /)", "Return self<value.", () => NOT_IMPLEMENTED),
    __le__: method("(self, value, /)", "Return self<=value.", () => NOT_IMPLEMENTED),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (m: View, other: Value) => equalViews(m, other) ?? NOT_IMPLEMENTED,
    ),
    __ne__: method("(self, value, /)", "Return self!=value.", (m: View, other: Value) => {
      const r = equalViews(m, other);
      return r === undefined ? NOT_IMPLEMENTED : !r;
    }),
    __gt__: method("(self, value, /)", "Return self>value.", () => NOT_IMPLEMENTED),
    __ge__: method("(self, value, /)", "Return self>=value.", () => NOT_IMPLEMENTED),
    __iter__: method("(self, /)", "Implement iter(self).", (m: View) => {
      m.check();
      if (m.shape.length === 0) throw typeError("invalid indexing of 0-dim memory");
      if (m.shape.length > 1) {
        throw notImplementedError("multi-dimensional sub-views are not implemented");
      }
      codeOf(m);
      return new MemoryIterator(m);
    }),
    __buffer__: method(
      "(self, flags, /)",
      "Return a buffer object that exposes the underlying memory of the object.",
      (m: View, flags: Value) => {
        const f = sizeNumber(flags);
        m.exportBuffer(f).release();
        return m.copy();
      },
    ),
    __release_buffer__: method(
      "(self, buffer, /)",
      "Release the buffer object that exposes the underlying memory of the object.",
      (_m: View, buffer: Value) => {
        if (!(buffer instanceof PyMemoryView)) throw typeError("expected a memoryview object");
        buffer.release();
      },
    ),
    __len__: method("(self, /)", "Return len(self).", (m: View) => {
      m.check();
      if (m.shape.length === 0) throw typeError("0-dim memory has no length");
      return m.shape[0];
    }),
    __getitem__: method("(self, key, /)", "Return self[key].", getItem),
    __setitem__: method("(self, key, value, /)", "Set self[key] to value.", setItem),
    __delitem__: method("(self, key, /)", "Delete self[key].", (m: View) => {
      m.check();
      if (m.readonly) throw typeError("cannot modify read-only memory");
      throw typeError("cannot delete memory");
    }),
    release: method(
      "(self, /)",
      "Release the underlying buffer exposed by the memoryview object.",
      (m: View) => m.release(),
    ),
    tobytes: method(
      "(self, /, order='C')",
      `Return the data in the buffer as a byte string.

Order can be {'C', 'F', 'A'}. When order is 'C' or 'F', the data of the
original array is converted to C or Fortran order. For contiguous views,
'A' returns an exact copy of the physical memory. In particular, in-memory
Fortran order is preserved. For non-contiguous views, the data is converted
to C first. order=None is the same as order='C'.`,
      toBytes,
    ),
    hex: method(
      "(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
      `Return the data in the buffer as a str of hexadecimal numbers.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

Example:
>>> value = memoryview(b'\\xb9\\x01\\xef')
>>> value.hex()
'b901ef'
>>> value.hex(':')
'b9:01:ef'
>>> value.hex(':', 2)
'b9:01ef'
>>> value.hex(':', -2)
'b901:ef'`,
      (m: View, sep: Value | undefined, perGroup: Value | undefined) => {
        m.check();
        return hexText(packedBytes(m), sep, perGroup);
      },
    ),
    tolist: method("(self, /)", "Return the data in the buffer as a list of elements.", toList),
    cast: method(
      "(self, /, format, shape=<unrepresentable>)",
      "Cast a memoryview to a new format or shape.",
      cast,
    ),
    toreadonly: method("(self, /)", "Return a readonly version of the memoryview.", (m: View) => {
      m.check();
      const r = m.copy();
      r.readonly = true;
      return r;
    }),
    __enter__: method("(self, /)", "", (m: View) => {
      m.check();
      return m;
    }),
    __exit__: method(
      "(self, /, *exc_info)",
      "Release the underlying buffer exposed by the memoryview object.",
      (m: View) => m.release(),
    ),
  },
  classMethods: {
    _from_flags: method(
      "(cls, /, object, flags)",
      "Create a new memoryview object which references the given object.",
      (_cls: PyType, object: Value, flags: Value) => PyMemoryView.of(object, sizeNumber(flags)),
    ),
  },
  attributes: {
    obj: live("The underlying object of the memoryview.", (m) => m.managed.view.obj),
    nbytes: live(
      `The amount of space in bytes that the array would use in
 a contiguous representation.`,
      (m) => m.count * m.itemsize,
    ),
    readonly: live("A bool indicating whether the memory is read only.", (m) => m.readonly),
    itemsize: live("The size in bytes of each element of the memoryview.", (m) => m.itemsize),
    format: live(
      `A string containing the format (in struct module style)
 for each element in the view.`,
      (m) => strFromUtf16(m.format),
    ),
    ndim: live(
      `An integer indicating how many dimensions of a multi-dimensional
 array the memory represents.`,
      (m) => m.shape.length,
    ),
    shape: live(
      `A tuple of ndim integers giving the shape of the memory
 as an N-dimensional array.`,
      (m) => tupleOf(m.shape),
    ),
    strides: live(
      `A tuple of ndim integers giving the size in bytes to access
 each element for each dimension of the array.`,
      (m) => tupleOf(m.strides),
    ),
    suboffsets: live(
      "A tuple of integers used internally for PIL-style arrays.",
      () => new PyTuple([]),
    ),
    c_contiguous: live(
      "A bool indicating whether the memory is C contiguous.",
      (m) => m.cContiguous,
    ),
    f_contiguous: live(
      "A bool indicating whether the memory is Fortran contiguous.",
      (m) => m.fContiguous,
    ),
    contiguous: live(
      "A bool indicating whether the memory is contiguous.",
      (m) => m.cContiguous || m.fContiguous,
    ),
  },
});

/** `memory_iterator`. */
class MemoryIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  view: PyMemoryView | undefined;
  index: number;
  constructor(view?: PyMemoryView) {
    super();
    this.view = view;
    this.index = 0;
  }
  override step(): Value | undefined {
    const { view } = this;
    if (view === undefined) return undefined;
    view.check();
    if (this.index < view.shape[0]) return getItem(view, this.index++);
    this.view = undefined;
    return undefined;
  }
}
const MemoryIteratorType: PyType = builtinType("memory_iterator", MemoryIterator, {
  final: true,
  noNew: true,
});
define(MemoryIteratorType, { methods: iteratorMethods });
