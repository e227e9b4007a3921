// Reading JSON: one value at a position of a document. Containers stand on a stack of their own, so that nesting costs no
// JavaScript stack.

import { call } from "../../vm/objects/attributes.ts";
import { parseInt as parseIntText } from "../../vm/objects/core/int_text.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { recursionError, stopIteration } from "../../vm/objects/raise.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { type ScannedString, scanString, type Source } from "./text.ts";

/** How values are made; `undefined` where Python's own int, float … are asked for. */
export interface ScanOptions {
  readonly strict: boolean;
  readonly objectHook: Value | undefined;
  readonly objectPairsHook: Value | undefined;
  readonly parseFloat: Value | undefined;
  readonly parseInt: Value | undefined;
  readonly parseConstant: Value;
}

/** An array or an object that is being read. */
interface Container {
  /** The items of an array. */
  readonly items: Value[] | undefined;
  readonly dict: PyDict | undefined;
  /** The pairs of an object, where a hook wants them. */
  readonly pairs: Value[] | undefined;
  key: Value;
}

/** As deep as CPython goes before it says RecursionError. */
const MAX_DEPTH = 9990;

function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9;
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

/** The end of the last scan, in units. */
export interface ScanResult {
  value: Value;
  end: number;
}

/** Reads the value at `start`; StopIteration where there is none. */
export function scanOnce(source: Source, start: number, options: ScanOptions): ScanResult {
  const { text } = source;
  const length = text.length;
  const { strict, objectHook, objectPairsHook } = options;
  const scanned: ScannedString = { value: "", end: 0 };
  const result: ScanResult = { value: NONE, end: start };
  const stack: Container[] = [];
  let top: Container | undefined;
  let at = start;

  const skip = (): void => {
    while (at < length && isSpace(text.charCodeAt(at))) at++;
  };
  /** Reads the key of the next member and the colon. */
  const member = (container: Container): void => {
    if (text.charCodeAt(at) !== 34) {
      throw source.error("Expecting property name enclosed in double quotes", at);
    }
    scanString(source, at + 1, strict, scanned);
    container.key = scanned.value;
    at = scanned.end;
    skip();
    if (text.charCodeAt(at) !== 58) throw source.error("Expecting ':' delimiter", at);
    at++;
    skip();
  };
  /** The Python value of a container that is complete. */
  const finish = (container: Container): Value => {
    const { items, dict, pairs } = container;
    if (items !== undefined) return new PyList(items);
    if (pairs !== undefined) return call(objectPairsHook!, [new PyList(pairs)]);
    return objectHook !== undefined ? call(objectHook, [dict!]) : dict!;
  };

  for (;;) {
    // ---- a value
    let value: Value;
    const c = text.charCodeAt(at);
    if (c === 34) {
      scanString(source, at + 1, strict, scanned);
      value = scanned.value;
      at = scanned.end;
    } else if (c === 123 || c === 91) {
      if (stack.length >= MAX_DEPTH) {
        throw recursionError(
          `maximum recursion depth exceeded while decoding a JSON ${
            c === 91 ? "array" : "object"
          } from a unicode string`,
        );
      }
      const container: Container = {
        items: c === 91 ? [] : undefined,
        dict: c === 123 && objectPairsHook === undefined ? new PyDict() : undefined,
        pairs: c === 123 && objectPairsHook !== undefined ? [] : undefined,
        key: NONE,
      };
      at++;
      skip();
      if (text.charCodeAt(at) !== c + 2) {
        stack.push(container);
        top = container;
        if (c === 123) member(container);
        continue;
      }
      at++;
      value = finish(container);
    } else if (c === 45 || c >= 48 && c <= 57) {
      scanNumber(source, at, options, result);
      value = result.value;
      at = result.end;
    } else if (c === 110 && text.startsWith("null", at)) {
      value = NONE;
      at += 4;
    } else if (c === 116 && text.startsWith("true", at)) {
      value = true;
      at += 4;
    } else if (c === 102 && text.startsWith("false", at)) {
      value = false;
      at += 5;
    } else if (c === 78 && text.startsWith("NaN", at)) {
      value = call(options.parseConstant, ["NaN"]);
      at += 3;
    } else if (c === 73 && text.startsWith("Infinity", at)) {
      value = call(options.parseConstant, ["Infinity"]);
      at += 8;
    } else {
      throw stopIteration(source.pointOf(at));
    }
    // ---- where it belongs, and what ends with it
    for (;;) {
      if (top === undefined) {
        result.value = value;
        result.end = at;
        return result;
      }
      const { items } = top;
      if (items !== undefined) items.push(value);
      else if (top.dict !== undefined) top.dict.set(top.key, value);
      else top.pairs!.push(new PyTuple([top.key, value]));
      skip();
      const d = text.charCodeAt(at);
      const close = items !== undefined ? 93 : 125;
      if (d === close) {
        at++;
        value = finish(top);
        stack.pop();
        top = stack.length === 0 ? undefined : stack[stack.length - 1];
        continue;
      }
      if (d !== 44) throw source.error("Expecting ',' delimiter", at);
      const comma = at++;
      skip();
      if (text.charCodeAt(at) === close) {
        throw source.error(
          `Illegal trailing comma before end of ${items !== undefined ? "array" : "object"}`,
          comma,
        );
      }
      if (items === undefined) member(top);
      break;
    }
  }
}

/** Reads the number at `start`, or one of -Infinity. */
function scanNumber(
  source: Source,
  start: number,
  options: ScanOptions,
  out: ScanResult,
): void {
  const { text } = source;
  let at = start;
  if (text.charCodeAt(at) === 45) {
    at++;
    if (text.startsWith("Infinity", at)) {
      out.value = call(options.parseConstant, ["-Infinity"]);
      out.end = at + 8;
      return;
    }
  }
  const first = text.charCodeAt(at);
  if (!isDigit(first)) throw stopIteration(source.pointOf(start));
  at++;
  if (first !== 48) { while (isDigit(text.charCodeAt(at))) at++; }
  let isFloat = false;
  if (text.charCodeAt(at) === 46 && isDigit(text.charCodeAt(at + 1))) {
    isFloat = true;
    at += 2;
    while (isDigit(text.charCodeAt(at))) at++;
  }
  const e = text.charCodeAt(at);
  if (e === 101 || e === 69) {
    let digits = at + 1;
    const sign = text.charCodeAt(digits);
    if (sign === 43 || sign === 45) digits++;
    if (isDigit(text.charCodeAt(digits))) {
      isFloat = true;
      at = digits + 1;
      while (isDigit(text.charCodeAt(at))) at++;
    }
  }
  const literal = text.slice(start, at);
  out.end = at;
  if (isFloat) {
    out.value = options.parseFloat === undefined
      ? new PyFloat(Number(literal))
      : call(options.parseFloat, [literal]);
  } else if (options.parseInt !== undefined) {
    out.value = call(options.parseInt, [literal]);
  } else if (literal.length <= 15) {
    const v = Number(literal);
    out.value = v === 0 ? 0 : v;
  } else {
    out.value = parseIntText(literal, 10);
  }
}
