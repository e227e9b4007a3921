// How values of C types are passed by value: Deno's names of types, and the JavaScript values for them.

import { foreign } from "../../vm/host/mod.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { canonical } from "../../vm/objects/core/int_core.ts";
import { newArgument, type PyCArg } from "./argument.ts";
import type { CType, PyCData, TypeInfo } from "./data.ts";
import { bytesAt, readAddress, wideAt } from "./simple_codes.ts";

/** What stands in a struct at an offset, as far as passing goes. */
interface Leaf {
  readonly offset: number;
  readonly native: string;
  readonly size: number;
}

function leaves(info: TypeInfo, offset: number, out: Leaf[]): void {
  if (info.kind === "array") {
    const item = info.item!.info!;
    for (let i = 0; i < info.length; i++) leaves(item, offset + i * item.size, out);
  } else if (info.kind === "struct" || info.kind === "union") {
    for (const p of info.parts) leaves(p.type.info!, offset + p.offset, out);
  } else {
    const native = info.kind === "simple" ? info.native : "pointer";
    if (native === undefined) throw typeError("long double cannot be passed in a struct");
    out.push({ offset, native: native as string, size: info.size });
  }
}

/**
 * A struct or union as Deno passes it. Up to 16 bytes its eight-byte parts travel in registers, integers or floats by what
 * stands in them; longer ones travel in memory, where only the size counts.
 */
function aggregate(info: TypeInfo): foreign.NativeType {
  const found: Leaf[] = [];
  leaves(info, 0, found);
  const fields: string[] = [];
  if (info.size > 16) {
    const unit = info.align >= 8 ? 8 : info.align >= 4 ? 4 : info.align >= 2 ? 2 : 1;
    for (let i = 0; i < info.size / unit; i++) fields.push("u" + unit * 8);
  } else {
    for (let part = 0; part < info.size; part += 8) {
      const inside = found.filter((l) => l.offset < part + 8 && l.offset + l.size > part);
      const left = Math.min(8, info.size - part);
      if (inside.length > 0 && inside.every((l) => l.native === "f32" || l.native === "f64")) {
        if (inside.some((l) => l.native === "f64")) fields.push("f64");
        else for (let i = 0; i < left; i += 4) fields.push("f32");
        continue;
      }
      const unit = Math.min(info.align, 8);
      if (left % unit === 0) { for (let i = 0; i < left; i += unit) fields.push("u" + unit * 8); }
    }
  }
  return { struct: fields } as unknown as foreign.NativeType;
}

/** How values of a class are passed. */
export function nativeTypeOf(t: CType): foreign.NativeType {
  const info = t.info!;
  switch (info.kind) {
    case "simple":
      if (info.native === undefined) throw typeError("long double cannot be passed");
      return info.native;
    case "struct":
    case "union":
      return info.native ??= aggregate(info);
    default:
      return "pointer";
  }
}

/** An object as a parameter. */
export function nativeOf(o: PyCData): PyCArg {
  const t = o.cls as CType;
  const info = t.info!;
  const { view } = o.memory;
  const { at } = o;
  switch (info.kind) {
    case "struct":
    case "union":
      return newArgument("V", nativeTypeOf(t), o.bytes().slice(), o);
    case "array":
      return newArgument("P", "pointer", o.address, o);
    case "pointer":
    case "function":
      return newArgument("P", "pointer", readAddress(view, at), o);
  }
  if (info.native === undefined) return newArgument(info.code, "void" as foreign.NativeType, 0, o);
  return newArgument(info.code, info.native, rawValue(info.native as string, view, at), o);
}

/** Reads what a call takes for a native type. */
function rawValue(native: string, view: DataView, at: number): number | bigint {
  switch (native) {
    case "i8":
      return view.getInt8(at);
    case "u8":
      return view.getUint8(at);
    case "i16":
      return view.getInt16(at, true);
    case "u16":
      return view.getUint16(at, true);
    case "i32":
      return view.getInt32(at, true);
    case "u32":
      return view.getUint32(at, true);
    case "i64":
      return canonical(view.getBigInt64(at, true));
    case "u64":
      return canonical(view.getBigUint64(at, true));
    case "f32":
      return view.getFloat32(at, true);
    case "f64":
      return view.getFloat64(at, true);
    default:
      return readAddress(view, at);
  }
}

/** Writes what a call gives back (or a callback is given) to memory. */
export function writeNative(
  native: foreign.NativeType,
  view: DataView,
  at: number,
  v: unknown,
): void {
  switch (native) {
    case "i8":
    case "u8":
      view.setUint8(at, v as number);
      break;
    case "i16":
    case "u16":
      view.setUint16(at, v as number, true);
      break;
    case "i32":
    case "u32":
      view.setUint32(at, v as number, true);
      break;
    case "i64":
    case "u64":
      view.setBigUint64(at, BigInt.asUintN(64, BigInt(v as bigint)), true);
      break;
    case "f32":
      view.setFloat32(at, v as number, true);
      break;
    case "f64":
      view.setFloat64(at, v as number, true);
      break;
    case "pointer":
      view.setBigUint64(
        at,
        BigInt(foreign.addressOf(v as Parameters<typeof foreign.addressOf>[0])),
        true,
      );
      break;
    default: {
      const bytes = v as Uint8Array;
      new Uint8Array(view.buffer, view.byteOffset + at, bytes.length).set(bytes);
    }
  }
}

/** What the call takes for a parameter. */
export function passed(a: PyCArg): unknown {
  if (a.native === "pointer") return foreign.pointerOf(a.value as number);
  return a.value;
}

/** What a call gives back, as the Python value of a simple type; `undefined` where it goes through memory. */
export function quickResult(code: string, v: unknown): Value | undefined {
  switch (code) {
    case "b":
    case "B":
    case "h":
    case "H":
    case "i":
    case "I":
      return v as number;
    case "l":
    case "L":
    case "q":
    case "Q":
      return canonical(v as bigint);
    case "d":
    case "f":
      return new PyFloat(v as number);
    case "?":
      return ((v as number) & 0xff) !== 0;
    case "c":
      return new PyBytes(Uint8Array.of(v as number));
    case "z":
    case "Z":
    case "P": {
      const address = foreign.addressOf(v as Parameters<typeof foreign.addressOf>[0]);
      if (address === 0) return NONE;
      return code === "z" ? bytesAt(address) : code === "Z" ? wideAt(address) : address;
    }
  }
  return undefined;
}
