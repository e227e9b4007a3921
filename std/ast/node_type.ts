// The base class of all nodes: `ast.AST`. Its constructor takes the values of `_fields` by position or by name, and
// fills in what is left out.

import { attributeName, getAttr, getAttrOrAbsent, setAttr } from "../../vm/objects/attributes.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { PyGenericAlias } from "../../vm/objects/generic_alias.ts";
import { builtinDictAttribute, instanceDict } from "../../vm/objects/instance_dict.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { contains, getItem, length, repr } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type KwMap, method } from "../../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import { PyUnion } from "../../vm/objects/union_type.ts";
import { astState } from "./state.ts";

/** A node of the syntax tree; its fields are its attributes. */
export class PyAst extends PyObject {}

/** The name of a field, where it is a str; `undefined` for what a careless subclass may have in `_fields`. */
function fieldName(v: Value): string | undefined {
  return isStr(v) ? utf16(strOf(v)!) : undefined;
}

function warn(message: string): void {
  runtime.warn("DeprecationWarning", message, 1);
}

/** What a field gets that the constructor was not given; nothing for an optional one. */
function fillIn(self: PyAst, name: string, types: Value): void {
  const type = types instanceof PyDict ? types.getStr(name) : undefined;
  const owner = self.cls.name;
  if (type === undefined) {
    warn(
      `Field '${name}' is missing from ${owner}._field_types. This will become an error in Python 3.15.`,
    );
  } else if (type instanceof PyUnion) {
    return;
  } else if (type instanceof PyGenericAlias) {
    setAttr(self, name, new PyList());
  } else if (type === astState().types.get("expr_context")) {
    setAttr(self, name, astState().singletons.get("Load")!);
  } else {
    warn(
      `${owner}.__init__ missing 1 required positional argument: '${name}'. This will become an error in Python 3.15.`,
    );
  }
}

function initialize(self: PyAst, args: Value[], kw: KwMap | undefined): void {
  const { cls } = self;
  const fields = getAttrOrAbsent(cls, "_fields") ?? EMPTY_TUPLE;
  const count = length(fields);
  if (args.length > count) {
    throw typeError(
      `${cls.name.split(".").pop()} constructor takes at most ${count} positional argument${
        count === 1 ? "" : "s"
      }`,
    );
  }
  const missing = new Set<string>();
  for (let i = 0; i < count; i++) {
    const field = getItem(fields, i);
    const name = fieldName(field);
    if (i < args.length) setAttr(self, name ?? attributeName(field), args[i]);
    else if (name !== undefined) missing.add(name);
  }
  if (kw !== undefined) {
    for (const [name, v] of kw) {
      const key = strFromUtf16(name);
      if (contains(fields, key)) {
        if (!missing.delete(name)) {
          throw typeError(`${cls.name} got multiple values for argument ${repr(key)}`);
        }
      } else if (!contains(getAttr(cls, "_attributes"), key)) {
        warn(
          `${cls.name}.__init__ got an unexpected keyword argument '${name}'. Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.`,
        );
      }
      setAttr(self, name, v);
    }
  }
  if (missing.size === 0) return;
  const types = getAttrOrAbsent(cls, "_field_types");
  if (types === undefined) return;
  for (const name of missing) fillIn(self, name, types);
}

/**
 * For pickling: as many arguments as the constructor may get by position (so that it does not complain), and the
 * attributes themselves.
 */
function reduce(self: PyAst): Value {
  const state = instanceDict(self).copy();
  const fields = getAttrOrAbsent(self.cls, "_fields");
  if (fields === undefined) return new PyTuple([self.cls, EMPTY_TUPLE, state]);
  const args: Value[] = [];
  const count = length(fields);
  for (let i = 0; i < count; i++) {
    if (!state.has(getItem(fields, i))) break;
    args.push(NONE);
  }
  return new PyTuple([self.cls, new PyTuple(args), state]);
}

/** Makes `ast.AST` for one interpreter. */
export function makeAstType(): PyType {
  const t = builtinType("ast.AST", class extends PyAst {}, {
    module: "ast",
    qualname: "AST",
    hasDict: true,
  });
  define(t, {
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        initialize,
      ),
      __reduce__: method("(self, /)", "", reduce),
    },
    attributes: { __dict__: builtinDictAttribute },
    values: { _fields: EMPTY_TUPLE, __match_args__: EMPTY_TUPLE, _attributes: EMPTY_TUPLE },
  });
  return t;
}
