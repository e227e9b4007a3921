// Memory maps, by the C library.

import { check, fail, lazySymbol } from "./libc.ts";

const mmap = lazySymbol("mmap", ["pointer", "usize", "i32", "i32", "i32", "i64"], "pointer");
const munmap = lazySymbol("munmap", ["pointer", "usize"], "i32");
const mremap = lazySymbol("mremap", ["pointer", "usize", "usize", "i32"], "pointer");
const msync = lazySymbol("msync", ["pointer", "usize", "i32"], "i32");
const madvise = lazySymbol("madvise", ["pointer", "usize", "i32"], "i32");

const MS_SYNC = 4;
const MREMAP_MAYMOVE = 1;

/** A map: memory that is a file's, or nobody's. Its bytes must not be touched after `unmap`. */
export class MemoryMap {
  bytes: Uint8Array;
  private address: Deno.PointerValue;

  private constructor(address: Deno.PointerValue, length: number) {
    this.address = address;
    this.bytes = MemoryMap.view(address, length);
  }

  private static view(address: Deno.PointerValue, length: number): Uint8Array {
    if (address === null || Deno.UnsafePointer.value(address) === 0xffffffffffffffffn) fail();
    return new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(address, length));
  }

  /** Maps a part of a file; -1 is no file. */
  static map(fd: number, length: number, prot: number, flags: number, offset: number): MemoryMap {
    return new MemoryMap(mmap(null, length, prot, flags, fd, offset), length);
  }

  unmap(): void {
    const { address } = this;
    const { length } = this.bytes;
    this.address = null;
    this.bytes = new Uint8Array(0);
    if (address !== null) check(munmap(address, length));
  }

  resize(length: number): void {
    const address = mremap(this.address, this.bytes.length, length, MREMAP_MAYMOVE);
    this.bytes = MemoryMap.view(address, length);
    this.address = address;
  }

  private at(offset: number): Deno.PointerValue {
    return Deno.UnsafePointer.offset(this.address as Deno.PointerObject, offset);
  }

  /** Writes a part back to the file. */
  sync(offset: number, length: number): void {
    check(msync(this.at(offset), length, MS_SYNC));
  }

  advise(offset: number, length: number, advice: number): void {
    check(madvise(this.at(offset), length, advice));
  }
}
