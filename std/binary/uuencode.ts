// One line of uuencoded data.

const SPACE = 32, BACKTICK = 96, NEWLINE = 10, RETURN = 13;

/** Encodes at most 45 bytes. */
export function encodeUu(data: Uint8Array, backtick: boolean): Uint8Array {
  const out: number[] = [];
  const digit = (v: number): void => {
    out.push(v === 0 && backtick ? BACKTICK : SPACE + v);
  };
  digit(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const v = data[i] << 16 | (data[i + 1] ?? 0) << 8 | (data[i + 2] ?? 0);
    digit(v >> 18);
    digit(v >> 12 & 63);
    digit(v >> 6 & 63);
    digit(v & 63);
  }
  out.push(NEWLINE);
  return Uint8Array.from(out);
}

/** Decodes a line, or says in words what is wrong. */
export function decodeUu(data: Uint8Array): Uint8Array | string {
  const n = ((data.length > 0 ? data[0] : 0) - SPACE) & 63;
  const out = new Uint8Array(n);
  let at = 0, bits = 0, left = 0, i = 1;
  while (at < n) {
    // what is missing at the end of a line is spaces that something has cut off
    const c = i < data.length ? data[i] : 0;
    i++;
    let v = 0;
    if (c !== NEWLINE && c !== RETURN && i <= data.length) {
      if (c < SPACE || c > SPACE + 64) return "Illegal char";
      v = (c - SPACE) & 63;
    }
    left = left << 6 | v;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = left >> bits & 255;
      left &= (1 << bits) - 1;
    }
  }
  for (; i < data.length; i++) {
    const c = data[i];
    if (c !== SPACE && c !== BACKTICK && c !== NEWLINE && c !== RETURN) return "Trailing garbage";
  }
  return out;
}
