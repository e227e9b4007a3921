// _lsprof: the profiler under cProfile. It listens to calls and returns through sys.monitoring.

import { demandFrames } from "../vm/interp/compiled.ts";
import { thread } from "../vm/interp/thread_state.ts";
import { clock } from "../vm/host/mod.ts";
import { call, callMethod, getAttr } from "../vm/objects/attributes.ts";
import {
  type PyBuiltin,
  PyBuiltinFunction,
  PyBuiltinMethod,
  PyMethodDescriptor,
} from "../vm/objects/builtin.ts";
import { truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { exceptionTypes, isExceptionOf } from "../vm/objects/exceptions.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { intOf } from "../vm/objects/int.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { repr } from "../vm/objects/operations.ts";
import { runtimeError, typeError, valueError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { method } from "../vm/objects/signature.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { newStruct, structType } from "../vm/objects/structseq.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { currentInterpreter } from "../vm/vm.ts";

const TOOL = 2;

/** Numbers of one function, or of one function as called by another. */
class Tally {
  total: number = 0;
  inline: number = 0;
  count: number = 0;
  recursive: number = 0;
  level: number = 0;

  end(total: number, inline: number): void {
    if (--this.level === 0) this.total += total;
    else this.recursive++;
    this.inline += inline;
    this.count++;
  }
}

/** A function that was called. */
class Entry extends Tally {
  /** A code object, or the name of a builtin. */
  readonly code: Value;
  readonly calls: Map<Entry, Tally> = new Map();
  constructor(code: Value) {
    super();
    this.code = code;
  }
}

/** A call that has not ended. */
interface Call {
  readonly entry: Entry;
  readonly start: number;
  /** The time in what it called. */
  below: number;
  readonly previous: Call | undefined;
}

class PyProfiler extends PyObject {
  entries: Map<Value, Entry> = new Map();
  current: Call | undefined = undefined;
  timer: Value | undefined = undefined;
  unit: number = 0;
  subcalls: boolean = true;
  builtins: boolean = true;
  enabled: boolean = false;
  inTimer: boolean = false;

  now(): number {
    if (this.timer === undefined) return clock.monotonic();
    this.inTimer = true;
    let v: Value;
    try {
      v = call(this.timer, []);
    } catch (e) {
      runtime.unraisable(e, this.timer, undefined);
      return 0;
    } finally {
      this.inTimer = false;
    }
    const n = v instanceof PyFloat ? v.v : Number(intOf(v) ?? 0);
    return this.unit === 0 ? n : n * this.unit;
  }

  begin(key: Value, code: () => Value): void {
    let entry = this.entries.get(key);
    if (entry === undefined) this.entries.set(key, entry = new Entry(code()));
    entry.level++;
    const previous = this.current;
    if (this.subcalls && previous !== undefined) {
      const { calls } = previous.entry;
      let tally = calls.get(entry);
      if (tally === undefined) calls.set(entry, tally = new Tally());
      tally.level++;
    }
    this.current = { entry, start: this.now(), below: 0, previous };
  }

  end(key: Value): void {
    const { current } = this;
    // what had begun before the profiler did is not counted
    if (current === undefined || this.entries.get(key) === undefined) return;
    this.stop(current);
  }

  private stop(current: Call): void {
    const { entry, start, below, previous } = current;
    const total = this.now() - start;
    entry.end(total, total - below);
    if (previous !== undefined) {
      previous.below += total;
      if (this.subcalls) previous.entry.calls.get(entry)?.end(total, total - below);
    }
    this.current = previous;
  }

  stopAll(): void {
    while (this.current !== undefined) this.stop(this.current);
  }
}

/** What stands for a builtin, whatever it is bound to. */
function builtinKey(f: Value): PyBuiltin | undefined {
  if (f instanceof PyBuiltinMethod) return f.descr;
  if (f instanceof PyBuiltinFunction || f instanceof PyMethodDescriptor) return f;
  return undefined;
}

function builtinName(f: PyBuiltin): Value {
  if (f instanceof PyMethodDescriptor) return strFromUtf16(repr(f));
  const module = f instanceof PyBuiltinFunction ? f.module : undefined;
  return strFromUtf16(
    `<built-in method ${module === undefined ? "" : module + "."}${f.qualname}>`,
  );
}

const CALLBACKS: readonly (readonly [event: string, callback: string])[] = [
  ["PY_START", "_pystart_callback"],
  ["PY_RESUME", "_pystart_callback"],
  ["PY_THROW", "_pystart_callback"],
  ["PY_RETURN", "_pyreturn_callback"],
  ["PY_YIELD", "_pyreturn_callback"],
  ["PY_UNWIND", "_pyreturn_callback"],
  ["CALL", "_ccall_callback"],
  ["C_RETURN", "_creturn_callback"],
  ["C_RAISE", "_creturn_callback"],
];

function monitoring(): Value {
  return currentInterpreter().sysAttribute("monitoring")!;
}

function enable(
  self: PyProfiler,
  subcalls: Value | undefined,
  builtins: Value | undefined,
): void {
  // what follows has effects: compiled functions turn into frames before
  demandFrames(thread);
  if (subcalls !== undefined) self.subcalls = truth(subcalls);
  if (builtins !== undefined) self.builtins = truth(builtins);
  const m = monitoring();
  try {
    callMethod(m, "use_tool_id", TOOL, "cProfile");
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("ValueError")!)) throw e;
    throw valueError("Another profiling tool is already active");
  }
  const events = getAttr(m, "events");
  let all = 0;
  for (const [event, callback] of CALLBACKS) {
    const number = Number(intOf(getAttr(events, event)));
    // those of calls of builtins come with CALL
    if (!event.startsWith("C_")) all |= number;
    callMethod(m, "register_callback", TOOL, number, getAttr(self, callback));
  }
  callMethod(m, "set_events", TOOL, all);
  self.enabled = true;
}

function disable(self: PyProfiler): void {
  if (self.inTimer) throw runtimeError("cannot disable profiler in external timer");
  if (!self.enabled) return;
  const m = monitoring();
  const events = getAttr(m, "events");
  for (const [event] of CALLBACKS) {
    callMethod(m, "register_callback", TOOL, getAttr(events, event), NONE);
  }
  callMethod(m, "set_events", TOOL, 0);
  callMethod(m, "free_tool_id", TOOL);
  self.enabled = false;
  self.stopAll();
}

let types: { profiler: PyType; entry: PyType; subentry: PyType } | undefined;

function stats(self: PyProfiler): Value {
  const { entry, subentry } = types!;
  const row = (code: Value, t: Tally): Value[] => [
    code,
    t.count,
    t.recursive,
    new PyFloat(t.total),
    new PyFloat(t.inline),
  ];
  const list = new PyList();
  for (const e of self.entries.values()) {
    if (e.count === 0) continue;
    const calls = new PyList();
    for (const [callee, t] of e.calls) {
      if (t.count > 0) calls.append(newStruct(subentry, row(callee.code, t)));
    }
    list.append(newStruct(entry, [...row(e.code, e), e.calls.size > 0 ? calls : NONE]));
  }
  return list;
}

function makeTypes(): NonNullable<typeof types> {
  const common = [
    ["callcount", "how many times this was called"],
    ["reccallcount", "how many times called recursively"],
    ["totaltime", "total time in this entry"],
    ["inlinetime", "inline time in this entry (not in subcalls)"],
  ] as const;
  const entry = structType({
    name: "_lsprof.profiler_entry",
    fields: [
      ["code", "code object or built-in function name"],
      ...common,
      ["calls", "details of the calls"],
    ],
  });
  const subentry = structType({
    name: "_lsprof.profiler_subentry",
    fields: [["code", "called code object or built-in function name"], ...common],
  });
  const profiler = builtinType("_lsprof.Profiler", PyProfiler, {
    module: "_lsprof",
    qualname: "Profiler",
  });
  define(profiler, {
    doc:
      "Profiler(timer=None, timeunit=None, subcalls=True, builtins=True)\n\nA profiler that uses the timer function; without one, the clock.\nThe timer gives seconds, or ints whose unit is timeunit, in seconds.",
    new: method("(cls, /, *args, **kwargs)", "", (cls: PyType) => cls.allocate()),
    methods: {
      __init__: method(
        "(self, timer=None, timeunit=0.0, subcalls=True, builtins=True)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (
          self: PyProfiler,
          timer: Value | undefined,
          unit: Value | undefined,
          subcalls: Value | undefined,
          builtins: Value | undefined,
        ) => {
          self.timer = timer === undefined || timer === NONE ? undefined : timer;
          if (unit !== undefined && unit !== NONE) {
            if (!(unit instanceof PyFloat) && intOf(unit) === undefined) {
              throw typeError(`must be real number, not ${typeOf(unit).name}`);
            }
            self.unit = unit instanceof PyFloat ? unit.v : Number(intOf(unit));
          }
          if (subcalls !== undefined) self.subcalls = truth(subcalls);
          if (builtins !== undefined) self.builtins = truth(builtins);
        },
      ),
      enable: method(
        "(self, subcalls=True, builtins=True)",
        "enable(subcalls=True, builtins=True)\n\nBegin to profile. With subcalls, each function's numbers are also kept by caller;\nwith builtins, builtin functions have numbers of their own.",
        enable,
        { noTextSignature: true },
      ),
      disable: method("(self, /)", "disable()\n\nStop profiling.", disable),
      clear: method("(self, /)", "clear()\n\nForget all that was profiled.", (self: PyProfiler) => {
        if (self.inTimer) throw runtimeError("cannot clear profiler in external timer");
        self.entries = new Map();
        self.current = undefined;
      }),
      getstats: method(
        "(self, /)",
        "list of profiler_entry objects.\n\nEach tells of one function: its code or name, how often it was called, how often\nby itself, the time in it, the time in it alone, and the same by what it called.",
        stats,
      ),
      _pystart_callback: method(
        "(self, code, /, *args)",
        "",
        (self: PyProfiler, code: Value) => self.begin(code, () => code),
        { noTextSignature: true },
      ),
      _pyreturn_callback: method(
        "(self, code, /, *args)",
        "",
        (self: PyProfiler, code: Value) => self.end(code),
        { noTextSignature: true },
      ),
      _ccall_callback: method(
        "(self, code, offset, callable, arg, /)",
        "",
        (self: PyProfiler, _code: Value, _offset: Value, f: Value) => {
          const key = self.builtins ? builtinKey(f) : undefined;
          if (key !== undefined) self.begin(key, () => builtinName(key));
        },
        { noTextSignature: true },
      ),
      _creturn_callback: method(
        "(self, code, offset, callable, arg, /)",
        "",
        (self: PyProfiler, _code: Value, _offset: Value, f: Value) => {
          const key = self.builtins ? builtinKey(f) : undefined;
          if (key !== undefined) self.end(key);
        },
        { noTextSignature: true },
      ),
    },
  });
  return { profiler, entry, subentry };
}

/** Makes the module. */
export function create(): PyModule {
  const { profiler, entry, subentry } = types ??= makeTypes();
  return builtinModule("_lsprof", {
    doc: "Fast profiler",
    types: [profiler],
    values: { profiler_entry: entry, profiler_subentry: subentry },
  });
}
