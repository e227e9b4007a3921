// memoryview: a window on the memory of another object.
//
// All views that were made from one export share a ManagedBuffer, which gives the memory back when the last of them is
// released. A view that was lent in turn (`exports` > 0) cannot be released.

import {
  type BufferExporter,
  BufferView,
  C_CONTIGUOUS,
  F_CONTIGUOUS,
  FORMAT,
  FULL_READ_ONLY,
  getBuffer,
  hasBuffer,
  isCContiguous,
  isFContiguous,
  ND,
  STRIDES,
} from "./buffer.ts";
import { NONE, PyObject, type Value } from "./object.ts";
import { bufferError, typeError, valueError } from "./raise.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

/** An export that several views share. */
export class ManagedBuffer {
  readonly view: BufferView;
  views: number;
  constructor(view: BufferView) {
    this.view = view;
    this.views = 0;
  }
}

const NOTHING = new BufferView(NONE, new Uint8Array(0), true, "B", 1, [0], [1], 0, undefined);

/** A Python memoryview. */
export class PyMemoryView extends PyObject {
  managed: ManagedBuffer;
  bytes: Uint8Array;
  /** Reads and writes items; over the same memory as `bytes`. */
  data: DataView;
  offset: number;
  readonly: boolean;
  format: string;
  itemsize: number;
  shape: readonly number[];
  strides: readonly number[];
  released: boolean;
  exports: number;
  hash: Value | undefined;

  constructor(managed: ManagedBuffer = new ManagedBuffer(NOTHING)) {
    super();
    const { view } = managed;
    managed.views++;
    this.managed = managed;
    this.bytes = view.bytes;
    this.data = new DataView(view.bytes.buffer, view.bytes.byteOffset, view.bytes.byteLength);
    this.offset = view.offset;
    this.readonly = view.readonly;
    this.format = view.format;
    this.itemsize = view.itemsize;
    this.shape = view.shape;
    this.strides = view.strides;
    this.released = false;
    this.exports = 0;
    this.hash = undefined;
  }

  /** `memoryview(v)` */
  static of(v: Value, flags: number = FULL_READ_ONLY): PyMemoryView {
    if (v instanceof PyMemoryView) {
      v.check();
      return v.copy();
    }
    if (!hasBuffer(v)) {
      throw typeError(
        `memoryview: a bytes-like object is required, not '${typeOf(v).name}'`,
      );
    }
    return new PyMemoryView(new ManagedBuffer(getBuffer(v, flags)));
  }

  /** A view of a builtin exporter's own memory, whatever `__buffer__` its class has. */
  static ofExporter(v: BufferExporter, flags: number): PyMemoryView {
    return new PyMemoryView(new ManagedBuffer(v.exportBuffer(flags)));
  }

  /** Another view of the same items. */
  copy(): PyMemoryView {
    const m = new PyMemoryView(this.managed);
    m.offset = this.offset;
    m.readonly = this.readonly;
    m.format = this.format;
    m.itemsize = this.itemsize;
    m.shape = this.shape;
    m.strides = this.strides;
    return m;
  }

  /** Refuses to work on a view that was released. */
  check(): void {
    if (this.released) throw valueError("operation forbidden on released memoryview object");
  }

  /** The number of items. */
  get count(): number {
    let n = 1;
    for (const d of this.shape) n *= d;
    return n;
  }

  get cContiguous(): boolean {
    return isCContiguous(this.itemsize, this.shape, this.strides);
  }

  get fContiguous(): boolean {
    return isFContiguous(this.itemsize, this.shape, this.strides);
  }

  release(): void {
    if (this.released) return;
    if (this.exports > 0) {
      throw bufferError(
        `memoryview has ${this.exports} exported buffer${this.exports === 1 ? "" : "s"}`,
      );
    }
    this.released = true;
    if (--this.managed.views === 0) this.managed.view.release();
  }

  exportBuffer(flags: number): BufferView {
    this.check();
    if ((flags & C_CONTIGUOUS) === C_CONTIGUOUS && !this.cContiguous) {
      throw bufferError("memoryview: underlying buffer is not C-contiguous");
    }
    if ((flags & F_CONTIGUOUS) === F_CONTIGUOUS && !this.fContiguous) {
      throw bufferError("memoryview: underlying buffer is not Fortran contiguous");
    }
    if ((flags & STRIDES) !== STRIDES && !this.cContiguous) {
      throw bufferError("memoryview: underlying buffer is not C-contiguous");
    }
    if ((flags & 1) !== 0 && this.readonly) {
      throw bufferError("memoryview: underlying buffer is not writable");
    }
    if ((flags & ND) !== ND && (flags & FORMAT) !== 0) {
      throw bufferError("memoryview: cannot cast to unsigned bytes if the format flag is present");
    }
    this.exports++;
    const done = () => {
      this.exports--;
    };
    const { bytes, offset, itemsize, readonly } = this;
    // whoever does not ask for the format and the dimensions sees plain bytes
    if ((flags & ND) !== ND) {
      const length = this.count * itemsize;
      return new BufferView(this, bytes, readonly, "B", 1, [length], [1], offset, done);
    }
    const format = (flags & FORMAT) !== 0 ? this.format : "B";
    return new BufferView(
      this,
      bytes,
      readonly,
      format,
      itemsize,
      this.shape,
      this.strides,
      offset,
      done,
    );
  }
}

/** `memoryview`. */
export const MemoryViewType: PyType = builtinType("memoryview", PyMemoryView, {
  final: true,
  patternKind: "sequence",
  hasWeakref: true,
});
