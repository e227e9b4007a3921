// The one table of file descriptors, as an interface with two ways behind it.
//
// Where FFI is allowed, the C library owns every descriptor (descriptors_libc.ts); elsewhere Deno's
// files stand behind numbers of our own (descriptors_deno.ts). One process uses one of the two for
// good, because a number that one way made means nothing to the other.
//
// Invariant: a call either does what it says or throws HostError or PermissionRefused. A call that a
// signal cuts short runs the hook of interrupts.ts and goes on (PEP 475), so no caller sees EINTR.

import type { Path } from "./errno.ts";
import { hasLibc } from "./libc.ts";
import type { FileStatus } from "./status.ts";
import { LibcDescriptors } from "./descriptors_libc.ts";
import { DenoDescriptors } from "./descriptors_deno.ts";

/** A descriptor to wait for: `events` are asked for, `revents` is what `poll` found (POLLIN …). */
export interface PollRequest {
  fd: number;
  events: number;
  revents: number;
}

export interface TerminalSize {
  columns: number;
  lines: number;
}

export interface Descriptors {
  /** Whether these are the system's own descriptors, which a child process can inherit. */
  readonly native: boolean;
  /** Opens a file with the flags of open(2); the descriptor is not inheritable. */
  open(path: Path, flags: number, mode: number, dirFd?: number): number;
  close(fd: number): void;
  /** Reads up to `buffer.length` bytes; 0 at the end. Throws EAGAIN on an empty non-blocking one. */
  read(fd: number, buffer: Uint8Array): number;
  /** Writes some or all of `bytes`, says how many. */
  write(fd: number, bytes: Uint8Array): number;
  /** Reads at a position without moving the descriptor's own. */
  readAt(fd: number, buffer: Uint8Array, position: number): number;
  writeAt(fd: number, bytes: Uint8Array, position: number): number;
  /** Moves the position; says where it then is. */
  seek(fd: number, offset: number, whence: number): number;
  fstat(fd: number): FileStatus;
  truncate(fd: number, length: number): void;
  sync(fd: number): void;
  isatty(fd: number): boolean;
  /** The lowest free number, for the same open file; not inheritable. */
  dup(fd: number): number;
  /** Makes `target` the same open file as `fd`, closing what it was. */
  dup2(fd: number, target: number, inheritable: boolean): number;
  /** Two descriptors, the end to read from and the end to write to; not inheritable. */
  pipe(flags?: number): [number, number];
  /** Waits until one of the requests is met or the time is over (-1: for ever); says how many are. */
  poll(requests: readonly PollRequest[], timeoutMs: number): number;
  getInheritable(fd: number): boolean;
  setInheritable(fd: number, inheritable: boolean): void;
  getBlocking(fd: number): boolean;
  setBlocking(fd: number, blocking: boolean): void;
  /** fcntl(2) with an int argument. */
  fcntl(fd: number, command: number, argument: number): number;
  /** fcntl(2) with a structure, which is changed in place. */
  fcntlBuffer(fd: number, command: number, argument: Uint8Array): number;
  /** ioctl(2) with an int, or with a structure that is changed in place. */
  ioctl(fd: number, request: number, argument: number | Uint8Array): number;
  /** flock(2). */
  flock(fd: number, operation: number): void;
  /** The size of the terminal behind the descriptor; ENOTTY where there is none. */
  terminalSize(fd: number): TerminalSize;
}

let table: Descriptors | undefined;

/** This process's descriptors. Which way they go is decided at the first call. */
export function systemDescriptors(): Descriptors {
  return table ??= hasLibc() ? new LibcDescriptors() : new DenoDescriptors();
}
