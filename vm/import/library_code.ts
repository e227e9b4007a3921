// Code of the packaged library: out of the code cache, or compiled and put there.
//
// All of it is in one file of the user's cache folder, a *pack*, which start-up reads at once. A run that had to compile
// something writes the pack anew when it ends, with what it found in it and what it added. An executable carries a pack
// with the whole library, which is never written.
//
// Form of a pack: MAGIC, version, number of entries, then for each entry the length of its key, the key in UTF-8, the
// start and the length of its code; then the codes. Numbers are 32 bits, little-endian.

import { readCached, standardLibrary, writeCached } from "../host/mod.ts";
import { deserializeCode, serializeCode } from "../bytecode/serialize.ts";
import type { PyCode } from "../objects/code.ts";
import type { Interpreter } from "../vm.ts";
import { compileSource } from "./compile_source.ts";
import { codeVersion } from "./version.ts";

const MAGIC = 0x4b50414e; // "NAPK"
const FILE = "library.pack";

/** Codes by key: the path in the library, with the optimisation level where it is not 0. */
class Pack {
  readonly entries: Map<string, Uint8Array>;
  dirty: boolean;

  constructor() {
    this.entries = new Map();
    this.dirty = false;
  }

  /** Takes in the entries of a pack; what is damaged or of another version is passed over. */
  read(bytes: Uint8Array, version: number): void {
    if (bytes.length < 12) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== version) return;
    const count = view.getUint32(8, true);
    const decoder = new TextDecoder();
    let at = 12;
    for (let i = 0; i < count; i++) {
      if (at + 4 > bytes.length) return;
      const length = view.getUint32(at, true);
      if (at + 12 + length > bytes.length) return;
      const key = decoder.decode(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
      const start = view.getUint32(at, true);
      const size = view.getUint32(at + 4, true);
      at += 8;
      if (start + size > bytes.length) return;
      this.entries.set(key, bytes.subarray(start, start + size));
    }
  }

  write(version: number): Uint8Array {
    const encoder = new TextEncoder();
    const keys = [...this.entries.keys()].sort();
    const names = keys.map((k) => encoder.encode(k));
    let start = 12;
    for (const name of names) start += 12 + name.length;
    let total = start;
    for (const k of keys) total += this.entries.get(k)!.length;
    const bytes = new Uint8Array(total);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, MAGIC, true);
    view.setUint32(4, version, true);
    view.setUint32(8, keys.length, true);
    let at = 12;
    keys.forEach((k, i) => {
      const code = this.entries.get(k)!;
      view.setUint32(at, names[i].length, true);
      bytes.set(names[i], at + 4);
      at += 4 + names[i].length;
      view.setUint32(at, start, true);
      view.setUint32(at + 4, code.length, true);
      at += 8;
      bytes.set(code, start);
      start += code.length;
    });
    return bytes;
  }
}

let pack: Pack | undefined;

function currentPack(): Pack {
  if (pack !== undefined) return pack;
  pack = new Pack();
  const bytes = readCached(FILE);
  if (bytes !== null) pack.read(bytes, codeVersion());
  return pack;
}

/** The code of a file of the library, with this file name. */
export function libraryCode(vm: Interpreter, path: string, filename: string): PyCode {
  const { optimize } = vm.config;
  const level = Math.min(optimize, 2);
  const key = level === 0 ? path : `${path}:${level}`;
  const p = currentPack();
  const known = p.entries.get(key);
  if (known !== undefined) {
    const code = deserializeCode(known, filename);
    if (code !== null) return code;
  }
  const code = compileSource(standardLibrary().read(path), filename, "exec", { optimize: level });
  p.entries.set(key, serializeCode(code));
  p.dirty = true;
  return code;
}

/** Writes what was compiled, where there is a place for it; silent where there is none. */
export function saveLibraryCode(): void {
  if (pack === undefined || !pack.dirty) return;
  pack.dirty = false;
  writeCached(FILE, pack.write(codeVersion()));
}
