// The functions behind `cast`, `string_at` and `wstring_at`: they have addresses, because the library makes foreign functions
// of them, but they are ours.

import { foreign } from "../../vm/host/mod.ts";
import { call } from "../../vm/objects/attributes.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { idOf } from "../../vm/objects/identity.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { systemError, typeError, valueError } from "../../vm/objects/raise.ts";
import { PyType, typeOf } from "../../vm/objects/type.ts";
import type { PyCArg } from "./argument.ts";
import { infoOf, keptBy, PyCData } from "./data.ts";
import { bytesAt, wideAt, writeAddress } from "./simple_codes.ts";

/** A function of ours: its converted arguments, and the same as the caller gave them. */
export type Internal = (args: readonly PyCArg[], values: readonly Value[]) => Value;

/** The one that is given an outermost object whose `_objects` it may change. */
function outermost(o: PyCData): PyCData {
  while (o.base !== undefined) o = o.base;
  return o;
}

function cast(args: readonly PyCArg[], values: readonly Value[]): Value {
  const [, source, t] = values;
  const info = infoOf(t);
  const isPointer = info !== undefined &&
    (info.kind === "pointer" || info.kind === "function" ||
      info.kind === "simple" && "sPzUZXO".includes(info.code));
  if (!isPointer) {
    const name = t instanceof PyType ? t.name : typeOf(t).name;
    throw typeError(`cast() argument 2 must be a pointer type, not ${name}`);
  }
  const result = call(t, []) as PyCData;
  // the result keeps what the source keeps, and the source
  if (source instanceof PyCData) {
    keptBy(source);
    const whole = source.objects !== undefined ? source : outermost(source);
    if (whole.objects === undefined || whole.objects === NONE) whole.objects = new PyDict();
    result.objects = whole.objects;
    if (result.objects instanceof PyDict) result.objects.set(idOf(source), source);
  } else if (args[0].obj !== NONE) {
    result.objects = args[0].obj;
  }
  writeAddress(result.memory.view, result.at, args[0].value as number);
  return result;
}

function size(a: PyCArg, maker: string): number {
  const n = Number(a.value);
  if (n < -1) throw systemError(`Negative size passed to ${maker}`);
  return n;
}

function present(a: PyCArg): number {
  const address = Number(a.value);
  if (address === 0) throw valueError("NULL pointer access");
  return address;
}

const FUNCTIONS: readonly Internal[] = [
  cast,
  (args) => bytesAt(present(args[0]), size(args[1], "PyBytes_FromStringAndSize")),
  (args) => wideAt(present(args[0]), size(args[1], "PyUnicode_New")),
];

/** Memory whose addresses stand for the functions. */
let place: foreign.Memory | undefined;

/** The addresses of `cast`, `string_at`, `wstring_at`. */
export function internalAddresses(): readonly number[] {
  place ??= foreign.Memory.allocate(FUNCTIONS.length * 16);
  return FUNCTIONS.map((_, i) => place!.address + i * 16);
}

/** The function of ours that has an address. */
export function internalFunction(address: number): Internal | undefined {
  if (place === undefined || address < place.address) return undefined;
  const index = (address - place.address) / 16;
  return FUNCTIONS[index];
}
