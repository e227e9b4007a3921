// _bz2: compression and decompression in the bzip2 format. The format is in bz2/.

import { bytesArgument } from "../vm/objects/buffer.ts";
import { member } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { define } from "../vm/objects/define.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { PyObject, type Value } from "../vm/objects/object.ts";
import { indexOf, sizeNumber } from "../vm/objects/operations.ts";
import { exception, overflowError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { builtinType, type PyType } from "../vm/objects/type.ts";
import { Decoder, InvalidData } from "./bz2/decoder.ts";
import { Encoder } from "./bz2/encoder.ts";

const EMPTY = new Uint8Array(0);

class Compressor extends PyObject {
  encoder: Encoder | undefined = undefined;
}

class Decompressor extends PyObject {
  decoder: Decoder = new Decoder();
  failed: boolean = false;
  eof: boolean = false;
  needsInput: boolean = true;
  unused: Uint8Array = EMPTY;
}

function levelOf(v: Value | undefined): number {
  if (v === undefined) return 9;
  const n = indexOf(v);
  if (typeof n !== "number" || n > 2147483647 || n < -2147483648) {
    throw overflowError("Python int too large to convert to C int");
  }
  if (n < 1 || n > 9) throw valueError("compresslevel must be between 1 and 9");
  return n;
}

function decompress(self: Decompressor, data: Value, limit: Value | undefined): Value {
  const bytes = bytesArgument(data);
  const max = limit === undefined ? -1 : sizeNumber(limit);
  if (self.eof) throw exception("EOFError", "End of stream already reached");
  const { decoder } = self;
  const left = decoder.input.length - decoder.at;
  if (left === 0) decoder.input = bytes.slice();
  else {
    const joined = new Uint8Array(left + bytes.length);
    joined.set(decoder.input.subarray(decoder.at));
    joined.set(bytes, left);
    decoder.input = joined;
  }
  decoder.at = 0;
  if (self.failed) throw exception("OSError", "Invalid data stream");
  let out: Uint8Array;
  try {
    out = decoder.decode(max < 0 ? Infinity : max);
  } catch (e) {
    if (!(e instanceof InvalidData)) throw e;
    self.failed = true;
    throw exception("OSError", "Invalid data stream");
  }
  if (decoder.ended) {
    self.eof = true;
    self.needsInput = false;
    self.unused = decoder.input.slice(decoder.at);
    decoder.input = EMPTY;
  } else {
    self.needsInput = decoder.at === decoder.input.length && !decoder.isFull;
  }
  return new PyBytes(out);
}

let types: [PyType, PyType] | undefined;

function makeTypes(): [PyType, PyType] {
  const compressor = builtinType("_bz2.BZ2Compressor", Compressor, {
    module: "_bz2",
    qualname: "BZ2Compressor",
    final: true,
  });
  define(compressor, {
    doc:
      "A compressor that takes its input piece by piece.\n\n  compresslevel\n    How hard it tries, from 1 to 9.\n\nOne-shot compression is compress().",
    textSignature: "(compresslevel=9, /)",
    new: method("(cls, compresslevel=9, /)", "", (cls: PyType, level: Value | undefined) => {
      const n = levelOf(level);
      const c = cls.allocate() as Compressor;
      c.encoder = new Encoder(n);
      return c;
    }),
    methods: {
      compress: method(
        "(self, data, /)",
        "Take in data; return compressed data as far as there is some.\n\nflush() gives what is left at the end.",
        (self: Compressor, data: Value) => {
          const bytes = bytesArgument(data);
          if (self.encoder === undefined) throw valueError("Compressor has been flushed");
          self.encoder.write(bytes);
          return new PyBytes(self.encoder.take());
        },
      ),
      flush: method(
        "(self, /)",
        "End the stream; return what is left of it.\n\nThe compressor cannot be used after that.",
        (self: Compressor) => {
          const { encoder } = self;
          if (encoder === undefined) throw valueError("Repeated call to flush()");
          self.encoder = undefined;
          encoder.finish();
          return new PyBytes(encoder.take());
        },
      ),
    },
  });
  const decompressor = builtinType("_bz2.BZ2Decompressor", Decompressor, {
    module: "_bz2",
    qualname: "BZ2Decompressor",
    final: true,
  });
  define(decompressor, {
    doc:
      "A decompressor that takes its input piece by piece.\n\nOne-shot decompression is decompress().",
    textSignature: "()",
    new: method("(cls, /)", "", (cls: PyType) => cls.allocate()),
    methods: {
      decompress: method(
        "(self, /, data, max_length=-1)",
        "Take in data; return what has been decompressed, as bytes.\n\nAt most max_length bytes come back where that is not negative; the rest is given\nby the next calls, for which data may be b''. EOFError after the end of the\nstream; what follows it is in unused_data.",
        decompress,
      ),
    },
    attributes: {
      eof: member(
        "Whether the end of the stream has been reached.",
        (self: Decompressor) => self.eof,
      ),
      unused_data: member(
        "What was found after the end of the stream.",
        (self: Decompressor) => new PyBytes(self.unused),
      ),
      needs_input: member(
        "Whether nothing more comes without more input.",
        (self: Decompressor) => self.needsInput,
      ),
    },
  });
  return [compressor, decompressor];
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_bz2", { types: types ??= makeTypes() });
}
