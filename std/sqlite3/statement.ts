// Prepared statements, and the cache of them that a connection keeps.

import { sqlite as host } from "../../vm/host/mod.ts";
import type { Value } from "../../vm/objects/object.ts";
import { DataError, lastError, lib, ProgrammingError } from "./errors.ts";
import { utf8 } from "./values.ts";

/** A prepared statement. */
export class Statement {
  /** `null` for one of nothing but comments, and after the connection was closed. */
  pointer: host.Pointer;
  readonly isDml: boolean;
  inUse: boolean = false;
  /** It is to be thrown away when it is not used any more. */
  evicted: boolean = false;

  constructor(pointer: host.Pointer, isDml: boolean) {
    this.pointer = pointer;
    this.isDml = isDml;
  }

  /** Gives it back. */
  release(): void {
    if (this.pointer !== null) lib().reset(this.pointer);
    this.inUse = false;
    if (this.evicted) this.finalize();
  }

  finalize(): void {
    if (this.pointer !== null) lib().finalize(this.pointer);
    this.pointer = null;
  }
}

/** The index of the first character that is not space or comment. */
export function skipBlank(sql: string, start: number): number {
  let i = start;
  for (;;) {
    while (i < sql.length && " \t\r\n\f\v".includes(sql[i])) i++;
    if (sql.startsWith("--", i)) {
      const end = sql.indexOf("\n", i);
      i = end < 0 ? sql.length : end + 1;
    } else if (sql.startsWith("/*", i)) {
      const end = sql.indexOf("*/", i + 2);
      i = end < 0 ? sql.length : end + 2;
    } else return i;
  }
}

/** The statements of a connection. */
export class Statements {
  private readonly db: host.Pointer;
  private readonly size: number;
  private readonly cache: Map<string, Statement> = new Map();
  private readonly all: Set<Statement> = new Set();

  constructor(db: host.Pointer, size: number) {
    this.db = db;
    this.size = size;
  }

  /** The statement for a text, which nobody else uses. */
  get(text: string, sql: Value): Statement {
    const known = this.cache.get(text);
    if (known !== undefined && !known.inUse) {
      this.cache.delete(text);
      this.cache.set(text, known);
      known.inUse = true;
      return known;
    }
    const made = this.prepare(text, sql);
    made.inUse = true;
    this.all.add(made);
    if (known === undefined && this.size > 0) {
      this.cache.set(text, made);
      if (this.cache.size > this.size) {
        const [oldest, statement] = this.cache.entries().next().value!;
        this.cache.delete(oldest);
        this.evict(statement);
      }
    } else made.evicted = true;
    if (this.all.size > this.cache.size + 256) this.sweep();
    return made;
  }

  private evict(s: Statement): void {
    s.evicted = true;
    if (!s.inUse) s.finalize();
  }

  private sweep(): void {
    for (const s of this.all) if (s.pointer === null) this.all.delete(s);
  }

  private prepare(text: string, sql: Value): Statement {
    const sq = lib();
    const bytes = utf8(sql);
    if (bytes.length > sq.limit(this.db, 1, -1)) throw DataError.error("query string is too large");
    if (text.includes("\0")) throw ProgrammingError.error("the query contains a null character");
    const source = new Uint8Array(bytes.length + 1);
    source.set(bytes);
    const out = new host.PointerSlot(), tail = new host.PointerSlot();
    const code = sq.prepare_v2(this.db, source, source.length, out.buffer, tail.buffer);
    if (code !== 0) throw lastError(this.db);
    const rest = new TextDecoder().decode(source.subarray(host.offsetIn(tail, source), -1));
    if (skipBlank(rest, 0) < rest.length) {
      sq.finalize(out.value);
      throw ProgrammingError.error("You can only execute one statement at a time.");
    }
    const word = /^[a-z]+/i.exec(text.slice(skipBlank(text, 0)))?.[0].toUpperCase();
    const isDml = word === "INSERT" || word === "UPDATE" || word === "DELETE" || word === "REPLACE";
    return new Statement(out.value, isDml);
  }

  /** Gives all of them up. */
  close(): void {
    for (const s of this.all) s.finalize();
    this.all.clear();
    this.cache.clear();
  }
}
