// types.UnionType: `int | str`.

import { getAttrOrAbsent } from "./attributes.ts";
import { getset, member } from "./builtin.ts";
import { equals, hashOf } from "./compare.ts";
import { define } from "./define.ts";
import { argumentRepr, PyGenericAlias } from "./generic_alias.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "./object.ts";
import { or } from "./operators.ts";
import { typeError } from "./raise.ts";
import { PyFrozenSet, PySet } from "./set.ts";
import { sameSets } from "./set_algebra.ts";
import { method } from "./signature.ts";
import { NoneType } from "./singleton_types.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, PyType } from "./type.ts";
import { collectParameters, substitute } from "./type_parameters.ts";
import { isInstanceOf, isSubclassOf, typeTypeHooks } from "./type_type.ts";
import { TypeAliasType } from "./typevar.ts";

/** A union of types. */
export class PyUnion extends PyObject {
  args: PyTuple;
  private params: PyTuple | undefined;
  constructor(args: PyTuple = new PyTuple()) {
    super();
    this.args = args;
    this.params = undefined;
  }
  get parameters(): PyTuple {
    return this.params ??= collectParameters(this.args.items);
  }
}

/** `types.UnionType`. */
export const UnionType: PyType = builtinType("types.UnionType", PyUnion, {
  patternKind: "subscript",
  final: true,
  noNew: true,
  module: "types",
  qualname: "UnionType",
  hasWeakref: true,
});

/** Operands that `|` makes a union of. */
function isMember(v: Value): boolean {
  return v === NONE || v instanceof PyType || v instanceof PyGenericAlias ||
    v instanceof PyUnion || typeof v === "object" && v.cls === TypeAliasType;
}

/** `a | b` of types; NOT_IMPLEMENTED where one of them is no type. */
export function union(a: Value, b: Value): Value {
  if (!isMember(a) || !isMember(b)) return NOT_IMPLEMENTED;
  const members: Value[] = [];
  for (const v of [a, b]) {
    for (const t of v instanceof PyUnion ? v.args.items : [v === NONE ? NoneType : v]) {
      if (!members.some((m) => equals(m, t))) members.push(t);
    }
  }
  return members.length === 1 ? members[0] : new PyUnion(new PyTuple(members));
}
typeTypeHooks.union = union;

function unionRepr(self: PyUnion): Value {
  return strFromUtf16(
    self.args.items.map((v) => v === NoneType ? "None" : argumentRepr(v)).join(" | "),
  );
}

/** Members with arguments cannot be asked about. */
function checkPlain(self: PyUnion, what: string): void {
  if (self.args.items.some((v) => v instanceof PyGenericAlias)) {
    throw typeError(`${what} argument 2 cannot be a parameterized generic`);
  }
}

function same(a: PyUnion, b: PyUnion): boolean {
  return sameSets(new PySet(a.args.items), new PySet(b.args.items));
}
define(UnionType, {
  doc: "Represent a PEP 604 union type\n\nE.g. for int | str",
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", unionRepr),
    __hash__: method(
      "(self, /)",
      "Return hash(self).",
      (self: PyUnion) => hashOf(new PyFrozenSet(self.args.items)),
    ),
    __eq__: method(
      "(self, value, /)",
      "Return self==value.",
      (self: PyUnion, o: Value) => o instanceof PyUnion ? same(self, o) : NOT_IMPLEMENTED,
    ),
    __ne__: method(
      "(self, value, /)",
      "Return self!=value.",
      (self: PyUnion, o: Value) => o instanceof PyUnion ? !same(self, o) : NOT_IMPLEMENTED,
    ),
    __lt__: method("(self, value, /)", "Return self<value.", () => NOT_IMPLEMENTED),
    __le__: method("(self, value, /)", "Return self<=value.", () => NOT_IMPLEMENTED),
    __gt__: method("(self, value, /)", "Return self>value.", () => NOT_IMPLEMENTED),
    __ge__: method("(self, value, /)", "Return self>=value.", () => NOT_IMPLEMENTED),
    __or__: method("(self, value, /)", "Return self|value.", union),
    __ror__: method("(self, value, /)", "Return value|self.", (a: Value, b: Value) => union(b, a)),
    __getitem__: method("(self, key, /)", "Return self[key].", (self: PyUnion, item: Value) => {
      const args = substitute(self, self.args.items, self.parameters, item);
      let r = args[0];
      for (let i = 1; i < args.length; i++) r = or(r, args[i]);
      return r;
    }),
  },
  attributes: {
    __parameters__: getset(
      "Type variables in the types.UnionType.",
      (self: PyUnion) => self.parameters,
    ),
    __args__: member(undefined, (self: PyUnion) => self.args),
  },
});

typeTypeHooks.unionInstance = (v, u) => {
  if (!(u instanceof PyUnion)) return undefined;
  checkPlain(u, "isinstance()");
  return u.args.items.some((t) => isInstanceOf(v, t));
};
typeTypeHooks.unionSubclass = (v, u) => {
  if (!(u instanceof PyUnion)) return undefined;
  if (!(v instanceof PyType) && getAttrOrAbsent(v, "__bases__") === undefined) {
    throw typeError("issubclass() arg 1 must be a class");
  }
  checkPlain(u, "issubclass()");
  return u.args.items.some((t) => isSubclassOf(v, t));
};
