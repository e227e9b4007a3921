// _blake2: BLAKE2b and BLAKE2s for hashlib.

import { truth } from "../vm/objects/compare.ts";
import { bytesArgument } from "../vm/objects/buffer.ts";
import { define } from "../vm/objects/define.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { overflowError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { builtinType, type PyType } from "../vm/objects/type.ts";
import { Blake2b, type Blake2Options, Blake2s } from "./hash/blake2.ts";
import type { Digest } from "./hash/digest.ts";
import { hashAttributes, hashInput, hashMethods, newHash, PyHash } from "./hash/hash_object.ts";

/** What differs between the two. */
interface Variant {
  readonly name: "blake2b" | "blake2s";
  readonly maxDigest: number;
  readonly saltSize: number;
  /** Bits of the node offset. */
  readonly offsetBits: bigint;
  readonly make: (options: Blake2Options) => Digest;
}

const VARIANTS: readonly Variant[] = [
  {
    name: "blake2b",
    maxDigest: 64,
    saltSize: 16,
    offsetBits: 64n,
    make: (options) => new Blake2b(options),
  },
  {
    name: "blake2s",
    maxDigest: 32,
    saltSize: 8,
    offsetBits: 48n,
    make: (options) => new Blake2s(options),
  },
];

function small(v: Value | undefined, preset: number): number {
  if (v === undefined) return preset;
  const n = indexOf(v);
  if (typeof n !== "number" || n > 2147483647 || n < -2147483648) {
    throw overflowError("Python int too large to convert to C int");
  }
  return n;
}

function within(v: Value | undefined, preset: number, low: number, high: number, name: string) {
  const n = small(v, preset);
  if (n < low || n > high) throw valueError(`${name} must be between ${low} and ${high}`);
  return n;
}

function innerSizeOf(v: Value | undefined, max: number): number {
  const n = small(v, 0);
  if (n < 0 || n > max) throw valueError(`inner_size must be between 0 and is ${max}`);
  return n;
}

function octets(v: Value | undefined, max: number, name: string): Uint8Array {
  if (v === undefined) return new Uint8Array(0);
  const bytes = bytesArgument(v);
  if (bytes.length > max) throw valueError(`maximum ${name} length is ${max} bytes`);
  return bytes.slice();
}

function unsigned(v: Value | undefined, bits: bigint, name: string): bigint {
  if (v === undefined) return 0n;
  const n = BigInt(indexOf(v));
  if (n < 0n) throw valueError("value must be positive");
  if (n >> 64n !== 0n) throw overflowError("int too big to convert");
  if (n >> bits !== 0n) throw overflowError(`${name} is too large`);
  return n;
}

function blakeType(variant: Variant, signature: string, doc: string): PyType {
  const { name, maxDigest, saltSize, offsetBits } = variant;
  const t = builtinType(`_blake2.${name}`, class extends PyHash {}, {
    module: "_blake2",
    qualname: name,
  });
  define(t, {
    doc,
    textSignature: signature,
    new: method(
      "(cls, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (
        cls: PyType,
        data: Value | undefined,
        digestSize: Value | undefined,
        key: Value | undefined,
        salt: Value | undefined,
        person: Value | undefined,
        fanout: Value | undefined,
        depth: Value | undefined,
        leafSize: Value | undefined,
        nodeOffset: Value | undefined,
        nodeDepth: Value | undefined,
        innerSize: Value | undefined,
        lastNode: Value | undefined,
      ) => {
        const size = small(digestSize, maxDigest);
        if (size < 1 || size > maxDigest) {
          throw valueError(`digest_size must be between 1 and ${maxDigest} bytes`);
        }
        const options: Blake2Options = {
          digestSize: size,
          salt: octets(salt, saltSize, "salt"),
          person: octets(person, saltSize, "person"),
          fanout: within(fanout, 1, 0, 255, "fanout"),
          depth: within(depth, 1, 1, 255, "depth"),
          leafSize: Number(unsigned(leafSize, 32n, "leaf_size")),
          nodeOffset: unsigned(nodeOffset, offsetBits, "node_offset"),
          nodeDepth: within(nodeDepth, 0, 0, 255, "node_depth"),
          innerSize: innerSizeOf(innerSize, maxDigest),
          key: octets(key, maxDigest, "key"),
          lastNode: lastNode !== undefined && truth(lastNode),
        };
        return newHash(cls, variant.make(options), name, data);
      },
    ),
    methods: {
      ...hashMethods,
      update: method(
        "(self, data, /)",
        "Update this hash object's state with the provided bytes-like object.",
        (self: PyHash, data: Value) => {
          self.hash.update(hashInput(data));
        },
      ),
    },
    attributes: hashAttributes,
    values: {
      SALT_SIZE: saltSize,
      PERSON_SIZE: saltSize,
      MAX_KEY_SIZE: maxDigest,
      MAX_DIGEST_SIZE: maxDigest,
    },
  });
  return t;
}

let types: PyType[] | undefined;

/** Makes the module. */
export function create(): PyModule {
  types ??= [
    blakeType(
      VARIANTS[0],
      "(data=b'', /, *, digest_size=_blake2.blake2b.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n        usedforsecurity=True)",
      "Return a new BLAKE2b hash object.",
    ),
    blakeType(
      VARIANTS[1],
      "(data=b'', /, *, digest_size=_blake2.blake2s.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False,\n        usedforsecurity=True)",
      "Return a new BLAKE2s hash object.",
    ),
  ];
  const values: Record<string, Value> = {};
  for (const { name, maxDigest, saltSize } of VARIANTS) {
    const prefix = name.toUpperCase();
    values[`${prefix}_SALT_SIZE`] = saltSize;
    values[`${prefix}_PERSON_SIZE`] = saltSize;
    values[`${prefix}_MAX_KEY_SIZE`] = maxDigest;
    values[`${prefix}_MAX_DIGEST_SIZE`] = maxDigest;
  }
  return builtinModule("_blake2", {
    doc: "_blake2b provides BLAKE2b for hashlib\n",
    types,
    values,
  });
}
