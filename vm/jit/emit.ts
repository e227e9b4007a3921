// Baseline code: one JavaScript function for a whole Python function, or for one of its loops.
//
// A register is a JavaScript variable `r<n>`; there is no frame. `P[depth]=site` is written before whatever may raise or run
// Python, and `S[1]=depth` too where it is not compiled code that is called; see interp/compiled.ts. What fails or has to be
// left goes to the end of the function (`break out`), where `lose` makes a heap frame of the registers.
//
// At each site the usual operands are dealt with inline; everything else is a call. What was never needed there V8 leaves out of
// its optimised code.

import { Intrinsic1, Op, OPS } from "../bytecode/opcodes.ts";
import { liveRegisters, liveTemporaries } from "../bytecode/liveness.ts";
import { FLAGS, OpFlag } from "../bytecode/roles.ts";
import { CodeFlag, type PyCode } from "../objects/code.ts";
import type { Value } from "../objects/object.ts";
import { UNLINKED } from "../interp/frame.ts";
import { FloatPlan } from "./floats.ts";
import { FastPaths, LeanWriter, MAX_TEXT } from "./lean.ts";
import { after, type Block, lastOf, raises, structure } from "./structure.ts";
import { lineMark } from "./source.ts";
import { fillTemplate, SIMPLE } from "./templates.ts";
import { Refusal, type UnitKind } from "./writer.ts";

/** Instructions of a larger function are not compiled: V8 would not optimise it, and takes long to find out. */
const MAX_INSTRUCTIONS = 2000;
/** A unit: its text, and what it is called with. */
export interface Emitted {
  readonly text: string;
  /** Names and values that the text takes as constants. */
  readonly names: readonly string[];
  readonly values: readonly unknown[];
  /** FastPaths.* */
  readonly fastPaths: number;
}

/** What a unit is compiled for beside what tier 0 has noted. */
export interface Guesses {
  /** How often a guess was wrong, by position. */
  readonly misses: ReadonlyMap<number, number>;
  /** Nothing is guessed any more. */
  readonly isGeneral: boolean;
  /** What a named register holds where the unit is entered; `null` where that is not known. */
  readonly entry: (register: number) => Value | undefined | null;
}

class Emitter extends LeanWriter {
  protected returns(value: string, pc: number): void {
    // a loop's frame is left by tier 0
    if (this.kind === "loop") this.out(this.exit(pc));
    else this.out(`{${this.at(pc)}v=${value};break done;}`);
  }

  /** The Python line whose code was begun last. */
  private line = 0;
  /** Live temporaries of the frames that stand in the text as `@index@`; see `frame`. */
  private readonly frames: Set<number>[] = [];

  /**
   * The registers as an array, where a block has failed or an instruction waits: without the temporaries that nobody reads any
   * more, because such arrays are the larger part of a function with many handlers.
   */
  private frame(at: Block | readonly [waiting: number]): string {
    const { ints, code } = this;
    const live = new Set<number>();
    if (!("start" in at)) { for (const r of liveRegisters(code, at[0])) live.add(r); }
    else {
      for (let pc = at.start; pc < at.end; pc = after(ints, pc)) {
        for (const r of liveTemporaries(code, pc)) live.add(r);
      }
    }
    return `@${this.frames.push(live) - 1}@`;
  }

  /** The exception goes on rising, with no traceback entry of its own. */
  private reraise(pc: number, exception: string): string {
    return `{${this.away(pc)}pending.error=${exception};pending.again=true;${this.failed}}`;
  }

  /** An instruction from the table of templates. */
  protected simple(pc: number): void {
    const template = SIMPLE.get(this.ints[pc]);
    if (template === undefined) throw new Refusal(`no form of ${OPS[this.ints[pc]].name}`);
    this.out(this.away(pc) + fillTemplate(template, this.ints, pc, this));
  }

  protected instruction(block: number, pc: number): void {
    if (this.floatInstruction(block, pc) || this.intrinsic(block, pc)) return;
    this.prepare(pc);
    this.general(block, pc);
    this.finish(pc);
  }

  /** An instruction that knows nothing of raw doubles. */
  private general(block: number, pc: number): void {
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
          `if(typeof ${b}==="number")${this.r(A)}=0-${b};else if(` +
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
        return this.out(`${this.away(pc)}${this.r(A)}=scope.loadName(home,${B});`);
      case Op.STORE_NAME: {
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
            `calls.callAny(${this.r(B)},undefined,[NONE,NONE,NONE],undefined,depth)`,
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
      case Op.YIELD_VALUE: {
        const isWrapped = C < 0 && (this.code.flags & CodeFlag.ASYNC_GENERATOR) !== 0;
        const value = isWrapped ? `new AsyncGenWrapped(${this.r(B)})` : this.r(B);
        return this.out(
          `home.pc=${pc};if((t=home.take)!==null&&t(${value}))${this.r(A)}=NONE;` +
            `else{${
              C < 0 ? "" : `home.generator.inner=${this.r(C)};`
            }v=yield ${value};while(v===REGISTERS)v=yield ${this.frame([pc])};` +
            `depth=home.depth;${this.r(A)}=v;}`,
        );
      }
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
      case Op.BEFORE_ASYNC_WITH:
        return this.out(
          `${this.away(pc)}t=[];op.beforeWith(t,0,${this.r(B)},${op === Op.BEFORE_ASYNC_WITH});` +
            `${this.r(A)}=t[0];${this.r(A + 1)}=t[1];`,
        );
      case Op.BUILD_SLICE:
        return this.out(
          `${this.r(A)}=op.buildSlice(${this.r(B)},${this.r(B + 1)},${
            C === 3 ? this.r(B + 2) : "NONE"
          });`,
        );
      case Op.DELETE_SUBSCR:
      case Op.DELETE_ATTR:
      case Op.DELETE_GLOBAL:
      case Op.DELETE_NAME: {
        const what = op === Op.DELETE_SUBSCR
          ? `op.deleteItem(${this.r(B)},${this.r(C)})`
          : op === Op.DELETE_ATTR
          ? `op.removeAttr(home,${this.r(B)},${C})`
          : `scope.${op === Op.DELETE_NAME ? "deleteName" : "deleteGlobal"}(home,${B})`;
        // a collection needs frames
        return this.out(
          `if(finalizable.size+abandonable.size!==0)${this.exit(pc)}${this.away(pc)}${what};`,
        );
      }
      case Op.RAISE:
        if (A < 0) {
          return this.out(
            `${this.away(pc)}pending.again=(thread().handlers>0);` +
              `pending.error=ops.raise(undefined,undefined);${this.failed}`,
          );
        }
        return this.out(
          `{${this.away(pc)}pending.error=ops.raise(${this.r(A)},${
            B < 0 ? "undefined" : this.r(B)
          });${this.failed}}`,
        );
      case Op.RERAISE:
        return this.out(this.reraise(pc, this.r(A)));
      case Op.END_ASYNC_FOR:
        return this.out(`if(!op.isStopAsync(${this.r(A)}))${this.reraise(pc, this.r(A))}`);
      case Op.CLEANUP_THROW:
        return this.out(
          `if((v=op.stopIterationValue(${this.r(B)}))===undefined)${this.reraise(pc, this.r(B))}` +
            `${this.r(A)}=v;${this.goto(block, C)}`,
        );
      case Op.CHECK_EG_MATCH:
        return this.out(
          `${this.away(pc)}t=[];matchGroup(handling(home,depth),t,0,${this.r(B)},${this.r(C)});` +
            `${this.r(A)}=t[0];${this.r(A + 1)}=t[1];`,
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
  protected block(i: number): void {
    const { ints, code } = this;
    const b = this.shape.blocks[i];
    const handler = handlerIn(code, b.start);
    const handles = handler >= 0 && this.shape.at.has(handler) && raises(ints, b);
    if (handles) {
      this.failed = `break h${i};`;
      this.out(`o${i}:{h${i}:{try{`);
    }
    this.enterBlock();
    const isLean = this.isLean(i);
    for (let pc = b.start; pc < b.end;) {
      const line = code.lineAt(pc);
      if (line > 0 && line !== this.line) {
        this.line = line;
        this.out(lineMark(line));
      }
      const next = isLean ? -1 : this.masked(i, pc);
      if (next >= 0) pc = next;
      else if (isLean && this.lean(i, pc)) pc = after(ints, pc);
      else {
        this.instruction(i, pc);
        pc = after(ints, pc);
      }
    }
    const last = lastOf(ints, b);
    const falls = (FLAGS[ints[last]] & OpFlag.ENDS) === 0;
    if (falls) this.leaveBlock(b.end);
    const jump = falls && this.shape.at.get(b.end) !== i + 1 ? this.goto(i, b.end) : "";
    if (!handles) {
      this.out(jump);
      return;
    }
    this.failed = "break out;";
    const table = code.exceptionTable, row = code.findHandler(b.start);
    const position = table[row + 4] < 0
      ? ""
      : `${this.r(table[row + 4])}=w.regs[${table[row + 4]}];`;
    this.out(
      `${falls ? jump === "" ? `break o${i};` : jump : ""}}${this.catches()}}` +
        `if((w=caught(thread(),home,depth,${this.frame(b)}))===undefined)break out;` +
        `${this.r(table[row + 3])}=w.regs[${table[row + 3]}];${position}${this.goto(i, handler)}}`,
    );
  }

  /** What is thrown into a generator comes at a depth that it has not noted yet. */
  private catches(): string {
    return `catch(x){pending.error=x;${this.kind === "body" ? "depth=home.depth;" : ""}}`;
  }

  /** The text of the unit, a factory's body. */
  emit(name: string, entry: number): Omit<Emitted, "fastPaths"> {
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
    // a line of its own: the marks of Python lines stand at the beginning of one
    const body = this.enterDoubles(entry) + "\n" + this.parts.join("\n");
    const all: string[] = [];
    const locals: string[] = ["v", "t", "w", "e", "f=0", "g=0", "turns=0"];
    for (const r of this.usedDoubles) locals.push(`d${r}=0`);
    let bits = 0;
    for (const bit of this.plan.named.values()) bits |= bit;
    if (bits !== 0) locals.push(`u=${bits}`);
    const n = code.argumentRegisters;
    const parameters: string[] = [];
    for (const r of this.plan.named.keys()) if (this.usedDoubles.has(r)) this.used.add(r);
    for (let r = 0; r < code.nregs; r++) {
      const name = `r${r}`;
      const held = this.inFrame(r, name);
      const isFree = r >= code.freeBase && r < code.tempBase;
      if (this.kind !== "function") {
        // what the loop does not touch stays where it is
        if (this.used.has(r)) locals.push(`${name}=R[${r}]`);
        all.push(this.used.has(r) ? held : `R[${r}]`);
      } else if (r < n) {
        parameters.push(name);
        all.push(held);
      } else if (isFree) {
        locals.push(`${name}=home.closure[${r - code.freeBase}]`);
        all.push(name);
      } else if (this.used.has(r)) {
        locals.push(name);
        all.push(held);
      } else all.push("undefined");
    }
    const frame = `[${all}]`;
    const filled = body.replace(/@(\d+)@/g, (_, index) => {
      const live = this.frames[Number(index)];
      return `[${all.map((r, i) => i < code.tempBase || live.has(i) ? r : "")}]`;
    });
    const rest = `out:{try{\n${filled}\n}${this.catches()}}\n`;
    let text: string;
    if (this.kind === "loop") {
      text = `return function ${name}(home,depth){\nconst R=home.regs;let ${locals};\n` +
        `${rest}return giveBack(home,depth,${frame});\n}`;
    } else {
      const isBody = this.kind === "body";
      const left = `return ${isBody ? "giveBack" : "lose"}(home,depth,${frame});`;
      const begin = isBody
        ? `return function* ${name}(home){\nconst R=home.regs;let depth=home.depth,${locals};\n`
        : `return function ${name}(${["home", "depth", ...parameters]}){\n` +
          `if(home.globals!==globals)return calls.elsewhere(home,depth,[${parameters}]);\n` +
          `let ${locals};\n`;
      text = `${begin}done:{${rest}${left}}\n` +
        `if((S[2]|S[3])!==0&&returnsInLoop(depth,${frame},v)){pending.error=UNWIND;${left}}\n` +
        `return v;\n}`;
    }
    if (this.caches.length > 0) text = `let ${this.caches};\n${text}`;
    return { text, names: [...this.constants.keys()], values: [...this.constants.values()] };
  }
}

function handlerIn(code: PyCode, pc: number): number {
  const row = code.findHandler(pc);
  return row < 0 ? -1 : code.exceptionTable[row + 2];
}

/** Where the handlers begin that stand behind everything else: a loop's belong to its unit. */
function handlersFrom(code: PyCode, limit: number): number {
  const table = code.exceptionTable;
  let first = Infinity;
  for (let row = 0; row < table.length; row += 5) {
    if (table[row + 2] >= limit) first = Math.min(first, table[row + 2]);
  }
  return first;
}

/** Where the loop ends whose header is at `header`: behind the last jump back to it. */
function loopEnd(code: Int32Array, header: number): number {
  let end = header;
  for (let pc = header; pc < code.length; pc += 4) {
    if ((FLAGS[code[pc]] & OpFlag.JUMPS) !== 0 && code[pc + 3] === header) end = pc + 4;
  }
  return end;
}

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
  guesses: Guesses,
): Emitted {
  const ints = code.code;
  const isBegin = kind === "function" || ints[entry - 4] === Op.RETURN_GENERATOR;
  const limit = isBegin ? ints.length : loopEnd(ints, entry);
  if (limit - entry >> 2 > MAX_INSTRUCTIONS) throw new Refusal("too large");
  if (kind === "function" && (code.flags & CodeFlag.NEWLOCALS) === 0) {
    throw new Refusal("a module's or a class's code");
  }
  const handlers = isBegin ? limit : handlersFrom(code, limit);
  const isWithin = (pc: number): boolean => pc >= entry && (pc < limit || pc >= handlers);
  const shape = structure(ints, entry, isWithin, (pc) => handlerIn(code, pc));
  if (shape === undefined) throw new Refusal("irreducible control flow");
  let fastPaths: number = FastPaths.Everywhere;
  for (;;) {
    const isGeneral = guesses.isGeneral || fastPaths !== FastPaths.Everywhere;
    const plan = new FloatPlan(code, shape, guesses.misses, isGeneral, guesses.entry);
    const emitter = new Emitter(code, shape, kind, sites, inModule, plan, fastPaths);
    const unit = emitter.emit(name, entry);
    if (unit.text.length <= MAX_TEXT || fastPaths === FastPaths.Nowhere) {
      return { ...unit, fastPaths };
    }
    fastPaths++;
  }
}
