// What a process knows about itself and its system: variables, arguments, identity, machine.
//
// Invariant: reading what is not permitted gives the neutral answer where a program can live with it (no
// variables, one group) and PermissionRefused, with the flag's name, where it asked for one thing.

import { ERRNO, HostError, type Path, translate } from "./errno.ts";
import { check, clearErrno, cString, hasLibc, lastErrno, lazySymbol } from "./libc.ts";
import { allowed, demand } from "./permissions.ts";
import { decodePath } from "./files_libc.ts";

const c = {
  getppid: lazySymbol("getppid", [], "i32"),
  gettid: lazySymbol("gettid", [], "i32"),
  // one symbol for real and effective ids, because every start asks for both
  getresuid: lazySymbol("getresuid", ["buffer", "buffer", "buffer"], "i32"),
  getresgid: lazySymbol("getresgid", ["buffer", "buffer", "buffer"], "i32"),
  getgroups: lazySymbol("getgroups", ["i32", "buffer"], "i32"),
  getpgid: lazySymbol("getpgid", ["i32"], "i32"),
  getsid: lazySymbol("getsid", ["i32"], "i32"),
  setsid: lazySymbol("setsid", [], "i32"),
  setpgid: lazySymbol("setpgid", ["i32", "i32"], "i32"),
  uname: lazySymbol("uname", ["buffer"], "i32"),
  sysconf: lazySymbol("sysconf", ["i32"], "i64"),
  getloadavg: lazySymbol("getloadavg", ["buffer", "i32"], "i32"),
  getrusage: lazySymbol("getrusage", ["i32", "buffer"], "i32"),
  getrlimit: lazySymbol("getrlimit", ["i32", "buffer"], "i32"),
  setrlimit: lazySymbol("setrlimit", ["i32", "buffer"], "i32"),
  getpriority: lazySymbol("getpriority", ["i32", "u32"], "i32"),
  setpriority: lazySymbol("setpriority", ["i32", "u32", "i32"], "i32"),
  getenv: lazySymbol("getenv", ["buffer"], "pointer"),
  setenv: lazySymbol("setenv", ["buffer", "buffer", "i32"], "i32"),
  unsetenv: lazySymbol("unsetenv", ["buffer"], "i32"),
  sched_getaffinity: lazySymbol("sched_getaffinity", ["i32", "u64", "buffer"], "i32"),
};

/** All variables that may be seen. A name or value that is not UTF-8 comes as bytes. */
export function environ(): [Path, Path][] {
  if (!allowed("env")) return [];
  let variables: [Path, Path][];
  try {
    variables = Object.entries(Deno.env.toObject());
  } catch {
    variables = [];
  }
  // Deno leaves out what is not UTF-8.
  if (hasLibc()) {
    for (const variable of binaryVariables()) {
      if (c.getenv(cString(variable[0])) !== null) variables.push(variable);
    }
  }
  return variables;
}

/** The variables that the process was started with and that are not text. */
function binaryVariables(): [Path, Path][] {
  const variables: [Path, Path][] = [];
  try {
    const bytes = Deno.readFileSync("/proc/self/environ");
    if (bytes.every((byte) => byte < 0x80)) return variables;
    for (let start = 0; start < bytes.length;) {
      let end = bytes.indexOf(0, start);
      if (end < 0) end = bytes.length;
      const equals = bytes.indexOf(0x3d, start + 1);
      if (equals > 0 && equals < end) {
        const name = decodePath(bytes.subarray(start, equals));
        const value = decodePath(bytes.subarray(equals + 1, end));
        if (typeof name !== "string" || typeof value !== "string") variables.push([name, value]);
      }
      start = end + 1;
    }
  } catch {
    // it may not be read: then such variables are not seen
  }
  return variables;
}

/** One variable, or undefined where it is not set or may not be seen. */
export function getVariable(name: string): string | undefined {
  if (!allowed("env", name)) return undefined;
  try {
    return Deno.env.get(name);
  } catch {
    return undefined;
  }
}

export function setVariable(name: Path, value: Path): void {
  demand("env", name);
  try {
    if (typeof name === "string" && typeof value === "string") Deno.env.set(name, value);
    else if (hasLibc()) check(c.setenv(cString(name), cString(value), 1));
    else throw new HostError(ERRNO.EILSEQ);
  } catch (error) {
    throw translate(error, "--allow-env");
  }
}

export function deleteVariable(name: Path): void {
  demand("env", name);
  try {
    if (typeof name === "string") Deno.env.delete(name);
    else if (hasLibc()) check(c.unsetenv(cString(name)));
    else throw new HostError(ERRNO.EILSEQ);
  } catch (error) {
    throw translate(error, "--allow-env");
  }
}

/** The arguments after the program's name. */
export function commandLine(): string[] {
  return [...Deno.args];
}

/**
 * The arguments after the program's name as bytes, where they are not all text and the system can be asked; `null`
 * otherwise.
 */
export function rawCommandLine(): Uint8Array[] | null {
  if (!Deno.args.some((a) => a.includes("\ufffd"))) return null;
  try {
    const bytes = Deno.readFileSync("/proc/self/cmdline");
    const all: Uint8Array[] = [];
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(0, start);
      if (end < 0) break;
      all.push(bytes.subarray(start, end));
      start = end + 1;
    }
    return all.length < Deno.args.length ? null : all.slice(all.length - Deno.args.length);
  } catch {
    return null;
  }
}

/** Whether this runs as an executable made by `deno compile`. */
export function isStandalone(): boolean {
  const build = Deno.build as { standalone?: boolean };
  if (build.standalone !== undefined) return build.standalone;
  return import.meta.url.includes("/deno-compile-");
}

/**
 * A file that starts this interpreter again: the executable itself, the launcher of a checkout, or ""
 * where the program was imported from elsewhere (or the path may not be known).
 */
export function executable(): string {
  try {
    if (isStandalone()) return Deno.execPath();
    const launcher = new URL("../../bin/najash", import.meta.url);
    if (launcher.protocol !== "file:") return "";
    const path = decodeURIComponent(launcher.pathname);
    if (allowed("read", path)) Deno.statSync(path);
    return path;
  } catch {
    return "";
  }
}

/** The variable by which the launcher of a virtual environment says what it is. */
const LAUNCHER = "NAJASH_LAUNCHER";

/** The launcher that has started this process; children are not to take it for theirs. */
export function takeLauncher(): string | undefined {
  const path = getVariable(LAUNCHER);
  if (path === undefined || path === "") return undefined;
  Deno.env.delete(LAUNCHER);
  return path;
}

export function pid(): number {
  return Deno.pid;
}

/** The system's number of the thread that this runs on. */
export function threadId(): number {
  return hasLibc() ? c.gettid() : Deno.pid;
}

export function parentPid(): number {
  return hasLibc() ? c.getppid() : Deno.ppid;
}

/** Real and effective ids of user and group. */
export function userIds(): { uid: number; euid: number; gid: number; egid: number } {
  if (hasLibc()) {
    const ids = new Uint32Array(6);
    const [uid, euid, suid, gid, egid, sgid] = [0, 1, 2, 3, 4, 5].map((i) =>
      ids.subarray(i, i + 1)
    );
    check(c.getresuid(uid, euid, suid));
    check(c.getresgid(gid, egid, sgid));
    return { uid: ids[0], euid: ids[1], gid: ids[3], egid: ids[4] };
  }
  demand("sys", "uid");
  demand("sys", "gid");
  const uid = Deno.uid() ?? 0;
  const gid = Deno.gid() ?? 0;
  return { uid, euid: uid, gid, egid: gid };
}

export function groups(): number[] {
  if (!hasLibc()) return [userIds().gid];
  const list = new Uint32Array(65536);
  return [...list.subarray(0, check(c.getgroups(list.length, list)))];
}

/** Process group and session, where the C library can be asked. */
export function processGroup(pid: number): number {
  return check(c.getpgid(pid));
}

export function setProcessGroup(pid: number, group: number): void {
  check(c.setpgid(pid, group));
}

export function session(pid: number): number {
  return check(c.getsid(pid));
}

export function newSession(): number {
  return check(c.setsid());
}

export interface SystemName {
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
}

export function systemName(): SystemName {
  if (hasLibc()) {
    const bytes = new Uint8Array(6 * 65);
    check(c.uname(bytes));
    const field = (at: number) => {
      const part = bytes.subarray(at * 65, at * 65 + 65);
      return new TextDecoder().decode(part.subarray(0, part.indexOf(0)));
    };
    return {
      sysname: field(0),
      nodename: field(1),
      release: field(2),
      version: field(3),
      machine: field(4),
    };
  }
  const names: Record<string, string> = { linux: "Linux", darwin: "Darwin", windows: "Windows" };
  return {
    sysname: names[Deno.build.os] ?? Deno.build.os,
    nodename: allowed("sys", "hostname") ? Deno.hostname() : "",
    release: allowed("sys", "osRelease") ? Deno.osRelease() : "",
    version: "",
    machine: Deno.build.arch,
  };
}

export function hostname(): string {
  if (hasLibc()) return systemName().nodename;
  demand("sys", "hostname");
  return Deno.hostname();
}

/** How many processors there are. */
export function cpuCount(): number {
  return navigator.hardwareConcurrency || 1;
}

/** The processors that this process may run on. */
export function cpuAffinity(pid: number): number[] {
  const cpus: number[] = [];
  if (!hasLibc()) {
    for (let i = 0; i < cpuCount(); i++) cpus.push(i);
    return cpus;
  }
  const mask = new Uint8Array(1024);
  check(c.sched_getaffinity(pid, mask.length, mask));
  for (let i = 0; i < mask.length * 8; i++) {
    if ((mask[i >> 3] & 1 << (i & 7)) !== 0) cpus.push(i);
  }
  return cpus;
}

/** Random bytes of the system's generator. */
export function randomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += 65536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65536));
  }
  return bytes;
}

export function loadAverage(): [number, number, number] {
  if (hasLibc()) {
    const values = new Float64Array(3);
    if (c.getloadavg(values, 3) !== 3) throw new HostError(ERRNO.EIO);
    return [values[0], values[1], values[2]];
  }
  demand("sys", "loadavg");
  const [one, five, fifteen] = Deno.loadavg();
  return [one, five, fifteen];
}

/** sysconf(3) by number; -1 where there is no limit. */
export function sysconf(name: number): number {
  prepareErrno();
  const value = Number(c.sysconf(name));
  if (value === -1 && lastErrno() !== 0) throw new HostError(lastErrno());
  return value;
}

/** The sixteen numbers of getrusage: two times in seconds, then fourteen counts. */
export function resourceUsage(who: number): number[] {
  const view = new DataView(new ArrayBuffer(144));
  check(c.getrusage(who, view));
  const at = (offset: number) => Number(view.getBigInt64(offset, true));
  const usage = [at(0) + at(8) / 1e6, at(16) + at(24) / 1e6];
  for (let offset = 32; offset < 144; offset += 8) usage.push(at(offset));
  return usage;
}

/** Soft and hard limit; RLIM_INFINITY is -1. */
export function getResourceLimit(resource: number): [bigint, bigint] {
  const pair = new BigInt64Array(2);
  check(c.getrlimit(resource, pair));
  return [pair[0], pair[1]];
}

export function setResourceLimit(resource: number, soft: bigint, hard: bigint): void {
  const pair = new BigInt64Array(2);
  pair[0] = soft;
  pair[1] = hard;
  check(c.setrlimit(resource, pair));
}

export function getPriority(which: number, who: number): number {
  prepareErrno();
  const value = c.getpriority(which, who);
  if (value === -1 && lastErrno() !== 0) throw new HostError(lastErrno());
  return value;
}

export function setPriority(which: number, who: number, priority: number): void {
  check(c.setpriority(which, who, priority));
}

/** Clears errno before a call that may well give -1. */
function prepareErrno(): void {
  if (!hasLibc()) throw new HostError(ERRNO.ENOSYS);
  clearErrno();
}

/** The program that runs this one, with its version. */
export function runtimeName(): string {
  return `Deno ${Deno.version.deno}, V8 ${Deno.version.v8}`;
}

/** Ends the process. */
export function exit(status: number): never {
  Deno.exit(status);
}
