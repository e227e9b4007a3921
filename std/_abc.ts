// `_abc`: the work behind abc.ABCMeta.
//
// Each abstract base class holds, under `_abc_impl`, the classes registered with it and two caches of answers, all weak.
// A registration anywhere makes the negative answers given before it invalid; one counter says so.

import { callMethod, getAttr, getAttrOrAbsent, setAttr } from "../vm/objects/attributes.ts";
import { truth } from "../vm/objects/compare.ts";
import { forEach, toArray } from "../vm/objects/iteration.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../vm/objects/object.ts";
import { assertionError, runtimeError, typeError } from "../vm/objects/raise.ts";
import { operationHooks } from "../vm/objects/operations.ts";
import { PyFrozenSet, PySet } from "../vm/objects/set.ts";
import { method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { builtinType, PyType, typeOf } from "../vm/objects/type.ts";
import { newWeakref, WeakrefType } from "../vm/objects/weakref.ts";
import { strOf, utf16 } from "../vm/objects/str.ts";
import type { Interpreter } from "../vm/vm.ts";

/** A set of classes that does not keep them alive. */
class WeakClasses {
  private known: WeakSet<PyType>;
  private refs: WeakRef<PyType>[];
  constructor() {
    this.known = new WeakSet();
    this.refs = [];
  }
  has(t: PyType): boolean {
    return this.known.has(t);
  }
  add(t: PyType): void {
    if (this.known.has(t)) return;
    this.known.add(t);
    this.refs.push(new WeakRef(t));
  }
  clear(): void {
    this.known = new WeakSet();
    this.refs = [];
  }
  list(): PyType[] {
    const out: PyType[] = [];
    for (const r of this.refs) {
      const t = r.deref();
      if (t !== undefined) out.push(t);
    }
    return out;
  }
}

/** What `_abc_impl` holds. */
class AbcData extends PyObject {
  readonly registry: WeakClasses;
  readonly cache: WeakClasses;
  readonly negative: WeakClasses;
  /** The counter's value for which the negative cache is good. */
  version: number;
  constructor() {
    super();
    this.registry = new WeakClasses();
    this.cache = new WeakClasses();
    this.negative = new WeakClasses();
    this.version = 0;
  }
}
builtinType("_abc._abc_data", AbcData, { module: "_abc", qualname: "_abc_data", final: true });

const SEQUENCE_FLAG = 1 << 5;
const MAPPING_FLAG = 1 << 6;

function dataOf(cls: Value): AbcData {
  const data = getAttr(cls, "_abc_impl");
  if (!(data instanceof AbcData)) throw typeError("_abc_impl is set to a wrong type");
  return data;
}

function isAbstract(v: Value | undefined): boolean {
  if (v === undefined || typeof v !== "object") return false;
  const flag = getAttrOrAbsent(v, "__isabstractmethod__");
  return flag !== undefined && truth(flag);
}

function computeAbstractMethods(cls: PyType): void {
  const names: Value[] = [];
  const seen = new Set<string>();
  for (const [name, v] of cls.ns) {
    if (isAbstract(v)) {
      seen.add(name);
      names.push(name);
    }
  }
  for (const base of cls.bases) {
    const inherited = getAttrOrAbsent(base, "__abstractmethods__");
    if (inherited === undefined) continue;
    forEach(inherited, (item) => {
      const s = strOf(item);
      if (s === undefined) return;
      const name = utf16(s);
      if (!seen.has(name) && isAbstract(getAttrOrAbsent(cls, name))) {
        seen.add(name);
        names.push(item);
      }
    });
  }
  setAttr(cls, "__abstractmethods__", new PyFrozenSet(names));
}

/** Patterns match instances of classes that are registered with Sequence or Mapping. */
function spreadPatternKind(cls: PyType, kind: PyType["patternKind"]): void {
  if (cls.patternKind === kind || !cls.heap) return;
  cls.patternKind = kind;
  for (const sub of cls.liveSubclasses()) spreadPatternKind(sub, kind);
}

/** `_abc` for one interpreter. */
export function create(_vm: Interpreter): PyModule {
  let counter = 0;

  function subclassCheck(cls: Value, sub: Value): boolean {
    if (!(sub instanceof PyType)) throw typeError("issubclass() arg 1 must be a class");
    const data = dataOf(cls);
    if (data.cache.has(sub)) return true;
    if (data.version < counter) {
      data.negative.clear();
      data.version = counter;
    } else if (data.negative.has(sub)) {
      return false;
    }
    const answer = callMethod(cls, "__subclasshook__", sub);
    if (answer === true) {
      data.cache.add(sub);
      return true;
    }
    if (answer === false) {
      data.negative.add(sub);
      return false;
    }
    if (answer !== NOT_IMPLEMENTED) {
      throw assertionError("__subclasshook__ must return either False, True, or NotImplemented");
    }
    if (cls instanceof PyType && sub.mro.includes(cls)) {
      data.cache.add(sub);
      return true;
    }
    for (const r of data.registry.list()) {
      if (isSubclass(sub, r)) {
        data.cache.add(sub);
        return true;
      }
    }
    const subclasses = callMethod(cls, "__subclasses__");
    if (!(subclasses instanceof PyList)) throw typeError("__subclasses__() must return a list");
    for (const s of toArray(subclasses)) {
      if (isSubclass(sub, s)) {
        data.cache.add(sub);
        return true;
      }
    }
    data.negative.add(sub);
    return false;
  }

  function isSubclass(sub: Value, cls: Value): boolean {
    if (sub === cls) return true;
    return truth(callMethod(cls, "__subclasscheck__", sub));
  }

  return builtinModule("_abc", {
    doc: "Module contains faster C implementation of abc.ABCMeta",
    functions: {
      get_cache_token: method(
        "()",
        "Returns the current ABC cache token.\n\nThe token is an opaque object (supporting equality testing) identifying the\ncurrent version of the ABC cache for virtual subclasses. The token changes\nwith every call to register() on any ABC.",
        () => counter,
      ),
      _abc_init: method(
        "(self, /)",
        "Internal ABC helper for class set-up. Should be never used outside abc module.",
        (cls: Value) => {
          if (!(cls instanceof PyType)) throw typeError("_abc_init() needs a class");
          computeAbstractMethods(cls);
          const data = new AbcData();
          data.version = counter;
          setAttr(cls, "_abc_impl", data);
          const flags = cls.ns.get("__abc_tpflags__");
          if (flags !== undefined) {
            const bits = Number(operationHooks.intOf(flags) ?? 0);
            if ((bits & SEQUENCE_FLAG) !== 0) cls.patternKind = "sequence";
            else if ((bits & MAPPING_FLAG) !== 0) cls.patternKind = "mapping";
            cls.deleteOwn("__abc_tpflags__");
          }
        },
      ),
      _abc_register: method(
        "(self, subclass, /)",
        "Internal ABC helper for subclasss registration. Should be never used outside abc module.",
        (cls: Value, sub: Value) => {
          if (!(sub instanceof PyType)) throw typeError("Can only register classes");
          if (isSubclass(sub, cls)) return sub;
          if (isSubclass(cls, sub)) {
            throw runtimeError("Refusing to create an inheritance cycle");
          }
          dataOf(cls).registry.add(sub);
          counter++;
          if (cls instanceof PyType && cls.patternKind !== "") {
            spreadPatternKind(sub, cls.patternKind);
          }
          return sub;
        },
      ),
      _abc_instancecheck: method(
        "(self, instance, /)",
        "Internal ABC helper for instance checks. Should be never used outside abc module.",
        (cls: Value, instance: Value) => {
          const data = dataOf(cls);
          const subtype = typeOf(instance);
          const claimed = getAttr(instance, "__class__");
          if (claimed instanceof PyType && data.cache.has(claimed)) return true;
          if (claimed === subtype) {
            if (data.version === counter && data.negative.has(subtype)) return false;
            return callMethod(cls, "__subclasscheck__", claimed);
          }
          const first = callMethod(cls, "__subclasscheck__", claimed);
          return truth(first) ? first : callMethod(cls, "__subclasscheck__", subtype);
        },
      ),
      _abc_subclasscheck: method(
        "(self, subclass, /)",
        "Internal ABC helper for subclasss checks. Should be never used outside abc module.",
        (cls: Value, sub: Value) => subclassCheck(cls, sub),
      ),
      _get_dump: method(
        "(self, /)",
        "Internal ABC helper for cache and registry debugging.\n\nReturn shallow copies of registry, of both caches, and\nnegative cache version. Don't call this function directly,\ninstead use ABC._dump_registry() for a nice repr.",
        (cls: Value) => {
          const data = dataOf(cls);
          const refs = (c: WeakClasses): Value =>
            new PySet(c.list().map((t) => newWeakref(WeakrefType, t, NONE)));
          return new PyTuple([
            refs(data.registry),
            refs(data.cache),
            refs(data.negative),
            data.version,
          ]);
        },
      ),
      _reset_registry: method(
        "(self, /)",
        "Internal ABC helper to reset registry of a given class.\n\nShould be only used by refleak.py",
        (cls: Value) => dataOf(cls).registry.clear(),
      ),
      _reset_caches: method(
        "(self, /)",
        "Internal ABC helper to reset both caches of a given class.\n\nShould be only used by refleak.py",
        (cls: Value) => {
          const data = dataOf(cls);
          data.cache.clear();
          data.negative.clear();
        },
      ),
    },
  });
}
