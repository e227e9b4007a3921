// Base64 with CPython's tolerance: what is no data is skipped, unless the mode is strict.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const DIGITS: Uint8Array = new Uint8Array(64);
/** The value of each character; 64 for what is none. */
const VALUES: Uint8Array = new Uint8Array(256).fill(64);
for (let i = 0; i < 64; i++) {
  DIGITS[i] = ALPHABET.charCodeAt(i);
  VALUES[DIGITS[i]] = i;
}
const PAD = 61;

/** Encodes; a newline at the end where it is asked for. */
export function encodeBase64(data: Uint8Array, newline: boolean): Uint8Array {
  const n = data.length;
  const out = new Uint8Array(Math.ceil(n / 3) * 4 + (newline ? 1 : 0));
  let at = 0, i = 0;
  for (; i + 2 < n; i += 3) {
    const v = data[i] << 16 | data[i + 1] << 8 | data[i + 2];
    out[at] = DIGITS[v >> 18];
    out[at + 1] = DIGITS[v >> 12 & 63];
    out[at + 2] = DIGITS[v >> 6 & 63];
    out[at + 3] = DIGITS[v & 63];
    at += 4;
  }
  if (i < n) {
    const two = i + 1 < n;
    const v = data[i] << 16 | (two ? data[i + 1] << 8 : 0);
    out[at++] = DIGITS[v >> 18];
    out[at++] = DIGITS[v >> 12 & 63];
    out[at++] = two ? DIGITS[v >> 6 & 63] : PAD;
    out[at++] = PAD;
  }
  if (newline) out[at] = 10;
  return out;
}

/** Decodes, or says in words what is wrong. */
export function decodeBase64(data: Uint8Array, strict: boolean): Uint8Array | string {
  const n = data.length;
  const out = new Uint8Array(Math.ceil(n / 4) * 3);
  let at = 0, position = 0, left = 0, pads = 0, padding = false;
  for (let i = 0; i < n; i++) {
    const c = data[i];
    if (c === PAD) {
      padding = true;
      if (strict && position === 0) {
        return i === 0 ? "Leading padding not allowed" : "Excess padding not allowed";
      }
      if (position >= 2 && position + ++pads >= 4) {
        if (strict && i + 1 < n) return "Excess data after padding";
        return out.slice(0, at);
      }
      continue;
    }
    const v = VALUES[c];
    if (v === 64) {
      if (strict) return "Only base64 data is allowed";
      continue;
    }
    if (strict && padding) return "Discontinuous padding not allowed";
    pads = 0;
    switch (position) {
      case 0:
        left = v;
        position = 1;
        break;
      case 1:
        out[at++] = left << 2 | v >> 4;
        left = v & 15;
        position = 2;
        break;
      case 2:
        out[at++] = left << 4 | v >> 2;
        left = v & 3;
        position = 3;
        break;
      default:
        out[at++] = left << 6 | v;
        position = 0;
    }
  }
  if (position === 0) return at === out.length ? out : out.slice(0, at);
  if (position === 1) {
    return `Invalid base64-encoded string: number of data characters (${
      at / 3 * 4 + 1
    }) cannot be 1 more than a multiple of 4`;
  }
  return "Incorrect padding";
}
