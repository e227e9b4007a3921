// What an interpreter is given of the world, as one value. The command's interpreter gets the process's
// own; an embedder's may get other standard streams, and two interpreters may get different ones.
//
// Invariant: an interpreter with streams of its own never changes what the process's descriptors 0, 1
// and 2 are. Whatever it does to those numbers (close, dup2 …) happens in a table of its own above the
// process's; every other number is the process's.

import { ERRNO, HostError, type Path, PermissionRefused } from "./errno.ts";
import { POLLIN, POLLNVAL, POLLOUT, S_IFCHR, S_IFIFO } from "./constants.ts";
import {
  type Descriptors,
  type PollRequest,
  systemDescriptors,
  type TerminalSize,
} from "./descriptors.ts";
import { type FileSystem, systemFiles } from "./files.ts";
import { standardLibrary, type ZipLibrary } from "./library.ts";
import { FileStatus } from "./status.ts";

/** Where an embedder wants output to go. */
export interface HostOutput {
  /** Takes all of the bytes; the array is the caller's and is used again afterwards. */
  write(bytes: Uint8Array): void;
  /** What `isatty` says; false if not given. */
  readonly isTerminal?: boolean;
}

/** Where an embedder wants input to come from. */
export interface HostInput {
  /** Fills the start of the buffer, says how far; 0 at the end of the input. */
  read(buffer: Uint8Array): number;
  /** What `isatty` says; false if not given. */
  readonly isTerminal?: boolean;
}

/** The standard streams of an interpreter; one that is not given is the process's. */
export interface HostOptions {
  /** Descriptor 0. */
  readonly stdin?: HostInput;
  /** Descriptor 1. */
  readonly stdout?: HostOutput;
  /** Descriptor 2. */
  readonly stderr?: HostOutput;
}

/** The world as an interpreter sees it. */
export interface Host {
  /** The file descriptors, with the interpreter's own streams as 0, 1 and 2. */
  readonly descriptors: Descriptors;
  /** The file system by path. */
  readonly files: FileSystem;
  /** The packaged library. */
  readonly library: ZipLibrary;
}

class ProcessHost implements Host {
  private readonly streams: StreamDescriptors | undefined;

  constructor(options: HostOptions) {
    const { stdin, stdout, stderr } = options;
    const replaces = stdin !== undefined || stdout !== undefined || stderr !== undefined;
    this.streams = replaces ? new StreamDescriptors(options) : undefined;
  }

  get descriptors(): Descriptors {
    return this.streams ?? systemDescriptors();
  }

  get files(): FileSystem {
    return systemFiles();
  }

  get library(): ZipLibrary {
    return standardLibrary();
  }
}

/** The host for an interpreter. Nothing is opened or asked for until it is used. */
export function createHost(options: HostOptions = {}): Host {
  return new ProcessHost(options);
}

/** What a number of the upper table stands for: an embedder's stream, another number, or nothing. */
class Entry {
  readonly input: HostInput | null;
  readonly output: HostOutput | null;
  /** The process's number, or -1. */
  readonly fd: number;
  inheritable: boolean;

  constructor(input: HostInput | null, output: HostOutput | null, fd: number) {
    this.input = input;
    this.output = output;
    this.fd = fd;
    this.inheritable = true;
  }

  get isStream(): boolean {
    return this.input !== null || this.output !== null;
  }
}

class StreamDescriptors implements Descriptors {
  /** The numbers that do not stand for the process's descriptor of the same number. */
  private readonly entries: Map<number, Entry>;

  constructor(options: HostOptions) {
    this.entries = new Map();
    if (options.stdin !== undefined) this.entries.set(0, new Entry(options.stdin, null, -1));
    if (options.stdout !== undefined) this.entries.set(1, new Entry(null, options.stdout, -1));
    if (options.stderr !== undefined) this.entries.set(2, new Entry(null, options.stderr, -1));
  }

  get native(): boolean {
    return this.base.native;
  }

  private get base(): Descriptors {
    return systemDescriptors();
  }

  /** The stream behind a number, if it is one; EBADF for one that was closed. */
  private stream(fd: number): Entry | null {
    const entry = this.entries.get(fd);
    if (entry === undefined) return null;
    if (entry.isStream) return entry;
    if (entry.fd < 0) throw new HostError(ERRNO.EBADF);
    return null;
  }

  /** The process's number for one that is no stream. */
  private real(fd: number): number {
    const entry = this.entries.get(fd);
    if (entry === undefined) return fd;
    if (entry.isStream) throw new HostError(ERRNO.EINVAL);
    if (entry.fd < 0) throw new HostError(ERRNO.EBADF);
    return entry.fd;
  }

  open(path: Path, flags: number, mode: number, dirFd?: number): number {
    return this.base.open(path, flags, mode, dirFd);
  }

  close(fd: number): void {
    const entry = this.entries.get(fd);
    if (entry === undefined) {
      if (fd >= 0 && fd <= 2) this.entries.set(fd, new Entry(null, null, -1));
      else this.base.close(fd);
      return;
    }
    if (!entry.isStream && entry.fd < 0) throw new HostError(ERRNO.EBADF);
    if (fd <= 2) this.entries.set(fd, new Entry(null, null, -1));
    else this.entries.delete(fd);
    if (entry.fd >= 0) this.base.close(entry.fd);
  }

  read(fd: number, buffer: Uint8Array): number {
    const stream = this.stream(fd);
    if (stream === null) return this.base.read(this.real(fd), buffer);
    const input = stream.input;
    if (input === null) throw new HostError(ERRNO.EBADF);
    const n = guard(() => input.read(buffer));
    if (!(n >= 0 && n <= buffer.length)) throw new HostError(ERRNO.EIO);
    return Math.floor(n);
  }

  write(fd: number, bytes: Uint8Array): number {
    const stream = this.stream(fd);
    if (stream === null) return this.base.write(this.real(fd), bytes);
    const output = stream.output;
    if (output === null) throw new HostError(ERRNO.EBADF);
    guard(() => output.write(bytes));
    return bytes.length;
  }

  readAt(fd: number, buffer: Uint8Array, position: number): number {
    if (this.stream(fd) !== null) throw new HostError(ERRNO.ESPIPE);
    return this.base.readAt(this.real(fd), buffer, position);
  }

  writeAt(fd: number, bytes: Uint8Array, position: number): number {
    if (this.stream(fd) !== null) throw new HostError(ERRNO.ESPIPE);
    return this.base.writeAt(this.real(fd), bytes, position);
  }

  seek(fd: number, offset: number, whence: number): number {
    if (this.stream(fd) !== null) throw new HostError(ERRNO.ESPIPE);
    return this.base.seek(this.real(fd), offset, whence);
  }

  fstat(fd: number): FileStatus {
    const stream = this.stream(fd);
    if (stream === null) return this.base.fstat(this.real(fd));
    const mode = isTerminal(stream) ? S_IFCHR | 0o620 : S_IFIFO | 0o600;
    return new FileStatus(mode, 0, 0, 1, 0, 0, 0, 1024, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  truncate(fd: number, length: number): void {
    this.base.truncate(this.real(fd), length);
  }

  sync(fd: number): void {
    this.base.sync(this.real(fd));
  }

  isatty(fd: number): boolean {
    const entry = this.entries.get(fd);
    if (entry === undefined) return this.base.isatty(fd);
    if (entry.isStream) return isTerminal(entry);
    return entry.fd >= 0 && this.base.isatty(entry.fd);
  }

  dup(fd: number): number {
    const stream = this.stream(fd);
    if (stream === null) return this.base.dup(this.real(fd));
    // Any descriptor of the process keeps the number from being given out.
    const number = this.base.dup(2);
    this.place(number, stream, number, false);
    return number;
  }

  dup2(fd: number, target: number, inheritable: boolean): number {
    const stream = this.stream(fd);
    if (fd === target) return target;
    if (target >= 0 && target <= 2) {
      const number = stream === null ? this.base.dup(this.real(fd)) : -1;
      this.replace(target);
      if (stream === null) this.place(target, null, number, inheritable);
      else this.place(target, stream, -1, inheritable);
      return target;
    }
    this.base.dup2(stream === null ? this.real(fd) : 2, target, inheritable);
    this.entries.delete(target);
    if (stream !== null) this.place(target, stream, target, inheritable);
    return target;
  }

  private place(number: number, stream: Entry | null, fd: number, inheritable: boolean): void {
    const entry = new Entry(stream?.input ?? null, stream?.output ?? null, fd);
    entry.inheritable = inheritable;
    this.entries.set(number, entry);
  }

  /** Gives up what a standard number stood for, as far as it was ours. */
  private replace(number: number): void {
    const entry = this.entries.get(number);
    if (entry !== undefined && entry.fd >= 0) this.base.close(entry.fd);
    this.entries.delete(number);
  }

  pipe(flags?: number): [number, number] {
    return this.base.pipe(flags);
  }

  poll(requests: readonly PollRequest[], timeoutMs: number): number {
    const asked: PollRequest[] = [];
    let ready = 0;
    for (const request of requests) {
      const entry = this.entries.get(request.fd);
      if (entry === undefined || !entry.isStream && entry.fd >= 0) {
        asked.push({ fd: entry?.fd ?? request.fd, events: request.events, revents: 0 });
        continue;
      }
      const able = (entry.input !== null ? POLLIN : 0) | (entry.output !== null ? POLLOUT : 0);
      request.revents = entry.isStream ? able & request.events : POLLNVAL;
      if (request.revents !== 0) ready++;
    }
    if (asked.length === 0 && ready > 0) return ready;
    ready += this.base.poll(asked, ready > 0 ? 0 : timeoutMs);
    let next = 0;
    for (const request of requests) {
      const entry = this.entries.get(request.fd);
      if (entry === undefined || !entry.isStream && entry.fd >= 0) {
        request.revents = asked[next++].revents;
      }
    }
    return ready;
  }

  getInheritable(fd: number): boolean {
    const entry = this.entries.get(fd);
    if (entry === undefined) return this.base.getInheritable(fd);
    this.stream(fd);
    return entry.inheritable;
  }

  setInheritable(fd: number, inheritable: boolean): void {
    const entry = this.entries.get(fd);
    if (entry === undefined) return this.base.setInheritable(fd, inheritable);
    this.stream(fd);
    entry.inheritable = inheritable;
  }

  getBlocking(fd: number): boolean {
    return this.stream(fd) !== null || this.base.getBlocking(this.real(fd));
  }

  setBlocking(fd: number, blocking: boolean): void {
    if (this.stream(fd) === null) this.base.setBlocking(this.real(fd), blocking);
  }

  fcntl(fd: number, command: number, argument: number): number {
    return this.base.fcntl(this.real(fd), command, argument);
  }

  fcntlBuffer(fd: number, command: number, argument: Uint8Array): number {
    return this.base.fcntlBuffer(this.real(fd), command, argument);
  }

  ioctl(fd: number, request: number, argument: number | Uint8Array): number {
    if (this.stream(fd) !== null) throw new HostError(ERRNO.ENOTTY);
    return this.base.ioctl(this.real(fd), request, argument);
  }

  flock(fd: number, operation: number): void {
    this.base.flock(this.real(fd), operation);
  }

  terminalSize(fd: number): TerminalSize {
    if (this.stream(fd) !== null) throw new HostError(ERRNO.ENOTTY);
    return this.base.terminalSize(this.real(fd));
  }
}

function isTerminal(entry: Entry): boolean {
  return (entry.input ?? entry.output)?.isTerminal ?? false;
}

/** Calls an embedder's function; what it throws is an error of input or output. */
function guard<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof HostError || error instanceof PermissionRefused) throw error;
    throw new HostError(ERRNO.EIO);
  }
}
