// The one declaration form of builtin functions and methods.
//
//   method("(self, index=-1, /)", "Remove and return item at index (default last).", (self: PyList, index) => …)
//
// The signature is Python text. Argument binding, error texts, `__text_signature__` and `help()` derive from it. It is
// parsed when a call first needs it, so that declaring a function costs next to nothing at start-up.
//
// The implementation receives one JavaScript argument for each Python parameter, in order: an absent optional one is
// `undefined` (the default in the text is documentation), `*args` is an array, `**kwargs` a Map or `undefined`.

import { bestMatch } from "./core/suggestions.ts";
import type { KwNames, Value } from "./object.ts";
import { typeError } from "./raise.ts";

/** The code of a builtin: JavaScript parameters in the order of the Python parameters. */
export type Implementation = (...args: never[]) => Value | void;

/** An implementation seen from a caller that has bound the arguments. */
export type Native = (...args: (Value | Value[] | KwMap | undefined)[]) => Value | undefined;

/** What `**kwargs` is to an implementation. */
export type KwMap = Map<string, Value>;

/** Settings that a signature's text cannot say. */
export interface DeclarationOptions {
  /** CPython's doc string has no signature: `__text_signature__` tells no more than the way of calling does. */
  noTextSignature?: boolean;
  /** The `__text_signature__`, where the arguments are bound by the implementation itself. */
  textSignature?: string;
  /** Too many positional arguments are counted as where there are no keywords: int and str. */
  countsPositional?: boolean;
  /** What it is of doubles, a double; where that is not finite only the implementation knows what is to be done. */
  onDoubles?: (...args: number[]) => number;
}

/** A builtin function or method as it is declared next to its code. */
export interface Declaration {
  readonly signature: string;
  readonly doc: string;
  readonly implementation: Implementation;
  readonly options: DeclarationOptions | undefined;
}

/** Declares a builtin method or function. */
export function method(
  signature: string,
  doc: string,
  implementation: Implementation,
  options?: DeclarationOptions,
): Declaration {
  return { signature, doc, implementation, options };
}

/** One parameter of a builtin. */
export interface Parameter {
  readonly name: string;
  readonly kind: "positional" | "any" | "keyword" | "star" | "starstar";
  readonly required: boolean;
  /** The text of the default, as it stands in the signature. */
  readonly defaultText: string | undefined;
}

/** A parsed signature. */
export class Signature {
  readonly params: readonly Parameter[];
  /** Positional arguments that must be given, and that may be given at most, `self` not counted. */
  readonly minimum: number;
  readonly maximum: number;
  /** Parameters that only take positional arguments, `self` not counted. */
  readonly positionalOnly: number;
  readonly hasSelf: boolean;
  readonly star: boolean;
  readonly starstar: boolean;
  /** Some parameter may be given by keyword. */
  readonly keywords: boolean;

  constructor(text: string, hasSelf: boolean) {
    const params = parseParameters(text);
    this.params = hasSelf ? params.slice(1) : params;
    this.hasSelf = hasSelf;
    let minimum = 0,
      maximum = 0,
      positionalOnly = 0,
      star = false,
      starstar = false,
      keywords = false;
    for (const p of this.params) {
      if (p.kind === "positional" || p.kind === "any") {
        maximum++;
        if (p.required) minimum = maximum;
        if (p.kind === "positional") positionalOnly++;
      }
      if (p.kind === "star") star = true;
      if (p.kind === "starstar") starstar = true;
      if (p.kind === "any" || p.kind === "keyword") keywords = true;
    }
    this.minimum = minimum;
    this.maximum = maximum;
    this.positionalOnly = positionalOnly;
    this.star = star;
    this.starstar = starstar;
    this.keywords = keywords;
  }
}

/** Splits "(a, b=(1, 2), /)" at the commas that are not inside brackets or quotes. */
function splitParameters(text: string): string[] {
  const inner = text.slice(1, text.lastIndexOf(")"));
  const parts: string[] = [];
  let depth = 0, start = 0, quote = "";
  for (let i = 0; i < inner.length; i++) {
    const c = inner[i];
    if (quote !== "") {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(" || c === "[" || c === "{" || c === "<") depth++;
    else if (c === ")" || c === "]" || c === "}" || c === ">") depth--;
    else if (c === "," && depth === 0) {
      parts.push(inner.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = inner.slice(start).trim();
  if (last !== "") parts.push(last);
  return parts;
}

/** "(sub[, start[, end]], /)" in the usual form: what stands in brackets is optional. */
function plainOptionals(text: string): string {
  return text.includes("[,") ? text.replace(/\[, (\w+)/g, ", $1=None").replaceAll("]", "") : text;
}

function parseParameters(text: string): Parameter[] {
  const parts = splitParameters(plainOptionals(text));
  const slash = parts.indexOf("/");
  const params: Parameter[] = [];
  let keywordOnly = false;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === "/") continue;
    if (part === "*") {
      keywordOnly = true;
      continue;
    }
    if (part.startsWith("**")) {
      params.push({
        name: part.slice(2),
        kind: "starstar",
        required: false,
        defaultText: undefined,
      });
    } else if (part.startsWith("*")) {
      params.push({ name: part.slice(1), kind: "star", required: false, defaultText: undefined });
      keywordOnly = true;
    } else {
      const eq = part.indexOf("=");
      params.push({
        name: eq < 0 ? part : part.slice(0, eq),
        kind: keywordOnly ? "keyword" : i < slash ? "positional" : "any",
        required: eq < 0,
        defaultText: eq < 0 ? undefined : part.slice(eq + 1),
      });
    }
  }
  return params;
}

/** How a function is named in the texts of argument errors. */
export interface CallName {
  /** `append` */
  readonly name: string;
  /** `list.append` */
  readonly qualname: string;
  /** A special method called through a type's slot: `expected 1 argument, got 2`. */
  readonly slot: boolean;
}

/**
 * Binds arguments to a signature: the JavaScript arguments of the implementation, without `self`. Throws the
 * TypeError that CPython's argument parsers give for this shape of signature.
 */
export function bindArguments(
  sig: Signature,
  who: CallName,
  args: readonly Value[],
  kw: KwNames | undefined,
): (Value | Value[] | KwMap | undefined)[] {
  const given = kw === undefined ? args.length : args.length - kw.length;
  if (kw !== undefined && kw.length > 0 && !sig.keywords && !sig.starstar) {
    throw typeError(
      who.slot
        ? `wrapper ${who.name}() takes no keyword arguments`
        : `${who.qualname}() takes no keyword arguments`,
    );
  }
  if (!sig.star && given > sig.maximum) throw tooMany(sig, who, given, kw?.length ?? 0);
  if (!sig.keywords && given < sig.minimum) throw wrongCount(sig, who, given);
  const bound: (Value | Value[] | KwMap | undefined)[] = new Array(sig.params.length);
  let rest: KwMap | undefined;
  for (let i = 0; i < sig.params.length; i++) {
    const p = sig.params[i];
    if (p.kind === "star") bound[i] = args.slice(sig.maximum, Math.max(given, sig.maximum)).slice();
    else bound[i] = i < sig.maximum && i < given ? args[i] : undefined;
  }
  if (sig.star) {
    const at = sig.params.findIndex((p) => p.kind === "star");
    bound[at] = given > sig.maximum ? args.slice(sig.maximum, given) : [];
  }
  if (kw !== undefined && kw.length > 0) {
    if (!sig.star && !sig.starstar && given + kw.length > sig.params.length) {
      throw tooMany(sig, who, given, kw.length);
    }
    for (let k = 0; k < kw.length; k++) {
      const at = sig.params.findIndex((p) =>
        p.name === kw[k] && (p.kind === "any" || p.kind === "keyword")
      );
      if (at < 0) {
        if (!sig.starstar) {
          const text = `${who.name}() got an unexpected keyword argument '${kw[k]}'`;
          const names = sig.params.filter((p) => p.kind === "any" || p.kind === "keyword");
          const hint = bestMatch(names.map((p) => p.name), kw[k]);
          throw typeError(hint === undefined ? text : `${text}. Did you mean '${hint}'?`);
        }
        (rest ??= new Map()).set(kw[k], args[given + k]);
      } else if (bound[at] !== undefined) {
        throw typeError(
          `argument for ${who.name}() given by name ('${kw[k]}') and position (${at + 1})`,
        );
      } else {
        bound[at] = args[given + k];
      }
    }
  }
  if (sig.starstar) bound[sig.params.findIndex((p) => p.kind === "starstar")] = rest;
  for (let i = 0; i < sig.params.length; i++) {
    const p = sig.params[i];
    if (p.required && bound[i] === undefined && p.kind !== "star" && p.kind !== "starstar") {
      if (i < sig.positionalOnly) throw wrongCount(sig, who, given);
      throw typeError(`${who.name}() missing required argument '${p.name}' (pos ${i + 1})`);
    }
  }
  return bound;
}

function plural(n: number, noun = "argument"): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** The error for a wrong number of arguments where all are positional-only. */
export function wrongCount(sig: Signature, who: CallName, given: number): Value {
  const { minimum, maximum } = sig;
  if (who.slot) {
    if (minimum === maximum) {
      return typeError(`${minimum > 1 ? " " : ""}expected ${plural(minimum)}, got ${given}`);
    }
    // (the space is CPython's: its name of a slot is empty here)
    return typeError(
      given < minimum
        ? ` expected at least ${plural(minimum)}, got ${given}`
        : ` expected at most ${plural(maximum)}, got ${given}`,
    );
  }
  if (sig.keywords) {
    const n = given < minimum ? minimum : maximum;
    const how = minimum === maximum ? "exactly" : given < minimum ? "at least" : "at most";
    return typeError(
      `${who.name}() takes ${how} ${plural(n, "positional argument")} (${given} given)`,
    );
  }
  if (maximum === 0) return typeError(`${who.qualname}() takes no arguments (${given} given)`);
  if (minimum === 1 && maximum === 1 && !sig.star) {
    return typeError(`${who.qualname}() takes exactly one argument (${given} given)`);
  }
  if (minimum === maximum && !sig.star) {
    return typeError(`${who.name} expected ${plural(minimum)}, got ${given}`);
  }
  return typeError(
    given < minimum
      ? `${who.name} expected at least ${plural(minimum)}, got ${given}`
      : `${who.name} expected at most ${plural(maximum)}, got ${given}`,
  );
}

function tooMany(sig: Signature, who: CallName, given: number, keywords: number): Value {
  if (!sig.keywords) return wrongCount(sig, who, given);
  const total = sig.params.length;
  if (given + keywords > total) {
    const required = sig.params.filter((p) => p.required).length;
    const how = required < total ? "at most" : "exactly";
    const noun = given === 0 ? "keyword argument" : "argument";
    return typeError(
      `${who.name}() takes ${how} ${plural(total, noun)} (${given + keywords} given)`,
    );
  }
  if (sig.maximum === 0) return typeError(`${who.name}() takes no positional arguments`);
  const how = sig.minimum < sig.maximum ? "at most" : "exactly";
  return typeError(
    `${who.name}() takes ${how} ${plural(sig.maximum, "positional argument")} (${given} given)`,
  );
}

/** `__text_signature__`: "($self, index=-1, /)". */
export function textSignature(decl: Declaration, hasSelf: boolean): string | undefined {
  let text = decl.options?.textSignature ?? decl.signature;
  if (decl.options?.noTextSignature) {
    // a function of no argument or of one is known as such
    const rest = hasSelf ? text.replace(/^\(\w+(, )?/, "(") : text;
    if (rest === "()" || rest === "(/)") text = hasSelf ? "(self, /)" : "()";
    else if (/^\(\w+, \/\)$/.test(rest)) text = hasSelf ? "(self, object, /)" : "(object, /)";
    else return undefined;
  }
  return hasSelf ? "($" + text.slice(1) : text;
}
