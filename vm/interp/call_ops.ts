// Calls that the loop does not do by itself, and what happens when a frame is left that is more than a function's.
//
// A call gives its value, or `undefined` when it has pushed a frame that the loop has to run (`ts.frame`).

import type { PyCode } from "../objects/code.ts";
import { liveTemporaries } from "../bytecode/liveness.ts";
import { Op } from "../bytecode/opcodes.ts";
import { MakeFunction } from "../bytecode/opcodes.ts";
import { callUnbound, getAttrOrAbsent } from "../objects/attributes.ts";
import {
  PyBuiltin,
  PyBuiltinFunction,
  PyBuiltinMethod,
  PyMethodDescriptor,
} from "../objects/builtin.ts";
import type { Cell } from "../objects/cell.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { newException, PyException } from "../objects/exceptions.ts";
import { docstring } from "../objects/function_type.ts";
import { abandonable, finalizable, finalizerHooks } from "../objects/finalizers.ts";
import { toArray } from "../objects/iteration.ts";
import { type KwNames, NONE, type Value } from "../objects/object.ts";
import { newInstance } from "../objects/object_type.ts";
import { strText } from "../objects/operations.ts";
import { typeError } from "../objects/raise.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../objects/str.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import { ObjectType, PyType, typeOf, TypeType } from "../objects/type.ts";
import { jumpAfter, operatorResult } from "./arith.ts";
import { functionFrame, pushFrame } from "./calls.ts";
import { leftFrame } from "./abandoned.ts";
import { type Frame, FrameKind, recycle } from "./frame.ts";
import {
  enterGenerator,
  finishGenerator,
  GeneratorBase,
  PyGenerator,
  returned,
  returnedAsException,
} from "./generators.ts";
import { generatorNatives } from "./generator_types.ts";
import { CallableIterator } from "../objects/iterators.ts";
import { ForwardingCall } from "../objects/forwarding_call.ts";
import { enterMethod, kwargsArguments } from "./object_ops.ts";
import { checkSignals } from "./safe_point.ts";
import { start as startSteps, stepReturned, stepsOf } from "./stepwise.ts";
import { threadHooks, type ThreadState } from "./thread_state.ts";
import { isPlainException } from "./unwind.ts";
import { traceHooks } from "./trace_hooks.ts";

const objectNew = ObjectType.ns.get("__new__");

/**
 * `callValue` for a call in the loop, whose operands are in the frame's registers: before a builtin shows something, what has died
 * so far has shown it.
 */
export function callFromLoop(
  ts: ThreadState,
  frame: Frame,
  callee: Value,
  self: Value | undefined,
  source: readonly Value[],
  start: number,
  count: number,
  kw: KwNames | undefined,
): Value | undefined {
  if (finalizable.size + abandonable.size !== 0 && callee instanceof PyBuiltin) {
    finalizerHooks.glance(liveTemporaries(frame.code, frame.pc).map((r) => frame.regs[r]));
  }
  return callValue(ts, frame, callee, self, source, start, count, kw);
}

/**
 * Calls `callee` with `self` (where there is one) and `count` values of `source` from `start`, the last of which are
 * keywords named by `kw`. `source` is only read.
 */
export function callValue(
  ts: ThreadState,
  frame: Frame,
  callee: Value,
  self: Value | undefined,
  source: readonly Value[],
  start: number,
  count: number,
  kw: KwNames | undefined,
): Value | undefined {
  if (threadHooks.poll[0] !== 0) checkSignals(ts);
  for (;;) {
    if (callee instanceof PyFunction) {
      const next = functionFrame(callee, self, source, start, count, kw);
      pushFrame(ts, next);
      return undefined;
    }
    if (callee instanceof PyBuiltin) {
      if (ts.sliced && ts.nesting === 1 && ts.limit !== 0) {
        const args = gather(self, source, start, count);
        const held: Value[] = [];
        const steps = stepsOf(callee, args, kw, held);
        if (steps !== undefined) return startSteps(ts, steps, held);
      }
      if (ts.profileFunction !== undefined) {
        return traceHooks.nativeCall(
          ts,
          frame,
          callee,
          self,
          gather(undefined, source, start, count),
          kw,
        );
      }
      if (kw === undefined) {
        if (callee instanceof PyBuiltinFunction) {
          if (self === undefined && callee.accepts(count)) {
            const f = callee.native;
            switch (count) {
              case 0:
                return f() ?? NONE;
              case 1: {
                const a = source[start];
                if (
                  f === generatorNatives.next && a instanceof PyGenerator &&
                  a.frame !== undefined && !a.running && a.body === undefined
                ) {
                  enterGenerator(ts, a, NONE);
                  return undefined;
                }
                return f(a) ?? NONE;
              }
              case 2:
                return f(source[start], source[start + 1]) ?? NONE;
              case 3:
                return f(source[start], source[start + 1], source[start + 2]) ?? NONE;
            }
          }
        } else if (
          self !== undefined && callee instanceof PyMethodDescriptor && callee.accepts(count)
        ) {
          const f = callee.native;
          switch (count) {
            case 0:
              return f(self) ?? NONE;
            case 1: {
              const a = source[start];
              if (
                f === generatorNatives.send && self instanceof GeneratorBase &&
                self.frame !== undefined && !self.running && self.body === undefined &&
                (a === NONE || !self.isNew)
              ) {
                enterGenerator(ts, self, a);
                return undefined;
              }
              return f(self, a) ?? NONE;
            }
            case 2:
              return f(self, source[start], source[start + 1]) ?? NONE;
            case 3:
              return f(self, source[start], source[start + 1], source[start + 2]) ?? NONE;
          }
        }
      }
      return callee.invoke(gather(self, source, start, count), kw);
    }
    if (callee instanceof PyMethod) {
      if (self !== undefined) {
        source = gather(self, source, start, count);
        start = 0;
        count++;
      }
      self = callee.self;
      callee = callee.func;
      continue;
    }
    if (callee instanceof PyBuiltinMethod) {
      if (self === undefined && callee.descr instanceof PyMethodDescriptor) {
        self = callee.self;
        callee = callee.descr;
        continue;
      }
      return callee.invoke(gather(self, source, start, count), kw);
    }
    if (callee instanceof PyType && callee.cls === TypeType && self === undefined) {
      if (callee.heap && callee.lookup("__new__") === objectNew) {
        const init = callee.lookup("__init__");
        if (init instanceof PyFunction) {
          const targets = frame.code.targets!, site = frame.pc >> 2;
          if (targets[site] === undefined) targets[site] = callee;
          const o = newInstance(callee);
          const next = functionFrame(init, o, source, start, count, kw);
          next.kind |= FrameKind.INIT;
          next.payload = o;
          pushFrame(ts, next);
          return undefined;
        }
      }
      const args = gather(undefined, source, start, count);
      if (ts.sliced && ts.nesting === 1 && ts.limit !== 0 && !callee.heap) {
        const held: Value[] = [];
        const steps = stepsOf(callee, args, kw, held);
        if (steps !== undefined) return startSteps(ts, steps, held);
      }
      if (
        kw === undefined && callee.layout.prototype instanceof PyException &&
        isPlainException(callee)
      ) {
        return newException(callee, args);
      }
      return callee.invoke(args, kw);
    }
    if (typeof callee !== "object") {
      throw typeError(`'${typeOf(callee).name}' object is not callable`);
    }
    if (callee.cls.heap) {
      // an instance whose class has `__call__` in Python
      const f = callee.cls.lookup("__call__");
      if (f instanceof PyFunction) {
        if (self !== undefined) {
          source = gather(self, source, start, count);
          start = 0;
          count++;
        }
        self = callee;
        callee = f;
        continue;
      }
    } else if (callee instanceof ForwardingCall) {
      const to = callee.forward(gather(self, source, start, count), kw);
      callee = to.callee;
      self = undefined;
      source = to.args;
      start = 0;
      count = to.args.length;
      kw = to.kw;
      continue;
    }
    return callee.invoke(gather(self, source, start, count), kw);
  }
}

/** Stands in `targets` for a call that has met several functions that do not even share their code. */
export const MANY_TARGETS: { readonly many: true } = Object.freeze({ many: true });

/**
 * Notes the function that a CALL has met: the function; its code where several functions of the same code came by
 * (closures); MANY_TARGETS.
 */
export function noteTarget(targets: unknown[], site: number, f: PyFunction): void {
  const seen = targets[site];
  if (seen === undefined) targets[site] = f;
  else if (seen instanceof PyFunction && seen.code === f.code) targets[site] = f.code;
  else if (seen !== f.code && seen !== MANY_TARGETS) targets[site] = MANY_TARGETS;
}

/** The arguments as an array that the callee may keep. */
function gather(
  self: Value | undefined,
  source: readonly Value[],
  start: number,
  count: number,
): Value[] {
  const args: Value[] = [];
  if (self !== undefined) args.push(self);
  for (let i = 0; i < count; i++) args.push(source[start + i]);
  return args;
}

/** `callee(*args, **kwargs)` */
export function callEx(
  ts: ThreadState,
  frame: Frame,
  callee: Value,
  args: Value,
  kwargs: Value | undefined,
): Value | undefined {
  let values: Value[];
  if (args instanceof PyTuple && args.cls === TupleType) values = args.items;
  else values = starArguments(callee, args);
  if (
    kwargs === undefined ||
    (kwargs instanceof PyDict && kwargs.cls === DictType && kwargs.size === 0)
  ) {
    return callValue(ts, frame, callee, undefined, values, 0, values.length, undefined);
  }
  const { names, values: named } = kwargsArguments(callee, kwargs);
  const all = [...values, ...named];
  return callValue(ts, frame, callee, undefined, all, 0, all.length, names);
}

/** The values of `*args`. */
export function starArguments(callee: Value, args: Value): Value[] {
  const t = typeOf(args);
  if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
    throw typeError(
      `${callableName(callee)} argument after * must be an iterable, not ${t.name}`,
    );
  }
  return toArray(args);
}

/** How a callee is named in the errors of `*` and `**` arguments: "module.f()", or its str. */
export function callableName(f: Value): string {
  const qualname = getAttrOrAbsent(f, "__qualname__");
  if (qualname === undefined || !isStr(qualname)) return strText(f);
  const module = getAttrOrAbsent(f, "__module__");
  const own = utf16(strOf(qualname)!);
  if (module !== undefined && isStr(module)) {
    const m = utf16(strOf(module)!);
    if (m !== "builtins") return `${m}.${own}()`;
  }
  return `${own}()`;
}

/**
 * A frame of a special kind is left by `return`: its value goes where its caller expects it. True where the loop itself
 * has to return to JavaScript.
 */
export function retire(ts: ThreadState, frame: Frame, v: Value): boolean {
  const { kind } = frame;
  if ((kind & FrameKind.TRACED) !== 0) traceHooks.returned(ts, frame, v);
  const back = frame.back;
  ts.frame = back;
  if ((kind & FrameKind.WATCHES) !== 0) leftFrame(frame, v);
  if ((kind & FrameKind.GENERATOR) !== 0) {
    frame.kind &= ~FrameKind.ENTRY;
    const task = frame.payload;
    finishGenerator(ts, frame);
    if ((kind & FrameKind.STEPS) !== 0) {
      frame.kind &= ~FrameKind.STEPS;
      stepReturned(ts, task!, undefined);
      return false;
    }
    if ((kind & FrameKind.ENTRY) !== 0) return true;
    const { code } = back!.code;
    const at = back!.pc;
    if (
      (back!.kind & FrameKind.TRACED) !== 0 &&
      (code[at] === Op.SEND || code[at] === Op.FOR_ITER && v !== NONE)
    ) {
      traceHooks.stopped(ts, back!, v, false);
    }
    switch (code[at]) {
      case Op.FOR_ITER:
        back!.pc = code[at + 3];
        return false;
      case Op.SEND:
        back!.regs[code[at + 2]] = v;
        back!.pc = code[at + 3];
        return false;
    }
    // `next(g)` or `g.send(v)` that the loop did itself
    returned.value = v;
    throw returnedAsException();
  }
  if (frame.exc !== undefined) {
    frame.exc = undefined;
    ts.handlers--;
  }
  if ((kind & (FrameKind.HELD | FrameKind.TRACED)) !== 0) {
    if (back !== null) back.kind |= FrameKind.HELD;
    frame.kind &= ~FrameKind.ENTRY;
  } else {
    const { payload } = frame;
    recycle(frame);
    frame.payload = payload;
  }
  if ((kind & (FrameKind.INIT | FrameKind.STEPS)) !== 0) {
    const { payload } = frame;
    frame.payload = undefined;
    if ((kind & FrameKind.INIT) !== 0) return finishInit(back!, payload!, v);
    stepReturned(ts, payload!, v);
    return false;
  }
  if ((kind & FrameKind.ENTRY) !== 0) return true;
  const { code } = back!.code;
  const at = back!.pc;
  if ((kind & FrameKind.OPERATOR) !== 0) {
    v = operatorResult(back!, v);
    if (code[at] >= Op.JUMP_IF_LT) {
      back!.pc = jumpAfter(back!, v);
      return false;
    }
  }
  if ((kind & FrameKind.NEXT) !== 0) {
    const it = back!.regs[code[at + 1]];
    if (it instanceof CallableIterator && it.ends(v)) {
      back!.pc = code[at + 3];
      return false;
    }
    back!.regs[code[at + 2]] = v;
  } else back!.regs[code[at + 1]] = v;
  back!.pc = at + 4;
  return false;
}

function finishInit(back: Frame, o: Value, v: Value): false {
  if (v !== NONE) {
    throw typeError(`__init__() should return None, not '${typeOf(v).name}'`);
  }
  const { code } = back.code;
  back.regs[code[back.pc + 1]] = o;
  back.pc += 4;
  return false;
}

/** BEFORE_WITH: calls `__enter__`, in this loop where it is Python's, so that a thread can pause in it. */
export function enterManager(
  ts: ThreadState,
  frame: Frame,
  A: number,
  manager: Value,
  asynchronous: boolean,
): Value | undefined {
  const enter = enterMethod(frame.regs, A, manager, asynchronous);
  if (!(enter instanceof PyFunction)) return callUnbound(enter, manager, []);
  return callValue(ts, frame, enter, manager, NOTHING, 0, 0, undefined);
}

/** WITH_EXCEPT_START: `exit(type(e), e, e.__traceback__)`, in this loop likewise. */
export function exitManager(
  ts: ThreadState,
  frame: Frame,
  exit: Value,
  e: PyException,
): Value | undefined {
  return callValue(ts, frame, exit, undefined, [e.cls, e, e.traceback ?? NONE], 0, 3, undefined);
}

const NOTHING: readonly Value[] = [];

/** `def`: a new function. The registers from `first` on hold what the bits of `parts` name. */
export function makeFunction(frame: Frame, code: PyCode, parts: number, first: number): PyFunction {
  let closure: Cell[] | undefined;
  let at = first;
  const { regs } = frame;
  const f0 = at;
  if ((parts & MakeFunction.DEFAULTS) !== 0) at++;
  if ((parts & MakeFunction.KWDEFAULTS) !== 0) at++;
  if ((parts & MakeFunction.ANNOTATIONS) !== 0) at++;
  if ((parts & MakeFunction.CLOSURE) !== 0) {
    closure = (regs[at] as PyTuple).items as unknown as Cell[];
  }
  const f = new PyFunction(
    code,
    frame.globals,
    frame.builtins,
    strFromUtf16(code.name),
    strFromUtf16(code.qualname),
    closure,
    frame.globals.getStr("__name__") ?? NONE,
    docstring(code),
  );
  at = f0;
  if ((parts & MakeFunction.DEFAULTS) !== 0) f.defaults = (regs[at++] as PyTuple).items;
  if ((parts & MakeFunction.KWDEFAULTS) !== 0) f.kwdefaults = regs[at++] as PyDict;
  if ((parts & MakeFunction.ANNOTATIONS) !== 0) {
    const { items } = regs[at] as PyTuple;
    const annotations = new PyDict();
    for (let i = 0; i < items.length; i += 2) annotations.set(items[i], items[i + 1]);
    f.annotations = annotations;
  }
  return f;
}
