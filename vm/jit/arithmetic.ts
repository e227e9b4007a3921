// Operators and comparisons, by what tier 0 has seen of their operands.

import { Kind } from "../bytecode/feedback.ts";
import { liveTemporaries } from "../bytecode/liveness.ts";
import { Op } from "../bytecode/opcodes.ts";
import { PyFloat } from "../objects/float.ts";
import { DoubleWriter } from "./doubles.ts";
import { Level, type Operator, operatorOf } from "./floats.ts";

const COMPARISONS = ["<", "<=", "===", "!==", ">", ">="];
const NUMBERS = (a: string, b: string): string => `typeof ${a}==="number"&&typeof ${b}==="number"`;

/** For operators on two ints: a condition beside "both are numbers", which may set `t`, and the value. */
function intOperator(index: number, a: string, b: string): [string, string] | undefined {
  switch (index) {
    case 0:
      return [`(t=${a}+${b})<=9007199254740991&&t>=-9007199254740991`, "t"];
    case 1:
      return [`(t=${a}-${b})<=9007199254740991&&t>=-9007199254740991`, "t"];
    case 2:
      return [`(t=${a}*${b})<=9007199254740991&&t>=-9007199254740991`, "t+0"];
    case 4:
      return [
        `${a}<=2251799813685248&&${a}>=-2251799813685248&&${b}!==0`,
        `Math.floor(${a}/${b})+0`,
      ];
    case 5:
      return [
        `${a}<=2251799813685248&&${a}>=-2251799813685248&&${b}!==0`,
        `${a}-Math.floor(${a}/${b})*${b}`,
      ];
    case 7:
      return [`(${a}|0)===${a}&&${b}>=0&&${b}<=21`, `${a}*(1<<${b})`];
    case 8:
      return [`(${a}|0)===${a}&&${b}>=0&&${b}<=31`, `${a}>>${b}`];
    case 9:
      return [`(${a}|0)===${a}&&(${b}|0)===${b}`, `${a}&${b}`];
    case 10:
      return [`(${a}|0)===${a}&&(${b}|0)===${b}`, `${a}|${b}`];
    case 11:
      return [`(${a}|0)===${a}&&(${b}|0)===${b}`, `${a}^${b}`];
  }
  return undefined;
}

const FLOAT_OPERATORS: readonly (string | undefined)[] = ["+", "-", "*", "/"];
const FLOAT = (a: string): string => `${a}.cls===FloatType`;

/** Writes operators. */
export abstract class ArithmeticWriter extends DoubleWriter {
  /** Any instruction. */
  protected abstract instruction(block: number, pc: number): void;

  /** An operator, comparison or move of doubles; false where it is none. */
  protected floatInstruction(block: number, pc: number): boolean {
    const { ints } = this;
    const op = ints[pc], A = ints[pc + 1], B = ints[pc + 2], C = ints[pc + 3];
    const operator = operatorOf(op);
    if (operator !== undefined) return this.floatArithmetic(pc, operator);
    if (op >= Op.LT && op <= Op.GE_K || op >= Op.JUMP_IF_LT && op <= Op.JUMP_IF_NOT_GE_K) {
      return this.floatComparison(block, pc);
    }
    switch (op) {
      case Op.MOVE: {
        const b = this.double(B);
        if (b === undefined) return false;
        this.out(this.setDouble(A, b));
        return true;
      }
      case Op.NEGATIVE: {
        const b = this.double(B);
        if (b === undefined) return false;
        this.out(this.setDouble(A, `-${b}`));
        return true;
      }
      case Op.LOAD_CONST: {
        if (!(this.code.consts[B] instanceof PyFloat)) return false;
        const k = this.constantDouble(B);
        const isNamed = this.plan.named.has(A);
        if (k === undefined || !isNamed) return false;
        this.out(this.setDouble(A, k));
        return true;
      }
      case Op.CHECK_LOCAL: {
        const unbound = this.isUnbound(A);
        if (unbound === undefined) return false;
        this.out(`if(${unbound}){${this.at(pc)}throw scope.unboundLocal(home,${A});}`);
        return true;
      }
      case Op.LOAD_SUBSCR:
        return this.floatItem(block, pc);
      case Op.STORE_SUBSCR: {
        const a = this.double(A);
        if (a === undefined) return false;
        const o = this.boxOf(B), i = this.boxOf(C);
        this.out(
          `if(typeof ${i}==="number"&&${o}.cls===ListType&&(t=${o}.floats)!==undefined&&${i}>=0&&` +
            `${i}<t.length)t[${i}]=${a};else{${this.boxes(pc)}${this.away(pc)}` +
            `ops.storeSubscript(${o},${i},${this.boxOf(A)});}`,
        );
        return true;
      }
    }
    return false;
  }

  /** LOAD_SUBSCR where a double is wanted: out of a list of doubles without a box. */
  private floatItem(block: number, pc: number): boolean {
    const A = this.ints[pc + 1], B = this.ints[pc + 2], C = this.ints[pc + 3];
    if (!this.wantsDouble(pc, this.shape.blocks[block].end, A)) return false;
    const o = this.boxOf(B), i = this.boxOf(C);
    const slow = `${this.boxes(pc)}${this.away(pc)}` +
      `if((v=ops.subscript(${o},${i},depth))===undefined)${this.failed}`;
    const text = `if(typeof ${i}==="number"&&${o}.cls===ListType&&(t=${o}.floats)!==undefined&&` +
      `${i}>=0&&${i}<t.length)f=t[${i}];else{if(typeof ${i}==="number"&&${o}.cls===ListType&&` +
      `${i}>=0&&${i}<(t=${o}.items).length)v=t[${i}];else{${slow}}` +
      `if(v.cls===FloatType)f=v.v;else{${this.wrong(pc, A)}}}`;
    this.out(text + this.setDouble(A, "f"));
    return true;
  }

  /** An operator that gives a float: the operands' doubles, or a miss. */
  private floatArithmetic(pc: number, operator: Operator): boolean {
    const { index, isConst } = operator;
    const A = this.ints[pc + 1], B = this.ints[pc + 2], C = this.ints[pc + 3];
    const k = isConst ? this.code.consts[C] : undefined;
    let x = this.double(B);
    let y = isConst ? this.constantDouble(C) : this.double(C);
    const level = this.plan.level(
      pc,
      operator,
      x !== undefined,
      isConst ? k instanceof PyFloat : y !== undefined,
    );
    if (level === Level.NONE || isConst && y === undefined) return false;
    const { first, second } = this.kinds(pc);
    const miss = this.miss(pc);
    let text = "";
    const seesNothing = first === 0 && second === 0;
    // what is not known is looked at: as it was seen to be, or as any number
    const operand = (r: number, seen: number, variable: string): string => {
      const v = this.r(r);
      if (level === Level.STRICT && (seen & Kind.FLOAT) !== 0) {
        text += `if(${v}.cls!==FloatType)${miss}`;
        text += this.keepDouble(r);
        return this.double(r)!;
      }
      if (level === Level.STRICT && !seesNothing) {
        text += `if(typeof ${v}!=="number")${miss}`;
        return v;
      }
      text += `if(${FLOAT(v)})${variable}=${v}.v;else if(typeof ${v}==="number")${variable}=${v};` +
        `else ${miss}`;
      return variable;
    };
    if (x === undefined && y === undefined && level === Level.LENIENT) {
      const a = this.r(B), b = this.r(C);
      text += `if(${FLOAT(a)}){f=${a}.v;if(${FLOAT(b)})g=${b}.v;else if(typeof ${b}==="number")` +
        `g=${b};else ${miss}}else if(typeof ${a}==="number"&&${FLOAT(b)}){f=${a};g=${b}.v;}` +
        `else ${miss}`;
      x = "f";
      y = "g";
    } else {
      if (x === undefined) {
        // beside an int, and with nothing seen, only a float makes a float
        if (isConst && !(k instanceof PyFloat)) {
          text += `if(${this.r(B)}.cls!==FloatType)${miss}${this.keepDouble(B)}`;
          x = this.double(B)!;
        } else x = operand(B, first, "f");
      }
      if (y === undefined) y = C === B ? x : operand(C, second, "g");
    }
    const isZero = isConst ? (k instanceof PyFloat ? k.v : Number(k)) === 0 : undefined;
    if (index >= 3 && index <= 5 && isZero !== false) text += `if(${y}===0)${miss}`;
    let value: string;
    switch (index) {
      case 3:
        value = `${x}/${y}`;
        break;
      case 4:
        value = `floatFloorDivision(${x},${y})`;
        break;
      case 5:
        value = `floatModulo(${x},${y})`;
        break;
      case 6:
        // NaN says that the general operation knows more
        text += `if((f=${y === "2" ? `${x}*${x}` : `doublePower(${x},${y})`})-f!==0)${miss}`;
        value = "f";
        break;
      default:
        value = `${x}${"+-*"[index]}${y}`;
    }
    this.out(text + this.setDouble(A, value));
    return true;
  }

  /** A comparison of which one operand is a double. */
  private floatComparison(block: number, pc: number): boolean {
    const { ints } = this;
    const op = ints[pc];
    const isFused = op >= Op.JUMP_IF_LT;
    const offset = isFused ? op - Op.JUMP_IF_LT : op - Op.LT;
    const isConst = isFused ? offset >= 12 : offset >= 6;
    const B = ints[pc + (isFused ? 1 : 2)], C = ints[pc + (isFused ? 2 : 3)];
    const x = this.double(B);
    const y = isConst ? this.constantDouble(C) : this.double(C);
    if (x === undefined && (isConst || y === undefined)) return false;
    if (isConst && y === undefined) return false;
    if (isFused) this.leaveBlock(pc);
    const index = offset % 6;
    const c = COMPARISONS[index];
    let text: string;
    if (x !== undefined && y !== undefined) text = `v=${x}${c}${y};`;
    else {
      const other = this.r(x === undefined ? B : C);
      const compare = (v: string): string => x === undefined ? `${v}${c}${y}` : `${x}${c}${v}`;
      const how = isFused ? "test" : "compare";
      text = `if(${FLOAT(other)})v=${compare(`${other}.v`)};else if(typeof ${other}==="number")` +
        `v=${compare(other)};else{${this.boxes(pc)}${this.away(pc)}if((v=ops.${how}(${index},` +
        `${this.boxOf(B)},${this.boxOf(C)},depth))===undefined)${this.failed}}`;
    }
    if (!isFused) {
      this.out(`${text}${this.r(ints[pc + 1])}=v;`);
      this.finish(pc);
      return true;
    }
    const jumpsIfTrue = Math.floor(offset / 6) % 2 === 0;
    this.out(`${text}if(v===${jumpsIfTrue}){${this.goto(block, ints[pc + 3])}}`);
    return true;
  }

  /** Notes what an operator meets that has not been at work before; the unit may be left for a better one. */
  private learns(pc: number, a: string, b: string): string {
    return `if(ops.cold(code,${pc},${a},${b}))${this.exit(pc)}`;
  }

  protected arithmetic(pc: number, index: number, inplace: boolean, isConst: boolean): void {
    const A = this.r(this.ints[pc + 1]);
    const a = this.r(this.ints[pc + 2]);
    const C = this.ints[pc + 3];
    const b = isConst ? this.constant(C) : this.r(C);
    const k = isConst ? this.code.consts[C] : undefined;
    const { first, second, isCold } = this.kinds(pc);
    const isInt = typeof k === "number";
    let text = "";
    if (
      (!isConst || isInt) &&
      ((first | second) === 0 || (first & second & Kind.WIDE) !== 0 || isCold)
    ) {
      const i = intOperator(index, a, b);
      if (i !== undefined) {
        const both = isConst ? `typeof ${a}==="number"` : NUMBERS(a, b);
        text += `if(${both}&&${i[0]})${A}=${i[1]};else `;
      }
    }
    const f = FLOAT_OPERATORS[index];
    if (f !== undefined && ((first | second) & Kind.FLOAT) !== 0) {
      const zero = index === 3 ? `&&${b}.v!==0` : "";
      if (isInt) {
        if (index !== 3 || k !== 0) {
          text += `if(${FLOAT(a)})${A}=new PyFloat(${a}.v${f}${b});else `;
        }
      } else if (isConst) {
        if (k instanceof PyFloat && (index !== 3 || k.v !== 0)) {
          text += `if(${FLOAT(a)})${A}=new PyFloat(${a}.v${f}${b}.v);else `;
          if ((first & Kind.FLOAT) === 0) {
            text += `if(typeof ${a}==="number")${A}=new PyFloat(${a}${f}${b}.v);else `;
          }
        }
      } else if ((first & second & Kind.FLOAT) !== 0) {
        text += `if(${FLOAT(a)}&&${FLOAT(b)}${zero})${A}=new PyFloat(${a}.v${f}${b}.v);else `;
      } else if ((first & Kind.FLOAT) !== 0) {
        const nonzero = index === 3 ? `&&${b}!==0` : "";
        text += `if(${
          FLOAT(a)
        }&&typeof ${b}==="number"${nonzero})${A}=new PyFloat(${a}.v${f}${b});else `;
      } else {
        text += `if(typeof ${a}==="number"&&${
          FLOAT(b)
        }${zero})${A}=new PyFloat(${a}${f}${b}.v);else `;
      }
    }
    if (index === 3 && (first | second) === 0) {
      if (!isConst) text += `if(${NUMBERS(a, b)}&&${b}!==0)${A}=new PyFloat(${a}/${b});else `;
      else if (isInt && k !== 0) {
        text += `if(typeof ${a}==="number")${A}=new PyFloat(${a}/${b});else `;
      }
    }
    if (index === 0 && (first & Kind.STR) !== 0 && (!isConst || typeof k === "string")) {
      text += `if(typeof ${a}==="string"&&typeof ${b}==="string")${A}=${a}+${b};else `;
    }
    const h = inplace ? "inplace" : "binary";
    const learns = isCold ? this.learns(pc, a, b) : "";
    this.out(`${text}{${learns}${this.operation(pc, `ops.${h}(${index},${a},${b},depth)`)}}`);
  }

  /** `v` is the truth of a comparison, or what it gives. */
  protected compared(
    pc: number,
    index: number,
    a: string,
    k: number,
    isConst: boolean,
    how: string,
  ): string {
    const c = COMPARISONS[index];
    const b = isConst ? this.constant(k) : this.r(k);
    const value = isConst ? this.code.consts[k] : undefined;
    const { first, second, isCold } = this.kinds(pc);
    const seen = first | second;
    let text = "";
    if (!isConst) {
      if ((seen & ~(Kind.WIDE | Kind.BIG)) === 0) {
        text += `if(${NUMBERS(a, b)})v=${a}${c}${b};else `;
      }
    } else if (typeof value === "number") {
      text += `if(typeof ${a}==="number")v=${a}${c}${b};else `;
      if ((seen & Kind.FLOAT) !== 0) text += `if(${FLOAT(a)})v=${a}.v${c}${b};else `;
    }
    if ((index === 2 || index === 3) && (first & Kind.STR) !== 0) {
      if (!isConst) {
        text += `if(typeof ${a}==="string"&&typeof ${b}==="string")v=${a}${c}${b};else `;
      } else if (typeof value === "string") {
        text += `if(typeof ${a}==="string")v=${a}${c}${b};else `;
      }
    }
    if ((first & Kind.FLOAT) !== 0) {
      if (!isConst) text += `if(${FLOAT(a)}&&${FLOAT(b)})v=${a}.v${c}${b}.v;else `;
      else if (value instanceof PyFloat) text += `if(${FLOAT(a)})v=${a}.v${c}${b}.v;else `;
    }
    return `${text}{${isCold ? this.learns(pc, a, b) : ""}${
      this.away(pc)
    }if((v=ops.${how}(${index},${a},${b},depth))===undefined)${this.failed}}`;
  }

  protected comparison(pc: number, index: number, isConst: boolean): void {
    const A = this.r(this.ints[pc + 1]);
    const a = this.r(this.ints[pc + 2]);
    this.out(`${this.compared(pc, index, a, this.ints[pc + 3], isConst, "compare")}${A}=v;`);
  }

  protected fusedComparison(block: number, pc: number): void {
    const op = this.ints[pc] - Op.JUMP_IF_LT;
    const index = op % 6, jumpsIfTrue = Math.floor(op / 6) % 2 === 0;
    const a = this.r(this.ints[pc + 1]);
    const B = this.ints[pc + 2], C = this.ints[pc + 3];
    this.out(
      `${this.compared(pc, index, a, B, op >= 12, "test")}if(v===${jumpsIfTrue}){${
        this.goto(block, C)
      }}`,
    );
  }

  /**
   * `a * b + c & mask` with ints and a mask of at most 32 bits, from the low halves alone: where the whole product would be too
   * long for a number. Gives the position behind it, or -1 where the instruction does not begin such an expression.
   */
  protected masked(block: number, pc: number): number {
    const { ints, code } = this;
    const end = this.shape.blocks[block].end;
    const isConst = ints[pc] === Op.MUL_K;
    if (!isConst && ints[pc] !== Op.MUL) return -1;
    let last = pc + 4;
    let c = "0", check = "";
    if (ints[last] === Op.ADD_K || ints[last] === Op.ADD) {
      const addsConst = ints[last] === Op.ADD_K;
      if (ints[last + 2] !== ints[pc + 1]) return -1;
      if (addsConst && typeof code.consts[ints[last + 3]] !== "number") return -1;
      if (!addsConst && ints[last + 3] === ints[pc + 1]) return -1;
      c = addsConst ? this.constant(ints[last + 3]) : this.r(ints[last + 3]);
      if (!addsConst) check = `&&typeof ${c}==="number"`;
      last += 4;
    }
    if (ints[last] !== Op.AND_K || ints[last + 2] !== ints[last - 3] || last >= end) return -1;
    const mask = code.consts[ints[last + 3]];
    if (typeof mask !== "number" || mask < 0 || mask > 0xffffffff) return -1;
    const result = ints[last + 1];
    for (let at = pc; at <= last; at += 4) {
      const { first, second } = this.kinds(at);
      if (((first | second) & Kind.FLOAT) !== 0) return -1;
      for (let i = 1; i <= 3; i++) if (this.double(ints[at + i]) !== undefined) return -1;
    }
    const live = liveTemporaries(code, last + 4);
    for (let at = pc; at < last; at += 4) {
      const between = ints[at + 1];
      if (between < code.tempBase || between !== result && live.includes(between)) return -1;
    }
    const a = this.r(ints[pc + 2]);
    const b = isConst ? this.constant(ints[pc + 3]) : this.r(ints[pc + 3]);
    if (isConst && typeof code.consts[ints[pc + 3]] !== "number") return -1;
    if (!isConst) check += `&&typeof ${b}==="number"`;
    this.out(
      `if(typeof ${a}==="number"${check})${this.r(result)}=` +
        `(Math.imul(${a},${b})+(${c}|0)&${mask})>>>0;else{`,
    );
    this.inBranch(() => {
      for (let at = pc; at <= last; at += 4) this.instruction(block, at);
    });
    this.out("}");
    return last + 4;
  }
}
