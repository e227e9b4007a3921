// Weak references: the list that every referenced object has, and the `__weakref__` attribute that shows its head.
//
// V8 keeps the target of a WeakRef alive until the job ends, and a Python program is one job; so a reference also has
// a flag that `gc.collect` (std/gc) sets when it finds that nothing of Python's reaches the target.

import { getset, type GetSetDeclaration } from "./builtin.ts";
import { finalizerHooks } from "./finalizers.ts";
import { NONE, PyObject, type Value } from "./object.ts";

/** Base of the objects that refer weakly: references and proxies. */
export abstract class PyWeakBase extends PyObject {
  /** `undefined` once the target is known to be gone. */
  ref: WeakRef<PyObject> | undefined;
  /** Called with the reference when the target goes; `undefined` for none. */
  callback: Value | undefined;
  /** The hash of the target, once it was asked for. */
  hash: Value | undefined;
  /** It is a reference, no proxy. */
  get isReference(): boolean {
    return false;
  }
  constructor() {
    super();
    this.ref = undefined;
    this.callback = undefined;
    this.hash = undefined;
  }

  /** The target, or `undefined` where it is gone. */
  get target(): PyObject | undefined {
    if (this.ref === undefined) return undefined;
    const o = this.ref.deref();
    if (o === undefined) this.ref = undefined;
    return o;
  }
}

/** All weak references to an object. */
const references: WeakMap<PyObject, PyWeakBase[]> = new WeakMap();

/** Every list of references that may be non-empty, for gc. */
export const referenced: Set<WeakRef<PyObject>> = new Set();

/** The weak references to an object. */
export function weakrefsOf(o: PyObject): PyWeakBase[] {
  const list = references.get(o);
  return list === undefined ? [] : list.filter((r) => r.ref !== undefined);
}

/** Enters a new reference in its target's list. */
export function registerWeakref(r: PyWeakBase, target: PyObject): void {
  let list = references.get(target);
  if (list === undefined) {
    list = [];
    references.set(target, list);
    referenced.add(new WeakRef(target));
  }
  r.ref = new WeakRef(target);
  finalizerHooks.made();
  // the reference and the proxy that serve all who ask come first, then the newest
  const shared = list.filter(isShared).length;
  if (isShared(r)) list.splice(r.isReference ? 0 : shared, 0, r);
  else list.splice(shared, 0, r);
}

/** Without a callback and of no class of a program's own. */
function isShared(r: PyWeakBase): boolean {
  return r.callback === undefined && !r.cls.heap;
}

/** There is a weak reference to the object. */
export function isReferenced(o: PyObject): boolean {
  const list = references.get(o);
  return list !== undefined && list.some((r) => r.ref !== undefined);
}

/** Forgets the references that are gone themselves. */
export function keepReferences(o: PyObject, keep: (r: PyWeakBase) => boolean): void {
  const list = references.get(o);
  if (list !== undefined && !list.every(keep)) references.set(o, list.filter(keep));
}

/** The `__weakref__` attribute of instances. */
export const weakrefAttribute: GetSetDeclaration = getset(
  "list of weak references to the object",
  (self: PyObject) => weakrefsOf(self)[0] ?? NONE,
);
