// What is said when a module lacks an attribute: that it is still being imported, or that a file of the program has the
// name of a library module.

import { getAttrOrAbsent } from "../objects/attributes.ts";
import { truth } from "../objects/compare.ts";
import { PyList } from "../objects/list.ts";
import type { PyModule } from "../objects/module.ts";
import { NONE, type Value } from "../objects/object.ts";
import { repr } from "../objects/operations.ts";
import { PyAnySet } from "../objects/set.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../objects/str.ts";
import { systemFiles } from "../host/mod.ts";
import type { Interpreter } from "../vm.ts";

function quoted(text: string): string {
  return repr(strFromUtf16(text));
}

function flag(spec: Value, name: string): boolean {
  const v = getAttrOrAbsent(spec, name);
  return v !== undefined && truth(v);
}

/** The file that a spec says the module is from. */
function fileOrigin(spec: Value): string | undefined {
  if (!flag(spec, "has_location")) return undefined;
  const origin = getAttrOrAbsent(spec, "origin");
  return origin !== undefined && isStr(origin) ? utf16(strOf(origin)!) : undefined;
}

/** The file lies where scripts lie, so that it comes before the library. */
function mayShadow(vm: Interpreter, origin: string): boolean {
  const first = vm.scriptFolder;
  if (first === undefined || vm.config.safePath) return false;
  const file = origin.endsWith("/__init__.py") ? origin.slice(0, -12) : origin;
  const folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
  if (first !== "") return first === folder;
  try {
    return systemFiles().getcwd() === folder;
  } catch {
    return false;
  }
}

/** The text for `module.name` where there is no such attribute. */
export function explainMissingAttribute(
  vm: Interpreter,
  m: PyModule,
  name: string,
): string | undefined {
  const own = m.dict.getStr("__name__");
  const spec = m.dict.getStr("__spec__");
  if (own === undefined || !isStr(own) || spec === undefined || spec === NONE) return undefined;
  const module = repr(own);
  const missing = `module ${module} has no attribute ${quoted(name)}`;
  const origin = fileOrigin(spec);
  const shadows = origin !== undefined && mayShadow(vm, origin);
  if (shadows) {
    const names = vm.sysAttribute("stdlib_module_names");
    if (names instanceof PyAnySet && names.has(own)) {
      return `${missing} (consider renaming ${
        quoted(origin)
      } since it has the same name as the standard library module named ${module} and the import system gives it precedence)`;
    }
  }
  if (flag(spec, "_initializing")) {
    if (shadows) {
      return `${missing} (consider renaming ${
        quoted(origin)
      } if it has the same name as a third-party module you intended to import)`;
    }
    const from = origin === undefined ? "" : ` from ${quoted(origin)}`;
    return `partially initialized module ${module}${from} has no attribute ${
      quoted(name)
    } (most likely due to a circular import)`;
  }
  const pending = getAttrOrAbsent(spec, "_uninitialized_submodules");
  if (pending instanceof PyList && pending.toArray().includes(strFromUtf16(name))) {
    return `cannot access submodule ${
      quoted(name)
    } of module ${module} (most likely due to a circular import)`;
  }
  return undefined;
}

/** The text for `from module import name` where that is due to a circular import. */
export function explainMissingName(
  module: Value,
  name: string,
  moduleName: string,
): string | undefined {
  const spec = getAttrOrAbsent(module, "__spec__");
  if (spec === undefined || spec === NONE || !flag(spec, "_initializing")) return undefined;
  const file = getAttrOrAbsent(module, "__file__");
  const where = file !== undefined && isStr(file) ? utf16(strOf(file)!) : "unknown location";
  return `cannot import name ${quoted(name)} from partially initialized module ${
    quoted(moduleName)
  } (most likely due to a circular import) (${where})`;
}
