// The functions of `sys` that ask or tell the machine: frames, limits, sizes, tracing, audit.

import { call, callSpecial, getAttr } from "../vm/objects/attributes.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { type Int, NONE, type Value } from "../vm/objects/object.ts";
import { indexNumber, operationHooks } from "../vm/objects/operations.ts";
import { exception, recursionError, typeError, valueError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { isExactStr, isStr, strFromUtf16, textOf } from "../vm/objects/str.ts";
import { newStruct, structType } from "../vm/objects/structseq.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, type PyType, typeOf } from "../vm/objects/type.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { type Frame, hold } from "../vm/interp/frame.ts";
import { backOf, currentDepth, topFrame } from "../vm/interp/compiled.ts";
import { thread } from "../vm/interp/thread_state.ts";
import { setProfile, setTrace } from "../vm/interp/trace.ts";
import { handledException } from "../vm/interp/unwind.ts";
import { auditService, type Interpreter } from "../vm/vm.ts";

const intOf = (v: Value): Int | undefined => operationHooks.intOf(v);

const DIGITS_THRESHOLD = 640;

/** Types whose objects CPython's garbage collector does not track: they have no header before them. */
const UNTRACKED: ReadonlySet<string> = new Set([
  "int",
  "bool",
  "float",
  "complex",
  "str",
  "bytes",
  "bytearray",
  "NoneType",
  "ellipsis",
  "NotImplementedType",
  "range",
  "code",
  "object",
]);
const COLLECTOR_HEADER = 16;

function sizeOf(o: Value): Int {
  const t = typeOf(o);
  const n = intOf(callSpecial(o, "__sizeof__", [])!);
  if (n === undefined) throw typeError("an integer is required");
  if (n < 0) throw valueError("__sizeof__() should return >= 0");
  const tracked = t.heap || !UNTRACKED.has(t.name);
  return tracked ? Number(n) + COLLECTOR_HEADER : n;
}

function frameAt(depth: number): Frame {
  let f = topFrame(thread);
  for (let i = 0; i < depth && f !== null; i++) f = backOf(f);
  if (f === null) throw valueError("call stack is not deep enough");
  return hold(f);
}

auditService.raise = (vm, event, args) => {
  const name = strFromUtf16(event);
  for (const hook of vm.auditHooks.slice()) call(hook, [name, new PyTuple(args.slice())]);
};

let asyncgenHooks: PyType | undefined;

/** The functions, for one interpreter. */
export function sysFunctions(vm: Interpreter): Record<string, Declaration> {
  let switchInterval = 0.005;
  let dlopenFlags = 2;
  return {
    getdefaultencoding: method(
      "()",
      "Return the current default encoding used by the Unicode implementation.",
      () => "utf-8",
    ),
    getfilesystemencoding: method(
      "()",
      "Return the encoding used to convert Unicode filenames to OS filenames.",
      () => "utf-8",
    ),
    getfilesystemencodeerrors: method(
      "()",
      "Return the error mode used Unicode to OS filename conversion.",
      () => "surrogateescape",
    ),
    intern: method(
      "(string, /)",
      "``Intern'' the given string.\n\nThis enters the string in the (global) table of interned strings whose\npurpose is to speed up dictionary lookups. Return the string itself or\nthe previously interned string object with the same value.",
      (s: Value) => {
        if (!isStr(s)) throw typeError(`intern() argument must be str, not ${argumentName(s)}`);
        if (!isExactStr(s)) throw typeError(`can't intern ${typeOf(s).name}`);
        return s;
      },
    ),
    _is_interned: method(
      "(string, /)",
      'Return True if the given string is "interned".',
      (s: Value) => {
        if (!isStr(s)) {
          throw typeError(`_is_interned() argument must be str, not ${argumentName(s)}`);
        }
        return isExactStr(s);
      },
    ),
    getrecursionlimit: method(
      "()",
      "Return the current value of the recursion limit.\n\nThe recursion limit is the maximum depth of the Python interpreter\nstack.  This limit prevents infinite recursion from causing an overflow\nof the C stack and crashing Python.",
      () => thread.recursionLimit,
    ),
    setrecursionlimit: method(
      "(limit, /)",
      "Set the maximum depth of the Python interpreter stack to n.\n\nThis limit prevents infinite recursion from causing an overflow of the C\nstack and crashing Python.  The highest possible limit is platform-\ndependent.",
      (limit: Value) => {
        const n = smallInt(limit);
        if (n > 0x7fffffff) {
          throw exception("OverflowError", "Python int too large to convert to C int");
        }
        if (n < 1) throw valueError("recursion limit must be greater or equal than 1");
        const depth = currentDepth(thread);
        if (depth >= n) {
          throw recursionError(
            `cannot set the recursion limit to ${n} at the recursion depth ${depth}: the limit is too low`,
          );
        }
        thread.recursionLimit = n;
        thread.updateLimit();
      },
    ),
    getswitchinterval: method(
      "()",
      "Return the current thread switch interval; see sys.setswitchinterval().",
      () => new PyFloat(switchInterval),
    ),
    setswitchinterval: method(
      "(interval, /)",
      "Set the ideal thread switching delay inside the Python interpreter.\n\nThe actual frequency of switching threads can be lower if the\ninterpreter executes long sequences of uninterruptible code\n(this is implementation-specific and workload-dependent).\n\nThe parameter must represent the desired switching delay in seconds\nA typical value is 0.005 (5 milliseconds).",
      (interval: Value) => {
        const v = interval instanceof PyFloat ? interval.v : Number(intOf(interval) ?? NaN);
        if (Number.isNaN(v)) {
          throw typeError(`must be real number, not ${typeOf(interval).name}`);
        }
        if (!(v > 0)) throw valueError("switch interval must be strictly positive");
        switchInterval = v;
      },
    ),
    getsizeof: method(
      "(object, default=None)",
      "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.",
      (o: Value, fallback?: Value) => {
        if (fallback === undefined) return sizeOf(o);
        try {
          return sizeOf(o);
        } catch (e) {
          if (typeOf(e as Value).name !== "TypeError") throw e;
          return fallback;
        }
      },
      { noTextSignature: true },
    ),
    getrefcount: method(
      "(object, /)",
      "Return the reference count of object.\n\nThe count returned is generally one higher than you might expect,\nbecause it includes the (temporary) reference as an argument to\ngetrefcount().",
      (o: Value) => typeof o !== "object" || o === NONE ? 4294967295 : 2,
    ),
    getallocatedblocks: method(
      "()",
      "Return the number of memory blocks currently allocated.",
      () => 0,
    ),
    getunicodeinternedsize: method(
      "(*, _only_immortal=False)",
      "Return the number of elements of the unicode interned dictionary",
      () => 0,
    ),
    get_int_max_str_digits: method(
      "()",
      "Return the maximum string digits limit for non-binary int<->str conversions.",
      () => runtime.intMaxStrDigits,
    ),
    set_int_max_str_digits: method(
      "(maxdigits)",
      "Set the maximum string digits limit for non-binary int<->str conversions.",
      (maxdigits: Value) => {
        const n = smallInt(maxdigits);
        if (n !== 0 && n < DIGITS_THRESHOLD) {
          throw valueError(`maxdigits must be 0 or larger than ${DIGITS_THRESHOLD}`);
        }
        runtime.intMaxStrDigits = n;
      },
    ),
    exc_info: method(
      "()",
      "Return current exception information: (type, value, traceback).\n\nReturn information about the most recent exception caught by an except\nclause in the current stack frame or in an older stack frame.",
      () => {
        const e = handledException(thread);
        if (e === undefined) return new PyTuple([NONE, NONE, NONE]);
        return new PyTuple([e.cls, e, e.traceback ?? NONE]);
      },
    ),
    exception: method(
      "()",
      "Return the current exception.\n\nReturn the most recent exception caught by an except clause\nin the current stack frame or in an older stack frame, or None\nif no such exception exists.",
      () => handledException(thread) ?? NONE,
    ),
    exit: method(
      "(status=None, /)",
      "Exit the interpreter by raising SystemExit(status).\n\nIf the status is omitted or None, it defaults to zero (i.e., success).\nIf the status is an integer, it will be used as the system exit status.\nIf it is another kind of object, it will be printed and the system\nexit status will be one (i.e., failure).",
      (status?: Value) => {
        if (status === undefined || status === NONE) throw exception("SystemExit");
        throw exception("SystemExit", ...(status instanceof PyTuple ? status.items : [status]));
      },
    ),
    _getframe: method(
      "(depth=0, /)",
      "Return a frame object from the call stack.\n\nIf optional integer depth is given, return the frame object that many\ncalls below the top of the stack.  If that is deeper than the call\nstack, ValueError is raised.  The default for depth is zero, returning\nthe frame at the top of the call stack.\n\nThis function should be used for internal and specialized purposes\nonly.",
      (depth?: Value) => {
        const f = frameAt(depth === undefined ? 0 : smallInt(depth));
        vm.audit("sys._getframe", f);
        return f;
      },
    ),
    _getframemodulename: method(
      "(depth=0)",
      "Return the name of the module for a calling frame.\n\nThe default depth returns the module containing the call to this API.\nA more typical use in a library will pass a depth of 1 to get the user's\nmodule rather than the library module.\n\nIf no frame, module, or name can be found, returns None.",
      (depth?: Value) => {
        let f = topFrame(thread);
        const n = depth === undefined ? 0 : smallInt(depth);
        for (let i = 0; i < n && f !== null; i++) f = backOf(f);
        if (f === null) return NONE;
        return (f.func !== null ? f.func.module : f.globals.getStr("__name__")) ?? NONE;
      },
    ),
    _current_frames: method(
      "()",
      "Return a dict mapping each thread's thread id to its current stack frame.\n\nThis function should be used for specialized purposes only.",
      () => {
        const d = new PyDict();
        const frame = topFrame(thread);
        if (frame !== null) d.set(threadIdent(vm), hold(frame));
        return d;
      },
    ),
    _current_exceptions: method(
      "()",
      "Return a dict mapping each thread's identifier to its current raised exception.\n\nThis function should be used for specialized purposes only.",
      () => {
        const d = new PyDict();
        d.set(threadIdent(vm), handledException(thread) ?? NONE);
        return d;
      },
    ),
    settrace: method(
      "(function, /)",
      "Set the global debug tracing function.\n\nIt will be called on each function call.  See the debugger chapter\nin the library manual.",
      (f: Value) => {
        vm.audit("sys.settrace");
        setTrace(thread, f);
      },
    ),
    gettrace: method(
      "()",
      "Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library manual.",
      () => thread.traceFunction ?? NONE,
    ),
    setprofile: method(
      "(function, /)",
      "Set the profiling function.\n\nIt will be called on each function call and return.  See the profiler\nchapter in the library manual.",
      (f: Value) => {
        vm.audit("sys.setprofile");
        setProfile(thread, f);
      },
    ),
    getprofile: method(
      "()",
      "Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual.",
      () => thread.profileFunction ?? NONE,
    ),
    _settraceallthreads: method(
      "(function, /)",
      "Set the global debug tracing function in all running threads belonging to the current interpreter.\n\nIt will be called on each function call. See the debugger chapter\nin the library manual.",
      (f: Value) => setTrace(thread, f),
    ),
    _setprofileallthreads: method(
      "(function, /)",
      "Set the profiling function in all running threads belonging to the current interpreter.\n\nIt will be called on each function call and return.  See the profiler\nchapter in the library manual.",
      (f: Value) => setProfile(thread, f),
    ),
    call_tracing: method(
      "(func, args, /)",
      "Call func(*args), while tracing is enabled.\n\nThe tracing state is saved, and restored afterwards.  This is intended\nto be called from a debugger from a checkpoint, to recursively debug\nsome other code.",
      (func: Value, args: Value) => {
        if (!(args instanceof PyTuple)) {
          throw typeError(`call_tracing() argument 2 must be tuple, not ${argumentName(args)}`);
        }
        const { inTrace } = thread;
        thread.inTrace = false;
        try {
          return call(func, args.items.slice());
        } finally {
          thread.inTrace = inTrace;
        }
      },
    ),
    addaudithook: method("(hook)", "Adds a new audit hook callback.", (hook: Value) => {
      try {
        vm.audit("sys.addaudithook");
      } catch (e) {
        if (typeof e === "object" && typeOf(e as Value).name === "RuntimeError") return NONE;
        throw e;
      }
      vm.auditHooks.push(hook);
      return NONE;
    }),
    audit: method(
      "(event, /, *args)",
      "Passes the event to any audit hooks that are attached.",
      (event: Value, args: Value[]) => {
        if (vm.auditHooks.length > 0) {
          vm.audit(textOf(event, "expected str for argument 'event'"), ...args);
        }
      },
    ),
    is_finalizing: method("()", "Return True if Python is exiting.", () => vm.finalizing),
    get_coroutine_origin_tracking_depth: method(
      "()",
      "Check status of origin tracking for coroutine objects in this thread.",
      () => thread.originDepth,
    ),
    set_coroutine_origin_tracking_depth: method(
      "(depth)",
      "Enable or disable origin tracking for coroutine objects in this thread.\n\nCoroutine objects will track 'depth' frames of traceback information\nabout where they came from, available in their cr_origin attribute.\n\nSet a depth of 0 to disable.",
      (depth: Value) => {
        const n = smallInt(depth);
        if (n < 0) throw valueError("depth must be >= 0");
        thread.originDepth = n;
      },
    ),
    get_asyncgen_hooks: method(
      "()",
      "Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, finalizer).",
      () => {
        asyncgenHooks ??= structType({
          name: "asyncgen_hooks",
          doc:
            "asyncgen_hooks\n\nA named tuple providing information about asynchronous\ngenerators hooks.  The attributes are read only.",
          noNew: true,
          fields: [
            ["firstiter", "Hook to intercept first iteration"],
            ["finalizer", "Hook to intercept finalization"],
          ],
        });
        return newStruct(asyncgenHooks, [
          thread.asyncgenFirstIter ?? NONE,
          thread.asyncgenFinalizer ?? NONE,
        ]);
      },
    ),
    set_asyncgen_hooks: method(
      "(firstiter=None, finalizer=None)",
      "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet a finalizer for async generators objects.",
      (firstiter?: Value, finalizer?: Value) => {
        const check = (v: Value | undefined, what: string): void => {
          if (v === undefined || v === NONE || typeOf(v).lookup("__call__") !== undefined) return;
          throw typeError(`callable ${what} expected, got ${typeOf(v).name}`);
        };
        check(finalizer, "finalizer");
        check(firstiter, "firstiter");
        if (finalizer !== undefined) {
          thread.asyncgenFinalizer = finalizer === NONE ? undefined : finalizer;
        }
        if (firstiter !== undefined) {
          thread.asyncgenFirstIter = firstiter === NONE ? undefined : firstiter;
        }
      },
      { noTextSignature: true },
    ),
    getdlopenflags: method(
      "()",
      "Return the current value of the flags that are used for dlopen calls.\n\nThe flag constants are defined in the os module.",
      () => dlopenFlags,
    ),
    setdlopenflags: method(
      "(flags, /)",
      "Set the flags used by the interpreter for dlopen calls.\n\nThis is used, for example, when the interpreter loads extension\nmodules. Among other things, this will enable a lazy resolving of\nsymbols when importing a module, if called as sys.setdlopenflags(0).\nTo share symbols across extension modules, call as\nsys.setdlopenflags(os.RTLD_GLOBAL).  Symbolic names for the flag\nmodules can be found in the os module (RTLD_xxx constants, e.g.\nos.RTLD_LAZY).",
      (flags: Value) => {
        dlopenFlags = smallInt(flags);
      },
    ),
    activate_stack_trampoline: method(
      "(backend, /)",
      "Activate stack profiler trampoline *backend*.",
      (backend: Value) => {
        throw valueError(`invalid backend: ${textOf(backend)}`);
      },
    ),
    deactivate_stack_trampoline: method(
      "()",
      "Deactivate the current stack profiler trampoline backend.\n\nIf no stack profiler is activated, this function has no effect.",
      () => {},
    ),
    is_stack_trampoline_active: method(
      "()",
      "Return *True* if a stack profiler trampoline is active.",
      () => false,
    ),
    _is_gil_enabled: method(
      "()",
      "Return True if the GIL is currently enabled and False otherwise.",
      () => true,
    ),
    _get_cpu_count_config: method(
      "()",
      "Private function for getting PyConfig.cpu_count",
      () => vm.config.cpuCount,
    ),
    _clear_type_cache: method("()", "Clear the internal type lookup cache.", () => {}),
    _clear_internal_caches: method(
      "()",
      "Clear all internal performance-related caches.",
      () => {},
    ),
    _debugmallocstats: method(
      "()",
      "Print summary info to stderr about the state of pymalloc's structures.\n\nIn Py_DEBUG mode, also perform some expensive internal consistency\nchecks.",
      () => {},
    ),
  };
}

function smallInt(v: Value): number {
  return indexNumber(v);
}

/** `threading.get_ident()` */
function threadIdent(vm: Interpreter): Value {
  const m = vm.imported("_thread");
  return m === undefined ? 1 : call(getAttr(m, "get_ident"), []);
}
