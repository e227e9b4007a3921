// _suggestions: the name that "Did you mean" offers, by the machine's own rules (vm/objects/core/suggestions.ts).

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { PyList } from "../vm/objects/list.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { typeError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { argumentName } from "../vm/objects/type.ts";
import { bestMatch } from "../vm/objects/core/suggestions.ts";

function generate(candidates: Value, item: Value): Value {
  if (!isStr(item)) {
    throw typeError(
      `_generate_suggestions() argument 2 must be str, not ${argumentName(item)}`,
    );
  }
  if (!(candidates instanceof PyList)) throw typeError("candidates must be a list");
  const names: string[] = [];
  for (const c of candidates.toArray()) {
    if (!isStr(c)) throw typeError("all elements in 'candidates' must be strings");
    names.push(utf16(strOf(c)!));
  }
  const found = bestMatch(names, utf16(strOf(item)!));
  return found === undefined ? NONE : strFromUtf16(found);
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_suggestions", {
    functions: {
      _generate_suggestions: method(
        "(candidates, item, /)",
        "Returns the candidate in candidates that's closest to item",
        generate,
      ),
    },
  });
}
