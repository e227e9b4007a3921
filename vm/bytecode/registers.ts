// Which registers an instruction reads and writes, from the opcode table: for the analyses that need to know
// (liveness, verification, later the JIT). Not for the evaluation loop.

import { Op, OPS } from "./opcodes.ts";
import { EXTRA_ROLES, FLAGS, OpFlag, rangeOf, Role } from "./roles.ts";

/** Is told of each register. */
export interface RegisterVisitor {
  /** The register is read; it may be unset where `optional`. */
  read(register: number, optional: boolean): void;
  written(register: number): void;
}

const ROLE_TEXTS: readonly (readonly [string, string, string])[] = OPS.map((info) =>
  [
    info.a,
    info.b,
    info.c,
  ] as const
);

/** Tells the visitor of the registers of the instruction at pc: all that it reads, then all that it writes. */
export function visitRegisters(code: Int32Array, pc: number, v: RegisterVisitor): void {
  const op = code[pc];
  if (op === Op.EXTRA) return;
  const roles = ROLE_TEXTS[op];
  const c = code[pc + 3];
  for (let k = 0; k < 3; k++) {
    const role = roles[k];
    const r = code[pc + 1 + k];
    if (r < 0 || !(role.startsWith("r") || role.startsWith("d"))) continue;
    const n = rangeOf(role, c);
    // the second register of LOAD_METHOD may be unset, and with it the one that CALL_METHOD takes
    const method = op === Op.CALL_METHOD || op === Op.CALL_METHOD_KW;
    for (let i = 0; i < n; i++) v.read(r + i, role.endsWith("?") || (method && i === 1));
  }
  if ((FLAGS[op] & OpFlag.EXTRA) !== 0 && code[pc + 4] === Op.EXTRA) {
    if (EXTRA_ROLES[op * 3] === Role.Register) {
      // MAKE_FUNCTION: one register for each bit of C
      let n = 0;
      for (let bits = c; bits !== 0; bits >>= 1) n += bits & 1;
      for (let i = 0; i < n; i++) v.read(code[pc + 5] + i, false);
    }
  }
  for (let k = 0; k < 3; k++) {
    const role = roles[k];
    if (!role.startsWith("w") && role !== "rw") continue;
    const n = rangeOf(role, c);
    for (let i = 0; i < n; i++) v.written(code[pc + 1 + k] + i);
  }
}
