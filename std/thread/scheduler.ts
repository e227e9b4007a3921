// Threads: each one but the main one is a chain of frames that the loop runs in slices.
//
// JavaScript's stack cannot be put aside, heap frames can. A thread that has to wait inside its own loop throws PAUSE: its
// instruction is done again when what it waits for has come. Whoever waits with something else of JavaScript's on the
// stack (the main thread, a callback under a builtin) runs the other threads on top of its own stack until it can go on.

import { PyBuiltin, PyBuiltinMethod } from "../../vm/objects/builtin.ts";
import { call } from "../../vm/objects/attributes.ts";
import { asException, type PyException } from "../../vm/objects/exceptions.ts";
import { PyFunction, PyMethod } from "../../vm/objects/function.ts";
import { CallableIterator } from "../../vm/objects/iterators.ts";
import { itemsOf } from "../../vm/objects/iteration.ts";
import type { KwNames, Value } from "../../vm/objects/object.ts";
import type { Declaration } from "../../vm/objects/signature.ts";
import { Op } from "../../vm/bytecode/opcodes.ts";
import { functionFrame, pushFrame } from "../../vm/interp/calls.ts";
import { type Frame, FrameKind } from "../../vm/interp/frame.ts";
import { PAUSE, run } from "../../vm/interp/loop.ts";
import { switchThread, thread, threadHooks, ThreadState } from "../../vm/interp/thread_state.ts";
import { checkSignals } from "../../vm/interp/safe_point.ts";
import { clock } from "../../vm/host/mod.ts";

/** Milliseconds that a thread runs before another may: `sys.getswitchinterval()`, at CPython's value. */
const SLICE = 5;
/** Seconds of sleep at a time while a condition that nobody announces is waited for. */
const NAP = 0.001;

/** What a thread waits for. */
interface Waiting {
  /** True when it can go on; `undefined` where only the time counts. */
  ready: (() => boolean) | undefined;
  /** When it goes on in any case (seconds of the monotonic clock); Infinity for never. */
  deadline: number;
  /** The instruction that waits. */
  frame: Frame | null;
  pc: number;
}

/** A thread other than the main one. */
export class GreenThread {
  readonly state: ThreadState;
  readonly ident: number;
  entry: Frame | undefined;
  /** A callable that has no frame of its own: it runs in one piece. */
  whole: (() => void) | undefined;
  waiting: Waiting | undefined;
  /** The wait that is being done again. */
  resumed: Waiting | undefined;
  running: boolean;
  done: boolean;
  readonly onDone: (e: PyException | undefined) => void;
  constructor(ident: number, onDone: (e: PyException | undefined) => void) {
    this.state = new ThreadState();
    this.state.sliced = true;
    this.state.monitoring = thread.monitoring;
    this.state.updateLimit();
    this.ident = ident;
    this.entry = undefined;
    this.whole = undefined;
    this.waiting = undefined;
    this.resumed = undefined;
    this.running = false;
    this.done = false;
    this.onDone = onDone;
  }
}

/** The threads that have not ended, in the order in which they get their turn. */
const threads: GreenThread[] = [];
const byState: WeakMap<ThreadState, GreenThread> = new WeakMap();
const MAIN_IDENT = 0x7f0000001740;
let nextIdent = MAIN_IDENT;

/** `_thread.get_ident()` of the thread that runs. */
export function currentIdent(): number {
  return byState.get(thread)?.ident ?? MAIN_IDENT;
}

/** The ident of the main thread. */
export function mainIdent(): number {
  return MAIN_IDENT;
}

/** Threads that run or wait, the main one not counted. */
export function threadCount(): number {
  return threads.length;
}

/** Starts a thread; `onDone` is called when it ends, with the exception that ended it. */
export function startThread(
  f: Value,
  args: Value[],
  kw: KwNames | undefined,
  onDone: (e: PyException | undefined) => void,
): number {
  nextIdent += 0x1000;
  const t = new GreenThread(nextIdent, onDone);
  byState.set(t.state, t);
  t.state.recursionLimit = thread.recursionLimit;
  t.state.updateLimit();
  const self = f instanceof PyMethod ? f.self : undefined;
  const target = f instanceof PyMethod ? f.func : f;
  if (target instanceof PyFunction) {
    const frame = functionFrame(target, self, args, 0, args.length, kw);
    const before = switchThread(t.state);
    try {
      pushFrame(t.state, frame);
    } finally {
      switchThread(before);
    }
    frame.kind |= FrameKind.ENTRY;
    t.entry = frame;
  } else {
    t.whole = () => void call(f, args, kw);
  }
  threads.push(t);
  threadHooks.others = threads.length;
  return t.ident;
}

/** The thread could do something now. */
function isReady(t: GreenThread, now: number): boolean {
  if (t.running || t.done) return false;
  const w = t.waiting;
  if (w === undefined) return true;
  return w.deadline <= now || w.ready !== undefined && w.ready();
}

/** Runs one thread until it pauses, ends, or its time is over. */
function runSlice(t: GreenThread): void {
  // What has come is taken without waiting. Only what has not wants to know since when it waits: it would find this again at
  // its next wait otherwise, and wait for the wrong time.
  const { waiting } = t;
  t.resumed = waiting?.ready !== undefined && waiting.ready() ? undefined : waiting;
  t.waiting = undefined;
  t.running = true;
  t.state.sliceEnd = performance.now() + SLICE;
  const before = switchThread(t.state);
  let failure: PyException | undefined;
  let ended = true;
  try {
    if (t.entry !== undefined) {
      const top = t.state.frame ?? t.entry;
      t.state.frame = top;
      ended = runFrames(t, top) !== undefined;
    } else {
      t.whole!();
    }
  } catch (e) {
    failure = asException(e);
  } finally {
    switchThread(before);
    t.running = false;
  }
  if (!ended) return;
  t.done = true;
  threads.splice(threads.indexOf(t), 1);
  threadHooks.others = threads.length;
  t.onDone(failure);
}

function runFrames(t: GreenThread, top: Frame): Value | undefined {
  return run(t.state, top, undefined);
}

/** Gives every thread that can run a slice; false where none could. */
function runOthers(): boolean {
  let any = false;
  const now = clock.monotonic();
  for (const t of threads.slice()) {
    if (!isReady(t, now)) continue;
    any = true;
    runSlice(t);
  }
  return any;
}

/** When the next thread that waits for a time can go on. */
function nextDeadline(): number {
  let first = Infinity;
  for (const t of threads) {
    if (t.waiting !== undefined && !t.running) first = Math.min(first, t.waiting.deadline);
  }
  return first;
}

/**
 * Waits until `ready` is true or `seconds` are over (Infinity for no limit); gives whether it was ready. `who` is the
 * declaration of the builtin that waits: only where the thread's loop has called just this one can the
 * thread pause.
 */
export function waitFor(
  ready: (() => boolean) | undefined,
  seconds: number,
  who: PyBuiltin["decl"] | undefined,
): boolean {
  // the wait that is being done again ends here whatever comes of it: the next one has a deadline of its own
  const own = threads.length === 0 ? undefined : byState.get(thread);
  const again = own?.resumed;
  if (own !== undefined) own.resumed = undefined;
  if (ready !== undefined && ready()) return true;
  let deadline = clock.monotonic() + seconds;
  if (own !== undefined) {
    if (again !== undefined && again.frame === thread.frame && again.pc === thread.frame?.pc) {
      deadline = again.deadline;
    }
    if (clock.monotonic() >= deadline) return false;
    if (thread.nesting === 1 && calledByLoop(who)) {
      own.waiting = { ready, deadline, frame: thread.frame, pc: thread.frame!.pc };
      throw PAUSE;
    }
  }
  for (;;) {
    checkSignals(thread);
    if (ready !== undefined && ready()) return true;
    const now = clock.monotonic();
    if (now >= deadline) return false;
    if (runOthers()) continue;
    const until = Math.min(deadline, nextDeadline());
    const rest = Math.max(until - now, 0);
    // nobody else can make it ready but a signal handler: sleep is interrupted by signals
    clock.sleep(
      ready === undefined || threads.length === 0 ? Math.min(rest, 3600) : Math.min(rest, NAP),
      true,
    );
  }
}

/** What calls had done when their thread paused, by the frame that makes them. */
const halfDone: WeakMap<Frame, { pc: number; who: Declaration; done: object }> = new WeakMap();

/**
 * A builtin that waits more than once: where its thread pauses, it is called again from its beginning, and `goOn` gets what
 * it had noted in `done`.
 */
export function resumable<D extends object, T>(
  who: Declaration,
  begin: () => D,
  goOn: (done: D) => T,
): T {
  const { frame } = thread;
  const kept = frame === null ? undefined : halfDone.get(frame);
  if (kept !== undefined) halfDone.delete(frame!);
  const again = kept !== undefined && kept.pc === frame!.pc && kept.who === who;
  const done = again ? kept.done as D : begin();
  try {
    return goOn(done);
  } catch (e) {
    if (e === PAUSE) halfDone.set(frame!, { pc: frame!.pc, who, done });
    throw e;
  }
}

/** The instruction that the thread is at calls this builtin itself. */
function calledByLoop(who: PyBuiltin["decl"] | undefined): boolean {
  const frame = thread.frame;
  if (who === undefined || frame === null) return false;
  const { ops, pc, regs } = frame;
  switch (ops[pc]) {
    case Op.CALL:
    case Op.CALL_KW:
    case Op.CALL_METHOD:
    case Op.CALL_METHOD_KW:
    case Op.CALL_EX:
    case Op.BEFORE_WITH: {
      const v = regs[ops[pc + 2]];
      // done again, an iterator would have nothing more to give
      if (ops[pc] === Op.CALL_EX && itemsOf(regs[ops[pc + 2] + 1]) === undefined) return false;
      if (v instanceof PyBuiltinMethod) return v.descr.decl === who;
      if (v instanceof PyBuiltin) return v.decl === who;
      return ops[pc] === Op.BEFORE_WITH;
    }
    case Op.FOR_ITER: {
      // `for x in iter(q.get, end)` over a builtin
      const it = regs[ops[pc + 1]];
      const f = it instanceof CallableIterator ? it.callable : undefined;
      if (f instanceof PyBuiltinMethod) return f.descr.decl === who;
      return f instanceof PyBuiltin && f.decl === who;
    }
  }
  return false;
}

/** The main thread lets the others run now and then. */
let mainSliceEnd = 0;
threadHooks.threads = threads;
threadHooks.letOthersRun = () => {
  const now = performance.now();
  if (now < mainSliceEnd) return;
  runOthers();
  mainSliceEnd = performance.now() + SLICE;
};
threadHooks.shouldSwitch = (ts) => performance.now() >= ts.sliceEnd;
