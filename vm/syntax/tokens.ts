// What tokenizer and parsers agree on: the kinds of tokens, the layout of the token array, and the table
// of names.
//
// A token is eight consecutive numbers in one Int32Array, so that the parser walks plain memory and may go
// back to any token for free:
//   [kind, start, end, line, column, end line, end column, extra]
// `start` and `end` are offsets into the source string, columns are in UTF-8 bytes. `extra` is the index of
// a name in the NameTable, or the flags of a string (STR_*).
//
// The kinds below 65 are numbered as in CPython's token.py, since the `_tokenize` module shows them. A hard
// keyword has the kind KEYWORD plus its index in the NameTable. Hot switches spell the numbers out with the
// name beside them: V8 makes a jump table of literals only (60 cases: 2 ns, 27 ns with imported constants).

export const ENDMARKER = 0;
export const NAME = 1;
export const NUMBER = 2;
export const STRING = 3;
export const NEWLINE = 4;
export const INDENT = 5;
export const DEDENT = 6;
export const LPAR = 7;
export const RPAR = 8;
export const LSQB = 9;
export const RSQB = 10;
export const COLON = 11;
export const COMMA = 12;
export const SEMI = 13;
export const PLUS = 14;
export const MINUS = 15;
export const STAR = 16;
export const SLASH = 17;
export const VBAR = 18;
export const AMPER = 19;
export const LESS = 20;
export const GREATER = 21;
export const EQUAL = 22;
export const DOT = 23;
export const PERCENT = 24;
export const LBRACE = 25;
export const RBRACE = 26;
export const EQEQUAL = 27;
export const NOTEQUAL = 28;
export const LESSEQUAL = 29;
export const GREATEREQUAL = 30;
export const TILDE = 31;
export const CIRCUMFLEX = 32;
export const LEFTSHIFT = 33;
export const RIGHTSHIFT = 34;
export const DOUBLESTAR = 35;
export const PLUSEQUAL = 36;
export const MINEQUAL = 37;
export const STAREQUAL = 38;
export const SLASHEQUAL = 39;
export const PERCENTEQUAL = 40;
export const AMPEREQUAL = 41;
export const VBAREQUAL = 42;
export const CIRCUMFLEXEQUAL = 43;
export const LEFTSHIFTEQUAL = 44;
export const RIGHTSHIFTEQUAL = 45;
export const DOUBLESTAREQUAL = 46;
export const DOUBLESLASH = 47;
export const DOUBLESLASHEQUAL = 48;
export const AT = 49;
export const ATEQUAL = 50;
export const RARROW = 51;
export const ELLIPSIS_TOKEN = 52;
export const COLONEQUAL = 53;
export const EXCLAMATION = 54;
export const OP = 55;
export const TYPE_IGNORE = 56;
export const TYPE_COMMENT = 57;
export const FSTRING_START = 59;
export const FSTRING_MIDDLE = 60;
export const FSTRING_END = 61;
export const COMMENT = 62;
export const NL = 63;
export const ERRORTOKEN = 64;
/** The kind of the first hard keyword. */
export const KEYWORD = 70;

/** The hard keywords, then the soft ones and the names that the error pass asks for, in table order. */
const RESERVED = [
  "False",
  "None",
  "True",
  "and",
  "as",
  "assert",
  "async",
  "await",
  "break",
  "class",
  "continue",
  "def",
  "del",
  "elif",
  "else",
  "except",
  "finally",
  "for",
  "from",
  "global",
  "if",
  "import",
  "in",
  "is",
  "lambda",
  "nonlocal",
  "not",
  "or",
  "pass",
  "raise",
  "return",
  "try",
  "while",
  "with",
  "yield",
  "_",
  "case",
  "match",
  "type",
  "print",
  "exec",
];
export const KEYWORD_COUNT = 35;

export const FALSE = 70;
export const NONE = 71;
export const TRUE = 72;
export const AND = 73;
export const AS = 74;
export const ASSERT = 75;
export const ASYNC = 76;
export const AWAIT = 77;
export const BREAK = 78;
export const CLASS = 79;
export const CONTINUE = 80;
export const DEF = 81;
export const DEL = 82;
export const ELIF = 83;
export const ELSE = 84;
export const EXCEPT = 85;
export const FINALLY = 86;
export const FOR = 87;
export const FROM = 88;
export const GLOBAL = 89;
export const IF = 90;
export const IMPORT = 91;
export const IN = 92;
export const IS = 93;
export const LAMBDA = 94;
export const NONLOCAL = 95;
export const NOT = 96;
export const OR = 97;
export const PASS = 98;
export const RAISE = 99;
export const RETURN = 100;
export const TRY = 101;
export const WHILE = 102;
export const WITH = 103;
export const YIELD = 104;

export const NAME_UNDERSCORE = 35;
export const NAME_CASE = 36;
export const NAME_MATCH = 37;
export const NAME_TYPE = 38;
export const NAME_PRINT = 39;
export const NAME_EXEC = 40;

/** What `extra` of a STRING token says; the lowest two bits are the length of the prefix. */
export const STR_PREFIX = 3;
export const STR_TRIPLE = 4;
export const STR_RAW = 8;
export const STR_BYTES = 16;
export const STR_U = 32;
export const STR_BACKSLASH = 64;
export const STR_NON_ASCII = 128;

const FIRST_SIZE = 4096;
/** Past this many names the table is emptied before the next parse, so that no program can fill memory with it. */
const MAX_NAMES = 50_000;

/**
 * The identifiers met so far, each with a small number. It outlives a parse, because modules share most of
 * their names: a name is made a JavaScript string once (already a flat copy that does not hold on to the
 * source), and keywords are found by the same look-up. Its keys are the source's spelling; `text` has the
 * normal form NFKC.
 */
export class NameTable {
  /** The name of each index. */
  text: string[];
  private units: Uint16Array;
  private unitCount: number;
  private offsets: Int32Array;
  private hashes: Int32Array;
  private slots: Int32Array;
  private mask: number;

  constructor() {
    this.text = [];
    this.units = new Uint16Array(FIRST_SIZE * 8);
    this.unitCount = 0;
    this.offsets = new Int32Array(FIRST_SIZE);
    this.hashes = new Int32Array(FIRST_SIZE);
    this.slots = new Int32Array(FIRST_SIZE * 2);
    this.mask = FIRST_SIZE * 2 - 1;
    this.clear();
  }

  /** Empties the table but for the reserved words. */
  clear(): void {
    this.text = [];
    this.unitCount = 0;
    this.slots.fill(0);
    for (const word of RESERVED) {
      const units = new Uint16Array(word.length);
      let hash = 0;
      for (let i = 0; i < word.length; i++) {
        units[i] = word.charCodeAt(i);
        hash = (Math.imul(hash, 31) + units[i]) | 0;
      }
      this.intern(units, 0, word.length, hash, false);
    }
  }

  /** The table to use for a new parse, when no other is running. */
  trim(): void {
    if (this.text.length > MAX_NAMES) this.clear();
  }

  /** The index of the name in `buf` from `start` to `end`, whose hash is `hash = hash * 31 + unit`. */
  intern(buf: Uint16Array, start: number, end: number, hash: number, nonAscii: boolean): number {
    const { slots, units, mask } = this;
    const length = end - start;
    let slot = (hash ^ (hash >>> 15)) & mask;
    probe: for (;;) {
      const found = slots[slot] - 1;
      if (found < 0) break;
      if (this.hashes[found] === hash) {
        const from = this.offsets[found];
        if (this.offsets[found + 1] - from === length) {
          for (let i = 0; i < length; i++) {
            if (units[from + i] !== buf[start + i]) {
              slot = (slot + 1) & mask;
              continue probe;
            }
          }
          return found;
        }
      }
      slot = (slot + 1) & mask;
    }
    return this.add(buf, start, end, hash, slot, nonAscii);
  }

  private add(
    buf: Uint16Array,
    start: number,
    end: number,
    hash: number,
    slot: number,
    nonAscii: boolean,
  ): number {
    const index = this.text.length;
    const length = end - start;
    if (index + 2 > this.offsets.length || this.unitCount + length > this.units.length) {
      this.grow(length);
      slot = (hash ^ (hash >>> 15)) & this.mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
    }
    const chunk = buf.subarray(start, end);
    let text = length < 1000
      ? String.fromCharCode.apply(null, chunk as unknown as number[])
      : new TextDecoder("utf-16le").decode(chunk);
    if (nonAscii) text = text.normalize("NFKC");
    this.text.push(text);
    this.units.set(chunk, this.unitCount);
    this.offsets[index] = this.unitCount;
    this.unitCount += length;
    this.offsets[index + 1] = this.unitCount;
    this.hashes[index] = hash;
    this.slots[slot] = index + 1;
    return index;
  }

  private grow(length: number): void {
    const units = new Uint16Array(this.units.length * 2 + length);
    units.set(this.units);
    this.units = units;
    const size = this.offsets.length * 2;
    const offsets = new Int32Array(size);
    offsets.set(this.offsets);
    this.offsets = offsets;
    const hashes = new Int32Array(size);
    hashes.set(this.hashes);
    this.hashes = hashes;
    this.slots = new Int32Array(size * 2);
    this.mask = size * 2 - 1;
    for (let i = 0; i < this.text.length; i++) {
      let slot = (hashes[i] ^ (hashes[i] >>> 15)) & this.mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = i + 1;
    }
  }
}

/** The one table: see the class. */
export const names: NameTable = new NameTable();
