// The module `fcntl`: control of descriptors, and locks on files.

import { getBuffer, hasBuffer, SIMPLE } from "../vm/objects/buffer.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { truth } from "../vm/objects/compare.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { isStr, pointsOf, strOf } from "../vm/objects/str.ts";
import { encodeUtf8 } from "../vm/objects/core/utf8.ts";
import { currentInterpreter } from "../vm/vm.ts";
import { descriptors } from "./os_support/host.ts";
import { unicodeErrors } from "./os_support/text_errors.ts";
import { filenoArgument, intArgument, longArgument, onSystem } from "./posix/arguments.ts";

const LOCK_SH = 1;
const LOCK_EX = 2;
const LOCK_NB = 4;
const LOCK_UN = 8;
const F_RDLCK = 0;
const F_WRLCK = 1;
const F_UNLCK = 2;
const F_SETLK = 6;
const F_SETLKW = 7;
/** The longest argument that is copied. */
const MOST = 1024;

/** The bytes of an argument that is no number. */
function structure(v: Value): Uint8Array | undefined {
  if (v instanceof PyBytes) return v.data;
  if (isStr(v)) {
    const s = strOf(v)!;
    return unicodeErrors(() => encodeUtf8(typeof s === "string" ? s : pointsOf(s)));
  }
  if (!hasBuffer(v)) return undefined;
  const view = getBuffer(v, SIMPLE);
  const bytes = view.contiguous().slice();
  view.release();
  return bytes;
}

/** A C int, of which an unsigned one has the same bits. */
function bits(v: Value): number {
  return Number(BigInt.asIntN(32, BigInt(indexOf(v))));
}

function fcntl(fd: Value, cmd: Value, arg?: Value): Value {
  const n = filenoArgument(fd), command = intArgument(cmd);
  currentInterpreter().audit("fcntl.fcntl", n, command, arg ?? 0);
  const bytes = arg === undefined ? undefined : structure(arg);
  if (bytes !== undefined) {
    if (bytes.length > MOST) throw valueError("fcntl string arg too long");
    // a command may write more than it was given, within what CPython lends it
    const buffer = new Uint8Array(MOST);
    buffer.set(bytes);
    onSystem(() => descriptors().fcntlBuffer(n, command, buffer));
    return new PyBytes(buffer.slice(0, bytes.length));
  }
  const number = arg === undefined ? 0 : bits(arg);
  return onSystem(() => descriptors().fcntl(n, command, number));
}

function ioctl(fd: Value, request: Value, arg?: Value, mutate?: Value): Value {
  const n = filenoArgument(fd);
  const code = Number(BigInt.asUintN(32, BigInt(indexOf(request))));
  currentInterpreter().audit("fcntl.ioctl", n, code, arg ?? 0);
  if (arg !== undefined && hasBuffer(arg) && !(arg instanceof PyBytes)) {
    const view = getBuffer(arg, SIMPLE);
    try {
      if (!view.readonly && (mutate === undefined || truth(mutate))) {
        return onSystem(() => descriptors().ioctl(n, code, view.contiguous()));
      }
    } finally {
      view.release();
    }
  }
  const bytes = arg === undefined ? undefined : structure(arg);
  if (bytes !== undefined) {
    if (bytes.length > MOST) throw valueError("ioctl string arg too long");
    const buffer = new Uint8Array(MOST);
    buffer.set(bytes);
    onSystem(() => descriptors().ioctl(n, code, buffer));
    return new PyBytes(buffer.slice(0, bytes.length));
  }
  const number = arg === undefined ? 0 : bits(arg);
  return onSystem(() => descriptors().ioctl(n, code, number));
}

function lockf(fd: Value, cmd: Value, len?: Value, start?: Value, whence?: Value): Value {
  const n = filenoArgument(fd), how = intArgument(cmd);
  currentInterpreter().audit("fcntl.lockf", n, how, len ?? 0, start ?? 0, whence ?? 0);
  let type: number;
  if (how === LOCK_UN) type = F_UNLCK;
  else if ((how & LOCK_SH) !== 0) type = F_RDLCK;
  else if ((how & LOCK_EX) !== 0) type = F_WRLCK;
  else throw valueError("unrecognized lockf argument");
  // struct flock: type, whence, start, length, pid
  const lock = new DataView(new ArrayBuffer(32));
  lock.setInt16(0, type, true);
  lock.setInt16(2, whence === undefined ? 0 : intArgument(whence), true);
  lock.setBigInt64(8, BigInt(start === undefined ? 0 : longArgument(start)), true);
  lock.setBigInt64(16, BigInt(len === undefined ? 0 : longArgument(len)), true);
  const command = (how & LOCK_NB) !== 0 ? F_SETLK : F_SETLKW;
  onSystem(() => descriptors().fcntlBuffer(n, command, new Uint8Array(lock.buffer)));
  return NONE;
}

const FUNCTIONS: Record<string, Declaration> = {
  fcntl: method(
    "(fd, cmd, arg=0, /)",
    "Perform the operation `cmd` on file descriptor fd.\n\nReturns what the system returns, or where arg is bytes or a str what the\nsystem made of it.",
    fcntl,
  ),
  ioctl: method(
    "(fd, request, arg=0, mutate_flag=True, /)",
    "Perform the operation `request` on file descriptor `fd`.\n\nA mutable buffer is changed in place.",
    ioctl,
  ),
  flock: method(
    "(fd, operation, /)",
    "Perform the lock operation `operation` on file descriptor `fd`.",
    (fd: Value, operation: Value) => {
      const n = filenoArgument(fd), how = intArgument(operation);
      currentInterpreter().audit("fcntl.flock", n, how);
      onSystem(() => descriptors().flock(n, how));
    },
  ),
  lockf: method(
    "(fd, cmd, len=0, start=0, whence=0, /)",
    "A wrapper around the fcntl() locking calls.\n\ncmd is LOCK_UN, LOCK_SH or LOCK_EX, with LOCK_NB so as not to wait.",
    lockf,
  ),
};

const CONSTANTS: Record<string, number> = {
  DN_ACCESS: 1,
  DN_ATTRIB: 32,
  DN_CREATE: 4,
  DN_DELETE: 8,
  DN_MODIFY: 2,
  DN_MULTISHOT: 2147483648,
  DN_RENAME: 16,
  FASYNC: 8192,
  FD_CLOEXEC: 1,
  FICLONE: 1074041865,
  FICLONERANGE: 1075876877,
  F_ADD_SEALS: 1033,
  F_DUPFD: 0,
  F_DUPFD_CLOEXEC: 1030,
  F_EXLCK: 4,
  F_GETFD: 1,
  F_GETFL: 3,
  F_GETLEASE: 1025,
  F_GETLK: 5,
  F_GETLK64: 5,
  F_GETOWN: 9,
  F_GETOWN_EX: 16,
  F_GETPIPE_SZ: 1032,
  F_GETSIG: 11,
  F_GET_FILE_RW_HINT: 1037,
  F_GET_RW_HINT: 1035,
  F_GET_SEALS: 1034,
  F_NOTIFY: 1026,
  F_OFD_GETLK: 36,
  F_OFD_SETLK: 37,
  F_OFD_SETLKW: 38,
  F_OWNER_PGRP: 2,
  F_OWNER_PID: 1,
  F_OWNER_TID: 0,
  F_RDLCK: 0,
  F_SEAL_FUTURE_WRITE: 16,
  F_SEAL_GROW: 4,
  F_SEAL_SEAL: 1,
  F_SEAL_SHRINK: 2,
  F_SEAL_WRITE: 8,
  F_SETFD: 2,
  F_SETFL: 4,
  F_SETLEASE: 1024,
  F_SETLK: 6,
  F_SETLK64: 6,
  F_SETLKW: 7,
  F_SETLKW64: 7,
  F_SETOWN: 8,
  F_SETOWN_EX: 15,
  F_SETPIPE_SZ: 1031,
  F_SETSIG: 10,
  F_SET_FILE_RW_HINT: 1038,
  F_SET_RW_HINT: 1036,
  F_SHLCK: 8,
  F_UNLCK: 2,
  F_WRLCK: 1,
  LOCK_EX: 2,
  LOCK_MAND: 32,
  LOCK_NB: 4,
  LOCK_READ: 64,
  LOCK_RW: 192,
  LOCK_SH: 1,
  LOCK_UN: 8,
  LOCK_WRITE: 128,
  RWH_WRITE_LIFE_EXTREME: 5,
  RWH_WRITE_LIFE_LONG: 4,
  RWH_WRITE_LIFE_MEDIUM: 3,
  RWH_WRITE_LIFE_NONE: 1,
  RWH_WRITE_LIFE_NOT_SET: 0,
  RWH_WRITE_LIFE_SHORT: 2,
};

/** `fcntl` */
export function create(): PyModule {
  return builtinModule("fcntl", {
    doc:
      "This module performs file control and I/O control on file\ndescriptors.  It is an interface to the fcntl() and ioctl() Unix\nroutines.  File descriptors can be obtained with the fileno() method of\na file or socket object.",
    functions: FUNCTIONS,
    values: CONSTANTS,
  });
}
