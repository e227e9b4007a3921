// _tokenize: the tokens of the front end as the library's `tokenize` wants them.

import { attributeHooks, call } from "../vm/objects/attributes.ts";
import { truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { iteratorMethods, PyIterator } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { typeError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { syntaxError } from "../vm/import/compile_source.ts";
import { SyntaxProblem } from "../vm/syntax/problem.ts";
import { TokenIterator } from "../vm/syntax/tokenize_iter.ts";

/** _tokenize.TokenizerIter */
class TokenizerIter extends PyIterator {
  readline: Value = NONE;
  encoding: string | undefined = undefined;
  extra = false;
  private tokens: TokenIterator | undefined = undefined;

  override step(): Value | undefined {
    try {
      this.tokens ??= new TokenIterator(this.source(), this.extra);
      const r = this.tokens.next();
      if (r.done === true) return undefined;
      const t = r.value;
      return new PyTuple([
        t.type,
        strFromUtf16(t.string),
        new PyTuple([t.startLine, t.startCol]),
        new PyTuple([t.endLine, t.endCol]),
        strFromUtf16(t.line),
      ]);
    } catch (e) {
      if (e instanceof SyntaxProblem) throw syntaxError(e);
      throw e;
    }
  }

  /** All lines that `readline` gives: the front end tokenizes a source as a whole. */
  private source(): string {
    const lines: string[] = [];
    for (;;) {
      let line: Value;
      try {
        line = call(this.readline, []);
      } catch (e) {
        if (attributeHooks.isStopIteration(e)) break;
        throw e;
      }
      let text: string;
      if (this.encoding === undefined) {
        if (!isStr(line)) throw typeError("readline() returned a non-string object");
        text = utf16(strOf(line)!);
      } else {
        if (!(line instanceof PyBytes)) throw typeError("readline() returned a non-bytes object");
        text = new TextDecoder(this.encoding).decode(line.data);
      }
      if (text === "") break;
      lines.push(text);
    }
    return lines.join("");
  }
}

/** Makes the module. */
export function create(): PyModule {
  const t = builtinType("_tokenize.TokenizerIter", TokenizerIter, { module: "_tokenize" });
  define(t, {
    new: method(
      "(type, readline, /, *, encoding=None, extra_tokens=False)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType, readline: Value, encoding?: Value, extra?: Value) => {
        const it = cls.allocate() as TokenizerIter;
        it.readline = readline;
        if (encoding !== undefined && encoding !== NONE) {
          if (!isStr(encoding)) {
            throw typeError(
              `TokenizerIter() argument 'encoding' must be str, not ${typeOf(encoding).name}`,
            );
          }
          it.encoding = utf16(strOf(encoding)!);
        }
        it.extra = extra !== undefined && truth(extra);
        return it;
      },
    ),
    methods: iteratorMethods,
  });
  return builtinModule("_tokenize", { types: [t] });
}
