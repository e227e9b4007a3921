// The Python types `frame` and `FrameLocalsProxy`.

import { visiblePosition } from "../objects/code_type.ts";
import { attributeError } from "../objects/attribute_error.ts";
import { getset, member } from "../objects/builtin.ts";
import { equals } from "../objects/compare.ts";
import { define } from "../objects/define.ts";
import { PyDict } from "../objects/dict.ts";
import { address } from "../objects/identity.ts";
import { iter } from "../objects/iteration.ts";
import { PyList } from "../objects/list.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../objects/object.ts";
import { operationHooks, repr } from "../objects/operations.ts";
import { guardedRepr } from "../objects/repr_guard.ts";
import { keyError, runtimeError, typeError, valueError } from "../objects/raise.ts";
import { type KwMap, method } from "../objects/signature.ts";
import { strFromUtf16 } from "../objects/str.ts";
import { PyTuple } from "../objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../objects/type.ts";
import { Frame, FrameKind, hold } from "./frame.ts";
import { frameLocals, FrameLocalsProxy, FrameLocalsProxyType } from "./frame_locals.ts";
import { backOf, demandVariables, topFrame, updatePosition } from "./compiled.ts";
import { jumpTo } from "./trace_jump.ts";
import { thread } from "./thread_state.ts";
import { instrument, tracingOf } from "./trace.ts";

/** `frame`. */
export const FrameType: PyType = builtinType("frame", Frame, { final: true, noNew: true });

/** `f_lineno`; -1 where the frame's instruction has no line. */
export function frameLine(f: Frame): number {
  if (f.tracing?.starting === true) return f.code.firstlineno;
  updatePosition(f);
  return f.line;
}

function isExecuting(f: Frame): boolean {
  for (let g = topFrame(thread); g !== null; g = backOf(g)) if (g === f) return true;
  return false;
}

function clearFrame(f: Frame): void {
  if (isExecuting(f)) throw runtimeError("cannot clear an executing frame");
  const g = f.generator;
  if (g !== undefined && g.frame === f) {
    if (!g.isNew) throw runtimeError("cannot clear a suspended frame");
    g.close();
  }
  for (let i = 0; i < f.regs.length; i++) f.regs[i] = undefined as unknown as Value;
  f.extraLocals = undefined;
}

define(FrameType, {
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (f: Frame) =>
        strFromUtf16(
          `<frame at ${address(f)}, file ${repr(strFromUtf16(f.code.filename))}, line ${
            frameLine(f)
          }, code ${f.code.name}>`,
        ),
    ),
    clear: method(
      "(self, /)",
      "F.clear(): clear all references held by the frame",
      clearFrame,
      { noTextSignature: true },
    ),
  },
  attributes: {
    f_back: getset(undefined, (f: Frame) => {
      const back = backOf(f);
      return back === null ? NONE : hold(back);
    }),
    f_code: getset(undefined, (f: Frame) => f.code),
    f_globals: getset(undefined, (f: Frame) => f.globals),
    f_builtins: getset(undefined, (f: Frame) => f.builtins),
    f_locals: getset(undefined, (f: Frame) => {
      demandVariables(thread, f);
      return frameLocals(hold(f));
    }),
    f_lasti: getset(undefined, (f: Frame) => {
      updatePosition(f);
      return f.tracing?.starting === true ? 0 : visiblePosition(f.pc);
    }),
    f_lineno: getset(undefined, (f: Frame) => {
      const line = frameLine(f);
      return line < 0 ? NONE : line;
    }, (f: Frame, v) => {
      if (v === undefined) throw attributeError(f, "f_lineno", "cannot delete attribute");
      const line = operationHooks.intOf(v);
      if (line === undefined) throw valueError("lineno must be an integer");
      jumpTo(f, Number(line));
    }),
    f_trace: getset(undefined, (f: Frame) => f.tracing?.fn ?? NONE, (f: Frame, v) => {
      const t = tracingOf(f);
      t.fn = v === undefined || v === NONE ? undefined : v;
      if (t.fn !== undefined) {
        // the line that the frame is at has begun already
        if (t.line < 0 && f.pc > 0) t.line = f.line;
        instrument(f);
        f.kind |= FrameKind.TRACED;
      }
    }),
    f_trace_lines: member(undefined, (f: Frame) => f.tracing?.lines ?? true, (f: Frame, v) => {
      if (typeof v !== "boolean") throw typeError("attribute value type must be bool");
      tracingOf(f).lines = v;
    }),
    f_trace_opcodes: getset(undefined, (f: Frame) => f.tracing?.opcodes ?? false, (f: Frame, v) => {
      if (typeof v !== "boolean") throw typeError("attribute value must be bool");
      tracingOf(f).opcodes = v;
    }),
  },
});

// ---- the view of a function's variables

function update(p: FrameLocalsProxy, other: Value): void {
  if (other instanceof FrameLocalsProxy) other = other.snapshot();
  if (!(other instanceof PyDict)) {
    throw typeError("update() argument must be dict or another FrameLocalsProxy");
  }
  other.forEach((k, v) => p.set(k, v));
}

function asDict(v: Value): PyDict | undefined {
  return v instanceof FrameLocalsProxy ? v.snapshot() : v instanceof PyDict ? v : undefined;
}

function noRemoval(p: FrameLocalsProxy, key: Value): Value {
  return p.isVariable(key)
    ? valueError("cannot remove local variables from FrameLocalsProxy")
    : keyError(key);
}

define(FrameLocalsProxyType, {
  new: method(
    "(type, frame, /)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, f: Value) => {
      if (!(f instanceof Frame)) throw typeError(`expect frame, not ${typeOf(f).name}`);
      return new FrameLocalsProxy(hold(f));
    },
  ),
  unhashable: true,
  methods: {
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (p: FrameLocalsProxy) => strFromUtf16(guardedRepr(p, "{...}", () => repr(p.snapshot()))),
    ),
    __len__: method("(self, /)", "Return len(self).", (p: FrameLocalsProxy) => p.snapshot().size),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (p: FrameLocalsProxy) => iter(new PyList(p.snapshot().keys())),
    ),
    __reversed__: method(
      "(self, /)",
      "The keys, last first.",
      (p: FrameLocalsProxy) => new PyList(p.snapshot().keys().reverse()),
    ),
    __getitem__: method("(self, key, /)", "Return self[key].", (p: FrameLocalsProxy, k: Value) => {
      const v = p.get(k);
      if (v === undefined) throw keyError(k);
      return v;
    }),
    __setitem__: method(
      "(self, key, value, /)",
      "Set self[key] to value.",
      (p: FrameLocalsProxy, k: Value, v: Value) => p.set(k, v),
    ),
    __delitem__: method("(self, key, /)", "Delete self[key].", (p: FrameLocalsProxy, k: Value) => {
      if (!p.isVariable(k) && p.frame.extraLocals?.delete(k)) return;
      throw noRemoval(p, k);
    }),
    __contains__: method(
      "(self, key, /)",
      "Return bool(key in self).",
      (p: FrameLocalsProxy, k: Value) => p.get(k) !== undefined,
    ),
    __eq__: method("(self, value, /)", "Return self==value.", (p: FrameLocalsProxy, o: Value) => {
      if (o instanceof FrameLocalsProxy) return o.frame === p.frame;
      return o instanceof PyDict ? equals(p.snapshot(), o) : NOT_IMPLEMENTED;
    }),
    __ne__: method("(self, value, /)", "Return self!=value.", (p: FrameLocalsProxy, o: Value) => {
      if (o instanceof FrameLocalsProxy) return o.frame !== p.frame;
      return o instanceof PyDict ? !equals(p.snapshot(), o) : NOT_IMPLEMENTED;
    }),
    __or__: method("(self, value, /)", "Return self|value.", (p: FrameLocalsProxy, o: Value) => {
      const other = asDict(o);
      if (other === undefined) return NOT_IMPLEMENTED;
      const d = p.snapshot();
      other.forEach((k, v) => d.set(k, v));
      return d;
    }),
    __ror__: method("(self, value, /)", "Return value|self.", (p: FrameLocalsProxy, o: Value) => {
      const other = asDict(o);
      if (other === undefined) return NOT_IMPLEMENTED;
      const d = other.copy();
      p.snapshot().forEach((k, v) => d.set(k, v));
      return d;
    }),
    __ior__: method("(self, value, /)", "Return self|=value.", (p: FrameLocalsProxy, o: Value) => {
      if (asDict(o) === undefined) return NOT_IMPLEMENTED;
      update(p, o);
      return p;
    }),
    get: method(
      "(self, key, default=None, /)",
      "Return the value for key if key is in the dictionary, else default.",
      (p: FrameLocalsProxy, k: Value, d: Value = NONE) => p.get(k) ?? d,
    ),
    setdefault: method(
      "(self, key, default=None, /)",
      "Insert key with a value of default if key is not in the dictionary.",
      (p: FrameLocalsProxy, k: Value, d: Value = NONE) => {
        const v = p.get(k);
        if (v !== undefined) return v;
        p.set(k, d);
        return d;
      },
    ),
    pop: method(
      "(self, key, default=None, /)",
      "Remove specified key and return the corresponding value.",
      (p: FrameLocalsProxy, k: Value, d?: Value) => {
        if (!p.isVariable(k)) {
          const v = p.frame.extraLocals?.take(k) ?? d;
          if (v !== undefined) return v;
        }
        throw noRemoval(p, k);
      },
    ),
    copy: method("(self, /)", "Return a shallow copy.", (p: FrameLocalsProxy) => p.snapshot()),
    keys: method("(self, /)", "", (p: FrameLocalsProxy) => new PyList(p.snapshot().keys())),
    values: method("(self, /)", "", (p: FrameLocalsProxy) => new PyList(p.snapshot().values())),
    items: method(
      "(self, /)",
      "",
      (p: FrameLocalsProxy) => new PyList(p.snapshot().entries().map((e) => new PyTuple(e))),
    ),
    update: method(
      "(self, other=None, /, **kwargs)",
      "Update from a dict or another view.",
      (p: FrameLocalsProxy, other: Value | undefined, kw: KwMap | undefined) => {
        if (other !== undefined) update(p, other);
        if (kw !== undefined) { for (const [k, v] of kw) p.set(strFromUtf16(k), v); }
      },
    ),
  },
});
