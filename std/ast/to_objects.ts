// From the parser's tree to Python's nodes.

import { literalValue } from "../../vm/bytecode/constants.ts";
import type { Literal } from "../../vm/bytecode/constants.ts";
import { PyList } from "../../vm/objects/list.ts";
import { attributesOf, NONE, type Value } from "../../vm/objects/object.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { ENUMS, type FieldSpec, type Node, specOf } from "../../vm/syntax/asdl.ts";
import { type AstState, astState } from "./state.ts";

/** The Python object of a tree. */
export function toObject(tree: object): Value {
  return nodeObject(astState(), tree);
}

function nodeObject(state: AstState, node: object): Value {
  const spec = specOf(node);
  const o = state.types.get(spec.name)!.allocate();
  const attributes = attributesOf(o);
  const values = node as Node;
  for (const f of spec.fields) attributes["_" + f.name] = fieldObject(state, f, values[f.name]);
  for (const a of spec.attributes) attributes["_" + a.name] = values[a.name] as number;
  return o;
}

function fieldObject(state: AstState, f: FieldSpec, value: unknown): Value {
  if (f.type === "constant") return literalValue(value as Literal);
  if (f.quantity === "*") {
    const items = value as unknown[];
    const list: Value[] = [];
    for (let i = 0; i < items.length; i++) list.push(itemObject(state, f.type, items[i]));
    return new PyList(list);
  }
  return itemObject(state, f.type, value);
}

function itemObject(state: AstState, type: string, value: unknown): Value {
  switch (typeof value) {
    case "string":
      return strFromUtf16(value);
    case "number":
      return type in ENUMS ? state.singletons.get(ENUMS[type][value])! : value;
    case "boolean":
      return value ? 1 : 0;
  }
  return value === null || value === undefined ? NONE : nodeObject(state, value as object);
}
