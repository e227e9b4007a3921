// Arguments of Python functions: from a call's values to the registers of the new frame.
//
// The usual call (as many positional arguments as parameters) is done in the loop itself; everything else is here,
// in the order in which CPython looks at things, because the order decides which error is reported.

import { CodeFlag, type PyCode } from "../objects/code.ts";
import { PyDict } from "../objects/dict.ts";
import type { PyFunction } from "../objects/function.ts";
import type { KwNames, PyObject, Value } from "../objects/object.ts";
import { recursionError, typeError } from "../objects/raise.ts";
import { strFromUtf16, strOf, utf16 } from "../objects/str.ts";
import { repr } from "../objects/operations.ts";
import { EMPTY_TUPLE, PyTuple } from "../objects/tuple.ts";
import { Frame, makeRegisters, prepareCode, takeFrame } from "./frame.ts";
import { bestMatch } from "../objects/core/suggestions.ts";
import { CURRENT, RECOVERY, state, type ThreadState } from "./thread_state.ts";
import { traceHooks } from "./trace_hooks.ts";

/**
 * A frame for calling `f`; the arguments are `self` (if there is one), then `source` from
 * `start`: `count` values, of which the last ones are keywords named by `kw`.
 */
export function functionFrame(
  f: PyFunction,
  self: Value | undefined,
  source: readonly Value[],
  start: number,
  count: number,
  kw: KwNames | undefined,
): Frame {
  const { code } = f;
  const frame = takeFrame(f);
  const { regs } = frame;
  const given = self === undefined ? count : count + 1;
  if (kw === undefined && code.exactArgs === given) {
    let to = 0;
    if (self !== undefined) regs[to++] = self;
    for (let i = 0; i < count; i++) regs[to++] = source[start + i];
  } else {
    // where this fails, the frame and what it holds are left to the garbage collector
    bindArguments(f, code, regs, self, source, start, count, kw);
  }
  return frame;
}

/** The error of a call that is one too deep, or `undefined` where the limit allows it after all. */
export function checkDepth(ts: ThreadState, depth: number): PyObject | undefined {
  const limit = ts.recursionLimit;
  if (ts.overflowed && depth < limit - RECOVERY) {
    ts.overflowed = false;
    ts.updateLimit();
  }
  if (depth <= limit) return undefined;
  if (ts.overflowed && depth <= limit + RECOVERY) return undefined;
  ts.overflowed = false;
  ts.updateLimit();
  return recursionError("maximum recursion depth exceeded");
}

/** Puts a frame on top of the thread's; RecursionError where that is too deep. */
export function pushFrame(ts: ThreadState, frame: Frame): void {
  const back = ts.frame;
  let depth = back === null ? 1 : back.depth + 1;
  // above compiled functions
  if (state[CURRENT] >= depth) depth = state[CURRENT] + 1;
  if (depth > ts.recursionLimit) {
    const e = checkDepth(ts, depth);
    if (e !== undefined) throw e;
  }
  frame.depth = depth;
  frame.back = back;
  ts.frame = frame;
  if (ts.limit === 0) traceHooks.entered(ts, frame);
}

function bindArguments(
  f: PyFunction,
  code: PyCode,
  regs: Value[],
  self: Value | undefined,
  source: readonly Value[],
  start: number,
  count: number,
  kw: KwNames | undefined,
): void {
  const named = kw === undefined ? 0 : kw.length;
  const shift = self === undefined ? 0 : 1;
  const given = count - named + shift;
  const { argcount, flags } = code;
  const total = argcount + code.kwonlyargcount;
  // positional arguments
  const direct = given < argcount ? given : argcount;
  if (shift === 1 && direct > 0) regs[0] = self!;
  for (let i = shift; i < direct; i++) regs[i] = source[start + i - shift];
  // *args
  let next = total;
  if ((flags & CodeFlag.VARARGS) !== 0) {
    if (given > argcount) {
      const rest: Value[] = [];
      for (let i = argcount; i < given; i++) {
        rest.push(i < shift ? self! : source[start + i - shift]);
      }
      regs[next++] = new PyTuple(rest);
    } else {
      regs[next++] = EMPTY_TUPLE;
    }
  }
  // **kwargs and keywords
  let kwargs: PyDict | undefined;
  if ((flags & CodeFlag.VARKEYWORDS) !== 0) {
    kwargs = new PyDict();
    regs[next] = kwargs;
  }
  if (kw !== undefined) {
    const base = start + count - named;
    const names = code.localNames;
    for (let k = 0; k < named; k++) {
      const name = kw[k];
      const v = source[base + k];
      let at = code.posonlyargcount;
      while (at < total && names[at] !== name) at++;
      if (at < total) {
        if (regs[at] !== undefined) {
          throw typeError(`${who(f)}() got multiple values for argument '${name}'`);
        }
        regs[at] = v;
      } else if (kwargs !== undefined) {
        kwargs.setStr(name, v);
      } else {
        throw unexpectedKeyword(f, code, kw, name);
      }
    }
  }
  if (given > argcount && (flags & CodeFlag.VARARGS) === 0) throw tooMany(f, code, regs, given);
  // defaults
  if (given < argcount) {
    const { defaults } = f;
    const defaulted = defaults === undefined ? 0 : defaults.length;
    const required = argcount - defaulted;
    let missing = 0;
    for (let i = given; i < required; i++) if (regs[i] === undefined) missing++;
    if (missing > 0) throw missingArguments(f, code, regs, 0, required, "positional");
    for (let i = given > required ? given : required < 0 ? 0 : required; i < argcount; i++) {
      if (regs[i] === undefined) regs[i] = defaults![i - required];
    }
  }
  if (code.kwonlyargcount > 0) {
    let missing = 0;
    for (let i = argcount; i < total; i++) {
      if (regs[i] !== undefined) continue;
      const v = f.kwdefaults?.getStr(code.localNames[i]);
      if (v === undefined) missing++;
      else regs[i] = v;
    }
    if (missing > 0) throw missingArguments(f, code, regs, argcount, total, "keyword-only");
  }
}

/** The function's qualified name, as error texts have it. */
function who(f: PyFunction): string {
  return utf16(strOf(f.qualname)!);
}

function unexpectedKeyword(
  f: PyFunction,
  code: PyCode,
  kw: KwNames,
  name: string,
): PyObject {
  const positional = code.localNames.slice(0, code.posonlyargcount);
  if (positional.length > 0) {
    const wrong = positional.filter((n) => kw.includes(n));
    if (wrong.length > 0) {
      return typeError(
        `${who(f)}() got some positional-only arguments passed as keyword arguments: '${
          wrong.join(", ")
        }'`,
      );
    }
  }
  const candidates = code.localNames.slice(
    code.posonlyargcount,
    code.argcount + code.kwonlyargcount,
  );
  const hint = bestMatch(candidates, name);
  return typeError(
    hint === undefined
      ? `${who(f)}() got an unexpected keyword argument '${name}'`
      : `${who(f)}() got an unexpected keyword argument '${name}'. Did you mean '${hint}'?`,
  );
}

function tooMany(f: PyFunction, code: PyCode, regs: readonly Value[], given: number): PyObject {
  let keywordOnly = 0;
  const { argcount } = code;
  for (let i = argcount; i < argcount + code.kwonlyargcount; i++) {
    if (regs[i] !== undefined) keywordOnly++;
  }
  const defaulted = f.defaults === undefined ? 0 : f.defaults.length;
  const plural = defaulted > 0 || argcount !== 1;
  const takes = defaulted > 0 ? `from ${argcount - defaulted} to ${argcount}` : `${argcount}`;
  const extra = keywordOnly > 0
    ? ` positional argument${given !== 1 ? "s" : ""} (and ${keywordOnly} keyword-only argument${
      keywordOnly !== 1 ? "s" : ""
    })`
    : "";
  return typeError(
    `${who(f)}() takes ${takes} positional argument${plural ? "s" : ""} but ${given}${extra} ${
      given === 1 && keywordOnly === 0 ? "was" : "were"
    } given`,
  );
}

function missingArguments(
  f: PyFunction,
  code: PyCode,
  regs: readonly Value[],
  from: number,
  to: number,
  kind: string,
): PyObject {
  const names: string[] = [];
  for (let i = from; i < to; i++) {
    if (regs[i] === undefined) names.push(repr(strFromUtf16(code.localNames[i])));
  }
  return typeError(
    `${who(f)}() missing ${names.length} required ${kind} argument${
      names.length === 1 ? "" : "s"
    }: ${enumeration(names)}`,
  );
}

/** "a", "a and b", "a, b, and c". */
function enumeration(names: string[]): string {
  const n = names.length;
  if (n === 1) return names[0];
  if (n === 2) return `${names[0]} and ${names[1]}`;
  return `${names.slice(0, -1).join(", ")}, and ${names[n - 1]}`;
}

/** A frame for code that is no function's: a module, a class body, `exec`. */
export function codeFrame(
  code: PyCode,
  globals: PyDict,
  builtins: PyDict,
  locals: Value | undefined,
): Frame {
  if (code.feedback === null) prepareCode(code);
  const frame = new Frame(code, makeRegisters(code.nregs), globals, builtins);
  frame.locals = locals;
  return frame;
}

/** The names of a call's keywords as the tuple of a constant gives them. */
export function keywordNames(names: Value): KwNames {
  const { items } = names as PyTuple;
  for (let i = 0; i < items.length; i++) {
    if (typeof items[i] !== "string") return items.map((n) => utf16(strOf(n)!));
  }
  return items as unknown as KwNames;
}
