// _sha2: the SHA-2 family for hashlib.

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { PyType } from "../vm/objects/type.ts";
import { hashFunction, simpleHashType } from "./hash/hash_object.ts";
import { Sha256, Sha512 } from "./hash/sha2.ts";

let types: PyType[] | undefined;

/** Makes the module. */
export function create(): PyModule {
  const made = types ??= ["SHA224Type", "SHA256Type", "SHA384Type", "SHA512Type"].map((name) =>
    simpleHashType("_sha2", name)
  );
  return builtinModule("_sha2", {
    types: made,
    functions: {
      sha224: hashFunction(
        () => made[0],
        "sha224",
        "Return a new SHA-224 hash object; optionally initialized with a string.",
        () => new Sha256(28),
      ),
      sha256: hashFunction(
        () => made[1],
        "sha256",
        "Return a new SHA-256 hash object; optionally initialized with a string.",
        () => new Sha256(32),
      ),
      sha384: hashFunction(
        () => made[2],
        "sha384",
        "Return a new SHA-384 hash object; optionally initialized with a string.",
        () => new Sha512(48),
      ),
      sha512: hashFunction(
        () => made[3],
        "sha512",
        "Return a new SHA-512 hash object; optionally initialized with a string.",
        () => new Sha512(64),
      ),
    },
  });
}
