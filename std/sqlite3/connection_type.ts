// The class sqlite3.Connection.

import { sqlite as host } from "../../vm/host/mod.ts";
import { call, callMethod, getAttr } from "../../vm/objects/attributes.ts";
import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { getset, type GetSetDeclaration, member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { exception, overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { method } from "../../vm/objects/signature.ts";
import { isStr, strOf, textOf, utf16 } from "../../vm/objects/str.ts";
import {
  argumentName,
  builtinType,
  isInstance,
  type PyType,
  typeOf,
} from "../../vm/objects/type.ts";
import { fspath } from "../os_support/paths.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { blobType, type PyBlob } from "./blob.ts";
import {
  aggregateCallbacks,
  authorizerCallback,
  collationCallback,
  functionCallback,
  progressCallback,
  traceCallback,
} from "./callbacks.ts";
import { LEGACY, open, PyConnection } from "./connection.ts";
import { cursorType, type PyCursor } from "./cursor.ts";
import {
  errorFor,
  EXCEPTIONS,
  lastError,
  lib,
  OperationalError,
  ProgrammingError,
} from "./errors.ts";
import { Statements } from "./statement.ts";
import { int64, utf8 } from "./values.ts";
import { currentIdent } from "../thread/scheduler.ts";

const UTF8 = 1, DETERMINISTIC = 0x800;

function cText(v: Value, what: string): Uint8Array<ArrayBuffer> {
  if (!isStr(v)) throw typeError(`${what} must be str, not ${typeOf(v).name}`);
  const bytes = utf8(v);
  if (bytes.includes(0)) throw valueError("embedded null character");
  const c = new Uint8Array(bytes.length + 1);
  c.set(bytes);
  return c;
}

function small(v: Value): number {
  const n = intOf(v) ?? indexOf(v);
  if (typeof n !== "number" || n > 2147483647 || n < -2147483648) {
    throw overflowError("Python int too large to convert to C int");
  }
  return n;
}

function levelOf(v: Value): string | undefined {
  if (v === NONE) return undefined;
  if (!isStr(v)) {
    throw typeError("isolation_level must be str or None");
  }
  const text = utf16(strOf(v)!);
  if (text.includes("\0")) throw valueError("embedded null character");
  const upper = text.toUpperCase();
  if (!["", "DEFERRED", "IMMEDIATE", "EXCLUSIVE"].includes(upper)) {
    throw valueError(
      "isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', or 'EXCLUSIVE'",
    );
  }
  return upper;
}

function autocommitOf(v: Value): boolean | number {
  if (v === true || v === false) return v;
  if (v === LEGACY) return LEGACY;
  throw valueError(
    "autocommit must be True, False, or sqlite3.LEGACY_TRANSACTION_CONTROL",
  );
}

function init(
  self: PyConnection,
  database: Value,
  timeout: Value | undefined,
  detectTypes: Value | undefined,
  level: Value | undefined,
  checkThread: Value | undefined,
  _factory: Value | undefined,
  cacheSize: Value | undefined,
  uri: Value | undefined,
  autocommit: Value | undefined,
): void {
  const path = fspath(database);
  const bytes = isStr(path) ? utf8(path) : (path as PyBytes).data;
  if (bytes.includes(0)) throw valueError("embedded null byte");
  currentInterpreter().audit("sqlite3.connect", database);
  const seconds = timeout === undefined
    ? 5
    : timeout instanceof PyFloat
    ? timeout.v
    : Number(indexOf(timeout, `must be real number, not ${typeOf(timeout).name}`));
  const isolation = level === undefined ? "" : levelOf(level);
  const mode = autocommit === undefined ? LEGACY : autocommitOf(autocommit);
  if (self.isInitialized && self.db !== null) self.close();
  self.isInitialized = false;
  self.db = open(bytes, uri !== undefined && truth(uri), seconds);
  self.statements = new Statements(self.db, cacheSize === undefined ? 128 : small(cacheSize));
  self.isolationLevel = isolation;
  self.autocommit = mode;
  self.detectTypes = detectTypes === undefined ? 0 : small(detectTypes);
  self.checkThread = checkThread === undefined || truth(checkThread);
  self.thread = currentIdent();
  self.isInitialized = true;
  currentInterpreter().audit("sqlite3.connect/handle", self);
  if (mode === false) self.command("BEGIN");
}

function newCursor(self: PyConnection, factory: Value | undefined): PyCursor {
  self.check();
  const f = factory ?? cursorType(() => connectionType());
  const cursor = call(f, [self]);
  if (!isInstance(cursor, cursorType(() => connectionType()))) {
    throw typeError(
      `factory must return a cursor, not ${typeOf(cursor).name}`,
    );
  }
  const c = cursor as PyCursor;
  if (self.rowFactory !== NONE) c.rowFactory = self.rowFactory;
  return c;
}

function createFunction(
  self: PyConnection,
  name: Value,
  narg: Value,
  f: Value,
  deterministic: Value | undefined,
): void {
  const text = cText(name, "create_function() argument 'name'");
  const n = small(narg);
  self.check();
  const flags = UTF8 | (deterministic !== undefined && truth(deterministic) ? DETERMINISTIC : 0);
  const pointer = f === NONE ? null : self.keep(functionCallback(self, f)).pointer;
  const code = lib().create_function_v2(
    self.db,
    text,
    n,
    flags,
    null,
    pointer,
    null,
    null,
    null,
  );
  if (code !== 0) throw OperationalError.error("Error creating function");
}

function createAggregate(self: PyConnection, name: Value, narg: Value, cls: Value): void {
  const text = cText(name, "create_aggregate() argument 'name'");
  const n = small(narg);
  self.check();
  const a = cls === NONE ? undefined : aggregateCallbacks(self, cls);
  for (const c of a === undefined ? [] : Object.values(a)) self.keep(c);
  const code = lib().create_function_v2(
    self.db,
    text,
    n,
    UTF8,
    null,
    null,
    a?.step.pointer ?? null,
    a?.final.pointer ?? null,
    null,
  );
  if (code !== 0) throw OperationalError.error("Error creating aggregate");
}

function createWindow(self: PyConnection, name: Value, narg: Value, cls: Value): void {
  const text = cText(name, "create_window_function() argument 1");
  const n = small(narg);
  self.check();
  const a = cls === NONE ? undefined : aggregateCallbacks(self, cls);
  for (const c of a === undefined ? [] : Object.values(a)) self.keep(c);
  const code = lib().create_window_function(
    self.db,
    text,
    n,
    UTF8,
    null,
    a?.step.pointer ?? null,
    a?.final.pointer ?? null,
    a?.value.pointer ?? null,
    a?.inverse.pointer ?? null,
    null,
  );
  if (code !== 0) throw ProgrammingError.error(host.cText(lib().errstr(code)));
}

function callable(v: Value): Value {
  if (v !== NONE && typeOf(v).lookup("__call__") === undefined) {
    throw typeError("parameter must be callable");
  }
  return v;
}

function backup(
  self: PyConnection,
  target: Value,
  pages: Value | undefined,
  progress: Value | undefined,
  name: Value | undefined,
  sleep: Value | undefined,
): void {
  if (!isInstance(target, connectionType())) {
    throw typeError(
      `backup() argument 'target' must be sqlite3.Connection, not ${argumentName(target)}`,
    );
  }
  const to = target as PyConnection;
  self.check();
  if ((to as Value) === self) throw valueError("target cannot be the same connection instance");
  to.check();
  if (to.inTransaction) throw OperationalError.error("target is in transaction");
  let n = pages === undefined ? -1 : small(pages);
  if (n === 0) n = -1;
  const hook = progress === undefined || progress === NONE ? undefined : progress;
  if (hook !== undefined && typeOf(hook).lookup("__call__") === undefined) {
    throw typeError("progress argument must be a callable");
  }
  const wait = sleep === undefined ? 250 : Math.trunc(
    (sleep instanceof PyFloat
      ? sleep.v
      : Number(indexOf(sleep, `must be real number, not ${typeOf(sleep).name}`))) * 1000,
  );
  const sq = lib();
  const source = name === undefined ? cText("main", "") : cText(name, "backup() argument 'name'");
  const handle = sq.backup_init(to.db, cText("main", ""), self.db, source);
  if (handle === null) throw lastError(to.db);
  let code: number;
  try {
    do {
      code = sq.backup_step(handle, n);
      if (hook !== undefined) {
        call(hook, [code, sq.backup_remaining(handle), sq.backup_pagecount(handle)]);
      }
      if ((code === 5 || code === 6) && wait > 0) sq.sleep(wait);
    } while (code === 0 || code === 5 || code === 6);
  } finally {
    sq.backup_finish(handle);
  }
  if (code !== 101) throw errorFor(code, host.cText(sq.errstr(code)));
}

function serialize(self: PyConnection, name: Value | undefined): Value {
  self.check();
  const text = cText(name ?? "main", "serialize() argument 'name'");
  const size = new BigInt64Array(1);
  const sq = lib();
  // without a copy where the database is in memory already
  const p = sq.serialize(self.db, text, size as unknown as Uint8Array, 0);
  if (p === null) {
    throw OperationalError.error(`unable to serialize '${textOf(name ?? "main")}'`);
  }
  const bytes = host.memory(p, Number(size[0]));
  sq.free(p);
  return new PyBytes(bytes);
}

function deserialize(self: PyConnection, data: Value, name: Value | undefined): void {
  self.check();
  const bytes = isStr(data) ? utf8(data) : bytesLikeOf(data);
  if (bytes === undefined) {
    throw typeError(`a bytes-like object is required, not '${typeOf(data).name}'`);
  }
  const text = cText(name ?? "main", "deserialize() argument 'name'");
  const sq = lib();
  const p = sq.malloc64(Math.max(1, bytes.length));
  host.fill(p, bytes);
  // it is freed with the connection, and may grow
  const code = sq.deserialize(self.db, text, p, bytes.length, bytes.length, 3);
  if (code !== 0) throw lastError(self.db);
}

function config(self: PyConnection, op: number, value: number): number {
  const out = new Int32Array(1);
  const code = lib().db_config(self.db, op, value, out);
  if (code !== 0) throw lastError(self.db);
  return out[0];
}

function configOp(v: Value): number {
  const op = small(v);
  if (op < 1002 || op > 1017) throw valueError(`unknown config 'op': ${op}`);
  return op;
}

function limitCategory(self: PyConnection, v: Value): number {
  const n = small(v);
  self.check();
  if (n < 0 || n > 11) throw ProgrammingError.error("'category' is out of bounds");
  return n;
}

let type: PyType | undefined;

/** The class. */
export function connectionType(): PyType {
  return type ??= makeType();
}

function makeType(): PyType {
  const t = type = builtinType("sqlite3.Connection", PyConnection, {
    module: "sqlite3",
    qualname: "Connection",
    hasWeakref: true,
  });
  const exceptions: Record<string, GetSetDeclaration> = {};
  for (const e of EXCEPTIONS) exceptions[e.name] = member(undefined, () => e.type());
  define(t, {
    doc: "SQLite database connection object.",
    new: method("(cls, /, *args, **kwargs)", "", (cls: PyType) => cls.allocate()),
    methods: {
      __init__: method(
        "(self, database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, factory=ConnectionType, cached_statements=128, uri=False, *, autocommit=sqlite3.LEGACY_TRANSACTION_CONTROL)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        init,
      ),
      __call__: method(
        "(self, sql, /)",
        "Call self as a function.",
        (self: PyConnection, sql: Value) => {
          self.check();
          if (!isStr(sql)) throw typeError(`argument 1 must be str, not ${typeOf(sql).name}`);
          self.statements.get(utf16(strOf(sql)!), sql).release();
        },
      ),
      __enter__: method(
        "(self, /)",
        "Called when the connection is used as a context manager.\n\nReturns itself as a convenience to the caller.",
        (self: PyConnection) => {
          self.check();
          return self;
        },
      ),
      __exit__: method(
        "(self, type, value, traceback, /)",
        "Called when the connection is used as a context manager.\n\nIf there was any exception, a rollback takes place; otherwise we commit.",
        (self: PyConnection, cls: Value) => {
          if (cls !== NONE) {
            self.rollback();
            return false;
          }
          try {
            self.commit();
          } catch (e) {
            self.rollback();
            throw e;
          }
          return false;
        },
      ),
      cursor: method(
        "(self, /, factory=<unrepresentable>)",
        "Return a cursor for the connection.",
        newCursor,
      ),
      commit: method(
        "(self, /)",
        "Commit any pending transaction to the database.\n\nIf there is no open transaction, this method is a no-op.",
        (self: PyConnection) => self.commit(),
      ),
      rollback: method(
        "(self, /)",
        "Roll back to the start of any pending transaction.\n\nIf there is no open transaction, this method is a no-op.",
        (self: PyConnection) => self.rollback(),
      ),
      close: method(
        "(self, /)",
        "Close the database connection.\n\nAny pending transaction is not committed implicitly.",
        (self: PyConnection) => {
          if (!self.isInitialized) {
            throw ProgrammingError.error("Base Connection.__init__ not called.");
          }
          self.checkOwner();
          self.close();
        },
      ),
      execute: method(
        "(self, sql, parameters=<unrepresentable>, /)",
        "Executes an SQL statement.",
        (self: PyConnection, sql: Value, p: Value | undefined) =>
          callMethod(newCursorOf(self), "execute", sql, ...(p === undefined ? [] : [p])),
      ),
      executemany: method(
        "(self, sql, parameters, /)",
        "Repeatedly executes an SQL statement.",
        (self: PyConnection, sql: Value, p: Value) =>
          callMethod(newCursorOf(self), "executemany", sql, p),
      ),
      executescript: method(
        "(self, sql_script, /)",
        "Executes multiple SQL statements at once.",
        (self: PyConnection, sql: Value) => callMethod(newCursorOf(self), "executescript", sql),
      ),
      create_function: method(
        "(self, /, name, narg, func, *, deterministic=False)",
        "Creates a new function.",
        createFunction,
      ),
      create_aggregate: method(
        "(self, /, name, n_arg, aggregate_class)",
        "Creates a new aggregate.",
        createAggregate,
      ),
      create_window_function: method(
        "(self, name, num_params, aggregate_class, /)",
        "Creates or redefines an aggregate window function. Non-standard.\n\n  name\n    The name of the SQL aggregate window function to be created or\n    redefined.\n  num_params\n    The number of arguments the SQL aggregate window function can accept.\n  aggregate_class\n    A class with step(), finalize(), value(), and inverse() methods.\n    Set to None to clear the window function.",
        createWindow,
      ),
      create_collation: method(
        "(self, name, callback, /)",
        "Creates a collation function.",
        (self: PyConnection, name: Value, f: Value) => {
          const text = cText(name, "create_collation() argument 1");
          self.check();
          callable(f);
          const pointer = f === NONE ? null : self.keep(collationCallback(self, f)).pointer;
          const code = lib().create_collation_v2(self.db, text, UTF8, null, pointer, null);
          if (code !== 0) throw lastError(self.db);
        },
      ),
      set_authorizer: method(
        "(self, /, authorizer_callback)",
        "Set authorizer callback.",
        (self: PyConnection, f: Value) => {
          self.check();
          const hook = f === NONE ? undefined : authorizerCallback(self, f);
          const code = lib().set_authorizer(self.db, self.hook("authorizer", hook), null);
          if (code !== 0) throw OperationalError.error("Error setting authorizer callback");
        },
      ),
      set_progress_handler: method(
        "(self, /, progress_handler, n)",
        "Set progress handler callback.\n\n  progress_handler\n    A callable that takes no arguments.\n    If the callable returns non-zero, the current query is terminated,\n    and an exception is raised.\n  n\n    The number of SQLite virtual machine instructions that are\n    executed between invocations of 'progress_handler'.\n\nIf 'progress_handler' is None or 'n' is 0, the callback is removed.",
        (self: PyConnection, f: Value, n: Value) => {
          const every = small(n);
          self.check();
          const hook = f === NONE ? undefined : progressCallback(self, f);
          lib().progress_handler(
            self.db,
            f === NONE ? 0 : every,
            self.hook("progress", hook),
            null,
          );
        },
      ),
      set_trace_callback: method(
        "(self, /, trace_callback)",
        "Set a trace callback called for each SQL statement (passed as unicode).",
        (self: PyConnection, f: Value) => {
          self.check();
          const hook = f === NONE ? undefined : traceCallback(self, f);
          lib().trace_v2(self.db, f === NONE ? 0 : 1, self.hook("trace", hook), null);
        },
      ),
      enable_load_extension: method(
        "(self, enable, /)",
        "Enable dynamic loading of SQLite extension modules.",
        (self: PyConnection, on: Value) => {
          self.check();
          if (lib().enable_load_extension(self.db, truth(on) ? 1 : 0) !== 0) {
            throw OperationalError.error("Error enabling load extension");
          }
        },
      ),
      load_extension: method(
        "(self, name, /, *, entrypoint=None)",
        "Load SQLite extension module.",
        (self: PyConnection, name: Value, entry: Value | undefined) => {
          self.check();
          const out = new host.PointerSlot();
          const code = lib().load_extension(
            self.db,
            cText(name, "load_extension() argument 1"),
            entry === undefined || entry === NONE
              ? null
              : cText(entry, "load_extension() argument 'entrypoint'"),
            out.buffer,
          );
          if (code === 0) return;
          const text = host.cText(out.value);
          throw OperationalError.error(text);
        },
      ),
      interrupt: method(
        "(self, /)",
        "Abort any pending database operation.",
        (self: PyConnection) => {
          self.check();
          lib().interrupt(self.db);
        },
      ),
      iterdump: method(
        "(self, /, *, filter=None)",
        "Returns iterator to the dump of the database in an SQL text format.\n\n  filter\n    An optional LIKE pattern for database objects to dump",
        (self: PyConnection, filter: Value | undefined) => {
          self.check();
          const f = getAttr(runtime.importModule("sqlite3.dump"), "_iterdump");
          return call(f, [self, filter ?? NONE], ["filter"]);
        },
      ),
      backup: method(
        "(self, /, target, *, pages=-1, progress=None, name='main', sleep=0.25)",
        "Makes a backup of the database.",
        backup,
      ),
      blobopen: method(
        "(self, table, column, row, /, *, readonly=False, name='main')",
        "Open and return a BLOB object.\n\n  table\n    Table name.\n  column\n    Column name.\n  row\n    Row index.\n  readonly\n    Open the BLOB without write permissions.\n  name\n    Database name.",
        (
          self: PyConnection,
          table: Value,
          column: Value,
          row: Value,
          readonly: Value | undefined,
          name: Value | undefined,
        ) => {
          const texts = [
            cText(name ?? "main", "blobopen() argument 'name'"),
            cText(table, "blobopen() argument 1"),
            cText(column, "blobopen() argument 2"),
          ];
          const id = int64(indexOf(row));
          self.check();
          const out = new host.PointerSlot();
          const write = readonly === undefined || !truth(readonly) ? 1 : 0;
          const [a, b, c] = texts;
          const code = lib().blob_open(self.db, a, b, c, id, write, out.buffer);
          if (code !== 0) throw lastError(self.db);
          const blob = blobType().allocate() as PyBlob;
          blob.connection = self;
          blob.blob = out.value;
          self.blobs.add(blob);
          return blob;
        },
      ),
      serialize: method(
        "(self, /, *, name='main')",
        "Serialize a database into a byte string.\n\n  name\n    Which database to serialize.\n\nFor an ordinary on-disk database file, the serialization is just a copy of the\ndisk file.",
        serialize,
      ),
      deserialize: method(
        "(self, data, /, *, name='main')",
        "Load a serialized database.\n\n  data\n    The serialized database content.\n  name\n    Which database to reopen with the deserialization.",
        deserialize,
      ),
      getlimit: method(
        "(self, category, /)",
        "Get connection run-time limits.\n\n  category\n    The limit category to be queried.",
        (self: PyConnection, category: Value) =>
          lib().limit(self.db, limitCategory(self, category), -1),
      ),
      setlimit: method(
        "(self, category, limit, /)",
        "Set connection run-time limits.\n\n  category\n    The limit category to be set.\n  limit\n    The new limit. If the new limit is a negative number, the limit is\n    unchanged.",
        (self: PyConnection, category: Value, limit: Value) =>
          lib().limit(self.db, limitCategory(self, category), small(limit)),
      ),
      getconfig: method(
        "(self, op, /)",
        "Query a boolean connection configuration option.\n\n  op\n    The configuration verb; one of the sqlite3.SQLITE_DBCONFIG codes.",
        (self: PyConnection, op: Value) => {
          self.check();
          return config(self, configOp(op), -1) !== 0;
        },
      ),
      setconfig: method(
        "(self, op, enable=True, /)",
        "Set a boolean connection configuration option.\n\n  op\n    The configuration verb; one of the sqlite3.SQLITE_DBCONFIG codes.",
        (self: PyConnection, op: Value, enable: Value | undefined) => {
          self.check();
          const on = enable === undefined || truth(enable) ? 1 : 0;
          if (config(self, configOp(op), on) !== on) {
            throw OperationalError.error(`Unable to set config`);
          }
        },
      ),
    },
    attributes: {
      ...exceptions,
      isolation_level: getset(
        undefined,
        (self: PyConnection) => {
          self.check();
          return self.isolationLevel === undefined ? NONE : self.isolationLevel;
        },
        (self: PyConnection, v: Value | undefined) => {
          if (v === undefined) throw exception("AttributeError", "cannot delete attribute");
          self.check();
          const level = levelOf(v);
          self.isolationLevel = level;
          if (level === undefined && self.inTransaction && self.autocommit === LEGACY) {
            self.command("COMMIT");
          }
        },
      ),
      autocommit: getset(
        undefined,
        (self: PyConnection) => {
          self.check();
          return self.autocommit;
        },
        (self: PyConnection, v: Value | undefined) => {
          self.check();
          const mode = autocommitOf(v ?? NONE);
          if (mode === true && self.inTransaction) self.command("COMMIT");
          else if (mode === false && !self.inTransaction) self.command("BEGIN");
          self.autocommit = mode;
        },
      ),
      in_transaction: getset(undefined, (self: PyConnection) => {
        self.check();
        return self.inTransaction;
      }),
      total_changes: getset(undefined, (self: PyConnection) => {
        self.check();
        return lib().total_changes(self.db);
      }),
      row_factory: member(
        undefined,
        (self: PyConnection) => self.rowFactory,
        (self: PyConnection, v: Value | undefined) => {
          self.rowFactory = v ?? NONE;
        },
      ),
      text_factory: member(
        undefined,
        (self: PyConnection) => self.textFactory,
        (self: PyConnection, v: Value | undefined) => {
          self.textFactory = v ?? NONE;
        },
      ),
    },
  });
  return t;
}

/** What `Connection.execute` executes with; a subclass may have a `cursor` of its own. */
function newCursorOf(self: PyConnection): Value {
  return callMethod(self, "cursor");
}
