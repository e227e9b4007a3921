// _thread: locks, thread-local data, and threads that the loop runs in turns (scheduler.ts).

import { call, getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import {
  exceptionTypes,
  isExceptionOf,
  newException,
  type PyException,
} from "../../vm/objects/exceptions.ts";
import { SystemExitType } from "../../vm/objects/exceptions_fields.ts";
import { truth } from "../../vm/objects/compare.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { type KwNames, NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexNumber } from "../../vm/objects/operations.ts";
import { runtimeError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { repr } from "../../vm/objects/operations.ts";
import { strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { structType } from "../../vm/objects/structseq.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { environment } from "../../vm/host/mod.ts";
import type { Interpreter } from "../../vm/vm.ts";
import { checkSignals } from "../../vm/interp/safe_point.ts";
import { thread } from "../../vm/interp/thread_state.ts";
import { simulateSignal } from "../signal/module.ts";
import { makeLocalType } from "./local.ts";
import { makeLockTypes, TIMEOUT_MAX } from "./locks.ts";
import {
  beginEnd,
  currentIdent,
  lasting,
  mainIdent,
  startThread,
  threadCount,
  waitFor,
} from "./scheduler.ts";

/** A handle by which a thread is joined. */
class PyThreadHandle extends PyObject {
  ident = 0;
  started = false;
  done = false;
}

let HandleType: PyType;

function join(self: PyThreadHandle, timeout: Value | undefined, who: Declaration): void {
  if (!self.started && !self.done) throw runtimeError("thread not started");
  if (self.ident === currentIdent() && !self.done) {
    throw runtimeError("Cannot join current thread");
  }
  let seconds = Infinity;
  if (timeout !== undefined && timeout !== NONE) {
    const n = timeout instanceof PyFloat ? timeout.v : indexNumber(timeout);
    if (n >= 0) seconds = n;
  }
  waitFor(() => self.done, seconds, who);
}

function defineHandle(): PyType {
  const t = builtinType("_thread._ThreadHandle", PyThreadHandle, {
    module: "_thread",
    qualname: "_ThreadHandle",
    hasWeakref: true,
  });
  const joinMethod: Declaration = method("(self, timeout=None, /)", "", (
    self: PyThreadHandle,
    timeout?: Value,
  ) => join(self, timeout, joinMethod), { noTextSignature: true });
  define(t, {
    new: method("(type, /)", "Create and return a new object.", (cls: PyType) => cls.allocate()),
    methods: {
      join: joinMethod,
      is_done: method("(self, /)", "", (self: PyThreadHandle) => self.done, {
        noTextSignature: true,
      }),
      _set_done: method("(self, /)", "", (self: PyThreadHandle) => {
        if (!self.started) throw runtimeError("thread not started");
        finish(self);
      }, { noTextSignature: true }),
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyThreadHandle) => strFromUtf16(`<_ThreadHandle object: ident=${self.ident}>`),
      ),
    },
    attributes: { ident: getset(undefined, (self: PyThreadHandle) => self.ident) },
  });
  return t;
}

function finish(h: PyThreadHandle): void {
  h.done = true;
  lasting.delete(h);
}

/** What is done with an exception that ends a thread: SystemExit is silent, everything else is reported. */
function report(vm: Interpreter, f: Value, e: PyException | undefined): void {
  void vm;
  if (e === undefined || isExceptionOf(e, SystemExitType)) return;
  runtime.unraisable(e, NONE, `Exception ignored in thread started by ${utf16(repr(f))}`);
}

function checkCallable(f: Value, who: string): void {
  if (typeof f !== "object" || f.cls.lookup("__call__") === undefined) throw typeError(who);
}

function startNew(vm: Interpreter, f: Value, args: Value, kwargs: Value | undefined): Value {
  checkCallable(f, "first arg must be callable");
  if (!(args instanceof PyTuple)) throw typeError("2nd arg must be a tuple");
  let values = args.items.slice();
  let names: KwNames | undefined;
  if (kwargs !== undefined) {
    if (!(kwargs instanceof PyDict)) throw typeError("optional 3rd arg must be a dictionary");
    if (kwargs.size > 0) {
      names = kwargs.keys().map((k) => utf16(strOf(k)!));
      values = [...values, ...kwargs.values()];
    }
  }
  vm.threaded = true;
  return startThread(f, values, names, (e) => report(vm, f, e));
}

function startJoinable(
  vm: Interpreter,
  f: Value,
  handle: Value | undefined,
  daemon: Value | undefined,
): Value {
  checkCallable(f, "thread function must be callable");
  let h: PyThreadHandle;
  if (handle === undefined || handle === NONE) h = new PyThreadHandle();
  else if (handle instanceof PyThreadHandle) h = handle;
  else throw typeError("'handle' must be a _ThreadHandle");
  if (h.started) throw runtimeError("thread already started");
  h.started = true;
  if (daemon !== undefined && !truth(daemon)) lasting.add(h);
  vm.threaded = true;
  h.ident = startThread(f, [], undefined, (e) => {
    finish(h);
    report(vm, f, e);
  });
  return h;
}

/** `threading.excepthook`: prints what ended a thread. */
function exceptHook(args: Value): void {
  const [type, value, , thread] = (args as PyTuple).items;
  if (type === SystemExitType) return;
  const sys = runtime.importModule("sys");
  let stderr = getAttrOrAbsent(sys, "stderr") ?? NONE;
  if (stderr === NONE) {
    stderr = thread === NONE ? NONE : getAttrOrAbsent(thread, "_stderr") ?? NONE;
    if (stderr === NONE) return;
  }
  const name = thread === NONE ? strFromUtf16(String(currentIdent())) : getAttr(thread, "name");
  const write = (text: Value) => call(getAttr(stderr, "write"), [text]);
  write(strFromUtf16(`Exception in thread ${utf16(strOf(name) ?? "")}:\n`));
  const display = getAttr(runtime.importModule("traceback"), "print_exception");
  call(display, [value, stderr], ["file"]);
  const flush = getAttrOrAbsent(stderr, "flush");
  if (flush !== undefined) call(flush, []);
}

/** Makes the module. */
export function create(vm: Interpreter): PyModule {
  const { lock, rlock } = makeLockTypes();
  HandleType = defineHandle();
  const hookArgs = structType({
    name: "_thread._ExceptHookArgs",
    doc: "ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.",
    fields: [
      ["exc_type", "Exception type"],
      ["exc_value", "Exception value"],
      ["exc_traceback", "Exception traceback"],
      ["thread", "Thread"],
    ],
  });
  const start = method(
    "(function, args, kwargs={}, /)",
    "Start a new thread and return its identifier.\n\nThe thread will call the function with positional arguments from the\ntuple args and keyword arguments taken from the optional dictionary\nkwargs.  The thread exits when the function returns; the return value\nis ignored.  The thread will also exit when the function raises an\nunhandled exception; a stack trace will be printed unless the exception\nis SystemExit.",
    (f: Value, args: Value, kwargs?: Value) => startNew(vm, f, args, kwargs),
    { noTextSignature: true },
  );
  const allocate = method(
    "()",
    "Create a new lock object. See help(type(threading.Lock())) for\ninformation about locks.",
    () => call(lock, []),
    { noTextSignature: true },
  );
  const exit = method(
    "()",
    "This is synonymous to ``raise SystemExit''.  It will cause the current\nthread to exit silently unless the exception is caught.",
    () => {
      throw newException(SystemExitType, []);
    },
    { noTextSignature: true },
  );
  let stackSize = 0;
  return builtinModule("_thread", {
    doc:
      "This module provides primitive operations to write multi-threaded programs.\nThe 'threading' module provides a more convenient interface.",
    types: [rlock, HandleType, hookArgs, makeLocalType()],
    functions: {
      start_new_thread: start,
      start_new: start,
      start_joinable_thread: method(
        "(function, handle=None, daemon=True)",
        "*For internal use only*: start a new thread.\n\nLike start_new_thread(), this starts a new thread calling the given function.\nUnlike start_new_thread(), this returns a handle object with methods to join\nor detach the given thread.\nThis function is not for third-party code, please use the\n`threading` module instead. During finalization the runtime will not wait for\nthe thread to exit if daemon is True. If handle is provided it must be a\nnewly created thread._ThreadHandle instance.",
        (f: Value, handle?: Value, daemon?: Value) => startJoinable(vm, f, handle, daemon),
        { noTextSignature: true },
      ),
      daemon_threads_allowed: method(
        "()",
        "Return True if daemon threads are allowed in the current interpreter,\nand False otherwise.\n",
        () => true,
        { noTextSignature: true },
      ),
      allocate_lock: allocate,
      allocate,
      exit,
      exit_thread: exit,
      interrupt_main: method(
        "(signum=signal.SIGINT, /)",
        "Simulate the arrival of the given signal in the main thread,\nwhere the corresponding signal handler will be executed.\nIf *signum* is omitted, SIGINT is assumed.\nA subthread can use this function to interrupt the main thread.\n\nNote: the default signal handler for SIGINT raises ``KeyboardInterrupt``.",
        (signum?: Value) => {
          const n = signum === undefined ? 2 : indexNumber(signum);
          if (n < 1 || n > 64) throw valueError("signal number out of range");
          simulateSignal(n);
          // in the main thread itself the handler runs before the next instruction
          checkSignals(thread);
        },
        { noTextSignature: true },
      ),
      get_ident: method(
        "()",
        "Return a non-zero integer that uniquely identifies the current thread\namongst other threads that exist simultaneously.\n\nThis may be used to identify per-thread resources.  Even though on\nsome platforms threads identities may appear to be allocated\nconsecutive numbers starting at 1, this behavior should not be relied\nupon, and the number should be seen purely as a magic cookie.\nA thread's identity may be reused for another thread after it exits.",
        currentIdent,
        { noTextSignature: true },
      ),
      get_native_id: method(
        "()",
        "Return a non-negative integer identifying the thread as reported\nby the OS (kernel). This may be used to uniquely identify a\nparticular thread within a system.",
        () => {
          const ident = currentIdent();
          return ident === mainIdent()
            ? environment.pid()
            : environment.pid() + (ident - mainIdent()) / 0x1000;
        },
        { noTextSignature: true },
      ),
      _get_main_thread_ident: method(
        "()",
        "Internal only. Return a non-zero integer that uniquely identifies the main thread\nof the main interpreter.",
        mainIdent,
        {
          noTextSignature: true,
        },
      ),
      _is_main_interpreter: method(
        "()",
        "Return True if the current interpreter is the main Python interpreter.",
        () => true,
        {
          noTextSignature: true,
        },
      ),
      _make_thread_handle: method(
        "(ident, /)",
        "Internal only. Make a thread handle for threads not spawned\nby the _thread or threading module.",
        (
          ident: Value,
        ) => {
          const h = new PyThreadHandle();
          h.ident = indexNumber(ident);
          h.started = true;
          return h;
        },
        { noTextSignature: true },
      ),
      _count: method(
        "()",
        "Return the number of currently running Python threads, excluding\nthe main thread. The returned number comprises all threads created\nthrough `start_new_thread()` as well as `threading.Thread`, and not\nyet finished.\n\nThis function is meant for internal and specialized purposes only.\nIn most applications `threading.enumerate()` should be used instead.",
        threadCount,
        {
          noTextSignature: true,
        },
      ),
      stack_size: method(
        "(size=0, /)",
        "Return the thread stack size used when creating new threads.",
        (size?: Value) => {
          const before = stackSize;
          if (size !== undefined) {
            const n = indexNumber(size);
            if (n < 0) throw valueError("size must be 0 or a positive value");
            if (n > 0 && n < 32768) throw valueError(`size not valid: ${n} bytes`);
            stackSize = n;
          }
          return before;
        },
        { noTextSignature: true },
      ),
      _shutdown: method(
        "()",
        "Wait for all non-daemon threads (other than the calling thread) to stop.",
        () => {
          beginEnd();
          while (lasting.size > 0) {
            const [h] = lasting as Set<PyThreadHandle>;
            if (h.ident === currentIdent()) lasting.delete(h);
            else waitFor(() => h.done, Infinity, undefined);
          }
        },
        { noTextSignature: true },
      ),
      _excepthook: method(
        "(exc_info, /)",
        "Handle uncaught Thread.run() exception.",
        (args: Value) => {
          if (typeOf(args) !== hookArgs) {
            throw typeError("_thread.excepthook argument type must be ExceptHookArgs");
          }
          exceptHook(args);
        },
        { noTextSignature: true },
      ),
    },
    values: {
      lock,
      LockType: lock,
      error: exceptionTypes.get("RuntimeError")!,
      TIMEOUT_MAX: new PyFloat(TIMEOUT_MAX),
    },
  });
}
