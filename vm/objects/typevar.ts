// TypeVar, ParamSpec, TypeVarTuple, `type` aliases and Generic: what PEP 695 syntax makes and `typing` re-exports.
//
// Bounds, constraints and defaults written in PEP 695 syntax are evaluated when they are first asked for: the compiler
// gives a function, which is called once and replaced by its value.

import { call, callMethod, getAttr } from "./attributes.ts";
import { getset, member, PyWrapperDescriptor } from "./builtin.ts";
import { equals, hashOf, truth } from "./compare.ts";
import { classGetItem } from "./class_getitem.ts";
import { define, type TypeDefinition } from "./define.ts";
import { builtinDictAttribute } from "./instance_dict.ts";
import { iteratorMethods, PyIterator } from "./iteration.ts";
import { NONE, NOT_IMPLEMENTED as notImplemented, PyObject, type Value } from "./object.ts";
import { typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { EMPTY_TUPLE, PyTuple } from "./tuple.ts";
import { argumentName, builtinType, ObjectType, PyType } from "./type.ts";
import { getItem, strText } from "./operations.ts";
import { typeTypeHooks } from "./type_type.ts";

/** Filled in by the interpreter and the containers. */
export const typeVarHooks: {
  /** `__name__` of the module whose code is running. */
  callerModule: () => Value | undefined;
} = { callerModule: () => undefined };

/** The class of typing.NoDefault. */
export class PyNoDefault extends PyObject {}
export const NoDefaultType: PyType = builtinType("NoDefaultType", PyNoDefault, {
  module: "typing",
  final: true,
});
/** typing.NoDefault */
export const NO_DEFAULT: PyNoDefault = Object.freeze(new PyNoDefault());
define(NoDefaultType, {
  doc: "The type of the NoDefault singleton.",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.",
    (_c: PyType, args: Value[], kw) => {
      if (args.length > 0 || kw !== undefined) throw typeError("NoDefaultType takes no arguments");
      return NO_DEFAULT;
    },
  ),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", () => "typing.NoDefault"),
    __reduce__: method("(self, /)", "", () => "NoDefault"),
  },
});

/** A value that is evaluated when it is first asked for. */
class Lazy {
  value: Value | undefined;
  evaluate: Value | undefined;
  constructor(value: Value | undefined, evaluate: Value | undefined) {
    this.value = value;
    this.evaluate = evaluate;
  }
  get(absent: Value): Value {
    if (this.value === undefined && this.evaluate !== undefined) {
      this.value = call(this.evaluate, []);
      this.evaluate = undefined;
    }
    return this.value ?? absent;
  }
  get isSet(): boolean {
    return this.value !== undefined || this.evaluate !== undefined;
  }
}

/** Base of the three kinds of type parameter. */
export abstract class PyTypeParameter extends PyObject {
  name: Value;
  bound: Lazy;
  constraints: Lazy;
  default_: Lazy;
  covariant: boolean;
  contravariant: boolean;
  inferVariance: boolean;
  constructor() {
    super();
    this.name = "";
    this.bound = new Lazy(undefined, undefined);
    this.constraints = new Lazy(undefined, undefined);
    this.default_ = new Lazy(undefined, undefined);
    this.covariant = false;
    this.contravariant = false;
    this.inferVariance = false;
  }
}

export class PyTypeVar extends PyTypeParameter {}
export class PyParamSpec extends PyTypeParameter {}
export class PyTypeVarTuple extends PyTypeParameter {}

const options = { module: "typing", hasDict: true, hasWeakref: true, final: true } as const;
export const TypeVarType: PyType = builtinType("typing.TypeVar", PyTypeVar, {
  ...options,
  qualname: "TypeVar",
});
export const ParamSpecType: PyType = builtinType("typing.ParamSpec", PyParamSpec, {
  ...options,
  qualname: "ParamSpec",
});
export const TypeVarTupleType: PyType = builtinType("typing.TypeVarTuple", PyTypeVarTuple, {
  ...options,
  qualname: "TypeVarTuple",
});

function typingFunction(name: string, ...args: Value[]): Value {
  return callMethod(runtime.importModule("typing"), name, ...args);
}

/** `typing._type_check(value, message)`: turns None into NoneType, refuses what is no type. */
function checkType(v: Value, message: string): Value {
  if (v instanceof PyType) return v;
  return typingFunction("_type_check", v, message);
}

function setModule(p: PyObject): void {
  const module = typeVarHooks.callerModule();
  if (module !== undefined) (p as unknown as Record<string, Value>)["___module__"] = module;
}

function initialize(
  p: PyTypeParameter,
  name: Value,
  covariant: Value | undefined,
  contravariant: Value | undefined,
  infer: Value | undefined,
): void {
  if (!isStr(name)) {
    throw typeError(`${p.cls.qualname}() argument 'name' must be str, not ${argumentName(name)}`);
  }
  p.name = name;
  p.covariant = covariant !== undefined && truth(covariant);
  p.contravariant = contravariant !== undefined && truth(contravariant);
  p.inferVariance = infer !== undefined && truth(infer);
  if (p.covariant && p.contravariant) throw valueError("Bivariant types are not supported.");
  if (p.inferVariance && (p.covariant || p.contravariant)) {
    throw valueError("Variance cannot be specified with infer_variance.");
  }
  setModule(p);
}

/** `T` in PEP 695 syntax: `evaluate` functions give bound or constraints. */
export function newTypeVar(
  name: Value,
  bound: Value | undefined,
  constraints: Value | undefined,
): PyTypeVar {
  const t = new PyTypeVar();
  t.name = name;
  t.inferVariance = true;
  t.bound = new Lazy(undefined, bound);
  t.constraints = new Lazy(undefined, constraints);
  setModule(t);
  return t;
}
/** `**P` in PEP 695 syntax. */
export function newParamSpec(name: Value): PyParamSpec {
  const p = new PyParamSpec();
  p.name = name;
  p.inferVariance = true;
  setModule(p);
  return p;
}
/** `*Ts` in PEP 695 syntax. */
export function newTypeVarTuple(name: Value): PyTypeVarTuple {
  const t = new PyTypeVarTuple();
  t.name = name;
  setModule(t);
  return t;
}
/** Sets the default of a type parameter (PEP 696): a function that gives it. */
export function setTypeParamDefault(p: Value, evaluate: Value): Value {
  (p as PyTypeParameter).default_ = new Lazy(undefined, evaluate);
  return p;
}

function variancePrefix(p: PyTypeParameter): string {
  if (p.inferVariance) return "";
  return p.covariant ? "+" : p.contravariant ? "-" : "~";
}

function union(a: Value, b: Value): Value {
  return typingFunction("_make_union", a, b);
}

function noSubclass(what: string) {
  return method("(self, bases, /)", "", () => {
    throw typeError(`Cannot subclass an instance of ${what}`);
  });
}

function common(what: string): Required<Pick<TypeDefinition, "methods" | "attributes">> {
  return {
    methods: {
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyTypeParameter) =>
          strFromUtf16(
            (what === "TypeVarTuple" ? "" : variancePrefix(self)) + utf16(strOf(self.name)!),
          ),
      ),
      __mro_entries__: noSubclass(what),
      __reduce__: method("(self, /)", "", (self: PyTypeParameter) => self.name),
      has_default: method(
        "(self, /)",
        "",
        (self: PyTypeParameter) =>
          self.default_.isSet && self.default_.get(NO_DEFAULT) !== NO_DEFAULT,
      ),
      ...(what === "TypeVarTuple" ? {} : {
        __or__: method(
          "(self, value, /)",
          "Return self|value.",
          (a: Value, b: Value) => union(a, b),
        ),
        __ror__: method(
          "(self, value, /)",
          "Return value|self.",
          (a: Value, b: Value) => union(b, a),
        ),
      }),
      __typing_prepare_subst__: method(
        "(self, alias, args, /)",
        "",
        (self: Value, alias: Value, args: Value) =>
          what === "TypeVar" ? prepareTypeVar(self as PyTypeVar, alias, args) : typingFunction(
            what === "ParamSpec" ? "_paramspec_prepare_subst" : "_typevartuple_prepare_subst",
            self,
            alias,
            args,
          ),
      ),
    },
    attributes: {
      __name__: member(undefined, (self: PyTypeParameter) => self.name),
      __default__: getset(undefined, (self: PyTypeParameter) => self.default_.get(NO_DEFAULT)),
      __dict__: builtinDictAttribute,
    },
  };
}

/** Fills in a missing argument with the default. */
function prepareTypeVar(self: PyTypeVar, alias: Value, args: Value): Value {
  const params = (getAttr(alias, "__parameters__") as PyTuple).items;
  const given = (args as PyTuple).items;
  const at = params.indexOf(self);
  if (at < given.length) return args;
  if (at === given.length && self.default_.isSet) {
    return new PyTuple([...given, self.default_.get(NO_DEFAULT)]);
  }
  throw typeError(
    `Too few arguments for ${typeHooksText(alias)}`,
  );
}

const typeHooksText = (v: Value): string => strText(v);

const varianceAttributes = {
  __covariant__: member(undefined, (self: PyTypeParameter) => self.covariant),
  __contravariant__: member(undefined, (self: PyTypeParameter) => self.contravariant),
  __infer_variance__: member(undefined, (self: PyTypeParameter) => self.inferVariance),
};

const typeVar = common("TypeVar");
define(TypeVarType, {
  doc:
    "Type variable.\n\nThe preferred way to construct a type variable is via the dedicated\nsyntax for generic functions, classes, and type aliases.",
  new: method(
    "(type, name, *constraints, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (
      _cls: PyType,
      name: Value,
      constraints: Value[],
      bound?: Value,
      defaultValue?: Value,
      covariant?: Value,
      contravariant?: Value,
      infer?: Value,
    ) => {
      const t = new PyTypeVar();
      initialize(t, name, covariant, contravariant, infer);
      if (bound !== undefined && bound !== NONE) {
        t.bound = new Lazy(checkType(bound, "Bound must be a type."), undefined);
      }
      if (constraints.length === 1) throw typeError("A single constraint is not allowed");
      if (constraints.length > 0) {
        if (t.bound.isSet) throw typeError("Constraints cannot be combined with bound=...");
        t.constraints = new Lazy(new PyTuple(constraints), undefined);
      }
      if (defaultValue !== undefined) t.default_ = new Lazy(defaultValue, undefined);
      return t;
    },
  ),
  methods: {
    ...typeVar.methods,
    __typing_subst__: method(
      "(self, arg, /)",
      "",
      (self: Value, arg: Value) => typingFunction("_typevar_subst", self, arg),
    ),
  },
  attributes: {
    ...typeVar.attributes,
    ...varianceAttributes,
    __bound__: getset(undefined, (self: PyTypeVar) => self.bound.get(NONE)),
    __constraints__: getset(undefined, (self: PyTypeVar) => self.constraints.get(EMPTY_TUPLE)),
  },
});

/** `P.args` and `P.kwargs`. */
class PyParamSpecPart extends PyObject {
  origin: Value;
  constructor() {
    super();
    this.origin = NONE;
  }
}
class PyParamSpecArgs extends PyParamSpecPart {}
class PyParamSpecKwargs extends PyParamSpecPart {}
export const ParamSpecArgsType: PyType = builtinType("typing.ParamSpecArgs", PyParamSpecArgs, {
  qualname: "ParamSpecArgs",
  module: "typing",
  hasWeakref: true,
});
export const ParamSpecKwargsType: PyType = builtinType(
  "typing.ParamSpecKwargs",
  PyParamSpecKwargs,
  { qualname: "ParamSpecKwargs", module: "typing", hasWeakref: true },
);
for (const [t, suffix] of [[ParamSpecArgsType, "args"], [ParamSpecKwargsType, "kwargs"]] as const) {
  define(t, {
    doc: `The ${suffix} for a ParamSpec object.`,
    new: method(
      "(type, origin)",
      "Create and return a new object.",
      (cls: PyType, origin: Value) => {
        const p = cls.allocate() as PyParamSpecPart;
        p.origin = origin;
        return p;
      },
    ),
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", (self: PyParamSpecPart) => {
        const { origin } = self;
        const name = origin instanceof PyParamSpec ? utf16(strOf(origin.name)!) : strText(origin);
        return strFromUtf16(`${name}.${suffix}`);
      }),
      __eq__: method(
        "(self, value, /)",
        "Return self==value.",
        (self: PyParamSpecPart, o: Value) => {
          if (typeof o !== "object" || o.cls !== self.cls) return notImplemented;
          return equals(self.origin, (o as PyParamSpecPart).origin);
        },
      ),
      __hash__: method(
        "(self, /)",
        "Return hash(self).",
        (self: PyParamSpecPart) => hashOf(self.origin),
      ),
      __mro_entries__: noSubclass(`ParamSpec${suffix === "args" ? "Args" : "Kwargs"}`),
    },
    attributes: { __origin__: member(undefined, (self: PyParamSpecPart) => self.origin) },
  });
}

function part(cls: PyType, origin: Value): Value {
  return call(cls, [origin]);
}

const paramSpec = common("ParamSpec");
define(ParamSpecType, {
  doc: "Parameter specification variable.",
  new: method(
    "(type, name, *, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (
      _cls: PyType,
      name: Value,
      bound?: Value,
      defaultValue?: Value,
      covariant?: Value,
      contravariant?: Value,
      infer?: Value,
    ) => {
      const p = new PyParamSpec();
      initialize(p, name, covariant, contravariant, infer);
      if (bound !== undefined && bound !== NONE) {
        p.bound = new Lazy(checkType(bound, "Bound must be a type."), undefined);
      }
      if (defaultValue !== undefined) p.default_ = new Lazy(defaultValue, undefined);
      return p;
    },
  ),
  methods: {
    ...paramSpec.methods,
    __typing_subst__: method(
      "(self, arg, /)",
      "",
      (self: Value, arg: Value) => typingFunction("_paramspec_subst", self, arg),
    ),
  },
  attributes: {
    ...paramSpec.attributes,
    ...varianceAttributes,
    __bound__: getset(undefined, (self: PyParamSpec) => self.bound.get(NONE)),
    args: getset(
      "Represents positional arguments.",
      (self: Value) => part(ParamSpecArgsType, self),
    ),
    kwargs: getset(
      "Represents keyword arguments.",
      (self: Value) => part(ParamSpecKwargsType, self),
    ),
  },
});

/** The iterator of `*Ts`: gives `Unpack[Ts]` once. */
class UnpackedOnce extends PyIterator {
  item: Value | undefined;
  constructor(item?: Value) {
    super();
    this.item = item;
  }
  override step(): Value | undefined {
    const { item } = this;
    this.item = undefined;
    return item;
  }
}
const UnpackedOnceType = builtinType("generator", UnpackedOnce, { final: true, noNew: true });
define(UnpackedOnceType, { methods: iteratorMethods });

const typeVarTuple = common("TypeVarTuple");
define(TypeVarTupleType, {
  doc: "Type variable tuple.  A specialized form of type variable that enables\nvariadic generics.",
  new: method(
    "(type, name, *, default=None)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, name: Value, defaultValue?: Value) => {
      const t = new PyTypeVarTuple();
      initialize(t, name, undefined, undefined, undefined);
      if (defaultValue !== undefined) t.default_ = new Lazy(defaultValue, undefined);
      return t;
    },
  ),
  methods: {
    ...typeVarTuple.methods,
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: Value) => new UnpackedOnce(typingFunction("_unpack_of", self)),
    ),
    __typing_subst__: method("(self, arg, /)", "", () => {
      throw typeError("Substitution of bare TypeVarTuple is not supported");
    }),
  },
  attributes: typeVarTuple.attributes,
});
TypeVarTupleType.ns.set("__iter__", unpackIter());

/** `__iter__` of a TypeVarTuple: one `typing.Unpack[Ts]`. */
function unpackIter(): Value {
  const decl = method("(self, /)", "Implement iter(self).", (self: Value) => {
    const unpack = getAttr(runtime.importModule("typing"), "Unpack");
    return new UnpackedOnce(getItem(unpack, self));
  });
  return new PyWrapperDescriptor(decl, "__iter__", TypeVarTupleType);
}

/** What a `type X = …` statement makes. */
export class PyTypeAlias extends PyObject {
  name: Value;
  typeParams: PyTuple;
  value: Lazy;
  module: Value | undefined;
  constructor() {
    super();
    this.name = "";
    this.typeParams = EMPTY_TUPLE;
    this.value = new Lazy(undefined, undefined);
    this.module = undefined;
  }
}
export const TypeAliasType: PyType = builtinType("typing.TypeAliasType", PyTypeAlias, {
  qualname: "TypeAliasType",
  module: "typing",
  final: true,
});

/** `type name[params] = …`: `evaluate` gives the value. */
export function newTypeAlias(name: Value, params: Value, evaluate: Value): PyTypeAlias {
  const a = new PyTypeAlias();
  a.name = name;
  a.typeParams = params instanceof PyTuple ? params : EMPTY_TUPLE;
  a.value = new Lazy(undefined, evaluate);
  a.module = typeVarHooks.callerModule();
  return a;
}

/** The parameters as `__parameters__` shows them: TypeVarTuples unpacked. */
function parameters(a: PyTypeAlias): Value {
  if (!a.typeParams.items.some((p) => p instanceof PyTypeVarTuple)) return a.typeParams;
  const unpack = getAttr(runtime.importModule("typing"), "Unpack");
  return new PyTuple(
    a.typeParams.items.map((p) => p instanceof PyTypeVarTuple ? getItem(unpack, p) : p),
  );
}

define(TypeAliasType, {
  doc:
    "Type alias.\n\nType aliases are created through the type statement::\n\n    type Alias = int",
  new: method(
    "(type, name, value, *, type_params=())",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, name: Value, value: Value, params?: Value) => {
      if (!isStr(name)) {
        throw typeError(`typealias() argument 'name' must be str, not ${argumentName(name)}`);
      }
      if (params !== undefined && !(params instanceof PyTuple)) {
        throw typeError("type_params must be a tuple");
      }
      const a = new PyTypeAlias();
      a.name = name;
      a.typeParams = (params as PyTuple | undefined) ?? EMPTY_TUPLE;
      a.value = new Lazy(value, undefined);
      a.module = typeVarHooks.callerModule();
      return a;
    },
  ),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (self: PyTypeAlias) => self.name),
    __getitem__: method("(self, key, /)", "Return self[key].", (self: PyTypeAlias, key: Value) => {
      if (self.typeParams.items.length === 0) {
        throw typeError("Only generic type aliases are subscriptable");
      }
      return classGetItem(self, key instanceof PyTuple ? key : new PyTuple([key]));
    }),
    __or__: method("(self, value, /)", "Return self|value.", (a: Value, b: Value) => unionOf(a, b)),
    __ror__: method(
      "(self, value, /)",
      "Return value|self.",
      (a: Value, b: Value) => unionOf(b, a),
    ),
    __reduce__: method("(self, /)", "", (self: PyTypeAlias) => self.name),
  },
  attributes: {
    __name__: member(undefined, (self: PyTypeAlias) => self.name),
    __value__: getset(undefined, (self: PyTypeAlias) => self.value.get(NONE)),
    __type_params__: getset(undefined, (self: PyTypeAlias) => self.typeParams),
    __parameters__: getset(undefined, parameters),
    __module__: getset(undefined, (self: PyTypeAlias) => self.module ?? NONE),
  },
});

const unionOf = (a: Value, b: Value): Value => typeTypeHooks.union(a, b);

/** typing.Generic. */
export class PyGeneric extends PyObject {}
export const GenericType: PyType = builtinType("typing.Generic", PyGeneric, {
  qualname: "Generic",
  module: "typing",
  hasDict: false,
});
GenericType.layout = objectLayout();
GenericType.solid = ObjectType.solid;
function objectLayout() {
  return ObjectType.layout;
}
define(GenericType, {
  doc:
    "Abstract base class for generic types.\n\nOn Python 3.12 and newer, generic classes implicitly inherit from\nGeneric when they declare a parameter list after the class's name::\n\n    class Mapping[KT, VT]:\n        def __getitem__(self, key: KT) -> VT:\n            ...\n            # Etc.\n\nOn older versions of Python, however, generic classes have to\nexplicitly inherit from Generic.\n\nAfter a class has been declared to be generic, it can then be used as\nfollows::\n\n    def lookup_name[KT, VT](mapping: Mapping[KT, VT], key: KT, default: VT) -> VT:\n        try:\n            return mapping[key]\n        except KeyError:\n            return default\n",
  classMethods: {
    __class_getitem__: method(
      "(cls, /, *args, **kwargs)",
      "Parameterizes a generic class.",
      (cls: PyType, args: Value[], kw: KwMap | undefined) =>
        callTyping("_generic_class_getitem", [cls, ...args], kw),
      { noTextSignature: true },
    ),
    __init_subclass__: method(
      "(cls, /, *args, **kwargs)",
      "Function to initialize subclasses.",
      (cls: PyType, args: Value[], kw: KwMap | undefined) =>
        callTyping("_generic_init_subclass", [cls, ...args], kw),
      { noTextSignature: true },
    ),
  },
});

function callTyping(name: string, args: Value[], kw: KwMap | undefined): Value {
  const f = getAttr(runtime.importModule("typing"), name);
  if (kw === undefined) return call(f, args);
  return call(f, [...args, ...kw.values()], [...kw.keys()]);
}

/** `typing.Generic[params]`, the base that PEP 695 classes get. */
export function subscriptGeneric(params: Value): Value {
  const items = (params as PyTuple).items;
  const unpack = items.some((p) => p instanceof PyTypeVarTuple)
    ? getAttr(runtime.importModule("typing"), "Unpack")
    : undefined;
  const args = items.map((p) => p instanceof PyTypeVarTuple ? getItem(unpack!, p) : p);
  return callTyping("_generic_class_getitem", [GenericType, new PyTuple(args)], undefined);
}
