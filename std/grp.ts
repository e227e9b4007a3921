// The module `grp`: the groups of the system, as /etc/group lists them.

import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { indexOf, operationHooks, repr } from "../vm/objects/operations.ts";
import { keyError, typeError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { newStruct, structType } from "../vm/objects/structseq.ts";
import { type PyType, typeOf } from "../vm/objects/type.ts";
import { databaseEntries, nameArgument } from "./pwd.ts";

let groupType: PyType | undefined;

function entry(parts: string[]): Value {
  const [name, password, gid, members] = parts;
  return newStruct(groupType!, [
    strFromUtf16(name),
    strFromUtf16(password),
    parseInt(gid, 10),
    new PyList(members.split(",").filter((m) => m !== "").map(strFromUtf16)),
  ]);
}

const all = (): string[][] => databaseEntries("/etc/group", 4);

const FUNCTIONS: Record<string, Declaration> = {
  getgrgid: method(
    "(id)",
    "Return the group database entry for the given numeric group ID.\n\nIf id is not valid, raise KeyError.",
    (gid: Value) => {
      if (
        operationHooks.intOf(gid) === undefined && typeOf(gid).lookup("__index__") === undefined
      ) {
        throw typeError(`gid should be integer, not ${typeOf(gid).name}`);
      }
      const n = indexOf(gid);
      const found = all().find((parts) => parseInt(parts[2], 10) === n);
      if (found === undefined) throw keyError(`getgrgid(): gid not found: ${n}`);
      return entry(found);
    },
  ),
  getgrnam: method(
    "(name)",
    "Return the group database entry for the given group name.\n\nIf name is not valid, raise KeyError.",
    (name: Value) => {
      const wanted = nameArgument(name, "getgrnam");
      const found = all().find((parts) => parts[0] === wanted);
      if (found === undefined) {
        throw keyError(strFromUtf16(`getgrnam(): name not found: ${repr(name)}`));
      }
      return entry(found);
    },
  ),
  getgrall: method(
    "()",
    "Return a list of all available group entries, in arbitrary order.",
    () => new PyList(all().map(entry)),
  ),
};

/** `grp` */
export function create(): PyModule {
  groupType ??= structType({
    name: "grp.struct_group",
    doc:
      "grp.struct_group: Results from getgr*() routines.\n\nThis object may be accessed either as a tuple of\n  (gr_name,gr_passwd,gr_gid,gr_mem)\nor via the object attributes as named in the above tuple.",
    fields: [
      ["gr_name", "group name"],
      ["gr_passwd", "password"],
      ["gr_gid", "group id"],
      ["gr_mem", "group members"],
    ],
  });
  return builtinModule("grp", {
    doc:
      "Access to the Unix group database.\n\nEntries are 4-tuples whose items also have names: gr_name, gr_passwd, gr_gid\nand gr_mem, the list of the members' names.",
    functions: FUNCTIONS,
    types: [groupType],
  });
}
