// The methods of bytes that bytearray does not share. The class itself is in bytes.ts.

import { callSpecial } from "./attributes.ts";
import { bytesLikeOf, FULL_READ_ONLY, getBuffer, hasBuffer } from "./buffer.ts";
import { BytesType, EMPTY_BYTES, PyBytes } from "./bytes.ts";
import { byteOf, bytesWarnings } from "./bytes_arguments.ts";
import { fromHex, maketransDeclaration, sharedMethods, showBytes } from "./bytes_methods.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { codecArgument, encodeStr } from "./codecs.ts";
import { define } from "./define.ts";
import { unicodeErrorHooks } from "./exceptions_unicode.ts";
import { intHooks, intOf } from "./int.ts";
import { iter, iteratorMethods, PyIterator } from "./iteration.ts";
import { hashBytes } from "./text_hash.ts";
import { PyList } from "./list.ts";
import type { Value } from "./object.ts";
import { indexOf, lengthHint, sizeNumber } from "./operations.ts";
import { sequenceTypes } from "./operators.ts";
import { memoryError, typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { method } from "./signature.ts";
import { isStr, strOf } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

sequenceTypes.add(BytesType);

/** Bytes as an instance of `cls`. */
export function makeBytes(cls: PyType, data: Uint8Array): PyBytes {
  if (cls === BytesType) return data.length === 0 ? EMPTY_BYTES : new PyBytes(data);
  const o = cls.allocate() as PyBytes;
  o.data = data;
  return o;
}

/** The bytes that an iterable of ints gives; `what` names the type in the error for what is not iterable. */
export function bytesFromIterable(v: Value, what: string): Uint8Array {
  if (
    isStr(v) ||
    (typeOf(v).lookup("__iter__") === undefined && typeOf(v).lookup("__getitem__") === undefined)
  ) {
    throw typeError(`cannot convert '${typeOf(v).name}' object to ${what}`);
  }
  let out = new Uint8Array(v instanceof PyList ? v.length : 16);
  let n = 0;
  const it = iter(v);
  if (what === "bytes" && typeof v === "object" && v.cls.heap) lengthHint(v, 64);
  for (let item = it.step(); item !== undefined; item = it.step()) {
    if (n === out.length) {
      const larger = new Uint8Array(Math.max(16, n * 2));
      larger.set(out);
      out = larger;
    }
    out[n++] = typeof item === "number" && item >= 0 && item <= 255 ? item : itemByte(item, what);
  }
  return n === out.length ? out : out.slice(0, n);
}

function itemByte(v: Value, what: string): number {
  if (what !== "bytes") return byteOf(v);
  const n = indexOf(v);
  if (n < 0 || n > 255) throw valueError("bytes must be in range(0, 256)");
  return n as number;
}

/** A copy of the memory of a bytes-like object. */
export function copyBuffer(v: Value): Uint8Array {
  const view = getBuffer(v, FULL_READ_ONLY);
  try {
    return view.packed();
  } finally {
    view.release();
  }
}

/** `bytes(v)` of a value that is no int and no str, as `int.from_bytes` takes it too. */
export function bytesFromObject(v: Value): PyBytes {
  if (v instanceof PyBytes && v.cls === BytesType) return v;
  const special = typeof v === "object" ? callSpecial(v, "__bytes__", []) : undefined;
  if (special !== undefined) {
    if (!(special instanceof PyBytes)) {
      throw typeError(`__bytes__ returned non-bytes (type ${typeOf(special).name})`);
    }
    return special;
  }
  if (hasBuffer(v)) return new PyBytes(copyBuffer(v));
  return new PyBytes(bytesFromIterable(v, "bytes"));
}

function newBytes(
  cls: PyType,
  source: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): Value {
  const enc = codecArgument(encoding, "bytes", "encoding");
  const err = codecArgument(errors, "bytes", "errors");
  if (
    enc === undefined && err === undefined && typeof source === "object" &&
    typeOf(source).lookup("__bytes__") !== undefined
  ) {
    const made = bytesFromObject(source);
    return cls === BytesType ? made : makeBytes(cls, made.data);
  }
  const text = source === undefined ? undefined : strOf(source);
  if (text === undefined) {
    if (enc !== undefined) throw typeError("encoding without a string argument");
    if (err !== undefined) throw typeError("errors without a string argument");
  } else if (enc === undefined) {
    throw typeError("string argument without an encoding");
  }
  if (source === undefined) return makeBytes(cls, EMPTY_BYTES.data);
  if (text !== undefined) {
    const made = encodeStr(text, enc, err);
    return cls === BytesType ? made : makeBytes(cls, made.data);
  }
  if (intOf(source) !== undefined || typeOf(source).lookup("__index__") !== undefined) {
    const n = sizeNumber(source);
    if (n < 0) throw valueError("negative count");
    if (n > 2 ** 32) throw memoryError("");
    return makeBytes(cls, new Uint8Array(n));
  }
  const made = bytesFromObject(source);
  return cls === BytesType ? made : makeBytes(cls, made.data);
}

intHooks.makeBytes = (data) => new PyBytes(data);
intHooks.bytesFrom = (v) => bytesFromObject(v).data;
unicodeErrorHooks.bytesOf = (v) => {
  if (v instanceof PyBytes) return v;
  const bytes = bytesLikeOf(v);
  return bytes === undefined ? undefined : new PyBytes(bytes.slice());
};

define(BytesType, {
  doc: `bytes(iterable_of_ints) -> bytes
bytes(string, encoding[, errors]) -> bytes
bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer
bytes(int) -> bytes object of size given by the parameter initialized with null bytes
bytes() -> empty bytes object

Construct an immutable array of bytes from:
  - an iterable yielding integers in range(256)
  - a text string encoded using the specified encoding
  - any object implementing the buffer API.
  - an integer`,
  new: method(
    "(cls, source=b'', encoding='utf-8', errors='strict')",
    "Create and return a new object.  See help(type) for accurate signature.",
    newBytes,
  ),
  methods: {
    ...sharedMethods,
    __repr__: method("(self, /)", "Return repr(self).", (self: PyBytes) => showBytes(self.data)),
    __str__: method("(self, /)", "Return str(self).", (self: PyBytes) => {
      if (bytesWarnings.level > 0) {
        runtime.warn("BytesWarning", "str() on a bytes instance", 1);
      }
      return showBytes(self.data);
    }),
    __hash__: method("(self, /)", "Return hash(self).", (self: PyBytes) => hashBytes(self.data)),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: PyBytes) => new BytesIterator(self),
    ),
    __getnewargs__: method(
      "(self, /)",
      "",
      (self: PyBytes) => new PyTuple([new PyBytes(self.data)]),
    ),
    __bytes__: method(
      "(self, /)",
      "Convert this value to exact type bytes.",
      (self: PyBytes) => self.cls === BytesType ? self : new PyBytes(self.data),
    ),
    __sizeof__: method(
      "(self, /)",
      "Returns the size of the object in memory, in bytes.",
      (self: PyBytes) => 33 + self.data.length,
    ),
  },
  classMethods: {
    fromhex: method(
      "(cls, string, /)",
      `Create a bytes object from a string of hexadecimal numbers.

Spaces between two numbers are accepted.
Example: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.`,
      (cls: PyType, text: Value) => fromHex(cls, BytesType, text, (data) => new PyBytes(data)),
    ),
  },
  staticMethods: { maketrans: maketransDeclaration },
});

/** `bytes_iterator`. */
export class BytesIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  seq: PyBytes | undefined;
  index: number;
  constructor(seq: PyBytes = EMPTY_BYTES) {
    super();
    this.seq = seq;
    this.index = 0;
  }
  override step(): Value | undefined {
    const { seq } = this;
    if (seq === undefined) return undefined;
    if (this.index < seq.data.length) return seq.data[this.index++];
    this.seq = undefined;
    return undefined;
  }
}
export const BytesIteratorType: PyType = builtinType("bytes_iterator", BytesIterator, {
  final: true,
  noNew: true,
});
define(BytesIteratorType, {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: BytesIterator) =>
        self.seq === undefined ? 0 : Math.max(0, self.seq.data.length - self.index),
      { noTextSignature: true },
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: BytesIterator) => {
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
      (self: BytesIterator, state: Value) => {
        self.index = iteratorPosition(state, self.seq?.data.length ?? 0);
      },
      { noTextSignature: true },
    ),
  },
});

/** A position given to `__setstate__`, brought into the sequence. */
export function iteratorPosition(state: Value, length: number): number {
  const n = intOf(state);
  if (n === undefined) throw typeError("an integer is required");
  return Math.min(Math.max(0, Number(n)), length);
}
