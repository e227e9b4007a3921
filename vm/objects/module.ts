// Modules. A module's namespace is a PyDict whose values stand in cells, so that compiled code links to a global once.

import { attributeError, attributeErrorHooks } from "./attribute_error.ts";
import { attributeHooks, call, getAttrOrAbsent } from "./attributes.ts";
import { PyDict } from "./dict.ts";
import { NONE, PyObject, type Value } from "./object.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { builtinType, isDataDescriptor, type PyType } from "./type.ts";

/** Filled in by import/. */
export const moduleHooks: {
  /** The texts for modules that are being imported, or that hide a library module. */
  missing: (m: PyModule, name: string) => string | undefined;
  repr: (m: PyModule) => Value;
} = {
  missing: () => undefined,
  repr: () => "<module>",
};

/** A Python module. */
export class PyModule extends PyObject {
  dict: PyDict;
  constructor(name?: string, doc: Value = NONE) {
    super();
    this.dict = PyDict.forModule();
    if (name !== undefined) {
      this.dict.setStr("__name__", strFromUtf16(name));
      this.dict.setStr("__doc__", doc);
      this.dict.setStr("__package__", NONE);
      this.dict.setStr("__loader__", NONE);
      this.dict.setStr("__spec__", NONE);
    }
  }

  override findAttribute(name: string): Value | undefined {
    const v = this.find(name);
    if (v !== undefined) return v;
    const text = moduleHooks.missing(this, name);
    if (text !== undefined) throw attributeError(this, name, text);
    return undefined;
  }

  /** The attribute, or `undefined` without asking why there is none. */
  private find(name: string): Value | undefined {
    const t = this.cls;
    const d = t.lookup(name);
    if (d !== undefined && isDataDescriptor(d)) return (d as PyObject).descrGet(this, t);
    const v = this.dict.getStr(name);
    if (v !== undefined) return v;
    if (d !== undefined) return typeof d === "object" ? d.descrGet(this, t) : d;
    const hook = this.dict.getStr("__getattr__");
    return hook === undefined ? undefined : call(hook, [strFromUtf16(name)]);
  }

  /** `getAttrOrAbsent` of something that may be a module: what is missing needs no explanation. */
  static attribute(o: Value, name: string): Value | undefined {
    if (!(o instanceof PyModule && o.cls === ModuleType)) return getAttrOrAbsent(o, name);
    const own = o.dict.getStr(name);
    if (own !== undefined && ModuleType.lookup(name) === undefined) return own;
    try {
      return o.find(name);
    } catch (e) {
      if (attributeHooks.isAttributeError(e)) return undefined;
      throw e;
    }
  }

  override storeAttribute(name: string, value: Value | undefined): void {
    const d = this.cls.lookup(name);
    if (d !== undefined && isDataDescriptor(d)) {
      (d as PyObject).descrSet(this, value);
    } else if (value !== undefined) {
      this.dict.setStr(name, value);
    } else if (!this.dict.deleteStr(name)) {
      throw attributeError(this, name, `'${this.cls.name}' object has no attribute '${name}'`);
    }
  }
}

// the attributes stand in a dict, whatever class a module is given: no plain reads and writes (instance_dict.ts)
Object.defineProperty(PyModule.prototype, "detached", { value: true });

attributeErrorHooks.describe = (o) => {
  if (!(o instanceof PyModule)) return undefined;
  const name = o.dict.getStr("__name__");
  return name !== undefined && isStr(name) ? `module '${utf16(strOf(name)!)}'` : "module";
};

/** `module`. */
export const ModuleType: PyType = builtinType("module", PyModule, {
  hasDict: true,
  hasWeakref: true,
});
