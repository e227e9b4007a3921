// The intrinsics: rare operations that the compiler asks for by number.

import { Intrinsic1, Intrinsic2 } from "../bytecode/opcodes.ts";
import type { PyFunction } from "../objects/function.ts";
import { NONE, type Value } from "../objects/object.ts";
import { systemError } from "../objects/raise.ts";
import type { PyTuple } from "../objects/tuple.ts";
import {
  newParamSpec,
  newTypeAlias,
  newTypeVar,
  newTypeVarTuple,
  setTypeParamDefault,
  subscriptGeneric,
} from "../objects/typevar.ts";
import { leftFor } from "./abandoned.ts";
import type { Frame } from "./frame.ts";
import { importStar } from "./import_ops.ts";

/** Filled in by the module `sys`. */
export const intrinsicHooks: { displayhook: (v: Value) => void } = { displayhook: () => {} };

/** CALL_INTRINSIC_1 */
export function intrinsic1(frame: Frame, which: number, v: Value): Value {
  switch (which) {
    case Intrinsic1.LEAVE_FOR:
      leftFor(v);
      return NONE;
    case Intrinsic1.PRINT:
      intrinsicHooks.displayhook(v);
      return NONE;
    case Intrinsic1.IMPORT_STAR:
      importStar(frame, v);
      return NONE;
    case Intrinsic1.TYPEVAR:
      return newTypeVar(v, undefined, undefined);
    case Intrinsic1.PARAMSPEC:
      return newParamSpec(v);
    case Intrinsic1.TYPEVARTUPLE:
      return newTypeVarTuple(v);
    case Intrinsic1.SUBSCRIPT_GENERIC:
      return subscriptGeneric(v);
    case Intrinsic1.TYPEALIAS: {
      const { items } = v as PyTuple;
      return newTypeAlias(items[0], items[1], items[2]);
    }
  }
  throw systemError(`unknown intrinsic ${which}`);
}

/** CALL_INTRINSIC_2 */
export function intrinsic2(which: number, a: Value, b: Value): Value {
  switch (which) {
    case Intrinsic2.TYPEVAR_WITH_BOUND:
      return newTypeVar(a, b, undefined);
    case Intrinsic2.TYPEVAR_WITH_CONSTRAINTS:
      return newTypeVar(a, undefined, b);
    case Intrinsic2.SET_FUNCTION_TYPE_PARAMS:
      (a as PyFunction).typeParams = b;
      return a;
    case Intrinsic2.SET_TYPEPARAM_DEFAULT:
      return setTypeParamDefault(a, b);
  }
  throw systemError(`unknown intrinsic ${which}`);
}
