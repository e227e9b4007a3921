// Python functions that C calls.
//
// An exception must not pass through C: it is told to `sys.unraisablehook`, and C gets zero.

import { foreign } from "../../vm/host/mod.ts";
import { call } from "../../vm/objects/attributes.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import { type CType, infoOf, newData, type TypeInfo } from "./data.ts";
import { type Errno, keptErrno, swapErrno } from "./errno.ts";
import { FUNCFLAG_USE_ERRNO } from "./flags.ts";
import { nativeOf, nativeTypeOf, passed, quickResult, writeNative } from "./natives.ts";
import { handleOf, objectAt } from "./simple_codes.ts";
import { readsAsValue, store } from "./values.ts";

/** What keeps the code alive that C calls. */
export class PyThunk extends PyObject {
  callback: foreign.Callback | undefined = undefined;
  get address(): number {
    return this.callback!.address;
  }
}

let thunkType: PyType | undefined;

/** The type of thunks. */
export function thunkTypeOf(): PyType {
  return thunkType ??= builtinType("_ctypes.CThunkObject", PyThunk, {
    module: "_ctypes",
    qualname: "CThunkObject",
    noNew: true,
  });
}

/** An argument that C gives, as a Python value. */
function received(t: CType, info: TypeInfo, raw: unknown): Value {
  if (readsAsValue(t, info)) {
    const quick = quickResult(info.code, raw);
    if (quick !== undefined) return quick;
    if (info.code === "O") {
      return objectAt(foreign.addressOf(raw as Parameters<typeof foreign.addressOf>[0]));
    }
  }
  const o = newData(t);
  writeNative(nativeTypeOf(t), o.memory.view, o.at, raw);
  return readsAsValue(t, info) ? info.read!(o.memory.view, o.at, info.size) : o;
}

/** A result for C. */
function given(t: CType, v: Value): unknown {
  const info = t.info!;
  if (info.code === "O") return foreign.pointerOf(Number(handleOf(v)));
  const o = newData(t);
  const keep = store(t, info.write, o.memory.view, o.at, v, info.size);
  if (keep !== undefined && keep !== NONE && "zZ".includes(info.code)) {
    runtime.warn("RuntimeWarning", "memory leak in callback function.", 1);
  }
  return passed(nativeOf(o));
}

/** The code for C to call `f`. */
export function newThunk(info: TypeInfo, f: Value): PyThunk {
  const types = info.argtypes as readonly CType[];
  for (const t of types) if (infoOf(t) === undefined) throw typeError("cannot build parameter");
  const restype = info.restype === undefined || info.restype === NONE
    ? undefined
    : info.restype as CType;
  if (restype !== undefined) {
    const result = infoOf(restype);
    if (result === undefined || result.kind !== "simple") {
      throw typeError("invalid result type for callback function");
    }
  }
  const infos = types.map((t) => t.info!);
  const natives = types.map(nativeTypeOf);
  const result = restype === undefined ? "void" : nativeTypeOf(restype) as foreign.NativeResultType;
  const zero = result === "pointer" ? null : result === "void" ? undefined : 0;
  const usesErrno = (info.flags & FUNCFLAG_USE_ERRNO) !== 0;
  const run = (...raw: unknown[]): unknown => {
    let where = "Exception ignored on calling ctypes callback function";
    const errno: Errno | undefined = usesErrno ? keptErrno() : undefined;
    if (errno !== undefined) swapErrno(errno);
    try {
      const args: Value[] = [];
      for (let i = 0; i < types.length; i++) args.push(received(types[i], infos[i], raw[i]));
      const v = call(f, args);
      if (restype === undefined) return undefined;
      where = "Exception ignored on converting result of ctypes callback function";
      return given(restype, v);
    } catch (e) {
      runtime.unraisable(e, NONE, `${where} ${repr(f)}`);
      return zero;
    } finally {
      if (errno !== undefined) swapErrno(errno);
    }
  };
  thunkTypeOf();
  const thunk = new PyThunk();
  thunk.callback = new foreign.Callback(natives, result, run);
  return thunk;
}
