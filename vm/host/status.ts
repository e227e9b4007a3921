// What stat says of a file, in one shape whether the C library or Deno was asked.
//
// Times are two numbers, seconds and nanoseconds within the second: a double cannot hold the nanoseconds
// of today, and a bigint for each of four times would cost more than the call. Numbers that may pass
// 2^53 (an inode, a device) are bigint only where they do.

import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFREG, S_IFSOCK } from "./constants.ts";

export class FileStatus {
  readonly mode: number;
  readonly ino: number | bigint;
  readonly dev: number | bigint;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly blksize: number;
  readonly blocks: number;
  readonly rdev: number | bigint;
  readonly atimeSec: number;
  readonly atimeNsec: number;
  readonly mtimeSec: number;
  readonly mtimeNsec: number;
  readonly ctimeSec: number;
  readonly ctimeNsec: number;

  constructor(
    mode: number,
    ino: number | bigint,
    dev: number | bigint,
    nlink: number,
    uid: number,
    gid: number,
    size: number,
    blksize: number,
    blocks: number,
    rdev: number | bigint,
    atimeSec: number,
    atimeNsec: number,
    mtimeSec: number,
    mtimeNsec: number,
    ctimeSec: number,
    ctimeNsec: number,
  ) {
    this.mode = mode;
    this.ino = ino;
    this.dev = dev;
    this.nlink = nlink;
    this.uid = uid;
    this.gid = gid;
    this.size = size;
    this.blksize = blksize;
    this.blocks = blocks;
    this.rdev = rdev;
    this.atimeSec = atimeSec;
    this.atimeNsec = atimeNsec;
    this.mtimeSec = mtimeSec;
    this.mtimeNsec = mtimeNsec;
    this.ctimeSec = ctimeSec;
    this.ctimeNsec = ctimeNsec;
  }
}

/** The bytes of `struct statx`, which is the same on every architecture. */
export const STATX_SIZE = 256;

/** statx's mask for everything that the older calls give. */
export const STATX_BASIC = 0x7ff;

function unsigned64(view: DataView, at: number): number | bigint {
  const high = view.getUint32(at + 4, true);
  if (high < 0x200000) return high * 0x100000000 + view.getUint32(at, true);
  return view.getBigUint64(at, true);
}

function signed64(view: DataView, at: number): number {
  return view.getInt32(at + 4, true) * 0x100000000 + view.getUint32(at, true);
}

/** A device number out of its two halves, packed as glibc's makedev does. */
export function makeDevice(major: number, minor: number): number | bigint {
  const low = ((major & 0xfff) << 8 | (minor & 0xff)) >>> 0;
  const middle = (minor >>> 8) * 0x100000; // may pass 32 bits
  if (major < 0x1000) return middle + low;
  return BigInt(major >>> 12) << 44n | BigInt(middle + low);
}

/** Reads what statx wrote. */
export function decodeStatx(view: DataView): FileStatus {
  return new FileStatus(
    view.getUint16(28, true),
    unsigned64(view, 32),
    makeDevice(view.getUint32(136, true), view.getUint32(140, true)),
    view.getUint32(16, true),
    view.getUint32(20, true),
    view.getUint32(24, true),
    signed64(view, 40),
    view.getUint32(4, true),
    signed64(view, 48),
    makeDevice(view.getUint32(128, true), view.getUint32(132, true)),
    signed64(view, 64),
    view.getUint32(72, true),
    signed64(view, 112),
    view.getUint32(120, true),
    signed64(view, 96),
    view.getUint32(104, true),
  );
}

function seconds(date: Date | null | undefined): number {
  return date ? Math.floor(date.getTime() / 1000) : 0;
}

function nanoseconds(date: Date | null | undefined): number {
  return date ? (((date.getTime() % 1000) + 1000) % 1000) * 1000000 : 0;
}

/** The type bits of a Deno file description, for systems on which it has no mode. */
export function typeBits(info: Deno.FileInfo): number {
  if (info.isSymlink) return S_IFLNK;
  if (info.isDirectory) return S_IFDIR;
  if (info.isFifo) return S_IFIFO;
  if (info.isSocket) return S_IFSOCK;
  if (info.isCharDevice) return S_IFCHR;
  if (info.isBlockDevice) return S_IFBLK;
  return S_IFREG;
}

/** What Deno says of a file. Its times have milliseconds. */
export function fromFileInfo(info: Deno.FileInfo): FileStatus {
  const changed = (info as { ctime?: Date | null }).ctime ?? info.mtime;
  const type = typeBits(info);
  return new FileStatus(
    info.mode !== null ? type | info.mode & 0o7777 : type | (type === S_IFDIR ? 0o755 : 0o644),
    info.ino ?? 0,
    info.dev,
    info.nlink ?? 1,
    info.uid ?? 0,
    info.gid ?? 0,
    info.size,
    info.blksize ?? 4096,
    info.blocks ?? 0,
    info.rdev ?? 0,
    seconds(info.atime),
    nanoseconds(info.atime),
    seconds(info.mtime),
    nanoseconds(info.mtime),
    seconds(changed),
    nanoseconds(changed),
  );
}
