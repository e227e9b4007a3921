// Simple C data: `_SimpleCData` and its metaclass.

import { foreign } from "../../vm/host/mod.ts";
import { getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { getset, PyClassMethodDescriptor } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import type { PyDict } from "../../vm/objects/dict.ts";
import { address } from "../../vm/objects/identity.ts";
import { intOf } from "../../vm/objects/int.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { reprStr } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import type { TypeDefinition } from "../../vm/objects/define.ts";
import type { PyTuple } from "../../vm/objects/tuple.ts";
import { isInstance, type PyType, typeOf } from "../../vm/objects/type.ts";
import { newArgument, PyCArg } from "./argument.ts";
import { checkNew, CType, dataAt, infoOf, newData, PyCData, TypeInfo } from "./data.ts";
import { createCType } from "./metaclass.ts";
import { nativeOf } from "./natives.ts";
import { ALL_CODES, CODES, type SimpleCode } from "./simple_codes.ts";
import { readsAsValue, setValue } from "./values.ts";

/** The metaclass's JavaScript class. */
export class SimpleMeta extends CType {}

/** An int, a float, a character, an address … */
export class PyCSimple extends PyCData {}

/** Reads `_type_` of a new simple class. */
function codeOf(t: CType): SimpleCode {
  const proto = getAttrOrAbsent(t, "_type_");
  if (proto === undefined) {
    throw exception("AttributeError", "class must define a '_type_' attribute");
  }
  const s = strOf(proto);
  if (s === undefined) throw typeError("class must define a '_type_' string attribute");
  const code = utf16(s);
  if (code.length !== 1) {
    throw valueError(
      "class must define a '_type_' attribute which must be a string of length 1",
    );
  }
  if (!ALL_CODES.includes(code)) {
    throw exception(
      "AttributeError",
      `class must define a '_type_' attribute which must be\na single character string containing one of '${ALL_CODES}'.`,
    );
  }
  const found = CODES.get(code);
  if (found === undefined) throw valueError(`_type_ '${code}' not supported`);
  return found;
}

function fill(t: CType, c: SimpleCode, swapped: boolean): TypeInfo {
  const info = new TypeInfo("simple");
  info.size = c.size;
  info.align = c.size;
  info.code = c.code;
  info.native = c.native;
  info.hasPointer = "zZPO".includes(c.code);
  info.format = (swapped ? ">" : "<") + c.letter;
  info.read = swapped ? c.swappedRead : c.read;
  info.write = swapped ? c.swappedWrite : c.write;
  t.info = info;
  return info;
}

const FROM_PARAM: Record<string, (t: CType, v: Value) => Value> = {
  z: charPointerParam,
  Z: widePointerParam,
  P: voidPointerParam,
};

/** What the metaclass's `__init__` does. */
function initClass(t: CType, args: Value[], simpleData: PyType): void {
  if (args.length !== 3) {
    throw typeError(`function takes exactly 3 arguments (${args.length} given)`);
  }
  const c = codeOf(t);
  checkNew(t);
  fill(t, c, false);
  const fromParam = FROM_PARAM[c.code];
  if (fromParam !== undefined && t.base === simpleData) {
    const decl = method(
      "(cls, object, /)",
      "Convert a Python object into a function call parameter.",
      fromParam,
    );
    t.setOwn("from_param", new PyClassMethodDescriptor(decl, "from_param", t));
  }
  if (c.swappedRead === undefined || t.cls.heap) return;
  const swapped = createCType(
    t.cls,
    t.name + "_be",
    (args[1] as PyTuple).items as PyType[],
    args[2] as PyDict,
  );
  fill(swapped, c, true);
  for (const s of [t, swapped]) {
    s.setOwn("__ctype_le__", t);
    s.setOwn("__ctype_be__", swapped);
  }
}

/** The value of a simple object. */
export function simpleValue(self: PyCData): Value {
  const info = infoOf(self.cls)!;
  return info.read!(self.memory.view, self.at, info.size);
}

function asParameter(
  t: CType,
  v: Value,
  convert: (t: CType, v: Value) => Value,
): Value | undefined {
  const p = getAttrOrAbsent(v, "_as_parameter_");
  return p === undefined ? undefined : convert(t, p);
}

/** `from_param` of the types that are no strings and pointers. */
export function simpleParam(t: CType, v: Value): Value {
  if (isInstance(v, t)) return v;
  const info = t.info;
  if (info === undefined) throw typeError("abstract class");
  try {
    return simpleArgument(t, v);
  } catch (e) {
    const p = asParameter(t, v, simpleParam);
    if (p === undefined) throw e;
    return p;
  }
}

/** A Python value as a parameter of a simple type. */
function simpleArgument(t: CType, v: Value): PyCArg {
  const o = dataAt(t, foreign.Memory.allocate(16), 0);
  setValue(o, t, t.info!.write, v, 0, 0, t.info!.size);
  const arg = nativeOf(o);
  if (arg.tag === "O") arg.obj = v;
  // what was converted has to live until the call is over
  else if (o.objects !== undefined && o.objects !== NONE) arg.obj = o.objects;
  return arg;
}

function cannot(v: Value, name: string): Value {
  return typeError(`'${typeOf(v).name}' object cannot be interpreted as ctypes.${name}`);
}

function pointsToCode(v: Value, code: string): boolean {
  const info = v instanceof PyCData ? infoOf(v.cls) : undefined;
  if (info === undefined || (info.kind !== "array" && info.kind !== "pointer")) return false;
  return info.item?.info?.code === code;
}

function charPointerParam(t: CType, v: Value): Value {
  if (v === NONE) return NONE;
  if (v instanceof PyBytes) return simpleArgument(t, v);
  if (isInstance(v, t) || pointsToCode(v, "c")) return v;
  if (v instanceof PyCArg && (v.tag === "z" || v.tag === "P" && isCode(v.obj, "c"))) return v;
  const p = asParameter(t, v, charPointerParam);
  if (p === undefined) throw cannot(v, "c_char_p");
  return p;
}

function isCode(v: Value, code: string): boolean {
  return v instanceof PyCData && infoOf(v.cls)!.code === code;
}

function widePointerParam(t: CType, v: Value): Value {
  if (v === NONE) return NONE;
  if (isStr(v)) return simpleArgument(t, v);
  if (isInstance(v, t) || pointsToCode(v, "u")) return v;
  if (v instanceof PyCArg && (v.tag === "Z" || v.tag === "P" && isCode(v.obj, "u"))) return v;
  const p = asParameter(t, v, widePointerParam);
  if (p === undefined) throw cannot(v, "c_wchar_p");
  return p;
}

/** Parameters under another letter than the type's own. */
function asCode(code: string, v: Value): PyCArg {
  const c = CODES.get(code)!;
  const memory = foreign.Memory.allocate(8);
  const keep = c.write(memory.view, 0, v, 8);
  const n = Number(memory.view.getBigUint64(0, true));
  return newArgument(code, "pointer", n, keep ?? NONE);
}

function voidPointerParam(t: CType, v: Value): Value {
  if (v === NONE) return NONE;
  if (intOf(v) !== undefined) return simpleArgument(t, v);
  if (v instanceof PyBytes) return asCode("z", v);
  if (isStr(v)) return asCode("Z", v);
  if (isInstance(v, t)) return v;
  if (v instanceof PyCArg && v.tag === "P") return v;
  if (v instanceof PyCData) {
    const info = infoOf(v.cls)!;
    if (info.kind === "array" || info.kind === "pointer") return v;
    if (info.kind === "function") {
      return newArgument("P", "pointer", Number(v.memory.view.getBigUint64(v.at, true)), v);
    }
    if (info.code === "z" || info.code === "Z") {
      return newArgument(info.code, "pointer", Number(v.memory.view.getBigUint64(v.at, true)), v);
    }
  }
  const p = asParameter(t, v, voidPointerParam);
  if (p === undefined) throw cannot(v, "c_void_p");
  return p;
}

/** `__init__` of the metaclass. */
export function simpleMetaInit(simpleData: () => PyType): Declaration {
  return method(
    "(self, /, *args, **kwargs)",
    "Initialize self.  See help(type(self)) for accurate signature.",
    (t: CType, args: Value[]) => initClass(t, args, simpleData()),
  );
}

function setSimple(self: PyCData, v: Value | undefined): void {
  if (v === undefined) throw typeError("can't delete attribute");
  const info = infoOf(self.cls)!;
  setValue(self, self.cls as CType, info.write, v, 0, self.at, info.size);
}

/** What `_SimpleCData` has. */
export const SIMPLE_DEFINITION: TypeDefinition = {
  doc: "XXX to be provided",
  new: method(
    "(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => newData(cls),
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyCData, args: Value[]) => {
        if (args.length > 1) {
          throw typeError(`__init__ expected at most 1 argument, got ${args.length}`);
        }
        if (args.length === 1) setSimple(self, args[0]);
      },
    ),
    __repr__: method("(self, /)", "Return repr(self).", (self: PyCData) => {
      const t = self.cls as CType;
      if (!readsAsValue(t, t.info!)) {
        return strFromUtf16(`<${t.name} object at ${address(self)}>`);
      }
      return strFromUtf16(`${t.name}(${utf16(reprStr(simpleValue(self)))})`);
    }),
    __bool__: method("(self, /)", "True if self else False", (self: PyCData) => {
      return self.bytes().some((b) => b !== 0);
    }),
    __ctypes_from_outparam__: method("(self, /)", "", (self: PyCData) => {
      const t = self.cls as CType;
      return readsAsValue(t, t.info!) ? simpleValue(self) : self;
    }, { noTextSignature: true }),
  },
  attributes: {
    value: getset("current value", simpleValue, setSimple),
  },
};
