// re.Pattern, the type: its methods and attributes.

import { getset, member } from "../../vm/objects/builtin.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import { equals, hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { iteratorMethods } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../../vm/objects/object.ts";
import { indexOf, repr } from "../../vm/objects/operations.ts";
import { overflowError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import { typeTypeHooks } from "../../vm/objects/type_type.ts";
import { makeMatchTypes, PyMatch } from "./match.ts";
import { Flag } from "./opcodes.ts";
import { FULL, type Kind, MATCH, PyPattern, SEARCH } from "./pattern.ts";
import { MatchIterator, Progress, PyScanner } from "./progress.ts";
import type { Hit, Source } from "./source.ts";
import { split, substitute } from "./substitute.ts";

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
  const n = indexOf(v);
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return Number(n);
}

function matchMethod(doc: string, kind: Kind): Declaration {
  return method(
    "(self, /, string, pos=0, endpos=sys.maxsize)",
    doc,
    (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
      const source = self.source(string);
      const [start, end] = bounds(source, pos, endpos);
      if (start > end) return NONE;
      const hit = self.run(source, start, end, kind, -1);
      return hit === undefined ? NONE : new PyMatch(self, source, hit, start, end);
    },
  );
}

/** What findall gives for a match: the group, a tuple of the groups, or the whole. */
function found(self: PyPattern, source: Source, hit: Hit): Value {
  const n = self.groups;
  if (n === 0) {
    return hit.group(source, 0, NONE);
  }
  const empty = source.slice(0, 0);
  if (n === 1) return hit.group(source, 1, empty);
  const row: Value[] = [];
  for (let g = 1; g <= n; g++) row.push(hit.group(source, g, empty));
  return new PyTuple(row);
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
      match: method("(self, /)", "", (self: PyScanner) => self.match()),
      search: method("(self, /)", "", (self: PyScanner) => self.search()),
    },
    attributes: { pattern: member(undefined, (self: PyScanner) => self.pattern) },
  });
  const iterator = builtinType("callable_iterator", MatchIterator, { final: true, noNew: true });
  define(iterator, { methods: iteratorMethods });
  define(t, {
    doc: "Compiled regular expression object.",
    methods: {
      match: matchMethod(
        "Matches zero or more characters at the beginning of the string.",
        MATCH,
      ),
      fullmatch: matchMethod("Matches against all of the string.", FULL),
      search: matchMethod(
        "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.",
        SEARCH,
      ),
      findall: method(
        "(self, /, string, pos=0, endpos=sys.maxsize)",
        "Return a list of all non-overlapping matches of pattern in string.",
        (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
          const source = self.source(string);
          const progress = new Progress(self, source, ...bounds(source, pos, endpos));
          const out: Value[] = [];
          for (let hit = progress.next(); hit !== undefined; hit = progress.next()) {
            out.push(found(self, source, hit));
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
          return new MatchIterator(self, source, start, end);
        },
      ),
      scanner: method(
        "(self, /, string, pos=0, endpos=sys.maxsize)",
        "",
        (self: PyPattern, string: Value, pos?: Value, endpos?: Value) => {
          const source = self.source(string);
          const [start, end] = bounds(source, pos, endpos);
          return new PyScanner(self, source, start, end);
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
      groupindex: getset(
        "A dictionary mapping group names to group numbers.",
        (self: PyPattern) => typeTypeHooks.mappingProxy(self.groupindex),
      ),
    },
  });
  const match = makeMatchTypes();
  return { pattern: t, match };
}
