// The module `select`: select, poll objects and epoll objects.

import { constants, epoll, hasLibc, type PollRequest } from "../../vm/host/mod.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { define } from "../../vm/objects/define.ts";
import { OSErrorType } from "../../vm/objects/exceptions_os.ts";
import { FloatType, type PyFloat } from "../../vm/objects/float.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks } from "../../vm/objects/operations.ts";
import {
  exception,
  keyError,
  overflowError,
  runtimeError,
  typeError,
  valueError,
} from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { PAUSE } from "../../vm/interp/loop.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { errnoError } from "../os_support/errors.ts";
import { descriptors } from "../os_support/host.ts";
import { pollDescriptors } from "../os_support/waiting.ts";
import { filenoArgument, intArgument, onSystem } from "../posix/arguments.ts";
import { currentIdent, threadCount, waitFor } from "../thread/scheduler.ts";

const { POLLERR, POLLHUP, POLLIN, POLLNVAL, POLLOUT, POLLPRI } = constants;
const EBADF = 9;
const FD_SETSIZE = 1024;
const EPOLL_CLOEXEC = 0x80000;

const READ_SET = POLLIN | 0x40 | 0x80 | POLLHUP | POLLERR;
const WRITE_SET = POLLOUT | 0x100 | 0x200 | POLLERR;

/** A timeout in seconds: Infinity for None. */
function secondsArgument(v: Value | undefined, text: string): number {
  if (v === undefined || v === NONE) return Infinity;
  if (typeOf(v).isSubtype(FloatType)) {
    const s = (v as PyFloat).v;
    if (Number.isNaN(s)) throw valueError("Invalid value NaN (not a number)");
    if (Math.abs(s) > 9.3e9) throw overflowError("timestamp out of range for platform time_t");
    return s;
  }
  if (operationHooks.intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) {
    throw typeError(text);
  }
  const n = Number(indexOf(v));
  if (Math.abs(n) > 9.3e9) throw overflowError("timestamp too large to convert to C PyTime_t");
  return n;
}

function selectList(v: Value): { objects: Value[]; fds: number[] } {
  const t = typeOf(v);
  if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
    throw typeError("arguments 1-3 must be sequences");
  }
  const list = v instanceof PyList ? v : new PyList(toArray(v));
  const objects: Value[] = [], fds: number[] = [];
  // a list may become shorter while its objects are asked for their descriptors
  for (let i = 0; i < list.length; i++) {
    const object = list.get(i);
    const fd = filenoArgument(object);
    if (fd >= FD_SETSIZE) throw valueError("filedescriptor out of range in select()");
    objects.push(object);
    fds.push(fd);
  }
  return { objects, fds };
}

function select(rlist: Value, wlist: Value, xlist: Value, timeout?: Value): Value {
  const seconds = secondsArgument(timeout, "timeout must be a float or None");
  if (seconds < 0) throw valueError("timeout must be non-negative");
  const r = selectList(rlist), w = selectList(wlist), x = selectList(xlist);
  const byFd = new Map<number, PollRequest>();
  const ask = (fds: number[], events: number): void => {
    for (const fd of fds) {
      const request = byFd.get(fd);
      if (request !== undefined) request.events |= events;
      else byFd.set(fd, { fd, events, revents: 0 });
    }
  };
  ask(r.fds, POLLIN);
  ask(w.fds, POLLOUT);
  ask(x.fds, POLLPRI);
  const requests = [...byFd.values()];
  onSystem(() => pollDescriptors(requests, seconds, SELECT));
  for (const request of requests) {
    if ((request.revents & POLLNVAL) !== 0) throw errnoError(EBADF);
  }
  const found = (list: { objects: Value[]; fds: number[] }, events: number): PyList =>
    new PyList(list.objects.filter((_, i) => (byFd.get(list.fds[i])!.revents & events) !== 0));
  return new PyTuple([found(r, READ_SET), found(w, WRITE_SET), found(x, POLLPRI)]);
}

const SELECT = method(
  "(rlist, wlist, xlist, timeout=None, /)",
  "Wait until one or more file descriptors are ready for some kind of I/O.\n\nThe lists are of descriptors, or of objects with fileno(): to be read, to be\nwritten, with an exceptional condition. The result is three lists of those\nthat are ready, empty ones after timeout seconds.",
  select,
);

class PyPoll extends PyObject {
  readonly watched: Map<number, number>;
  /** The thread that is polling, or 0. */
  poller: number;
  constructor() {
    super();
    this.watched = new Map();
    this.poller = 0;
  }
}

class PyEpoll extends PyObject {
  fd: number;
  constructor() {
    super();
    this.fd = -1;
  }
}

/** An event mask, an unsigned short. */
function eventMask(v: Value | undefined): number {
  if (v === undefined) return POLLIN | POLLPRI | POLLOUT;
  const n = operationHooks.intOf(v);
  if (n === undefined) {
    throw typeError(`'${typeOf(v).name}' object cannot be interpreted as an integer`);
  }
  if (n < 0) throw valueError("value must be positive");
  if (n > 0xffff) throw overflowError("Python int too large for C unsigned short");
  return Number(n);
}

/** A timeout in milliseconds as seconds: Infinity for None and for what is below 0. */
function millisecondsArgument(v: Value | undefined): number {
  if (v === undefined || v === NONE) return Infinity;
  const n = secondsArgument(v, "timeout must be an integer or None");
  if (n > 0x7fffffff) throw overflowError("timeout is too large");
  return n < 0 ? Infinity : Math.ceil(n) / 1000;
}

function poll(self: PyPoll, timeout?: Value): Value {
  const seconds = millisecondsArgument(timeout);
  const ident = currentIdent();
  if (self.poller !== 0 && self.poller !== ident) {
    throw runtimeError("concurrent poll() invocation");
  }
  const requests: PollRequest[] = [];
  for (const [fd, events] of self.watched) requests.push({ fd, events, revents: 0 });
  self.poller = ident;
  try {
    onSystem(() => pollDescriptors(requests, seconds, POLL));
  } catch (e) {
    // a thread that is put aside goes on polling
    if (e !== PAUSE) self.poller = 0;
    throw e;
  }
  self.poller = 0;
  const found: Value[] = [];
  for (const r of requests) {
    if (r.revents !== 0) found.push(new PyTuple([r.fd, r.revents & 0xffff]));
  }
  return new PyList(found);
}

const POLL: Declaration = method(
  "(self, timeout=None, /)",
  "Polls the set of registered file descriptors.\n\nReturns a list of (fd, event) pairs; timeout is in milliseconds.",
  poll,
);

let pollType: PyType | undefined;
let epollType: PyType | undefined;

function makePollType(): PyType {
  if (pollType !== undefined) return pollType;
  const t = builtinType("select.poll", PyPoll, { module: "select", qualname: "poll", noNew: true });
  pollType = t;
  define(t, {
    methods: {
      register: method(
        "(self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)",
        "Register a file descriptor with the polling object.",
        (self: PyPoll, fd: Value, events?: Value) => {
          const n = filenoArgument(fd);
          self.watched.set(n, eventMask(events));
        },
      ),
      modify: method(
        "(self, fd, eventmask, /)",
        "Modify an already registered file descriptor.",
        (self: PyPoll, fd: Value, events: Value) => {
          const n = filenoArgument(fd);
          const mask = eventMask(events);
          if (!self.watched.has(n)) throw errnoError(2);
          self.watched.set(n, mask);
        },
      ),
      unregister: method(
        "(self, fd, /)",
        "Remove a file descriptor being tracked by the polling object.",
        (self: PyPoll, fd: Value) => {
          const n = filenoArgument(fd);
          if (!self.watched.delete(n)) throw keyError(n);
        },
      ),
      poll: POLL,
    },
  });
  return t;
}

function open(self: PyEpoll): number {
  if (self.fd < 0) throw valueError("I/O operation on closed epoll object");
  return self.fd;
}

function control(self: PyEpoll, operation: number, fd: Value, events: number): void {
  const ep = open(self);
  const n = filenoArgument(fd);
  onSystem(() => epoll.controlEpoll(ep, operation, n, events));
}

function epollMask(v: Value | undefined): number {
  if (v === undefined) return POLLIN | POLLPRI | POLLOUT;
  return Number(indexOf(v)) >>> 0;
}

function closeEpoll(self: PyEpoll): void {
  const { fd } = self;
  if (fd < 0) return;
  self.fd = -1;
  onSystem(() => descriptors().close(fd));
}

function pollEpoll(self: PyEpoll, timeout?: Value, maxevents?: Value): Value {
  const ep = open(self);
  let seconds = secondsArgument(timeout, "timeout must be an integer or None");
  if (seconds < 0) seconds = Infinity;
  let most = maxevents === undefined ? -1 : intArgument(maxevents);
  if (most === -1) most = 1023;
  if (most < 1) throw valueError(`maxevents must be greater than 0, got ${most}`);
  let found: [number, number][] = [];
  onSystem(() => {
    if (threadCount() === 0) {
      found = epoll.waitEpoll(ep, most, seconds === Infinity ? -1 : Math.ceil(seconds * 1000));
    } else {
      waitFor(() => (found = epoll.waitEpoll(ep, most, 0)).length > 0, seconds, POLL_EPOLL);
    }
  });
  return new PyList(found.map((pair) => new PyTuple(pair)));
}

const POLL_EPOLL: Declaration = method(
  "(self, timeout=None, maxevents=-1)",
  "Wait for events on the epoll file descriptor.\n\nReturns a list of (fd, events) pairs; timeout is in seconds.",
  pollEpoll,
);

function newEpoll(cls: PyType, sizehint?: Value, flags?: Value): Value {
  const size = sizehint === undefined ? -1 : intArgument(sizehint);
  const f = flags === undefined ? 0 : intArgument(flags);
  if (size === -1 || size > 0) {
    if (f !== 0 && f !== EPOLL_CLOEXEC) throw exception("OSError", "invalid flags");
    const e = cls.allocate() as PyEpoll;
    e.fd = onSystem(() => epoll.createEpoll());
    return e;
  }
  throw valueError("negative sizehint");
}

function makeEpollType(): PyType {
  if (epollType !== undefined) return epollType;
  const t = builtinType("select.epoll", PyEpoll, { module: "select", qualname: "epoll" });
  epollType = t;
  define(t, {
    doc:
      "Returns an epolling object.\n\nsizehint must be a positive integer or -1 and is otherwise ignored; flags may\nbe EPOLL_CLOEXEC, which is always in force.",
    textSignature: "(sizehint=-1, flags=0)",
    new: method(
      "(cls, sizehint=-1, flags=0)",
      "Create and return a new object.  See help(type) for accurate signature.",
      newEpoll,
    ),
    classMethods: {
      fromfd: method(
        "(type, fd, /)",
        "Create an epoll object from a given control fd.",
        (cls: PyType, fd: Value) => {
          const e = cls.allocate() as PyEpoll;
          e.fd = intArgument(fd);
          return e;
        },
      ),
    },
    methods: {
      close: method("(self, /)", "Close the epoll control file descriptor.", closeEpoll),
      fileno: method("(self, /)", "Return the epoll control file descriptor.", open),
      modify: method(
        "(self, fd, eventmask)",
        "Modify event mask for a registered file descriptor.",
        (self: PyEpoll, fd: Value, events: Value) => {
          control(self, epoll.EPOLL_CTL_MOD, fd, epollMask(events));
        },
      ),
      register: method(
        "(self, fd, eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)",
        "Registers a new fd or raises an OSError if the fd is already registered.",
        (self: PyEpoll, fd: Value, events?: Value) => {
          control(self, epoll.EPOLL_CTL_ADD, fd, epollMask(events));
        },
      ),
      unregister: method(
        "(self, fd)",
        "Remove a registered file descriptor from the epoll object.",
        (self: PyEpoll, fd: Value) => {
          control(self, epoll.EPOLL_CTL_DEL, fd, 0);
        },
      ),
      poll: POLL_EPOLL,
      __enter__: method("(self, /)", "", (self: PyEpoll) => {
        open(self);
        return self;
      }),
      __exit__: method(
        "(self, exc_type=None, exc_value=None, exc_tb=None, /)",
        "",
        (self: PyEpoll) => {
          closeEpoll(self);
        },
      ),
    },
    attributes: {
      closed: getset("True if the epoll handler is closed", (self: PyEpoll) => self.fd < 0),
    },
  });
  return t;
}

const POLL_CONSTANTS: Record<string, number> = {
  PIPE_BUF: 4096,
  POLLIN,
  POLLPRI,
  POLLOUT,
  POLLERR,
  POLLHUP,
  POLLNVAL,
  POLLRDNORM: 0x40,
  POLLRDBAND: 0x80,
  POLLWRNORM: 0x100,
  POLLWRBAND: 0x200,
  POLLMSG: 0x400,
  POLLRDHUP: 0x2000,
};

const EPOLL_CONSTANTS: Record<string, number> = {
  EPOLLIN: 1,
  EPOLLPRI: 2,
  EPOLLOUT: 4,
  EPOLLERR: 8,
  EPOLLHUP: 0x10,
  EPOLLRDNORM: 0x40,
  EPOLLRDBAND: 0x80,
  EPOLLWRNORM: 0x100,
  EPOLLWRBAND: 0x200,
  EPOLLMSG: 0x400,
  EPOLLRDHUP: 0x2000,
  EPOLLEXCLUSIVE: 0x10000000,
  EPOLLONESHOT: 0x40000000,
  EPOLLET: 0x80000000,
  EPOLL_CLOEXEC,
};

/** `select` */
export function create(): PyModule {
  const type = makePollType();
  const m = builtinModule("select", {
    doc: "This module supports asynchronous I/O on multiple file descriptors.",
    functions: {
      select: SELECT,
      poll: method(
        "()",
        "Returns a polling object.\n\nThis object supports registering and unregistering file descriptors, and then\npolling them for I/O events.",
        () => type.allocate(),
      ),
    },
    values: { error: OSErrorType, ...POLL_CONSTANTS },
  });
  if (hasLibc()) {
    m.dict.setStr("epoll", makeEpollType());
    for (const name in EPOLL_CONSTANTS) m.dict.setStr(name, EPOLL_CONSTANTS[name]);
  }
  return m;
}
