// The opcode table as numbers, for the passes that go over instructions: which operands are registers, constants,
// jump targets, and which registers an instruction reads and writes.

import { OPS } from "./opcodes.ts";

/** What an operand is. */
export const Role = { Other: 0, Register: 1, Const: 2, Name: 3, Jump: 4 } as const;

/** Roles of A, B, C at op * 3 + 0, 1, 2. */
export const ROLES = new Uint8Array(256 * 3);
/** Roles of A, B, C of the EXTRA that follows. */
export const EXTRA_ROLES = new Uint8Array(256 * 3);
/** OpFlag bits by opcode. */
export const FLAGS = new Uint8Array(256);
export const OpFlag = { RAISES: 1, JUMPS: 2, ENDS: 4, EXTRA: 8 } as const;

function roleOf(role: string): number {
  if (role === "" || role === "i") return Role.Other;
  if (role === "k") return Role.Const;
  if (role === "n") return Role.Name;
  if (role === "j") return Role.Jump;
  return Role.Register;
}

for (const info of OPS) {
  ROLES[info.op * 3] = roleOf(info.a);
  ROLES[info.op * 3 + 1] = roleOf(info.b);
  ROLES[info.op * 3 + 2] = roleOf(info.c);
  EXTRA_ROLES[info.op * 3] = roleOf(info.extra);
  FLAGS[info.op] = (info.raises ? OpFlag.RAISES : 0) | (info.jumps ? OpFlag.JUMPS : 0) |
    (info.ends ? OpFlag.ENDS : 0) | (info.extra !== "" ? OpFlag.EXTRA : 0);
}

/** How many registers from an operand on an instruction touches, given its C. */
export function rangeOf(role: string, c: number): number {
  const last = role.charAt(role.length - 1) === "?" ? role.slice(0, -1) : role;
  switch (last.replace(/^[rwd]+/, "")) {
    case "":
      return 1;
    case "2":
      return 2;
    case "3":
      return 3;
    case "C":
      return c;
    case "C+1":
      return c + 1;
    case "C+2":
      return c + 2;
    case "2C":
      return 2 * c;
    case "X":
      return (c & 0xff) + 1 + (c >> 8);
    default:
      return 1;
  }
}
