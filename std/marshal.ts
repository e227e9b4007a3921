// `marshal`: values to bytes and back, in CPython's format (version 4). Code objects are ours: the letter `c`, the number
// of bytes, and the serialised code of vm/bytecode.
//
// References (FLAG_REF) are read; they are written for nothing but what the format needs, because equal values are as
// good as identical ones here.

import { codeFromBytes, codeToBytes, TYPE_CODE } from "../vm/import/code_bytes.ts";
import { callMethod } from "../vm/objects/attributes.ts";
import { BytesType, PyBytes } from "../vm/objects/bytes.ts";
import { PyCode } from "../vm/objects/code.ts";
import { ComplexType, PyComplex } from "../vm/objects/complex.ts";
import { parseFloatString, reprFloat } from "../vm/objects/core/float_text.ts";
import { DictType, PyDict } from "../vm/objects/dict.ts";
import { FloatType, PyFloat } from "../vm/objects/float.ts";
import { bytesArgument, bytesLikeOf } from "../vm/objects/buffer.ts";
import { ListType, PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { ELLIPSIS, NONE, type PyObject, type Value } from "../vm/objects/object.ts";
import { exception, typeError, valueError } from "../vm/objects/raise.ts";
import { FrozenSetType, PyAnySet, PyFrozenSet, PySet, SetType } from "../vm/objects/set.ts";
import { method } from "../vm/objects/signature.ts";
import { AstralStr, pointsOf, type Str, strFromPoints } from "../vm/objects/str.ts";
import { PyTuple, TupleType } from "../vm/objects/tuple.ts";
import { typeOf } from "../vm/objects/type.ts";
import { StopIterationType } from "../vm/objects/exceptions_fields.ts";

const VERSION = 4;
const MAX_DEPTH = 2000;
const FLAG_REF = 0x80;

const code = (letter: string): number => letter.charCodeAt(0);
const T = {
  NULL: code("0"),
  NONE: code("N"),
  FALSE: code("F"),
  TRUE: code("T"),
  STOP_ITERATION: code("S"),
  ELLIPSIS: code("."),
  INT: code("i"),
  FLOAT: code("f"),
  BINARY_FLOAT: code("g"),
  COMPLEX: code("x"),
  BINARY_COMPLEX: code("y"),
  LONG: code("l"),
  BYTES: code("s"),
  INTERNED: code("t"),
  REF: code("r"),
  TUPLE: code("("),
  LIST: code("["),
  DICT: code("{"),
  UNICODE: code("u"),
  SET: code("<"),
  FROZENSET: code(">"),
  ASCII: code("a"),
  ASCII_INTERNED: code("A"),
  SMALL_TUPLE: code(")"),
  SHORT_ASCII: code("z"),
  SHORT_ASCII_INTERNED: code("Z"),
} as const;

const LONG_DIGIT = 1n << 15n;

class Writer {
  private bytes: Uint8Array;
  private view: DataView;
  private n: number;
  private readonly version: number;
  private readonly allowCode: boolean;
  private depth: number;

  constructor(version: number, allowCode: boolean) {
    this.bytes = new Uint8Array(256);
    this.view = new DataView(this.bytes.buffer);
    this.n = 0;
    this.version = version;
    this.allowCode = allowCode;
    this.depth = 0;
  }

  result(): Uint8Array {
    return this.bytes.slice(0, this.n);
  }

  private room(count: number): void {
    if (this.n + count <= this.bytes.length) return;
    const bigger = new Uint8Array(Math.max(this.bytes.length * 2, this.n + count));
    bigger.set(this.bytes);
    this.bytes = bigger;
    this.view = new DataView(bigger.buffer);
  }

  private byte(v: number): void {
    this.room(1);
    this.bytes[this.n++] = v;
  }

  private int32(v: number): void {
    this.room(4);
    this.view.setInt32(this.n, v, true);
    this.n += 4;
  }

  private raw(data: Uint8Array): void {
    this.room(data.length);
    this.bytes.set(data, this.n);
    this.n += data.length;
  }

  private float(v: number): void {
    if (this.version > 1) {
      this.room(8);
      this.view.setFloat64(this.n, v, true);
      this.n += 8;
    } else {
      const text = new TextEncoder().encode(reprFloat(v));
      this.byte(text.length);
      this.raw(text);
    }
  }

  value(v: Value): void {
    if (++this.depth > MAX_DEPTH) throw valueError("object too deeply nested to marshal");
    this.write(v);
    this.depth--;
  }

  private write(v: Value): void {
    switch (typeof v) {
      case "boolean":
        this.byte(v ? T.TRUE : T.FALSE);
        return;
      case "number":
        if ((v | 0) === v) {
          this.byte(T.INT);
          this.int32(v);
        } else {
          this.long(BigInt(v));
        }
        return;
      case "bigint":
        this.long(v);
        return;
      case "string":
        this.text(v);
        return;
    }
    if (v === NONE) this.byte(T.NONE);
    else if (v === ELLIPSIS) this.byte(T.ELLIPSIS);
    else if (v === StopIterationType) this.byte(T.STOP_ITERATION);
    else if (v instanceof AstralStr) this.text(v);
    else if (v instanceof PyFloat && v.cls === FloatType) {
      this.byte(this.version > 1 ? T.BINARY_FLOAT : T.FLOAT);
      this.float(v.v);
    } else if (v instanceof PyComplex && v.cls === ComplexType) {
      this.byte(this.version > 1 ? T.BINARY_COMPLEX : T.COMPLEX);
      this.float(v.re);
      this.float(v.im);
    } else if (v instanceof PyBytes && v.cls === BytesType) this.data(v.data);
    else if (v instanceof PyTuple && v.cls === TupleType) {
      const { items } = v;
      if (this.version >= 4 && items.length < 256) {
        this.byte(T.SMALL_TUPLE);
        this.byte(items.length);
      } else {
        this.byte(T.TUPLE);
        this.int32(items.length);
      }
      for (const item of items) this.value(item);
    } else if (v instanceof PyList && v.cls === ListType) {
      this.byte(T.LIST);
      this.int32(v.length);
      for (const item of v.toArray()) this.value(item);
    } else if (v instanceof PyDict && v.cls === DictType) {
      this.byte(T.DICT);
      for (const [k, item] of v.entries()) {
        this.value(k);
        this.value(item);
      }
      this.byte(T.NULL);
    } else if (v instanceof PyAnySet && (v.cls === SetType || v.cls === FrozenSetType)) {
      this.set(v);
    } else if (v instanceof PyCode) {
      if (!this.allowCode) throw valueError("marshalling code objects is disallowed");
      const data = codeToBytes(v);
      this.byte(TYPE_CODE);
      this.int32(data.length);
      this.raw(data);
    } else {
      const data = bytesLikeOf(v);
      if (data === undefined) throw valueError("unmarshallable object");
      this.data(data);
    }
  }

  /** The items in an order that depends on nothing but their values (reproducible files). */
  private set(v: PyAnySet): void {
    this.byte(v.cls === SetType ? T.SET : T.FROZENSET);
    this.int32(v.size);
    const parts = v.items().map((item) => {
      const w = new Writer(this.version, this.allowCode);
      w.depth = this.depth;
      w.value(item);
      return w.result();
    });
    parts.sort(compareBytes);
    for (const p of parts) this.raw(p);
  }

  private data(data: Uint8Array): void {
    this.byte(T.BYTES);
    this.int32(data.length);
    this.raw(data);
  }

  private long(v: bigint): void {
    this.byte(T.LONG);
    let left = v < 0n ? -v : v;
    const digits: number[] = [];
    while (left > 0n) {
      digits.push(Number(left % LONG_DIGIT));
      left /= LONG_DIGIT;
    }
    this.int32(v < 0n ? -digits.length : digits.length);
    this.room(2 * digits.length);
    for (const d of digits) {
      this.view.setUint16(this.n, d, true);
      this.n += 2;
    }
  }

  private text(s: Str): void {
    if (typeof s === "string" && this.version >= 4 && isAscii(s)) {
      if (s.length < 256) {
        this.byte(T.SHORT_ASCII);
        this.byte(s.length);
      } else {
        this.byte(T.ASCII);
        this.int32(s.length);
      }
      this.room(s.length);
      for (let i = 0; i < s.length; i++) this.bytes[this.n++] = s.charCodeAt(i);
      return;
    }
    const data = encodeSurrogatePass(pointsOf(s));
    this.byte(T.UNICODE);
    this.int32(data.length);
    this.raw(data);
  }
}

function isAscii(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 127) return false;
  return true;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

/** UTF-8 in which surrogates are encoded as any other code point. */
function encodeSurrogatePass(points: Uint32Array): Uint8Array {
  const out: number[] = [];
  for (const cp of points) {
    if (cp < 0x80) out.push(cp);
    else if (cp < 0x800) out.push(0xc0 | cp >> 6, 0x80 | cp & 63);
    else if (cp < 0x10000) out.push(0xe0 | cp >> 12, 0x80 | cp >> 6 & 63, 0x80 | cp & 63);
    else out.push(0xf0 | cp >> 18, 0x80 | cp >> 12 & 63, 0x80 | cp >> 6 & 63, 0x80 | cp & 63);
  }
  return new Uint8Array(out);
}

function decodeSurrogatePass(data: Uint8Array): Str {
  const points: number[] = [];
  for (let i = 0; i < data.length;) {
    const b = data[i];
    const n = b < 0x80 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    let cp = n === 0 ? b : b & 0x3f >> n;
    for (let k = 1; k <= n; k++) cp = cp << 6 | data[i + k] & 63;
    points.push(cp);
    i += n + 1;
  }
  return strFromPoints(new Uint32Array(points));
}

/** Where a reader takes its bytes from. */
interface Source {
  /** Exactly `n` bytes, or EOFError. */
  take(n: number): Uint8Array;
}

class Reader {
  private readonly source: Source;
  private readonly refs: (Value | undefined)[];
  private readonly allowCode: boolean;
  private depth: number;

  constructor(source: Source, allowCode: boolean) {
    this.source = source;
    this.refs = [];
    this.allowCode = allowCode;
    this.depth = 0;
  }

  private byte(): number {
    return this.source.take(1)[0];
  }

  private int32(): number {
    const b = this.source.take(4);
    return b[0] | b[1] << 8 | b[2] << 16 | b[3] << 24;
  }

  private size(what: string): number {
    const n = this.int32();
    if (n < 0) throw valueError(`bad marshal data (${what} size out of range)`);
    return n;
  }

  private double(): number {
    const b = this.source.take(8);
    return new DataView(b.buffer, b.byteOffset, 8).getFloat64(0, true);
  }

  private textDouble(): number {
    return parseFloatString(String.fromCharCode(...this.source.take(this.byte())));
  }

  /** The next value; ValueError for a stray end mark. */
  top(): Value {
    const v = this.value();
    if (v === undefined) throw typeError("NULL object in marshal data for object");
    return v;
  }

  private items(n: number, what: string): Value[] {
    const items: Value[] = [];
    for (let i = 0; i < n; i++) {
      const v = this.value();
      if (v === undefined) throw typeError(`NULL object in marshal data for ${what}`);
      items.push(v);
    }
    return items;
  }

  private value(): Value | undefined {
    if (++this.depth > MAX_DEPTH) throw valueError("recursion limit exceeded");
    const v = this.read();
    this.depth--;
    return v;
  }

  private read(): Value | undefined {
    const letter = this.byte();
    const flagged = (letter & FLAG_REF) !== 0;
    const type = letter & ~FLAG_REF;
    const keep = (v: Value): Value => {
      if (flagged) this.refs.push(v);
      return v;
    };
    /** For containers: the place in the table comes before those of their items. */
    const reserve = (): number => flagged ? this.refs.push(undefined) - 1 : -1;
    const fill = (at: number, v: Value): Value => {
      if (at >= 0) this.refs[at] = v;
      return v;
    };
    switch (type) {
      case T.NULL:
        return undefined;
      case T.NONE:
        return NONE;
      case T.FALSE:
        return false;
      case T.TRUE:
        return true;
      case T.STOP_ITERATION:
        return StopIterationType;
      case T.ELLIPSIS:
        return ELLIPSIS;
      case T.INT:
        return keep(this.int32());
      case T.FLOAT:
        return keep(new PyFloat(this.textDouble()));
      case T.BINARY_FLOAT:
        return keep(new PyFloat(this.double()));
      case T.COMPLEX: {
        const re = this.textDouble();
        return keep(new PyComplex(re, this.textDouble()));
      }
      case T.BINARY_COMPLEX: {
        const re = this.double();
        return keep(new PyComplex(re, this.double()));
      }
      case T.LONG:
        return keep(this.long());
      case T.BYTES:
        return keep(new PyBytes(this.source.take(this.size("bytes object")).slice()));
      case T.INTERNED:
      case T.UNICODE:
        return keep(decodeSurrogatePass(this.source.take(this.size("string"))));
      case T.ASCII:
      case T.ASCII_INTERNED:
        return keep(this.ascii(this.size("string")));
      case T.SHORT_ASCII:
      case T.SHORT_ASCII_INTERNED:
        return keep(this.ascii(this.byte()));
      case T.SMALL_TUPLE: {
        const at = reserve();
        return fill(at, new PyTuple(this.items(this.byte(), "tuple")));
      }
      case T.TUPLE: {
        const at = reserve();
        return fill(at, new PyTuple(this.items(this.size("tuple"), "tuple")));
      }
      case T.LIST: {
        const n = this.size("list");
        const list = new PyList([]);
        keep(list);
        for (const v of this.items(n, "list")) list.append(v);
        return list;
      }
      case T.DICT: {
        const d = new PyDict();
        keep(d);
        for (;;) {
          const k = this.value();
          if (k === undefined) return d;
          const v = this.value();
          if (v === undefined) return d;
          d.set(k, v);
        }
      }
      case T.SET: {
        const n = this.size("set");
        const s = new PySet();
        keep(s);
        for (const v of this.items(n, "set")) s.add(v);
        return s;
      }
      case T.FROZENSET: {
        const at = reserve();
        return fill(at, new PyFrozenSet(this.items(this.size("set"), "set")));
      }
      case TYPE_CODE: {
        if (!this.allowCode) throw valueError("unmarshalling code objects is disallowed");
        const at = reserve();
        const c = codeFromBytes(this.source.take(this.size("code")).slice());
        if (c === null) throw valueError("bad marshal data (code of another version)");
        return fill(at, c);
      }
      case T.REF: {
        const n = this.int32();
        const v = n >= 0 ? this.refs[n] : undefined;
        if (v === undefined) throw valueError("bad marshal data (invalid reference)");
        return v;
      }
      default:
        throw valueError("bad marshal data (unknown type code)");
    }
  }

  private ascii(n: number): string {
    const data = this.source.take(n);
    let s = "";
    for (let i = 0; i < data.length; i++) s += String.fromCharCode(data[i]);
    return s;
  }

  private long(): Value {
    const n = this.int32();
    const count = Math.abs(n);
    if (n === -0x80000000) throw valueError("bad marshal data (long size out of range)");
    const b = this.source.take(2 * count);
    let v = 0n;
    for (let i = count - 1; i >= 0; i--) {
      const d = b[2 * i] | b[2 * i + 1] << 8;
      if (d >= 0x8000) throw valueError("bad marshal data (digit out of range in long)");
      v = v << 15n | BigInt(d);
    }
    if (count > 0 && b[2 * count - 2] === 0 && b[2 * count - 1] === 0) {
      throw valueError("bad marshal data (unnormalized long data)");
    }
    if (n < 0) v = -v;
    return v >= -9007199254740991n && v <= 9007199254740991n ? Number(v) : v;
  }
}

function tooShort(): PyObject {
  return exception("EOFError", "marshal data too short");
}

class BytesSource implements Source {
  private readonly data: Uint8Array;
  private at: number;
  constructor(data: Uint8Array) {
    this.data = data;
    this.at = 0;
  }
  take(n: number): Uint8Array {
    if (this.at + n > this.data.length) throw tooShort();
    this.at += n;
    return this.data.subarray(this.at - n, this.at);
  }
}

class FileSource implements Source {
  private readonly file: Value;
  constructor(file: Value) {
    this.file = file;
  }
  take(n: number): Uint8Array {
    const v = callMethod(this.file, "read", n);
    if (!(v instanceof PyBytes)) {
      throw typeError(`file.read() returned not bytes but ${typeOf(v).name}`);
    }
    if (v.data.length < n) throw exception("EOFError", "EOF read where not expected");
    return v.data;
  }
}

function versionOf(v: Value | undefined): number {
  return typeof v === "number" ? v : VERSION;
}

/** `marshal` */
export function create(): PyModule {
  return builtinModule("marshal", {
    doc:
      "This module contains functions that can read and write Python values in\na binary format. The format is specific to Python, but independent of\nmachine architecture issues.\n\nNot all Python object types are supported; in general, only objects\nwhose value is independent from a particular invocation of Python can be\nwritten and read. The following types are supported: None, integers,\nfloating-point numbers, strings, bytes, bytearrays, tuples, lists, sets,\ndictionaries, and code objects, where it should be understood that\ntuples, lists and dictionaries are only supported as long as the values\ncontained therein are themselves supported; and recursive lists and\ndictionaries should not be written (they will cause infinite loops).\n\nVariables:\n\nversion -- indicates the format that the module uses. Version 0 is the\n    historical format, version 1 shares interned strings and version 2\n    uses a binary format for floating-point numbers.\n    Version 3 shares common object references (New in version 3.4).\n\nFunctions:\n\ndump() -- write value to a file\nload() -- read value from a file\ndumps() -- marshal value as a bytes object\nloads() -- read value from a bytes-like object",
    functions: {
      dump: method(
        "(value, file, version=4, /, *, allow_code=True)",
        "Write the value on the open file.\n\n  value\n    Must be a supported type.\n  file\n    Must be a writeable binary file.\n  version\n    Indicates the data format that dump should use.\n  allow_code\n    Allow to write code objects.\n\nIf the value has (or contains an object that has) an unsupported type, a\nValueError exception is raised - but garbage data will also be written\nto the file. The object will not be properly read back by load().",
        (v: Value, file: Value, version?: Value, allowCode?: Value) => {
          const w = new Writer(versionOf(version), allowCode !== false);
          w.value(v);
          return callMethod(file, "write", new PyBytes(w.result()));
        },
      ),
      load: method(
        "(file, /, *, allow_code=True)",
        "Read one value from the open file and return it.\n\n  file\n    Must be readable binary file.\n  allow_code\n    Allow to load code objects.\n\nIf no valid value is read (e.g. because the data has a different Python\nversion's incompatible marshal format), raise EOFError, ValueError or\nTypeError.\n\nNote: If an object containing an unsupported type was marshalled with\ndump(), load() will substitute None for the unmarshallable type.",
        (file: Value, allowCode?: Value) =>
          new Reader(new FileSource(file), allowCode !== false).top(),
      ),
      dumps: method(
        "(value, version=4, /, *, allow_code=True)",
        "Return the bytes object that would be written to a file by dump(value, file).\n\n  value\n    Must be a supported type.\n  version\n    Indicates the data format that dumps should use.\n  allow_code\n    Allow to write code objects.\n\nRaise a ValueError exception if value has (or contains an object that has) an\nunsupported type.",
        (v: Value, version?: Value, allowCode?: Value) => {
          const w = new Writer(versionOf(version), allowCode !== false);
          w.value(v);
          return new PyBytes(w.result());
        },
      ),
      loads: method(
        "(bytes, /, *, allow_code=True)",
        "Convert the bytes-like object to a value.\n\n  allow_code\n    Allow to load code objects.\n\nIf no valid value is found, raise EOFError, ValueError or TypeError.  Extra\nbytes in the input are ignored.",
        (data: Value, allowCode?: Value) => {
          const source = new BytesSource(bytesArgument(data));
          return new Reader(source, allowCode !== false).top();
        },
      ),
    },
    values: { version: VERSION },
  });
}
