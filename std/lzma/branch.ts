// The filters in front of LZMA: differences between bytes, and relative jumps of machine code as absolute ones, by which
// equal targets become equal bytes.
//
// A filter gets the data piece by piece and gives it back changed; it may keep the last few bytes until it knows what
// follows them.

/** A filter that works on a stream. */
export interface StreamFilter {
  push(bytes: Uint8Array, isLast: boolean): Uint8Array;
}

/** Each byte is the difference to the one `distance` before. */
export class DeltaFilter implements StreamFilter {
  private readonly history: Uint8Array;
  private readonly encodes: boolean;
  private at: number = 0;

  constructor(distance: number, encodes: boolean) {
    this.history = new Uint8Array(distance);
    this.encodes = encodes;
  }

  push(bytes: Uint8Array): Uint8Array {
    const out = new Uint8Array(bytes.length);
    const { history } = this;
    for (let i = 0; i < bytes.length; i++) {
      const before = history[this.at];
      out[i] = this.encodes ? bytes[i] - before : bytes[i] + before;
      history[this.at] = this.encodes ? bytes[i] : out[i];
      if (++this.at === history.length) this.at = 0;
    }
    return out;
  }
}

/** Changes instructions in place; says how many bytes are done with. */
type Converter = (data: Uint8Array, at: number, encodes: boolean) => number;

/** A filter for the instructions of one machine. */
export class BranchFilter implements StreamFilter {
  private readonly convert: Converter;
  private readonly encodes: boolean;
  private at: number;
  private rest: Uint8Array = new Uint8Array(0);

  constructor(machine: Machine, start: number, encodes: boolean) {
    this.convert = machine === "x86" ? x86() : CONVERTERS[machine];
    this.at = start;
    this.encodes = encodes;
  }

  push(bytes: Uint8Array, isLast: boolean): Uint8Array {
    const data = new Uint8Array(this.rest.length + bytes.length);
    data.set(this.rest);
    data.set(bytes, this.rest.length);
    const done = this.convert(data, this.at, this.encodes);
    this.at = (this.at + done) >>> 0;
    if (isLast) {
      this.rest = new Uint8Array(0);
      return data;
    }
    this.rest = data.slice(done);
    return data.subarray(0, done);
  }
}

/** A machine whose code there is a filter for. */
export type Machine = "x86" | "powerpc" | "ia64" | "arm" | "armthumb" | "sparc";

/** Adds the position to a relative address, or takes it off again. */
function moved(address: number, position: number, encodes: boolean): number {
  return encodes ? (address + position) >>> 0 : (address - position) >>> 0;
}

function powerpc(data: Uint8Array, at: number, encodes: boolean): number {
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    if (data[i] >> 2 !== 0x12 || (data[i + 3] & 3) !== 1) continue;
    const source = ((data[i] & 3) << 24) | (data[i + 1] << 16) | (data[i + 2] << 8) |
      (data[i + 3] & 0xfc);
    const v = moved(source, at + i, encodes);
    data[i] = 0x48 | ((v >>> 24) & 3);
    data[i + 1] = v >>> 16;
    data[i + 2] = v >>> 8;
    data[i + 3] = (data[i + 3] & 3) | (v & 0xfc);
  }
  return i;
}

function arm(data: Uint8Array, at: number, encodes: boolean): number {
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    if (data[i + 3] !== 0xeb) continue;
    const source = (data[i + 2] << 16) | (data[i + 1] << 8) | data[i];
    const v = moved(source << 2, at + i + 8, encodes) >>> 2;
    data[i] = v;
    data[i + 1] = v >>> 8;
    data[i + 2] = v >>> 16;
  }
  return i;
}

function armthumb(data: Uint8Array, at: number, encodes: boolean): number {
  let i = 0;
  for (; i + 4 <= data.length; i += 2) {
    if ((data[i + 1] & 0xf8) !== 0xf0 || (data[i + 3] & 0xf8) !== 0xf8) continue;
    const source = ((data[i + 1] & 7) << 19) | (data[i] << 11) | ((data[i + 3] & 7) << 8) |
      data[i + 2];
    const v = moved(source << 1, at + i + 4, encodes) >>> 1;
    data[i + 1] = 0xf0 | ((v >>> 19) & 7);
    data[i] = v >>> 11;
    data[i + 3] = 0xf8 | ((v >>> 8) & 7);
    data[i + 2] = v;
    i += 2;
  }
  return i;
}

function sparc(data: Uint8Array, at: number, encodes: boolean): number {
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    if (
      !(data[i] === 0x40 && (data[i + 1] & 0xc0) === 0 ||
        data[i] === 0x7f && (data[i + 1] & 0xc0) === 0xc0)
    ) continue;
    const source = (data[i] << 24) | (data[i + 1] << 16) | (data[i + 2] << 8) | data[i + 3];
    const v = moved(source << 2, at + i, encodes) >>> 2;
    const w = (((0 - ((v >>> 22) & 1)) << 22) & 0x3fffffff) | (v & 0x3fffff) | 0x40000000;
    data[i] = w >>> 24;
    data[i + 1] = w >>> 16;
    data[i + 2] = w >>> 8;
    data[i + 3] = w;
  }
  return i;
}

/** Which of the three slots of a bundle hold branches, by its template. */
const IA64_SLOTS = [
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  4,
  4,
  6,
  6,
  0,
  0,
  7,
  7,
  4,
  4,
  0,
  0,
]
  .concat([4, 4, 0, 0]);

function ia64(data: Uint8Array, at: number, encodes: boolean): number {
  let i = 0;
  for (; i + 16 <= data.length; i += 16) {
    const mask = IA64_SLOTS[data[i] & 0x1f];
    for (let slot = 0, bit = 5; slot < 3; slot++, bit += 41) {
      if (((mask >> slot) & 1) === 0) continue;
      const byte = i + (bit >> 3), shift = BigInt(bit & 7);
      let raw = 0n;
      for (let k = 0; k < 6; k++) raw |= BigInt(data[byte + k]) << BigInt(8 * k);
      let word = raw >> shift;
      if (((word >> 37n) & 0xfn) !== 5n || ((word >> 9n) & 7n) !== 0n) continue;
      const source = Number((word >> 13n) & 0xfffffn) | (Number((word >> 36n) & 1n) << 20);
      const v = moved(source << 4, at + i, encodes) >>> 4;
      word &= ~(0x8fffffn << 13n);
      word |= BigInt(v & 0xfffff) << 13n;
      word |= BigInt(v & 0x100000) << 16n;
      raw = (raw & ((1n << shift) - 1n)) | (word << shift);
      for (let k = 0; k < 6; k++) data[byte + k] = Number((raw >> BigInt(8 * k)) & 0xffn);
    }
  }
  return i;
}

const CONVERTERS: Readonly<Record<Exclude<Machine, "x86">, Converter>> = {
  powerpc,
  ia64,
  arm,
  armthumb,
  sparc,
};

/** x86's converter remembers where it has lately seen an opcode of a call or jump. */
function x86(): Converter {
  const allowed = [true, true, true, false, true, false, false, false];
  const bitNumber = [0, 1, 2, 2, 3, 3, 3, 3];
  const isSign = (byte: number): boolean => byte === 0 || byte === 0xff;
  let seen = 0, last = -5;
  return (data, at, encodes) => {
    if (data.length < 5) return 0;
    let i = 0;
    // positions are relative to the start of this piece
    let previous = last;
    if (-previous > 5) previous = -5;
    const stop = data.length - 5;
    for (; i <= stop;) {
      if (data[i] !== 0xe8 && data[i] !== 0xe9) {
        i++;
        continue;
      }
      const offset = i - previous;
      previous = i;
      if (offset > 5) seen = 0;
      else for (let k = 0; k < offset; k++) seen = (seen & 0x77) << 1;
      let top = data[i + 4];
      if (isSign(top) && allowed[(seen >> 1) & 7] && seen >> 1 < 0x10) {
        let source = ((top << 24) | (data[i + 3] << 16) | (data[i + 2] << 8) | data[i + 1]) >>> 0;
        let target: number;
        for (;;) {
          target = moved(source, at + i + 5, encodes);
          if (seen === 0) break;
          const index = bitNumber[(seen >> 1) & 7];
          top = (target >>> (24 - index * 8)) & 0xff;
          if (!isSign(top)) break;
          source = (target ^ (2 ** (32 - index * 8) - 1)) >>> 0;
        }
        data[i + 4] = (target >>> 24) & 1 ? 0xff : 0;
        data[i + 3] = target >>> 16;
        data[i + 2] = target >>> 8;
        data[i + 1] = target;
        i += 5;
        seen = 0;
      } else {
        i++;
        seen |= 1;
        if (isSign(top)) seen |= 0x10;
      }
    }
    last = previous - i;
    return i;
  };
}
