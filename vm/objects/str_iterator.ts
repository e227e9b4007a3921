// The iterators of str.

import { isAsciiText } from "./core/str_case.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { iteratorPosition } from "./bytes_type.ts";
import { define } from "./define.ts";
import { iteratorMethods, PyIterator } from "./iteration.ts";
import type { Value } from "./object.ts";
import { method } from "./signature.ts";
import { AstralStr, type Str } from "./str.ts";
import { coreText } from "./str_text.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType } from "./type.ts";

/** The str of one code point. */
export function character(cp: number): Str {
  return cp > 0xffff ? new AstralStr(Uint32Array.of(cp)) : String.fromCharCode(cp);
}

/** `str_iterator`, and `str_ascii_iterator` where every character is ASCII. */
export class StrIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  text: Str | undefined;
  index: number;
  constructor(text: Str = "") {
    super();
    this.text = text;
    this.index = 0;
  }
  override step(): Value | undefined {
    const { text } = this;
    if (typeof text === "string") {
      if (this.index < text.length) return text[this.index++];
    } else if (text !== undefined && this.index < text.points.length) {
      return character(text.points[this.index++]);
    }
    this.text = undefined;
    return undefined;
  }
}
class StrAsciiIterator extends StrIterator {}

const iteratorDefinition = {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: StrIterator) =>
        self.text === undefined ? 0 : Math.max(0, coreText(self.text).length - self.index),
      { noTextSignature: true },
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: StrIterator) => {
        const f = builtinFunction("iter");
        return self.text === undefined
          ? new PyTuple([f, new PyTuple([""])])
          : new PyTuple([f, new PyTuple([self.text]), self.index]);
      },
      { noTextSignature: true },
    ),
    __setstate__: method(
      "(self, state, /)",
      "Set state information for unpickling.",
      (self: StrIterator, state: Value) => {
        self.index = iteratorPosition(
          state,
          self.text === undefined ? 0 : coreText(self.text).length,
        );
      },
      { noTextSignature: true },
    ),
  },
};
export const StrIteratorType: PyType = builtinType("str_iterator", StrIterator, {
  final: true,
  noNew: true,
});
define(StrIteratorType, iteratorDefinition);
export const StrAsciiIteratorType: PyType = builtinType("str_ascii_iterator", StrAsciiIterator, {
  final: true,
  noNew: true,
});
define(StrAsciiIteratorType, iteratorDefinition);

/** `iter(s)` */
export function newStrIterator(s: Str): StrIterator {
  return typeof s === "string" && isAsciiText(s) ? new StrAsciiIterator(s) : new StrIterator(s);
}
