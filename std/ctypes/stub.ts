// Stubs: JavaScript written for the signature of one foreign function, which V8 compiles down to the C call.
//
// A stub takes the calls whose arguments are what it was written for (ints where the signature says int, bytes where it says
// char* …) and hands all others to the general way, so it has no errors of its own. It is made when the function is warm:
// binding a name for V8 costs a fifth of a millisecond. While callbacks exist there are no fast calls (vm/host/foreign.ts).

import { foreign } from "../../vm/host/mod.ts";
import { canonical } from "../../vm/objects/core/int_core.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { type KwNames, NONE, type Value } from "../../vm/objects/object.ts";
import { PyCArg } from "./argument.ts";
import { callFunction, resultType } from "./call.ts";
import { type CType, infoOf, PyCData } from "./data.ts";
import { FUNCFLAG_USE_ERRNO } from "./flags.ts";
import type { PyCFunction } from "./function.ts";
import { bytesAddress, bytesAt, readAddress, wideAt } from "./simple_codes.ts";
import { readsAsValue } from "./values.ts";

/** Calls after which a function gets a stub. */
export const WARM = 32;

/** What the text of a stub refers to. */
interface Scope {
  readonly call: foreign.Foreign;
  readonly slow: (args: Value[]) => Value;
  readonly callbacks: { readonly count: number };
  readonly PyFloat: typeof PyFloat;
  readonly NONE: Value;
  readonly canonical: typeof canonical;
  readonly text: typeof textPointer;
  readonly pointer: typeof dataPointer;
  readonly address: typeof foreign.addressOf;
  readonly bytesAt: typeof bytesAt;
  readonly wideAt: typeof wideAt;
  readonly types: readonly Value[];
}

/** The pointer of a bytes object or None; `undefined` for all else. */
function textPointer(v: Value): unknown {
  if (v instanceof PyBytes) return foreign.pointerOf(bytesAddress(v));
  return v === NONE ? null : undefined;
}

/** The pointer of what a pointer parameter takes; `undefined` for what needs the general way. */
function dataPointer(v: Value, item: CType | undefined): unknown {
  if (v === NONE) return null;
  if (v instanceof PyCArg) {
    if (v.tag !== "P") return undefined;
    if (item !== undefined && (v.obj as PyCData).cls !== item) return undefined;
    return foreign.pointerOf(v.value as number);
  }
  if (!(v instanceof PyCData)) {
    if (item !== undefined) return undefined;
    if (typeof v === "number") return v >= 0 ? foreign.pointerOf(v) : undefined;
    return v instanceof PyBytes ? foreign.pointerOf(bytesAddress(v)) : undefined;
  }
  const info = infoOf(v.cls)!;
  if (info.kind === "array") {
    if (item !== undefined && info.item !== item) return undefined;
    return foreign.pointerOf(v.address);
  }
  if (info.kind === "pointer" && (item === undefined || info.item === item)) {
    return foreign.pointerOf(readAddress(v.memory.view, v.at));
  }
  return undefined;
}

/** How one argument is tested and converted; `null` where there is no quick way. */
function argumentText(code: string, i: number): { test: string; value: string } | null {
  const a = `a${i}`;
  const isNumber = `typeof ${a} !== "number"`;
  switch (code) {
    case "i":
      return { test: isNumber, value: `${a} | 0` };
    case "I":
      return { test: isNumber, value: `${a} >>> 0` };
    case "h":
      return { test: isNumber, value: `${a} << 16 >> 16` };
    case "H":
      return { test: isNumber, value: `${a} & 0xffff` };
    case "b":
      return { test: isNumber, value: `${a} << 24 >> 24` };
    case "B":
      return { test: isNumber, value: `${a} & 0xff` };
    case "l":
    case "q":
      return { test: isNumber, value: a };
    case "L":
    case "Q":
      return { test: `${isNumber} || ${a} < 0`, value: a };
    case "d":
    case "f":
      return {
        test: `!(${a} instanceof PyFloat) && ${isNumber}`,
        value: `typeof ${a} === "number" ? ${a} : ${a}.v`,
      };
    case "?":
      return { test: `typeof ${a} !== "boolean"`, value: `${a} ? 1 : 0` };
    case "z":
      return { test: `(p${i} = text(${a})) === undefined`, value: `p${i}` };
    case "P":
      return { test: `(p${i} = pointer(${a}, types[${i}])) === undefined`, value: `p${i}` };
  }
  return null;
}

/** How the result becomes a Python value. */
function resultText(code: string): string | null {
  switch (code) {
    case "":
      return "return NONE";
    case "b":
    case "B":
    case "h":
    case "H":
    case "i":
    case "I":
      return "return r";
    case "l":
    case "L":
    case "q":
    case "Q":
      return 'return typeof r === "number" ? r : canonical(r)';
    case "d":
    case "f":
      return "return new PyFloat(r)";
    case "?":
      return "return (r & 0xff) !== 0";
    case "z":
      return "return r === null ? NONE : bytesAt(address(r))";
    case "Z":
      return "return r === null ? NONE : wideAt(address(r))";
    case "P":
      return "return r === null ? NONE : address(r)";
  }
  return null;
}

/** The code of a declared parameter; "" where there is no quick way. */
function declaredCode(t: Value): { code: string; item: CType | undefined } {
  const info = infoOf(t);
  if (info === undefined) return { code: "", item: undefined };
  if (info.kind === "pointer") {
    // some classes of the library convert in their own way
    const plain = !(t as CType).ns.has("from_param");
    return { code: plain ? "P" : "", item: info.item };
  }
  if (info.kind !== "simple" || !readsAsValue(t as CType, info)) {
    return { code: "", item: undefined };
  }
  if (info.format.startsWith(">")) return { code: "", item: undefined };
  return { code: info.code, item: undefined };
}

/** The code of an argument that no signature declares. */
function observedCode(v: Value): string {
  if (typeof v === "number") return v === (v | 0) ? "i" : "";
  return v instanceof PyBytes ? "z" : "";
}

let made = 0;

/** The stub of a function for calls like this one; `undefined` where there can be none. */
export function makeStub(
  f: PyCFunction,
  types: readonly Value[] | undefined,
  restype: Value | undefined,
  args: readonly Value[],
  kw: KwNames | undefined,
): ((args: Value[]) => Value) | undefined {
  const flags = infoOf(f.cls)!.flags;
  if (
    kw !== undefined || f.errcheck !== undefined || f.paramflags !== undefined ||
    f.name === undefined ||
    (flags & FUNCFLAG_USE_ERRNO) !== 0 || foreign.callbacks.count > 0 ||
    (types !== undefined && types.length !== args.length)
  ) {
    return undefined;
  }
  const checker = f.restype !== undefined ? f.checker : infoOf(f.cls)!.checker;
  if (checker !== undefined) return undefined;
  let code = "i";
  if (restype !== undefined && restype !== NONE) {
    const info = infoOf(restype);
    if (info === undefined || !readsAsValue(restype as CType, info)) return undefined;
    code = info.code;
  } else if (restype === NONE) code = "";
  const end = resultText(code);
  if (end === null) return undefined;
  const items: Value[] = [];
  const natives: foreign.NativeType[] = [];
  let tests = "", names = "", values = "", places = "";
  for (let i = 0; i < args.length; i++) {
    const declared = types !== undefined
      ? declaredCode(types[i])
      : { code: observedCode(args[i]), item: undefined };
    const text = argumentText(declared.code, i);
    if (text === null) return undefined;
    items.push(declared.item as Value);
    natives.push(nativeOfCode(declared.code));
    names += `const a${i} = args[${i}];`;
    if (text.value === `p${i}`) places += `let p${i};`;
    // an int that no signature declares must be one
    const exact = types === undefined && declared.code === "i" ? ` || a${i} !== (a${i} | 0)` : "";
    tests += ` || ${text.test}${exact}`;
    values += (i > 0 ? ", " : "") + text.value;
  }
  const address = readAddress(f.memory.view, f.at);
  const call = foreign.bindName(address, f.name, natives, resultType(restype));
  if (call === null) return undefined;
  const scope: Scope = {
    call,
    slow: (rest) => callFunction(f, rest, undefined),
    callbacks: foreign.callbacks,
    PyFloat,
    NONE,
    canonical,
    text: textPointer,
    pointer: dataPointer,
    address: foreign.addressOf,
    bytesAt,
    wideAt,
    types: items,
  };
  const keys = Object.keys(scope);
  const source = `const { ${keys.join(", ")} } = scope;
return function foreign${made++}(args) {
  ${names} ${places}
  if (args.length !== ${args.length} || callbacks.count !== 0${tests}) return slow(args);
  const r = call(${values}); ${end};
};`;
  return new Function("scope", source)(scope) as (args: Value[]) => Value;
}

function nativeOfCode(code: string): foreign.NativeType {
  const names: Record<string, foreign.NativeType> = {
    i: "i32",
    I: "u32",
    h: "i16",
    H: "u16",
    b: "i8",
    B: "u8",
    l: "i64",
    q: "i64",
    L: "u64",
    Q: "u64",
    d: "f64",
    f: "f32",
    "?": "u8",
  };
  return names[code] ?? "pointer";
}
