// Clocks and sleep. The C library's clocks where they can be had, JavaScript's elsewhere.
//
// Invariant: a clock's reading comes as seconds and nanoseconds put together without loss (`…Ns`, a
// bigint) or as a double of seconds; the double is made from the two parts, as CPython makes it.

import { ERRNO, HostError } from "./errno.ts";
import { beforeBlocking, interrupted, signalSlice } from "./interrupts.ts";
import { check, hasLibc, lazySymbol, loadSymbol } from "./libc.ts";
import { pendingSignals } from "./signal_flags.ts";

export const CLOCK_REALTIME = 0;
export const CLOCK_MONOTONIC = 1;
export const CLOCK_PROCESS_CPUTIME_ID = 2;
export const CLOCK_THREAD_CPUTIME_ID = 3;

const TIMER_ABSTIME = 1;

/** struct timespec { i64 seconds; i64 nanoseconds }, and its low halves as numbers. */
const timespec = new BigInt64Array(2);
const halves = new Int32Array(timespec.buffer);

let gettime: ((clock: number, buffer: ArrayBufferView) => number) | null | undefined;

const c = {
  clock_getres: lazySymbol("clock_getres", ["i32", "buffer"], "i32"),
  clock_settime: lazySymbol("clock_settime", ["i32", "buffer"], "i32"),
  clock_nanosleep: lazySymbol("clock_nanosleep", ["i32", "i32", "buffer", "buffer"], "i32"),
};

/** Reads a clock of the C library into `timespec`; false where there is none. */
function readClock(clock: number): boolean {
  if (gettime === undefined) {
    gettime = hasLibc() ? loadSymbol("clock_gettime", ["i32", "buffer"], "i32") : null;
  }
  if (gettime === null) return false;
  check(gettime(clock, timespec));
  return true;
}

function timespecSeconds(): number {
  const whole = halves[1] * 0x100000000 + (halves[0] >>> 0);
  return whole + halves[2] * 1e-9;
}

function timespecNs(): bigint {
  return timespec[0] * 1000000000n + timespec[1];
}

/** Milliseconds of a JavaScript clock as nanoseconds. */
function millisecondsNs(milliseconds: number): bigint {
  const whole = Math.floor(milliseconds);
  return BigInt(whole) * 1000000n + BigInt(Math.round((milliseconds - whole) * 1e6));
}

/** A clock as JavaScript can tell it, in milliseconds. */
function fallback(clock: number): number {
  switch (clock) {
    case CLOCK_REALTIME:
      // Date follows the system's clock when it is set; the fraction comes from the finer one.
      return Date.now() + (performance.now() * 1000 % 1000) / 1000;
    case CLOCK_MONOTONIC:
      return performance.now();
    case CLOCK_PROCESS_CPUTIME_ID:
    case CLOCK_THREAD_CPUTIME_ID:
      return cpuMilliseconds();
    default:
      throw new HostError(ERRNO.EINVAL);
  }
}

interface NodeProcess {
  getBuiltinModule?: (name: string) => unknown;
  cpuUsage?: () => { user: number; system: number };
}

/** CPU time of the process, or the time since its start where that is all that is told. */
function cpuMilliseconds(): number {
  try {
    const usage = (globalThis as { process?: NodeProcess }).process?.cpuUsage?.();
    if (usage !== undefined) return (usage.user + usage.system) / 1000;
  } catch {
    // a Deno without it, or one that wants a permission for it
  }
  return performance.now();
}

/** A clock in seconds. */
export function clockGettime(clock: number): number {
  return readClock(clock) ? timespecSeconds() : fallback(clock) / 1000;
}

/** A clock in nanoseconds. */
export function clockGettimeNs(clock: number): bigint {
  return readClock(clock) ? timespecNs() : millisecondsNs(fallback(clock));
}

/** The resolution of a clock in seconds. */
export function clockGetres(clock: number): number {
  if (!hasLibc()) {
    fallback(clock);
    return 1e-6;
  }
  check(c.clock_getres(clock, timespec));
  return timespecSeconds();
}

export function clockSettimeNs(clock: number, ns: bigint): void {
  if (!hasLibc()) throw new HostError(ERRNO.EPERM);
  timespec[0] = ns / 1000000000n;
  timespec[1] = ns % 1000000000n;
  check(c.clock_settime(clock, timespec));
}

/** Seconds since the epoch. */
export function time(): number {
  return clockGettime(CLOCK_REALTIME);
}

export function timeNs(): bigint {
  return clockGettimeNs(CLOCK_REALTIME);
}

export function monotonic(): number {
  return clockGettime(CLOCK_MONOTONIC);
}

export function monotonicNs(): bigint {
  return clockGettimeNs(CLOCK_MONOTONIC);
}

export function processTime(): number {
  return clockGettime(CLOCK_PROCESS_CPUTIME_ID);
}

export function processTimeNs(): bigint {
  return clockGettimeNs(CLOCK_PROCESS_CPUTIME_ID);
}

export function threadTime(): number {
  return clockGettime(CLOCK_THREAD_CPUTIME_ID);
}

export function threadTimeNs(): bigint {
  return clockGettimeNs(CLOCK_THREAD_CPUTIME_ID);
}

/**
 * Sleeps. A signal runs the hook of interrupts.ts; if that does not throw, the rest of the time is slept.
 * With `once` it returns at the first signal instead, for a scheduler that has other things to look at.
 */
export function sleep(seconds: number, once: boolean = false): void {
  if (!(seconds > 0)) return;
  beforeBlocking();
  if (hasLibc() && signalSlice === 0) sleepNative(seconds, once);
  else sleepWaiting(seconds, once);
}

function sleepNative(seconds: number, once: boolean): void {
  const start = monotonicNs();
  const whole = Math.min(Math.floor(seconds), 1e12);
  const fraction = seconds - Math.floor(seconds);
  const end = start + BigInt(whole) * 1000000000n + BigInt(Math.ceil(fraction * 1e9));
  for (;;) {
    // Until a time, not for a time: what the handlers take is not slept again.
    timespec[0] = end / 1000000000n;
    timespec[1] = end % 1000000000n;
    const error = c.clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, timespec, null);
    if (error === 0) return;
    if (error !== ERRNO.EINTR) throw new HostError(error);
    interrupted();
    if (once) return;
  }
}

function sleepWaiting(seconds: number, once: boolean): void {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const left = end - performance.now();
    if (left <= 0) return;
    // The worker that watches for signals wakes this; a native handler on another thread does not.
    Atomics.wait(pendingSignals, 0, 0, signalSlice > 0 ? Math.min(left, signalSlice) : left);
    if (pendingSignals[0] === 0) continue;
    interrupted();
    if (once) return;
    // Where nobody takes the signal, the cell stays set and waiting on it would spin.
    if (pendingSignals[0] !== 0) Atomics.wait(idle, 0, 0, Math.min(left, 20));
  }
}

const idle = new Int32Array(new SharedArrayBuffer(4));
