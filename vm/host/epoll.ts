// epoll(7) of the C library. Where that cannot be called there is none, and programs use poll.
//
// Invariant: a wait that a signal cuts short runs the hook of interrupts.ts and goes on with the rest of its time.

import { ERRNO } from "./errno.ts";
import { beforeBlocking, interrupted, signalSlice } from "./interrupts.ts";
import { check, fail, lastErrno, lazySymbol } from "./libc.ts";

const EPOLL_CLOEXEC = 0x80000;

/** On x86-64 struct epoll_event is packed; elsewhere its data is aligned. */
const packed = Deno.build.arch === "x86_64";
const EVENT_SIZE = packed ? 12 : 16;
const DATA_OFFSET = packed ? 4 : 8;

const c = {
  epoll_create1: lazySymbol("epoll_create1", ["i32"], "i32"),
  epoll_ctl: lazySymbol("epoll_ctl", ["i32", "i32", "i32", "buffer"], "i32"),
  epoll_wait: lazySymbol("epoll_wait", ["i32", "buffer", "i32", "i32"], "i32"),
};

/** What epoll_ctl is to do. */
export const EPOLL_CTL_ADD = 1;
export const EPOLL_CTL_DEL = 2;
export const EPOLL_CTL_MOD = 3;

/** A new epoll descriptor. */
export function createEpoll(): number {
  beforeBlocking();
  return check(c.epoll_create1(EPOLL_CLOEXEC));
}

/** Adds, changes or removes what is watched of a descriptor. */
export function controlEpoll(epfd: number, operation: number, fd: number, events: number): void {
  const event = new DataView(new ArrayBuffer(EVENT_SIZE));
  event.setUint32(0, events, true);
  event.setInt32(DATA_OFFSET, fd, true);
  check(c.epoll_ctl(epfd, operation, fd, event));
}

/** Waits for events; pairs of descriptor and what happened. `timeoutMs` below 0 is for ever. */
export function waitEpoll(epfd: number, maxEvents: number, timeoutMs: number): [number, number][] {
  const events = new DataView(new ArrayBuffer(EVENT_SIZE * maxEvents));
  const deadline = timeoutMs < 0 ? Infinity : performance.now() + timeoutMs;
  if (timeoutMs !== 0) beforeBlocking();
  for (;;) {
    const left = Math.max(0, deadline - performance.now());
    const wait = signalSlice > 0 ? Math.min(left, signalSlice) : left;
    const n = c.epoll_wait(
      epfd,
      events,
      maxEvents,
      wait === Infinity ? -1 : Math.min(Math.ceil(wait), 0x7fffffff),
    );
    if (n > 0 || n === 0 && wait === left) {
      const found: [number, number][] = [];
      for (let i = 0; i < n; i++) {
        const at = i * EVENT_SIZE;
        found.push([events.getInt32(at + DATA_OFFSET, true), events.getUint32(at, true)]);
      }
      return found;
    }
    if (n === -1 && lastErrno() !== ERRNO.EINTR) fail();
    interrupted();
  }
}
