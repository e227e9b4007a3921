// re.Pattern, the object: a pattern's code and the two engines that run it.
//
// A pattern starts with the backtracking machine, which can do everything and is made at once. When it is used again, or
// on a long subject, it is translated to a JavaScript RegExp, if there is one with the same meaning. The RegExp serves
// subjects that are JavaScript strings; what it cannot do (a match that may not be empty at a certain place, a subject
// that needs more stack than V8 has) goes back to the machine.

import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { isStr, strOf } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { Matcher } from "./matcher.ts";
import { translate } from "./program.ts";
import type { Parsed } from "./parse.ts";
import { Hit, Source } from "./source.ts";
import { toRegExp, type Translation } from "./to_regexp.ts";
import { type Node, readCode } from "./tree.ts";

/** What is asked for: a match at the start, of the whole, anywhere. */
export const MATCH = 0, FULL = 1, SEARCH = 2;
export type Kind = typeof MATCH | typeof FULL | typeof SEARCH;

/** Uses of a pattern, or characters of a subject, from which a RegExp is worth making. */
const ENOUGH_USES = 3;
const LONG_SUBJECT = 256;

/** How a pattern is written in JavaScript, and the RegExps made so far: one for each kind of match. */
class Engine {
  readonly translation: Translation;
  private readonly made: (RegExp | undefined)[];
  private readonly withSpans: (RegExp | undefined)[];
  constructor(translation: Translation) {
    this.translation = translation;
    this.made = [undefined, undefined, new RegExp(translation.source, "g")];
    this.withSpans = [undefined, undefined];
  }

  regexp(kind: Kind): RegExp {
    return this.made[kind] ??= new RegExp(this.source(kind === FULL), "y");
  }

  /** For a match whose beginning is known: it gives the spans of the groups too. */
  spans(full: boolean): RegExp {
    return this.withSpans[Number(full)] ??= new RegExp(this.source(full), "dy");
  }

  private source(full: boolean): string {
    const { source } = this.translation;
    return full ? `(?:${source})$` : source;
  }
}

/** A compiled pattern. */
export class PyPattern extends PyObject {
  pattern: Value;
  flags: number;
  code: Uint32Array;
  groups: number;
  groupindex: PyDict;
  /** Names by number; None where a group has none. */
  indexgroup: Value[];
  isBytes: boolean;
  /** What the code says. */
  private tree: Node[] | undefined;
  private matcher: Matcher | undefined;
  private uses: number;
  /** `null` where there is no RegExp with this meaning. */
  private engine: Engine | null | undefined;

  constructor() {
    super();
    this.pattern = NONE;
    this.flags = 0;
    this.code = new Uint32Array(0);
    this.groups = 0;
    this.groupindex = new PyDict();
    this.indexgroup = [];
    this.isBytes = false;
    this.tree = undefined;
    this.matcher = undefined;
    this.uses = 0;
    this.engine = undefined;
  }

  /** A pattern that parse.ts has understood: there is no code. */
  static parsed(pattern: Value, p: Parsed): PyPattern {
    const made = new PyPattern();
    made.pattern = pattern;
    made.flags = p.flags;
    made.groups = p.groups;
    made.isBytes = !isStr(pattern);
    made.indexgroup = new Array(p.groups + 1).fill(NONE);
    for (const [name, n] of p.names) {
      made.groupindex.setStr(name, n);
      made.indexgroup[n] = name;
    }
    made.tree = p.nodes;
    return made;
  }

  private nodes(): Node[] {
    return this.tree ??= readCode(this.code);
  }

  /** Chooses the engine at once: for tests. */
  use(engine: "machine" | "regexp"): boolean {
    if (engine === "machine") this.engine = null;
    else this.makeEngine();
    return this.engine !== null;
  }

  private machine(): Matcher {
    return this.matcher ??= new Matcher(translate(this.nodes()), this.groups + 1);
  }

  private makeEngine(): Engine | null {
    this.engine = null;
    try {
      const translation = toRegExp(this.nodes(), this.groups);
      if (translation !== undefined) this.engine = new Engine(translation);
    } catch (e) {
      // too large or too deep for JavaScript
      if (!(e instanceof SyntaxError) && !(e instanceof RangeError)) throw e;
    }
    return this.engine;
  }

  /** The subject of a match; TypeError where it is of the wrong kind. */
  source(v: Value): Source {
    if (typeof v === "string" && !this.isBytes) return new Source(v, v);
    const s = strOf(v);
    if (s !== undefined) {
      if (this.isBytes) throw typeError("cannot use a bytes pattern on a string-like object");
      return new Source(v, typeof s === "string" ? s : s.points);
    }
    const bytes = bytesLikeOf(v);
    if (bytes === undefined) {
      throw typeError(`expected string or bytes-like object, got '${typeOf(v).name}'`);
    }
    if (!this.isBytes && this.pattern !== NONE) {
      throw typeError("cannot use a string pattern on a bytes-like object");
    }
    return new Source(v, bytes, !(v instanceof PyBytes));
  }

  /**
   * Looks for a match in the subject's characters up to `end`, from `start` on. It must not be empty at `notEmptyAt`.
   */
  run(
    source: Source,
    start: number,
    end: number,
    kind: Kind,
    notEmptyAt: number,
  ): Hit | undefined {
    let { engine } = this;
    if (engine === undefined && (++this.uses >= ENOUGH_USES || end - start >= LONG_SUBJECT)) {
      engine = this.makeEngine();
    }
    if (engine !== undefined && engine !== null && source.length > 0) {
      const { text } = source;
      if (text !== undefined) {
        return this.exec(engine, source, text, start, end, kind, notEmptyAt);
      }
    }
    return this.search(source, start, end, kind, notEmptyAt);
  }

  /** The machine's answer. */
  private search(
    source: Source,
    start: number,
    end: number,
    kind: Kind,
    notEmptyAt: number,
  ): Hit | undefined {
    const m = this.machine();
    let from = start;
    if (kind === SEARCH) {
      from = m.search(source.units, start, 0, end, notEmptyAt);
      if (from < 0) return undefined;
    } else if (!m.match(source.units, start, 0, end, kind === FULL, notEmptyAt)) {
      return undefined;
    }
    return this.hit(m, from, kind === FULL);
  }

  private hit(m: Matcher, from: number, full: boolean): Hit {
    const n = this.groups;
    const spans = new Int32Array(2 * (n + 1) + 1);
    spans[0] = from;
    spans[1] = m.end;
    for (let g = 1; g <= n; g++) {
      const a = m.marks[2 * g - 2], b = m.marks[2 * g - 1];
      const set = a >= 0 && b >= a;
      spans[2 * g] = set ? a : -1;
      spans[2 * g + 1] = set ? b : -1;
    }
    spans[2 * n + 2] = m.lastIndex;
    return new Hit(from, m.end, spans, undefined, full);
  }

  /** The RegExp's answer. */
  private exec(
    engine: Engine,
    source: Source,
    whole: string,
    start: number,
    end: number,
    kind: Kind,
    notEmptyAt: number,
  ): Hit | undefined {
    const re = engine.regexp(kind);
    const text = end === whole.length ? whole : whole.slice(0, end);
    let at = start;
    for (;;) {
      re.lastIndex = at;
      let found: RegExpExecArray | null;
      try {
        found = re.exec(text);
      } catch (e) {
        // V8's stack for regular expressions is exhausted
        if (!(e instanceof RangeError)) throw e;
        return this.search(source, start, end, kind, notEmptyAt);
      }
      if (found === null) return undefined;
      const from = found.index, to = from + found[0].length;
      if (to !== notEmptyAt) return new Hit(from, to, undefined, found, kind === FULL);
      // an empty match where there may be none: the machine knows whether there is another one here
      const m = this.machine();
      if (m.match(text, from, 0, end, kind === FULL, notEmptyAt)) {
        return this.hit(m, from, kind === FULL);
      }
      if (kind !== SEARCH || at === end) return undefined;
      at = from + 1;
      notEmptyAt = -1;
    }
  }

  /** The spans of a hit. */
  spansOf(source: Source, end: number, hit: Hit): Int32Array {
    let { spans } = hit;
    if (spans === undefined) {
      spans = new Int32Array(2 * (this.groups + 1) + 1);
      spans[0] = hit.start;
      spans[1] = hit.end;
      spans[spans.length - 1] = this.lastIndex(hit);
      if (this.groups > 0) this.fillSpans(spans, source.text!, end, hit);
      hit.spans = spans;
    }
    return spans;
  }

  /** Matches once more, by a RegExp that tells where the groups are. */
  private fillSpans(spans: Int32Array, units: string, end: number, hit: Hit): void {
    const re = this.engine!.spans(hit.full);
    re.lastIndex = hit.start;
    const { indices } = re.exec(end === units.length ? units : units.slice(0, end))!;
    for (let g = 1; g <= this.groups; g++) {
      const span = indices![g];
      spans[2 * g] = span === undefined ? -1 : span[0];
      spans[2 * g + 1] = span === undefined ? -1 : span[1];
    }
  }

  /** The number of the group that was closed last; 0 where none has matched. */
  lastIndex(hit: Hit): number {
    const { texts, spans } = hit;
    if (texts === undefined) return spans![spans!.length - 1];
    const { closing } = this.engine!.translation;
    for (let i = closing.length - 1; i >= 0; i--) {
      if (texts[closing[i]] !== undefined) return closing[i];
    }
    return 0;
  }

  /** The number of a group given by number or name; -1 where there is none. */
  groupNumber(key: Value): number {
    if (typeof key === "number") return key >= 0 && key <= this.groups ? key : -1;
    if (!isStr(key) && typeOf(key).lookup("__index__") !== undefined) {
      const i = indexOf(key);
      return i >= 0 && i <= this.groups ? Number(i) : -1;
    }
    const n = this.groupindex.get(key);
    return typeof n === "number" ? n : -1;
  }
}
