// What Python can still reach: the marking that `gc.collect` and weak references need.
//
// V8 collects the garbage; but it keeps whatever a WeakRef has touched until the job ends, and a Python program is one
// job. So `gc.collect` marks from Python's own roots, and weak references to what is not marked are dead.
//
// The marking goes through JavaScript properties, whatever the class. It knows of four places that properties do not
// show: weak references (not followed), subclasses of a class (weak), attributes of detached instances, and registers
// of a frame above the call that it is in, which hold values that nobody reads again. What native code holds in its
// local variables, and nowhere else, is not seen; such values are new ones that a running builtin has yet to hand out.

import { liveRegisters } from "./bytecode/liveness.ts";
import type { MaybeDetached } from "./objects/attributes.ts";
import { PyBuiltin } from "./objects/builtin.ts";
import { PyCode } from "./objects/code.ts";
import { instanceDict } from "./objects/instance_dict.ts";
import { PyList } from "./objects/list.ts";
import { PyObject } from "./objects/object.ts";
import { PyTuple } from "./objects/tuple.ts";
import { PyType } from "./objects/type.ts";
import { PyWeakBase } from "./objects/weakref_attribute.ts";
import { Frame } from "./interp/frame.ts";

/**
 * Everything that can be reached from the roots. The search goes from near to far, and is given up as soon as nothing in
 * `wanted` is missing: what a program has its eye on is mostly near.
 */
export function reachable(
  roots: Iterable<unknown>,
  wanted?: ReadonlySet<object>,
): Set<object> {
  const seen = new Set<object>();
  const queue: object[] = [];
  let missing = wanted === undefined ? Infinity : wanted.size;
  const push = (v: unknown): void => {
    if (typeof v !== "object" || v === null || seen.has(v)) return;
    seen.add(v);
    queue.push(v);
    if (wanted !== undefined && wanted.has(v)) missing--;
  };
  for (const r of roots) push(r);
  for (let at = 0; at < queue.length && missing > 0; at++) {
    expand(queue[at], push);
  }
  return seen;
}

/** Gives what an object refers to. */
function expand(o: object, push: (v: unknown) => void): void {
  if (Array.isArray(o)) {
    for (let i = 0; i < o.length; i++) push(o[i]);
  } else if (o instanceof Map) {
    for (const [k, v] of o) {
      push(k);
      push(v);
    }
  } else if (o instanceof Set) {
    for (const v of o) push(v);
  } else if (!(ArrayBuffer.isView(o) || o instanceof WeakRef || isClosed(o))) {
    visit(o, push);
  }
}

/** An object that has died, and what it holds. */
interface Dead {
  readonly parts: object[];
  /** References to it from others that have died. */
  count: number;
}

/** What a dead object holds, in the order in which it is let go. */
function partsOf(o: object, alive: ReadonlySet<object>): object[] {
  const parts: object[] = [];
  const add = (v: unknown): void => {
    if (typeof v === "object" && v !== null && !alive.has(v)) parts.push(v);
  };
  if (o instanceof PyList || o instanceof PyTuple) {
    const items = o instanceof PyList ? o.toArray() : o.items;
    for (let i = items.length - 1; i >= 0; i--) add(items[i]);
  } else if (o instanceof Frame) {
    // a frame does not keep its generator, nor who called it
    for (const r of o.regs) add(r);
    add(o.func);
    add(o.locals);
  } else expand(o, add);
  return parts;
}

/**
 * What reference counts would let go with the values in `released`, the `candidates` that nothing dead refers to, and `last`,
 * in that order: an object before what it holds, the items of lists and tuples from the end. What refers to itself stays.
 */
export function inOrderOfRelease(
  released: readonly unknown[],
  candidates: Iterable<object>,
  last: unknown,
  alive: ReadonlySet<object>,
): Set<object> {
  const isDead = (v: unknown): v is object => typeof v === "object" && v !== null && !alive.has(v);
  const roots = released.filter(isDead);
  const end = isDead(last) ? [last] : [];
  const dead = new Map<object, Dead>();
  const found = [...roots, ...candidates, ...end];
  for (let o = found.pop(); o !== undefined; o = found.pop()) {
    if (dead.has(o)) continue;
    const parts = partsOf(o, alive);
    dead.set(o, { parts, count: 0 });
    for (const p of parts) found.push(p);
  }
  for (const { parts } of dead.values()) for (const p of parts) dead.get(p)!.count++;
  // each of them is held until its turn comes
  for (const r of [...roots, ...end]) dead.get(r)!.count++;
  for (const c of candidates) {
    if (dead.get(c)!.count > 0) continue;
    dead.get(c)!.count = 1;
    roots.push(c);
  }
  const order = new Set<object>();
  for (const r of [...roots, ...end]) {
    const stack = [r];
    for (let o = stack.pop(); o !== undefined; o = stack.pop()) {
      const d = dead.get(o)!;
      if (--d.count > 0) continue;
      order.add(o);
      for (let i = d.parts.length - 1; i >= 0; i--) stack.push(d.parts[i]);
    }
  }
  return order;
}

/** Parts of the machine: nothing that a program made can be reached through them alone. */
function isClosed(o: object): boolean {
  return o instanceof PyCode || o instanceof PyBuiltin || o instanceof PyType && !o.heap;
}

function visit(o: object, push: (v: unknown) => void): void {
  if (o instanceof Frame) {
    const { generator } = o;
    // a compiled generator that waits has its variables elsewhere
    const waits = generator !== undefined && generator.body !== undefined && !generator.running;
    const regs = waits ? generator.registers : o.regs;
    for (const r of liveRegisters(o.code, o.pc)) push(regs[r]);
    for (const key in o) if (key !== "regs") push((o as unknown as Record<string, unknown>)[key]);
    return;
  }
  const record = o as Record<string, unknown>;
  if (o instanceof PyObject) {
    push(o.cls);
    if ((o as MaybeDetached).detached === true) push(instanceDict(o));
  }
  for (const key of Object.keys(o)) {
    if (key === "ref" && o instanceof PyWeakBase) continue;
    // the prototype of the instances repeats what the class's namespace holds
    if ((key === "derived" || key === "proto") && o instanceof PyType) continue;
    push(record[key]);
  }
}
