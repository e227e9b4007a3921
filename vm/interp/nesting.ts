// How many evaluation loops may be on the JavaScript stack at once.
//
// The stack's size is not to be had (it is a flag of V8), so it is measured: a function that only calls itself is run until
// the stack ends, at two depths of nesting. The difference tells what a nested loop takes, in such calls, and what is left
// tells how many more there is room for. Only programs that nest deeply pay for it, once, a millisecond or so.
//
// What a level takes depends on the builtin that is in between, so this is a guard with a margin and no promise: the
// RangeError of a stack that ends all the same becomes RecursionError too (unwind.ts).

/** Levels at which the stack is measured. */
const FIRST = 64;
const SECOND = 128;
/** The part of the room that is used. */
const MARGIN = 0.8;

let limit = FIRST;
let roomAtFirst = 0;

let calls = 0;
function dive(): void {
  calls++;
  dive();
}

/** How many calls of an empty function still fit on the stack. */
function room(): number {
  calls = 0;
  try {
    dive();
  } catch {
    // the end of the stack
  }
  return calls;
}

/** Whether one more loop is one too many. */
export function isTooNested(nesting: number): boolean {
  if (nesting <= limit) return false;
  if (limit === FIRST) {
    roomAtFirst = room();
    limit = SECOND;
    return nesting > limit;
  }
  if (limit === SECOND) {
    const left = room();
    const perLevel = Math.max(1, (roomAtFirst - left) / (SECOND - FIRST));
    limit = Math.max(SECOND + 1, SECOND + Math.floor(left / perLevel * MARGIN));
    return nesting > limit;
  }
  return true;
}
