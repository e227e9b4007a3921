// Positions as builtin methods take them: an int that fits a machine word.

import type { Value } from "./object.ts";
import { indexOf } from "./operations.ts";
import { overflowError } from "./raise.ts";

/** The value as a number; OverflowError where it does not fit 64 bits. */
export function ssizeNumber(v: Value): number {
  const n = indexOf(v);
  if (typeof n === "number") return n;
  if (BigInt.asIntN(64, n) !== n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return Number(n);
}
