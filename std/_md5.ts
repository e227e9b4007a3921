// _md5: MD5 for hashlib.

import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { PyType } from "../vm/objects/type.ts";
import { hashFunction, simpleHashType } from "./hash/hash_object.ts";
import { Md5 } from "./hash/md5.ts";

let hashType: PyType | undefined;

/** Makes the module. */
export function create(): PyModule {
  const t = hashType ??= simpleHashType("_md5", "md5");
  return builtinModule("_md5", {
    values: { MD5Type: t },
    functions: {
      md5: hashFunction(
        () => t,
        "md5",
        "Return a new MD5 hash object; optionally initialized with a string.",
        () => new Md5(),
      ),
    },
  });
}
