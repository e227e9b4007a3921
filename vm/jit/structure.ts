// Control flow: from the jumps of an instruction stream to JavaScript's labelled statements.
//
// Blocks are put into an order in which only the jump to a loop's head leads backwards and a loop's blocks stand together,
// otherwise as the instructions stand (`order.ts`). A jump backwards is then `continue` of a loop that begins at its target, a
// jump forwards `break` out of a labelled block that ends before its target; loops and blocks are widened until they nest.
// What cannot be had that way is a jump into the middle of a loop: such code is irreducible and is refused; the compiler
// makes none. (A `switch` over block numbers could run anything, but V8 then knows nothing of a variable's type at any block.)

import { FLAGS, OpFlag } from "../bytecode/roles.ts";
import { Op } from "../bytecode/opcodes.ts";
import { type Edge, orderBlocks } from "./order.ts";

/** A run of instructions that is entered only at its first. */
export interface Block {
  readonly start: number;
  /** Behind the last instruction. */
  end: number;
}

/** A labelled statement around the blocks `first` … `last`. */
export interface Scope {
  readonly label: string;
  readonly loop: boolean;
  first: number;
  last: number;
}

/** The blocks and the statements around them. */
export interface Structure {
  readonly blocks: readonly Block[];
  readonly scopes: readonly Scope[];
  /** The index of the block that begins at a position. */
  readonly at: ReadonlyMap<number, number>;
}

/** The position of the instruction behind the one at pc, its EXTRA skipped. */
export function after(code: Int32Array, pc: number): number {
  return pc + 4 < code.length && code[pc + 4] === Op.EXTRA ? pc + 8 : pc + 4;
}

/** Where an exception of the instruction at a position goes, or -1. */
export type HandlerOf = (pc: number) => number;

/** The instruction may raise. */
export function mayRaise(op: number): boolean {
  return (FLAGS[op] & OpFlag.RAISES) !== 0 || op === Op.JUMP_BACKWARD;
}

/** The blocks that can be reached from `entry` without leaving what is within the unit; each has one handler or none. */
function findBlocks(
  code: Int32Array,
  entry: number,
  isWithin: (pc: number) => boolean,
  handlerOf: HandlerOf,
): Block[] {
  const leaders = new Set<number>([entry]);
  const seen = new Set<number>();
  const work = [entry];
  const reach = (pc: number): void => {
    leaders.add(pc);
    if (!seen.has(pc)) work.push(pc);
  };
  while (work.length > 0) {
    let pc = work.pop()!;
    while (isWithin(pc) && !seen.has(pc)) {
      seen.add(pc);
      const flags = FLAGS[code[pc]];
      const handler = handlerOf(pc);
      if (handler >= 0 && mayRaise(code[pc])) reach(handler);
      if ((flags & OpFlag.JUMPS) !== 0) reach(code[pc + 3]);
      if ((flags & OpFlag.ENDS) !== 0) break;
      const next = after(code, pc);
      if ((flags & OpFlag.JUMPS) !== 0) reach(next);
      pc = next;
    }
  }
  const order = [...seen].sort((a, b) => a - b);
  const blocks: Block[] = [];
  for (const pc of order) {
    const last = blocks.at(-1);
    if (
      last !== undefined && last.end === pc && !leaders.has(pc) &&
      handlerOf(last.start) === handlerOf(pc)
    ) last.end = after(code, pc);
    else blocks.push({ start: pc, end: after(code, pc) });
  }
  return blocks;
}

/** The last instruction of a block. */
export function lastOf(code: Int32Array, b: Block): number {
  let pc = b.start;
  for (let next = after(code, pc); next < b.end; next = after(code, pc)) pc = next;
  return pc;
}

/** Something in the block may raise. */
export function raises(code: Int32Array, b: Block): boolean {
  for (let pc = b.start; pc < b.end; pc = after(code, pc)) if (mayRaise(code[pc])) return true;
  return false;
}

/** The ways from block to block. */
function findEdges(code: Int32Array, blocks: readonly Block[], handlerOf: HandlerOf): Edge[] {
  const at = new Map<number, number>();
  blocks.forEach((b, i) => at.set(b.start, i));
  const edges: Edge[] = [];
  const edge = (from: number, target: number, falls: boolean): void => {
    const to = at.get(target);
    if (to !== undefined) edges.push({ from, to, falls });
  };
  blocks.forEach((b, i) => {
    const last = lastOf(code, b);
    const flags = FLAGS[code[last]];
    if ((flags & OpFlag.JUMPS) !== 0) edge(i, code[last + 3], false);
    if ((flags & OpFlag.ENDS) === 0) edge(i, b.end, true);
    const handler = handlerOf(b.start);
    if (handler >= 0 && raises(code, b)) edge(i, handler, false);
  });
  return edges;
}

/** Structures the code of a unit that is entered at `entry`; `undefined` where it is irreducible. */
export function structure(
  code: Int32Array,
  entry: number,
  isWithin: (pc: number) => boolean,
  handlerOf: HandlerOf,
): Structure | undefined {
  const found = findBlocks(code, entry, isWithin, handlerOf);
  const order = orderBlocks(found.length, findEdges(code, found, handlerOf));
  if (order === undefined) return undefined;
  const blocks = order.map((i) => found[i]);
  const at = new Map<number, number>();
  blocks.forEach((b, i) => at.set(b.start, i));
  // falling into the block that stands next needs no jump
  const edges = findEdges(code, blocks, handlerOf).filter((e) => !e.falls || e.to !== e.from + 1);
  const loops = new Map<number, Scope>();
  const labelled = new Map<number, Scope>();
  for (const { from, to } of edges) {
    if (to <= from) {
      const s = loops.get(to);
      if (s === undefined) {
        loops.set(to, { label: `L${blocks[to].start}`, loop: true, first: to, last: from });
      } else if (from > s.last) s.last = from;
    } else {
      const s = labelled.get(to);
      if (s === undefined) {
        labelled.set(to, { label: `B${blocks[to].start}`, loop: false, first: from, last: to - 1 });
      } else if (from < s.first) s.first = from;
    }
  }
  const scopes = [...loops.values(), ...labelled.values()];
  for (let changed = true; changed;) {
    changed = false;
    for (const a of scopes) {
      for (const b of scopes) {
        if (a.first < b.first && b.first <= a.last && a.last < b.last) {
          // b begins inside a and ends outside
          if (b.loop) {
            if (!a.loop) return undefined;
            a.last = b.last;
          } else b.first = a.first;
          changed = true;
        }
      }
    }
  }
  for (const { from, to } of edges) {
    for (const l of loops.values()) {
      if ((from < l.first || from > l.last) && to > l.first && to <= l.last) return undefined;
    }
  }
  // the outer one first; a block that ends with a loop is around it, because `break` has to leave both
  scopes.sort((a, b) => a.first - b.first || b.last - a.last || Number(a.loop) - Number(b.loop));
  return { blocks, scopes, at };
}
