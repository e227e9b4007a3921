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

import { ByteReader, ByteWriter } from "./byte_stream.ts";

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
  const input = new ByteReader(table, 0);
  let n = 0;
  let line = firstLine;
  while (input.at < table.length && n < count) {
    const head = table[input.at++];
    const run = (head & 7) + 1;
    let start = -1;
    let endLine = -1;
    let col = -1;
    let endCol = -1;
    switch (head >> 3) {
      case 1:
        start = endLine = line;
        col = input.varint();
        endCol = col + input.varint();
        break;
      case 2:
        start = endLine = line = line + input.svarint();
        col = input.varint();
        endCol = col + input.varint();
        break;
      case 3:
        start = line = line + input.svarint();
        endLine = line + input.varint();
        col = input.varint();
        endCol = input.varint();
        break;
      case 4:
        start = endLine = line = line + input.svarint();
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
