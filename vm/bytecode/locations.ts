// The location table of a code object: for each instruction its line, end line, column and end column.
//
// In memory and on disk it is a string of bytes, made once by the assembler and decoded as a whole when a
// line is first asked for (a traceback, tracing, co_positions). An entry covers a run of instructions:
//   byte    form << 3 | length of the run - 1 (a run of more than 8 is several entries)
//   form 0  no location
//   form 1  the line of the entry before, one line: column, end column - column
//   form 2  one line: signed line step, column, end column - column
//   form 3  signed line step, end line - line, column, end column
//   form 4  signed line step, no columns
// Numbers are LEB128; signed ones have their sign in the lowest bit. Columns count UTF-8 bytes from 0.

/** A growable array of bytes with LEB128 writers. */
export class ByteWriter {
  bytes: Uint8Array;
  length: number;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.length = 0;
  }

  reserve(n: number): void {
    if (this.length + n <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + n, this.bytes.length * 2));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  byte(v: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = v;
  }

  /** A number that is not negative and below 2^53. */
  varint(v: number): void {
    this.reserve(8);
    while (v >= 0x80) {
      this.bytes[this.length++] = (v % 0x80) | 0x80;
      v = v > 0x7fffffff ? Math.floor(v / 0x80) : v >>> 7;
    }
    this.bytes[this.length++] = v;
  }

  /** A number of either sign, below 2^52 in size. */
  svarint(v: number): void {
    this.varint(v < 0 ? -v * 2 - 1 : v * 2);
  }

  raw(b: Uint8Array): void {
    this.reserve(b.length);
    this.bytes.set(b, this.length);
    this.length += b.length;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Writes the location table; `add` is called for each instruction in turn. */
export class LocationWriter {
  private readonly out: ByteWriter;
  private run: number;
  private line: number;
  private endLine: number;
  private col: number;
  private endCol: number;
  private previousLine: number;

  constructor(firstLine: number) {
    this.out = new ByteWriter(256);
    this.run = 0;
    this.line = -1;
    this.endLine = -1;
    this.col = -1;
    this.endCol = -1;
    this.previousLine = firstLine;
  }

  add(line: number, endLine: number, col: number, endCol: number): void {
    if (
      this.run > 0 && this.run < 8 && line === this.line && col === this.col &&
      endCol === this.endCol && endLine === this.endLine
    ) {
      this.run++;
      return;
    }
    if (this.run > 0) this.flush();
    this.run = 1;
    this.line = line;
    this.endLine = endLine;
    this.col = col;
    this.endCol = endCol;
  }

  private flush(): void {
    const out = this.out;
    const run = this.run - 1;
    const line = this.line;
    if (line < 0) {
      out.byte(run);
      return;
    }
    const step = line - this.previousLine;
    this.previousLine = line;
    if (this.col < 0 || this.endCol < 0) {
      out.byte(4 << 3 | run);
      out.svarint(step);
    } else if (this.endLine !== line || this.endCol < this.col) {
      out.byte(3 << 3 | run);
      out.svarint(step);
      out.varint(Math.max(0, this.endLine - line));
      out.varint(this.col);
      out.varint(this.endCol);
    } else {
      out.byte((step === 0 ? 1 : 2) << 3 | run);
      if (step !== 0) out.svarint(step);
      out.varint(this.col);
      out.varint(this.endCol - this.col);
    }
  }

  finish(): Uint8Array {
    if (this.run > 0) this.flush();
    this.run = 0;
    return this.out.finish();
  }
}

/** The table as four int32 for each instruction: line, end line, column, end column, -1 where there is none. */
export function decodeLocations(table: Uint8Array, firstLine: number, count: number): Int32Array {
  const out = new Int32Array(count * 4);
  let at = 0;
  let n = 0;
  let line = firstLine;
  const varint = (): number => {
    let v = 0;
    let scale = 1;
    for (;;) {
      const b = at < table.length ? table[at++] : 0;
      v += (b & 0x7f) * scale;
      if (b < 0x80) return v;
      scale *= 0x80;
    }
  };
  const svarint = (): number => {
    const v = varint();
    return v & 1 ? -((v + 1) / 2) : v / 2;
  };
  while (at < table.length && n < count) {
    const head = table[at++];
    const run = (head & 7) + 1;
    let start = -1;
    let endLine = -1;
    let col = -1;
    let endCol = -1;
    switch (head >> 3) {
      case 1:
        start = endLine = line;
        col = varint();
        endCol = col + varint();
        break;
      case 2:
        start = endLine = line = line + svarint();
        col = varint();
        endCol = col + varint();
        break;
      case 3:
        start = line = line + svarint();
        endLine = line + varint();
        col = varint();
        endCol = varint();
        break;
      case 4:
        start = endLine = line = line + svarint();
        break;
    }
    for (let i = 0; i < run && n < count; i++, n++) {
      out[n * 4] = start;
      out[n * 4 + 1] = endLine;
      out[n * 4 + 2] = col;
      out[n * 4 + 3] = endCol;
    }
  }
  return out;
}
