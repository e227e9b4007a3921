// The native signal handler: a few machine instructions that note a signal in `pendingSignals`.
//
// A handler runs in the middle of whatever the thread was doing, so it cannot be JavaScript. FFI gives
// us the C library but no C function that does what we want, so the handler is written here, byte by
// byte, into a page of its own. Against a worker that listens (signal_worker.ts) it takes 0.4 ms instead
// of 15 to be there, misses nothing in between, and lets the system cut a blocking read, sleep or
// waitpid of the main thread short (EINTR), because the action is set without SA_RESTART.
//
// Invariants:
// - The handler stores to memory that lives as long as the process and does nothing else, so it is
//   safe whenever it runs, on any thread.
// - The page is never writable and executable at the same time.

import { lazySymbol } from "./libc.ts";
import { pendingSignals } from "./signal_flags.ts";

const PAGE = 4096;
const PROT_READ = 1;
const PROT_WRITE = 2;
const PROT_EXEC = 4;
const MAP_PRIVATE = 0x02;
const MAP_ANONYMOUS = 0x20;

const c = {
  mmap: lazySymbol("mmap", ["pointer", "u64", "i32", "i32", "i32", "i64"], "pointer"),
  mprotect: lazySymbol("mprotect", ["pointer", "u64", "i32"], "i32"),
};

/** `void handler(int signal) { pending[signal] = 1; pending[0] = 1; }` for x86-64. */
function machineCode(pending: bigint): Uint8Array {
  const code = Uint8Array.of(
    ...[0x89, 0xff], // mov edi, edi: the upper half of the argument says nothing
    ...[0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0], // mov rax, pending
    ...[0xc7, 0x04, 0xb8, 1, 0, 0, 0], // mov dword [rax + 4 * rdi], 1
    ...[0xc7, 0x00, 1, 0, 0, 0], // mov dword [rax], 1
    0xc3, // ret
  );
  new DataView(code.buffer).setBigUint64(4, pending, true);
  return code;
}

let address: bigint | null | undefined;

/** The address of the handler, or null where there is none (no page may be made executable, another machine). */
export function handlerAddress(): bigint | null {
  if (address !== undefined) return address;
  address = null;
  if (Deno.build.arch !== "x86_64") return null;
  // The flags are reached by the address of their memory, which shared memory keeps for good.
  const target = Deno.UnsafePointer.of(pendingSignals as unknown as Int32Array<ArrayBuffer>);
  if (target === null) return null;
  const pending = BigInt(Deno.UnsafePointer.value(target));
  const flags = MAP_PRIVATE | MAP_ANONYMOUS;
  const page = c.mmap(null, PAGE, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (page === null || BigInt.asIntN(64, BigInt(Deno.UnsafePointer.value(page))) === -1n) {
    return null;
  }
  new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(page, PAGE)).set(machineCode(pending));
  if (c.mprotect(page, PAGE, PROT_READ | PROT_EXEC) !== 0) return null;
  return address = BigInt(Deno.UnsafePointer.value(page));
}
