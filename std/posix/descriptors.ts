// The functions of `posix` that work on file descriptors.

import { constants, openTerminal, terminalName } from "../../vm/host/mod.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { sizeNumber } from "../../vm/objects/operations.ts";
import { valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { newStruct } from "../../vm/objects/structseq.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { bytesArgument, writableArgument } from "../os_support/buffers.ts";
import { errnoError } from "../os_support/errors.ts";
import { descriptors } from "../os_support/host.ts";
import { waitReadable, writeAll, writeSome } from "../os_support/waiting.ts";
import {
  dirFdArgument,
  filenoArgument,
  intArgument,
  longArgument,
  onPath,
  onSystem,
} from "./arguments.ts";
import { statResult, TerminalSizeType } from "./results.ts";

const EINVAL = 22;

function fdCall(f: (fd: number) => Value | void): (fd: Value) => Value {
  return (fd) => {
    const n = intArgument(fd);
    return onSystem(() => f(n)) ?? NONE;
  };
}

function read(fd: Value, length: Value): Value {
  const n = intArgument(fd);
  const size = sizeNumber(length);
  if (size < 0) throw errnoError(EINVAL);
  const buffer = new Uint8Array(Math.min(size, 0x7fffffff));
  onSystem(() => waitReadable(n, DESCRIPTOR_FUNCTIONS.read));
  const got = onSystem(() => descriptors().read(n, buffer));
  return new PyBytes(got === buffer.length ? buffer : buffer.slice(0, got));
}

/** Reads into buffers one after the other, as one call of the system would. */
function scatter(buffers: Value, read: (target: Uint8Array, done: number) => number): Value {
  let total = 0;
  for (const b of toArray(buffers)) {
    const view = writableArgument(b, "buffers");
    try {
      const target = view.contiguous();
      if (target.length === 0) continue;
      const n = onSystem(() => read(target, total));
      total += n;
      if (n < target.length) break;
    } finally {
      view.release();
    }
  }
  return total;
}

/** The bytes of several buffers. */
function gather(buffers: Value): Uint8Array {
  const parts = toArray(buffers).map((b) => bytesArgument(b));
  let total = 0;
  for (const p of parts) total += p.length;
  const all = new Uint8Array(total);
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return all;
}

function lockf(fd: Value, command: Value, length: Value): Value {
  const n = intArgument(fd), how = intArgument(command), len = longArgument(length);
  // struct flock: type, whence, start, length, pid
  const F_RDLCK = 0, F_WRLCK = 1, F_UNLCK = 2, F_GETLK = 5, F_SETLK = 6, F_SETLKW = 7;
  const view = new DataView(new ArrayBuffer(32));
  view.setInt16(0, how === 0 ? F_UNLCK : F_WRLCK, true);
  view.setInt16(2, 1, true);
  view.setBigInt64(16, BigInt(len), true);
  if (!(how >= 0 && how <= 3)) throw errnoError(EINVAL);
  const call = how === 3 ? F_GETLK : how === 1 ? F_SETLKW : F_SETLK;
  onSystem(() => descriptors().fcntlBuffer(n, call, new Uint8Array(view.buffer)));
  if (how === 3 && view.getInt16(0, true) !== F_UNLCK && view.getInt16(0, true) !== F_RDLCK) {
    throw errnoError(13);
  }
  return NONE;
}

/** The functions on descriptors. */
export const DESCRIPTOR_FUNCTIONS: Record<string, Declaration> = {
  open: method(
    "(path, flags, mode=511, *, dir_fd=None)",
    "Open a file for low level IO.  Returns a file descriptor (integer).",
    (path: Value, flags: Value, mode?: Value, dirFd?: Value) => {
      const f = intArgument(flags);
      const m = mode === undefined ? 0o777 : intArgument(mode);
      const dir = dirFdArgument(dirFd);
      return onPath(path, "open", (p) => {
        currentInterpreter().audit("open", path, NONE, f | constants.O_CLOEXEC);
        return descriptors().open(p, f | constants.O_CLOEXEC, m, dir);
      });
    },
  ),
  close: method("(fd)", "Close a file descriptor.", fdCall((fd) => descriptors().close(fd))),
  closerange: method(
    "(fd_low, fd_high, /)",
    "Closes all file descriptors in [fd_low, fd_high), ignoring errors.",
    (low: Value, high: Value) => {
      const from = intArgument(low), to = intArgument(high);
      const fds = descriptors();
      for (let fd = Math.max(from, 0); fd < Math.min(to, 65536); fd++) {
        try {
          fds.close(fd);
        } catch {
          // not open
        }
      }
    },
  ),
  dup: method(
    "(fd, /)",
    "Return a duplicate of a file descriptor.",
    fdCall((fd) => descriptors().dup(fd)),
  ),
  dup2: method(
    "(fd, fd2, inheritable=True)",
    "Duplicate file descriptor.",
    (fd: Value, fd2: Value, inheritable?: Value) => {
      const from = intArgument(fd), to = intArgument(fd2);
      if (from < 0 || to < 0) throw errnoError(9);
      const inherit = inheritable === undefined || truth(inheritable);
      return onSystem(() => descriptors().dup2(from, to, inherit));
    },
  ),
  read: method("(fd, length, /)", "Read from a file descriptor.  Returns a bytes object.", read),
  write: method(
    "(fd, data, /)",
    "Write a bytes object to a file descriptor.",
    (fd: Value, data: Value) => {
      const n = intArgument(fd);
      const bytes = bytesArgument(data);
      return onSystem(() => writeAll(n, bytes, DESCRIPTOR_FUNCTIONS.write));
    },
  ),
  readv: method(
    "(fd, buffers, /)",
    "Read from a file descriptor fd into an iterable of buffers.",
    (fd: Value, buffers: Value) => {
      const n = intArgument(fd);
      return scatter(buffers, (target) => descriptors().read(n, target));
    },
  ),
  writev: method(
    "(fd, buffers, /)",
    "Iterate over buffers, and write the contents of each to a file descriptor.",
    (fd: Value, buffers: Value) => {
      const n = intArgument(fd);
      const all = gather(buffers);
      return onSystem(() => writeAll(n, all, DESCRIPTOR_FUNCTIONS.writev));
    },
  ),
  pread: method(
    "(fd, length, offset, /)",
    "Read a number of bytes from a file descriptor starting at a particular offset.",
    (fd: Value, length: Value, offset: Value) => {
      const n = intArgument(fd), size = sizeNumber(length), at = longArgument(offset);
      if (size < 0) throw errnoError(EINVAL);
      const buffer = new Uint8Array(size);
      const got = onSystem(() => descriptors().readAt(n, buffer, at));
      return new PyBytes(buffer.slice(0, got));
    },
  ),
  pwrite: method(
    "(fd, buffer, offset, /)",
    "Write bytes to a file descriptor starting at a particular offset.",
    (fd: Value, buffer: Value, offset: Value) => {
      const n = intArgument(fd), at = longArgument(offset);
      const bytes = bytesArgument(buffer);
      return onSystem(() => descriptors().writeAt(n, bytes, at));
    },
  ),
  preadv: method(
    "(fd, buffers, offset, flags=0, /)",
    "Reads from a file descriptor into a number of mutable bytes-like objects.",
    (fd: Value, buffers: Value, offset: Value) => {
      const n = intArgument(fd), at = longArgument(offset);
      return scatter(buffers, (target, done) => descriptors().readAt(n, target, at + done));
    },
  ),
  pwritev: method(
    "(fd, buffers, offset, flags=0, /)",
    "Writes the contents of bytes-like objects to a file descriptor at a given offset.",
    (fd: Value, buffers: Value, offset: Value) => {
      const n = intArgument(fd), at = longArgument(offset);
      const all = gather(buffers);
      return onSystem(() => descriptors().writeAt(n, all, at));
    },
  ),
  lseek: method(
    "(fd, position, whence, /)",
    "Set the position of a file descriptor.  Return the new position.",
    (fd: Value, position: Value, whence: Value) => {
      const n = intArgument(fd), at = longArgument(position), how = intArgument(whence);
      return onSystem(() => descriptors().seek(n, at, how));
    },
  ),
  fstat: method(
    "(fd)",
    "Perform a stat system call on the given file descriptor.",
    fdCall((fd) => statResult(descriptors().fstat(fd))),
  ),
  ftruncate: method(
    "(fd, length, /)",
    "Truncate a file, specified by file descriptor, to a specific length.",
    (fd: Value, length: Value) => {
      const n = intArgument(fd), size = longArgument(length);
      currentInterpreter().audit("os.truncate", n, size);
      onSystem(() => descriptors().truncate(n, size));
    },
  ),
  fsync: method("(fd)", "Force write of fd to disk.", (fd: Value) => {
    const n = filenoArgument(fd);
    onSystem(() => descriptors().sync(n));
  }),
  isatty: method("(fd, /)", "Return True if the fd is connected to a terminal.", (fd: Value) => {
    const n = intArgument(fd);
    return n >= 0 && descriptors().isatty(n);
  }),
  pipe: method("()", "Create a pipe.", () => {
    const [r, w] = onSystem(() => descriptors().pipe());
    return new PyTuple([r, w]);
  }),
  pipe2: method("(flags, /)", "Create a pipe with flags set atomically.", (flags: Value) => {
    const f = intArgument(flags);
    const [r, w] = onSystem(() => descriptors().pipe(f));
    return new PyTuple([r, w]);
  }),
  get_inheritable: method(
    "(fd, /)",
    "Get the close-on-exe flag of the specified file descriptor.",
    fdCall((fd) => descriptors().getInheritable(fd)),
  ),
  set_inheritable: method(
    "(fd, inheritable, /)",
    "Set the inheritable flag of the specified file descriptor.",
    (fd: Value, inheritable: Value) => {
      const n = intArgument(fd), inherit = intArgument(inheritable) !== 0;
      onSystem(() => descriptors().setInheritable(n, inherit));
    },
  ),
  get_blocking: method(
    "(fd, /)",
    "Get the blocking mode of the file descriptor.",
    fdCall((fd) => descriptors().getBlocking(fd)),
  ),
  set_blocking: method(
    "(fd, blocking, /)",
    "Set the blocking mode of the specified file descriptor.",
    (fd: Value, blocking: Value) => {
      const n = intArgument(fd), block = truth(blocking);
      onSystem(() => descriptors().setBlocking(n, block));
    },
  ),
  get_terminal_size: method(
    "(fd=<unrepresentable>, /)",
    "Return the size of the terminal window as (columns, lines).",
    (fd?: Value) => {
      const n = fd === undefined ? 1 : intArgument(fd);
      const size = onSystem(() => descriptors().terminalSize(n));
      return newStruct(TerminalSizeType, [size.columns, size.lines]);
    },
  ),
  device_encoding: method(
    "(fd)",
    "Return a string describing the encoding of a terminal's file descriptor.",
    (fd: Value) => {
      const n = intArgument(fd);
      return n >= 0 && descriptors().isatty(n) ? "UTF-8" : NONE;
    },
  ),
  lockf: method(
    "(fd, command, length, /)",
    "Apply, test or remove a POSIX lock on an open file descriptor.",
    lockf,
  ),
  openpty: method("()", "Open a pseudo-terminal.", () => {
    const [master, slave] = onSystem(() => openTerminal());
    return new PyTuple([master, slave]);
  }),
  ttyname: method(
    "(fd, /)",
    "Return the name of the terminal device connected to 'fd'.",
    fdCall((fd) => terminalName(fd)),
  ),
  ctermid: method(
    "()",
    "Return the name of the controlling terminal for this process.",
    () => "/dev/tty",
  ),
  tcgetpgrp: method(
    "(fd, /)",
    "Return the process group associated with the terminal specified by fd.",
    fdCall((fd) => {
      const group = new Int32Array(1);
      descriptors().ioctl(fd, 0x540f, new Uint8Array(group.buffer));
      return group[0];
    }),
  ),
  tcsetpgrp: method(
    "(fd, pgid, /)",
    "Set the process group associated with the terminal specified by fd.",
    (fd: Value, pgid: Value) => {
      const n = intArgument(fd);
      const group = Int32Array.of(intArgument(pgid));
      onSystem(() => descriptors().ioctl(n, 0x5410, new Uint8Array(group.buffer)));
    },
  ),
  sendfile: method(
    "(out_fd, in_fd, offset, count)",
    "Copy count bytes from file descriptor in_fd to file descriptor out_fd.",
    (out: Value, input: Value, offset: Value, count: Value) => {
      const o = intArgument(out), i = intArgument(input), n = sizeNumber(count);
      if (n < 0) throw valueError("count cannot be negative");
      const fds = descriptors();
      return onSystem(() => {
        // a descriptor that is no file is EINVAL, as for the system's own call
        const buffer = new Uint8Array(Math.min(n, 1 << 20));
        const got = fds.readAt(
          i,
          buffer,
          offset === NONE ? fds.seek(i, 0, 1) : longArgument(offset),
        );
        const sent = writeSome(o, buffer.subarray(0, got), DESCRIPTOR_FUNCTIONS.sendfile);
        if (offset === NONE) fds.seek(i, sent, 1);
        return sent;
      });
    },
  ),
};
