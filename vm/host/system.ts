// Calls of the C library that have no equivalent in Deno: users and groups, scheduling, special descriptors, limits of
// files. Each is what its manual page says; ENOSYS where the C library cannot be called.

import { ERRNO, HostError, type Path } from "./errno.ts";
import { beforeBlocking, interrupted } from "./interrupts.ts";
import { check, clearErrno, cString, fail, hasLibc, lastErrno, lazySymbol } from "./libc.ts";
import { demand } from "./permissions.ts";

const c = {
  chroot: lazySymbol("chroot", ["buffer"], "i32"),
  confstr: lazySymbol("confstr", ["i32", "buffer", "u64"], "i64"),
  pathconf: lazySymbol("pathconf", ["buffer", "i32"], "i64"),
  fpathconf: lazySymbol("fpathconf", ["i32", "i32"], "i64"),
  copy_file_range: lazySymbol(
    "copy_file_range",
    ["i32", "buffer", "i32", "buffer", "u64", "u32"],
    "i64",
  ),
  splice: lazySymbol("splice", ["i32", "buffer", "i32", "buffer", "u64", "u32"], "i64"),
  eventfd: lazySymbol("eventfd", ["u32", "i32"], "i32"),
  memfd_create: lazySymbol("memfd_create", ["buffer", "u32"], "i32"),
  timerfd_create: lazySymbol("timerfd_create", ["i32", "i32"], "i32"),
  timerfd_settime: lazySymbol("timerfd_settime", ["i32", "i32", "buffer", "buffer"], "i32"),
  timerfd_gettime: lazySymbol("timerfd_gettime", ["i32", "buffer"], "i32"),
  posix_fadvise: lazySymbol("posix_fadvise", ["i32", "i64", "i64", "i32"], "i32"),
  posix_fallocate: lazySymbol("posix_fallocate", ["i32", "i64", "i64"], "i32"),
  posix_openpt: lazySymbol("posix_openpt", ["i32"], "i32"),
  grantpt: lazySymbol("grantpt", ["i32"], "i32"),
  unlockpt: lazySymbol("unlockpt", ["i32"], "i32"),
  ptsname_r: lazySymbol("ptsname_r", ["i32", "buffer", "u64"], "i32"),
  login_tty: lazySymbol("login_tty", ["i32"], "i32"),
  fdatasync: lazySymbol("fdatasync", ["i32"], "i32"),
  sync: lazySymbol("sync", [], "void"),
  sched_yield: lazySymbol("sched_yield", [], "i32"),
  sched_get_priority_max: lazySymbol("sched_get_priority_max", ["i32"], "i32"),
  sched_get_priority_min: lazySymbol("sched_get_priority_min", ["i32"], "i32"),
  sched_getscheduler: lazySymbol("sched_getscheduler", ["i32"], "i32"),
  sched_setscheduler: lazySymbol("sched_setscheduler", ["i32", "i32", "buffer"], "i32"),
  sched_getparam: lazySymbol("sched_getparam", ["i32", "buffer"], "i32"),
  sched_setparam: lazySymbol("sched_setparam", ["i32", "buffer"], "i32"),
  sched_rr_get_interval: lazySymbol("sched_rr_get_interval", ["i32", "buffer"], "i32"),
  sched_setaffinity: lazySymbol("sched_setaffinity", ["i32", "u64", "buffer"], "i32"),
  getresuid: lazySymbol("getresuid", ["buffer", "buffer", "buffer"], "i32"),
  getresgid: lazySymbol("getresgid", ["buffer", "buffer", "buffer"], "i32"),
  setuid: lazySymbol("setuid", ["i32"], "i32"),
  seteuid: lazySymbol("seteuid", ["i32"], "i32"),
  setgid: lazySymbol("setgid", ["i32"], "i32"),
  setegid: lazySymbol("setegid", ["i32"], "i32"),
  setreuid: lazySymbol("setreuid", ["i32", "i32"], "i32"),
  setregid: lazySymbol("setregid", ["i32", "i32"], "i32"),
  setresuid: lazySymbol("setresuid", ["i32", "i32", "i32"], "i32"),
  setresgid: lazySymbol("setresgid", ["i32", "i32", "i32"], "i32"),
  setgroups: lazySymbol("setgroups", ["u64", "buffer"], "i32"),
  getgrouplist: lazySymbol("getgrouplist", ["buffer", "u32", "buffer", "buffer"], "i32"),
  initgroups: lazySymbol("initgroups", ["buffer", "u32"], "i32"),
  setns: lazySymbol("setns", ["i32", "i32"], "i32"),
  unshare: lazySymbol("unshare", ["i32"], "i32"),
  waitid: lazySymbol("waitid", ["i32", "u32", "buffer", "i32"], "i32"),
};

/** A call that gives -1 both as a value and for failure. */
function ambiguous(call: () => bigint): number {
  if (!hasLibc()) throw new HostError(ERRNO.ENOSYS);
  clearErrno();
  const n = Number(call());
  if (n === -1 && lastErrno() !== 0) fail();
  return n;
}

/** A call that returns an error number. */
function checkNumber(error: number): void {
  if (error !== 0) throw new HostError(error);
}

export function chroot(path: Path): void {
  demand("sys", "");
  check(c.chroot(cString(path)), path);
}

/** A configuration text; null where the system has none. */
export function confstr(name: number): Uint8Array | null {
  const buffer = new Uint8Array(1024);
  const n = ambiguous(() => c.confstr(name, buffer, buffer.length));
  return n <= 0 ? null : buffer.slice(0, n - 1);
}

/** The limit of a file or of what a descriptor stands for; -1 for none. */
export function pathconf(target: Path | number, name: number): number {
  if (typeof target === "number") return ambiguous(() => c.fpathconf(target, name));
  demand("read", target);
  const bytes = cString(target);
  return ambiguous(() => c.pathconf(bytes, name));
}

/** An offset that the system moves, or null for the descriptor's own. */
function offsetArgument(offset: number | null): BigInt64Array | null {
  return offset === null ? null : BigInt64Array.of(BigInt(offset));
}

export function copyFileRange(
  from: number,
  to: number,
  count: number,
  fromOffset: number | null,
  toOffset: number | null,
): number {
  const n = Number(
    c.copy_file_range(from, offsetArgument(fromOffset), to, offsetArgument(toOffset), count, 0),
  );
  if (n < 0) fail();
  return n;
}

export function splice(
  from: number,
  to: number,
  count: number,
  fromOffset: number | null,
  toOffset: number | null,
  flags: number,
): number {
  const n = Number(
    c.splice(from, offsetArgument(fromOffset), to, offsetArgument(toOffset), count, flags),
  );
  if (n < 0) fail();
  return n;
}

export function eventfd(initial: number, flags: number): number {
  beforeBlocking();
  return check(c.eventfd(initial, flags));
}

export function createMemoryFile(name: Path, flags: number): number {
  return check(c.memfd_create(cString(name), flags));
}

export function createTimer(clock: number, flags: number): number {
  beforeBlocking();
  return check(c.timerfd_create(clock, flags));
}

/** struct itimerspec as two numbers of nanoseconds: the interval and the time to the next expiration. */
function timerPair(spec: BigInt64Array): [bigint, bigint] {
  return [spec[0] * 1000000000n + spec[1], spec[2] * 1000000000n + spec[3]];
}

/** Sets a timer in nanoseconds; gives the interval and the time that were left. */
export function setTimerNs(
  fd: number,
  flags: number,
  initial: bigint,
  interval: bigint,
): [bigint, bigint] {
  const old = new BigInt64Array(4);
  const spec = BigInt64Array.of(
    interval / 1000000000n,
    interval % 1000000000n,
    initial / 1000000000n,
    initial % 1000000000n,
  );
  check(c.timerfd_settime(fd, flags, spec, old));
  return timerPair(old);
}

export function getTimerNs(fd: number): [bigint, bigint] {
  const spec = new BigInt64Array(4);
  check(c.timerfd_gettime(fd, spec));
  return timerPair(spec);
}

export function adviseFile(fd: number, offset: number, length: number, advice: number): void {
  checkNumber(c.posix_fadvise(fd, offset, length, advice));
}

export function allocateFile(fd: number, offset: number, length: number): void {
  checkNumber(c.posix_fallocate(fd, offset, length));
}

export function openPseudoTerminal(flags: number): number {
  return check(c.posix_openpt(flags));
}

export function grantPseudoTerminal(fd: number): void {
  check(c.grantpt(fd));
}

export function unlockPseudoTerminal(fd: number): void {
  check(c.unlockpt(fd));
}

export function pseudoTerminalName(fd: number): string {
  const name = new Uint8Array(128);
  checkNumber(c.ptsname_r(fd, name, name.length));
  return new TextDecoder().decode(name.subarray(0, name.indexOf(0)));
}

export function loginTerminal(fd: number): void {
  check(c.login_tty(fd));
}

export function syncData(fd: number): void {
  while (c.fdatasync(fd) === -1) {
    if (lastErrno() !== ERRNO.EINTR) fail();
    interrupted();
  }
}

export function syncAll(): void {
  c.sync();
}

export function yieldProcessor(): void {
  if (hasLibc()) check(c.sched_yield());
}

/** The highest or the lowest priority of a scheduling policy. */
export function priorityBound(policy: number, highest: boolean): number {
  return check(highest ? c.sched_get_priority_max(policy) : c.sched_get_priority_min(policy));
}

export function getScheduler(pid: number): number {
  return check(c.sched_getscheduler(pid));
}

export function setScheduler(pid: number, policy: number, priority: number): void {
  check(c.sched_setscheduler(pid, policy, Int32Array.of(priority)));
}

export function getSchedulerPriority(pid: number): number {
  const priority = new Int32Array(1);
  check(c.sched_getparam(pid, priority));
  return priority[0];
}

export function setSchedulerPriority(pid: number, priority: number): void {
  check(c.sched_setparam(pid, Int32Array.of(priority)));
}

/** Seconds of a turn of the round-robin scheduler. */
export function roundRobinInterval(pid: number): number {
  const time = new BigInt64Array(2);
  check(c.sched_rr_get_interval(pid, time));
  return Number(time[0]) + Number(time[1]) * 1e-9;
}

export function setAffinity(pid: number, cpus: readonly number[]): void {
  const mask = new Uint8Array(1024);
  for (const cpu of cpus) if (cpu < mask.length * 8) mask[cpu >> 3] |= 1 << (cpu & 7);
  check(c.sched_setaffinity(pid, mask.length, mask));
}

/** Real, effective and saved ids. */
export function savedIds(of: "user" | "group"): [number, number, number] {
  const ids = [new Uint32Array(1), new Uint32Array(1), new Uint32Array(1)] as const;
  check(of === "user" ? c.getresuid(...ids) : c.getresgid(...ids));
  return [ids[0][0], ids[1][0], ids[2][0]];
}

/** The calls that change who the process is; -1 leaves an id as it is. */
export const identity: {
  readonly setuid: (id: number) => void;
  readonly seteuid: (id: number) => void;
  readonly setgid: (id: number) => void;
  readonly setegid: (id: number) => void;
  readonly setreuid: (real: number, effective: number) => void;
  readonly setregid: (real: number, effective: number) => void;
  readonly setresuid: (real: number, effective: number, saved: number) => void;
  readonly setresgid: (real: number, effective: number, saved: number) => void;
} = {
  setuid: (id) => void check(c.setuid(id | 0)),
  seteuid: (id) => void check(c.seteuid(id | 0)),
  setgid: (id) => void check(c.setgid(id | 0)),
  setegid: (id) => void check(c.setegid(id | 0)),
  setreuid: (r, e) => void check(c.setreuid(r | 0, e | 0)),
  setregid: (r, e) => void check(c.setregid(r | 0, e | 0)),
  setresuid: (r, e, s) => void check(c.setresuid(r | 0, e | 0, s | 0)),
  setresgid: (r, e, s) => void check(c.setresgid(r | 0, e | 0, s | 0)),
};

export function setGroups(groups: readonly number[]): void {
  check(c.setgroups(groups.length, Uint32Array.from(groups)));
}

/** The groups of a user, with one more. */
export function groupList(user: Path, group: number): number[] {
  const count = Int32Array.of(1024);
  const groups = new Uint32Array(count[0]);
  if (c.getgrouplist(cString(user), group, groups, count) === -1) fail();
  return [...groups.subarray(0, count[0])];
}

export function initGroups(user: Path, group: number): void {
  check(c.initgroups(cString(user), group));
}

export function setNamespace(fd: number, type: number): void {
  check(c.setns(fd, type));
}

export function unshare(flags: number): void {
  check(c.unshare(flags));
}

/** What waitid says of a child. */
export interface ChildInfo {
  readonly pid: number;
  readonly uid: number;
  readonly signal: number;
  readonly status: number;
  readonly code: number;
}

/** waitid(2); null where no child has changed its state (WNOHANG). */
export function waitid(idtype: number, id: number, options: number): ChildInfo | null {
  beforeBlocking();
  const info = new Int32Array(32);
  while (c.waitid(idtype, id, info, options) === -1) {
    if (lastErrno() !== ERRNO.EINTR) fail();
    interrupted();
  }
  // siginfo_t: signal, errno, code, then from byte 16 the pid, the uid and the status
  if (info[4] === 0) return null;
  return { pid: info[4], uid: info[5], signal: info[0], status: info[6], code: info[2] };
}
