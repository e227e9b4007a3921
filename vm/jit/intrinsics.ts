// Builtin functions that compiled code does itself: `len`, `isinstance`, `abs`, `min`, functions of math on doubles …
//
// Which function a site calls is known when it is compiled, from the global or the module that it is read from; the text asks
// whether it is still that one, and takes the general way where not, or where the arguments are others.

import { Op } from "../bytecode/opcodes.ts";
import { visitRegisters } from "../bytecode/registers.ts";
import { PyBuiltinFunction } from "../objects/builtin.ts";
import { PyModule } from "../objects/module.ts";
import type { Value } from "../objects/object.ts";
import { ArithmeticWriter } from "./arithmetic.ts";

/** A call at a site. */
interface Site {
  readonly pc: number;
  /** The end of the block. */
  readonly end: number;
  readonly isMethod: boolean;
  readonly args: readonly number[];
  /** The condition that the function is the expected one. */
  readonly is: string;
}

/** Writes calls of known builtin functions. */
export abstract class IntrinsicWriter extends ArithmeticWriter {
  /** Text that calls whatever it is, with those arguments; the value is in `v`. */
  protected abstract callText(pc: number, isMethod: boolean, args: readonly string[]): string;

  /** CALL or CALL_METHOD of a function that is done inline; false where it is none. */
  protected intrinsic(block: number, pc: number): boolean {
    const { ints } = this;
    const isMethod = ints[pc] === Op.CALL_METHOD;
    if (!isMethod && ints[pc] !== Op.CALL) return false;
    const B = ints[pc + 2], C = ints[pc + 3];
    if (C < 1 || C > 2) return false;
    const f = this.known(this.shape.blocks[block].start, pc, B, isMethod);
    if (!(f instanceof PyBuiltinFunction)) return false;
    const args: number[] = [];
    for (let i = 0; i < C; i++) args.push(B + (isMethod ? 2 : 1) + i);
    const k = this.named(`f${pc}`, f);
    const is = `${this.r(B)}===${k}${isMethod ? `&&${this.r(B + 1)}===undefined` : ""}`;
    const site = { pc, end: this.shape.blocks[block].end, isMethod, args, is };
    const onDoubles = f.decl.options?.onDoubles;
    if (onDoubles !== undefined && onDoubles.length === C) {
      this.onDoubles(site, this.named(`F${pc}`, onDoubles));
      return true;
    }
    if (f.qualname !== f.name || f.owner !== undefined) return false;
    switch (f.name) {
      case "len":
        return this.len(site);
      case "isinstance":
        return this.isInstance(site);
      case "next":
        return this.next(site);
      case "abs":
        return this.abs(site);
      case "min":
        return this.extreme(site, "<");
      case "max":
        return this.extreme(site, ">");
      case "ord":
        return this.inline(
          site,
          (s) => `typeof ${s}==="string"&&${s}.length===1`,
          (s) => `${s}.charCodeAt(0)`,
        );
      case "chr":
        return this.inline(
          site,
          (n) => `typeof ${n}==="number"&&${n}>=0&&${n}<=65535`,
          (n) => `String.fromCharCode(${n})`,
        );
    }
    return false;
  }

  /** The value that the register holds at `pc`, as far as the block that begins at `start` tells. */
  private known(start: number, pc: number, register: number, isMethod: boolean): Value | undefined {
    const { ints, code } = this;
    for (let at = pc - 4; at >= start; at -= 4) {
      let writes = false;
      if (ints[at] === Op.EXTRA) continue;
      visitRegisters(ints, at, {
        read: () => {},
        written: (r) => writes ||= r === register,
      });
      if (!writes) continue;
      if (ints[at] === Op.LOAD_METHOD && isMethod) {
        const module = this.known(start, at, ints[at + 2], false);
        if (!(module instanceof PyModule)) return undefined;
        return module.dict.getStr(code.names[ints[at + 3]]);
      }
      if (ints[at] !== Op.LOAD_GLOBAL && !(ints[at] === Op.LOAD_NAME && this.inModule)) {
        return undefined;
      }
      const cells = [code.globalCells?.[ints[at + 2]], code.builtinCells?.[ints[at + 2]]];
      for (const cell of cells) {
        const v = (cell as { v?: Value } | undefined)?.v;
        if (v !== undefined) return v;
      }
      return undefined;
    }
    return undefined;
  }

  /** The general call, in a branch of its own. */
  private otherwise(site: Site): string {
    return this.boxes(site.pc) +
      this.callText(site.pc, site.isMethod, site.args.map((r) => this.boxOf(r)));
  }

  /** One condition, one expression for the value. */
  private inline(
    site: Site,
    condition: (...args: string[]) => string,
    value: (...args: string[]) => string,
  ): boolean {
    if (site.args.some((r) => this.double(r) !== undefined)) return false;
    if (site.args.length !== condition.length) return false;
    const args = site.args.map((r) => this.r(r));
    this.out(
      `if(${site.is}&&${condition(...args)})v=${value(...args)};else{${this.otherwise(site)}}` +
        `${this.r(this.ints[site.pc + 1])}=v;`,
    );
    this.finish(site.pc);
    return true;
  }

  private len(site: Site): boolean {
    if (site.args.length !== 1) return false;
    const o = this.r(site.args[0]);
    if (this.double(site.args[0]) !== undefined) return false;
    this.out(
      `x:{if(${site.is}){if(typeof ${o}==="string"){v=${o}.length;break x;}` +
        `if((t=${o}.cls)===ListType){v=${o}.floats===undefined?${o}.items.length:${o}.floats.length;break x;}` +
        `if(t===TupleType){v=${o}.items.length;break x;}` +
        `if(t===DictType){v=${o}.size;break x;}}` +
        `${this.otherwise(site)}}${this.r(this.ints[site.pc + 1])}=v;`,
    );
    this.finish(site.pc);
    return true;
  }

  private isInstance(site: Site): boolean {
    if (site.args.length !== 2) return false;
    if (site.args.some((r) => this.double(r) !== undefined)) return false;
    const [o, c] = site.args.map((r) => this.r(r));
    this.out(
      `if(!(${site.is}&&(v=ops.isInstance(${o},${c}))!==undefined)){${this.otherwise(site)}}` +
        `${this.r(this.ints[site.pc + 1])}=v;`,
    );
    this.finish(site.pc);
    return true;
  }

  private next(site: Site): boolean {
    if (site.args.length !== 1 || this.double(site.args[0]) !== undefined) return false;
    const { pc } = site;
    this.out(
      `v=ENDED;if(${site.is}){${this.boxes(pc)}${this.away(pc)}` +
        `if((v=ops.nextValue(${this.r(site.args[0])},depth))===undefined)${this.failed}}` +
        `if(v===ENDED){${this.otherwise(site)}}${this.r(this.ints[pc + 1])}=v;`,
    );
    this.finish(pc);
    return true;
  }

  private abs(site: Site): boolean {
    if (site.args.length !== 1) return false;
    const x = this.double(site.args[0]);
    if (x !== undefined) {
      this.doubleOr(site, `f=Math.abs(${x});`, "");
      return true;
    }
    return this.inline(
      site,
      (a) => `typeof ${a}==="number"`,
      (a) => `${a}<0?-${a}:${a}`,
    );
  }

  private extreme(site: Site, c: string): boolean {
    if (site.args.length !== 2) return false;
    const [x, y] = site.args.map((r) => this.double(r));
    if (x !== undefined && y !== undefined) {
      this.doubleOr(site, `f=${y}${c}${x}?${y}:${x};`, "");
      return true;
    }
    if (x !== undefined || y !== undefined) return false;
    return this.inline(
      site,
      (a, b) => `typeof ${a}==="number"&&typeof ${b}==="number"`,
      (a, b) => `${b}${c}${a}?${b}:${a}`,
    );
  }

  /** A function of doubles that gives one; where it gives something infinite or no number the general way knows more. */
  private onDoubles(site: Site, f: string): void {
    let text = "";
    const values = site.args.map((r, i) => {
      const known = this.double(r);
      if (known !== undefined) return known;
      const v = this.r(r), variable = "fg"[i];
      text += `${variable}=${v}.cls===FloatType?${v}.v:typeof ${v}==="number"?${v}:NaN;`;
      return variable;
    });
    this.doubleOr(site, `${text}f=${f}(${values});`, "f-f===0");
  }

  /** Where the function is the expected one: text that computes `f`, which counts under a condition. */
  private doubleOr(site: Site, text: string, condition: string): void {
    const { pc } = site;
    const A = this.ints[pc + 1];
    const other = this.otherwise(site);
    const guard = `if(${site.is}){${text}${condition === "" ? "" : `if(${condition})`}break x;}`;
    if (!this.wantsDouble(pc, site.end, A)) {
      const a = this.r(A);
      // `w` says that the general way was gone
      this.out(
        `w=undefined;x:{${guard}${other}w=v;}${a}=w===undefined?new PyFloat(f):w;`,
      );
      this.finish(pc);
      return;
    }
    this.out(
      `x:{${guard}${other}if(v.cls===FloatType)f=v.v;else{${this.wrong(pc, A)}}}` +
        this.setDouble(A, "f"),
    );
  }
}
