// Finding a sequence in an array of bytes or of code points, in linear time whatever the input.
//
// The first element is found by the host's indexOf, the rest compared. Where that has compared much more
// than it has advanced, the search goes on with Knuth, Morris and Pratt's automaton, which never looks at an
// element of the haystack twice.

export type Elements = Uint8Array | Uint32Array;

/** How many comparisons beyond the advance are allowed before the search changes. */
const PATIENCE = 2000;

/** For each prefix of the needle, the length of its longest proper border. */
function borders(needle: Elements): Int32Array {
  const table = new Int32Array(needle.length);
  for (let i = 1, matched = 0; i < needle.length; i++) {
    while (matched > 0 && needle[i] !== needle[matched]) matched = table[matched - 1];
    if (needle[i] === needle[matched]) matched++;
    table[i] = matched;
  }
  return table;
}

function findLinearly(
  haystack: Elements,
  needle: Elements,
  start: number,
  end: number,
): number {
  const table = borders(needle);
  for (let i = start, matched = 0; i < end; i++) {
    while (matched > 0 && haystack[i] !== needle[matched]) matched = table[matched - 1];
    if (haystack[i] === needle[matched]) matched++;
    if (matched === needle.length) return i - matched + 1;
  }
  return -1;
}

/** How far a loop looks before the host is called, which is quick only once it runs. */
const NEAR = 16;

/** The first index of an element from `at` to `last`, or -1. */
function nextOf(haystack: Elements, element: number, at: number, last: number): number {
  const near = Math.min(last, at + NEAR);
  for (; at <= near; at++) if (haystack[at] === element) return at;
  if (at > last) return -1;
  at = haystack.indexOf(element, at);
  return at > last ? -1 : at;
}

/** The first index of `needle` in `haystack[start:end]`, or -1. */
export function findPoints(
  haystack: Elements,
  needle: Elements,
  start: number,
  end: number,
): number {
  const length = needle.length;
  const last = end - length;
  if (last < start) return -1;
  if (length === 0) return start;
  const first = needle[0];
  let budget = PATIENCE;
  let at = start;
  for (;;) {
    at = nextOf(haystack, first, at, last);
    if (at < 0) return -1;
    let i = 1;
    while (i < length && haystack[at + i] === needle[i]) i++;
    if (i === length) return at;
    at++;
    // What was compared is paid for by what has been advanced, at a fixed rate.
    budget -= i;
    if (budget + (at - start) * 4 < 0) return findLinearly(haystack, needle, at, end);
  }
}

/** The last index of `needle` in `haystack[start:end]`, or -1. */
export function rfindPoints(
  haystack: Elements,
  needle: Elements,
  start: number,
  end: number,
): number {
  const length = needle.length;
  let at = end - length;
  if (at < start) return -1;
  if (length === 0) return end;
  const first = needle[0];
  let budget = PATIENCE;
  for (; at >= start; at--) {
    if (haystack[at] !== first) continue;
    let i = 1;
    while (i < length && haystack[at + i] === needle[i]) i++;
    if (i === length) return at;
    budget -= i;
    if (budget + (end - at) * 4 < 0) return rfindLinearly(haystack, needle, start, at + length - 1);
  }
  return -1;
}

function rfindLinearly(
  haystack: Elements,
  needle: Elements,
  start: number,
  end: number,
): number {
  const length = needle.length;
  const table = borders(needle.slice().reverse());
  for (let i = end - 1, matched = 0; i >= start; i--) {
    while (matched > 0 && haystack[i] !== needle[length - 1 - matched]) {
      matched = table[matched - 1];
    }
    if (haystack[i] === needle[length - 1 - matched]) matched++;
    if (matched === length) return i;
  }
  return -1;
}
