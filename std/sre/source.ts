// What a pattern is run over, and where it has matched.

import { bytesArgument } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import type { Value } from "../../vm/objects/object.ts";
import { strFromPoints } from "../../vm/objects/str.ts";
import type { Subject } from "./matcher.ts";

/** A subject: the characters, and how slices of them become Python values. */
export class Source {
  readonly value: Value;
  readonly units: Subject;
  readonly length: number;
  /** The memory may change under the match: slices are taken from the object as it is then. */
  private readonly borrowed: boolean;
  constructor(value: Value, units: Subject, borrowed = false) {
    this.value = value;
    this.units = units;
    this.length = units.length;
    this.borrowed = borrowed;
  }

  /** The part from one position to another. */
  slice(from: number, to: number): Value {
    const { units } = this;
    if (typeof units === "string") return units.slice(from, to);
    if (units instanceof Uint8Array) {
      if (this.borrowed) return new PyBytes(bytesArgument(this.value).slice(from, to));
      // all of a bytes object is that object
      if (from === 0 && to === units.length && this.value instanceof PyBytes) return this.value;
      return new PyBytes(units.slice(from, to));
    }
    return strFromPoints(units.slice(from, to));
  }
}

/**
 * Where a pattern has matched. The backtracking machine gives the spans of the groups; a RegExp gives their texts, and
 * the spans are found when somebody asks for them (pattern.ts).
 */
export class Hit {
  readonly start: number;
  readonly end: number;
  /** Start and end of each group, group 0 first (-1 where it has not matched), then the number of the last group. */
  spans: Int32Array | undefined;
  readonly texts: RegExpExecArray | undefined;
  /** All of the subject had to match. */
  readonly full: boolean;
  constructor(
    start: number,
    end: number,
    spans: Int32Array | undefined,
    texts: RegExpExecArray | undefined,
    full: boolean,
  ) {
    this.start = start;
    this.end = end;
    this.spans = spans;
    this.texts = texts;
    this.full = full;
  }

  /** The text of a group, or `absent` where it has not matched. */
  group(source: Source, n: number, absent: Value): Value {
    const { texts } = this;
    if (texts !== undefined) {
      const text = texts[n];
      return text === undefined ? absent : text;
    }
    const spans = this.spans!;
    const from = spans[2 * n];
    return from < 0 ? absent : source.slice(from, spans[2 * n + 1]);
  }
}
