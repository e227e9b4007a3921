// The struct sequences that `posix` returns.

import type { FileStatus, FileSystemStatus } from "../../vm/host/mod.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import type { Int, Value } from "../../vm/objects/object.ts";
import { define } from "../../vm/objects/define.ts";
import { method } from "../../vm/objects/signature.ts";
import { newStruct, type PyStructSequence, structType } from "../../vm/objects/structseq.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import type { PyType } from "../../vm/objects/type.ts";

export let StatResultType: PyType;
export let StatvfsResultType: PyType;
export let TerminalSizeType: PyType;
export let TimesResultType: PyType;
export let UnameResultType: PyType;
export let WaitidResultType: PyType;
export let SchedParamType: PyType;

/** A 64-bit number of the host as an int. */
function canonical(v: number | bigint): Int {
  return typeof v === "bigint" && v <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(v) : v;
}

function nanoseconds(seconds: number, rest: number): Int {
  // seconds of today times 10^9 do not fit a double
  return canonical(BigInt(seconds) * 1000000000n + BigInt(rest));
}

/** An `os.stat_result`. */
export function statResult(s: FileStatus): Value {
  return newStruct(StatResultType, [
    s.mode,
    canonical(s.ino),
    canonical(s.dev),
    s.nlink,
    s.uid,
    s.gid,
    s.size,
    s.atimeSec,
    s.mtimeSec,
    s.ctimeSec,
    new PyFloat(s.atimeSec + 1e-9 * s.atimeNsec),
    new PyFloat(s.mtimeSec + 1e-9 * s.mtimeNsec),
    new PyFloat(s.ctimeSec + 1e-9 * s.ctimeNsec),
    nanoseconds(s.atimeSec, s.atimeNsec),
    nanoseconds(s.mtimeSec, s.mtimeNsec),
    nanoseconds(s.ctimeSec, s.ctimeNsec),
    s.blksize,
    s.blocks,
    canonical(s.rdev),
  ]);
}

/** An `os.statvfs_result`. */
export function statvfsResult(s: FileSystemStatus): Value {
  return newStruct(StatvfsResultType, [
    s.bsize,
    s.frsize,
    s.blocks,
    s.bfree,
    s.bavail,
    s.files,
    s.ffree,
    s.favail,
    s.flag,
    s.namemax,
    canonical(s.fsid),
  ]);
}

/** Makes the types, once. */
export function makeResultTypes(): void {
  if (StatResultType !== undefined) return;
  const access = "This object may be accessed either as a tuple or via attributes.";
  StatResultType = structType({
    name: "os.stat_result",
    doc: `stat_result: Result from stat, fstat, or lstat.\n\n${access}`,
    visible: 10,
    fields: [
      ["st_mode", "protection bits"],
      ["st_ino", "inode"],
      ["st_dev", "device"],
      ["st_nlink", "number of hard links"],
      ["st_uid", "user ID of owner"],
      ["st_gid", "group ID of owner"],
      ["st_size", "total size, in bytes"],
      ["", "integer time of last access"],
      ["", "integer time of last modification"],
      ["", "integer time of last change"],
      ["st_atime", "time of last access"],
      ["st_mtime", "time of last modification"],
      ["st_ctime", "time of last change"],
      ["st_atime_ns", "time of last access in nanoseconds"],
      ["st_mtime_ns", "time of last modification in nanoseconds"],
      ["st_ctime_ns", "time of last change in nanoseconds"],
      ["st_blksize", "blocksize for filesystem I/O"],
      ["st_blocks", "number of blocks allocated"],
      ["st_rdev", "device type (if inode device)"],
    ],
  });
  StatvfsResultType = structType({
    name: "os.statvfs_result",
    doc: `statvfs_result: Result from statvfs or fstatvfs.\n\n${access}`,
    visible: 10,
    fields: [
      ["f_bsize"],
      ["f_frsize"],
      ["f_blocks"],
      ["f_bfree"],
      ["f_bavail"],
      ["f_files"],
      ["f_ffree"],
      ["f_favail"],
      ["f_flag"],
      ["f_namemax"],
      ["f_fsid"],
    ],
  });
  TerminalSizeType = structType({
    name: "os.terminal_size",
    doc: "A tuple of (columns, lines) for holding terminal window size",
    fields: [
      ["columns", "width of the terminal window in characters"],
      ["lines", "height of the terminal window in characters"],
    ],
  });
  TimesResultType = structType({
    name: "posix.times_result",
    doc: `times_result: Result from os.times().\n\n${access}`,
    fields: [
      ["user", "user time"],
      ["system", "system time"],
      ["children_user", "user time of children"],
      ["children_system", "system time of children"],
      ["elapsed", "elapsed time since an arbitrary point in the past"],
    ],
  });
  UnameResultType = structType({
    name: "posix.uname_result",
    doc: `uname_result: Result from os.uname().\n\n${access}`,
    fields: [
      ["sysname", "operating system name"],
      ["nodename", "name of machine on network (implementation-defined)"],
      ["release", "operating system release"],
      ["version", "operating system version"],
      ["machine", "hardware identifier"],
    ],
  });
  WaitidResultType = structType({
    name: "posix.waitid_result",
    doc: `waitid_result: Result from waitid.\n\n${access}`,
    fields: [["si_pid"], ["si_uid"], ["si_signo"], ["si_status"], ["si_code"]],
  });
  SchedParamType = structType({
    name: "posix.sched_param",
    doc: "Currently has only one field: sched_priority",
    fields: [["sched_priority", "the scheduling priority"]],
  });
  // unlike other struct sequences it is made of its one field
  define(SchedParamType, {
    new: method(
      "(type, sched_priority)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType, priority: Value) => newStruct(cls, [priority]),
    ),
    methods: {
      __reduce__: method(
        "(self, /)",
        "",
        (self: PyStructSequence) => new PyTuple([self.cls, new PyTuple([self.items[0]])]),
      ),
    },
  });
}
