// The file system by path, as an interface with two ways behind it (see descriptors.ts): the C library
// where FFI is allowed, Deno's functions elsewhere.
//
// Conventions:
// - A path, in and out, is text, or bytes where the name is not valid UTF-8.
// - Where POSIX has a call for a descriptor too, the target may be a number.
// - `dirFd` is the descriptor of the directory that a relative path starts from. Deno knows no such
//   thing: `hasDirFd` says whether it may be given.

import { ERRNO, HostError, type Path, translate } from "./errno.ts";
import { hasLibc } from "./libc.ts";
import type { FileStatus } from "./status.ts";
import { LibcFiles } from "./files_libc.ts";
import { DenoFiles } from "./files_deno.ts";
import { demand } from "./permissions.ts";

/** A name in a directory. `type` holds the S_IF… bits, or 0 where the file system does not say. */
export interface DirectoryEntry {
  readonly name: Path;
  readonly type: number;
  readonly ino: number | bigint;
}

/** Access and modification time, each in seconds and nanoseconds. */
export interface FileTimes {
  readonly atimeSec: number;
  readonly atimeNsec: number;
  readonly mtimeSec: number;
  readonly mtimeNsec: number;
}

/** What statvfs says, in the order of `os.statvfs_result`, and the identification. */
export interface FileSystemStatus {
  readonly bsize: number;
  readonly frsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
  readonly favail: number;
  readonly flag: number;
  readonly namemax: number;
  readonly fsid: number | bigint;
}

export interface FileSystem {
  readonly hasDirFd: boolean;
  stat(target: Path | number, follow?: boolean, dirFd?: number): FileStatus;
  /** `mode` is made of R_OK 4, W_OK 2, X_OK 1. What Deno does not permit is not accessible: no refusal. */
  access(path: Path, mode: number, effective?: boolean, follow?: boolean, dirFd?: number): boolean;
  mkdir(path: Path, mode: number, dirFd?: number): void;
  rmdir(path: Path, dirFd?: number): void;
  unlink(path: Path, dirFd?: number): void;
  /** Replaces the target where it exists. */
  rename(from: Path, to: Path, fromDirFd?: number, toDirFd?: number): void;
  symlink(target: Path, path: Path, dirFd?: number): void;
  link(from: Path, to: Path, follow?: boolean, fromDirFd?: number, toDirFd?: number): void;
  readlink(path: Path, dirFd?: number): Path;
  /** All names but `.` and `..`, in the order of the file system. */
  scandir(target: Path | number): DirectoryEntry[];
  chmod(target: Path | number, mode: number, follow?: boolean, dirFd?: number): void;
  chown(target: Path | number, uid: number, gid: number, follow?: boolean, dirFd?: number): void;
  /** Sets the times, or the present time for null. */
  utime(target: Path | number, times: FileTimes | null, follow?: boolean, dirFd?: number): void;
  truncate(path: Path, length: number): void;
  mkfifo(path: Path, mode: number, dirFd?: number): void;
  mknod(path: Path, mode: number, device: number, dirFd?: number): void;
  statvfs(target: Path | number): FileSystemStatus;
  getcwd(): Path;
  chdir(target: Path | number): void;
  /** Sets the mask, says what it was. */
  umask(mask: number): number;
  listxattr(target: Path | number, follow?: boolean): Path[];
  getxattr(target: Path | number, name: Path, follow?: boolean): Uint8Array;
  setxattr(
    target: Path | number,
    name: Path,
    value: Uint8Array,
    flags?: number,
    follow?: boolean,
  ): void;
  removexattr(target: Path | number, name: Path, follow?: boolean): void;
}

let files: FileSystem | undefined;

/** This process's file system. Which way it goes is decided at the first call. */
export function systemFiles(): FileSystem {
  return files ??= hasLibc() ? new LibcFiles() : new DenoFiles();
}

/** The whole contents of a file: the fast way, for those who want no descriptor. */
export function readFile(path: string): Uint8Array {
  if (path === "") throw new HostError(ERRNO.ENOENT, path);
  demand("read", path);
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    throw translate(error, "--allow-read", path);
  }
}
