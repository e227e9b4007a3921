// The type parameters of generic aliases and unions: which there are, and what putting arguments in their place gives.

import { call, getAttrOrAbsent } from "./attributes.ts";
import { getItem, repr } from "./operations.ts";
import { PyList } from "./list.ts";
import { NONE, type Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { PyTuple } from "./tuple.ts";
import { PyType } from "./type.ts";
import { equals, truth } from "./compare.ts";

/** The parameters of these arguments, each once, in order of appearance. */
export function collectParameters(args: readonly Value[]): PyTuple {
  const found: Value[] = [];
  const addNew = (p: Value) => {
    if (!found.some((q) => q === p)) found.push(p);
  };
  for (const a of args) {
    if (a instanceof PyType) continue;
    if (a instanceof PyTuple || a instanceof PyList) {
      // an argument list for a ParamSpec
      for (const p of collectParameters(a instanceof PyTuple ? a.items : a.view()).items) addNew(p);
      continue;
    }
    if (getAttrOrAbsent(a, "__typing_subst__") !== undefined) {
      addNew(a);
      continue;
    }
    const inner = getAttrOrAbsent(a, "__parameters__");
    if (inner instanceof PyTuple) { for (const p of inner.items) addNew(p); }
  }
  return new PyTuple(found);
}

/** The items of an unpacked tuple type (`*tuple[int, str]`), where the argument is one. */
export function unpackedItems(v: Value): PyTuple | undefined {
  if (v instanceof PyType) return undefined;
  const items = getAttrOrAbsent(v, "__typing_unpacked_tuple_args__");
  if (!(items instanceof PyTuple)) return undefined;
  const n = items.items.length;
  // `*tuple[int, ...]` stays as it is
  if (n > 0 && isEllipsis(items.items[n - 1])) return undefined;
  return items;
}

function isEllipsis(v: Value): boolean {
  return typeof v === "object" && v.cls.name === "ellipsis";
}

/** Arguments with unpacked tuple types in them spread out. */
function spread(args: readonly Value[]): Value[] {
  const out: Value[] = [];
  for (const a of args) {
    const inner = unpackedItems(a);
    if (inner === undefined) out.push(a);
    else out.push(...inner.items);
  }
  return out;
}

/** The arguments of `self[item]`: those of the alias with its parameters replaced. */
export function substitute(
  self: Value,
  args: readonly Value[],
  parameters: PyTuple,
  item: Value,
): Value[] {
  const n = parameters.items.length;
  if (n === 0) throw typeError(`${repr(self)} is not a generic class`);
  let given: Value = item instanceof PyTuple ? new PyTuple(spread(item.items)) : item;
  if (!(item instanceof PyTuple)) {
    const inner = unpackedItems(item);
    if (inner !== undefined) given = inner;
  }
  for (const p of parameters.items) {
    const prepare = getAttrOrAbsent(p, "__typing_prepare_subst__");
    if (prepare !== undefined && prepare !== NONE) {
      given = call(prepare, [self, given instanceof PyTuple ? given : new PyTuple([given])]);
    }
  }
  const values = given instanceof PyTuple ? given.items : [given];
  if (values.length !== n) {
    throw typeError(
      `Too ${values.length > n ? "many" : "few"} arguments for ${
        repr(self)
      }; actual ${values.length}, expected ${n}`,
    );
  }
  return replaceAll(args, parameters.items, values);
}

function replaceAll(
  args: readonly Value[],
  parameters: readonly Value[],
  values: readonly Value[],
): Value[] {
  const out: Value[] = [];
  for (const a of args) {
    if (a instanceof PyType) {
      out.push(a);
      continue;
    }
    if (a instanceof PyTuple || a instanceof PyList) {
      const inner = replaceAll(a instanceof PyTuple ? a.items : a.view(), parameters, values);
      out.push(a instanceof PyTuple ? new PyTuple(inner) : new PyList(inner));
      continue;
    }
    const subst = getAttrOrAbsent(a, "__typing_subst__");
    let replaced: Value;
    if (subst !== undefined && subst !== NONE) {
      const i = parameters.findIndex((p) => equals(p, a));
      if (i < 0) throw typeError(`${repr(a)} is not a parameter`);
      replaced = call(subst, [values[i]]);
    } else {
      replaced = replaceInside(a, parameters, values);
    }
    const many = getAttrOrAbsent(a, "__typing_is_unpacked_typevartuple__");
    if (many !== undefined && truth(many) && replaced instanceof PyTuple) {
      out.push(...replaced.items);
    } else {
      const inner = unpackedItems(replaced);
      if (inner !== undefined && isUnpacked(a)) out.push(...inner.items);
      else out.push(replaced);
    }
  }
  return out;
}

function isUnpacked(v: Value): boolean {
  const flag = getAttrOrAbsent(v, "__unpacked__");
  return flag !== undefined && truth(flag);
}

/** An argument that has parameters of its own (`list[T]`). */
function replaceInside(
  a: Value,
  parameters: readonly Value[],
  values: readonly Value[],
): Value {
  const own = getAttrOrAbsent(a, "__parameters__");
  if (!(own instanceof PyTuple) || own.items.length === 0) return a;
  const picked: Value[] = [];
  for (const p of own.items) {
    const i = parameters.findIndex((q) => q === p);
    const v = i < 0 ? p : values[i];
    // what a TypeVarTuple stands for is spread out
    if (v instanceof PyTuple && callsForSpread(p)) picked.push(...v.items);
    else picked.push(v);
  }
  return getItem(a, new PyTuple(picked));
}

function callsForSpread(p: Value): boolean {
  return typeof p === "object" && p.cls.name.endsWith("TypeVarTuple");
}
