// A readable listing of a code object, from the opcode table alone.

import { EXC_STRIDE, LocalKind, PyCode } from "../objects/code.ts";
import { PyBytes } from "../objects/bytes.ts";
import { PyComplex } from "../objects/complex.ts";
import { PyFloat } from "../objects/float.ts";
import { ELLIPSIS, NONE, type Value } from "../objects/object.ts";
import { AstralStr, utf16 } from "../objects/str.ts";
import { PyTuple } from "../objects/tuple.ts";
import { OPS } from "./opcodes.ts";

/** A short text of a constant. */
export function showConstant(v: Value): string {
  switch (typeof v) {
    case "string":
      return JSON.stringify(v);
    case "number":
    case "bigint":
      return String(v);
    case "boolean":
      return v ? "True" : "False";
  }
  if (v === NONE) return "None";
  if (v === ELLIPSIS) return "...";
  if (v instanceof PyFloat) {
    return (Object.is(v.v, -0) ? "-" : "") + (Number.isInteger(v.v) ? v.v.toFixed(1) : v.v);
  }
  if (v instanceof PyComplex) return `(${v.re}+${v.im}j)`;
  if (v instanceof PyTuple) return `(${v.items.map(showConstant).join(", ")})`;
  if (v instanceof PyBytes) return `b${JSON.stringify(String.fromCharCode(...v.data))}`;
  if (v instanceof AstralStr) return JSON.stringify(utf16(v));
  if (v instanceof PyCode) return `<code ${v.qualname}, line ${v.firstlineno}>`;
  return "<constant>";
}

function registerName(code: PyCode, r: number): string {
  if (r < 0) return "-";
  if (r < code.tempBase) {
    const cell = (code.localKinds[r] & (LocalKind.CELL | LocalKind.FREE)) !== 0 ? "&" : "";
    return cell + code.localNames[r];
  }
  return `t${r - code.tempBase}`;
}

function operandText(code: PyCode, role: string, v: number, c: number): string {
  switch (role) {
    case "":
      return "";
    case "i":
      return String(v);
    case "k":
      return showConstant(code.consts[v]);
    case "n":
      return `.${code.names[v]}`;
    case "j":
      return `-> ${v >> 2}`;
  }
  const name = registerName(code, v);
  const many = /(\d*C(\+\d)?|X|[23])\??$/.exec(role);
  if (many === null) return name;
  let n = 1;
  if (many[1] === "2" || many[1] === "3") n = Number(many[1]);
  else if (many[1] === "X") n = (c & 0xff) + 1 + (c >> 8);
  else n = (many[1].startsWith("2") ? 2 * c : c) + Number(many[2] ?? 0);
  return n === 1 ? name : n === 0 ? "()" : `${name}..${registerName(code, v + n - 1)}`;
}

/** The listing of a code object and those in its constants. */
export function disassemble(code: PyCode, nested = true): string {
  code.load();
  const lines: string[] = [];
  const positions = code.positions();
  lines.push(
    `${code.qualname}: ${code.nregs} registers (${code.localNames.join(", ")})`,
  );
  let line = -2;
  let extra = "";
  for (let pc = 0; pc < code.code.length; pc += 4) {
    const info = OPS[code.code[pc]];
    const at = positions[pc];
    const shown = at === line ? "" : at < 0 ? "--" : String(at);
    line = at;
    const c = code.code[pc + 3];
    const roles = info.name === "EXTRA" ? [extra, "", ""] : [info.a, info.b, info.c];
    const operands = roles.map((role, i) => operandText(code, role, code.code[pc + 1 + i], c))
      .filter((s) => s !== "");
    extra = info.extra;
    lines.push(
      `${shown.padStart(5)} ${String(pc >> 2).padStart(5)} ${info.name.padEnd(24)} ${
        operands.join(", ")
      }`.trimEnd(),
    );
  }
  const table = code.exceptionTable;
  for (let i = 0; i < table.length; i += EXC_STRIDE) {
    const position = table[i + 4] < 0 ? "" : `, position ${registerName(code, table[i + 4])}`;
    lines.push(
      `  ${table[i] >> 2} to ${table[i + 1] >> 2} -> ${table[i + 2] >> 2} [${
        registerName(code, table[i + 3])
      }${position}]`,
    );
  }
  if (nested) {
    for (const k of code.consts) if (k instanceof PyCode) lines.push("", disassemble(k));
  }
  return lines.join("\n");
}
