// The classes of the nodes, made from the table of the grammar as a program would make them: with `type(name, bases,
// namespace)`, so that they can be changed and derived from like any class.

import { call } from "../../vm/objects/attributes.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { ListType } from "../../vm/objects/list.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { getItem } from "../../vm/objects/operations.ts";
import { or } from "../../vm/objects/operators.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../../vm/objects/tuple.ts";
import { IntType, ObjectType, type PyType, StrType, TypeType } from "../../vm/objects/type.ts";
import { ASDL, ENUMS, type FieldSpec, nodeSpecs } from "../../vm/syntax/asdl.ts";
import { makeAstType } from "./node_type.ts";
import type { AstState } from "./state.ts";

/** The order in which CPython's module has the types of the grammar. */
const ORDER = [
  "mod",
  "stmt",
  "expr",
  "expr_context",
  "boolop",
  "operator",
  "unaryop",
  "cmpop",
  "comprehension",
  "excepthandler",
  "arguments",
  "arg",
  "keyword",
  "alias",
  "withitem",
  "match_case",
  "pattern",
  "type_ignore",
  "type_param",
];

function names(fields: readonly FieldSpec[]): PyTuple {
  return fields.length === 0 ? EMPTY_TUPLE : new PyTuple(fields.map((f) => f.name));
}

function fieldTexts(name: string, fields: string): string {
  return fields === "" ? name : `${name}(${fields})`;
}

/** `x = A | B`, one constructor a line where they have fields. */
function sumDoc(name: string, members: readonly string[], onOneLine: boolean): string {
  const separator = onOneLine ? " | " : `\n${" ".repeat(name.length + 1)}| `;
  return `${name} = ${members.join(separator)}`;
}

function makeClass(
  state: AstState,
  name: string,
  base: PyType,
  fields: readonly FieldSpec[],
  doc: string,
): PyType {
  const ns = new PyDict();
  ns.setStr("_fields", names(fields));
  ns.setStr("__match_args__", names(fields));
  ns.setStr("__module__", "ast");
  ns.setStr("__doc__", strFromUtf16(doc));
  const t = call(TypeType, [name, new PyTuple([base]), ns]) as PyType;
  state.types.set(name, t);
  return t;
}

/** Positions that a node may lack are None in the class. */
function setAttributes(t: PyType, attributes: readonly FieldSpec[]): void {
  t.setOwn("_attributes", names(attributes));
  for (const a of attributes) if (a.quantity === "?") t.setOwn(a.name, NONE);
}

function annotation(state: AstState, f: FieldSpec): Value {
  const type = f.type === "identifier" || f.type === "string"
    ? StrType
    : f.type === "int"
    ? IntType
    : f.type === "constant"
    ? ObjectType
    : state.types.get(f.type)!;
  if (f.quantity === "*") return getItem(ListType, type);
  return f.quantity === "?" ? or(type, NONE) : type;
}

function setFieldTypes(state: AstState, t: PyType, fields: readonly FieldSpec[]): void {
  const types = new PyDict();
  for (const f of fields) types.setStr(f.name, annotation(state, f));
  t.setOwn("_field_types", types);
  t.setOwn("__annotations__", types);
}

/** The operators and contexts: classes without fields, and one instance of each. */
function makeEnum(state: AstState, name: string, base: PyType): void {
  const members = ENUMS[name].slice(1);
  const sum = makeClass(state, name, base, [], sumDoc(name, members, true));
  setAttributes(sum, []);
  members.forEach((member, i) => {
    const t = makeClass(state, member, sum, [], member);
    state.numbers.set(t, i + 1);
    state.singletons.set(member, t.allocate());
    setFieldTypes(state, t, []);
  });
}

/** Makes the classes of an interpreter. */
export function makeClasses(state: AstState): void {
  const base = makeAstType();
  state.types.set("AST", base);
  const specs = nodeSpecs();
  for (const name of ORDER) {
    if (name in ENUMS) {
      makeEnum(state, name, base);
      continue;
    }
    const { members } = ASDL[name];
    const list = Object.keys(members).map((m) => specs.get(m)!);
    let sum = base;
    if (!list[0].product) {
      const docs = list.map((s) => fieldTexts(s.name, members[s.name]));
      sum = makeClass(state, name, base, [], sumDoc(name, docs, false));
      setAttributes(sum, list[0].attributes);
    }
    for (const spec of list) {
      const t = makeClass(
        state,
        spec.name,
        sum,
        spec.fields,
        fieldTexts(spec.name, members[spec.name]),
      );
      state.specs.set(t, spec);
      if (spec.product) setAttributes(t, spec.attributes);
      for (const f of spec.fields) if (f.quantity === "?") t.setOwn(f.name, NONE);
    }
  }
  // what a field may hold is known once all classes are there
  for (const [t, spec] of state.specs) setFieldTypes(state, t, spec.fields);
}
