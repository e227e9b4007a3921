// Putting sequences together: `a + b`, `[0] * n`.

import type { Value } from "./object.ts";
import { indexOf } from "./operations.ts";
import { memoryError, overflowError, typeError } from "./raise.ts";
import { typeOf } from "./type.ts";

/** The longest array that V8 keeps packed. */
export const MAX_LENGTH = 2 ** 27 - 1;

/** How often a sequence is repeated; the error where the operand is no int. */
export function repeatCount(v: Value, length: number): number {
  if (typeof v === "number") {
    if (v <= 0) return 0;
    if (v * length > MAX_LENGTH) throw memoryError("");
    return v;
  }
  if (typeof v !== "bigint" && typeof v !== "boolean") {
    if (typeof v !== "object" || v.cls.lookup("__index__") === undefined) {
      throw typeError(`can't multiply sequence by non-int of type '${typeOf(v).name}'`);
    }
  }
  const n = indexOf(v);
  if (typeof n === "bigint") {
    if (BigInt.asIntN(64, n) !== n) {
      throw overflowError(`cannot fit '${typeOf(v).name}' into an index-sized integer`);
    }
    if (n < 0n || length === 0) return 0;
    throw memoryError("");
  }
  return repeatCount(n, length);
}

/** The host's `concat` costs as much as so many pushes. */
const SHORT = 64;

/** The items of one array and then of another, in a fresh one. */
export function joined<T>(a: readonly T[], b: readonly T[]): T[] {
  if (b.length > SHORT) return a.concat(b);
  const out = a.slice();
  for (let i = 0; i < b.length; i++) out.push(b[i]);
  return out;
}

/** Joining so many arrays at once costs less than joining twice. */
const PARTS = 1000;

/** An array repeated: joined to itself, which moves memory and keeps it packed, and then many times at once. */
export function repeatArray<T>(items: readonly T[], count: number): T[] {
  const n = items.length;
  if (n === 0 || count <= 0) return [];
  const total = n * count;
  if (total <= 256) {
    const out: T[] = [];
    for (let k = 0; k < count; k++) for (let i = 0; i < n; i++) out.push(items[i]);
    return out;
  }
  let chunk = items.slice();
  while ((chunk.length < 1024 || chunk.length * PARTS < total) && chunk.length * 2 <= total) {
    chunk = chunk.concat(chunk);
  }
  const parts: T[][] = [];
  let left = total - chunk.length;
  for (; left >= chunk.length; left -= chunk.length) parts.push(chunk);
  if (left > 0) parts.push(chunk.slice(0, left));
  return parts.length === 0 ? chunk : chunk.concat(...parts);
}
