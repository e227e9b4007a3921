// Ways into the loop from JavaScript: running a frame, a function, code with namespaces.

import type { PyCode } from "../objects/code.ts";
import type { Cell } from "../objects/cell.ts";
import { PyDict } from "../objects/dict.ts";
import { functionHooks, type PyFunction } from "../objects/function.ts";
import { PyModule } from "../objects/module.ts";
import type { KwNames, Value } from "../objects/object.ts";
import { codeFrame, functionFrame, pushFrame } from "./calls.ts";
import { foreignBuiltins } from "./foreign_builtins.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { run } from "./loop.ts";
import { thread, type ThreadState } from "./thread_state.ts";

/** Runs a frame on top of the thread's and gives what it returns. */
export function execute(ts: ThreadState, frame: Frame): Value {
  const { top, nesting, handlers } = ts;
  const back = top.frame;
  pushFrame(ts, frame);
  frame.kind |= FrameKind.ENTRY;
  try {
    return run(ts, frame, undefined)!;
  } catch (e) {
    // where JavaScript's own stack has run out, frames may have been left without ceremony
    if (ts.top !== top || top.frame !== back) {
      ts.top = top;
      // no call may be made here, not even of a setter: there is no stack for it
      top.frame = back;
      ts.nesting = nesting;
      ts.handlers = handlers;
    }
    throw e;
  }
}

/** Calls a Python function from JavaScript. */
export function callFunction(f: PyFunction, args: Value[], kw: KwNames | undefined): Value {
  return execute(thread, functionFrame(f, undefined, args, 0, args.length, kw));
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
  if (ts.nesting !== ts.plainNesting) return execute(ts, frame);
  ts.plainNesting++;
  try {
    return execute(ts, frame);
  } finally {
    ts.plainNesting--;
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
