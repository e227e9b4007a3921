// The module `_signal`: handlers written in Python, timers, and waiting for signals.
//
// The host notes which signals have arrived (vm/host/signals.ts); the loop calls `signalHooks.handle` for each at a safe
// point of the main thread, and a system call that a signal cuts short does so before it goes on. Actions belong to the
// process, so that the handlers do too.

import {
  blockedSignals,
  blockSignals,
  clock,
  constants,
  environment,
  ERRNO,
  getSignalAction,
  getTimer,
  HostError,
  pendingSignals,
  pidfdSendSignal,
  sendSignal,
  setSignalAction,
  setSignalRestart,
  setTimer,
  waitForSignal,
  waitingSignals,
  watchInterrupt,
} from "../../vm/host/mod.ts";
import { call } from "../../vm/objects/attributes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { newException } from "../../vm/objects/exceptions.ts";
import { OSErrorType } from "../../vm/objects/exceptions_os.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { PySet } from "../../vm/objects/set.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { newStruct, structType } from "../../vm/objects/structseq.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { linkBases, PyType, typeOf } from "../../vm/objects/type.ts";
import { hold } from "../../vm/interp/mod.ts";
import { runSignalHandlers, signalHooks } from "../../vm/interp/signals.ts";
import { thread } from "../../vm/interp/thread_state.ts";
import { currentInterpreter, type Interpreter } from "../../vm/vm.ts";
import { errnoError } from "../os_support/errors.ts";
import { descriptors } from "../os_support/host.ts";
import { intArgument, onSystem } from "../posix/arguments.ts";
import { currentIdent, mainIdent, threadCount, waitFor } from "../thread/scheduler.ts";
import { describe } from "./descriptions.ts";

const { SIGNALS, SIGNAL_MAX } = constants;
const SIG_DFL = 0;
const SIG_IGN = 1;
const SIG_BLOCK = 0;
const SIG_UNBLOCK = 1;
const SIG_SETMASK = 2;
/** The C library keeps the first two real-time signals to itself. */
const RESERVED = new Set([32, 33]);

/** The handlers that the program has set, by signal. */
const handlers: Map<number, Value> = new Map();
let defaultIntHandler: Value = NONE;
let wakeupFd = -1;

function signalArgument(v: Value): number {
  const n = intArgument(v);
  if (n < 1 || n > SIGNAL_MAX) throw valueError("signal number out of range");
  return n;
}

/** What `getsignal` says. */
function handlerOf(signal: number): Value {
  const set = handlers.get(signal);
  if (set !== undefined) return set;
  if (signal === SIGNALS.SIGINT && currentInterpreter().config.installSignalHandlers) {
    return defaultIntHandler;
  }
  if (RESERVED.has(signal)) return NONE;
  // Deno ignores SIGPIPE, as CPython does
  if (signal === SIGNALS.SIGPIPE || signal === SIGNALS.SIGXFSZ) return SIG_IGN;
  try {
    const action = getSignalAction(signal);
    return action === "ignore" ? SIG_IGN : SIG_DFL;
  } catch {
    return SIG_DFL;
  }
}

function setHandler(signalnum: Value, handler: Value): Value {
  const n = intArgument(signalnum);
  if (currentIdent() !== mainIdent()) {
    throw valueError("signal only works in main thread of the main interpreter");
  }
  if (n < 1 || n > SIGNAL_MAX) throw valueError("signal number out of range");
  const constant = operationHooks.intOf(handler);
  if (
    constant !== SIG_DFL && constant !== SIG_IGN && typeOf(handler).lookup("__call__") === undefined
  ) {
    throw typeError(
      "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
    );
  }
  deliver();
  const before = handlerOf(n);
  if (RESERVED.has(n)) throw errnoError(ERRNO.EINVAL);
  const action = constant === SIG_DFL ? "default" : constant === SIG_IGN ? "ignore" : "watch";
  onSystem(() => setSignalAction(n, action));
  handlers.set(n, constant === undefined ? handler : constant);
  return before;
}

/** Runs the handlers of signals that have arrived by now. */
function deliver(): void {
  if (pendingSignals[0] !== 0) runSignalHandlers();
}

/** Sends a signal to a process and lets it have its effect here. */
export function sendAndDeliver(pid: number, signal: number): void {
  // watching SIGINT may have been put off until now
  if (pid === environment.pid() && signal === SIGNALS.SIGINT) {
    if (currentInterpreter().config.installSignalHandlers) watchInterrupt();
  }
  onSystem(() => sendSignal(pid, signal));
  if (pid === environment.pid()) deliver();
}

/** Has the handler of a signal run as if it had arrived; nothing where it has none (`_thread.interrupt_main`). */
export function simulateSignal(signal: number): void {
  const handler = handlers.get(signal);
  const isDefault = signal === SIGNALS.SIGINT &&
    currentInterpreter().config.installSignalHandlers;
  if (handler === undefined ? !isDefault : typeof handler !== "object") return;
  pendingSignals[signal] = 1;
  pendingSignals[0] = 1;
}

/** What is done when a signal has arrived. */
function handle(signal: number): void {
  if (wakeupFd >= 0) wakeUp(signal);
  const handler = handlers.get(signal) ??
    (signal === SIGNALS.SIGINT ? defaultIntHandler : undefined);
  if (handler === undefined || typeof handler !== "object" || handler === NONE) return;
  const { frame } = thread;
  call(handler, [signal, frame === null ? NONE : hold(frame)]);
}

function wakeUp(signal: number): void {
  try {
    descriptors().write(wakeupFd, Uint8Array.of(signal));
  } catch {
    // full, or closed: who waits will be woken by what is there already
  }
}

function signalSet(v: Value): number[] {
  return toArray(v).map((item) => {
    const n = Number(indexOf(item));
    if (n < 1 || n > SIGNAL_MAX) {
      throw valueError(`signal number ${n} out of range [1; ${SIGNAL_MAX}]`);
    }
    return n;
  });
}

function setOf(signals: Iterable<number>): PySet {
  const s = new PySet();
  for (const n of signals) s.add(n);
  return s;
}

function changeMask(how: Value, mask: Value): Value {
  const h = intArgument(how);
  const signals = signalSet(mask);
  const before = blockedSignals();
  const wanted = new Set(h === SIG_SETMASK ? [] : before);
  if (h === SIG_BLOCK || h === SIG_SETMASK) { for (const s of signals) wanted.add(s); }
  else if (h === SIG_UNBLOCK) { for (const s of signals) wanted.delete(s); }
  else throw errnoError(ERRNO.EINVAL);
  onSystem(() => blockSignals(wanted));
  deliver();
  return setOf(before);
}

/** Takes one of the signals when it has arrived; null where none has after so many seconds. */
function takeSignal(signals: number[], seconds: number, who: Declaration): number | null {
  if (threadCount() === 0) return onSystem(() => waitForSignal(signals, seconds));
  const isThere = (): boolean => waitingSignals().some((s) => signals.includes(s));
  waitFor(isThere, seconds, who);
  return onSystem(() => waitForSignal(signals, 0));
}

function secondsOf(v: Value): number {
  if (v instanceof PyFloat) {
    if (Number.isNaN(v.v)) throw valueError("Invalid value NaN (not a number)");
    return v.v;
  }
  return Number(indexOf(v));
}

let siginfoType: PyType | undefined;
let itimerError: PyType | undefined;

function siginfo(signal: number): Value {
  const own = environment.pid();
  return newStruct(siginfoType!, [signal, 0, 0, own, environment.userIds().uid, 0, 0]);
}

function makeTypes(): void {
  if (siginfoType !== undefined) return;
  siginfoType = structType({
    name: "signal.struct_siginfo",
    doc:
      "struct_siginfo: Result from sigwaitinfo or sigtimedwait.\n\nThis object may be accessed either as a tuple of\n(si_signo, si_code, si_errno, si_pid, si_uid, si_status, si_band),\nor via the attributes si_signo, si_code, and so on.",
    fields: [
      ["si_signo", "signal number"],
      ["si_code", "signal code"],
      ["si_errno", "errno associated with this signal"],
      ["si_pid", "sending process ID"],
      ["si_uid", "real user ID of sending process"],
      ["si_status", "exit value or signal"],
      ["si_band", "band event for SIGPOLL"],
    ],
  });
  const t = new PyType();
  t.name = t.qualname = "itimer_error";
  t.heap = t.hasDict = t.hasWeakref = true;
  t.ns.set("__module__", "signal");
  t.ns.set("__doc__", NONE);
  linkBases(t, [OSErrorType], OSErrorType);
  itimerError = t;
}

/** Calls the host for a timer; its errors are itimer_error's. */
function timer(f: () => [number, number]): Value {
  try {
    return new PyTuple(f().map((x) => new PyFloat(x)));
  } catch (e) {
    if (e instanceof HostError) throw newException(itimerError!, [e.errno, e.message]);
    throw e;
  }
}

const FUNCTIONS: Record<string, Declaration> = {
  signal: method("(signalnum, handler, /)", "Set the action for the given signal.", setHandler),
  getsignal: method(
    "(signalnum, /)",
    "Return the current action for the given signal.",
    (signalnum: Value) => handlerOf(signalArgument(signalnum)),
  ),
  default_int_handler: method(
    "(signalnum, frame, /)",
    "The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt.",
    (signalnum: Value) => {
      intArgument(signalnum);
      throw exception("KeyboardInterrupt");
    },
  ),
  raise_signal: method(
    "(signalnum, /)",
    "Send a signal to the executing process.",
    (signalnum: Value) => {
      sendAndDeliver(environment.pid(), intArgument(signalnum));
    },
  ),
  pthread_kill: method(
    "(thread_id, signalnum, /)",
    "Send a signal to a thread.",
    (threadId: Value, signalnum: Value) => {
      indexOf(threadId);
      sendAndDeliver(environment.pid(), intArgument(signalnum));
    },
  ),
  pidfd_send_signal: method(
    "(pidfd, signalnum, siginfo=None, flags=0, /)",
    "Send a signal to a process referred to by a pid file descriptor.",
    (fd: Value, signalnum: Value, info?: Value) => {
      const f = intArgument(fd), n = intArgument(signalnum);
      if (info !== undefined && info !== NONE) throw typeError("siginfo must be None");
      onSystem(() => pidfdSendSignal(f, n));
      deliver();
    },
  ),
  alarm: method(
    "(seconds, /)",
    "Arrange for SIGALRM to arrive after the given number of seconds.",
    (seconds: Value) => {
      const n = intArgument(seconds);
      return onSystem(() => Math.ceil(setTimer(0, n, 0)[0]));
    },
  ),
  setitimer: method(
    "(which, seconds, interval=0.0, /)",
    "Sets given itimer (one of ITIMER_REAL, ITIMER_VIRTUAL or ITIMER_PROF).\n\nReturns the old values as a tuple: (delay, interval).",
    (which: Value, seconds: Value, interval?: Value) => {
      const w = intArgument(which), s = secondsOf(seconds);
      const i = interval === undefined ? 0 : secondsOf(interval);
      return timer(() => setTimer(w, s, i));
    },
  ),
  getitimer: method("(which, /)", "Returns current value of given itimer.", (which: Value) => {
    const w = intArgument(which);
    return timer(() => getTimer(w));
  }),
  pause: method("()", "Wait until a signal arrives.", () => {
    onSystem(() => clock.sleep(1e9, true));
  }),
  set_wakeup_fd: method(
    "(fd, /, *, warn_on_full_buffer=True)",
    "Sets the fd to be written to (with the signal number) when a signal comes in.\n\nReturns the previous fd, -1 for none.",
    (fd: Value, warn?: Value) => {
      const n = intArgument(fd);
      if (warn !== undefined) truth(warn);
      if (currentIdent() !== mainIdent()) {
        throw valueError("set_wakeup_fd only works in main thread of the main interpreter");
      }
      if (n !== -1) {
        onSystem(() => descriptors().fstat(n));
        if (onSystem(() => descriptors().getBlocking(n))) {
          throw valueError(`the fd ${n} must be in non-blocking mode`);
        }
      }
      const before = wakeupFd;
      wakeupFd = n;
      return before;
    },
  ),
  siginterrupt: method(
    "(signalnum, flag, /)",
    "Change system call restart behaviour.",
    (signalnum: Value, flag: Value) => {
      const n = signalArgument(signalnum), interrupts = truth(flag);
      onSystem(() => setSignalRestart(n, !interrupts));
    },
  ),
  pthread_sigmask: method(
    "(how, mask, /)",
    "Fetch and/or change the signal mask of the calling thread.",
    changeMask,
  ),
  sigpending: method("()", "Examine pending signals.", () => setOf(waitingSignals())),
  sigwait: method("(sigset, /)", "Wait for a signal.", (sigset: Value) => {
    const signals = signalSet(sigset);
    return takeSignal(signals, Infinity, FUNCTIONS.sigwait) ?? NONE;
  }),
  sigwaitinfo: method(
    "(sigset, /)",
    "Wait synchronously until one of the signals in *sigset* is delivered.",
    (sigset: Value) => {
      const signals = signalSet(sigset);
      return siginfo(takeSignal(signals, Infinity, FUNCTIONS.sigwaitinfo)!);
    },
  ),
  sigtimedwait: method(
    "(sigset, timeout, /)",
    "Like sigwaitinfo(), but with a timeout.",
    (sigset: Value, timeout: Value) => {
      const seconds = secondsOf(timeout);
      const signals = signalSet(sigset);
      if (seconds < 0) throw valueError("timeout must be non-negative");
      const found = takeSignal(signals, seconds, FUNCTIONS.sigtimedwait);
      return found === null ? NONE : siginfo(found);
    },
  ),
  strsignal: method(
    "(signalnum, /)",
    "Return the system description of the given signal.",
    (signalnum: Value) => describe(signalArgument(signalnum)) ?? NONE,
  ),
  valid_signals: method(
    "()",
    "Return a set of valid signal numbers on this platform.",
    () => {
      const all: number[] = [];
      for (let n = 1; n <= SIGNAL_MAX; n++) if (!RESERVED.has(n)) all.push(n);
      return setOf(all);
    },
  ),
};

/** `_signal` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  makeTypes();
  const m = builtinModule("_signal", {
    doc:
      "This module provides mechanisms to use signal handlers in Python.\n\nA handler is called with two arguments: the signal's number and the\ninterrupted stack frame. It runs in the main thread, between two\ninstructions.",
    functions: FUNCTIONS,
    types: [siginfoType!],
    values: {
      ...SIGNALS,
      SIGCLD: SIGNALS.SIGCHLD,
      SIGIOT: SIGNALS.SIGABRT,
      SIGPOLL: SIGNALS.SIGIO,
      SIG_DFL,
      SIG_IGN,
      SIG_BLOCK,
      SIG_UNBLOCK,
      SIG_SETMASK,
      NSIG: SIGNAL_MAX + 1,
      ITIMER_REAL: 0,
      ITIMER_VIRTUAL: 1,
      ITIMER_PROF: 2,
      ItimerError: itimerError!,
    },
  });
  if (vm.config.installSignalHandlers) {
    defaultIntHandler = m.dict.getStr("default_int_handler")!;
    signalHooks.handle = handle;
  }
  return m;
}
