// Pattern.split, Pattern.sub and Pattern.subn.

import { call, getAttr } from "../../vm/objects/attributes.ts";
import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { sizeNumber } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { isStr, pointsOf, strFromPoints, strOf } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { PyMatch } from "./match.ts";
import type { PyPattern } from "./pattern.ts";
import { Progress } from "./progress.ts";
import type { Source } from "./source.ts";
import { PyTemplate } from "./template.ts";

/** `pattern.split(string, maxsplit)` */
export function split(self: PyPattern, string: Value, maxsplit?: Value): Value {
  const source = self.source(string);
  const limit = maxsplit === undefined ? 0 : sizeNumber(maxsplit);
  const progress = new Progress(self, source, 0, source.length);
  const parts: Value[] = [];
  let last = 0, n = 0;
  while (limit === 0 || n < limit) {
    const hit = progress.next();
    if (hit === undefined) break;
    parts.push(source.slice(last, hit.start));
    for (let g = 1; g <= self.groups; g++) parts.push(hit.group(source, g, NONE));
    last = hit.end;
    n++;
  }
  parts.push(source.slice(last, source.length));
  return new PyList(parts);
}

/** Joins pieces of the subject's kind. */
function joinPieces(source: Source, pieces: Value[]): Value {
  if (source.units instanceof Uint8Array) {
    const arrays = pieces.map((p) => bytesLikeOf(p)!);
    const out = new Uint8Array(arrays.reduce((n, a) => n + a.length, 0));
    let at = 0;
    for (const a of arrays) {
      out.set(a, at);
      at += a.length;
    }
    return new PyBytes(out);
  }
  let text = "";
  for (let i = 0; i < pieces.length; i++) {
    const s = strOf(pieces[i]);
    if (typeof s !== "string") return joinPoints(pieces);
    text += s;
  }
  return text;
}

/** Joins strs of which some have astral characters. */
function joinPoints(pieces: readonly Value[]): Value {
  const parts = pieces.map((p) => pointsOf(strOf(p)!));
  const points = new Uint32Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    points.set(p, at);
    at += p.length;
  }
  return strFromPoints(points);
}

/** The replacement as a function of the match, or a fixed value. */
function replacement(self: PyPattern, repl: Value): Value | ((m: PyMatch) => Value) {
  if (typeof repl === "object" && !isStr(repl) && repl.cls.lookup("__call__") !== undefined) {
    return (m) => call(repl, [m]);
  }
  if (isStr(repl)) {
    const s = strOf(repl)!;
    if (typeof s === "string" ? !s.includes("\\") : !s.points.includes(92)) return repl;
  } else {
    const bytes = bytesLikeOf(repl);
    if (bytes !== undefined && !bytes.includes(92)) return repl;
  }
  const template = call(getAttr(runtime.importModule("re"), "_compile_template"), [self, repl]);
  if (!(template instanceof PyTemplate)) {
    if (typeof template === "object" && template.cls.lookup("__call__") !== undefined) {
      return (m) => call(template, [m]);
    }
    return template;
  }
  return template.chunks.length === 0 ? template.literal : (m) => template.expand(m);
}

/** `pattern.subn(repl, string, count)`: the text, and the number of replacements. */
export function substitute(
  self: PyPattern,
  repl: Value,
  string: Value,
  count: Value | undefined,
): [Value, number] {
  const source = self.source(string);
  const limit = count === undefined ? 0 : sizeNumber(count);
  const by = replacement(self, repl);
  const progress = new Progress(self, source, 0, source.length);
  const pieces: Value[] = [];
  let last = 0, n = 0;
  while (limit === 0 || n < limit) {
    const hit = progress.next();
    if (hit === undefined) break;
    if (hit.start > last) pieces.push(source.slice(last, hit.start));
    let v: Value;
    if (typeof by !== "function") v = by;
    else v = by(new PyMatch(self, source, hit, 0, source.length));
    if (v !== NONE) {
      checkPiece(source, v, pieces.length);
      pieces.push(v);
    }
    last = hit.end;
    n++;
  }
  if (n === 0 && !(source.units instanceof Uint8Array)) return [strOf(string)!, 0];
  if (last < source.length) pieces.push(source.slice(last, source.length));
  return [joinPieces(source, pieces), n];
}

function checkPiece(source: Source, v: Value, index: number): void {
  if (source.units instanceof Uint8Array) {
    if (bytesLikeOf(v) === undefined) {
      throw typeError(
        `sequence item ${index}: expected a bytes-like object, ${typeOf(v).name} found`,
      );
    }
  } else if (!isStr(v)) {
    throw typeError(`sequence item ${index}: expected str instance, ${typeOf(v).name} found`);
  }
}
