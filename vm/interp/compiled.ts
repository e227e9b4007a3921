// The seam between the evaluation loop and compiled code (vm/jit).
//
// A compiled function takes the Python function, its depth and its arguments, and gives its value. It has no frame: its
// registers are JavaScript variables. What others may want to know of it is kept so:
//
// - `positions[depth]` is written before every operation that can raise or run Python: the site, which stands for a code
//   object and a position in it. So the chain of callers is always known, with lines.
// - `state[CURRENT]` is the depth of the compiled function that left compiled code last (called a builtin, an operator …);
//   0 where the loop runs. Above the thread's innermost heap frame all depths up to it are compiled functions.
// - Who asks for a frame gets one (`topFrame`, `backOf`) with code, line and globals, but no variables: the function is
//   *looked at*, and fills them in when it is left.
// - Who needs the variables, or the frames themselves, throws UNWIND: every compiled function catches it, turns into a heap
//   frame (`lose`) and returns `undefined`, down to the loop, which then executes the innermost instruction again in tier 0.
//   So UNWIND may only be thrown before an operation has had an effect.
//
// An exception takes the same way: each compiled function that it passes becomes a heap frame, and the loop unwinds those as
// any other. Nothing is rebuilt twice, and tracebacks, handlers and `finally` are the loop's own.
//
// Threads that run in slices stay in the loop, because JavaScript on the stack cannot be put aside; so do frames that are traced.

import type { PyCode } from "../objects/code.ts";
import type { PyDict } from "../objects/dict.ts";
import type { PyFunction } from "../objects/function.ts";
import { PyObject, type Value } from "../objects/object.ts";
import { Frame, FrameKind, makeRegisters, prepareCode } from "./frame.ts";
import { finishGenerator, GeneratorBase, returned, watchHooks } from "./generators.ts";
import type { PyException } from "../objects/exceptions.ts";
import { chainContext } from "./context.ts";
import { outcome, unwind } from "./unwind.ts";
import { checkSignals } from "./safe_point.ts";
import { finalizerHooks } from "../objects/finalizers.ts";
import {
  CURRENT,
  type FrameTop,
  LIMIT,
  LOOKED,
  returnHooks,
  state,
  threadHooks,
  type ThreadState,
  WATCHED,
} from "./thread_state.ts";

/** A compiled function: called with the Python function, the depth, and the argument registers. */
export type Entry = (f: PyFunction, depth: number, ...args: Value[]) => Value | undefined;
/** A compiled loop: takes over the heap frame and always gives it back (`pending`). */
export type LoopUnit = (frame: Frame, depth: number) => undefined;

/** A compiled generator: goes on, as a JavaScript generator, where the heap frame is. */
export type BodyUnit = (frame: Frame) => Body;
/** Gives what is yielded; at the end what is returned, or `undefined` where it was left (`pending`). */
export type Body = Generator<Value, Value | undefined, Value | object>;

/** What `PyCode.compiled` holds. */
export class CompiledCode {
  /** Loops by the position of their header; null where one was refused. */
  readonly loops: Map<number, LoopUnit | null>;
  /** For a generator: what begins behind its RETURN_GENERATOR, and its loops. */
  body: BodyUnit | null;
  readonly bodyLoops: Map<number, BodyUnit | null>;
  /** It is not to be compiled (again). */
  refused: boolean;
  /** How often compiled code of it was left for tier 0. */
  leaves: number;
  /** How often a guess of compiled code about a value was wrong, by position. */
  readonly misses: Map<number, number>;
  /** How often sites have been at work of which nothing was known; how often it was compiled again for that. */
  learned: number;
  remakes: number;
  /** The site of its first instruction in one of its units, or -1. */
  sites: number;
  constructor() {
    this.loops = new Map();
    this.body = null;
    this.bodyLoops = new Map();
    this.refused = false;
    this.leaves = 0;
    this.misses = new Map();
    this.learned = 0;
    this.remakes = 0;
    this.sites = -1;
  }
}

/** Filled in by the JIT. */
export const compilerHooks: {
  /** The loop asks at calls and turns of loops whose number has these bits 0. */
  callMask: number;
  loopMask: number;
  /** Compiles a function; it is then in `code.entry`, unless it was refused. */
  compile: ((f: PyFunction) => void) | undefined;
  /** The compiled loop at the position of the frame. */
  findLoop: (frame: Frame) => LoopUnit | undefined;
  /** The compiled rest of a generator's loop at the position of the frame. */
  findBodyLoop: (frame: Frame) => BodyUnit | undefined;
} = {
  callMask: 4095,
  loopMask: 1023,
  compile: undefined,
  findLoop: () => undefined,
  findBodyLoop: () => undefined,
};

/** Depths from here on are not run compiled. */
const MAX_DEPTH = 1 << 18;
export const positions: Int32Array = new Int32Array(MAX_DEPTH);

// ---- sites

const bases: number[] = [];
const codes: PyCode[] = [];
let nextBase = 0;

/** Reserves the sites of a code object: its instruction at `pc` has the result plus `pc >> 2`. */
export function reserveSites(code: PyCode): number {
  const base = nextBase;
  bases.push(base);
  codes.push(code);
  nextBase += code.code.length >> 2;
  (code.compiled as CompiledCode).sites = base;
  return base;
}

function codeIndex(site: number): number {
  let low = 0, high = bases.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bases[middle] <= site) low = middle;
    else high = middle - 1;
  }
  return low;
}

// ---- leaving compiled code

class Unwind {}
/** Thrown to have heap frames in the place of compiled functions. */
export const UNWIND: object = Object.freeze(new Unwind());

/** The heap frames of the compiled functions that were just left, innermost first, linked by `back`; and why they were. */
export const pending: {
  error: unknown;
  first: Frame | null;
  last: Frame | null;
  /** The error only goes on rising: it has its traceback entry for the innermost function. */
  again: boolean;
} = {
  error: undefined,
  first: null,
  last: null,
  again: false,
};

/** The frames by depth of compiled functions that are looked at. */
const looked = new Map<number, Frame>();

function note(frame: Frame): undefined {
  if (pending.last === null) {
    pending.first = frame;
    if (pending.again) noteAgain(frame);
  } else pending.last.back = frame;
  pending.last = frame;
  return undefined;
}

function noteAgain(frame: Frame): void {
  pending.again = false;
  frame.kind |= FrameKind.RERAISES;
}

/** Fills in the frame of a compiled function that ends, and puts it to `pc`. */
function fill(frame: Frame, regs: readonly Value[], pc: number): void {
  frame.pc = pc;
  if (pc === 0) frame.kind |= FrameKind.BEGUN;
  const to = frame.regs;
  for (let i = 0; i < regs.length; i++) to[i] = regs[i];
  frame.kind &= ~FrameKind.SHADOW;
}

/** A compiled function turns into a heap frame, at the site noted last. */
export function lose(f: PyFunction, depth: number, regs: Value[]): undefined {
  const site = positions[depth];
  const at = codeIndex(site);
  let frame: Frame;
  if (state[LOOKED] !== 0 && looked.has(depth)) {
    frame = unlook(depth)!;
  } else {
    const home = homeAt(depth, codes[at]);
    if (home !== undefined) frame = home;
    else {
      frame = new Frame(codes[at], regs, f.globals, f.builtins);
      frame.depth = depth;
    }
  }
  frame.func = f;
  if (holds(codes[at], regs, undefined)) frame.kind |= FrameKind.WATCHES;
  fill(frame, regs, (site - bases[at]) << 2);
  leave(codes[at]);
  return note(frame);
}

/** Compiled code of `code` was left: the loop's next jump backwards is to look for compiled code again. */
function leave(code: PyCode): void {
  const compiled = code.compiled as CompiledCode;
  if (++compiled.leaves < MOST_LEAVES) code.loopCount |= compilerHooks.loopMask;
}

/** After so many, compiled code is not gone back to at once. */
const MOST_LEAVES = 2000;

/** A compiled loop gives its frame back. */
export function giveBack(frame: Frame, depth: number, regs: readonly Value[]): undefined {
  const site = positions[depth];
  const at = codeIndex(site);
  if (state[LOOKED] !== 0) unlook(depth);
  if (handlingBodies.size !== 0) handlingBodies.delete(frame);
  fill(frame, regs, (site - bases[at]) << 2);
  leave(codes[at]);
  return note(frame);
}

/** Sent into a compiled generator that waits: it gives its registers, an array, and goes on waiting. */
export const REGISTERS: object = Object.freeze({ registers: true });

/** The registers of a compiled generator that waits and has begun. */
export function registersOf(body: Body): readonly Value[] {
  return body.next(REGISTERS).value as unknown as readonly Value[];
}

/** A compiled generator that waits turns into its heap frame. */
export function spill(frame: Frame, body: Body): void {
  fill(frame, registersOf(body), frame.pc);
}

/** Heap frames that stand for compiled code that runs at a depth, a generator or what the loop had pushed; may be stale. */
const homes: (Frame | undefined)[] = [];

/** The heap frame that the compiled function of `code` at a depth has from the beginning. */
function homeAt(depth: number, code: PyCode): Frame | undefined {
  const frame = homes[depth];
  return frame !== undefined && (frame.kind & FrameKind.SHADOW) !== 0 && frame.depth === depth &&
      frame.code === code && (frame.generator === undefined || frame.generator.running)
    ? frame
    : undefined;
}

/**
 * Compiled generators that run and handle an exception: their frames are not among those of the thread's chain, where
 * `handledException` looks.
 */
const handlingBodies = new Set<Frame>();

/** A compiled generator goes on running. */
function beginStep(ts: ThreadState, g: GeneratorBase, depth: number): void {
  const frame = g.frame!;
  frame.depth = depth;
  frame.back = ts.top.frame;
  homes[depth] = frame;
  g.running = true;
  if (g.watched) watchHooks.began(g);
  if (frame.exc !== undefined) {
    ts.handlers++;
    handlingBodies.add(frame);
  }
}

/** It has stopped again. */
function endStep(
  ts: ThreadState,
  g: GeneratorBase,
  r: IteratorResult<Value, Value | undefined>,
): Value | undefined {
  const frame = g.frame!;
  if (frame.exc !== undefined) handlingBodies.delete(frame);
  if (r.done !== true) {
    if (frame.exc !== undefined) ts.handlers--;
    g.running = false;
    frame.back = null;
    return r.value;
  }
  g.body = undefined;
  if (r.value === undefined) return undefined;
  returned.value = r.value;
  frame.kind &= ~FrameKind.SHADOW;
  finishGenerator(ts, frame);
  return ENDED;
}

/**
 * Resumes a compiled generator: what it yields; ENDED, with `returned.value`, when it returns; `undefined` when it was left, with
 * its frame the last of the pending ones.
 */
export function resumeBody(
  ts: ThreadState,
  g: GeneratorBase,
  v: Value,
  depth: number,
): Value | undefined {
  if (g.inner !== undefined) return resumeInnermost(ts, g, v, depth);
  beginStep(ts, g, depth);
  return endStep(ts, g, g.body!.next(v));
}

/**
 * Resumes the innermost of the compiled generators to which one delegates that waits, without going through those between: they
 * run when the one to which they delegate has ended.
 */
function resumeInnermost(
  ts: ThreadState,
  outermost: GeneratorBase,
  v: Value,
  depth: number,
): Value | undefined {
  let g = outermost;
  beginStep(ts, g, depth);
  const limit = state[LIMIT];
  for (;;) {
    const { inner } = g;
    if (
      !(inner instanceof GeneratorBase) || inner.body === undefined || inner.running ||
      depth >= limit
    ) break;
    noteWaiting(g.frame!, depth++);
    inner.outer = g;
    g = inner;
    beginStep(ts, g, depth);
  }
  g.inner = undefined;
  let r = endStep(ts, g, g.body!.next(v));
  while (g !== outermost) {
    const outer = g.outer!;
    g.outer = undefined;
    g = outer;
    if (r !== undefined && r !== ENDED) stopWaiting(ts, g);
    else {
      linked.outcome = r;
      g.inner = undefined;
      r = endStep(ts, g, g.body!.next(LINK as Value));
    }
  }
  return r;
}

/** Sent into a compiled generator that delegates: what it delegates to was resumed already, with the outcome in `linked`. */
export const LINK: object = Object.freeze({ link: true });
export const linked: { outcome: Value | undefined } = { outcome: undefined };

/** A compiled generator at a depth stands where it waits. */
function noteWaiting(frame: Frame, depth: number): void {
  positions[depth] = (frame.code.compiled as CompiledCode).sites + (frame.pc >> 2);
}

/** What a compiled generator delegates to has yielded. */
function stopWaiting(ts: ThreadState, g: GeneratorBase): void {
  const frame = g.frame!;
  g.running = false;
  frame.back = null;
  if (frame.exc !== undefined) {
    handlingBodies.delete(frame);
    ts.handlers--;
  }
}

/** The same, but where it waits an exception is raised. It has begun. */
export function throwIntoBody(
  ts: ThreadState,
  g: GeneratorBase,
  e: PyException,
  depth: number,
): Value | undefined {
  beginStep(ts, g, depth);
  const frame = g.frame!;
  noteWaiting(frame, depth);
  g.inner = undefined;
  if (frame.exc !== undefined) chainContext(e, frame.exc);
  return endStep(ts, g, g.body!.throw(e));
}

class Ended extends PyObject {}
/** An iterator has no more. */
export const ENDED: PyObject = new Ended();

/** A generator's frame is from now on run by compiled code. */
export function startBody(g: GeneratorBase, unit: BodyUnit): void {
  const frame = g.frame!;
  frame.kind |= FrameKind.SHADOW;
  g.body = unit(frame);
}

/** In `state[WATCHED]`: something was made whose end shows, and who made it has not returned. */
const RECENT = 1 << 30;

/** After so many returns, who made it is not waited for: a module's own code may run for ever. */
const PATIENCE = 500;

/** Something was made whose end shows. */
export function noteMade(ts: ThreadState): void {
  if (compilerHooks.compile === undefined) return;
  state[WATCHED] |= RECENT;
  returnHooks.patience = PATIENCE;
  returnHooks.depth = Math.min(returnHooks.depth, currentDepth(ts) - 1);
}

function holds(code: PyCode, regs: readonly Value[], v: Value | undefined): boolean {
  const watched = state[WATCHED];
  return watched !== 0 && returnHooks.holdsOwing(code, regs, v, (watched & RECENT) !== 0);
}

/** A compiled function that returns `v` has to be left to tier 0, because it holds what owes something. */
export function returnsInLoop(depth: number, regs: readonly Value[], v: Value): boolean {
  const frame = looked.get(depth);
  const site = positions[depth];
  const at = codeIndex(site);
  if (frame !== undefined) {
    // it is left for good, so its frame gets what it is to show from now on
    unlook(depth);
    fill(frame, regs, (site - bases[at]) << 2);
  }
  if (holds(codes[at], regs, v)) return true;
  if (depth <= returnHooks.depth || --returnHooks.patience < 0) {
    returnHooks.depth = Infinity;
    state[WATCHED] &= ~RECENT;
  }
  return false;
}

/**
 * The exception in `pending.error` goes from the site of a compiled function to its handler: the functions that it has left
 * and this one get their traceback entries. Gives a frame of the function, which holds what its handler gets, or `undefined`
 * where the function has to be left.
 */
export function caught(
  ts: ThreadState,
  home: PyFunction | Frame,
  depth: number,
  regs: Value[],
): Frame | undefined {
  const { error } = pending;
  if (error === UNWIND) return undefined;
  const site = positions[depth];
  const at = codeIndex(site);
  const code = codes[at];
  const pc = (site - bases[at]) << 2;
  let frame: Frame;
  const base = ts.top.frame;
  if (home instanceof Frame) frame = home;
  else {
    const known = looked.get(depth) ?? homeAt(depth, code);
    if (known === undefined) {
      frame = new Frame(code, makeRegisters(code.nregs), home.globals, home.builtins);
      frame.depth = depth;
      frame.back = base;
      frame.func = home;
      frame.kind = FrameKind.HELD | FrameKind.SHADOW;
      looked.set(depth, frame);
      state[LOOKED] = looked.size;
    } else frame = known;
  }
  for (let i = 0; i < regs.length; i++) {
    // temporaries that nobody reads any more are missing
    if (i < code.tempBase || regs[i] !== undefined) frame.regs[i] = regs[i];
  }
  frame.pc = pc;
  if (pending.last !== null) pending.last.back = frame;
  else if (pending.again) noteAgain(frame);
  const current = state[CURRENT];
  state[CURRENT] = 0;
  ts.top.frame = pending.first ?? frame;
  const fromPc = ts.top.frame.pc;
  pending.first = pending.last = null;
  pending.error = undefined;
  const found = unwind(ts, error, fromPc, true);
  const handler = ts.top.frame;
  ts.top.frame = base;
  state[CURRENT] = current;
  if (!found) throw outcome.error;
  if (handler !== frame) {
    // one of those that were left handles it itself
    let last = handler!;
    while (last.back !== frame) last = last.back!;
    pending.first = handler;
    pending.last = last;
    pending.error = UNWIND;
    return undefined;
  }
  return frame;
}

/** The frame of a compiled function that handles an exception. */
export function handling(home: PyFunction | Frame, depth: number): Frame {
  if (home instanceof Frame) return home;
  return looked.get(depth) ?? homeAt(depth, codes[codeIndex(positions[depth])])!;
}

/** PUSH_EXC in a compiled function: the exception that was handled before. */
export function pushHandled(
  ts: ThreadState,
  home: PyFunction | Frame,
  depth: number,
  e: Value,
): Value {
  const frame = handling(home, depth);
  const before = frame.exc;
  if (before === undefined) {
    ts.handlers++;
    if (frame.generator !== undefined) handlingBodies.add(frame);
  }
  frame.exc = e as PyException;
  return before as Value;
}

/** POP_EXC in a compiled function. */
export function popHandled(
  ts: ThreadState,
  home: PyFunction | Frame,
  depth: number,
  before: Value | undefined,
): void {
  const frame = handling(home, depth);
  if (before === undefined && frame.exc !== undefined) {
    ts.handlers--;
    if (frame.generator !== undefined) handlingBodies.delete(frame);
  }
  frame.exc = before as PyException | undefined;
}

/** The innermost compiled function that handles an exception, as its frame; see unwind.ts. */
export function handlingFrame(): Frame | undefined {
  let inner: Frame | undefined;
  for (const frames of [looked.values(), handlingBodies]) {
    for (const f of frames) {
      if (f.exc !== undefined && (inner === undefined || f.depth > inner.depth)) inner = f;
    }
  }
  return inner;
}

function unlook(depth: number): Frame | undefined {
  const frame = looked.get(depth);
  if (frame === undefined) return undefined;
  looked.delete(depth);
  state[LOOKED] = looked.size;
  if ((frame.kind & FrameKind.ASKED) !== 0) frame.back = backOf(frame);
  return frame;
}

/**
 * The loop takes over what a compiled function called from its frame has left: true where it is to go on in the thread's
 * frame, false where `pending.error` is to be raised there.
 */
export function settle(top: FrameTop): boolean {
  const { first, last } = pending;
  const base = top.frame;
  pending.first = pending.last = null;
  state[CURRENT] = 0;
  if (last !== base) last!.back = base;
  top.frame = first;
  if (pending.error !== UNWIND) return false;
  if (unwinding.to !== null) {
    if (unwinding.to !== top) throw UNWIND;
    unwinding.to = null;
  }
  return true;
}

// ---- looking at compiled functions

/** The frame of the compiled function at a depth; `base` is the heap frame below the compiled functions. */
function look(depth: number, base: Frame | null): Frame {
  const site = positions[depth];
  const at = codeIndex(site);
  const code = codes[at];
  let frame = looked.get(depth);
  if (frame === undefined) {
    const home = homeAt(depth, code);
    if (home !== undefined) {
      home.pc = (site - bases[at]) << 2;
      return home;
    }
    const globals = code.linkedGlobals as PyDict;
    frame = new Frame(code, makeRegisters(code.nregs), globals, lookHooks.builtinsOf(globals));
    frame.depth = depth;
    frame.back = base;
    frame.kind = FrameKind.HELD | FrameKind.SHADOW;
    looked.set(depth, frame);
    state[LOOKED] = looked.size;
  }
  frame.kind |= FrameKind.ASKED;
  frame.pc = (site - bases[at]) << 2;
  return frame;
}

/** Filled in by execute.ts. */
export const lookHooks: { builtinsOf: (globals: PyDict) => PyDict } = {
  builtinsOf: (globals) => globals,
};

/** The innermost frame as Python sees it. */
export function topFrame(ts: ThreadState): Frame | null {
  const frame = ts.top.frame;
  const depth = state[CURRENT];
  if (depth === 0 || frame !== null && depth < frame.depth) return frame;
  // a compiled loop has a heap frame, whose position is behind
  if (frame !== null && depth === frame.depth) {
    const site = positions[depth];
    frame.pc = (site - bases[codeIndex(site)]) << 2;
    return frame;
  }
  return look(depth, frame);
}

/** `f_back` */
export function backOf(frame: Frame): Frame | null {
  const { back, depth } = frame;
  const below = back === null ? 0 : back.depth;
  if (depth - 1 <= below || frame.generator !== undefined && !frame.generator.running) {
    if (back !== null) updatePosition(back);
    return back;
  }
  return look(depth - 1, back);
}

/** Where the compiled function stands that has called the frame; `undefined` where it was not called by one. */
export function compiledCaller(frame: Frame): { code: PyCode; pc: number } | undefined {
  const { back, depth } = frame;
  if (depth - 1 < (back === null ? 1 : back.depth)) return undefined;
  // a frame that a compiled loop runs stands at its depth
  if (back !== null && back.depth === depth - 1 && (back.kind & FrameKind.SHADOW) === 0) {
    return undefined;
  }
  return siteAt(depth - 1);
}

function siteAt(depth: number): { code: PyCode; pc: number } {
  const site = positions[depth];
  const at = codeIndex(site);
  return { code: codes[at], pc: (site - bases[at]) << 2 };
}

/** Where the compiled function stands that has called what runs now; `undefined` where it was not called by one. */
export function compiledTop(ts: ThreadState): { code: PyCode; pc: number } | undefined {
  const frame = ts.top.frame;
  const depth = state[CURRENT];
  if (depth === 0 || frame !== null && depth < frame.depth) return undefined;
  return siteAt(depth);
}

/** Compiled functions above a depth have been left without ceremony: the end of JavaScript's stack. */
export function forgetAbove(depth: number): void {
  for (const d of looked.keys()) if (d > depth) looked.delete(d);
  for (const f of handlingBodies) if (f.depth > depth) handlingBodies.delete(f);
  state[LOOKED] = looked.size;
}

/** How deep the thread is. */
export function currentDepth(ts: ThreadState): number {
  const frame = ts.top.frame;
  const depth = frame === null ? 0 : frame.depth;
  return state[CURRENT] > depth ? state[CURRENT] : depth;
}

/** Called before anything that needs the thread's heap frames as they are: with variables, and run by the loop. */
export function demandFrames(ts: ThreadState): void {
  const depth = state[CURRENT];
  if (depth === 0) return;
  const frame = ts.top.frame;
  if (frame === null || depth >= frame.depth) throw UNWIND;
}

/** The frame is that of a generator which waits. */
function isWaiting(frame: Frame): boolean {
  return frame.generator !== undefined && !frame.generator.running;
}

/** Brings the position of a frame that stands for a running compiled function up to date. */
export function updatePosition(frame: Frame): void {
  if ((frame.kind & FrameKind.SHADOW) === 0 || isWaiting(frame)) return;
  const site = positions[frame.depth];
  frame.pc = (site - bases[codeIndex(site)]) << 2;
}

/** The loop down to which UNWIND goes; `null`: the next one. */
const unwinding: { to: FrameTop | null } = { to: null };

/** A loop that a compiled function has entered is left by UNWIND: its frames are as if the loop below had run them. */
export function leaveLoop(entry: Frame, innermost: Frame): void {
  entry.kind &= ~FrameKind.ENTRY;
  entry.back = null;
  pending.first = innermost;
  pending.last = entry;
}

/** Called before the variables of a frame are used. */
export function demandVariables(ts: ThreadState, frame: Frame): void {
  if ((frame.kind & FrameKind.SHADOW) === 0) return;
  if (isWaiting(frame)) {
    frame.generator!.spill();
    return;
  }
  const { depth } = frame;
  let { top } = ts;
  if (depth <= state[CURRENT] && (top.frame === null || depth >= top.frame.depth)) throw UNWIND;
  // through loops that compiled functions have entered, but not through a builtin that called Python
  while (top.direct) {
    const { base } = top;
    top = top.outer!;
    if (base === null || depth >= base.depth) {
      unwinding.to = top;
      throw UNWIND;
    }
  }
}

/**
 * Called before everything that the thread can reach is looked at: all compiled functions turn into heap frames. False where
 * a builtin that has called Python is in the way.
 */
export function demandAllFrames(ts: ThreadState): boolean {
  if (ts.hidden > 0) return false;
  let target: FrameTop | null = null;
  let reachable = true;
  for (let t: FrameTop | null = ts.top; t !== null; t = t.outer) {
    if (!t.direct) reachable = false;
    else if (t.overCompiled) {
      if (!reachable) return false;
      target = t.outer;
    }
  }
  if (target !== null) {
    unwinding.to = target;
    throw UNWIND;
  }
  demandFrames(ts);
  return true;
}

// ---- entering compiled code

/** How many compiled functions may be on one another above a loop: nested loops share JavaScript's stack. */
function budget(nesting: number): number {
  return nesting <= 2 ? 3000 : nesting <= 8 ? 300 : nesting <= 30 ? 60 : 0;
}

/** Sets the depth that compiled code may reach, which starts above a frame at `depth`. */
export function openLimit(ts: ThreadState, depth: number): void {
  const most = depth + budget(ts.nesting);
  let limit = ts.limit < most ? ts.limit : most;
  if (limit >= MAX_DEPTH) limit = MAX_DEPTH - 1;
  state[LIMIT] = limit;
}

/** Calls a compiled function with arguments that stand in an array. */
export function callEntry(
  entry: Entry,
  f: PyFunction,
  depth: number,
  args: readonly Value[],
  start: number,
  count: number,
): Value | undefined {
  switch (count) {
    case 0:
      return entry(f, depth);
    case 1:
      return entry(f, depth, args[start]);
    case 2:
      return entry(f, depth, args[start], args[start + 1]);
    case 3:
      return entry(f, depth, args[start], args[start + 1], args[start + 2]);
    case 4:
      return entry(f, depth, args[start], args[start + 1], args[start + 2], args[start + 3]);
  }
  return entry(f, depth, ...args.slice(start, start + count));
}

/** Calls a compiled function from the loop; `self` is its first argument where there is one. */
export function enterCompiled(
  ts: ThreadState,
  frame: Frame,
  f: PyFunction,
  self: Value | undefined,
  regs: readonly Value[],
  start: number,
  count: number,
): Value | undefined {
  const { depth } = frame;
  openLimit(ts, depth);
  const entry = f.code.entry as Entry;
  let v: Value | undefined;
  if (self === undefined) v = callEntry(entry, f, depth + 1, regs, start, count);
  else {
    switch (count) {
      case 0:
        v = entry(f, depth + 1, self);
        break;
      case 1:
        v = entry(f, depth + 1, self, regs[start]);
        break;
      case 2:
        v = entry(f, depth + 1, self, regs[start], regs[start + 1]);
        break;
      default:
        v = entry(f, depth + 1, self, ...regs.slice(start, start + count));
    }
  }
  state[CURRENT] = 0;
  return v;
}

/** Runs a frame that the loop has pushed, and that has not begun, by the entry of its code. */
export function runEntry(ts: ThreadState, frame: Frame): Value | undefined {
  const { code, depth } = frame;
  openLimit(ts, depth);
  const n = code.argumentRegisters;
  frame.kind |= FrameKind.SHADOW;
  homes[depth] = frame;
  const v = callEntry(code.entry as Entry, frame.func!, depth, frame.regs, 0, n);
  if (v !== undefined) {
    state[CURRENT] = 0;
    frame.kind &= ~FrameKind.SHADOW;
  }
  return v;
}

/** Runs a compiled loop in a heap frame, which `settle` finds. */
export function runLoop(ts: ThreadState, unit: LoopUnit, frame: Frame): void {
  openLimit(ts, frame.depth);
  frame.kind |= FrameKind.SHADOW;
  unit(frame, frame.depth);
}

const NOT_ENTERED = FrameKind.TRACED | FrameKind.HELD | FrameKind.GENERATOR | FrameKind.BEGUN;

/** The frame is one that compiled code can run from its beginning. */
export function canEnter(ts: ThreadState, frame: Frame): boolean {
  return frame.pc === 0 && frame.code.entry !== null && !ts.sliced && frame.depth < ts.limit &&
    (frame.kind & NOT_ENTERED) === 0;
}

/** The frame is that of a function which may be compiled and is not. */
export function canWarm(frame: Frame): boolean {
  const { code, kind } = frame;
  return code.entry === null && compilerHooks.compile !== undefined && (kind & NOT_ENTERED) === 0 &&
    (code.compiled as CompiledCode | null)?.refused !== true &&
    (code.compiled as CompiledCode | null)?.body == null;
}

/** Compiles what a function call has found warm. */
export function warm(f: PyFunction): void {
  const { code } = f;
  const record = code.compiled as CompiledCode | null;
  if (
    code.entry !== null || record !== null && record.body !== null ||
    compilerHooks.compile === undefined
  ) return;
  if (record?.refused) return;
  if (code.feedback === null) prepareCode(code);
  compilerHooks.compile(f);
}

/** A safe point of compiled code; see safe_point.ts. */
export function compiledSafePoint(ts: ThreadState): void {
  checkSignals(ts);
  if (threadHooks.warm !== undefined) {
    const { warm } = threadHooks;
    threadHooks.warm = undefined;
    warm();
  }
  // a collection sees heap frames only
  if (finalizerHooks.due && ts.nesting === ts.plainNesting) throw UNWIND;
  if (threadHooks.others > 0) threadHooks.letOthersRun();
}
