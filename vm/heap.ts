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
import { PyObject } from "./objects/object.ts";
import { PyType } from "./objects/type.ts";
import { PyWeakBase } from "./objects/weakref_attribute.ts";
import { Frame } from "./interp/frame.ts";

/** Everything that can be reached from the roots. */
export function reachable(roots: Iterable<unknown>): Set<object> {
  const seen = new Set<object>();
  const stack: object[] = [];
  const push = (v: unknown): void => {
    if (typeof v !== "object" || v === null || seen.has(v)) return;
    seen.add(v);
    stack.push(v);
  };
  for (const r of roots) push(r);
  for (let o = stack.pop(); o !== undefined; o = stack.pop()) {
    if (Array.isArray(o)) {
      for (let i = 0; i < o.length; i++) push(o[i]);
    } else if (o instanceof Map) {
      for (const [k, v] of o) {
        push(k);
        push(v);
      }
    } else if (o instanceof Set) {
      for (const v of o) push(v);
    } else if (ArrayBuffer.isView(o) || o instanceof WeakRef || isClosed(o)) {
      continue;
    } else {
      visit(o, push);
    }
  }
  return seen;
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
