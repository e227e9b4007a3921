// Reading and writing C values of any type in memory: what fields, items and pointers have in common.

import { foreign } from "../../vm/host/mod.ts";
import { call } from "../../vm/objects/attributes.ts";
import { asException, exceptionTypes, newException } from "../../vm/objects/exceptions.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { strText } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { isInstance, type PyType, typeOf } from "../../vm/objects/type.ts";
import {
  checkMemory,
  type CType,
  dataAt,
  infoOf,
  keepRef,
  keptBy,
  PyCData,
  type TypeInfo,
  type Writer,
} from "./data.ts";
import { writeAddress } from "./simple_codes.ts";

/** A direct subclass of `_SimpleCData` is read as a Python value, a subclass of such a class as an object. */
export function readsAsValue(t: CType, info: TypeInfo): boolean {
  return info.read !== undefined && (info.kind !== "simple" || !(infoOf(t.base!) !== undefined));
}

/** The value of type `t` in a part of `base`. */
export function getValue(t: CType, base: PyCData, index: number, at: number): Value {
  const info = t.info!;
  checkMemory(base);
  if (readsAsValue(t, info)) return info.read!(base.memory.view, at, info.size);
  return dataAt(t, base.memory, at, base, index);
}

/** Writes `v` as a value of type `t`; gives what has to be kept. */
export function store(
  t: CType,
  write: Writer | undefined,
  view: DataView,
  at: number,
  v: Value,
  size: number,
): Value | undefined {
  if (write !== undefined) return write(view, at, v, size);
  const info = t.info!;
  if (!(v instanceof PyCData)) {
    if (info.write !== undefined) return info.write(view, at, v, size);
    if (v instanceof PyTuple) {
      let made: Value;
      try {
        made = call(t, [...v.items]);
      } catch (e) {
        throw extended("RuntimeError", e, `(${t.name}) `);
      }
      return store(t, undefined, view, at, made, size);
    }
    if (info.kind === "pointer" && v === NONE) {
      writeAddress(view, at, 0);
      return undefined;
    }
    throw typeError(`expected ${t.name} instance, got ${typeOf(v).name}`);
  }
  if (isInstance(v, t)) {
    checkMemory(v);
    new Uint8Array(view.buffer, view.byteOffset + at, size).set(
      v.memory.bytes.subarray(v.at, v.at + size),
    );
    return keptBy(v);
  }
  const source = infoOf(v.cls)!;
  if (info.kind === "pointer" && source.kind === "array" && sameItem(source.item!, info.item)) {
    writeAddress(view, at, v.address);
    return new PyTuple([keptBy(v), v]);
  }
  throw typeError(`incompatible types, ${typeOf(v).name} instance instead of ${t.name} instance`);
}

function sameItem(a: CType, b: CType | undefined): boolean {
  return b !== undefined && a.isSubtype(b);
}

/** Writes `v` to a part of `target` and keeps alive what it refers to. */
export function setValue(
  target: PyCData,
  t: CType,
  write: Writer | undefined,
  v: Value,
  index: number,
  at: number,
  size: number,
): void {
  checkMemory(target);
  keepRef(target, index, store(t, write, target.memory.view, at, v, size));
}

/** An exception that tells of another one: "(Point) TypeError: too many initializers". */
export function extended(type: string | PyType, e: unknown, prefix: string): Value {
  const inner = asException(e);
  const t = typeof type === "string" ? exceptionTypes.get(type)! : type;
  const text = `${prefix}${inner.cls.name}: ${strText(inner)}`;
  return newException(t, [strFromUtf16(text)]);
}

/** Memory of its own with the same content. */
export function copiedMemory(bytes: Uint8Array): { memory: foreign.Memory; at: number } {
  const at = foreign.take(bytes.length);
  foreign.taken.bytes.set(bytes, at);
  return { memory: foreign.taken, at };
}
