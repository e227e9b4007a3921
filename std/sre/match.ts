// re.Match: where a pattern matched.

import { call, getAttr } from "../../vm/objects/attributes.ts";
import { getset, member } from "../../vm/objects/builtin.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { indexError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import type { PyPattern } from "./pattern.ts";
import type { Hit, Source } from "./source.ts";
import { PyTemplate } from "./template.ts";

/** A match. */
export class PyMatch extends PyObject {
  readonly pattern: PyPattern;
  readonly source: Source;
  private readonly hit: Hit;
  readonly pos: number;
  readonly endpos: number;
  constructor(pattern: PyPattern, source: Source, hit: Hit, pos: number, endpos: number) {
    super();
    this.pattern = pattern;
    this.source = source;
    this.hit = hit;
    this.pos = pos;
    this.endpos = endpos;
  }

  get lastIndex(): number {
    return this.pattern.lastIndex(this.hit);
  }

  get start(): number {
    return this.hit.start;
  }

  get end(): number {
    return this.hit.end;
  }

  /** Start and end of each group, group 0 first; -1 where it has not matched. */
  get spans(): Int32Array {
    return this.pattern.spansOf(this.source, this.endpos, this.hit);
  }

  /** The text of a group, or `absent`. */
  group(n: number, absent: Value = NONE): Value {
    return this.hit.group(this.source, n, absent);
  }

  /** The number of a group given by number or name; IndexError where there is none. */
  number(key: Value): number {
    const n = this.pattern.groupNumber(key);
    if (n < 0) throw indexError("no such group");
    return n;
  }
}

function groups(self: PyMatch, absent: Value | undefined): Value {
  const out: Value[] = [];
  for (let g = 1; g <= self.pattern.groups; g++) out.push(self.group(g, absent ?? NONE));
  return new PyTuple(out);
}

/** Makes the type. */
export function makeMatchTypes(): PyType {
  const t = builtinType("re.Match", PyMatch, {
    module: "re",
    qualname: "Match",
    patternKind: "subscript",
    final: true,
    noNew: true,
  });
  const span = (self: PyMatch, key: Value | undefined): [number, number] => {
    const n = key === undefined ? 0 : self.number(key);
    if (n === 0) return [self.start, self.end];
    return [self.spans[2 * n], self.spans[2 * n + 1]];
  };
  define(t, {
    doc:
      "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    methods: {
      group: method(
        "(self, /, *args)",
        "group([group1, ...]) -> str or tuple.\n    Return subgroup(s) of the match by indices or names.\n    For 0 returns the entire match.",
        (self: PyMatch, args: Value[]) => {
          if (args.length === 0) return self.group(0);
          if (args.length === 1) return self.group(self.number(args[0]));
          return new PyTuple(args.map((a) => self.group(self.number(a))));
        },
        { noTextSignature: true },
      ),
      groups: method(
        "(self, /, default=None)",
        "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups that did not participate in the match.",
        groups,
      ),
      groupdict: method(
        "(self, /, default=None)",
        "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n    Is used for groups that did not participate in the match.",
        (self: PyMatch, absent?: Value) => {
          const d = new PyDict();
          for (const [k, n] of self.pattern.groupindex.entries()) {
            d.set(k, self.group(n as number, absent ?? NONE));
          }
          return d;
        },
      ),
      start: method(
        "(self, group=0, /)",
        "Return index of the start of the substring matched by group.",
        (
          self: PyMatch,
          key?: Value,
        ) => span(self, key)[0],
      ),
      end: method(
        "(self, group=0, /)",
        "Return index of the end of the substring matched by group.",
        (
          self: PyMatch,
          key?: Value,
        ) => span(self, key)[1],
      ),
      span: method(
        "(self, group=0, /)",
        "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
        (
          self: PyMatch,
          key?: Value,
        ) => new PyTuple(span(self, key)),
      ),
      expand: method(
        "(self, /, template)",
        "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
        (self: PyMatch, template: Value) => {
          const made = call(getAttr(runtime.importModule("re"), "_compile_template"), [
            self.pattern,
            template,
          ]);
          return made instanceof PyTemplate ? made.expand(self) : made;
        },
      ),
      __getitem__: method(
        "(self, key, /)",
        "Return self[key].",
        (self: PyMatch, key: Value) => self.group(self.number(key)),
      ),
      __repr__: method("(self, /)", "Return repr(self).", (self: PyMatch) =>
        strFromUtf16(
          `<re.Match object; span=(${self.start}, ${self.end}), match=${
            repr(self.group(0)).slice(0, 50)
          }>`,
        )),
      __copy__: method("(self, /)", "", (self: Value) => self),
      __deepcopy__: method("(self, memo, /)", "", (self: Value) => self),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
    attributes: {
      string: member(
        "The string passed to match() or search().",
        (self: PyMatch) => self.source.value,
      ),
      re: member("The regular expression object.", (self: PyMatch) => self.pattern),
      pos: member("The index into the string at which the RE engine started looking for a match.", (
        self: PyMatch,
      ) => self.pos),
      endpos: member(
        "The index into the string beyond which the RE engine will not go.",
        (self: PyMatch) => self.endpos,
      ),
      lastindex: getset(
        "The integer index of the last matched capturing group.",
        (self: PyMatch) => self.lastIndex > 0 ? self.lastIndex : NONE,
      ),
      lastgroup: getset(
        "The name of the last matched capturing group.",
        (self: PyMatch) =>
          self.lastIndex > 0 ? self.pattern.indexgroup[self.lastIndex] ?? NONE : NONE,
      ),
      regs: getset(undefined, (self: PyMatch) => {
        const out: Value[] = [];
        const { spans } = self;
        for (let g = 0; g <= self.pattern.groups; g++) {
          out.push(new PyTuple([spans[2 * g], spans[2 * g + 1]]));
        }
        return new PyTuple(out);
      }),
    },
  });
  return t;
}
