// The seam between the evaluation loop and compiled code (vm/jit): how a unit of compiled code is entered and left.
//
// A unit runs a frame that is on top of the thread's, from one position of its code on. Whenever something else may look at
// frames, the frame is as the loop would have it: `pc` is set, and so are all registers that are needed behind the
// instruction. So a unit can be left at any instruction, and the loop goes on with nothing to rebuild:
// - it gives the value that the frame returned; the frame is gone and its caller's has not got the value yet; or
// - it gives `undefined`: where to go on is in the frames (`ts.frame`), and every unit below returns `undefined` too; or
// - it throws; `pc` of the thread's frame is then where. Units catch nothing: the loop unwinds the frames, all of them heap
//   frames, and so tracebacks and handlers are the loop's own; or
// - it gives LEFT: the frame by which the loop was entered has been left, with the value in `left.value`.
//
// Threads that run in slices stay in the loop, because JavaScript on the stack cannot be put aside. So do frames that are traced.

import type { PyCode } from "../objects/code.ts";
import { PyObject, type Value } from "../objects/object.ts";
import { retire } from "./call_ops.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { checkSignals } from "./safe_point.ts";
import { type FrameTop, threadHooks, type ThreadState } from "./thread_state.ts";

/** Compiled code for one position. */
export type Unit = (ts: ThreadState, top: FrameTop, frame: Frame) => Value | undefined;

/** What `PyCode.compiled` holds. */
export class CompiledCode {
  /** The whole function, or null. */
  entry: Unit | null;
  /** Loops by the position of their header; null where one was refused. */
  readonly loops: Map<number, Unit | null>;
  /** It is not to be compiled (again). */
  refused: boolean;
  /** How often it was left for a generator's frame, which only the loop can run. */
  bounces: number;
  constructor() {
    this.entry = null;
    this.loops = new Map();
    this.refused = false;
    this.bounces = 0;
  }
}

/** Filled in by the JIT. Every so often the loop asks for a unit that goes on where the frame is. */
export const compilerHooks: {
  /** The loop asks at calls and turns of loops whose number has these bits 0. */
  callMask: number;
  loopMask: number;
  find: ((frame: Frame) => Unit | undefined) | undefined;
} = { callMask: 4095, loopMask: 1023, find: undefined };

class Left extends PyObject {}
/** See above. */
export const LEFT: PyObject = new Left();
/** The value that goes with LEFT. */
export const left: { value: Value | undefined } = { value: undefined };

/** How many units may call one another below a loop: nested loops share JavaScript's stack, and the deep ones get little of it. */
function budget(nesting: number): number {
  return nesting <= 2 ? 200 : nesting <= 8 ? 40 : 0;
}

/** Enters a unit from the loop. */
export function enterUnit(
  ts: ThreadState,
  top: FrameTop,
  unit: Unit,
  frame: Frame,
): Value | undefined {
  top.unitLimit = frame.depth + budget(ts.nesting);
  return unit(ts, top, frame);
}

/** The unit of a frame that was put on top of the thread's and has not begun. */
export function unitOf(ts: ThreadState, frame: Frame): Unit | null {
  const compiled = frame.code.compiled as CompiledCode | null;
  if (compiled === null || ts.sliced || (frame.kind & FrameKind.TRACED) !== 0) return null;
  return compiled.entry;
}

/**
 * A helper has pushed a frame for the instruction at `pc` of a compiled frame: runs it where it is compiled too. Gives what the
 * instruction gives, or `undefined` where the loop has to go on.
 */
export function runPushed(
  ts: ThreadState,
  top: FrameTop,
  frame: Frame,
  pc: number,
): Value | undefined {
  const next = top.frame!;
  if (next.back !== frame || next.pc !== 0 || next.depth >= top.unitLimit) return undefined;
  let unit: Unit | null | undefined = unitOf(ts, next);
  if (unit === null) {
    if (ts.sliced || (next.code.callCount & compilerHooks.callMask) !== 0) return undefined;
    unit = compilerHooks.find?.(next);
    if (unit === undefined) return undefined;
  }
  const v = unit(ts, top, next);
  if (v !== undefined) return v;
  // an `__init__`, an operator's method: `retire` has put the result where it belongs
  if (top.frame === frame && frame.pc === pc + 4) return frame.regs[frame.code.code[pc + 1]];
  return undefined;
}

/** A unit returns `v` from a frame of a special kind. */
export function leave(ts: ThreadState, frame: Frame, v: Value): Value | undefined {
  if (!retire(ts, frame, v)) return undefined;
  left.value = v;
  return LEFT;
}

/** A safe point of compiled code; see safe_point.ts. */
export function unitSafePoint(ts: ThreadState): void {
  checkSignals(ts);
  if (threadHooks.warm !== undefined) {
    const { warm } = threadHooks;
    threadHooks.warm = undefined;
    warm();
  }
  if (threadHooks.others > 0) threadHooks.letOthersRun();
}

/** A unit was left for a generator's frame: where that goes on and on, the loop alone is faster. */
export function bounced(code: PyCode): undefined {
  const compiled = code.compiled as CompiledCode;
  if (++compiled.bounces < 200) return undefined;
  compiled.refused = true;
  compiled.entry = null;
  compiled.loops.clear();
  return undefined;
}
