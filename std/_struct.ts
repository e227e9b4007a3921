// _struct: conversion between Python values and C structs as bytes. The formats are in struct/format.ts, the conversion in
// struct/pack.ts.

import { newBytes } from "../vm/objects/core/small_bytes.ts";
import { getset } from "../vm/objects/builtin.ts";
import { bytesArgument, getBuffer, WRITABLE } from "../vm/objects/buffer.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { define } from "../vm/objects/define.ts";
import { encodeStr } from "../vm/objects/codecs.ts";
import { iteratorMethods, PyIterator } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type Int, PyObject, type Value } from "../vm/objects/object.ts";
import { indexNumber, indexOf, repr } from "../vm/objects/operations.ts";
import { overflowError, runtimeError, typeError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { strFromUtf16, strOf } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { compileFormat, type Format, structError } from "./struct/format.ts";
import { packValues, unpackValues } from "./struct/pack.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** A compiled format as Python sees it. */
class PyStruct extends PyObject {
  format: Format | undefined;
  constructor() {
    super();
    this.format = undefined;
  }
  compiled(): Format {
    if (this.format === undefined) throw runtimeError("Struct object is not initialized");
    return this.format;
  }
}

/** What `iter_unpack` gives. */
class UnpackIterator extends PyIterator {
  format: Format;
  bytes: Uint8Array;
  at: number;
  constructor(format: Format = compileFormat(""), bytes: Uint8Array = new Uint8Array(0)) {
    super();
    this.format = format;
    this.bytes = bytes;
    this.at = 0;
  }
  override step(): Value | undefined {
    const { format, bytes, at } = this;
    if (at >= bytes.length) return undefined;
    this.at = at + format.size;
    return new PyTuple(unpackValues(format, bytes, at));
  }
}

/** The text of a format argument. */
function formatText(v: Value): string {
  const s = strOf(v);
  let bytes: Uint8Array;
  if (s !== undefined) bytes = encodeStr(s, "ascii", undefined).data;
  else if (v instanceof PyBytes) bytes = v.data;
  else throw typeError(`Struct() argument 1 must be a str or bytes object, not ${argumentName(v)}`);
  if (bytes.includes(0)) throw structError.error("embedded null character");
  let text = "";
  for (const b of bytes) text += String.fromCharCode(b);
  return text;
}

/** Formats that were used by the functions of the module, by their text. */
const compiledFormats: Map<string, Format> = new Map();
const CACHE_SIZE = 100;

function formatOf(v: Value): Format {
  if (typeof v === "string") {
    const known = compiledFormats.get(v);
    if (known !== undefined) return known;
  }
  const text = formatText(v);
  let format = compiledFormats.get(text);
  if (format === undefined) {
    format = compileFormat(text);
    if (compiledFormats.size >= CACHE_SIZE) compiledFormats.clear();
    compiledFormats.set(text, format);
  }
  return format;
}

function pack(format: Format, args: readonly Value[], first: number): Value {
  if (args.length - first !== format.count) {
    throw structError.error(
      `pack expected ${format.count} items for packing (got ${args.length - first})`,
    );
  }
  const bytes = newBytes(format.size);
  packValues(format, bytes, 0, args, first);
  return new PyBytes(bytes);
}

function packInto(format: Format, args: readonly Value[], first: number): void {
  const given = args.length - first;
  if (given < 2 || given - 2 !== format.count) {
    throw structError.error(
      given === 0
        ? "pack_into expected buffer argument"
        : given === 1
        ? "pack_into expected offset argument"
        : `pack_into expected ${format.count} items for packing (got ${given - 2})`,
    );
  }
  const target = args[first];
  if (target instanceof PyBytes) {
    throw typeError(
      `argument must be read-write bytes-like object, not ${typeOf(target).name}`,
    );
  }
  const view = getBuffer(target, WRITABLE);
  try {
    const bytes = view.contiguous();
    const { size } = format;
    const exactOffset = indexOf(args[first + 1]);
    let offset = indexNumber(exactOffset);
    if (offset < 0) {
      if (offset + size > 0) {
        throw structError.error(`no space to pack ${size} bytes at offset ${offset}`);
      }
      if (offset + bytes.length < 0) {
        throw structError.error(`offset ${offset} out of range for ${bytes.length}-byte buffer`);
      }
      offset += bytes.length;
    }
    if (bytes.length - offset < size) {
      const exact = exactOffset < 0 ? offset : exactOffset;
      throw structError.error(
        `pack_into requires a buffer of at least ${
          BigInt(size) + BigInt(exact)
        } bytes for packing ${size} bytes at offset ${exact} (actual buffer size is ${bytes.length})`,
      );
    }
    packValues(format, bytes, offset, args, first + 2);
  } finally {
    view.release();
  }
}

function unpack(format: Format, buffer: Value): Value {
  const bytes = bytesArgument(buffer);
  if (bytes.length !== format.size) {
    throw structError.error(`unpack requires a buffer of ${format.size} bytes`);
  }
  return new PyTuple(unpackValues(format, bytes, 0));
}

/** An offset argument, which a machine word holds. */
function offsetArgument(v: Value | undefined): Int {
  if (v === undefined) return 0;
  const n = indexOf(v);
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return n;
}

function unpackFrom(format: Format, buffer: Value, offsetValue: Value | undefined): Value {
  const bytes = bytesArgument(buffer);
  const { size } = format;
  const given = offsetArgument(offsetValue);
  let offset = Number(given);
  if (offset < 0) {
    if (offset + size > 0) {
      throw structError.error(`not enough data to unpack ${size} bytes at offset ${offset}`);
    }
    if (offset + bytes.length < 0) {
      throw structError.error(`offset ${offset} out of range for ${bytes.length}-byte buffer`);
    }
    offset += bytes.length;
  }
  if (bytes.length - offset < size) {
    const exact = given < 0 ? offset : given;
    throw structError.error(
      `unpack_from requires a buffer of at least ${
        BigInt(size) + BigInt(exact)
      } bytes for unpacking ${size} bytes at offset ${exact} (actual buffer size is ${bytes.length})`,
    );
  }
  return new PyTuple(unpackValues(format, bytes, offset));
}

function iterUnpack(format: Format, buffer: Value): Value {
  if (format.size === 0) {
    throw structError.error("cannot iteratively unpack with a struct of length 0");
  }
  const bytes = bytesArgument(buffer);
  if (bytes.length % format.size !== 0) {
    throw structError.error(
      `iterative unpacking requires a buffer of a multiple of ${format.size} bytes`,
    );
  }
  return new UnpackIterator(format, bytes);
}

function firstFormat(args: readonly Value[]): Format {
  if (args.length === 0) throw typeError("missing format argument");
  return formatOf(args[0]);
}

let StructType: PyType | undefined;

function structType(): PyType {
  if (StructType !== undefined) return StructType;
  const iterator = builtinType("_struct.unpack_iterator", UnpackIterator, {
    module: "_struct",
    qualname: "unpack_iterator",
    final: true,
    noNew: true,
  });
  define(iterator, {
    methods: {
      ...iteratorMethods,
      __length_hint__: method(
        "(self, /)",
        "",
        (self: UnpackIterator) => Math.ceil((self.bytes.length - self.at) / self.format.size),
        { noTextSignature: true },
      ),
    },
  });
  StructType = builtinType("_struct.Struct", PyStruct, {
    module: "_struct",
    qualname: "Struct",
    hasWeakref: true,
  });
  define(StructType, {
    doc: "Struct(fmt) --> compiled struct object\n\n",
    new: method("(cls, /, *args, **kwargs)", NEW_DOC, (cls: PyType) => cls.allocate()),
    methods: {
      __init__: method(
        "(self, format)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyStruct, format: Value) => {
          self.format = formatOf(format);
        },
      ),
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyStruct) =>
          strFromUtf16(`${self.cls.name.split(".").pop()}(${repr(self.compiled().text)})`),
      ),
      iter_unpack: method(
        "(self, buffer, /)",
        "Return an iterator yielding tuples.\n\nTuples are unpacked from the given bytes source, like a repeated\ninvocation of unpack_from().\n\nRequires that the bytes length be a multiple of the struct size.",
        (self: PyStruct, buffer: Value) => iterUnpack(self.compiled(), buffer),
      ),
      pack: method(
        "(self, /, *args)",
        "S.pack(v1, v2, ...) -> bytes\n\nReturn a bytes object containing values v1, v2, ... packed according\nto the format string S.format.  See help(struct) for more on format\nstrings.",
        (self: PyStruct, args: Value[]) => {
          if (self.format === undefined) {
            throw structError.error(`pack expected -1 items for packing (got ${args.length})`);
          }
          return pack(self.format, args, 0);
        },
        { noTextSignature: true },
      ),
      pack_into: method(
        "(self, /, *args)",
        "S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string S.format\nand write the packed bytes into the writable buffer buf starting at\noffset.  Note that the offset is a required argument.  See\nhelp(struct) for more on format strings.",
        (self: PyStruct, args: Value[]) => packInto(self.compiled(), args, 0),
        { noTextSignature: true },
      ),
      unpack: method(
        "(self, buffer, /)",
        "Return a tuple containing unpacked values.\n\nUnpack according to the format string Struct.format. The buffer's size\nin bytes must be Struct.size.\n\nSee help(struct) for more on format strings.",
        (self: PyStruct, buffer: Value) => unpack(self.compiled(), buffer),
      ),
      unpack_from: method(
        "(self, /, buffer, offset=0)",
        "Return a tuple containing unpacked values.\n\nValues are unpacked according to the format string Struct.format.\n\nThe buffer's size in bytes, starting at position offset, must be\nat least Struct.size.\n\nSee help(struct) for more on format strings.",
        (self: PyStruct, buffer: Value, offset: Value | undefined) =>
          unpackFrom(self.compiled(), buffer, offset),
      ),
      __sizeof__: method(
        "(self, /)",
        "S.__sizeof__() -> size of S in memory, in bytes",
        (self: PyStruct) => 56 + 32 * (1 + (self.format?.fields.length ?? 0)),
      ),
    },
    attributes: {
      format: getset("struct format string", (self: PyStruct) => self.compiled().text),
      size: getset("struct size in bytes", (self: PyStruct) => self.format?.size ?? -1),
    },
  });
  return StructType;
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_struct", {
    doc:
      "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct\nand also as format strings (explained below) to describe the layout of data\nin the C struct.\n\nThe optional first format char indicates byte order, size and alignment:\n  @: native order, size & alignment (default)\n  =: native order, std. size & alignment\n  <: little-endian, std. size & alignment\n  >: big-endian, std. size & alignment\n  !: same as >\n\nThe remaining chars indicate types of args and must match exactly;\nthese can be preceded by a decimal repeat count:\n  x: pad byte (no data); c:char; b:signed byte; B:unsigned byte;\n  ?: _Bool (requires C99; if not available, char is used instead)\n  h:short; H:unsigned short; i:int; I:unsigned int;\n  l:long; L:unsigned long; f:float; d:double; e:half-float.\nSpecial cases (preceding decimal count indicates length):\n  s:string (array of char); p: pascal string (with count byte).\nSpecial cases (only available in native format):\n  n:ssize_t; N:size_t;\n  P:an integer type that is wide enough to hold a pointer.\nSpecial case (not in native mode unless 'long long' in platform C):\n  q:long long; Q:unsigned long long\nWhitespace between formats is ignored.\n\nThe variable struct.error is an exception raised on errors.\n",
    types: [structType()],
    functions: {
      _clearcache: method("()", "Clear the internal cache.", () => {
        compiledFormats.clear();
      }),
      calcsize: method(
        "(format, /)",
        "Return size in bytes of the struct described by the format string.",
        (f: Value) => formatOf(f).size,
      ),
      iter_unpack: method(
        "(format, buffer, /)",
        "Return an iterator yielding tuples unpacked from the given bytes.\n\nThe bytes are unpacked according to the format string, like\na repeated invocation of unpack_from().\n\nRequires that the bytes length be a multiple of the format struct size.",
        (f: Value, buffer: Value) => iterUnpack(formatOf(f), buffer),
      ),
      pack: method(
        "(*args)",
        "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according\nto the format string.  See help(struct) for more on format strings.",
        (args: Value[]) => pack(firstFormat(args), args, 1),
        { noTextSignature: true },
      ),
      pack_into: method(
        "(*args)",
        "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write\nthe packed bytes into the writable buffer buf starting at offset.  Note\nthat the offset is a required argument.  See help(struct) for more\non format strings.",
        (args: Value[]) => packInto(firstFormat(args), args, 1),
        { noTextSignature: true },
      ),
      unpack: method(
        "(format, buffer, /)",
        "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size in bytes must be calcsize(format).\n\nSee help(struct) for more on format strings.",
        (f: Value, buffer: Value) => unpack(formatOf(f), buffer),
      ),
      unpack_from: method(
        "(format, /, buffer, offset=0)",
        "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size, minus offset, must be at least calcsize(format).\n\nSee help(struct) for more on format strings.",
        (f: Value, buffer: Value, offset: Value | undefined) =>
          unpackFrom(formatOf(f), buffer, offset),
      ),
    },
    values: { error: structError.type() },
  });
}
