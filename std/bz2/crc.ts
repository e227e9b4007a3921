// The checksum of bzip2: CRC-32 with the most significant bit first.

let table: Int32Array | undefined;

/** The table of the checksum, by the byte that leaves on the left. */
export function crcTable(): Int32Array {
  if (table !== undefined) return table;
  table = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let c = i << 24;
    for (let k = 0; k < 8; k++) c = c < 0 ? (c << 1) ^ 0x04c11db7 : c << 1;
    table[i] = c;
  }
  return table;
}
