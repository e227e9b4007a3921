// `errno`: the numbers of the system's errors.

import { ERRNO } from "../vm/host/mod.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";

/** `errno` */
export function create(): PyModule {
  const errorcode = new PyDict();
  const m = builtinModule("errno", {
    doc:
      "This module makes available standard errno system symbols.\n\nThe value of each symbol is the corresponding integer value,\ne.g., on most systems, errno.ENOENT equals the integer 2.\n\nThe dictionary errno.errorcode maps numeric codes to symbol names,\ne.g., errno.errorcode[2] could be the string 'ENOENT'.\n\nSymbols that are not relevant to the underlying system are not defined.\n\nTo map error codes to error messages, use the function os.strerror(),\ne.g. os.strerror(2) could return 'No such file or directory'.",
    values: { errorcode },
  });
  for (const name in ERRNO) {
    m.dict.setStr(name, ERRNO[name]);
    errorcode.set(ERRNO[name], name);
  }
  return m;
}
