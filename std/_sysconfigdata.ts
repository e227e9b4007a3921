// What the library's `sysconfig` knows of the build: nothing is compiled for Najash, so only what programs look at.

import { PyDict } from "../vm/objects/dict.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";

/** The name under which `sysconfig` looks for it on this platform. */
export const SYSCONFIG_NAME = "_sysconfigdata__linux_x86_64-linux-gnu";

const VARIABLES: Readonly<Record<string, string | number>> = {
  ABIFLAGS: "",
  CONFIG_ARGS: "",
  EXE: "",
  EXT_SUFFIX: ".najash-313-x86_64-linux-gnu.so",
  HAVE_FORK: 0,
  HOST_GNU_TYPE: "x86_64-pc-linux-gnu",
  LIBDIR: "/usr/local/lib",
  LIBRARY: "",
  LDVERSION: "3.13",
  MACHDEP: "linux",
  MULTIARCH: "x86_64-linux-gnu",
  PLATLIBDIR: "lib",
  Py_DEBUG: 0,
  Py_ENABLE_SHARED: 0,
  Py_GIL_DISABLED: 0,
  SHLIB_SUFFIX: ".so",
  SIZEOF_LONG: 8,
  SIZEOF_SIZE_T: 8,
  SIZEOF_VOID_P: 8,
  SIZEOF_WCHAR_T: 4,
  SOABI: "najash-313-x86_64-linux-gnu",
  TZPATH: "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
  VERSION: "3.13",
  WITH_DOC_STRINGS: 1,
  prefix: "/usr/local",
  exec_prefix: "/usr/local",
};

/** Makes the module. */
export function create(): PyModule {
  const variables = new PyDict();
  for (const [name, v] of Object.entries(VARIABLES)) {
    const value: Value = typeof v === "string" ? strFromUtf16(v) : v;
    variables.setStr(name, value);
  }
  return builtinModule(SYSCONFIG_NAME, { values: { build_time_vars: variables } });
}
