// Memory for small bytes objects. Making a typed array costs 190 ns, a view of one that is there 30; so small ones are
// parts of a slab, which lives as long as any of them. Whoever passes `data.buffer` on has to mind `data.byteOffset`.

const SLAB = 8192;
/** Larger arrays are made on their own. */
const LARGEST = 128;

let slab = new Uint8Array(SLAB);
let used = 0;

/** A new array of zeros. */
export function newBytes(length: number): Uint8Array<ArrayBuffer> {
  if (length > LARGEST) return new Uint8Array(length);
  if (used + length > SLAB) {
    slab = new Uint8Array(SLAB);
    used = 0;
  }
  const start = used;
  used += length;
  return slab.subarray(start, used);
}

/** A copy of a part of an array. */
export function copyOf(
  bytes: Uint8Array,
  start: number,
  end: number,
): Uint8Array<ArrayBuffer> {
  const length = end - start;
  if (length > LARGEST) return new Uint8Array(bytes.subarray(start, end));
  const copy = newBytes(length < 0 ? 0 : length);
  for (let i = 0; i < length; i++) copy[i] = bytes[start + i];
  return copy;
}
