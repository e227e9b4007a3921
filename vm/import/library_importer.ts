// The finder and loader of the packaged library: a path entry finder for the path of the zip file, with the methods and
// attributes that zipimport's importer has for a zip on the path.
//
// One object stands for one folder of the zip: the library itself, or a package in it (`prefix`). What it finds is
// loaded from the code cache; the zip is read only for what is not there.

import { ERRNO, HostError, standardLibrary } from "../host/mod.ts";
import { callMethod, getAttr } from "../objects/attributes.ts";
import { member } from "../objects/builtin.ts";
import { PyBytes } from "../objects/bytes.ts";
import { define } from "../objects/define.ts";
import { newException } from "../objects/exceptions.ts";
import { ImportErrorType, type PyImportError } from "../objects/exceptions_fields.ts";
import { NONE, PyObject, type Value } from "../objects/object.ts";
import { exception } from "../objects/raise.ts";
import { method } from "../objects/signature.ts";
import { strFromUtf16, textOf } from "../objects/str.ts";
import { builtinType, type PyType } from "../objects/type.ts";
import { evalCode } from "../interp/mod.ts";
import { PyModule } from "../objects/module.ts";
import { currentInterpreter } from "../vm.ts";
import { libraryCode } from "./library_code.ts";
import { runtime } from "../objects/runtime.ts";
import type { PyCode } from "../objects/code.ts";

/** Where a module of the library is. */
export interface LibraryModule {
  /** Inside the zip: `json/__init__.py`. */
  readonly path: string;
  readonly isPackage: boolean;
}

/** Files whose code CPython freezes: their functions show in tracebacks as `<frozen os>`, without source lines. */
const FROZEN_FILES: ReadonlySet<string> = new Set([
  "_collections_abc.py",
  "_sitebuiltins.py",
  "abc.py",
  "codecs.py",
  "genericpath.py",
  "importlib/machinery.py",
  "importlib/util.py",
  "io.py",
  "ntpath.py",
  "os.py",
  "posixpath.py",
  "runpy.py",
  "site.py",
  "stat.py",
]);

function frozenName(path: string): string {
  return `<frozen ${path.slice(0, -3).replace("/", ".")}>`;
}

/** Finder and loader for one folder of the library. */
export class LibraryImporter extends PyObject {
  archive: string;
  /** "" or a path that ends in a slash. */
  prefix: string;

  constructor(archive = "", prefix = "") {
    super();
    this.archive = archive;
    this.prefix = prefix;
  }

  /** The module with this last component of its name. */
  find(fullname: string): LibraryModule | undefined {
    const base = this.prefix + fullname.slice(fullname.lastIndexOf(".") + 1);
    const library = standardLibrary();
    const init = base + "/__init__.py";
    if (library.has(init)) return { path: init, isPackage: true };
    const file = base + ".py";
    return library.has(file) ? { path: file, isPackage: false } : undefined;
  }

  /** The folder that is a portion of a namespace package of this name, or `undefined`. */
  portion(fullname: string): string | undefined {
    const base = this.prefix + fullname.slice(fullname.lastIndexOf(".") + 1);
    return standardLibrary().hasFolder(base) ? `${this.archive}/${base}` : undefined;
  }

  require(fullname: string): LibraryModule {
    const found = this.find(fullname);
    if (found !== undefined) return found;
    const e = newException(ImportErrorType, [
      strFromUtf16(`can't find module '${fullname}'`),
    ]) as PyImportError;
    e.name = strFromUtf16(fullname);
    throw e;
  }

  /** `__file__` of a module. */
  filename(m: LibraryModule): string {
    return `${this.archive}/${m.path}`;
  }

  code(m: LibraryModule): PyCode {
    const filename = FROZEN_FILES.has(m.path) ? frozenName(m.path) : this.filename(m);
    return libraryCode(currentInterpreter(), m.path, filename);
  }
}

/** The importer's class; its name does not claim to be zipimport's. */
export const LibraryImporterType: PyType = builtinType("LibraryImporter", LibraryImporter, {
  module: "_frozen_importlib_external",
  noNew: true,
  hasDict: true,
});

/** The importer for a path inside the library, or `undefined` for any other path. */
export function libraryImporterFor(path: string): LibraryImporter | undefined {
  const archive = libraryPath();
  if (archive === undefined || !path.startsWith(archive)) return undefined;
  if (path.length === archive.length) return new LibraryImporter(archive);
  if (path[archive.length] !== "/") return undefined;
  const folder = path.slice(archive.length + 1).replace(/\/+$/, "");
  if (folder === "") return new LibraryImporter(archive);
  return standardLibrary().hasFolder(folder)
    ? new LibraryImporter(archive, folder + "/")
    : undefined;
}

/** The path of the library, as it stands on `sys.path`. */
export function libraryPath(): string | undefined {
  try {
    return standardLibrary().location;
  } catch {
    return undefined;
  }
}

runtime.isLibraryFile = (filename) => {
  if (filename.startsWith("<frozen ")) return true;
  const archive = libraryPath();
  return archive !== undefined && filename.startsWith(archive + "/");
};

/** The text of a file of the library given by its full path, or `undefined`. */
export function libraryFile(path: string): Uint8Array | undefined {
  const archive = libraryPath();
  if (archive === undefined || !path.startsWith(archive + "/")) return undefined;
  const name = path.slice(archive.length + 1);
  return standardLibrary().has(name) ? standardLibrary().read(name) : undefined;
}

function bootstrapFunction(name: string): Value {
  return getAttr(currentInterpreter().importer.bootstrapModule!, name);
}

define(LibraryImporterType, {
  doc: "Importer of the standard library that comes with the interpreter.",
  methods: {
    find_spec: method(
      "(self, fullname, target=None)",
      "Create a ModuleSpec for the specified module.\n\nReturns None if the module cannot be found.",
      (self: LibraryImporter, fullname: Value) => {
        const name = textOf(fullname);
        const { fast } = currentInterpreter().importer;
        const found = self.find(name);
        if (found !== undefined) return fast.librarySpec(self, name, found);
        const portion = self.portion(name);
        return portion === undefined ? NONE : fast.portionSpec(name, portion);
      },
    ),
    create_module: method(
      "(self, spec)",
      "Use default semantics for module creation.",
      () => NONE,
    ),
    exec_module: method(
      "(self, module)",
      "Execute the module.",
      (self: LibraryImporter, m: Value) => {
        const name = textOf(getAttr(m, "__name__"));
        const code = self.code(self.require(name));
        const vm = currentInterpreter();
        if (m instanceof PyModule) evalCode(code, vm.moduleNamespace(m));
      },
    ),
    load_module: method(
      "(self, fullname)",
      "load_module(fullname) -> module.\n\nLoad the module specified by 'fullname'.",
      (self: LibraryImporter, fullname: Value) => {
        const shim = bootstrapFunction("_load_module_shim");
        return callMethod(shim, "__call__", self, fullname);
      },
    ),
    get_code: method(
      "(self, fullname)",
      "get_code(fullname) -> code object.\n\nReturn the code object for the specified module.",
      (self: LibraryImporter, fullname: Value) => self.code(self.require(textOf(fullname))),
    ),
    get_data: method(
      "(self, pathname)",
      "get_data(pathname) -> string with file data.\n\nReturn the data associated with 'pathname'. Raise OSError if\nthe file wasn't found.",
      (self: LibraryImporter, pathname: Value) => {
        let path = textOf(pathname);
        if (path.startsWith(self.archive + "/")) path = path.slice(self.archive.length + 1);
        try {
          return new PyBytes(standardLibrary().read(path));
        } catch (e) {
          if (!(e instanceof HostError) || e.errno !== ERRNO.ENOENT) throw e;
          throw exception("OSError", 0, "", strFromUtf16(path));
        }
      },
    ),
    get_filename: method(
      "(self, fullname)",
      "get_filename(fullname) -> filename string.\n\nReturn the filename for the specified module.",
      (self: LibraryImporter, fullname: Value) =>
        strFromUtf16(self.filename(self.require(textOf(fullname)))),
    ),
    get_source: method(
      "(self, fullname)",
      "get_source(fullname) -> source string.\n\nReturn the source code for the specified module.",
      (self: LibraryImporter, fullname: Value) => {
        const { path } = self.require(textOf(fullname));
        return strFromUtf16(new TextDecoder().decode(standardLibrary().read(path)));
      },
    ),
    is_package: method(
      "(self, fullname)",
      "is_package(fullname) -> bool.\n\nReturn True if the module specified by fullname is a package.",
      (self: LibraryImporter, fullname: Value) => self.require(textOf(fullname)).isPackage,
    ),
    get_resource_reader: method(
      "(self, fullname)",
      "Return the ResourceReader for a module in a zip file.",
      (self: LibraryImporter, fullname: Value) =>
        callMethod(
          currentInterpreter().importModule("importlib.readers"),
          "ZipReader",
          self,
          fullname,
        ),
    ),
    invalidate_caches: method(
      "(self)",
      "Invalidates the cache of file data of the archive path.",
      () => {},
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: LibraryImporter) =>
        strFromUtf16(`<LibraryImporter object "${self.archive}/${self.prefix}">`),
    ),
  },
  attributes: {
    archive: member(undefined, (self: LibraryImporter) => strFromUtf16(self.archive)),
    prefix: member(undefined, (self: LibraryImporter) => strFromUtf16(self.prefix)),
  },
});
