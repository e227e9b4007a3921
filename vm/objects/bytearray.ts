// bytearray: octets that can be changed.
//
// `data` has room for more than the `size` bytes that count, so that appending is cheap. It may be a view into a larger
// buffer: deleting at the front moves the view. While buffers are exported (`exports` > 0) the size stays as it is.

import { type BufferView, exportHooks, simpleView } from "./buffer.ts";
import { PyObject } from "./object.ts";
import { bufferError, memoryError } from "./raise.ts";
import { builtinType, type PyType } from "./type.ts";

const EMPTY = new Uint8Array(0);

/** The largest typed array that V8 makes is larger; this keeps sizes small integers times two. */
const MAX_SIZE = 2 ** 32;

/** A Python bytearray. */
export class PyByteArray extends PyObject {
  data: Uint8Array;
  size: number;
  exports: number;
  /** Grows when memory that was lent is left to those who have it. */
  lending: number;
  /** Builtins at work on the memory while they run Python. */
  locks: number;
  constructor(data: Uint8Array = EMPTY) {
    super();
    this.data = data;
    this.size = data.length;
    this.exports = 0;
    this.lending = 0;
    this.locks = 0;
  }

  /** The bytes that count: a view, not a copy. */
  view(): Uint8Array {
    return this.size === this.data.length ? this.data : this.data.subarray(0, this.size);
  }

  /** The room that there is, with CPython's zero at the end. */
  get allocated(): number {
    return this.data === EMPTY ? 0 : this.data.length + 1;
  }

  /** Refuses to change the size while memory is lent. */
  checkResizable(): void {
    if (this.exports === 0 && this.locks === 0) return;
    if (this.locks > 0 || exportHooks.isHeld(this)) {
      throw bufferError("Existing exports of data: object cannot be re-sized");
    }
    // the views that are left are dead: they keep the memory as it is
    this.data = this.data.slice();
    this.exports = 0;
    this.lending++;
  }

  /** Makes the array `size` bytes long; what is new is 0. */
  resize(size: number): void {
    if (size === this.size) return;
    this.checkResizable();
    if (size > MAX_SIZE) throw memoryError("");
    if (size > this.data.length) {
      // a little more is wanted: it will go on growing, and gets room; much more is a size that was known
      const room = size <= this.data.length * 1.125 ? (size >> 3) + (size < 9 ? 3 : 6) - 1 : 0;
      const larger = new Uint8Array(size + room);
      larger.set(this.view());
      this.data = larger;
    } else if (size > this.size) {
      this.data.fill(0, this.size, size);
    } else if (size < this.data.length >> 1) {
      // gives memory back
      this.data = this.data.slice(0, size);
    }
    this.size = size;
  }

  push(byte: number): void {
    const at = this.size;
    this.resize(at + 1);
    this.data[at] = byte;
  }

  /** Appends bytes, which may be the array's own. */
  append(bytes: Uint8Array): void {
    const at = this.size;
    if (bytes.length === 0) return;
    // where the source is this array's own memory, it keeps its bytes when the array moves on
    this.resize(at + bytes.length);
    this.data.set(bytes, at);
  }

  /** Puts `bytes` in the place of those from `start` to `stop`. */
  splice(start: number, stop: number, bytes: Uint8Array): void {
    const growth = bytes.length - (stop - start);
    if (growth === 0) {
      this.data.set(bytes, start);
      return;
    }
    this.checkResizable();
    // the source may be this array
    const source = bytes.buffer === this.data.buffer ? bytes.slice() : bytes;
    if (start === 0 && growth < 0) {
      this.data = this.data.subarray(-growth);
      this.size += growth;
    } else if (growth < 0) {
      this.data.copyWithin(stop + growth, stop, this.size);
      this.resize(this.size + growth);
    } else {
      const tail = this.size;
      this.resize(this.size + growth);
      this.data.copyWithin(stop + growth, stop, tail);
    }
    this.data.set(source, start);
  }

  exportBuffer(_flags: number): BufferView {
    this.exports++;
    const { lending } = this;
    return simpleView(this, this.view(), false, () => {
      if (this.lending === lending) this.exports--;
    });
  }
}

/** `bytearray`. */
export const ByteArrayType: PyType = builtinType("bytearray", PyByteArray, { matchSelf: true });
