// Code objects as bytes: for the code cache, for the library that an executable carries, for `marshal`.
//
//   "NJ", FORMAT_VERSION, checksum of the rest, strings, the module's code object
//
// Strings are one UTF-8 text and their lengths, so that all of them are decoded by one call and each is cut out when it
// is first needed. (What UTF-8 cannot carry, a str with surrogates, follows as 16-bit units.) A code object is its
// head, the length of its body, and the body; reading one makes the head and remembers where the body is, so a
// function that is never called costs its head only. Code objects among the constants are written in their place.
//
// Single numbers are LEB128; what there are many of stands in arrays (byte_stream.ts).

import { type BodySource, PyCode } from "../objects/code.ts";
import { PyBytes } from "../objects/bytes.ts";
import { PyComplex } from "../objects/complex.ts";
import { PyFloat } from "../objects/float.ts";
import { ELLIPSIS, NONE, type Value } from "../objects/object.ts";
import { PyFrozenSet } from "../objects/set.ts";
import { AstralStr } from "../objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../objects/tuple.ts";
import { ByteReader, ByteWriter } from "./byte_stream.ts";

/** Raised with every change of the format, the opcodes' numbers or what the compiler makes of a source. */
export const FORMAT_VERSION = 3;

const HEADER = 8;
const OPCODE_BIAS = 128;

const Tag = {
  None: 0,
  False: 1,
  True: 2,
  Ellipsis: 3,
  Int: 4,
  NegativeInt: 5,
  BigInt: 6,
  Float: 7,
  Complex: 8,
  Str: 9,
  Astral: 10,
  Bytes: 11,
  Tuple: 12,
  FrozenSet: 13,
  Code: 14,
} as const;

/** Of what comes after the header; by words where they are aligned, because it runs for all that is imported. */
function checksum(bytes: Uint8Array): number {
  let a = 0x811c9dc5;
  let i = HEADER;
  if ((bytes.byteOffset & 3) === 0 && LITTLE_ENDIAN) {
    const count = (bytes.length - HEADER) >> 2;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + HEADER, count);
    for (let k = 0; k < count; k++) a = Math.imul(a ^ words[k], 0x01000193);
    i += count * 4;
  } else {
    for (; i + 4 <= bytes.length; i += 4) {
      const word = bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24;
      a = Math.imul(a ^ word, 0x01000193);
    }
  }
  for (; i < bytes.length; i++) a = Math.imul(a ^ bytes[i], 0x01000193);
  return a >>> 0;
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

const SURROGATE = /[\ud800-\udfff]/;

class CodeWriter {
  private readonly strings: Map<string, number>;

  constructor() {
    this.strings = new Map();
  }

  private string(s: string): number {
    let i = this.strings.get(s);
    if (i === undefined) {
      i = this.strings.size;
      this.strings.set(s, i);
    }
    return i;
  }

  private names(out: ByteWriter, names: readonly string[]): void {
    out.varint(names.length);
    for (const n of names) out.varint(this.string(n));
  }

  code(out: ByteWriter, c: PyCode): void {
    c.load();
    out.varint(this.string(c.name));
    out.varint(this.string(c.qualname));
    out.varint(c.firstlineno);
    out.varint(c.flags);
    out.varint(c.argcount);
    out.varint(c.posonlyargcount);
    out.varint(c.kwonlyargcount);
    out.varint(c.nregs);
    out.varint(c.nlocals);
    this.names(out, c.localNames);
    out.raw(c.localKinds);
    this.value(out, c.doc);
    const body = new ByteWriter(256);
    this.body(body, c);
    out.varint(body.length);
    out.raw(body.bytes.subarray(0, body.length));
  }

  private body(out: ByteWriter, c: PyCode): void {
    this.names(out, c.names);
    out.varint(c.consts.length);
    for (const v of c.consts) this.value(out, v);
    // opcodes go up to 255: less this, all of a small function's numbers fit into a signed byte
    const ints = c.code.slice();
    for (let i = 0; i < ints.length; i += 4) ints[i] -= OPCODE_BIAS;
    out.ints(ints);
    out.ints(c.exceptionTable);
    out.varint(c.locations.length);
    out.raw(c.locations);
  }

  value(out: ByteWriter, v: Value): void {
    switch (typeof v) {
      case "boolean":
        out.byte(v ? Tag.True : Tag.False);
        return;
      case "number":
        out.byte(v < 0 ? Tag.NegativeInt : Tag.Int);
        out.varint(Math.abs(v));
        return;
      case "bigint":
        out.byte(Tag.BigInt);
        out.varint(this.string(v.toString(36)));
        return;
      case "string":
        out.byte(Tag.Str);
        out.varint(this.string(v));
        return;
    }
    if (v === NONE) out.byte(Tag.None);
    else if (v === ELLIPSIS) out.byte(Tag.Ellipsis);
    else if (v instanceof PyFloat) {
      out.byte(Tag.Float);
      out.double(v.v);
    } else if (v instanceof PyComplex) {
      out.byte(Tag.Complex);
      out.double(v.re);
      out.double(v.im);
    } else if (v instanceof AstralStr) {
      out.byte(Tag.Astral);
      out.varint(v.points.length);
      for (const p of v.points) out.varint(p);
    } else if (v instanceof PyBytes) {
      out.byte(Tag.Bytes);
      out.varint(v.data.length);
      out.raw(v.data);
    } else if (v instanceof PyTuple || v instanceof PyFrozenSet) {
      const items = v instanceof PyTuple ? v.items : v.items();
      out.byte(v instanceof PyTuple ? Tag.Tuple : Tag.FrozenSet);
      out.varint(items.length);
      for (const item of items) this.value(out, item);
    } else if (v instanceof PyCode) {
      out.byte(Tag.Code);
      this.code(out, v);
    } else throw new TypeError("a constant that cannot be written");
  }

  /** The table of strings that were written. */
  table(): ByteWriter {
    const out = new ByteWriter(1024);
    const plain: string[] = [];
    const lengths = new Int32Array(this.strings.size);
    let i = 0;
    for (const s of this.strings.keys()) {
      const odd = SURROGATE.test(s);
      // negative: it stands apart
      lengths[i++] = odd ? ~s.length : s.length;
      if (!odd) plain.push(s);
    }
    out.ints(lengths);
    const text = new TextEncoder().encode(plain.join(""));
    out.varint(text.length);
    out.raw(text);
    for (const s of this.strings.keys()) {
      if (!SURROGATE.test(s)) continue;
      for (let i = 0; i < s.length; i++) out.varint(s.charCodeAt(i));
    }
    return out;
  }
}

/** The code object, and those in its constants, as bytes. */
export function serializeCode(code: PyCode): Uint8Array {
  const writer = new CodeWriter();
  const main = new ByteWriter(4096);
  writer.code(main, code);
  const table = writer.table();
  const out = new Uint8Array(HEADER + table.length + main.length);
  out.set(table.bytes.subarray(0, table.length), HEADER);
  out.set(main.bytes.subarray(0, main.length), HEADER + table.length);
  out[0] = 0x4e;
  out[1] = 0x4a;
  out[2] = FORMAT_VERSION & 0xff;
  out[3] = FORMAT_VERSION >> 8;
  const sum = checksum(out);
  for (let i = 0; i < 4; i++) out[4 + i] = (sum >>> (8 * i)) & 0xff;
  return out;
}

/** The strings of a file, cut out when needed. */
class StringTable {
  private readonly cut: (string | undefined)[];
  private readonly starts: Int32Array;
  private readonly text: string;

  constructor(input: ByteReader) {
    const lengths = input.ints();
    const n = lengths.length;
    this.cut = new Array(n).fill(undefined);
    this.starts = new Int32Array(n + 1);
    const odd: number[] = [];
    let at = 0;
    for (let i = 0; i < n; i++) {
      this.starts[i] = at;
      const length = lengths[i];
      if (length < 0) odd.push(i, ~length);
      else at += length;
    }
    this.starts[n] = at;
    this.text = new TextDecoder().decode(input.raw(input.varint()));
    for (let k = 0; k < odd.length; k += 2) {
      let s = "";
      for (let i = 0; i < odd[k + 1]; i++) s += String.fromCharCode(input.varint());
      this.cut[odd[k]] = s;
    }
  }

  get(i: number): string {
    let s = this.cut[i];
    if (s === undefined) {
      s = this.text.substring(this.starts[i], this.starts[i + 1]);
      this.cut[i] = s;
    }
    return s;
  }
}

/** The bytes of a file, for the bodies that are not decoded yet. */
class CodeReader {
  private readonly bytes: Uint8Array;
  private readonly strings: StringTable;
  private readonly filename: string;

  constructor(bytes: Uint8Array, strings: StringTable, filename: string) {
    this.bytes = bytes;
    this.strings = strings;
    this.filename = filename;
  }

  private names(input: ByteReader): string[] {
    const n = input.varint();
    const names: string[] = [];
    for (let i = 0; i < n; i++) names.push(this.strings.get(input.varint()));
    return names;
  }

  code(input: ByteReader): PyCode {
    const head = {
      name: this.strings.get(input.varint()),
      qualname: this.strings.get(input.varint()),
      filename: this.filename,
      firstlineno: input.varint(),
      flags: input.varint(),
      argcount: input.varint(),
      posonlyargcount: input.varint(),
      kwonlyargcount: input.varint(),
      nregs: input.varint(),
      nlocals: input.varint(),
      localNames: this.names(input),
      localKinds: NO_KINDS,
    };
    const count = head.localNames.length;
    if (count > 0) head.localKinds = input.raw(count);
    const code = new PyCode(head);
    code.doc = this.value(input);
    const length = input.varint();
    code.source = new LazyBody(this, input.at);
    input.at += length;
    return code;
  }

  /** Decodes the body that begins at an offset. */
  body(code: PyCode, offset: number): void {
    const input = new ByteReader(this.bytes, offset);
    const names = this.names(input);
    const consts: Value[] = [];
    for (let n = input.varint(); n > 0; n--) consts.push(this.value(input));
    const ints = input.ints();
    for (let i = 0; i < ints.length; i += 4) ints[i] += OPCODE_BIAS;
    const table = input.ints();
    code.setBody(ints, consts, names, table, input.raw(input.varint()));
  }

  private items(input: ByteReader): Value[] {
    const items: Value[] = [];
    for (let n = input.varint(); n > 0; n--) items.push(this.value(input));
    return items;
  }

  value(input: ByteReader): Value {
    switch (input.byte()) {
      case Tag.None:
        return NONE;
      case Tag.False:
        return false;
      case Tag.True:
        return true;
      case Tag.Ellipsis:
        return ELLIPSIS;
      case Tag.Int:
        return input.varint();
      case Tag.NegativeInt:
        return -input.varint();
      case Tag.BigInt:
        return bigIntOf(this.strings.get(input.varint()));
      case Tag.Float:
        return new PyFloat(input.double());
      case Tag.Complex: {
        const re = input.double();
        return new PyComplex(re, input.double());
      }
      case Tag.Str:
        return this.strings.get(input.varint());
      case Tag.Astral: {
        const points = new Uint32Array(input.varint());
        for (let i = 0; i < points.length; i++) points[i] = input.varint();
        return new AstralStr(points);
      }
      case Tag.Bytes:
        return new PyBytes(input.raw(input.varint()).slice());
      case Tag.Tuple: {
        const items = this.items(input);
        return items.length === 0 ? EMPTY_TUPLE : new PyTuple(items);
      }
      case Tag.FrozenSet:
        return new PyFrozenSet(this.items(input));
      default:
        return this.code(input);
    }
  }
}

const NO_KINDS: Uint8Array = new Uint8Array(0);

class LazyBody implements BodySource {
  private readonly reader: CodeReader;
  private readonly offset: number;

  constructor(reader: CodeReader, offset: number) {
    this.reader = reader;
    this.offset = offset;
  }

  loadBody(code: PyCode): void {
    this.reader.body(code, this.offset);
  }
}

/** An integer in base 36. */
function bigIntOf(text: string): bigint {
  const negative = text.startsWith("-");
  const digits = negative ? text.slice(1) : text;
  let v = 0n;
  // ten digits of base 36 are below 2^53
  for (let i = 0; i < digits.length; i += 10) {
    const part = digits.slice(i, i + 10);
    v = v * 36n ** BigInt(part.length) + BigInt(parseInt(part, 36));
  }
  return negative ? -v : v;
}

/**
 * The code object in the bytes, with `filename` as the file of it and of all inside it; null if they are not of this
 * version or are damaged. The bytes belong to the code object from here on. `whole` says that they cannot be damaged.
 */
export function deserializeCode(
  bytes: Uint8Array,
  filename: string,
  whole: boolean = false,
): PyCode | null {
  if (
    bytes.length < HEADER || bytes[0] !== 0x4e || bytes[1] !== 0x4a ||
    (bytes[2] | bytes[3] << 8) !== FORMAT_VERSION
  ) return null;
  const sum = whole ? 0 : (bytes[4] | bytes[5] << 8 | bytes[6] << 16 | bytes[7] << 24) >>> 0;
  if (!whole && sum !== checksum(bytes)) return null;
  const input = new ByteReader(bytes, HEADER);
  const strings = new StringTable(input);
  return new CodeReader(bytes, strings, filename).code(input);
}
