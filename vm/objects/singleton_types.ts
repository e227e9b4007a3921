// The types of None, Ellipsis and NotImplemented.

import { define } from "./define.ts";
import {
  ELLIPSIS,
  NONE,
  NOT_IMPLEMENTED,
  PyEllipsis,
  PyNone,
  PyNotImplemented,
  type Value,
} from "./object.ts";
import { typeError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { type KwMap, method } from "./signature.ts";
import { builtinType, type PyType } from "./type.ts";

/** `NoneType`. */
export const NoneType: PyType = builtinType("NoneType", PyNone, { final: true });
/** `ellipsis`. */
export const EllipsisType: PyType = builtinType("ellipsis", PyEllipsis, { final: true });
/** `NotImplementedType`. */
export const NotImplementedType: PyType = builtinType("NotImplementedType", PyNotImplemented, {
  final: true,
});

function only(value: Value) {
  return method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kw: KwMap | undefined) => {
      if (args.length > 0 || kw !== undefined && kw.size > 0) {
        throw typeError(`${cls.name} takes no arguments`);
      }
      return value;
    },
  );
}

/** What CPython gives as `hash(None)` since None's hash is a constant. */
const HASH_OF_NONE = 0xfca86420;
define(NoneType, {
  doc: "The type of the None singleton.",
  textSignature: "()",
  new: only(NONE),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", () => "None"),
    __bool__: method("(self, /)", "True if self else False", () => false),
    __hash__: method("(self, /)", "Return hash(self).", () => HASH_OF_NONE),
  },
});
define(EllipsisType, {
  doc: "The type of the Ellipsis singleton.",
  textSignature: "()",
  new: only(ELLIPSIS),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", () => "Ellipsis"),
    __reduce__: method("(self, /)", "", () => "Ellipsis"),
  },
});
define(NotImplementedType, {
  doc: "The type of the NotImplemented singleton.",
  textSignature: "()",
  new: only(NOT_IMPLEMENTED),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", () => "NotImplemented"),
    __bool__: method("(self, /)", "True if self else False", () => {
      runtime.warn(
        "DeprecationWarning",
        "NotImplemented should not be used in a boolean context",
        1,
      );
      return true;
    }),
    __reduce__: method("(self, /)", "", () => "NotImplemented"),
  },
});
