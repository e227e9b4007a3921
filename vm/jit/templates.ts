// What the less frequent instructions do, as JavaScript. In a template `$A`, `$B`, `$C` are the operands' registers, `$kB` … the
// constant that an operand names, `$nC` the name, `$#C` the number itself, `$X` the EXTRA's first operand as a number and `$kX` as
// a constant, `$B..C` the array of the C registers from B.
//
// An instruction that is neither here nor in emit.ts is left to the loop: compiled code ends in front of it.

import { Op } from "../bytecode/opcodes.ts";
import { after } from "./structure.ts";

/** Statements by opcode. */
export const SIMPLE: ReadonlyMap<number, string> = new Map([
  [Op.POSITIVE, "$A=pos($B);"],
  [Op.LOAD_BUILD_CLASS, "$A=scope.loadBuildClass(home);"],
  [Op.LOAD_ASSERTION_ERROR, "$A=op.AssertionErrorType;"],
  [Op.LOAD_SLICE, "$A=op.loadSlice($B,$C,$C+1);"],
  [Op.STORE_SLICE, "op.storeSlice($B,$C,$C+1,$A);"],
  [Op.BUILD_TUPLE, "$A=new PyTuple($B..C);"],
  [Op.BUILD_LIST, "$A=new PyList($B..C);"],
  [Op.BUILD_LIST_K, "$A=new PyList($kB.items.slice());"],
  [Op.BUILD_SET, "$A=op.buildSet($B..C,0,$#C);"],
  [Op.BUILD_SET_K, "$A=op.copySet($kB);"],
  [Op.BUILD_MAP, "$A=op.buildMap($B..2C,0,$#C);"],
  [Op.BUILD_MAP_K, "$A=op.buildConstKeyMap($B..C,0,$kX);"],
  [Op.BUILD_STRING, "$A=op.buildString($B..C,0,$#C);"],
  [Op.SET_ADD, "$A.add($B);"],
  [Op.MAP_ADD, "$A.set($B,$C);"],
  [Op.LIST_EXTEND, "op.listExtend($A,$B);"],
  [Op.SET_UPDATE, "op.setUpdate($A,$B);"],
  [Op.DICT_UPDATE, "op.dictUpdate($A,$B);"],
  [Op.DICT_MERGE, "op.dictMerge($A,$B,$C);"],
  [Op.LIST_TO_TUPLE, "$A=new PyTuple($B.toArray());"],
  [Op.CONVERT_VALUE, "$A=op.convert($B,$#C);"],
  [Op.FORMAT_SIMPLE, "$A=typeof $B==='string'?$B:op.formatSimple($B);"],
  [Op.FORMAT_WITH_SPEC, "$A=op.format($B,$C);"],
  [Op.GET_ITER, "$A=op.iterate($B);"],
  [Op.MATCH_SEQUENCE, "$A=patterns.isSequence($B);"],
  [Op.MATCH_MAPPING, "$A=patterns.isMapping($B);"],
  [Op.MATCH_KEYS, "$A=patterns.matchKeys($B,$C);"],
  [Op.MATCH_CLASS, "$A=patterns.matchClass($B,$B+1,$#C,$kX);"],
  [Op.GET_LEN, "$A=op.length($B);"],
  [Op.GET_AITER, "$A=asyncIterator($B);"],
  [Op.GET_ANEXT, "$A=asyncNext($B);"],
  [Op.PREP_RERAISE_STAR, "$A=prepareReraise($B,$C);"],
  [Op.LOAD_FROM_DICT_OR_DEREF, "$A=scope.loadFromDictOrDeref(home,$C,$#B,$B);"],
  [Op.LOAD_FROM_DICT_OR_GLOBALS, "$A=scope.loadFromDictOrGlobals(home,$C,$#B);"],
  [Op.LOAD_LOCALS, "$A=scope.loadLocals(home);"],
  [Op.SETUP_ANNOTATIONS, "scope.setupAnnotations(home);"],
  [Op.WITH_EXCEPT_START, "$A=op.withExceptStart($B,$C);"],
  [Op.IMPORT_FROM, "$A=importFrom($B,$nC);"],
  [Op.CALL_INTRINSIC_1, "$A=intrinsic1(home,$#C,$B);"],
  [Op.IMPORT_NAME, "$A=importName(home,$#B,$kC,$kX);"],
  [Op.CALL_INTRINSIC_2, "$A=intrinsic2($#C,$B,$B+1);"],
]);

/** How operands are written. */
export interface Writer {
  r(register: number): string;
  constant(k: number): string;
  name(n: number): string;
  list(first: number, count: number): string;
}

/** A template with the operands of the instruction at `pc`. */
export function fillTemplate(template: string, ints: Int32Array, pc: number, w: Writer): string {
  const operand: Record<string, number> = {
    A: ints[pc + 1],
    B: ints[pc + 2],
    C: ints[pc + 3],
    X: after(ints, pc) === pc + 8 ? ints[pc + 5] : 0,
  };
  return template.replace(
    /\$([ABC])\.\.(2?)C|\$([kn#])([ABCX])|\$([ABC])(\+1)?|\$X/g,
    (
      _,
      first?: string,
      two?: string,
      how?: string,
      which?: string,
      reg?: string,
      plus?: string,
    ) => {
      if (first !== undefined) return w.list(operand[first], operand.C * (two === "2" ? 2 : 1));
      if (how === "k") return w.constant(operand[which!]);
      if (how === "n") return w.name(operand[which!]);
      if (how === "#") return `${operand[which!]}`;
      if (reg !== undefined) return w.r(operand[reg] + (plus === undefined ? 0 : 1));
      return `${operand.X}`;
    },
  );
}
