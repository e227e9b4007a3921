// Evaluates Python expressions for the tests of the scalar types: the repr of the value, or the error.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import "../../vm/objects/mod.ts";
import { compileModule } from "../../vm/bytecode/compile.ts";
import { builtinsHooks, evalCode } from "../../vm/interp/mod.ts";
import { PyBuiltinFunction } from "../../vm/objects/builtin.ts";
import { valueFunctions } from "../../vm/objects/builtins_functions.ts";
import { ByteArrayType } from "../../vm/objects/bytearray.ts";
import { BytesType } from "../../vm/objects/bytes.ts";
import { ComplexType } from "../../vm/objects/complex.ts";
import { DictType, PyDict } from "../../vm/objects/dict.ts";
import { asException } from "../../vm/objects/exceptions.ts";
import { FloatType } from "../../vm/objects/float.ts";
import { ListType } from "../../vm/objects/list.ts";
import { MemoryViewType } from "../../vm/objects/memoryview.ts";
import { repr, strText } from "../../vm/objects/operations.ts";
import { RangeType } from "../../vm/objects/range.ts";
import { SliceType } from "../../vm/objects/slice.ts";
import { TupleType } from "../../vm/objects/tuple.ts";
import { BoolType, IntType, ObjectType, StrType, TypeType } from "../../vm/objects/type.ts";
import { parse } from "../../vm/syntax/parser.ts";

const builtins = new PyDict();
for (const [name, d] of Object.entries(valueFunctions)) {
  builtins.setStr(name, new PyBuiltinFunction(d, name, "builtins"));
}
for (
  const t of [
    ObjectType,
    TypeType,
    IntType,
    BoolType,
    FloatType,
    ComplexType,
    StrType,
    BytesType,
    ByteArrayType,
    MemoryViewType,
    ListType,
    TupleType,
    DictType,
    RangeType,
    SliceType,
  ]
) builtins.setStr(t.name, t);
builtinsHooks.default = () => builtins;

/** The repr of an expression's value, or `Type: message` of the exception. */
export function evaluate(source: string): string {
  try {
    const code = compileModule(parse(source, "<test>", "eval"), "<test>");
    return repr(evalCode(code, new PyDict()));
  } catch (e) {
    const error = asException(e);
    return `${error.cls.name}: ${strText(error)}`;
  }
}

/** Compares expressions with what CPython 3.13 says of them. */
export function check(cases: readonly (readonly [source: string, expected: string])[]): void {
  for (const [source, expected] of cases) assertEquals(evaluate(source), expected, source);
}
