// What LZMA's encoder and decoder share: where each probability stands in one array, and how states follow each other.
//
// A probability is 11 bits, for a bit being 0. Positions in the array are the sum of a base from here and an index.

export const PROBABILITY_BITS = 11;
export const HALF = 1 << (PROBABILITY_BITS - 1);
export const MOVE_BITS = 5;

export const STATES = 12;
/** Positions modulo 16 at most tell symbols apart. */
export const POS_STATES = 16;

export const IS_MATCH = 0;
export const IS_REP: number = IS_MATCH + STATES * POS_STATES;
export const IS_REP_G0: number = IS_REP + STATES;
export const IS_REP_G1: number = IS_REP_G0 + STATES;
export const IS_REP_G2: number = IS_REP_G1 + STATES;
export const IS_REP0_LONG: number = IS_REP_G2 + STATES;
export const POS_SLOT: number = IS_REP0_LONG + STATES * POS_STATES;
export const POS_SPECIAL: number = POS_SLOT + 4 * 64;
export const ALIGN: number = POS_SPECIAL + 128;
export const LENGTH: number = ALIGN + 16;
/** Inside a length coder. */
export const CHOICE = 0, CHOICE_2 = 1, LOW = 2;
export const MIDDLE: number = LOW + POS_STATES * 8;
export const HIGH: number = MIDDLE + POS_STATES * 8;
const LENGTH_SIZE = HIGH + 256;
export const REP_LENGTH: number = LENGTH + LENGTH_SIZE;
export const LITERAL: number = REP_LENGTH + LENGTH_SIZE;

export const MIN_MATCH = 2;
export const MAX_MATCH = 273;

/** The numbers that say how literals and positions are modelled. */
export interface Properties {
  lc: number;
  lp: number;
  pb: number;
}

/** How many probabilities there are. */
export function modelSize(p: Properties): number {
  return LITERAL + (0x300 << (p.lc + p.lp));
}

/** The properties in one byte. */
export function packProperties(p: Properties): number {
  return (p.pb * 5 + p.lp) * 9 + p.lc;
}

/** The properties of a byte, or `undefined` where it cannot be one. */
export function unpackProperties(byte: number): Properties | undefined {
  if (byte >= 225) return undefined;
  const lc = byte % 9, rest = Math.floor(byte / 9);
  const p = { lc, lp: rest % 5, pb: Math.floor(rest / 5) };
  return p.lc + p.lp > 4 ? undefined : p;
}

export function afterLiteral(state: number): number {
  return state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
}
export function afterMatch(state: number): number {
  return state < 7 ? 7 : 10;
}
export function afterRep(state: number): number {
  return state < 7 ? 8 : 11;
}
export function afterShortRep(state: number): number {
  return state < 7 ? 9 : 11;
}
