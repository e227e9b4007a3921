// super: attributes as the classes after a given one in the MRO have them.

import { attributeName, findGeneric, getAttrOrAbsent, storeGeneric } from "./attributes.ts";
import { member } from "./builtin.ts";
import { define } from "./define.ts";
import { NONE, PyObject, type Value } from "./object.ts";
import { runtimeError, typeError } from "./raise.ts";
import { method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { builtinType, native, PyType, typeOf } from "./type.ts";
import { attributeError } from "./attribute_error.ts";

/** A super object. */
export class PySuper extends PyObject {
  /** The class after which the search begins; `undefined` until `__init__`. */
  type: PyType | undefined;
  /** The object (or class) that methods are bound to; `undefined` for an unbound one. */
  obj: Value | undefined;
  /** The class whose MRO is searched. */
  objType: PyType | undefined;
  constructor() {
    super();
    this.type = undefined;
    this.obj = undefined;
    this.objType = undefined;
  }

  override findAttribute(name: string): Value | undefined {
    if (this.objType !== undefined && name !== "__class__") {
      const v = lookupAfter(this.objType, this.type!, name);
      if (v !== undefined) {
        if (typeof v !== "object") return v;
        const onClass = this.obj === this.objType;
        return v.descrGet(onClass ? undefined : this.obj, this.objType);
      }
    }
    return findGeneric(this, this.cls, name);
  }

  override storeAttribute(name: string, value: Value | undefined): void {
    storeGeneric(this, this.cls, name, value);
  }

  /** An unbound super object that stands in a class binds to the instance. */
  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    if (instance === undefined || instance === NONE || this.obj !== undefined) return this;
    if (this.type === undefined) return this;
    const s = this.cls.allocate() as PySuper;
    s.type = this.type;
    s.objType = superCheck(this.type, instance);
    s.obj = instance;
    return s;
  }
}

/** What the classes after `type` in the MRO of `objType` have under a name, unbound. */
export function lookupAfter(objType: PyType, type: PyType, name: string): Value | undefined {
  const { mro } = objType;
  for (let i = mro.indexOf(type) + 1; i < mro.length && i > 0; i++) {
    const v = mro[i].ns.get(name);
    if (v !== undefined) return v;
  }
  return undefined;
}

/** The class whose MRO `super(type, obj)` searches; TypeError where `obj` has nothing to do with `type`. */
export function superCheck(type: PyType, obj: Value): PyType {
  if (obj instanceof PyType && obj.isSubtype(type)) return obj;
  const t = typeOf(obj);
  if (t.isSubtype(type)) return t;
  const claimed = getAttrOrAbsent(obj, "__class__");
  if (claimed instanceof PyType && claimed !== t && claimed.isSubtype(type)) return claimed;
  throw typeError(
    `super(type, obj): obj (${obj instanceof PyType ? "type" : "instance of"} ${
      obj instanceof PyType ? obj.name : t.name
    }) is not an instance or subtype of type (${type.name}).`,
  );
}

/** Filled in by the interpreter: class and first argument of the function that calls `super()`. */
export const superHooks: { caller: () => [type: Value, obj: Value] } = {
  caller: () => {
    throw runtimeError("super(): no current frame");
  },
};

/** `super`. */
export const SuperType: PyType = builtinType("super", PySuper);

define(SuperType, {
  doc:
    "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls.allocate(),
  ),
  methods: {
    __init__: method(
      "(self, type=None, object_or_type=None, /)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PySuper, type?: Value, obj?: Value) => {
        if (type === undefined) [type, obj] = superHooks.caller();
        if (!(type instanceof PyType)) {
          throw typeError(`super() argument 1 must be a type, not ${typeOf(type).name}`);
        }
        self.type = type;
        if (obj === undefined || obj === NONE) {
          self.obj = undefined;
          self.objType = undefined;
        } else {
          self.objType = superCheck(type, obj);
          self.obj = obj;
        }
      },
    ),
    __repr__: method("(self, /)", "Return repr(self).", (self: PySuper) => {
      const type = self.type?.name ?? "NULL";
      return self.objType === undefined
        ? strFromUtf16(`<super: <class '${type}'>, NULL>`)
        : strFromUtf16(`<super: <class '${type}'>, <${self.objType.name} object>>`);
    }),
    __getattribute__: method(
      "(self, name, /)",
      "Return getattr(self, name).",
      (self: PySuper, name: Value) => {
        const text = superNames.attributeName(name);
        const v = native(self).findAttribute.call(self, text);
        if (v === undefined) throw superNames.attributeError(self, text);
        return v;
      },
    ),
    __get__: method(
      "(self, instance, owner=None, /)",
      "Return an attribute of instance, which is of type owner.",
      (self: PySuper, instance: Value) => native(self).descrGet.call(self, instance, undefined),
    ),
  },
  attributes: {
    __thisclass__: member("the class invoking super()", (self: PySuper) => self.type ?? NONE),
    __self__: member(
      "the instance invoking super(); may be None",
      (self: PySuper) => self.obj ?? NONE,
    ),
    __self_class__: member(
      "the type of the instance invoking super(); may be None",
      (self: PySuper) => self.objType ?? NONE,
    ),
  },
});

const superNames = { attributeName, attributeError };
