// The checks of the patterns of a `match` statement that a program has made.

import type { Literal } from "../../vm/bytecode/constants.ts";
import { valueError } from "../../vm/objects/raise.ts";
import {
  AstralLiteral,
  type expr,
  FloatLiteral,
  ImaginaryLiteral,
  operator,
  type pattern,
  Tag,
  unaryop,
} from "../../vm/syntax/ast.ts";
import { ComplexLiteral } from "../../vm/bytecode/constants.ts";
import { expression, name, positions } from "./validate.ts";

/** Checks a pattern; `starred` where a MatchStar may stand. */
export function validatePattern(p: pattern, starred: boolean): void {
  positions(p);
  switch (p.tag) {
    case Tag.MatchValue:
      value(p.value);
      break;
    case Tag.MatchSingleton:
      if (p.value !== null && typeof p.value !== "boolean") {
        throw valueError("MatchSingleton can only contain True, False and None");
      }
      break;
    case Tag.MatchSequence:
      patterns(p.patterns, true);
      break;
    case Tag.MatchMapping:
      if (p.keys.length !== p.patterns.length) {
        throw valueError("MatchMapping doesn't have the same number of keys as patterns");
      }
      if (p.rest !== null) capture(p.rest);
      for (const key of p.keys) mappingKey(key);
      patterns(p.patterns, false);
      break;
    case Tag.MatchClass:
      if (p.kwd_attrs.length !== p.kwd_patterns.length) {
        throw valueError(
          "MatchClass doesn't have the same number of keyword attributes as patterns",
        );
      }
      expression(p.cls);
      dottedName(p.cls);
      p.kwd_attrs.forEach(name);
      patterns(p.patterns, false);
      patterns(p.kwd_patterns, false);
      break;
    case Tag.MatchStar:
      if (!starred) throw valueError("can't use MatchStar here");
      if (p.name !== null) capture(p.name);
      break;
    case Tag.MatchAs:
      if (p.name !== null) capture(p.name);
      if (p.pattern === null) break;
      if (p.name === null) {
        throw valueError("MatchAs must specify a target name if a pattern is given");
      }
      validatePattern(p.pattern, false);
      break;
    case Tag.MatchOr:
      if (p.patterns.length < 2) throw valueError("MatchOr requires at least 2 patterns");
      patterns(p.patterns, false);
      break;
  }
}

function patterns(list: readonly pattern[], starred: boolean): void {
  for (const p of list) validatePattern(p, starred);
}

function capture(id: string): void {
  if (id === "_") throw valueError("can't capture name '_' in patterns");
  name(id);
}

/** A key may also be None, True or False. */
function mappingKey(key: expr | null): void {
  if (key === null) throw valueError("None disallowed in expression list");
  if (key.tag === Tag.Constant && (key.value === null || typeof key.value === "boolean")) return;
  value(key);
}

function dottedName(cls: expr): void {
  let e = cls;
  while (e.tag === Tag.Attribute) e = e.value;
  if (e.tag !== Tag.Name) {
    throw valueError("MatchClass cls field can only contain Name or Attribute nodes.");
  }
}

/** Numbers, text, bytes and dotted names are compared with. */
function value(e: expr): void {
  expression(e);
  switch (e.tag) {
    case Tag.Constant:
      if (isPlain(e.value)) return;
      throw valueError("unexpected constant inside of a literal pattern");
    case Tag.Attribute:
    case Tag.JoinedStr: // the compiler refuses it
      return;
    case Tag.UnaryOp:
      if (isNegative(e, true, false)) return;
      break;
    case Tag.BinOp:
      if (
        (e.op === operator.Add || e.op === operator.Sub) &&
        (isNumber(e.left, true, false) || isNegative(e.left, true, false)) &&
        isNumber(e.right, false, true)
      ) return;
      break;
  }
  throw valueError("patterns may only match literals and attribute lookups");
}

function isPlain(v: Literal): boolean {
  switch (typeof v) {
    case "number":
    case "bigint":
    case "string":
      return true;
  }
  return v instanceof FloatLiteral || v instanceof Uint8Array || v instanceof ImaginaryLiteral ||
    v instanceof ComplexLiteral || v instanceof AstralLiteral;
}

function isNumber(e: expr, real: boolean, imaginary: boolean): boolean {
  if (e.tag !== Tag.Constant) return false;
  const v: Literal = e.value;
  if (real && (typeof v === "number" || typeof v === "bigint" || v instanceof FloatLiteral)) {
    return true;
  }
  return imaginary && (v instanceof ImaginaryLiteral || (v as unknown) instanceof ComplexLiteral);
}

function isNegative(e: expr, real: boolean, imaginary: boolean): boolean {
  return e.tag === Tag.UnaryOp && e.op === unaryop.USub && isNumber(e.operand, real, imaginary);
}
