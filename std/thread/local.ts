// `_thread._local`: an object whose attributes each thread has for itself.

import {
  attributeName,
  callUnbound,
  findGeneric,
  storeGeneric,
} from "../../vm/objects/attributes.ts";
import { attributeError } from "../../vm/objects/attribute_error.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { PyObject, type Value } from "../../vm/objects/object.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { type KwMap, method } from "../../vm/objects/signature.ts";
import { builtinType, isDataDescriptor, ObjectType, type PyType } from "../../vm/objects/type.ts";
import { thread, type ThreadState } from "../../vm/interp/thread_state.ts";

/** An instance of `threading.local`. */
class PyLocal extends PyObject {
  dicts: WeakMap<ThreadState, PyDict>;
  /** The arguments of `__init__`, which is called again in each thread. */
  args: Value[];
  kwargs: KwMap | undefined;
  constructor() {
    super();
    this.dicts = new WeakMap();
    this.args = [];
    this.kwargs = undefined;
  }

  /** The attributes that the running thread has. */
  get dict(): PyDict {
    let d = this.dicts.get(thread);
    if (d === undefined) {
      d = new PyDict();
      this.dicts.set(thread, d);
      const init = this.cls.lookup("__init__");
      if (init !== undefined && init !== ObjectType.ns.get("__init__")) {
        callUnbound(
          init,
          this,
          this.kwargs === undefined ? this.args.slice() : [...this.args, ...this.kwargs.values()],
          this.kwargs === undefined ? undefined : [...this.kwargs.keys()],
        );
      }
    }
    return d;
  }

  override findAttribute(name: string): Value | undefined {
    const { dict } = this;
    if (name === "__dict__") return dict;
    const t = this.cls;
    const d = t.lookup(name);
    if (d !== undefined && isDataDescriptor(d)) return (d as PyObject).descrGet(this, t);
    return dict.getStr(name) ?? findGeneric(this, t, name);
  }

  override storeAttribute(name: string, value: Value | undefined): void {
    const { dict } = this;
    if (name === "__dict__") {
      throw attributeError(
        this,
        name,
        `'${this.cls.name}' object attribute '__dict__' is read-only`,
      );
    }
    const d = this.cls.lookup(name);
    if (d !== undefined && isDataDescriptor(d)) storeGeneric(this, this.cls, name, value);
    else if (value !== undefined) dict.setStr(name, value);
    else if (!dict.deleteStr(name)) throw attributeError(this, name);
  }
}

/** Makes the type. */
export function makeLocalType(): PyType {
  const t = builtinType("_thread._local", PyLocal, {
    module: "_thread",
    qualname: "_local",
    hasDict: true,
    hasWeakref: true,
  });
  define(t, {
    doc: "Thread-local data",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.",
      (cls: PyType, args: Value[], kwargs: KwMap | undefined) => {
        const plain = cls.lookup("__init__") === ObjectType.ns.get("__init__");
        if (plain && (args.length > 0 || kwargs !== undefined && kwargs.size > 0)) {
          throw typeError("Initialization arguments are not supported");
        }
        const o = cls.allocate() as PyLocal;
        o.args = args;
        o.kwargs = kwargs;
        // the thread that makes it calls __init__ in the usual way
        o.dicts.set(thread, new PyDict());
        return o;
      },
    ),
    methods: {
      __getattribute__: method(
        "(self, name, /)",
        "Return getattr(self, name).",
        (self: PyLocal, name: Value) => {
          const text = attributeName(name);
          const v = PyLocal.prototype.findAttribute.call(self, text);
          if (v === undefined) throw attributeError(self, text);
          return v;
        },
      ),
      __setattr__: method(
        "(self, name, value, /)",
        "Implement setattr(self, name, value).",
        (self: PyLocal, name: Value, value: Value) =>
          PyLocal.prototype.storeAttribute.call(self, attributeName(name), value),
      ),
      __delattr__: method(
        "(self, name, /)",
        "Implement delattr(self, name).",
        (self: PyLocal, name: Value) =>
          PyLocal.prototype.storeAttribute.call(self, attributeName(name), undefined),
      ),
    },
    attributes: { __dict__: getset(undefined, (self: PyLocal) => self.dict) },
  });
  return t;
}
