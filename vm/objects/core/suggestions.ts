// "Did you mean": the nearest of some names by CPython's edit distance.
//
// The distance counts a move as 2 and a change of case as 1; names that are too long, or lists that are, give nothing.

const MAX_CANDIDATES = 750;
const MAX_LENGTH = 40;
const MOVE = 2;
const CASE = 1;

function substitution(a: number, b: number): number {
  if ((a & 31) !== (b & 31)) return MOVE;
  if (a === b) return 0;
  // only letters of the other case differ by less than a move
  const lower = (c: number): number => c >= 65 && c <= 90 ? c + 32 : c;
  return lower(a) === lower(b) ? CASE : MOVE;
}

/** The edit distance of two names, or `limit + 1` where it is beyond the limit. */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  a = a.slice(start);
  b = b.slice(start);
  let end = 0;
  while (
    end < a.length && end < b.length && a[a.length - 1 - end] === b[b.length - 1 - end]
  ) end++;
  a = a.slice(0, a.length - end);
  b = b.slice(0, b.length - end);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE;
  if (a.length > MAX_LENGTH || b.length > MAX_LENGTH) return limit + 1;
  if (b.length < a.length) [a, b] = [b, a];
  if ((b.length - a.length) * MOVE > limit) return limit + 1;
  const row: number[] = [];
  for (let i = 1; i <= a.length; i++) row.push(i * MOVE);
  let result = 0;
  for (let j = 0; j < b.length; j++) {
    const code = b.charCodeAt(j);
    let diagonal = j * MOVE;
    result = diagonal;
    let least = Infinity;
    for (let i = 0; i < a.length; i++) {
      const change = diagonal + substitution(code, a.charCodeAt(i));
      diagonal = row[i];
      const move = Math.min(result, diagonal) + MOVE;
      result = Math.min(change, move);
      row[i] = result;
      if (result < least) least = result;
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

/** The candidate nearest to a name, if one is near enough. */
export function bestMatch(candidates: readonly string[], name: string): string | undefined {
  if (candidates.length > MAX_CANDIDATES || name.length > MAX_LENGTH) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const c of candidates) {
    if (c === name) continue;
    // no more than a third of the characters involved may differ
    let limit = Math.floor((c.length + name.length + 3) * MOVE / 6);
    if (bestDistance - 1 < limit) limit = bestDistance - 1;
    const d = editDistance(name, c, limit);
    if (d > limit) continue;
    if (best === undefined || d < bestDistance) {
      best = c;
      bestDistance = d;
    }
  }
  return best;
}
