// The attributes and methods of code objects as Python sees them.
//
// Positions count bytes: an instruction has 16 (four int32), and CPython's "code unit" of 2 bytes is an eighth of one. So
// `f_lasti`, `tb_lasti` and co_lines() count bytes of co_code, and co_positions() gives the location of each unit, as the
// library expects when it takes element `tb_lasti // 2`.
//
// CPython's code begins with RESUME, which belongs to the line of the `def`, and a frame whose call is just being traced
// stands there. Ours has no such instruction, but what Python sees begins with one: 16 bytes of zeros.

import { runtime } from "./runtime.ts";
import { address } from "./identity.ts";
import { getset, member } from "./builtin.ts";
import { PyBytes } from "./bytes.ts";
import { CodeFlag, CodeType, EXC_STRIDE, LocalKind, PyCode } from "./code.ts";
import { hashOf, isSame } from "./compare.ts";
import { define } from "./define.ts";
import { iteratorMethods, PyIterator } from "./iteration.ts";
import { indexOf } from "./operations.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexError, systemError, typeError, valueError } from "./raise.ts";
import { PyFrozenSet } from "./set.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, type Str, strFromUtf16, strOf, utf16 } from "./str.ts";
import { EMPTY_TUPLE, PyTuple } from "./tuple.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

/** Bytes of an instruction in co_code. */
const INSTRUCTION = 16;

/** The position that Python sees for a position in the instructions. */
export function visiblePosition(pc: number): number {
  return INSTRUCTION + pc * 4;
}

/** The position in the instructions for one that Python gives. */
export function ownPosition(offset: number): number {
  return Math.max(0, Math.floor(offset / INSTRUCTION) - 1) << 2;
}
/** Code units of an instruction. */
const UNITS = INSTRUCTION / 2;

function bytesOf(ints: Int32Array, start = 0): PyBytes {
  const out = new Uint8Array(start + ints.length * 4);
  const view = new DataView(out.buffer);
  for (let i = 0; i < ints.length; i++) view.setInt32(start + i * 4, ints[i], true);
  return new PyBytes(out);
}

function intsOf(bytes: Uint8Array): Int32Array {
  const out = new Int32Array(bytes.length >> 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < out.length; i++) out[i] = view.getInt32(i * 4, true);
  return out;
}

function strs(names: readonly string[]): PyTuple {
  return names.length === 0 ? EMPTY_TUPLE : new PyTuple(names.map(strFromUtf16));
}

const NO_LINE = -1;

function numberOrNone(v: number): Value {
  return v < 0 ? NONE : v;
}

/** The line of RESUME; a module's is 0. */
function resumeLine(code: PyCode): number {
  return (code.flags & CodeFlag.OPTIMIZED) === 0 && code.name === "<module>" ? 0 : code.firstlineno;
}

/** What co_positions() gives. */
class PositionsIterator extends PyIterator {
  private readonly positions: Int32Array;
  private unit: number;
  private last: PyTuple;

  constructor(code?: PyCode) {
    super();
    this.positions = code === undefined ? new Int32Array(0) : code.positions();
    this.unit = -UNITS;
    const first = code === undefined ? NONE : resumeLine(code);
    const column = runtime.noColumns ? NONE : 0;
    this.last = new PyTuple([first, first, column, column]);
  }

  override step(): Value | undefined {
    if (this.unit < 0) {
      if (this.positions.length === 0) return undefined;
      this.unit++;
      return this.last;
    }
    const i = Math.floor(this.unit / UNITS) * 4;
    const p = this.positions;
    if (i >= p.length) return undefined;
    if (this.unit++ % UNITS === 0) {
      this.last = new PyTuple([
        numberOrNone(p[i]),
        numberOrNone(p[i + 1]),
        numberOrNone(p[i + 2]),
        numberOrNone(p[i + 3]),
      ]);
    }
    return this.last;
  }
}

/** Start, end and line of each run, in bytes of what Python sees. */
function linesOf(code: PyCode): number[] {
  const runs = code.lineRuns();
  for (let i = 0; i < runs.length; i += 3) {
    runs[i] += INSTRUCTION;
    runs[i + 1] += INSTRUCTION;
  }
  const line = resumeLine(code);
  if (runs.length > 0 && runs[2] === line) runs[0] = 0;
  else runs.unshift(0, INSTRUCTION, line);
  return runs;
}

/** What co_lines() gives. */
class LineIterator extends PyIterator {
  private readonly runs: number[];
  private at: number;

  constructor(code?: PyCode) {
    super();
    this.runs = code === undefined ? [] : linesOf(code);
    this.at = 0;
  }

  override step(): Value | undefined {
    const { runs, at } = this;
    if (at >= runs.length) return undefined;
    this.at += 3;
    const line = runs[at + 2];
    return new PyTuple([runs[at], runs[at + 1], line === NO_LINE ? NONE : line]);
  }
}

const iteratorOptions = { final: true, noNew: true };
define(builtinType("positions_iterator", PositionsIterator, iteratorOptions), {
  methods: iteratorMethods,
});
define(builtinType("line_iterator", LineIterator, iteratorOptions), { methods: iteratorMethods });

/** What a code object is made of, under the names that `replace` takes. */
interface Parts {
  co_argcount: number;
  co_posonlyargcount: number;
  co_kwonlyargcount: number;
  co_nlocals: number;
  co_stacksize: number;
  co_flags: number;
  co_firstlineno: number;
  co_code: PyBytes;
  co_consts: PyTuple;
  co_names: PyTuple;
  co_varnames: PyTuple;
  co_freevars: PyTuple;
  co_cellvars: PyTuple;
  co_filename: Str;
  co_name: Str;
  co_qualname: Str;
  co_linetable: PyBytes;
  co_exceptiontable: PyBytes;
}

/** In the order in which `code()` takes them. */
const ORDER: readonly (keyof Parts)[] = [
  "co_argcount",
  "co_posonlyargcount",
  "co_kwonlyargcount",
  "co_nlocals",
  "co_stacksize",
  "co_flags",
  "co_code",
  "co_consts",
  "co_names",
  "co_varnames",
  "co_filename",
  "co_name",
  "co_qualname",
  "co_firstlineno",
  "co_linetable",
  "co_exceptiontable",
  "co_freevars",
  "co_cellvars",
];

function partsOf(c: PyCode): Parts {
  c.load();
  return {
    co_argcount: c.argcount,
    co_posonlyargcount: c.posonlyargcount,
    co_kwonlyargcount: c.kwonlyargcount,
    co_nlocals: c.nlocals,
    co_stacksize: c.nregs,
    co_flags: c.flags,
    co_firstlineno: c.firstlineno,
    co_code: bytesOf(c.code, INSTRUCTION),
    co_consts: new PyTuple(c.consts),
    co_names: strs(c.names),
    co_varnames: strs(c.varnames),
    co_freevars: strs(c.freevars),
    co_cellvars: strs(c.cellvars),
    co_filename: strFromUtf16(c.filename),
    co_name: strFromUtf16(c.name),
    co_qualname: strFromUtf16(c.qualname),
    co_linetable: new PyBytes(c.locations),
    co_exceptiontable: bytesOf(c.exceptionTable),
  };
}

function textsOf(t: PyTuple): string[] {
  return t.items.map((v) => {
    const s = strOf(v);
    if (s === undefined) throw systemError("non-string found in code slot");
    return utf16(s);
  });
}

/** Makes a code object of parts; `base` is the one that they come from, if any. */
function makeCode(p: Parts, base: PyCode | undefined): PyCode {
  const varnames = textsOf(p.co_varnames);
  const cells = textsOf(p.co_cellvars);
  const free = textsOf(p.co_freevars);
  if (p.co_nlocals !== varnames.length) {
    throw valueError("code: co_nlocals != len(co_varnames)");
  }
  if (p.co_code.data.length % INSTRUCTION !== 0) {
    throw valueError("code: co_code is malformed");
  }
  if (p.co_exceptiontable.data.length % (4 * EXC_STRIDE) !== 0) {
    throw valueError("code: co_exceptiontable is malformed");
  }
  const names = varnames.slice();
  const kinds: number[] = varnames.map((name, i) => {
    const old = base !== undefined && i < base.nlocals ? base.localKinds[i] & LocalKind.HIDDEN : 0;
    return old | LocalKind.LOCAL | (cells.includes(name) ? LocalKind.CELL : 0);
  });
  for (const name of cells) {
    if (varnames.includes(name)) continue;
    names.push(name);
    kinds.push(LocalKind.CELL);
  }
  for (const name of free) {
    names.push(name);
    kinds.push(LocalKind.FREE);
  }
  if (base !== undefined && names.length !== base.tempBase) {
    // the temporaries' registers follow the named ones
    throw valueError("code: the number of variables cannot change");
  }
  const code = new PyCode({
    name: utf16(p.co_name),
    qualname: utf16(p.co_qualname),
    filename: utf16(p.co_filename),
    firstlineno: p.co_firstlineno,
    flags: p.co_flags,
    argcount: p.co_argcount,
    posonlyargcount: p.co_posonlyargcount,
    kwonlyargcount: p.co_kwonlyargcount,
    nregs: Math.max(p.co_stacksize, names.length),
    nlocals: varnames.length,
    localNames: names,
    localKinds: Uint8Array.from(kinds),
  });
  if (code.argumentRegisters > varnames.length) {
    throw valueError("code: varnames is too small");
  }
  for (let i = 0; i < code.argumentRegisters; i++) code.localKinds[i] |= LocalKind.ARGUMENT;
  code.setBody(
    intsOf(p.co_code.data.subarray(INSTRUCTION)),
    p.co_consts.items,
    textsOf(p.co_names),
    intsOf(p.co_exceptiontable.data),
    p.co_linetable.data,
  );
  return code;
}

function assign(p: Parts, key: keyof Parts, v: Value, what: (name: string) => string): void {
  switch (key) {
    case "co_argcount":
    case "co_posonlyargcount":
    case "co_kwonlyargcount":
    case "co_nlocals":
    case "co_stacksize":
    case "co_flags":
    case "co_firstlineno": {
      const n = indexOf(v);
      if (n < 0) throw valueError(`${key} must be a positive integer`);
      p[key] = Number(n);
      return;
    }
    case "co_filename":
    case "co_name":
    case "co_qualname":
      if (!isStr(v)) throw typeError(`${what(key)} must be str, not ${typeOf(v).name}`);
      p[key] = strOf(v)!;
      return;
    case "co_code":
    case "co_linetable":
    case "co_exceptiontable":
      if (!(v instanceof PyBytes)) {
        throw typeError(`${what(key)} must be bytes, not ${typeOf(v).name}`);
      }
      p[key] = v;
      return;
    default:
      if (!(v instanceof PyTuple)) {
        throw typeError(`${what(key)} must be tuple, not ${typeOf(v).name}`);
      }
      p[key] = v;
  }
}

function replace(self: PyCode, changes: KwMap | undefined): Value {
  const parts = partsOf(self);
  if (changes !== undefined) {
    for (const [name, v] of changes) {
      if (!Object.hasOwn(parts, name)) {
        throw typeError(`replace() got an unexpected keyword argument '${name}'`);
      }
      assign(parts, name as keyof Parts, v, (n) => `replace() argument '${n}'`);
    }
  }
  return makeCode(parts, self);
}

/** Constants are one when they have the same types and values, down to the sign of zeros. */
function sameConstant(a: Value, b: Value): boolean {
  if (a instanceof PyCode && b instanceof PyCode) return sameCode(a, b);
  if (a instanceof PyTuple && b instanceof PyTuple) {
    return a.items.length === b.items.length &&
      a.items.every((v, i) => sameConstant(v, b.items[i]));
  }
  if (a instanceof PyBytes && b instanceof PyBytes) return sameNumbers(a.data, b.data);
  if (a instanceof PyFrozenSet && b instanceof PyFrozenSet) {
    const x = a.items();
    return x.length === b.items().length && x.every((v) => b.has(v));
  }
  return isSame(a, b);
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((s, i) => s === b[i]);
}

function sameCode(a: PyCode, b: PyCode): boolean {
  if (a === b) return true;
  a.load();
  b.load();
  return a.name === b.name && a.argcount === b.argcount &&
    a.posonlyargcount === b.posonlyargcount && a.kwonlyargcount === b.kwonlyargcount &&
    a.flags === b.flags && a.firstlineno === b.firstlineno && sameNumbers(a.code, b.code) &&
    a.consts.length === b.consts.length &&
    a.consts.every((v, i) => sameConstant(v, b.consts[i])) &&
    sameNames(a.names, b.names) && sameNames(a.localNames, b.localNames) &&
    sameNumbers(a.localKinds, b.localKinds) && sameNumbers(a.locations, b.locations) &&
    sameNumbers(a.exceptionTable, b.exceptionTable);
}

function hashCode(self: PyCode): Value {
  self.load();
  let h = 0;
  for (const v of self.code) h = Math.imul(h, 31) + v | 0;
  return hashOf(
    new PyTuple([
      self.name,
      ...self.names,
      ...self.localNames,
      self.consts.length,
      self.argcount,
      self.kwonlyargcount,
      self.flags,
      self.firstlineno,
      h,
    ]),
  );
}

const REPLACE_DOC = "Return a copy of the code object with new values for the specified fields.";

define(CodeType, {
  doc: "Create a code object.  Not for the faint of heart.",
  textSignature:
    "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n     flags, codestring, constants, names, varnames, filename, name,\n     qualname, firstlineno, linetable, exceptiontable, freevars=(),\n     cellvars=(), /)",
  new: method(
    "(type, /, *args)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, args: Value[]) => {
      if (args.length < 16) {
        throw typeError(`code expected at least 16 arguments, got ${args.length}`);
      }
      if (args.length > 18) {
        throw typeError(`code expected at most 18 arguments, got ${args.length}`);
      }
      const parts: Parts = {
        co_argcount: 0,
        co_posonlyargcount: 0,
        co_kwonlyargcount: 0,
        co_nlocals: 0,
        co_stacksize: 0,
        co_flags: 0,
        co_firstlineno: 0,
        co_code: new PyBytes(),
        co_consts: EMPTY_TUPLE,
        co_names: EMPTY_TUPLE,
        co_varnames: EMPTY_TUPLE,
        co_freevars: EMPTY_TUPLE,
        co_cellvars: EMPTY_TUPLE,
        co_filename: "",
        co_name: "",
        co_qualname: "",
        co_linetable: new PyBytes(),
        co_exceptiontable: new PyBytes(),
      };
      for (let i = 0; i < args.length; i++) {
        assign(parts, ORDER[i], args[i], () => `code() argument ${i + 1}`);
      }
      return makeCode(parts, undefined);
    },
  ),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (self: PyCode) =>
      strFromUtf16(
        `<code object ${self.name} at ${address(self)}, file "${self.filename}", line ${
          self.firstlineno === 0 ? -1 : self.firstlineno
        }>`,
      )),
    __hash__: method("(self, /)", "Return hash(self).", hashCode),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyCode, o: Value) => o instanceof PyCode ? sameCode(self, o) : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyCode, o: Value) => o instanceof PyCode ? !sameCode(self, o) : NOT_IMPLEMENTED,
    ),
    co_lines: method("(self, /)", "", (self: PyCode) => new LineIterator(self)),
    co_positions: method("(self, /)", "", (self: PyCode) => new PositionsIterator(self)),
    replace: method("(self, /, **changes)", REPLACE_DOC, replace),
    __replace__: method("(self, /, **changes)", "The same as replace().", replace),
    _varname_from_oparg: method(
      "(self, /, oparg)",
      "(internal-only) Return the local variable name for the given oparg.\n\nWARNING: this method is for internal use only and may change or go away.",
      (self: PyCode, oparg: Value) => {
        const name = self.localNames[Number(indexOf(oparg))];
        if (name === undefined) throw indexError("tuple index out of range");
        return strFromUtf16(name);
      },
    ),
  },
  attributes: {
    co_argcount: member(undefined, (self: PyCode) => self.argcount),
    co_posonlyargcount: member(undefined, (self: PyCode) => self.posonlyargcount),
    co_kwonlyargcount: member(undefined, (self: PyCode) => self.kwonlyargcount),
    co_stacksize: member(undefined, (self: PyCode) => self.nregs),
    co_flags: member(undefined, (self: PyCode) => self.flags),
    co_names: member(undefined, (self: PyCode) => partsOf(self).co_names),
    co_filename: member(undefined, (self: PyCode) => strFromUtf16(self.filename)),
    co_name: member(undefined, (self: PyCode) => strFromUtf16(self.name)),
    co_qualname: member(undefined, (self: PyCode) => strFromUtf16(self.qualname)),
    co_firstlineno: member(undefined, (self: PyCode) => self.firstlineno),
    co_linetable: member(undefined, (self: PyCode) => partsOf(self).co_linetable),
    co_exceptiontable: member(undefined, (self: PyCode) => partsOf(self).co_exceptiontable),
    co_consts: member(undefined, (self: PyCode) => partsOf(self).co_consts),
    co_nlocals: member(undefined, (self: PyCode) => self.nlocals),
    co_lnotab: getset(undefined, () => {
      runtime.warn("DeprecationWarning", "co_lnotab is deprecated, use co_lines instead.", 1);
      return new PyBytes();
    }),
    _co_code_adaptive: getset(undefined, (self: PyCode) => partsOf(self).co_code),
    co_varnames: getset(undefined, (self: PyCode) => strs(self.varnames)),
    co_cellvars: getset(undefined, (self: PyCode) => strs(self.cellvars)),
    co_freevars: getset(undefined, (self: PyCode) => strs(self.freevars)),
    co_code: getset(undefined, (self: PyCode) => partsOf(self).co_code),
  },
});
