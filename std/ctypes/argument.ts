// What a foreign function is passed: a C value with its type, as `byref` and `from_param` make it.

import type { foreign } from "../../vm/host/mod.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { address } from "../../vm/objects/identity.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";

/** A parameter that is ready to be passed. */
export class PyCArg extends PyObject {
  /** The letter of the type; "V" is a struct. */
  tag: string = "V";
  native: foreign.NativeType = "i32";
  /** As the call takes it; an address for what is a pointer. */
  value: number | bigint | Uint8Array<ArrayBuffer> = 0;
  /** What has to live until the call is over. */
  obj: Value = NONE;
}

/** A new parameter. */
export function newArgument(
  tag: string,
  native: foreign.NativeType,
  value: number | bigint | Uint8Array<ArrayBuffer>,
  obj: Value = NONE,
): PyCArg {
  const a = new PyCArg();
  a.tag = tag;
  a.native = native;
  a.value = value;
  a.obj = obj;
  return a;
}

function hex(n: number | bigint): string {
  return "0x" + BigInt(n).toString(16);
}

/** `repr` of a parameter. */
export function argumentRepr(a: PyCArg): string {
  const { tag, value } = a;
  const head = `<cparam '${tag}'`;
  if ("bBhHiIlLqQ".includes(tag)) return `${head} (${value})>`;
  if (tag === "d" || tag === "f") return `${head} (${repr(new PyFloat(value as number))})>`;
  if (tag === "c") {
    const n = Number(value) & 0xff;
    const isPlain = n >= 32 && n < 127 && n !== 39 && n !== 92;
    const text = isPlain ? String.fromCharCode(n) : `\\x${n.toString(16).padStart(2, "0")}`;
    return `${head} ('${text}')>`;
  }
  if ("zZP".includes(tag)) return `${head} (${hex(value as number)})>`;
  return `${head} at ${address(a)}>`;
}
