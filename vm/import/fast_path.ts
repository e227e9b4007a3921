// Importing without running importlib: for what nobody has changed.
//
// `load` finds and loads a module as `_find_and_load` would, where `sys.meta_path` and `sys.path_hooks` hold what the
// start-up put there and the classes of importlib are as they were; it makes the same spec, loader and module objects.
// Whatever is not plain (a namespace package, another finder, a module without source, threads that may import the same
// module at the same time) it leaves to importlib by answering `undefined`, before it has changed anything but caches.
//
// Invariant: what `load` does cannot be told from what importlib does, but by the clock.

import { call, getAttr, getAttrOrAbsent, setAttr } from "../objects/attributes.ts";
import { PyBuiltinFunction } from "../objects/builtin.ts";
import { PyBytes } from "../objects/bytes.ts";
import { PyDict } from "../objects/dict.ts";
import { exceptionTypes, isExceptionOf, newException } from "../objects/exceptions.ts";
import { ModuleNotFoundErrorType, type PyImportError } from "../objects/exceptions_fields.ts";
import { PyFloat } from "../objects/float.ts";
import { PyList } from "../objects/list.ts";
import { PyModule } from "../objects/module.ts";
import {
  type Attributes,
  attributesOf,
  NONE,
  type PyObject,
  type Value,
} from "../objects/object.ts";
import { method } from "../objects/signature.ts";
import { strFromUtf16, textOf } from "../objects/str.ts";
import type { PyType } from "../objects/type.ts";
import { S_IFDIR, S_IFMT, S_IFREG } from "../host/constants.ts";
import { type FileStatus, systemFiles } from "../host/mod.ts";
import { evalCode } from "../interp/mod.ts";
import { currentInterpreter, type Interpreter } from "../vm.ts";
import { fileCode, magicNumber } from "./file_code.ts";
import { FROZEN } from "./frozen.ts";
import { LibraryImporter, libraryImporterFor, type LibraryModule } from "./library_importer.ts";

/** What is known of a directory on the path. */
interface Listing {
  readonly mtime: number;
  /**
   * What the finder has for a time: a float of ours that equals no time. So Python's own code lists the folder again,
   * and we see when it has, or when the finder's caches were invalidated.
   */
  readonly stamp: PyFloat;
  readonly names: Set<string>;
}

/** A class of importlib, and its version when nobody had touched it. */
interface Watched {
  readonly type: PyType;
  readonly version: number;
}

/** What a search gave: a spec and the code, or that importlib has to look. */
interface Found {
  readonly spec: PyObject;
  readonly code: () => ReturnType<typeof fileCode>;
  readonly isPackage: boolean;
}

const LEAVE = Symbol("importlib decides");

/** The short way of one interpreter. */
export class FastPath {
  private readonly vm: Interpreter;
  /** Becomes true when the import system is complete. */
  private ready: boolean;
  private metaPath: Value[];
  private pathHooks: Value[];
  private watched: Watched[];
  private specType: PyType | undefined;
  private fileFinder: PyType | undefined;
  private sourceLoader: PyType | undefined;
  private builtinImporter: PyObject | undefined;
  private readonly listings: WeakMap<PyObject, Listing>;

  constructor(vm: Interpreter) {
    this.vm = vm;
    this.ready = false;
    this.metaPath = [];
    this.pathHooks = [];
    this.watched = [];
    this.specType = undefined;
    this.fileFinder = undefined;
    this.sourceLoader = undefined;
    this.builtinImporter = undefined;
    this.listings = new WeakMap();
  }

  /** Our magic number goes into importlib, before anybody reads it. */
  prepareExternal(bootstrap: PyModule, external: PyModule): void {
    const magic = magicNumber();
    external.dict.setStr("MAGIC_NUMBER", new PyBytes(magic));
    const raw = new DataView(magic.buffer).getUint32(0, true);
    external.dict.setStr("_RAW_MAGIC_NUMBER", raw);
    this.specType = bootstrap.dict.getStr("ModuleSpec") as PyType;
    this.builtinImporter = bootstrap.dict.getStr("BuiltinImporter") as PyObject;
    this.fileFinder = external.dict.getStr("FileFinder") as PyType;
    this.sourceLoader = external.dict.getStr("SourceFileLoader") as PyType;
  }

  /** Path hooks for the library and for zip files, before the one for directories. */
  installHooks(): void {
    const hooks = this.vm.sysAttribute("path_hooks") as PyList;
    hooks.insert(0, new PyBuiltinFunction(libraryHook, "library_importer", undefined));
    hooks.insert(1, new PyBuiltinFunction(zipHook, "zipimporter", undefined));
  }

  /** Takes down what the start-up has put into place. */
  remember(): void {
    this.metaPath = (this.vm.sysAttribute("meta_path") as PyList).toArray();
    this.pathHooks = (this.vm.sysAttribute("path_hooks") as PyList).toArray();
    const importer = this.vm.importer;
    const types = [
      importer.bootstrapModule!.dict.getStr("BuiltinImporter"),
      importer.bootstrapModule!.dict.getStr("FrozenImporter"),
      this.specType,
      importer.externalModule!.dict.getStr("PathFinder"),
      this.fileFinder,
      this.sourceLoader,
      importer.externalModule!.dict.getStr("SourceLoader"),
      importer.externalModule!.dict.getStr("FileLoader"),
    ];
    this.watched = types.map((t) => ({ type: t as PyType, version: (t as PyType).version }));
    this.ready = true;
  }

  /** Nobody has changed what importing does. */
  private isPlain(): boolean {
    const { vm } = this;
    if (!this.ready || vm.threaded || vm.config.verbose > 0) return false;
    if (!sameItems(vm.sysAttribute("meta_path"), this.metaPath)) return false;
    if (!sameItems(vm.sysAttribute("path_hooks"), this.pathHooks)) return false;
    if (vm.sysAttribute("modules") !== vm.modules) return false;
    for (const w of this.watched) if (w.type.version !== w.version) return false;
    return true;
  }

  /** Imports a module that is not in `sys.modules`; `undefined` where importlib has to. */
  load(name: string): Value | undefined {
    if (!this.isPlain()) return undefined;
    const { vm } = this;
    const { modules } = vm;
    if (modules.getStr(name) !== undefined) return undefined; // None stands there
    const dot = name.lastIndexOf(".");
    let path = vm.sysAttribute("path");
    let parent: PyModule | undefined;
    if (dot >= 0) {
      const parentName = name.slice(0, dot);
      let p = modules.getStr(parentName);
      if (p === undefined) {
        p = vm.importer.importAbsolute(parentName);
        const already = modules.getStr(name);
        if (already !== undefined) return already;
        p = modules.getStr(parentName);
        if (!this.isPlain()) return undefined;
      }
      if (!(p instanceof PyModule)) return undefined;
      parent = p;
      path = p.dict.getStr("__path__");
    } else if (vm.table.has(name)) {
      return this.loadBuiltin(name);
    }
    if (FROZEN.has(name) || !(path instanceof PyList)) return undefined;
    const found = this.search(name, path);
    if (found === LEAVE) return undefined;
    if (found === undefined) throw notFound(name);
    const parentSpec = parent?.dict.getStr("__spec__");
    const pending = parentSpec === undefined || parentSpec === NONE
      ? undefined
      : getAttrOrAbsent(parentSpec, "_uninitialized_submodules");
    const child = name.slice(dot + 1);
    let module: Value;
    if (pending instanceof PyList) {
      pending.append(strFromUtf16(child));
      try {
        module = this.execute(name, found);
      } finally {
        pending.removeAt(pending.length - 1);
      }
    } else {
      module = this.execute(name, found);
    }
    if (parent !== undefined) {
      const p = modules.getStr(name.slice(0, dot));
      if (p !== undefined) setAttr(p, child, module);
    }
    return module;
  }

  /** A spec as `ModuleSpec.__init__` leaves it. */
  private newSpec(name: string, loader: Value, origin: Value, search: Value): PyObject {
    const spec = this.specType!.allocate();
    const a: Attributes = attributesOf(spec);
    a._name = strFromUtf16(name);
    a._loader = loader;
    a._origin = origin;
    a._loader_state = NONE;
    a._submodule_search_locations = search;
    a.__uninitialized_submodules = new PyList([]);
    a.__set_fileattr = false;
    a.__cached = NONE;
    return spec;
  }

  private loadBuiltin(name: string): Value {
    const { vm } = this;
    const spec = this.newSpec(name, this.builtinImporter!, "built-in", NONE);
    const module = vm.create(name);
    fill(module.dict, name, "", this.builtinImporter!, spec);
    vm.modules.setStr(name, module);
    setAttr(spec, "_initializing", false);
    return module;
  }

  /** The spec of a module of the library. */
  librarySpec(finder: LibraryImporter, name: string, m: LibraryModule): PyObject {
    const file = finder.filename(m);
    const search = m.isPackage ? new PyList([strFromUtf16(parentFolder(file))]) : NONE;
    const spec = this.newSpec(name, finder, strFromUtf16(file), search);
    attributesOf(spec).__set_fileattr = true;
    return spec;
  }

  /** The spec of a portion of a namespace package. */
  portionSpec(name: string, folder: string): PyObject {
    return this.newSpec(name, NONE, NONE, new PyList([strFromUtf16(folder)]));
  }

  private search(name: string, path: PyList): Found | undefined | typeof LEAVE {
    const cache = this.vm.sysAttribute("path_importer_cache");
    if (!(cache instanceof PyDict)) return LEAVE;
    for (const entry of path.toArray()) {
      if (typeof entry !== "string") {
        if (typeof entry === "object" && entry instanceof PyBytes) continue;
        return LEAVE;
      }
      const finder = this.finderOf(entry, cache);
      if (finder === NONE || finder === undefined) continue;
      if (finder instanceof LibraryImporter) {
        const m = finder.find(name);
        if (m !== undefined) {
          const spec = this.librarySpec(finder, name, m);
          return { spec, isPackage: m.isPackage, code: () => finder.code(m) };
        }
        if (finder.portion(name) !== undefined) return LEAVE;
      } else if (typeof finder === "object" && finder.cls === this.fileFinder) {
        const found = this.searchFolder(name, finder);
        if (found !== undefined) return found;
      } else {
        return LEAVE;
      }
    }
    return undefined;
  }

  /** What `PathFinder._path_importer_cache` gives. */
  private finderOf(entry: string, cache: PyDict): Value | undefined {
    let folder = entry;
    if (folder === "") {
      try {
        const cwd = systemFiles().getcwd();
        if (typeof cwd !== "string") return undefined;
        folder = cwd;
      } catch {
        return undefined;
      }
    }
    const known = cache.getStr(folder);
    if (known !== undefined) return known;
    let finder: Value = NONE;
    for (const hook of this.pathHooks) {
      try {
        finder = call(hook, [strFromUtf16(folder)]);
        break;
      } catch (e) {
        if (!isExceptionOf(e, exceptionTypes.get("ImportError")!)) throw e;
      }
    }
    cache.setStr(folder, finder);
    return finder;
  }

  /** What `FileFinder.find_spec` gives. */
  private searchFolder(name: string, finder: PyObject): Found | undefined | typeof LEAVE {
    const a = attributesOf(finder);
    const folderValue = a._path;
    if (typeof folderValue !== "string") return LEAVE;
    const folder = folderValue;
    const tail = name.slice(name.lastIndexOf(".") + 1);
    const names = this.listing(finder, folder);
    const base = folder.endsWith("/") ? folder + tail : `${folder}/${tail}`;
    if (names.has(tail)) {
      const init = `${base}/__init__.py`;
      const s = status(init);
      if (s !== undefined && (s.mode & S_IFMT) === S_IFREG) {
        return this.fromFile(name, init, s, [base]);
      }
      const sourceless = status(init + "c");
      if (sourceless !== undefined && (sourceless.mode & S_IFMT) === S_IFREG) return LEAVE;
    }
    if (names.has(tail + ".py")) {
      const s = status(base + ".py");
      if (s !== undefined && (s.mode & S_IFMT) === S_IFREG) {
        return this.fromFile(name, base + ".py", s, undefined);
      }
    }
    if (names.has(tail + ".pyc")) return LEAVE;
    if (names.has(tail)) {
      const s = status(base);
      if (s !== undefined && (s.mode & S_IFMT) === S_IFDIR) return LEAVE; // a namespace package, perhaps
    }
    return undefined;
  }

  /** The names in a directory, read again when it has changed. */
  private listing(finder: PyObject, folder: string): Set<string> {
    const s = status(folder);
    const mtime = s === undefined ? -1 : s.mtimeSec + s.mtimeNsec / 1e9;
    const a = attributesOf(finder);
    const known = this.listings.get(finder);
    if (known !== undefined && known.stamp === a.__path_mtime && known.mtime === mtime) {
      return known.names;
    }
    const names = new Set<string>();
    try {
      for (const entry of systemFiles().scandir(folder)) {
        if (typeof entry.name === "string") names.add(entry.name);
      }
    } catch {
      // removed, no directory, or not readable: as good as empty
    }
    const stamp = new PyFloat(NaN);
    this.listings.set(finder, { mtime, stamp, names });
    a.__path_mtime = stamp;
    return names;
  }

  private fromFile(
    name: string,
    file: string,
    s: FileStatus,
    search: string[] | undefined,
  ): Found {
    const loader = this.sourceLoader!.allocate();
    const l = attributesOf(loader);
    l._name = strFromUtf16(name);
    l._path = strFromUtf16(file);
    const spec = this.newSpec(
      name,
      loader,
      strFromUtf16(file),
      search === undefined ? NONE : new PyList(search.map(strFromUtf16)),
    );
    attributesOf(spec).__set_fileattr = true;
    return { spec, isPackage: search !== undefined, code: () => fileCode(this.vm, file, s) };
  }

  /** What `_load_unlocked` does. */
  private execute(name: string, found: Found): Value {
    const { vm } = this;
    const { modules } = vm;
    const { spec } = found;
    const module = new PyModule(name);
    const a = attributesOf(spec);
    const packageName = found.isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf(".")));
    fill(module.dict, name, packageName, a._loader!, spec);
    if (found.isPackage) module.dict.setStr("__path__", a._submodule_search_locations!);
    module.dict.setStr("__file__", a._origin!);
    const cached = getAttr(spec, "cached");
    if (cached !== NONE) module.dict.setStr("__cached__", cached);
    a.__initializing = true;
    try {
      modules.setStr(name, module);
      try {
        evalCode(found.code(), vm.moduleNamespace(module));
      } catch (e) {
        modules.deleteStr(name);
        throw e;
      }
      // a module may put something else in its place
      const v = modules.getStr(name);
      if (v === undefined) {
        throw newException(exceptionTypes.get("KeyError")!, [strFromUtf16(name)]);
      }
      modules.deleteStr(name);
      modules.setStr(name, v);
      return v;
    } finally {
      a.__initializing = false;
    }
  }
}

function fill(dict: PyDict, name: string, packageName: string, loader: Value, spec: Value): void {
  dict.setStr("__name__", strFromUtf16(name));
  dict.setStr("__package__", strFromUtf16(packageName));
  dict.setStr("__loader__", loader);
  dict.setStr("__spec__", spec);
}

function sameItems(list: Value | undefined, items: readonly Value[]): boolean {
  if (!(list instanceof PyList) || list.length !== items.length) return false;
  const now = list.toArray();
  for (let i = 0; i < items.length; i++) if (now[i] !== items[i]) return false;
  return true;
}

function parentFolder(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function status(path: string): FileStatus | undefined {
  try {
    return systemFiles().stat(path);
  } catch {
    return undefined;
  }
}

function notFound(name: string): PyObject {
  const e = newException(ModuleNotFoundErrorType, [
    strFromUtf16(`No module named '${name}'`),
  ]) as PyImportError;
  e.name = strFromUtf16(name);
  return e;
}

function notThisKind(text: string, path: string): PyObject {
  const e = newException(exceptionTypes.get("ImportError")!, [text]) as PyImportError;
  e.path = strFromUtf16(path);
  return e;
}

const libraryHook = method("(path, /)", "", (path: Value) => {
  const text = textOf(path);
  const importer = libraryImporterFor(text);
  if (importer === undefined) throw notThisKind("not the standard library", text);
  return importer;
});

/** zipimport is imported when the first zip file is met on a path: directories are no reason. */
const zipHook = method("(path, /)", "", (path: Value) => {
  const text = textOf(path);
  for (let p = text; p !== "" && p !== "/"; p = p.slice(0, Math.max(0, p.lastIndexOf("/")))) {
    const s = status(p);
    if (s === undefined) continue;
    if ((s.mode & S_IFMT) !== S_IFREG) break;
    const vm = currentInterpreter();
    return call(getAttr(vm.importModule("zipimport"), "zipimporter"), [path]);
  }
  throw notThisKind("not a Zip file", text);
});
