// _sha1: SHA-1 for hashlib.

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { PyType } from "../vm/objects/type.ts";
import { hashFunction, simpleHashType } from "./hash/hash_object.ts";
import { Sha1 } from "./hash/sha1.ts";

let hashType: PyType | undefined;

/** Makes the module. */
export function create(): PyModule {
  const t = hashType ??= simpleHashType("_sha1", "sha1");
  return builtinModule("_sha1", {
    values: { SHA1Type: t },
    functions: {
      sha1: hashFunction(
        () => t,
        "sha1",
        "Return a new SHA1 hash object; optionally initialized with a string.",
        () => new Sha1(),
      ),
    },
  });
}
