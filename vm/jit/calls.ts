// Calls out of compiled code that are not done inline.
//
// A function that is compiled is called at once; one that is not runs in a loop of its own, above this compiled function. Where
// compiled code must not go any deeper, UNWIND has the call done again by the loop, with nothing of it on the JavaScript stack.

import { handsOnCoroutine } from "../interp/abandoned.ts";
import { starArguments } from "../interp/call_ops.ts";
import { checkDepth, functionFrame } from "../interp/calls.ts";
import {
  callEntry,
  type CompiledCode,
  compilerHooks,
  type Entry,
  pending,
  UNWIND,
  warm,
} from "../interp/compiled.ts";
import { executeDirect } from "../interp/execute.ts";
import { type Frame, FrameKind, recycle, takeFrame } from "../interp/frame.ts";
import { makeGenerator } from "../interp/generators.ts";
import { kwargsArguments } from "../interp/object_ops.ts";
import { isPlainException } from "../interp/unwind.ts";
import { CURRENT, LIMIT, state, thread, threadHooks } from "../interp/thread_state.ts";
import { checkSignals } from "../interp/safe_point.ts";
import {
  PyBuiltin,
  PyBuiltinFunction,
  PyBuiltinMethod,
  PyMethodDescriptor,
} from "../objects/builtin.ts";
import { Op } from "../bytecode/opcodes.ts";
import { Cell } from "../objects/cell.ts";
import { CodeFlag } from "../objects/code.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import { newException, PyException } from "../objects/exceptions.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { type KwNames, NONE, type Value } from "../objects/object.ts";
import { newInstance } from "../objects/object_type.ts";
import { typeError } from "../objects/raise.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import { Maker, ObjectType, PyType, typeOf, TypeType } from "../objects/type.ts";

const objectNew = ObjectType.ns.get("__new__");

/** May a call be made from a compiled function at this depth? If not, it throws: RecursionError, or UNWIND. */
function checkCall(depth: number): void {
  const ts = thread;
  if (threadHooks.poll[0] !== 0) checkSignals(ts);
  if (depth < state[LIMIT]) return;
  if (depth >= ts.recursionLimit && ts.limit !== 0) {
    const e = checkDepth(ts, depth + 1);
    if (e !== undefined) throw e;
  }
  throw UNWIND;
}

/** Calls a Python function with any arguments. */
export function callPython(
  f: PyFunction,
  self: Value | undefined,
  args: readonly Value[],
  kw: KwNames | undefined,
  depth: number,
): Value | undefined {
  checkCall(depth);
  const { code } = f;
  if (code.entry === null && compilerHooks.compile !== undefined) {
    code.callCount = (code.callCount + 1) & 0x3fffffff;
    if ((code.callCount & compilerHooks.callMask) === 0) warm(f);
  }
  const frame = functionFrame(f, self, args, 0, args.length, kw);
  if (code.entry === null) {
    const record = code.compiled as CompiledCode | null;
    if (record === null || record.body === null) return executeDirect(thread, frame);
    if ((code.flags & CodeFlag.COROUTINE) !== 0 && handsOnCoroutine(thread)) throw UNWIND;
    return begin(frame);
  }
  const v = callEntry(
    code.entry as Entry,
    f,
    depth + 1,
    frame.regs,
    0,
    code.argumentRegisters,
  );
  recycle(frame);
  return v;
}

/** Makes the generator of a function that is one: all that comes before is that cells are made. */
function begin(frame: Frame): Value {
  const ints = frame.code.code;
  const { regs } = frame;
  let pc = 0;
  for (; ints[pc] !== Op.RETURN_GENERATOR; pc += 4) {
    if (ints[pc] === Op.MAKE_CELL) {
      regs[ints[pc + 1]] = new Cell(regs[ints[pc + 1]]) as unknown as Value;
    } else if (ints[pc] !== Op.NOP) return executeDirect(thread, frame);
  }
  frame.pc = pc;
  frame.kind |= FrameKind.ENTRY;
  frame.back = thread.frame;
  frame.depth = state[CURRENT] + 1;
  const g = makeGenerator(frame);
  frame.back = null;
  return g;
}

/** Calls a Python function of one parameter, as a rule. */
export function call1(f: PyFunction, a: Value, depth: number): Value | undefined {
  const { code } = f;
  if (code.entry !== null && code.exactArgs === 1 && depth < state[LIMIT]) {
    return (code.entry as Entry)(f, depth + 1, a);
  }
  return callPython(f, a, NO_VALUES, undefined, depth);
}

/** Calls a Python function of two parameters, as a rule. */
export function call2(f: PyFunction, a: Value, b: Value, depth: number): Value | undefined {
  const { code } = f;
  if (code.entry !== null && code.exactArgs === 2 && depth < state[LIMIT]) {
    return (code.entry as Entry)(f, depth + 1, a, b);
  }
  return callPython(f, a, [b], undefined, depth);
}

const NO_VALUES: readonly Value[] = [];

/** An `__init__` was left: its frame is for `o`. */
export function initLeft(o: Value): undefined {
  const frame = pending.last!;
  frame.kind |= FrameKind.INIT;
  frame.payload = o;
  return undefined;
}

function joined(self: Value | undefined, args: Value[]): Value[] {
  return self === undefined ? args : [self, ...args];
}

/** Calls any callable. `args` is an array that nobody else holds: the callee may keep or change it. */
export function callAny(
  callee: Value,
  self: Value | undefined,
  args: Value[],
  kw: KwNames | undefined,
  depth: number,
): Value | undefined {
  for (;;) {
    if (callee instanceof PyFunction) return callPython(callee, self, args, kw, depth);
    if (callee instanceof PyBuiltin) {
      if (thread.limit === 0) throw UNWIND;
      if (kw === undefined) {
        if (callee instanceof PyBuiltinFunction) {
          if (self === undefined && callee.accepts(args.length)) {
            switch (args.length) {
              case 0:
                return callee.native() ?? NONE;
              case 1:
                return callee.native(args[0]) ?? NONE;
              case 2:
                return callee.native(args[0], args[1]) ?? NONE;
              case 3:
                return callee.native(args[0], args[1], args[2]) ?? NONE;
            }
          }
        } else if (
          self !== undefined && callee instanceof PyMethodDescriptor && callee.accepts(args.length)
        ) {
          switch (args.length) {
            case 0:
              return callee.native(self) ?? NONE;
            case 1:
              return callee.native(self, args[0]) ?? NONE;
            case 2:
              return callee.native(self, args[0], args[1]) ?? NONE;
            case 3:
              return callee.native(self, args[0], args[1], args[2]) ?? NONE;
          }
        }
      }
      return callee.invoke(joined(self, args), kw);
    }
    if (callee instanceof PyMethod) {
      if (self !== undefined) args = joined(self, args);
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
      if (thread.limit === 0) throw UNWIND;
      return callee.invoke(joined(self, args), kw);
    }
    if (callee instanceof PyType && callee.cls === TypeType && self === undefined) {
      if (callee.heap && callee.lookup("__new__") === objectNew) {
        const init = callee.lookup("__init__");
        if (init instanceof PyFunction) return instantiate(callee, init, args, kw, depth);
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
      const f = callee.cls.lookup("__call__");
      if (f instanceof PyFunction) {
        if (self !== undefined) args = joined(self, args);
        self = callee;
        callee = f;
        continue;
      }
    }
    return callee.invoke(joined(self, args), kw);
  }
}

function instantiate(
  cls: PyType,
  init: PyFunction,
  args: readonly Value[],
  kw: KwNames | undefined,
  depth: number,
): Value | undefined {
  const o = newInstance(cls);
  if (cls.maker === undefined || cls.maker.version !== cls.version) {
    cls.maker = new Maker(cls.version, init);
  }
  const v = callPython(init, o, args, kw, depth);
  if (v === undefined) return initLeft(o);
  if (v !== NONE) {
    throw typeError(`__init__() should return None, not '${typeOf(v).name}'`);
  }
  return o;
}

/** `callee(*args, **kwargs)` */
export function callStarred(
  callee: Value,
  args: Value,
  kwargs: Value | undefined,
  depth: number,
): Value | undefined {
  let values: Value[];
  if (args instanceof PyTuple && args.cls === TupleType) values = args.items.slice();
  else values = starArguments(callee, args);
  if (
    kwargs === undefined ||
    (kwargs instanceof PyDict && kwargs.cls === DictType && kwargs.size === 0)
  ) {
    return callAny(callee, undefined, values, undefined, depth);
  }
  const { names, values: named } = kwargsArguments(callee, kwargs);
  return callAny(callee, undefined, [...values, ...named], names, depth);
}

/** The entry of code that is linked to other globals than this function's was called: the loop runs it. */
export function elsewhere(f: PyFunction, depth: number, args: readonly Value[]): Value | undefined {
  const frame = takeFrame(f);
  for (let i = 0; i < args.length; i++) frame.regs[i] = args[i];
  state[CURRENT] = depth - 1;
  return executeDirect(thread, frame);
}
