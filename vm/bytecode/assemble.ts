// From a unit to a code object: drops what cannot be reached and what is not needed, gives instructions without a
// location the one that CPython gives them, makes registers dense, resolves jumps, and writes the exception and
// location tables.
//
// Locations that CPython's compiler leaves open (an implicit `return None`, the jump at the end of a loop's body) are
// filled in as its flow graph does: from the instruction before, or from the only jump that leads there; a return that
// several jumps lead to is copied for each of them, so that each copy has its jump's line.

import { LocalKind, PyCode } from "../objects/code.ts";
import type { Value } from "../objects/object.ts";
import type { Located } from "../syntax/scopes.ts";
import { LocationWriter } from "./locations.ts";
import { Op } from "./opcodes.ts";
import { EXTRA_ROLES, FLAGS, OpFlag, Role, ROLES } from "./roles.ts";
import { CELL, FREE, NO_LOC, PROLOGUE, TEMP, type Unit, UnitKind } from "./unit.ts";
import { neededChecks } from "./flow.ts";

/** A jump to the end of a function or class body that has no location: it gets an end of its own. */
interface OwnEnd {
  jump: number;
  target: number;
  /** Instructions. */
  length: number;
  loc: Located;
}

/** Instructions of an end that is worth copying. */
const MAX_END = 16;

const OP_NOP = Op.NOP;
const OP_JUMP = Op.JUMP;
const OP_CHECK = Op.CHECK_LOCAL;
const OP_RETURN_CONST = Op.RETURN_CONST;
const OP_RETURN_VALUE = Op.RETURN_VALUE;
const OP_MAKE_FUNCTION = Op.MAKE_FUNCTION;

class Assembler {
  private readonly u: Unit;
  private readonly n: number;
  private readonly ints: Int32Array;
  private readonly handlers: Uint32Array;
  private readonly cold: Uint8Array;
  private readonly locs: Located[];
  /** 1: reached; 2: a jump or handler leads here. */
  private readonly marks: Uint8Array;
  /** Reachable jumps to each instruction. */
  private readonly jumpCount: Uint32Array;
  private readonly firstJump: Int32Array;
  private readonly handlerReached: Uint8Array;
  private ownEnds: OwnEnd[] | null;

  constructor(u: Unit) {
    this.u = u;
    this.n = u.n;
    this.ints = u.buffers.ints;
    this.handlers = u.buffers.handlers;
    this.cold = u.buffers.cold;
    this.locs = u.buffers.locs;
    this.marks = new Uint8Array(this.n + 1);
    this.jumpCount = new Uint32Array(this.n + 1);
    this.firstJump = new Int32Array(this.n + 1);
    this.handlerReached = new Uint8Array(u.handlerLabels.length);
    this.ownEnds = null;
  }

  private target(i: number): number {
    return this.u.labels[this.ints[i * 4 + 3]];
  }

  /** Follows a jump that leads to a jump, as long as no line is lost. */
  private thread(i: number): number {
    const ints = this.ints;
    let t = this.target(i);
    for (let hops = 0; hops < 8 && t < this.n && ints[t * 4] === OP_JUMP; hops++) {
      const line = this.locs[t].lineno;
      if (line >= 0 && line !== this.locs[i].lineno) break;
      const next = this.target(t);
      if (next === t || next <= i) break;
      ints[i * 4 + 3] = ints[t * 4 + 3];
      t = next;
    }
    return t;
  }

  private isOpenReturn(t: number): boolean {
    const op = this.ints[t * 4];
    return (op === OP_RETURN_CONST || op === OP_RETURN_VALUE) && this.locs[t] === NO_LOC;
  }

  /** Marks what can be reached. */
  private reach(): void {
    const { ints, marks, cold, u } = this;
    const work: number[] = [0];
    while (work.length > 0) {
      let i = work.pop()!;
      while (i < this.n && (marks[i] & 1) === 0) {
        marks[i] |= 1;
        const h = this.handlers[i];
        if (h !== 0 && this.handlerReached[h] === 0) {
          this.handlerReached[h] = 1;
          const entry = u.labels[u.handlerLabels[h]];
          marks[entry] |= 2;
          this.jumpCount[entry] += 2;
          work.push(entry);
        }
        const op = ints[i * 4];
        const flags = FLAGS[op];
        if ((flags & OpFlag.JUMPS) !== 0) {
          const t = this.thread(i);
          if (op === OP_JUMP && this.isOpenReturn(t)) {
            ints[i * 4] = ints[t * 4];
            ints[i * 4 + 1] = ints[t * 4 + 1];
            ints[i * 4 + 2] = ints[t * 4 + 2];
            break;
          }
          marks[t] |= 2;
          if (this.jumpCount[t]++ === 0) this.firstJump[t] = i;
          work.push(t);
        }
        if ((flags & OpFlag.ENDS) !== 0) break;
        i++;
        if (i < this.n && cold[i] !== cold[i - 1]) {
          throw new Error(`${u.qualname}: control falls into or out of cold code`);
        }
      }
    }
  }

  /** Fills in locations that were left open. */
  private locate(): void {
    const { marks, locs } = this;
    // CPython's code begins with an instruction that has the first line
    const line = this.u.kind === UnitKind.Module ? 0 : this.u.firstlineno;
    let previous: Located = {
      lineno: line,
      col_offset: 0,
      end_lineno: line,
      end_col_offset: 0,
    };
    let falls = false;
    for (let i = 0; i < this.n; i++) {
      if ((marks[i] & 1) === 0) {
        falls = false;
        continue;
      }
      if (locs[i] === PROLOGUE) continue;
      if (locs[i] === NO_LOC) {
        const jumps = this.jumpCount[i];
        if (jumps === 0) locs[i] = previous;
        else if (jumps === 1 && !falls) locs[i] = locs[this.firstJump[i]];
        else this.copyEnd(i, falls, previous);
      }
      const op = this.ints[i * 4];
      previous = locs[i];
      falls = (FLAGS[op] & OpFlag.ENDS) === 0;
    }
  }

  /** The length of the run of instructions without location that begins here and leaves the frame, or 0. */
  private openEnd(start: number): number {
    for (let i = start; i < this.n && i - start < MAX_END; i++) {
      if (this.locs[i] !== NO_LOC || this.handlers[i] !== 0) return 0;
      if (i > start && (this.marks[i] & 2) !== 0) return 0;
      const flags = FLAGS[this.ints[i * 4]];
      if ((flags & OpFlag.JUMPS) !== 0) return 0;
      if ((flags & OpFlag.ENDS) !== 0) return i - start + 1;
    }
    return 0;
  }

  private copyEnd(target: number, falls: boolean, previous: Located): void {
    const length = this.openEnd(target);
    if (length === 0) return;
    let keep = falls;
    if (falls) this.locs[target] = previous;
    for (let i = 0; i < this.n; i++) {
      if ((this.marks[i] & 1) === 0) continue;
      const op = this.ints[i * 4];
      if ((FLAGS[op] & OpFlag.JUMPS) === 0 || this.target(i) !== target) continue;
      if (!keep) {
        keep = true;
        this.locs[target] = this.locs[i];
        continue;
      }
      (this.ownEnds ??= []).push({ jump: i, target, length, loc: this.locs[i] });
    }
  }

  /** Marks with 4 what is left out: checks that are not needed, NOPs and jumps that do nothing for tracing. */
  private prune(): void {
    const { marks, ints, locs, cold, n } = this;
    if (this.u.checks > 0) {
      const needed = neededChecks(this.u, marks);
      for (let i = 0; i < n; i++) {
        if (ints[i * 4] === OP_CHECK && needed[i] === 0) marks[i] |= 4;
      }
    }
    let previousLine = -2;
    for (let i = 0; i < n; i++) {
      if ((marks[i] & 1) === 0) {
        previousLine = -2;
        continue;
      }
      if ((marks[i] & 2) !== 0) previousLine = -2;
      if ((marks[i] & 4) !== 0) continue;
      const op = ints[i * 4];
      const line = locs[i].lineno;
      if (op === OP_NOP || (op === OP_JUMP && this.leadsToNext(i))) {
        let drop = line < 0 || line === previousLine;
        if (!drop) {
          let next = i + 1;
          while (next < n && (cold[next] !== cold[i] || (marks[next] & 5) !== 1)) next++;
          if (next < n) {
            const nextLine = locs[next].lineno;
            if (nextLine === line) drop = true;
            else if (nextLine < 0 && (marks[next] & 2) === 0) {
              locs[next] = locs[i];
              drop = true;
            }
          }
        }
        if (drop) {
          marks[i] |= 4;
          continue;
        }
        ints[i * 4] = OP_NOP;
        ints[i * 4 + 3] = 0;
      }
      previousLine = line;
    }
  }

  private leadsToNext(i: number): boolean {
    const { marks, cold } = this;
    const t = this.target(i);
    if (t <= i || cold[t] !== cold[i]) return false;
    for (let j = i + 1; j < t; j++) {
      if (cold[j] === cold[i] && (marks[j] & 5) === 1) return false;
    }
    return true;
  }

  assemble(flags: number, filename: string): PyCode {
    const { u, n, ints, marks, cold, locs } = this;
    this.reach();
    this.locate();
    this.prune();

    // the order of registers: locals, cells that are no locals, free variables, temporaries
    const localNames: string[] = [];
    const kinds: number[] = [];
    for (const i of u.byRank) {
      const name = u.varnames[i];
      let kind: number = LocalKind.LOCAL;
      if (u.fastHidden !== null && u.fastHidden.has(name)) kind |= LocalKind.HIDDEN;
      if (i < u.paramCount) kind |= LocalKind.ARGUMENT;
      localNames.push(name);
      kinds.push(kind);
    }
    const nlocals = localNames.length;
    const { ranks } = u;
    const cellRegisters: number[] = [];
    for (const name of u.cellNames) {
      const i = u.varIndex.get(name);
      if (i !== undefined && ranks[i] >= 0) {
        kinds[ranks[i]] |= LocalKind.CELL;
        cellRegisters.push(ranks[i]);
      } else {
        cellRegisters.push(localNames.push(name) - 1);
        kinds.push(LocalKind.CELL);
      }
    }
    const freeBase = localNames.length;
    for (const name of u.freeNames) {
      localNames.push(name);
      kinds.push(LocalKind.FREE);
    }
    const tempBase = localNames.length;
    const register = (r: number): number => {
      if (r < CELL) return r < 0 ? r : ranks[r];
      if (r >= TEMP) return r - TEMP + tempBase;
      return r >= FREE ? r - FREE + freeBase : cellRegisters[r - CELL];
    };

    const position = new Int32Array(n + 1);
    let kept = 0;
    for (let temperature = 0; temperature < 2; temperature++) {
      for (let i = 0; i < n; i++) {
        if (cold[i] !== temperature) continue;
        position[i] = kept * 4;
        if ((marks[i] & 5) === 1) kept++;
      }
    }
    const own = this.ownEnds === null
      ? null
      : this.ownEnds.filter((end) => (marks[end.jump] & 5) === 1 && ints[end.jump * 4] !== OP_NOP);
    let total = kept;
    if (own !== null) { for (const end of own) total += end.length; }
    const code = new Int32Array(total * 4);
    const used = new Uint8Array(u.constValues.length + 1);
    used[0] = 1;
    const writer = new LocationWriter(u.firstlineno);
    const table: number[] = [];
    let handler = 0;
    let handlerStart = 0;
    let at = 0;
    let extraOf = -1;
    const closeHandler = () => {
      if (handler !== 0) {
        table.push(
          handlerStart,
          at,
          position[u.labels[u.handlerLabels[handler]]],
          register(u.handlerExcs[handler]),
          register(u.handlerPositions[handler]),
        );
      }
    };
    for (let step = 0; step < 2 * n; step++) {
      const i = step < n ? step : step - n;
      if (cold[i] !== (step < n ? 0 : 1) || (marks[i] & 5) !== 1) continue;
      const h = this.handlers[i];
      if (h !== handler) {
        closeHandler();
        handler = h;
        handlerStart = at;
      }
      const from = i * 4;
      const op = ints[from];
      const roles = extraOf >= 0 ? EXTRA_ROLES : ROLES;
      const row = (extraOf >= 0 ? extraOf : op) * 3;
      code[at] = op;
      for (let k = 0; k < 3; k++) {
        let v = ints[from + 1 + k];
        switch (roles[row + k]) {
          case Role.Register:
            v = register(v);
            break;
          case Role.Const:
            used[v] = 1;
            break;
          case Role.Jump:
            v = position[u.labels[v]];
            break;
        }
        code[at + 1 + k] = v;
      }
      extraOf = extraOf < 0 && (FLAGS[op] & OpFlag.EXTRA) !== 0 &&
          (op !== OP_MAKE_FUNCTION || code[at + 3] !== 0)
        ? op
        : -1;
      const loc = locs[i];
      writer.add(loc.lineno, loc.end_lineno, loc.col_offset, loc.end_col_offset);
      at += 4;
    }
    closeHandler();
    if (own !== null) {
      for (const end of own) {
        code[position[end.jump] + 3] = at;
        const from = position[end.target];
        code.copyWithin(at, from, from + end.length * 4);
        const { loc } = end;
        for (let i = 0; i < end.length; i++) {
          writer.add(loc.lineno, loc.end_lineno, loc.col_offset, loc.end_col_offset);
        }
        at += end.length * 4;
      }
    }

    const result = new PyCode({
      name: u.name,
      qualname: u.qualname,
      filename,
      firstlineno: u.firstlineno,
      flags,
      argcount: u.argcount,
      posonlyargcount: u.posonlyargcount,
      kwonlyargcount: u.kwonlyargcount,
      nregs: tempBase + u.maxTop,
      nlocals,
      localNames,
      localKinds: Uint8Array.from(kinds),
    });
    result.setBody(
      code,
      dropUnused(u.constValues, used, code),
      u.names,
      Int32Array.from(table),
      writer.finish(),
    );
    return result;
  }
}

/** Constants of code that was not emitted are dropped; the first one stays (it may be the doc string). */
function dropUnused(values: Value[], used: Uint8Array, code: Int32Array): Value[] {
  let all = true;
  for (let i = 0; i < values.length; i++) {
    if (used[i] === 0) {
      all = false;
      break;
    }
  }
  if (all) return values;
  const kept: Value[] = [];
  const index = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (used[i] !== 0) index[i] = kept.push(values[i]) - 1;
  }
  let extraOf = -1;
  for (let at = 0; at < code.length; at += 4) {
    const op = code[at];
    const roles = extraOf >= 0 ? EXTRA_ROLES : ROLES;
    const row = (extraOf >= 0 ? extraOf : op) * 3;
    for (let k = 0; k < 3; k++) {
      if (roles[row + k] === Role.Const) code[at + 1 + k] = index[code[at + 1 + k]];
    }
    extraOf = extraOf < 0 && (FLAGS[op] & OpFlag.EXTRA) !== 0 &&
        (op !== OP_MAKE_FUNCTION || code[at + 3] !== 0)
      ? op
      : -1;
  }
  return kept;
}

/** Makes the code object of a unit whose code is complete. */
export function assemble(u: Unit, flags: number, filename: string): PyCode {
  return new Assembler(u).assemble(flags, filename);
}
