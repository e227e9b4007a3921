// Which characters beyond ASCII may be in an identifier (UAX 31: XID_Start, XID_Continue, under NFKC), and
// which are printable, as of Unicode 15.1 (Python 3.13's). JavaScript's own property tables answer, less
// what Unicode added after 15.1, so that a newer V8 does not accept more than Python does.

/** First and last code point of each run assigned after Unicode 15.1. */
// deno-fmt-ignore
const ADDED_LATER: readonly number[] = [
  0x897, 0x897, 0x1b4e, 0x1b4f, 0x1b7f, 0x1b7f, 0x1c89, 0x1c8a, 0x2427, 0x2429, 0x31e4, 0x31e5,
  0xa7cb, 0xa7cd, 0xa7da, 0xa7dc, 0x105c0, 0x105f3, 0x10d40, 0x10d65, 0x10d69, 0x10d85, 0x10d8e, 0x10d8f,
  0x10ec2, 0x10ec4, 0x10efc, 0x10efc, 0x11380, 0x113e2, 0x116d0, 0x116e3, 0x11bc0, 0x11be1,
  0x11bf0, 0x11bf9, 0x11f5a, 0x11f5a, 0x13460, 0x143fa, 0x16100, 0x16139, 0x16d40, 0x16d79,
  0x18cff, 0x18cff, 0x1cc00, 0x1ccf9, 0x1cd00, 0x1ceb3, 0x1e5d0, 0x1e5fa, 0x1e5ff, 0x1e5ff,
  0x1f8b2, 0x1f8bb, 0x1f8c0, 0x1f8c1, 0x1fa89, 0x1fa89, 0x1fa8f, 0x1fa8f, 0x1fabe, 0x1fabe,
  0x1fac6, 0x1fac6, 0x1fadc, 0x1fadc, 0x1fadf, 0x1fadf, 0x1fae9, 0x1fae9, 0x1fbcb, 0x1fbef,
];

const START = /^\p{XID_Start}$/u;
const CONTINUE = /^\p{XID_Continue}$/u;
const UNPRINTABLE = /^[\p{C}\p{Z}]$/u;

function addedLater(point: number): boolean {
  for (let i = 0; i < ADDED_LATER.length; i += 2) {
    if (point <= ADDED_LATER[i + 1]) return point >= ADDED_LATER[i];
  }
  return false;
}

/** Whether `str.isprintable` holds of the code point. */
export function isPrintable(point: number): boolean {
  if (point === 0x20) return true;
  return !UNPRINTABLE.test(String.fromCodePoint(point)) && !addedLater(point);
}

/** The index of the first unit of the first character that may not stand where it does; -1 if all may. */
export function invalidIdentifierUnit(text: string): number {
  let i = 0;
  for (const char of text) {
    const allowed = i === 0 ? char === "_" || START.test(char) : CONTINUE.test(char);
    if (!allowed || addedLater(char.codePointAt(0) as number)) return i;
    i += char.length;
  }
  return -1;
}
