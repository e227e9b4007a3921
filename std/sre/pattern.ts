// re.Pattern: searching, splitting, replacing.

import { call, getAttr } from "../../vm/objects/attributes.ts";
import { member } from "../../vm/objects/builtin.ts";
import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import { equals, hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { iteratorMethods, PyIterator } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../../vm/objects/object.ts";
import { repr, sizeNumber } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { method } from "../../vm/objects/signature.ts";
import {
  isStr,
  pointsOf,
  type Str,
  strFromPoints,
  strFromUtf16,
  strOf,
} from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { typeTypeHooks } from "../../vm/objects/type_type.ts";
import { Matcher, type Subject } from "./matcher.ts";
import { makeMatchTypes, PyMatch } from "./match.ts";
import { type Program, translate } from "./program.ts";
import { Flag } from "./opcodes.ts";
import { PyTemplate } from "./template.ts";

/** What a pattern is run over: the characters, and how slices of them become Python values. */
export class Source {
  readonly value: Value;
  readonly units: Subject;
  readonly length: number;
  constructor(value: Value, units: Subject) {
    this.value = value;
    this.units = units;
    this.length = units.length;
  }
  slice(from: number, to: number): Value {
    const { units } = this;
    if (typeof units === "string") return units.slice(from, to);
    if (units instanceof Uint8Array) return new PyBytes(units.slice(from, to));
    return strFromPoints(units.slice(from, to));
  }
}

/** A compiled pattern. */
export class PyPattern extends PyObject {
  pattern: Value;
  flags: number;
  code: Uint32Array;
  groups: number;
  groupindex: PyDict;
  /** Names by number; None where a group has none. */
  indexgroup: Value[];
  isBytes: boolean;
  private program: Program | undefined;
  private matcher: Matcher | undefined;

  constructor() {
    super();
    this.pattern = NONE;
    this.flags = 0;
    this.code = new Uint32Array(0);
    this.groups = 0;
    this.groupindex = new PyDict();
    this.indexgroup = [];
    this.isBytes = false;
    this.program = undefined;
    this.matcher = undefined;
  }

  private machine(): Matcher {
    if (this.matcher === undefined) {
      this.program = translate(this.code);
      this.matcher = new Matcher(this.program, this.groups + 1);
    }
    return this.matcher;
  }

  /** The subject of a match; TypeError where it is of the wrong kind. */
  source(v: Value): Source {
    const s = strOf(v);
    if (s !== undefined) {
      if (this.isBytes) throw typeError("cannot use a bytes pattern on a string-like object");
      return new Source(v, typeof s === "string" ? s : s.points);
    }
    const bytes = bytesLikeOf(v);
    if (bytes === undefined) {
      throw typeError(`expected string or bytes-like object, got '${typeOf(v).name}'`);
    }
    if (!this.isBytes && this.pattern !== NONE) {
      throw typeError("cannot use a string pattern on a bytes-like object");
    }
    return new Source(v, bytes);
  }

  /** Matches at `start` (`kind` 0), the whole of start..end (1), or searches (2); marks of group 0 included. */
  run(
    source: Source,
    start: number,
    end: number,
    kind: 0 | 1 | 2,
    notEmptyAt = -1,
  ): Int32Array | undefined {
    const m = this.machine();
    const { units } = source;
    let from = start;
    if (kind === 2) {
      from = m.search(units, start, 0, end, notEmptyAt);
      if (from < 0) return undefined;
    } else if (!m.match(units, start, 0, end, kind === 1, notEmptyAt)) {
      return undefined;
    }
    const n = this.groups;
    const spans = new Int32Array(2 * (n + 1) + 1);
    spans[0] = from;
    spans[1] = m.end;
    for (let g = 1; g <= n; g++) {
      const a = m.marks[2 * g - 2], b = m.marks[2 * g - 1];
      const set = a >= 0 && b >= a;
      spans[2 * g] = set ? a : -1;
      spans[2 * g + 1] = set ? b : -1;
    }
    spans[2 * n + 2] = m.lastIndex;
    return spans;
  }

  /** The number of a group given by number or name; -1 where there is none. */
  groupNumber(key: Value): number {
    if (typeof key === "number") return key >= 0 && key <= this.groups ? key : -1;
    if (typeof key === "boolean") return Number(key) <= this.groups ? Number(key) : -1;
    const n = isStr(key) || typeof key === "object" ? this.groupindex.get(key) : undefined;
    if (typeof n === "number") return n;
    if (typeOf(key).lookup("__index__") !== undefined) {
      const i = sizeNumber(key);
      return i >= 0 && i <= this.groups ? i : -1;
    }
    return -1;
  }
}

/** Bounds of the part of the subject that is looked at. */
function bounds(
  source: Source,
  pos: Value | undefined,
  endpos: Value | undefined,
): [number, number] {
  const n = source.length;
  let start = pos === undefined ? 0 : clampIndex(pos);
  let end = endpos === undefined ? n : clampIndex(endpos);
  start = Math.min(Math.max(start, 0), n);
  end = Math.min(Math.max(end, 0), n);
  return [start, end];
}

function clampIndex(v: Value): number {
  if (typeof v === "number") return v;
  return sizeNumber(v);
}

function matchMethod(name: string, doc: string, kind: 0 | 1 | 2) {
  return method(
    "(self, /, string, pos=0, endpos=sys.maxsize)",
    doc,
    (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
      const source = self.source(string);
      const [start, end] = bounds(source, pos, endpos);
      if (start > end) return NONE;
      const spans = self.run(source, start, end, kind);
      void name;
      return spans === undefined ? NONE : new PyMatch(self, source, spans, start, end);
    },
  );
}

/** What findall gives for a match: the group, a tuple of the groups, or the whole. */
function found(self: PyPattern, source: Source, spans: Int32Array): Value {
  const n = self.groups;
  const empty = () => source.slice(0, 0);
  if (n === 0) return source.slice(spans[0], spans[1]);
  if (n === 1) return spans[2] < 0 ? empty() : source.slice(spans[2], spans[3]);
  const row: Value[] = [];
  for (let g = 1; g <= n; g++) {
    row.push(spans[2 * g] < 0 ? empty() : source.slice(spans[2 * g], spans[2 * g + 1]));
  }
  return new PyTuple(row);
}

/** Successive matches: the state of findall, finditer, split, sub and scanner. */
class Progress {
  private readonly pattern: PyPattern;
  readonly source: Source;
  readonly end: number;
  start: number;
  private notEmptyAt = -1;
  constructor(pattern: PyPattern, source: Source, start: number, end: number) {
    this.pattern = pattern;
    this.source = source;
    this.start = start;
    this.end = end;
  }
  next(kind: 0 | 1 | 2 = 2): Int32Array | undefined {
    if (this.start > this.end) return undefined;
    const spans = this.pattern.run(this.source, this.start, this.end, kind, this.notEmptyAt);
    if (spans === undefined) return undefined;
    // an empty match may not be found again at the same place
    this.notEmptyAt = spans[1] === spans[0] ? spans[1] : -1;
    this.start = spans[1];
    return spans;
  }
}

/** re.Scanner's engine, and what finditer goes through. */
class PyScanner extends PyObject {
  pattern: PyPattern = new PyPattern();
  progress: Progress | undefined = undefined;
  first = 0;
  next(kind: 0 | 2): Value {
    const { progress } = this;
    if (progress === undefined) return NONE;
    const start = progress.start;
    const spans = progress.next(kind);
    if (spans === undefined) {
      this.progress = undefined;
      return NONE;
    }
    void start;
    return new PyMatch(this.pattern, progress.source, spans, this.first, progress.end);
  }
}

class MatchIterator extends PyIterator {
  pattern: PyPattern = new PyPattern();
  progress: Progress | undefined = undefined;
  first = 0;
  override step(): Value | undefined {
    const spans = this.progress?.next();
    if (spans === undefined) {
      this.progress = undefined;
      return undefined;
    }
    return new PyMatch(this.pattern, this.progress!.source, spans, this.first, this.progress!.end);
  }
}

function split(self: PyPattern, string: Value, maxsplit?: Value): Value {
  const source = self.source(string);
  const limit = maxsplit === undefined ? 0 : sizeNumber(maxsplit);
  const progress = new Progress(self, source, 0, source.length);
  const parts: Value[] = [];
  let last = 0, n = 0;
  while (limit <= 0 || n < limit) {
    if (limit < 0) break;
    const spans = progress.next();
    if (spans === undefined) break;
    parts.push(source.slice(last, spans[0]));
    for (let g = 1; g <= self.groups; g++) {
      parts.push(spans[2 * g] < 0 ? NONE : source.slice(spans[2 * g], spans[2 * g + 1]));
    }
    last = spans[1];
    n++;
  }
  parts.push(source.slice(last, source.length));
  return new PyList(parts);
}

/** Joins pieces of the subject's kind. */
function joinPieces(source: Source, pieces: Value[]): Value {
  if (source.units instanceof Uint8Array) {
    const arrays = pieces.map((p) => bytesLikeOf(p)!);
    const out = new Uint8Array(arrays.reduce((n, a) => n + a.length, 0));
    let at = 0;
    for (const a of arrays) {
      out.set(a, at);
      at += a.length;
    }
    return new PyBytes(out);
  }
  let astral = false;
  for (const p of pieces) if (typeof strOf(p) !== "string") astral = true;
  if (!astral) return (pieces as Value[]).map((p) => strOf(p) as string).join("");
  const points: number[] = [];
  for (const p of pieces) for (const c of pointsOf(strOf(p) as Str)) points.push(c);
  return strFromPoints(Uint32Array.from(points));
}

/** The replacement as a function of the match, or a fixed value. */
function replacement(self: PyPattern, repl: Value): Value | ((m: PyMatch) => Value) {
  if (typeof repl === "object" && !isStr(repl) && repl.cls.lookup("__call__") !== undefined) {
    return (m) => call(repl, [m]);
  }
  if (isStr(repl)) {
    const s = strOf(repl)!;
    if (typeof s === "string" ? !s.includes("\\") : !s.points.includes(92)) return repl;
  } else {
    const bytes = bytesLikeOf(repl);
    if (bytes !== undefined && !bytes.includes(92)) return repl;
  }
  const template = call(getAttr(runtime.importModule("re"), "_compile_template"), [self, repl]);
  if (!(template instanceof PyTemplate)) {
    if (typeof template === "object" && template.cls.lookup("__call__") !== undefined) {
      return (m) => call(template, [m]);
    }
    return template;
  }
  return template.chunks.length === 0 ? template.literal : (m) => template.expand(m);
}

function substitute(
  self: PyPattern,
  repl: Value,
  string: Value,
  count: Value | undefined,
): [Value, number] {
  const source = self.source(string);
  const limit = count === undefined ? 0 : sizeNumber(count);
  const by = replacement(self, repl);
  const progress = new Progress(self, source, 0, source.length);
  const pieces: Value[] = [];
  let last = 0, n = 0;
  while (limit <= 0 || n < limit) {
    if (limit < 0) break;
    const spans = progress.next();
    if (spans === undefined) break;
    if (spans[0] > last) pieces.push(source.slice(last, spans[0]));
    const v = typeof by === "function"
      ? by(new PyMatch(self, source, spans, 0, source.length))
      : by;
    if (v !== NONE) {
      checkPiece(source, v, n);
      pieces.push(v);
    }
    last = spans[1];
    n++;
  }
  if (n === 0 && !(source.units instanceof Uint8Array) && typeof strOf(string) === "string") {
    return [strOf(string)!, 0];
  }
  if (last < source.length) pieces.push(source.slice(last, source.length));
  return [joinPieces(source, pieces), n];
}

function checkPiece(source: Source, v: Value, index: number): void {
  if (source.units instanceof Uint8Array) {
    if (bytesLikeOf(v) === undefined) {
      throw typeError(
        `sequence item ${index}: expected a bytes-like object, ${typeOf(v).name} found`,
      );
    }
  } else if (!isStr(v)) {
    throw typeError(`sequence item ${index}: expected str instance, ${typeOf(v).name} found`);
  }
}

const FLAG_NAMES: readonly [number, string][] = [
  [1, "re.TEMPLATE"],
  [Flag.IGNORECASE, "re.IGNORECASE"],
  [Flag.LOCALE, "re.LOCALE"],
  [Flag.MULTILINE, "re.MULTILINE"],
  [Flag.DOTALL, "re.DOTALL"],
  [Flag.VERBOSE, "re.VERBOSE"],
  [Flag.DEBUG, "re.DEBUG"],
  [Flag.ASCII, "re.ASCII"],
];

function patternRepr(self: PyPattern): Value {
  let { flags } = self;
  // a str pattern is UNICODE unless it says otherwise
  if (!self.isBytes && (flags & (Flag.LOCALE | Flag.UNICODE | Flag.ASCII)) === Flag.UNICODE) {
    flags &= ~Flag.UNICODE;
  }
  const names: string[] = [];
  for (const [bit, name] of FLAG_NAMES) {
    if ((flags & bit) !== 0) {
      names.push(name);
      flags &= ~bit;
    }
  }
  if (flags !== 0) names.push("0x" + flags.toString(16));
  let text = repr(self.pattern);
  if (text.length > 200) text = text.slice(0, 200);
  return strFromUtf16(
    names.length === 0 ? `re.compile(${text})` : `re.compile(${text}, ${names.join("|")})`,
  );
}

function sameCode(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((c, i) => c === b[i]);
}

/** The types of the module; made at its first import. */
export interface PatternTypes {
  pattern: PyType;
  match: PyType;
}

/** Makes Pattern, Match, Scanner and the iterator of finditer. */
export function makePatternTypes(): PatternTypes {
  const t = builtinType("re.Pattern", PyPattern, {
    module: "re",
    qualname: "Pattern",
    final: true,
    noNew: true,
    hasWeakref: true,
  });
  const scanner = builtinType("_sre.SRE_Scanner", PyScanner, {
    module: "_sre",
    qualname: "SRE_Scanner",
    final: true,
    noNew: true,
  });
  define(scanner, {
    methods: {
      match: method("(self, /)", "", (self: PyScanner) => self.next(0)),
      search: method("(self, /)", "", (self: PyScanner) => self.next(2)),
    },
    attributes: { pattern: member(undefined, (self: PyScanner) => self.pattern) },
  });
  const iterator = builtinType("callable_iterator", MatchIterator, { final: true, noNew: true });
  define(iterator, { methods: iteratorMethods });
  define(t, {
    doc: "Compiled regular expression object.",
    methods: {
      match: matchMethod(
        "match",
        "Matches zero or more characters at the beginning of the string.",
        0,
      ),
      fullmatch: matchMethod("fullmatch", "Matches against all of the string.", 1),
      search: matchMethod(
        "search",
        "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.",
        2,
      ),
      findall: method(
        "(self, /, string, pos=0, endpos=sys.maxsize)",
        "Return a list of all non-overlapping matches of pattern in string.",
        (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
          const source = self.source(string);
          const progress = new Progress(self, source, ...bounds(source, pos, endpos));
          const out: Value[] = [];
          for (let s = progress.next(); s !== undefined; s = progress.next()) {
            out.push(found(self, source, s));
          }
          return new PyList(out);
        },
      ),
      finditer: method(
        "(self, /, string, pos=0, endpos=sys.maxsize)",
        "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.",
        (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
          const source = self.source(string);
          const [start, end] = bounds(source, pos, endpos);
          const it = new MatchIterator();
          it.pattern = self;
          it.first = start;
          it.progress = new Progress(self, source, start, end);
          return it;
        },
      ),
      scanner: method(
        "(self, /, string, pos=0, endpos=sys.maxsize)",
        "",
        (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
          const source = self.source(string);
          const [start, end] = bounds(source, pos, endpos);
          const s = new PyScanner();
          s.pattern = self;
          s.first = start;
          s.progress = new Progress(self, source, start, end);
          return s;
        },
      ),
      split: method(
        "(self, /, string, maxsplit=0)",
        "Split string by the occurrences of pattern.",
        split,
      ),
      sub: method(
        "(self, /, repl, string, count=0)",
        "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.",
        (self: PyPattern, repl: Value, string: Value, count?: Value) =>
          substitute(self, repl, string, count)[0],
      ),
      subn: method(
        "(self, /, repl, string, count=0)",
        "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.",
        (self: PyPattern, repl: Value, string: Value, count?: Value) =>
          new PyTuple(substitute(self, repl, string, count)),
      ),
      __copy__: method("(self, /)", "", (self: Value) => self),
      __deepcopy__: method("(self, memo, /)", "", (self: Value) => self),
      __repr__: method("(self, /)", "Return repr(self).", patternRepr),
      __eq__: method("(self, value, /)", "Return self==value.", (a: PyPattern, b: Value) => {
        if (!(b instanceof PyPattern)) return NOT_IMPLEMENTED;
        return a === b || a.flags === b.flags && a.isBytes === b.isBytes &&
            sameCode(a.code, b.code) && equals(a.pattern, b.pattern);
      }),
      __hash__: method(
        "(self, /)",
        "Return hash(self).",
        (self: PyPattern) => hashOf(new PyTuple([self.pattern, self.flags, self.isBytes])),
      ),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
    attributes: {
      pattern: member(
        "The pattern string from which the RE object was compiled.",
        (self: PyPattern) => self.pattern,
      ),
      flags: member("The regex matching flags.", (self: PyPattern) => self.flags),
      groups: member(
        "The number of capturing groups in the pattern.",
        (self: PyPattern) => self.groups,
      ),
      groupindex: member(
        "A dictionary mapping group names to group numbers.",
        (self: PyPattern) => typeTypeHooks.mappingProxy(self.groupindex),
      ),
    },
  });
  const match = makeMatchTypes();
  return { pattern: t, match };
}
