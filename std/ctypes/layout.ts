// Where the fields of a struct or union stand, as GCC lays them out: natural alignment bounded by `_pack_`, and bit fields
// that share the storage unit of the one before where they fit.

/** What counts of a field's type. */
export interface FieldType {
  readonly size: number;
  readonly align: number;
}

/** Where a field stands. */
export interface Place {
  readonly offset: number;
  /** Bytes that are read for it. */
  readonly size: number;
  /** The lowest bit and the number of bits, for bit fields. */
  readonly low: number;
  readonly bits: number;
  /** Unused bytes in front of it. */
  readonly padding: number;
}

/** Lays fields out one after the other. */
export class Layout {
  /** Bytes that are taken so far. */
  size: number;
  align: number;
  private readonly pack: number;
  private readonly isUnion: boolean;
  private readonly bigEndian: boolean;
  private offset: number;
  /** The storage unit of the bit fields that are being placed: its bits, and how many are taken; 0 for none. */
  private unit: number = 0;
  private bitsUsed: number = 0;

  constructor(size: number, align: number, pack: number, isUnion: boolean, bigEndian: boolean) {
    this.size = size;
    this.align = align;
    this.pack = pack;
    this.isUnion = isUnion;
    this.bigEndian = bigEndian;
    this.offset = isUnion ? 0 : size;
  }

  /** Places the next field; `bits` is 0 for a plain one. */
  add(type: FieldType, bits: number): Place {
    if (this.isUnion) {
      this.offset = 0;
      this.unit = 0;
      this.bitsUsed = 0;
    }
    const wide = type.size * 8;
    let padding = 0, offset: number;
    if (bits > 0 && this.unit > 0 && wide <= this.unit && this.bitsUsed + bits <= this.unit) {
      offset = this.offset - type.size;
    } else if (bits > 0 && this.unit > 0 && wide >= this.unit && this.bitsUsed + bits <= wide) {
      // the unit grows to that of the new field
      const grown = type.size - this.unit / 8;
      this.offset += grown;
      this.size = Math.max(this.size, this.offset);
      this.unit = wide;
      offset = this.offset - type.size;
    } else {
      const align = this.pack > 0 ? Math.min(this.pack, type.align) : type.align;
      if (align > 0 && this.offset % align !== 0) {
        padding = align - this.offset % align;
        this.offset += padding;
      }
      this.align = Math.max(this.align, align);
      offset = this.offset;
      this.offset += type.size;
      this.size = Math.max(this.size, this.offset);
      this.unit = bits > 0 ? wide : 0;
      this.bitsUsed = 0;
    }
    let low = 0;
    if (bits > 0) {
      low = this.bigEndian ? this.unit - this.bitsUsed - bits : this.bitsUsed;
      this.bitsUsed += bits;
    }
    return { offset, size: type.size, low, bits, padding };
  }

  /** The size of the whole, with the bytes at the end that alignment asks for. */
  total(): number {
    return Math.ceil(this.size / this.align) * this.align;
  }
}
