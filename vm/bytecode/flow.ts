// Which checks for unset locals are needed: a forward analysis over the instructions of a unit.
//
// The fact that flows is the set of locals that may be unset. A local is candidate when some CHECK_LOCAL names it; up
// to 31 candidates are done at a time, as bits of one number. Sets only grow on their way to the fixed point, so a check
// that was needed once is needed.

import { Op, OPS } from "./opcodes.ts";
import { FLAGS, OpFlag } from "./roles.ts";
import { CELL, type Unit } from "./unit.ts";

/** How an instruction changes what is set; by opcode. */
const Effect = {
  None: 0,
  WritesA: 1,
  WritesB: 2,
  WritesManyA: 3,
  ClearsA: 4,
  Check: 5,
  Save: 6,
} as const;

const EFFECTS = new Uint8Array(256);

function fillEffects(): void {
  for (const info of OPS) {
    if (info.a === "w" || info.a === "rw") EFFECTS[info.op] = Effect.WritesA;
    else if (info.b === "w" || info.b === "rw") EFFECTS[info.op] = Effect.WritesB;
    else if (info.a === "d" || info.a === "d?") EFFECTS[info.op] = Effect.ClearsA;
  }
  EFFECTS[Op.UNPACK_SEQUENCE] = Effect.WritesManyA;
  EFFECTS[Op.UNPACK_EX] = Effect.WritesManyA;
  // what SAVE_LOCAL took away may have been unset, and comes back so
  EFFECTS[Op.RESTORE_LOCAL] = Effect.ClearsA;
  EFFECTS[Op.SAVE_LOCAL] = Effect.Save;
  EFFECTS[Op.CHECK_LOCAL] = Effect.Check;
}
fillEffects();

/** 1 for each CHECK_LOCAL that is needed; `marks` has bit 1 for instructions that can be reached. */
export function neededChecks(u: Unit, marks: Uint8Array): Uint8Array {
  const n = u.n;
  const needed = new Uint8Array(n);
  const { ints, handlers } = u.buffers;
  const candidates: number[] = [];
  const seen = new Uint8Array(u.varnames.length);
  for (let i = 0; i < n; i++) {
    if (ints[i * 4] !== Op.CHECK_LOCAL || (marks[i] & 1) === 0) continue;
    const r = ints[i * 4 + 1];
    if (seen[r] === 0) {
      seen[r] = 1;
      candidates.push(r);
    }
  }
  const bits = new Int32Array(u.varnames.length);
  // by instruction that a jump or handler leads to: what may be unset there; -1: not reached yet
  const entry = new Int32Array(n + 1);
  for (let group = 0; group < candidates.length; group += 31) {
    bits.fill(0);
    let start = 0;
    for (let k = group; k < candidates.length && k < group + 31; k++) {
      bits[candidates[k]] = 1 << (k - group);
      if (candidates[k] >= u.paramCount) start |= 1 << (k - group);
    }
    entry.fill(-1);
    entry[0] = start;
    const work: number[] = [0];
    const flowTo = (t: number, state: number) => {
      const old = entry[t];
      const merged = old < 0 ? state : old | state;
      if (merged !== old) {
        entry[t] = merged;
        work.push(t);
      }
    };
    while (work.length > 0) {
      let i = work.pop()!;
      let state = entry[i];
      let lastHandler = 0;
      let lastState = -1;
      for (;;) {
        const h = handlers[i];
        if (h !== 0 && (h !== lastHandler || state !== lastState)) {
          flowTo(u.labels[u.handlerLabels[h]], state);
          lastHandler = h;
          lastState = state;
        }
        const at = i * 4;
        const op = ints[at];
        const flags = FLAGS[op];
        if ((flags & OpFlag.JUMPS) !== 0) flowTo(u.labels[ints[at + 3]], state);
        switch (EFFECTS[op]) {
          case Effect.WritesA:
            if (ints[at + 1] < CELL) state &= ~bits[ints[at + 1]];
            break;
          case Effect.WritesB:
            if (ints[at + 2] < CELL) state &= ~bits[ints[at + 2]];
            break;
          case Effect.WritesManyA: {
            const first = ints[at + 1];
            if (first < CELL) {
              const c = ints[at + 3];
              const count = op === Op.UNPACK_SEQUENCE ? c : (c & 0xff) + 1 + (c >> 8);
              const rank = u.ranks[first];
              for (let k = 0; k < count; k++) state &= ~bits[u.byRank[rank + k]];
            }
            break;
          }
          case Effect.ClearsA:
            if (ints[at + 1] < CELL) state |= bits[ints[at + 1]];
            break;
          case Effect.Save:
            if (ints[at + 2] < CELL) state |= bits[ints[at + 2]];
            break;
          case Effect.Check: {
            const bit = bits[ints[at + 1]];
            if ((state & bit) !== 0) {
              needed[i] = 1;
              state &= ~bit;
            }
            break;
          }
        }
        if ((flags & OpFlag.ENDS) !== 0) break;
        i++;
        if (i >= n) break;
        if ((marks[i] & 2) !== 0) {
          const old = entry[i];
          const merged = old < 0 ? state : old | state;
          if (merged === old) break;
          entry[i] = merged;
          state = merged;
        }
      }
    }
  }
  return needed;
}
