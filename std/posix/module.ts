// The module `posix`: what `os` takes from the system.
//
// Left out, so that programs see their absence: fork and forkpty (a process with V8's threads in it cannot fork).

import { constants } from "../../vm/host/mod.ts";
import { OSErrorType } from "../../vm/objects/exceptions_os.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { PyList } from "../../vm/objects/list.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import type { Value } from "../../vm/objects/object.ts";
import { CONFSTR_NAMES, PATHCONF_NAMES, SYSCONF_NAMES } from "./configuration.ts";
import { CONSTANTS, HAVE_FUNCTIONS } from "./constants.ts";
import { DESCRIPTOR_FUNCTIONS } from "./descriptors.ts";
import { environ, ENVIRONMENT_FUNCTIONS } from "./environ.ts";
import { FILE_FUNCTIONS } from "./files.ts";
import { PROCESS_FUNCTIONS } from "./process.ts";
import {
  makeResultTypes,
  SchedParamType,
  StatResultType,
  StatvfsResultType,
  TerminalSizeType,
  TimesResultType,
  UnameResultType,
  WaitidResultType,
} from "./results.ts";
import { SPAWN_CONSTANTS, SPAWN_FUNCTIONS } from "./spawn.ts";
import { SYSTEM_FUNCTIONS } from "./system.ts";
import { DirEntryType, makeScandirTypes, SCANDIR } from "./scandir.ts";

function names(table: Readonly<Record<string, number>>): PyDict {
  const d = new PyDict();
  for (const name in table) d.setStr(name, table[name]);
  return d;
}

/** `posix` */
export function create(): PyModule {
  makeResultTypes();
  makeScandirTypes();
  const values: Record<string, Value> = {
    ...CONSTANTS,
    ...SPAWN_CONSTANTS,
    ...constants.OPEN_FLAGS,
    environ: environ(),
    error: OSErrorType,
    sysconf_names: names(SYSCONF_NAMES),
    pathconf_names: names(PATHCONF_NAMES),
    confstr_names: names(CONFSTR_NAMES),
    _have_functions: new PyList([...HAVE_FUNCTIONS]),
  };
  return builtinModule("posix", {
    doc:
      "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.",
    functions: {
      ...FILE_FUNCTIONS,
      scandir: SCANDIR,
      ...DESCRIPTOR_FUNCTIONS,
      ...PROCESS_FUNCTIONS,
      ...ENVIRONMENT_FUNCTIONS,
      ...SYSTEM_FUNCTIONS,
      ...SPAWN_FUNCTIONS,
    },
    types: [
      DirEntryType,
      StatResultType,
      StatvfsResultType,
      TerminalSizeType,
      TimesResultType,
      UnameResultType,
      WaitidResultType,
      SchedParamType,
    ],
    values,
  });
}
