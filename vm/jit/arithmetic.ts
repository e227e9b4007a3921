// Operators and comparisons, by what tier 0 has seen of their operands.

import { Kind } from "../bytecode/feedback.ts";
import { liveTemporaries } from "../bytecode/liveness.ts";
import { Op } from "../bytecode/opcodes.ts";
import { PyFloat } from "../objects/float.ts";
import { UnitWriter } from "./writer.ts";

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
const FLOAT = (a: string): string => `${a} instanceof PyFloat&&${a}.cls===FloatType`;

/** Writes operators. */
export abstract class ArithmeticWriter extends UnitWriter {
  /** Any instruction. */
  protected abstract instruction(block: number, pc: number): void;

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
    this.out(`${text}{${this.operation(pc, `ops.${h}(${index},${a},${b},depth)`)}}`);
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
    const { first, second } = this.kinds(pc);
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
    return `${text}{${
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
    for (let at = pc; at <= last; at += 4) this.instruction(block, at);
    this.out("}");
    return last + 4;
  }
}
