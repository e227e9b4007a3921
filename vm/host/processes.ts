// Child processes. Where FFI is allowed posix_spawn makes them: fork is no way for a process with V8's
// threads in it, and glibc's posix_spawn is made of vfork, so a large heap costs nothing. Elsewhere
// node:child_process runs a child to its end (`runToEnd`).
//
// Invariant: a child gets the descriptors that it is meant to have and no others. Every descriptor of
// this layer is close-on-exec; the ones that are not, whoever made them, are closed by name when asked.

import { ERRNO, HostError, type Path, translate } from "./errno.ts";
import { beforeBlocking, interrupted, signalSlice } from "./interrupts.ts";
import { check, cString, fail, hasLibc, lastErrno, lazySymbol } from "./libc.ts";
import { SIGNALS, WNOHANG } from "./constants.ts";
import { systemDescriptors } from "./descriptors.ts";
import { systemFiles } from "./files.ts";
import { demand } from "./permissions.ts";
import { sleep } from "./clock.ts";

const POSIX_SPAWN_RESETIDS = 0x01;
const POSIX_SPAWN_SETPGROUP = 0x02;
const POSIX_SPAWN_SETSIGDEF = 0x04;
const POSIX_SPAWN_SETSIGMASK = 0x08;
const POSIX_SPAWN_SETSCHEDPARAM = 0x10;
const POSIX_SPAWN_SETSCHEDULER = 0x20;
const POSIX_SPAWN_SETSID = 0x80;

/** glibc's structures of posix_spawn have 336 and 80 bytes, a sigset 128; other versions no more. */
const ATTRIBUTES_SIZE = 512;
const ACTIONS_SIZE = 256;
const SIGSET_SIZE = 128;

const F_DUPFD_CLOEXEC = 1030;
const SYS_PIDFD_OPEN = 434;

const c = {
  posix_spawn: lazySymbol(
    "posix_spawn",
    ["buffer", "buffer", "buffer", "buffer", "buffer", "pointer"],
    "i32",
  ),
  actionsInit: lazySymbol("posix_spawn_file_actions_init", ["buffer"], "i32"),
  actionsDestroy: lazySymbol("posix_spawn_file_actions_destroy", ["buffer"], "i32"),
  actionsDup2: lazySymbol("posix_spawn_file_actions_adddup2", ["buffer", "i32", "i32"], "i32"),
  actionsClose: lazySymbol("posix_spawn_file_actions_addclose", ["buffer", "i32"], "i32"),
  actionsOpen: lazySymbol(
    "posix_spawn_file_actions_addopen",
    ["buffer", "i32", "buffer", "i32", "u32"],
    "i32",
  ),
  actionsCloseFrom: lazySymbol(
    "posix_spawn_file_actions_addclosefrom_np",
    ["buffer", "i32"],
    "i32",
  ),
  actionsChdir: lazySymbol("posix_spawn_file_actions_addchdir_np", ["buffer", "buffer"], "i32"),
  attributesInit: lazySymbol("posix_spawnattr_init", ["buffer"], "i32"),
  attributesFlags: lazySymbol("posix_spawnattr_setflags", ["buffer", "i16"], "i32"),
  attributesDefault: lazySymbol("posix_spawnattr_setsigdefault", ["buffer", "buffer"], "i32"),
  attributesMask: lazySymbol("posix_spawnattr_setsigmask", ["buffer", "buffer"], "i32"),
  attributesPolicy: lazySymbol("posix_spawnattr_setschedpolicy", ["buffer", "i32"], "i32"),
  attributesPriority: lazySymbol("posix_spawnattr_setschedparam", ["buffer", "buffer"], "i32"),
  attributesGroup: lazySymbol("posix_spawnattr_setpgroup", ["buffer", "i32"], "i32"),
  wait4: lazySymbol("wait4", ["i32", "buffer", "i32", "buffer"], "i32"),
  execve: lazySymbol("execve", ["buffer", "buffer", "pointer"], "i32"),
  /** With null for the library: the symbol as the program itself sees it. */
  dlsym: lazySymbol("dlsym", ["pointer", "buffer"], "pointer"),
  system: lazySymbol("system", ["buffer"], "i32"),
  syscall: lazySymbol("syscall", ["i64", "i64", "i64"], "i64"),
  syscall4: lazySymbol("syscall", ["i64", "i64", "i64", "i64", "i64"], "i64"),
};

/** What a child is to be. */
export interface SpawnOptions {
  /** Files to try in turn, as a search along PATH gives them. */
  readonly executables: readonly Path[];
  readonly argv: readonly Path[];
  /** `NAME=value` each; null for this process's own. */
  readonly env: readonly Path[] | null;
  readonly cwd: Path | null;
  /** The descriptors to become 0, 1 and 2 of the child; -1 leaves one as it is. */
  readonly stdin: number;
  readonly stdout: number;
  readonly stderr: number;
  /** Whether the child gets none but 0, 1, 2 and `passFds`. */
  readonly closeFds: boolean;
  readonly passFds: readonly number[];
  /** Whether the signals that Python ignores have their default action in the child. */
  readonly restoreSignals: boolean;
  readonly newSession: boolean;
  /** -1 for none, 0 for a new one. */
  readonly processGroup: number;
  /** -1 for this process's own. */
  readonly umask: number;
  /** What is done with descriptors after all that, in order (posix_spawn's own interface). */
  readonly actions?: readonly SpawnAction[];
  /** The signals that are blocked in the child; none where it is not given. */
  readonly blocked?: readonly number[];
  /** More signals that have their default action in the child. */
  readonly defaults?: readonly number[];
  /** The scheduling policy of the child (null for this process's own) and its priority. */
  readonly scheduler?: { readonly policy: number | null; readonly priority: number };
  /** The effective ids become the real ones. */
  readonly resetIds?: boolean;
}

/** A step of posix_spawn with a descriptor of the child. */
export type SpawnAction =
  | { readonly kind: "open"; fd: number; path: Path; flags: number; mode: number }
  | { readonly kind: "close"; fd: number }
  | { readonly kind: "dup2"; fd: number; target: number }
  | { readonly kind: "closefrom"; fd: number };

/** A child could not be started. `stage` says at which step, as CPython's subprocess reports it. */
export class SpawnError extends HostError {
  readonly stage: "exec" | "chdir" | "fork";

  constructor(errno: number, stage: "exec" | "chdir" | "fork", path?: Path) {
    super(errno, path);
    this.stage = stage;
  }
}

/** A NULL-terminated array of C strings, with the memory that it points to. */
class StringArray {
  readonly pointers: BigUint64Array<ArrayBuffer>;
  readonly memory: Uint8Array<ArrayBuffer>;

  constructor(strings: readonly Path[]) {
    const parts = strings.map(cString);
    let size = 1;
    for (const part of parts) size += part.length;
    this.memory = new Uint8Array(new ArrayBuffer(size));
    this.pointers = new BigUint64Array(new ArrayBuffer(8 * (parts.length + 1)));
    const base = addressOf(this.memory);
    let at = 0;
    for (let i = 0; i < parts.length; i++) {
      this.memory.set(parts[i], at);
      this.pointers[i] = base + BigInt(at);
      at += parts[i].length;
    }
  }

  pointer(): Deno.PointerValue {
    return Deno.UnsafePointer.of(this.pointers);
  }
}

/** What C holds pointers to during a call; V8 sees no reference in a number. */
const pinned = new Set<StringArray | null>();

function addressOf(memory: Uint8Array<ArrayBuffer>): bigint {
  return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(memory)));
}

/** Where the process's `environ` stands: the program has a copy of the C library's variable, which counts. */
let environLocation: Deno.PointerValue = null;

/** `environ` as it stands now. */
function ownEnvironment(): Deno.PointerValue {
  environLocation ??= c.dlsym(null, cString("environ"));
  if (environLocation === null) throw new HostError(ERRNO.ENOSYS);
  return new Deno.UnsafePointerView(environLocation).getPointer(0);
}

/** An array of bits with these signals set. */
function signalSet(signals: readonly number[]): Uint8Array {
  const set = new Uint8Array(SIGSET_SIZE);
  for (const signal of signals) set[(signal - 1) >> 3] |= 1 << ((signal - 1) & 7);
  return set;
}

function demandRun(executable: Path): void {
  demand("run", executable);
  if (!hasLibc()) throw new HostError(ERRNO.ENOSYS);
}

/** The descriptors from 3 on that a child would inherit. */
function inheritableDescriptors(): number[] {
  const fds = systemDescriptors();
  const found: number[] = [];
  let numbers: number[];
  try {
    numbers = systemFiles().scandir("/proc/self/fd").map((entry) => Number(entry.name));
  } catch {
    numbers = [];
    for (let fd = 3; fd < 1024; fd++) numbers.push(fd);
  }
  for (const fd of numbers) {
    if (fd < 3) continue;
    try {
      if (fds.getInheritable(fd)) found.push(fd);
    } catch {
      // closed by now: the one that listed the directory, for instance
    }
  }
  return found;
}

function addAction(actions: Uint8Array, action: SpawnAction): void {
  switch (action.kind) {
    case "open":
      c.actionsOpen(actions, action.fd, cString(action.path), action.flags, action.mode);
      break;
    case "close":
      c.actionsClose(actions, action.fd);
      break;
    case "dup2":
      c.actionsDup2(actions, action.fd, action.target);
      break;
    case "closefrom":
      c.actionsCloseFrom(actions, action.fd);
  }
}

/** Starts a child, says its process id. Throws SpawnError where it cannot be started. */
export function spawn(options: SpawnOptions): number {
  demandRun(options.executables.length > 0 ? options.executables[0] : options.argv[0]);
  const fds = systemDescriptors();
  const actions = new Uint8Array(new ArrayBuffer(ACTIONS_SIZE));
  const attributes = new Uint8Array(new ArrayBuffer(ATTRIBUTES_SIZE));
  const temporary: number[] = [];
  c.actionsInit(actions);
  c.attributesInit(attributes);
  try {
    // A source below 3 could be overwritten before its turn comes: it is moved out of the way.
    const standard = [options.stdin, options.stdout, options.stderr].map((fd, target) => {
      if (fd < 0 || fd > 2 || fd === target) return fd;
      const copy = fds.fcntl(fd, F_DUPFD_CLOEXEC, 3);
      temporary.push(copy);
      return copy;
    });
    for (let target = 0; target <= 2; target++) {
      // A duplicate of a descriptor onto itself makes it inheritable.
      if (standard[target] >= 0) c.actionsDup2(actions, standard[target], target);
    }
    if (options.closeFds) {
      for (const fd of inheritableDescriptors()) {
        if (!options.passFds.includes(fd)) c.actionsClose(actions, fd);
      }
    }
    for (const fd of options.passFds) c.actionsDup2(actions, fd, fd);
    if (options.cwd !== null) c.actionsChdir(actions, cString(options.cwd));
    for (const action of options.actions ?? []) addAction(actions, action);

    let flags = POSIX_SPAWN_SETSIGMASK;
    c.attributesMask(attributes, signalSet(options.blocked ?? []));
    const defaults = [...options.defaults ?? []];
    if (options.restoreSignals) defaults.push(SIGNALS.SIGPIPE, SIGNALS.SIGXFSZ);
    if (defaults.length > 0) {
      flags |= POSIX_SPAWN_SETSIGDEF;
      c.attributesDefault(attributes, signalSet(defaults));
    }
    if (options.resetIds === true) flags |= POSIX_SPAWN_RESETIDS;
    if (options.scheduler !== undefined) {
      const { policy, priority } = options.scheduler;
      flags |= policy === null ? POSIX_SPAWN_SETSCHEDPARAM : POSIX_SPAWN_SETSCHEDULER;
      if (policy !== null) c.attributesPolicy(attributes, policy);
      c.attributesPriority(attributes, Int32Array.of(priority));
    }
    if (options.newSession) flags |= POSIX_SPAWN_SETSID;
    if (options.processGroup >= 0) {
      flags |= POSIX_SPAWN_SETPGROUP;
      c.attributesGroup(attributes, options.processGroup);
    }
    c.attributesFlags(attributes, flags);
    return spawnFirst(options, actions, attributes);
  } finally {
    c.actionsDestroy(actions);
    for (const fd of temporary) fds.close(fd);
  }
}

/** Tries one file after the other; the first error that is not "no such file" is the one reported. */
function spawnFirst(options: SpawnOptions, actions: Uint8Array, attributes: Uint8Array): number {
  const argv = new StringArray(options.argv);
  const env = options.env === null ? null : new StringArray(options.env);
  const envPointer = env === null ? ownEnvironment() : env.pointer();
  pinned.add(argv).add(env);
  const pid = new Int32Array(1);
  const files = systemFiles();
  const mask = options.umask >= 0 ? files.umask(options.umask) : -1;
  let reported: number = ERRNO.ENOENT;
  try {
    let kept = false;
    for (const executable of options.executables) {
      const error = c.posix_spawn(
        pid,
        cString(executable),
        actions,
        attributes,
        argv.pointers,
        envPointer,
      );
      if (error === 0) {
        return pid[0];
      }
      const missing = error === ERRNO.ENOENT || error === ERRNO.ENOTDIR;
      if (!kept) reported = error;
      if (!missing) kept = true;
    }
  } finally {
    pinned.clear();
    if (mask >= 0) files.umask(mask);
  }
  // posix_spawn does not say which step failed; a directory that cannot be entered explains it.
  if (options.cwd !== null) {
    const failure = chdirFailure(options.cwd);
    if (failure !== 0) throw new SpawnError(failure, "chdir", options.cwd);
  }
  const outOfMeans = reported === ERRNO.EAGAIN || reported === ERRNO.ENOMEM;
  throw new SpawnError(reported, outOfMeans ? "fork" : "exec", options.executables[0]);
}

/** The error of entering a directory, or 0. */
function chdirFailure(path: Path): number {
  try {
    const files = systemFiles();
    if ((files.stat(path).mode & 0o170000) !== 0o040000) return ERRNO.ENOTDIR;
    return files.access(path, 1, true) ? 0 : ERRNO.EACCES;
  } catch (error) {
    return error instanceof HostError ? error.errno : 0;
  }
}

export interface WaitResult {
  readonly pid: number;
  readonly status: number;
  /** getrusage's 144 bytes. */
  readonly usage: DataView;
}

/** wait4(2). With WNOHANG the pid is 0 where no child has ended. */
export function waitpid(pid: number, options: number): WaitResult {
  const status = new Int32Array(1);
  const usage = new DataView(new ArrayBuffer(144));
  const blocking = (options & WNOHANG) === 0;
  if (blocking) beforeBlocking();
  const slices = blocking && signalSlice > 0;
  let delay = 0.0005;
  for (;;) {
    const found = c.wait4(pid, status, slices ? options | WNOHANG : options, usage);
    if (found > 0 || found === 0 && !slices) return { pid: found, status: status[0], usage };
    if (found === 0) {
      sleep(delay, true);
      delay = Math.min(delay * 2, 0.02);
    } else if (lastErrno() !== ERRNO.EINTR) {
      fail();
    }
    interrupted();
  }
}

/** A descriptor that poll finds readable when the process has ended. */
export function pidfdOpen(pid: number, flags: number): number {
  const fd = Number(c.syscall(SYS_PIDFD_OPEN, pid, flags));
  if (fd < 0) fail();
  systemDescriptors().setInheritable(fd, false);
  return fd;
}

/** execve(2): does not come back unless it fails. */
export function execute(path: Path, argv: readonly Path[], env: readonly Path[] | null): never {
  demandRun(path);
  const args = new StringArray(argv);
  const variables = env === null ? null : new StringArray(env);
  pinned.add(args).add(variables);
  c.execve(
    cString(path),
    args.pointers,
    variables === null ? ownEnvironment() : variables.pointer(),
  );
  const errno = lastErrno();
  pinned.clear();
  throw new HostError(errno, path);
}

/** system(3): runs a command in the shell, says its wait status. */
export function shell(command: Path): number {
  demandRun("/bin/sh");
  return check(c.system(cString(command)));
}

export interface EndedProcess {
  /** As waitpid encodes it. */
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

interface NodeChildProcess {
  spawnSync(file: string, args: string[], options: Record<string, unknown>): {
    status: number | null;
    signal: string | null;
    stdout: Uint8Array | null;
    stderr: Uint8Array | null;
    error?: unknown;
  };
}

/**
 * Runs a child to its end, without FFI: the weaker way, in which all of its input is there before and
 * all of its output after. `input` null gives it this process's standard input; an output that is not
 * captured goes where this process's goes.
 */
export function runToEnd(
  argv: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>> | null;
    readonly cwd: string | null;
    readonly input: Uint8Array | null;
    readonly captureOutput: boolean;
    readonly captureErrors: boolean;
  },
): EndedProcess {
  demand("run", argv[0]);
  const process = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } })
    .process;
  const node = process?.getBuiltinModule?.("node:child_process") as NodeChildProcess | undefined;
  if (node === undefined) throw new HostError(ERRNO.ENOSYS);
  const [file, ...args] = argv;
  try {
    const ended = node.spawnSync(file, args, {
      cwd: options.cwd ?? undefined,
      env: options.env ?? undefined,
      input: options.input ?? undefined,
      maxBuffer: Infinity,
      stdio: [
        options.input === null ? "inherit" : "pipe",
        options.captureOutput ? "pipe" : "inherit",
        options.captureErrors ? "pipe" : "inherit",
      ],
    });
    if (ended.error !== undefined) throw ended.error;
    const signal = ended.signal === null ? 0 : SIGNALS[ended.signal] ?? 0;
    const none = new Uint8Array(0);
    return {
      status: signal !== 0 ? signal : (ended.status ?? 0) << 8,
      stdout: ended.stdout ?? none,
      stderr: ended.stderr ?? none,
    };
  } catch (error) {
    throw translate(error, "--allow-run", file);
  }
}

const SYS_PIDFD_SEND_SIGNAL = 424;

/** Sends a signal to the process behind a pidfd. */
export function pidfdSendSignal(fd: number, signal: number): void {
  demand("run", "");
  if (Number(c.syscall4(SYS_PIDFD_SEND_SIGNAL, fd, signal, 0, 0)) < 0) fail();
}
