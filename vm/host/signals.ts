// Signals: what is done with each, which have arrived, timers, and how to send them.
//
// A watched signal is noted in `pendingSignals`; the interpreter's loop polls cell 0 and calls
// `takeSignals`. Where FFI is allowed a native handler notes it (signal_handler.ts), elsewhere a worker
// does (signal_worker.ts).
//
// Blocking signals (`blockSignals`) is done here and not by the system: the system blocks them for one
// thread, and Deno's other threads would get them. A blocked signal is noted and not taken; one whose
// action is the default is watched as long as it is blocked, and has its effect when it no longer is.

import { ERRNO, HostError } from "./errno.ts";
import { SIGNAL_MAX, SIGNALS } from "./constants.ts";
import { setInterruptHook, setSignalSlice } from "./interrupts.ts";
import { check, hasLibc, lazySymbol } from "./libc.ts";
import { allowed, demand } from "./permissions.ts";
import { handlerAddress } from "./signal_handler.ts";
import { pendingSignals } from "./signal_flags.ts";
import { listen, listenAgain } from "./signal_worker.ts";
import { sleep } from "./clock.ts";

/** What happens when a signal arrives; "foreign" is a handler that is not ours. */
export type SignalAction = "default" | "ignore" | "watch" | "foreign";

const { SIGINT, SIGPIPE, SIGKILL, SIGSTOP } = SIGNALS;
const SA_ONSTACK = 0x08000000;
const SA_RESTART = 0x10000000;
const SIG_DFL = 0n;
const SIG_IGN = 1n;

/** struct sigaction of glibc: handler, mask (128 bytes), flags, restorer. */
const SIGACTION_SIZE = 152;
const SIGACTION_FLAGS = 136;

const c = {
  sigaction: lazySymbol("sigaction", ["i32", "buffer", "buffer"], "i32"),
  kill: lazySymbol("kill", ["i32", "i32"], "i32"),
  killpg: lazySymbol("killpg", ["i32", "i32"], "i32"),
  gettid: lazySymbol("gettid", [], "i32"),
  setitimer: lazySymbol("setitimer", ["i32", "buffer", "buffer"], "i32"),
  getitimer: lazySymbol("getitimer", ["i32", "buffer"], "i32"),
};

let mode: "unknown" | "native" | "worker" = "unknown";

/**
 * Whether the native handler is used. On the process's main thread only: the system interrupts calls of
 * that one alone, and the memory that the handler writes to has to outlive every signal.
 */
function isNative(): boolean {
  if (mode === "unknown") {
    const main = hasLibc() && c.gettid() === Deno.pid;
    mode = main && handlerAddress() !== null ? "native" : "worker";
    setSignalSlice(mode === "native" ? 0 : 50);
  }
  return mode === "native";
}

/** Signals whose calls are to be restarted rather than interrupted (siginterrupt). */
const restarting = new Set<number>();

/** The actions asked for, as far as any were; the worker's are known only here. */
const actions = new Map<number, SignalAction>();

const blocked = new Set<number>();

function checkSignal(signal: number): void {
  if (!(signal >= 1 && signal <= SIGNAL_MAX)) throw new HostError(ERRNO.EINVAL);
}

/** Tells the system what to do with a signal; without `wait` it may be 15 ms until that holds. */
function install(
  signal: number,
  action: "default" | "ignore" | "watch",
  wait: boolean = true,
): void {
  if (!isNative()) {
    listen(signal, action, wait);
    return;
  }
  const record = new DataView(new ArrayBuffer(SIGACTION_SIZE));
  const handler = action === "watch" ? handlerAddress()! : action === "ignore" ? SIG_IGN : SIG_DFL;
  record.setBigUint64(0, handler, true);
  record.setInt32(SIGACTION_FLAGS, SA_ONSTACK | (restarting.has(signal) ? SA_RESTART : 0), true);
  check(c.sigaction(signal, record, null));
}

/** What happens now when a signal arrives. */
export function getSignalAction(signal: number): SignalAction {
  checkSignal(signal);
  const known = actions.get(signal);
  if (known !== undefined) return known;
  if (!isNative()) return signal === SIGPIPE ? "ignore" : "default";
  const record = new DataView(new ArrayBuffer(SIGACTION_SIZE));
  if (c.sigaction(signal, null, record) !== 0) return "default"; // those kept by the C library itself
  const handler = record.getBigUint64(0, true);
  return handler === SIG_DFL ? "default" : handler === SIG_IGN ? "ignore" : "foreign";
}

/** Sets what happens when a signal arrives. */
export function setSignalAction(signal: number, action: "default" | "ignore" | "watch"): void {
  checkSignal(signal);
  if (signal === SIGKILL || signal === SIGSTOP) throw new HostError(ERRNO.EINVAL);
  if (!(blocked.has(signal) && action === "default")) install(signal, action);
  actions.set(signal, action);
}

/** Has a signal noted in `pendingSignals`. */
export function watchSignal(signal: number): void {
  if (actions.get(signal) !== "watch") setSignalAction(signal, "watch");
}

/**
 * Watches SIGINT, unless the process was started with it ignored (in the background of a shell) or the
 * program has chosen an action for it. For the loop to call once a program has run for a while.
 */
export function watchInterrupt(): void {
  // Deno has a handler of its own after it has shown the progress of a download: ours replaces it.
  if (actions.has(SIGINT) || getSignalAction(SIGINT) === "ignore") return;
  install(SIGINT, "watch", false);
  actions.set(SIGINT, "watch");
}

/**
 * Has blocking calls run `hook` when a signal cuts them short, and SIGINT watched from the first of them
 * on.
 */
export function armInterrupts(hook: () => void): void {
  setInterruptHook(hook, watchInterrupt);
}

/**
 * To be called when an embedder's program enters Python again after it was back in Deno's event loop,
 * where a worker that watches for signals ends.
 */
export function resumeSignals(): void {
  if (mode === "worker") listenAgain();
}

/** The signals that have arrived since the last call and are not blocked, by number. */
export function takeSignals(): number[] {
  const taken: number[] = [];
  if (pendingSignals[0] === 0) return taken;
  // Cleared first: a signal that comes while the cells are read sets it again.
  pendingSignals[0] = 0;
  for (let signal = 1; signal <= SIGNAL_MAX; signal++) {
    if (pendingSignals[signal] !== 0 && !blocked.has(signal)) {
      pendingSignals[signal] = 0;
      taken.push(signal);
    }
  }
  return taken;
}

/** Whether a blocking call interrupted by the signal goes on by itself. */
export function setSignalRestart(signal: number, restart: boolean): void {
  checkSignal(signal);
  if (restart) restarting.add(signal);
  else restarting.delete(signal);
  if (actions.get(signal) === "watch") install(signal, "watch");
}

/** Ends the process by the signal, so that the parent sees that it died of it. */
export function dieOf(signal: number): never {
  try {
    blocked.delete(signal);
    setSignalAction(signal, "default");
    sendSignal(Deno.pid, signal);
    // Another thread may be the one that gets it: give the system the moment it needs.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  } catch {
    // Not permitted: the status that a shell would show is the nearest thing.
  }
  Deno.exit(128 + signal);
}

/** kill(2). */
export function sendSignal(pid: number, signal: number): void {
  if (hasLibc()) {
    if (pid !== Deno.pid) demand("run", "");
    check(c.kill(pid, signal));
    return;
  }
  if (signal === 0 || pid <= 0) throw new HostError(ERRNO.EPERM);
  if (pid === Deno.pid && pendingWithoutKill(signal)) return;
  demand("run", "");
  for (const name in SIGNALS) {
    if (SIGNALS[name] !== signal) continue;
    try {
      Deno.kill(pid, name as Deno.Signal);
      return;
    } catch (error) {
      const missing = String((error as Error).message).includes("ESRCH");
      throw new HostError(missing ? ERRNO.ESRCH : ERRNO.EPERM);
    }
  }
  throw new HostError(ERRNO.EINVAL);
}

/** A watched signal that the process sends itself needs no permission: it is noted at once. */
function pendingWithoutKill(signal: number): boolean {
  const action = actions.get(signal);
  if (action === "watch") {
    pendingSignals[signal] = 1;
    pendingSignals[0] = 1;
  }
  return action === "watch" || action === "ignore";
}

/** killpg(2). */
export function sendGroupSignal(group: number, signal: number): void {
  demand("run", "");
  check(c.killpg(group, signal));
}

/** The signals that are blocked now. */
export function blockedSignals(): number[] {
  return [...blocked].sort((a, b) => a - b);
}

/** Blocks exactly these signals. Those unblocked that are pending have their effect at once. */
export function blockSignals(signals: Iterable<number>): void {
  const wanted = new Set<number>();
  for (const signal of signals) {
    checkSignal(signal);
    if (signal !== SIGKILL && signal !== SIGSTOP) wanted.add(signal);
  }
  for (const signal of wanted) {
    if (blocked.has(signal)) continue;
    if (getSignalAction(signal) === "default") install(signal, "watch");
    blocked.add(signal);
  }
  for (const signal of [...blocked]) {
    if (wanted.has(signal)) continue;
    blocked.delete(signal);
    const arrived = pendingSignals[signal] !== 0;
    if ((actions.get(signal) ?? "default") === "default") {
      install(signal, "default");
      pendingSignals[signal] = 0;
      if (arrived) sendSignal(Deno.pid, signal);
    } else if (arrived) {
      pendingSignals[0] = 1;
    }
  }
}

/** The signals that have arrived while blocked. */
export function waitingSignals(): number[] {
  return blockedSignals().filter((signal) => pendingSignals[signal] !== 0);
}

/**
 * Waits until one of the signals, which should be blocked, arrives, and takes it; null when the time is
 * over first.
 */
export function waitForSignal(signals: readonly number[], seconds: number): number | null {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    for (const signal of signals) {
      checkSignal(signal);
      if (blocked.has(signal) && pendingSignals[signal] !== 0) {
        pendingSignals[signal] = 0;
        return signal;
      }
    }
    const left = end - performance.now();
    if (left <= 0) return null;
    sleep(Math.min(left / 1000, 0.02), true);
  }
}

/** setitimer(2), in seconds: sets delay and interval, says what they were. */
export function setTimer(which: number, delay: number, interval: number): [number, number] {
  const old = new BigInt64Array(4);
  const wanted = new BigInt64Array(4);
  [wanted[0], wanted[1]] = timeval(interval);
  [wanted[2], wanted[3]] = timeval(delay);
  check(c.setitimer(which, wanted, old));
  return timerPair(old);
}

export function getTimer(which: number): [number, number] {
  const now = new BigInt64Array(4);
  check(c.getitimer(which, now));
  return timerPair(now);
}

function timeval(seconds: number): [bigint, bigint] {
  // Rounded up, so that a tiny delay is not none.
  const microseconds = BigInt(Math.ceil(seconds * 1e6));
  return [microseconds / 1000000n, microseconds % 1000000n];
}

function timerPair(pair: BigInt64Array): [number, number] {
  return [Number(pair[2]) + Number(pair[3]) / 1e6, Number(pair[0]) + Number(pair[1]) / 1e6];
}

/** Whether the process may send signals to others. */
export function maySendSignals(): boolean {
  return allowed("run");
}
