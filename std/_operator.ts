// _operator: the operators as functions, and attrgetter, itemgetter, methodcaller.

import * as operators from "../vm/objects/operators.ts";
import { attributeName, call, getAttr } from "../vm/objects/attributes.ts";
import { eq, equals, ge, gt, isSame, le, lt, ne, truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { iter } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type KwNames, PyObject, type Value } from "../vm/objects/object.ts";
import {
  contains,
  deleteItem,
  getItem,
  indexOf,
  lengthHint,
  repr,
  setItem,
} from "../vm/objects/operations.ts";
import { bytesLikeOf } from "../vm/objects/buffer.ts";
import { typeError, valueError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { type Declaration, type KwMap, method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { builtinType, native, type PyType, typeOf } from "../vm/objects/type.ts";

function binary(symbol: string, f: (a: Value, b: Value) => Value): Declaration {
  return method("(a, b, /)", `Same as a ${symbol} b.`, f);
}

/** Base of the three getters: a callable of one argument. */
abstract class Getter extends PyObject {
  abstract apply(o: Value): Value;
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    if (kw === undefined && args.length === 1) return this.apply(args[0]);
    const short = this.cls.name.split(".").pop()!;
    if (kw !== undefined) throw typeError(`${short}() takes no keyword arguments`);
    throw typeError(`${short} expected 1 argument, got ${args.length}`);
  }
}

/** operator.itemgetter */
class ItemGetter extends Getter {
  items: Value[] = [];
  override apply(o: Value): Value {
    const { items } = this;
    if (items.length === 1) return getItem(o, items[0]);
    return new PyTuple(items.map((i) => getItem(o, i)));
  }
}

/** operator.attrgetter */
class AttrGetter extends Getter {
  names: Value[] = [];
  paths: string[][] = [];
  override apply(o: Value): Value {
    const { paths } = this;
    if (paths.length === 1) return follow(o, paths[0]);
    return new PyTuple(paths.map((p) => follow(o, p)));
  }
}

function follow(o: Value, path: string[]): Value {
  let v = o;
  for (const name of path) v = getAttr(v, name);
  return v;
}

/** operator.methodcaller */
class MethodCaller extends Getter {
  name: Value = "";
  args: Value[] = [];
  kwargs: KwMap | undefined = undefined;
  override apply(o: Value): Value {
    const f = getAttr(o, utf16(strOf(this.name)!));
    return this.kwargs === undefined
      ? call(f, this.args.slice())
      : call(f, [...this.args, ...this.kwargs.values()], [...this.kwargs.keys()]);
  }
}

const callDeclaration = method(
  "(self, /, *args, **kwargs)",
  "Call self as a function.",
  (self: Getter, args: Value[], kw: KwMap | undefined) =>
    native(self).invoke.call(
      self,
      kw === undefined ? args : [...args, ...kw.values()],
      kw === undefined ? undefined : [...kw.keys()],
    ),
);

function defineGetters(): PyType[] {
  const itemGetter = builtinType("operator.itemgetter", ItemGetter, {
    module: "operator",
    qualname: "itemgetter",
  });
  define(itemGetter, {
    doc:
      "Return a callable object that fetches the given item(s) from its operand.\n\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])",
    textSignature: "(item, /, *items)",
    new: method(
      "(type, item, /, *items)",
      "Create and return a new object.",
      (cls: PyType, item: Value, items: Value[]) => {
        const g = cls.allocate() as ItemGetter;
        g.items = [item, ...items];
        return g;
      },
    ),
    methods: {
      __call__: callDeclaration,
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: ItemGetter) =>
          strFromUtf16(`operator.itemgetter(${self.items.map(repr).join(", ")})`),
      ),
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling",
        (self: ItemGetter) => new PyTuple([self.cls, new PyTuple(self.items)]),
      ),
    },
  });
  const attrGetter = builtinType("operator.attrgetter", AttrGetter, {
    module: "operator",
    qualname: "attrgetter",
  });
  define(attrGetter, {
    doc:
      "Return a callable object that fetches the given attribute(s) from its operand.\n\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
    textSignature: "(attr, /, *attrs)",
    new: method(
      "(type, attr, /, *attrs)",
      "Create and return a new object.",
      (cls: PyType, attr: Value, attrs: Value[]) => {
        const g = cls.allocate() as AttrGetter;
        g.names = [attr, ...attrs];
        g.paths = g.names.map((n) => {
          if (!isStr(n)) throw typeError("attribute name must be a string");
          return attributeName(n).split(".");
        });
        return g;
      },
    ),
    methods: {
      __call__: callDeclaration,
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: AttrGetter) =>
          strFromUtf16(`operator.attrgetter(${self.names.map(repr).join(", ")})`),
      ),
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling",
        (self: AttrGetter) => new PyTuple([self.cls, new PyTuple(self.names)]),
      ),
    },
  });
  const methodCaller = builtinType("operator.methodcaller", MethodCaller, {
    module: "operator",
    qualname: "methodcaller",
  });
  define(methodCaller, {
    doc:
      "Return a callable object that calls the given method on its operand.\n\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
    textSignature: "(name, /, *args, **kwargs)",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.",
      (cls: PyType, args: Value[], kwargs: KwMap | undefined) => {
        if (args.length === 0) {
          throw typeError("methodcaller needs at least one argument, the method name");
        }
        if (!isStr(args[0])) throw typeError("method name must be a string");
        const g = cls.allocate() as MethodCaller;
        g.name = args[0];
        g.args = args.slice(1);
        g.kwargs = kwargs;
        return g;
      },
    ),
    methods: {
      __call__: callDeclaration,
      __repr__: method("(self, /)", "Return repr(self).", (self: MethodCaller) => {
        const parts = [self.name, ...self.args].map(repr);
        for (const [k, v] of self.kwargs ?? []) parts.push(`${k}=${repr(v)}`);
        return strFromUtf16(`operator.methodcaller(${parts.join(", ")})`);
      }),
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling",
        (self: MethodCaller) => {
          if (self.kwargs === undefined) {
            return new PyTuple([self.cls, new PyTuple([self.name, ...self.args])]);
          }
          const partial = getAttr(runtime.importModule("functools"), "partial");
          const bound = call(partial, [self.cls, self.name, ...self.kwargs.values()], [
            ...self.kwargs.keys(),
          ]);
          return new PyTuple([bound, new PyTuple(self.args)]);
        },
      ),
    },
  });
  return [itemGetter, attrGetter, methodCaller];
}

function inplace(symbol: string, f: (a: Value, b: Value) => Value): Declaration {
  return method("(a, b, /)", `Same as a ${symbol} b.`, f);
}

function isSequence(v: Value): boolean {
  return typeOf(v).lookup("__getitem__") !== undefined && !(v instanceof PyDict);
}

function concat(a: Value, b: Value, add: (a: Value, b: Value) => Value): Value {
  if (!isSequence(a)) throw typeError(`'${typeOf(a).name}' object can't be concatenated`);
  if (!isSequence(b)) throw typeError(`'${typeOf(b).name}' object can't be concatenated`);
  return add(a, b);
}

function countOf(a: Value, b: Value): number {
  let n = 0;
  const it = iter(a);
  for (let v = it.step(); v !== undefined; v = it.step()) if (equals(v, b)) n++;
  return n;
}

function indexIn(a: Value, b: Value): number {
  let i = 0;
  const it = iter(a);
  for (let v = it.step(); v !== undefined; v = it.step(), i++) if (equals(v, b)) return i;
  throw valueError("sequence.index(x): x not in sequence");
}

/** `operator._compare_digest`: a comparison whose time does not tell where two secrets differ. */
export function compareDigest(a: Value, b: Value): boolean {
  let x: Uint8Array, y: Uint8Array;
  if (isStr(a) && isStr(b)) {
    const s = utf16(strOf(a)!), t = utf16(strOf(b)!);
    // deno-lint-ignore no-control-regex
    const ascii = /^[\x00-\x7f]*$/;
    if (!ascii.test(s) || !ascii.test(t)) {
      throw typeError("comparing strings with non-ASCII characters is not supported");
    }
    const encoder = new TextEncoder();
    x = encoder.encode(s);
    y = encoder.encode(t);
  } else {
    const p = bytesLikeOf(a), q = bytesLikeOf(b);
    if (p === undefined || q === undefined) {
      throw typeError(
        `unsupported operand types(s) or combination of types: '${typeOf(a).name}' and '${
          typeOf(b).name
        }'`,
      );
    }
    x = p;
    y = q;
  }
  let difference = x.length ^ y.length;
  for (let i = 0; i < y.length; i++) difference |= y[i] ^ (x[i] ?? 0);
  return difference === 0;
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_operator", {
    doc:
      "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
    types: defineGetters(),
    functions: {
      truth: method("(a, /)", "Return True if a is true, False otherwise.", truth),
      not_: method("(a, /)", "Same as not a.", (a: Value) => !truth(a)),
      is_: method("(a, b, /)", "Same as a is b.", isSame),
      is_not: method("(a, b, /)", "Same as a is not b.", (a: Value, b: Value) => !isSame(a, b)),
      contains: method("(a, b, /)", "Same as b in a (note reversed operands).", contains),
      indexOf: method("(a, b, /)", "Return the first index of b in a.", indexIn),
      countOf: method(
        "(a, b, /)",
        "Return the number of items in a which are, or which equal, b.",
        countOf,
      ),
      length_hint: method(
        "(obj, default=0, /)",
        "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.\nThe result will be an integer >= 0.",
        (o: Value, fallback?: Value) => {
          if (
            fallback !== undefined && typeof fallback !== "number" && typeof fallback !== "boolean"
          ) {
            throw typeError(
              `'${typeOf(fallback).name}' object cannot be interpreted as an integer`,
            );
          }
          return lengthHint(o, fallback === undefined ? 0 : Number(fallback));
        },
      ),
      index: method("(a, /)", "Same as a.__index__()", (a: Value) => indexOf(a)),
      add: binary("+", operators.add),
      sub: binary("-", operators.sub),
      mul: binary("*", operators.mul),
      matmul: binary("@", operators.matmul),
      floordiv: binary("//", operators.floordiv),
      truediv: binary("/", operators.truediv),
      mod: binary("%", operators.mod),
      pow: binary("**", operators.pow),
      lshift: binary("<<", operators.lshift),
      rshift: binary(">>", operators.rshift),
      and_: binary("&", operators.and),
      or_: binary("|", operators.or),
      xor: binary("^", operators.xor),
      neg: method("(a, /)", "Same as -a.", operators.neg),
      pos: method("(a, /)", "Same as +a.", operators.pos),
      abs: method("(a, /)", "Same as abs(a).", operators.abs),
      inv: method("(a, /)", "Same as ~a.", operators.invert),
      invert: method("(a, /)", "Same as ~a.", operators.invert),
      iadd: inplace("+=", operators.inplaceAdd),
      isub: inplace("-=", operators.inplaceSub),
      imul: inplace("*=", operators.inplaceMul),
      imatmul: inplace("@=", operators.inplaceMatmul),
      ifloordiv: inplace("//=", operators.inplaceFloordiv),
      itruediv: inplace("/=", operators.inplaceTruediv),
      imod: inplace("%=", operators.inplaceMod),
      ipow: inplace("**=", operators.inplacePow),
      ilshift: inplace("<<=", operators.inplaceLshift),
      irshift: inplace(">>=", operators.inplaceRshift),
      iand: inplace("&=", operators.inplaceAnd),
      ior: inplace("|=", operators.inplaceOr),
      ixor: inplace("^=", operators.inplaceXor),
      concat: method(
        "(a, b, /)",
        "Same as a + b, for a and b sequences.",
        (a: Value, b: Value) => concat(a, b, operators.add),
      ),
      iconcat: method(
        "(a, b, /)",
        "Same as a += b, for a and b sequences.",
        (a: Value, b: Value) => concat(a, b, operators.inplaceAdd),
      ),
      getitem: method("(a, b, /)", "Same as a[b].", getItem),
      setitem: method("(a, b, c, /)", "Same as a[b] = c.", setItem),
      delitem: method("(a, b, /)", "Same as del a[b].", deleteItem),
      eq: binary("==", eq),
      ne: binary("!=", ne),
      lt: binary("<", lt),
      le: binary("<=", le),
      gt: binary(">", gt),
      ge: binary(">=", ge),
      call: method(
        "(obj, /, *args, **kwargs)",
        "Same as obj(*args, **kwargs).",
        (f: Value, args: Value[], kw: KwMap | undefined) =>
          kw === undefined ? call(f, args) : call(f, [...args, ...kw.values()], [...kw.keys()]),
      ),
      _compare_digest: method(
        "(a, b, /)",
        "Return 'a == b'.\n\nThis function uses an approach designed to prevent\ntiming analysis, making it appropriate for cryptography.\n\na and b must both be of the same type: either str (ASCII only),\nor any bytes-like object.\n\nNote: If a and b are of different lengths, or if an error occurs,\na timing attack could theoretically reveal information about the\ntypes and lengths of a and b--but not their values.",
        compareDigest,
      ),
    },
  });
}
