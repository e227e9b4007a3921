// Source to code object, with Python's errors: decoding, parsing, compiling, and warnings on the way.

import { PyCode } from "../objects/code.ts";
import { exceptionTypes, newException, type PyException } from "../objects/exceptions.ts";
import { NONE, type Value } from "../objects/object.ts";
import { strFromUtf16 } from "../objects/str.ts";
import { PyTuple } from "../objects/tuple.ts";
import { compileModule } from "../bytecode/compile.ts";
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

/** Compiles a source: bytes are decoded as a file is (PEP 263). Throws Python exceptions. */
export function compileSource(
  source: string | Uint8Array,
  filename: string,
  mode: Exclude<Mode, "func_type">,
  options: CompileOptions = {},
): PyCode {
  try {
    const text = typeof source === "string" ? source : decodeSource(source, filename);
    const warn = (category: string, message: string, lineno: number): void =>
      warnSyntax(category, message, filename, lineno);
    const tree = parse(text, filename, mode, { ...options.parse, warn });
    return compileModule(tree, filename, {
      mode,
      flags: options.flags ?? 0,
      optimize: options.optimize ?? 0,
      warn,
    });
  } catch (e) {
    if (e instanceof SyntaxProblem) throw syntaxError(e);
    throw e;
  }
}

/** The Python exception for what the front end found wrong. */
export function syntaxError(p: SyntaxProblem): PyException {
  const type = exceptionTypes.get(p.type) ?? exceptionTypes.get("SyntaxError")!;
  const message = strFromUtf16(p.msg);
  if (!type.isSubtype(exceptionTypes.get("SyntaxError")!)) return newException(type, [message]);
  if (p.lineno === 0 && p.text === null) return newException(type, [message]);
  const place = new PyTuple([
    strFromUtf16(p.filename),
    p.lineno,
    p.offset,
    p.text === null ? NONE : strFromUtf16(p.text),
    p.end_lineno,
    p.end_offset,
  ]);
  return newException(type, [message, place]);
}

/** A warning of the parser or the compiler; where it is an error, it is a SyntaxError with the same text. */
function warnSyntax(category: string, message: string, filename: string, lineno: number): void {
  const warnings = interpreterOrNone()?.warnings;
  if (warnings === undefined) return;
  const type = exceptionTypes.get(category)!;
  const text: Value = strFromUtf16(message);
  warnings.warnExplicit(type, text, filename, lineno, undefined);
}
