// Calling a class: `type.__call__`.

import { callUnbound } from "./attributes.ts";
import { PyNew } from "./builtin.ts";
import { fullName } from "./class_names.ts";
import { type KwNames, NONE, type Value } from "./object.ts";
import { newInstance } from "./object_type.ts";
import { typeError } from "./raise.ts";
import { isInstance, ObjectType, PyType, typeOf, TypeType } from "./type.ts";

const objectNew = ObjectType.ns.get("__new__");
const objectInit = ObjectType.ns.get("__init__");

/** Makes an instance of `t` from Python arguments. */
export function instantiate(t: PyType, args: Value[], kw: KwNames | undefined): Value {
  const { quickCall } = t;
  if (quickCall !== undefined) {
    const v = quickCall(args, kw);
    if (v !== undefined) return v;
  }
  if (t === TypeType && args.length === 1 && kw === undefined) return typeOf(args[0]);
  const maker = t.lookup("__new__");
  if (t.disallowsInstantiation || maker === undefined) {
    throw typeError(`cannot create '${t.module === "builtins" ? t.name : fullName(t)}' instances`);
  }
  const init = t.lookup("__init__");
  let o: Value;
  if (maker === objectNew) {
    if (init === objectInit && args.length > 0) throw typeError(`${t.name}() takes no arguments`);
    o = newInstance(t);
    if (init === objectInit) return o;
    return initialize(o, init!, args, kw);
  }
  if (maker instanceof PyNew) {
    if (init === objectInit) return maker.make(t, args, kw);
    o = maker.make(t, args.slice(), kw);
  } else {
    const f = typeof maker === "object" ? maker.descrGet(undefined, t) : maker;
    if (typeof f !== "object") throw typeError(`'${typeOf(f).name}' object is not callable`);
    o = f.invoke([t, ...args], kw);
  }
  if (!isInstance(o, t)) return o;
  const own = typeOf(o) === t ? init : typeOf(o).lookup("__init__");
  if (own === objectInit && maker !== objectNew) return o;
  return initialize(o, own!, args, kw);
}

function initialize(o: Value, init: Value, args: Value[], kw: KwNames | undefined): Value {
  const r = callUnbound(init, o, args, kw);
  if (r !== NONE) {
    throw typeError(`__init__() should return None, not '${typeOf(r).name}'`);
  }
  return o;
}

PyType.prototype.invoke = function (this: PyType, args: Value[], kw: KwNames | undefined): Value {
  return instantiate(this, args, kw);
};
