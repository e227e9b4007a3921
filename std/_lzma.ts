// _lzma: compression and decompression in the xz format and its relatives. The formats are in lzma/.

import { bytesArgument } from "../vm/objects/buffer.ts";
import { callMethod } from "../vm/objects/attributes.ts";
import { member } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { exceptionTypes, isExceptionOf } from "../vm/objects/exceptions.ts";
import { toArray } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { getItem, indexOf, length, sizeNumber } from "../vm/objects/operations.ts";
import { exception, overflowError, typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, textOf } from "../vm/objects/str.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import {
  BadOptions,
  checkChain,
  checkSpec,
  decodeChain,
  decodeProperties,
  encodeProperties,
  FILTER_DELTA,
  FILTER_LZMA1,
  FILTER_LZMA2,
  type FilterSpec,
  Input,
  isBranch,
  isLzma,
  joined,
  type Piece,
  presetSettings,
} from "./lzma/chain.ts";
import { CHECK_CRC64, CHECK_NONE, isSupported } from "./lzma/checks.ts";
import {
  decodeAlone,
  decodeAny,
  decodeXz,
  type FileEncoder,
  type FileFacts,
  PlainEncoder,
  TooMuchMemory,
  UnknownFormat,
  XzEncoder,
} from "./lzma/container.ts";
import { CorruptData } from "./lzma/decoder.ts";
import { ModuleException } from "./module_exception.ts";

const FORMAT_AUTO = 0, FORMAT_XZ = 1, FORMAT_ALONE = 2, FORMAT_RAW = 3;
const CHECK_UNKNOWN = 16;
const PRESET_DEFAULT = 6;
const EMPTY = new Uint8Array(0);

const lzmaError = new ModuleException(
  "_lzma",
  "LZMAError",
  ["Exception"],
  "Call to liblzma failed.",
);

class Compressor extends PyObject {
  encoder: FileEncoder | undefined = undefined;
}

class Decompressor extends PyObject implements FileFacts {
  check: number = CHECK_UNKNOWN;
  memoryLimit: number = Infinity;
  input: Input = new Input();
  steps: Generator<Piece, void> | undefined = undefined;
  /** What the decoder threw, which it throws again. */
  failure: unknown = undefined;
  pending: Uint8Array = EMPTY;
  eof: boolean = false;
  needsInput: boolean = true;
  unused: Uint8Array = EMPTY;
}

/** Runs a part of the codec; its failures become exceptions. */
function guarded<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof CorruptData) throw lzmaError.error("Corrupt input data");
    if (e instanceof UnknownFormat) throw lzmaError.error("Input format not supported by decoder");
    if (e instanceof BadOptions) throw lzmaError.error("Invalid or unsupported options");
    if (e instanceof TooMuchMemory) throw lzmaError.error("Memory usage limit exceeded");
    throw e;
  }
}

// ---- arguments

function cInt(v: Value | undefined, preset: number): number {
  if (v === undefined) return preset;
  const n = indexOf(v);
  if (typeof n !== "number" || n > 2147483647 || n < -2147483648) {
    throw overflowError("Python int too large to convert to C int");
  }
  return n;
}

function unsigned(v: Value, bits: number): bigint {
  const n = BigInt(indexOf(v));
  if (n < 0n) throw overflowError("can't convert negative int to unsigned");
  if (n >= 1n << BigInt(bits)) throw overflowError(`Value too large for uint${bits}_t type`);
  return n;
}

function word(v: Value): number {
  return Number(unsigned(v, 32));
}

function presetOf(n: number): NonNullable<ReturnType<typeof presetSettings>> {
  const settings = presetSettings(n);
  if (settings === undefined) throw lzmaError.error(`Invalid compression preset: ${n}`);
  return settings;
}

/** The options of a filter specifier; those with other names are refused. */
function options(spec: Value, names: readonly string[], what: string): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const key of toArray(callMethod(spec, "keys"))) {
    const name = isStr(key) ? textOf(key) : "";
    if (name !== "id" && !names.includes(name)) {
      throw valueError(`Invalid filter specifier for ${what} filter`);
    }
    if (name !== "id") found.set(name, getItem(spec, key));
  }
  return found;
}

function parseLzma(id: bigint, spec: Value): FilterSpec {
  let preset = PRESET_DEFAULT;
  if (spec instanceof PyDict) {
    const given = spec.getStr("preset");
    if (given !== undefined) preset = word(given);
  }
  const settings = presetOf(preset);
  const names = ["preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"];
  for (const [name, v] of options(spec, names, "LZMA")) {
    const n = word(v);
    if (name === "dict_size") settings.dictionarySize = n;
    else if (name === "lc") settings.lc = n;
    else if (name === "lp") settings.lp = n;
    else if (name === "pb") settings.pb = n;
    else if (name === "nice_len") settings.niceLength = n;
    else if (name === "depth" && n > 0) settings.depth = n;
  }
  return { id, lzma: settings };
}

function parseFilter(spec: Value): FilterSpec {
  if (typeOf(spec).lookup("__getitem__") === undefined || isStr(spec) || spec instanceof PyBytes) {
    throw typeError("Filter specifier must be a dict or dict-like object");
  }
  let idValue: Value;
  try {
    idValue = getItem(spec, "id");
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("KeyError")!)) throw e;
    throw valueError('Filter specifier must have an "id" entry');
  }
  const id = unsigned(idValue, 64);
  if (isLzma(id)) return parseLzma(id, spec);
  if (id === FILTER_DELTA) {
    const given = options(spec, ["dist"], "delta").get("dist");
    return { id, distance: given === undefined ? 1 : word(given) };
  }
  if (isBranch(id)) {
    const given = options(spec, ["start_offset"], "BCJ").get("start_offset");
    return { id, start: given === undefined ? 0 : word(given) };
  }
  throw valueError(`Invalid filter ID: ${id}`);
}

function parseChain(filters: Value): FilterSpec[] {
  if (filters instanceof PyDict) throw typeError("dict is not a sequence");
  const n = length(filters);
  if (n > 4) throw valueError("Too many filters - liblzma supports a maximum of 4");
  const chain: FilterSpec[] = [];
  for (let i = 0; i < n; i++) chain.push(parseFilter(getItem(filters, i)));
  return chain;
}

// ---- compressor

function newCompressor(
  cls: PyType,
  formatValue: Value | undefined,
  checkValue: Value | undefined,
  presetValue: Value | undefined,
  filters: Value | undefined,
): Value {
  const format = cInt(formatValue, FORMAT_XZ);
  let check = cInt(checkValue, -1);
  const hasFilters = filters !== undefined && filters !== NONE;
  const hasPreset = presetValue !== undefined && presetValue !== NONE;
  if (hasPreset && hasFilters) {
    throw valueError("Cannot specify both preset and filter chain");
  }
  const preset = hasPreset ? word(presetValue) : PRESET_DEFAULT;
  const c = cls.allocate() as Compressor;
  if (format !== FORMAT_XZ && check !== -1 && check !== CHECK_NONE) {
    throw valueError("Integrity checks are only supported by FORMAT_XZ");
  }
  if (format === FORMAT_XZ) {
    if (check === -1) check = CHECK_CRC64;
    const settings = presetSettings(preset);
    if (!hasFilters && settings === undefined) {
      throw lzmaError.error("Invalid or unsupported options");
    }
    const chain = hasFilters ? parseChain(filters) : [{ id: FILTER_LZMA2, lzma: settings! }];
    if (!isSupported(check)) throw lzmaError.error("Unsupported integrity check");
    c.encoder = guarded(() => new XzEncoder(chain, check));
  } else if (format === FORMAT_ALONE) {
    const chain = hasFilters ? parseChain(filters) : [{ id: FILTER_LZMA1, lzma: presetOf(preset) }];
    if (chain.length !== 1 || chain[0].id !== FILTER_LZMA1) {
      throw valueError("Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
    }
    c.encoder = guarded(() => new PlainEncoder(chain, true));
  } else if (format === FORMAT_RAW) {
    if (!hasFilters) throw valueError("Must specify filters for FORMAT_RAW");
    const chain = parseChain(filters);
    c.encoder = guarded(() => new PlainEncoder(chain, false));
  } else throw valueError(`Invalid container format: ${format}`);
  return c;
}

// ---- decompressor

function newDecompressor(
  cls: PyType,
  formatValue: Value | undefined,
  limit: Value | undefined,
  filters: Value | undefined,
): Value {
  const format = cInt(formatValue, FORMAT_AUTO);
  const d = cls.allocate() as Decompressor;
  if (limit !== undefined && limit !== NONE) {
    if (format === FORMAT_RAW) throw valueError("Cannot specify memory limit with FORMAT_RAW");
    d.memoryLimit = Number(unsigned(limit, 64));
  }
  const hasFilters = filters !== undefined && filters !== NONE;
  if (format === FORMAT_RAW && !hasFilters) {
    throw valueError("Must specify filters for FORMAT_RAW");
  }
  if (format !== FORMAT_RAW && hasFilters) {
    throw valueError("Cannot specify filters except with FORMAT_RAW");
  }
  const { input } = d;
  if (format === FORMAT_AUTO) d.steps = decodeAny(input, d);
  else if (format === FORMAT_XZ) d.steps = decodeXz(input, d);
  else if (format === FORMAT_ALONE) {
    d.check = CHECK_NONE;
    d.steps = decodeAlone(input, d, false);
  } else if (format === FORMAT_RAW) {
    d.check = CHECK_NONE;
    const chain = parseChain(filters!);
    guarded(() => checkChain(chain, false));
    d.steps = decodeChain(input, chain);
  } else throw valueError(`Invalid container format: ${format}`);
  return d;
}

/** Runs the decoder until there are `max` bytes, or no more come without more input. */
function decodeUpTo(self: Decompressor, max: number): Uint8Array {
  const parts = [self.pending];
  let n = self.pending.length;
  self.needsInput = false;
  while (n < max) {
    if (self.failure !== undefined) throw self.failure;
    let step: IteratorResult<Piece, void>;
    try {
      step = self.steps!.next();
    } catch (e) {
      self.failure = e;
      throw e;
    }
    if (step.done) {
      self.eof = true;
      break;
    }
    if (step.value === undefined) {
      self.needsInput = true;
      break;
    }
    parts.push(step.value);
    n += step.value.length;
  }
  return joined(parts);
}

function decompress(self: Decompressor, data: Value, limit: Value | undefined): Value {
  const bytes = bytesArgument(data);
  const max = limit === undefined ? -1 : sizeNumber(limit);
  if (self.eof && self.pending.length === 0) {
    throw exception("EOFError", "Already at end of stream");
  }
  if (bytes.length > 0) self.input.feed(bytes.slice());
  const most = max < 0 ? Infinity : max;
  let out = guarded(() => decodeUpTo(self, most));
  self.pending = EMPTY;
  if (out.length > most) {
    self.pending = out.slice(most);
    out = out.slice(0, most);
  } else if (out.length === most && !self.eof) {
    // the end of the stream may be right here
    const more = guarded(() => decodeUpTo(self, 1));
    self.pending = more;
  }
  if (self.eof) {
    self.unused = self.input.take(self.input.left);
    // what is still to be given out comes before the end
    if (self.pending.length > 0) self.eof = false;
  }
  if (self.pending.length > 0) self.needsInput = false;
  return new PyBytes(out);
}

// ---- properties of filters

function describe(f: FilterSpec): PyDict {
  const d = new PyDict();
  const put = (name: string, n: number | bigint): void => {
    d.setStr(name, typeof n === "bigint" && n <= 0xffffffffn ? Number(n) : n);
  };
  put("id", f.id);
  const { lzma, distance, start } = f;
  if (f.id === FILTER_LZMA1) {
    put("lc", lzma!.lc);
    put("lp", lzma!.lp);
    put("pb", lzma!.pb);
    put("dict_size", lzma!.dictionarySize);
  } else if (f.id === FILTER_LZMA2) put("dict_size", lzma!.dictionarySize);
  else if (f.id === FILTER_DELTA) put("dist", distance!);
  else if (start !== undefined) put("start_offset", start);
  return d;
}

let types: [PyType, PyType] | undefined;

function makeTypes(): [PyType, PyType] {
  const compressor = builtinType("_lzma.LZMACompressor", Compressor, {
    module: "_lzma",
    qualname: "LZMACompressor",
    final: true,
  });
  define(compressor, {
    doc:
      "LZMACompressor(format=FORMAT_XZ, check=-1, preset=None, filters=None)\n\nA compressor that takes its input piece by piece.\n\nformat is FORMAT_XZ (the default), FORMAT_ALONE (.lzma) or FORMAT_RAW (no header;\nneeds filters). check is the checksum of an .xz file, CRC64 where it is not given.\nEither preset (0 to 9, perhaps with PRESET_EXTREME) or filters, a sequence of\ndicts, says how to compress.",
    new: method(
      "(cls, /, format=FORMAT_XZ, check=-1, preset=None, filters=None)",
      "",
      newCompressor,
      { noTextSignature: true },
    ),
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
  const decompressor = builtinType("_lzma.LZMADecompressor", Decompressor, {
    module: "_lzma",
    qualname: "LZMADecompressor",
    final: true,
  });
  define(decompressor, {
    doc:
      "A decompressor that takes its input piece by piece.\n\n  format\n    What the input is; FORMAT_AUTO finds out between FORMAT_XZ and FORMAT_ALONE.\n  memlimit\n    The most memory to use, in bytes.\n  filters\n    The chain of filters; for FORMAT_RAW, which needs it, alone.",
    textSignature: "(format=FORMAT_AUTO, memlimit=None, filters=None)",
    new: method(
      "(cls, /, format=FORMAT_AUTO, memlimit=None, filters=None)",
      "",
      newDecompressor,
    ),
    methods: {
      decompress: method(
        "(self, /, data, max_length=-1)",
        "Take in data; return what has been decompressed, as bytes.\n\nAt most max_length bytes come back where that is not negative; the rest is given\nby the next calls, for which data may be b''. EOFError after the end of the\nstream; what follows it is in unused_data.",
        decompress,
      ),
    },
    attributes: {
      check: member(
        "The number of the checksum; CHECK_UNKNOWN until it has been read.",
        (self: Decompressor) => self.check,
      ),
      eof: member(
        "Whether the end of the stream has been reached.",
        (self: Decompressor) => self.eof,
      ),
      needs_input: member(
        "Whether nothing more comes without more input.",
        (self: Decompressor) => self.needsInput,
      ),
      unused_data: member(
        "What was found after the end of the stream.",
        (self: Decompressor) => new PyBytes(self.eof ? self.unused : EMPTY),
      ),
    },
  });
  return [compressor, decompressor];
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_lzma", {
    types: types ??= makeTypes(),
    functions: {
      is_check_supported: method(
        "(check_id, /)",
        "Whether a checksum, given by its number, can be computed and checked.",
        (id: Value) => isSupported(cInt(id, 0)),
      ),
      _encode_filter_properties: method(
        "(filter, /)",
        "The options of a filter, which is a dict, as bytes for a file.",
        (filter: Value) => {
          const f = parseFilter(filter);
          return new PyBytes(guarded(() => {
            checkSpec(f);
            return encodeProperties(f);
          }));
        },
      ),
      _decode_filter_properties: method(
        "(filter_id, encoded_props, /)",
        "The filter of this number whose options are these bytes, as a dict.",
        (id: Value, bytes: Value) =>
          describe(guarded(() => decodeProperties(unsigned(id, 64), bytesArgument(bytes)))),
      ),
    },
    values: {
      FORMAT_AUTO,
      FORMAT_XZ,
      FORMAT_ALONE,
      FORMAT_RAW,
      CHECK_NONE,
      CHECK_CRC32: 1,
      CHECK_CRC64,
      CHECK_SHA256: 10,
      CHECK_ID_MAX: 15,
      CHECK_UNKNOWN,
      FILTER_LZMA1,
      FILTER_LZMA2: Number(FILTER_LZMA2),
      FILTER_DELTA: 3,
      FILTER_X86: 4,
      FILTER_POWERPC: 5,
      FILTER_IA64: 6,
      FILTER_ARM: 7,
      FILTER_ARMTHUMB: 8,
      FILTER_SPARC: 9,
      MF_HC3: 3,
      MF_HC4: 4,
      MF_BT2: 0x12,
      MF_BT3: 0x13,
      MF_BT4: 0x14,
      MODE_FAST: 1,
      MODE_NORMAL: 2,
      PRESET_DEFAULT,
      PRESET_EXTREME: 0x80000000,
      LZMAError: lzmaError.type(),
    },
  });
}
