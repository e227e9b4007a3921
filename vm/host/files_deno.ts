// The file system as Deno gives it, for a process that may not call the C library. What Deno has no
// function for is ENOSYS; its times have milliseconds; a file's name has to be valid UTF-8.

import { ERRNO, HostError, type Path, translate } from "./errno.ts";
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFREG, S_IFSOCK } from "./constants.ts";
import { systemDescriptors } from "./descriptors.ts";
import { textPath } from "./descriptors_deno.ts";
import type { DirectoryEntry, FileSystem, FileSystemStatus, FileTimes } from "./files.ts";
import { allowed, demand } from "./permissions.ts";
import { type FileStatus, fromFileInfo } from "./status.ts";

const W_OK = 2;

/** The part of node:fs that Deno's own interface lacks. */
interface NodeFs {
  lutimesSync(path: string, atime: number, mtime: number): void;
  statfsSync(path: string): {
    bsize: number;
    blocks: number;
    bfree: number;
    bavail: number;
    files: number;
    ffree: number;
  };
  readdirSync(path: string, options: { withFileTypes: true }): NodeEntry[];
}

interface NodeEntry {
  readonly name: string;
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

/** node:fs, loaded by the first who needs it. */
function nodeFs(): NodeFs {
  const process = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } })
    .process;
  const fs = process?.getBuiltinModule?.("node:fs") as NodeFs | undefined;
  if (fs === undefined) throw new HostError(ERRNO.ENOSYS);
  return fs;
}

function read<T>(path: Path, operation: (name: string) => T): T {
  const name = named(path);
  demand("read", path);
  try {
    return operation(name);
  } catch (error) {
    throw translate(error, "--allow-read", path);
  }
}

function write(path: Path, operation: (name: string) => void, path2?: Path): void {
  const name = named(path);
  demand("write", path);
  if (path2 !== undefined) demand("write", path2);
  try {
    operation(name);
  } catch (error) {
    throw translate(error, "--allow-write", path, path2);
  }
}

/** Deno takes the empty path for the current directory; POSIX says that it names nothing. */
function named(path: Path): string {
  if (path.length === 0) throw new HostError(ERRNO.ENOENT, path);
  return textPath(path);
}

function refuseDirFd(dirFd: number | undefined, path: Path): void {
  if (dirFd !== undefined) throw new HostError(ERRNO.ENOTSUP, path);
}

/** For a call on a descriptor that Deno offers for paths only. */
function pathOnly(target: Path | number): Path {
  if (typeof target === "number") throw new HostError(ERRNO.ENOTSUP);
  return target;
}

export class DenoFiles implements FileSystem {
  readonly hasDirFd: boolean;

  constructor() {
    this.hasDirFd = false;
  }

  stat(target: Path | number, follow: boolean = true, dirFd?: number): FileStatus {
    if (typeof target === "number") return systemDescriptors().fstat(target);
    refuseDirFd(dirFd, target);
    return read(target, (name) => {
      return fromFileInfo(follow ? Deno.statSync(name) : Deno.lstatSync(name));
    });
  }

  access(
    path: Path,
    mode: number,
    _effective: boolean = false,
    follow: boolean = true,
    dirFd?: number,
  ): boolean {
    refuseDirFd(dirFd, path);
    if ((mode & W_OK) !== 0 && !allowed("write", path)) return false;
    let status: FileStatus;
    try {
      status = this.stat(path, follow);
    } catch {
      return false; // not there, or not to be looked at
    }
    if (!allowed("sys", "uid") || !allowed("sys", "gid")) return true; // whose files these are is unknown
    const uid = Deno.uid();
    if (uid === null) return true; // a system without such bits
    if (uid === 0) return (mode & 1) === 0 || (status.mode & 0o111) !== 0 || isDirectory(status);
    const shift = status.uid === uid ? 6 : status.gid === Deno.gid() ? 3 : 0;
    return (status.mode >> shift & mode) === mode;
  }

  mkdir(path: Path, mode: number, dirFd?: number): void {
    refuseDirFd(dirFd, path);
    write(path, (name) => Deno.mkdirSync(name, { mode }));
  }

  rmdir(path: Path, dirFd?: number): void {
    refuseDirFd(dirFd, path);
    write(path, (name) => {
      if (!Deno.lstatSync(name).isDirectory) throw new HostError(ERRNO.ENOTDIR, path);
      Deno.removeSync(name);
    });
  }

  unlink(path: Path, dirFd?: number): void {
    refuseDirFd(dirFd, path);
    write(path, (name) => {
      if (Deno.lstatSync(name).isDirectory) throw new HostError(ERRNO.EISDIR, path);
      Deno.removeSync(name);
    });
  }

  rename(from: Path, to: Path, fromDirFd?: number, toDirFd?: number): void {
    refuseDirFd(fromDirFd, from);
    refuseDirFd(toDirFd, to);
    write(from, (name) => Deno.renameSync(name, named(to)), to);
  }

  symlink(target: Path, path: Path, dirFd?: number): void {
    refuseDirFd(dirFd, path);
    // Deno asks for full permissions here, since a link leads out of what is allowed.
    demand("read", "");
    demand("write", "");
    write(path, (name) => Deno.symlinkSync(named(target), name));
  }

  link(from: Path, to: Path, follow: boolean = true, fromDirFd?: number, toDirFd?: number): void {
    refuseDirFd(fromDirFd, from);
    refuseDirFd(toDirFd, to);
    if (follow) from = this.realpath(from);
    demand("read", from);
    write(from, (name) => Deno.linkSync(name, named(to)), to);
  }

  readlink(path: Path, dirFd?: number): Path {
    refuseDirFd(dirFd, path);
    return read(path, (name) => Deno.readLinkSync(name));
  }

  scandir(target: Path | number): DirectoryEntry[] {
    const path = pathOnly(target);
    return read(path, (name) => {
      const entries: DirectoryEntry[] = [];
      for (const entry of Deno.readDirSync(name)) {
        // Deno tells three kinds apart; for the others it says that it is none of them.
        const type = entry.isSymlink
          ? S_IFLNK
          : entry.isDirectory
          ? S_IFDIR
          : entry.isFile
          ? S_IFREG
          : 0;
        entries.push({ name: entry.name, type, ino: 0 });
      }
      if (entries.some((entry) => entry.type === 0)) return precise(name);
      return entries;
    });
  }

  chmod(target: Path | number, mode: number, follow: boolean = true, dirFd?: number): void {
    const path = pathOnly(target);
    refuseDirFd(dirFd, path);
    if (!follow) throw new HostError(ERRNO.ENOTSUP, path);
    write(path, (name) => Deno.chmodSync(name, mode));
  }

  chown(
    target: Path | number,
    uid: number,
    gid: number,
    follow: boolean = true,
    dirFd?: number,
  ): void {
    const path = pathOnly(target);
    refuseDirFd(dirFd, path);
    if (!follow) throw new HostError(ERRNO.ENOTSUP, path);
    write(path, (name) => Deno.chownSync(name, uid === -1 ? null : uid, gid === -1 ? null : gid));
  }

  utime(
    target: Path | number,
    times: FileTimes | null,
    follow: boolean = true,
    dirFd?: number,
  ): void {
    const path = pathOnly(target);
    refuseDirFd(dirFd, path);
    const now = Date.now() / 1000;
    const atime = times === null ? now : times.atimeSec + times.atimeNsec / 1e9;
    const mtime = times === null ? now : times.mtimeSec + times.mtimeNsec / 1e9;
    write(path, (name) => {
      if (follow) Deno.utimeSync(name, atime, mtime);
      else nodeFs().lutimesSync(name, atime, mtime);
    });
  }

  truncate(path: Path, length: number): void {
    if (length < 0) throw new HostError(ERRNO.EINVAL, path);
    write(path, (name) => Deno.truncateSync(name, length));
  }

  mkfifo(path: Path, _mode: number, _dirFd?: number): void {
    throw new HostError(ERRNO.ENOSYS, path);
  }

  mknod(path: Path, _mode: number, _device: number, _dirFd?: number): void {
    throw new HostError(ERRNO.ENOSYS, path);
  }

  statvfs(target: Path | number): FileSystemStatus {
    return read(pathOnly(target), (name) => {
      const found = nodeFs().statfsSync(name);
      return {
        bsize: found.bsize,
        frsize: found.bsize,
        blocks: found.blocks,
        bfree: found.bfree,
        bavail: found.bavail,
        files: found.files,
        ffree: found.ffree,
        favail: found.ffree,
        flag: 0,
        namemax: 255,
        fsid: 0,
      };
    });
  }

  getcwd(): Path {
    return read(".", () => Deno.cwd());
  }

  chdir(target: Path | number): void {
    read(pathOnly(target), (name) => Deno.chdir(name));
  }

  umask(mask: number): number {
    demand("sys", "umask");
    try {
      return Deno.umask(mask);
    } catch (error) {
      throw translate(error, "--allow-sys");
    }
  }

  listxattr(_target: Path | number, _follow?: boolean): Path[] {
    throw new HostError(ERRNO.ENOTSUP);
  }

  getxattr(_target: Path | number, _name: Path, _follow?: boolean): Uint8Array {
    throw new HostError(ERRNO.ENOTSUP);
  }

  setxattr(
    _target: Path | number,
    _name: Path,
    _value: Uint8Array,
    _flags?: number,
    _follow?: boolean,
  ): void {
    throw new HostError(ERRNO.ENOTSUP);
  }

  removexattr(_target: Path | number, _name: Path, _follow?: boolean): void {
    throw new HostError(ERRNO.ENOTSUP);
  }

  private realpath(path: Path): Path {
    return read(path, (name) => Deno.realPathSync(name));
  }
}

function isDirectory(status: FileStatus): boolean {
  return (status.mode & 0o170000) === S_IFDIR;
}

/** A directory with special files in it, whose kinds only Node's interface tells. */
function precise(name: string): DirectoryEntry[] {
  return nodeFs().readdirSync(name, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    type: entry.isSymbolicLink()
      ? S_IFLNK
      : entry.isDirectory()
      ? S_IFDIR
      : entry.isFile()
      ? S_IFREG
      : entry.isFIFO()
      ? S_IFIFO
      : entry.isSocket()
      ? S_IFSOCK
      : entry.isCharacterDevice()
      ? S_IFCHR
      : entry.isBlockDevice()
      ? S_IFBLK
      : 0,
    ino: 0,
  }));
}
