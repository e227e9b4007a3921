// From Python's nodes to the compiler's tree. What comes out is a tree of the right classes; whether it makes sense is for
// validate.ts to say.

import { getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import {
  ComplexLiteral,
  FrozenSetLiteral,
  type Literal,
  TupleLiteral,
} from "../../vm/bytecode/constants.ts";
import { BytesType, PyBytes } from "../../vm/objects/bytes.ts";
import { ComplexType, PyComplex } from "../../vm/objects/complex.ts";
import { FloatType, PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { PyList } from "../../vm/objects/list.ts";
import { ELLIPSIS, NONE, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { overflowError, runtimeError, typeError, valueError } from "../../vm/objects/raise.ts";
import { FrozenSetType, PyFrozenSet } from "../../vm/objects/set.ts";
import { AstralStr, isExactStr, utf16 } from "../../vm/objects/str.ts";
import { PyTuple, TupleType } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { ENUMS, type FieldSpec, type NodeSpec, nodeSpecs } from "../../vm/syntax/asdl.ts";
import {
  AstralLiteral,
  ELLIPSIS as ELLIPSIS_LITERAL,
  FloatLiteral,
  ImaginaryLiteral,
  type mod,
} from "../../vm/syntax/ast.ts";
import { type AstState, astState } from "./state.ts";

/** A value in a Constant that no constant can have; validation refuses it. */
export class InvalidLiteral {
  readonly typeName: string;
  constructor(typeName: string) {
    this.typeName = typeName;
  }
}

/** The constant that a value is. */
export function literalOf(v: Value): Literal | InvalidLiteral {
  if (typeof v !== "object") return v;
  if (v === NONE) return null;
  if (v === ELLIPSIS) return ELLIPSIS_LITERAL;
  const { cls } = v;
  if (v instanceof AstralStr) return new AstralLiteral(v.points);
  if (v instanceof PyFloat && cls === FloatType) return new FloatLiteral(v.v);
  if (v instanceof PyComplex && cls === ComplexType) {
    return Object.is(v.re, 0) ? new ImaginaryLiteral(v.im) : new ComplexLiteral(v.re, v.im);
  }
  if (v instanceof PyBytes && cls === BytesType) return v.data;
  if (v instanceof PyTuple && cls === TupleType) return collection(v.items, TupleLiteral);
  if (v instanceof PyFrozenSet && cls === FrozenSetType) {
    return collection(v.items(), FrozenSetLiteral);
  }
  return new InvalidLiteral(cls.name);
}

function collection(
  values: readonly Value[],
  kind: new (items: Literal[]) => Literal,
): Literal | InvalidLiteral {
  const items: Literal[] = [];
  for (const v of values) {
    const item = literalOf(v);
    if (item instanceof InvalidLiteral) return item;
    items.push(item);
  }
  return new kind(items);
}

/** The tree of a module, an expression …; `expected` is the class that the mode of `compile` asks for. */
export function fromObject(v: Value, expected: "Module" | "Expression" | "Interactive"): mod {
  const state = astState();
  if (!typeOf(v).isSubtype(state.types.get(expected)!)) {
    throw typeError(`expected ${expected} node, got ${typeOf(v).name.split(".").pop()}`);
  }
  return node(state, "mod", v) as mod;
}

/** A node of a type of the grammar; null for None. */
function node(state: AstState, type: string, v: Value): object | null {
  const product = nodeSpecs().get(type);
  if (product !== undefined && product.product) return build(state, product, v, undefined);
  if (v === NONE) return null;
  // the positions come first, as every constructor of the type has them
  const attributes = attributesOfType(type);
  const positions = positionsOf(type, attributes, v);
  const spec = specOfValue(state, v);
  if (spec === undefined || spec.type !== type) throw unexpected(type, v);
  return build(state, spec, v, positions);
}

function unexpected(type: string, v: Value): Value {
  return typeError(`expected some sort of ${type}, but got ${repr(v)}`);
}

const attributesByType: Map<string, readonly FieldSpec[]> = new Map();

function attributesOfType(type: string): readonly FieldSpec[] {
  let found = attributesByType.get(type);
  if (found === undefined) {
    for (const spec of nodeSpecs().values()) {
      if (spec.type !== type) continue;
      found = spec.attributes;
      break;
    }
    attributesByType.set(type, found ??= []);
  }
  return found;
}

function specOfValue(state: AstState, v: Value): NodeSpec | undefined {
  for (const t of typeOf(v).mro) {
    const spec = state.specs.get(t);
    if (spec !== undefined) return spec;
  }
  return undefined;
}

function build(
  state: AstState,
  spec: NodeSpec,
  v: Value,
  positions: number[] | undefined,
): object {
  const values: unknown[] = [];
  for (const f of spec.fields) values.push(field(state, spec, f, v));
  for (const p of positions ?? positionsOf(spec.name, spec.attributes, v)) values.push(p);
  checkRequired(spec, values);
  return new spec.cls(...values as never[]);
}

/** The fields that have to be there are. */
function checkRequired(spec: NodeSpec, values: unknown[]): void {
  for (let i = 0; i < spec.fields.length; i++) {
    const f = spec.fields[i];
    if (f.quantity === "" && f.type !== "constant" && values[i] === null) {
      throw valueError(`field '${f.name}' is required for ${spec.name}`);
    }
  }
}

/** `lineno` and the others; an end that is not given is where the node starts. */
function positionsOf(
  owner: string,
  attributes: readonly FieldSpec[],
  v: Value,
): number[] {
  const positions: number[] = [];
  for (let i = 0; i < attributes.length; i++) {
    const a = attributes[i];
    const given = getAttrOrAbsent(v, a.name);
    if (a.quantity === "?" && (given === undefined || given === NONE)) {
      positions.push(positions[i - 2]);
    } else if (given === undefined) {
      throw typeError(`required field "${a.name}" missing from ${owner}`);
    } else positions.push(int(given));
  }
  return positions;
}

/** A C int. */
function int(v: Value): number {
  const n = intOf(v);
  if (n === undefined) throw valueError(`invalid integer value: ${repr(v)}`);
  if (typeof n === "bigint" || n !== (n | 0)) {
    throw overflowError("Python int too large to convert to C int");
  }
  return n;
}

function field(state: AstState, spec: NodeSpec, f: FieldSpec, v: Value): unknown {
  const given = getAttrOrAbsent(v, f.name);
  if (f.quantity === "*") return list(state, spec, f, given);
  if (f.quantity === "?") {
    if (given === undefined || given === NONE) return f.type === "int" ? 0 : null;
  } else if (given === undefined) {
    throw typeError(`required field "${f.name}" missing from ${spec.name}`);
  }
  return item(state, f.type, given);
}

function list(state: AstState, spec: NodeSpec, f: FieldSpec, given: Value | undefined): unknown[] {
  if (given === undefined) return [];
  if (!(given instanceof PyList)) {
    throw typeError(
      `${spec.name} field "${f.name}" must be a list, not a ${typeOf(given).name}`,
    );
  }
  const items: unknown[] = [];
  const { length } = given;
  for (let i = 0; i < length; i++) {
    const made = item(state, f.type, given.get(i));
    // in lists of these the validation looks for what is not there, and some may lack it
    if (made === null && f.type !== "expr" && f.type !== "stmt") {
      throw valueError(`None disallowed in field '${f.name}' of ${spec.name}`);
    }
    items.push(made);
    // the attributes of a node may run Python
    if (given.length !== length) {
      throw runtimeError(`${spec.name} field "${f.name}" changed size during iteration`);
    }
  }
  return items;
}

function item(state: AstState, type: string, v: Value): unknown {
  switch (type) {
    case "identifier":
      if (v === NONE) return null;
      if (!isExactStr(v)) throw typeError("AST identifier must be of type str");
      return utf16(v);
    case "string":
      if (v === NONE) return null;
      if (isExactStr(v)) return utf16(v);
      if (v instanceof PyBytes && v.cls === BytesType) return String.fromCharCode(...v.data);
      throw typeError("AST string must be of type str");
    case "int":
      return int(v);
    case "constant":
      return literalOf(v);
  }
  if (type in ENUMS) return enumNumber(state, type, v);
  return node(state, type, v);
}

function enumNumber(state: AstState, type: string, v: Value): number | null {
  if (v === NONE) return null;
  for (const t of typeOf(v).mro) {
    const n = state.numbers.get(t);
    if (n === undefined) continue;
    if (ENUMS[type][n] !== t.name) break;
    return n;
  }
  throw unexpected(type, v);
}
