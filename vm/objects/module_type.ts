// The Python side of modules.

import { call, getAttr } from "./attributes.ts";
import { getset } from "./builtin.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { PyList } from "./list.ts";
import { moduleHooks, ModuleType, type PyModule } from "./module.ts";
import { NONE, type Value } from "./object.ts";
import { attributeError } from "./attribute_error.ts";
import { typeError } from "./raise.ts";
import { method } from "./signature.ts";
import { isStr } from "./str.ts";
import { argumentName, type PyType } from "./type.ts";

define(ModuleType, {
  doc:
    "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
  textSignature: "(name, doc=None)",
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls.allocate(),
  ),
  methods: {
    __init__: method(
      "(self, name, doc=None)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyModule, name: Value, doc?: Value) => {
        if (!isStr(name)) {
          throw typeError(`module() argument 'name' must be str, not ${argumentName(name)}`);
        }
        const { dict } = self;
        dict.setStr("__name__", name);
        dict.setStr("__doc__", doc ?? NONE);
        dict.setStr("__package__", NONE);
        dict.setStr("__loader__", NONE);
        dict.setStr("__spec__", NONE);
      },
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyModule) => moduleHooks.repr(self),
    ),
    __dir__: method(
      "(self, /)",
      "__dir__() -> list\nspecialized dir() implementation",
      (self: PyModule) => {
        const dict = getAttr(self, "__dict__");
        if (!(dict instanceof PyDict)) throw typeError("<module>.__dict__ is not a dictionary");
        const own = dict.getStr("__dir__");
        return own !== undefined ? call(own, []) : new PyList(dict.keys());
      },
      { noTextSignature: true },
    ),
  },
  attributes: {
    __dict__: getset(undefined, (self: PyModule) => self.dict),
    __annotations__: getset(
      undefined,
      (self: PyModule) => {
        let d = self.dict.getStr("__annotations__");
        if (d === undefined) {
          d = new PyDict();
          self.dict.setStr("__annotations__", d);
        }
        return d;
      },
      (self: PyModule, v) => {
        if (v !== undefined) self.dict.setStr("__annotations__", v);
        else if (!self.dict.deleteStr("__annotations__")) {
          throw attributeError(self, "__annotations__", "__annotations__");
        }
      },
    ),
  },
});
