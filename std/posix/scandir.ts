// os.scandir: its iterator and os.DirEntry.
//
// The names are read at once, with the types that the file system gives for them; what more is asked of an entry is asked
// of the system then, once, and kept.

import {
  constants,
  type DirectoryEntry,
  ERRNO,
  type FileStatus,
  HostError,
} from "../../vm/host/mod.ts";
import { member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import { iteratorMethods, PyIterator } from "../../vm/objects/iteration.ts";
import { type Int, NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { add } from "../../vm/objects/operators.ts";
import { repr } from "../../vm/objects/operations.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { type Str, strFromUtf16, strOf } from "../../vm/objects/str.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { raiseFor } from "../os_support/errors.ts";
import { currentHost } from "../os_support/host.ts";
import { hostPathBytes, toHostPath } from "../os_support/paths.ts";
import { nameValue, pathOrFd } from "./arguments.ts";
import { statResult } from "./results.ts";

const { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } = constants;
const SLASH = 47;

/** An `os.DirEntry`. */
export class PyDirEntry extends PyObject {
  name: Value;
  path: Value;
  entry: DirectoryEntry | undefined;
  /** The directory as a descriptor, -1 where it was given by name. */
  dirFd: number;
  link: FileStatus | undefined;
  target: FileStatus | undefined;
  constructor() {
    super();
    this.name = "";
    this.path = "";
    this.entry = undefined;
    this.dirFd = -1;
    this.link = undefined;
    this.target = undefined;
  }
}

class PyScandirIterator extends PyIterator {
  entries: DirectoryEntry[];
  next: number;
  /** What goes before the names in `path`: the directory with a slash, or nothing. */
  prefix: Str | Uint8Array;
  asBytes: boolean;
  dirFd: number;
  constructor() {
    super();
    this.entries = [];
    this.next = 0;
    this.prefix = "";
    this.asBytes = false;
    this.dirFd = -1;
  }

  override step(): Value | undefined {
    if (this.next >= this.entries.length) return undefined;
    const entry = this.entries[this.next++];
    const e = DirEntryType.allocate() as PyDirEntry;
    e.entry = entry;
    e.dirFd = this.dirFd;
    e.name = nameValue(entry.name, this.asBytes);
    if (this.prefix instanceof Uint8Array) {
      const name = hostPathBytes(entry.name);
      const path = new Uint8Array(this.prefix.length + name.length);
      path.set(this.prefix);
      path.set(name, this.prefix.length);
      e.path = new PyBytes(path);
    } else if (this.prefix === "") {
      e.path = e.name;
    } else {
      e.path = concat(this.prefix, strOf(e.name)!);
    }
    return e;
  }
}

export let DirEntryType: PyType;
let ScandirIteratorType: PyType;

function concat(a: Str, b: Str): Value {
  if (typeof a === "string" && typeof b === "string") return a + b;
  return add(a, b);
}

function status(self: PyDirEntry, follow: boolean): FileStatus {
  const kept = follow ? self.target : self.link;
  if (kept !== undefined) return kept;
  // what is no link is the same followed or not
  if (follow && self.entry!.type !== 0 && self.entry!.type !== S_IFLNK) {
    return self.target = status(self, false);
  }
  try {
    const files = currentHost().files;
    const s = self.dirFd >= 0
      ? files.stat(self.entry!.name, follow, self.dirFd)
      : files.stat(hostPathOf(self.path), follow);
    if (follow) self.target = s;
    else self.link = s;
    return s;
  } catch (e) {
    raiseFor(e, self.path);
  }
}

function hostPathOf(path: Value) {
  return path instanceof PyBytes ? path.data : toHostPath(strOf(path)!);
}

function isOfType(self: PyDirEntry, type: number, follow: boolean): boolean {
  const known = self.entry!.type;
  if (known !== 0 && (known !== S_IFLNK || !follow)) return known === type;
  try {
    return (status(self, follow).mode & S_IFMT) === type;
  } catch (e) {
    // a link to nothing, or an entry that is gone, is of no type
    if (isMissing(e)) return false;
    throw e;
  }
}

function isMissing(e: unknown): boolean {
  if (e instanceof HostError) return e.errno === ERRNO.ENOENT;
  return (e as { errno?: Value }).errno === ERRNO.ENOENT;
}

function followArgument(v: Value | undefined): boolean {
  return v === undefined || truth(v);
}

function scandir(path?: Value): Value {
  const it = ScandirIteratorType.allocate() as PyScandirIterator;
  const given = path === undefined || path === NONE ? "." : path;
  const p = pathOrFd(given, "scandir", "string, bytes, os.PathLike, integer or None");
  currentInterpreter().audit("os.scandir", path ?? NONE);
  try {
    it.entries = currentHost().files.scandir(typeof p === "number" ? p : p.host);
  } catch (e) {
    raiseFor(e, typeof p === "number" ? p : p.shown);
  }
  if (typeof p === "number") {
    it.dirFd = p;
  } else if (p.isBytes) {
    const bytes = (p.shown as PyBytes).data;
    it.asBytes = true;
    const slash = bytes.length > 0 && bytes[bytes.length - 1] !== SLASH ? 1 : 0;
    const prefix = new Uint8Array(bytes.length + slash);
    prefix.set(bytes);
    if (slash === 1) prefix[bytes.length] = SLASH;
    it.prefix = prefix;
  } else {
    const text = strOf(p.shown)!;
    const ends = typeof text === "string"
      ? text.endsWith("/")
      : text.points[text.points.length - 1] === SLASH;
    it.prefix = ends ? text : strOf(concat(text, "/"))!;
  }
  return it;
}

export const SCANDIR: Declaration = method(
  "(path=None)",
  "Return an iterator of DirEntry objects for given path.\n\nThe names are bytes where path is bytes.",
  scandir,
);

/** Makes the types, once. */
export function makeScandirTypes(): void {
  if (DirEntryType !== undefined) return;
  DirEntryType = builtinType("posix.DirEntry", PyDirEntry, {
    module: "posix",
    qualname: "DirEntry",
    final: true,
    noNew: true,
  });
  define(DirEntryType, {
    methods: {
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyDirEntry) => strFromUtf16(`<DirEntry ${repr(self.name)}>`),
      ),
      is_dir: method(
        "(self, /, *, follow_symlinks=True)",
        "Return True if the entry is a directory; cached per entry.",
        (self: PyDirEntry, follow?: Value) => isOfType(self, S_IFDIR, followArgument(follow)),
      ),
      is_file: method(
        "(self, /, *, follow_symlinks=True)",
        "Return True if the entry is a file; cached per entry.",
        (self: PyDirEntry, follow?: Value) => isOfType(self, S_IFREG, followArgument(follow)),
      ),
      is_symlink: method(
        "(self, /)",
        "Return True if the entry is a symbolic link; cached per entry.",
        (self: PyDirEntry) => isOfType(self, S_IFLNK, false),
      ),
      is_junction: method(
        "(self, /)",
        "Return True if the entry is a junction; cached per entry.",
        () => false,
      ),
      stat: method(
        "(self, /, *, follow_symlinks=True)",
        "Return stat_result object for the entry; cached per entry.",
        (self: PyDirEntry, follow?: Value) => statResult(status(self, followArgument(follow))),
      ),
      inode: method(
        "(self, /)",
        "Return inode of the entry; cached per entry.",
        (self: PyDirEntry): Int => {
          const { ino } = self.entry!;
          return ino;
        },
      ),
      __fspath__: method(
        "(self, /)",
        "Returns the path for the entry.",
        (self: PyDirEntry) => self.path,
      ),
    },
    classMethods: {
      __class_getitem__: classGetItemMethod,
    },
    attributes: {
      name: member(
        'the entry\'s base filename, relative to scandir() "path" argument',
        (self: PyDirEntry) => self.name,
      ),
      path: member(
        "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)",
        (self: PyDirEntry) => self.path,
      ),
    },
  });
  ScandirIteratorType = builtinType("posix.ScandirIterator", PyScandirIterator, {
    module: "posix",
    qualname: "ScandirIterator",
    final: true,
    noNew: true,
  });
  const close = (self: PyScandirIterator) => {
    self.next = self.entries.length;
  };
  define(ScandirIteratorType, {
    methods: {
      ...iteratorMethods,
      __enter__: method("(self, /)", "", (self: PyScandirIterator) => self),
      __exit__: method("(self, /, *args)", "", close),
      close: method("(self, /)", "", close),
    },
  });
}
