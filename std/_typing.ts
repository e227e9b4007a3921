// `_typing`: the parts of `typing` that PEP 695 syntax needs without an import.

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { method } from "../vm/objects/signature.ts";
import {
  GenericType,
  NO_DEFAULT,
  ParamSpecArgsType,
  ParamSpecKwargsType,
  ParamSpecType,
  TypeAliasType,
  TypeVarTupleType,
  TypeVarType,
} from "../vm/objects/typevar.ts";

/** `_typing` */
export function create(): PyModule {
  return builtinModule("_typing", {
    doc: "Primitives and accelerators for the typing module.\n",
    functions: {
      _idfunc: method("(x, /)", "", (x: Value) => x),
    },
    values: {
      TypeVar: TypeVarType,
      ParamSpec: ParamSpecType,
      TypeVarTuple: TypeVarTupleType,
      ParamSpecArgs: ParamSpecArgsType,
      ParamSpecKwargs: ParamSpecKwargsType,
      TypeAliasType,
      Generic: GenericType,
      NoDefault: NO_DEFAULT,
    },
  });
}
