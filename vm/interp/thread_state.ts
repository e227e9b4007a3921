// What the evaluation loop knows of the thread that it runs: where it is, how deep it may go, and whether somebody
// wants something of it.
//
// Everything else about a running thread is in its chain of frames, so that a loop may be left at a safe point and
// entered again later (`runSlice` in mod.ts). One thread is the current one; the scheduler changes it between slices.

import type { PyCode } from "../objects/code.ts";
import type { Value } from "../objects/object.ts";
import type { PyException } from "../objects/exceptions.ts";
import type { Frame } from "./frame.ts";
import type { Monitoring } from "./monitoring.ts";

/**
 * Where a loop keeps the innermost frame. Each run of the loop makes one of its own, so that it is as young as the frames it
 * refers to: V8's write barrier is slow where an old object is made to refer to a young one (15% of a call).
 */
export class FrameTop {
  frame: Frame | null;
  /** The loop below this one on the JavaScript stack. */
  outer: FrameTop | null;
  /** The heap frame above which this loop was entered. */
  base: Frame | null;
  /** Between the two there are only compiled functions. */
  direct: boolean;
  /** Below it there are compiled functions. */
  overCompiled: boolean;
  constructor(frame: Frame | null) {
    this.frame = frame;
    this.outer = null;
    this.base = null;
    this.direct = false;
    this.overCompiled = false;
  }
}

/** Cells of `state`: see compiled.ts. */
export const LIMIT = 0, CURRENT = 1, LOOKED = 2, WATCHED = 3;
/** What compiled code and the loop tell each other: how deep it may go, how deep it is, how much is looked at or watched. */
export const state: Int32Array = new Int32Array(4);

/** The state of a Python thread. */
export class ThreadState {
  /** The running loop's. */
  top: FrameTop;
  /**
   * Frames that may be on top of one another before the loop looks closer: the recursion limit, or 0 while
   * something has to be done at every call (tracing, profiling). One comparison at a call serves all.
   */
  limit: number;
  /** `sys.getrecursionlimit()`. */
  recursionLimit: number;
  /** A RecursionError is being handled: 50 frames more are granted until the stack is lower again. */
  overflowed: boolean;
  /** Evaluation loops on the JavaScript stack. */
  nesting: number;
  /**
   * How many of them, from the outermost, were entered by running code with namespaces (the program, `exec`, imports):
   * nothing between those holds objects that only JavaScript knows of.
   */
  plainNesting: number;
  /** Loops and calls that builtins have made above compiled functions, whose variables nobody can see. */
  hidden: number;
  /** Frames whose `exc` is set, at least: 0 means that no exception is being handled anywhere. */
  handlers: number;
  /** `sys.settrace`, `sys.setprofile`: the function as it was given, `undefined` for None. */
  traceFunction: Value | undefined;
  profileFunction: Value | undefined;
  /** `sys.monitoring`, while any tool has events. */
  monitoring: Monitoring | undefined;
  /** The exception that is being thrown into a generator, while its frame is put on top. */
  throwing: PyException | undefined;
  /** A trace or profile function is running: no events. */
  inTrace: boolean;
  /** Set by another thread (PyThreadState_SetAsyncExc): raised at the next safe point. */
  asyncException: PyException | undefined;
  /** The thread runs in slices: its outermost loop may be left at a safe point. */
  sliced: boolean;
  /** Milliseconds (performance.now) at which the slice ends. */
  sliceEnd: number;
  /** `sys.set_coroutine_origin_tracking_depth`. */
  originDepth: number;
  /** `sys.set_asyncgen_hooks`. */
  asyncgenFirstIter: Value | undefined;
  asyncgenFinalizer: Value | undefined;

  constructor() {
    this.top = new FrameTop(null);
    this.recursionLimit = 1000;
    this.limit = 1000;
    this.overflowed = false;
    this.nesting = 0;
    this.plainNesting = 0;
    this.hidden = 0;
    this.handlers = 0;
    this.traceFunction = undefined;
    this.profileFunction = undefined;
    this.monitoring = undefined;
    this.throwing = undefined;
    this.inTrace = false;
    this.asyncException = undefined;
    this.sliced = false;
    this.sliceEnd = 0;
    this.originDepth = 0;
    this.asyncgenFirstIter = undefined;
    this.asyncgenFinalizer = undefined;
  }

  /** The innermost frame; kept up to date where frames are entered and left. */
  get frame(): Frame | null {
    return this.top.frame;
  }
  set frame(f: Frame | null) {
    this.top.frame = f;
  }

  /** Brings `limit` up to date. */
  updateLimit(): void {
    const watched = this.traceFunction !== undefined || this.profileFunction !== undefined ||
      this.monitoring !== undefined;
    this.limit = watched ? 0 : this.recursionLimit + (this.overflowed ? RECOVERY : 0);
    if (this.limit < state[LIMIT]) state[LIMIT] = this.limit;
  }
}

/** Frames granted beyond the limit while a RecursionError is on its way. */
export const RECOVERY = 50;

/** The state of the thread that runs. */
export let thread: ThreadState = new ThreadState();

/** The state of the main thread. */
export const mainThread: ThreadState = thread;

/** Makes another thread the current one; gives the one before. */
export function switchThread(to: ThreadState): ThreadState {
  const before = thread;
  thread = to;
  return before;
}

/** What the loop polls and whom it asks; filled in by the files that know. */
export const threadHooks: {
  /** Cell 0 is not 0 while a signal (or whatever else cannot wait) is pending. */
  poll: Int32Array;
  /** Runs the handlers of pending signals; may throw. */
  signals: () => void;
  /** Whether the scheduler wants another thread to run now. */
  shouldSwitch: (ts: ThreadState) => boolean;
  /** Threads beside the main one that have not ended. */
  others: number;
  /** What holds the states of all threads that have not ended, for who looks for what is in use. */
  threads: readonly { readonly state: ThreadState }[];
  /** At a safe point of a thread that does not run in slices: the others' turn. True where its loop is to be left for it. */
  letOthersRun: () => boolean;
  /** Goes on with the program of the main thread, whose loop was left; filled in while there is such a program. */
  resumeMain: ((error: unknown) => Value | undefined) | undefined;
  /** That program runs. */
  mainPausable: boolean;
  /** Its loop was left: runs the threads until it has ended. */
  awaitMain: () => Value;
  /** A thread beside the main one has been made; filled in where the JIT's log is wanted. */
  started: ((ident: number) => void) | undefined;
  /** The program has run for a while: time to make signals arrive. */
  warm: (() => void) | undefined;
} = {
  poll: new Int32Array(1),
  signals: () => {
    threadHooks.poll[0] = 0;
  },
  shouldSwitch: () => false,
  others: 0,
  threads: [],
  letOthersRun: () => false,
  resumeMain: undefined,
  mainPausable: false,
  awaitMain: () => {
    throw new Error("the scheduler is not loaded");
  },
  started: undefined,
  warm: undefined,
};

/** Filled in by abandoned.ts. */
export const returnHooks: {
  /** Functions that return at this depth or deeper are looked through: what they hold may be the last reference. */
  depth: number;
  /** Returns that are still looked at for it. */
  patience: number;
  /** How often compiled code is still left to see what becomes of a coroutine. */
  patienceForCoroutines: number;
  holdsOwing: (code: PyCode, regs: readonly Value[], v: Value | undefined, all: boolean) => boolean;
} = {
  depth: Infinity,
  patience: 0,
  patienceForCoroutines: 200,
  holdsOwing: () => false,
};
