// sqlite3.Connection: an open database, its transactions, and what a program hangs on it. Its methods are in
// connection_type.ts.

import { sqlite as host } from "../../vm/host/mod.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { StrType } from "../../vm/objects/type.ts";
import { currentIdent } from "../thread/scheduler.ts";
import { state } from "./adapters.ts";
import type { PyBlob } from "./blob.ts";
import { drain, type PyCursor } from "./cursor.ts";
import { DataError, errorFor, lastError, lib, ProgrammingError } from "./errors.ts";
import { Statements } from "./statement.ts";
import { utf8 } from "./values.ts";

/** The transactions are begun by us before statements that change data. */
export const LEGACY = -1;

export class PyConnection extends PyObject {
  db: host.Pointer = null;
  isInitialized: boolean = false;
  statements: Statements = new Statements(null, 0);
  isolationLevel: string | undefined = "";
  /** LEGACY, or whether there is no transaction but those that the program begins. */
  autocommit: number | boolean = LEGACY;
  detectTypes: number = 0;
  rowFactory: Value = NONE;
  textFactory: Value = StrType;
  checkThread: boolean = true;
  thread: number = 0;
  /** What a callback threw that must not be lost. */
  pending: unknown = undefined;
  callbacks: host.Callback[] = [];
  /** Those that replace each other, by what they are for. */
  hooks: Map<string, host.Callback> = new Map();
  blobs: Set<PyBlob> = new Set();
  /** Cursors of which rows are still to be fetched. */
  active: Set<PyCursor> = new Set();

  busy(cursor: PyCursor): void {
    this.active.add(cursor);
    state().busy.add(this);
  }

  idle(cursor: PyCursor): void {
    if (this.active.delete(cursor) && this.active.size === 0) state().busy.delete(this);
  }

  /** Fetches all that is still to be fetched. */
  drainAll(): void {
    for (const cursor of [...this.active]) drain(cursor);
  }

  checkOwner(): void {
    if (!this.checkThread) return;
    const now = currentIdent();
    if (now === this.thread) return;
    throw ProgrammingError.error(
      "SQLite objects created in a thread can only be used in that same thread. " +
        `The object was created in thread id ${this.thread} and this is thread id ${now}.`,
    );
  }

  /** Throws unless the connection can be used. */
  check(): void {
    if (!this.isInitialized) {
      throw ProgrammingError.error("Base Connection.__init__ not called.");
    }
    this.checkOwner();
    if (this.db === null) throw ProgrammingError.error("Cannot operate on a closed database.");
  }

  throwPending(): void {
    const { pending } = this;
    this.pending = undefined;
    if (pending !== undefined) throw pending;
  }

  checkLength(bytes: number): void {
    if (bytes > lib().limit(this.db, 1, -1)) throw DataError.error("query string is too large");
  }

  get inTransaction(): boolean {
    return lib().get_autocommit(this.db) === 0;
  }

  /** Executes a statement that gives nothing. */
  command(sql: string): void {
    const out = new host.PointerSlot(), tail = new host.PointerSlot();
    const sq = lib();
    const source = utf8(sql + "\0");
    let code = sq.prepare_v2(this.db, source, source.length, out.buffer, tail.buffer);
    if (code === 0) {
      sq.step(out.value);
      code = sq.finalize(out.value);
    }
    if (code !== 0) throw lastError(this.db);
    this.throwPending();
  }

  /** Begins the transaction that a statement needs. */
  beginFor(isDml: boolean): void {
    const { isolationLevel } = this;
    if (this.autocommit !== LEGACY || isolationLevel === undefined || !isDml) return;
    if (!this.inTransaction) this.command(`BEGIN ${isolationLevel}`);
  }

  commitForScript(): void {
    if (this.autocommit === LEGACY && this.inTransaction) this.command("COMMIT");
  }

  commit(): void {
    this.check();
    if (this.autocommit === LEGACY) {
      if (this.inTransaction) this.command("COMMIT");
    } else if (this.autocommit === false) {
      this.command("COMMIT");
      this.command("BEGIN");
    }
  }

  rollback(): void {
    this.check();
    if (this.autocommit === LEGACY) {
      if (this.inTransaction) this.command("ROLLBACK");
    } else if (this.autocommit === false) {
      this.command("ROLLBACK");
      this.command("BEGIN");
    }
  }

  /** Keeps a callback until the connection is closed, or another one takes its place. */
  keep(callback: host.Callback): host.Callback {
    this.callbacks.push(callback);
    return callback;
  }

  hook(what: string, callback: host.Callback | undefined): host.Pointer {
    const before = this.hooks.get(what);
    if (callback === undefined) this.hooks.delete(what);
    else this.hooks.set(what, callback);
    if (before !== undefined) this.callbacks.push(before);
    return callback?.pointer ?? null;
  }

  close(): void {
    const { db } = this;
    if (db === null) return;
    const failure = this.endTransaction();
    this.active.clear();
    state().busy.delete(this);
    this.statements.close();
    for (const b of this.blobs) b.close();
    this.blobs.clear();
    this.db = null;
    lib().close_v2(db);
    for (const c of [...this.callbacks, ...this.hooks.values()]) c.close();
    this.callbacks = [];
    this.hooks.clear();
    if (failure !== undefined) throw failure;
  }

  private endTransaction(): unknown {
    if (this.autocommit !== false || !this.inTransaction) return undefined;
    try {
      this.command("ROLLBACK");
      return undefined;
    } catch (e) {
      return e;
    }
  }
}

/** Opens a database. */
export function open(path: Uint8Array, isUri: boolean, timeout: number): host.Pointer {
  const sq = lib();
  const name = new Uint8Array(path.length + 1);
  name.set(path);
  const out = new host.PointerSlot();
  // read and write, create
  const code = sq.open_v2(name, out.buffer, 6 | (isUri ? 0x40 : 0), null);
  const db = out.value;
  if (code !== 0) {
    const e = db === null ? errorFor(code, host.cText(sq.errstr(code))) : lastError(db);
    if (db !== null) sq.close_v2(db);
    throw e;
  }
  sq.busy_timeout(db, Math.trunc(timeout * 1000));
  return db;
}
