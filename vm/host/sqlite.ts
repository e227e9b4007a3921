// SQLite's C library, reached through FFI.
//
// Why not node:sqlite, which needs no library of the system: Deno's cuts texts at a NUL, tells no error codes, lacks
// collations, blobs, authorizers, progress and trace callbacks, and hangs when a function of the program fails.
//
// Invariants: a symbol is looked up at its first use. A callback never lets a JavaScript exception through into C.

import type { CArgument, CResult } from "./libc.ts";
import { allowed } from "./permissions.ts";

interface Signature<P extends readonly Deno.NativeType[], R extends Deno.NativeResultType> {
  readonly parameters: P;
  readonly result: R;
  /** The function may call back. */
  readonly reenters?: boolean;
}

function fn<const P extends readonly Deno.NativeType[], R extends Deno.NativeResultType>(
  parameters: P,
  result: R,
): Signature<P, R> {
  return { parameters, result };
}

/**
 * A function that may call back, whose first parameter is a pointer. V8 aborts where the caller of a fast call is
 * deoptimised meanwhile; no call with a struct is fast, and one of a single pointer is passed as that pointer is.
 */
function reentrant<const P extends readonly Deno.NativeType[]>(
  parameters: P,
): Signature<P, "i32"> {
  return { parameters, result: "i32", reenters: true };
}

const SYMBOLS = {
  open_v2: fn(["buffer", "buffer", "i32", "pointer"], "i32"),
  close_v2: reentrant(["pointer"]),
  errmsg: fn(["pointer"], "pointer"),
  extended_errcode: fn(["pointer"], "i32"),
  errstr: fn(["i32"], "pointer"),
  libversion: fn([], "pointer"),
  threadsafe: fn([], "i32"),
  busy_timeout: fn(["pointer", "i32"], "i32"),
  prepare_v2: reentrant(["pointer", "buffer", "i32", "buffer", "buffer"]),
  step: reentrant(["pointer"]),
  reset: reentrant(["pointer"]),
  finalize: reentrant(["pointer"]),
  clear_bindings: fn(["pointer"], "i32"),
  stmt_readonly: fn(["pointer"], "i32"),
  column_count: fn(["pointer"], "i32"),
  column_name: fn(["pointer", "i32"], "pointer"),
  column_decltype: fn(["pointer", "i32"], "pointer"),
  column_type: fn(["pointer", "i32"], "i32"),
  column_int64: fn(["pointer", "i32"], "i64"),
  column_double: fn(["pointer", "i32"], "f64"),
  column_text: fn(["pointer", "i32"], "pointer"),
  column_blob: fn(["pointer", "i32"], "pointer"),
  column_bytes: fn(["pointer", "i32"], "i32"),
  bind_parameter_count: fn(["pointer"], "i32"),
  bind_parameter_name: fn(["pointer", "i32"], "pointer"),
  bind_null: fn(["pointer", "i32"], "i32"),
  bind_int64: fn(["pointer", "i32", "i64"], "i32"),
  bind_double: fn(["pointer", "i32", "f64"], "i32"),
  bind_text: fn(["pointer", "i32", "buffer", "i32", "isize"], "i32"),
  bind_blob: fn(["pointer", "i32", "buffer", "i32", "isize"], "i32"),
  bind_zeroblob: fn(["pointer", "i32", "i32"], "i32"),
  changes: fn(["pointer"], "i32"),
  total_changes: fn(["pointer"], "i32"),
  last_insert_rowid: fn(["pointer"], "i64"),
  get_autocommit: fn(["pointer"], "i32"),
  complete: fn(["buffer"], "i32"),
  interrupt: fn(["pointer"], "void"),
  limit: fn(["pointer", "i32", "i32"], "i32"),
  db_config: fn(["pointer", "i32", "i32", "buffer"], "i32"),
  enable_load_extension: fn(["pointer", "i32"], "i32"),
  load_extension: fn(["pointer", "buffer", "buffer", "buffer"], "i32"),
  create_function_v2: reentrant([
    "pointer",
    "buffer",
    "i32",
    "i32",
    "pointer",
    "function",
    "function",
    "function",
    "pointer",
  ]),
  create_window_function: reentrant([
    "pointer",
    "buffer",
    "i32",
    "i32",
    "pointer",
    "function",
    "function",
    "function",
    "function",
    "pointer",
  ]),
  create_collation_v2: reentrant(["pointer", "buffer", "i32", "pointer", "function", "pointer"]),
  set_authorizer: fn(["pointer", "function", "pointer"], "i32"),
  progress_handler: fn(["pointer", "i32", "function", "pointer"], "void"),
  trace_v2: fn(["pointer", "u32", "function", "pointer"], "i32"),
  expanded_sql: fn(["pointer"], "pointer"),
  aggregate_context: fn(["pointer", "i32"], "pointer"),
  value_type: fn(["pointer"], "i32"),
  value_int64: fn(["pointer"], "i64"),
  value_double: fn(["pointer"], "f64"),
  value_text: fn(["pointer"], "pointer"),
  value_blob: fn(["pointer"], "pointer"),
  value_bytes: fn(["pointer"], "i32"),
  result_null: fn(["pointer"], "void"),
  result_int64: fn(["pointer", "i64"], "void"),
  result_double: fn(["pointer", "f64"], "void"),
  result_text: fn(["pointer", "buffer", "i32", "isize"], "void"),
  result_blob: fn(["pointer", "buffer", "i32", "isize"], "void"),
  result_error: fn(["pointer", "buffer", "i32"], "void"),
  result_error_toobig: fn(["pointer"], "void"),
  result_error_nomem: fn(["pointer"], "void"),
  blob_open: fn(["pointer", "buffer", "buffer", "buffer", "i64", "i32", "buffer"], "i32"),
  blob_bytes: fn(["pointer"], "i32"),
  blob_read: fn(["pointer", "buffer", "i32", "i32"], "i32"),
  blob_write: fn(["pointer", "buffer", "i32", "i32"], "i32"),
  blob_close: fn(["pointer"], "i32"),
  backup_init: fn(["pointer", "buffer", "pointer", "buffer"], "pointer"),
  backup_step: reentrant(["pointer", "i32"]),
  backup_remaining: fn(["pointer"], "i32"),
  backup_pagecount: fn(["pointer"], "i32"),
  backup_finish: fn(["pointer"], "i32"),
  serialize: fn(["pointer", "buffer", "buffer", "u32"], "pointer"),
  deserialize: fn(["pointer", "buffer", "pointer", "i64", "i64", "u32"], "i32"),
  malloc64: fn(["u64"], "pointer"),
  free: fn(["pointer"], "void"),
  sleep: fn(["i32"], "i32"),
};

type Call<S> = S extends Signature<infer P, infer R>
  ? (...args: { [K in keyof P]: CArgument<P[K]> }) => CResult<R>
  : never;

/** The functions of the library, by their names without `sqlite3_`. */
export type Sqlite = { readonly [K in keyof typeof SYMBOLS]: Call<(typeof SYMBOLS)[K]> };

/** A C pointer. */
export type Pointer = Deno.PointerValue;

const NAMES = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib", "sqlite3.dll"];

let library: Sqlite | null | undefined;

/** The library, or `null` where there is none that may be used. */
export function sqlite(): Sqlite | null {
  if (library !== undefined) return library;
  library = null;
  if (!allowed("ffi")) return null;
  for (const name of NAMES) {
    try {
      Deno.dlopen(name, { f: { name: "sqlite3_libversion", parameters: [], result: "pointer" } });
      return library = bind(name);
    } catch {
      // the next name
    }
  }
  return null;
}

function bind(path: string): Sqlite {
  const functions: Record<string, unknown> = {};
  for (const key in SYMBOLS) {
    const { parameters, result, reenters } = SYMBOLS[key as keyof typeof SYMBOLS] as Signature<
      readonly Deno.NativeType[],
      Deno.NativeResultType
    >;
    Object.defineProperty(functions, key, {
      configurable: true,
      get() {
        const name = "sqlite3_" + key;
        const f = reenters ? slowCall(path, name, parameters) : Deno.dlopen(path, {
          f: { name, parameters, result },
        }).symbols.f;
        Object.defineProperty(functions, key, { value: f });
        return f;
      },
    });
  }
  return functions as unknown as Sqlite;
}

function slowCall(
  path: string,
  name: string,
  [, ...rest]: readonly Deno.NativeType[],
): (first: Pointer, ...others: unknown[]) => number {
  const parameters = [{ struct: ["pointer"] }, ...rest] as Deno.NativeType[];
  const { f } = Deno.dlopen(path, { f: { name, parameters, result: "i32" } }).symbols;
  const slot = new BigUint64Array(1);
  const bytes = new Uint8Array(slot.buffer);
  let last: Pointer = null;
  return (first, ...others) => {
    // one statement is stepped through many times
    if (first !== last) slot[0] = addressOf(first);
    last = first;
    return (f as unknown as (...args: unknown[]) => number)(bytes, ...others);
  };
}

const decoder = new TextDecoder();

/** The C string at a pointer, or "". */
export function cText(p: Pointer): string {
  return p === null ? "" : decoder.decode(cStringBytes(p));
}

/** The bytes of the C string at a pointer. */
export function cStringBytes(p: Pointer): Uint8Array {
  if (p === null) return new Uint8Array(0);
  const view = new Deno.UnsafePointerView(p);
  let n = 0;
  while (view.getUint8(n) !== 0) n++;
  return memory(p, n);
}

/** A copy of the bytes at a pointer. */
export function memory(p: Pointer, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  if (p !== null && length > 0) new Deno.UnsafePointerView(p).copyInto(bytes);
  return bytes;
}

/** The pointer at an index of an array of pointers. */
export function pointerAt(array: Pointer, index: number): Pointer {
  return array === null ? null : new Deno.UnsafePointerView(array).getPointer(index * 8);
}

/** The address of a pointer, as a key. */
export function addressOf(p: Pointer): bigint {
  return p === null ? 0n : Deno.UnsafePointer.value(p);
}

/** A place for a pointer that C gives back. */
export class PointerSlot {
  readonly buffer: BigUint64Array<ArrayBuffer> = new BigUint64Array(1);
  get value(): Pointer {
    return this.buffer[0] === 0n ? null : Deno.UnsafePointer.create(this.buffer[0]);
  }
}

/** How far a pointer that C gave back stands behind the start of a buffer. */
export function offsetIn(slot: PointerSlot, buffer: Uint8Array<ArrayBuffer>): number {
  return Number(slot.buffer[0] - addressOf(Deno.UnsafePointer.of(buffer)));
}

/** Writes bytes to where a pointer points. */
export function fill(p: Pointer, bytes: Uint8Array): void {
  if (p === null || bytes.length === 0) return;
  new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(p, bytes.length)).set(bytes);
}

/** A function for C to call. */
export class Callback {
  private readonly callback: Deno.UnsafeCallback;
  constructor(
    parameters: readonly Deno.NativeType[],
    result: Deno.NativeResultType,
    f: (...args: (Pointer | number | bigint)[]) => number | void,
  ) {
    // deno-lint-ignore no-explicit-any
    this.callback = new Deno.UnsafeCallback({ parameters, result } as any, f as any);
  }
  get pointer(): Pointer {
    return this.callback.pointer as unknown as Pointer;
  }
  close(): void {
    this.callback.close();
  }
}
