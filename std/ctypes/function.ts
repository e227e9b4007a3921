// Foreign functions: `CFuncPtr` and its metaclass.
//
// A call goes the general way (call.ts) until the function is warm; then a stub written for its signature takes the calls
// whose arguments fit it (stub.ts).

import { getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import type { TypeDefinition } from "../../vm/objects/define.ts";
import { address } from "../../vm/objects/identity.ts";
import { intOf } from "../../vm/objects/int.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { type KwNames, NONE, type Value } from "../../vm/objects/object.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, type KwMap, method } from "../../vm/objects/signature.ts";
import { strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { PyType, typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { ARGUMENT_ERROR, type Bound, callFunction, MAX_ARGUMENTS } from "./call.ts";
import { newThunk } from "./callback.ts";
import { checkNew, concrete, CType, infoOf, keepRef, newData, PyCData, TypeInfo } from "./data.ts";
import { symbolAddress } from "./library.ts";
import { addressNumber, readAddress, writeAddress } from "./simple_codes.ts";
import { FUNCFLAG_CDECL } from "./flags.ts";

/** The metaclass's JavaScript class. */
export class FunctionMeta extends CType {}

/** One parameter as `paramflags` describes it. */
export interface ParamFlag {
  readonly flags: number;
  readonly name: string | undefined;
  readonly fallback: Value | undefined;
}

/** A pointer to a function. */
export class PyCFunction extends PyCData {
  /** The name in its library. */
  name: string | undefined = undefined;
  /** What C calls when it calls this. */
  callable: Value | undefined = undefined;
  /** `undefined`: as the class says. */
  argtypes: readonly Value[] | undefined = undefined;
  argtypesValue: Value | undefined = undefined;
  restype: Value | undefined = undefined;
  checker: Value | undefined = undefined;
  errcheck: Value | undefined = undefined;
  paramflags: readonly ParamFlag[] | undefined = undefined;
  /** The function bound to the signatures that it was called with. */
  bound: Map<string, Bound> | undefined = undefined;
  /** Takes the calls that fit; `undefined` until the function is warm or where there can be none. */
  stub: ((args: Value[]) => Value) | undefined = undefined;
  calls: number = 0;

  override invoke(args: Value[], kw: KwNames | undefined): Value {
    const { stub } = this;
    if (stub !== undefined && kw === undefined) return stub(args);
    return callFunction(this, args, kw);
  }

  /** What was derived from the signature is found anew. */
  forget(): void {
    this.stub = undefined;
    this.bound = undefined;
    this.calls = 0;
  }
}

function checkArgtypes(v: Value): readonly Value[] {
  if (!(v instanceof PyTuple) && typeOf(v).lookup("__iter__") === undefined) {
    throw typeError("_argtypes_ must be a sequence of types");
  }
  const items = v instanceof PyTuple ? v.items : toArray(v);
  if (items.length > MAX_ARGUMENTS) {
    throw ARGUMENT_ERROR.error(
      `_argtypes_ has too many arguments (${items.length}), maximum is ${MAX_ARGUMENTS}`,
    );
  }
  items.forEach((t, i) => {
    if (getAttrOrAbsent(t, "from_param") === undefined) {
      throw typeError(`item ${i + 1} in _argtypes_ has no from_param method`);
    }
  });
  return items;
}

function isCallable(v: Value): boolean {
  return typeOf(v).lookup("__call__") !== undefined;
}

function initClass(t: CType): void {
  checkNew(t);
  const info = new TypeInfo("function");
  info.size = 8;
  info.align = 8;
  info.length = 1;
  info.format = "X{}";
  info.hasPointer = true;
  const flags = getAttrOrAbsent(t, "_flags_");
  const n = flags === undefined ? undefined : intOf(flags);
  if (n === undefined) throw typeError("class must define _flags_ which must be an integer");
  info.flags = Number(n) | FUNCFLAG_CDECL;
  const argtypes = getAttrOrAbsent(t, "_argtypes_");
  if (argtypes !== undefined) info.argtypes = checkArgtypes(argtypes);
  const restype = getAttrOrAbsent(t, "_restype_");
  if (restype !== undefined) {
    if (restype !== NONE && infoOf(restype) === undefined && !isCallable(restype)) {
      throw typeError("_restype_ must be a type, a callable, or None");
    }
    info.restype = restype;
    info.checker = getAttrOrAbsent(restype, "_check_retval_");
  }
  t.info = info;
}

/** `__init__` of the metaclass. */
export const functionMetaInit: Declaration = method(
  "(self, /, *args, **kwargs)",
  "Initialize self.  See help(type(self)) for accurate signature.",
  initClass,
);

// ---- making one

const FLAG_IN = 1, FLAG_OUT = 2, FLAG_LCID = 4;

function readParamflags(
  v: Value | undefined,
  argtypes: readonly Value[] | undefined,
): readonly ParamFlag[] | undefined {
  if (v === undefined || v === NONE || argtypes === undefined) return undefined;
  if (!(v instanceof PyTuple)) throw typeError("paramflags must be a tuple or None");
  if (v.items.length !== argtypes.length) {
    throw valueError("paramflags must have the same length as argtypes");
  }
  return v.items.map((item, i) => {
    const parts = item instanceof PyTuple ? item.items : [];
    const flags = parts.length > 0 ? intOf(parts[0]) : undefined;
    const name = parts[1] === undefined || parts[1] === NONE ? undefined : strOf(parts[1]);
    if (
      flags === undefined || parts.length > 3 ||
      (parts[1] !== undefined && parts[1] !== NONE && name === undefined)
    ) {
      throw typeError("paramflags must be a sequence of (int [,string [,value]]) tuples");
    }
    const direction = Number(flags) & (FLAG_IN | FLAG_OUT | FLAG_LCID);
    const t = argtypes[i];
    if (direction === FLAG_OUT) checkOutType(t, i + 1);
    return {
      flags: direction,
      name: name === undefined ? undefined : utf16(name),
      fallback: parts[2],
    };
  });
}

function checkOutType(t: Value, index: number): void {
  const info = infoOf(t);
  if (info?.kind === "pointer" || info?.kind === "array") return;
  if (info?.kind === "simple" && "PzZ".includes(info.code)) return;
  const name = t instanceof PyType ? t.name : typeOf(t).name;
  throw typeError(`'out' parameter ${index} must be a pointer type, not ${name}`);
}

function newFunction(cls: PyType, target: number): PyCFunction {
  concrete(cls);
  const f = newData(cls) as PyCFunction;
  writeAddress(f.memory.view, f.at, target);
  return f;
}

function fromLibrary(cls: PyType, spec: PyTuple, paramflags: Value | undefined): PyCFunction {
  if (spec.items.length !== 2) throw typeError("illegal func_spec argument");
  const [nameValue, dll] = spec.items;
  const s = strOf(nameValue);
  const name = s !== undefined
    ? utf16(s)
    : nameValue instanceof PyBytes
    ? new TextDecoder().decode(nameValue.data)
    : undefined;
  if (name === undefined) throw typeError("function name must be string, bytes object or integer");
  const handle = intOf(getAttr(dll, "_handle"));
  if (handle === undefined) {
    throw typeError("the _handle attribute of the second argument must be an integer");
  }
  currentInterpreter().audit("ctypes.dlsym", dll, nameValue);
  const flags = readParamflags(paramflags, concrete(cls).argtypes);
  const target = symbolAddress(Number(handle), name);
  if (typeof target === "string") throw exception("AttributeError", strFromUtf16(target));
  const f = newFunction(cls, target);
  f.name = name;
  f.paramflags = flags;
  keepRef(f, 0, dll);
  return f;
}

function makeFunction(cls: PyType, args: Value[], kw: KwMap | undefined): Value {
  if (args.length === 0) return newFunction(cls, 0);
  const [first] = args;
  if (first instanceof PyTuple) return fromLibrary(cls, first, args[1] ?? kw?.get("paramflags"));
  if (args.length === 1) {
    const n = intOf(first);
    if (n !== undefined) return newFunction(cls, addressNumber(n));
  }
  if (!isCallable(first)) {
    throw typeError("argument must be callable or integer function address");
  }
  const info = concrete(cls);
  if (info.argtypes === undefined) {
    throw typeError("cannot construct instance of this class: no argtypes");
  }
  const thunk = newThunk(info, first);
  const f = newFunction(cls, thunk.address);
  f.callable = first;
  keepRef(f, 0, thunk);
  return f;
}

// ---- attributes

function restypeOf(self: PyCFunction): Value {
  return self.restype ?? infoOf(self.cls)!.restype ?? NONE;
}

function setRestype(self: PyCFunction, v: Value | undefined): void {
  self.forget();
  if (v === undefined) {
    self.restype = undefined;
    self.checker = undefined;
    return;
  }
  if (v !== NONE && infoOf(v) === undefined && !isCallable(v)) {
    throw typeError("restype must be a type, a callable, or None");
  }
  self.checker = getAttrOrAbsent(v, "_check_retval_");
  self.restype = v;
}

function argtypesOf(self: PyCFunction): Value {
  if (self.argtypesValue !== undefined) return self.argtypesValue;
  const { argtypes } = infoOf(self.cls)!;
  return argtypes === undefined ? NONE : new PyTuple([...argtypes]);
}

function setArgtypes(self: PyCFunction, v: Value | undefined): void {
  self.forget();
  if (v === undefined || v === NONE) {
    self.argtypes = undefined;
    self.argtypesValue = undefined;
    return;
  }
  self.argtypes = checkArgtypes(v);
  self.argtypesValue = v;
}

function setErrcheck(self: PyCFunction, v: Value | undefined): void {
  self.forget();
  if (v !== undefined && !isCallable(v)) throw typeError("the errcheck attribute must be callable");
  self.errcheck = v;
}

/** What `CFuncPtr` has. */
export const FUNCTION_DEFINITION: TypeDefinition = {
  doc: "Function Pointer",
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    makeFunction,
  ),
  methods: {
    __call__: method(
      "(self, /, *args, **kwargs)",
      "Call self as a function.",
      (self: PyCFunction, args: Value[], kw: KwMap | undefined) =>
        callFunction(
          self,
          kw === undefined ? args : [...args, ...kw.values()],
          kw === undefined ? undefined : [...kw.keys()],
        ),
    ),
    __repr__: method(
      "(self, /)",
      "Return repr(self).",
      (self: PyCFunction) => strFromUtf16(`<${self.cls.name} object at ${address(self)}>`),
    ),
    __bool__: method(
      "(self, /)",
      "True if self else False",
      (self: PyCFunction) => readAddress(self.memory.view, self.at) !== 0,
    ),
  },
  attributes: {
    argtypes: getset("specify the argument types", argtypesOf, setArgtypes),
    restype: getset("specify the result type", restypeOf, setRestype),
    errcheck: getset(
      "a function to check for errors",
      (self: PyCFunction) => self.errcheck ?? NONE,
      setErrcheck,
    ),
  },
};
