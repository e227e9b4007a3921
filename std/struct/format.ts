// The formats of the struct module: what a format string says, compiled to a list of fields with their offsets.

import { ModuleException } from "../module_exception.ts";

/** `struct.error`. */
export const structError: ModuleException = new ModuleException("struct", "error", ["Exception"]);

/** How the bytes of a field are read and written. */
export type Kind = "pad" | "char" | "bool" | "int" | "uint" | "float" | "bytes" | "pascal";

/** `repeat` values of one format character, or one string of `size` bytes. */
export interface Field {
  readonly code: string;
  readonly kind: Kind;
  readonly size: number;
  readonly offset: number;
  readonly repeat: number;
}

/** A compiled format. */
export interface Format {
  readonly text: string;
  readonly fields: readonly Field[];
  /** The number of bytes. */
  readonly size: number;
  /** The number of values. */
  readonly count: number;
  readonly littleEndian: boolean;
  /** Native sizes and alignment: `@`. */
  readonly native: boolean;
}

const KINDS: Record<string, Kind> = {
  x: "pad",
  c: "char",
  "?": "bool",
  b: "int",
  h: "int",
  i: "int",
  l: "int",
  q: "int",
  n: "int",
  B: "uint",
  H: "uint",
  I: "uint",
  L: "uint",
  Q: "uint",
  N: "uint",
  P: "uint",
  e: "float",
  f: "float",
  d: "float",
  s: "bytes",
  p: "pascal",
};

const STANDARD_SIZES: Record<string, number> = {
  x: 1,
  c: 1,
  "?": 1,
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  e: 2,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
};

/** Sizes on 64-bit Unix; every number is aligned to its size. */
const NATIVE_SIZES: Record<string, number> = { ...STANDARD_SIZES, l: 8, L: 8, n: 8, N: 8, P: 8 };

/** Sizes that C's ssize_t holds. */
const LARGEST = 2 ** 63;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Compiles a format string, which is ASCII. */
export function compileFormat(text: string): Format {
  let at = 0, native = true, littleEndian = true;
  switch (text[0]) {
    case "@":
      at = 1;
      break;
    case "=":
    case "<":
      at = 1;
      native = false;
      break;
    case ">":
    case "!":
      at = 1;
      native = false;
      littleEndian = false;
  }
  const sizes = native ? NATIVE_SIZES : STANDARD_SIZES;
  const fields: Field[] = [];
  let size = 0, count = 0;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c === 32 || c >= 9 && c <= 13) {
      at++;
      continue;
    }
    let repeat = 1;
    if (isDigit(c)) {
      repeat = 0;
      for (; at < text.length && isDigit(text.charCodeAt(at)); at++) {
        repeat = repeat * 10 + text.charCodeAt(at) - 48;
        if (repeat >= LARGEST) throw structError.error("total struct size too long");
      }
      if (at === text.length) {
        throw structError.error("repeat count given without format specifier");
      }
    }
    const code = text[at++];
    const unit = Object.hasOwn(sizes, code) ? sizes[code] : undefined;
    if (unit === undefined) throw structError.error("bad char in struct format");
    const kind = KINDS[code];
    if (native && unit > 1 && size % unit !== 0) size += unit - size % unit;
    if (kind === "bytes" || kind === "pascal") {
      fields.push({ code, kind, size: repeat, offset: size, repeat: 1 });
      count++;
    } else if (kind === "pad") {
      if (repeat > 0) fields.push({ code, kind, size: repeat, offset: size, repeat: 1 });
    } else {
      if (repeat > 0) fields.push({ code, kind, size: unit, offset: size, repeat });
      count += repeat;
    }
    size += unit * repeat;
    if (size >= LARGEST) throw structError.error("total struct size too long");
  }
  return { text, fields, size, count, littleEndian, native };
}
