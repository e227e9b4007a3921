// Collection: which weakly referenced objects and which objects with `__del__` Python can no longer reach.

import { call, callUnbound } from "./objects/attributes.ts";
import {
  abandonable,
  finalizable,
  finalizerHooks,
  quietlyFinalizable,
} from "./objects/finalizers.ts";
import type { PyObject, Value } from "./objects/object.ts";
import { runtime } from "./objects/runtime.ts";
import { PyType } from "./objects/type.ts";
import {
  keepReferences,
  type PyWeakBase,
  referenced,
  weakrefsOf,
} from "./objects/weakref_attribute.ts";
import { liveTemporaries } from "./bytecode/liveness.ts";
import { inOrderOfRelease, reachable } from "./heap.ts";
import { abandon, owes } from "./interp/abandoned.ts";
import { demandAllFrames } from "./interp/compiled.ts";
import type { Sendable } from "./interp/generators.ts";
import { CURRENT, mainThread, state, thread, threadHooks } from "./interp/thread_state.ts";

/** Objects with weak references that are not builtin types. */
function weakCandidates(): PyObject[] {
  const candidates: PyObject[] = [];
  for (const ref of referenced) {
    const o = ref.deref();
    if (o === undefined || weakrefsOf(o).length === 0) referenced.delete(ref);
    else if (!(o instanceof PyType && !o.heap)) candidates.push(o);
  }
  return candidates;
}

let collecting = false;

/** What has died and refers to itself: it waits for a collection that is asked for. */
const inCycles: WeakSet<object> = new WeakSet();

/** What gives a sign when it dies: what has a `__del__`, generators that clean up. */
function signalling(): Set<object> {
  const wanted = new Set<object>();
  for (const o of finalizable) if (!inCycles.has(o)) wanted.add(o);
  for (const g of abandonable) if (owes(g as Sendable) && !inCycles.has(g)) wanted.add(g);
  return wanted;
}

/** Looks whether something that gives a sign has died; gives how many objects were visited for nothing. */
function glance(roots: unknown[]): number {
  if (collecting) return 0;
  const wanted = signalling();
  if (wanted.size === 0 || wanted.size > MOST_WANTED) return wanted.size;
  const alive = reachable(everywhere(roots), wanted);
  for (const o of wanted) {
    // then everything has been visited
    if (!alive.has(o)) {
      sweep(alive, thread.frame?.regs ?? []);
      return 0;
    }
  }
  return alive.size;
}

/** Where the search begins. */
function everywhere(roots: unknown[]): unknown[] {
  return [thread, mainThread, threadHooks.threads, ...roots, ...putAside()];
}

/** What the threads that wait between two instructions have for the next one. */
function putAside(): unknown[] {
  const states = [mainThread, ...threadHooks.threads.map((t) => t.state)];
  return states.filter((ts) => ts !== thread && ts.top.frame !== null).flatMap((ts) => {
    const frame = ts.top.frame!;
    return liveTemporaries(frame.code, frame.pc).map((r) => frame.regs[r]);
  });
}

/** Objects that marking has visited: what the collections that nobody asked for have cost. */
let cost = 0;

/** The weak references to an object are dead; gives those with a callback. */
function killReferences(o: PyObject): PyWeakBase[] {
  const callbacks: PyWeakBase[] = [];
  for (const r of weakrefsOf(o)) {
    r.ref = undefined;
    if (r.callback !== undefined) callbacks.push(r);
  }
  return callbacks;
}

function callBack(callbacks: PyWeakBase[]): void {
  for (const r of callbacks) {
    try {
      call(r.callback!, [r]);
    } catch (e) {
      runtime.unraisable(e, r.callback!, "Exception ignored while calling weakref callback");
    }
  }
}

/**
 * Kills the weak references to what cannot be reached from the roots and the threads, finalizes what has a `__del__`, and
 * lets generators and coroutines do what they owe; gives how many objects that were. Where `released` is given it leaves what
 * reference counts would leave; these are the values that were let go, and the last one.
 */
export function collect(roots: unknown[] = [], released?: Value[], last?: Value): number {
  if (collecting) return 0;
  // what the variables of compiled functions hold must not be taken for dead
  if (!demandAllFrames(thread)) return 0;
  const owing = finalizable.size + quietlyFinalizable.size + abandonable.size;
  if (owing === 0 && weakCandidates().length === 0) return 0;
  return sweep(reachable(everywhere(roots)), released, last);
}

/** The same, where it is known what is alive. */
function sweep(alive: Set<object>, released?: Value[], last?: Value): number {
  cost += alive.size;
  collecting = true;
  try {
    const candidates = weakCandidates();
    // the newest objects first
    candidates.reverse();
    for (const o of candidates) keepReferences(o, (r) => alive.has(r));
    const dying = new Set<PyObject>();
    for (const set of [finalizable, quietlyFinalizable, abandonable, candidates]) {
      for (const o of set) if (!alive.has(o)) dying.add(o);
    }
    if (dying.size === 0) return 0;
    if (released === undefined) {
      // in cycles nobody may find by a weak reference what is being finalized
      callBack(candidates.filter((o) => dying.has(o)).flatMap(killReferences));
      for (const o of dying) end(o);
      return dying.size;
    }
    let dead = 0;
    for (const o of inOrderOfRelease(released, dying, last, alive)) {
      if (!dying.delete(o as PyObject)) continue;
      end(o as PyObject);
      callBack(killReferences(o as PyObject));
      dead++;
    }
    for (const o of dying) inCycles.add(o);
    return dead;
  } finally {
    collecting = false;
  }
}

/** An object does what it owes at its end. */
function end(o: PyObject): void {
  if (abandonable.has(o)) abandon(o as Sendable);
  else finalize(o);
}

/** Runs `__del__`, once. */
function finalize(o: PyObject): void {
  const quiet = quietlyFinalizable.delete(o);
  if (!finalizable.delete(o) && !quiet) return;
  const f = o.cls.lookup("__del__");
  if (f === undefined) return;
  try {
    callUnbound(f, o, []);
  } catch (e) {
    runtime.unraisable(e, f, "Exception ignored in");
  }
}

/** At the end of the program everything left is finalized. */
export function finalizeAll(): void {
  for (const o of [...finalizable]) finalize(o);
  for (const g of [...abandonable]) if (abandonable.has(g)) abandon(g as Sendable);
}

/** Objects that may be visited before collections have to be waited for, and how many more at each further occasion. */
const ALLOWANCE = 1_000_000, PER_OCCASION = 16;

/** The same for glances, and how many objects they look for at most. */
const GLANCES = 500_000, PER_GLANCE = 4, MOST_WANTED = 1000;

/**
 * Makes the collections that are not asked for start from this root. They wait while a builtin that called Python is on the
 * stack: what it holds in its local variables cannot be seen, and must not be taken for dead. Programs that give many
 * occasions do not get one at each: counted in objects, so that the same program always does the same.
 */
export function collectFrom(root: object): void {
  let allowed = ALLOWANCE;
  cost = 0;
  finalizerHooks.collect = (held, gone) => {
    // another thread may have been put aside in the middle of a builtin
    finalizerHooks.due = thread.nesting !== thread.plainNesting || threadHooks.others > 0 ||
      state[CURRENT] !== 0;
    if (finalizerHooks.due) return;
    if (finalizerHooks.many) {
      finalizerHooks.many = false;
      collect([root, held]);
      return;
    }
    allowed += PER_OCCASION;
    if (cost > allowed) return;
    collect([root, held], thread.frame?.regs ?? [], gone);
  };
  let left = GLANCES;
  finalizerHooks.glance = (held) => {
    if (thread.nesting !== thread.plainNesting || threadHooks.others > 0 || state[CURRENT] !== 0) {
      return;
    }
    left += PER_GLANCE;
    if (left > 0 && cost <= allowed) left -= glance([root, held]);
  };
}
