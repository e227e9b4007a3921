// `_weakref`: the types of weak references and the counts of them.

import { PyDict } from "../vm/objects/dict.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { typeError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { argumentName } from "../vm/objects/type.ts";
import {
  CallableProxyType,
  newWeakProxy,
  PyWeakref,
  WeakProxyType,
  WeakrefType,
} from "../vm/objects/weakref.ts";
import { weakrefsOf } from "../vm/objects/weakref_attribute.ts";

function references(o: Value): Value[] {
  return o instanceof PyObject ? [...weakrefsOf(o)] : [];
}

/** `_weakref` */
export function create(): PyModule {
  return builtinModule("_weakref", {
    doc: "Weak-reference support module.",
    functions: {
      getweakrefcount: method(
        "(object, /)",
        "Return the number of weak references to 'object'.",
        (o: Value) => references(o).length,
      ),
      getweakrefs: method(
        "(object, /)",
        "Return a list of all weak reference objects pointing to 'object'.",
        (o: Value) => new PyList(references(o)),
      ),
      proxy: method(
        "(object, callback=None, /)",
        "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized.",
        (o: Value, callback?: Value) => newWeakProxy(o, callback ?? NONE),
      ),
      _remove_dead_weakref: method(
        "(dct, key, /)",
        "Atomically remove key from dict if it points to a dead weakref.",
        (d: Value, key: Value) => {
          if (!(d instanceof PyDict)) {
            throw typeError(
              `_remove_dead_weakref() argument 1 must be dict, not ${argumentName(d)}`,
            );
          }
          const v = d.get(key);
          if (v === undefined) return;
          if (!(v instanceof PyWeakref)) throw typeError("not a weakref");
          if (v.target === undefined) d.delete(key);
        },
      ),
    },
    values: {
      ref: WeakrefType,
      ReferenceType: WeakrefType,
      ProxyType: WeakProxyType,
      CallableProxyType,
    },
  });
}
