// What every hash function is: something that takes bytes and gives a digest at any time.
//
// They are ours and not node:crypto's because loading that costs 110 ms and each small hash 9 µs there (Deno 2.9.6), while
// its throughput is no more than 1.5 to 3 times that of these.

/** A hash in progress. */
export interface Digest {
  readonly blockSize: number;
  readonly digestSize: number;
  update(bytes: Uint8Array): void;
  /** The digest of what came so far; more may follow. */
  digest(): Uint8Array;
  copy(): Digest;
}

/**
 * A hash of the Merkle and Damgård kind: blocks of one size go through a compression function; the last one is padded
 * with a bit and the length.
 */
export abstract class BlockDigest implements Digest {
  readonly blockSize: number;
  readonly digestSize: number;
  protected buffer: Uint8Array;
  protected filled: number;
  /** Bytes that came so far. */
  protected total: number;
  /** Bytes of the length at the end of the padding; little-endian for MD5. */
  private readonly lengthBytes: number;
  private readonly littleEndian: boolean;

  constructor(blockSize: number, digestSize: number, lengthBytes: number, littleEndian: boolean) {
    this.blockSize = blockSize;
    this.digestSize = digestSize;
    this.buffer = new Uint8Array(blockSize);
    this.filled = 0;
    this.total = 0;
    this.lengthBytes = lengthBytes;
    this.littleEndian = littleEndian;
  }

  /** Takes in the block at `at`. */
  protected abstract compress(bytes: Uint8Array, at: number): void;
  protected abstract output(): Uint8Array;
  /** A new one with the same state but for the buffer. */
  protected abstract clone(): BlockDigest;

  update(bytes: Uint8Array): void {
    const { blockSize, buffer } = this;
    const n = bytes.length;
    this.total += n;
    let at = 0;
    if (this.filled > 0) {
      at = Math.min(blockSize - this.filled, n);
      buffer.set(at === n ? bytes : bytes.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < blockSize) return;
      this.compress(buffer, 0);
      this.filled = 0;
    }
    for (; at + blockSize <= n; at += blockSize) this.compress(bytes, at);
    if (at < n) {
      buffer.set(at === 0 ? bytes : bytes.subarray(at));
      this.filled = n - at;
    }
  }

  copy(): BlockDigest {
    const c = this.clone();
    c.buffer.set(this.buffer);
    c.filled = this.filled;
    c.total = this.total;
    return c;
  }

  digest(): Uint8Array {
    const c = this.copy();
    c.finish();
    return c.output();
  }

  private finish(): void {
    const { buffer, blockSize, lengthBytes, total } = this;
    buffer[this.filled++] = 0x80;
    buffer.fill(0, this.filled);
    if (this.filled > blockSize - lengthBytes) {
      this.compress(buffer, 0);
      buffer.fill(0);
    }
    // the length in bits, of which 64 are enough
    const high = Math.floor(total / 0x20000000), low = (total << 3) >>> 0;
    const view = new DataView(buffer.buffer);
    if (this.littleEndian) {
      view.setUint32(blockSize - 8, low, true);
      view.setUint32(blockSize - 4, high, true);
    } else {
      view.setUint32(blockSize - 8, high);
      view.setUint32(blockSize - 4, low);
    }
    this.compress(buffer, 0);
  }
}

/** The bytes of words, big-endian. */
export function bigEndianBytes(words: Int32Array, count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) out[i] = words[i >> 2] >>> (24 - 8 * (i & 3));
  return out;
}

/** The bytes of words, little-endian. */
export function littleEndianBytes(words: Int32Array, count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) out[i] = words[i >> 2] >>> (8 * (i & 3));
  return out;
}
