// The hash functions that _hashlib offers, by name; and HMAC and PBKDF2 over any of them.

import { crypto } from "../../vm/host/mod.ts";
import type { Digest } from "./digest.ts";
import { Blake2b, type Blake2Options, Blake2s } from "./blake2.ts";
import { Md5 } from "./md5.ts";
import { Sha1 } from "./sha1.ts";
import { Sha256, Sha512 } from "./sha2.ts";
import { sha3, shake } from "./sha3.ts";

/** MD5 and SHA-1 one after the other, as in old versions of TLS. */
class Md5Sha1 implements Digest {
  readonly blockSize: number = 64;
  readonly digestSize: number = 36;
  private md5: Digest = new Md5();
  private sha1: Digest = new Sha1();

  update(bytes: Uint8Array): void {
    this.md5.update(bytes);
    this.sha1.update(bytes);
  }
  digest(): Uint8Array {
    const out = new Uint8Array(36);
    out.set(this.md5.digest());
    out.set(this.sha1.digest(), 16);
    return out;
  }
  copy(): Md5Sha1 {
    const c = new Md5Sha1();
    c.md5 = this.md5.copy();
    c.sha1 = this.sha1.copy();
    return c;
  }
}

/** A hash function of the host. */
class HostDigest implements Digest {
  readonly blockSize: number;
  readonly digestSize: number;
  private readonly hash: crypto.NodeHash;
  constructor(hash: crypto.NodeHash, blockSize: number, digestSize: number) {
    this.hash = hash;
    this.blockSize = blockSize;
    this.digestSize = digestSize;
  }
  update(bytes: Uint8Array): void {
    this.hash.update(bytes);
  }
  digest(): Uint8Array {
    return new Uint8Array(this.hash.copy().digest());
  }
  copy(): HostDigest {
    return new HostDigest(this.hash.copy(), this.blockSize, this.digestSize);
  }
}

function hostDigest(name: string, blockSize: number, digestSize: number): Digest | undefined {
  const hash = crypto.createHash(name);
  return hash === undefined ? undefined : new HostDigest(hash, blockSize, digestSize);
}

function blake2Options(digestSize: number): Blake2Options {
  const empty = new Uint8Array(0);
  return {
    digestSize,
    key: empty,
    salt: empty,
    person: empty,
    fanout: 1,
    depth: 1,
    leafSize: 0,
    nodeOffset: 0n,
    nodeDepth: 0,
    innerSize: 0,
    lastNode: false,
  };
}

const MAKERS: ReadonlyMap<string, () => Digest | undefined> = new Map<
  string,
  () => Digest | undefined
>([
  ["md5", () => new Md5()],
  ["sha1", () => new Sha1()],
  ["sha224", () => new Sha256(28)],
  ["sha256", () => new Sha256(32)],
  ["sha384", () => new Sha512(48)],
  ["sha512", () => new Sha512(64)],
  ["sha512_224", () => new Sha512(28)],
  ["sha512_256", () => new Sha512(32)],
  ["sha3_224", () => sha3(28)],
  ["sha3_256", () => sha3(32)],
  ["sha3_384", () => sha3(48)],
  ["sha3_512", () => sha3(64)],
  ["shake_128", () => shake(128)],
  ["shake_256", () => shake(256)],
  ["blake2b", () => new Blake2b(blake2Options(64))],
  ["blake2s", () => new Blake2s(blake2Options(32))],
  ["md5-sha1", () => new Md5Sha1()],
  ["ripemd160", () => hostDigest("ripemd160", 64, 20)],
]);

/** The names of all hash functions. */
export const ALGORITHMS: readonly string[] = [...MAKERS.keys()];

/** OpenSSL's ways of writing the names. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["sha-1", "sha1"],
  ["ssl3-sha1", "sha1"],
  ["ssl3-md5", "md5"],
  ["sha-224", "sha224"],
  ["sha2-224", "sha224"],
  ["sha-256", "sha256"],
  ["sha2-256", "sha256"],
  ["sha-384", "sha384"],
  ["sha2-384", "sha384"],
  ["sha-512", "sha512"],
  ["sha2-512", "sha512"],
  ["sha512-224", "sha512_224"],
  ["sha-512/224", "sha512_224"],
  ["sha2-512/224", "sha512_224"],
  ["sha512-256", "sha512_256"],
  ["sha-512/256", "sha512_256"],
  ["sha2-512/256", "sha512_256"],
  ["sha3-224", "sha3_224"],
  ["sha3-256", "sha3_256"],
  ["sha3-384", "sha3_384"],
  ["sha3-512", "sha3_512"],
  ["shake128", "shake_128"],
  ["shake-128", "shake_128"],
  ["shake256", "shake_256"],
  ["shake-256", "shake_256"],
  ["blake2b512", "blake2b"],
  ["blake2s256", "blake2s"],
  ["ripemd", "ripemd160"],
  ["ripemd-160", "ripemd160"],
  ["rmd160", "ripemd160"],
]);

/** Python's name of a hash function that may be written in OpenSSL's way, or `undefined`. */
export function algorithmName(text: string): string | undefined {
  const lower = text.toLowerCase();
  const name = ALIASES.get(lower) ?? lower;
  return MAKERS.has(name) ? name : undefined;
}

/** A new hash of this name, or `undefined` where the host lacks it. */
export function newDigest(name: string): Digest | undefined {
  return MAKERS.get(name)?.();
}

/** Whether the digest may have any length. */
export function isExtendable(name: string): boolean {
  return name.startsWith("shake_");
}

/** HMAC. */
export class Hmac {
  private inner: Digest;
  private outer: Digest;

  constructor(inner: Digest, outer: Digest) {
    this.inner = inner;
    this.outer = outer;
  }

  /** HMAC of a key with a hash function. */
  static of(key: Uint8Array, make: () => Digest): Hmac {
    const inner = make(), outer = make();
    let bytes = key;
    if (bytes.length > inner.blockSize) {
      const h = make();
      h.update(bytes);
      bytes = h.digest();
    }
    const pad = new Uint8Array(inner.blockSize);
    pad.set(bytes);
    inner.update(pad.map((b) => b ^ 0x36));
    outer.update(pad.map((b) => b ^ 0x5c));
    return new Hmac(inner, outer);
  }

  get blockSize(): number {
    return this.inner.blockSize;
  }
  get digestSize(): number {
    return this.inner.digestSize;
  }
  update(bytes: Uint8Array): void {
    this.inner.update(bytes);
  }
  digest(): Uint8Array {
    const h = this.outer.copy();
    h.update(this.inner.digest());
    return h.digest();
  }
  copy(): Hmac {
    return new Hmac(this.inner.copy(), this.outer.copy());
  }
}

/** From how many rounds on it pays to load the host's implementation. */
const MANY_ROUNDS = 3000;

/** PBKDF2 with HMAC. */
export function pbkdf2(
  name: string,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  if (iterations >= MANY_ROUNDS) {
    const node = name.replace(/^sha3_/, "sha3-").replace(/^sha512_/, "sha512-");
    const key = crypto.pbkdf2(password, salt, iterations, length, node);
    if (key !== undefined) return key;
  }
  const start = Hmac.of(password, () => newDigest(name)!);
  const size = start.digestSize;
  const out = new Uint8Array(Math.ceil(length / size) * size);
  const number = new Uint8Array(4);
  for (let block = 1; (block - 1) * size < length; block++) {
    new DataView(number.buffer).setUint32(0, block);
    let h = start.copy();
    h.update(salt);
    h.update(number);
    let u = h.digest();
    const sum = u.slice();
    for (let i = 1; i < iterations; i++) {
      h = start.copy();
      h.update(u);
      u = h.digest();
      for (let k = 0; k < size; k++) sum[k] ^= u[k];
    }
    out.set(sum, (block - 1) * size);
  }
  return out.slice(0, length);
}
