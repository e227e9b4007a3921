// What a pattern is run over, and where it has matched.

import { bytesArgument } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { decodeLatin1 } from "../../vm/objects/core/codecs/latin1.ts";
import type { Value } from "../../vm/objects/object.ts";
import { copyOf, newBytes } from "../../vm/objects/core/small_bytes.ts";
import { strFromPoints } from "../../vm/objects/str.ts";
import type { Subject } from "./matcher.ts";

/** The bytes object that was last seen as text, and that text: scanners come back to the same one. */
let lastBytes: Uint8Array | undefined;
let lastText = "";

function latin1(bytes: Uint8Array): string {
  if (bytes !== lastBytes) {
    lastText = decodeLatin1(bytes);
    lastBytes = bytes;
  }
  return lastText;
}

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

  /** The characters as a JavaScript string, each unit one of them; `undefined` where that cannot be. */
  get text(): string | undefined {
    const { units } = this;
    if (typeof units === "string") return units;
    return units instanceof Uint8Array && !this.borrowed ? latin1(units) : undefined;
  }

  /** The value of a part of `text`. */
  wrap(text: string): Value {
    if (typeof this.units === "string") return text;
    const bytes = newBytes(text.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
    return new PyBytes(bytes);
  }

  /** The part from one position to another. */
  slice(from: number, to: number): Value {
    const { units } = this;
    if (typeof units === "string") return units.slice(from, to);
    if (units instanceof Uint8Array) {
      if (this.borrowed) return new PyBytes(bytesArgument(this.value).slice(from, to));
      // all of a bytes object is that object
      if (from === 0 && to === units.length && this.value instanceof PyBytes) return this.value;
      return new PyBytes(copyOf(units, from, to));
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
      return text === undefined ? absent : source.wrap(text);
    }
    const spans = this.spans!;
    const from = spans[2 * n];
    return from < 0 ? absent : source.slice(from, spans[2 * n + 1]);
  }
}
