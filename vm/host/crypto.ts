// What node:crypto has and we do not write ourselves: key derivation that takes long, and a few old hash functions. To
// load it costs 110 ms, so that happens at the first call.

/** A hash of node:crypto. */
export interface NodeHash {
  update(data: Uint8Array): unknown;
  copy(): NodeHash;
  digest(): Uint8Array;
}

interface NodeCrypto {
  createHash(name: string): NodeHash;
  pbkdf2Sync(
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length: number,
    digest: string,
  ): Uint8Array;
  scryptSync(
    password: Uint8Array,
    salt: Uint8Array,
    length: number,
    options: { N: number; r: number; p: number; maxmem: number },
  ): Uint8Array;
}

let loaded: NodeCrypto | undefined;

function nodeCrypto(): NodeCrypto | undefined {
  const process = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } })
    .process;
  return loaded ??= process?.getBuiltinModule?.("node:crypto") as NodeCrypto | undefined;
}

/** A hash function by node's name for it, or `undefined` where there is none. */
export function createHash(name: string): NodeHash | undefined {
  try {
    return nodeCrypto()?.createHash(name);
  } catch {
    return undefined;
  }
}

/** PBKDF2, or `undefined` where node does not know the hash function. */
export function pbkdf2(
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
  digest: string,
): Uint8Array | undefined {
  try {
    const key = nodeCrypto()?.pbkdf2Sync(password, salt, iterations, length, digest);
    return key === undefined ? undefined : new Uint8Array(key);
  } catch {
    return undefined;
  }
}

/** scrypt; `undefined` where it may not use that much memory. */
export function scrypt(
  password: Uint8Array,
  salt: Uint8Array,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
): Uint8Array | undefined {
  try {
    const key = nodeCrypto()?.scryptSync(password, salt, length, options);
    return key === undefined ? undefined : new Uint8Array(key);
  } catch {
    return undefined;
  }
}
