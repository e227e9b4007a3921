// The exceptions of sqlite3, and which of them a failure of the library becomes.

import { setAttr } from "../../vm/objects/attributes.ts";
import type { PyException } from "../../vm/objects/exceptions.ts";
import { memoryError } from "../../vm/objects/raise.ts";
import { sqlite as host } from "../../vm/host/mod.ts";
import { ModuleException } from "../module_exception.ts";
import { errorName } from "./constants.ts";

function made(name: string, base: string | ModuleException): ModuleException {
  return new ModuleException("sqlite3", name, [base]);
}

export const SqliteWarning: ModuleException = made("Warning", "Exception");
export const SqliteError: ModuleException = made("Error", "Exception");
export const InterfaceError: ModuleException = made("InterfaceError", SqliteError);
export const DatabaseError: ModuleException = made("DatabaseError", SqliteError);
export const DataError: ModuleException = made("DataError", DatabaseError);
export const OperationalError: ModuleException = made("OperationalError", DatabaseError);
export const IntegrityError: ModuleException = made("IntegrityError", DatabaseError);
export const InternalError: ModuleException = made("InternalError", DatabaseError);
export const ProgrammingError: ModuleException = made("ProgrammingError", DatabaseError);
export const NotSupportedError: ModuleException = made("NotSupportedError", DatabaseError);

/** All of them. */
export const EXCEPTIONS: readonly ModuleException[] = [
  SqliteWarning,
  SqliteError,
  InterfaceError,
  DatabaseError,
  DataError,
  OperationalError,
  IntegrityError,
  InternalError,
  ProgrammingError,
  NotSupportedError,
];

/** SQLite's library. Nothing here is reached where it is missing: the module cannot be imported then. */
export function lib(): host.Sqlite {
  return host.sqlite()!;
}

function classOf(code: number): ModuleException {
  switch (code) {
    case 2: // INTERNAL
    case 12: // NOTFOUND
      return InternalError;
    case 1: // ERROR
    case 3: // PERM
    case 4: // ABORT
    case 5: // BUSY
    case 6: // LOCKED
    case 8: // READONLY
    case 9: // INTERRUPT
    case 10: // IOERR
    case 13: // FULL
    case 14: // CANTOPEN
    case 15: // PROTOCOL
    case 16: // EMPTY
    case 17: // SCHEMA
      return OperationalError;
    case 18: // TOOBIG
      return DataError;
    case 19: // CONSTRAINT
    case 20: // MISMATCH
      return IntegrityError;
    case 21: // MISUSE
    case 25: // RANGE
      return InterfaceError;
    default:
      return DatabaseError;
  }
}

/** The exception for a result code. */
export function errorFor(code: number, message: string): PyException {
  const e = classOf(code & 0xff).error(message);
  setAttr(e, "sqlite_errorcode", code);
  setAttr(e, "sqlite_errorname", errorName(code));
  return e;
}

/** The exception for what has just failed on a connection. */
export function lastError(db: host.Pointer): unknown {
  const code = lib().extended_errcode(db);
  if ((code & 0xff) === 7) return memoryError("");
  return errorFor(code, host.cText(lib().errmsg(db)));
}
