// _sha3: SHA-3 and SHAKE for hashlib.

import { getset } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { toHex } from "../vm/objects/core/bytes_text.ts";
import { define } from "../vm/objects/define.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { builtinType, type PyType } from "../vm/objects/type.ts";
import { hashAttributes, hashInput, hashMethods, newHash, PyHash } from "./hash/hash_object.ts";
import { sha3, shake, type Sponge } from "./hash/sha3.ts";

/** The number of bytes that a SHAKE is asked for. */
export function shakeLength(v: Value): number {
  const n = indexOf(v);
  if (n < 0) throw valueError("value must be positive");
  if (typeof n !== "number" || n >= 2 ** 29) throw valueError("length is too large");
  return n;
}

function sponge(self: PyHash): Sponge {
  return self.hash as Sponge;
}

const shakeMethods: Record<string, Declaration> = {
  digest: method(
    "(self, length, /)",
    "Return the digest value as a bytes object.",
    (self: PyHash, length: Value) => new PyBytes(sponge(self).squeeze(shakeLength(length))),
  ),
  hexdigest: method(
    "(self, length, /)",
    "Return the digest value as a string of hexadecimal digits.",
    (self: PyHash, length: Value) => toHex(sponge(self).squeeze(shakeLength(length))),
  ),
};

function spongeType(name: string, doc: string, make: () => Sponge): PyType {
  const isShake = name.startsWith("shake");
  const t = builtinType(`_sha3.${name}`, class extends PyHash {}, {
    module: "_sha3",
    qualname: name,
  });
  define(t, {
    doc,
    new: method(
      "(cls, data=b'', /, *, usedforsecurity=True)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType, data: Value | undefined) => newHash(cls, make(), name, data),
    ),
    methods: {
      ...hashMethods,
      ...(isShake ? shakeMethods : {}),
      update: method(
        "(self, data, /)",
        "Update this hash object's state with the provided bytes-like object.",
        (self: PyHash, data: Value) => {
          self.hash.update(hashInput(data));
        },
      ),
    },
    attributes: {
      ...hashAttributes,
      _capacity_bits: getset(undefined, (self: PyHash) => 1600 - 8 * self.hash.blockSize),
      _rate_bits: getset(undefined, (self: PyHash) => 8 * self.hash.blockSize),
      _suffix: getset(
        undefined,
        (self: PyHash) => new PyBytes(Uint8Array.of(sponge(self).suffix)),
      ),
    },
  });
  return t;
}

let types: PyType[] | undefined;

/** Makes the module. */
export function create(): PyModule {
  types ??= [
    spongeType(
      "sha3_224",
      "sha3_224([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 28 bytes.",
      () => sha3(28),
    ),
    spongeType(
      "sha3_256",
      "sha3_256([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 32 bytes.",
      () => sha3(32),
    ),
    spongeType(
      "sha3_384",
      "sha3_384([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 48 bytes.",
      () => sha3(48),
    ),
    spongeType(
      "sha3_512",
      "sha3_512([data], *, usedforsecurity=True) -> SHA3 object\n\nReturn a new SHA3 hash object with a hashbit length of 64 bytes.",
      () => sha3(64),
    ),
    spongeType(
      "shake_128",
      "shake_128([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object.",
      () => shake(128),
    ),
    spongeType(
      "shake_256",
      "shake_256([data], *, usedforsecurity=True) -> SHAKE object\n\nReturn a new SHAKE hash object.",
      () => shake(256),
    ),
  ];
  return builtinModule("_sha3", { types, values: { implementation: "HACL" } });
}
