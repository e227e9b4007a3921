// Threads: each one is a chain of frames that the loop runs in slices.
//
// JavaScript's stack cannot be put aside, heap frames can. A thread that has to wait inside its own loop throws PAUSE: its
// instruction is done again when what it waits for has come. That holds for the main thread too, which leaves its compiled
// functions for it: its loop returns to `awaitMain`, at the bottom of JavaScript's stack, which runs whoever can go on.
//
// A thread that waits under a builtin that has called back runs the others, the main thread among them, on top of its own
// stack until it can go on. So what hangs is only this: of two threads that wait in that way, the lower one can go on and
// the upper one waits for just that.

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
import { demandAllFrames, topFrame, UNWIND } from "../../vm/interp/compiled.ts";
import {
  CURRENT,
  mainThread,
  state as shared,
  switchThread,
  thread,
  threadHooks,
  ThreadState,
} from "../../vm/interp/thread_state.ts";
import { checkSignals } from "../../vm/interp/safe_point.ts";
import { typeOf } from "../../vm/objects/type.ts";
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

/** A thread. */
class GreenThread {
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
  /** The program ends without it. */
  abandoned: boolean;
  readonly onDone: (e: PyException | undefined) => void;
  constructor(state: ThreadState, ident: number, onDone: (e: PyException | undefined) => void) {
    this.state = state;
    this.ident = ident;
    threadHooks.started?.(ident);
    this.entry = undefined;
    this.whole = undefined;
    this.waiting = undefined;
    this.resumed = undefined;
    this.running = false;
    this.done = false;
    this.abandoned = false;
    this.onDone = onDone;
  }
}

/** The threads that have not ended, in the order in which they get their turn. */
const threads: GreenThread[] = [];
const byState: WeakMap<ThreadState, GreenThread> = new WeakMap();
const MAIN_IDENT = 0x7f0000001740;
let nextIdent = MAIN_IDENT;

/** The main thread; `waiting` and what follows from it counts only while its loop has been left. */
const main = new GreenThread(mainThread, MAIN_IDENT, () => {});
main.running = true;
/** How the main thread's program ended, where it did so on top of another thread. */
let mainResult: Value | undefined;
let mainError: unknown;

/** What the end of the program waits for: handles of threads that are not daemons. */
export const lasting: Set<object> = new Set();
/** The program's main part is over. */
let ending = false;

/** From now on the program waits for the lasting threads alone. */
export function beginEnd(): void {
  ending = true;
}

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
  const own = new ThreadState();
  own.sliced = true;
  own.monitoring = thread.monitoring;
  const t = new GreenThread(own, nextIdent, onDone);
  byState.set(own, t);
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
    // no loop of it is its outermost one: there is a builtin below
    own.nesting = 1;
  }
  threads.push(t);
  threadHooks.others = threads.length;
  return t.ident;
}

/** What is waited for has come, or asking for it fails: the thread itself will see how when it asks again. */
function hasCome(w: { ready: (() => boolean) | undefined }): boolean {
  if (w.ready === undefined) return false;
  try {
    return w.ready();
  } catch {
    return true;
  }
}

/** The thread could do something now. */
function isReady(t: GreenThread, now: number): boolean {
  if (t.running || t.done) return false;
  const w = t.waiting;
  if (w === undefined) return true;
  if (t === main && threadHooks.poll[0] !== 0) return true;
  return w.deadline <= now || hasCome(w);
}

/** The thread goes on now. */
function wake(t: GreenThread): void {
  // What has come is taken without waiting. Only what has not wants to know since when it waits: it would find this again at
  // its next wait otherwise, and wait for the wrong time.
  const { waiting } = t;
  t.resumed = waiting !== undefined && hasCome(waiting) ? undefined : waiting;
  t.waiting = undefined;
  t.running = true;
  t.state.sliceEnd = performance.now() + SLICE;
}

/** Runs one thread until it pauses, ends, or its time is over. */
function runSlice(t: GreenThread): void {
  wake(t);
  const before = switchThread(t.state);
  let failure: PyException | undefined;
  let ended = true;
  try {
    if (t.entry !== undefined) {
      const top = t.state.frame ?? t.entry;
      t.state.frame = top;
      ended = run(t.state, top, undefined) !== undefined;
    } else {
      t.whole!();
    }
  } catch (e) {
    if (!t.abandoned) failure = asException(e);
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

/** Goes on with the main thread's program: its value, or `undefined` where it has been put aside again. */
function resumeMain(): Value | undefined {
  let error: unknown;
  wake(main);
  try {
    checkSignals(mainThread);
  } catch (e) {
    error = e;
  }
  threadHooks.mainPausable = true;
  try {
    return threadHooks.resumeMain!(error);
  } finally {
    threadHooks.mainPausable = false;
    main.running = false;
  }
}

/** Runs the main thread on top of another one, which waits under a builtin. */
function runMainOnTop(): void {
  const { plainNesting } = mainThread;
  const before = switchThread(mainThread);
  mainThread.sliced = true;
  // below it, builtins hold what nobody else knows of
  mainThread.plainNesting = 0;
  try {
    mainResult = resumeMain();
    main.done = mainResult !== undefined;
  } catch (e) {
    mainError = e;
    main.done = true;
  } finally {
    mainThread.sliced = false;
    mainThread.plainNesting = plainNesting;
    switchThread(before);
  }
}

/** The program of the main thread was put aside: runs the threads, with nothing on JavaScript's stack, until it ends. */
threadHooks.awaitMain = () => {
  main.running = false;
  for (;;) {
    while (!main.done && !isReady(main, clock.monotonic())) turn(Infinity, true, false);
    if (main.done) {
      main.done = false;
      main.running = true;
      const v = mainResult, error = mainError;
      mainResult = mainError = undefined;
      if (v === undefined) throw error;
      return v;
    }
    // who is put aside because its time is over lets the others run first
    if (main.waiting === undefined) runOthers(false);
    if (main.done) continue;
    const v = resumeMain();
    if (v !== undefined) {
      main.running = true;
      return v;
    }
  }
};

/** What no loop can do any more is dropped: the program ends without it. */
function isAbandoned(): boolean {
  return (ending || main.done) && lasting.size === 0;
}

/** Gives every thread that can run a slice, the main one where `mainToo`; false where none could. */
function runOthers(mainToo: boolean): boolean {
  let any = false;
  const now = clock.monotonic();
  for (const t of threads.slice()) {
    if (!isReady(t, now)) continue;
    any = true;
    runSlice(t);
  }
  if (mainToo && isReady(main, now)) {
    any = true;
    runMainOnTop();
  }
  return any;
}

/** Lets others run, or waits until somebody can, at most until the deadline. */
function turn(deadline: number, polls: boolean, mainToo: boolean): void {
  if (runOthers(mainToo)) return;
  const now = clock.monotonic();
  const rest = Math.max(Math.min(deadline, nextDeadline()) - now, 0);
  // nobody else can make it ready but a signal handler: sleep is interrupted by signals
  clock.sleep(polls && threads.length > 0 ? Math.min(rest, NAP) : Math.min(rest, 3600), true);
}

/** When the next thread that waits for a time can go on. */
function nextDeadline(): number {
  let first = Infinity;
  for (const t of threads) {
    if (t.waiting !== undefined && !t.running) first = Math.min(first, t.waiting.deadline);
  }
  if (main.waiting !== undefined && !main.running) first = Math.min(first, main.waiting.deadline);
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
  const own = threads.length === 0 ? undefined : byState.get(thread) ?? main;
  const again = own?.resumed;
  if (own !== undefined) own.resumed = undefined;
  if (ready !== undefined && ready()) return true;
  let deadline = clock.monotonic() + seconds;
  if (own !== undefined) {
    if (again !== undefined && again.frame === thread.frame && again.pc === thread.frame?.pc) {
      deadline = again.deadline;
    }
    if (clock.monotonic() >= deadline) return false;
    if (canPause(who)) {
      own.waiting = { ready, deadline, frame: thread.frame, pc: thread.frame!.pc };
      throw PAUSE;
    }
  }
  for (;;) {
    checkSignals(thread);
    if (ready !== undefined && ready()) return true;
    if (clock.monotonic() >= deadline) return false;
    if (own !== undefined && own !== main && isAbandoned()) {
      own.abandoned = true;
      throw UNWIND;
    }
    turn(deadline, ready !== undefined, true);
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

/** The main thread is in its outermost loop, which may be left. */
function mainIsOutermost(): boolean {
  return thread === mainThread && threadHooks.mainPausable && thread.nesting === 1 &&
    thread.limit !== 0;
}

/** The thread is in its outermost loop, at a call of the builtin that waits: it can be put aside. */
function canPause(who: PyBuiltin["decl"] | undefined): boolean {
  if (who === undefined || thread.nesting !== 1) return false;
  if (thread === mainThread) {
    if (!mainIsOutermost()) return false;
    if (shared[CURRENT] !== 0) {
      // a compiled function has called it; the loop does the call again
      if (!compiledCallsWaiter()) return false;
      demandAllFrames(thread);
      return false;
    }
  }
  return calledByLoop(who);
}

/** Methods and functions that wait, by the names that programs call them by. */
const WAITERS: ReadonlySet<string> = new Set(
  "__enter__ acquire acquire_lock _acquire_restore join get sleep poll select read read1 readline readinto readinto1 peek recv recv_into recvfrom recvfrom_into recvmsg recvmsg_into accept _accept send sendall sendto sendmsg write writev sendfile wait waitpid sigwait sigtimedwait"
    .split(" "),
);

/**
 * The instruction of the compiled function that runs calls what waits by its name. The loop does it again then; a builtin
 * that calls it in its turn may have had an effect already, and has another name.
 */
function compiledCallsWaiter(): boolean {
  const frame = topFrame(thread);
  if (frame === null) return false;
  const { code } = frame.code;
  const { pc } = frame;
  switch (code[pc]) {
    case Op.BEFORE_WITH:
      return true;
    case Op.CALL_METHOD:
    case Op.CALL_METHOD_KW:
      for (let at = pc - 4; at >= 0; at -= 4) {
        if (code[at] === Op.LOAD_METHOD && code[at + 1] === code[pc + 2]) {
          return WAITERS.has(frame.code.names[code[at + 3]]);
        }
      }
  }
  return false;
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
      // a stream, or `for x in iter(q.get, end)` over a builtin
      const it = regs[ops[pc + 1]];
      const f = it instanceof CallableIterator ? it.callable : undefined;
      if (f instanceof PyBuiltinMethod) return f.descr.decl === who;
      if (f !== undefined) return f instanceof PyBuiltin && f.decl === who;
      const next = typeOf(it).lookup("__next__");
      return next instanceof PyBuiltin && next.decl === who;
    }
  }
  return false;
}

/** The main thread lets the others run now and then. */
let mainSliceEnd = 0;
threadHooks.threads = threads;
threadHooks.letOthersRun = () => {
  const now = performance.now();
  if (now < mainSliceEnd) return false;
  mainSliceEnd = now + SLICE;
  if (mainIsOutermost()) {
    const seconds = clock.monotonic();
    if (!threads.some((t) => isReady(t, seconds))) return false;
    // compiled functions: the loop asks again
    mainSliceEnd = now;
    if (demandAllFrames(thread)) {
      mainSliceEnd = now + SLICE;
      return true;
    }
  }
  runOthers(false);
  mainSliceEnd = performance.now() + SLICE;
  return false;
};
threadHooks.shouldSwitch = (ts) => performance.now() >= ts.sliceEnd;
