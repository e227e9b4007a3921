// Baseline code: one JavaScript function for a whole Python function, or for one of its loops.
//
// A register is a JavaScript variable `r<n>`; there is no frame. `P[depth]=site` is written before whatever may raise or run
// Python, and `S[1]=depth` too where it is not compiled code that is called; see interp/compiled.ts. What fails or has to be
// left goes to the end of the function (`break out`), where `lose` makes a heap frame of the registers.
//
// At each site the usual operands are dealt with inline; everything else is a call. What was never needed there V8 leaves out of
// its optimised code.

import { FIRST, Kind, SECOND } from "../bytecode/feedback.ts";
import { liveTemporaries } from "../bytecode/liveness.ts";
import { FLAGS, OpFlag } from "../bytecode/roles.ts";
import { Intrinsic1, Op } from "../bytecode/opcodes.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import { PyMethodDescriptor } from "../objects/builtin.ts";
import { PyFloat } from "../objects/float.ts";
import { PyFunction } from "../objects/function.ts";
import type { Value } from "../objects/object.ts";
import { PyType, StrType } from "../objects/type.ts";
import { MethodSite } from "../interp/object_ops.ts";
import { UNLINKED } from "../interp/frame.ts";
import { fillTemplate, SIMPLE } from "./templates.ts";
import { after, lastOf, raises, type Structure, structure } from "./structure.ts";

/** Why code is left to the loop. */
export class Refusal {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Instructions of a larger function are not compiled: V8 would not optimise it, and takes long to find out. */
const MAX_INSTRUCTIONS = 2000;

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
/** The bits of one operand's kinds. */
const MASK = (1 << SECOND - FIRST) - 1;

/** What is compiled. */
export type UnitKind = "function" | "loop" | "body";

/** A unit: its text, and what it is called with. */
export interface Emitted {
  readonly text: string;
  /** Names and values that the text takes as constants. */
  readonly names: readonly string[];
  readonly values: readonly unknown[];
}

class Emitter {
  private readonly code: PyCode;
  private readonly ints: Int32Array;
  private readonly shape: Structure;
  private readonly kind: UnitKind;
  private readonly isLoop: boolean;
  private readonly sites: number;
  /** The code is a module's and its namespace the linked globals. */
  private readonly inModule: boolean;
  private readonly used: Set<number>;
  private readonly parts: string[];
  private readonly constants: Map<string, unknown>;
  private readonly open: number[];
  /** Leaves what has failed: for the handler of the block, or for the end of the function. */
  private failed: string;
  /** Variables of the factory: what a site has found last. */
  private readonly caches: string[];

  constructor(code: PyCode, shape: Structure, kind: UnitKind, sites: number, inModule: boolean) {
    this.code = code;
    this.ints = code.code;
    this.shape = shape;
    this.kind = kind;
    this.isLoop = kind === "loop";
    this.sites = sites;
    this.inModule = inModule;
    this.used = new Set();
    this.parts = [];
    this.constants = new Map<string, unknown>([["code", code]]);
    this.open = [];
    this.failed = "break out;";
    this.caches = [];
  }

  private r(register: number): string {
    this.used.add(register);
    return `r${register}`;
  }

  private out(text: string): void {
    this.parts.push(text);
  }

  private named(name: string, value: unknown): string {
    this.constants.set(name, value);
    return name;
  }

  private constant(index: number): string {
    const v: Value = this.code.consts[index];
    if (typeof v === "number") return v < 0 ? `(${v})` : `${v}`;
    if (typeof v === "boolean") return `${v}`;
    if (typeof v === "string") {
      return JSON.stringify(v).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
    }
    return this.named(`k${index}`, v);
  }

  private name(index: number): string {
    return JSON.stringify(this.code.names[index]);
  }

  private key(index: number): string {
    return JSON.stringify(this.code.attrKeys[index]);
  }

  /** Notes the position, for what calls compiled code. */
  private at(pc: number): string {
    return `P[depth]=${this.sites + (pc >> 2)};`;
  }

  /** Notes the position, for what leaves compiled code. */
  private away(pc: number): string {
    return `P[depth]=${this.sites + (pc >> 2)};S[1]=depth;`;
  }

  /** Leaves for the loop, which goes on at `pc`. */
  private exit(pc: number): string {
    return `{${this.at(pc)}pending.error=UNWIND;break out;}`;
  }

  /** Goes on at a position: a jump out of the labelled statement that ends before it, or of the unit. */
  private goto(from: number, target: number): string {
    const to = this.shape.at.get(target);
    if (to === undefined) return this.exit(target);
    for (const s of this.shape.scopes) {
      if (to <= from ? s.loop && s.first === to : !s.loop && s.last === to - 1) {
        return s.loop ? `continue ${s.label};` : `break ${s.label};`;
      }
    }
    throw new Refusal("a jump without a statement to leave");
  }

  /** An operation whose value, where it has one, goes to A. */
  private operation(pc: number, call: string): string {
    return `${this.away(pc)}if((v=${call})===undefined)${this.failed}${
      this.r(this.ints[pc + 1])
    }=v;`;
  }

  private arithmetic(pc: number, index: number, inplace: boolean, isConst: boolean): void {
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

  /** The kinds of operands that the instruction has met (none: ints), and whether it has not even run. */
  private kinds(pc: number): { first: number; second: number; isCold: boolean } {
    const seen = this.code.feedback === null ? 0 : this.code.feedback[pc >> 2];
    return { first: (seen >> FIRST) & MASK, second: (seen >> SECOND) & MASK, isCold: seen === 0 };
  }

  /** `v` is the truth of a comparison, or what it gives. */
  private compared(
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

  private comparison(pc: number, index: number, isConst: boolean): void {
    const A = this.r(this.ints[pc + 1]);
    const a = this.r(this.ints[pc + 2]);
    this.out(`${this.compared(pc, index, a, this.ints[pc + 3], isConst, "compare")}${A}=v;`);
  }

  private fusedComparison(block: number, pc: number): void {
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

  private branch(block: number, pc: number, how: string): void {
    this.out(`if(${how}){${this.goto(block, this.ints[pc + 3])}}`);
  }

  /** CALL, CALL_METHOD */
  private call(pc: number, isMethod: boolean): void {
    const A = this.ints[pc + 1], B = this.ints[pc + 2], C = this.ints[pc + 3];
    const callee = this.r(B);
    const self = isMethod ? this.r(B + 1) : "undefined";
    const args: string[] = [];
    for (let i = 0; i < C; i++) args.push(this.r(B + (isMethod ? 2 : 1) + i));
    const list = args.map((a) => "," + a).join("");
    const limits = "depth<S[0]&&poll[0]===0";
    const is = isMethod ? `${self}!==undefined&&` : "";
    const seen = this.target(pc, isMethod);
    let text = this.at(pc);
    if (seen !== "class" && seen !== "native") {
      text += `if(${is}${callee} instanceof PyFunction&&(e=${callee}.code.entry)!==null&&` +
        `${callee}.code.exactArgs===${isMethod ? C + 1 : C}&&${limits}){` +
        `if((v=e(${callee},depth+1${
          isMethod ? "," + self : ""
        }${list}))===undefined)${this.failed}}else `;
    }
    if (C <= 3 && seen !== "class" && seen !== "function") {
      const kind = isMethod
        ? `${self}!==undefined&&${callee} instanceof PyMethodDescriptor`
        : `${callee} instanceof PyBuiltinFunction`;
      text += `if(${kind}&&${callee}.accepts(${C})&&S[0]!==0){S[1]=depth;` +
        `v=${callee}.native(${
          isMethod ? self + list : args.join()
        });if(v===undefined)v=NONE;}else `;
    }
    if (seen === "class") {
      text += `if((t=${callee}.maker)!==undefined&&t.version===${callee}.version&&` +
        `(e=t.init.code.entry)!==null&&t.init.code.exactArgs===${C + 1}&&` +
        `${callee}.ctor!==null&&${limits}){w=new ${callee}.ctor();` +
        `if((v=e(t.init,depth+1,w${list}))===undefined){calls.initLeft(w);${this.failed}}` +
        `if(v!==NONE)throw ops.badInit(v);v=w;}else `;
    }
    text +=
      `{S[1]=depth;if((v=calls.callAny(${callee},${self},[${args}],undefined,depth))===undefined)` +
      `${this.failed}}`;
    this.out(`${text}${this.r(A)}=v;`);
  }

  /** LOAD_METHOD: functions of classes stand on the prototype, methods of builtin types are kept here for each site. */
  private loadMethod(pc: number): void {
    const { ints, code } = this;
    const A = ints[pc + 1], C = ints[pc + 3];
    const o = this.r(ints[pc + 2]);
    const key = this.key(C), method = JSON.stringify("$" + code.names[C]);
    const seen = code.targets?.[pc >> 2];
    const isFunction = seen instanceof MethodSite && seen.func instanceof PyFunction;
    // A or A + 1 may be the object's register
    const set = (f: string): string => `{v=${o};${this.r(A)}=${f};${this.r(A + 1)}=v;}`;
    let text = "";
    if (isFunction || seen === undefined) {
      text += `if(typeof ${o}==="object"&&${o}.plainGet&&(t=${o}[${method}])!==undefined&&` +
        `${o}[${key}]===undefined)${set("t")}else `;
    }
    let note = "";
    if (!isFunction) {
      const str = StrType.lookup(code.names[C]);
      if (str instanceof PyMethodDescriptor) {
        text += `if(typeof ${o}==="string")${set(this.named(`s${C}`, str))}else `;
      }
      const cls = `c${pc}`, cached = `m${pc}`;
      this.caches.push(cls, cached);
      text += `if(typeof ${o}==="object"&&${o}.cls===${cls})${set(cached)}else `;
      note = `if((t=ops.fixedMethodClass(v,${this.r(A)}))!==undefined){${cls}=t;${cached}=${
        this.r(A)
      };}`;
    }
    this.out(
      `${text}{${this.away(pc)}v=${o};${this.r(A)}=ops.loadMethod(v,${this.name(C)},${key});` +
        `${this.r(A + 1)}=method.self;${note}}`,
    );
  }

  /** What tier 0 has seen the call to call. */
  private target(pc: number, isMethod: boolean): "function" | "class" | "native" | "unknown" {
    const { code, ints } = this;
    let seen: unknown;
    if (isMethod) {
      // the LOAD_METHOD that goes with it
      let at = pc - 4;
      while (at >= 0 && !(ints[at] === Op.LOAD_METHOD && ints[at + 1] === ints[pc + 2])) at -= 4;
      seen = at < 0 ? undefined : code.targets?.[at >> 2];
      if (!(seen instanceof MethodSite)) return "unknown";
      return seen.func instanceof PyFunction ? "function" : "native";
    }
    seen = code.targets?.[pc >> 2];
    return seen === undefined ? "unknown" : seen instanceof PyType ? "class" : "function";
  }

  private callKeywords(pc: number, isMethod: boolean): void {
    const B = this.ints[pc + 2], C = this.ints[pc + 3];
    const args: string[] = [];
    for (let i = 0; i < C; i++) args.push(this.r(B + (isMethod ? 2 : 1) + i));
    const names = this.ints[pc + 5];
    const kw = this.named(`n${names}`, names);
    this.constants.set(kw, this.code.consts[names]);
    this.out(
      this.operation(
        pc,
        `calls.callAny(${this.r(B)},${isMethod ? this.r(B + 1) : "undefined"},[${args}],` +
          `keywordNames(${kw}),depth)`,
      ),
    );
  }

  private returns(value: string, pc: number): void {
    // a loop's frame is left by tier 0
    if (this.kind === "loop") this.out(this.exit(pc));
    else if (this.kind === "function") this.out(`{${this.at(pc)}v=${value};break done;}`);
    else this.out(`return ${value};`);
  }

  private global(index: number, pc: number): string {
    const { code } = this;
    const A = this.r(this.ints[pc + 1]);
    const slow = `scope.resolveGlobal(code,home.globals,home.builtins,${index})`;
    const cell = code.globalCells?.[index] as object | undefined;
    const builtin = code.builtinCells?.[index] as object | undefined;
    if (cell === undefined || cell === UNLINKED) {
      return `${this.away(pc)}${A}=${slow};`;
    }
    const g = this.named(`g${index}`, cell), b = this.named(`b${index}`, builtin);
    return `if((v=${g}.v)===undefined&&(v=${b}.v)===undefined){${this.away(pc)}` +
      `v=${slow};}${A}=v;`;
  }

  private list(first: number, count: number): string {
    const items: string[] = [];
    for (let i = 0; i < count; i++) items.push(this.r(first + i));
    return `[${items}]`;
  }

  /** An instruction from the table of templates. */
  private simple(pc: number): void {
    const template = SIMPLE.get(this.ints[pc]);
    if (template === undefined) {
      this.out(this.exit(pc));
      return;
    }
    const text = fillTemplate(template, this.ints, pc, {
      register: (r) => this.r(r),
      constant: (k) => this.constant(k),
      name: (n) => this.name(n),
      list: (first, count) => this.list(first, count),
    });
    this.out(this.away(pc) + text);
  }

  /**
   * `a * b + c & mask` with ints and a mask of at most 32 bits, from the low halves alone: where the whole product would be too
   * long for a number. Gives the position behind it, or -1 where the instruction does not begin such an expression.
   */
  private masked(block: number, pc: number): number {
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

  private instruction(block: number, pc: number): void {
    const { ints } = this;
    const op = ints[pc], A = ints[pc + 1], B = ints[pc + 2], C = ints[pc + 3];
    if (op >= Op.ADD && op <= Op.MATMUL) return this.arithmetic(pc, op - Op.ADD, false, false);
    if (op >= Op.INPLACE_ADD && op <= Op.INPLACE_MATMUL) {
      return this.arithmetic(pc, op - Op.INPLACE_ADD, true, false);
    }
    if (op >= Op.ADD_K && op <= Op.XOR_K) return this.arithmetic(pc, op - Op.ADD_K, false, true);
    if (op >= Op.INPLACE_ADD_K && op <= Op.INPLACE_XOR_K) {
      return this.arithmetic(pc, op - Op.INPLACE_ADD_K, true, true);
    }
    if (op >= Op.LT && op <= Op.GE) return this.comparison(pc, op - Op.LT, false);
    if (op >= Op.LT_K && op <= Op.GE_K) return this.comparison(pc, op - Op.LT_K, true);
    if (op >= Op.JUMP_IF_LT && op <= Op.JUMP_IF_NOT_GE_K) return this.fusedComparison(block, pc);
    switch (op) {
      case Op.NOP:
      case Op.EXTRA:
        return;
      case Op.MOVE:
      case Op.RESTORE_LOCAL:
        return this.out(`${this.r(A)}=${this.r(B)};`);
      case Op.SAVE_LOCAL:
        return this.out(`${this.r(A)}=${this.r(B)};${this.r(B)}=undefined;`);
      case Op.UNSET:
        return this.out(`${this.r(A)}=undefined;`);
      case Op.LOAD_CONST:
        return this.out(`${this.r(A)}=${this.constant(B)};`);
      case Op.CHECK_LOCAL:
        return this.out(
          `if(${this.r(A)}===undefined){${this.at(pc)}throw scope.unboundLocal(home,${A});}`,
        );
      case Op.DELETE_LOCAL:
        return this.out(
          `if(mayDie(${this.r(A)}))${this.exit(pc)}if(${this.r(A)}===undefined){${this.at(pc)}` +
            `throw scope.unboundLocal(home,${A});}${this.r(A)}=undefined;`,
        );
      case Op.NEGATIVE: {
        const b = this.r(B);
        return this.out(
          `if(typeof ${b}==="number")${this.r(A)}=0-${b};else if(${b} instanceof PyFloat&&` +
            `${b}.cls===FloatType)${this.r(A)}=new PyFloat(-${b}.v);else{${this.away(pc)}${
              this.r(A)
            }=neg(${b});}`,
        );
      }
      case Op.INVERT: {
        const b = this.r(B);
        return this.out(
          `if(typeof ${b}==="number"&&(${b}|0)===${b})${this.r(A)}=~${b};else{${this.away(pc)}${
            this.r(A)
          }=invert(${b});}`,
        );
      }
      case Op.NOT: {
        const b = this.r(B);
        return this.out(
          `if(typeof ${b}==="boolean")${this.r(A)}=!${b};else{${this.away(pc)}${
            this.r(A)
          }=!truth(${b});}`,
        );
      }
      case Op.IS:
      case Op.IS_NOT: {
        const b = this.r(B), c = this.r(C);
        const same = `(${b}===${c}||isSame(${b},${c}))`;
        return this.out(`${this.r(A)}=${op === Op.IS ? same : "!" + same};`);
      }
      case Op.IN:
      case Op.NOT_IN:
      case Op.IN_K:
      case Op.NOT_IN_K: {
        const isConst = op === Op.IN_K || op === Op.NOT_IN_K;
        const where = isConst ? this.constant(C) : this.r(C);
        const not = op === Op.NOT_IN || op === Op.NOT_IN_K ? "!" : "";
        return this.out(
          `${this.away(pc)}${this.r(A)}=${not}ops.contains(${where},${this.r(B)});`,
        );
      }
      case Op.JUMP:
        return this.out(this.goto(block, C));
      case Op.JUMP_BACKWARD:
        return this.out(
          `if((++turns&1023)===0||poll[0]!==0){${this.away(pc)}compiledSafePoint(thread());}` +
            this.goto(block, C),
        );
      case Op.JUMP_IF_TRUE: {
        const a = this.r(A);
        this.out(`if(typeof ${a}!=="boolean"){${this.away(pc)}v=truth(${a});}else v=${a};`);
        return this.branch(block, pc, "v");
      }
      case Op.JUMP_IF_FALSE: {
        const a = this.r(A);
        this.out(`if(typeof ${a}!=="boolean"){${this.away(pc)}v=truth(${a});}else v=${a};`);
        return this.branch(block, pc, "!v");
      }
      case Op.JUMP_IF_NONE:
        return this.branch(block, pc, `${this.r(A)}===NONE`);
      case Op.JUMP_IF_NOT_NONE:
        return this.branch(block, pc, `${this.r(A)}!==NONE`);
      case Op.JUMP_IF_IS:
      case Op.JUMP_IF_IS_NOT: {
        const a = this.r(A), b = this.r(B);
        const same = `(${a}===${b}||isSame(${a},${b}))`;
        return this.branch(block, pc, op === Op.JUMP_IF_IS ? same : "!" + same);
      }
      case Op.JUMP_IF_IN:
      case Op.JUMP_IF_NOT_IN:
      case Op.JUMP_IF_IN_K:
      case Op.JUMP_IF_NOT_IN_K: {
        const isConst = op === Op.JUMP_IF_IN_K || op === Op.JUMP_IF_NOT_IN_K;
        const where = isConst ? this.constant(B) : this.r(B);
        const not = op === Op.JUMP_IF_NOT_IN || op === Op.JUMP_IF_NOT_IN_K ? "!" : "";
        this.out(this.away(pc));
        return this.branch(block, pc, `${not}ops.contains(${where},${this.r(A)})`);
      }
      case Op.LOAD_GLOBAL:
        return this.out(this.global(B, pc));
      case Op.STORE_GLOBAL: {
        const cell = this.code.globalCells?.[B] as object | undefined;
        const store = `${this.away(pc)}scope.storeGlobal(home,${B},${this.r(A)});`;
        if (cell === undefined || cell === UNLINKED) return this.out(store);
        const g = this.named(`g${B}`, cell);
        return this.out(
          `if(${g}.v!==undefined&&abandonable.size===0)${g}.v=${this.r(A)};else{${store}}`,
        );
      }
      case Op.LOAD_NAME:
        if (this.inModule) return this.out(this.global(B, pc));
        if (!this.isLoop) return this.out(this.exit(pc));
        return this.out(`${this.away(pc)}${this.r(A)}=scope.loadName(home,${B});`);
      case Op.STORE_NAME: {
        if (!this.isLoop) return this.out(this.exit(pc));
        const store = `${this.away(pc)}scope.storeName(home,${B},${this.r(A)});`;
        const cell = this.code.globalCells?.[B] as object | undefined;
        if (!this.inModule || cell === undefined || cell === UNLINKED) return this.out(store);
        const g = this.named(`g${B}`, cell);
        return this.out(
          `if(${g}.v!==undefined&&finalizable.size+abandonable.size===0)${g}.v=${
            this.r(A)
          };else{${store}}`,
        );
      }
      case Op.MAKE_CELL:
        return this.out(`${this.r(A)}=new Cell(${this.r(A)});`);
      case Op.LOAD_DEREF:
        return this.out(
          `if((v=${this.r(B)}.v)===undefined){${this.at(pc)}throw scope.unboundCell(home,${B});}` +
            `${this.r(A)}=v;`,
        );
      case Op.STORE_DEREF:
        return this.out(`${this.r(B)}.v=${this.r(A)};`);
      case Op.DELETE_DEREF:
        return this.out(
          `if(${this.r(B)}.v===undefined){${this.at(pc)}throw scope.unboundCell(home,${B});}` +
            `${this.r(B)}.v=undefined;`,
        );
      case Op.LOAD_ATTR: {
        const o = this.r(B);
        return this.out(
          `if(typeof ${o}==="object"&&${o}.plainGet&&(v=${o}[${this.key(C)}])!==undefined)` +
            `${this.r(A)}=v;else{${
              this.operation(pc, `ops.loadAttr(${o},${this.name(C)},depth)`)
            }}`,
        );
      }
      case Op.STORE_ATTR: {
        const o = this.r(B), a = this.r(A);
        const slot = `(t=${o}.slotKeys)!==undefined&&t[${this.key(C)}]===true`;
        return this.out(
          // `__class__` and the like have accessors that may raise
          `${this.at(pc)}if(typeof ${o}==="object"&&(${o}.plainSet||${slot}))${o}[${
            this.key(C)
          }]=${a};` +
            `else{S[1]=depth;ops.storeAttr(${o},${this.name(C)},${a});}`,
        );
      }
      case Op.LOAD_METHOD:
        return this.loadMethod(pc);
      case Op.LOAD_SUPER_METHOD:
      case Op.LOAD_ZERO_SUPER_METHOD:
        return this.out(
          `${this.away(pc)}t=${this.list(B, 3)};op.superMethod(home,t,0,0,${C},${
            op === Op.LOAD_ZERO_SUPER_METHOD
          });${this.r(A)}=t[0];${this.r(A + 1)}=t[1];`,
        );
      case Op.LOAD_SUPER_ATTR:
      case Op.LOAD_ZERO_SUPER_ATTR:
        return this.out(
          `${this.away(pc)}t=${this.list(B, 3)};op.superAttr(home,t,0,0,${C},${
            op === Op.LOAD_ZERO_SUPER_ATTR
          });${this.r(A)}=t[0];`,
        );
      case Op.LOAD_SUBSCR: {
        const o = this.r(B), i = this.r(C);
        return this.out(
          `x:{if(typeof ${i}==="number"){if(${o} instanceof PyList){t=${o}.items;` +
            `if(${i}>=0&&${i}<t.length&&${o}.cls===ListType){${this.r(A)}=t[${i}];break x;}}` +
            `else if(${o} instanceof PyTuple){t=${o}.items;` +
            `if(${i}>=0&&${i}<t.length&&${o}.cls===TupleType){${this.r(A)}=t[${i}];break x;}}}` +
            `${this.operation(pc, `ops.subscript(${o},${i},depth)`)}}`,
        );
      }
      case Op.LOAD_SUBSCR_K: {
        const o = this.r(B), i = this.constant(C);
        const k = this.code.consts[C];
        const fast = typeof k === "number" && k >= 0
          ? `if(${o} instanceof PyTuple&&${o}.cls===TupleType&&${i}<${o}.items.length)` +
            `${this.r(A)}=${o}.items[${i}];else if(${o} instanceof PyList&&${o}.cls===ListType&&` +
            `${i}<${o}.items.length)${this.r(A)}=${o}.items[${i}];else`
          : "";
        return this.out(`${fast}{${this.operation(pc, `ops.subscript(${o},${i},depth)`)}}`);
      }
      case Op.STORE_SUBSCR: {
        const o = this.r(B), i = this.r(C), a = this.r(A);
        return this.out(
          `x:{if(typeof ${i}==="number"&&${o} instanceof PyList){t=${o}.items;` +
            `if(${i}>=0&&${i}<t.length&&${o}.cls===ListType){t[${i}]=${a};break x;}}` +
            `${this.away(pc)}ops.storeSubscript(${o},${i},${a});}`,
        );
      }
      case Op.STORE_SUBSCR_K:
        return this.out(
          `${this.away(pc)}ops.storeSubscript(${this.r(B)},${this.constant(C)},${this.r(A)});`,
        );
      case Op.CALL:
        return this.call(pc, false);
      case Op.CALL_METHOD:
        return this.call(pc, true);
      case Op.CALL_KW:
        return this.callKeywords(pc, false);
      case Op.CALL_METHOD_KW:
        return this.callKeywords(pc, true);
      case Op.CALL_EX:
        return this.out(
          this.operation(
            pc,
            `calls.callStarred(${this.r(B)},${this.r(B + 1)},${
              C === 1 ? this.r(B + 2) : "undefined"
            },depth)`,
          ),
        );
      case Op.WITH_EXIT:
        return this.out(
          this.operation(
            pc,
            `calls.callAny(${this.r(B)},undefined,op.NO_EXCEPTION,undefined,depth)`,
          ),
        );
      case Op.RETURN_VALUE:
        return this.returns(this.r(A), pc);
      case Op.RETURN_CONST:
        return this.returns(this.constant(B), pc);
      case Op.MAKE_FUNCTION: {
        let n = 0;
        for (let bits = C; bits !== 0; bits >>= 1) n += bits & 1;
        const regs = n === 0 ? "[]" : this.list(ints[pc + 5], n);
        return this.out(
          `${this.r(A)}=makeFunction({regs:${regs},globals:home.globals,builtins:home.builtins},` +
            `${this.constant(B)},${C},0);`,
        );
      }
      case Op.CALL_INTRINSIC_1:
        // what is abandoned is looked for in frames
        if (C === Intrinsic1.LEAVE_FOR) return this.out(`if(abandonable.size!==0)${this.exit(pc)}`);
        break;
      case Op.YIELD_VALUE:
        if (this.kind !== "body") return this.out(this.exit(pc));
        return this.out(
          `home.pc=${pc};v=yield ${this.r(B)};depth=home.depth;` +
            `if(v===SPILL)return spill(home,@FRAME@);${this.r(A)}=v;`,
        );
      case Op.SEND:
        return this.out(
          `${this.away(pc)}if((v=ops.send(${this.r(A)},${
            this.r(B)
          },depth))===undefined)${this.failed}` +
            `if(v===ENDED){${this.r(B)}=returned.value;${this.goto(block, C)}}${this.r(B)}=v;`,
        );
      case Op.GET_YIELD_FROM_ITER:
        return this.out(`${this.away(pc)}${this.r(A)}=yieldFromIterator(home,${this.r(B)});`);
      case Op.GET_AWAITABLE:
        return this.out(`${this.away(pc)}${this.r(A)}=awaitable(${this.r(B)},${C});`);
      case Op.LIST_APPEND:
        return this.out(`op.listAppend(${this.r(A)},${this.r(B)});`);
      case Op.UNPACK_SEQUENCE: {
        const o = this.r(B);
        const targets = (from: string): string => {
          let text = "";
          for (let i = 0; i < C; i++) text += `${this.r(A + i)}=${from}[${i}];`;
          return text;
        };
        return this.out(
          `if(${o} instanceof PyTuple&&${o}.cls===TupleType&&(t=${o}.items).length===${C}){${
            targets("t")
          }}else{${this.away(pc)}w=ops.unpackItems(${o},${C});${targets("w")}}`,
        );
      }
      case Op.UNPACK_EX: {
        const before = C & 255, behind = C >> 8;
        let text = `${this.away(pc)}t=[];op.unpackEx(t,0,${this.r(B)},${before},${behind});`;
        for (let i = 0; i <= before + behind; i++) text += `${this.r(A + i)}=t[${i}];`;
        return this.out(text);
      }
      case Op.BEFORE_WITH:
        return this.out(
          `${this.away(pc)}t=[];op.beforeWith(t,0,${this.r(B)},false);` +
            `${this.r(A)}=t[0];${this.r(A + 1)}=t[1];`,
        );
      case Op.BUILD_SLICE:
        return this.out(
          `${this.r(A)}=op.buildSlice(${this.r(B)},${this.r(B + 1)},${
            C === 3 ? this.r(B + 2) : "NONE"
          });`,
        );
      case Op.DELETE_SUBSCR:
      case Op.DELETE_ATTR: {
        const what = op === Op.DELETE_SUBSCR
          ? `op.deleteItem(${this.r(B)},${this.r(C)})`
          : `op.removeAttr(home,${this.r(B)},${C})`;
        // a collection needs frames
        return this.out(
          `if(finalizable.size+abandonable.size!==0)${this.exit(pc)}${this.away(pc)}${what};`,
        );
      }
      case Op.RAISE:
        if (A < 0) return this.out(this.exit(pc));
        return this.out(
          `{${this.away(pc)}pending.error=ops.raise(${this.r(A)},${
            B < 0 ? "undefined" : this.r(B)
          });${this.failed}}`,
        );
      case Op.PUSH_EXC:
        return this.out(`${this.r(A)}=pushHandled(thread(),home,depth,${this.r(B)});`);
      case Op.POP_EXC:
        return this.out(`popHandled(thread(),home,depth,${A < 0 ? "undefined" : this.r(A)});`);
      case Op.JUMP_IF_NOT_EXC_MATCH:
        this.out(this.away(pc));
        return this.branch(block, pc, `!exceptionMatches(${this.r(A)},${this.r(B)})`);
      case Op.FOR_ITER: {
        const it = this.r(A), item = this.r(B);
        const end = this.goto(block, C);
        return this.out(
          `if(${it} instanceof RangeIterator){if((t=${it}.left)<=0){${end}}${it}.left=t-1;` +
            `v=${it}.next;${it}.next=v+${it}.stride;${item}=v;}else{` +
            `${
              this.away(pc)
            }if(${it}.cls.heap){if((v=ops.next(${it},depth))===undefined)${this.failed}` +
            `if(v===ENDED){${end}}}else if((${it} instanceof PyGenerator)){` +
            `if((v=ops.nextOfGenerator(${it},depth))===undefined)${this.failed}` +
            `if(v===ENDED){${end}}}else if((v=${it}.step())===undefined){${end}}${item}=v;}`,
        );
      }
    }
    this.simple(pc);
  }

  /** A block, inside a `try` of its own where its instructions have a handler. */
  private block(i: number): void {
    const { ints, code } = this;
    const b = this.shape.blocks[i];
    const handler = this.handlerOf(b.start);
    const handles = handler >= 0 && this.shape.at.has(handler) && raises(ints, b);
    if (handles) {
      this.failed = `break h${i};`;
      this.out(`o${i}:{h${i}:{try{`);
    }
    for (let pc = b.start; pc < b.end;) {
      const next = this.masked(i, pc);
      if (next >= 0) pc = next;
      else {
        this.instruction(i, pc);
        pc = after(ints, pc);
      }
    }
    const last = lastOf(ints, b);
    const falls = (FLAGS[ints[last]] & OpFlag.ENDS) === 0;
    const jump = falls && this.shape.at.get(b.end) !== i + 1 ? this.goto(i, b.end) : "";
    if (!handles) {
      this.out(jump);
      return;
    }
    this.failed = "break out;";
    const table = code.exceptionTable, row = code.findHandler(b.start);
    const position = table[row + 4] < 0
      ? ""
      : `${this.r(table[row + 4])}=(P[depth]-${this.sites})*4;`;
    this.out(
      `${falls ? jump === "" ? `break o${i};` : jump : ""}}catch(x){pending.error=x;}}` +
        `if((v=caught(thread(),home,depth,@FRAME@))===undefined)break out;` +
        `${this.r(table[row + 3])}=v;${position}${this.goto(i, handler)}}`,
    );
  }

  /** The handler of an instruction, or -1; what a generator raises is left to tier 0. */
  private handlerOf(pc: number): number {
    return this.kind === "body" ? -1 : handlerIn(this.code, pc);
  }

  /** The text of the unit, a factory's body. */
  emit(name: string): Emitted {
    const { blocks, scopes } = this.shape;
    const { code } = this;
    let nextScope = 0;
    for (let i = 0; i < blocks.length; i++) {
      while (nextScope < scopes.length && scopes[nextScope].first === i) {
        const s = scopes[nextScope];
        this.out(s.loop ? `${s.label}:for(;;){` : `${s.label}:{`);
        this.open.push(nextScope++);
      }
      this.block(i);
      while (this.open.length > 0 && scopes[this.open.at(-1)!].last === i) {
        this.out(scopes[this.open.pop()!].loop ? "break;}" : "}");
      }
    }
    const body = this.parts.join("\n");
    const all: string[] = [];
    const locals: string[] = ["v", "t", "w", "e", "turns=0"];
    const n = code.argumentRegisters;
    const parameters: string[] = [];
    for (let r = 0; r < code.nregs; r++) {
      const name = `r${r}`;
      const isFree = r >= code.freeBase && r < code.tempBase;
      if (this.kind !== "function") {
        // what the loop does not touch stays where it is
        if (this.used.has(r)) locals.push(`${name}=R[${r}]`);
        all.push(this.used.has(r) ? name : `R[${r}]`);
      } else if (r < n) {
        parameters.push(name);
        all.push(name);
      } else if (isFree) {
        locals.push(`${name}=home.closure[${r - code.freeBase}]`);
        all.push(name);
      } else if (this.used.has(r)) {
        locals.push(name);
        all.push(name);
      } else all.push("undefined");
    }
    const frame = `[${all}]`;
    const rest = `out:{try{\n${body.replaceAll("@FRAME@", frame)}\n}catch(x){pending.error=x;}}\n`;
    let text: string;
    if (this.kind === "loop") {
      text = `return function ${name}(home,depth){\nconst R=home.regs;let ${locals};\n` +
        `${rest}return giveBack(home,depth,${frame});\n}`;
    } else if (this.kind === "body") {
      text =
        `return function* ${name}(home){\nconst R=home.regs;let depth=home.depth,${locals};\n` +
        `${rest}return giveBack(home,depth,${frame});\n}`;
    } else {
      text = `return function ${name}(${["home", "depth", ...parameters]}){\n` +
        `if(home.globals!==globals)return calls.elsewhere(home,depth,[${parameters}]);\n` +
        `let ${locals};\ndone:{${rest}return lose(home,depth,${frame});}\n` +
        `if((S[2]|S[3])!==0&&returnsInLoop(depth,${frame},v)){pending.error=UNWIND;` +
        `return lose(home,depth,${frame});}\nreturn v;\n}`;
    }
    if (this.caches.length > 0) text = `let ${this.caches};\n${text}`;
    return { text, names: [...this.constants.keys()], values: [...this.constants.values()] };
  }
}

function handlerIn(code: PyCode, pc: number): number {
  const row = code.findHandler(pc);
  return row < 0 ? -1 : code.exceptionTable[row + 2];
}

/** Where the loop ends whose header is at `header`: behind the last jump back to it. */
function loopEnd(code: Int32Array, header: number): number {
  let end = header;
  for (let pc = header; pc < code.length; pc += 4) {
    if ((FLAGS[code[pc]] & OpFlag.JUMPS) !== 0 && code[pc + 3] === header) end = pc + 4;
  }
  return end;
}

const SUSPENDED = CodeFlag.ASYNC_GENERATOR;

/**
 * The text of a unit: a whole function, the loop whose header is at `entry`, or a generator from `entry` on (where that is a
 * loop's header, to the end of the loop). `sites` is the site of the first instruction.
 */
export function emitUnit(
  code: PyCode,
  entry: number,
  kind: UnitKind,
  sites: number,
  name: string,
  inModule: boolean,
): Emitted {
  if ((code.flags & SUSPENDED) !== 0) throw new Refusal("an asynchronous generator");
  const ints = code.code;
  const isBegin = kind === "function" || ints[entry - 4] === Op.RETURN_GENERATOR;
  const limit = isBegin ? ints.length : loopEnd(ints, entry);
  if (limit - entry >> 2 > MAX_INSTRUCTIONS) throw new Refusal("too large");
  if (kind === "body") {
    for (let pc = 0; pc < ints.length; pc += 4) {
      // where it delegates, the SEND before has the block's handler
      if (
        ints[pc] === Op.YIELD_VALUE && code.findHandler(ints[pc + 3] < 0 ? pc : pc - 4) >= 0
      ) throw new Refusal("a generator that waits inside try or with");
    }
  }
  const handlerOf = kind === "body" ? () => -1 : (pc: number) => handlerIn(code, pc);
  const shape = structure(ints, entry, limit, handlerOf);
  if (shape === undefined) throw new Refusal("irreducible control flow");
  return new Emitter(code, shape, kind, sites, inModule).emit(name);
}
