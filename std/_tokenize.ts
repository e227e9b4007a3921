// _tokenize: the tokens of Python's own tokenizer, one after the other.
//
// With extra tokens, which is what the module `tokenize` asks for, a line is read when its tokens are asked for, because
// programs count lines in their `readline`. What goes over several lines is looked at anew with each further line. Otherwise
// the whole source is read when the first token is asked for; what `readline` raises meanwhile is raised where the
// tokens of the lines before it end.

import { call } from "../vm/objects/attributes.ts";
import { BytesType, type PyBytes } from "../vm/objects/bytes.ts";
import { decodeBytes } from "../vm/objects/codecs.ts";
import { truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import {
  exceptionTypes,
  isExceptionOf,
  newException,
  type PyException,
} from "../vm/objects/exceptions.ts";
import { iteratorMethods, PyIterator } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { setAttr } from "../vm/objects/attributes.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { typeError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, type Str, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, builtinType, isInstance, type PyType } from "../vm/objects/type.ts";
import { Place, type TokenInfo, TokenIterator } from "../vm/syntax/tokenize_iter.ts";
import { SyntaxProblem } from "../vm/syntax/problem.ts";
import { ENDMARKER } from "../vm/syntax/tokens.ts";
import { syntaxError } from "../vm/import/compile_source.ts";

/** What CPython says at the end of the source, without a place among the arguments. */
const UNEXPECTED_END = "unexpected EOF in multi-line statement";

class TokenizerIter extends PyIterator {
  readline: Value = NONE;
  extraTokens = false;
  encoding: Str | undefined = undefined;
  private tokens: TokenIterator | undefined = undefined;
  /** What `readline` raised behind the lines that it gave. */
  private failure: unknown = undefined;
  private done = false;
  private lineText = "";
  private line: Str = "";

  /** The piece that is being read, where it begins, and how many of its tokens were given. */
  private piece = "";
  private readonly place: Place = new Place();
  /** Behind the token that was given last. */
  private readonly reached: Place = new Place();
  private given = 0;
  /** The source up to there, and how many of its tokens were given. */
  private soFar = "";
  private givenOfAll = 0;
  private atEnd = false;

  override step(): Value | undefined {
    if (this.done) return undefined;
    if (this.extraTokens) return this.stepByLine();
    if (this.tokens === undefined) {
      const source = this.read();
      if (source === "" && !this.extraTokens) {
        this.done = true;
        return undefined;
      }
      this.tokens = new TokenIterator(source, this.extraTokens);
    }
    let next: ReturnType<TokenIterator["next"]>;
    try {
      next = this.tokens.next();
    } catch (e) {
      if (!(e instanceof SyntaxProblem)) throw e;
      throw this.failure ?? tokenError(e);
    }
    const token = next.value;
    if (token === undefined || token.type === ENDMARKER) {
      if (this.failure !== undefined) throw this.failure;
      this.done = true;
      if (token === undefined) return undefined;
    }
    return this.tuple(token);
  }

  private stepByLine(): Value | undefined {
    for (;;) {
      let token: TokenInfo | undefined;
      try {
        token = this.tokens?.next().value;
      } catch (e) {
        if (!(e instanceof SyntaxProblem)) throw e;
        throw this.problem();
      }
      if (token !== undefined) {
        this.given++;
        this.givenOfAll++;
        if (token.type === ENDMARKER) this.done = true;
        this.reached.pass(token);
        return this.tuple(token);
      }
      if (this.atEnd) return undefined;
      this.nextPiece();
    }
  }

  /** Reads on, where the tokens of what was read are given. */
  private nextPiece(): void {
    const { tokens, place } = this;
    const goesOn = tokens?.cutOff === true;
    if (tokens !== undefined && !goesOn) {
      place.lines += tokens.lineCount;
      place.indents = this.reached.indents.slice();
      place.altIndents = this.reached.altIndents.slice();
      this.piece = "";
      this.given = 0;
    }
    let added = "";
    // a long piece is not looked at for each line
    const least = goesOn ? tokens!.lineCount >> 7 : 0;
    for (let i = 0; i <= least && !this.atEnd; i++) {
      const line = this.readLine();
      if (line === "") this.atEnd = true;
      else {
        const open = this.piece + added;
        if (open !== "" && !open.endsWith("\n")) added += "\n";
        added += line;
      }
    }
    this.piece += added;
    this.soFar += added;
    const next = new TokenIterator(this.piece, true, undefined, place, this.atEnd);
    next.skip(this.given);
    this.tokens = next;
  }

  /** What is wrong at the end of the tokens that were given; the source as a whole is needed to say it. */
  private problem(): PyException {
    const all = new TokenIterator(this.soFar, true);
    all.skip(this.givenOfAll);
    try {
      while (!all.next().done);
    } catch (e) {
      if (e instanceof SyntaxProblem) return tokenError(e);
      throw e;
    }
    return newException(exceptionTypes.get("SyntaxError")!, ["invalid syntax"]);
  }

  private tuple(token: TokenInfo): Value {
    if (token.line !== this.lineText) {
      this.lineText = token.line;
      this.line = strFromUtf16(token.line);
    }
    return new PyTuple([
      token.type,
      strFromUtf16(token.string),
      new PyTuple([token.startLine, token.startCol]),
      new PyTuple([token.endLine, token.endCol]),
      this.line,
    ]);
  }

  /** All lines that `readline` gives. */
  private read(): string {
    let source = "";
    for (;;) {
      let line: string;
      try {
        line = this.readLine();
      } catch (e) {
        if (source === "") throw e;
        this.failure = e;
        return source;
      }
      if (line === "") return source;
      // what is given at one go is at least a line
      if (source !== "" && !source.endsWith("\n")) source += "\n";
      source += line;
    }
  }

  private readLine(): string {
    let v: Value;
    try {
      v = call(this.readline, []);
    } catch (e) {
      if (isExceptionOf(e, exceptionTypes.get("StopIteration")!)) return "";
      throw e;
    }
    if (this.encoding === undefined) {
      if (!isStr(v)) throw typeError("readline() returned a non-string object");
      return utf16(strOf(v)!);
    }
    if (!isInstance(v, BytesType)) throw typeError("readline() returned a non-bytes object");
    return utf16(strOf(decodeBytes(v, (v as PyBytes).data, this.encoding, "replace"))!);
  }
}

function tokenError(p: SyntaxProblem): PyException {
  if (p.end_offset < 0) {
    // the line as a whole is wrong: there is no end to tell
    const text = p.text === null ? NONE : strFromUtf16(p.text);
    const place = [strFromUtf16(p.filename), p.lineno, p.offset, text, NONE, NONE];
    return newException(exceptionTypes.get(p.type)!, [strFromUtf16(p.msg), new PyTuple(place)]);
  }
  if (p.msg !== UNEXPECTED_END) return syntaxError(p);
  const e = newException(exceptionTypes.get("SyntaxError")!, [p.msg]);
  setAttr(e, "filename", strFromUtf16(p.filename));
  setAttr(e, "lineno", p.lineno);
  setAttr(e, "offset", p.offset);
  return e;
}

let TokenizerIterType: PyType | undefined;

function makeType(): PyType {
  const t = builtinType("_tokenize.TokenizerIter", TokenizerIter, {
    module: "_tokenize",
    qualname: "TokenizerIter",
  });
  define(t, {
    textSignature: "(readline, /, *, extra_tokens, encoding='utf-8')",
    new: method(
      "(type, readline, /, *, extra_tokens=None, encoding='utf-8')",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType, readline: Value, extra: Value | undefined, encoding: Value | undefined) => {
        if (extra === undefined) {
          throw typeError("tokenizeriter() missing required argument 'extra_tokens' (pos 2)");
        }
        const it = cls.allocate() as TokenizerIter;
        it.readline = readline;
        it.extraTokens = truth(extra);
        if (encoding !== undefined) {
          it.encoding = strOf(encoding);
          if (it.encoding === undefined) {
            throw typeError(
              `tokenizeriter() argument 'encoding' must be str, not ${argumentName(encoding)}`,
            );
          }
        }
        return it;
      },
    ),
    methods: iteratorMethods,
  });
  return t;
}

/** Makes the module. */
export function create(): PyModule {
  TokenizerIterType ??= makeType();
  return builtinModule("_tokenize", { types: [TokenizerIterType] });
}
