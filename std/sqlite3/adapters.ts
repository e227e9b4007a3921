// How values of other types become ones that SQLite can hold, and back: adapters and converters.

import { call, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { exceptionTypes, isExceptionOf } from "../../vm/objects/exceptions.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, IntType, type PyType, StrType, typeOf } from "../../vm/objects/type.ts";
import { ByteArrayType } from "../../vm/objects/bytearray.ts";
import { FloatType } from "../../vm/objects/float.ts";
import type { PyConnection } from "./connection.ts";
import { define } from "../../vm/objects/define.ts";
import { method } from "../../vm/objects/signature.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { ProgrammingError } from "./errors.ts";

/** What adapters adapt to. */
class PrepareProtocol extends PyObject {}

/** What a program has registered, and whether it wants to see what goes wrong in callbacks. */
export interface SqliteState {
  readonly adapters: PyDict;
  readonly converters: PyDict;
  tracebacks: boolean;
  /** Some adapter is for a type that is otherwise bound as it is. */
  adaptsBasic: boolean;
  /** Connections of which rows of some statement are still to be fetched. */
  readonly busy: Set<PyConnection>;
}

/** Types that are bound as they are, unless there is an adapter for one of them. */
export function isBasic(t: PyType): boolean {
  return t === IntType || t === FloatType || t === StrType || t === ByteArrayType;
}

/** The present interpreter's. */
export function state(): SqliteState {
  const { shared } = currentInterpreter();
  let s = shared.get("sqlite3") as SqliteState | undefined;
  if (s === undefined) {
    s = {
      adapters: new PyDict(),
      converters: new PyDict(),
      tracebacks: false,
      adaptsBasic: false,
      busy: new Set(),
    };
    shared.set("sqlite3", s as never);
  }
  return s;
}

let protocol: PyType | undefined;

/** `PrepareProtocol` */
export function protocolType(): PyType {
  if (protocol !== undefined) return protocol;
  protocol = builtinType("sqlite3.PrepareProtocol", PrepareProtocol, {
    module: "sqlite3",
    qualname: "PrepareProtocol",
  });
  define(protocol, {
    doc: "PEP 246 style object adaption protocol type.",
    new: method("(cls, /)", "", (cls: PyType) => cls.allocate()),
  });
  return protocol;
}

/** The value adapted to a protocol; `alternative` where it cannot be, or an exception without that. */
export function adapt(v: Value, proto: Value, alternative?: Value): Value {
  const adapter = state().adapters.get(new PyTuple([typeOf(v), proto]));
  if (adapter !== undefined) return call(adapter, [v]);
  for (const [o, name, argument] of [[proto, "__adapt__", v], [v, "__conform__", proto]] as const) {
    const f = getAttrOrAbsent(o, name);
    if (f === undefined) continue;
    try {
      const r = call(f, [argument]);
      if (r !== NONE) return r;
    } catch (e) {
      if (!isExceptionOf(e, exceptionTypes.get("TypeError")!)) throw e;
    }
  }
  if (alternative !== undefined) return alternative;
  throw ProgrammingError.error("can't adapt");
}
