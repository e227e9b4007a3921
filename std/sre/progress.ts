// Successive matches: what findall, finditer, split, sub and scanners go through.

import { type BufferView, getBuffer, SIMPLE } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyIterator } from "../../vm/objects/iteration.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { isStr } from "../../vm/objects/str.ts";
import { PyMatch } from "./match.ts";
import { type Kind, MATCH, PyPattern, SEARCH } from "./pattern.ts";
import type { Hit, Source } from "./source.ts";

/** The state between one match and the next. */
export class Progress {
  readonly source: Source;
  readonly end: number;
  private readonly pattern: PyPattern;
  private start: number;
  private notEmptyAt: number;
  constructor(pattern: PyPattern, source: Source, start: number, end: number) {
    this.source = source;
    this.end = end;
    this.pattern = pattern;
    this.start = start;
    this.notEmptyAt = -1;
  }

  next(kind: Kind = SEARCH): Hit | undefined {
    if (this.start > this.end) return undefined;
    const hit = this.pattern.run(this.source, this.start, this.end, kind, this.notEmptyAt);
    if (hit === undefined) return undefined;
    // a match may be empty where one has ended, but not twice
    this.notEmptyAt = hit.start === hit.end ? hit.end : -1;
    this.start = hit.end;
    return hit;
  }
}

/** What keeps the memory of a bytes-like subject in its place while somebody iterates. */
function hold(v: Value): BufferView | undefined {
  return isStr(v) || v instanceof PyBytes ? undefined : getBuffer(v, SIMPLE);
}

/** The common part of scanners and of the iterator that finditer gives. */
class Run {
  private readonly pattern: PyPattern;
  private readonly first: number;
  private progress: Progress | undefined;
  private readonly held: BufferView | undefined;
  constructor(pattern: PyPattern, source: Source, start: number, end: number) {
    this.pattern = pattern;
    this.first = start;
    this.progress = new Progress(pattern, source, start, end);
    this.held = hold(source.value);
  }

  /** The memory of the object is held. */
  holds(exporter: Value): boolean {
    return this.progress !== undefined && this.held?.obj === exporter;
  }

  next(kind: Kind): PyMatch | undefined {
    const { progress } = this;
    const hit = progress?.next(kind);
    if (hit === undefined) {
      this.progress = undefined;
      this.held?.release();
      return undefined;
    }
    return new PyMatch(this.pattern, progress!.source, hit, this.first, progress!.end);
  }
}

/** `pattern.scanner(…)`: the engine of re.Scanner. */
export class PyScanner extends PyObject {
  readonly pattern: PyPattern;
  private readonly run: Run | undefined;
  constructor(pattern: PyPattern = new PyPattern(), source?: Source, start = 0, end = 0) {
    super();
    this.pattern = pattern;
    this.run = source === undefined ? undefined : new Run(pattern, source, start, end);
  }
  holdsMemoryOf(exporter: Value): boolean {
    return this.run?.holds(exporter) ?? false;
  }
  match(): Value {
    return this.run?.next(MATCH) ?? NONE;
  }
  search(): Value {
    return this.run?.next(SEARCH) ?? NONE;
  }
}

/** The iterator of finditer. */
export class MatchIterator extends PyIterator {
  private readonly run: Run | undefined;
  constructor(pattern?: PyPattern, source?: Source, start = 0, end = 0) {
    super();
    this.run = pattern === undefined || source === undefined
      ? undefined
      : new Run(pattern, source, start, end);
  }
  holdsMemoryOf(exporter: Value): boolean {
    return this.run?.holds(exporter) ?? false;
  }
  override step(): Value | undefined {
    return this.run?.next(SEARCH);
  }
}
