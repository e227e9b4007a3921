// Foreign functions and memory: what ctypes stands on. Libraries are opened and searched by the C library's own dlopen and
// dlsym, so that a name means what it means to a C program.
//
// Invariants:
// - Addresses are JavaScript numbers (user space ends below 2^47).
// - Memory of ours is a part of an ArrayBuffer that is never moved: V8 frees it when no `Memory` refers to it.
// - Small objects share a slab, because a buffer of its own costs more than everything else about a C int.
// - V8 aborts where the caller of a fast call is deoptimised while C runs. Only what calls back can do that: from the first
//   callback on, every function is called in the slow way.

import { clearErrno, hasLibc, lastErrno, loadSymbol, setErrno } from "./libc.ts";
import { allowed } from "./permissions.ts";

export { clearErrno, lastErrno, setErrno };

/** A C type as Deno names it. */
export type NativeType = Deno.NativeType;
/** The same for results. */
export type NativeResultType = Deno.NativeResultType;

/** Whether foreign functions may and can be called. */
export function usable(): boolean {
  return hasLibc();
}

/** Whether the permission is there. */
export function permitted(): boolean {
  return allowed("ffi");
}

/** A pointer of an address; `null` for 0. */
export function pointerOf(address: number): Deno.PointerValue {
  // numbers are taken too, and spare a bigint
  return Deno.UnsafePointer.create(address as unknown as bigint);
}

/** The address of a pointer. */
export function addressOf(p: Deno.PointerValue): number {
  return p === null ? 0 : Number(Deno.UnsafePointer.value(p));
}

/** Memory that C can see. */
export class Memory {
  readonly address: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView<ArrayBuffer>;

  private constructor(address: number, buffer: ArrayBuffer, start: number, size: number) {
    this.address = address;
    this.bytes = new Uint8Array(buffer, start, size);
    this.view = new DataView(buffer, start, size);
  }

  /** New memory, zeroed. */
  static allocate(size: number): Memory {
    // an empty buffer has no address
    const buffer = new ArrayBuffer(Math.max(size, 1));
    const address = addressOf(Deno.UnsafePointer.of(new Uint8Array(buffer)));
    return new Memory(address, buffer, 0, size);
  }

  /** The memory at an address, whoever owns it. */
  static at(address: number, size: number): Memory {
    if (size === 0 || address === 0) return new Memory(address, new ArrayBuffer(0), 0, 0);
    const buffer = Deno.UnsafePointerView.getArrayBuffer(pointerOf(address)!, size);
    return new Memory(address, buffer as ArrayBuffer, 0, size);
  }

  /** Bytes that an object lends, which must not move: they are in a buffer of their own. */
  static over(bytes: Uint8Array<ArrayBuffer>): Memory {
    // a view on the whole buffer first, so that small arrays leave V8's heap
    const { buffer, byteOffset, byteLength } = bytes;
    if (byteLength === 0) return new Memory(0, buffer, byteOffset, 0);
    return new Memory(
      addressOf(Deno.UnsafePointer.of(new Uint8Array(buffer, byteOffset, byteLength))),
      buffer,
      byteOffset,
      byteLength,
    );
  }
}

const SLAB = 1 << 14;
const SMALL = 1 << 9;
let slab: Memory | undefined;
let used = SLAB;

/** Where the last `take` found room. */
export let taken: Memory;

/** Room for `size` bytes in `taken`, aligned to 16, zeroed; gives the offset there. */
export function take(size: number): number {
  if (size > SMALL) {
    taken = Memory.allocate(size);
    return 0;
  }
  if (used + size > SLAB || slab === undefined) {
    slab = Memory.allocate(SLAB);
    used = 0;
  }
  const at = used;
  used = (at + Math.max(size, 1) + 15) & -16;
  taken = slab;
  return at;
}

/** Reads memory anywhere: offsets from address 1. */
let anywhere: Deno.UnsafePointerView | undefined;

function everywhere(): Deno.UnsafePointerView {
  return anywhere ??= new Deno.UnsafePointerView(pointerOf(1)!);
}

/** The byte at an address. */
export function byteAt(address: number): number {
  return everywhere().getUint8(address - 1);
}

/** The 32-bit unit at an address. */
export function wordAt(address: number): number {
  return everywhere().getUint32(address - 1);
}

/** A copy of bytes at an address. */
export function copyOf(address: number, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  if (size > 0) Deno.UnsafePointerView.copyInto(pointerOf(address)!, bytes);
  return bytes;
}

/** Writes bytes to an address. */
export function write(address: number, bytes: Uint8Array): void {
  if (bytes.length > 0) Memory.at(address, bytes.length).bytes.set(bytes);
}

/** How many bytes stand before the NUL. */
export function stringLength(address: number): number {
  const view = everywhere();
  let n = 0;
  while (view.getUint8(address - 1 + n) !== 0) n++;
  return n;
}

// ---- libraries

type Open = (name: Uint8Array | null, flags: number) => Deno.PointerValue;
type Symbol = (handle: Deno.PointerValue, name: Uint8Array) => Deno.PointerValue;
type Close = (handle: Deno.PointerValue) => number;
type Info = (address: Deno.PointerValue, info: Uint8Array) => number;

interface Linker {
  readonly open: Open;
  readonly symbol: Symbol;
  readonly close: Close;
  readonly error: () => Deno.PointerValue;
  readonly info: Info | null;
}

let linker: Linker | undefined;

function linkerOf(): Linker {
  return linker ??= {
    open: loadSymbol("dlopen", ["buffer", "i32"], "pointer") as Open,
    symbol: loadSymbol("dlsym", ["pointer", "buffer"], "pointer") as Symbol,
    close: loadSymbol("dlclose", ["pointer"], "i32") as Close,
    error: loadSymbol("dlerror", [], "pointer") as () => Deno.PointerValue,
    info: loadSymbol("dladdr", ["pointer", "buffer"], "i32") as Info | null,
  };
}

function terminated(text: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(text.length + 1);
  bytes.set(text);
  return bytes;
}

/** What the linker says of the last failure. */
export function linkerError(): Uint8Array {
  const address = addressOf(linkerOf().error());
  return address === 0 ? new Uint8Array(0) : copyOf(address, stringLength(address));
}

/** Opens a library, or the program itself; 0 where that fails. */
export function openLibrary(name: Uint8Array | null, flags: number): number {
  return addressOf(linkerOf().open(name === null ? null : terminated(name), flags));
}

/** Gives a library back. */
export function closeLibrary(handle: number): boolean {
  return linkerOf().close(pointerOf(handle)) === 0;
}

/** The address of a name in a library; 0 where it has none. */
export function findSymbol(handle: number, name: Uint8Array): number {
  const l = linkerOf();
  l.error();
  return addressOf(l.symbol(pointerOf(handle), terminated(name)));
}

/** The file of the library that an address lies in. */
function fileOf(address: number): string | undefined {
  const { info } = linkerOf();
  if (info === null) return undefined;
  const found = new BigUint64Array(4);
  if (info(pointerOf(address), new Uint8Array(found.buffer)) === 0 || found[0] === 0n) {
    return undefined;
  }
  const at = Number(found[0]);
  return new TextDecoder().decode(copyOf(at, stringLength(at)));
}

// ---- calls

/** A foreign function bound to a signature. */
export type Foreign = (...args: unknown[]) => unknown;

/** Callbacks that are alive: while there are any, no fast calls. */
export const callbacks: { count: number } = { count: 0 };

/** Binds a function at an address in the way that works for every signature. */
export function bindAddress(
  address: number,
  parameters: readonly NativeType[],
  result: NativeResultType,
): Foreign {
  // the type of a signature that is known at run time only cannot be written
  const Pointer = Deno.UnsafeFnPointer as unknown as new (
    pointer: Deno.PointerValue,
    definition: unknown,
  ) => { call: Foreign };
  const f = new Pointer(pointerOf(address), { parameters, result });
  return (...args) => f.call(...args);
}

/** Binds a function by its name, so that V8 calls it directly; `null` where the address is no such name's. */
export function bindName(
  address: number,
  name: string,
  parameters: readonly NativeType[],
  result: NativeResultType,
): Foreign | null {
  const file = fileOf(address);
  if (file === undefined) return null;
  const handle = openLibrary(new TextEncoder().encode(file), 1);
  if (handle === 0 || findSymbol(handle, new TextEncoder().encode(name)) !== address) return null;
  try {
    const library = Deno.dlopen(file, { f: { name, parameters, result } as Deno.ForeignFunction });
    return library.symbols.f as unknown as Foreign;
  } catch {
    return null;
  }
}

/** A function for C to call. */
export class Callback {
  readonly address: number;
  private readonly callback: Deno.UnsafeCallback;

  constructor(
    parameters: readonly NativeType[],
    result: NativeResultType,
    f: (...args: unknown[]) => unknown,
  ) {
    callbacks.count++;
    // deno-lint-ignore no-explicit-any
    this.callback = new Deno.UnsafeCallback({ parameters, result } as any, f as any);
    this.address = addressOf(this.callback.pointer as unknown as Deno.PointerValue);
  }
}
