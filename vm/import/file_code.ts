// Code of source files: out of `__pycache__`, or compiled and put there, as importlib's SourceLoader does it.
//
// The files have importlib's own form (magic number, flags, then time and size of the source, or its hash), a tag of
// ours in their names and our own code behind the header. What is damaged, old or of another version is passed over in
// silence; what cannot be written where it belongs goes into the user's cache, and where that fails too, nowhere.

import { cacheFolder, readFile, readOrNull, writeAtomically } from "../host/mod.ts";
import type { FileStatus } from "../host/mod.ts";
import type { PyCode } from "../objects/code.ts";
import { NONE, type Value } from "../objects/object.ts";
import { call, getAttr } from "../objects/attributes.ts";
import { truth } from "../objects/compare.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../objects/str.ts";
import type { Interpreter } from "../vm.ts";
import { codeFromBytes, codeToBytes, TYPE_CODE } from "./code_bytes.ts";
import { compileSource } from "./compile_source.ts";
import { codeVersion } from "./version.ts";

/** `sys.implementation.cache_tag` */
export const CACHE_TAG = "najash-313";

let magic: Uint8Array<ArrayBuffer> | undefined;

/** `importlib.util.MAGIC_NUMBER`: two bytes that say the version, then what text mode would spoil. */
export function magicNumber(): Uint8Array<ArrayBuffer> {
  if (magic === undefined) {
    const version = codeVersion();
    magic = new Uint8Array([version ^ version >>> 16, version >>> 8 ^ version >>> 24, 13, 10]);
  }
  return magic;
}

const HEADER = 16;
const HASH_BASED = 1;

/** The name of the compiled form of a source. */
function cacheName(vm: Interpreter, file: string): string {
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  const level = vm.config.optimize;
  return `${name}.${CACHE_TAG}${level === 0 ? "" : `.opt-${level}`}.pyc`;
}

/**
 * Where the compiled form of a source may be, the best place first: where it belongs
 * (`importlib.util.cache_from_source`), then the user's cache, for sources in folders that cannot be written.
 */
function cachePaths(vm: Interpreter, file: string): string[] {
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  const name = cacheName(vm, file);
  const prefix = vm.sysAttribute("pycache_prefix");
  if (prefix !== undefined && isStr(prefix)) return [`${utf16(strOf(prefix)!)}${folder}${name}`];
  const paths = [`${folder}__pycache__/${name}`];
  const user = cacheFolder();
  if (user !== null) paths.push(`${user}/pycache${folder}${name}`);
  return paths;
}

/** The code of a source file, whose status is known. */
export function fileCode(vm: Interpreter, file: string, status: FileStatus): PyCode {
  const paths = file.startsWith("/") ? cachePaths(vm, file) : [];
  const mtime = status.mtimeSec >>> 0;
  const size = status.size >>> 0;
  for (const cache of paths) {
    const bytes = readOrNull(cache);
    if (bytes === null || bytes.length <= HEADER || !sameMagic(bytes)) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const flags = view.getUint32(4, true);
    if (flags === 0) {
      if (view.getUint32(8, true) === mtime && view.getUint32(12, true) === size) {
        const code = unmarshal(bytes.subarray(HEADER), file);
        if (code !== null) return code;
      }
    } else if ((flags & ~3) === 0 && (flags & HASH_BASED) !== 0) {
      return slowCode(vm, file);
    }
  }
  const source = readFile(file);
  const code = compileSource(source, file, "exec", { optimize: vm.config.optimize });
  const dont = vm.sysAttribute("dont_write_bytecode");
  if (paths.length > 0 && (dont === undefined || !truth(dont))) {
    const payload = codeToBytes(code);
    const bytes = new Uint8Array(HEADER + 5 + payload.length);
    const view = new DataView(bytes.buffer);
    bytes.set(magicNumber());
    view.setUint32(8, mtime, true);
    view.setUint32(12, size, true);
    bytes[HEADER] = TYPE_CODE;
    view.setUint32(HEADER + 1, payload.length, true);
    bytes.set(payload, HEADER + 5);
    const mode = (status.mode | 0o200) & 0o666;
    paths.some((path) => writeAtomically(path, bytes, mode));
  }
  return code;
}

function unmarshal(bytes: Uint8Array, file: string): PyCode | null {
  if (bytes.length < 5 || bytes[0] !== TYPE_CODE) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(1, true);
  if (length !== bytes.length - 5) return null;
  return codeFromBytes(bytes.subarray(5), file);
}

function sameMagic(bytes: Uint8Array): boolean {
  const m = magicNumber();
  return bytes[0] === m[0] && bytes[1] === m[1] && bytes[2] === m[2] && bytes[3] === m[3];
}

/** importlib's own way: for files that are valid by the hash of their source. */
function slowCode(vm: Interpreter, file: string): PyCode {
  const loader = call(getAttr(vm.importer.externalModule!, "SourceFileLoader"), [
    NONE,
    strFromUtf16(file),
  ]);
  return call(getAttr(loader, "get_code"), [NONE as Value]) as PyCode;
}
