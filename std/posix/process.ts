// The functions of `posix` about processes: identity, children, signals, the system.

import {
  constants,
  dieOf,
  environment,
  ERRNO,
  execute,
  HostError,
  makeDevice,
  type Path,
  PermissionRefused,
  pidfdOpen,
  sendGroupSignal,
  shell,
  waitpid,
  type WaitResult,
} from "../../vm/host/mod.ts";
import { callMethod, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { sizeNumber } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { PySet } from "../../vm/objects/set.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { newStruct } from "../../vm/objects/structseq.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { writePendingFiles } from "../io/dirty.ts";
import { errnoError, raiseFor } from "../os_support/errors.ts";
import { pathArgument } from "../os_support/paths.ts";
import { sendAndDeliver } from "../signal/module.ts";
import { resourceUsage } from "../os_support/rusage.ts";
import { deviceArgument, devicePartArgument, intArgument, onSystem } from "./arguments.ts";
import { threadCount, waitFor } from "../thread/scheduler.ts";
import { TimesResultType, UnameResultType } from "./results.ts";

const { SIGNALS } = constants;

function plain(f: () => Value): () => Value {
  return () => onSystem(f);
}

/** An argument vector: a list or a tuple of names. */
export function argvArgument(v: Value, who: string): Path[] {
  if (!(v instanceof PyTuple) && !(v instanceof PyList)) {
    throw typeError(`${who} must be a tuple or list`);
  }
  const items = toArray(v);
  if (items.length === 0) throw valueError(`${who} must not be empty`);
  const out = items.map((item) => pathArgument(item, "argv").host);
  if (out[0].length === 0) throw valueError(`${who} first element cannot be empty`);
  return out;
}

/** `NAME=value` of each item of a mapping. */
export function environmentArgument(v: Value, who: string): Path[] {
  if (typeOf(v).lookup("__getitem__") === undefined || getAttrOrAbsent(v, "keys") === undefined) {
    throw typeError(`${who}: environment must be a mapping object`);
  }
  const keys = toArray(callMethod(v, "keys"));
  const values = toArray(callMethod(v, "values"));
  return keys.map((k, i) => variable(k, values[i]));
}

/** One `NAME=value`. */
function variable(name: Value, value: Value): Path {
  const k = pathArgument(name, "key").host, v = pathArgument(value, "value").host;
  const equals = typeof k === "string" ? k.indexOf("=") : k.indexOf(61);
  if (k.length === 0 || equals >= 0) throw valueError("illegal environment variable name");
  if (typeof k === "string" && typeof v === "string") return `${k}=${v}`;
  const encoder = new TextEncoder();
  const a = typeof k === "string" ? encoder.encode(k) : k;
  const b = typeof v === "string" ? encoder.encode(v) : v;
  const out = new Uint8Array(a.length + 1 + b.length);
  out.set(a);
  out[a.length] = 61;
  out.set(b, a.length + 1);
  return out;
}

function exec(path: Value, argv: Value, env: Value | undefined, who: string): Value {
  const p = pathArgument(path, `${who}: path`);
  const args = argvArgument(argv, `${who}: argv`);
  const variables = env === undefined ? null : environmentArgument(env, who);
  currentInterpreter().audit("os.exec", path, argv, env ?? NONE);
  writePendingFiles();
  try {
    execute(p.host, args, variables);
  } catch (e) {
    raiseFor(e, p.shown);
  }
}

/** Children whose end was seen while their thread was put aside: what its call will return when it is done again. */
const ended: Map<string, WaitResult> = new Map();

/** Waits for a child; other threads run meanwhile. */
function waitChild(pid: number, options: number, who: Declaration): WaitResult {
  const key = `${pid}:${options}`;
  const known = ended.get(key);
  if (known !== undefined) {
    ended.delete(key);
    return known;
  }
  if (threadCount() === 0 || (options & constants.WNOHANG) !== 0) {
    return onSystem(() => waitpid(pid, options));
  }
  const isOver = (): boolean => {
    if (ended.has(key)) return true;
    const r = onSystem(() => waitpid(pid, options | constants.WNOHANG));
    if (r.pid !== 0) ended.set(key, r);
    return r.pid !== 0;
  };
  waitFor(isOver, Infinity, who);
  return waitChild(pid, options, who);
}

function waitTuple(r: WaitResult): Value {
  return new PyTuple([r.pid, r.status]);
}

/** Tests and extracts of a wait status. */
const exited = (s: number): boolean => (s & 0x7f) === 0;
const signaled = (s: number): boolean => ((s & 0x7f) + 1 << 24 >> 24) >> 1 > 0;
const stopped = (s: number): boolean => (s & 0xff) === 0x7f;

function statusMethod(signature: string, doc: string, f: (status: number) => Value): Declaration {
  return method(signature, doc, (status: Value) => f(intArgument(status)));
}

function exitCode(status: Value): Value {
  const s = intArgument(status);
  if (exited(s)) return s >> 8 & 0xff;
  if (signaled(s)) return -(s & 0x7f);
  if (stopped(s)) {
    throw valueError(`process stopped by delivery of signal ${s >> 8 & 0xff}`);
  }
  throw valueError(`invalid wait status: ${s}`);
}

function ids(): ReturnType<typeof environment.userIds> {
  try {
    return environment.userIds();
  } catch (e) {
    // `site` asks while Python starts; a program that asks is refused
    if (!(e instanceof PermissionRefused && currentInterpreter().starting)) throw e;
    return { uid: NOBODY, euid: NOBODY, gid: NOBODY, egid: NOBODY };
  }
}

/** The id that no user has. */
const NOBODY = 4294967295;

function times(): Value {
  const own = onSystem(() => environment.resourceUsage(0));
  const children = onSystem(() => environment.resourceUsage(-1));
  const floats = [own[0], own[1], children[0], children[1], elapsed()];
  return newStruct(TimesResultType, floats.map((x) => new PyFloat(x)));
}

/** Seconds since the system started, in hundredths, as times(2) counts. */
function elapsed(): number {
  return Math.floor(performance.timeOrigin / 10 + performance.now() / 10) / 100;
}

/** The functions about processes. */
export const PROCESS_FUNCTIONS: Record<string, Declaration> = {
  _exit: method(
    "(status)",
    "Exit to the system with specified status, without normal exit processing.",
    (status: Value) => {
      environment.exit(intArgument(status) & 0xff);
    },
  ),
  abort: method("()", "Abort the interpreter immediately.", () => {
    dieOf(SIGNALS.SIGABRT);
  }),
  getpid: method("()", "Return the current process id.", () => environment.pid()),
  getppid: method(
    "()",
    "Return the parent's process id.",
    plain(() => environment.parentPid()),
  ),
  getuid: method("()", "Return the current process's user id.", plain(() => ids().uid)),
  geteuid: method(
    "()",
    "Return the current process's effective user id.",
    plain(() => ids().euid),
  ),
  getgid: method("()", "Return the current process's group id.", plain(() => ids().gid)),
  getegid: method(
    "()",
    "Return the current process's effective group id.",
    plain(() => ids().egid),
  ),
  getgroups: method(
    "()",
    "Return list of supplemental group IDs for the process.",
    plain(() => new PyList(environment.groups())),
  ),
  getpgid: method(
    "(pid)",
    "Call the system call getpgid(), and return the result.",
    (pid: Value) => {
      const n = intArgument(pid);
      return onSystem(() => environment.processGroup(n));
    },
  ),
  getpgrp: method(
    "()",
    "Return the current process group id.",
    plain(() => environment.processGroup(0)),
  ),
  setpgid: method(
    "(pid, pgrp, /)",
    "Call the system call setpgid(pid, pgrp).",
    (pid: Value, group: Value) => {
      const p = intArgument(pid), g = intArgument(group);
      onSystem(() => environment.setProcessGroup(p, g));
    },
  ),
  setpgrp: method("()", "Make the current process the leader of its process group.", () => {
    onSystem(() => environment.setProcessGroup(0, 0));
  }),
  getsid: method("(pid, /)", "Call the system call getsid(pid) and return the result.", (
    pid: Value,
  ) => {
    const n = intArgument(pid);
    return onSystem(() => environment.session(n));
  }),
  setsid: method("()", "Call the system call setsid().", () => {
    onSystem(() => environment.newSession());
  }),
  getpriority: method(
    "(which, who)",
    "Return program scheduling priority.",
    (which: Value, who: Value) => {
      const a = intArgument(which), b = intArgument(who);
      return onSystem(() => environment.getPriority(a, b));
    },
  ),
  setpriority: method(
    "(which, who, priority)",
    "Set program scheduling priority.",
    (which: Value, who: Value, priority: Value) => {
      const a = intArgument(which), b = intArgument(who), c = intArgument(priority);
      onSystem(() => environment.setPriority(a, b, c));
    },
  ),
  nice: method(
    "(increment, /)",
    "Add increment to the priority of process and return the new priority.",
    (increment: Value) => {
      const n = intArgument(increment);
      return onSystem(() => {
        const wanted = environment.getPriority(0, 0) + n;
        environment.setPriority(0, 0, Math.min(Math.max(wanted, -20), 19));
        return environment.getPriority(0, 0);
      });
    },
  ),
  getlogin: method("()", "Return the actual login name.", () => {
    const name = environment.getVariable("LOGNAME") ?? environment.getVariable("USER");
    if (name === undefined) throw errnoError(ERRNO.ENXIO);
    return strFromUtf16(name);
  }),
  uname: method(
    "()",
    "Return an object identifying the current operating system.",
    plain(() => {
      const n = environment.systemName();
      const parts = [n.sysname, n.nodename, n.release, n.version, n.machine];
      return newStruct(UnameResultType, parts.map(strFromUtf16));
    }),
  ),
  times: method("()", "Return a collection containing process timing information.", times),
  getloadavg: method(
    "()",
    "Return average recent system load information.",
    plain(() => new PyTuple(environment.loadAverage().map((x) => new PyFloat(x)))),
  ),
  cpu_count: method("()", "Return the number of logical CPUs in the system.", () => {
    const { cpuCount } = currentInterpreter().config;
    return cpuCount > 0 ? cpuCount : environment.cpuCount();
  }),
  sched_getaffinity: method(
    "(pid, /)",
    "Return the affinity of the process identified by pid (or the current process if zero).",
    (pid: Value) => {
      const n = intArgument(pid);
      const cpus = new PySet();
      for (const cpu of onSystem(() => environment.cpuAffinity(n))) cpus.add(cpu);
      return cpus;
    },
  ),
  urandom: method(
    "(size, /)",
    "Return a bytes object containing random bytes suitable for cryptographic use.",
    (size: Value) => {
      const n = sizeNumber(size);
      if (n < 0) throw valueError("negative argument not allowed");
      return new PyBytes(environment.randomBytes(n));
    },
  ),
  getrandom: method("(size, flags=0)", "Obtain a series of random bytes.", (size: Value) => {
    const n = sizeNumber(size);
    if (n < 0) throw errnoError(ERRNO.EINVAL);
    return new PyBytes(environment.randomBytes(n));
  }),
  kill: method("(pid, signal, /)", "Kill a process with a signal.", (pid: Value, signal: Value) => {
    const p = intArgument(pid), s = intArgument(signal);
    currentInterpreter().audit("os.kill", p, s);
    sendAndDeliver(p, s);
  }),
  killpg: method(
    "(pgid, signal, /)",
    "Kill a process group with a signal.",
    (group: Value, signal: Value) => {
      const g = intArgument(group), s = intArgument(signal);
      currentInterpreter().audit("os.killpg", g, s);
      onSystem(() => sendGroupSignal(g, s));
    },
  ),
  wait: method(
    "()",
    "Wait for completion of a child process.",
    () => waitTuple(waitChild(-1, 0, PROCESS_FUNCTIONS.wait)),
  ),
  waitpid: method(
    "(pid, options, /)",
    "Wait for completion of a given child process.",
    (pid: Value, options: Value) => {
      const p = intArgument(pid), o = intArgument(options);
      return waitTuple(waitChild(p, o, PROCESS_FUNCTIONS.waitpid));
    },
  ),
  wait3: method("(options)", "Wait for completion of a child process.", (options: Value) => {
    const o = intArgument(options);
    const r = waitChild(-1, o, PROCESS_FUNCTIONS.wait3);
    return new PyTuple([r.pid, r.status, resourceUsage(r.usage)]);
  }),
  wait4: method(
    "(pid, options)",
    "Wait for completion of a specific child process.",
    (pid: Value, options: Value) => {
      const p = intArgument(pid), o = intArgument(options);
      const r = waitChild(p, o, PROCESS_FUNCTIONS.wait4);
      return new PyTuple([r.pid, r.status, resourceUsage(r.usage)]);
    },
  ),
  pidfd_open: method(
    "(pid, flags=0)",
    "Return a file descriptor referring to the process *pid*.",
    (pid: Value, flags?: Value) => {
      const p = intArgument(pid), f = flags === undefined ? 0 : intArgument(flags);
      return onSystem(() => pidfdOpen(p, f));
    },
  ),
  waitstatus_to_exitcode: method(
    "(status)",
    "Convert a wait status to an exit code.",
    exitCode,
  ),
  WIFEXITED: statusMethod(
    "(status)",
    "Return True if the process returning status exited via the exit() system call.",
    exited,
  ),
  WEXITSTATUS: statusMethod(
    "(status)",
    "Return the process return code from status.",
    (s) => s >> 8 & 0xff,
  ),
  WIFSIGNALED: statusMethod(
    "(status)",
    "Return True if the process returning status was terminated by a signal.",
    signaled,
  ),
  WTERMSIG: statusMethod(
    "(status)",
    "Return the signal that terminated the process that provided the status value.",
    (s) => s & 0x7f,
  ),
  WIFSTOPPED: statusMethod(
    "(status)",
    "Return True if the process returning status was stopped.",
    stopped,
  ),
  WSTOPSIG: statusMethod(
    "(status)",
    "Return the signal that stopped the process that provided the status value.",
    (s) => s >> 8 & 0xff,
  ),
  WIFCONTINUED: statusMethod(
    "(status)",
    "Return True if a particular process was continued from a job control stop.",
    (s) => s === 0xffff,
  ),
  WCOREDUMP: statusMethod(
    "(status, /)",
    "Return True if the process returning status was dumped to a core file.",
    (s) => (s & 0x80) !== 0,
  ),
  execv: method(
    "(path, argv, /)",
    "Execute an executable path with arguments, replacing current process.",
    (path: Value, argv: Value) => exec(path, argv, undefined, "execv"),
  ),
  execve: method(
    "(path, argv, env)",
    "Execute an executable path with arguments, replacing current process.",
    (path: Value, argv: Value, env: Value) => exec(path, argv, env, "execve"),
  ),
  system: method("(command)", "Execute the command in a subshell.", (command: Value) => {
    const c = pathArgument(command, "system: command");
    currentInterpreter().audit("os.system", command);
    writePendingFiles();
    return onSystem(() => shell(c.host));
  }),
  strerror: method("(code)", "Translate an error code to a message string.", (code: Value) => {
    return new HostError(intArgument(code)).message;
  }),
  major: method(
    "(device, /)",
    "Extracts a device major number from a raw device number.",
    (device: Value) => {
      const d = deviceArgument(device);
      if (d === -1n) return -1;
      return Number((d >> 8n & 0xfffn) | (d >> 32n & 0xfffff000n));
    },
  ),
  minor: method(
    "(device, /)",
    "Extracts a device minor number from a raw device number.",
    (device: Value) => {
      const d = deviceArgument(device);
      if (d === -1n) return -1;
      return Number((d & 0xffn) | (d >> 12n & 0xffffff00n));
    },
  ),
  makedev: method(
    "(major, minor, /)",
    "Composes a raw device number from the major and minor device numbers.",
    (major: Value, minor: Value) => {
      const a = devicePartArgument(major), b = devicePartArgument(minor);
      return a === -1 && b === -1 ? -1 : makeDevice(a >>> 0, b >>> 0);
    },
  ),
  register_at_fork: method(
    "(*, before=<unrepresentable>, after_in_child=<unrepresentable>, after_in_parent=<unrepresentable>)",
    "Register callables to be called when forking a new process.\n\nThis process cannot fork, so that none is ever called.",
    (before?: Value, child?: Value, parent?: Value) => {
      const given = [["before", before], ["after_in_child", child], ["after_in_parent", parent]];
      if (given.every(([, v]) => v === undefined)) {
        throw typeError("At least one argument is required.");
      }
      for (const [name, v] of given) {
        if (v !== undefined && typeOf(v as Value).lookup("__call__") === undefined) {
          throw typeError(`'${name as string}' must be callable, not ${typeOf(v as Value).name}`);
        }
      }
    },
  ),
  _inputhook: method("()", "Calls PyOS_CallInputHook droppong the GIL first", () => 0),
  _is_inputhook_installed: method("()", "Checks if PyOS_CallInputHook is set", () => false),
};
