// Files that may be lost: compiled code in `__pycache__` or in the user's cache folder.
//
// Invariant: nothing here fails loudly. What cannot be read is null, what cannot be written is not
// written; a reader sees a whole file or none, because a file is renamed into place.

import { allowed } from "./permissions.ts";
import { getVariable } from "./environment.ts";

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
