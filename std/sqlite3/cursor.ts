// sqlite3.Cursor: the execution of statements and the rows that they give.

import { sqlite as host } from "../../vm/host/mod.ts";
import { call } from "../../vm/objects/attributes.ts";
import { member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { exceptionTypes, isExceptionOf } from "../../vm/objects/exceptions.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { forEach, PyIterator } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { type Int, NONE, type Value } from "../../vm/objects/object.ts";
import { getItem, indexOf, length } from "../../vm/objects/operations.ts";
import { overflowError, stopIteration, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { method } from "../../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import {
  argumentName,
  builtinType,
  isInstance,
  type PyType,
  StrType,
  typeOf,
} from "../../vm/objects/type.ts";
import { adapt, isBasic, protocolType, state } from "./adapters.ts";
import type { PyConnection } from "./connection.ts";
import { lastError, lib, OperationalError, ProgrammingError } from "./errors.ts";
import type { Statement } from "./statement.ts";
import { bindValue, BLOB, decodeUtf8, FLOAT, INTEGER, pythonInt, TEXT, utf8 } from "./values.ts";

const ROW = 100, DONE = 101, LOCKED = 6;
/** No more rows than that are fetched ahead of a program. */
const MANY_ROWS = 100000;
export const PARSE_DECLTYPES = 1, PARSE_COLNAMES = 2;

export class PyCursor extends PyIterator {
  connection: PyConnection | undefined = undefined;
  statement: Statement | undefined = undefined;
  description: Value = NONE;
  rowcount: Int = -1;
  lastrowid: Value = NONE;
  arraysize: Int = 1;
  rowFactory: Value = NONE;
  closed: boolean = false;
  locked: boolean = false;
  /** Rows that were fetched ahead, and what failed after them. */
  ahead: Value[] = [];
  failure: unknown = undefined;
  private casts: (Value | undefined)[] | undefined = undefined;

  step(): Value | undefined {
    return fetchNext(this);
  }

  /** How each column becomes a value of a registered type. */
  converters(stmt: host.Pointer, count: number): (Value | undefined)[] {
    if (this.casts !== undefined) return this.casts;
    const { detectTypes } = this.connection!;
    const casts: (Value | undefined)[] = [];
    for (let i = 0; i < count && detectTypes !== 0; i++) {
      let key: string | undefined;
      if (detectTypes & PARSE_COLNAMES) {
        key = /\[(.*?)\]/.exec(host.cText(lib().column_name(stmt, i)))?.[1];
      }
      let found = key === undefined ? undefined : converter(key);
      if (found === undefined && detectTypes & PARSE_DECLTYPES) {
        const declared = host.cText(lib().column_decltype(stmt, i));
        found = converter(/^[^ (]*/.exec(declared)![0]);
      }
      casts.push(found);
    }
    return this.casts = casts;
  }

  forget(): void {
    this.casts = undefined;
  }
}

function converter(name: string): Value | undefined {
  return name === "" ? undefined : state().converters.get(strFromUtf16(name.toUpperCase()));
}

function check(self: PyCursor): PyConnection {
  if (self.connection === undefined) {
    throw ProgrammingError.error("Base Cursor.__init__ not called.");
  }
  if (self.closed) throw ProgrammingError.error("Cannot operate on a closed cursor.");
  self.connection.check();
  if (self.locked) throw ProgrammingError.error("Recursive use of cursors not allowed.");
  return self.connection;
}

function bindOne(stmt: host.Pointer, index: number, given: Value, db: host.Pointer): void {
  let v = given;
  if (v !== NONE && (!isBasic(typeOf(v)) || state().adaptsBasic)) {
    v = adapt(v, protocolType(), v);
  }
  const code = bindValue(stmt, index, v);
  if (code === 0) return;
  if (code !== undefined) throw lastError(db);
  const name = host.cText(lib().bind_parameter_name(stmt, index));
  const which = name === "" ? String(index) : `'${name}'`;
  throw ProgrammingError.error(
    `Error binding parameter ${which}: type '${typeOf(v).name}' is not supported`,
  );
}

function bindAll(stmt: host.Pointer, parameters: Value, db: host.Pointer): void {
  const sq = lib();
  const needed = sq.bind_parameter_count(stmt);
  const isDict = parameters instanceof PyDict;
  const isSequence = parameters instanceof PyTuple || parameters instanceof PyList ||
    !isDict && typeOf(parameters).lookup("__getitem__") !== undefined &&
      typeOf(parameters).lookup("__len__") !== undefined && !isMapping(parameters);
  if (isSequence) {
    const count = length(parameters);
    if (count !== needed) {
      throw ProgrammingError.error(
        `Incorrect number of bindings supplied. The current statement uses ${needed}, ` +
          `and there are ${count} supplied.`,
      );
    }
    for (let i = 0; i < needed; i++) {
      const name = host.cText(sq.bind_parameter_name(stmt, i + 1));
      if (name !== "" && name[0] !== "?") {
        runtime.warn(
          "DeprecationWarning",
          `Binding ${i + 1} ('${name}') is a named parameter, but you supplied a sequence ` +
            "which requires nominal (qmark) placeholders. Starting with Python 3.14 an " +
            "sqlite3.ProgrammingError will be raised.",
          1,
        );
      }
      bindOne(stmt, i + 1, getItem(parameters, i), db);
    }
    return;
  }
  if (!isDict && !isMapping(parameters)) {
    throw ProgrammingError.error("parameters are of unsupported type");
  }
  for (let i = 1; i <= needed; i++) {
    const name = host.cText(sq.bind_parameter_name(stmt, i));
    if (name === "") {
      throw ProgrammingError.error(
        `Binding ${i} has no name, but you supplied a dictionary (which has only names).`,
      );
    }
    const key = strFromUtf16(name.slice(1));
    let v: Value | undefined;
    if (isDict && typeOf(parameters).lookup("__missing__") === undefined) v = parameters.get(key);
    else {
      try {
        v = getItem(parameters, key);
      } catch (e) {
        if (!isExceptionOf(e, exceptionTypes.get("LookupError")!)) throw e;
      }
    }
    if (v === undefined) {
      throw ProgrammingError.error(
        `You did not supply a value for binding parameter :${name.slice(1)}.`,
      );
    }
    bindOne(stmt, i, v, db);
  }
}

function isMapping(v: Value): boolean {
  return v instanceof PyDict || typeOf(v).lookup("keys") !== undefined;
}

function describe(self: PyCursor, stmt: host.Pointer, count: number): void {
  const rows: Value[] = [];
  const { detectTypes } = self.connection!;
  for (let i = 0; i < count; i++) {
    let name = host.cText(lib().column_name(stmt, i));
    if (detectTypes & PARSE_COLNAMES) name = name.replace(/ \[.*$/s, "");
    rows.push(new PyTuple([strFromUtf16(name), NONE, NONE, NONE, NONE, NONE, NONE]));
  }
  self.description = new PyTuple(rows);
}

function drop(self: PyCursor): void {
  const { statement } = self;
  self.statement = undefined;
  statement?.release();
  self.connection?.idle(self);
}

/**
 * Fetches what is left of a cursor's rows, so that its statement holds no lock any more. A cursor that the program has
 * dropped is not seen to be gone here; CPython would have reset its statement at once.
 */
export function drain(self: PyCursor, isOwn: boolean = false): void {
  const s = self.statement;
  if (s === undefined || s.pointer === null || self.locked && !isOwn) return;
  try {
    for (;;) {
      self.ahead.push(fetchRow(self, s.pointer));
      if (lib().step(s.pointer) !== ROW) break;
      if (self.ahead.length > MANY_ROWS) throw OperationalError.error("database table is locked");
    }
  } catch (e) {
    self.failure = e;
  }
  drop(self);
}

/** Steps; a failure becomes an exception, that of a callback where one failed. */
function step(c: PyConnection, s: Statement, isFirst: boolean = false): number {
  let code = lib().step(s.pointer);
  if (isFirst && (code & 0xff) === LOCKED && c.active.size > 0) {
    c.drainAll();
    lib().reset(s.pointer);
    code = lib().step(s.pointer);
  }
  c.throwPending();
  if (code !== ROW && code !== DONE) throw lastError(c.db);
  return code;
}

/** `execute` and `executemany`. */
export function execute(
  self: PyCursor,
  sql: Value,
  parameters: Value | undefined,
  isMany: boolean,
): Value {
  const c = check(self);
  if (!isStr(sql)) {
    throw typeError(
      `${isMany ? "executemany" : "execute"}() argument 1 must be str, not ${argumentName(sql)}`,
    );
  }
  self.locked = true;
  try {
    drop(self);
    self.forget();
    self.ahead = [];
    self.failure = undefined;
    self.description = NONE;
    const s = c.statements.get(utf16(strOf(sql)!), sql);
    self.statement = s;
    if (isMany && !s.isDml) {
      throw ProgrammingError.error("executemany() can only execute DML statements.");
    }
    self.rowcount = s.isDml ? 0 : -1;
    if (s.pointer === null) {
      drop(self);
      return self;
    }
    if (s.isDml) { for (const other of state().busy) if (other !== c) other.drainAll(); }
    c.beginFor(s.isDml);
    const run = (p: Value | undefined): void => {
      if (self.statement !== s) {
        throw ProgrammingError.error("Recursive use of cursors not allowed.");
      }
      lib().clear_bindings(s.pointer);
      bindAll(s.pointer, p ?? new PyTuple(), c.db);
      const code = step(c, s, true);
      const count = lib().column_count(s.pointer);
      if (self.description === NONE && count > 0) describe(self, s.pointer, count);
      if (code === DONE) {
        if (s.isDml) {
          const n = lib().changes(c.db);
          self.rowcount = isMany ? Number(self.rowcount) + n : n;
        }
        if (isMany) lib().reset(s.pointer);
      } else if (isMany) {
        throw ProgrammingError.error("executemany() can only execute DML statements.");
      }
      if (code === DONE && !isMany) drop(self);
      else if (!isMany && lib().stmt_readonly(s.pointer) === 0) {
        // what it writes would wait for its last row
        drain(self, true);
        if (s.isDml) self.rowcount = lib().changes(c.db);
      } else if (!isMany) c.busy(self);
    };
    if (isMany) {
      forEach(parameters!, (p) => run(p));
      drop(self);
    } else {
      run(parameters);
      self.lastrowid = pythonInt(lib().last_insert_rowid(c.db));
    }
  } catch (e) {
    drop(self);
    self.rowcount = -1;
    throw e;
  } finally {
    self.locked = false;
  }
  return self;
}

function column(self: PyCursor, stmt: host.Pointer, i: number): Value {
  const sq = lib();
  const { textFactory } = self.connection!;
  switch (sq.column_type(stmt, i)) {
    case INTEGER:
      return pythonInt(sq.column_int64(stmt, i));
    case FLOAT:
      return new PyFloat(sq.column_double(stmt, i));
    case TEXT: {
      const text = sq.column_text(stmt, i);
      const bytes = host.memory(text, sq.column_bytes(stmt, i));
      if (textFactory === StrType) {
        const v = decodeUtf8(bytes);
        if (v !== undefined) return v;
        const name = host.cText(sq.column_name(stmt, i));
        throw OperationalError.error(
          `Could not decode to UTF-8 column '${name}' with text '${
            new TextDecoder().decode(bytes)
          }'`,
        );
      }
      return call(textFactory, [new PyBytes(bytes)]);
    }
    case BLOB: {
      const blob = sq.column_blob(stmt, i);
      return new PyBytes(host.memory(blob, sq.column_bytes(stmt, i)));
    }
    default:
      return NONE;
  }
}

function fetchRow(self: PyCursor, stmt: host.Pointer): Value {
  const sq = lib();
  const count = sq.column_count(stmt);
  const casts = self.converters(stmt, count);
  const items: Value[] = [];
  for (let i = 0; i < count; i++) {
    const cast = casts[i];
    if (cast === undefined) {
      items.push(column(self, stmt, i));
      continue;
    }
    const blob = sq.column_blob(stmt, i);
    const n = sq.column_bytes(stmt, i);
    items.push(
      blob === null ? NONE : call(cast, [new PyBytes(host.memory(blob, n))]),
    );
  }
  return new PyTuple(items);
}

function fetchNext(self: PyCursor): Value | undefined {
  const c = check(self);
  const s = self.statement;
  const early = self.ahead.shift();
  if (early !== undefined) {
    return self.rowFactory === NONE ? early : call(self.rowFactory, [self, early]);
  }
  if (self.failure !== undefined) {
    const { failure } = self;
    self.failure = undefined;
    throw failure;
  }
  if (s === undefined || s.pointer === null) return undefined;
  self.locked = true;
  let row: Value;
  try {
    row = fetchRow(self, s.pointer);
    const code = step(c, s);
    if (code === DONE) {
      if (s.isDml) self.rowcount = lib().changes(c.db);
      drop(self);
    }
  } catch (e) {
    drop(self);
    throw e;
  } finally {
    self.locked = false;
  }
  return self.rowFactory === NONE ? row : call(self.rowFactory, [self, row]);
}

function executeScript(self: PyCursor, script: Value): Value {
  const c = check(self);
  if (!isStr(script)) {
    throw typeError(`executescript() argument must be str, not ${argumentName(script)}`);
  }
  const bytes = utf8(script);
  const sq = lib();
  if (bytes.includes(0)) throw valueError("embedded null character");
  c.checkLength(bytes.length);
  c.commitForScript();
  let rest = new Uint8Array(bytes.length + 1);
  rest.set(bytes);
  while (rest.length > 1) {
    const out = new host.PointerSlot(), tail = new host.PointerSlot();
    const code = sq.prepare_v2(c.db, rest, rest.length, out.buffer, tail.buffer);
    c.throwPending();
    if (code !== 0) throw lastError(c.db);
    const stmt = out.value;
    const next = host.offsetIn(tail, rest);
    if (stmt !== null) {
      let r: number;
      do r = sq.step(stmt); while (r === ROW);
      const failure = r === DONE ? undefined : lastError(c.db);
      sq.finalize(stmt);
      c.throwPending();
      if (failure !== undefined) throw failure;
    }
    rest = rest.slice(next);
  }
  return self;
}

function fetchMany(self: PyCursor, size: Value | undefined): Value {
  const n = size === undefined ? Number(self.arraysize) : Number(indexOf(size));
  const rows = new PyList();
  for (let i = 0; n <= 0 || i < n; i++) {
    const row = fetchNext(self);
    if (row === undefined) break;
    rows.append(row);
  }
  return rows;
}

let type: PyType | undefined;

/** The class. */
export function cursorType(connectionType: () => PyType): PyType {
  if (type !== undefined) return type;
  const t = type = builtinType("sqlite3.Cursor", PyCursor, {
    module: "sqlite3",
    qualname: "Cursor",
    hasWeakref: true,
  });
  define(t, {
    doc: "SQLite database cursor class.",
    new: method("(cls, /, *args, **kwargs)", "", (cls: PyType) => cls.allocate()),
    methods: {
      __init__: method(
        "(self, connection, /)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyCursor, connection: Value) => {
          if (!isInstance(connection, connectionType())) {
            throw typeError(
              `Cursor() argument 1 must be sqlite3.Connection, not ${argumentName(connection)}`,
            );
          }
          const c = connection as unknown as PyConnection;
          c.check();
          drop(self);
          self.connection = c;
          self.closed = false;
          self.rowcount = -1;
          self.description = NONE;
          self.lastrowid = NONE;
        },
      ),
      __iter__: method("(self, /)", "Implement iter(self).", (self: PyCursor) => self),
      __next__: method("(self, /)", "Implement next(self).", (self: PyCursor) => {
        const row = fetchNext(self);
        if (row === undefined) throw stopIteration();
        return row;
      }),
      execute: method(
        "(self, sql, parameters=(), /)",
        "Executes an SQL statement.",
        (self: PyCursor, sql: Value, p: Value | undefined) => execute(self, sql, p, false),
      ),
      executemany: method(
        "(self, sql, seq_of_parameters, /)",
        "Repeatedly executes an SQL statement.",
        (self: PyCursor, sql: Value, p: Value) => execute(self, sql, p, true),
      ),
      executescript: method(
        "(self, sql_script, /)",
        "Executes multiple SQL statements at once.",
        executeScript,
      ),
      fetchone: method(
        "(self, /)",
        "Fetches one row from the resultset.",
        (self: PyCursor) => fetchNext(self) ?? NONE,
      ),
      fetchmany: method(
        "(self, /, size=1)",
        "Fetches several rows from the resultset.\n\n  size\n    The default value is set by the Cursor.arraysize attribute.",
        fetchMany,
      ),
      fetchall: method(
        "(self, /)",
        "Fetches all rows from the resultset.",
        (self: PyCursor) => fetchMany(self, -1),
      ),
      setinputsizes: method(
        "(self, sizes, /)",
        "Required by DB-API. Does nothing in sqlite3.",
        () => {},
      ),
      setoutputsize: method(
        "(self, size, column=None, /)",
        "Required by DB-API. Does nothing in sqlite3.",
        () => {},
      ),
      close: method("(self, /)", "Closes the cursor.", (self: PyCursor) => {
        if (self.connection === undefined) {
          throw ProgrammingError.error("Base Cursor.__init__ not called.");
        }
        if (self.locked) throw ProgrammingError.error("Recursive use of cursors not allowed.");
        self.connection.check();
        drop(self);
        self.ahead = [];
        self.closed = true;
      }),
    },
    attributes: {
      connection: member(undefined, (self: PyCursor) => self.connection ?? NONE),
      description: member(undefined, (self: PyCursor) => self.description),
      lastrowid: member(undefined, (self: PyCursor) => self.lastrowid),
      rowcount: member(undefined, (self: PyCursor) => self.rowcount),
      arraysize: member(
        undefined,
        (self: PyCursor) => self.arraysize,
        (self: PyCursor, v: Value | undefined) => {
          const n = v === undefined ? undefined : intOf(v);
          if (n === undefined) throw typeError("an integer is required");
          if (typeof n === "bigint") {
            throw overflowError("Python int too large to convert to C int");
          }
          self.arraysize = n;
        },
      ),
      row_factory: member(
        undefined,
        (self: PyCursor) => self.rowFactory,
        (self: PyCursor, v: Value | undefined) => {
          self.rowFactory = v ?? NONE;
        },
      ),
    },
  });
  return t;
}
