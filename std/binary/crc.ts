// Checksums: CRC-32 of zlib and the CRC-CCITT of binhex; Adler-32.

/** Tables for eight bytes at a time: TABLES[k * 256 + b] is the effect of byte b with k zero bytes behind it. */
let tables: Int32Array | undefined;

function makeTables(): Int32Array {
  const t = new Int32Array(8 * 256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    t[n] = c;
  }
  for (let n = 0; n < 256; n++) {
    for (let k = 1; k < 8; k++) {
      const before = t[(k - 1) * 256 + n];
      t[k * 256 + n] = (before >>> 8) ^ t[before & 255];
    }
  }
  return t;
}

/** CRC-32 of `bytes` after what gave `crc`. */
export function crc32(bytes: Uint8Array, crc: number): number {
  const t = tables ??= makeTables();
  let c = ~crc;
  const n = bytes.length;
  let i = 0;
  for (const end = n - 7; i < end; i += 8) {
    c ^= bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | bytes[i + 3] << 24;
    c = t[1792 + (c & 255)] ^ t[1536 + (c >>> 8 & 255)] ^ t[1280 + (c >>> 16 & 255)] ^
      t[1024 + (c >>> 24)] ^ t[768 + bytes[i + 4]] ^ t[512 + bytes[i + 5]] ^
      t[256 + bytes[i + 6]] ^ t[bytes[i + 7]];
  }
  for (; i < n; i++) c = t[(c ^ bytes[i]) & 255] ^ (c >>> 8);
  return ~c >>> 0;
}

/** CRC-CCITT, the polynomial x^16 + x^12 + x^5 + 1. */
export function crcHqx(bytes: Uint8Array, crc: number): number {
  for (let i = 0; i < bytes.length; i++) {
    crc ^= bytes[i] << 8;
    for (let k = 0; k < 8; k++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    crc &= 0xffff;
  }
  return crc;
}

/** Adler-32 of `bytes` after what gave `start`. */
export function adler32(bytes: Uint8Array, start: number): number {
  let a = start & 0xffff, b = start >>> 16;
  const n = bytes.length;
  for (let i = 0; i < n;) {
    // so many that neither sum passes 2**32
    const end = Math.min(n, i + 3800);
    for (; i < end; i++) {
      a += bytes[i];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return (b * 65536 + a) >>> 0;
}
