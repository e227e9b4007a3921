// What the less frequent instructions do, as JavaScript over the frame's registers: `regs`, the operands A, B, C (numbers), X
// (the first operand of the EXTRA), `consts`, `code`, `frame`, `ts`. The emitter brings the operands that only live in JavaScript
// variables into the registers before and takes the results out of them behind; see `viaRegisters` in emit.ts.
//
// An instruction that is neither here nor in emit.ts is left to the loop: compiled code ends in front of it.

import { Op } from "../bytecode/opcodes.ts";

const collect = "if(finalizable.size!==0)finalizerHooks.collect()";

/** Statements by opcode. */
export const TEMPLATES: ReadonlyMap<number, string> = new Map([
  [
    Op.DELETE_LOCAL,
    `if(regs[$A]===undefined)throw scope.unboundLocal(frame,$A);regs[$A]=undefined;${collect}`,
  ],
  [Op.SAVE_LOCAL, "regs[$A]=regs[$B];regs[$B]=undefined"],
  [Op.RESTORE_LOCAL, "regs[$A]=regs[$B]"],
  [Op.UNSET, "regs[$A]=undefined"],
  [Op.POSITIVE, "regs[$A]=pos(regs[$B])"],
  [Op.DELETE_GLOBAL, `scope.deleteGlobal(frame,$B);${collect}`],
  [Op.STORE_GLOBAL, "scope.storeGlobal(frame,$B,regs[$A])"],
  [Op.LOAD_NAME, "regs[$A]=scope.loadName(frame,$B)"],
  [Op.STORE_NAME, "scope.storeName(frame,$B,regs[$A])"],
  [Op.DELETE_NAME, `scope.deleteName(frame,$B);${collect}`],
  [Op.MAKE_CELL, "regs[$A]=new Cell(regs[$A])"],
  [
    Op.DELETE_DEREF,
    "if(regs[$B].v===undefined)throw scope.unboundCell(frame,$B);regs[$B].v=undefined",
  ],
  [Op.LOAD_BUILD_CLASS, "regs[$A]=scope.loadBuildClass(frame)"],
  [Op.LOAD_ASSERTION_ERROR, "regs[$A]=op.AssertionErrorType"],
  [Op.DELETE_ATTR, `op.removeAttr(frame,regs[$B],$C);${collect}`],
  [Op.LOAD_SUPER_ATTR, "op.superAttr(frame,regs,$A,$B,$C,false)"],
  [Op.LOAD_ZERO_SUPER_ATTR, "op.superAttr(frame,regs,$A,$B,$C,true)"],
  [Op.LOAD_SUPER_METHOD, "op.superMethod(frame,regs,$A,$B,$C,false)"],
  [Op.LOAD_ZERO_SUPER_METHOD, "op.superMethod(frame,regs,$A,$B,$C,true)"],
  [Op.DELETE_SUBSCR, `op.deleteItem(regs[$B],regs[$C]);${collect}`],
  [Op.LOAD_SLICE, "regs[$A]=op.loadSlice(regs[$B],regs[$C],regs[$C+1])"],
  [Op.STORE_SLICE, "op.storeSlice(regs[$B],regs[$C],regs[$C+1],regs[$A])"],
  [Op.BUILD_SLICE, "regs[$A]=op.buildSlice(regs[$B],regs[$B+1],$C===3?regs[$B+2]:NONE)"],
  [Op.MAKE_FUNCTION, "regs[$A]=makeFunction(frame,consts[$B],$C,$X)"],
  [Op.BUILD_TUPLE, "regs[$A]=new PyTuple(op.take(regs,$B,$C))"],
  [Op.BUILD_LIST, "regs[$A]=new PyList(op.take(regs,$B,$C))"],
  [Op.BUILD_LIST_K, "regs[$A]=new PyList(consts[$B].items.slice())"],
  [Op.BUILD_SET, "regs[$A]=op.buildSet(regs,$B,$C)"],
  [Op.BUILD_SET_K, "regs[$A]=op.copySet(consts[$B])"],
  [Op.BUILD_MAP, "regs[$A]=op.buildMap(regs,$B,$C)"],
  [Op.BUILD_MAP_K, "regs[$A]=op.buildConstKeyMap(regs,$B,consts[$X])"],
  [Op.BUILD_STRING, "regs[$A]=op.buildString(regs,$B,$C)"],
  [Op.SET_ADD, "regs[$A].add(regs[$B])"],
  [Op.MAP_ADD, "regs[$A].set(regs[$B],regs[$C])"],
  [Op.LIST_EXTEND, "op.listExtend(regs[$A],regs[$B])"],
  [Op.SET_UPDATE, "op.setUpdate(regs[$A],regs[$B])"],
  [Op.DICT_UPDATE, "op.dictUpdate(regs[$A],regs[$B])"],
  [Op.DICT_MERGE, "op.dictMerge(regs[$A],regs[$B],regs[$C])"],
  [Op.LIST_TO_TUPLE, "regs[$A]=new PyTuple(regs[$B].toArray())"],
  [Op.UNPACK_SEQUENCE, "op.unpackSequence(regs,$A,regs[$B],$C)"],
  [Op.UNPACK_EX, "op.unpackEx(regs,$A,regs[$B],$C&255,$C>>8)"],
  [Op.CONVERT_VALUE, "regs[$A]=op.convert(regs[$B],$C)"],
  [Op.FORMAT_SIMPLE, "regs[$A]=typeof regs[$B]==='string'?regs[$B]:op.formatSimple(regs[$B])"],
  [Op.FORMAT_WITH_SPEC, "regs[$A]=op.format(regs[$B],regs[$C])"],
  [Op.GET_ITER, "regs[$A]=op.iterate(regs[$B])"],
  [Op.BEFORE_WITH, "op.beforeWith(regs,$A,regs[$B],false)"],
  [Op.MATCH_SEQUENCE, "regs[$A]=patterns.isSequence(regs[$B])"],
  [Op.MATCH_MAPPING, "regs[$A]=patterns.isMapping(regs[$B])"],
  [Op.MATCH_KEYS, "regs[$A]=patterns.matchKeys(regs[$B],regs[$C])"],
  [Op.MATCH_CLASS, "regs[$A]=patterns.matchClass(regs[$B],regs[$B+1],$C,consts[$X])"],
  [Op.GET_LEN, "regs[$A]=op.length(regs[$B])"],
  [Op.IMPORT_NAME, "regs[$A]=importName(frame,$B,consts[$C],consts[$X])"],
  [Op.IMPORT_FROM, "regs[$A]=importFrom(regs[$B],frame.code.names[$C])"],
  [Op.CALL_INTRINSIC_1, "regs[$A]=intrinsic1(frame,$C,regs[$B])"],
  [Op.CALL_INTRINSIC_2, "regs[$A]=intrinsic2($C,regs[$B],regs[$B+1])"],
  // a bare `raise` (A is -1) goes on with the old exception and is the loop's
  [Op.RAISE, "throw raised(ts,regs[$A],$B<0?undefined:regs[$B])"],
]);

/** Instructions that may push a frame: an expression that gives the value, or `undefined` where one was pushed. */
export const CALLS: ReadonlyMap<number, string> = new Map([
  [
    Op.CALL_KW,
    "callValue(ts,frame,regs[$B],undefined,regs,$B+1,$C,keywordNames(consts[$X]))",
  ],
  [
    Op.CALL_METHOD_KW,
    "callValue(ts,frame,regs[$B],regs[$B+1],regs,$B+2,$C,keywordNames(consts[$X]))",
  ],
  [Op.CALL_EX, "callEx(ts,frame,regs[$B],regs[$B+1],$C===1?regs[$B+2]:undefined)"],
  [Op.WITH_EXIT, "callValue(ts,frame,regs[$B],undefined,op.NO_EXCEPTION,0,3,undefined)"],
]);
