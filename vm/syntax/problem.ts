// What goes wrong with a source: a SyntaxProblem is everything that Python's SyntaxError (or its relatives)
// shows. It is a plain object, not a JavaScript Error: nobody reads a JavaScript stack of it.

export type ProblemType =
  | "SyntaxError"
  | "IndentationError"
  | "TabError"
  | "_IncompleteInputError"
  | "MemoryError"
  | "OverflowError"
  | "RecursionError"
  | "LookupError";

export class SyntaxProblem {
  readonly type: ProblemType;
  readonly msg: string;
  filename: string;
  /** From 1. */
  readonly lineno: number;
  /** From 1, in code points; 0 or -1 where CPython says so. */
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
  readonly text: string | null;

  constructor(
    type: ProblemType,
    msg: string,
    filename: string,
    lineno: number,
    offset: number,
    end_lineno: number,
    end_offset: number,
    text: string | null,
  ) {
    this.type = type;
    this.msg = msg;
    this.filename = filename;
    this.lineno = lineno;
    this.offset = offset;
    this.end_lineno = end_lineno;
    this.end_offset = end_offset;
    this.text = text;
  }
}

/** The number of code points in `text` from `start` to `end`. */
export function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
}

/**
 * The number of code points in the first `bytes` bytes of the UTF-8 form of `text`, one that is cut counting
 * as a whole; a line's end may be passed by one, and no more, as in CPython.
 */
export function charOffset(text: string, bytes: number): number {
  let chars = 0;
  for (let i = 0; i < text.length && bytes > 0; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes -= 1;
    else if (unit < 0x800) bytes -= 2;
    else if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < text.length) {
      bytes -= 4;
      i++;
    } else bytes -= 3;
    chars++;
  }
  return bytes > 0 ? chars + 1 : chars;
}

/** The length of the UTF-8 form of `text`. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
