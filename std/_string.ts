// `_string`: the parsers behind string.Formatter.

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { method } from "../vm/objects/signature.ts";
import { fieldNameSplit, formatterParser } from "../vm/objects/str_format.ts";

/** `_string` */
export function create(): PyModule {
  return builtinModule("_string", {
    doc: "string helper module",
    functions: {
      formatter_field_name_split: method(
        "(object, /)",
        "split the argument as a field name",
        (v: Value) => fieldNameSplit(v),
      ),
      formatter_parser: method(
        "(object, /)",
        "parse the argument as a format string",
        (v: Value) => formatterParser(v),
      ),
    },
  });
}
