// Code of the packaged library: out of the code cache, or compiled and put there.
//
// It is in files called *packs*: an executable carries one with all of the library, a checkout has one in `.cache`, and
// what is in neither is in the user's cache folder. Of a pack only the index is read, and then each code as it is asked
// for. A run that had to compile something writes the pack anew when it ends, with what was in it and what is new; where
// it may not, nothing is lost but time.
//
// Form of a pack: MAGIC, version, length of the index; the index, which is for each code its key in a line, and the
// start and the length; then the codes. Numbers are 32 bits, little-endian.

import {
  cacheFolder,
  carriedFile,
  checkoutCache,
  PartReader,
  standardLibrary,
  writeAtomically,
} from "../host/mod.ts";
import { deserializeCode, serializeCode } from "../bytecode/serialize.ts";
import type { PyCode } from "../objects/code.ts";
import type { Interpreter } from "../vm.ts";
import { compileSource } from "./compile_source.ts";
import { codeVersion, hash, RELEASE_VERSION } from "./version.ts";

const MAGIC = 0x4b50414e; // "NAPK"
const HEADER = 12;
const FILE = "library.pack";

interface Place {
  readonly start: number;
  readonly length: number;
}

/** A pack as it was found. */
class Pack {
  private readonly reader: PartReader;
  readonly index: Map<string, Place>;

  private constructor(reader: PartReader, index: Map<string, Place>) {
    this.reader = reader;
    this.index = index;
  }

  /** The pack in a file, or `undefined` where there is none of this version that can be read. */
  static open(path: string, version: number): Pack | undefined {
    const reader = PartReader.open(path);
    const header = reader?.read(0, HEADER);
    if (reader === null || header === undefined || header === null) return undefined;
    const view = new DataView(header.buffer);
    if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== version) return undefined;
    const bytes = reader.read(HEADER, view.getUint32(8, true));
    if (bytes === null) return undefined;
    const index = new Map<string, Place>();
    for (const line of new TextDecoder().decode(bytes).split("\n")) {
      const [key, start, length] = line.split("\t");
      if (length !== undefined) index.set(key, { start: +start, length: +length });
    }
    return new Pack(reader, index);
  }

  get(key: string): Uint8Array | undefined {
    const place = this.index.get(key);
    return place === undefined
      ? undefined
      : this.reader.read(place.start, place.length) ?? undefined;
  }
}

/** The bytes of a pack with these codes. */
function buildPack(codes: ReadonlyMap<string, Uint8Array>, version: number): Uint8Array {
  const keys = [...codes.keys()].sort();
  // the places depend on the length of the index, and that on the number of their digits: they are padded
  const digits = 8;
  const sample = keys.map((k) => `${k}\t${"0".repeat(digits)}\t${"0".repeat(digits)}`).join("\n");
  const indexLength = new TextEncoder().encode(sample).length;
  let at = HEADER + indexLength;
  const lines: string[] = [];
  for (const k of keys) {
    const { length } = codes.get(k)!;
    lines.push(
      `${k}\t${String(at).padStart(digits, "0")}\t${String(length).padStart(digits, "0")}`,
    );
    at += length;
  }
  const bytes = new Uint8Array(at);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, version, true);
  view.setUint32(8, indexLength, true);
  bytes.set(new TextEncoder().encode(lines.join("\n")), HEADER);
  at = HEADER + indexLength;
  for (const k of keys) {
    bytes.set(codes.get(k)!, at);
    at += codes.get(k)!.length;
  }
  return bytes;
}

/** Where packs may be that a run can write, the best place first. */
function places(): string[] {
  const found: string[] = [];
  for (const folder of [checkoutCache(), cacheFolder()]) {
    if (folder !== null) found.push(`${folder}/${FILE}`);
  }
  return found;
}

/** The pack that an executable carries; it is never written. */
let carried: Pack | undefined;
/** The pack of earlier runs. */
let pack: Pack | undefined;
let searched = false;
const fresh: Map<string, Uint8Array> = new Map();

function find(key: string): Uint8Array | undefined {
  return fresh.get(key) ?? earlier()?.get(key);
}

/** Code that the executable carries: it is of this version, and whole. */
function findCarried(key: string): Uint8Array | undefined {
  if (!searched) {
    searched = true;
    const path = carriedFile(FILE);
    if (path !== null) carried = Pack.open(path, RELEASE_VERSION);
  }
  return carried?.get(key);
}

let sought = false;

function earlier(): Pack | undefined {
  if (!sought) {
    sought = true;
    for (const path of places()) {
      pack = Pack.open(path, codeVersion());
      if (pack !== undefined) break;
    }
  }
  return pack;
}

function keyOf(path: string, level: number): string {
  const key = level === 0 ? path : `${path}:${level}`;
  // the zip is of a fixed version, what was added to it is not
  const text = standardLibrary().addedText(path);
  return text === undefined ? key : `${key}:${hash(text).toString(16)}`;
}

/** The code of a file of the library, with this file name. */
export function libraryCode(vm: Interpreter, path: string, filename: string): PyCode {
  const level = Math.min(vm.config.optimize, 2);
  const key = keyOf(path, level);
  const own = findCarried(key);
  if (own !== undefined) return deserializeCode(own, filename, true)!;
  const known = find(key);
  if (known !== undefined) {
    const code = deserializeCode(known, filename);
    if (code !== null) return code;
  }
  const code = compileSource(standardLibrary().read(path), filename, "exec", { optimize: level });
  fresh.set(key, serializeCode(code));
  return code;
}

/** Writes what was compiled, where there is a place for it; silent where there is none. */
export function saveLibraryCode(): void {
  if (fresh.size === 0) return;
  const codes = new Map(fresh);
  fresh.clear();
  const old = earlier();
  for (const key of old?.index.keys() ?? []) {
    const code = codes.has(key) ? undefined : old!.get(key);
    if (code !== undefined) codes.set(key, code);
  }
  const bytes = buildPack(codes, codeVersion());
  for (const path of places()) if (writeAtomically(path, bytes)) return;
}

/** A pack of the whole library, for an executable to carry. */
export function packLibrary(): Uint8Array {
  const codes = new Map<string, Uint8Array>();
  for (const path of standardLibrary().names()) {
    if (!path.endsWith(".py")) continue;
    const code = compileSource(standardLibrary().read(path), path, "exec", { optimize: 0 });
    codes.set(keyOf(path, 0), serializeCode(code));
  }
  return buildPack(codes, RELEASE_VERSION);
}
