// File descriptors as the C library has them.
//
// Invariant: `pristine` holds as long as descriptors 0, 1 and 2 are what the process was started with.
// Until then writing to 1 and 2, and asking whether they are terminals, goes through Deno's own
// standard streams (which are duplicates of them): a program that only prints loads no C function.

import type { Descriptors, PollRequest, TerminalSize } from "./descriptors.ts";
import { ERRNO, HostError, type Path, translate } from "./errno.ts";
import { beforeBlocking, interrupted, signalSlice } from "./interrupts.ts";
import { check, cString, fail, lastErrno, lazySymbol, loadSymbol, MAX_COUNT } from "./libc.ts";
import {
  O_ACCMODE,
  O_CLOEXEC,
  O_CREAT,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  POLLIN,
} from "./constants.ts";
import { demand } from "./permissions.ts";
import { decodeStatx, type FileStatus, STATX_BASIC, STATX_SIZE } from "./status.ts";

export const AT_FDCWD = -100;
const AT_EMPTY_PATH = 0x1000;
const F_DUPFD_CLOEXEC = 1030;
const F_GETFD = 1;
const F_SETFD = 2;
const F_GETFL = 3;
const F_SETFL = 4;
const FD_CLOEXEC = 1;
const TIOCGWINSZ = 0x5413;

type Transfer = (fd: number, buffer: ArrayBufferView, count: number) => number;

let readSymbol: Transfer | null = null;
let writeSymbol: Transfer | null = null;

const c = {
  openat: lazySymbol("openat", ["i32", "buffer", "i32", "i32"], "i32"),
  close: lazySymbol("close", ["i32"], "i32"),
  pread: lazySymbol("pread", ["i32", "buffer", "u32", "i64"], "i32"),
  pwrite: lazySymbol("pwrite", ["i32", "buffer", "u32", "i64"], "i32"),
  lseek: lazySymbol("lseek", ["i32", "i64", "i32"], "i64"),
  statx: lazySymbol("statx", ["i32", "buffer", "i32", "u32", "buffer"], "i32"),
  ftruncate: lazySymbol("ftruncate", ["i32", "i64"], "i32"),
  fsync: lazySymbol("fsync", ["i32"], "i32"),
  isatty: lazySymbol("isatty", ["i32"], "i32"),
  fcntl: lazySymbol("fcntl", ["i32", "i32", "i64"], "i32"),
  flock: lazySymbol("flock", ["i32", "i32"], "i32"),
  dup2: lazySymbol("dup2", ["i32", "i32"], "i32"),
  dup3: lazySymbol("dup3", ["i32", "i32", "i32"], "i32"),
  pipe2: lazySymbol("pipe2", ["buffer", "i32"], "i32"),
  poll: lazySymbol("poll", ["buffer", "u32", "i32"], "i32"),
  fcntlBuffer: lazySymbol("fcntl", ["i32", "i32", "buffer"], "i32"),
  ioctl: lazySymbol("ioctl", ["i32", "i64", "i64"], "i32"),
  ioctlBuffer: lazySymbol("ioctl", ["i32", "i64", "buffer"], "i32"),
  openpty: lazySymbol("openpty", ["buffer", "buffer", "buffer", "buffer", "buffer"], "i32"),
  ttyname_r: lazySymbol("ttyname_r", ["i32", "buffer", "u64"], "i32"),
};

const statxBuffer = new DataView(new ArrayBuffer(STATX_SIZE));
const emptyString = new Uint8Array(1);

/** statx(2) by a path below `dirFd`, or of a descriptor itself. */
export function statx(dirFd: number, path: Path, flags: number): FileStatus {
  if (c.statx(dirFd, cString(path), flags, STATX_BASIC, statxBuffer) === -1) fail(path);
  return decodeStatx(statxBuffer);
}

/** Asks for the permissions that the flags of open(2) imply. */
export function demandOpen(path: Path, flags: number): void {
  const access = flags & O_ACCMODE;
  if (access === O_RDONLY || access === O_RDWR) demand("read", path);
  if (access !== O_RDONLY || (flags & (O_CREAT | O_TRUNC)) !== 0) demand("write", path);
}

export class LibcDescriptors implements Descriptors {
  readonly native: boolean;
  private pristine: boolean;

  constructor() {
    this.native = true;
    this.pristine = true;
  }

  open(path: Path, flags: number, mode: number, dirFd: number = AT_FDCWD): number {
    demandOpen(path, flags);
    const name = cString(path);
    for (;;) {
      const fd = c.openat(dirFd, name, flags | O_CLOEXEC, mode);
      if (fd >= 0) {
        if (fd <= 2) this.pristine = false;
        return fd;
      }
      if (lastErrno() !== ERRNO.EINTR) fail(path);
      interrupted();
    }
  }

  close(fd: number): void {
    if (fd <= 2) this.pristine = false;
    // Linux has closed the descriptor even when it says EINTR: trying again could close another's.
    if (c.close(fd) === -1 && lastErrno() !== ERRNO.EINTR) fail();
  }

  read(fd: number, buffer: Uint8Array): number {
    const count = Math.min(buffer.length, MAX_COUNT);
    if (fd === 0) beforeBlocking();
    if (readSymbol === null) readSymbol = required("read");
    if (signalSlice > 0) this.waitReadable(fd);
    for (;;) {
      const n = readSymbol(fd, buffer, count);
      if (n >= 0) return n;
      const errno = lastErrno();
      if (errno !== ERRNO.EINTR) throw new HostError(errno);
      interrupted();
    }
  }

  write(fd: number, bytes: Uint8Array): number {
    if (this.pristine && (fd === 1 || fd === 2)) return writeStandard(fd, bytes);
    const count = Math.min(bytes.length, MAX_COUNT);
    if (writeSymbol === null) writeSymbol = required("write");
    for (;;) {
      const n = writeSymbol(fd, bytes, count);
      if (n >= 0) return n;
      const errno = lastErrno();
      if (errno !== ERRNO.EINTR) throw new HostError(errno);
      interrupted();
    }
  }

  readAt(fd: number, buffer: Uint8Array, position: number): number {
    for (;;) {
      const n = c.pread(fd, buffer, Math.min(buffer.length, MAX_COUNT), position);
      if (n >= 0) return n;
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  writeAt(fd: number, bytes: Uint8Array, position: number): number {
    for (;;) {
      const n = c.pwrite(fd, bytes, Math.min(bytes.length, MAX_COUNT), position);
      if (n >= 0) return n;
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  seek(fd: number, offset: number, whence: number): number {
    const position = Number(c.lseek(fd, offset, whence));
    if (position < 0) fail();
    return position;
  }

  fstat(fd: number): FileStatus {
    if (c.statx(fd, emptyString, AT_EMPTY_PATH, STATX_BASIC, statxBuffer) === -1) fail();
    return decodeStatx(statxBuffer);
  }

  truncate(fd: number, length: number): void {
    while (c.ftruncate(fd, length) === -1) {
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  sync(fd: number): void {
    while (c.fsync(fd) === -1) {
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  isatty(fd: number): boolean {
    if (this.pristine) {
      if (fd === 0) return Deno.stdin.isTerminal();
      if (fd === 1) return Deno.stdout.isTerminal();
      if (fd === 2) return Deno.stderr.isTerminal();
    }
    return c.isatty(fd) === 1;
  }

  dup(fd: number): number {
    return check(c.fcntl(fd, F_DUPFD_CLOEXEC, 0));
  }

  dup2(fd: number, target: number, inheritable: boolean): number {
    if (target <= 2) this.pristine = false;
    for (;;) {
      // dup3 refuses equal numbers, dup2 does nothing with them, as Python's os.dup2 wants it.
      const made = inheritable || fd === target
        ? c.dup2(fd, target)
        : c.dup3(fd, target, O_CLOEXEC);
      if (made >= 0) return made;
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  pipe(flags: number = O_CLOEXEC): [number, number] {
    const pair = new Int32Array(2);
    check(c.pipe2(pair, flags));
    if (pair[0] <= 2 || pair[1] <= 2) this.pristine = false;
    beforeBlocking(); // who makes a pipe will read from it
    return [pair[0], pair[1]];
  }

  poll(requests: readonly PollRequest[], timeoutMs: number): number {
    const count = requests.length;
    // struct pollfd { int fd; short events; short revents; }
    const packed = new Int32Array(Math.max(count * 2, 2));
    for (let i = 0; i < count; i++) {
      packed[2 * i] = requests[i].fd;
      packed[2 * i + 1] = requests[i].events & 0xffff;
    }
    let ready: number;
    if (timeoutMs === 0) {
      while ((ready = c.poll(packed, count, 0)) === -1) {
        if (lastErrno() !== ERRNO.EINTR) fail();
        interrupted();
      }
    } else {
      beforeBlocking();
      const deadline = timeoutMs < 0 ? Infinity : performance.now() + timeoutMs;
      for (;;) {
        let wait = Math.max(0, deadline - performance.now());
        if (signalSlice > 0) wait = Math.min(wait, signalSlice);
        const sliceEnds = wait < deadline - performance.now();
        ready = c.poll(
          packed,
          count,
          wait === Infinity ? -1 : Math.min(Math.ceil(wait), 0x7fffffff),
        );
        if (ready > 0) break;
        if (ready === -1) {
          if (lastErrno() !== ERRNO.EINTR) fail();
        } else if (!sliceEnds) {
          break;
        }
        interrupted();
      }
    }
    for (let i = 0; i < count; i++) requests[i].revents = packed[2 * i + 1] >>> 16;
    return ready;
  }

  getInheritable(fd: number): boolean {
    return (check(c.fcntl(fd, F_GETFD, 0)) & FD_CLOEXEC) === 0;
  }

  setInheritable(fd: number, inheritable: boolean): void {
    const flags = check(c.fcntl(fd, F_GETFD, 0));
    const wanted = inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
    if (wanted !== flags) check(c.fcntl(fd, F_SETFD, wanted));
  }

  getBlocking(fd: number): boolean {
    return (check(c.fcntl(fd, F_GETFL, 0)) & O_NONBLOCK) === 0;
  }

  setBlocking(fd: number, blocking: boolean): void {
    const flags = check(c.fcntl(fd, F_GETFL, 0));
    const wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    if (wanted !== flags) check(c.fcntl(fd, F_SETFL, wanted));
  }

  fcntl(fd: number, command: number, argument: number): number {
    for (;;) {
      const result = c.fcntl(fd, command, argument);
      if (result !== -1) return result;
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  fcntlBuffer(fd: number, command: number, argument: Uint8Array): number {
    beforeBlocking(); // F_SETLKW
    for (;;) {
      const result = c.fcntlBuffer(fd, command, argument);
      if (result !== -1) return result;
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  ioctl(fd: number, request: number, argument: number | Uint8Array): number {
    if (typeof argument === "number") return check(c.ioctl(fd, request, argument));
    return check(c.ioctlBuffer(fd, request, argument));
  }

  flock(fd: number, operation: number): void {
    beforeBlocking();
    while (c.flock(fd, operation) === -1) {
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
    }
  }

  terminalSize(fd: number): TerminalSize {
    const size = new Uint16Array(4);
    check(c.ioctlBuffer(fd, TIOCGWINSZ, size));
    return { columns: size[1], lines: size[0] };
  }

  /** Where no native handler can cut a read short, waits in slices and looks for signals between. */
  private waitReadable(fd: number): void {
    if (!this.getBlocking(fd)) return;
    this.poll([{ fd, events: POLLIN, revents: 0 }], -1);
  }
}

/** A pseudo-terminal: the master's and the slave's descriptor. */
export function openTerminal(): [number, number] {
  const master = new Int32Array(1), slave = new Int32Array(1);
  check(c.openpty(master, slave, null, null, null));
  for (const fd of [master[0], slave[0]]) check(c.fcntl(fd, F_SETFD, FD_CLOEXEC));
  return [master[0], slave[0]];
}

/** The file of the terminal behind a descriptor. */
export function terminalName(fd: number): string {
  const name = new Uint8Array(256);
  const error = c.ttyname_r(fd, name, name.length);
  if (error !== 0) throw new HostError(error);
  return new TextDecoder().decode(name.subarray(0, name.indexOf(0)));
}

function required(name: "read" | "write"): Transfer {
  const symbol = loadSymbol(name, ["i32", "buffer", "u32"], "i32");
  if (symbol === null) throw new HostError(ERRNO.ENOSYS);
  return symbol;
}

/** Writes to the standard output or error that the process was started with. */
export function writeStandard(fd: number, bytes: Uint8Array): number {
  for (;;) {
    try {
      return (fd === 1 ? Deno.stdout : Deno.stderr).writeSync(bytes);
    } catch (error) {
      const failure = translate(error, "--allow-all");
      if (!(failure instanceof HostError) || failure.errno !== ERRNO.EINTR) throw failure;
      interrupted();
    }
  }
}
