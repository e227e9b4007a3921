// The buffer protocol: how any object lends the memory it stands on.
//
// There is one way: `getBuffer(v, flags)` gives a BufferView, which its user releases. A builtin exporter is a class with
// a method `exportBuffer`; a Python class has `__buffer__`, which returns a memoryview. While a view is out, an exporter
// does not move its memory (bytearray refuses to be resized).
//
// A view says where the items are: `bytes` is all of the exporter's memory, the first item stands at `offset`, and the
// item at indices (i, j …) stands at offset + i*strides[0] + j*strides[1] …

import { special1 } from "./attributes.ts";
import { PyBuiltin } from "./builtin.ts";
import { PyBytes } from "./bytes.ts";
import type { Value } from "./object.ts";
import { bufferError, typeError } from "./raise.ts";
import { PyType, typeOf } from "./type.ts";

/** What a user of the buffer protocol asks for (CPython's values). */
export const SIMPLE = 0;
export const WRITABLE = 1;
export const FORMAT = 4;
export const ND = 8;
export const STRIDES: number = 0x10 | ND;
export const C_CONTIGUOUS: number = 0x20 | STRIDES;
export const F_CONTIGUOUS: number = 0x40 | STRIDES;
export const ANY_CONTIGUOUS: number = 0x80 | STRIDES;
export const INDIRECT: number = 0x100 | STRIDES;
export const CONTIG_READ_ONLY: number = ND;
export const FULL_READ_ONLY: number = INDIRECT | FORMAT;
export const FULL: number = INDIRECT | FORMAT | WRITABLE;

/** Memory that an object lends. */
export class BufferView {
  /** Who lends it. */
  readonly obj: Value;
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** The number of bytes of all items together. */
  readonly length: number;
  readonly readonly: boolean;
  /** An item's format as in `struct`. */
  readonly format: string;
  readonly itemsize: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  private done: (() => void) | undefined;

  constructor(
    obj: Value,
    bytes: Uint8Array,
    readonly: boolean,
    format: string,
    itemsize: number,
    shape: readonly number[],
    strides: readonly number[],
    offset: number,
    done: (() => void) | undefined,
  ) {
    this.obj = obj;
    this.bytes = bytes;
    this.offset = offset;
    let length = itemsize;
    for (const n of shape) length *= n;
    this.length = length;
    this.readonly = readonly;
    this.format = format;
    this.itemsize = itemsize;
    this.shape = shape;
    this.strides = strides;
    this.done = done;
  }

  /** Gives the memory back; once. */
  release(): void {
    const { done } = this;
    this.done = undefined;
    done?.();
  }

  /** The bytes of a C-contiguous view: no copy. */
  contiguous(): Uint8Array {
    const { bytes, offset, length } = this;
    return offset === 0 && length === bytes.length
      ? bytes
      : bytes.subarray(offset, offset + length);
  }

  /** A copy of the items in C order, however they lie. */
  packed(): Uint8Array {
    const { bytes, offset, length, itemsize, shape, strides } = this;
    if (isCContiguous(itemsize, shape, strides)) return bytes.slice(offset, offset + length);
    const out = new Uint8Array(length);
    let to = 0;
    const copy = (dimension: number, from: number): void => {
      if (dimension === shape.length) {
        for (let k = 0; k < itemsize; k++) out[to++] = bytes[from + k];
        return;
      }
      for (let i = 0; i < shape[dimension]; i++) copy(dimension + 1, from + i * strides[dimension]);
    };
    copy(0, offset);
    return out;
  }
}

/** A view of plain bytes. */
export function simpleView(
  obj: Value,
  bytes: Uint8Array,
  readonly: boolean,
  done?: () => void,
): BufferView {
  return new BufferView(obj, bytes, readonly, "B", 1, [bytes.length], [1], 0, done);
}

/** What a builtin class has whose objects lend their memory. */
export interface BufferExporter {
  exportBuffer(flags: number): BufferView;
}

/** Filled in by the interpreter: some view that a program can still use holds the exporter's memory. */
export const exportHooks: { isHeld: (exporter: Value) => boolean } = { isHeld: () => true };

/** The value's own exporter, where no Python class has its `__buffer__` in front of it. */
function exporterOf(v: Value): BufferExporter | undefined {
  if (typeof v !== "object") return undefined;
  const e = v as unknown as Partial<BufferExporter>;
  return e.exportBuffer === undefined || v instanceof PyType ? undefined : e as BufferExporter;
}

/** `a bytes-like object is required, not 'x'` */
export function bufferRequired(v: Value): Value {
  return typeError(`a bytes-like object is required, not '${typeOf(v).name}'`);
}

/** The value has the buffer protocol. */
export function hasBuffer(v: Value): boolean {
  return typeof v === "object" && typeOf(v).lookup("__buffer__") !== undefined;
}

/** Borrows the value's memory; TypeError where it has none, BufferError where it cannot lend it in that way. */
export function getBuffer(v: Value, flags: number): BufferView {
  const exporter = exporterOf(v);
  const f = typeOf(v).lookup("__buffer__");
  if (exporter !== undefined && (f === undefined || f instanceof PyBuiltin)) {
    return checked(exporter.exportBuffer(flags), flags);
  }
  if (f === undefined || typeof v !== "object") throw bufferRequired(v);
  const made = special1(f, v, flags);
  if (typeOf(made).name !== "memoryview") {
    throw typeError("__buffer__ returned non-memoryview object");
  }
  const inner = checked(exporterOf(made)!.exportBuffer(flags), flags);
  const release = typeOf(v).lookup("__release_buffer__");
  return new BufferView(
    v,
    inner.bytes,
    inner.readonly,
    inner.format,
    inner.itemsize,
    inner.shape,
    inner.strides,
    inner.offset,
    () => {
      inner.release();
      if (release !== undefined) special1(release, v, made);
    },
  );
}

/** Refuses a view that its user did not ask for. */
function checked(view: BufferView, flags: number): BufferView {
  if ((flags & WRITABLE) !== 0 && view.readonly) {
    view.release();
    throw bufferError("Object is not writable.");
  }
  return view;
}

/** Whether items follow each other without gaps, the last index fastest. */
export function isCContiguous(
  itemsize: number,
  shape: readonly number[],
  strides: readonly number[],
): boolean {
  let expected = itemsize;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] === 0) return true;
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i];
  }
  return true;
}

/** Whether items follow each other without gaps, the first index fastest. */
export function isFContiguous(
  itemsize: number,
  shape: readonly number[],
  strides: readonly number[],
): boolean {
  let expected = itemsize;
  for (let i = 0; i < shape.length; i++) {
    if (shape[i] === 0) return true;
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i];
  }
  return true;
}

/**
 * The bytes of a bytes-like object, to be used before any Python runs; `undefined` where the value has no buffer. They may
 * be the object's own memory.
 */
export function bytesLikeOf(v: Value): Uint8Array | undefined {
  if (typeof v !== "object") return undefined;
  if (v instanceof PyBytes) return v.data;
  if (!hasBuffer(v)) return undefined;
  const view = getBuffer(v, SIMPLE);
  const bytes = view.contiguous();
  const isOwn = view.obj === v && exporterOf(v) !== undefined;
  const result = isOwn ? bytes : bytes.slice();
  view.release();
  return result;
}

/** The same; TypeError where the value has no buffer. */
export function bytesArgument(v: Value): Uint8Array {
  const bytes = bytesLikeOf(v);
  if (bytes === undefined) throw bufferRequired(v);
  return bytes;
}
