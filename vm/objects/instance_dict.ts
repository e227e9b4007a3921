// `__dict__` of an instance: a live view of the object's own `_x` properties, made when it is asked for.
//
// Where a program does to `__dict__` what attributes cannot hold (assigns another dict, uses keys that are not str,
// stores under a name for which the class has a data descriptor), the instance is *detached*: its prototype becomes
// a sibling of its class's that says "no plain reads or writes", and its attributes live in an ordinary dict.

import { attributeHooks } from "./attributes.ts";
import { getset, type GetSetDeclaration } from "./builtin.ts";
import { PyDict } from "./dict.ts";
import { PyModule } from "./module.ts";
import { instanceStorageHooks } from "./dict_storage.ts";
import { type Attributes, attributesOf, type PyObject, type Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { slotKeysOf } from "./instance_slots.ts";
import { type PyType, typeOf } from "./type.ts";

/** The view handed out for an object, so that `o.__dict__ is o.__dict__`. */
const views: WeakMap<PyObject, PyDict> = new WeakMap();

/** The dict that holds the attributes of a detached object. */
const detached: WeakMap<PyObject, PyDict> = new WeakMap();

/** The `__dict__` of an object whose class has one. */
export function instanceDict(o: PyObject): PyDict {
  const own = detachedDict(o);
  if (own !== undefined) return own;
  let view = views.get(o);
  if (view === undefined) {
    view = PyDict.forInstance(o);
    views.set(o, view);
  }
  return view;
}

/** The attributes in `__dict__` as a dict of their own, or `undefined` where there are none (for pickling). */
export function instanceState(o: PyObject): PyDict | undefined {
  if (!o.cls.hasDict) return undefined;
  const d = instanceDict(o);
  return d.size === 0 ? undefined : d.copy();
}

/**
 * Gives the object's attributes a dict of their own: `dict`, or one with the attributes that it has. A view that was
 * handed out before goes on showing the same attributes where no other dict was given.
 */
export function detach(o: PyObject, dict?: PyDict): PyDict {
  const view = views.get(o);
  const storage: Attributes = attributesOf(o);
  const slots = slotKeysOf(o.cls);
  const keys = Object.keys(storage).filter((k) => k.startsWith("_") && !slots.has(k));
  let target = dict;
  if (target === undefined || view !== undefined) {
    const entries = new PyDict();
    for (const k of keys) {
      const v = storage[k];
      if (v !== undefined) entries.setStr(k.slice(1), v);
    }
    if (view !== undefined) view.become(entries);
    target ??= view ?? entries;
  }
  for (const k of keys) delete storage[k];
  views.delete(o);
  detached.set(o, target);
  Object.setPrototypeOf(o, detachedPrototype(o.cls));
  return target;
}

const detachedPrototypes: WeakMap<PyType, object> = new WeakMap();

/** The prototype of the class's detached instances. */
function detachedPrototype(t: PyType): object {
  let proto = detachedPrototypes.get(t);
  if (proto === undefined) {
    proto = Object.create(t.proto, {
      plainGet: { value: false },
      plainSet: { value: false },
      detached: { value: true },
    }) as object;
    detachedPrototypes.set(t, proto);
  }
  return proto;
}

/** The prototype that an object gets when its `__class__` becomes `t`. */
export function prototypeFor(o: PyObject, t: PyType): object {
  return detached.has(o) ? detachedPrototype(t) : t.proto;
}

/** The dict that holds the attributes, where that is not the object itself. */
function detachedDict(o: PyObject): PyDict | undefined {
  return o instanceof PyModule ? o.dict : detached.get(o);
}

attributeHooks.detachedGet = (o, name) => detachedDict(o)!.getStr(name);
attributeHooks.detachedSet = (o, name, v) => {
  const d = detachedDict(o)!;
  if (v === undefined) return d.deleteStr(name);
  d.setStr(name, v);
  return true;
};

/** The `__dict__` attribute of builtin types that have one: it cannot be deleted. */
export const builtinDictAttribute: GetSetDeclaration = getset(
  "dictionary for instance variables",
  (self: PyObject) => instanceDict(self),
  (self: PyObject, v) => {
    if (v === undefined) throw typeError("cannot delete __dict__");
    if (!(v instanceof PyDict)) {
      throw typeError(`__dict__ must be set to a dictionary, not a '${typeOf(v).name}'`);
    }
    detach(self, v);
  },
);

/** The descriptor of a builtin class further up that has a `__dict__` of its own kind (type, module, BaseException …). */
function builtinDescriptor(o: PyObject): PyObject | undefined {
  for (const c of o.cls.mro) {
    if (!c.heap && c.hasDict) return c.ns.get("__dict__") as PyObject | undefined;
  }
  return undefined;
}

/** The `__dict__` attribute, as every class that first gives its instances one has it. */
export const dictAttribute: GetSetDeclaration = getset(
  "dictionary for instance variables",
  (self: PyObject) => builtinDescriptor(self)?.descrGet(self, self.cls) ?? instanceDict(self),
  (self: PyObject, v) => {
    const other = builtinDescriptor(self);
    if (other !== undefined) {
      other.descrSet(self, v);
    } else if (v === undefined) {
      detach(self, new PyDict());
    } else if (v instanceof PyDict) {
      detach(self, v);
    } else {
      throw typeError(
        `__dict__ must be set to a dictionary, not a '${typeOf(v as Value).name}'`,
      );
    }
  },
);

instanceStorageHooks.detach = (o) => detach(o).storage;
