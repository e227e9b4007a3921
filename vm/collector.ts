// Collection: which weakly referenced objects and which objects with `__del__` Python can no longer reach.

import { call, callUnbound } from "./objects/attributes.ts";
import {
  abandonable,
  finalizable,
  finalizerHooks,
  quietlyFinalizable,
} from "./objects/finalizers.ts";
import type { PyObject } from "./objects/object.ts";
import { runtime } from "./objects/runtime.ts";
import { PyType } from "./objects/type.ts";
import {
  keepReferences,
  type PyWeakBase,
  referenced,
  weakrefsOf,
} from "./objects/weakref_attribute.ts";
import { liveTemporaries } from "./bytecode/liveness.ts";
import { reachable } from "./heap.ts";
import { abandon } from "./interp/abandoned.ts";
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

/**
 * Kills the weak references to what cannot be reached from the roots and the threads, finalizes what has a `__del__`, and
 * lets generators and coroutines do what they owe; gives how many objects that were.
 */
export function collect(...roots: unknown[]): number {
  if (collecting) return 0;
  // what the variables of compiled functions hold must not be taken for dead
  if (!demandAllFrames(thread)) return 0;
  const candidates = weakCandidates();
  const count = candidates.length + finalizable.size + quietlyFinalizable.size + abandonable.size;
  if (count === 0) return 0;
  collecting = true;
  try {
    const alive = reachable([...roots, thread, mainThread, threadHooks.threads, ...putAside()]);
    cost += alive.size;
    const abandoned = [...abandonable].filter((o) => !alive.has(o));
    const dying = [...finalizable, ...quietlyFinalizable].filter((o) => !alive.has(o));
    const callbacks: PyWeakBase[] = [];
    let dead = 0;
    // the newest objects first
    for (const o of candidates.reverse()) {
      keepReferences(o, (r) => alive.has(r));
      if (alive.has(o)) continue;
      dead++;
      for (const r of weakrefsOf(o)) {
        r.ref = undefined;
        if (r.callback !== undefined) callbacks.push(r);
      }
    }
    for (const r of callbacks) {
      try {
        call(r.callback!, [r]);
      } catch (e) {
        runtime.unraisable(e, r.callback!, "Exception ignored while calling weakref callback");
      }
    }
    for (const o of dying) finalize(o);
    for (const g of abandoned) abandon(g as Sendable);
    return dead + [...dying, ...abandoned].filter((o) => !candidates.includes(o)).length;
  } finally {
    collecting = false;
  }
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

/**
 * Makes the collections that are not asked for start from this root. They wait while a builtin that called Python is on the
 * stack: what it holds in its local variables cannot be seen, and must not be taken for dead. Programs that give many
 * occasions do not get one at each: counted in objects, so that the same program always does the same.
 */
export function collectFrom(root: object): void {
  let allowed = ALLOWANCE;
  cost = 0;
  finalizerHooks.collect = (held) => {
    // another thread may have been put aside in the middle of a builtin
    finalizerHooks.due = thread.nesting !== thread.plainNesting || threadHooks.others > 0 ||
      state[CURRENT] !== 0;
    if (finalizerHooks.due) return;
    allowed += PER_OCCASION;
    if (cost <= allowed) collect(root, held);
  };
}
