// Files that may be lost: compiled code in `__pycache__` or in the user's cache folder.
//
// Invariant: nothing here fails loudly. What cannot be read is null, what cannot be written is not
// written; a reader sees a whole file or none, because a file is renamed into place.

import { allowed } from "./permissions.ts";
import { getVariable, isStandalone } from "./environment.ts";

let folder: string | null | undefined;

/** The folder of our own in the user's cache, or null where none may be known or used. */
export function cacheFolder(): string | null {
  if (folder !== undefined) return folder;
  const base = getVariable("XDG_CACHE_HOME");
  const home = getVariable("HOME");
  // The specification says that a path which is not absolute is to be ignored.
  if (base !== undefined && base.startsWith("/")) folder = `${base}/najash`;
  else if (home !== undefined && home.startsWith("/")) folder = `${home}/.cache/najash`;
  else folder = null;
  return folder;
}

/** A file of the cache folder, or null. */
export function readCached(name: string): Uint8Array | null {
  const base = cacheFolder();
  return base === null ? null : readOrNull(`${base}/${name}`);
}

/** Puts a file into the cache folder; says whether that was possible. */
export function writeCached(name: string, bytes: Uint8Array): boolean {
  const base = cacheFolder();
  return base !== null && writeAtomically(`${base}/${name}`, bytes);
}

/** A file's contents, or null for whatever reason. */
export function readOrNull(path: string): Uint8Array | null {
  try {
    return allowed("read", path) ? Deno.readFileSync(path) : null;
  } catch {
    return null;
  }
}

/** A file of which parts are read. */
export class PartReader {
  private readonly file: Deno.FsFile;
  readonly size: number;

  private constructor(file: Deno.FsFile, size: number) {
    this.file = file;
    this.size = size;
  }

  /** The file, or null for whatever reason. */
  static open(path: string): PartReader | null {
    try {
      if (!allowed("read", path)) return null;
      const file = Deno.openSync(path);
      return new PartReader(file, file.seekSync(0, Deno.SeekMode.End));
    } catch {
      return null;
    }
  }

  /** The bytes from a position on, or null where there are not so many. */
  read(position: number, length: number): Uint8Array<ArrayBuffer> | null {
    if (position + length > this.size) return null;
    const bytes = new Uint8Array(length);
    try {
      this.file.seekSync(position, Deno.SeekMode.Start);
      for (let done = 0; done < length;) {
        const n = this.file.readSync(bytes.subarray(done));
        if (n === null || n === 0) return null;
        done += n;
      }
      return bytes;
    } catch {
      return null;
    }
  }
}

/** The folder of this checkout's own caches, or null where the program is no checkout on this machine. */
export function checkoutCache(): string | null {
  if (isStandalone()) return null;
  const url = new URL("../../.cache", import.meta.url);
  return url.protocol === "file:" ? decodeURIComponent(url.pathname) : null;
}

/** The path of a file that this executable carries beside its bundle, or null where this is no executable. */
export function carriedFile(name: string): string | null {
  if (!isStandalone()) return null;
  return decodeURIComponent(new URL(`../../.cache/bundle/${name}`, import.meta.url).pathname);
}

let written = 0;

/** Writes a file under another name beside its place and renames it, making folders as needed. */
export function writeAtomically(path: string, bytes: Uint8Array, mode: number = 0o666): boolean {
  if (!allowed("write", path)) return false;
  const temporary = `${path}.${Deno.pid}.${written++}`;
  try {
    try {
      Deno.writeFileSync(temporary, bytes, { createNew: true, mode });
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) return false;
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeFileSync(temporary, bytes, { createNew: true, mode });
    }
    Deno.renameSync(temporary, path);
    return true;
  } catch {
    try {
      Deno.removeSync(temporary);
    } catch {
      // it was never made
    }
    return false;
  }
}
