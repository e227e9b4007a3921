// The replacement text of `sub` with references to groups, as the library's parser gives it.

import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyObject, type Value } from "../../vm/objects/object.ts";
import { add } from "../../vm/objects/operators.ts";
import { isStr } from "../../vm/objects/str.ts";
import type { PyMatch } from "./match.ts";

/** A literal, then pairs of a group and a literal. */
export class PyTemplate extends PyObject {
  literal: Value;
  chunks: { group: number; literal: Value }[];
  constructor(literal: Value = "", chunks: { group: number; literal: Value }[] = []) {
    super();
    this.literal = literal;
    this.chunks = chunks;
  }

  /** The text for a match. A group that has not matched is empty. */
  expand(m: PyMatch): Value {
    const empty = isStr(this.literal) ? "" : new PyBytes(new Uint8Array(0));
    let out: Value = this.literal;
    for (const { group, literal } of this.chunks) {
      out = add(out, asText(m.group(group, empty)));
      out = add(out, literal);
    }
    return out;
  }
}

function asText(v: Value): Value {
  if (isStr(v)) return v;
  const bytes = bytesLikeOf(v);
  return bytes === undefined ? v : new PyBytes(bytes);
}
