// Ways into the loop from JavaScript: running a frame, a function, code with namespaces.

import type { PyCode } from "../objects/code.ts";
import type { Cell } from "../objects/cell.ts";
import { PyDict } from "../objects/dict.ts";
import type { PyException } from "../objects/exceptions.ts";
import { functionHooks, type PyFunction } from "../objects/function.ts";
import { PyModule } from "../objects/module.ts";
import { type KwNames, NONE, type Value } from "../objects/object.ts";
import { codeFrame, functionFrame, pushFrame } from "./calls.ts";
import { foreignBuiltins } from "./foreign_builtins.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { type GeneratorBase, generatorHooks, returned, SPILLED } from "./generators.ts";
import { run } from "./loop.ts";
import {
  callEntry,
  compilerHooks,
  currentDepth,
  ENDED,
  type Entry,
  forgetAbove,
  leaveLoop,
  lookHooks,
  openLimit,
  pending,
  resumeBody,
  throwIntoBody,
  UNWIND,
  warm,
} from "./compiled.ts";
import {
  CURRENT,
  LIMIT,
  mainThread,
  state,
  thread,
  threadHooks,
  type ThreadState,
} from "./thread_state.ts";

/** Runs a frame on top of the thread's and gives what it returns. */
export function execute(ts: ThreadState, frame: Frame): Value {
  pushFrame(ts, frame);
  frame.kind |= FrameKind.ENTRY;
  return guarded(ts, frame, frame, undefined, false);
}

/** The same for a compiled function: UNWIND goes through. */
export function executeDirect(ts: ThreadState, frame: Frame): Value {
  pushFrame(ts, frame);
  frame.kind |= FrameKind.ENTRY;
  return guarded(ts, frame, frame, undefined, true);
}

/** Runs frames in a loop of their own, `innermost` on top and `entry` below. */
function guarded(
  ts: ThreadState,
  entry: Frame,
  innermost: Frame,
  error: unknown,
  direct: boolean,
): Value {
  const { top, nesting, handlers, hidden } = ts;
  const back = entry.back;
  const limit = state[LIMIT], current = state[CURRENT];
  try {
    return run(ts, entry, error, innermost, direct)!;
  } catch (e) {
    if (direct && e === UNWIND && ts.top !== top) leaveLoop(entry, ts.top.frame!);
    // where JavaScript's own stack has run out, frames may have been left without ceremony
    if (ts.top !== top || top.frame !== back) {
      ts.top = top;
      // no call may be made here, not even of a setter: there is no stack for it
      top.frame = back;
      ts.nesting = nesting;
      ts.handlers = handlers;
      ts.hidden = hidden;
      state[LIMIT] = limit;
      state[CURRENT] = current;
      if (e !== UNWIND) forgetAbove(currentDepth(ts));
    }
    throw e;
  }
}

/** Calls a Python function from JavaScript. */
export function callFunction(f: PyFunction, args: Value[], kw: KwNames | undefined): Value {
  const ts = thread;
  const { code } = f;
  if (kw === undefined && code.exactArgs === args.length && !ts.sliced) {
    if (code.entry !== null) {
      const depth = currentDepth(ts);
      if (depth < ts.limit && threadHooks.poll[0] === 0 && ts.nesting < MOST_NESTED) {
        return callCompiled(ts, f, depth + 1, args);
      }
    } else if (compilerHooks.compile !== undefined) {
      code.callCount = (code.callCount + 1) & 0x3fffffff;
      if ((code.callCount & compilerHooks.callMask) === 0) warm(f);
    }
  }
  return execute(ts, functionFrame(f, undefined, args, 0, args.length, kw));
}

/** Calls from JavaScript that run compiled code at once may be nested so deep. */
const MOST_NESTED = 30;

/** Calls a compiled function from JavaScript. */
function callCompiled(ts: ThreadState, f: PyFunction, depth: number, args: Value[]): Value {
  const { hidden } = ts;
  const limit = state[LIMIT], current = state[CURRENT];
  state[CURRENT] = 0;
  if (current !== 0) ts.hidden = hidden + 1;
  ts.nesting++;
  openLimit(ts, depth);
  let v: Value | undefined;
  try {
    v = callEntry(f.code.entry as Entry, f, depth, args, 0, args.length);
  } finally {
    ts.nesting--;
    ts.hidden = hidden;
    state[LIMIT] = limit;
    state[CURRENT] = current;
  }
  return v ?? resume(ts);
}

/** Resumes a compiled generator from JavaScript; one that must not run compiled now is given back to tier 0. */
generatorHooks.sendBody = (ts, g, v) => stepBody(ts, g, v, undefined);
generatorHooks.throwBody = (ts, g, e) => stepBody(ts, g, e, e);

function stepBody(
  ts: ThreadState,
  g: GeneratorBase,
  v: Value,
  thrown: PyException | undefined,
): Value | undefined {
  const depth = currentDepth(ts) + 1;
  if (ts.sliced || depth > ts.limit || ts.nesting >= MOST_NESTED || threadHooks.poll[0] !== 0) {
    g.spill();
    return SPILLED;
  }
  const { hidden } = ts;
  const limit = state[LIMIT], current = state[CURRENT];
  state[CURRENT] = 0;
  if (current !== 0) ts.hidden = hidden + 1;
  ts.nesting++;
  openLimit(ts, depth);
  let r: Value | undefined;
  try {
    r = thrown === undefined ? resumeBody(ts, g, v, depth) : throwIntoBody(ts, g, thrown, depth);
  } finally {
    ts.nesting--;
    ts.hidden = hidden;
    state[LIMIT] = limit;
    state[CURRENT] = current;
  }
  if (r === ENDED) return undefined;
  if (r !== undefined) return r;
  const value = resume(ts);
  if (g.frame !== undefined) return value;
  returned.value = value;
  return undefined;
}

/**
 * Resumes a compiled generator for a builtin that takes all its values. Between two of them everything is as the builtin
 * left it, and as `f` has to find it.
 */
generatorHooks.drainBody = (ts, g, f, take) => {
  const depth = currentDepth(ts) + 1;
  const { body } = g;
  const frame = g.frame!;
  const { hidden, nesting } = ts;
  const limit = state[LIMIT], current = state[CURRENT];
  const hiddenInside = current !== 0 ? hidden + 1 : hidden;
  openLimit(ts, depth);
  const limitInside = state[LIMIT];
  let r: Value | undefined;
  do {
    if (ts.sliced || depth > ts.limit || nesting >= MOST_NESTED || threadHooks.poll[0] !== 0) {
      state[LIMIT] = limit;
      g.spill();
      return false;
    }
    ts.hidden = hiddenInside;
    ts.nesting = nesting + 1;
    state[LIMIT] = limitInside;
    state[CURRENT] = 0;
    frame.take = take;
    try {
      r = resumeBody(ts, g, NONE, depth);
    } finally {
      frame.take = null;
      ts.nesting = nesting;
      ts.hidden = hidden;
      state[LIMIT] = limit;
      state[CURRENT] = current;
    }
    if (r === ENDED) return true;
    if (r === undefined) {
      const v = resume(ts);
      return g.frame === undefined || f(v) === true;
    }
    if (f(r) === true) return true;
    // what took the value may have gone on with the generator itself
  } while (g.body === body && !g.running);
  return false;
};

/** Goes on, in a loop, with the frames of compiled functions that were left. */
function resume(ts: ThreadState): Value {
  const { error } = pending;
  const first = pending.first!, last = pending.last!;
  pending.first = pending.last = null;
  last.back = ts.frame;
  last.kind |= FrameKind.ENTRY;
  return guarded(ts, last, first, error === UNWIND ? undefined : error, false);
}

functionHooks.call = callFunction;

/** The builtins that code with these globals has, where they do not say so themselves. */
export const builtinsHooks: { default: () => PyDict } = { default: () => EMPTY };
const EMPTY = new PyDict();

/** The builtins that go with globals: `__builtins__` (a module or its dict), or those of the code that runs. */
export function builtinsOf(globals: PyDict): PyDict {
  const own = globals.getStr("__builtins__");
  if (own instanceof PyModule) return own.dict;
  if (own instanceof PyDict) return own;
  if (own !== undefined) return foreignBuiltins(own);
  return thread.frame?.builtins ?? builtinsHooks.default();
}

lookHooks.builtinsOf = builtinsOf;

/**
 * Runs code with namespaces (`exec`, `eval`, a module): `locals` is `globals` where it is not given; `closure` are the
 * cells of the free variables.
 */
export function evalCode(
  code: PyCode,
  globals: PyDict,
  locals?: Value,
  closure?: readonly Cell[],
): Value {
  const frame = codeFrame(code, globals, builtinsOf(globals), locals ?? globals);
  if (closure !== undefined) {
    for (let i = 0; i < closure.length; i++) frame.regs[code.freeBase + i] = closure[i];
  }
  const ts = thread;
  if (ts.nesting !== ts.plainNesting || state[CURRENT] !== 0) return execute(ts, frame);
  const isProgram = ts === mainThread && ts.plainNesting === 0;
  if (isProgram) {
    threadHooks.resumeMain = (error) => guarded(ts, frame, ts.frame!, error, false);
    threadHooks.mainPausable = true;
  }
  ts.plainNesting++;
  try {
    const v: Value | undefined = execute(ts, frame);
    if (v !== undefined || !isProgram) return v;
    threadHooks.mainPausable = false;
    return threadHooks.awaitMain();
  } finally {
    ts.plainNesting--;
    if (isProgram) {
      threadHooks.resumeMain = undefined;
      threadHooks.mainPausable = false;
    }
  }
}

/** Runs the code of a module in its namespace. */
export function runModule(code: PyCode, module: PyModule): void {
  const globals = module.dict;
  if (globals.getStr("__builtins__") === undefined) {
    globals.setStr("__builtins__", builtinsHooks.default());
  }
  evalCode(code, globals);
}
