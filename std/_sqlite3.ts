// _sqlite3: databases in SQLite. The classes are in sqlite3/; the library itself is the system's.

import { sqlite as host } from "../vm/host/mod.ts";
import { call } from "../vm/objects/attributes.ts";
import { truth } from "../vm/objects/compare.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { exception, typeError } from "../vm/objects/raise.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import { isStr, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, PyType, typeOf } from "../vm/objects/type.ts";
import { adapt, isBasic, protocolType, state } from "./sqlite3/adapters.ts";
import { blobType } from "./sqlite3/blob.ts";
import { connectionType } from "./sqlite3/connection_type.ts";
import { LEGACY } from "./sqlite3/connection.ts";
import { CONSTANTS } from "./sqlite3/constants.ts";
import { cursorType, PARSE_COLNAMES, PARSE_DECLTYPES } from "./sqlite3/cursor.ts";
import { EXCEPTIONS } from "./sqlite3/errors.ts";
import { rowType } from "./sqlite3/row.ts";
import { utf8 } from "./sqlite3/values.ts";

/** Makes the module. */
export function create(): PyModule {
  const sq = host.sqlite();
  if (sq === null) {
    throw exception("ImportError", "SQLite's library (libsqlite3) cannot be loaded");
  }
  const connection = connectionType();
  const cursor = cursorType(connectionType);
  const { adapters, converters } = state();
  const values: Record<string, Value> = {};
  for (const [name, value] of CONSTANTS) values["SQLITE_" + name] = value;
  for (const e of EXCEPTIONS) values[e.name] = e.type();
  return builtinModule("_sqlite3", {
    types: [connection, cursor, rowType(cursor), blobType(), protocolType()],
    functions: {
      connect: method(
        "(*args, **kwargs)",
        "Open a connection to the SQLite database file 'database'.\n\nYou can use \":memory:\" to open a database connection to a database that\nresides in RAM instead of on disk.",
        (args: Value[], kw: KwMap | undefined) => {
          const factory = kw?.get("factory") ?? args[5] ?? connection;
          const names = [...kw?.keys() ?? []];
          return call(factory, [...args, ...kw?.values() ?? []], names);
        },
        {
          textSignature:
            "($module, /, database, timeout=5.0, detect_types=0,\n        isolation_level='', check_same_thread=True,\n        factory=ConnectionType, cached_statements=128, uri=False, *,\n        autocommit=sqlite3.LEGACY_TRANSACTION_CONTROL)",
        },
      ),
      complete_statement: method(
        "(statement)",
        "Checks if a string contains a complete SQL statement.",
        (statement: Value) => {
          if (!isStr(statement)) {
            throw typeError(
              `complete_statement() argument 'statement' must be str, not ${
                typeOf(statement).name
              }`,
            );
          }
          const bytes = utf8(utf16(strOf(statement)!) + "\0");
          return sq.complete(bytes) !== 0;
        },
      ),
      register_adapter: method(
        "(type, adapter, /)",
        "Register a function to adapt Python objects to SQLite values.",
        (type: Value, adapter: Value) => {
          if (!(type instanceof PyType)) {
            throw typeError("must be type, not " + typeOf(type).name);
          }
          if (isBasic(type)) state().adaptsBasic = true;
          adapters.set(new PyTuple([type, protocolType()]), adapter);
        },
      ),
      register_converter: method(
        "(typename, converter, /)",
        "Register a function to convert SQLite values to Python objects.",
        (name: Value, converter: Value) => {
          if (!isStr(name)) {
            throw typeError(
              `register_converter() argument 1 must be str, not ${argumentName(name)}`,
            );
          }
          converters.set(utf16(strOf(name)!).toUpperCase(), converter);
        },
      ),
      enable_callback_tracebacks: method(
        "(enable, /)",
        "Enable or disable callback functions throwing errors to stderr.",
        (on: Value) => {
          state().tracebacks = truth(on);
        },
      ),
      adapt: method(
        "(obj, proto=PrepareProtocolType, alt=<unrepresentable>, /)",
        "Adapt given object to given protocol.",
        (v: Value, proto: Value | undefined, alternative: Value | undefined) =>
          adapt(v, proto ?? protocolType(), alternative),
      ),
    },
    values: {
      ...values,
      adapters,
      converters,
      PARSE_COLNAMES,
      PARSE_DECLTYPES,
      LEGACY_TRANSACTION_CONTROL: LEGACY,
      sqlite_version: host.cText(sq.libversion()),
      _deprecated_version: "2.6.0",
      threadsafety: [0, 3, 1][sq.threadsafe()] ?? 1,
    },
  });
}
