// What the interpreter notes about each instruction, and what the bits mean.
//
// A code object has one Uint16 for each instruction (index pc >> 2), made when the code first runs. The loop
// only ever ORs bits in, and only off the fastest path: an instruction that has nothing noted has seen int32
// operands alone, or has never run (`PyCode.callCount` and the branch bits around it tell which).
//
// Operators, subscripts and iteration note the kinds of operands: seven bits for the first operand (B, or A of a
// fused jump), seven for the second (C, or B). An int result outside int32 is noted as WIDE or BIG on the first.
// Conditional jumps and FOR_ITER note which ways they went, in the top two bits, which no kind uses.

/** Kinds of an operand; shift by FIRST or SECOND. Int32 is no bit. */
export const Kind = {
  /** An int outside int32, still a number. */
  WIDE: 1,
  /** A bigint. */
  BIG: 2,
  FLOAT: 4,
  STR: 8,
  LIST: 16,
  TUPLE: 32,
  /** Anything else; `targets` may say more. */
  OTHER: 64,
} as const;

/** Shift of the first operand's kinds. */
export const FIRST = 0;
/** Shift of the second operand's kinds. */
export const SECOND = 7;

/** A conditional jump was taken; FOR_ITER was exhausted. */
export const TAKEN = 1 << 14;
/** A conditional jump fell through; FOR_ITER gave an item. */
export const NOT_TAKEN = 1 << 15;
