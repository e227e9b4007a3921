// File descriptors where the C library cannot be called: Deno's files behind numbers that follow the
// rules of POSIX (0, 1 and 2 are there, a new one is the lowest that is free, dup shares the position).
//
// Invariant: an open file is closed when the last number that refers to it is closed.
//
// What Deno cannot do says so: a descriptor is not inherited by a child, a pipe works within the
// process only, and to read from an empty one, which nobody else could fill, is EDEADLK and not a hang.

import type { Descriptors, PollRequest, TerminalSize } from "./descriptors.ts";
import { ERRNO, HostError, type Path, translate } from "./errno.ts";
import { beforeBlocking, interrupted, signalSlice } from "./interrupts.ts";
import { writeStandard } from "./descriptors_libc.ts";
import {
  O_ACCMODE,
  O_APPEND,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  S_IFCHR,
  S_IFIFO,
  S_IFREG,
  S_IFSOCK,
  SEEK_CUR,
  SEEK_SET,
} from "./constants.ts";
import { demand } from "./permissions.ts";
import { FileStatus, fromFileInfo } from "./status.ts";
import { StandardInput } from "./standard_input.ts";

/** What can stand behind a number. */
interface OpenFile {
  readonly kind: "file" | "stream" | "pipe";
  read(buffer: Uint8Array, blocking: boolean): number;
  write(bytes: Uint8Array): number;
  seek(offset: number, whence: number): number;
  stat(): FileStatus;
  truncate(length: number): void;
  sync(): void;
  isTerminal(): boolean;
  /** The events of poll that hold now. */
  events(): number;
  close(): void;
}

/** The bookkeeping of an open file: how many numbers share it, and the mode they share. */
class Shared {
  readonly file: OpenFile;
  numbers: number;
  readable: boolean;
  writable: boolean;
  blocking: boolean;

  constructor(file: OpenFile, readable: boolean, writable: boolean, blocking: boolean) {
    this.file = file;
    this.numbers = 1;
    this.readable = readable;
    this.writable = writable;
    this.blocking = blocking;
  }
}

class Slot {
  readonly shared: Shared;
  inheritable: boolean;

  constructor(shared: Shared, inheritable: boolean) {
    this.shared = shared;
    this.inheritable = inheritable;
  }
}

class RegularFile implements OpenFile {
  readonly kind: "file";
  private readonly file: Deno.FsFile;

  constructor(file: Deno.FsFile) {
    this.kind = "file";
    this.file = file;
  }

  read(buffer: Uint8Array): number {
    return attempt(() => this.file.readSync(buffer) ?? 0);
  }

  write(bytes: Uint8Array): number {
    return attempt(() => this.file.writeSync(bytes));
  }

  seek(offset: number, whence: number): number {
    return attempt(() => this.file.seekSync(offset, whence as Deno.SeekMode));
  }

  stat(): FileStatus {
    return attempt(() => fromFileInfo(this.file.statSync()));
  }

  truncate(length: number): void {
    attempt(() => this.file.truncateSync(length));
  }

  sync(): void {
    attempt(() => this.file.syncSync());
  }

  isTerminal(): boolean {
    return this.file.isTerminal();
  }

  events(): number {
    return POLLIN | POLLOUT;
  }

  close(): void {
    attempt(() => this.file.close());
  }
}

/** Standard input, output or error. */
class StandardStream implements OpenFile {
  readonly kind: "stream";
  private readonly fd: number;
  private input: StandardInput | undefined;
  private status: FileStatus | undefined;

  constructor(fd: number) {
    this.kind = "stream";
    this.fd = fd;
    this.input = undefined;
    this.status = undefined;
  }

  read(buffer: Uint8Array, blocking: boolean): number {
    if (this.fd !== 0) throw new HostError(ERRNO.EBADF);
    this.input ??= new StandardInput();
    return this.input.read(buffer, blocking);
  }

  write(bytes: Uint8Array): number {
    if (this.fd === 0) throw new HostError(ERRNO.EBADF);
    return writeStandard(this.fd, bytes);
  }

  seek(_offset: number, _whence: number): number {
    throw new HostError(ERRNO.ESPIPE);
  }

  stat(): FileStatus {
    return this.status ??= anonymousStatus(this.isTerminal() ? S_IFCHR | 0o620 : S_IFIFO | 0o600);
  }

  truncate(_length: number): void {
    throw new HostError(ERRNO.EINVAL);
  }

  sync(): void {
    throw new HostError(ERRNO.EINVAL);
  }

  isTerminal(): boolean {
    return (this.fd === 0 ? Deno.stdin : this.fd === 1 ? Deno.stdout : Deno.stderr).isTerminal();
  }

  events(): number {
    if (this.fd !== 0) return POLLOUT;
    this.input ??= new StandardInput();
    return this.input.ready() ? POLLIN : 0;
  }

  close(): void {}
}

/** The bytes on their way between the two ends of a pipe. */
class PipeBuffer {
  chunks: Uint8Array[];
  size: number;
  readers: number;
  writers: number;

  constructor() {
    this.chunks = [];
    this.size = 0;
    this.readers = 1;
    this.writers = 1;
  }
}

/** What Linux gives a pipe. */
const PIPE_CAPACITY = 65536;

class PipeEnd implements OpenFile {
  readonly kind: "pipe";
  private readonly pipe: PipeBuffer;
  private readonly reads: boolean;

  constructor(pipe: PipeBuffer, reads: boolean) {
    this.kind = "pipe";
    this.pipe = pipe;
    this.reads = reads;
  }

  read(buffer: Uint8Array, blocking: boolean): number {
    const pipe = this.pipe;
    if (!this.reads) throw new HostError(ERRNO.EBADF);
    if (buffer.length === 0) return 0;
    if (pipe.size === 0) {
      if (pipe.writers === 0) return 0;
      throw new HostError(blocking ? ERRNO.EDEADLK : ERRNO.EAGAIN);
    }
    let done = 0;
    while (done < buffer.length && pipe.chunks.length > 0) {
      const chunk = pipe.chunks[0];
      const n = Math.min(chunk.length, buffer.length - done);
      buffer.set(n === chunk.length ? chunk : chunk.subarray(0, n), done);
      if (n === chunk.length) pipe.chunks.shift();
      else pipe.chunks[0] = chunk.subarray(n);
      done += n;
    }
    pipe.size -= done;
    return done;
  }

  write(bytes: Uint8Array): number {
    const pipe = this.pipe;
    if (this.reads) throw new HostError(ERRNO.EBADF);
    if (pipe.readers === 0) throw new HostError(ERRNO.EPIPE);
    const n = Math.min(bytes.length, PIPE_CAPACITY - pipe.size);
    if (n === 0 && bytes.length > 0) throw new HostError(ERRNO.EAGAIN);
    pipe.chunks.push(bytes.slice(0, n));
    pipe.size += n;
    return n;
  }

  seek(_offset: number, _whence: number): number {
    throw new HostError(ERRNO.ESPIPE);
  }

  stat(): FileStatus {
    return anonymousStatus(S_IFIFO | 0o600);
  }

  truncate(_length: number): void {
    throw new HostError(ERRNO.EINVAL);
  }

  sync(): void {
    throw new HostError(ERRNO.EINVAL);
  }

  isTerminal(): boolean {
    return false;
  }

  events(): number {
    const pipe = this.pipe;
    if (this.reads) return (pipe.size > 0 ? POLLIN : 0) | (pipe.writers === 0 ? POLLHUP : 0);
    return pipe.size < PIPE_CAPACITY ? POLLOUT : 0;
  }

  close(): void {
    if (this.reads) this.pipe.readers--;
    else this.pipe.writers--;
  }
}

/** One of two connected sockets: what it reads the other has written. */
class PairEnd implements OpenFile {
  readonly kind: "pipe";
  private readonly input: PipeEnd;
  private readonly output: PipeEnd;
  /** Directions that `shutdown` has closed. */
  private deaf: boolean;
  private mute: boolean;

  constructor(input: PipeBuffer, output: PipeBuffer) {
    this.kind = "pipe";
    this.input = new PipeEnd(input, true);
    this.output = new PipeEnd(output, false);
    this.deaf = false;
    this.mute = false;
  }

  read(buffer: Uint8Array, blocking: boolean): number {
    return this.deaf ? 0 : this.input.read(buffer, blocking);
  }

  write(bytes: Uint8Array): number {
    if (this.mute) throw new HostError(ERRNO.EPIPE);
    return this.output.write(bytes);
  }

  /** Closes a direction, or both: 0 to read no more, 1 to write no more. */
  shutdown(how: number): void {
    if (how !== 1 && !this.deaf) {
      this.deaf = true;
      this.input.close();
    }
    if (how !== 0 && !this.mute) {
      this.mute = true;
      this.output.close();
    }
  }

  seek(offset: number, whence: number): number {
    return this.input.seek(offset, whence);
  }

  stat(): FileStatus {
    return anonymousStatus(S_IFSOCK | 0o777);
  }

  truncate(length: number): void {
    this.input.truncate(length);
  }

  sync(): void {
    this.input.sync();
  }

  isTerminal(): boolean {
    return false;
  }

  events(): number {
    const input = this.deaf ? POLLIN : this.input.events();
    const output = this.mute ? 0 : this.output.events();
    // the other end has gone: a read does not block, it says so
    return input | output | ((input & POLLHUP) !== 0 ? POLLIN : 0);
  }

  close(): void {
    this.shutdown(2);
  }
}

const F_DUPFD = 0;
const F_DUPFD_CLOEXEC = 1030;
const F_GETFD = 1;
const F_SETFD = 2;
const F_GETFL = 3;
const F_SETFL = 4;

/** No descriptor can have this number or a larger one. */
const LIMIT = 1 << 16;

export class DenoDescriptors implements Descriptors {
  readonly native: boolean;
  private readonly slots: (Slot | null)[];

  constructor() {
    this.native = false;
    this.slots = [];
    for (let fd = 0; fd <= 2; fd++) {
      const shared = new Shared(new StandardStream(fd), fd === 0, fd !== 0, true);
      this.slots.push(new Slot(shared, true));
    }
  }

  open(path: Path, flags: number, mode: number, dirFd?: number): number {
    if (dirFd !== undefined) throw new HostError(ERRNO.ENOTSUP, path);
    const name = textPath(path);
    const access = flags & O_ACCMODE;
    const readable = access === O_RDONLY || access === O_RDWR;
    const writable = access === O_WRONLY || access === O_RDWR;
    const creates = (flags & O_CREAT) !== 0;
    if (readable) demand("read", path);
    if (writable || creates || (flags & O_TRUNC) !== 0) demand("write", path);
    try {
      if ((flags & O_DIRECTORY) !== 0 && !Deno.statSync(name).isDirectory) {
        throw new HostError(ERRNO.ENOTDIR, path);
      }
      if (creates && !writable) {
        // Deno creates a file only when it opens it to write.
        const exclusive = (flags & O_EXCL) !== 0;
        Deno.openSync(name, { write: true, create: true, createNew: exclusive, mode }).close();
        flags &= ~(O_CREAT | O_EXCL);
      }
      const file = Deno.openSync(name, {
        read: readable,
        write: writable,
        append: writable && (flags & O_APPEND) !== 0,
        truncate: writable && (flags & O_TRUNC) !== 0,
        create: (flags & O_CREAT) !== 0 && (flags & O_EXCL) === 0,
        createNew: (flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0,
        mode: (flags & O_CREAT) !== 0 ? mode : undefined,
      });
      const blocking = (flags & O_NONBLOCK) === 0;
      return this.place(new Shared(new RegularFile(file), readable, writable, blocking), 0);
    } catch (error) {
      throw translate(error, writable ? "--allow-write" : "--allow-read", path);
    }
  }

  close(fd: number): void {
    const shared = this.slot(fd).shared;
    this.slots[fd] = null;
    if (--shared.numbers === 0) shared.file.close();
  }

  read(fd: number, buffer: Uint8Array): number {
    const shared = this.slot(fd).shared;
    if (!shared.readable) throw new HostError(ERRNO.EBADF);
    if (shared.file.kind === "stream") beforeBlocking();
    return shared.file.read(buffer, shared.blocking);
  }

  write(fd: number, bytes: Uint8Array): number {
    const shared = this.slot(fd).shared;
    if (!shared.writable) throw new HostError(ERRNO.EBADF);
    return shared.file.write(bytes);
  }

  readAt(fd: number, buffer: Uint8Array, position: number): number {
    return this.at(fd, position, () => this.read(fd, buffer));
  }

  writeAt(fd: number, bytes: Uint8Array, position: number): number {
    return this.at(fd, position, () => this.write(fd, bytes));
  }

  seek(fd: number, offset: number, whence: number): number {
    if (whence < 0 || whence > 2) throw new HostError(ERRNO.EINVAL);
    return this.slot(fd).shared.file.seek(offset, whence);
  }

  fstat(fd: number): FileStatus {
    return this.slot(fd).shared.file.stat();
  }

  truncate(fd: number, length: number): void {
    const shared = this.slot(fd).shared;
    if (!shared.writable || length < 0) throw new HostError(ERRNO.EINVAL);
    shared.file.truncate(length);
  }

  sync(fd: number): void {
    this.slot(fd).shared.file.sync();
  }

  isatty(fd: number): boolean {
    const slot = this.peek(fd);
    return slot !== null && slot.shared.file.isTerminal();
  }

  dup(fd: number): number {
    const shared = this.slot(fd).shared;
    shared.numbers++;
    return this.place(shared, 0);
  }

  dup2(fd: number, target: number, inheritable: boolean): number {
    const shared = this.slot(fd).shared;
    if (target < 0 || target >= LIMIT) throw new HostError(ERRNO.EBADF);
    if (fd === target) return target;
    shared.numbers++;
    if (this.peek(target) !== null) this.close(target);
    while (this.slots.length <= target) this.slots.push(null);
    this.slots[target] = new Slot(shared, inheritable);
    return target;
  }

  pipe(flags: number = 0): [number, number] {
    const blocking = (flags & O_NONBLOCK) === 0;
    const pipe = new PipeBuffer();
    const reader = this.place(new Shared(new PipeEnd(pipe, true), true, false, blocking), 0);
    const writer = this.place(new Shared(new PipeEnd(pipe, false), false, true, blocking), 0);
    return [reader, writer];
  }

  /** Two sockets that are connected to each other, within the process. */
  socketPair(blocking: boolean): [number, number] {
    const there = new PipeBuffer(), back = new PipeBuffer();
    const first = this.place(new Shared(new PairEnd(there, back), true, true, blocking), 0);
    const second = this.place(new Shared(new PairEnd(back, there), true, true, blocking), 0);
    return [first, second];
  }

  /** `shutdown` of one of such a pair. */
  shutdown(fd: number, how: number): void {
    this.pair(fd).shutdown(how);
  }

  /** Throws ENOTSOCK where the descriptor is none of a pair. */
  demandSocket(fd: number): void {
    this.pair(fd);
  }

  private pair(fd: number): PairEnd {
    const { file } = this.slot(fd).shared;
    if (!(file instanceof PairEnd)) throw new HostError(ERRNO.ENOTSOCK);
    return file;
  }

  poll(requests: readonly PollRequest[], timeoutMs: number): number {
    const deadline = timeoutMs < 0 ? Infinity : performance.now() + timeoutMs;
    if (timeoutMs !== 0) beforeBlocking();
    for (;;) {
      let ready = 0;
      let hope = false; // can anything but the clock change what is seen here?
      for (const request of requests) {
        const slot = request.fd < 0 ? null : this.peek(request.fd);
        const found = slot === null ? POLLNVAL : slot.shared.file.events();
        if (slot !== null && slot.shared.file.kind === "stream") hope = true;
        request.revents = request.fd < 0 ? 0 : found & (request.events | POLLHUP | POLLNVAL);
        if (request.revents !== 0) ready++;
      }
      const left = deadline - performance.now();
      if (ready > 0 || left <= 0) return ready;
      if (!hope && left === Infinity && signalSlice === 0) throw new HostError(ERRNO.EDEADLK);
      pause(Math.min(left, hope ? 10 : 50));
      interrupted();
    }
  }

  getInheritable(fd: number): boolean {
    return this.slot(fd).inheritable;
  }

  setInheritable(fd: number, inheritable: boolean): void {
    this.slot(fd).inheritable = inheritable;
  }

  getBlocking(fd: number): boolean {
    return this.slot(fd).shared.blocking;
  }

  setBlocking(fd: number, blocking: boolean): void {
    this.slot(fd).shared.blocking = blocking;
  }

  fcntl(fd: number, command: number, argument: number): number {
    const slot = this.slot(fd);
    const shared = slot.shared;
    switch (command) {
      case F_DUPFD:
      case F_DUPFD_CLOEXEC:
        if (argument < 0 || argument >= LIMIT) throw new HostError(ERRNO.EINVAL);
        shared.numbers++;
        return this.place(shared, argument);
      case F_GETFD:
        return slot.inheritable ? 0 : 1;
      case F_SETFD:
        slot.inheritable = (argument & 1) === 0;
        return 0;
      case F_GETFL: {
        const access = !shared.writable ? O_RDONLY : shared.readable ? O_RDWR : O_WRONLY;
        return access | (shared.blocking ? 0 : O_NONBLOCK);
      }
      case F_SETFL:
        shared.blocking = (argument & O_NONBLOCK) === 0;
        return 0;
      default:
        throw new HostError(ERRNO.EINVAL);
    }
  }

  fcntlBuffer(fd: number, _command: number, _argument: Uint8Array): number {
    this.slot(fd);
    throw new HostError(ERRNO.ENOTSUP);
  }

  ioctl(fd: number, _request: number, _argument: number | Uint8Array): number {
    const file = this.slot(fd).shared.file;
    throw new HostError(file.isTerminal() ? ERRNO.ENOTSUP : ERRNO.ENOTTY);
  }

  flock(fd: number, _operation: number): void {
    this.slot(fd);
    throw new HostError(ERRNO.ENOTSUP);
  }

  terminalSize(fd: number): TerminalSize {
    if (!this.slot(fd).shared.file.isTerminal()) throw new HostError(ERRNO.ENOTTY);
    const { columns, rows } = attempt(() => Deno.consoleSize());
    return { columns, lines: rows };
  }

  private peek(fd: number): Slot | null {
    return fd >= 0 && fd < this.slots.length ? this.slots[fd] : null;
  }

  private slot(fd: number): Slot {
    const slot = this.peek(fd);
    if (slot === null) throw new HostError(ERRNO.EBADF);
    return slot;
  }

  /** Gives an open file the lowest free number from `least` on. */
  private place(shared: Shared, least: number): number {
    while (this.slots.length < least) this.slots.push(null);
    let fd = least;
    while (fd < this.slots.length && this.slots[fd] !== null) fd++;
    if (fd >= LIMIT) {
      if (--shared.numbers === 0) shared.file.close();
      throw new HostError(ERRNO.EMFILE);
    }
    if (fd === this.slots.length) this.slots.push(new Slot(shared, false));
    else this.slots[fd] = new Slot(shared, false);
    return fd;
  }

  private at(fd: number, position: number, transfer: () => number): number {
    const file = this.slot(fd).shared.file;
    const before = file.seek(0, SEEK_CUR);
    file.seek(position, SEEK_SET);
    try {
      return transfer();
    } finally {
      file.seek(before, SEEK_SET);
    }
  }
}

/** Runs an operation of Deno's, with its errors in our terms. */
function attempt<T>(operation: () => T): T {
  for (;;) {
    try {
      return operation();
    } catch (error) {
      const failure = translate(error, "--allow-all");
      if (!(failure instanceof HostError) || failure.errno !== ERRNO.EINTR) throw failure;
      interrupted();
    }
  }
}

/** A path as Deno takes it; bytes that are not UTF-8 name no file that Deno could reach. */
export function textPath(path: Path): string {
  if (typeof path === "string") return path;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(path);
  } catch {
    throw new HostError(ERRNO.EILSEQ, path);
  }
}

const sleepCell = new Int32Array(new SharedArrayBuffer(4));

function pause(milliseconds: number): void {
  Atomics.wait(sleepCell, 0, 0, milliseconds);
}

/** What fstat says of a thing that has no name in the file system. */
function anonymousStatus(mode: number): FileStatus {
  const blksize = (mode & S_IFREG) === S_IFREG ? 4096 : 1024;
  return new FileStatus(mode, 0, 0, 1, 0, 0, 0, blksize, 0, 0, 0, 0, 0, 0, 0, 0);
}
