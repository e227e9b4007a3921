// Builtins that call Python, done in steps, for threads that run in slices.
//
// A builtin that calls back (`list(generator)`, `sorted(…, key=f)`, `map`) nests a loop, and what waits in there cannot be
// put aside. So where a thread's outermost loop meets one of those that programs use for waiting, it is done as a
// JavaScript generator: this yields each call into Python, the loop runs the frame as any other (FrameKind.STEPS), and
// hands what it gives to the generator. Everything of the thread is then in heap frames, and `payload` of the innermost
// one refers to the builtin that waits for it.
//
// What a step does without Python is the builtin's own code: iterables are gathered and keys are computed beforehand, and then
// the builtin is called as always.

import { call } from "../objects/attributes.ts";
import {
  PyBuiltin,
  PyBuiltinFunction,
  PyBuiltinMethod,
  PyMethodDescriptor,
} from "../objects/builtin.ts";
import { truth } from "../objects/compare.ts";
import { PyEnumerate } from "../objects/enumerate.ts";
import { asException, isExceptionOf, PyException } from "../objects/exceptions.ts";
import { StopIterationType } from "../objects/exceptions_fields.ts";
import { ForwardingCall } from "../objects/forwarding_call.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { iter, PyIterator } from "../objects/iteration.ts";
import { CallableIterator } from "../objects/iterators.ts";
import { PyList } from "../objects/list.ts";
import { type KwNames, NONE, PyObject, type Value } from "../objects/object.ts";
import { stopIteration } from "../objects/raise.ts";
import { method } from "../objects/signature.ts";
import { PyTuple } from "../objects/tuple.ts";
import { BoolType, PyType } from "../objects/type.ts";
import { PyFilter, PyMap, PyZip } from "../objects/zip.ts";
import { CodeFlag } from "../objects/code.ts";
import { Op } from "../bytecode/opcodes.ts";
import { functionFrame, pushFrame } from "./calls.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { enterGenerator, PyGenerator } from "./generators.ts";
import type { ThreadState } from "./thread_state.ts";

/** A call that a builtin wants made. */
interface Call {
  readonly callee: Value;
  readonly args: Value[];
}

/** What a builtin asks for: the next value of a generator (`undefined`: no more), or a call. */
type Request = PyGenerator | Call;

/** A builtin in steps; it gives its value, or, as the `next` of an iterator, `undefined` for no more. */
export type Steps = Generator<Request, Value | undefined, Value | undefined>;

/** A builtin that waits for a call, on top of those that have called it. */
export class Stepwise extends PyObject {
  readonly stack: Steps[];
  /** What they hold, for who looks for what is in use. */
  readonly held: Value[];
  constructor(steps: Steps, held: Value[]) {
    super();
    this.stack = [steps];
    this.held = held;
  }
}

/** A call was begun: its frame is on top of the thread's. */
class Begun extends PyObject {}
const BEGUN: PyObject = new Begun();

const MAKES_GENERATOR = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** Goes on with a builtin until it has its value or needs Python: BEGUN. */
function advance(
  ts: ThreadState,
  task: Stepwise,
  value: Value | undefined,
  error: unknown,
): Value | undefined {
  const { stack } = task;
  for (;;) {
    const steps = stack[stack.length - 1];
    let r: IteratorResult<Request, Value | undefined>;
    try {
      r = error === undefined ? steps.next(value) : steps.throw(error);
    } catch (e) {
      stack.pop();
      if (stack.length === 0) throw e;
      value = undefined;
      error = e;
      continue;
    }
    error = undefined;
    if (r.done === true) {
      stack.pop();
      ({ value } = r);
      if (stack.length === 0) return value;
      continue;
    }
    try {
      value = request(ts, task, r.value);
      if (value === BEGUN) return BEGUN;
    } catch (e) {
      // what is no exception stops the thread
      if (!(e instanceof PyException || e instanceof Error)) throw e;
      error = asException(e);
    }
  }
}

/** Does what a builtin asks for, where that needs no frame; BEGUN otherwise. */
function request(ts: ThreadState, task: Stepwise, what: Request): Value | undefined {
  if (what instanceof PyGenerator) {
    if (!what.running) what.spill();
    if (what.frame === undefined || what.running) return what.step();
    enterGenerator(ts, what, NONE);
    return begin(ts, task);
  }
  let { callee, args } = what;
  let kw: KwNames | undefined;
  for (;;) {
    if (callee instanceof PyMethod) {
      args = [callee.self, ...args];
      callee = callee.func;
    } else if (callee instanceof ForwardingCall && !callee.cls.heap) {
      ({ callee, args, kw } = callee.forward(args, kw));
    } else if (callee instanceof PyBuiltinMethod && callee.descr instanceof PyMethodDescriptor) {
      args = [callee.self, ...args];
      callee = callee.descr;
    } else if (typeof callee === "object" && callee.cls.heap) {
      const f: Value | undefined = callee.cls.lookup("__call__");
      if (!(f instanceof PyFunction)) break;
      args = [callee, ...args];
      callee = f;
    } else break;
  }
  if (callee instanceof PyFunction && (callee.code.flags & MAKES_GENERATOR) === 0) {
    pushFrame(ts, functionFrame(callee, undefined, args, 0, args.length, kw));
    return begin(ts, task);
  }
  if (callee instanceof PyBuiltin || callee instanceof PyType && !callee.heap) {
    const inner = stepsOf(callee, args, kw, task.held);
    if (inner !== undefined) {
      task.stack.push(inner);
      return undefined;
    }
  }
  return call(callee, args, kw);
}

/** The frame that was just put on top is run for a builtin. */
function begin(ts: ThreadState, task: Stepwise): Value {
  const frame = ts.frame!;
  frame.kind |= FrameKind.STEPS;
  frame.payload = task;
  return BEGUN;
}

/** The instruction that has called the builtin gets its value. */
function deliver(frame: Frame, v: Value | undefined): void {
  const { code } = frame.code;
  const { pc } = frame;
  switch (code[pc]) {
    case Op.FOR_ITER:
      if (v === undefined) frame.pc = code[pc + 3];
      else {
        frame.regs[code[pc + 2]] = v;
        frame.pc = pc + 4;
      }
      return;
    default:
      frame.regs[code[pc + 1]] = v ?? NONE;
  }
  frame.pc = pc + 4;
}

/** A frame that ran for a builtin was left with a value (`undefined`: the end of a generator); its caller is on top. */
export function stepReturned(ts: ThreadState, task: Value, v: Value | undefined): void {
  const r = advance(ts, task as Stepwise, v, undefined);
  if (r !== BEGUN) deliver(ts.frame!, r);
}

/** The same with an exception, which comes out again where the builtin does not take it. */
export function stepFailed(ts: ThreadState, task: Value, e: unknown): void {
  const r = advance(ts, task as Stepwise, undefined, e);
  if (r !== BEGUN) deliver(ts.frame!, r);
}

/** Begins a builtin: its value, or `undefined` and `begun` where a frame is to be run first. */
export function start(ts: ThreadState, steps: Steps, held: Value[]): Value | undefined {
  const r = advance(ts, new Stepwise(steps, held), undefined, undefined);
  begun = r === BEGUN;
  return begun ? undefined : r;
}

/** Whether the last `start` has pushed a frame. */
export let begun = false;

// ---- iterators

/** Going through it may run Python that waits. */
function isLazy(v: Value): boolean {
  if (typeof v !== "object") return false;
  if (v instanceof PyIterator && !v.cls.heap) {
    return v instanceof PyGenerator || v instanceof PyMap || v instanceof PyFilter ||
      v instanceof PyZip || v instanceof PyEnumerate || v instanceof CallableIterator;
  }
  return v.cls.heap && (v.cls.lookup("__next__") instanceof PyFunction ||
    v.cls.lookup("__iter__") instanceof PyFunction);
}

/** Calling it may run Python that waits. */
function mayRunPython(f: Value): boolean {
  return typeof f === "object" && f !== NONE &&
    !(f instanceof PyBuiltin || f instanceof PyBuiltinMethod || f instanceof PyType);
}

/** `next(it)` of an iterator. */
function* pull(it: Value): Steps {
  if (it instanceof PyGenerator) return yield it;
  if (typeof it !== "object") return undefined;
  if (it.cls.heap) {
    const f = it.cls.lookup("__next__");
    if (!(f instanceof PyFunction)) return it.step();
    try {
      return yield { callee: f, args: [it] };
    } catch (e) {
      if (!isExceptionOf(e, StopIterationType)) throw e;
      return undefined;
    }
  }
  if (it instanceof PyMap) {
    const args: Value[] = [];
    for (const inner of it.iterators) {
      const v = yield* pull(inner);
      if (v === undefined) return undefined;
      args.push(v);
    }
    try {
      return yield { callee: it.func, args };
    } catch (e) {
      if (!isExceptionOf(e, StopIterationType)) throw e;
      return undefined;
    }
  }
  if (it instanceof PyFilter) {
    const { func } = it;
    const plain = func === NONE || func === BoolType;
    for (;;) {
      const v = yield* pull(it.it);
      if (v === undefined) return undefined;
      if (truth(plain ? v : (yield { callee: func, args: [v] })!)) return v;
    }
  }
  if (it instanceof PyZip && !it.strict) {
    const items: Value[] = [];
    for (const inner of it.iterators) {
      const v = yield* pull(inner);
      if (v === undefined) return undefined;
      items.push(v);
    }
    return items.length === 0 ? undefined : new PyTuple(items);
  }
  if (it instanceof PyEnumerate) {
    const v = yield* pull(it.it);
    return v === undefined ? undefined : it.numbered(v);
  }
  if (it instanceof CallableIterator) {
    if (it.callable === undefined) return undefined;
    let v: Value;
    try {
      v = (yield { callee: it.callable, args: [] })!;
    } catch (e) {
      if (!isExceptionOf(e, StopIterationType)) throw e;
      it.callable = undefined;
      return undefined;
    }
    return it.ends(v) ? undefined : v;
  }
  return it.step();
}

/** `next(it)` in steps, for FOR_ITER; `undefined` where the iterator does without Python, or as the loop does it. */
export function stepsOfNext(it: PyObject): Steps | undefined {
  if (it.cls.heap) return undefined;
  return it instanceof PyMap || it instanceof PyFilter || it instanceof PyZip ||
      it instanceof PyEnumerate
    ? pull(it)
    : undefined;
}

/** Puts the values of an iterable into an array. */
function* gather(iterable: Value, items: Value[]): Steps {
  const it = iter(iterable);
  for (;;) {
    const v = yield* pull(it);
    if (v === undefined) return undefined;
    items.push(v);
  }
}

// ---- the builtins

type Maker = (
  callee: PyObject,
  args: Value[],
  kw: KwNames | undefined,
  held: Value[],
) => Steps | undefined;

/** An array that is among what the builtin holds. */
function holder(held: Value[]): Value[] {
  const items: Value[] = [];
  held.push(new PyTuple(items));
  return items;
}

/** The builtin takes an iterable as its argument number `at`. */
function consumer(at: number): Maker {
  return (callee, args, kw, held) => {
    if (args.length - (kw?.length ?? 0) <= at || !isLazy(args[at])) return undefined;
    const items = holder(held);
    return (function* (): Steps {
      yield* gather(args[at], items);
      const all = args.slice();
      all[at] = new PyList(items);
      return callee.invoke(all, kw);
    })();
  };
}

/** A function that gives the keys that were computed, in their order. */
function keyFeed(keys: readonly Value[]): Value {
  let i = 0;
  return new PyBuiltinFunction(method("(x, /)", "", () => keys[i++]), "key", undefined);
}

/** The builtin takes a key function: `items` says for what. */
function keyed(items: (args: Value[]) => readonly Value[] | Value): Maker {
  return (callee, args, kw, held) => {
    const at = kw === undefined ? -1 : kw.indexOf("key");
    const key = at < 0 ? NONE : args[args.length - kw!.length + at];
    const positional = args.slice(0, args.length - (kw?.length ?? 0));
    const source = items(positional);
    const lazy = !Array.isArray(source) && isLazy(source as Value);
    const isPython = mayRunPython(key);
    if (!lazy && !isPython || positional.length === 0) return undefined;
    const values = holder(held), keys = holder(held);
    return (function* (): Steps {
      if (Array.isArray(source)) values.push(...source);
      else yield* gather(source as Value, values);
      const all = args.slice();
      if (!Array.isArray(source)) all[0] = new PyList(values.slice());
      if (isPython) {
        for (const v of values) keys.push((yield { callee: key, args: [v] })!);
        all[args.length - kw!.length + at] = keyFeed(keys);
      }
      return callee.invoke(all, kw);
    })();
  };
}

function seeker(wanted: boolean): Maker {
  return (_callee, args, kw) => {
    if (kw !== undefined || args.length !== 1 || !isLazy(args[0])) return undefined;
    return (function* (): Steps {
      const it = iter(args[0]);
      for (;;) {
        const v = yield* pull(it);
        if (v === undefined) return !wanted;
        if (truth(v) === wanted) return wanted;
      }
    })();
  };
}

const nextMaker: Maker = (_callee, args, kw) => {
  if (kw !== undefined || args.length < 1 || args.length > 2 || !isLazy(args[0])) return undefined;
  const [it, fallback] = args;
  if (typeof it !== "object" || it.cls.lookup("__next__") === undefined) return undefined;
  // a generator's own `return` value goes into the exception
  if (it instanceof PyGenerator) return undefined;
  return (function* (): Steps {
    if (it.cls.heap && fallback === undefined) {
      return yield { callee: it.cls.lookup("__next__")!, args: [it] };
    }
    const v = (yield* pull(it)) ?? fallback;
    if (v === undefined) throw stopIteration();
    return v;
  })();
};

const reduceMaker: Maker = (callee, args, kw) => {
  if (kw !== undefined || args.length < 2 || args.length > 3) return undefined;
  const [f, iterable, initial] = args;
  if (!mayRunPython(f) && !isLazy(iterable)) return undefined;
  return (function* (): Steps {
    const it = iter(iterable);
    let total = initial ?? (yield* pull(it));
    if (total === undefined) return callee.invoke([f, new PyTuple([])], undefined);
    for (;;) {
      const v = yield* pull(it);
      if (v === undefined) return total;
      total = (yield { callee: f, args: [total, v] })!;
    }
  })();
};

const first = (args: Value[]): Value => args[0];
/** `min` and `max` go through their one argument, or through all of them. */
const firstOrAll = (args: Value[]): readonly Value[] | Value => args.length === 1 ? args[0] : args;
const listItems = (args: Value[]): readonly Value[] =>
  args[0] instanceof PyList ? args[0].toArray() : [];

/** By the name of the builtin. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ["list", consumer(0)],
  ["tuple", consumer(0)],
  ["set", consumer(0)],
  ["frozenset", consumer(0)],
  ["sum", consumer(0)],
  ["list.extend", consumer(1)],
  ["set.update", consumer(1)],
  ["str.join", consumer(1)],
  ["collections.deque", consumer(0)],
  ["deque.extend", consumer(1)],
  ["sorted", keyed(first)],
  ["min", keyed(firstOrAll)],
  ["max", keyed(firstOrAll)],
  ["list.sort", keyed(listItems)],
  ["any", seeker(true)],
  ["all", seeker(false)],
  ["next", nextMaker],
  ["_functools.reduce", reduceMaker],
]);

/** The steps of a call of a builtin; `undefined` where it needs none. `held` gets what they hold. */
export function stepsOf(
  callee: PyObject,
  args: Value[],
  kw: KwNames | undefined,
  held: Value[],
): Steps | undefined {
  const name = callee instanceof PyBuiltin ? callee.qualname : (callee as PyType).name;
  return MAKERS.get(name)?.(callee, args, kw, held);
}
