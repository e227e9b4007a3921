// The evaluation loop: one function, one switch.
//
// It holds the fast paths only; everything else is a call into the other files of this folder. V8 never optimises a function
// whose bytecode is larger than 60 KB, and tests/unit/interp_loop_test.ts fails when this one comes near.
//
// Of feedback (vm/bytecode/feedback.ts) the loop notes kinds of operands, call targets and method sites; which way a branch
// went it does not note, because that would be a store in every turn of every loop.
//
// - `pc` is the instruction that runs; a case ends with `break` (the next instruction) or `continue` (pc was set).
// - `frame.pc = pc` is written before anything that may run Python or look at frames.
// - A Python function called from Python is a frame pushed here; helpers that may call one return `undefined` when they have
//   pushed its frame, and helpers that leave a frame put the result into the caller's registers: after both, `entered`
//   reloads the locals from the thread's frame, whose `pc` is then the instruction to run.
// - What is thrown is caught here once and unwound over the frames of this loop; `raise` does not even throw.

import type { PyCode } from "../objects/code.ts";
import { PyBuiltinFunction, PyMethodDescriptor } from "../objects/builtin.ts";
import { Cell } from "../objects/cell.ts";
import { isSame, truth } from "../objects/compare.ts";
import type { PyDict } from "../objects/dict.ts";
import { finalizable, finalizerHooks } from "../objects/finalizers.ts";
import { PyFunction } from "../objects/function.ts";
import { ListType, PyList } from "../objects/list.ts";
import { ListIterator } from "../objects/list_type.ts";
import { RangeIterator } from "../objects/range_type.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import { type Attributes, NONE, PyObject, type Value } from "../objects/object.ts";
import type { PyException } from "../objects/exceptions.ts";
import { invert, neg, pos } from "../objects/operators.ts";
import { recursionError } from "../objects/raise.ts";
import type { PySet } from "../objects/set.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import { binary, compare, FLOATS, inplace, test } from "./arith.ts";
import {
  callEx,
  callFromLoop,
  enterManager,
  exitManager,
  makeFunction,
  noteTarget,
  retire,
} from "./call_ops.ts";
import { keywordNames } from "./calls.ts";
import { exceptionMatches, matchGroup, prepareReraise } from "./except_ops.ts";
import { enterFunction, type Frame, FrameKind, type FramePool, UNLINKED } from "./frame.ts";
import { GeneratorBase, generatorHooks, makeGenerator } from "./generators.ts";
import {
  asyncIterator,
  asyncNext,
  awaitable,
  enterFor,
  enterSend,
  yieldFromIterator,
  yieldOut,
} from "./generator_ops.ts";
import { importFrom, importName } from "./import_ops.ts";
import { intrinsic1, intrinsic2 } from "./intrinsics.ts";
import { generatorNatives } from "./generator_types.ts";
import { mayDie } from "./abandoned.ts";
import { isTooNested } from "./nesting.ts";
import {
  backOf,
  canEnter,
  canWarm,
  compilerHooks,
  enterCompiled,
  openLimit,
  pending,
  runEntry,
  runLoop,
  settle,
  startBody,
  UNWIND,
  warm,
} from "./compiled.ts";
import * as op from "./object_ops.ts";
import * as patterns from "./patterns.ts";
import { breathe, checkSignals } from "./safe_point.ts";
import * as scope from "./scope_ops.ts";
import { outcome, raised, unwind } from "./unwind.ts";
import { traceInstruction } from "./trace.ts";
import { CURRENT, FrameTop, LIMIT, state, threadHooks, type ThreadState } from "./thread_state.ts";

const MAX = Number.MAX_SAFE_INTEGER;
/** Dividends up to here have an exact floor of the quotient in doubles. */
const MAX_DIVIDEND = 2 ** 51;
const UNSET = undefined as unknown as Value;

/** What an attribute site keeps for LOAD_METHOD; see object_ops.ts. */
type MethodSite = op.MethodSite;

/** What the loop returns where it has no value: its state is then in the frames. */
class Stop extends PyObject {}
/** It is to be entered again. */
const AGAIN = new Stop();
/** The thread has to pause. */
const PAUSED = new Stop();
/** An exception has left the frame by which it was entered; see `outcome`. */
const FAILED = new Stop();

/**
 * Runs the thread's frame until `entry` is left: its value, or `undefined` when a thread that runs in slices has to pause
 * (its frames are then as they have to be to go on). `injected` is thrown at once where the frame stands.
 */
export function run(
  ts: ThreadState,
  entry: Frame,
  injected: unknown,
  innermost: Frame = entry,
  direct = false,
): Value | undefined {
  const outer = ts.top;
  const top = new FrameTop(innermost);
  top.outer = outer;
  top.base = entry.back;
  top.direct = direct;
  ts.top = top;
  let error = injected;
  if (isTooNested(++ts.nesting)) error = recursionError("maximum recursion depth exceeded");
  const limit = state[LIMIT], current = state[CURRENT];
  state[CURRENT] = 0;
  top.overCompiled = current !== 0;
  if (current !== 0 && !direct) ts.hidden++;
  let r = error === undefined && canEnter(ts, innermost) ? goOn(ts, top) : loop(ts, top, error);
  while (r === AGAIN) r = breathe(ts) ? PAUSED : goOn(ts, top);
  state[LIMIT] = limit;
  state[CURRENT] = current;
  if (current !== 0 && !direct) ts.hidden--;
  if ((entry.kind & FrameKind.HELD) !== 0) entry.back = backOf(entry);
  outer.frame = top.frame;
  ts.top = outer;
  ts.nesting--;
  if (r === FAILED) throw outcome.error;
  return r === PAUSED ? undefined : r;
}

/** Runs on where the thread's frame is, in compiled code where there is some. */
function goOn(ts: ThreadState, top: FrameTop): Value {
  if (ts.sliced || compilerHooks.compile === undefined) return loop(ts, top, undefined);
  let error: unknown;
  try {
    const frame = top.frame!;
    if (frame.pc === 0 && frame.func !== null) warm(frame.func);
    if (canEnter(ts, frame)) {
      const v = runEntry(ts, frame);
      if (v !== undefined) {
        if (retire(ts, frame, v)) return v;
      } else if (!settle(top)) error = pending.error;
    } else if ((frame.kind & FrameKind.GENERATOR) !== 0) {
      return goOnInBody(ts, top, frame);
    } else {
      const unit = compilerHooks.findLoop(frame);
      if (unit !== undefined) {
        runLoop(ts, unit, frame);
        if (!settle(top)) error = pending.error;
      }
    }
  } catch (e) {
    if (e === UNWIND) throw e;
    error = e;
  }
  return loop(ts, top, error);
}

/** The same for a generator at the head of a loop: its value goes to who resumed it, as at a `yield` in the loop. */
function goOnInBody(ts: ThreadState, top: FrameTop, frame: Frame): Value {
  const unit = compilerHooks.findBodyLoop(frame);
  if (unit === undefined) return loop(ts, top, undefined);
  const g = frame.generator!;
  startBody(g, unit);
  const { back } = frame;
  openLimit(ts, frame.depth);
  const r = g.body!.next(NONE);
  state[CURRENT] = 0;
  if (r.done !== true) {
    frame.back = back;
    const { sink } = g;
    if (sink !== undefined) {
      // from now on whoever drains it asks for each value
      sink.bypassed = true;
      g.sink = undefined;
    }
    const v = yieldOut(ts, frame, frame.pc, r.value, 0);
    return v !== undefined ? v : loop(ts, top, undefined);
  }
  g.body = undefined;
  if (r.value === undefined) return loop(ts, top, settle(top) ? undefined : pending.error);
  frame.kind &= ~FrameKind.SHADOW;
  return retire(ts, frame, r.value) ? r.value : loop(ts, top, undefined);
}

/**
 * The loop itself. Every so often it returns to be called again: V8 uses better code for a function at its next call,
 * and code that was entered in the middle of a loop (on-stack replacement) is left at every exception.
 */
function loop(ts: ThreadState, top: FrameTop, injected: unknown): Value {
  let frame = top.frame!;
  let code = frame.ops;
  let regs = frame.regs;
  let consts = frame.consts;
  let pc = frame.pc;
  const poll = threadHooks.poll;
  const { callMask, loopMask } = compilerHooks;
  const compiles = !ts.sliced;
  let error = injected;
  let fresh = true;
  let failing = injected !== undefined;
  // shared by the cases: V8 gives every variable of a block a slot of its own, which makes the frame large
  let a: Value, b: Value, o: Value, i: Value;
  let v: Value | undefined;
  let r: number;
  for (;;) {
    if (failing) {
      failing = false;
      if (!unwind(ts, error, pc, fresh)) return FAILED;
      fresh = true;
      frame = top.frame!;
      code = frame.ops;
      regs = frame.regs;
      consts = frame.consts;
      pc = frame.pc;
    }
    try {
      run: for (;;) {
        const A = code[pc + 1], B = code[pc + 2], C = code[pc + 3];
        entered: {
          switch (code[pc]) {
            case 0: // NOP
            case 1: // EXTRA
              break;
            case 2: // MOVE
              regs[A] = regs[B];
              break;
            case 3: // LOAD_CONST
              regs[A] = consts[B];
              break;
            case 4: // CHECK_LOCAL
              if (regs[A] === undefined) throw scope.unboundLocal(frame, A);
              break;
            case 5: // DELETE_LOCAL
              v = regs[A];
              if (v === undefined) throw scope.unboundLocal(frame, A);
              regs[A] = UNSET;
              if (mayDie(v)) {
                frame.pc = pc;
                finalizerHooks.collect(undefined, v);
              }
              break;
            case 6: // SAVE_LOCAL
              regs[A] = regs[B];
              regs[B] = UNSET;
              break;
            case 7: // RESTORE_LOCAL
              regs[A] = regs[B];
              break;
            case 8: // UNSET
              regs[A] = UNSET;
              break;

            // ---- arithmetic
            case 9: // ADD
            case 22: { // INPLACE_ADD
              a = regs[B];
              b = regs[C];
              if (typeof a === "number") {
                if (typeof b === "number") {
                  r = a + b;
                  if (r <= MAX && r >= -MAX) {
                    regs[A] = r;
                    break;
                  }
                }
              } else if (typeof a === "string" && typeof b === "string") {
                regs[A] = op.concat(a, b, frame, pc);
                break;
              }
              if (
                a instanceof PyFloat && b instanceof PyFloat && a.cls === FloatType &&
                b.cls === FloatType
              ) {
                frame.code.feedback![pc >> 2] |= FLOATS;
                regs[A] = new PyFloat(a.v + b.v);
                break;
              }
              v = code[pc] === 9 ? binary(ts, 0, a, b, frame, pc) : inplace(ts, 0, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 35: // ADD_K
            case 47: { // INPLACE_ADD_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                r = a + b;
                if (r <= MAX && r >= -MAX) {
                  regs[A] = r;
                  break;
                }
              }
              v = code[pc] === 35
                ? binary(ts, 0, a, b, frame, pc)
                : inplace(ts, 0, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 10: // SUB
            case 23: { // INPLACE_SUB
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                r = a - b;
                if (r <= MAX && r >= -MAX) {
                  regs[A] = r;
                  break;
                }
              }
              if (
                a instanceof PyFloat && b instanceof PyFloat && a.cls === FloatType &&
                b.cls === FloatType
              ) {
                frame.code.feedback![pc >> 2] |= FLOATS;
                regs[A] = new PyFloat(a.v - b.v);
                break;
              }
              v = code[pc] === 10
                ? binary(ts, 1, a, b, frame, pc)
                : inplace(ts, 1, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 36: // SUB_K
            case 48: { // INPLACE_SUB_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                r = a - b;
                if (r <= MAX && r >= -MAX) {
                  regs[A] = r;
                  break;
                }
              }
              v = code[pc] === 36
                ? binary(ts, 1, a, b, frame, pc)
                : inplace(ts, 1, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 11: // MUL
            case 24: { // INPLACE_MUL
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                r = a * b;
                if (r <= MAX && r >= -MAX) {
                  regs[A] = r + 0;
                  break;
                }
              }
              if (
                a instanceof PyFloat && b instanceof PyFloat && a.cls === FloatType &&
                b.cls === FloatType
              ) {
                frame.code.feedback![pc >> 2] |= FLOATS;
                regs[A] = new PyFloat(a.v * b.v);
                break;
              }
              v = code[pc] === 11
                ? binary(ts, 2, a, b, frame, pc)
                : inplace(ts, 2, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 37: // MUL_K
            case 49: { // INPLACE_MUL_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                r = a * b;
                if (r <= MAX && r >= -MAX) {
                  regs[A] = r + 0;
                  break;
                }
              }
              v = code[pc] === 37
                ? binary(ts, 2, a, b, frame, pc)
                : inplace(ts, 2, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 13: // FLOOR_DIV
            case 26: { // INPLACE_FLOOR_DIV
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                if (a <= MAX_DIVIDEND && a >= -MAX_DIVIDEND && b !== 0) {
                  regs[A] = Math.floor(a / b) + 0;
                  break;
                }
              }
              v = code[pc] === 13
                ? binary(ts, 4, a, b, frame, pc)
                : inplace(ts, 4, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 39: // FLOOR_DIV_K
            case 51: { // INPLACE_FLOOR_DIV_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                if (a <= MAX_DIVIDEND && a >= -MAX_DIVIDEND && b !== 0) {
                  regs[A] = Math.floor(a / b) + 0;
                  break;
                }
              }
              v = code[pc] === 39
                ? binary(ts, 4, a, b, frame, pc)
                : inplace(ts, 4, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 14: // MOD
            case 27: { // INPLACE_MOD
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                if (a <= MAX_DIVIDEND && a >= -MAX_DIVIDEND && b !== 0) {
                  regs[A] = a - Math.floor(a / b) * b;
                  break;
                }
              }
              v = code[pc] === 14
                ? binary(ts, 5, a, b, frame, pc)
                : inplace(ts, 5, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 40: // MOD_K
            case 52: { // INPLACE_MOD_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                if (a <= MAX_DIVIDEND && a >= -MAX_DIVIDEND && b !== 0) {
                  regs[A] = a - Math.floor(a / b) * b;
                  break;
                }
              }
              v = code[pc] === 40
                ? binary(ts, 5, a, b, frame, pc)
                : inplace(ts, 5, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 16: // LSHIFT
            case 29: { // INPLACE_LSHIFT
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && b >= 0 && b <= 21) {
                  regs[A] = a * (1 << b);
                  break;
                }
              }
              v = code[pc] === 16
                ? binary(ts, 7, a, b, frame, pc)
                : inplace(ts, 7, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 42: // LSHIFT_K
            case 54: { // INPLACE_LSHIFT_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && b >= 0 && b <= 21) {
                  regs[A] = a * (1 << b);
                  break;
                }
              }
              v = code[pc] === 42
                ? binary(ts, 7, a, b, frame, pc)
                : inplace(ts, 7, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 17: // RSHIFT
            case 30: { // INPLACE_RSHIFT
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && b >= 0 && b <= 31) {
                  regs[A] = a >> b;
                  break;
                }
              }
              v = code[pc] === 17
                ? binary(ts, 8, a, b, frame, pc)
                : inplace(ts, 8, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 43: // RSHIFT_K
            case 55: { // INPLACE_RSHIFT_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && b >= 0 && b <= 31) {
                  regs[A] = a >> b;
                  break;
                }
              }
              v = code[pc] === 43
                ? binary(ts, 8, a, b, frame, pc)
                : inplace(ts, 8, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 18: // AND
            case 31: { // INPLACE_AND
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && (b | 0) === b) {
                  regs[A] = a & b;
                  break;
                }
              }
              v = code[pc] === 18
                ? binary(ts, 9, a, b, frame, pc)
                : inplace(ts, 9, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 44: // AND_K
            case 56: { // INPLACE_AND_K
              a = regs[B];
              b = consts[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && (b | 0) === b) {
                  regs[A] = a & b;
                  break;
                }
              }
              v = code[pc] === 44
                ? binary(ts, 9, a, b, frame, pc)
                : inplace(ts, 9, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 19: // OR
            case 32: { // INPLACE_OR
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && (b | 0) === b) {
                  regs[A] = a | b;
                  break;
                }
              }
              v = code[pc] === 19
                ? binary(ts, 10, a, b, frame, pc)
                : inplace(ts, 10, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 20: // XOR
            case 33: { // INPLACE_XOR
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") {
                if ((a | 0) === a && (b | 0) === b) {
                  regs[A] = a ^ b;
                  break;
                }
              }
              v = code[pc] === 20
                ? binary(ts, 11, a, b, frame, pc)
                : inplace(ts, 11, a, b, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 12: // TRUE_DIV
            case 15: // POW
            case 21: // MATMUL
              v = binary(ts, code[pc] - 9, regs[B], regs[C], frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            case 25: // INPLACE_TRUE_DIV
            case 28: // INPLACE_POW
            case 34: // INPLACE_MATMUL
              v = inplace(ts, code[pc] - 22, regs[B], regs[C], frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            case 38: // TRUE_DIV_K
            case 41: // POW_K
            case 45: // OR_K
            case 46: // XOR_K
              v = binary(ts, code[pc] - 35, regs[B], consts[C], frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            case 50: // INPLACE_TRUE_DIV_K
            case 53: // INPLACE_POW_K
            case 57: // INPLACE_OR_K
            case 58: // INPLACE_XOR_K
              v = inplace(ts, code[pc] - 47, regs[B], consts[C], frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            case 59: { // NEGATIVE
              a = regs[B];
              if (typeof a === "number") regs[A] = 0 - a;
              else {
                frame.pc = pc;
                regs[A] = neg(a);
              }
              break;
            }
            case 60: // POSITIVE
              frame.pc = pc;
              regs[A] = pos(regs[B]);
              break;
            case 61: { // INVERT
              a = regs[B];
              if (typeof a === "number" && (a | 0) === a) regs[A] = ~a;
              else {
                frame.pc = pc;
                regs[A] = invert(a);
              }
              break;
            }
            case 62: { // NOT
              a = regs[B];
              if (a === true) regs[A] = false;
              else if (a === false) regs[A] = true;
              else {
                frame.pc = pc;
                regs[A] = !truth(a);
              }
              break;
            }

            // ---- comparison
            case 63: { // LT
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") regs[A] = a < b;
              else {
                v = compare(ts, 0, a, b, frame, pc);
                if (v === undefined) break entered;
                regs[A] = v;
              }
              break;
            }
            case 64: { // LE
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") regs[A] = a <= b;
              else {
                v = compare(ts, 1, a, b, frame, pc);
                if (v === undefined) break entered;
                regs[A] = v;
              }
              break;
            }
            case 65: { // EQ
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") regs[A] = a === b;
              else {
                v = compare(ts, 2, a, b, frame, pc);
                if (v === undefined) break entered;
                regs[A] = v;
              }
              break;
            }
            case 66: { // NE
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") regs[A] = a !== b;
              else {
                v = compare(ts, 3, a, b, frame, pc);
                if (v === undefined) break entered;
                regs[A] = v;
              }
              break;
            }
            case 67: { // GT
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") regs[A] = a > b;
              else {
                v = compare(ts, 4, a, b, frame, pc);
                if (v === undefined) break entered;
                regs[A] = v;
              }
              break;
            }
            case 68: { // GE
              a = regs[B];
              b = regs[C];
              if (typeof a === "number" && typeof b === "number") regs[A] = a >= b;
              else {
                v = compare(ts, 5, a, b, frame, pc);
                if (v === undefined) break entered;
                regs[A] = v;
              }
              break;
            }
            case 69: // LT_K
            case 70: // LE_K
            case 71: // EQ_K
            case 72: // NE_K
            case 73: // GT_K
            case 74: // GE_K
              v = compare(ts, code[pc] - 69, regs[B], consts[C], frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            case 75: { // IS
              a = regs[B];
              b = regs[C];
              regs[A] = a === b || isSame(a, b);
              break;
            }
            case 76: { // IS_NOT
              a = regs[B];
              b = regs[C];
              regs[A] = a !== b && !isSame(a, b);
              break;
            }
            case 77: // IN
              regs[A] = op.containsAt(regs[C], regs[B], frame, pc);
              break;
            case 78: // NOT_IN
              regs[A] = !op.containsAt(regs[C], regs[B], frame, pc);
              break;
            case 79: // IN_K
              regs[A] = op.containsAt(consts[C], regs[B], frame, pc);
              break;
            case 80: // NOT_IN_K
              regs[A] = !op.containsAt(consts[C], regs[B], frame, pc);
              break;

            // ---- jumps
            case 81: // JUMP
              pc = C;
              continue;
            case 82: { // JUMP_BACKWARD
              const own = frame.code;
              const n = (own.loopCount + 1) & 0x3fffffff;
              own.loopCount = n;
              if ((n & loopMask) === 0 || poll[0] !== 0) {
                frame.pc = pc;
                checkSignals(ts);
                frame.pc = C;
                if (C === 0) frame.kind |= FrameKind.BEGUN;
                return AGAIN;
              }
              pc = C;
              continue;
            }
            case 83: { // JUMP_IF_TRUE
              a = regs[A];
              if (a === true) {
                pc = C;
                continue;
              }
              if (a === false) break;
              frame.pc = pc;
              if (truth(a)) {
                pc = C;
                continue;
              }
              break;
            }
            case 84: { // JUMP_IF_FALSE
              a = regs[A];
              if (a === false) {
                pc = C;
                continue;
              }
              if (a === true) break;
              frame.pc = pc;
              if (!truth(a)) {
                pc = C;
                continue;
              }
              break;
            }
            case 85: // JUMP_IF_NONE
              if (regs[A] === NONE) {
                pc = C;
                continue;
              }
              break;
            case 86: // JUMP_IF_NOT_NONE
              if (regs[A] !== NONE) {
                pc = C;
                continue;
              }
              break;
            case 87: { // JUMP_IF_LT
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a < b
                : test(ts, 0, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 88: { // JUMP_IF_LE
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a <= b
                : test(ts, 1, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 89: { // JUMP_IF_EQ
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a === b
                : test(ts, 2, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 90: { // JUMP_IF_NE
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a !== b
                : test(ts, 3, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 91: { // JUMP_IF_GT
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a > b
                : test(ts, 4, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 92: { // JUMP_IF_GE
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a >= b
                : test(ts, 5, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 93: { // JUMP_IF_NOT_LT
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a < b
                : test(ts, 0, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 94: { // JUMP_IF_NOT_LE
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a <= b
                : test(ts, 1, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 95: { // JUMP_IF_NOT_EQ
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a === b
                : test(ts, 2, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 96: { // JUMP_IF_NOT_NE
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a !== b
                : test(ts, 3, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 97: { // JUMP_IF_NOT_GT
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a > b
                : test(ts, 4, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 98: { // JUMP_IF_NOT_GE
              a = regs[A];
              b = regs[B];
              v = typeof a === "number" && typeof b === "number"
                ? a >= b
                : test(ts, 5, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 99: { // JUMP_IF_LT_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a < b
                : test(ts, 0, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 100: { // JUMP_IF_LE_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a <= b
                : test(ts, 1, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 101: { // JUMP_IF_EQ_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a === b
                : test(ts, 2, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 102: { // JUMP_IF_NE_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a !== b
                : test(ts, 3, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 103: { // JUMP_IF_GT_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a > b
                : test(ts, 4, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 104: { // JUMP_IF_GE_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a >= b
                : test(ts, 5, a, b, frame, pc);
              if (v === true) {
                pc = C;
                continue;
              }
              if (v === false) break;
              break entered;
            }
            case 105: { // JUMP_IF_NOT_LT_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a < b
                : test(ts, 0, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 106: { // JUMP_IF_NOT_LE_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a <= b
                : test(ts, 1, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 107: { // JUMP_IF_NOT_EQ_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a === b
                : test(ts, 2, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 108: { // JUMP_IF_NOT_NE_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a !== b
                : test(ts, 3, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 109: { // JUMP_IF_NOT_GT_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a > b
                : test(ts, 4, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 110: { // JUMP_IF_NOT_GE_K
              a = regs[A];
              b = consts[B];
              v = typeof a === "number" && typeof b === "number"
                ? a >= b
                : test(ts, 5, a, b, frame, pc);
              if (v === true) break;
              if (v === undefined) break entered;
              pc = C;
              continue;
            }
            case 111: { // JUMP_IF_IS
              a = regs[A];
              b = regs[B];
              if (a === b || isSame(a, b)) {
                pc = C;
                continue;
              }
              break;
            }
            case 112: { // JUMP_IF_IS_NOT
              a = regs[A];
              b = regs[B];
              if (a === b || isSame(a, b)) break;
              pc = C;
              continue;
            }
            case 113: // JUMP_IF_IN
              if (op.containsAt(regs[B], regs[A], frame, pc)) {
                pc = C;
                continue;
              }
              break;
            case 114: // JUMP_IF_NOT_IN
              if (op.containsAt(regs[B], regs[A], frame, pc)) break;
              pc = C;
              continue;
            case 115: // JUMP_IF_IN_K
              if (op.containsAt(consts[B], regs[A], frame, pc)) {
                pc = C;
                continue;
              }
              break;
            case 116: // JUMP_IF_NOT_IN_K
              if (op.containsAt(consts[B], regs[A], frame, pc)) break;
              pc = C;
              continue;

            // ---- names
            case 117: { // LOAD_GLOBAL
              v = frame.cells[B].v;
              if (v !== undefined) {
                regs[A] = v;
                break;
              }
              const own = frame.code;
              if (own.linkedGlobals === frame.globals) {
                v = (own.builtinCells![B] as Cell).v;
                if (v !== undefined && frame.cells[B] !== UNLINKED) {
                  regs[A] = v;
                  break;
                }
              }
              frame.pc = pc;
              regs[A] = scope.loadGlobal(frame, B);
              break;
            }
            case 118: // STORE_GLOBAL
              frame.pc = pc;
              scope.storeGlobal(frame, B, regs[A]);
              break;
            case 119: // DELETE_GLOBAL
              frame.pc = pc;
              scope.deleteGlobal(frame, B);
              break;
            case 120: // LOAD_NAME
              frame.pc = pc;
              regs[A] = scope.loadName(frame, B);
              break;
            case 121: // STORE_NAME
              frame.pc = pc;
              scope.storeName(frame, B, regs[A]);
              break;
            case 122: // DELETE_NAME
              frame.pc = pc;
              scope.deleteName(frame, B);
              break;
            case 123: // MAKE_CELL
              regs[A] = new Cell(regs[A]);
              break;
            case 124: { // LOAD_DEREF
              v = (regs[B] as Cell).v;
              if (v === undefined) throw scope.unboundCell(frame, B);
              regs[A] = v;
              break;
            }
            case 125: // STORE_DEREF
              (regs[B] as Cell).v = regs[A];
              break;
            case 126: // DELETE_DEREF
              if ((regs[B] as Cell).v === undefined) throw scope.unboundCell(frame, B);
              (regs[B] as Cell).v = undefined;
              break;
            case 127: // LOAD_FROM_DICT_OR_DEREF
              frame.pc = pc;
              regs[A] = scope.loadFromDictOrDeref(frame, regs[C], B, regs[B] as Cell);
              break;
            case 128: // LOAD_FROM_DICT_OR_GLOBALS
              frame.pc = pc;
              regs[A] = scope.loadFromDictOrGlobals(frame, regs[C], B);
              break;
            case 129: // LOAD_LOCALS
              frame.pc = pc;
              regs[A] = scope.loadLocals(frame);
              break;
            case 130: // SETUP_ANNOTATIONS
              frame.pc = pc;
              scope.setupAnnotations(frame);
              break;
            case 131: // LOAD_BUILD_CLASS
              frame.pc = pc;
              regs[A] = scope.loadBuildClass(frame);
              break;
            case 132: // LOAD_ASSERTION_ERROR
              regs[A] = op.AssertionErrorType;
              break;

            // ---- attributes and subscripts
            case 133: { // LOAD_ATTR
              o = regs[B];
              if (typeof o === "object" && o.plainGet) {
                v = (o as unknown as Attributes)[frame.code.attrKeys[C]];
                if (v !== undefined) {
                  regs[A] = v;
                  break;
                }
              }
              frame.pc = pc;
              v = op.loadAttr(ts, frame, o, C);
              if (v !== undefined) {
                regs[A] = v;
                break;
              }
              break entered;
            }
            case 134: { // STORE_ATTR
              o = regs[B];
              if (typeof o === "object" && o.plainSet) {
                (o as unknown as Attributes)[frame.code.attrKeys[C]] = regs[A];
                break;
              }
              frame.pc = pc;
              op.storeAttr(frame, o, C, regs[A]);
              // f_trace may have given the frame other instructions
              code = frame.ops;
              break;
            }
            case 135: // DELETE_ATTR
              frame.pc = pc;
              op.removeAttr(frame, regs[B], C);
              if (finalizable.size !== 0) finalizerHooks.collect();
              break;
            case 136: { // LOAD_METHOD
              o = regs[B];
              if (typeof o === "object") {
                const site = frame.code.targets![pc >> 2] as MethodSite | undefined;
                if (site !== undefined) {
                  const t = o.cls;
                  if (
                    site.cls === t && site.version === t.version && o.plainGet &&
                    (o as unknown as Attributes)[frame.code.attrKeys[C]] === undefined
                  ) {
                    regs[A] = site.func;
                    regs[A + 1] = o;
                    break;
                  }
                }
              }
              frame.pc = pc;
              op.loadMethod(frame, regs, A, o, C, pc);
              break;
            }
            case 137: // LOAD_SUPER_ATTR
            case 138: // LOAD_ZERO_SUPER_ATTR
              frame.pc = pc;
              op.superAttr(frame, regs, A, B, C, code[pc] === 138);
              break;
            case 139: // LOAD_SUPER_METHOD
            case 140: // LOAD_ZERO_SUPER_METHOD
              frame.pc = pc;
              op.superMethod(frame, regs, A, B, C, code[pc] === 140);
              break;
            case 141: { // LOAD_SUBSCR
              o = regs[B];
              i = regs[C];
              if (typeof i === "number") {
                if (o instanceof PyList) {
                  const { items } = o;
                  if (i >= 0 && i < items.length && o.cls === ListType) {
                    regs[A] = items[i];
                    break;
                  }
                } else if (o instanceof PyTuple) {
                  const { items } = o;
                  if (i >= 0 && i < items.length && o.cls === TupleType) {
                    regs[A] = items[i];
                    break;
                  }
                }
              }
              v = op.subscript(ts, o, i, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 142: { // LOAD_SUBSCR_K
              o = regs[B];
              i = consts[C];
              if (typeof i === "number" && o instanceof PyTuple) {
                const { items } = o;
                if (i >= 0 && i < items.length && o.cls === TupleType) {
                  regs[A] = items[i];
                  break;
                }
              }
              v = op.subscript(ts, o, i, frame, pc);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            }
            case 143: { // STORE_SUBSCR
              o = regs[B];
              i = regs[C];
              if (typeof i === "number" && o instanceof PyList) {
                const { items } = o;
                if (i >= 0 && i < items.length && o.cls === ListType) {
                  items[i] = regs[A];
                  break;
                }
              }
              op.storeSubscript(o, i, regs[A], frame, pc);
              break;
            }
            case 144: // STORE_SUBSCR_K
              op.storeSubscript(regs[B], consts[C], regs[A], frame, pc);
              break;
            case 145: // DELETE_SUBSCR
              frame.pc = pc;
              op.deleteItem(regs[B], regs[C]);
              if (finalizable.size !== 0) finalizerHooks.collect();
              break;
            case 146: // LOAD_SLICE
              frame.pc = pc;
              regs[A] = op.loadSlice(regs[B], regs[C], regs[C + 1]);
              break;
            case 147: // STORE_SLICE
              frame.pc = pc;
              op.storeSlice(regs[B], regs[C], regs[C + 1], regs[A]);
              break;
            case 148: // BUILD_SLICE
              regs[A] = op.buildSlice(regs[B], regs[B + 1], C === 3 ? regs[B + 2] : NONE);
              break;

            // ---- calls
            case 149: { // CALL
              const callee = regs[B];
              frame.pc = pc;
              if (callee instanceof PyFunction) {
                const target = callee.code;
                if (
                  target.entry !== null && compiles && target.exactArgs === C &&
                  frame.depth < ts.limit && poll[0] === 0
                ) {
                  v = enterCompiled(ts, frame, callee, undefined, regs, B + 1, C);
                  if (v !== undefined) {
                    regs[A] = v;
                    code = frame.ops;
                    break;
                  }
                  if (settle(top)) break entered;
                  pc = top.frame!.pc;
                  error = pending.error;
                  break run;
                }
                const pool = target.spareFrames as FramePool | null;
                const next = pool === null ? null : pool.head;
                if (
                  next !== null && target.exactArgs === C && frame.depth < ts.limit && poll[0] === 0
                ) {
                  const seen = frame.code.targets!;
                  if (seen[pc >> 2] !== callee) noteTarget(seen, pc >> 2, callee);
                  pool!.head = next.back;
                  const to = next.regs;
                  if (C > 0) {
                    to[0] = regs[B + 1];
                    if (C > 1) {
                      to[1] = regs[B + 2];
                      for (let i = 2; i < C; i++) to[i] = regs[B + 1 + i];
                    }
                  }
                  if (next.func !== callee) enterFunction(next, callee);
                  next.back = frame;
                  next.depth = frame.depth + 1;
                  top.frame = next;
                  const calls = (target.callCount + 1) & 0x3fffffff;
                  target.callCount = calls;
                  if ((calls & callMask) === 0) {
                    next.pc = 0;
                    return AGAIN;
                  }
                  frame = next;
                  code = next.ops;
                  regs = to;
                  consts = next.consts;
                  pc = 0;
                  continue;
                }
              }
              if (
                C === 1 && callee instanceof PyBuiltinFunction && callee.accepts(1) &&
                callee.native !== generatorNatives.next && ts.limit !== 0 && compiles
              ) {
                regs[A] = callee.native(regs[B + 1]) ?? NONE;
                code = frame.ops;
                break;
              }
              v = callFromLoop(ts, frame, callee, undefined, regs, B + 1, C, undefined);
              if (v !== undefined) {
                regs[A] = v;
                // sys.settrace may have given the frame other instructions
                code = frame.ops;
                break;
              }
              break entered;
            }
            case 151: { // CALL_METHOD
              const callee = regs[B];
              const self = regs[B + 1];
              frame.pc = pc;
              if (self !== undefined && callee instanceof PyFunction) {
                const target = callee.code;
                if (
                  target.entry !== null && compiles && target.exactArgs === C + 1 &&
                  frame.depth < ts.limit && poll[0] === 0
                ) {
                  v = enterCompiled(ts, frame, callee, self, regs, B + 2, C);
                  if (v !== undefined) {
                    regs[A] = v;
                    code = frame.ops;
                    break;
                  }
                  if (settle(top)) break entered;
                  pc = top.frame!.pc;
                  error = pending.error;
                  break run;
                }
                const pool = target.spareFrames as FramePool | null;
                const next = pool === null ? null : pool.head;
                if (
                  next !== null && target.exactArgs === C + 1 && frame.depth < ts.limit &&
                  poll[0] === 0
                ) {
                  pool!.head = next.back;
                  const to = next.regs;
                  to[0] = self;
                  for (let i = 1; i <= C; i++) to[i] = regs[B + 1 + i];
                  if (next.func !== callee) enterFunction(next, callee);
                  next.back = frame;
                  next.depth = frame.depth + 1;
                  top.frame = next;
                  const calls = (target.callCount + 1) & 0x3fffffff;
                  target.callCount = calls;
                  if ((calls & callMask) === 0) {
                    next.pc = 0;
                    return AGAIN;
                  }
                  frame = next;
                  code = next.ops;
                  regs = to;
                  consts = next.consts;
                  pc = 0;
                  continue;
                }
              }
              if (
                C === 1 && self !== undefined && callee instanceof PyMethodDescriptor &&
                callee.accepts(1) && callee.native !== generatorNatives.send && ts.limit !== 0 &&
                compiles
              ) {
                regs[A] = callee.native(self, regs[B + 2]) ?? NONE;
                code = frame.ops;
                break;
              }
              v = callFromLoop(ts, frame, callee, self, regs, B + 2, C, undefined);
              if (v !== undefined) {
                regs[A] = v;
                code = frame.ops;
                break;
              }
              break entered;
            }
            case 150: // CALL_KW
            case 152: { // CALL_METHOD_KW
              const isMethod = code[pc] === 152;
              frame.pc = pc;
              v = callFromLoop(
                ts,
                frame,
                regs[B],
                isMethod ? regs[B + 1] : undefined,
                regs,
                isMethod ? B + 2 : B + 1,
                C,
                keywordNames(consts[code[pc + 5]]),
              );
              if (v !== undefined) {
                regs[A] = v;
                code = frame.ops;
                break;
              }
              break entered;
            }
            case 153: { // CALL_EX
              frame.pc = pc;
              v = callEx(ts, frame, regs[B], regs[B + 1], C === 1 ? regs[B + 2] : undefined);
              if (v !== undefined) {
                regs[A] = v;
                break;
              }
              break entered;
            }
            case 154: // RETURN_VALUE
            case 155: { // RETURN_CONST
              v = code[pc] === 154 ? regs[A] : consts[B];
              if (frame.kind === 0) {
                const back = frame.back!;
                const own = frame.code;
                const pool = frame.pool;
                for (let i = 0; i < regs.length; i++) regs[i] = UNSET;
                frame.back = pool.head;
                pool.head = frame;
                if (own.freeBase !== own.tempBase) frame.func = null;
                top.frame = back;
                frame = back;
                code = back.ops;
                regs = back.regs;
                consts = back.consts;
                pc = back.pc;
                regs[code[pc + 1]] = v;
                break;
              }
              frame.pc = pc;
              if (retire(ts, frame, v)) {
                return v;
              }
              break entered;
            }
            case 156: // MAKE_FUNCTION
              regs[A] = makeFunction(
                frame,
                consts[B] as PyCode,
                C,
                C === 0 ? 0 : code[pc + 5],
              );
              break;

            // ---- containers and strings
            case 157: // BUILD_TUPLE
              regs[A] = new PyTuple(op.take(regs, B, C));
              break;
            case 158: // BUILD_LIST
              regs[A] = new PyList(op.take(regs, B, C));
              break;
            case 159: // BUILD_LIST_K
              regs[A] = new PyList((consts[B] as PyTuple).items.slice());
              break;
            case 160: // BUILD_SET
              frame.pc = pc;
              regs[A] = op.buildSet(regs, B, C);
              break;
            case 161: // BUILD_SET_K
              regs[A] = op.copySet(consts[B]);
              break;
            case 162: // BUILD_MAP
              frame.pc = pc;
              regs[A] = op.buildMap(regs, B, C);
              break;
            case 163: // BUILD_MAP_K
              regs[A] = op.buildConstKeyMap(regs, B, consts[code[pc + 5]] as PyTuple);
              break;
            case 164: // BUILD_STRING
              regs[A] = op.buildString(regs, B, C);
              break;
            case 165: // LIST_APPEND
              op.listAppend(regs[A] as PyList, regs[B]);
              break;
            case 166: // SET_ADD
              frame.pc = pc;
              (regs[A] as PySet).add(regs[B]);
              break;
            case 167: // MAP_ADD
              frame.pc = pc;
              (regs[A] as PyDict).set(regs[B], regs[C]);
              break;
            case 168: // LIST_EXTEND
              frame.pc = pc;
              op.listExtend(regs[A] as PyList, regs[B]);
              break;
            case 169: // SET_UPDATE
              frame.pc = pc;
              op.setUpdate(regs[A] as PySet, regs[B]);
              break;
            case 170: // DICT_UPDATE
              frame.pc = pc;
              op.dictUpdate(regs[A] as PyDict, regs[B]);
              break;
            case 171: // DICT_MERGE
              frame.pc = pc;
              op.dictMerge(regs[A] as PyDict, regs[B], regs[C]);
              break;
            case 172: // LIST_TO_TUPLE
              regs[A] = new PyTuple((regs[B] as PyList).toArray());
              break;
            case 173: { // UNPACK_SEQUENCE
              o = regs[B];
              if (o instanceof PyTuple && o.cls === TupleType && o.items.length === C) {
                const { items } = o;
                for (let i = 0; i < C; i++) regs[A + i] = items[i];
                break;
              }
              frame.pc = pc;
              op.unpackSequence(regs, A, o, C);
              break;
            }
            case 174: // UNPACK_EX
              frame.pc = pc;
              op.unpackEx(regs, A, regs[B], C & 255, C >> 8);
              break;
            case 175: // CONVERT_VALUE
              frame.pc = pc;
              regs[A] = op.convert(regs[B], C);
              break;
            case 176: { // FORMAT_SIMPLE
              v = regs[B];
              if (typeof v === "string") regs[A] = v;
              else {
                frame.pc = pc;
                regs[A] = op.formatSimple(v);
              }
              break;
            }
            case 177: // FORMAT_WITH_SPEC
              frame.pc = pc;
              regs[A] = op.format(regs[B], regs[C]);
              break;

            // ---- iteration
            case 178: // GET_ITER
              frame.pc = pc;
              regs[A] = op.iterate(regs[B]);
              break;
            case 179: { // FOR_ITER
              const it = regs[A] as PyObject;
              if (it instanceof RangeIterator) {
                const left = it.left;
                if (left <= 0) {
                  pc = C;
                  continue;
                }
                const item = it.next;
                it.left = left - 1;
                it.next = item + it.stride;
                regs[B] = item;
                break;
              }
              frame.pc = pc;
              if (it instanceof ListIterator) v = it.step();
              else if (it instanceof GeneratorBase && it.body === undefined) {
                v = enterFor(ts, it) ? op.CALLED : undefined;
              } else {
                v = op.next(ts, it);
              }
              if (v === undefined) {
                pc = C;
                continue;
              }
              if (v !== op.CALLED) {
                regs[B] = v;
                break;
              }
              break entered;
            }
            case 180: // GET_AITER
              frame.pc = pc;
              regs[A] = asyncIterator(regs[B]);
              break;
            case 181: // GET_ANEXT
              frame.pc = pc;
              regs[A] = asyncNext(regs[B]);
              break;
            case 182: // END_ASYNC_FOR
              if (!op.isStopAsync(regs[A])) {
                frame.pc = pc;
                error = regs[A];
                fresh = false;
                break run;
              }
              break;

            // ---- generators and coroutines
            case 183: { // RETURN_GENERATOR
              frame.pc = pc;
              const entered = (frame.kind & FrameKind.ENTRY) !== 0;
              const back = frame.back;
              const g = makeGenerator(frame);
              frame.back = null;
              top.frame = back;
              if (entered) {
                return g;
              }
              frame = back!;
              code = frame.ops;
              regs = frame.regs;
              consts = frame.consts;
              pc = frame.pc;
              regs[code[pc + 1]] = g;
              break;
            }
            case 184: { // YIELD_VALUE
              v = yieldOut(ts, frame, pc, regs[B], C);
              if (v !== undefined) {
                return v;
              }
              break entered;
            }
            case 185: // GET_YIELD_FROM_ITER
              frame.pc = pc;
              regs[A] = yieldFromIterator(frame, regs[B]);
              break;
            case 186: // GET_AWAITABLE
              frame.pc = pc;
              regs[A] = awaitable(regs[B], C);
              break;
            case 187: // SEND
              frame.pc = pc;
              enterSend(ts, frame, regs[A], regs[B]);
              break entered;
            case 188: { // CLEANUP_THROW
              v = op.stopIterationValue(regs[B]);
              if (v === undefined) {
                frame.pc = pc;
                error = regs[B];
                fresh = false;
                break run;
              }
              regs[A] = v;
              pc = C;
              continue;
            }

            // ---- exceptions and with
            case 189: // RAISE
              frame.pc = pc;
              // a bare `raise` goes on with what is handled, as RERAISE does
              fresh = A >= 0 || ts.handlers === 0;
              error = raised(
                ts,
                A < 0 ? undefined : regs[A],
                B < 0 ? undefined : regs[B],
              );
              break run;
            case 190: // RERAISE
              error = regs[A];
              fresh = false;
              frame.pc = B >= 0 ? regs[B] as number : pc;
              break run;
            case 191: { // PUSH_EXC
              const before = frame.exc;
              regs[A] = before as Value;
              if (before === undefined) ts.handlers++;
              frame.exc = regs[B] as PyException;
              break;
            }
            case 192: { // POP_EXC
              const before = A < 0 ? undefined : regs[A] as PyException | undefined;
              if (before === undefined && frame.exc !== undefined) ts.handlers--;
              frame.exc = before;
              break;
            }
            case 193: // JUMP_IF_NOT_EXC_MATCH
              frame.pc = pc;
              if (exceptionMatches(regs[A] as PyException, regs[B])) break;
              pc = C;
              continue;
            case 194: // CHECK_EG_MATCH
              frame.pc = pc;
              matchGroup(frame, regs, A, regs[B], regs[C]);
              break;
            case 195: // PREP_RERAISE_STAR
              frame.pc = pc;
              regs[A] = prepareReraise(regs[B] as PyException, regs[C] as PyList);
              break;
            case 196: // BEFORE_WITH
            case 197: // BEFORE_ASYNC_WITH
              frame.pc = pc;
              v = enterManager(ts, frame, A, regs[B], code[pc] === 197);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            case 198: // WITH_EXIT
              frame.pc = pc;
              v = callFromLoop(ts, frame, regs[B], undefined, op.NO_EXCEPTION, 0, 3, undefined);
              if (v === undefined) break entered;
              regs[A] = v;
              break;
            case 199: // WITH_EXCEPT_START
              frame.pc = pc;
              v = exitManager(ts, frame, regs[B], regs[C] as PyException);
              if (v === undefined) break entered;
              regs[A] = v;
              break;

            // ---- pattern matching
            case 200: // MATCH_SEQUENCE
              regs[A] = patterns.isSequence(regs[B]);
              break;
            case 201: // MATCH_MAPPING
              regs[A] = patterns.isMapping(regs[B]);
              break;
            case 202: // MATCH_KEYS
              frame.pc = pc;
              regs[A] = patterns.matchKeys(regs[B], regs[C] as PyTuple);
              break;
            case 203: // MATCH_CLASS
              frame.pc = pc;
              regs[A] = patterns.matchClass(
                regs[B],
                regs[B + 1],
                C,
                consts[code[pc + 5]] as PyTuple,
              );
              break;
            case 204: // GET_LEN
              frame.pc = pc;
              regs[A] = op.length(regs[B]);
              break;

            // ---- imports and intrinsics
            case 205: // IMPORT_NAME
              frame.pc = pc;
              regs[A] = importName(frame, B, consts[C], consts[code[pc + 5]]);
              break;
            case 206: // IMPORT_FROM
              frame.pc = pc;
              regs[A] = importFrom(regs[B], frame.code.names[C]);
              break;
            case 207: // CALL_INTRINSIC_1
              frame.pc = pc;
              regs[A] = intrinsic1(frame, C, regs[B]);
              break;
            case 208: // CALL_INTRINSIC_2
              frame.pc = pc;
              regs[A] = intrinsic2(C, regs[B], regs[B + 1]);
              break;

            case 255: // an instruction of a traced frame
              pc = traceInstruction(ts, frame, pc);
              continue;
            default:
              throw new Error(`opcode ${code[pc]}`);
          }
          pc += 4;
          continue;
        }
        // a frame was entered or left: go on where the thread is
        while (compiles) {
          const now = top.frame!;
          if (!canEnter(ts, now)) {
            if (now.pc === 0 && now.func !== null) {
              const calls = (now.code.callCount + 1) & 0x3fffffff;
              now.code.callCount = calls;
              if ((calls & callMask) === 0 && canWarm(now)) return AGAIN;
            }
            break;
          }
          v = runEntry(ts, now);
          if (v === undefined) {
            if (settle(top)) break;
            pc = top.frame!.pc;
            error = pending.error;
            break run;
          }
          if (retire(ts, now, v)) return v;
        }
        frame = top.frame!;
        code = frame.ops;
        regs = frame.regs;
        consts = frame.consts;
        pc = frame.pc;
      }
      failing = true;
    } catch (e) {
      if (e === PAUSE) {
        // a blocking operation of a thread that runs in slices: it is tried again when the thread goes on
        frame.pc = pc;
        return PAUSED;
      }
      if (e === UNWIND) {
        // further down: this loop is left with its frames as they are
        if (top.frame === frame) frame.pc = pc;
        throw e;
      }
      error = e;
      failing = true;
      if (top.frame !== frame) {
        // a helper has left the frame before it failed: the failure is the caller's
        frame = top.frame!;
        pc = frame.pc;
      }
    }
  }
}

/** Thrown by a blocking operation of a thread that runs in slices, where nothing but its own loop is on the stack. */
export const PAUSE: { readonly name: string } = Object.freeze({ name: "pause" });

generatorHooks.run = (ts, frame, injected) => {
  const { top, nesting, handlers } = ts;
  const { back, generator } = frame;
  try {
    return run(ts, frame, injected)!;
  } catch (e) {
    // where JavaScript's own stack has run out, the loop may not even have begun: the generator is lost
    if (ts.top !== top || top.frame !== back) {
      ts.top = top;
      // no call may be made here, not even of a setter: there is no stack for it
      top.frame = back;
      ts.nesting = nesting;
      ts.handlers = handlers;
      generator!.running = false;
      generator!.frame = undefined;
    }
    throw e;
  }
};
