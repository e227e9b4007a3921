// _locale: the locales that this interpreter has, which are C and C with UTF-8.
//
// Their conventions are the same but for the encoding, which is always UTF-8. What the environment asks for is accepted by
// name, so that `setlocale(LC_ALL, "")` works wherever it works with CPython; the conventions stay those of C.

import { environment } from "../vm/host/mod.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { exceptionTypes, newException } from "../vm/objects/exceptions.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { typeError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { pointsOf, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { linkBases, PyType, typeOf } from "../vm/objects/type.ts";
import type { Interpreter } from "../vm/vm.ts";
import { localeEncoding } from "./io/text_type.ts";
import { intArgument } from "./posix/arguments.ts";

const LC_ALL = 6;
/** The categories in the order in which setlocale lists them, with their numbers. */
const CATEGORIES: readonly (readonly [string, number])[] = [
  ["LC_CTYPE", 0],
  ["LC_NUMERIC", 1],
  ["LC_TIME", 2],
  ["LC_COLLATE", 3],
  ["LC_MONETARY", 4],
  ["LC_MESSAGES", 5],
  ["LC_PAPER", 7],
  ["LC_NAME", 8],
  ["LC_ADDRESS", 9],
  ["LC_TELEPHONE", 10],
  ["LC_MEASUREMENT", 11],
  ["LC_IDENTIFICATION", 12],
];

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Numbers of nl_langinfo's items, and what the C locale has for them. */
const ITEMS: ReadonlyMap<string, readonly [number, string]> = new Map([
  ...DAYS.map((d, i) => [`ABDAY_${i + 1}`, [131072 + i, d.slice(0, 3)]] as const),
  ...DAYS.map((d, i) => [`DAY_${i + 1}`, [131079 + i, d]] as const),
  ...MONTHS.map((m, i) => [`ABMON_${i + 1}`, [131086 + i, m.slice(0, 3)]] as const),
  ...MONTHS.map((m, i) => [`MON_${i + 1}`, [131098 + i, m]] as const),
  ["CODESET", [14, "UTF-8"]] as const,
  ["RADIXCHAR", [65536, "."]] as const,
  ["THOUSEP", [65537, ""]] as const,
  ["AM_STR", [131110, "AM"]] as const,
  ["PM_STR", [131111, "PM"]] as const,
  ["D_T_FMT", [131112, "%a %b %e %H:%M:%S %Y"]] as const,
  ["D_FMT", [131113, "%m/%d/%y"]] as const,
  ["T_FMT", [131114, "%H:%M:%S"]] as const,
  ["T_FMT_AMPM", [131115, "%I:%M:%S %p"]] as const,
  ["ERA", [131116, ""]] as const,
  ["ERA_D_FMT", [131118, ""]] as const,
  ["ALT_DIGITS", [131119, ""]] as const,
  ["ERA_D_T_FMT", [131120, ""]] as const,
  ["ERA_T_FMT", [131121, ""]] as const,
  ["_DATE_FMT", [131180, "%a %b %e %H:%M:%S %Z %Y"]] as const,
  ["CRNCYSTR", [262159, "-"]] as const,
  ["YESEXPR", [327680, "^[yY]"]] as const,
  ["NOEXPR", [327681, "^[nN]"]] as const,
]);

let errorType: PyType | undefined;

function error(): PyType {
  if (errorType === undefined) {
    const t = new PyType();
    t.name = t.qualname = "Error";
    t.heap = t.hasDict = t.hasWeakref = true;
    t.ns.set("__module__", "locale");
    t.ns.set("__doc__", NONE);
    const base = exceptionTypes.get("Exception")!;
    linkBases(t, [base], base);
    errorType = t;
  }
  return errorType;
}

function unsupported(): Value {
  return newException(error(), ["unsupported locale setting"]);
}

/** The name that the environment gives for a category. */
function fromEnvironment(category: string): string {
  for (const name of ["LC_ALL", category, "LANG"]) {
    const value = environment.getVariable(name);
    if (value !== undefined && value !== "") return value === "POSIX" ? "C" : value;
  }
  return "C";
}

const KNOWN = new Set(["C", "POSIX", "C.UTF-8", "C.utf8"]);

function text(v: Value, who: string): string {
  const s = strOf(v);
  if (s === undefined) throw typeError(`${who} must be str, not ${typeOf(v).name}`);
  return utf16(s);
}

function setlocale(state: Map<string, string>, category: Value, locale?: Value): Value {
  const number = intArgument(category);
  const entry = CATEGORIES.find(([, n]) => n === number);
  if (entry === undefined && number !== LC_ALL) throw unsupported();
  const names = entry === undefined ? CATEGORIES.map(([name]) => name) : [entry[0]];
  if (locale !== undefined && locale !== NONE) {
    const wanted = text(locale, "setlocale() argument 2");
    if (wanted.includes(";")) {
      for (const part of wanted.split(";")) {
        const [name, value] = part.split("=");
        if (value === undefined || !state.has(name)) throw unsupported();
        state.set(name, value);
      }
    } else {
      if (wanted !== "" && !KNOWN.has(wanted) && !fromEnvironmentAny(wanted)) throw unsupported();
      for (const name of names) {
        const value = wanted === "" ? fromEnvironment(name) : wanted;
        state.set(name, value === "POSIX" ? "C" : value);
      }
    }
  }
  const values = names.map((name) => state.get(name)!);
  if (values.every((v) => v === values[0])) return strFromUtf16(values[0]);
  return strFromUtf16(names.map((name, i) => `${name}=${values[i]}`).join(";"));
}

/** The environment itself asks for this locale, so that the system has it. */
function fromEnvironmentAny(name: string): boolean {
  return CATEGORIES.some(([category]) => fromEnvironment(category) === name);
}

function localeconv(): PyDict {
  const d = new PyDict();
  const set = (names: string[], value: () => Value): void => {
    for (const name of names) d.setStr(name, value());
  };
  set(["int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep"], () => "");
  set(["mon_grouping"], () => new PyList());
  set(["positive_sign", "negative_sign"], () => "");
  set([
    "int_frac_digits",
    "frac_digits",
    "p_cs_precedes",
    "p_sep_by_space",
    "n_cs_precedes",
    "n_sep_by_space",
    "p_sign_posn",
    "n_sign_posn",
  ], () => 127);
  set(["decimal_point"], () => ".");
  set(["thousands_sep"], () => "");
  set(["grouping"], () => new PyList());
  return d;
}

function strcoll(a: Value, b: Value): Value {
  const x = pointsOf(strOf(a) ?? text(a, "strcoll() argument 1"));
  const y = pointsOf(strOf(b) ?? text(b, "strcoll() argument 2"));
  if (x.includes(0) || y.includes(0)) throw valueError("embedded null character");
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return x[i] < y[i] ? -1 : 1;
  }
  return Math.sign(x.length - y.length);
}

/** `_locale` for one interpreter. */
export function create(_vm: Interpreter): PyModule {
  const state = new Map<string, string>(CATEGORIES.map(([name]) => [name, "C"]));
  state.set("LC_CTYPE", fromEnvironment("LC_CTYPE"));
  let domain = "messages";
  const functions: Record<string, Declaration> = {
    setlocale: method(
      "(category, locale=<unrepresentable>, /)",
      "Activates/queries locale processing.",
      (category: Value, locale?: Value) => setlocale(state, category, locale),
    ),
    localeconv: method(
      "()",
      "Returns numeric and monetary locale-specific parameters.",
      localeconv,
    ),
    strcoll: method("(os1, os2, /)", "Compares two strings according to the locale.", strcoll),
    strxfrm: method(
      "(string, /)",
      "Return a string that can be used as a key for locale-aware comparisons.",
      (s: Value) => {
        const t = text(s, "strxfrm() argument");
        if (t.includes("\0")) throw valueError("embedded null character");
        return strFromUtf16(t);
      },
    ),
    nl_langinfo: method(
      "(key, /)",
      "Return the value for the locale information associated with key.",
      (key: Value) => {
        const n = intArgument(key);
        for (const [number, value] of ITEMS.values()) if (number === n) return value;
        throw valueError("unsupported langinfo constant");
      },
    ),
    getencoding: method("()", "Get the current locale encoding.", () => localeEncoding()),
    gettext: method(
      "(msg, /)",
      "gettext(msg) -> string\n\nReturn translation of msg.",
      (msg: Value) => strFromUtf16(text(msg, "gettext() argument")),
    ),
    dgettext: method(
      "(domain, msg, /)",
      "dgettext(domain, msg) -> string\n\nReturn translation of msg in domain.",
      (_domain: Value, msg: Value) => strFromUtf16(text(msg, "dgettext() argument 2")),
    ),
    dcgettext: method(
      "(domain, msg, category, /)",
      "Return translation of msg in domain and category.",
      (_domain: Value, msg: Value, category: Value) => {
        intArgument(category);
        return strFromUtf16(text(msg, "dcgettext() argument 2"));
      },
    ),
    textdomain: method(
      "(domain, /)",
      "Set the C library's textdmain to domain, returning the new domain.",
      (v: Value) => {
        if (v !== NONE) domain = text(v, "textdomain() argument");
        return strFromUtf16(domain);
      },
    ),
    bindtextdomain: method(
      "(domain, dir, /)",
      "Bind the C library's domain to dir.",
      (_domain: Value, dir: Value) => dir === NONE ? "/usr/share/locale" : dir,
    ),
    bind_textdomain_codeset: method(
      "(domain, codeset, /)",
      "Bind the C library's domain to codeset.",
      (_domain: Value, codeset: Value) => codeset,
    ),
  };
  const values: Record<string, Value> = { LC_ALL, CHAR_MAX: 127, Error: error() };
  for (const [name, n] of CATEGORIES.slice(0, 6)) values[name] = n;
  for (const [name, [n]] of ITEMS) values[name] = n;
  return builtinModule("_locale", { doc: "Support for POSIX locales.", functions, values });
}
