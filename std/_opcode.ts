// _opcode: what the library's `opcode` and `dis` ask about CPython 3.13's instructions.
//
// Najash's own code has other instructions (vm/bytecode/opcodes.ts): registers, no operand stack. So there is
// no stack effect to tell, and `stack_effect` refuses every instruction.

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { PyList } from "../vm/objects/list.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { indexNumber } from "../vm/objects/operations.ts";
import { runtimeError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";

/** Ranges of the valid numbers. */
const VALID: readonly (readonly [number, number])[] = [[0, 118], [149, 222], [236, 253], [
  256,
  267,
]];
/** Valid numbers above HAVE_ARGUMENT that take no argument. */
const NO_ARGUMENT: readonly (readonly [number, number])[] = [
  [0, 44],
  [150, 161],
  [207, 207],
  [209, 210],
  [212, 219],
  [237, 239],
  [246, 247],
  [263, 263],
];
const CONST = [83, 103, 240];
const NAME = [63, 66, 67, 74, 75, 82, 90, 91, 92, 93, 108, 113, 114, 259, 260, 261, 262];
const JUMP = [72, 77, 78, 79, 97, 98, 99, 100, 104, 256, 257];
const FREE = [64, 84, 89, 94, 109];
const LOCAL = [65, 85, 86, 87, 88, 110, 111, 112, 258, 267];
const EXC = [264, 265, 266];

const OPERATORS = [
  ["ADD", "+"],
  ["AND", "&"],
  ["FLOOR_DIVIDE", "//"],
  ["LSHIFT", "<<"],
  ["MATRIX_MULTIPLY", "@"],
  ["MULTIPLY", "*"],
  ["REMAINDER", "%"],
  ["OR", "|"],
  ["POWER", "**"],
  ["RSHIFT", ">>"],
  ["SUBTRACT", "-"],
  ["TRUE_DIVIDE", "/"],
  ["XOR", "^"],
] as const;

const INTRINSICS_1 = [
  "1_INVALID",
  "PRINT",
  "IMPORT_STAR",
  "STOPITERATION_ERROR",
  "ASYNC_GEN_WRAP",
  "UNARY_POSITIVE",
  "LIST_TO_TUPLE",
  "TYPEVAR",
  "PARAMSPEC",
  "TYPEVARTUPLE",
  "SUBSCRIPT_GENERIC",
  "TYPEALIAS",
];
const INTRINSICS_2 = [
  "2_INVALID",
  "PREP_RERAISE_STAR",
  "TYPEVAR_WITH_BOUND",
  "TYPEVAR_WITH_CONSTRAINTS",
  "SET_FUNCTION_TYPE_PARAMS",
  "SET_TYPEPARAM_DEFAULT",
];

function within(ranges: readonly (readonly [number, number])[], op: number): boolean {
  return ranges.some(([from, to]) => op >= from && op <= to);
}

function query(doc: string, f: (op: number) => boolean): Declaration {
  return method("(opcode)", doc, (op: Value) => {
    const n = indexNumber(op);
    return within(VALID, n) && f(n);
  });
}

function names(list: readonly string[]): Value {
  return new PyList(list.map((n) => `INTRINSIC_${n}`));
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_opcode", {
    doc: "Opcode support module.",
    functions: {
      stack_effect: method(
        "(opcode, oparg=None, /, *, jump=None)",
        "Compute the stack effect of the opcode.",
        () => {
          throw valueError("invalid opcode or oparg");
        },
      ),
      is_valid: query("Return True if opcode is valid, False otherwise.", () => true),
      has_arg: query(
        "Return True if the opcode uses its oparg, False otherwise.",
        (n) => !within(NO_ARGUMENT, n),
      ),
      has_const: query(
        "Return True if the opcode accesses a constant, False otherwise.",
        (n) => CONST.includes(n),
      ),
      has_name: query(
        "Return True if the opcode accesses an attribute by name, False otherwise.",
        (n) => NAME.includes(n),
      ),
      has_jump: query(
        "Return True if the opcode has a jump target, False otherwise.",
        (n) => JUMP.includes(n),
      ),
      has_free: query(
        "Return True if the opcode accesses a free variable, False otherwise.",
        (n) => FREE.includes(n),
      ),
      has_local: query(
        "Return True if the opcode accesses a local variable, False otherwise.",
        (n) => LOCAL.includes(n),
      ),
      has_exc: query(
        "Return True if the opcode sets an exception handler, False otherwise.",
        (n) => EXC.includes(n),
      ),
      get_nb_ops: method("()", "Return array of symbols of binary ops.", () => {
        const pair = (name: string, symbol: string) => new PyTuple([`NB_${name}`, symbol]);
        return new PyList([
          ...OPERATORS.map(([n, s]) => pair(n, s)),
          ...OPERATORS.map(([n, s]) => pair(`INPLACE_${n}`, s + "=")),
        ]);
      }),
      get_intrinsic1_descs: method(
        "()",
        "Return a list of names of the unary intrinsics.",
        () => names(INTRINSICS_1),
      ),
      get_intrinsic2_descs: method(
        "()",
        "Return a list of names of the binary intrinsics.",
        () => names(INTRINSICS_2),
      ),
      get_specialization_stats: method("()", "Return the specialization stats", () => NONE),
      get_executor: method(
        "(*, code, offset)",
        "Return the executor object at offset in code if exists, None otherwise.",
        () => {
          throw runtimeError("Executors are not available in this build");
        },
      ),
    },
    values: { ENABLE_SPECIALIZATION: false },
  });
}
