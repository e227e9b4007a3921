// Source to code object, with Python's errors: decoding, parsing, compiling, and warnings on the way.

import { readOrNull } from "../host/mod.ts";
import { call, getAttr } from "../objects/attributes.ts";
import { PyBytes } from "../objects/bytes.ts";
import { lookupName } from "../objects/core/unicode/names.ts";
import type { PyCode } from "../objects/code.ts";
import {
  exceptionTypes,
  isExceptionOf,
  newException,
  type PyException,
} from "../objects/exceptions.ts";
import { NONE } from "../objects/object.ts";
import { runtime } from "../objects/runtime.ts";
import { strFromUtf16, strOf, utf16 } from "../objects/str.ts";
import { PyTuple } from "../objects/tuple.ts";
import { compileModule } from "../bytecode/compile.ts";
import type { mod } from "../syntax/ast.ts";
import { type Mode, parse, type ParseOptions } from "../syntax/parser.ts";
import { SyntaxProblem } from "../syntax/problem.ts";
import { decodeSource } from "../syntax/source.ts";
import { interpreterOrNone } from "../vm.ts";

/** How a source is to be compiled. */
export interface CompileOptions {
  /** PyCF_… and future flags. */
  flags?: number;
  /** 0, 1, 2: -O and -OO. */
  optimize?: number;
  parse?: ParseOptions;
}

type CodeMode = Exclude<Mode, "func_type">;

/** Compiles a source: bytes are decoded as a file is (PEP 263). Throws Python exceptions. */
export function compileSource(
  source: string | Uint8Array,
  filename: string,
  mode: CodeMode,
  options: CompileOptions = {},
): PyCode {
  return compileTree(parseSource(source, filename, mode, options.parse), filename, mode, options);
}

/** Parses a source; throws Python exceptions. */
export function parseSource(
  source: string | Uint8Array,
  filename: string,
  mode: Mode,
  options: ParseOptions = {},
): ReturnType<typeof parse> {
  // a source is UTF-8: lone surrogates are the codec's error
  if (typeof source === "string" && !source.isWellFormed()) {
    call(getAttr(strFromUtf16(source), "encode"), []);
  }
  try {
    const text = typeof source === "string" ? source : decodeSource(source, {
      filename,
      file: !filename.startsWith("<"),
      decode: decodeByCodec,
    }).text;
    return parse(text, filename, mode, {
      maxStrDigits: runtime.intMaxStrDigits,
      unicodeName: lookupName,
      warn: (category, message, lineno) => warnSyntax(category, message, filename, lineno),
      ...options,
    });
  } catch (e) {
    if (e instanceof SyntaxProblem) throw syntaxError(e);
    throw e;
  }
}

/** Decodes with a codec that is written in Python; `null` for an unknown encoding. */
export function decodeByCodec(encoding: string, bytes: Uint8Array): string | null {
  try {
    const v = call(getAttr(new PyBytes(bytes), "decode"), [strFromUtf16(encoding)]);
    return utf16(strOf(v)!);
  } catch (e) {
    if (isExceptionOf(e, exceptionTypes.get("LookupError")!)) return null;
    throw e;
  }
}

/** Compiles a tree, which belongs to the compiler from then on; throws Python exceptions. */
export function compileTree(
  tree: mod,
  filename: string,
  mode: CodeMode,
  options: CompileOptions = {},
): PyCode {
  try {
    return compileModule(tree, filename, {
      mode,
      flags: options.flags ?? 0,
      optimize: options.optimize ?? 0,
      warn: (message, file, lineno, at) => {
        if (!warnSyntax("SyntaxWarning", message, file, lineno)) return;
        throw new SyntaxProblem(
          "SyntaxError",
          message,
          file,
          at.lineno,
          at.col_offset + 1,
          at.end_lineno,
          at.end_col_offset + 1,
          null,
        );
      },
    });
  } catch (e) {
    if (e instanceof SyntaxProblem) throw syntaxError(e, lineOfFile(e), true);
    throw e;
  }
}

/** The line that the compiler complains of: it has no source, so it looks whether there is such a file. */
function lineOfFile(p: SyntaxProblem): string | undefined {
  const bytes = p.filename.startsWith("<") ? null : readOrNull(p.filename);
  if (bytes === null) return undefined;
  const lines = new TextDecoder().decode(bytes).split("\n");
  const line = lines[p.lineno - 1];
  return line === undefined ? undefined : p.lineno < lines.length ? line + "\n" : line;
}

/** The Python exception for what the front end found wrong. */
export function syntaxError(
  p: SyntaxProblem,
  line: string | undefined = undefined,
  compiling: boolean = false,
): PyException {
  const base = exceptionTypes.get("SyntaxError")!;
  const type = exceptionTypes.get(p.type) ?? base;
  const message = strFromUtf16(p.msg);
  const text = line ?? p.text;
  if (!type.isSubtype(base) || p.lineno === 0 && text === null) {
    return newException(type, [message]);
  }
  const place = new PyTuple([
    strFromUtf16(p.filename),
    p.lineno,
    p.offset,
    text === null ? NONE : strFromUtf16(text),
    p.end_lineno,
    // the compiler's errors that have no end say None, the parser's say -1
    compiling && p.end_offset === -1 ? NONE : p.end_offset,
  ]);
  return newException(type, [message, place]);
}

/** Issues a warning of the front end; true where warnings of its kind are errors. */
function warnSyntax(category: string, message: string, filename: string, lineno: number): boolean {
  const warnings = interpreterOrNone()?.warnings;
  if (warnings === undefined) return false;
  const type = exceptionTypes.get(category)!;
  try {
    warnings.warnExplicit(type, strFromUtf16(message), filename, lineno, undefined);
    return false;
  } catch (e) {
    if (isExceptionOf(e, type)) return true;
    throw e;
  }
}
