// _socket.socket: a socket of the C library as a Python object.
//
// A socket with a timeout is non-blocking for the system; its methods wait for it themselves. Where other threads run, so
// do those of a blocking one, so that the others go on: a call of theirs never waits in the system (MSG_DONTWAIT), because
// a socket that takes some bytes need not take all of them.

import { constants, ERRNO, HostError, messages, sockets } from "../../vm/host/mod.ts";
import { getset, member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { exceptionTypes, newException } from "../../vm/objects/exceptions.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { forEach, toArray } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf, sizeNumber } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { checkSignals } from "../../vm/interp/safe_point.ts";
import { thread } from "../../vm/interp/thread_state.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { bytesArgument, writableArgument } from "../os_support/buffers.ts";
import { errnoError } from "../os_support/errors.ts";
import { descriptors } from "../os_support/host.ts";
import { pollDescriptors, type Source, sourceHooks } from "../os_support/waiting.ts";
import { getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { intArgument, onSystem } from "../posix/arguments.ts";
import { resumable, threadCount } from "../thread/scheduler.ts";
import { AF_INET, decodeAddress, encodeAddress } from "./addresses.ts";

const SOCK_STREAM = 1;
const SOCK_FLAGS = 0x80800;
const SOL_SOCKET = 1;
const SO_TYPE = 3;
const SO_ERROR = 4;
const SO_PROTOCOL = 38;
const MSG_DONTWAIT = 0x40;
const { POLLIN, POLLOUT } = constants;

/** A socket. */
export class PySocket extends PyObject {
  fd: number;
  family: number;
  type: number;
  proto: number;
  /** Seconds; below 0 for blocking, 0 for non-blocking. */
  timeout: number;
  /** Somebody has waited as long as a read waits: the next one does not. */
  expired: boolean;
  constructor() {
    super();
    this.fd = -1;
    this.family = 0;
    this.type = 0;
    this.proto = 0;
    this.timeout = -1;
    this.expired = false;
  }
}

export let SocketType: PyType;

/** The timeout that new sockets get. */
export const defaults = { timeout: -1 };

/** A timeout argument: below 0 for None. */
export function timeoutArgument(v: Value): number {
  if (v === NONE) return -1;
  let seconds: number;
  if (v instanceof PyFloat) {
    seconds = v.v;
    if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
  } else {
    seconds = Number(indexOf(v));
  }
  if (seconds < 0 || seconds > 9223372036) throw valueError("Timeout value out of range");
  return seconds;
}

/** A timeout as a program sees it. */
export function timeoutValue(seconds: number): Value {
  return seconds < 0 ? NONE : new PyFloat(seconds);
}

function timedOut(): Value {
  return newException(exceptionTypes.get("TimeoutError")!, ["timed out"]);
}

/** How long an operation with these flags waits: see `timeout`. */
function patience(self: PySocket, flags: number): number {
  return self.timeout < 0 && (flags & MSG_DONTWAIT) !== 0 ? 0 : self.timeout;
}

/** Does an operation, waiting for the socket as its timeout says; `f` gets the flag that keeps it from waiting itself. */
function perform<T>(
  self: PySocket,
  events: number,
  seconds: number,
  f: (dontWait: number) => T,
  who?: Declaration,
): T {
  const over = self.expired && events === POLLIN;
  if (over) self.expired = false;
  const deadline = seconds > 0 && !over ? performance.now() + seconds * 1000 : over ? 0 : Infinity;
  for (;;) {
    const waits = seconds > 0 || seconds < 0 && threadCount() > 0;
    // poll() passes over a closed socket's -1; the call itself says what is wrong with it
    if (self.fd >= 0 && waits) {
      const left = (deadline - performance.now()) / 1000;
      const request = { fd: self.fd, events, revents: 0 };
      const ready = left > 0 ? onSystem(() => pollDescriptors([request], left, who)) : 0;
      if (ready === 0) throw timedOut();
    }
    try {
      return f(waits ? MSG_DONTWAIT : 0);
    } catch (e) {
      if (waits && e instanceof HostError && e.errno === ERRNO.EAGAIN) continue;
      throw hostToPython(e);
    }
  }
}

function hostToPython(e: unknown): unknown {
  if (!(e instanceof HostError)) return e;
  return errnoError(e.errno);
}

function audit(event: string, ...args: Value[]): void {
  currentInterpreter().audit(event, ...args);
}

/** A socket object over a descriptor. */
export function wrapSocket(
  t: PyType,
  fd: number,
  family: number,
  type: number,
  proto: number,
): PySocket {
  const s = t.allocate() as PySocket;
  setUp(s, fd, family, type, proto);
  return s;
}

function setUp(s: PySocket, fd: number, family: number, type: number, proto: number): void {
  s.fd = fd;
  s.family = family;
  s.type = type & ~SOCK_FLAGS;
  s.proto = proto;
  s.timeout = -1;
  if ((type & 0x800) !== 0) {
    s.timeout = 0;
  } else if (defaults.timeout >= 0) {
    s.timeout = defaults.timeout;
    onSystem(() => descriptors().setBlocking(fd, false));
  }
}

/** An int that getsockopt gives. */
function option(fd: number, level: number, name: number): number {
  const value = new Int32Array(1);
  sockets.getOption(fd, level, name, new Uint8Array(value.buffer));
  return value[0];
}

function init(self: PySocket, family?: Value, type?: Value, proto?: Value, fileno?: Value): void {
  let f = family === undefined ? -1 : intArgument(family);
  let t = type === undefined ? -1 : intArgument(type);
  let p = proto === undefined ? -1 : intArgument(proto);
  audit("socket.__new__", self, f, t, p);
  if (fileno !== undefined && fileno !== NONE) {
    if (fileno instanceof PyFloat) {
      throw typeError("integer argument expected, got float");
    }
    const fd = intArgument(fileno);
    if (fd < 0) throw valueError("negative file descriptor");
    const address = onSystem(() => sockets.socketName(fd));
    if (f === -1) f = address.length >= 2 ? address[0] | address[1] << 8 : AF_INET;
    if (t === -1) t = onSystem(() => option(fd, SOL_SOCKET, SO_TYPE));
    if (p === -1) p = onSystem(() => option(fd, SOL_SOCKET, SO_PROTOCOL));
    setUp(self, fd, f, t, p);
    return;
  }
  if (f === -1) f = AF_INET;
  if (t === -1) t = SOCK_STREAM;
  if (p === -1) p = 0;
  const fd = onSystem(() => sockets.socket(f, t, p));
  setUp(self, fd, f, t, p);
}

function connect(self: PySocket, address: Uint8Array): void {
  const { fd, timeout } = self;
  // where there are others, a blocking socket is made to let them run while the connection comes about
  const lends = timeout < 0 && threadCount() > 0;
  try {
    if (lends) descriptors().setBlocking(fd, false);
    try {
      sockets.connect(fd, address);
      return;
    } finally {
      if (lends) descriptors().setBlocking(fd, true);
    }
  } catch (e) {
    if (!(e instanceof HostError) || e.errno !== ERRNO.EINPROGRESS || timeout === 0) throw e;
  }
  const ready = pollDescriptors(
    [{ fd, events: POLLOUT, revents: 0 }],
    timeout < 0 ? Infinity : timeout,
  );
  if (ready === 0) throw timedOut();
  const error = option(fd, SOL_SOCKET, SO_ERROR);
  if (error !== 0) throw new HostError(error);
}

function accept(self: PySocket): Value {
  const { fd, address } = perform(
    self,
    POLLIN,
    self.timeout,
    () => sockets.accept(self.fd),
    METHODS._accept,
  );
  return new PyTuple([fd, decodeAddress(address)]);
}

function flagsArgument(v: Value | undefined): number {
  return v === undefined ? 0 : intArgument(v);
}

function received(buffer: Uint8Array, n: number): PyBytes {
  return new PyBytes(n === buffer.length ? buffer : buffer.slice(0, n));
}

function recv(self: PySocket, size: Value, flags?: Value): Value {
  const n = sizeNumber(size), f = flagsArgument(flags);
  if (n < 0) throw valueError("negative buffersize in recv");
  const buffer = new Uint8Array(n);
  if (n === 0) return new PyBytes(buffer);
  const got = perform(
    self,
    POLLIN,
    patience(self, f),
    (dontWait) => sockets.receive(self.fd, buffer, f | dontWait),
    METHODS.recv,
  );
  return received(buffer, got);
}

function recvfrom(self: PySocket, size: Value, flags?: Value): Value {
  const n = sizeNumber(size), f = flagsArgument(flags);
  if (n < 0) throw valueError("negative buffersize in recvfrom");
  const buffer = new Uint8Array(n);
  const { count, address } = perform(
    self,
    POLLIN,
    patience(self, f),
    (dontWait) => sockets.receiveFrom(self.fd, buffer, f | dontWait),
    METHODS.recvfrom,
  );
  return new PyTuple([received(buffer, count), decodeAddress(address)]);
}

/** Calls with the first bytes of a buffer, as many as `nbytes` says. */
function intoBuffer<T>(
  buffer: Value,
  nbytes: Value | undefined,
  name: string,
  f: (target: Uint8Array) => T,
): T {
  const view = writableArgument(buffer, `${name}() argument 1`);
  try {
    const all = view.contiguous();
    const n = nbytes === undefined ? 0 : sizeNumber(nbytes);
    if (n < 0) throw valueError(`negative buffersize in ${name}`);
    if (n > all.length) {
      throw valueError(
        name === "recv_into"
          ? "buffer too small for requested bytes"
          : "nbytes is greater than the length of the buffer",
      );
    }
    return f(n === 0 ? all : all.subarray(0, n));
  } finally {
    view.release();
  }
}

function sendall(self: PySocket, data: Value, flags?: Value): Value {
  const bytes = bytesArgument(data).slice();
  const f = flagsArgument(flags);
  const begin = () => ({ at: 0, deadline: performance.now() + self.timeout * 1000 });
  resumable(METHODS.sendall, begin, (done) => {
    do {
      let left = patience(self, f);
      if (left > 0) {
        left = (done.deadline - performance.now()) / 1000;
        if (left <= 0) throw timedOut();
      }
      const rest = bytes.subarray(done.at);
      done.at += perform(
        self,
        POLLOUT,
        left,
        (dontWait) => sockets.send(self.fd, rest, f | dontWait),
        METHODS.sendall,
      );
      // a signal ends a call that has sent something: its handler comes before the next one
      checkSignals(thread);
    } while (done.at < bytes.length);
  });
  return NONE;
}

function sendto(self: PySocket, data: Value, given: Value[]): Value {
  if (given.length !== 1 && given.length !== 2) {
    throw typeError(`sendto() takes 2 or 3 arguments (${given.length + 1} given)`);
  }
  const bytes = bytesArgument(data);
  const f = given.length > 1 ? intArgument(given[0]) : 0;
  const address = encodeAddress(self.family, given[given.length - 1], "sendto");
  audit("socket.sendto", self, given[given.length - 1]);
  return perform(
    self,
    POLLOUT,
    patience(self, f),
    (dontWait) => sockets.sendTo(self.fd, bytes, f | dontWait, address),
  );
}

function ancillaryArgument(v: Value | undefined): messages.AncillaryData[] {
  const items: messages.AncillaryData[] = [];
  if (v === undefined || v === NONE) return items;
  forEach(v, (item) => {
    const parts = toArray(item);
    if (parts.length !== 3) throw typeError("[sendmsg() ancillary data items]() argument");
    items.push({
      level: intArgument(parts[0]),
      type: intArgument(parts[1]),
      data: bytesArgument(parts[2]).slice(),
    });
  });
  return items;
}

function sendmsg(
  self: PySocket,
  buffers: Value,
  ancdata?: Value,
  flags?: Value,
  address?: Value,
): Value {
  const pieces = toArray(buffers).map((b) => bytesArgument(b).slice());
  const control = ancillaryArgument(ancdata);
  const f = flagsArgument(flags);
  const to = address === undefined || address === NONE
    ? null
    : encodeAddress(self.family, address, "sendmsg");
  audit("socket.sendmsg", self, address ?? NONE);
  return perform(
    self,
    POLLOUT,
    patience(self, f),
    (dontWait) => messages.sendMessage(self.fd, pieces, control, f | dontWait, to),
  );
}

function receiveMessage(
  self: PySocket,
  pieces: Uint8Array[],
  controlSize: Value | undefined,
  flags: Value | undefined,
): { count: number; rest: Value[] } {
  const size = controlSize === undefined ? 0 : sizeNumber(controlSize);
  if (size < 0) throw valueError("invalid ancillary data buffer length");
  const f = flagsArgument(flags);
  const m = perform(
    self,
    POLLIN,
    patience(self, f),
    (dontWait) => messages.receiveMessage(self.fd, pieces, size, f | dontWait),
  );
  const items = m.ancillary.map((a) => new PyTuple([a.level, a.type, new PyBytes(a.data)]));
  return { count: m.count, rest: [new PyList(items), m.flags, decodeAddress(m.address)] };
}

function recvmsg(self: PySocket, size: Value, controlSize?: Value, flags?: Value): Value {
  const n = sizeNumber(size);
  if (n < 0) throw valueError("negative buffer size in recvmsg()");
  const buffer = new Uint8Array(n);
  const { count, rest } = receiveMessage(self, [buffer], controlSize, flags);
  return new PyTuple([received(buffer, count), ...rest]);
}

function recvmsgInto(self: PySocket, buffers: Value, controlSize?: Value, flags?: Value): Value {
  const views = toArray(buffers).map((b) =>
    writableArgument(b, "recvmsg_into() argument 1 must be an iterable of")
  );
  try {
    const pieces = views.map((v) => v.contiguous());
    const { count, rest } = receiveMessage(self, pieces, controlSize, flags);
    return new PyTuple([count, ...rest]);
  } finally {
    for (const v of views) v.release();
  }
}

function getsockopt(self: PySocket, level: Value, name: Value, size?: Value): Value {
  const l = intArgument(level), o = intArgument(name);
  const n = size === undefined ? 0 : intArgument(size);
  if (n === 0) return onSystem(() => option(self.fd, l, o));
  if (n < 0 || n > 1024) throw exception("OSError", "getsockopt buflen out of range");
  const value = new Uint8Array(n);
  const got = onSystem(() => sockets.getOption(self.fd, l, o, value));
  return new PyBytes(value.slice(0, got));
}

function setsockopt(self: PySocket, level: Value, name: Value, value: Value, size?: Value): Value {
  const l = intArgument(level), o = intArgument(name);
  let bytes: Uint8Array;
  if (value === NONE && size !== undefined) {
    bytes = new Uint8Array(intArgument(size));
  } else if (typeof value === "number" || typeof value === "boolean" || isIndex(value)) {
    bytes = new Uint8Array(Int32Array.of(intArgument(value)).buffer);
  } else {
    bytes = bytesArgument(value);
  }
  onSystem(() => sockets.setOption(self.fd, l, o, bytes));
  return NONE;
}

function isIndex(v: Value): boolean {
  return typeof v === "object" && v.cls.lookup("__index__") !== undefined;
}

function setTimeout(self: PySocket, seconds: number): void {
  self.timeout = seconds;
  onSystem(() => descriptors().setBlocking(self.fd, seconds < 0));
}

function close(self: PySocket): void {
  const { fd } = self;
  if (fd < 0) return;
  self.fd = -1;
  try {
    descriptors().close(fd);
  } catch (e) {
    // the peer's reset is no failure of closing
    if (!(e instanceof HostError) || e.errno !== ERRNO.ECONNRESET) throw hostToPython(e);
  }
}

/** The socket that a `socket.SocketIO` reads from, where its reads are this file's own. */
function findSource(raw: Value): Source | undefined {
  if (typeOf(raw).name !== "SocketIO") return undefined;
  const socket = getAttrOrAbsent(raw, "_sock");
  if (!(socket instanceof PySocket) || socket.fd < 0 || socket.timeout === 0) return undefined;
  if (socket.cls.lookup("recv_into") !== SocketType.lookup("recv_into")) return undefined;
  return {
    fd: socket.fd,
    seconds: socket.timeout < 0 ? Infinity : socket.timeout,
    expire: () => {
      socket.expired = true;
    },
  };
}

const METHODS: Record<string, Declaration> = {
  __init__: method(
    "(self, family=-1, type=-1, proto=-1, fileno=None)",
    "Initialize self.  See help(type(self)) for accurate signature.",
    init,
  ),
  __repr__: method(
    "(self, /)",
    "Return repr(self).",
    (self: PySocket) =>
      `<socket object, fd=${self.fd}, family=${self.family}, type=${self.type}, proto=${self.proto}>`,
  ),
  __del__: method(
    "(self, /)",
    "Called when the instance is about to be destroyed.",
    (self: PySocket) => {
      if (self.fd < 0) return;
      runtime.warn("ResourceWarning", `unclosed <socket fd=${self.fd}>`, 1);
      close(self);
    },
  ),
  _accept: method(
    "(self, /)",
    "_accept() -> (integer, address info)\n\nWait for an incoming connection.  Return a new socket file descriptor\nrepresenting the connection, and the address of the client.",
    accept,
  ),
  bind: method(
    "(self, object, /)",
    "bind(address)\n\nBind the socket to a local address.",
    (self: PySocket, address: Value) => {
      const bytes = encodeAddress(self.family, address, "bind");
      audit("socket.bind", self, address);
      onSystem(() => sockets.bind(self.fd, bytes));
    },
  ),
  close: method(
    "(self, /)",
    "close()\n\nClose the socket.  It cannot be used after this call.",
    close,
  ),
  connect: method(
    "(self, object, /)",
    "connect(address)\n\nConnect the socket to a remote address.",
    (self: PySocket, address: Value) => {
      const bytes = encodeAddress(self.family, address, "connect");
      audit("socket.connect", self, address);
      onSystem(() => connect(self, bytes));
    },
  ),
  connect_ex: method(
    "(self, object, /)",
    "connect_ex(address) -> errno\n\nThis is like connect(address), but returns an error code (the errno value)\ninstead of raising an exception when an error occurs.",
    (self: PySocket, address: Value) => {
      const bytes = encodeAddress(self.family, address, "connect_ex");
      audit("socket.connect", self, address);
      try {
        connect(self, bytes);
        return 0;
      } catch (e) {
        if (e instanceof HostError) return e.errno;
        if ((e as { cls?: PyType }).cls?.name === "TimeoutError") return ERRNO.EAGAIN;
        throw e;
      }
    },
  ),
  detach: method(
    "(self, /)",
    "detach()\n\nClose the socket object without closing the underlying file descriptor.\nThe file descriptor is returned.",
    (self: PySocket) => {
      const { fd } = self;
      self.fd = -1;
      return fd;
    },
  ),
  fileno: method(
    "(self, /)",
    "fileno() -> integer\n\nReturn the integer file descriptor of the socket.",
    (self: PySocket) => self.fd,
  ),
  getpeername: method(
    "(self, /)",
    "getpeername() -> address info\n\nReturn the address of the remote endpoint.",
    (self: PySocket) => decodeAddress(onSystem(() => sockets.peerName(self.fd))),
  ),
  getsockname: method(
    "(self, /)",
    "getsockname() -> address info\n\nReturn the address of the local endpoint.",
    (self: PySocket) => decodeAddress(onSystem(() => sockets.socketName(self.fd))),
  ),
  getsockopt: method(
    "(self, level, option, buffersize=0, /)",
    "getsockopt(level, option[, buffersize]) -> value\n\nGet a socket option: an int, or bytes where a buffer size is given.",
    getsockopt,
    { noTextSignature: true },
  ),
  setsockopt: method(
    "(self, level, option, value, optlen=None, /)",
    "setsockopt(level, option, value: int)\nsetsockopt(level, option, value: buffer)\nsetsockopt(level, option, None, optlen: int)\n\nSet a socket option.",
    setsockopt,
    { noTextSignature: true },
  ),
  listen: method(
    "(self, backlog=None, /)",
    "listen([backlog])\n\nEnable a server to accept connections.",
    (self: PySocket, backlog?: Value) => {
      const n = backlog === undefined ? 128 : Math.max(intArgument(backlog), 0);
      onSystem(() => sockets.listen(self.fd, n));
    },
    { noTextSignature: true },
  ),
  recv: method(
    "(self, buffersize, flags=0, /)",
    "recv(buffersize[, flags]) -> data\n\nReceive up to buffersize bytes from the socket; none at the end of the stream.",
    recv,
    { noTextSignature: true },
  ),
  recv_into: method(
    "(self, buffer, nbytes=0, flags=0)",
    "recv_into(buffer, [nbytes[, flags]]) -> nbytes_read\n\nA version of recv() that stores its data into a buffer.",
    (self: PySocket, buffer: Value, nbytes?: Value, flags?: Value) => {
      const f = flagsArgument(flags);
      return intoBuffer(
        buffer,
        nbytes,
        "recv_into",
        (target) =>
          target.length === 0 ? 0 : perform(
            self,
            POLLIN,
            patience(self, f),
            (dontWait) => sockets.receive(self.fd, target, f | dontWait),
            METHODS.recv_into,
          ),
      );
    },
    { noTextSignature: true },
  ),
  recvfrom: method(
    "(self, buffersize, flags=0, /)",
    "recvfrom(buffersize[, flags]) -> (data, address info)\n\nLike recv(buffersize, flags) but also return the sender's address info.",
    recvfrom,
    { noTextSignature: true },
  ),
  recvfrom_into: method(
    "(self, buffer, nbytes=0, flags=0)",
    "recvfrom_into(buffer[, nbytes[, flags]]) -> (nbytes, address info)\n\nLike recv_into(buffer[, nbytes[, flags]]) but also return the sender's address info.",
    (self: PySocket, buffer: Value, nbytes?: Value, flags?: Value) => {
      const f = flagsArgument(flags);
      return intoBuffer(buffer, nbytes, "recvfrom_into", (target) => {
        const { count, address } = perform(
          self,
          POLLIN,
          patience(self, f),
          (dontWait) => sockets.receiveFrom(self.fd, target, f | dontWait),
        );
        return new PyTuple([count, decodeAddress(address)]);
      });
    },
    { noTextSignature: true },
  ),
  send: method(
    "(self, data, flags=0, /)",
    "send(data[, flags]) -> count\n\nSend a data string to the socket, say how many bytes went.",
    (self: PySocket, data: Value, flags?: Value) => {
      const bytes = bytesArgument(data), f = flagsArgument(flags);
      return perform(
        self,
        POLLOUT,
        patience(self, f),
        (dontWait) => sockets.send(self.fd, bytes, f | dontWait),
        METHODS.send,
      );
    },
    { noTextSignature: true },
  ),
  sendall: method(
    "(self, data, flags=0, /)",
    "sendall(data[, flags])\n\nSend all of a data string to the socket.",
    sendall,
    { noTextSignature: true },
  ),
  sendto: method(
    "(self, data, /, *flags_and_address)",
    "sendto(data[, flags], address) -> count\n\nLike send(data, flags) but allows specifying the destination address.",
    sendto,
    { noTextSignature: true },
  ),
  sendmsg: method(
    "(self, buffers, ancdata=None, flags=0, address=None, /)",
    "sendmsg(buffers[, ancdata[, flags[, address]]]) -> count\n\nSend data of several buffers, and ancillary data: (level, type, data) each.",
    sendmsg,
    { noTextSignature: true },
  ),
  recvmsg: method(
    "(self, bufsize, ancbufsize=0, flags=0, /)",
    "recvmsg(bufsize[, ancbufsize[, flags]]) -> (data, ancdata, msg_flags, address)\n\nReceive normal data (up to bufsize bytes) and ancillary data from the socket.",
    recvmsg,
    { noTextSignature: true },
  ),
  recvmsg_into: method(
    "(self, buffers, ancbufsize=0, flags=0, /)",
    "recvmsg_into(buffers[, ancbufsize[, flags]]) -> (nbytes, ancdata, msg_flags, address)\n\nReceive normal data into several buffers, and ancillary data.",
    recvmsgInto,
    { noTextSignature: true },
  ),
  setblocking: method(
    "(self, object, /)",
    "setblocking(flag)\n\nSet the socket to blocking (flag is true) or non-blocking (false).",
    (self: PySocket, flag: Value) => setTimeout(self, truth(flag) ? -1 : 0),
  ),
  getblocking: method(
    "(self, /)",
    "getblocking()\n\nReturns True if socket is in blocking mode, or False if it\nis in non-blocking mode.",
    (self: PySocket) => self.timeout !== 0,
  ),
  settimeout: method(
    "(self, object, /)",
    "settimeout(timeout)\n\nSet a timeout on socket operations, in seconds; None for none.",
    (self: PySocket, v: Value) => setTimeout(self, timeoutArgument(v)),
  ),
  gettimeout: method(
    "(self, /)",
    "gettimeout() -> timeout\n\nReturns the timeout in seconds (float) associated with socket operations.",
    (self: PySocket) => timeoutValue(self.timeout),
  ),
  shutdown: method(
    "(self, object, /)",
    "shutdown(flag)\n\nShut down the reading side of the socket (flag == SHUT_RD), the writing side\n(flag == SHUT_WR), or both ends (flag == SHUT_RDWR).",
    (self: PySocket, how: Value) => {
      const n = intArgument(how);
      onSystem(() => sockets.shutdown(self.fd, n));
    },
  ),
};

/** Makes the type, once. */
export function makeSocketType(): void {
  if (SocketType !== undefined) return;
  sourceHooks.find = findSource;
  SocketType = builtinType("_socket.socket", PySocket, {
    module: "_socket",
    qualname: "socket",
  });
  define(SocketType, {
    doc:
      "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOpen a socket of the given type, or take over the one of a descriptor, whose\nfamily, type and protocol are found out.",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: METHODS,
    attributes: {
      family: member("the socket family", (self: PySocket) => self.family),
      type: member("the socket type", (self: PySocket) => self.type),
      proto: member("the socket protocol", (self: PySocket) => self.proto),
      timeout: getset("the socket timeout", (self: PySocket) => timeoutValue(self.timeout)),
    },
  });
}
