// The functions of `posix` for which only the C library serves: users and groups, scheduling, special descriptors,
// configuration.

import { system, type system as host } from "../../vm/host/mod.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { type Int, NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, sizeNumber } from "../../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16, strOf } from "../../vm/objects/str.ts";
import { isStruct, newStruct, type PyStructSequence } from "../../vm/objects/structseq.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { descriptors } from "../os_support/host.ts";
import { decodeName, pathArgument } from "../os_support/paths.ts";
import { idArgument, intArgument, longArgument, onPath, onSystem, onTarget } from "./arguments.ts";
import { CONFSTR_NAMES, PATHCONF_NAMES, SYSCONF_NAMES } from "./configuration.ts";
import { SchedParamType, WaitidResultType } from "./results.ts";
import { environment } from "../../vm/host/mod.ts";

const EVENT_CLOEXEC = 0x80000;

/** The number of a configuration variable given by name or number. */
function configurationName(v: Value, names: Readonly<Record<string, number>>): number {
  const s = strOf(v);
  if (s !== undefined) {
    if (typeof s !== "string" || !Object.hasOwn(names, s)) {
      throw valueError("unrecognized configuration name");
    }
    return names[s];
  }
  if (typeof v !== "number") {
    throw typeError("configuration names must be strings or integers");
  }
  return v;
}

/** A function of ints that returns nothing. */
function ints(
  signature: string,
  doc: string,
  f: (...args: number[]) => void,
): Declaration {
  return method(signature, doc, (...args: Value[]) => {
    const numbers = args.map(intArgument);
    onSystem(() => f(...numbers));
  });
}

/** A function of user or group ids that returns nothing. */
function ids(
  signature: string,
  doc: string,
  what: "uid" | "gid",
  f: (...args: number[]) => void,
): Declaration {
  return method(signature, doc, (...args: Value[]) => {
    const numbers = args.map((v) => idArgument(v, what));
    onSystem(() => f(...numbers));
  });
}

function offsetOf(v: Value | undefined): number | null {
  return v === undefined || v === NONE ? null : longArgument(v);
}

function countOf(v: Value): number {
  const n = sizeNumber(v);
  if (n < 0) throw valueError("negative value for 'count' not allowed");
  return n;
}

/** The priority in a sched_param. */
export function priorityOf(v: Value): number {
  if (!isStruct(v, SchedParamType)) throw typeError("must have a sched_param object");
  return intArgument((v as PyStructSequence).items[0]);
}

function canonical(n: bigint): Int {
  return n <= 0x1fffffffffffffn ? Number(n) : n;
}

function nsPair(pair: [bigint, bigint]): Value {
  return new PyTuple(pair.map(canonical));
}

function secondsPair(pair: [bigint, bigint]): Value {
  return new PyTuple(pair.map((n) => new PyFloat(Number(n) / 1e9)));
}

/** Nanoseconds of a number of seconds, rounded up. */
function secondsNs(v: Value | undefined): bigint {
  if (v === undefined) return 0n;
  const s = v instanceof PyFloat ? v.v : Number(indexOf(v));
  if (Number.isNaN(s)) throw valueError("Invalid value NaN (not a number)");
  return BigInt(Math.ceil(s * 1e9));
}

function waitidResult(info: host.ChildInfo | null): Value {
  if (info === null) return NONE;
  return newStruct(WaitidResultType, [info.pid, info.uid, info.signal, info.status, info.code]);
}

/** The functions. */
export const SYSTEM_FUNCTIONS: Record<string, Declaration> = {
  chroot: method("(path)", "Change root directory to path.", (path: Value) => {
    onPath(path, "chroot", (p) => system.chroot(p));
  }),
  sysconf: method(
    "(name, /)",
    "Return an integer-valued system configuration variable.",
    (name: Value) => {
      const n = configurationName(name, SYSCONF_NAMES);
      return onSystem(() => environment.sysconf(n));
    },
  ),
  confstr: method(
    "(name, /)",
    "Return a string-valued system configuration variable.",
    (name: Value) => {
      const n = configurationName(name, CONFSTR_NAMES);
      const text = onSystem(() => system.confstr(n));
      return text === null ? NONE : decodeName(text);
    },
  ),
  pathconf: method(
    "(path, name)",
    "Return the configuration limit name for the file or directory path.\n\nIf there is no limit, return -1.",
    (path: Value, name: Value) => {
      const n = configurationName(name, PATHCONF_NAMES);
      return onTarget(path, "pathconf", (p) => system.pathconf(p, n));
    },
  ),
  fpathconf: method(
    "(fd, name, /)",
    "Return the configuration limit name for the file descriptor fd.\n\nIf there is no limit, return -1.",
    (fd: Value, name: Value) => {
      const f = intArgument(fd), n = configurationName(name, PATHCONF_NAMES);
      return onSystem(() => system.pathconf(f, n));
    },
  ),
  copy_file_range: method(
    "(src, dst, count, offset_src=None, offset_dst=None)",
    "Copy count bytes from one file descriptor to another.",
    (src: Value, dst: Value, count: Value, from?: Value, to?: Value) => {
      const s = intArgument(src), d = intArgument(dst), n = countOf(count);
      return onSystem(() => system.copyFileRange(s, d, n, offsetOf(from), offsetOf(to)));
    },
  ),
  splice: method(
    "(src, dst, count, offset_src=None, offset_dst=None, flags=0)",
    "Transfer count bytes from one pipe to a descriptor or vice versa.",
    (src: Value, dst: Value, count: Value, from?: Value, to?: Value, flags?: Value) => {
      const s = intArgument(src), d = intArgument(dst), n = countOf(count);
      const f = flags === undefined ? 0 : intArgument(flags);
      return onSystem(() => system.splice(s, d, n, offsetOf(from), offsetOf(to), f));
    },
  ),
  eventfd: method(
    "(initval, flags=EFD_CLOEXEC)",
    "Creates and returns an event notification file descriptor.",
    (initial: Value, flags?: Value) => {
      const n = Number(indexOf(initial));
      const f = flags === undefined ? EVENT_CLOEXEC : intArgument(flags);
      return onSystem(() => system.eventfd(n, f));
    },
  ),
  eventfd_read: method("(fd)", "Read eventfd value", (fd: Value) => {
    const n = intArgument(fd);
    const value = new BigUint64Array(1);
    onSystem(() => descriptors().read(n, new Uint8Array(value.buffer)));
    return canonical(value[0]);
  }),
  eventfd_write: method("(fd, value)", "Write eventfd value.", (fd: Value, value: Value) => {
    const n = intArgument(fd), v = BigInt(indexOf(value));
    if (v < 0n || v >= 1n << 64n) {
      throw overflowError("Python int too large to convert to C unsigned long long");
    }
    const bytes = new Uint8Array(BigUint64Array.of(v).buffer);
    onSystem(() => descriptors().write(n, bytes));
  }),
  memfd_create: method(
    "(name, flags=MFD_CLOEXEC)",
    "Create an anonymous file that lives in memory.",
    (name: Value, flags?: Value) => {
      const f = flags === undefined ? 1 : Number(indexOf(flags));
      return onPath(name, "memfd_create", (p) => system.createMemoryFile(p, f));
    },
  ),
  timerfd_create: method(
    "(clockid, /, *, flags=0)",
    "Create and return a timer file descriptor.",
    (clock: Value, flags?: Value) => {
      const n = intArgument(clock), f = flags === undefined ? 0 : intArgument(flags);
      return onSystem(() => system.createTimer(n, f | EVENT_CLOEXEC));
    },
  ),
  timerfd_settime: method(
    "(fd, /, *, flags=0, initial=0.0, interval=0.0)",
    "Alter a timer file descriptor's internal timer in seconds.",
    (fd: Value, flags?: Value, initial?: Value, interval?: Value) => {
      const n = intArgument(fd), f = flags === undefined ? 0 : intArgument(flags);
      const first = secondsNs(initial), every = secondsNs(interval);
      return secondsPair(onSystem(() => system.setTimerNs(n, f, first, every)));
    },
  ),
  timerfd_settime_ns: method(
    "(fd, /, *, flags=0, initial=0, interval=0)",
    "Alter a timer file descriptor's internal timer in nanoseconds.",
    (fd: Value, flags?: Value, initial?: Value, interval?: Value) => {
      const n = intArgument(fd), f = flags === undefined ? 0 : intArgument(flags);
      const first = initial === undefined ? 0n : BigInt(indexOf(initial));
      const every = interval === undefined ? 0n : BigInt(indexOf(interval));
      return nsPair(onSystem(() => system.setTimerNs(n, f, first, every)));
    },
  ),
  timerfd_gettime: method(
    "(fd, /)",
    "Return a tuple of a timer file descriptor's (interval, next expiration) in float seconds.",
    (fd: Value) => {
      const n = intArgument(fd);
      return secondsPair(onSystem(() => system.getTimerNs(n)));
    },
  ),
  timerfd_gettime_ns: method(
    "(fd, /)",
    "Return a tuple of a timer file descriptor's (interval, next expiration) in nanoseconds.",
    (fd: Value) => {
      const n = intArgument(fd);
      return nsPair(onSystem(() => system.getTimerNs(n)));
    },
  ),
  posix_fadvise: method(
    "(fd, offset, length, advice, /)",
    "Announce an intention to access data in a specific pattern.",
    (fd: Value, offset: Value, length: Value, advice: Value) => {
      const n = intArgument(fd), o = longArgument(offset), l = longArgument(length);
      const a = intArgument(advice);
      onSystem(() => system.adviseFile(n, o, l, a));
    },
  ),
  posix_fallocate: method(
    "(fd, offset, length, /)",
    "Ensure a file has allocated at least a particular number of bytes on disk.",
    (fd: Value, offset: Value, length: Value) => {
      const n = intArgument(fd), o = longArgument(offset), l = longArgument(length);
      onSystem(() => system.allocateFile(n, o, l));
    },
  ),
  posix_openpt: method(
    "(oflag, /)",
    "Open and return a file descriptor for a master pseudo-terminal device.",
    (flags: Value) => {
      const f = intArgument(flags);
      return onSystem(() => system.openPseudoTerminal(f));
    },
  ),
  grantpt: ints(
    "(fd, /)",
    "Grant access to the slave pseudo-terminal device.",
    system.grantPseudoTerminal,
  ),
  unlockpt: ints(
    "(fd, /)",
    "Unlock a pseudo-terminal master/slave pair.",
    system.unlockPseudoTerminal,
  ),
  ptsname: method(
    "(fd, /)",
    "Return the name of the slave pseudo-terminal device.",
    (fd: Value) => {
      const n = intArgument(fd);
      return strFromUtf16(onSystem(() => system.pseudoTerminalName(n)));
    },
  ),
  login_tty: ints(
    "(fd, /)",
    "Prepare the tty of which fd is a file descriptor for a new login session.",
    system.loginTerminal,
  ),
  fdatasync: ints(
    "(fd)",
    "Force write of fd to disk without forcing update of metadata.",
    system.syncData,
  ),
  sync: method("()", "Force write of everything to disk.", () => {
    onSystem(() => system.syncAll());
  }),
  sched_yield: method("()", "Voluntarily relinquish the CPU.", () => {
    onSystem(() => system.yieldProcessor());
  }),
  sched_get_priority_max: method(
    "(policy)",
    "Get the maximum scheduling priority for policy.",
    (policy: Value) => {
      const p = intArgument(policy);
      return onSystem(() => system.priorityBound(p, true));
    },
  ),
  sched_get_priority_min: method(
    "(policy)",
    "Get the minimum scheduling priority for policy.",
    (policy: Value) => {
      const p = intArgument(policy);
      return onSystem(() => system.priorityBound(p, false));
    },
  ),
  sched_getscheduler: method(
    "(pid, /)",
    "Get the scheduling policy for the process identified by pid.",
    (pid: Value) => {
      const p = intArgument(pid);
      return onSystem(() => system.getScheduler(p));
    },
  ),
  sched_setscheduler: method(
    "(pid, policy, param, /)",
    "Set the scheduling policy for the process identified by pid.",
    (pid: Value, policy: Value, param: Value) => {
      const p = intArgument(pid), n = intArgument(policy), priority = priorityOf(param);
      onSystem(() => system.setScheduler(p, n, priority));
    },
  ),
  sched_getparam: method(
    "(pid, /)",
    "Returns scheduling parameters for the process identified by pid.",
    (pid: Value) => {
      const p = intArgument(pid);
      return newStruct(SchedParamType, [onSystem(() => system.getSchedulerPriority(p))]);
    },
  ),
  sched_setparam: method(
    "(pid, param, /)",
    "Set scheduling parameters for the process identified by pid.",
    (pid: Value, param: Value) => {
      const p = intArgument(pid), priority = priorityOf(param);
      onSystem(() => system.setSchedulerPriority(p, priority));
    },
  ),
  sched_rr_get_interval: method(
    "(pid, /)",
    "Return the round-robin quantum for the process identified by pid, in seconds.",
    (pid: Value) => {
      const p = intArgument(pid);
      return new PyFloat(onSystem(() => system.roundRobinInterval(p)));
    },
  ),
  sched_setaffinity: method(
    "(pid, mask, /)",
    "Set the CPU affinity of the process identified by pid to mask.",
    (pid: Value, mask: Value) => {
      const p = intArgument(pid);
      const cpus = toArray(mask).map((v) => {
        const n = intArgument(v);
        if (n < 0) throw valueError("negative CPU number");
        return n;
      });
      onSystem(() => system.setAffinity(p, cpus));
    },
  ),
  getresuid: method(
    "()",
    "Return a tuple of the current process's real, effective, and saved user ids.",
    () => new PyTuple(onSystem(() => system.savedIds("user"))),
  ),
  getresgid: method(
    "()",
    "Return a tuple of the current process's real, effective, and saved group ids.",
    () => new PyTuple(onSystem(() => system.savedIds("group"))),
  ),
  setuid: ids("(uid, /)", "Set the current process's user id.", "uid", system.identity.setuid),
  seteuid: ids(
    "(euid, /)",
    "Set the current process's effective user id.",
    "uid",
    system.identity.seteuid,
  ),
  setgid: ids("(gid, /)", "Set the current process's group id.", "gid", system.identity.setgid),
  setegid: ids(
    "(egid, /)",
    "Set the current process's effective group id.",
    "gid",
    system.identity.setegid,
  ),
  setreuid: ids(
    "(ruid, euid, /)",
    "Set the current process's real and effective user ids.",
    "uid",
    system.identity.setreuid,
  ),
  setregid: ids(
    "(rgid, egid, /)",
    "Set the current process's real and effective group ids.",
    "gid",
    system.identity.setregid,
  ),
  setresuid: ids(
    "(ruid, euid, suid, /)",
    "Set the current process's real, effective, and saved user ids.",
    "uid",
    system.identity.setresuid,
  ),
  setresgid: ids(
    "(rgid, egid, sgid, /)",
    "Set the current process's real, effective, and saved group ids.",
    "gid",
    system.identity.setresgid,
  ),
  setgroups: method(
    "(groups, /)",
    "Set the groups of the current process to list.",
    (groups: Value) => {
      const list = toArray(groups).map((v) => idArgument(v, "gid"));
      onSystem(() => system.setGroups(list));
    },
  ),
  getgrouplist: method(
    "(user, group, /)",
    "Returns a list of groups to which a user belongs.",
    (user: Value, group: Value) => {
      const name = pathArgument(user, "getgrouplist: user").host, g = idArgument(group, "gid");
      return new PyList(onSystem(() => system.groupList(name, g)));
    },
  ),
  initgroups: method(
    "(username, gid, /)",
    "Initialize the group access list.",
    (user: Value, group: Value) => {
      const name = pathArgument(user, "initgroups: username").host, g = idArgument(group, "gid");
      onSystem(() => system.initGroups(name, g));
    },
  ),
  setns: method(
    "(fd, nstype=0)",
    "Move the calling thread into different namespaces.",
    (fd: Value, type?: Value) => {
      const f = intArgument(fd), t = type === undefined ? 0 : intArgument(type);
      onSystem(() => system.setNamespace(f, t));
    },
  ),
  unshare: ints(
    "(flags)",
    "Disassociate parts of a process (or thread) execution context.",
    system.unshare,
  ),
  waitid: method(
    "(idtype, id, options, /)",
    "Returns the result of waiting for a process or processes.",
    (idtype: Value, id: Value, options: Value) => {
      const t = intArgument(idtype), i = intArgument(id), o = intArgument(options);
      return waitidResult(onSystem(() => system.waitid(t, i, o)));
    },
  ),
};
