// enumerate: counts what it iterates over.

import { classGetItem } from "./class_getitem.ts";
import { add } from "./core/int_core.ts";
import { define } from "./define.ts";
import { iter, iteratorMethods, PyIterator } from "./iteration.ts";
import { type Int, NONE, type PyObject, type Value } from "./object.ts";
import { indexOf } from "./operations.ts";
import { typeError } from "./raise.ts";
import { method } from "./signature.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType } from "./type.ts";

/** A Python enumerate object. */
export class PyEnumerate extends PyIterator {
  it: PyObject;
  count: Int;
  constructor() {
    super();
    this.it = NONE;
    this.count = 0;
  }
  override step(): Value | undefined {
    const v = this.it.step();
    return v === undefined ? undefined : this.numbered(v);
  }

  /** The pair for the next value. */
  numbered(v: Value): Value {
    const { count } = this;
    this.count = typeof count === "number" && count < Number.MAX_SAFE_INTEGER
      ? count + 1
      : add(count, 1);
    return new PyTuple([count, v]);
  }
}

/** `enumerate`. */
export const EnumerateType: PyType = builtinType("enumerate", PyEnumerate);
define(EnumerateType, {
  doc:
    "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
  textSignature: "(iterable, start=0)",
  new: method(
    "(type, iterable=<unrepresentable>, start=0)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, iterable: Value | undefined, start: Value | undefined) => {
      if (iterable === undefined) {
        throw typeError("enumerate() missing required argument 'iterable'");
      }
      const count = start === undefined ? 0 : indexOf(start);
      const e = cls === EnumerateType ? new PyEnumerate() : cls.allocate() as PyEnumerate;
      e.it = iter(iterable);
      e.count = count;
      return e;
    },
  ),
  methods: {
    ...iteratorMethods,
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: PyEnumerate) => new PyTuple([self.cls, new PyTuple([self.it, self.count])]),
    ),
  },
  classMethods: { __class_getitem__: method("(type, object, /)", "See PEP 585", classGetItem) },
});
