// Dialects of CSV: how fields are separated, quoted and escaped.

import { getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { isStr, strOf, utf16 } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { ModuleException } from "../module_exception.ts";

/** `csv.Error`. */
export const csvError: ModuleException = new ModuleException("_csv", "Error", ["Exception"]);

export const QUOTE_MINIMAL = 0;
export const QUOTE_ALL = 1;
export const QUOTE_NONNUMERIC = 2;
export const QUOTE_NONE = 3;
export const QUOTE_STRINGS = 4;
export const QUOTE_NOTNULL = 5;

/** A dialect. Characters are texts of one code point; `undefined` where there is none. */
export class PyDialect extends PyObject {
  delimiter: string = ",";
  doublequote: boolean = true;
  escapechar: string | undefined = undefined;
  lineterminator: string = "\r\n";
  quotechar: string | undefined = '"';
  quoting: number = QUOTE_MINIMAL;
  skipinitialspace: boolean = false;
  strict: boolean = false;
}

/** The names of a dialect's settings, in the order of the parameters. */
export const SETTINGS = [
  "delimiter",
  "doublequote",
  "escapechar",
  "lineterminator",
  "quotechar",
  "quoting",
  "skipinitialspace",
  "strict",
] as const;

function isOneCharacter(text: string): boolean {
  return text.length === 1 || text.length === 2 && text.codePointAt(0)! > 0xffff;
}

function character(name: string, v: Value): string {
  if (!isStr(v)) throw typeError(`"${name}" must be string, not ${typeOf(v).name}`);
  const text = utf16(strOf(v)!);
  if (!isOneCharacter(text)) throw typeError(`"${name}" must be a 1-character string`);
  return text;
}

function optionalCharacter(name: string, v: Value): string | undefined {
  if (v === NONE) return undefined;
  if (!isStr(v)) throw typeError(`"${name}" must be string or None, not ${typeOf(v).name}`);
  const text = utf16(strOf(v)!);
  if (!isOneCharacter(text)) throw typeError(`"${name}" must be a 1-character string`);
  return text;
}

/** Fills a new dialect from keyword arguments, and from another dialect's attributes where those are absent. */
export function fillDialect(
  d: PyDialect,
  base: Value | undefined,
  given: readonly (Value | undefined)[],
): void {
  const values = given.slice();
  if (base !== undefined) {
    SETTINGS.forEach((name, i) => {
      values[i] ??= getAttrOrAbsent(base, name);
    });
  }
  const [
    delimiter,
    doublequote,
    escapechar,
    lineterminator,
    quotechar,
    quoting,
    skipinitialspace,
    strict,
  ] = values;
  if (delimiter !== undefined) d.delimiter = character("delimiter", delimiter);
  if (doublequote !== undefined) d.doublequote = truth(doublequote);
  if (escapechar !== undefined) d.escapechar = optionalCharacter("escapechar", escapechar);
  if (lineterminator !== undefined) {
    if (!isStr(lineterminator)) {
      throw typeError('"lineterminator" must be a string');
    }
    d.lineterminator = utf16(strOf(lineterminator)!);
  }
  if (quotechar !== undefined) d.quotechar = optionalCharacter("quotechar", quotechar);
  if (quoting !== undefined) {
    if (typeof quoting !== "number") {
      throw typeError('"quoting" must be an integer');
    }
    d.quoting = quoting;
  }
  if (skipinitialspace !== undefined) d.skipinitialspace = truth(skipinitialspace);
  if (strict !== undefined) d.strict = truth(strict);
  check(d, quotechar);
}

function check(d: PyDialect, quotechar: Value | undefined): void {
  if (d.quoting < QUOTE_MINIMAL || d.quoting > QUOTE_NOTNULL) {
    throw typeError('bad "quoting" value');
  }
  if (quotechar === NONE && d.quoting === QUOTE_MINIMAL) d.quoting = QUOTE_NONE;
  if (d.quoting !== QUOTE_NONE && d.quotechar === undefined) {
    throw typeError("quotechar must be set if quoting enabled");
  }
  checkCharacter("delimiter", d.delimiter, d, true);
  checkCharacter("escapechar", d.escapechar, d, !d.skipinitialspace);
  checkCharacter("quotechar", d.quotechar, d, !d.skipinitialspace);
  checkDifferent("delimiter", "escapechar", d.delimiter, d.escapechar);
  checkDifferent("delimiter", "quotechar", d.delimiter, d.quotechar);
  checkDifferent("escapechar", "quotechar", d.escapechar, d.quotechar);
}

function checkCharacter(
  name: string,
  c: string | undefined,
  d: PyDialect,
  allowSpace: boolean,
): void {
  if (c === "\r" || c === "\n" || c === " " && !allowSpace) {
    throw valueError(`bad ${name} value`);
  }
  if (c !== undefined && d.lineterminator.includes(c)) {
    throw valueError(`bad ${name} or lineterminator value`);
  }
}

function checkDifferent(
  nameA: string,
  nameB: string,
  a: string | undefined,
  b: string | undefined,
): void {
  if (a !== undefined && a === b) throw valueError(`bad ${nameA} or ${nameB} value`);
}
