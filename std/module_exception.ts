// Exception classes that a module of std/ defines (`struct.error`): ordinary classes that Python may change, so each
// interpreter has its own.

import { call } from "../vm/objects/attributes.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { exceptionTypes, newException, type PyException } from "../vm/objects/exceptions.ts";
import type { Value } from "../vm/objects/object.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { type PyType, TypeType } from "../vm/objects/type.ts";
import { currentInterpreter } from "../vm/vm.ts";

/** An exception class of a module. */
export class ModuleException {
  readonly module: string;
  readonly name: string;
  /** Names of builtin exceptions, or exceptions of the same module. */
  readonly bases: readonly (string | ModuleException)[];
  readonly doc: string | undefined;

  constructor(
    module: string,
    name: string,
    bases: readonly (string | ModuleException)[],
    doc?: string,
  ) {
    this.module = module;
    this.name = name;
    this.bases = bases;
    this.doc = doc;
  }

  /** The class of the current interpreter. */
  type(): PyType {
    const { shared } = currentInterpreter();
    const key = `exception ${this.module}.${this.name}`;
    const made = shared.get(key) as PyType | undefined;
    if (made !== undefined) return made;
    const bases = this.bases.map((b) => typeof b === "string" ? exceptionTypes.get(b)! : b.type());
    const ns = new PyDict();
    ns.setStr("__module__", this.module);
    if (this.doc !== undefined) ns.setStr("__doc__", strFromUtf16(this.doc));
    const t = call(TypeType, [this.name, new PyTuple(bases), ns]) as PyType;
    shared.set(key, t);
    return t;
  }

  /** A new exception of the class. */
  make(...args: Value[]): PyException {
    return newException(this.type(), args);
  }

  /** A new exception with a message. */
  error(message: string): PyException {
    return newException(this.type(), [strFromUtf16(message)]);
  }
}
