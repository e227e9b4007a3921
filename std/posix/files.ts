// The functions of `posix` that work on files by name.

import { settlesFile } from "../io/dirty.ts";
import type { FileTimes, Path } from "../../vm/host/mod.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks } from "../../vm/objects/operations.ts";
import {
  notImplementedError,
  overflowError,
  typeError,
  valueError,
} from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { bytesArgument } from "../os_support/buffers.ts";
import { raiseFor } from "../os_support/errors.ts";
import { currentHost, descriptors } from "../os_support/host.ts";
import { fspath, pathArgument } from "../os_support/paths.ts";
import {
  dirFdArgument,
  filenoArgument,
  idArgument,
  intArgument,
  longArgument,
  nameValue,
  onPath,
  onSystem,
  onTarget,
  onTwoPaths,
  pathOrFd,
} from "./arguments.ts";
import { statResult, statvfsResult } from "./results.ts";

function files() {
  return currentHost().files;
}

function audit(event: string, ...args: Value[]): void {
  currentInterpreter().audit(event, ...args);
}

function optional(v: Value | undefined, otherwise: boolean): boolean {
  return v === undefined ? otherwise : truth(v);
}

/** Refuses what a descriptor in the place of a path cannot have. */
function checkFdOptions(
  name: string,
  target: unknown,
  dirFd: number | undefined,
  follow: boolean,
): void {
  if (typeof target !== "number") return;
  if (dirFd !== undefined) {
    throw valueError(`${name}: can't specify dir_fd without matching path`);
  }
  if (!follow) throw valueError(`${name}: cannot use fd and follow_symlinks together`);
}

function stat(path: Value, dirFd?: Value, followSymlinks?: Value): Value {
  const follow = optional(followSymlinks, true);
  const dir = dirFdArgument(dirFd);
  const p = pathOrFd(path, "stat");
  checkFdOptions("stat", p, dir, follow);
  try {
    const look = () => files().stat(typeof p === "number" ? p : p.host, follow, dir);
    const status = look();
    return statResult(settlesFile(status) ? look() : status);
  } catch (e) {
    raiseFor(e, typeof p === "number" ? p : p.shown);
  }
}

function listdir(path?: Value): Value {
  if (path === undefined || path === NONE) {
    audit("os.listdir", ".");
    return listNames(".", false, ".");
  }
  const p = pathOrFd(path, "listdir", "string, bytes, os.PathLike, integer or None");
  audit("os.listdir", path);
  return typeof p === "number" ? listNames(p, false, p) : listNames(p.host, p.isBytes, p.shown);
}

function listNames(target: Path | number, asBytes: boolean, shown: Value): Value {
  try {
    return new PyList(files().scandir(target).map((e) => nameValue(e.name, asBytes)));
  } catch (e) {
    raiseFor(e, shown);
  }
}

/** A time of utime: seconds and nanoseconds. */
function timeParts(v: Value): [number, number] {
  if (v instanceof PyFloat) {
    if (Number.isNaN(v.v)) throw valueError("Invalid value NaN (not a number)");
    const whole = Math.floor(v.v);
    if (!(Math.abs(whole) < 2 ** 63)) {
      throw overflowError("timestamp out of range for platform time_t");
    }
    let rest = Math.floor((v.v - whole) * 1e9);
    let seconds = whole;
    if (rest >= 1e9) {
      rest -= 1e9;
      seconds++;
    }
    return [seconds, rest];
  }
  const n = indexOf(v);
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
    throw overflowError("timestamp out of range for platform time_t");
  }
  return [Number(n), 0];
}

function nsParts(v: Value): [number, number] {
  const n = operationHooks.intOf(v);
  if (n === undefined) {
    throw typeError(
      `unsupported operand type(s) for divmod(): '${typeOf(v).name}' and 'int'`,
    );
  }
  const total = BigInt(n);
  let seconds = total / 1000000000n;
  let rest = total % 1000000000n;
  if (rest < 0n) {
    rest += 1000000000n;
    seconds -= 1n;
  }
  return [Number(seconds), Number(rest)];
}

function utime(path: Value, times?: Value, ns?: Value, dirFd?: Value, follow?: Value): Value {
  const dir = dirFdArgument(dirFd);
  const followLinks = optional(follow, true);
  const p = pathOrFd(path, "utime");
  if (times !== undefined && times !== NONE && ns !== undefined) {
    throw valueError("utime: you may specify either 'times' or 'ns' but not both");
  }
  let value: FileTimes | null = null;
  const make = (pair: Value, what: string, parts: (v: Value) => [number, number]): FileTimes => {
    if (!(pair instanceof PyTuple) || pair.items.length !== 2) throw typeError(what);
    const [a, m] = pair.items.map(parts);
    return { atimeSec: a[0], atimeNsec: a[1], mtimeSec: m[0], mtimeNsec: m[1] };
  };
  if (times !== undefined && times !== NONE) {
    value = make(
      times,
      "utime: 'times' must be either a tuple of two ints or None",
      timeParts,
    );
  } else if (ns !== undefined) {
    value = make(ns, "utime: 'ns' must be a tuple of two ints", nsParts);
  }
  checkFdOptions("utime", p, dir, followLinks);
  audit("os.utime", path, times ?? NONE, ns ?? NONE, dir ?? -1);
  try {
    files().utime(typeof p === "number" ? p : p.host, value, followLinks, dir);
  } catch (e) {
    raiseFor(e, typeof p === "number" ? p : p.shown);
  }
  return NONE;
}

function chown(name: string) {
  return (path: Value, uid: Value, gid: Value, dirFd?: Value, follow?: Value): Value => {
    const u = idArgument(uid, "uid"), g = idArgument(gid, "gid");
    const dir = dirFdArgument(dirFd);
    const followLinks = optional(follow, true);
    const p = pathOrFd(path, name);
    checkFdOptions(name, p, dir, followLinks);
    audit("os.chown", path, u, g, dir ?? -1);
    try {
      files().chown(typeof p === "number" ? p : p.host, u, g, followLinks, dir);
    } catch (e) {
      raiseFor(e, typeof p === "number" ? p : p.shown);
    }
    return NONE;
  };
}

function rename(name: string) {
  return (src: Value, dst: Value, srcDir?: Value, dstDir?: Value): Value => {
    const from = dirFdArgument(srcDir), to = dirFdArgument(dstDir);
    onTwoPaths(src, dst, name, (a, b) => {
      audit("os.rename", src, dst, from ?? -1, to ?? -1);
      files().rename(a, b, from, to);
    });
    return NONE;
  };
}

function unlink(name: string) {
  return (path: Value, dirFd?: Value): Value => {
    const dir = dirFdArgument(dirFd);
    onPath(path, name, (p) => {
      audit("os.remove", path, dir ?? -1);
      files().unlink(p, dir);
    });
    return NONE;
  };
}

/** The name of an extended attribute. */
function attributeName(v: Value): Path {
  return pathArgument(v, "attribute").host;
}

const DIR_FD = "(path, *, dir_fd=None)";
const UNLINK_DOC =
  "\n\nIf dir_fd is not None, path is relative to the directory that it is the\ndescriptor of.";

/** The functions on files by name. */
export const FILE_FUNCTIONS: Record<string, Declaration> = {
  stat: method(
    "(path, *, dir_fd=None, follow_symlinks=True)",
    "Perform a stat system call on the given path.",
    stat,
  ),
  lstat: method(
    DIR_FD,
    "Perform a stat system call on the given path, without following symbolic links.",
    (path: Value, dirFd?: Value) => {
      const dir = dirFdArgument(dirFd);
      return statResult(onPath(path, "lstat", (p) => files().stat(p, false, dir)));
    },
  ),
  access: method(
    "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
    "Use the real uid/gid to test for access to a path.",
    (path: Value, mode: Value, dirFd?: Value, effective?: Value, follow?: Value) => {
      const dir = dirFdArgument(dirFd);
      const m = intArgument(mode);
      return onPath(
        path,
        "access",
        (p) => files().access(p, m, optional(effective, false), optional(follow, true), dir),
      );
    },
  ),
  chdir: method(
    "(path)",
    "Change the current working directory to the specified path.",
    (path: Value) => {
      onTarget(path, "chdir", (p) => {
        audit("os.chdir", path);
        files().chdir(p);
      });
    },
  ),
  fchdir: method(
    "(fd)",
    "Change to the directory of the given file descriptor.",
    (fd: Value) => {
      const n = filenoArgument(fd);
      audit("os.chdir", n);
      onSystem(() => files().chdir(n));
    },
  ),
  chmod: method(
    "(path, mode, *, dir_fd=None, follow_symlinks=(os.name != 'nt'))",
    "Change the access permissions of a file.",
    (path: Value, mode: Value, dirFd?: Value, follow?: Value) => {
      const dir = dirFdArgument(dirFd);
      const followLinks = optional(follow, true);
      const m = intArgument(mode);
      if (!followLinks && dir !== undefined) {
        throw valueError("chmod: cannot use dir_fd and follow_symlinks together");
      }
      if (!followLinks) {
        throw notImplementedError("chmod: follow_symlinks unavailable on this platform");
      }
      onTarget(path, "chmod", (p) => {
        audit("os.chmod", path, m, dir ?? -1);
        files().chmod(p, m, followLinks, dir);
      });
    },
  ),
  fchmod: method(
    "(fd, mode)",
    "Change the access permissions of the file given by file descriptor fd.",
    (fd: Value, mode: Value) => {
      const n = intArgument(fd), m = intArgument(mode);
      audit("os.chmod", n, m, -1);
      onSystem(() => files().chmod(n, m));
    },
  ),
  chown: method(
    "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
    "Change the owner and group id of path to the numeric uid and gid.",
    chown("chown"),
  ),
  fchown: method(
    "(fd, uid, gid)",
    "Change the owner and group id of the file specified by file descriptor.",
    (fd: Value, uid: Value, gid: Value) => {
      const n = intArgument(fd), u = idArgument(uid, "uid"), g = idArgument(gid, "gid");
      audit("os.chown", n, u, g, -1);
      onSystem(() => files().chown(n, u, g));
    },
  ),
  lchown: method(
    "(path, uid, gid)",
    "Change the owner and group id of path to the numeric uid and gid.\n\nSymbolic links are not followed.",
    (path: Value, uid: Value, gid: Value) => {
      const u = idArgument(uid, "uid"), g = idArgument(gid, "gid");
      onPath(path, "lchown", (p) => {
        audit("os.chown", path, u, g, -1);
        files().chown(p, u, g, false);
      });
    },
  ),
  getcwd: method(
    "()",
    "Return a unicode string representing the current working directory.",
    () => nameValue(onSystem(() => files().getcwd()), false),
  ),
  getcwdb: method(
    "()",
    "Return a bytes string representing the current working directory.",
    () => nameValue(onSystem(() => files().getcwd()), true),
  ),
  link: method(
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
    "Create a hard link to a file.",
    (src: Value, dst: Value, srcDir?: Value, dstDir?: Value, follow?: Value) => {
      const from = dirFdArgument(srcDir), to = dirFdArgument(dstDir);
      // without directories CPython calls link(2), which on Linux links the symbolic link itself
      const followLinks = optional(follow, true) && (from !== undefined || to !== undefined);
      onTwoPaths(src, dst, "link", (a, b) => {
        audit("os.link", src, dst, from ?? -1, to ?? -1);
        files().link(a, b, followLinks, from, to);
      });
    },
  ),
  listdir: method(
    "(path=None)",
    "Return a list containing the names of the files in the directory.\n\nThe names are bytes where path is bytes.",
    listdir,
  ),
  mkdir: method(
    "(path, mode=511, *, dir_fd=None)",
    "Create a directory.",
    (path: Value, mode?: Value, dirFd?: Value) => {
      const m = mode === undefined ? 0o777 : intArgument(mode);
      const dir = dirFdArgument(dirFd);
      onPath(path, "mkdir", (p) => {
        audit("os.mkdir", path, m, dir ?? -1);
        files().mkdir(p, m, dir);
      });
    },
  ),
  rename: method(
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    "Rename a file or directory.",
    rename("rename"),
  ),
  replace: method(
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    "Rename a file or directory, overwriting the destination.",
    rename("replace"),
  ),
  rmdir: method(DIR_FD, "Remove a directory." + UNLINK_DOC, (path: Value, dirFd?: Value) => {
    const dir = dirFdArgument(dirFd);
    onPath(path, "rmdir", (p) => {
      audit("os.rmdir", path, dir ?? -1);
      files().rmdir(p, dir);
    });
  }),
  symlink: method(
    "(src, dst, target_is_directory=False, *, dir_fd=None)",
    "Create a symbolic link pointing to src named dst.",
    (src: Value, dst: Value, _isDirectory?: Value, dirFd?: Value) => {
      const dir = dirFdArgument(dirFd);
      onTwoPaths(src, dst, "symlink", (a, b) => {
        audit("os.symlink", src, dst, dir ?? -1);
        files().symlink(a, b, dir);
      });
    },
  ),
  unlink: method(DIR_FD, "Remove a file (same as remove())." + UNLINK_DOC, unlink("unlink")),
  remove: method(DIR_FD, "Remove a file (same as unlink())." + UNLINK_DOC, unlink("remove")),
  utime: method(
    "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)",
    "Set the access and modified time of path.\n\ntimes is (atime, mtime) in seconds, ns the same in nanoseconds; the present\ntime where neither is given.",
    utime,
  ),
  readlink: method(
    DIR_FD,
    "Return a string representing the path to which the symbolic link points.",
    (path: Value, dirFd?: Value) => {
      const dir = dirFdArgument(dirFd);
      const p = pathArgument(path, "readlink: path");
      try {
        return nameValue(files().readlink(p.host, dir), p.isBytes);
      } catch (e) {
        raiseFor(e, p.shown);
      }
    },
  ),
  truncate: method(
    "(path, length)",
    "Truncate a file, specified by path, to a specific length.",
    (path: Value, length: Value) => {
      const n = longArgument(length);
      onTarget(path, "truncate", (p) => {
        audit("os.truncate", path, n);
        if (typeof p === "number") descriptors().truncate(p, n);
        else files().truncate(p, n);
      });
    },
  ),
  mkfifo: method(
    "(path, mode=438, *, dir_fd=None)",
    'Create a "fifo" (a POSIX named pipe).',
    (path: Value, mode?: Value, dirFd?: Value) => {
      const m = mode === undefined ? 0o666 : intArgument(mode);
      const dir = dirFdArgument(dirFd);
      onPath(path, "mkfifo", (p) => files().mkfifo(p, m, dir));
    },
  ),
  mknod: method(
    "(path, mode=384, device=0, *, dir_fd=None)",
    "Create a node in the file system.",
    (path: Value, mode?: Value, device?: Value, dirFd?: Value) => {
      const m = mode === undefined ? 0o600 : intArgument(mode);
      const d = device === undefined ? 0 : longArgument(device);
      const dir = dirFdArgument(dirFd);
      onPath(path, "mknod", (p) => files().mknod(p, m, d, dir));
    },
  ),
  statvfs: method(
    "(path)",
    "Perform a statvfs system call on the given path.",
    (path: Value) => statvfsResult(onTarget(path, "statvfs", (p) => files().statvfs(p))),
  ),
  fstatvfs: method(
    "(fd, /)",
    "Perform an fstatvfs system call on the given fd.",
    (fd: Value) => {
      const n = intArgument(fd);
      return statvfsResult(onSystem(() => files().statvfs(n)));
    },
  ),
  listxattr: method(
    "(path=None, *, follow_symlinks=True)",
    "Return a list of extended attributes on path.",
    (path?: Value, follow?: Value) => {
      const target = path === undefined || path === NONE ? "." : path;
      const names = onTarget(
        target,
        "listxattr",
        (p) => files().listxattr(p, optional(follow, true)),
      );
      return new PyList(names.map((n) => nameValue(n, false)));
    },
  ),
  getxattr: method(
    "(path, attribute, *, follow_symlinks=True)",
    "Return the value of extended attribute attribute on path.",
    (path: Value, attribute: Value, follow?: Value) => {
      const name = attributeName(attribute);
      return new PyBytes(
        onTarget(path, "getxattr", (p) => files().getxattr(p, name, optional(follow, true))),
      );
    },
  ),
  setxattr: method(
    "(path, attribute, value, flags=0, *, follow_symlinks=True)",
    "Set extended attribute attribute on path to value.",
    (path: Value, attribute: Value, value: Value, flags?: Value, follow?: Value) => {
      const name = attributeName(attribute);
      const bytes = bytesArgument(value);
      const f = flags === undefined ? 0 : intArgument(flags);
      onTarget(
        path,
        "setxattr",
        (p) => files().setxattr(p, name, bytes, f, optional(follow, true)),
      );
    },
  ),
  removexattr: method(
    "(path, attribute, *, follow_symlinks=True)",
    "Remove extended attribute attribute on path.",
    (path: Value, attribute: Value, follow?: Value) => {
      const name = attributeName(attribute);
      onTarget(path, "removexattr", (p) => files().removexattr(p, name, optional(follow, true)));
    },
  ),
  umask: method(
    "(mask, /)",
    "Set the current numeric umask and return the previous umask.",
    (mask: Value) => {
      const m = intArgument(mask);
      return onSystem(() => files().umask(m));
    },
  ),
  fspath: method(
    "(path)",
    "Return the file system path representation of the object.",
    (path: Value) => fspath(path),
  ),
  _path_normpath: method("(path)", "Normalize path, eliminating double slashes, etc.", normpath),
  _path_splitroot_ex: method("(path)", "Split a pathname into drive, root and tail.", splitRoot),
};

/** The text or bytes of a path, in units of which "/" and "." are single ones. */
function pathUnits(v: Value): { text: string; back: (s: string) => Value } {
  const path = fspath(v);
  if (path instanceof PyBytes) {
    const text = String.fromCharCode(...path.data);
    return { text, back: (s) => new PyBytes(Uint8Array.from(s, (c) => c.charCodeAt(0))) };
  }
  const s = strOf(path)!;
  if (typeof s === "string") return { text: s, back: (t) => t };
  return { text: utf16(s), back: strFromUtf16 };
}

function normpath(path: Value): Value {
  const { text, back } = pathUnits(path);
  if (text === "") return back(".");
  // POSIX: exactly two slashes at the front may mean something else than one
  const root = !text.startsWith("/")
    ? ""
    : text.startsWith("//") && !text.startsWith("///")
    ? "//"
    : "/";
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || root === "" && parts.length === 0 || parts[parts.length - 1] === "..") {
      parts.push(part);
    } else if (parts.length > 0) {
      parts.pop();
    }
  }
  const result = root + parts.join("/");
  return back(result === "" ? "." : result);
}

function splitRoot(path: Value): Value {
  const { text, back } = pathUnits(path);
  const root = !text.startsWith("/")
    ? ""
    : text.startsWith("//") && !text.startsWith("///")
    ? "//"
    : "/";
  return new PyTuple([back(""), back(root), back(text.slice(root.length))]);
}
