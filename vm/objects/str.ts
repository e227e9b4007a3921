// str: a JavaScript string where every code point is at most U+FFFF, an AstralStr otherwise.
//
// Every way in decides once (`strFromUtf16`, `strFromPoints`), so that indexing by code point is indexing by unit on
// the string that nearly every program has. An AstralStr always has at least one code point above U+FFFF.

import { PyObject, type Value } from "./object.ts";
import { setTextConversion, typeError } from "./raise.ts";
import { type Layout, StrType, typeOf } from "./type.ts";

/** A str that has code points above U+FFFF. */
export class AstralStr extends PyObject {
  readonly points: Uint32Array;
  /** The same text in UTF-16, made when it is first needed. */
  utf16: string | undefined;
  constructor(points: Uint32Array) {
    super();
    this.points = points;
    this.utf16 = undefined;
  }
}
Object.defineProperty(AstralStr.prototype, "cls", { value: StrType });

/** An instance of a subclass of str: the text is its payload. */
export class PyStrObject extends PyObject {
  v: string | AstralStr;
  constructor() {
    super();
    this.v = "";
  }
}
StrType.layout = PyStrObject as Layout;
StrType.proto = PyStrObject.prototype;
Object.defineProperty(PyStrObject.prototype, "cls", { value: StrType, writable: true });

/** What a str is, exactly: the payload of every str. */
export type Str = string | AstralStr;

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** The str of a text in UTF-16, in which a surrogate pair is one code point. */
export function strFromUtf16(text: string): Str {
  if (!SURROGATE_PAIR.test(text)) return text;
  const points = new Uint32Array(text.length);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const cp = text.codePointAt(i)!;
    if (cp > 0xffff) i++;
    points[n++] = cp;
  }
  return new AstralStr(points.slice(0, n));
}
setTextConversion(strFromUtf16);

const CHUNK = 8192;

/** The str of code points; decides its representation. */
export function strFromPoints(points: Uint32Array): Str {
  for (let i = 0; i < points.length; i++) if (points[i] > 0xffff) return new AstralStr(points);
  let text = "";
  for (let i = 0; i < points.length; i += CHUNK) {
    text += String.fromCharCode.apply(null, points.subarray(i, i + CHUNK) as unknown as number[]);
  }
  return text;
}

/** The text in UTF-16 (lone surrogates stay; adjacent ones are indistinguishable from a pair there). */
export function utf16(s: Str): string {
  if (typeof s === "string") return s;
  if (s.utf16 === undefined) {
    const { points } = s;
    let text = "";
    for (let i = 0; i < points.length; i += CHUNK) {
      text += String.fromCodePoint.apply(
        null,
        points.subarray(i, i + CHUNK) as unknown as number[],
      );
    }
    s.utf16 = text;
  }
  return s.utf16;
}

/** The code points of a str. */
export function pointsOf(s: Str): Uint32Array {
  if (typeof s !== "string") return s.points;
  const points = new Uint32Array(s.length);
  for (let i = 0; i < s.length; i++) points[i] = s.charCodeAt(i);
  return points;
}

/** The text of a str or of an instance of a subclass of str; `undefined` for anything else. */
export function strOf(v: Value): Str | undefined {
  if (typeof v === "string") return v;
  if (v instanceof AstralStr) return v;
  if (v instanceof PyStrObject) return v.v;
  return undefined;
}

/** The value is a str or an instance of a subclass. */
export function isStr(v: Value): boolean {
  return typeof v === "string" || v instanceof AstralStr || v instanceof PyStrObject;
}

/** The value is exactly a str. */
export function isExactStr(v: Value): v is Str {
  return typeof v === "string" || v instanceof AstralStr;
}

/** The UTF-16 text of a str argument; TypeError otherwise, with `what` in front. */
export function textOf(v: Value, what = "expected str"): string {
  const s = strOf(v);
  if (s === undefined) throw typeError(`${what}, not ${typeOf(v).name}`);
  return utf16(s);
}
