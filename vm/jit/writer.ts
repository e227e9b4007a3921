// What every part of the emitter writes with: registers, constants, positions, jumps.

import { FIRST, SECOND } from "../bytecode/feedback.ts";
import type { PyCode } from "../objects/code.ts";
import type { Value } from "../objects/object.ts";
import type { Structure } from "./structure.ts";
import type { Writer } from "./templates.ts";

/** Why code is left to the loop. */
export class Refusal {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** What is compiled. */
export type UnitKind = "function" | "loop" | "body";

/** The bits of one operand's kinds. */
const MASK = (1 << SECOND - FIRST) - 1;

/** The text of a unit as it grows. */
export class UnitWriter implements Writer {
  protected readonly code: PyCode;
  protected readonly ints: Int32Array;
  protected readonly shape: Structure;
  protected readonly kind: UnitKind;
  protected readonly sites: number;
  /** The code is a module's and its namespace the linked globals. */
  protected readonly inModule: boolean;
  protected readonly used: Set<number>;
  protected readonly parts: string[];
  protected readonly constants: Map<string, unknown>;
  protected readonly open: number[];
  /** Leaves what has failed: for the handler of the block, or for the end of the function. */
  protected failed: string;
  /** Variables of the factory: what a site has found last. */
  protected readonly caches: string[];

  constructor(code: PyCode, shape: Structure, kind: UnitKind, sites: number, inModule: boolean) {
    this.code = code;
    this.ints = code.code;
    this.shape = shape;
    this.kind = kind;
    this.sites = sites;
    this.inModule = inModule;
    this.used = new Set();
    this.parts = [];
    this.constants = new Map<string, unknown>([["code", code]]);
    this.open = [];
    this.failed = "break out;";
    this.caches = [];
  }

  r(register: number): string {
    this.used.add(register);
    return `r${register}`;
  }

  protected out(text: string): void {
    this.parts.push(text);
  }

  protected named(name: string, value: unknown): string {
    this.constants.set(name, value);
    return name;
  }

  constant(index: number): string {
    const v: Value = this.code.consts[index];
    if (typeof v === "number") return v < 0 ? `(${v})` : `${v}`;
    if (typeof v === "boolean") return `${v}`;
    if (typeof v === "string") {
      return JSON.stringify(v).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
    }
    return this.named(`k${index}`, v);
  }

  name(index: number): string {
    return JSON.stringify(this.code.names[index]);
  }

  protected key(index: number): string {
    return JSON.stringify(this.code.attrKeys[index]);
  }

  /** Notes the position, for what calls compiled code. */
  protected at(pc: number): string {
    return `P[depth]=${this.sites + (pc >> 2)};`;
  }

  /** Notes the position, for what leaves compiled code. */
  protected away(pc: number): string {
    return `P[depth]=${this.sites + (pc >> 2)};S[1]=depth;`;
  }

  /** Leaves for the loop, which goes on at `pc`. */
  protected exit(pc: number): string {
    return `{${this.at(pc)}pending.error=UNWIND;break out;}`;
  }

  /** Goes on at a position: a jump out of the labelled statement that ends before it, or of the unit. */
  protected goto(from: number, target: number): string {
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
  protected operation(pc: number, call: string): string {
    return `${this.away(pc)}if((v=${call})===undefined)${this.failed}${
      this.r(this.ints[pc + 1])
    }=v;`;
  }

  protected branch(block: number, pc: number, how: string): void {
    this.out(`if(${how}){${this.goto(block, this.ints[pc + 3])}}`);
  }

  list(first: number, count: number): string {
    const items: string[] = [];
    for (let i = 0; i < count; i++) items.push(this.r(first + i));
    return `[${items}]`;
  }

  /** The kinds of operands that the instruction has met (none: ints), and whether it has not even run. */
  protected kinds(pc: number): { first: number; second: number; isCold: boolean } {
    const seen = this.code.feedback === null ? 0 : this.code.feedback[pc >> 2];
    return { first: (seen >> FIRST) & MASK, second: (seen >> SECOND) & MASK, isCold: seen === 0 };
  }
}
