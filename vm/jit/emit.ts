// Baseline code: one JavaScript function for a whole Python function, or for one of its loops.
//
// A register is a JavaScript variable `r<n>`. The registers that something else may ask the frame for are kept in the frame as
// well ("shared"): all named ones, for locals() and handlers, and the temporaries that are needed behind an instruction that
// may run Python or raise. So the frame is right whenever compiled.ts says that it has to be, and reading a variable never
// touches it. Another direction, somebody who writes a variable of the frame (PEP 667), starts with holding the frame: an
// instruction that finds `frame.kind` changed leaves for the loop.
//
// At each site the usual operands are dealt with inline; everything else calls what the loop calls, with the same arguments.

import { FLAGS, OpFlag } from "../bytecode/roles.ts";
import { liveRegisters, liveTemporaries } from "../bytecode/liveness.ts";
import { Op } from "../bytecode/opcodes.ts";
import { type RegisterVisitor, visitRegisters } from "../bytecode/registers.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import type { Value } from "../objects/object.ts";
import { after, lastOf, type Structure, structure } from "./structure.ts";
import { CALLS, TEMPLATES } from "./templates.ts";

/** Why code is left to the loop. */
export class Refusal {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Instructions of a larger function are not compiled: V8 would not optimise it, and takes long to find out. */
const MAX_INSTRUCTIONS = 3000;

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

class Emitter implements RegisterVisitor {
  private readonly code: PyCode;
  private readonly ints: Int32Array;
  private readonly shape: Structure;
  private readonly entry: number;
  private readonly shared: Set<number>;
  /** Registers of the frame that compiled code may have set. */
  private readonly dirty: Set<number>;
  private readonly used: Set<number>;
  private readonly parts: string[];
  private readonly reads: number[];
  private readonly writes: number[];
  private readonly open: number[];

  constructor(code: PyCode, shape: Structure, entry: number) {
    this.code = code;
    this.ints = code.code;
    this.shape = shape;
    this.entry = entry;
    this.shared = new Set();
    this.dirty = new Set();
    this.used = new Set();
    this.parts = [];
    this.reads = [];
    this.writes = [];
    this.open = [];
    for (let r = 0; r < code.tempBase; r++) this.shared.add(r);
    for (const b of shape.blocks) {
      for (let pc = b.start; pc < b.end; pc = after(this.ints, pc)) {
        if ((FLAGS[this.ints[pc]] & OpFlag.RAISES) === 0 && this.ints[pc] !== Op.JUMP_BACKWARD) {
          continue;
        }
        for (const r of liveRegisters(code, pc)) this.shared.add(r);
      }
    }
  }

  read(register: number): void {
    this.reads.push(register);
  }

  written(register: number): void {
    this.writes.push(register);
  }

  private r(register: number): string {
    this.used.add(register);
    return `r${register}`;
  }

  private out(text: string): void {
    this.parts.push(text);
  }

  /** Sets a register. */
  private set(register: number, value: string): string {
    const r = this.r(register);
    if (!this.shared.has(register)) return `${r}=${value};`;
    this.dirty.add(register);
    return `regs[${register}]=${r}=${value};`;
  }

  /** Brings registers into the frame that only live in variables. */
  private spill(registers: Iterable<number>): string {
    let text = "";
    for (const r of registers) {
      if (this.shared.has(r)) continue;
      this.dirty.add(r);
      text += `regs[${r}]=${this.r(r)};`;
    }
    return text;
  }

  /** Leaves for the loop, which goes on at `pc`. */
  private exit(pc: number): string {
    return `{${this.spill(liveTemporaries(this.code, pc))}frame.pc=${pc};return undefined;}`;
  }

  /** Behind an operation that may have given the frame away. */
  private seen(next: number): string {
    return `if(frame.kind!==kind)${this.exit(next)}`;
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

  /** An operation that may push a frame: its value goes to A. */
  private operation(pc: number, call: string): string {
    const A = this.ints[pc + 1];
    const next = after(this.ints, pc);
    return `frame.pc=${pc};` +
      `if((v=${call})===undefined&&(v=runPushed(ts,top,frame,${pc}))===undefined)return undefined;` +
      this.set(A, "v") + this.seen(next);
  }

  private constant(index: number): string {
    const v: Value = this.code.consts[index];
    if (typeof v === "number" || typeof v === "boolean") return `${v}`;
    if (typeof v === "string") return JSON.stringify(v);
    return `consts[${index}]`;
  }

  private arithmetic(pc: number, index: number, inplace: boolean, isConst: boolean): void {
    const A = this.ints[pc + 1];
    const a = this.r(this.ints[pc + 2]);
    const C = this.ints[pc + 3];
    const b = isConst ? this.constant(C) : this.r(C);
    const k = isConst ? this.code.consts[C] : undefined;
    let text = "";
    if (!isConst || typeof k === "number") {
      const i = intOperator(index, a, b);
      if (i !== undefined) text += `if(${NUMBERS(a, b)}&&${i[0]}){${this.set(A, i[1])}}else `;
      const f = FLOAT_OPERATORS[index];
      if (f !== undefined && !isConst) {
        const zero = index === 3 ? `&&${b}.v!==0` : "";
        text += `if(${a} instanceof PyFloat&&${b} instanceof PyFloat&&${a}.cls===FloatType&&` +
          `${b}.cls===FloatType${zero}){${this.set(A, `new PyFloat(${a}.v${f}${b}.v)`)}}else `;
      }
    }
    if (index === 0 && (!isConst || typeof k === "string")) {
      text += `if(typeof ${a}==="string"&&typeof ${b}==="string"){${
        this.set(A, `${a}+${b}`)
      }}else `;
    }
    const f = inplace ? "inplace" : "binary";
    this.out(`${text}{${this.operation(pc, `${f}(ts,${index},${a},${b},frame,${pc})`)}}`);
  }

  private comparison(pc: number, index: number, isConst: boolean): void {
    const A = this.ints[pc + 1];
    const a = this.r(this.ints[pc + 2]);
    const C = this.ints[pc + 3];
    const b = isConst ? this.constant(C) : this.r(C);
    this.out(
      `if(${NUMBERS(a, b)}){${this.set(A, `${a}${COMPARISONS[index]}${b}`)}}else{${
        this.operation(pc, `compare(ts,${index},${a},${b},frame,${pc})`)
      }}`,
    );
  }

  private fusedComparison(block: number, pc: number): void {
    const op = this.ints[pc] - Op.JUMP_IF_LT;
    const index = op % 6, jumpsIfTrue = Math.floor(op / 6) % 2 === 0;
    const isConst = op >= 12;
    const a = this.r(this.ints[pc + 1]);
    const B = this.ints[pc + 2], C = this.ints[pc + 3];
    const b = isConst ? this.constant(B) : this.r(B);
    this.out(
      `if(${NUMBERS(a, b)})v=${a}${COMPARISONS[index]}${b};else{frame.pc=${pc};` +
        `if((v=test(ts,${index},${a},${b},frame,${pc}))===undefined)return undefined;` +
        `if(frame.kind!==kind){if(v===${jumpsIfTrue})${this.exit(C)}else ${
          this.exit(after(this.ints, pc))
        }}}if(v===${jumpsIfTrue}){${this.goto(block, C)}}`,
    );
  }

  /** A test whose truth may have to be asked for: `how` is an expression that may run Python. */
  private branch(block: number, pc: number, how: string): void {
    const C = this.ints[pc + 3];
    this.out(
      `v=${how};if(frame.kind!==kind){if(v)${this.exit(C)}else ${
        this.exit(after(this.ints, pc))
      }}if(v){${this.goto(block, C)}}`,
    );
  }

  /** CALL, CALL_METHOD */
  private call(pc: number, isMethod: boolean): void {
    const A = this.ints[pc + 1], B = this.ints[pc + 2], C = this.ints[pc + 3];
    const callee = this.r(B);
    const self = isMethod ? this.r(B + 1) : "undefined";
    const first = isMethod ? B + 2 : B + 1;
    const args: string[] = [];
    for (let i = 0; i < C; i++) args.push(this.r(first + i));
    const next = after(this.ints, pc);
    const pushed = isMethod ? [self, ...args] : args;
    const fill = pushed.map((a, i) => `to[${i}]=${a};`).join("");
    let text = `frame.pc=${pc};x:{`;
    text += `if(${isMethod ? `${self}!==undefined&&` : ""}${callee} instanceof PyFunction){` +
      `f=${callee};const target=f.code;const unit=target.compiled===null?null:target.compiled.entry;` +
      `if(unit!==null&&target.exactArgs===${pushed.length}&&frame.depth<ts.limit&&` +
      `frame.depth<top.unitLimit&&poll[0]===0){let next=target.spareFrames.head;` +
      `if(next===null)next=takeFrame(f);else{next.pool.head=next.back;next.pc=0;` +
      `if(next.func!==f)enterFunction(next,f);}const to=next.regs;${fill}` +
      `next.back=frame;next.depth=frame.depth+1;top.frame=next;` +
      `if((v=unit(ts,top,next))===undefined)return undefined;break x;}}`;
    if (C === 1) {
      text += isMethod
        ? `else if(${self}!==undefined&&${callee} instanceof PyMethodDescriptor&&${callee}.accepts(1)&&` +
          `${callee}.native!==natives.send&&ts.limit!==0){v=${callee}.native(${self},${
            args[0]
          })??NONE;break x;}`
        : `else if(${callee} instanceof PyBuiltinFunction&&${callee}.accepts(1)&&` +
          `${callee}.native!==natives.next&&ts.limit!==0){v=${callee}.native(${
            args[0]
          })??NONE;break x;}`;
    }
    text +=
      `if((v=callValue(ts,frame,${callee},${self},[${args}],0,${C},undefined))===undefined&&` +
      `(v=runPushed(ts,top,frame,${pc}))===undefined)return undefined;}`;
    this.out(text + this.set(A, "v") + this.seen(next));
  }

  private returns(pc: number, value: string): void {
    this.out(`v=${value};`);
    this.parts.push(`@RETURN${pc}@`);
  }

  /** Emits an instruction that works on the frame's registers. */
  private viaRegisters(pc: number): void {
    const op = this.ints[pc];
    const call = CALLS.get(op);
    const template = call ?? TEMPLATES.get(op);
    if (template === undefined || (op === Op.RAISE && this.ints[pc + 1] < 0)) {
      this.out(this.exit(pc));
      return;
    }
    this.reads.length = 0;
    this.writes.length = 0;
    visitRegisters(this.ints, pc, this);
    const text = this.fill(template, pc);
    this.out(this.spill(this.reads));
    if (call !== undefined) {
      this.out(this.operation(pc, text));
      return;
    }
    this.out(`frame.pc=${pc};${text};`);
    if (op === Op.RAISE) return;
    const changed = op === Op.DELETE_LOCAL || op === Op.SAVE_LOCAL || op === Op.UNSET
      ? [...this.writes, ...this.reads]
      : this.writes;
    for (const w of changed) {
      this.dirty.add(w);
      this.out(`${this.r(w)}=regs[${w}];`);
    }
    if ((FLAGS[op] & OpFlag.RAISES) !== 0) this.out(this.seen(after(this.ints, pc)));
  }

  private fill(template: string, pc: number): string {
    const { ints } = this;
    const extra = after(ints, pc) === pc + 8 ? ints[pc + 5] : 0;
    return template.replaceAll("$A", `${ints[pc + 1]}`).replaceAll("$B", `${ints[pc + 2]}`)
      .replaceAll("$C", `${ints[pc + 3]}`).replaceAll("$X", `${extra}`);
  }

  private instruction(block: number, pc: number): void {
    const { ints } = this;
    const op = ints[pc], A = ints[pc + 1], B = ints[pc + 2], C = ints[pc + 3];
    const next = after(ints, pc);
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
        return this.out(this.set(A, this.r(B)));
      case Op.LOAD_CONST:
        return this.out(this.set(A, this.constant(B)));
      case Op.CHECK_LOCAL:
        return this.out(
          `if(${this.r(A)}===undefined){frame.pc=${pc};throw scope.unboundLocal(frame,${A});}`,
        );
      case Op.NEGATIVE: {
        const b = this.r(B);
        return this.out(
          `if(typeof ${b}==="number"){${this.set(A, `0-${b}`)}}else{frame.pc=${pc};${
            this.set(A, `neg(${b})`)
          }${this.seen(next)}}`,
        );
      }
      case Op.INVERT: {
        const b = this.r(B);
        return this.out(
          `if(typeof ${b}==="number"&&(${b}|0)===${b}){${
            this.set(A, `~${b}`)
          }}else{frame.pc=${pc};${this.set(A, `invert(${b})`)}${this.seen(next)}}`,
        );
      }
      case Op.NOT: {
        const b = this.r(B);
        return this.out(
          `if(typeof ${b}==="boolean"){${this.set(A, `!${b}`)}}else{frame.pc=${pc};${
            this.set(A, `!truth(${b})`)
          }${this.seen(next)}}`,
        );
      }
      case Op.IS:
      case Op.IS_NOT: {
        const b = this.r(B), c = this.r(C);
        const same = `(${b}===${c}||isSame(${b},${c}))`;
        return this.out(this.set(A, op === Op.IS ? same : "!" + same));
      }
      case Op.IN:
      case Op.NOT_IN:
      case Op.IN_K:
      case Op.NOT_IN_K: {
        const isConst = op === Op.IN_K || op === Op.NOT_IN_K;
        const where = isConst ? this.constant(C) : this.r(C);
        const not = op === Op.NOT_IN || op === Op.NOT_IN_K ? "!" : "";
        return this.out(
          `frame.pc=${pc};` +
            this.set(A, `${not}op.containsAt(${where},${this.r(B)},frame,${pc})`) +
            this.seen(next),
        );
      }
      case Op.JUMP:
        return this.out(this.goto(block, C));
      case Op.JUMP_BACKWARD:
        return this.out(
          `if((++turns&1023)===0||poll[0]!==0){frame.pc=${pc};unitSafePoint(ts);` +
            `poll=threadHooks.poll;${this.seen(C)}}${this.goto(block, C)}`,
        );
      case Op.JUMP_IF_TRUE: {
        const a = this.r(A);
        this.out(`if(typeof ${a}!=="boolean")frame.pc=${pc};`);
        return this.branch(block, pc, `${a}===true||(${a}!==false&&truth(${a}))`);
      }
      case Op.JUMP_IF_FALSE: {
        const a = this.r(A);
        this.out(`if(typeof ${a}!=="boolean")frame.pc=${pc};`);
        return this.branch(block, pc, `${a}===false||(${a}!==true&&!truth(${a}))`);
      }
      case Op.JUMP_IF_NONE:
        return this.out(`if(${this.r(A)}===NONE){${this.goto(block, C)}}`);
      case Op.JUMP_IF_NOT_NONE:
        return this.out(`if(${this.r(A)}!==NONE){${this.goto(block, C)}}`);
      case Op.JUMP_IF_IS:
      case Op.JUMP_IF_IS_NOT: {
        const a = this.r(A), b = this.r(B);
        const same = `(${a}===${b}||isSame(${a},${b}))`;
        return this.out(
          `if(${op === Op.JUMP_IF_IS ? same : "!" + same}){${this.goto(block, C)}}`,
        );
      }
      case Op.JUMP_IF_IN:
      case Op.JUMP_IF_NOT_IN:
      case Op.JUMP_IF_IN_K:
      case Op.JUMP_IF_NOT_IN_K: {
        const isConst = op === Op.JUMP_IF_IN_K || op === Op.JUMP_IF_NOT_IN_K;
        const where = isConst ? this.constant(B) : this.r(B);
        const not = op === Op.JUMP_IF_NOT_IN || op === Op.JUMP_IF_NOT_IN_K ? "!" : "";
        this.out(`frame.pc=${pc};`);
        return this.branch(block, pc, `${not}op.containsAt(${where},${this.r(A)},frame,${pc})`);
      }
      case Op.LOAD_GLOBAL: {
        const linked = this.code.builtinCells !== null;
        let text = `if((v=cells[${B}].v)===undefined`;
        if (linked) {
          text += `&&(cells!==globalCells||cells[${B}]===UNLINKED||` +
            `(v=builtinCells[${B}].v)===undefined)`;
        }
        text += `){frame.pc=${pc};v=scope.loadGlobal(frame,${B});cells=frame.cells;}`;
        return this.out(text + this.set(A, "v"));
      }
      case Op.LOAD_DEREF:
        return this.out(
          `if((v=${
            this.r(B)
          }.v)===undefined){frame.pc=${pc};throw scope.unboundCell(frame,${B});}` +
            this.set(A, "v"),
        );
      case Op.STORE_DEREF:
        return this.out(`${this.r(B)}.v=${this.r(A)};`);
      case Op.LOAD_ATTR: {
        const o = this.r(B);
        const key = JSON.stringify(this.code.attrKeys[C]);
        return this.out(
          `if(typeof ${o}==="object"&&${o}.plainGet&&(v=${o}[${key}])!==undefined){${
            this.set(A, "v")
          }}else{${this.operation(pc, `op.loadAttr(ts,frame,${o},${C})`)}}`,
        );
      }
      case Op.STORE_ATTR: {
        const o = this.r(B);
        const key = JSON.stringify(this.code.attrKeys[C]);
        const a = this.r(A);
        return this.out(
          `if(typeof ${o}==="object"&&${o}.plainSet)${o}[${key}]=${a};else{frame.pc=${pc};` +
            `op.storeAttr(frame,${o},${C},${a});${this.seen(next)}}`,
        );
      }
      case Op.LOAD_METHOD: {
        const o = this.r(B);
        const key = JSON.stringify(this.code.attrKeys[C]);
        const site = `targets[${pc >> 2}]`;
        const isSelf = A + 1 === B;
        const fast = (isSelf ? "" : this.set(A + 1, o)) + this.set(A, "t.func");
        this.dirty.add(A);
        this.dirty.add(A + 1);
        return this.out(
          `if(typeof ${o}==="object"&&(t=${site})!==undefined&&t.cls===${o}.cls&&` +
            `t.version===${o}.cls.version&&${o}.plainGet&&${o}[${key}]===undefined){` +
            `${A === B ? `v=${o};${this.set(A + 1, "v")}${this.set(A, "t.func")}` : fast}` +
            `}else{frame.pc=${pc};op.loadMethod(frame,regs,${A},${o},${C},${pc});` +
            `${this.r(A)}=regs[${A}];${this.r(A + 1)}=regs[${A + 1}];${this.seen(next)}}`,
        );
      }
      case Op.LOAD_SUBSCR: {
        const o = this.r(B), i = this.r(C);
        return this.out(
          `x:{if(typeof ${i}==="number"){if(${o} instanceof PyList){t=${o}.items;` +
            `if(${i}>=0&&${i}<t.length&&${o}.cls===ListType){${this.set(A, `t[${i}]`)}break x;}}` +
            `else if(${o} instanceof PyTuple){t=${o}.items;` +
            `if(${i}>=0&&${i}<t.length&&${o}.cls===TupleType){${
              this.set(A, `t[${i}]`)
            }break x;}}}` +
            `${this.operation(pc, `op.subscript(ts,${o},${i},frame,${pc})`)}}`,
        );
      }
      case Op.LOAD_SUBSCR_K:
        return this.out(
          this.operation(pc, `op.subscript(ts,${this.r(B)},${this.constant(C)},frame,${pc})`),
        );
      case Op.STORE_SUBSCR: {
        const o = this.r(B), i = this.r(C), a = this.r(A);
        return this.out(
          `x:{if(typeof ${i}==="number"&&${o} instanceof PyList){t=${o}.items;` +
            `if(${i}>=0&&${i}<t.length&&${o}.cls===ListType){t[${i}]=${a};break x;}}` +
            `frame.pc=${pc};op.storeSubscript(${o},${i},${a},frame,${pc});${this.seen(next)}}`,
        );
      }
      case Op.STORE_SUBSCR_K:
        return this.out(
          `frame.pc=${pc};op.storeSubscript(${this.r(B)},${this.constant(C)},${
            this.r(A)
          },frame,${pc});${this.seen(next)}`,
        );
      case Op.CALL:
        return this.call(pc, false);
      case Op.CALL_METHOD:
        return this.call(pc, true);
      case Op.RETURN_VALUE:
        return this.returns(pc, this.r(A));
      case Op.RETURN_CONST:
        return this.returns(pc, this.constant(B));
      case Op.LIST_APPEND:
        return this.out(`op.listAppend(${this.r(A)},${this.r(B)});`);
      case Op.FOR_ITER: {
        const it = this.r(A);
        const end = this.goto(block, C);
        return this.out(
          `if(${it} instanceof RangeIterator){if((t=${it}.left)<=0){${end}}${it}.left=t-1;` +
            `v=${it}.next;${it}.next=v+${it}.stride;${this.set(B, "v")}}else{frame.pc=${pc};` +
            `if(${it} instanceof ListIterator)v=${it}.step();` +
            `else if(${it} instanceof GeneratorBase)v=enterFor(ts,${it})?op.CALLED:undefined;` +
            `else v=op.next(ts,${it});if(v===op.CALLED)return bounced(frame.code);` +
            `if(frame.kind!==kind){if(v===undefined)${this.exit(C)}${this.set(B, "v")}${
              this.exit(next)
            }}if(v===undefined){${end}}${this.set(B, "v")}}`,
        );
      }
    }
    this.viaRegisters(pc);
  }

  /** The text of the unit, a factory's body. */
  emit(name: string): string {
    const { blocks, scopes } = this.shape;
    const { ints, code } = this;
    let nextScope = 0;
    for (let i = 0; i < blocks.length; i++) {
      while (nextScope < scopes.length && scopes[nextScope].first === i) {
        const s = scopes[nextScope];
        this.out(s.loop ? `${s.label}:for(;;){` : `${s.label}:{`);
        this.open.push(nextScope++);
      }
      const b = blocks[i];
      for (let pc = b.start; pc < b.end; pc = after(ints, pc)) this.instruction(i, pc);
      const last = lastOf(ints, b);
      if ((FLAGS[ints[last]] & OpFlag.ENDS) === 0) {
        const next = this.shape.at.get(b.end);
        if (next !== i + 1) this.out(this.goto(i, b.end));
      }
      while (this.open.length > 0 && scopes[this.open.at(-1)!].last === i) {
        this.out(scopes[this.open.pop()!].loop ? "break;}" : "}");
      }
    }
    const registers = [...this.used].sort((a, b) => a - b);
    const isEntry = this.entry === 0;
    const first = registers.map((r) =>
      isEntry && r >= code.argumentRegisters && (r < code.freeBase || r >= code.tempBase)
        ? `r${r}`
        : `r${r}=regs[${r}]`
    );
    const clears: number[] = [];
    for (let r = 0; r < code.nregs; r++) {
      if (
        !isEntry || this.dirty.has(r) || r < code.argumentRegisters ||
        (r >= code.freeBase && r < code.tempBase)
      ) clears.push(r);
    }
    const clear = clears.map((r) => `regs[${r}]=undefined;`).join("");
    const forget = code.freeBase !== code.tempBase ? "frame.func=null;" : "";
    const finish = "if(frame.kind===0){const back=frame.back,pool=frame.pool;" +
      `${clear}frame.back=pool.head;pool.head=frame;${forget}top.frame=back;return v;}`;
    const body = this.parts.join("\n").replace(
      /@RETURN(\d+)@/g,
      (_, pc) => `${finish}frame.pc=${pc};return leave(ts,frame,v);`,
    );
    return `return function ${name}(ts,top,frame){\n` +
      `const regs=frame.regs,kind=frame.kind;let cells=frame.cells,poll=threadHooks.poll,` +
      `v,t,f,turns=0${first.length > 0 ? "," + first.join(",") : ""};\n${body}\n}`;
  }
}

/** Where the loop ends whose header is at `header`: behind the last jump back to it. */
function loopEnd(code: Int32Array, header: number): number {
  let end = header;
  for (let pc = header; pc < code.length; pc += 4) {
    if ((FLAGS[code[pc]] & OpFlag.JUMPS) !== 0 && code[pc + 3] === header) end = pc + 4;
  }
  return end;
}

const GENERATORS = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** The text of a unit for the whole function (`entry` 0) or for the loop whose header is at `entry`. */
export function emitUnit(code: PyCode, entry: number, name: string): string {
  if ((code.flags & GENERATORS) !== 0) throw new Refusal("a generator or coroutine");
  const ints = code.code;
  if (ints.length >> 2 > MAX_INSTRUCTIONS) throw new Refusal("too large");
  const limit = entry === 0 ? ints.length : loopEnd(ints, entry);
  const shape = structure(ints, entry, limit);
  if (shape === undefined) throw new Refusal("irreducible control flow");
  return new Emitter(code, shape, entry).emit(name);
}
