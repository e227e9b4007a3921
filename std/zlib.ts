// zlib: compression. The streams are in zlib/stream.ts.

import { bytesArgument } from "../vm/objects/buffer.ts";
import { member } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { define } from "../vm/objects/define.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { indexOf, sizeNumber } from "../vm/objects/operations.ts";
import { exception, overflowError, typeError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { zlib, type ZStream } from "../vm/host/mod.ts";
import { adler32, crc32 } from "./binary/crc.ts";
import {
  copyStream,
  deflateAll,
  inflateSome,
  newDeflate,
  newInflate,
  streamError,
  Z_BUF_ERROR,
  Z_FINISH,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
  zlibError,
} from "./zlib/stream.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";
const DEFLATED = 8, MAX_WBITS = 15, DEF_MEM_LEVEL = 8, DEF_BUF_SIZE = 16384;
const EMPTY = new Uint8Array(0);

function intArgument(v: Value | undefined, preset: number): number {
  if (v === undefined) return preset;
  const n = indexOf(v);
  if (typeof n !== "number" || n > 2147483647 || n < -2147483648) {
    throw overflowError("Python int too large to convert to C int");
  }
  return n;
}

function word(v: Value | undefined, preset: number): number {
  if (v === undefined) return preset;
  const n = indexOf(v);
  return typeof n === "number" ? n >>> 0 : Number(BigInt.asUintN(32, n));
}

function dictionaryOf(v: Value | undefined): Uint8Array | undefined {
  if (v === undefined || v === NONE) return undefined;
  return bytesArgument(v).slice();
}

// ---- one-shot

function compress(data: Value, level: Value | undefined, wbits: Value | undefined): Value {
  const bytes = bytesArgument(data);
  const n = intArgument(level, -1);
  if (n < -1 || n > 9) throw zlibError.error("Bad compression level");
  const window = intArgument(wbits, MAX_WBITS);
  const size = window > 15 ? window - 16 : Math.abs(window);
  if (size < 8 || size > 15) throw zlibError.error("Bad compression level");
  const s = newDeflate(n, DEFLATED, window, DEF_MEM_LEVEL, 0);
  return new PyBytes(deflateAll(s, bytes, Z_FINISH, "while compressing data"));
}

function decompress(data: Value, wbits: Value | undefined, size: Value | undefined): Value {
  const bytes = bytesArgument(data);
  const first = size === undefined ? DEF_BUF_SIZE : sizeNumber(size);
  if (first < 0) throw valueError("bufsize must be non-negative");
  const s = newInflate(intArgument(wbits, MAX_WBITS), undefined);
  const what = "while decompressing data";
  const r = inflateSome(s, bytes, Infinity, undefined, what, Z_SYNC_FLUSH, first);
  if (r.code !== Z_STREAM_END) throw streamError(Z_BUF_ERROR, s, what);
  return new PyBytes(r.bytes);
}

// ---- compressobj

/** What `compressobj` gives. */
class Compressor extends PyObject {
  stream: ZStream | undefined = undefined;
}

function compressobj(
  level: Value | undefined,
  how: Value | undefined,
  wbits: Value | undefined,
  memLevel: Value | undefined,
  strategy: Value | undefined,
  zdict: Value | undefined,
): Value {
  const dictionary = dictionaryOf(zdict);
  const s = newDeflate(
    intArgument(level, -1),
    intArgument(how, DEFLATED),
    intArgument(wbits, MAX_WBITS),
    intArgument(memLevel, DEF_MEM_LEVEL),
    intArgument(strategy, 0),
  );
  if (dictionary !== undefined) {
    const code = zlib().deflateSetDictionary(s, dictionary);
    if (code !== Z_OK) throw valueError("deflateSetDictionary()");
  }
  const c = new Compressor();
  c.stream = s;
  return c;
}

/** The stream of a compressor that is not finished. */
function openStream(self: Compressor, what: string): ZStream {
  if (self.stream === undefined) {
    throw zlibError.error(`Error -2 ${what}: inconsistent stream state`);
  }
  return self.stream;
}

function flushCompressor(self: Compressor, mode: Value | undefined): Value {
  const n = intArgument(mode, Z_FINISH);
  if (n === Z_NO_FLUSH) return new PyBytes();
  const s = openStream(self, "while flushing");
  const bytes = deflateAll(s, EMPTY, n, "while flushing");
  if (n === Z_FINISH) self.stream = undefined;
  return new PyBytes(bytes);
}

function copyCompressor(self: Compressor): Value {
  if (self.stream === undefined) throw valueError("Inconsistent stream state");
  const c = new Compressor();
  c.stream = copyStream(self.stream);
  return c;
}

// ---- decompressobj

/** What `decompressobj` gives. */
class Decompressor extends PyObject {
  stream: ZStream | undefined = undefined;
  dictionary: Uint8Array | undefined = undefined;
  unused: Uint8Array = EMPTY;
  tail: Uint8Array = EMPTY;
  eof: boolean = false;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/** What is left of the input goes to where Python looks for it. */
function keepRest(self: Decompressor, input: Uint8Array, left: number, ended: boolean): void {
  const rest = input.slice(input.length - left);
  if (ended) {
    self.unused = concat(self.unused, rest);
    self.eof = true;
    // as in CPython, what was not consumed before shows where the rest begins
    self.tail = self.tail.length > 0 ? rest : EMPTY;
  } else {
    self.tail = rest;
  }
}

function decompressSome(self: Decompressor, data: Value, limit: Value | undefined): Value {
  const bytes = bytesArgument(data);
  const max = limit === undefined ? 0 : sizeNumber(limit);
  if (max < 0) throw valueError("max_length must be non-negative");
  if (self.eof) {
    self.unused = concat(self.unused, bytes.slice());
    return new PyBytes();
  }
  const r = inflateSome(
    self.stream!,
    bytes,
    max === 0 ? Infinity : max,
    self.dictionary,
    "while decompressing data",
  );
  keepRest(self, bytes, r.left, r.code === Z_STREAM_END);
  return new PyBytes(r.bytes);
}

function flushDecompressor(self: Decompressor, length: Value | undefined): Value {
  const n = length === undefined ? DEF_BUF_SIZE : sizeNumber(length);
  if (n <= 0) throw valueError("length must be greater than zero");
  if (self.eof) {
    self.stream = undefined;
    return new PyBytes();
  }
  const input = self.tail;
  const r = inflateSome(
    self.stream!,
    input,
    Infinity,
    self.dictionary,
    "while flushing",
    Z_FINISH,
    n,
  );
  keepRest(self, input, r.left, r.code === Z_STREAM_END);
  if (self.eof) self.stream = undefined;
  return new PyBytes(r.bytes);
}

function copyDecompressor(self: Decompressor): Value {
  if (self.stream === undefined) throw valueError("Inconsistent stream state");
  const d = new Decompressor();
  d.stream = copyStream(self.stream);
  d.dictionary = self.dictionary;
  d.unused = self.unused;
  d.tail = self.tail;
  d.eof = self.eof;
  return d;
}

// ---- _ZlibDecompressor

/** The decompressor that gzip uses: what it could not give out yet stays inside. */
class BufferedDecompressor extends PyObject {
  stream: ZStream | undefined = undefined;
  dictionary: Uint8Array | undefined = undefined;
  input: Uint8Array = EMPTY;
  unused: Uint8Array = EMPTY;
  eof: boolean = false;
  needsInput: boolean = true;
}

function decompressBuffered(
  self: BufferedDecompressor,
  data: Value,
  limit: Value | undefined,
): Value {
  const bytes = bytesArgument(data);
  const max = limit === undefined ? -1 : sizeNumber(limit);
  if (self.eof) throw exception("EOFError", "End of stream already reached");
  const input = concat(self.input, bytes);
  const r = inflateSome(
    self.stream!,
    input,
    max < 0 ? Infinity : max,
    self.dictionary,
    "while decompressing data",
  );
  const rest = input.slice(input.length - r.left);
  if (r.code === Z_STREAM_END) {
    self.eof = true;
    self.unused = rest;
    self.input = EMPTY;
    self.needsInput = false;
  } else {
    self.input = rest;
    self.needsInput = rest.length === 0 && !(max >= 0 && r.bytes.length === max);
  }
  return new PyBytes(r.bytes);
}

// ---- types

function copies(copy: (self: never) => Value): Record<string, Declaration> {
  return {
    __copy__: method("(self, /)", "", copy),
    __deepcopy__: method("(self, memo, /)", "", copy),
  };
}

let types: [PyType, PyType, PyType] | undefined;

function makeTypes(): [PyType, PyType, PyType] {
  const compressor = builtinType("zlib.Compress", Compressor, {
    module: "zlib",
    qualname: "Compress",
    final: true,
    noNew: true,
  });
  define(compressor, {
    methods: {
      compress: method(
        "(self, data, /)",
        "",
        (self: Compressor, data: Value) => {
          const bytes = bytesArgument(data);
          const s = openStream(self, "while compressing data");
          return new PyBytes(deflateAll(s, bytes, Z_NO_FLUSH, "while compressing data"));
        },
      ),
      flush: method("(self, mode=zlib.Z_FINISH, /)", "", flushCompressor),
      copy: method("(self, /)", "", copyCompressor),
      ...copies(copyCompressor),
    },
  });
  const decompressor = builtinType("zlib.Decompress", Decompressor, {
    module: "zlib",
    qualname: "Decompress",
    final: true,
    noNew: true,
  });
  define(decompressor, {
    methods: {
      decompress: method(
        "(self, data, /, max_length=0)",
        "",
        decompressSome,
      ),
      flush: method(
        "(self, length=zlib.DEF_BUF_SIZE, /)",
        "",
        flushDecompressor,
      ),
      copy: method("(self, /)", "", copyDecompressor),
      ...copies(copyDecompressor),
    },
    attributes: {
      unused_data: member(undefined, (self: Decompressor) => new PyBytes(self.unused)),
      unconsumed_tail: member(undefined, (self: Decompressor) => new PyBytes(self.tail)),
      eof: member(undefined, (self: Decompressor) => self.eof),
    },
  });
  const buffered = builtinType("zlib._ZlibDecompressor", BufferedDecompressor, {
    module: "zlib",
    qualname: "_ZlibDecompressor",
    final: true,
  });
  define(buffered, {
    doc:
      "Create a decompressor object for decompressing data incrementally.\n\n  wbits = 15\n  zdict\n     The predefined compression dictionary. This is a sequence of bytes\n     (such as a bytes object) containing subsequences that are expected\n     to occur frequently in the data that is to be compressed. Those\n     subsequences that are expected to be most common should come at the\n     end of the dictionary. This must be the same dictionary as used by the\n     compressor that produced the input data.\n\n",
    textSignature: "(wbits=15, zdict=b'')",
    new: method(
      "(cls, wbits=15, zdict=b'')",
      NEW_DOC,
      (cls: PyType, wbits: Value | undefined, zdict: Value | undefined) => {
        const d = cls.allocate() as BufferedDecompressor;
        d.dictionary = zdict === undefined ? undefined : dictionaryArgument(zdict);
        d.stream = newInflate(intArgument(wbits, MAX_WBITS), d.dictionary);
        return d;
      },
    ),
    methods: {
      decompress: method(
        "(self, /, data, max_length=-1)",
        "Decompress *data*, returning uncompressed data as bytes.\n\nIf *max_length* is nonnegative, returns at most *max_length* bytes of\ndecompressed data. If this limit is reached and further output can be\nproduced, *self.needs_input* will be set to ``False``. In this case, the next\ncall to *decompress()* may provide *data* as b'' to obtain more of the output.\n\nIf all of the input data was decompressed and returned (either because this\nwas less than *max_length* bytes, or because *max_length* was negative),\n*self.needs_input* will be set to True.\n\nAttempting to decompress data after the end of stream is reached raises an\nEOFError.  Any data found after the end of the stream is ignored and saved in\nthe unused_data attribute.",
        decompressBuffered,
      ),
    },
    attributes: {
      eof: member(
        "True if the end-of-stream marker has been reached.",
        (self: BufferedDecompressor) => self.eof,
      ),
      unused_data: member(
        "Data found after the end of the compressed stream.",
        (self: BufferedDecompressor) => new PyBytes(self.unused),
      ),
      needs_input: member(
        "True if more input is needed before more decompressed data can be produced.",
        (self: BufferedDecompressor) => self.needsInput,
      ),
    },
  });
  return [compressor, decompressor, buffered];
}

function dictionaryArgument(v: Value): Uint8Array {
  if (typeof v !== "object" || typeOf(v).lookup("__buffer__") === undefined) {
    throw typeError("zdict argument must support the buffer protocol");
  }
  return bytesArgument(v).slice();
}

/** Makes the module. */
export function create(): PyModule {
  const [, , buffered] = types ??= makeTypes();
  return builtinModule("zlib", {
    doc:
      "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.\n\nadler32(string[, start]) -- Compute an Adler-32 checksum.\ncompress(data[, level]) -- Compress data, with compression level 0-9 or -1.\ncompressobj([level[, ...]]) -- Return a compressor object.\ncrc32(string[, start]) -- Compute a CRC-32 checksum.\ndecompress(string,[wbits],[bufsize]) -- Decompresses a compressed string.\ndecompressobj([wbits[, zdict]]) -- Return a decompressor object.\n\n'wbits' is window buffer size and container format.\nCompressor objects support compress() and flush() methods; decompressor\nobjects support decompress() and flush().",
    types: [buffered],
    functions: {
      adler32: method(
        "(data, value=1, /)",
        "Compute an Adler-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer.",
        (data: Value, v: Value | undefined) => adler32(bytesArgument(data), word(v, 1)),
      ),
      crc32: method(
        "(data, value=0, /)",
        "Compute a CRC-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer.",
        (data: Value, v: Value | undefined) => crc32(bytesArgument(data), word(v, 0)),
      ),
      compress: method(
        "(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)",
        "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n  level\n    Compression level, in 0-9 or -1.\n  wbits\n    The window buffer size and container format.",
        compress,
      ),
      decompress: method(
        "(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)",
        "Returns a bytes object containing the uncompressed data.\n\n  data\n    Compressed data.\n  wbits\n    The window buffer size and container format.\n  bufsize\n    The initial output buffer size.",
        decompress,
      ),
      compressobj: method(
        "(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None)",
        "Return a compressor object.\n\n  level\n    The compression level (an integer in the range 0-9 or -1; default is\n    currently equivalent to 6).  Higher compression levels are slower,\n    but produce smaller results.\n  method\n    The compression algorithm.  If given, this must be DEFLATED.\n  wbits\n    +9 to +15: The base-two logarithm of the window size.  Include a zlib\n        container.\n    -9 to -15: Generate a raw stream.\n    +25 to +31: Include a gzip container.\n  memLevel\n    Controls the amount of memory used for internal compression state.\n    Valid values range from 1 to 9.  Higher values result in higher memory\n    usage, faster compression, and smaller output.\n  strategy\n    Used to tune the compression algorithm.  Possible values are\n    Z_DEFAULT_STRATEGY, Z_FILTERED, and Z_HUFFMAN_ONLY.\n  zdict\n    The predefined compression dictionary - a sequence of bytes\n    containing subsequences that are likely to occur in the input data.",
        compressobj,
      ),
      decompressobj: method(
        "(wbits=MAX_WBITS, zdict=b'')",
        "Return a decompressor object.\n\n  wbits\n    The window buffer size and container format.\n  zdict\n    The predefined compression dictionary.  This must be the same\n    dictionary as used by the compressor that produced the input data.",
        (wbits: Value | undefined, zdict: Value | undefined) => {
          const d = new Decompressor();
          d.dictionary = zdict === undefined ? undefined : dictionaryArgument(zdict);
          d.stream = newInflate(intArgument(wbits, MAX_WBITS), d.dictionary);
          return d;
        },
      ),
    },
    values: {
      error: zlibError.type(),
      DEFLATED,
      DEF_BUF_SIZE,
      DEF_MEM_LEVEL,
      MAX_WBITS,
      ZLIB_RUNTIME_VERSION: "1.2.13",
      ZLIB_VERSION: "1.2.13",
      Z_BEST_COMPRESSION: 9,
      Z_BEST_SPEED: 1,
      Z_BLOCK: 5,
      Z_DEFAULT_COMPRESSION: -1,
      Z_DEFAULT_STRATEGY: 0,
      Z_FILTERED: 1,
      Z_FINISH,
      Z_FIXED: 4,
      Z_FULL_FLUSH: 3,
      Z_HUFFMAN_ONLY: 2,
      Z_NO_COMPRESSION: 0,
      Z_NO_FLUSH,
      Z_PARTIAL_FLUSH: 1,
      Z_RLE: 3,
      Z_SYNC_FLUSH,
      Z_TREES: 6,
      __version__: "1.0",
    },
  });
}
