// The system's C library, reached through Deno's FFI: one loader, the errno of the last call, and the
// conversion of names. Which functions there are stands with the code that calls them.
//
// Invariants:
// - Each symbol is looked up at its first use. `Deno.dlopen` compiles a trampoline for each symbol
//   (0.2 ms), so one list of a hundred functions would cost a start-up more than everything else.
// - Counts go in as u32 and come out as i32: a trampoline for them takes 10 ns, one with usize 180.
//   Linux moves at most 0x7ffff000 bytes in a call, so nothing is lost, and callers clamp to that.
// - `errno` is read right after the call that failed, on the same thread, before anything else is
//   called; it is a view of the C library's own variable.

import { allowed } from "./permissions.ts";
import { ERRNO, HostError, type Path } from "./errno.ts";

/** The most bytes that one read or write moves. */
export const MAX_COUNT = 0x7ffff000;

let state: "unknown" | "usable" | "absent" = "unknown";
let errnoView: Int32Array | undefined;

function probe(): boolean {
  state = "absent";
  if (Deno.build.os === "linux" && allowed("ffi")) {
    try {
      const location = Deno.dlopen("libc.so.6", {
        __errno_location: { parameters: [], result: "pointer" },
      }).symbols.__errno_location();
      if (location !== null) {
        errnoView = new Int32Array(Deno.UnsafePointerView.getArrayBuffer(location, 4));
        state = "usable";
      }
    } catch {
      // No glibc (musl, another system): the other way of every operation is used.
    }
  }
  return state === "usable";
}

/** Whether the C library may and can be called. Asked at the first use of a descriptor, not before. */
export function hasLibc(): boolean {
  return state === "usable" || (state === "unknown" && probe());
}

/** The error number of the last call that failed. */
export function lastErrno(): number {
  return errnoView![0];
}

/** Sets errno, for the calls whose only sign of failure is a changed errno. */
export function clearErrno(): void {
  errnoView![0] = 0;
}

/** Sets errno. */
export function setErrno(n: number): void {
  errnoView![0] = n;
}

/**
 * One function of the C library, or null where this version of it lacks the function.
 * The caller keeps the result: the look-up is not cached here.
 */
export function loadSymbol<P extends readonly Deno.NativeType[], R extends Deno.NativeResultType>(
  name: string,
  parameters: P,
  result: R,
): ((...args: { [K in keyof P]: CArgument<P[K]> }) => CResult<R>) | null {
  if (!hasLibc()) return null;
  try {
    const library = Deno.dlopen("libc.so.6", { symbol: { name, parameters, result } });
    // deno-lint-ignore no-explicit-any
    return library.symbols.symbol as any;
  } catch {
    return null;
  }
}

/** What JavaScript passes for a C parameter. */
export type CArgument<T> = T extends "buffer" ? ArrayBufferView | null
  : T extends "pointer" | "function" ? Deno.PointerValue
  : T extends "i64" | "u64" | "isize" | "usize" ? number | bigint
  : number;

/** What JavaScript gets for a C result. */
export type CResult<T> = T extends "pointer" ? Deno.PointerValue
  : T extends "i64" | "u64" | "isize" | "usize" ? bigint
  : T extends "void" ? undefined
  : number;

const encoder = new TextEncoder();

/** A path or other text as a C string. A NUL in it, which C would take for its end, is EINVAL. */
export function cString(text: Path): Uint8Array<ArrayBuffer> {
  if (typeof text === "string") {
    if (text.includes("\0")) throw new HostError(ERRNO.EINVAL, text);
    // UTF-8 needs at most three bytes for a UTF-16 unit; the rest of the array stays NUL.
    const bytes = new Uint8Array(text.length * 3 + 1);
    encoder.encodeInto(text, bytes);
    return bytes;
  }
  if (text.includes(0)) throw new HostError(ERRNO.EINVAL, text);
  const bytes = new Uint8Array(text.length + 1);
  bytes.set(text);
  return bytes;
}

/**
 * A C function that is looked up when it is first called. For what is not called often: a hot one
 * keeps its symbol in a variable of its own, where V8 can see through the call.
 */
export function lazySymbol<
  const P extends readonly Deno.NativeType[],
  R extends Deno.NativeResultType,
>(
  name: string,
  parameters: P,
  result: R,
): (...args: { [K in keyof P]: CArgument<P[K]> }) => CResult<R> {
  let symbol: ((...args: { [K in keyof P]: CArgument<P[K]> }) => CResult<R>) | null = null;
  return (...args) => {
    if (symbol === null) {
      symbol = loadSymbol(name, parameters, result);
      if (symbol === null) throw new HostError(ERRNO.ENOSYS);
    }
    return symbol(...args);
  };
}

/** Throws the error of the C call that has just failed. */
export function fail(path?: Path, path2?: Path): never {
  throw new HostError(errnoView![0], path, path2);
}

/** Passes on the result of a C call that says -1 when it fails. */
export function check(result: number, path?: Path, path2?: Path): number {
  if (result === -1) throw new HostError(errnoView![0], path, path2);
  return result;
}
