// A code object as `marshal` and .pyc files hold it: the length of its file's name in UTF-8, the name, then the serialised
// code of vm/bytecode, which says nothing of files.

import { deserializeCode, serializeCode } from "../bytecode/serialize.ts";
import type { PyCode } from "../objects/code.ts";

/** In marshal's form, this letter announces a code object; the number of bytes follows. */
export const TYPE_CODE = 0x63;

/** The code object in bytes. */
export function codeToBytes(code: PyCode): Uint8Array {
  const name = new TextEncoder().encode(code.filename);
  const body = serializeCode(code);
  const bytes = new Uint8Array(4 + name.length + body.length);
  new DataView(bytes.buffer).setUint32(0, name.length, true);
  bytes.set(name, 4);
  bytes.set(body, 4 + name.length);
  return bytes;
}

/**
 * The code object in the bytes, which belong to it from here on; under another file name where one is given. `null`
 * where the bytes are damaged or of another version.
 */
export function codeFromBytes(bytes: Uint8Array, filename?: string): PyCode | null {
  if (bytes.length < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const start = 4 + length;
  if (start > bytes.length) return null;
  const name = filename ?? new TextDecoder().decode(bytes.subarray(4, start));
  return deserializeCode(bytes.subarray(start), name);
}
