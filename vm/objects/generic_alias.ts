// types.GenericAlias: `list[int]`, a class with arguments. It is a class to whoever calls it or asks for its
// attributes, and has its own mind where typing needs to know the arguments.

import {
  attributeHooks,
  call,
  findGeneric,
  getAttr,
  getAttrOrAbsent,
  setAttr,
} from "./attributes.ts";
import { getset, member } from "./builtin.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { genericAliasHooks } from "./class_getitem.ts";
import { equals, hashOf } from "./compare.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { exceptionTypes, isExceptionOf } from "./exceptions.ts";
import { iteratorMethods, PyIterator, toArray } from "./iteration.ts";
import { PyList } from "./list.ts";
import { type KwNames, NONE, NOT_IMPLEMENTED, PyObject, type Value } from "./object.ts";
import { classItemHooks, repr } from "./operations.ts";
import { xor } from "./operators.ts";
import { typeError } from "./raise.ts";
import { method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { PyTuple, TupleType } from "./tuple.ts";
import { builtinType, native, type PyType } from "./type.ts";
import { typeTypeHooks } from "./type_type.ts";
import { collectParameters, substitute } from "./type_parameters.ts";

/** Names that are the alias's own; everything else is the class's. */
const OWN: ReadonlySet<string> = new Set([
  "__class__",
  "__origin__",
  "__args__",
  "__unpacked__",
  "__parameters__",
  "__typing_unpacked_tuple_args__",
  "__mro_entries__",
  "__reduce_ex__",
  "__reduce__",
]);
/** Names that the alias does not have though the class has them. */
const BLOCKED: ReadonlySet<string> = new Set(["__bases__", "__copy__", "__deepcopy__"]);

/** A class with arguments. */
export class PyGenericAlias extends PyObject {
  origin: Value;
  args: PyTuple;
  /** It stands unpacked: `*tuple[int]`. */
  starred: boolean;
  private params: PyTuple | undefined;
  constructor(origin: Value = NONE, args: PyTuple = new PyTuple(), starred = false) {
    super();
    this.origin = origin;
    this.args = args;
    this.starred = starred;
    this.params = undefined;
  }

  get parameters(): PyTuple {
    return this.params ??= collectParameters(this.args.items);
  }

  override invoke(args: Value[], kw: KwNames | undefined): Value {
    const made = call(this.origin, args, kw);
    try {
      setAttr(made, "__orig_class__", this);
    } catch (e) {
      const tolerated = attributeHooks.isAttributeError(e) ||
        isExceptionOf(e, exceptionTypes.get("TypeError")!);
      if (!tolerated) throw e;
    }
    return made;
  }

  override findAttribute(name: string): Value | undefined {
    if (OWN.has(name) || BLOCKED.has(name)) return findGeneric(this, this.cls, name);
    return getAttr(this.origin, name);
  }
}

/** `types.GenericAlias`. */
export const GenericAliasType: PyType = builtinType("types.GenericAlias", PyGenericAlias, {
  module: "types",
  qualname: "GenericAlias",
  hasWeakref: true,
});

/** `origin[item]` */
export function genericAlias(origin: Value, item: Value): PyGenericAlias {
  const args = item instanceof PyTuple ? item : new PyTuple([item]);
  return new PyGenericAlias(origin, args);
}

genericAliasHooks.make = genericAlias;
classItemHooks.typeItem = genericAlias;

/** An argument as `repr` of an alias shows it: classes by their names. */
export function argumentRepr(v: Value): string {
  if (typeof v === "object" && v.cls.name === "ellipsis") return "...";
  if (v instanceof PyList) return `[${v.toArray().map(argumentRepr).join(", ")}]`;
  const isAlias = getAttrOrAbsent(v, "__origin__") !== undefined &&
    getAttrOrAbsent(v, "__args__") !== undefined;
  if (!isAlias) {
    const name = getAttrOrAbsent(v, "__qualname__");
    const module = getAttrOrAbsent(v, "__module__");
    if (name !== undefined && module !== undefined && module !== NONE && isStr(name)) {
      const short = utf16(strOf(name)!);
      const where = isStr(module) ? utf16(strOf(module)!) : repr(module);
      return where === "builtins" ? short : `${where}.${short}`;
    }
  }
  return repr(v);
}

function aliasRepr(self: PyGenericAlias): Value {
  const { items } = self.args;
  const inner = items.length === 0 ? "()" : items.map(argumentRepr).join(", ");
  return strFromUtf16(`${self.starred ? "*" : ""}${argumentRepr(self.origin)}[${inner}]`);
}

function refuse(what: string): never {
  throw typeError(`${what} argument 2 cannot be a parameterized generic`);
}

/** Gives `*alias` once. */
class AliasIterator extends PyIterator {
  alias: PyGenericAlias | undefined;
  constructor(alias?: PyGenericAlias) {
    super();
    this.alias = alias;
  }
  override step(): Value | undefined {
    const { alias } = this;
    this.alias = undefined;
    return alias === undefined ? undefined : new PyGenericAlias(alias.origin, alias.args, true);
  }
}
const AliasIteratorType: PyType = builtinType("generic_alias_iterator", AliasIterator, {
  final: true,
  noNew: true,
});
define(AliasIteratorType, {
  methods: {
    ...iteratorMethods,
    __reduce__: method("(self, /)", "", (self: AliasIterator) =>
      new PyTuple([
        builtinFunction("iter"),
        new PyTuple([self.alias ?? new PyTuple()]),
      ])),
  },
});
define(GenericAliasType, {
  doc:
    "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
  textSignature: "(origin, args, /)",
  new: method(
    "(type, origin, args, /)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, origin: Value, args: Value) => {
      const alias = cls.allocate() as PyGenericAlias;
      alias.origin = origin;
      alias.args = args instanceof PyTuple ? args : new PyTuple([args]);
      return alias;
    },
  ),
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", aliasRepr),
    __hash__: method(
      "(self, /)",
      "Return hash(self).",
      (self: PyGenericAlias) => hashOf(xor(hashOf(self.origin), hashOf(self.args))),
    ),
    __call__: method(
      "(self, /, *args, **kwargs)",
      "Call self as a function.",
      (self: PyGenericAlias, args: Value[], kw: Map<string, Value> | undefined) =>
        kw === undefined
          ? native(self).invoke.call(self, args, undefined)
          : native(self).invoke.call(self, [...args, ...kw.values()], [...kw.keys()]),
    ),
    __getitem__: method(
      "(self, key, /)",
      "Return self[key].",
      (self: PyGenericAlias, item: Value) =>
        new PyGenericAlias(
          self.origin,
          new PyTuple(substitute(self, self.args.items, self.parameters, item)),
          self.starred,
        ),
    ),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyGenericAlias, o: Value) =>
        o instanceof PyGenericAlias
          ? self.starred === o.starred && equals(self.origin, o.origin) && equals(self.args, o.args)
          : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyGenericAlias, o: Value) =>
        o instanceof PyGenericAlias
          ? !(self.starred === o.starred && equals(self.origin, o.origin) &&
            equals(self.args, o.args))
          : NOT_IMPLEMENTED,
    ),
    __lt__: method("(self, value, /)", "Return self<value.", () => NOT_IMPLEMENTED),
    __le__: method("(self, value, /)", "Return self<=value.", () => NOT_IMPLEMENTED),
    __gt__: method("(self, value, /)", "Return self>value.", () => NOT_IMPLEMENTED),
    __ge__: method("(self, value, /)", "Return self>=value.", () => NOT_IMPLEMENTED),
    __or__: method(
      "(self, value, /)",
      "Return self|value.",
      (a: Value, b: Value) => typeTypeHooks.union(a, b),
    ),
    __ror__: method(
      "(self, value, /)",
      "Return value|self.",
      (a: Value, b: Value) => typeTypeHooks.union(b, a),
    ),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: PyGenericAlias) => new AliasIterator(self),
    ),
    __mro_entries__: method(
      "(self, object, /)",
      "",
      (self: PyGenericAlias) => new PyTuple([self.origin]),
    ),
    __instancecheck__: method("(self, object, /)", "", () => refuse("isinstance()")),
    __subclasscheck__: method("(self, object, /)", "", () => refuse("issubclass()")),
    __reduce__: method("(self, /)", "", (self: PyGenericAlias) => {
      if (self.starred) {
        const plain = new PyGenericAlias(self.origin, self.args);
        return new PyTuple([builtinFunction("next"), new PyTuple([new AliasIterator(plain)])]);
      }
      return new PyTuple([GenericAliasType, new PyTuple([self.origin, self.args])]);
    }),
    __dir__: method("(self, /)", "", (self: PyGenericAlias) => {
      const names = new PyDict();
      const dir = call(getAttr(builtinFunction("dir"), "__call__"), [self.origin]);
      for (const n of toArray(dir)) names.set(n, NONE);
      for (const n of OWN) names.setStr(n, NONE);
      for (const n of BLOCKED) names.deleteStr(n);
      return new PyList(names.keys());
    }),
    __getattribute__: method(
      "(self, name, /)",
      "Return getattr(self, name).",
      (self: PyGenericAlias, name: Value) => {
        const n = utf16(strOf(name)!);
        const v = native(self).findAttribute.call(self, n);
        return v ?? getAttr(self.origin, n);
      },
    ),
  },
  attributes: {
    __parameters__: getset(
      "Type variables in the GenericAlias.",
      (self: PyGenericAlias) => self.parameters,
    ),
    __typing_unpacked_tuple_args__: getset(
      undefined,
      (self: PyGenericAlias) => self.starred && self.origin === TupleType ? self.args : NONE,
    ),
    __origin__: member(undefined, (self: PyGenericAlias) => self.origin),
    __args__: member(undefined, (self: PyGenericAlias) => self.args),
    __unpacked__: member(undefined, (self: PyGenericAlias) => self.starred),
  },
});
