// `__builtins__` that is no dict (`exec(code, {"__builtins__": mapping})`): a dict whose look-ups ask the mapping.

import { define } from "../objects/define.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import type { Value } from "../objects/object.ts";
import { getItem } from "../objects/operations.ts";
import { method } from "../objects/signature.ts";
import { builtinType } from "../objects/type.ts";

class ForeignBuiltins extends PyDict {
  mapping: Value | undefined;
  constructor() {
    super();
    this.mapping = undefined;
  }
}

define(builtinType("dict", ForeignBuiltins, { base: DictType }), {
  methods: {
    __getitem__: method(
      "(self, key, /)",
      "Return self[key].",
      (self: ForeignBuiltins, key: Value) => getItem(self.mapping!, key),
    ),
  },
});

/** The dict that stands for a mapping. */
export function foreignBuiltins(mapping: Value): PyDict {
  const d = new ForeignBuiltins();
  d.mapping = mapping;
  return d;
}
