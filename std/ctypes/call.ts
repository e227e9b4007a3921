// The general way of calling a foreign function: arguments are converted as the signature says, or by what they are.

import { foreign } from "../../vm/host/mod.ts";
import { call, callMethod, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { intOf } from "../../vm/objects/int.ts";
import { type KwNames, NONE, type Value } from "../../vm/objects/object.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { isStr, pointsOf, strOf } from "../../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../../vm/objects/tuple.ts";
import { PyType } from "../../vm/objects/type.ts";
import { ModuleException } from "../module_exception.ts";
import { newArgument, PyCArg } from "./argument.ts";
import { type CType, infoOf, newData, PyCData } from "./data.ts";
import { keptErrno, swapErrno } from "./errno.ts";
import { FUNCFLAG_USE_ERRNO } from "./flags.ts";
import type { PyCFunction } from "./function.ts";
import { internalFunction } from "./internal.ts";
import { nativeOf, nativeTypeOf, passed, quickResult, writeNative } from "./natives.ts";
import { bytesAddress, objectAt, readAddress, wideText } from "./simple_codes.ts";
import { makeStub, WARM } from "./stub.ts";
import { extended, readsAsValue } from "./values.ts";

/** `ctypes.ArgumentError` */
export const ARGUMENT_ERROR: ModuleException = new ModuleException("ctypes", "ArgumentError", [
  "Exception",
]);

/** The most arguments that a call has. */
export const MAX_ARGUMENTS = 1024;

/** A function bound to one signature. */
export interface Bound {
  readonly f: foreign.Foreign;
  readonly result: foreign.NativeResultType;
}

/** Converts an argument by what it is. */
export function convert(v: Value, index: number): PyCArg {
  if (v instanceof PyCArg) return v;
  if (v instanceof PyCData) return nativeOf(v);
  if (v === NONE) return newArgument("P", "pointer", 0);
  const n = intOf(v);
  if (n !== undefined) {
    if (typeof n === "bigint" && (n >= 1n << 64n || n < -(1n << 63n))) {
      throw overflowError("int too long to convert");
    }
    const small = typeof n === "number" ? n | 0 : Number(BigInt.asIntN(32, n));
    return newArgument("i", "i32", small);
  }
  if (v instanceof PyBytes) return newArgument("z", "pointer", bytesAddress(v), v);
  if (isStr(v)) {
    const text = wideText(pointsOf(strOf(v)!));
    return newArgument("Z", "pointer", text.address, text);
  }
  const p = getAttrOrAbsent(v, "_as_parameter_");
  if (p !== undefined) return convert(p, index);
  throw typeError(`Don't know how to convert parameter ${index}`);
}

/** The parameters of a call, converted. */
function convertAll(args: readonly Value[], types: readonly Value[] | undefined): PyCArg[] {
  const out: PyCArg[] = [];
  for (let i = 0; i < args.length; i++) {
    try {
      const v = types !== undefined && i < types.length
        ? callMethod(types[i], "from_param", args[i])
        : args[i];
      out.push(convert(v, i + 1));
    } catch (e) {
      throw extended(ARGUMENT_ERROR.type(), e, `argument ${i + 1}: `);
    }
  }
  return out;
}

function typeKey(t: foreign.NativeResultType): string {
  return typeof t === "string" ? t : JSON.stringify(t);
}

/** The native type of a result. */
export function resultType(restype: Value | undefined): foreign.NativeResultType {
  if (restype === undefined) return "i32";
  if (restype === NONE) return "void";
  return infoOf(restype) === undefined ? "i32" : nativeTypeOf(restype as CType);
}

function bind(f: PyCFunction, args: readonly PyCArg[], restype: Value | undefined): Bound {
  if (args.some((a) => a.tag === "g")) throw typeError("long double cannot be passed");
  const result = resultType(restype);
  let key = typeKey(result);
  for (const a of args) key += "," + typeKey(a.native);
  f.bound ??= new Map();
  let bound = f.bound.get(key);
  if (bound === undefined) {
    const address = readAddress(f.memory.view, f.at);
    if (address === 0) throw valueError("NULL function pointer");
    bound = { f: foreign.bindAddress(address, args.map((a) => a.native), result), result };
    f.bound.set(key, bound);
  }
  return bound;
}

/** What a call gave back, as the result type says. */
function resultOf(
  restype: Value | undefined,
  raw: unknown,
  native: foreign.NativeResultType,
): Value {
  if (restype === undefined) return raw as number;
  if (restype === NONE) return NONE;
  const info = infoOf(restype);
  // a callable gets the int
  if (info === undefined) return call(restype, [raw as number]);
  const t = restype as CType;
  if (readsAsValue(t, info)) {
    const quick = quickResult(info.code, raw);
    if (quick !== undefined) return quick;
    if (info.code === "O") {
      return objectAt(foreign.addressOf(raw as Parameters<typeof foreign.addressOf>[0]));
    }
  }
  const o = newData(t);
  writeNative(native as foreign.NativeType, o.memory.view, o.at, raw);
  return readsAsValue(t, info) ? info.read!(o.memory.view, o.at, info.size) : o;
}

// ---- paramflags

const IN = 1, OUT = 2, LCID = 4;

interface Prepared {
  readonly args: readonly Value[];
  /** The parameters that are results. */
  readonly outs: readonly number[];
  /** Those among them that came from the caller. */
  readonly inouts: ReadonlySet<number>;
}

function prepare(
  f: PyCFunction,
  types: readonly Value[] | undefined,
  args: readonly Value[],
  kw: KwNames | undefined,
): Prepared {
  const { paramflags } = f;
  if (paramflags === undefined || types === undefined || types.length === 0) {
    const given = kw === undefined ? args : args.slice(0, args.length - kw.length);
    return { args: given, outs: [], inouts: new Set() };
  }
  const positional = kw === undefined ? args.length : args.length - kw.length;
  let used = 0, usedKeywords = 0;
  const take = (name: string | undefined, fallback: Value | undefined): Value => {
    if (used < positional) return args[used++];
    const at = name === undefined ? -1 : kw?.indexOf(name) ?? -1;
    if (at >= 0) {
      usedKeywords++;
      return args[positional + at];
    }
    if (fallback !== undefined) return fallback;
    throw typeError(
      name === undefined ? "not enough arguments" : `required argument '${name}' missing`,
    );
  };
  const out: Value[] = [];
  const outs: number[] = [];
  const inouts = new Set<number>();
  for (let i = 0; i < types.length; i++) {
    const { flags, name, fallback } = paramflags[i];
    switch (flags & (IN | OUT | LCID)) {
      case IN | LCID:
        out.push(fallback ?? 0);
        break;
      case IN | OUT:
        outs.push(i);
        inouts.add(i);
        out.push(take(name, fallback));
        break;
      case 0:
      case IN:
        out.push(take(name, fallback));
        break;
      case OUT: {
        outs.push(i);
        if (fallback !== undefined) {
          out.push(fallback);
          break;
        }
        const info = infoOf(types[i]);
        if (info?.item === undefined) {
          const shown = types[i] instanceof PyType ? (types[i] as PyType).name : "?";
          throw typeError(`${shown} 'out' parameter must be passed as default value`);
        }
        out.push(call(info.kind === "array" ? types[i] : info.item, []));
        break;
      }
      default:
        throw valueError(`paramflag value ${flags} not supported`);
    }
  }
  if (used + usedKeywords < args.length) {
    throw typeError(`call takes exactly ${used + usedKeywords} arguments (${args.length} given)`);
  }
  return { args: out, outs, inouts };
}

function outResults(p: Prepared, result: Value): Value {
  if (p.outs.length === 0) return result;
  const values = p.outs.map((i) =>
    p.inouts.has(i) ? p.args[i] : callMethod(p.args[i], "__ctypes_from_outparam__")
  );
  return values.length === 1 ? values[0] : new PyTuple(values);
}

/** Calls the function. */
export function callFunction(f: PyCFunction, args: Value[], kw: KwNames | undefined): Value {
  const info = infoOf(f.cls)!;
  const types = f.argtypes ?? info.argtypes;
  const restype = f.restype ?? info.restype;
  const p = prepare(f, types, args, kw);
  const given = p.args.length;
  if (types !== undefined && types.length > given) {
    const n = types.length;
    throw typeError(
      `this function takes at least ${n} argument${n === 1 ? "" : "s"} (${given} given)`,
    );
  }
  if (given > MAX_ARGUMENTS) {
    throw ARGUMENT_ERROR.error(`too many arguments (${given}), maximum is ${MAX_ARGUMENTS}`);
  }
  let result: Value;
  const internal = internalFunction(readAddress(f.memory.view, f.at));
  if (internal !== undefined) {
    result = internal(convertAll(p.args, types), p.args);
  } else {
    const converted = convertAll(p.args, types);
    const bound = bind(f, converted, restype);
    const raw = perform(info.flags, bound.f, converted.map(passed));
    result = resultOf(restype, raw, bound.result);
    if (++f.calls === WARM) f.stub = makeStub(f, types, restype, args, kw);
  }
  const checker = f.restype !== undefined ? f.checker : info.checker;
  if (checker !== undefined) result = call(checker, [result]);
  if (f.errcheck !== undefined) {
    const callArgs = p.args.length === 0 ? EMPTY_TUPLE : new PyTuple([...p.args]);
    const v = call(f.errcheck, [result, f, callArgs]);
    if (v !== callArgs) return v;
  }
  return outResults(p, result);
}

function perform(flags: number, f: foreign.Foreign, values: unknown[]): unknown {
  if ((flags & FUNCFLAG_USE_ERRNO) === 0) return f(...values);
  const kept = keptErrno();
  swapErrno(kept);
  try {
    return f(...values);
  } finally {
    swapErrno(kept);
  }
}
