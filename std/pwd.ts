// The module `pwd`: the users of the system, as /etc/passwd lists them.

import { readFile } from "../vm/host/mod.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { indexOf, operationHooks, repr } from "../vm/objects/operations.ts";
import { keyError, typeError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { newStruct, structType } from "../vm/objects/structseq.ts";
import { argumentName, type PyType, typeOf } from "../vm/objects/type.ts";
import { decodeName } from "./os_support/paths.ts";

let passwdType: PyType | undefined;

/** The lines of a database of the system, split at their colons; none where it may not be read. */
export function databaseEntries(path: string, fields: number): string[][] {
  let bytes: Uint8Array;
  try {
    bytes = readFile(path);
  } catch {
    return [];
  }
  const entries: string[][] = [];
  for (const line of utf16(decodeName(bytes)).split("\n")) {
    const parts = line.split(":");
    if (parts.length >= fields && !line.startsWith("#")) entries.push(parts);
  }
  return entries;
}

/** The name asked for. */
export function nameArgument(v: Value, who: string): string {
  const s = strOf(v);
  if (s === undefined) throw typeError(`${who}() argument must be str, not ${argumentName(v)}`);
  const text = utf16(s);
  if (text.includes("\0")) throw valueError("embedded null byte");
  return text;
}

function entry(parts: string[]): Value {
  const [name, password, uid, gid, gecos, directory, shell] = parts;
  return newStruct(passwdType!, [
    strFromUtf16(name),
    strFromUtf16(password),
    parseInt(uid, 10),
    parseInt(gid, 10),
    strFromUtf16(gecos),
    strFromUtf16(directory),
    strFromUtf16(shell),
  ]);
}

const all = (): string[][] => databaseEntries("/etc/passwd", 7);

const SEE = "\n\nSee `help(pwd)` for more on password database entries.";

const FUNCTIONS: Record<string, Declaration> = {
  getpwuid: method(
    "(uidobj, /)",
    "Return the password database entry for the given numeric user ID." + SEE,
    (uid: Value) => {
      if (
        operationHooks.intOf(uid) === undefined && typeOf(uid).lookup("__index__") === undefined
      ) {
        throw typeError(`uid should be integer, not ${typeOf(uid).name}`);
      }
      const n = indexOf(uid);
      if (n < -1 || n > 0xffffffff) throw keyError("getpwuid(): uid not found");
      const found = all().find((parts) => parseInt(parts[2], 10) === n);
      if (found === undefined) throw keyError(`getpwuid(): uid not found: ${n}`);
      return entry(found);
    },
  ),
  getpwnam: method(
    "(name, /)",
    "Return the password database entry for the given user name." + SEE,
    (name: Value) => {
      const wanted = nameArgument(name, "getpwnam");
      const found = all().find((parts) => parts[0] === wanted);
      if (found === undefined) {
        throw keyError(strFromUtf16(`getpwnam(): name not found: ${repr(name)}`));
      }
      return entry(found);
    },
  ),
  getpwall: method(
    "()",
    "Return a list of all available password database entries, in arbitrary order." + SEE,
    () => new PyList(all().map(entry)),
  ),
};

/** `pwd` */
export function create(): PyModule {
  passwdType ??= structType({
    name: "pwd.struct_passwd",
    doc:
      "pwd.struct_passwd: Results from getpw*() routines.\n\nThis object may be accessed either as a tuple of\n  (pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\nor via the object attributes as named in the above tuple.",
    fields: [
      ["pw_name", "user name"],
      ["pw_passwd", "password"],
      ["pw_uid", "user id"],
      ["pw_gid", "group id"],
      ["pw_gecos", "real name"],
      ["pw_dir", "home directory"],
      ["pw_shell", "shell program"],
    ],
  });
  return builtinModule("pwd", {
    doc:
      "This module provides access to the Unix password database.\n\nEntries are 7-tuples whose items also have names: pw_name, pw_passwd, pw_uid,\npw_gid, pw_gecos, pw_dir, pw_shell.",
    functions: FUNCTIONS,
    types: [passwdType],
  });
}
