// What generators and coroutines owe when nobody can resume them any more: a generator that waits inside `try` or `with` runs
// its cleanup, a coroutine that never began gives a warning, an asynchronous generator goes to the event loop's finalizer.
//
// V8 does not say when an object dies, so those that owe something are *watched*: kept in a set for as long as they do. It is
// known without a search that one is dead where the compiler or the call shows who alone can have it: the hidden iterator
// of a `for` that is left early, a call's result that nobody reads. Otherwise the collector is asked: when a
// name that held one is bound anew or deleted, when a function that made one returns, in gc.collect(), at the end.

import { readAfter } from "../bytecode/liveness.ts";
import { Op } from "../bytecode/opcodes.ts";
import { call, getAttrOrAbsent } from "../objects/attributes.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import { abandonable, finalizable, finalizerHooks } from "../objects/finalizers.ts";
import { PyIterator } from "../objects/iteration.ts";
import { ListIterator } from "../objects/list_type.ts";
import { PyDict } from "../objects/dict.ts";
import { PyList } from "../objects/list.ts";
import type { PyObject, Value } from "../objects/object.ts";
import { PyAnySet } from "../objects/set.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyType } from "../objects/type.ts";
import { isReferenced } from "../objects/weakref_attribute.ts";
import { RangeIterator } from "../objects/range_type.ts";
import { runtime } from "../objects/runtime.ts";
import { strOf, utf16 } from "../objects/str.ts";
import { AsyncGenSend, AsyncGenThrow, PyAsyncGenerator } from "./async_generators.ts";
import { compiledCaller, compiledTop, noteMade } from "./compiled.ts";
import { type Frame, FrameKind } from "./frame.ts";
import { GeneratorBase, PyCoroutine, type Sendable, watchHooks } from "./generators.ts";
import { returnHooks, state, thread, type ThreadState, WATCHED } from "./thread_state.ts";

/** Some `yield` of the code stands inside a block that has something to do when it is left. */
function cleansUp(code: PyCode): boolean {
  if (code.cleansUp !== undefined) return code.cleansUp;
  const ints = code.code;
  let found = false;
  for (let pc = 0; pc < ints.length && !found; pc += 4) {
    // where it delegates, the YIELD_VALUE has a handler of its own, the SEND before it has the block's
    if (ints[pc] === Op.YIELD_VALUE) {
      found = code.findHandler(ints[pc + 3] < 0 ? pc : pc - 4) >= 0;
    }
  }
  code.cleansUp = found;
  return found;
}

/** Where the result of a call goes. */
type Fate =
  /** It is not known who gets it. */
  | "unknown"
  /** Nobody reads it. */
  | "dropped"
  /** It is awaited at once. */
  | "awaited"
  /** A `for` goes through it, and has it alone. */
  | "iterated";

/** The frame in which a call's result came to its end; set by `fate`. */
let end: Frame | null = null;

/** What becomes of the value that a compiled function is about to get: one that hands it on is not looked through. */
function fateInCompiled(site: { code: PyCode; pc: number }): Fate {
  const { code, pc } = site;
  const ints = code.code;
  if (ints[pc] === Op.GET_ITER) return "iterated";
  if (ints[pc] < Op.CALL || ints[pc] > Op.CALL_EX) return "unknown";
  const to = ints[pc + 1];
  let next = pc + 4;
  while (ints[next] === Op.EXTRA || ints[next] === Op.NOP) next += 4;
  if (ints[next + 2] !== to) return "unknown";
  if (ints[next] === Op.GET_AWAITABLE) return "awaited";
  return ints[next] === Op.GET_ITER && to >= code.tempBase ? "iterated" : "unknown";
}

/**
 * The compiled function on top is about to hand on a coroutine to its own caller. Whether anybody takes it there is only known
 * in tier 0, to which it is left for that; a program in which that is usual is not slowed down for long.
 */
export function handsOnCoroutine(ts: ThreadState): boolean {
  if (returnHooks.patienceForCoroutines === 0) return false;
  const site = compiledTop(ts);
  if (site === undefined) return false;
  const { code, pc } = site;
  const ints = code.code;
  if (ints[pc] < Op.CALL || ints[pc] > Op.CALL_EX) return false;
  let next = pc + 4;
  while (ints[next] === Op.EXTRA || ints[next] === Op.NOP) next += 4;
  if (ints[next] !== Op.RETURN_VALUE || ints[next + 1] !== ints[pc + 1]) return false;
  returnHooks.patienceForCoroutines--;
  return true;
}

/** What becomes of a generator whose frame this is. */
function fateOf(frame: Frame, unread: boolean = true): Fate {
  const site = compiledCaller(frame);
  if (site === undefined) return fate(frame.back, (frame.kind & FrameKind.ENTRY) !== 0, unread);
  end = frame.back;
  return fateInCompiled(site);
}

/**
 * What becomes of the value that the instruction at which `caller` stands is about to get. With `unread` it tells what nobody
 * reads from what is not known, which takes a look at the whole code.
 */
function fate(caller: Frame | null, entry: boolean, unread: boolean = true): Fate {
  let frame = caller;
  for (;;) {
    end = frame;
    // what is known of a compiled caller is not enough
    if (frame === null || (frame.kind & FrameKind.SHADOW) !== 0) return "unknown";
    const { code } = frame.code;
    const { pc } = frame;
    // `for x in v`: what `__iter__` makes
    if (code[pc] === Op.GET_ITER) return "iterated";
    if (entry || code[pc] < Op.CALL || code[pc] > Op.CALL_EX) return "unknown";
    const to = code[pc + 1];
    let next = pc + 4;
    while (code[next] === Op.EXTRA || code[next] === Op.NOP) next += 4;
    switch (code[next]) {
      case Op.GET_AWAITABLE:
        if (code[next + 2] === to) return "awaited";
        break;
      case Op.GET_ITER:
        if (code[next + 2] === to && to >= frame.code.tempBase) return "iterated";
        break;
      case Op.RETURN_VALUE:
        if (code[next + 1] === to && frame.code.findHandler(next) < 0) {
          // it is handed on to who called the function
          if ((frame.kind & ~FrameKind.HELD & ~FrameKind.WATCHES) !== 0) return "unknown";
          frame = frame.back;
          continue;
        }
        break;
    }
    return !unread || readAfter(frame.code, pc, to) ? "unknown" : "dropped";
  }
}

function watch(g: Sendable, caller: Frame | null): void {
  g.watched = true;
  if (!abandonable.has(g)) state[WATCHED] += 1;
  abandonable.add(g);
  // a function that keeps it in a variable lets it go when it returns
  if (caller !== null) caller.kind |= FrameKind.WATCHES;
}

function unwatch(g: Sendable): void {
  g.watched = false;
  if (abandonable.delete(g)) state[WATCHED] -= 1;
}

watchHooks.ended = unwatch;

watchHooks.began = (g) => {
  // a coroutine that has begun owes no warning any more
  if (g instanceof PyCoroutine && !cleansUp(g.code)) unwatch(g);
};

watchHooks.made = (g) => {
  const { frame } = g;
  const { flags } = g.code;
  const isCoroutine = (flags & CodeFlag.COROUTINE) !== 0;
  const cleans = cleansUp(g.code);
  if (!isCoroutine && !cleans) {
    // closing it closes what it goes through
    g.owned = fateOf(frame!, false) === "iterated";
    return;
  }
  switch (fateOf(frame!)) {
    case "awaited":
      if (cleans) watch(g, null);
      return;
    case "iterated":
      g.owned = true;
      watch(g, null);
      return;
    case "dropped":
      if (!isCoroutine) return;
      watch(g, null);
      inFrame(end, () => abandon(g));
      return;
    default:
      watch(g, end);
  }
};

/** What `asend`, `athrow` and `aclose` make gives a warning too where nobody awaits it. */
export function watchAwaitable<T extends AsyncGenSend | AsyncGenThrow>(a: T): T {
  const caller = thread.frame;
  const site = compiledTop(thread);
  switch (site === undefined ? fate(caller, false) : fateInCompiled(site)) {
    case "awaited":
      break;
    case "dropped":
      watch(a, null);
      abandon(a);
      break;
    default:
      watch(a, caller);
  }
  return a;
}

/** Does something with `frame` on top of the thread's, where the frame above it is as good as left. */
function inFrame(frame: Frame | null, action: () => void): void {
  const ts = thread;
  const top = ts.frame;
  ts.frame = frame;
  try {
    action();
  } finally {
    ts.frame = top;
  }
}

/** Nobody can resume it any more: it does what it owes. */
export function abandon(g: Sendable): void {
  if (g.watched) unwatch(g);
  try {
    if (g instanceof GeneratorBase) finalize(g);
    else warnUnawaited(g);
  } catch (e) {
    runtime.unraisable(e, g);
  }
}

function finalize(g: GeneratorBase): void {
  if (g.frame === undefined || g.running) return;
  if (g instanceof PyAsyncGenerator && g.finalizer !== undefined && !g.closed) {
    call(g.finalizer, [g]);
    return;
  }
  if (g instanceof PyCoroutine && g.isNew) warnUnawaited(g);
  g.close();
}

function warnUnawaited(g: Sendable): void {
  if (g instanceof AsyncGenSend || g instanceof AsyncGenThrow) {
    if (g.stage !== "new") return;
    const what = g instanceof AsyncGenSend ? "asend" : g.args === undefined ? "aclose" : "athrow";
    const name = utf16(strOf(g.generator.qualname)!);
    const text = `coroutine method '${what}' of '${name}' was never awaited`;
    runtime.warn("RuntimeWarning", text, 1);
    return;
  }
  const coroutine = g as PyCoroutine;
  const warn = getAttrOrAbsent(runtime.importModule("warnings"), "_warn_unawaited_coroutine");
  if (warn !== undefined) call(warn, [coroutine]);
  else {
    const name = utf16(strOf(coroutine.qualname)!);
    runtime.warn("RuntimeWarning", `coroutine '${name}' was never awaited`, 1);
  }
}

/** A `for` is left before its iterator is exhausted. */
export function leftFor(it: Value): void {
  if (abandonable.size === 0) return;
  if (it instanceof GeneratorBase) {
    if (it.owned) {
      abandon(it);
      return;
    }
    if (!it.watched) return;
    // an argument may hold it still, until the function returns
    const { frame } = thread;
    if (frame !== null) frame.kind |= FrameKind.WATCHES;
  } else if (
    !(it instanceof PyIterator) || it.cls.heap || it instanceof ListIterator ||
    it instanceof RangeIterator
  ) return;
  finalizerHooks.collect();
}

/**
 * An exception goes from `pc` to the handler in this row of the exception table, or out of the frame (-1): the loops on the
 * way are left. Those inside the handler's block are the ones whose FOR_ITER the handler covers as well.
 */
export function leftByException(frame: Frame, pc: number, row: number): void {
  const { regs, code } = frame;
  // what a generator expression goes through is its argument
  if (row < 0 && code.localNames[0] === ".0") abandonOwned(regs[0]);
  let some = false;
  for (let r = code.tempBase; r < regs.length; r++) if (isOwned(regs[r])) some = true;
  if (!some) return;
  const ints = code.code;
  for (let p = pc - 4; p >= 0; p -= 4) {
    if (ints[p] === Op.FOR_ITER && ints[p + 3] > pc && code.findHandler(p) === row) {
      abandonOwned(regs[ints[p + 1]]);
    }
  }
}

function isOwned(v: Value): boolean {
  return v instanceof GeneratorBase && v.owned && v.frame !== undefined;
}

function abandonOwned(v: Value): void {
  if (isOwned(v)) abandon(v as Sendable);
}

/** A frame that has made something watched is left with the value `value`. */
export function leftFrame(frame: Frame, value: Value): void {
  const { regs, code, kind } = frame;
  // the operands are needed again where the answer is NotImplemented
  if ((kind & FrameKind.OPERATOR) !== 0) return;
  // who called a class gets the instance
  const v = (kind & FrameKind.INIT) !== 0 ? frame.payload! : value;
  for (let i = 0; i < regs.length; i++) {
    const r = regs[i];
    if (typeof r !== "object" || r === v) continue;
    const dies = abandonable.has(r) ? owes(r as Sendable) : finalizable.has(r) ||
      i >= code.argumentRegisters && isReferenced(r) && !isHeldElsewhere(r, frame);
    if (dies) {
      finalizerHooks.collect(v);
      return;
    }
  }
}

/**
 * In a function of the packaged library, a variable that outlives the frame is seen to have the value: a global one, one of
 * the caller's, an attribute of an object that the caller's variables have. Its modules put weak references to `self` and to
 * their own globals into registries while they are imported, and each would be an occasion to search the heap.
 */
function isHeldElsewhere(v: PyObject, frame: Frame): boolean {
  const { back, code, regs } = frame;
  if (!runtime.isLibraryFile(code.filename)) return false;
  const outer = back !== null && (back.kind & FrameKind.SHADOW) === 0 ? back : null;
  for (let i = 0; i < code.argumentRegisters; i++) {
    const argument = regs[i];
    if (typeof argument !== "object" || argument === null) continue;
    // an instance lives on when it has been made, or entered
    const lives = i === 0 && (code.name === "__init__" || code.name === "__enter__") ||
      outer !== null && isNamed(argument, outer);
    if (lives && (argument === v || Object.values(argument).includes(v))) return true;
  }
  if (outer !== null && isNamed(v, outer)) return true;
  for (const [, value] of frame.globals.entries()) if (value === v) return true;
  return false;
}

/** A variable of the frame has the value. */
function isNamed(v: PyObject, frame: Frame): boolean {
  for (let i = 0; i < frame.code.tempBase; i++) if (frame.regs[i] === v) return true;
  return false;
}

finalizerHooks.made = () => {
  noteMade(thread);
  const { frame } = thread;
  if (frame === null) return;
  frame.kind |= FrameKind.WATCHES;
  // `weakref.finalize(x, …)`: the library makes the reference to what its caller has
  if (frame.back !== null) frame.back.kind |= FrameKind.WATCHES;
};

/** That a name or a variable holds the value no longer may be the end of something whose end shows. */
export function mayDie(v: Value | undefined): boolean {
  if (typeof v !== "object") return false;
  if (abandonable.size !== 0 && abandonable.has(v)) return true;
  if (finalizable.size !== 0 && (finalizable.has(v) || isCompound(v))) return true;
  return isReferenced(v) && !(v instanceof PyType);
}

/** It may hold what has a `__del__`. */
function isCompound(v: PyObject): boolean {
  return v.cls.heap || v instanceof PyList || v instanceof PyTuple || v instanceof PyDict ||
    v instanceof PyAnySet;
}

/**
 * A compiled function that returns `v` holds in one of its registers what owes something; `all`: or has a `__del__`, or is
 * referred to weakly, as in `leftFrame`.
 */
returnHooks.holdsOwing = (code, regs, v, all) => {
  for (let i = 0; i < regs.length; i++) {
    const r = regs[i];
    if (typeof r !== "object" || r === v) continue;
    const dies = abandonable.has(r)
      ? owes(r as Sendable)
      : all && (finalizable.has(r) || i >= code.argumentRegisters && isReferenced(r));
    if (dies) return true;
  }
  return false;
};

/** Something would happen if it died now. */
export function owes(g: Sendable): boolean {
  if (!(g instanceof GeneratorBase)) return true;
  return g.frame !== undefined && !g.running && (g instanceof PyCoroutine || !g.isNew);
}
