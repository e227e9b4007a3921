// Sockets of the C library: the calls as they are, with addresses as the bytes of a sockaddr. What the
// bytes mean (families, names, ports) is the business of the module `socket`.
//
// Invariants: a socket made here is close-on-exec; a call that a signal cuts short is taken up again,
// but for connect, which goes on by itself and is waited for.
//
// Where the C library cannot be called, there are pairs of connected sockets within the process and nothing else: what an
// event loop wakes itself up with.

import { ERRNO, HostError } from "./errno.ts";
import { beforeBlocking, interrupted, signalSlice } from "./interrupts.ts";
import { check, fail, hasLibc, lastErrno, lazySymbol, MAX_COUNT } from "./libc.ts";
import { POLLIN, POLLOUT } from "./constants.ts";
import { systemDescriptors } from "./descriptors.ts";
import { DenoDescriptors } from "./descriptors_deno.ts";
import { demand } from "./permissions.ts";

const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0x800;
const SO_TYPE = 3;
const MSG_DONTWAIT = 0x40;
const SOCK_CLOEXEC = 0x80000;
const SOL_SOCKET = 1;
const SO_ERROR = 4;

/** The largest sockaddr, `sockaddr_storage`. */
const ADDRESS_SIZE = 128;

const c = {
  socket: lazySymbol("socket", ["i32", "i32", "i32"], "i32"),
  socketpair: lazySymbol("socketpair", ["i32", "i32", "i32", "buffer"], "i32"),
  bind: lazySymbol("bind", ["i32", "buffer", "u32"], "i32"),
  listen: lazySymbol("listen", ["i32", "i32"], "i32"),
  accept4: lazySymbol("accept4", ["i32", "buffer", "buffer", "i32"], "i32"),
  connect: lazySymbol("connect", ["i32", "buffer", "u32"], "i32"),
  getsockname: lazySymbol("getsockname", ["i32", "buffer", "buffer"], "i32"),
  getpeername: lazySymbol("getpeername", ["i32", "buffer", "buffer"], "i32"),
  send: lazySymbol("send", ["i32", "buffer", "u32", "i32"], "i32"),
  recv: lazySymbol("recv", ["i32", "buffer", "u32", "i32"], "i32"),
  sendto: lazySymbol("sendto", ["i32", "buffer", "u32", "i32", "buffer", "u32"], "i32"),
  recvfrom: lazySymbol("recvfrom", ["i32", "buffer", "u32", "i32", "buffer", "buffer"], "i32"),
  shutdown: lazySymbol("shutdown", ["i32", "i32"], "i32"),
  getsockopt: lazySymbol("getsockopt", ["i32", "i32", "i32", "buffer", "buffer"], "i32"),
  setsockopt: lazySymbol("setsockopt", ["i32", "i32", "i32", "buffer", "u32"], "i32"),
};

function demandFamily(family: number): void {
  if (!hasLibc()) throw new HostError(ERRNO.ENOSYS);
  if (family !== AF_UNIX) demand("net", "");
}

/** The descriptors of a process that cannot call the C library. */
function withinProcess(): DenoDescriptors | undefined {
  const fds = systemDescriptors();
  return fds instanceof DenoDescriptors ? fds : undefined;
}

export function socket(family: number, type: number, protocol: number): number {
  demandFamily(family);
  return check(c.socket(family, type | SOCK_CLOEXEC, protocol));
}

export function socketPair(family: number, type: number, protocol: number): [number, number] {
  const inside = withinProcess();
  if (inside !== undefined && family === AF_UNIX && (type & 15) === SOCK_STREAM) {
    return inside.socketPair((type & SOCK_NONBLOCK) === 0);
  }
  demandFamily(family);
  const pair = new Int32Array(2);
  check(c.socketpair(family, type | SOCK_CLOEXEC, protocol, pair));
  beforeBlocking();
  return [pair[0], pair[1]];
}

export function bind(fd: number, address: Uint8Array): void {
  check(c.bind(fd, address, address.length));
}

export function listen(fd: number, backlog: number): void {
  check(c.listen(fd, backlog));
}

/** Where only slices of waiting can be interrupted, waits for a blocking socket before the call. */
function ready(fd: number, events: number): void {
  beforeBlocking();
  if (signalSlice === 0) return;
  const fds = systemDescriptors();
  if (fds.getBlocking(fd)) fds.poll([{ fd, events, revents: 0 }], -1);
}

/** Does a call until it is not cut short. */
function persist(call: () => number): number {
  for (;;) {
    const result = call();
    if (result !== -1) return result;
    if (lastErrno() !== ERRNO.EINTR) fail();
    interrupted();
  }
}

class AddressBuffer {
  readonly bytes: Uint8Array;
  readonly length: Uint32Array;

  constructor() {
    this.bytes = new Uint8Array(ADDRESS_SIZE);
    this.length = Uint32Array.of(ADDRESS_SIZE);
  }

  get(): Uint8Array {
    return this.bytes.slice(0, Math.min(this.length[0], ADDRESS_SIZE));
  }
}

/** The next connection, and the address that it comes from. */
export function accept(fd: number): { fd: number; address: Uint8Array } {
  ready(fd, POLLIN);
  const address = new AddressBuffer();
  const accepted = persist(() => c.accept4(fd, address.bytes, address.length, SOCK_CLOEXEC));
  return { fd: accepted, address: address.get() };
}

export function connect(fd: number, address: Uint8Array): void {
  beforeBlocking();
  if (c.connect(fd, address, address.length) === 0) return;
  if (lastErrno() !== ERRNO.EINTR) fail();
  interrupted();
  systemDescriptors().poll([{ fd, events: POLLOUT, revents: 0 }], -1);
  const error = new Int32Array(1);
  getOption(fd, SOL_SOCKET, SO_ERROR, new Uint8Array(error.buffer));
  if (error[0] !== 0) throw new HostError(error[0]);
}

/** The address of a socket that has none: its family alone. */
function nameless(fds: DenoDescriptors, fd: number): Uint8Array {
  fds.demandSocket(fd);
  return Uint8Array.of(AF_UNIX, 0);
}

export function socketName(fd: number): Uint8Array {
  const inside = withinProcess();
  if (inside !== undefined) return nameless(inside, fd);
  const address = new AddressBuffer();
  check(c.getsockname(fd, address.bytes, address.length));
  return address.get();
}

export function peerName(fd: number): Uint8Array {
  const inside = withinProcess();
  if (inside !== undefined) return nameless(inside, fd);
  const address = new AddressBuffer();
  check(c.getpeername(fd, address.bytes, address.length));
  return address.get();
}

export function send(fd: number, bytes: Uint8Array, flags: number): number {
  const inside = withinProcess();
  if (inside !== undefined) {
    inside.demandSocket(fd);
    return inside.write(fd, bytes);
  }
  ready(fd, POLLOUT);
  return persist(() => c.send(fd, bytes, Math.min(bytes.length, MAX_COUNT), flags));
}

export function receive(fd: number, buffer: Uint8Array, flags: number): number {
  const inside = withinProcess();
  if (inside !== undefined) {
    inside.demandSocket(fd);
    if (flags !== 0 && flags !== MSG_DONTWAIT) throw new HostError(ERRNO.EOPNOTSUPP);
    return inside.read(fd, buffer);
  }
  ready(fd, POLLIN);
  return persist(() => c.recv(fd, buffer, Math.min(buffer.length, MAX_COUNT), flags));
}

export function sendTo(fd: number, bytes: Uint8Array, flags: number, address: Uint8Array): number {
  ready(fd, POLLOUT);
  const count = Math.min(bytes.length, MAX_COUNT);
  return persist(() => c.sendto(fd, bytes, count, flags, address, address.length));
}

export function receiveFrom(
  fd: number,
  buffer: Uint8Array,
  flags: number,
): { count: number; address: Uint8Array } {
  if (withinProcess() !== undefined) {
    return { count: receive(fd, buffer, flags), address: Uint8Array.of() };
  }
  ready(fd, POLLIN);
  const address = new AddressBuffer();
  const size = Math.min(buffer.length, MAX_COUNT);
  const count = persist(() => c.recvfrom(fd, buffer, size, flags, address.bytes, address.length));
  return { count, address: address.get() };
}

/** `how`: 0 to read no more, 1 to write no more, 2 both. */
export function shutdown(fd: number, how: number): void {
  const inside = withinProcess();
  if (inside !== undefined) return inside.shutdown(fd, how);
  check(c.shutdown(fd, how));
}

/** Fills `value` with an option; says how long it is. */
export function getOption(fd: number, level: number, option: number, value: Uint8Array): number {
  const inside = withinProcess();
  if (inside !== undefined) {
    inside.demandSocket(fd);
    value[0] = level === SOL_SOCKET && option === SO_TYPE ? SOCK_STREAM : 0;
    return value.length;
  }
  const length = Uint32Array.of(value.length);
  check(c.getsockopt(fd, level, option, value, length));
  return length[0];
}

export function setOption(fd: number, level: number, option: number, value: Uint8Array): void {
  check(c.setsockopt(fd, level, option, value, value.length));
}
