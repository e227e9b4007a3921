// `__del__`: which objects have a finalizer that has not run.
//
// V8 does not tell when an object dies in the middle of a program, and CPython does at once. So every instance of a class
// with a `__del__` is kept here, and the collector (vm/collector.ts) asks what is still reachable when a program could
// notice: after `del`, after a global name is bound to something else, in `gc.collect()`, when many
// such objects have been made, and at the end. What dies with the locals of a function waits for one of these.

import type { PyObject, Value } from "./object.ts";

/** Instances with a `__del__` that has not run, in the order in which they were made. */
export const finalizable: Set<PyObject> = new Set();

/** Instances made since the last collection after which one is due. */
const LIMIT = 10_000;

/** Filled in by the collector. */
export const finalizerHooks: {
  /**
   * Looks for what cannot be reached any more, and finalizes it; where that cannot be told now, later. `held` is what the
   * caller has in its hands, `gone` what a variable held that has another value now.
   */
  collect: (held?: Value | Value[], gone?: Value) => void;
  /** The same before a builtin is called, where nothing hints at a death: it costs little while everything is alive. */
  glance: (held: Value[]) => void;
  /** A collection is to be made at the next safe point. */
  due: boolean;
  /** Many have been made since the last one: what is in cycles is looked for too. */
  many: boolean;
  /** The code that runs has made something whose end shows: an instance with a `__del__`, a weak reference. */
  made: () => void;
  /** Writes out what streams hold for files, before a file is read. Filled in by the streams. */
  writeFiles: () => void;
} = {
  collect: () => {},
  glance: () => {},
  due: false,
  many: false,
  made: () => {},
  writeFiles: () => {},
};

let made = 0;

/** Enters a new instance. */
export function registerFinalizable(o: PyObject): void {
  finalizable.add(o);
  finalizerHooks.made();
  if (++made >= LIMIT) {
    made = 0;
    finalizerHooks.due = true;
    finalizerHooks.many = true;
  }
}

/**
 * Generators, coroutines and their like that owe something when nobody can resume them; see vm/interp/abandoned.ts. Their being
 * there does not make every `del` search the heap, only one that names one of them.
 */
export const abandonable: Set<PyObject> = new Set();

/**
 * Open streams: they are closed when a collection finds that they cannot be reached, but a program that has some open is
 * not searched at every `del` for their sake, and at the end their output is written without them being closed.
 */
export const quietlyFinalizable: Set<PyObject> = new Set();
