// `gc`: V8 collects; this finds out which weak references have lost their targets (vm/heap.ts), and keeps the settings
// that programs read back.

import { call } from "../vm/objects/attributes.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { indexNumber } from "../vm/objects/operations.ts";
import { valueError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { PyAnySet } from "../vm/objects/set.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { AstralStr } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { PyComplex } from "../vm/objects/complex.ts";
import { collect } from "../vm/collector.ts";
import { reachable } from "../vm/heap.ts";
import { thread } from "../vm/interp/mod.ts";
import type { Interpreter } from "../vm/vm.ts";

function isAtomic(v: Value): boolean {
  return typeof v !== "object" || v === NONE || v instanceof AstralStr || v instanceof PyFloat ||
    v instanceof PyBytes || v instanceof PyComplex;
}

/** What an object holds directly. */
function referents(v: Value): Value[] {
  if (typeof v !== "object") return [];
  // lists and tuples are gone through from their ends
  if (v instanceof PyList) return v.toArray().reverse();
  if (v instanceof PyTuple) return v.items.toReversed();
  if (v instanceof PyDict) return v.entries().flat();
  if (v instanceof PyAnySet) return v.items();
  const out: Value[] = [];
  for (const key of Object.keys(v)) {
    const item = (v as unknown as Record<string, unknown>)[key];
    if (item instanceof PyObject) out.push(item);
  }
  if (v.cls.heap) out.push(v.cls);
  return out;
}

/** `gc` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  let enabled = true;
  let debug = 0;
  let thresholds = [2000, 10, 10];
  let collections = 0, collected = 0;
  const callbacks = new PyList([]);
  const garbage = new PyList([]);
  const notify = (phase: string, count: number): void => {
    if (callbacks.length === 0) return;
    const info = PyDict.from([["generation", 2], ["collected", count], ["uncollectable", 0]]);
    for (const f of callbacks.toArray()) {
      try {
        call(f, [phase, info]);
      } catch (e) {
        runtime.unraisable(e, f);
      }
    }
  };
  const functions: Record<string, Declaration> = {
    enable: method("()", "Enable automatic garbage collection.", () => {
      enabled = true;
    }),
    disable: method("()", "Disable automatic garbage collection.", () => {
      enabled = false;
    }),
    isenabled: method(
      "()",
      "Returns true if automatic garbage collection is enabled.",
      () => enabled,
    ),
    collect: method(
      "(generation=2)",
      "Run the garbage collector.\n\nWith no arguments, run a full collection.  The optional argument\nmay be an integer specifying which generation to collect.  A ValueError\nis raised if the generation number is invalid.\n\nThe number of unreachable objects is returned.",
      (generation?: Value) => {
        const n = generation === undefined ? 2 : indexNumber(generation);
        if (n < 0 || n > 2) throw valueError("invalid generation");
        notify("start", 0);
        const count = collect([vm]);
        collections++;
        collected += count;
        notify("stop", count);
        return count;
      },
    ),
    get_count: method(
      "()",
      "Return a three-tuple of the current collection counts.",
      () => new PyTuple([0, 0, 0]),
    ),
    get_stats: method(
      "()",
      "Return a list of dictionaries containing per-generation statistics.",
      () => {
        const stats = (n: number, c: number): Value =>
          PyDict.from([["collections", n], ["collected", c], ["uncollectable", 0]]);
        return new PyList([stats(0, 0), stats(0, 0), stats(collections, collected)]);
      },
    ),
    set_debug: method(
      "(flags, /)",
      "Set the garbage collection debugging flags.\n\n  flags\n    An integer that can have the following bits turned on:\n      DEBUG_STATS - Print statistics during collection.\n      DEBUG_COLLECTABLE - Print collectable objects found.\n      DEBUG_UNCOLLECTABLE - Print unreachable but uncollectable objects\n        found.\n      DEBUG_SAVEALL - Save objects to gc.garbage rather than freeing them.\n      DEBUG_LEAK - Debug leaking programs (everything but STATS).\n\nDebugging information is written to sys.stderr.",
      (flags: Value) => {
        debug = indexNumber(flags);
      },
    ),
    get_debug: method("()", "Get the garbage collection debugging flags.", () => debug),
    set_threshold: method(
      "(threshold0, threshold1=<unrepresentable>, threshold2=<unrepresentable>, /)",
      "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the collection frequency).\n\nSetting 'threshold0' to zero disables collection.",
      (t0: Value, t1?: Value, t2?: Value) => {
        const next = [t0, t1, t2].map((t, i) => t === undefined ? thresholds[i] : indexNumber(t));
        thresholds = next;
      },
      { noTextSignature: true },
    ),
    get_threshold: method(
      "()",
      "Return the current collection thresholds.",
      () => new PyTuple(thresholds.slice()),
    ),
    get_objects: method(
      "(generation=None)",
      "Return a list of objects tracked by the collector (excluding the list returned).\n\n  generation\n    Generation to extract the objects from.\n\nIf generation is not None, return only the objects tracked by the collector\nthat are in that generation.",
      (generation?: Value) => {
        if (generation !== undefined && generation !== NONE) {
          const n = indexNumber(generation);
          if (n >= 3) {
            throw valueError(
              "generation parameter must be less than the number of available generations (3)",
            );
          }
          if (n < 0) throw valueError("generation parameter cannot be negative");
        }
        const objects: Value[] = [];
        for (const o of reachable([vm, thread])) {
          if (o instanceof PyObject && !isAtomic(o)) objects.push(o);
        }
        return new PyList(objects);
      },
    ),
    get_referrers: method(
      "(*objs)",
      "Return the list of objects that directly refer to any of 'objs'.",
      (objs: Value[]) => {
        const wanted = new Set<Value>(objs.filter((o) => typeof o === "object"));
        const found: Value[] = [];
        for (const o of reachable([vm, thread])) {
          if (o instanceof PyObject && !wanted.has(o) && referents(o).some((r) => wanted.has(r))) {
            found.push(o);
          }
        }
        return new PyList(found);
      },
    ),
    get_referents: method(
      "(*objs)",
      "Return the list of objects that are directly referred to by 'objs'.",
      (objs: Value[]) => new PyList(objs.flatMap(referents)),
    ),
    is_tracked: method(
      "(obj, /)",
      "Returns true if the object is tracked by the garbage collector.\n\nSimple atomic objects will return false.",
      (o: Value) => {
        if (isAtomic(o)) return false;
        if (o instanceof PyTuple) return !o.items.every(isAtomic);
        if (o instanceof PyDict) return !o.values().every(isAtomic);
        return true;
      },
    ),
    is_finalized: method(
      "(obj, /)",
      "Returns true if the object has been already finalized by the GC.",
      () => false,
    ),
    freeze: method(
      "()",
      "Freeze all current tracked objects and ignore them for future collections.\n\nThis can be used before a POSIX fork() call to make the gc copy-on-write friendly.\nNote: collection before a POSIX fork() call may free pages for future allocation\nwhich can cause copy-on-write.",
      () => {},
    ),
    unfreeze: method(
      "()",
      "Unfreeze all objects in the permanent generation.\n\nPut all objects in the permanent generation back into oldest generation.",
      () => {},
    ),
    get_freeze_count: method(
      "()",
      "Return the number of objects in the permanent generation.",
      () => 0,
    ),
  };
  return builtinModule("gc", {
    doc:
      "This module provides access to the garbage collector for reference cycles.\n\nenable() -- Enable automatic garbage collection.\ndisable() -- Disable automatic garbage collection.\nisenabled() -- Returns true if automatic collection is enabled.\ncollect() -- Do a full collection right now.\nget_count() -- Return the current collection counts.\nget_stats() -- Return list of dictionaries containing per-generation stats.\nset_debug() -- Set debugging flags.\nget_debug() -- Get debugging flags.\nset_threshold() -- Set the collection thresholds.\nget_threshold() -- Return the current the collection thresholds.\nget_objects() -- Return a list of all objects tracked by the collector.\nis_tracked() -- Returns true if a given object is tracked.\nis_finalized() -- Returns true if a given object has been already finalized.\nget_referrers() -- Return the list of objects that refer to an object.\nget_referents() -- Return the list of objects that an object refers to.\nfreeze() -- Freeze all tracked objects and ignore them for future collections.\nunfreeze() -- Unfreeze all objects in the permanent generation.\nget_freeze_count() -- Return the number of objects in the permanent generation.\n",
    functions,
    values: {
      callbacks,
      garbage,
      DEBUG_STATS: 1,
      DEBUG_COLLECTABLE: 2,
      DEBUG_UNCOLLECTABLE: 4,
      DEBUG_SAVEALL: 32,
      DEBUG_LEAK: 38,
    },
  });
}
