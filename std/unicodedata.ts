// unicodedata: the Unicode character database, the current one and that of Unicode 3.2.0. The data are in
// vm/objects/core/unicode/.

import { define } from "../vm/objects/define.ts";
import { member } from "../vm/objects/builtin.ts";
import { decimalValue, digitValue } from "../vm/objects/core/unicode/character_types.ts";
import * as current from "../vm/objects/core/unicode/database.ts";
import { lookupName, lookupSequence, nameOf } from "../vm/objects/core/unicode/names.ts";
import {
  type NormalForm,
  normalizePoints,
  normalizeString,
} from "../vm/objects/core/unicode/normalize.ts";
import * as old from "../vm/objects/core/unicode/ucd_3_2_0.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { PyObject, type Value } from "../vm/objects/object.ts";
import { keyError, typeError, valueError } from "../vm/objects/raise.ts";
import { bytesArgument } from "../vm/objects/buffer.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import {
  pointsOf,
  type Str,
  strFromPoints,
  strFromUtf16,
  strOf,
  utf16,
} from "../vm/objects/str.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../vm/objects/type.ts";

const VERSION = "15.1.0";
const OLD_VERSION = "3.2.0";

/** Names are no longer than this. */
const NAME_LIMIT = 256;

/** One version of the database. */
interface Database {
  isAssigned(cp: number): boolean;
  category(cp: number): string;
  bidirectional(cp: number): string;
  combining(cp: number): number;
  mirrored(cp: number): boolean;
  eastAsianWidth(cp: number): string;
  decimal(cp: number): number;
  digit(cp: number): number;
  numericValue(cp: number): number | undefined;
  decompositionText(cp: number): string;
  normalize(s: Str, form: NormalForm): Str;
}

const CURRENT: Database = {
  ...current,
  isAssigned: () => true,
  decimal: decimalValue,
  digit: digitValue,
  normalize: (s, form) =>
    typeof s === "string"
      ? strFromUtf16(normalizeString(s, form))
      : strFromPoints(normalizePoints(s.points, form)),
};

const OLD: Database = {
  ...old,
  digit: (cp) => old.isAssigned(cp) ? digitValue(cp) : -1,
  normalize: (s, form) => strFromPoints(old.normalize(pointsOf(s), form)),
};

/** `unicodedata.ucd_3_2_0`. */
class OldDatabase extends PyObject {}

/** The code point of an argument that is one character. */
function character(v: Value, who: string): number {
  const s = strOf(v);
  if (s !== undefined) {
    if (typeof s === "string" ? s.length === 1 : s.points.length === 1) {
      return typeof s === "string" ? s.charCodeAt(0) : s.points[0];
    }
  }
  throw typeError(`${who} must be a unicode character, not ${typeOf(v).name}`);
}

function textArgument(v: Value, position: number, who: string): Str {
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`${who}() argument ${position} must be str, not ${argumentName(v)}`);
  }
  return s;
}

function formOf(s: Str): NormalForm {
  const form = utf16(s);
  if (form !== "NFC" && form !== "NFD" && form !== "NFKC" && form !== "NFKD") {
    throw valueError("invalid normalization form");
  }
  return form;
}

function sameStr(a: Str, b: Str): boolean {
  return typeof a === "string" ? a === b : typeof b !== "string" && utf16(a) === utf16(b);
}

function lookup(v: Value): Value {
  const s = strOf(v);
  const name = s !== undefined
    ? utf16(s)
    : String.fromCharCode(...bytesArgument(v).subarray(0, NAME_LIMIT + 1));
  if (name.length > NAME_LIMIT) throw keyError("name too long");
  const cp = lookupName(name);
  if (cp >= 0) return strFromPoints(Uint32Array.of(cp));
  const sequence = lookupSequence(name);
  if (sequence !== undefined) return strFromPoints(Uint32Array.from(sequence));
  throw keyError(strFromUtf16(`undefined character name '${name}'`));
}

/** The functions over one version; `self` where they are methods. */
function functionsOf(db: Database, isMethod: boolean): Record<string, Declaration> {
  const one = (name: string, doc: string, f: (cp: number) => Value): [string, Declaration] => {
    const run = (v: Value): Value => f(character(v, `${name}() argument`));
    return [
      name,
      isMethod
        ? method("(self, chr, /)", doc, (_self: Value, v: Value) => run(v))
        : method("(chr, /)", doc, run),
    ];
  };
  const withDefault = (
    name: string,
    doc: string,
    missing: string,
    f: (cp: number) => Value | undefined,
  ): [string, Declaration] => {
    const run = (v: Value, fallback: Value | undefined): Value => {
      const r = f(character(v, `${name}() argument 1`)) ?? fallback;
      if (r === undefined) throw valueError(missing);
      return r;
    };
    const parameters = "chr, default=<unrepresentable>, /)";
    return [
      name,
      isMethod
        ? method(
          "(self, " + parameters,
          doc,
          (_self: Value, v: Value, d: Value | undefined) => run(v, d),
        )
        : method("(" + parameters, doc, run),
    ];
  };
  const normal = (
    name: string,
    doc: string,
    f: (s: Str, form: NormalForm) => Value,
  ): [string, Declaration] => {
    const run = (form: Value, text: Value): Value => {
      const name1 = textArgument(form, 1, name), s = textArgument(text, 2, name);
      return f(s, formOf(name1));
    };
    return [
      name,
      isMethod
        ? method("(self, form, unistr, /)", doc, (_self: Value, a: Value, b: Value) => run(a, b))
        : method("(form, unistr, /)", doc, run),
    ];
  };
  const number = (n: number): Value | undefined => n < 0 ? undefined : n;
  return Object.fromEntries([
    withDefault(
      "decimal",
      "Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
      "not a decimal",
      (cp) => number(db.decimal(cp)),
    ),
    withDefault(
      "digit",
      "Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
      "not a digit",
      (cp) => number(db.digit(cp)),
    ),
    withDefault(
      "numeric",
      "Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the character chr as float.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.",
      "not a numeric character",
      (cp) => {
        const v = db.numericValue(cp);
        return v === undefined ? undefined : new PyFloat(v);
      },
    ),
    one(
      "category",
      "Returns the general category assigned to the character chr as string.",
      (cp) => db.category(cp),
    ),
    one(
      "bidirectional",
      "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned.",
      (cp) => db.bidirectional(cp),
    ),
    one(
      "combining",
      "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined.",
      (cp) => db.combining(cp),
    ),
    one(
      "mirrored",
      'Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a "mirrored"\ncharacter in bidirectional text, 0 otherwise.',
      (cp) => db.mirrored(cp) ? 1 : 0,
    ),
    one(
      "east_asian_width",
      "Returns the east asian width assigned to the character chr as string.",
      (cp) => db.eastAsianWidth(cp),
    ),
    one(
      "decomposition",
      "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is returned in case no such mapping is defined.",
      (cp) => db.decompositionText(cp),
    ),
    withDefault(
      "name",
      "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given,\nValueError is raised.",
      "no such name",
      (cp) => db.isAssigned(cp) ? nameOf(cp) : undefined,
    ),
    normal(
      "normalize",
      "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
      (s, form) => db.normalize(s, form),
    ),
    normal(
      "is_normalized",
      "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
      (s, form) => sameStr(db.normalize(s, form), s),
    ),
    [
      "lookup",
      isMethod
        ? method(
          "(self, name, /)",
          "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised.",
          (_self: Value, v: Value) => lookup(v),
        )
        : method(
          "(name, /)",
          "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised.",
          lookup,
        ),
    ],
  ]);
}

let UcdType: PyType | undefined;

function ucdType(): PyType {
  if (UcdType !== undefined) return UcdType;
  UcdType = builtinType("unicodedata.UCD", OldDatabase, {
    module: "unicodedata",
    qualname: "UCD",
    noNew: true,
    final: true,
  });
  define(UcdType, {
    methods: functionsOf(OLD, true),
    attributes: { unidata_version: member(undefined, () => OLD_VERSION) },
  });
  return UcdType;
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("unicodedata", {
    doc:
      "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n15.1.0 which is publicly available from ftp://ftp.unicode.org/.\n\nThe module uses the same names and symbols as defined by the\nUnicodeData File Format 15.1.0.",
    functions: functionsOf(CURRENT, false),
    types: [ucdType()],
    values: { unidata_version: VERSION, ucd_3_2_0: new OldDatabase() },
  });
}
