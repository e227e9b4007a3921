// The text of a tree, as CPython's `ast.dump` gives it on one line (`annotate_fields`, without empty lists
// and absent fields), for tests and for whoever wants to see a tree.

import { ENUMS, type Node, specOf } from "./asdl.ts";
import {
  AstralLiteral,
  Constant,
  type ConstantValue,
  ELLIPSIS,
  FloatLiteral,
  ImaginaryLiteral,
  MatchSingleton,
} from "./ast.ts";
import { isPrintable } from "./unicode.ts";

/** `ast.dump(node, include_attributes=attributes)`. */
export function dump(node: object, attributes = false): string {
  const spec = specOf(node);
  const values = node as Node;
  const parts: string[] = [];
  const isConstant = node instanceof Constant || node instanceof MatchSingleton;
  for (const { name, type, quantity } of spec.fields) {
    const value = values[name];
    if (isConstant && type === "constant") {
      parts.push(`${name}=${reprConstant(value as ConstantValue)}`);
    } else if (value === null) {
      // `kind` of a Constant is the one optional field that only its being None hides.
      continue;
    } else if (quantity === "*") {
      const list = value as unknown[];
      if (list.length === 0) continue;
      parts.push(`${name}=[${list.map((item) => field(item, type, attributes)).join(", ")}]`);
    } else parts.push(`${name}=${field(value, type, attributes)}`);
  }
  if (attributes) {
    for (const { name } of spec.attributes) parts.push(`${name}=${values[name]}`);
  }
  return `${spec.name}(${parts.join(", ")})`;
}

function field(value: unknown, type: string, attributes: boolean): string {
  if (value === null) return "None";
  if (type === "identifier" || type === "string") return reprPoints(value as string);
  if (type === "int") return String(value);
  if (type in ENUMS) return `${ENUMS[type][value as number]}()`;
  return dump(value as object, attributes);
}

function reprConstant(value: ConstantValue): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === ELLIPSIS) return "Ellipsis";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "string") return reprStr(units(value));
  if (value instanceof AstralLiteral) return reprStr(value.points);
  if (value instanceof FloatLiteral) return reprFloat(value.value);
  if (value instanceof ImaginaryLiteral) return reprFloat(value.value).replace(/\.0$/, "") + "j";
  return reprBytes(value);
}

function units(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  for (let i = 0; i < text.length; i++) points[i] = text.charCodeAt(i);
  return points;
}

/** The repr of text in which a surrogate pair is one character. */
function reprPoints(text: string): string {
  return reprStr(Uint32Array.from(text, (char) => char.codePointAt(0) as number));
}

function hex(point: number, digits: number): string {
  return point.toString(16).padStart(digits, "0");
}

function reprStr(points: Uint32Array): string {
  const quote = points.includes(39) && !points.includes(34) ? 34 : 39;
  let out = String.fromCharCode(quote);
  for (const point of points) {
    if (point === quote || point === 92) out += "\\" + String.fromCharCode(point);
    else if (point === 9) out += "\\t";
    else if (point === 10) out += "\\n";
    else if (point === 13) out += "\\r";
    else if (point < 0x20 || point === 0x7f) out += "\\x" + hex(point, 2);
    else if (point < 0x7f || isPrintable(point)) out += String.fromCodePoint(point);
    else if (point < 0x100) out += "\\x" + hex(point, 2);
    else if (point < 0x10000) out += "\\u" + hex(point, 4);
    else out += "\\U" + hex(point, 8);
  }
  return out + String.fromCharCode(quote);
}

function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? 34 : 39;
  let out = "b" + String.fromCharCode(quote);
  for (const byte of bytes) {
    if (byte === quote || byte === 92) out += "\\" + String.fromCharCode(byte);
    else if (byte === 9) out += "\\t";
    else if (byte === 10) out += "\\n";
    else if (byte === 13) out += "\\r";
    else if (byte < 0x20 || byte >= 0x7f) out += "\\x" + hex(byte, 2);
    else out += String.fromCharCode(byte);
  }
  return out + String.fromCharCode(quote);
}

function reprFloat(value: number): string {
  if (value === Infinity) return "inf";
  const [digits, exponentText] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? "-" : "+";
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const text = exponent < 0
    ? "0." + "0".repeat(-exponent - 1) + digits.replace(".", "")
    : String(BigInt(Math.trunc(value))) + fraction(value);
  return text.includes(".") ? text : text + ".0";
}

/** The digits behind the point of a number that JavaScript writes without an exponent. */
function fraction(value: number): string {
  const text = String(value);
  const point = text.indexOf(".");
  return point < 0 ? "" : text.slice(point);
}
