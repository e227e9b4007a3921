// Finding classes and functions by name, and the tables of copyreg and _compat_pickle.

import { getAttr } from "../../vm/objects/attributes.ts";
import { attributeError } from "../../vm/objects/attribute_error.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { exceptionTypes, isExceptionOf } from "../../vm/objects/exceptions.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { isSame } from "../../vm/objects/compare.ts";
import { currentInterpreter } from "../../vm/vm.ts";

export function isAttributeError(e: unknown): boolean {
  return isExceptionOf(e, exceptionTypes.get("AttributeError")!);
}

/** A dict of a module of the library. */
export function tableOf(module: string, name: string): PyDict {
  const d = getAttr(runtime.importModule(module), name);
  return d instanceof PyDict ? d : new PyDict();
}

/** What a dotted name leads to, and where the last part was found. */
export function dottedAttribute(o: Value, name: string): { value: Value; parent: Value } {
  let value = o, parent = o;
  for (const part of name.split(".")) {
    if (part === "<locals>") {
      throw attributeError(
        o,
        name,
        `Can't get local attribute ${repr(strFromUtf16(name))} on ${repr(o)}`,
      );
    }
    parent = value;
    try {
      value = getAttr(value, part);
    } catch (e) {
      if (!isAttributeError(e)) throw e;
      throw attributeError(
        o,
        name,
        `Can't get attribute ${repr(strFromUtf16(name))} on ${repr(o)}`,
      );
    }
  }
  return { value, parent };
}

/** An imported module by its full name. */
export function moduleNamed(name: string): Value {
  if (name === "") throw valueError("Empty module name");
  // a dotted import gives the first package; what is meant stands in sys.modules
  const vm = currentInterpreter();
  const known = vm.imported(name);
  if (known !== undefined && known !== NONE) return known;
  runtime.importModule(name);
  return vm.imported(name) ?? runtime.importModule(name);
}

/** The module that an object says it belongs to, or the one in which it is found. */
export function whichModule(o: Value, name: string): Value {
  let own: Value | undefined;
  try {
    own = getAttr(o, "__module__");
  } catch (e) {
    if (!isAttributeError(e)) throw e;
  }
  if (own !== undefined && own !== NONE) return own;
  for (const [key, module] of currentInterpreter().modules.entries()) {
    if (key === "__main__" || key === "__mp_main__" || module === NONE) continue;
    try {
      if (isSame(dottedAttribute(module, name).value, o)) return key;
    } catch (e) {
      if (!isAttributeError(e)) throw e;
    }
  }
  return "__main__";
}

/** Names of Python 2 for those of Python 3, or the reverse. */
export function mapName(module: string, name: string, reverse: boolean): [string, string] {
  const prefix = reverse ? "REVERSE_" : "";
  const names = tableOf("_compat_pickle", `${prefix}NAME_MAPPING`);
  const found = names.get(new PyTuple([strFromUtf16(module), strFromUtf16(name)]));
  if (found instanceof PyTuple && found.items.every(isStr)) {
    return [utf16(strOf(found.items[0])!), utf16(strOf(found.items[1])!)];
  }
  const imports = tableOf("_compat_pickle", `${prefix}IMPORT_MAPPING`);
  const mapped = imports.get(strFromUtf16(module));
  return [mapped !== undefined && isStr(mapped) ? utf16(strOf(mapped)!) : module, name];
}
