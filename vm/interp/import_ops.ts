// `import` statements: what they call, and the errors of `from … import`.

import { call, getAttr, getAttrOrAbsent } from "../objects/attributes.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import type { PyImportError } from "../objects/exceptions_fields.ts";
import { iter } from "../objects/iteration.ts";
import { PyModule } from "../objects/module.ts";
import { NONE, type PyObject, type Value } from "../objects/object.ts";
import { repr, setItem } from "../objects/operations.ts";
import { exception, typeError } from "../objects/raise.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../objects/str.ts";
import { typeOf } from "../objects/type.ts";
import type { Frame } from "./frame.ts";
import { lookup } from "./scope_ops.ts";

/** Filled in by vm/import. */
export const importHooks: {
  /** The `__import__` of builtins as it was made, to tell whether a program has replaced it. */
  original: Value | undefined;
  /** What it does. */
  importName: (
    name: string,
    globals: Value,
    locals: Value,
    fromlist: Value,
    level: number,
  ) => Value;
  /** `sys.modules.get(name)` */
  loaded: (name: string) => Value | undefined;
  /** The text for a name that a module which is being imported does not have yet, or that a local file hides. */
  explain: (module: Value, name: string, moduleName: string) => string | undefined;
} = {
  original: undefined,
  importName: (name) => {
    throw exception("ImportError", `no way to import '${name}'`);
  },
  loaded: () => undefined,
  explain: () => undefined,
};

/** IMPORT_NAME */
export function importName(frame: Frame, index: number, level: Value, fromlist: Value): Value {
  const name = frame.code.names[index];
  const { builtins, globals } = frame;
  const f = lookup(builtins, "__import__");
  if (f === undefined) {
    if (importHooks.original === undefined) {
      return importHooks.importName(name, globals, frame.locals ?? NONE, fromlist, Number(level));
    }
    throw exception("ImportError", "__import__ not found");
  }
  if (f === importHooks.original) {
    return importHooks.importName(name, globals, frame.locals ?? NONE, fromlist, Number(level));
  }
  return call(f, [strFromUtf16(name), globals, frame.locals ?? NONE, fromlist, level]);
}

/** IMPORT_FROM */
export function importFrom(module: Value, name: string): Value {
  const v = PyModule.attribute(module, name);
  if (v !== undefined) return v;
  // a circular import: the submodule may be there though its package does not have it yet
  const own = getAttrOrAbsent(module, "__name__");
  if (own !== undefined && isStr(own)) {
    const loaded = importHooks.loaded(`${utf16(strOf(own)!)}.${name}`);
    if (loaded !== undefined) return loaded;
  }
  throw cannotImport(module, own, name);
}

function cannotImport(module: Value, own: Value | undefined, name: string): PyObject {
  const known = own !== undefined && isStr(own);
  const moduleName: Value = known ? own : "<unknown module name>";
  const shown = known ? repr(own) : "'<unknown module name>'";
  let path: Value | undefined;
  const spec = getAttrOrAbsent(module, "__spec__");
  const origin = spec === undefined ? undefined : getAttrOrAbsent(spec, "origin");
  if (origin !== undefined && isStr(origin)) path = origin;
  if (path === undefined) {
    const file = getAttrOrAbsent(module, "__file__");
    if (file !== undefined && isStr(file)) path = file;
  }
  const where = path === undefined ? "unknown location" : utf16(strOf(path)!);
  const text = importHooks.explain(module, name, known ? utf16(strOf(own)!) : "") ??
    `cannot import name ${repr(strFromUtf16(name))} from ${shown} (${where})`;
  const e = exception("ImportError", strFromUtf16(text)) as PyImportError;
  e.name = moduleName;
  e.path = path ?? NONE;
  e.name_from = strFromUtf16(name);
  return e;
}

/** `from module import *` into the frame's namespace. */
export function importStar(frame: Frame, module: Value): void {
  const target = frame.locals as PyDict;
  let skipUnderscores = false;
  let names = getAttrOrAbsent(module, "__all__");
  if (names === undefined) {
    const d = getAttrOrAbsent(module, "__dict__");
    if (d === undefined) {
      throw exception("ImportError", "from-import-* object has no __dict__ and no __all__");
    }
    skipUnderscores = true;
    names = call(getAttrOrAbsent(d, "keys")!, []);
  }
  const store = (name: Value, v: Value): void => {
    if (target instanceof PyDict && target.cls === DictType) target.set(name, v);
    else setItem(target, name, v);
  };
  const all: Value[] = [];
  const it = iter(names);
  for (let n = it.step(); n !== undefined; n = it.step()) all.push(n);
  for (const n of all) {
    if (!isStr(n)) {
      const where = module instanceof PyModule
        ? utf16(strOf(module.dict.getStr("__name__") ?? "")!)
        : "";
      throw typeError(
        skipUnderscores
          ? `Key in ${where}.__dict__ must be str, not ${typeOf(n).name}`
          : `Item in ${where}.__all__ must be str, not ${typeOf(n).name}`,
      );
    }
    const name = utf16(strOf(n)!);
    if (skipUnderscores && name.startsWith("_")) continue;
    const v = getAttrOrAbsent(module, name);
    if (v === undefined) {
      // says what the attribute access says
      getAttr(module, name);
    } else {
      store(n, v);
    }
  }
}
