// Builtin callables: functions of modules, methods of builtin types, and what attribute access makes of them.
//
// All share one shape: a declaration (signature.ts), the bare implementation as a field of its own, and the bounds on
// positional arguments, so that the usual call (right number of arguments, no keywords) goes straight to the code.

import { type KwNames, NONE, PyObject, type Value } from "./object.ts";
import { attributeError } from "./attribute_error.ts";
import { shortName } from "./class_names.ts";
import { exception, typeError } from "./raise.ts";
import {
  bindArguments,
  type CallName,
  type Declaration,
  type Native,
  Signature,
  wrongCount,
} from "./signature.ts";
import { builtinType, isInstance, type PyType, typeHooks, typeOf } from "./type.ts";

/** What functions and method descriptors have in common. */
export abstract class PyBuiltin extends PyObject implements CallName {
  readonly decl: Declaration;
  readonly native: Native;
  readonly name: string;
  readonly qualname: string;
  readonly slot: boolean;
  /** The class it is a method of, or `undefined` for a function. */
  readonly owner: PyType | undefined;
  /** The implementation's first parameter is the object it is a method of. */
  readonly hasSelf: boolean;
  /** Bounds on positional arguments (`self` not counted); `minimum` is -1 until the signature is parsed. */
  minimum: number;
  maximum: number;
  /** The implementation can be called with positional arguments as they are. */
  direct: boolean;
  /** The first parameter is `*args`: positional arguments are passed on as one array. */
  gathers: boolean;
  parsed: Signature | undefined;

  constructor(
    decl: Declaration,
    name: string,
    owner: PyType | undefined,
    hasSelf: boolean,
    slot: boolean,
    module?: string,
  ) {
    super();
    this.decl = decl;
    this.native = decl.implementation as unknown as Native;
    this.name = name;
    const scope = owner?.qualname ?? module ?? "builtins";
    this.qualname = scope === "builtins" ? name : `${scope}.${name}`;
    this.slot = slot;
    this.owner = owner;
    this.hasSelf = hasSelf;
    this.minimum = -1;
    this.maximum = -1;
    this.direct = false;
    this.gathers = false;
    this.parsed = undefined;
  }

  /** The parsed signature. */
  get sig(): Signature {
    return this.parsed ?? this.parse();
  }

  private parse(): Signature {
    const sig = new Signature(this.decl.signature, this.hasSelf);
    this.parsed = sig;
    this.minimum = sig.minimum;
    this.maximum = sig.star ? Infinity : sig.maximum;
    // required keyword-only parameters have to be looked for
    this.direct = !sig.star && !sig.starstar &&
      !sig.params.some((p) => p.kind === "keyword" && p.required);
    this.gathers = sig.star && sig.params[0].kind === "star" &&
      !sig.params.some((p) => p.kind === "keyword" && p.required);
    return sig;
  }

  /** Can be called directly with this many positional arguments. */
  accepts(n: number): boolean {
    if (this.minimum < 0) this.parse();
    return this.direct && n >= this.minimum && n <= this.maximum;
  }

  /** Calls the implementation on `self` with Python arguments; errors of arguments call it what `called` says. */
  callOn(self: Value, args: Value[], kw: KwNames | undefined, called: CallName = this): Value {
    if (kw === undefined && this.accepts(args.length)) {
      const f = this.native;
      switch (args.length) {
        case 0:
          return f(self) ?? NONE;
        case 1:
          return f(self, args[0]) ?? NONE;
        case 2:
          return f(self, args[0], args[1]) ?? NONE;
        case 3:
          return f(self, args[0], args[1], args[2]) ?? NONE;
        default:
          return f(self, ...args) ?? NONE;
      }
    }
    if (kw === undefined && this.gathers) return this.native(self, args) ?? NONE;
    // errors of arguments to `__init__` name the class
    const who: CallName = this.name === "__init__" ? initializerOf(this.owner!) : called;
    return this.native(self, ...bindArguments(this.sig, who, args, kw)) ?? NONE;
  }

  /** Calls the implementation of a function that has no `self`. */
  callFree(args: Value[], kw: KwNames | undefined): Value {
    if (kw === undefined && this.accepts(args.length)) {
      const f = this.native;
      switch (args.length) {
        case 0:
          return f() ?? NONE;
        case 1:
          return f(args[0]) ?? NONE;
        case 2:
          return f(args[0], args[1]) ?? NONE;
        case 3:
          return f(args[0], args[1], args[2]) ?? NONE;
        default:
          return f(...args) ?? NONE;
      }
    }
    if (kw === undefined && this.gathers) return this.native(args) ?? NONE;
    return this.native(...bindArguments(this.sig, this, args, kw)) ?? NONE;
  }
}

/** How a class is named in the errors of the arguments that it is called with. */
function initializerOf(owner: PyType): CallName {
  return { name: owner.qualname, qualname: owner.qualname, slot: false };
}

/** A function of a builtin module, or a static method (`str.maketrans`). */
export class PyBuiltinFunction extends PyBuiltin {
  /** `__module__`, or `undefined` for None. */
  readonly module: string | undefined;
  constructor(decl: Declaration, name: string, module: string | undefined, owner?: PyType) {
    super(decl, name, owner, false, false, module);
    this.module = module;
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    return this.callFree(args, kw);
  }
}

/** `__new__` of a builtin type: its first argument is the class. */
export class PyNew extends PyBuiltin {
  readonly module = undefined;
  constructor(decl: Declaration, owner: PyType) {
    super(decl, "__new__", owner, true, false);
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    const owner = this.owner!;
    const given = kw === undefined ? args.length : args.length - kw.length;
    if (given === 0) throw typeError(`${owner.name}.__new__(): not enough arguments`);
    const cls = args[0];
    if (!(typeof cls === "object" && isTypeObject(cls))) {
      throw typeError(
        `${owner.name}.__new__(X): X is not a type object (${typeOf(cls).name})`,
      );
    }
    if (!cls.isSubtype(owner)) {
      throw typeError(
        `${owner.name}.__new__(${cls.name}): ${cls.name} is not a subtype of ${owner.name}`,
      );
    }
    // a builtin class nearer to `cls` has a layout that this __new__ does not make
    let base: PyType = cls;
    while (base.heap && base.base !== null) base = base.base;
    const unfit = base.disallowsInstantiation || base.lookup("__new__") !== this;
    if (base.layout !== owner.layout && unfit) {
      throw typeError(
        `${owner.name}.__new__(${cls.name}) is not safe, use ${base.name}.__new__()`,
      );
    }
    args.shift();
    return this.make(cls, args, kw);
  }
  /** Makes an instance of `cls`. */
  make(cls: PyType, args: Value[], kw: KwNames | undefined): Value {
    if (kw === undefined && this.accepts(args.length)) return this.callOn(cls, args, kw);
    if (kw === undefined && this.gathers) return this.native(cls, args) ?? NONE;
    const owner = this.owner!;
    const who = initializerOf(owner);
    if (kw !== undefined && cls !== owner && !this.sig.keywords && !this.sig.starstar) {
      // keywords that `__new__` knows nothing of are for the `__init__` of the subclass
      if (cls.lookup("__init__") !== owner.lookup("__init__")) {
        args.length -= kw.length;
        kw = undefined;
      }
    }
    if (kw === undefined && this.accepts(args.length)) return this.callOn(cls, args, kw);
    if (kw === undefined && this.decl.options?.countsPositional && args.length > this.maximum) {
      throw typeError(
        `${owner.name} expected at most ${this.maximum} arguments, got ${args.length}`,
      );
    }
    return this.native(cls, ...bindArguments(this.sig, who, args, kw)) ?? NONE;
  }
}

function isTypeObject(v: PyObject): v is PyType {
  return "isSubtype" in v;
}

/** A method of a builtin type as it stands in the class. */
export class PyMethodDescriptor extends PyBuiltin {
  constructor(decl: Declaration, name: string, owner: PyType) {
    super(decl, name, owner, true, false);
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    // `map(str.lower, texts)`: nothing is taken out of the array
    if (kw === undefined && args.length > 0 && args.length <= 3) {
      const count = args.length - 1;
      const self = args[0];
      if (this.accepts(count) && isInstance(self, this.owner!)) {
        const f = this.native;
        if (count === 0) return f(self) ?? NONE;
        return (count === 1 ? f(self, args[1]) : f(self, args[1], args[2])) ?? NONE;
      }
    }
    const self = takeSelf(this, args, kw);
    return this.callOn(self, args, kw);
  }
  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    if (instance === undefined) return this;
    checkSelf(this, instance);
    return new PyBuiltinMethod(this, instance);
  }
}

/** A special method of a builtin type (`int.__add__`). */
export class PyWrapperDescriptor extends PyBuiltin {
  constructor(decl: Declaration, name: string, owner: PyType) {
    super(decl, name, owner, true, true);
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    const self = takeSelf(this, args, kw);
    return this.callOn(self, args, kw);
  }
  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    if (instance === undefined) return this;
    checkSelf(this, instance);
    return new PyMethodWrapper(this, instance);
  }
}

/** A class method of a builtin type (`dict.fromkeys`). */
export class PyClassMethodDescriptor extends PyBuiltin {
  constructor(decl: Declaration, name: string, owner: PyType) {
    super(decl, name, owner, true, false);
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    const cls = args.shift();
    if (cls === undefined) {
      throw typeError(
        `descriptor '${this.name}' of '${this.owner!.name}' object needs an argument`,
      );
    }
    return this.callOn(this.checkClass(cls), args, kw);
  }
  override descrGet(instance: Value | undefined, owner: PyType | undefined): Value {
    return new PyBuiltinMethod(this, this.checkClass(owner ?? typeOf(instance!)));
  }
  /** In error texts the method is the class's that it was called on. */
  override callOn(cls: Value, args: Value[], kw: KwNames | undefined): Value {
    if (kw === undefined && this.accepts(args.length)) return super.callOn(cls, args, kw);
    const who = {
      name: this.name,
      qualname: `${(cls as PyType).qualname}.${this.name}`,
      slot: false,
    };
    return this.native(cls, ...bindArguments(this.sig, who, args, kw)) ?? NONE;
  }
  private checkClass(cls: Value): PyType {
    if (!(typeof cls === "object" && isTypeObject(cls))) {
      throw typeError(
        `descriptor '${this.name}' for type '${this.owner!.name}' needs a type, not a '${
          typeOf(cls).name
        }' as arg 2`,
      );
    }
    if (!cls.isSubtype(this.owner!)) {
      throw typeError(
        `descriptor '${this.name}' requires a subtype of '${
          this.owner!.name
        }' but received '${cls.name}'`,
      );
    }
    return cls;
  }
}

function takeSelf(d: PyBuiltin, args: Value[], kw: KwNames | undefined): Value {
  if (args.length === (kw?.length ?? 0)) {
    throw typeError(
      d.slot
        ? `descriptor '${d.name}' of '${d.owner!.name}' object needs an argument`
        : `unbound method ${d.qualname}() needs an argument`,
    );
  }
  const self = args.shift()!;
  if (!isInstance(self, d.owner!)) {
    throw typeError(
      d.slot
        ? `descriptor '${d.name}' requires a '${d.owner!.name}' object but received a '${
          typeOf(self).name
        }'`
        : `descriptor '${d.name}' for '${d.owner!.name}' objects doesn't apply to a '${
          typeOf(self).name
        }' object`,
    );
  }
  return self;
}

/** A builtin method that stands in a class whose instances it cannot serve (`class A: upper = str.upper`). */
class PyMisfit extends PyObject {
  readonly method: PyBuiltin;
  constructor(method: PyBuiltin) {
    super();
    this.method = method;
  }
  override descrGet(instance: Value | undefined, owner: PyType | undefined): Value {
    if (instance === undefined) return this.method.descrGet(undefined, owner);
    return new PyMisfitMethod(this.method, instance);
  }
}

/** The same, bound: it refuses at the call. */
class PyMisfitMethod extends PyObject {
  readonly method: PyBuiltin;
  readonly self: Value;
  constructor(method: PyBuiltin, self: Value) {
    super();
    this.method = method;
    this.self = self;
  }
  override invoke(): Value {
    return takeSelf(this.method, [this.self], undefined);
  }
}

typeHooks.fitted = (v, t) => {
  if (!(v instanceof PyMethodDescriptor || v instanceof PyWrapperDescriptor)) return v;
  return t.isSubtype(v.owner!) ? v : new PyMisfit(v);
};

function checkSelf(d: { name: string; owner: PyType | undefined }, self: Value): void {
  if (!isInstance(self, d.owner!)) {
    throw typeError(
      `descriptor '${d.name}' for '${d.owner!.name}' objects doesn't apply to a '${
        typeOf(self).name
      }' object`,
    );
  }
}

/** A builtin method bound to an object: `[].append`. */
export class PyBuiltinMethod extends PyObject implements CallName {
  readonly descr: PyBuiltin;
  readonly self: Value;
  constructor(descr: PyBuiltin, self: Value) {
    super();
    this.descr = descr;
    this.self = self;
  }
  get name(): string {
    return this.descr.name;
  }
  /** Once bound it is a method of its object's class, whoever declares it. */
  get qualname(): string {
    const { self } = this;
    const owner = typeof self === "object" && isTypeObject(self) ? self : typeOf(self);
    return `${owner.qualname}.${this.descr.name}`;
  }
  get slot(): boolean {
    return this.descr.slot;
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    return this.descr.callOn(this.self, args, kw, this);
  }
}

/** A special method of a builtin type bound to an object: `(1).__add__`. */
export class PyMethodWrapper extends PyObject {
  readonly descr: PyBuiltin;
  readonly self: Value;
  constructor(descr: PyBuiltin, self: Value) {
    super();
    this.descr = descr;
    this.self = self;
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    return this.descr.callOn(this.self, args, kw);
  }
}

/** Reads an attribute that is computed. */
export type Getter = (self: never) => Value;
/** Writes it; `value` is `undefined` for deletion. */
export type Setter = (self: never, value: Value | undefined) => void;

/** An attribute of a builtin type as it is declared next to its code. */
export interface GetSetDeclaration {
  readonly doc: string | undefined;
  readonly get: Getter;
  readonly set: Setter | undefined;
  /** It is a member_descriptor in CPython (a bare field), not a getset_descriptor. */
  readonly member: boolean;
}

/** Declares a computed attribute of a builtin type. */
export function getset(doc: string | undefined, get: Getter, set?: Setter): GetSetDeclaration {
  return { doc, get, set, member: false };
}

/** Declares an attribute that CPython shows as a member descriptor. */
export function member(doc: string | undefined, get: Getter, set?: Setter): GetSetDeclaration {
  return { doc, get, set, member: true };
}

/** A computed attribute of a builtin type as it stands in the class. */
export class PyGetSet extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  readonly decl: GetSetDeclaration;
  constructor(decl: GetSetDeclaration, name: string, owner: PyType) {
    super();
    this.name = name;
    this.owner = owner;
    this.decl = decl;
  }
  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    if (instance === undefined) return this;
    checkSelf(this, instance);
    return this.decl.get(instance as never);
  }
  override descrSet(instance: Value, value: Value | undefined): void {
    checkSelf(this, instance);
    if (this.decl.set === undefined) {
      throw attributeError(
        instance,
        this.name,
        this.decl.member
          ? "readonly attribute"
          : `attribute '${this.name}' of '${this.owner.name}' objects is not writable`,
      );
    }
    this.decl.set(instance as never, value);
  }
}

Object.defineProperty(PyGetSet.prototype, "isComputed", { value: true });

/** A member descriptor of a builtin type (shown as one; otherwise as PyGetSet). */
export class PyBuiltinMember extends PyGetSet {}

/** A name in a class's `__slots__`: the value is the instance's own property, as with any attribute. */
export class PySlot extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  readonly key: string;
  constructor(name: string, owner: PyType) {
    super();
    this.name = name;
    this.owner = owner;
    this.key = "_" + name;
  }
  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    if (instance === undefined) return this;
    checkSelf(this, instance);
    const o = instance as unknown as Record<string, Value | undefined>;
    const v = Object.hasOwn(o, this.key) ? o[this.key] : undefined;
    if (v === undefined) {
      const owner = shortName(typeOf(instance));
      const text = `'${owner}' object has no attribute '${this.name}'`;
      throw attributeError(instance, this.name, text);
    }
    return v;
  }
  override descrSet(instance: Value, value: Value | undefined): void {
    checkSelf(this, instance);
    const o = instance as unknown as Record<string, Value | undefined>;
    if (value !== undefined) {
      o[this.key] = value;
    } else {
      if (!Object.hasOwn(o, this.key)) throw exception("AttributeError", this.name);
      delete o[this.key];
    }
  }
}

Object.defineProperty(PySlot.prototype, "isComputed", { value: true });

/** `builtin_function_or_method`. */
export const BuiltinFunctionType: PyType = builtinType(
  "builtin_function_or_method",
  PyBuiltinFunction,
  { final: true, noNew: true },
);
for (const js of [PyBuiltinMethod, PyNew]) {
  Object.defineProperty(js.prototype, "cls", { value: BuiltinFunctionType });
}
/** `method_descriptor`. */
export const MethodDescriptorType: PyType = builtinType("method_descriptor", PyMethodDescriptor, {
  final: true,
  noNew: true,
});
/** `wrapper_descriptor`. */
export const WrapperDescriptorType: PyType = builtinType(
  "wrapper_descriptor",
  PyWrapperDescriptor,
  {
    final: true,
    noNew: true,
  },
);
/** `classmethod_descriptor`. */
export const ClassMethodDescriptorType: PyType = builtinType(
  "classmethod_descriptor",
  PyClassMethodDescriptor,
  { final: true, noNew: true },
);
/** `method-wrapper`. */
export const MethodWrapperType: PyType = builtinType("method-wrapper", PyMethodWrapper, {
  final: true,
  noNew: true,
});
/** `getset_descriptor`. */
export const GetSetType: PyType = builtinType("getset_descriptor", PyGetSet, {
  final: true,
  noNew: true,
});
/** `member_descriptor`. */
export const MemberType: PyType = builtinType("member_descriptor", PySlot, {
  final: true,
  noNew: true,
});
Object.defineProperty(PyBuiltinMember.prototype, "cls", { value: MemberType });

export { wrongCount };
