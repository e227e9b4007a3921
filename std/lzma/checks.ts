// The checksums of the xz format.

import { Sha256 } from "../hash/sha2.ts";
import { crc32 } from "../binary/crc.ts";

export const CHECK_NONE = 0, CHECK_CRC32 = 1, CHECK_CRC64 = 4, CHECK_SHA256 = 10;

/** The size of a checksum, by its number. */
export function checkSize(id: number): number {
  return id === 0 ? 0 : id <= 3 ? 4 : id <= 6 ? 8 : id <= 9 ? 16 : id <= 12 ? 32 : 64;
}

/** A checksum that is taken piece by piece. */
export interface Check {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

function littleEndian(...words: number[]): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((w, i) => view.setUint32(4 * i, w, true));
  return bytes;
}

class Crc32 implements Check {
  private crc: number = 0;
  update(bytes: Uint8Array): void {
    this.crc = crc32(bytes, this.crc);
  }
  digest(): Uint8Array {
    return littleEndian(this.crc);
  }
}

let lowTable: Int32Array | undefined, highTable: Int32Array | undefined;

function makeTables(): void {
  lowTable = new Int32Array(256);
  highTable = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let low = i, high = 0;
    for (let k = 0; k < 8; k++) {
      const carry = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (carry) {
        low ^= 0xd7870f42;
        high ^= 0xc96c5795;
      }
    }
    lowTable[i] = low;
    highTable[i] = high;
  }
}

/** CRC-64 of ECMA-182 in two halves, which is faster than in bigints. */
class Crc64 implements Check {
  private low: number = -1;
  private high: number = -1;
  update(bytes: Uint8Array): void {
    if (lowTable === undefined) makeTables();
    const lows = lowTable!, highs = highTable!;
    let { low, high } = this;
    for (let i = 0; i < bytes.length; i++) {
      const k = (low ^ bytes[i]) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ lows[k];
      high = (high >>> 8) ^ highs[k];
    }
    this.low = low;
    this.high = high;
  }
  digest(): Uint8Array {
    return littleEndian(~this.low >>> 0, ~this.high >>> 0);
  }
}

class NoCheck implements Check {
  update(): void {}
  digest(): Uint8Array {
    return new Uint8Array(0);
  }
}

/** Whether the checksum can be computed. */
export function isSupported(id: number): boolean {
  return id === CHECK_NONE || id === CHECK_CRC32 || id === CHECK_CRC64 || id === CHECK_SHA256;
}

/** A new checksum; one that is not known is not checked. */
export function newCheck(id: number): Check {
  return id === CHECK_CRC32
    ? new Crc32()
    : id === CHECK_CRC64
    ? new Crc64()
    : id === CHECK_SHA256
    ? new Sha256(32)
    : new NoCheck();
}
