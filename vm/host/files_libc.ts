// The file system as the C library has it. Every operation is the `…at` call of its kind, so that one
// function serves a plain path and a path below an open directory.

import { ERRNO, HostError, type Path } from "./errno.ts";
import { interrupted } from "./interrupts.ts";
import { check, cString, fail, lastErrno, lazySymbol } from "./libc.ts";
import {
  O_CLOEXEC,
  O_DIRECTORY,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFREG,
  S_IFSOCK,
} from "./constants.ts";
import { AT_FDCWD, statx } from "./descriptors_libc.ts";
import type { DirectoryEntry, FileSystem, FileSystemStatus, FileTimes } from "./files.ts";
import { allowed, demand } from "./permissions.ts";
import type { FileStatus } from "./status.ts";

const W_OK = 2;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_REMOVEDIR = 0x200;
const AT_EACCESS = 0x200;
const AT_SYMLINK_FOLLOW = 0x400;
const AT_EMPTY_PATH = 0x1000;

const c = {
  faccessat: lazySymbol("faccessat", ["i32", "buffer", "i32", "i32"], "i32"),
  mkdirat: lazySymbol("mkdirat", ["i32", "buffer", "u32"], "i32"),
  unlinkat: lazySymbol("unlinkat", ["i32", "buffer", "i32"], "i32"),
  renameat: lazySymbol("renameat", ["i32", "buffer", "i32", "buffer"], "i32"),
  symlinkat: lazySymbol("symlinkat", ["buffer", "i32", "buffer"], "i32"),
  linkat: lazySymbol("linkat", ["i32", "buffer", "i32", "buffer", "i32"], "i32"),
  readlinkat: lazySymbol("readlinkat", ["i32", "buffer", "buffer", "u32"], "i32"),
  openat: lazySymbol("openat", ["i32", "buffer", "i32", "i32"], "i32"),
  close: lazySymbol("close", ["i32"], "i32"),
  lseek: lazySymbol("lseek", ["i32", "i64", "i32"], "i64"),
  getdents64: lazySymbol("getdents64", ["i32", "buffer", "u32"], "i32"),
  fchmodat: lazySymbol("fchmodat", ["i32", "buffer", "u32", "i32"], "i32"),
  fchmod: lazySymbol("fchmod", ["i32", "u32"], "i32"),
  fchownat: lazySymbol("fchownat", ["i32", "buffer", "i32", "i32", "i32"], "i32"),
  fchown: lazySymbol("fchown", ["i32", "i32", "i32"], "i32"),
  utimensat: lazySymbol("utimensat", ["i32", "buffer", "buffer", "i32"], "i32"),
  futimens: lazySymbol("futimens", ["i32", "buffer"], "i32"),
  truncate: lazySymbol("truncate", ["buffer", "i64"], "i32"),
  mkfifoat: lazySymbol("mkfifoat", ["i32", "buffer", "u32"], "i32"),
  mknodat: lazySymbol("mknodat", ["i32", "buffer", "u32", "u64"], "i32"),
  statvfs: lazySymbol("statvfs", ["buffer", "buffer"], "i32"),
  fstatvfs: lazySymbol("fstatvfs", ["i32", "buffer"], "i32"),
  getcwd: lazySymbol("getcwd", ["buffer", "u64"], "usize"),
  chdir: lazySymbol("chdir", ["buffer"], "i32"),
  fchdir: lazySymbol("fchdir", ["i32"], "i32"),
  umask: lazySymbol("umask", ["u32"], "u32"),
  listxattr: lazySymbol("listxattr", ["buffer", "buffer", "u64"], "i32"),
  llistxattr: lazySymbol("llistxattr", ["buffer", "buffer", "u64"], "i32"),
  flistxattr: lazySymbol("flistxattr", ["i32", "buffer", "u64"], "i32"),
  getxattr: lazySymbol("getxattr", ["buffer", "buffer", "buffer", "u64"], "i32"),
  lgetxattr: lazySymbol("lgetxattr", ["buffer", "buffer", "buffer", "u64"], "i32"),
  fgetxattr: lazySymbol("fgetxattr", ["i32", "buffer", "buffer", "u64"], "i32"),
  setxattr: lazySymbol("setxattr", ["buffer", "buffer", "buffer", "u64", "i32"], "i32"),
  lsetxattr: lazySymbol("lsetxattr", ["buffer", "buffer", "buffer", "u64", "i32"], "i32"),
  fsetxattr: lazySymbol("fsetxattr", ["i32", "buffer", "buffer", "u64", "i32"], "i32"),
  removexattr: lazySymbol("removexattr", ["buffer", "buffer"], "i32"),
  lremovexattr: lazySymbol("lremovexattr", ["buffer", "buffer"], "i32"),
  fremovexattr: lazySymbol("fremovexattr", ["i32", "buffer"], "i32"),
};

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes of the system as a path: text where they are UTF-8. Takes a copy. */
export function decodePath(bytes: Uint8Array): Path {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.slice();
  }
}

/** The file type that readdir's `d_type` stands for; 0 is "unknown". */
function typeOfEntry(type: number): number {
  switch (type) {
    case 1:
      return S_IFIFO;
    case 2:
      return S_IFCHR;
    case 4:
      return S_IFDIR;
    case 6:
      return S_IFBLK;
    case 8:
      return S_IFREG;
    case 10:
      return S_IFLNK;
    case 12:
      return S_IFSOCK;
    default:
      return 0;
  }
}

export class LibcFiles implements FileSystem {
  readonly hasDirFd: boolean;

  constructor() {
    this.hasDirFd = true;
  }

  stat(target: Path | number, follow: boolean = true, dirFd: number = AT_FDCWD): FileStatus {
    if (typeof target === "number") return statx(target, "", AT_EMPTY_PATH);
    demand("read", target);
    return statx(dirFd, target, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  }

  access(
    path: Path,
    mode: number,
    effective: boolean = false,
    follow: boolean = true,
    dirFd: number = AT_FDCWD,
  ): boolean {
    if (!allowed("read", path) || (mode & W_OK) !== 0 && !allowed("write", path)) return false;
    const flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return c.faccessat(dirFd, cString(path), mode, flags) === 0;
  }

  mkdir(path: Path, mode: number, dirFd: number = AT_FDCWD): void {
    demand("write", path);
    check(c.mkdirat(dirFd, cString(path), mode), path);
  }

  rmdir(path: Path, dirFd: number = AT_FDCWD): void {
    demand("write", path);
    check(c.unlinkat(dirFd, cString(path), AT_REMOVEDIR), path);
  }

  unlink(path: Path, dirFd: number = AT_FDCWD): void {
    demand("write", path);
    check(c.unlinkat(dirFd, cString(path), 0), path);
  }

  rename(from: Path, to: Path, fromDirFd: number = AT_FDCWD, toDirFd: number = AT_FDCWD): void {
    demand("write", from);
    demand("write", to);
    check(c.renameat(fromDirFd, cString(from), toDirFd, cString(to)), from, to);
  }

  symlink(target: Path, path: Path, dirFd: number = AT_FDCWD): void {
    demand("write", path);
    check(c.symlinkat(cString(target), dirFd, cString(path)), target, path);
  }

  link(
    from: Path,
    to: Path,
    follow: boolean = true,
    fromDirFd: number = AT_FDCWD,
    toDirFd: number = AT_FDCWD,
  ): void {
    demand("read", from);
    demand("write", to);
    const flags = follow ? AT_SYMLINK_FOLLOW : 0;
    check(c.linkat(fromDirFd, cString(from), toDirFd, cString(to), flags), from, to);
  }

  readlink(path: Path, dirFd: number = AT_FDCWD): Path {
    demand("read", path);
    for (let size = 256;; size *= 4) {
      const buffer = new Uint8Array(size);
      const n = check(c.readlinkat(dirFd, cString(path), buffer, size), path);
      if (n < size) return decodePath(buffer.subarray(0, n));
    }
  }

  scandir(target: Path | number): DirectoryEntry[] {
    let fd: number;
    let path: Path | undefined;
    if (typeof target === "number") {
      fd = target;
      // The position belongs to the open directory: it is read from its start, and is left there.
      c.lseek(fd, 0, 0);
    } else {
      path = target;
      demand("read", path);
      fd = c.openat(AT_FDCWD, cString(path), O_DIRECTORY | O_CLOEXEC, 0);
      if (fd === -1) fail(path);
    }
    const entries: DirectoryEntry[] = [];
    try {
      const buffer = new Uint8Array(32768);
      const view = new DataView(buffer.buffer);
      for (;;) {
        const n = c.getdents64(fd, buffer, buffer.length);
        if (n === 0) break;
        if (n < 0) {
          if (lastErrno() !== ERRNO.EINTR) fail(path);
          interrupted();
          continue;
        }
        decodeEntries(buffer, view, n, entries);
      }
    } finally {
      if (path === undefined) c.lseek(fd, 0, 0);
      else c.close(fd);
    }
    return entries;
  }

  chmod(
    target: Path | number,
    mode: number,
    follow: boolean = true,
    dirFd: number = AT_FDCWD,
  ): void {
    if (typeof target === "number") {
      check(c.fchmod(target, mode));
      return;
    }
    demand("write", target);
    check(c.fchmodat(dirFd, cString(target), mode, follow ? 0 : AT_SYMLINK_NOFOLLOW), target);
  }

  chown(
    target: Path | number,
    uid: number,
    gid: number,
    follow: boolean = true,
    dirFd: number = AT_FDCWD,
  ): void {
    if (typeof target === "number") {
      check(c.fchown(target, uid | 0, gid | 0));
      return;
    }
    demand("write", target);
    const flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    check(c.fchownat(dirFd, cString(target), uid | 0, gid | 0, flags), target);
  }

  utime(
    target: Path | number,
    times: FileTimes | null,
    follow: boolean = true,
    dirFd: number = AT_FDCWD,
  ): void {
    let pair: BigInt64Array | null = null;
    if (times !== null) {
      pair = new BigInt64Array(4);
      pair[0] = BigInt(times.atimeSec);
      pair[1] = BigInt(times.atimeNsec);
      pair[2] = BigInt(times.mtimeSec);
      pair[3] = BigInt(times.mtimeNsec);
    }
    if (typeof target === "number") {
      check(c.futimens(target, pair));
      return;
    }
    demand("write", target);
    const flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    check(c.utimensat(dirFd, cString(target), pair, flags), target);
  }

  truncate(path: Path, length: number): void {
    demand("write", path);
    const name = cString(path);
    while (c.truncate(name, length) === -1) {
      if (lastErrno() !== ERRNO.EINTR) fail(path);
      interrupted();
    }
  }

  mkfifo(path: Path, mode: number, dirFd: number = AT_FDCWD): void {
    demand("write", path);
    check(c.mkfifoat(dirFd, cString(path), mode), path);
  }

  mknod(path: Path, mode: number, device: number, dirFd: number = AT_FDCWD): void {
    demand("write", path);
    check(c.mknodat(dirFd, cString(path), mode, device), path);
  }

  statvfs(target: Path | number): FileSystemStatus {
    const view = new DataView(new ArrayBuffer(112));
    if (typeof target === "number") {
      check(c.fstatvfs(target, view));
    } else {
      demand("read", target);
      check(c.statvfs(cString(target), view), target);
    }
    const at = (offset: number) => Number(view.getBigUint64(offset, true));
    return {
      bsize: at(0),
      frsize: at(8),
      blocks: at(16),
      bfree: at(24),
      bavail: at(32),
      files: at(40),
      ffree: at(48),
      favail: at(56),
      flag: at(72),
      namemax: at(80),
      fsid: canonical(view.getBigUint64(64, true)),
    };
  }

  getcwd(): Path {
    demand("read", ".");
    for (let size = 1024;; size *= 4) {
      const buffer = new Uint8Array(size);
      if (c.getcwd(buffer, size) !== 0n) return decodePath(buffer.subarray(0, buffer.indexOf(0)));
      if (lastErrno() !== ERRNO.ERANGE) fail();
    }
  }

  chdir(target: Path | number): void {
    if (typeof target === "number") {
      check(c.fchdir(target));
      return;
    }
    demand("read", target);
    check(c.chdir(cString(target)), target);
  }

  umask(mask: number): number {
    return c.umask(mask);
  }

  listxattr(target: Path | number, follow: boolean = true): Path[] {
    const bytes = sized(target, (buffer) => {
      if (typeof target === "number") return c.flistxattr(target, buffer, buffer.length);
      const list = follow ? c.listxattr : c.llistxattr;
      return list(cString(target), buffer, buffer.length);
    });
    const names: Path[] = [];
    for (let start = 0; start < bytes.length;) {
      const end = bytes.indexOf(0, start);
      names.push(decodePath(bytes.subarray(start, end)));
      start = end + 1;
    }
    return names;
  }

  getxattr(target: Path | number, name: Path, follow: boolean = true): Uint8Array {
    const key = cString(name);
    return sized(target, (buffer) => {
      if (typeof target === "number") return c.fgetxattr(target, key, buffer, buffer.length);
      const get = follow ? c.getxattr : c.lgetxattr;
      return get(cString(target), key, buffer, buffer.length);
    });
  }

  setxattr(
    target: Path | number,
    name: Path,
    value: Uint8Array,
    flags: number = 0,
    follow: boolean = true,
  ): void {
    const key = cString(name);
    if (typeof target === "number") {
      check(c.fsetxattr(target, key, value, value.length, flags));
      return;
    }
    demand("write", target);
    const set = follow ? c.setxattr : c.lsetxattr;
    check(set(cString(target), key, value, value.length, flags), target);
  }

  removexattr(target: Path | number, name: Path, follow: boolean = true): void {
    const key = cString(name);
    if (typeof target === "number") {
      check(c.fremovexattr(target, key));
      return;
    }
    demand("write", target);
    check((follow ? c.removexattr : c.lremovexattr)(cString(target), key), target);
  }
}

function canonical(value: bigint): number | bigint {
  return value <= 0x1fffffffffffffn ? Number(value) : value;
}

/** struct linux_dirent64 { u64 ino; i64 off; u16 reclen; u8 type; char name[]; } */
function decodeEntries(
  buffer: Uint8Array,
  view: DataView,
  end: number,
  entries: DirectoryEntry[],
): void {
  for (let at = 0; at < end;) {
    const length = view.getUint16(at + 16, true);
    const name = buffer.subarray(at + 19, buffer.indexOf(0, at + 19));
    const dots = name[0] === 0x2e && (name.length === 1 || name.length === 2 && name[1] === 0x2e);
    if (!dots) {
      const ino = canonical(view.getBigUint64(at, true));
      entries.push({ name: decodePath(name), type: typeOfEntry(buffer[at + 18]), ino });
    }
    at += length;
  }
}

/** Calls with larger and larger buffers until what is asked for fits. */
function sized(target: Path | number, call: (buffer: Uint8Array) => number): Uint8Array {
  const path = typeof target === "number" ? undefined : target;
  if (path !== undefined) demand("read", path);
  for (let size = 256; size <= 65536; size *= 16) {
    const buffer = new Uint8Array(size);
    const n = call(buffer);
    if (n >= 0) return buffer.slice(0, n);
    if (lastErrno() !== ERRNO.ERANGE) fail(path);
  }
  throw new HostError(ERRNO.E2BIG, path);
}
