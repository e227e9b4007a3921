// The multibyte codecs themselves: one character at a time, with the state that the escape sequences of ISO 2022 and HZ set.

import { type CharacterSet, characterSet } from "./sets.ts";

/** What decoding at a position gives: characters and the bytes they took; or how many bytes are wrong; or that more are needed. */
export type Step = { readonly text: string; readonly used: number } | { readonly wrong: number } | {
  readonly more: true;
};

const MORE: Step = { more: true };
const WRONG: Step = { wrong: 1 };

/** A codec. The state is a number, 0 at the beginning. */
export interface Multibyte {
  readonly name: string;
  decode(input: Uint8Array, at: number, state: State): Step;
  /** Writes the character at `at`: how many code points that took; 0 where it has none. `next` is the one behind it. */
  encode(c: string, next: string, state: State, out: number[]): number;
  /** Goes back to the initial state. */
  reset(state: State, out: number[]): void;
}

/** The state of a coder. */
export class State {
  value = 0;
}

function pushCode(out: number[], code: number): void {
  if (code > 0xffff) out.push(code >> 16);
  if (code > 0xff) out.push(code >> 8 & 0xff);
  out.push(code & 0xff);
}

/** One, two or three bytes a character, and no state. */
class Plain implements Multibyte {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  protected get set(): CharacterSet {
    return characterSet(this.name);
  }
  decode(input: Uint8Array, at: number): Step {
    const { decode, leads } = this.set;
    const first = input[at];
    const single = decode.get(first);
    if (single !== undefined) return { text: single, used: 1 };
    if (!leads.has(first)) return WRONG;
    if (at + 1 >= input.length) return MORE;
    const pair = first << 8 | input[at + 1];
    const text = decode.get(pair);
    if (text !== undefined) return { text, used: 2 };
    if (first !== 0x8f || this.name !== "euc_jp") return WRONG;
    if (at + 2 >= input.length) return MORE;
    const triple = decode.get(pair << 8 | input[at + 2]);
    return triple === undefined ? WRONG : { text: triple, used: 3 };
  }
  encode(c: string, next: string, _state: State, out: number[]): number {
    const { encode } = this.set;
    const both = next === "" ? undefined : encode.get(c + next);
    const code = both ?? encode.get(c);
    if (code === undefined) return 0;
    pushCode(out, code);
    return both === undefined ? 1 : 2;
  }
  reset(): void {}
}

/** The second bytes of the letters, in the order in which syllables are numbered. */
const INITIALS = bytesOf("a1a2a4a7a8a9b1b2b3b5b6b7b8b9babbbcbdbe");
const FINALS = bytesOf("d4a1a2a3a4a5a6a7a9aaabacadaeafb0b1b2b4b5b6b7b8babbbcbdbe");
const FIRST_MEDIAL = 0xbf;

function bytesOf(hex: string): number[] {
  return hex.match(/../g)!.map((b) => parseInt(b, 16));
}

/** EUC-KR: a syllable that KS X 1001 lacks is spelled in eight bytes, the filler and three letters. */
class EucKr extends Plain {
  constructor() {
    super("euc_kr");
  }
  override decode(input: Uint8Array, at: number): Step {
    if (input[at] !== 0xa4 || input[at + 1] !== 0xd4) return super.decode(input, at);
    if (at + 7 >= input.length) return MORE;
    const initial = INITIALS.indexOf(input[at + 3]);
    const medial = input[at + 5] - FIRST_MEDIAL;
    const final = FINALS.indexOf(input[at + 7]);
    const spelled = input[at + 2] === 0xa4 && input[at + 4] === 0xa4 && input[at + 6] === 0xa4;
    if (!spelled || initial < 0 || medial < 0 || medial > 20 || final < 0) return WRONG;
    return { text: String.fromCharCode(0xac00 + (initial * 21 + medial) * 28 + final), used: 8 };
  }
  override encode(c: string, next: string, state: State, out: number[]): number {
    const n = c.charCodeAt(0) - 0xac00;
    if (super.encode(c, next, state, out) !== 0) return 1;
    if (n < 0 || n >= 11172) return 0;
    const medial = FIRST_MEDIAL + Math.floor(n / 28) % 21;
    out.push(0xa4, 0xd4, 0xa4, INITIALS[Math.floor(n / 588)], 0xa4, medial, 0xa4, FINALS[n % 28]);
    return 1;
  }
}

/** GB 18030: what two bytes do not reach is four bytes, numbered in the order of the code points. */
class Gb18030 extends Plain {
  private fourBytes: Map<string, number> | undefined = undefined;
  constructor() {
    super("gb18030");
  }
  override decode(input: Uint8Array, at: number): Step {
    const second = input[at + 1];
    const first = input[at];
    if (first < 0x81 || first > 0xfe || second < 0x30 || second > 0x39 || second === undefined) {
      return super.decode(input, at);
    }
    if (at + 3 >= input.length) return MORE;
    const third = input[at + 2], fourth = input[at + 3];
    if (third < 0x81 || third > 0xfe || fourth < 0x30 || fourth > 0x39) return WRONG;
    const text = fourByteText(first, second, third, fourth);
    return text === undefined ? { wrong: 4 } : { text, used: 4 };
  }
  override encode(c: string, next: string, state: State, out: number[]): number {
    if (super.encode(c, next, state, out) !== 0) return 1;
    const cp = c.codePointAt(0)!;
    if (cp >= 0xd800 && cp < 0xe000) return 0;
    const n = cp > 0xffff ? cp - 0x10000 + ASTRAL : this.numbers().get(c);
    if (n === undefined) return 0;
    out.push(
      0x81 + Math.floor(n / 12600),
      0x30 + Math.floor(n / 1260) % 10,
      0x81 + Math.floor(n / 10) % 126,
      0x30 + n % 10,
    );
    return 1;
  }
  /** The numbers of the characters up to U+FFFF. */
  private numbers(): Map<string, number> {
    if (this.fourBytes !== undefined) return this.fourBytes;
    const numbers = this.fourBytes = new Map<string, number>();
    for (let n = 0; n < BMP; n++) {
      const text = fourByteText(
        0x81 + Math.floor(n / 12600),
        0x30 + Math.floor(n / 1260) % 10,
        0x81 + Math.floor(n / 10) % 126,
        0x30 + n % 10,
      );
      if (text !== undefined) numbers.set(text, n);
    }
    return numbers;
  }
}

/** Four-byte codes up to U+FFFF, and the number of U+10000. */
const BMP = 39420, ASTRAL = 189000;
let fourByteDecoder: TextDecoder | undefined;

function fourByteText(a: number, b: number, c: number, d: number): string | undefined {
  const n = ((a - 0x81) * 10 + b - 0x30) * 1260 + (c - 0x81) * 10 + d - 0x30;
  if (n >= ASTRAL) {
    const cp = n - ASTRAL + 0x10000;
    return cp > 0x10ffff ? undefined : String.fromCodePoint(cp);
  }
  // this one changed places with a private character between two editions of the standard
  if (n === 7457) return "\u1e3f";
  fourByteDecoder ??= new TextDecoder("gb18030");
  const text = fourByteDecoder.decode(Uint8Array.of(a, b, c, d));
  return text.includes("\ufffd") && n !== 39417 ? undefined : text;
}

/** HZ: GB 2312 in seven bits between `~{` and `~}`. */
class Hz implements Multibyte {
  readonly name = "hz";
  decode(input: Uint8Array, at: number, state: State): Step {
    const first = input[at];
    if (first === 0x7e) {
      if (at + 1 >= input.length) return MORE;
      switch (input[at + 1]) {
        case 0x7e:
          return state.value === 0 ? { text: "~", used: 2 } : WRONG;
        case 0x7b:
          if (state.value !== 0) return WRONG;
          state.value = 1;
          return { text: "", used: 2 };
        case 0x7d:
          if (state.value === 0) return WRONG;
          state.value = 0;
          return { text: "", used: 2 };
        case 0x0a:
          return { text: "", used: 2 };
        default:
          return WRONG;
      }
    }
    if ((first & 0x80) !== 0) return WRONG;
    if (state.value === 0) return { text: String.fromCharCode(first), used: 1 };
    if (at + 1 >= input.length) return MORE;
    const text = characterSet("gb2312").decode.get((first << 8 | input[at + 1]) | 0x8080);
    return text === undefined ? WRONG : { text, used: 2 };
  }
  encode(c: string, _next: string, state: State, out: number[]): number {
    if (c < "\x80") {
      this.reset(state, out);
      if (c === "~") out.push(0x7e);
      out.push(c.charCodeAt(0));
      return 1;
    }
    const code = characterSet("gb2312").encode.get(c);
    if (code === undefined) return 0;
    if (state.value === 0) out.push(0x7e, 0x7b);
    state.value = 1;
    pushCode(out, code & 0x7f7f);
    return 1;
  }
  reset(state: State, out: number[]): void {
    if (state.value !== 0) out.push(0x7e, 0x7d);
    state.value = 0;
  }
}

const ESC = 0x1b, SO = 0x0e, SI = 0x0f;

/** What ISO-2022-JP switches between: the bytes behind ESC, by state. */
const JP_SETS: readonly (readonly number[])[] = [[0x28, 0x42], [0x28, 0x4a], [0x24, 0x42]];
/** The edition of 1978, which is read like that of 1983. */
const JP_OLD: readonly number[] = [0x24, 0x40];

/** ISO-2022-JP: escape sequences choose ASCII, JIS X 0201 Roman or JIS X 0208. */
class Iso2022Jp implements Multibyte {
  readonly name = "iso2022_jp";
  decode(input: Uint8Array, at: number, state: State): Step {
    const first = input[at];
    if (first === ESC) {
      if (at + 2 >= input.length) return MORE;
      const choice = [...JP_SETS, JP_OLD].findIndex(([a, b]) =>
        input[at + 1] === a && input[at + 2] === b
      );
      if (choice < 0) return { wrong: 3 };
      state.value = Math.min(choice, 2);
      return { text: "", used: 3 };
    }
    if (first >= 0x80) return WRONG;
    if (first < 0x20 || state.value === 0) return { text: String.fromCharCode(first), used: 1 };
    if (state.value === 1) {
      const text = first === 0x5c
        ? "\u00a5"
        : first === 0x7e
        ? "\u203e"
        : String.fromCharCode(first);
      return { text, used: 1 };
    }
    if (at + 1 >= input.length) return MORE;
    const text = characterSet("euc_jp").decode.get((first << 8 | input[at + 1]) | 0x8080);
    return text === undefined ? { wrong: 2 } : { text, used: 2 };
  }
  private choose(choice: number, state: State, out: number[]): void {
    if (state.value !== choice) out.push(ESC, ...JP_SETS[choice]);
    state.value = choice;
  }
  encode(c: string, _next: string, state: State, out: number[]): number {
    if (c < "\x80") {
      this.choose(0, state, out);
      out.push(c.charCodeAt(0));
      return 1;
    }
    if (c === "\u00a5" || c === "\u203e") {
      this.choose(1, state, out);
      out.push(c === "\u00a5" ? 0x5c : 0x7e);
      return 1;
    }
    const code = characterSet("euc_jp").encode.get(c);
    if (code === undefined || code > 0xffff || code < 0xa1a1) return 0;
    this.choose(2, state, out);
    pushCode(out, code & 0x7f7f);
    return 1;
  }
  reset(state: State, out: number[]): void {
    this.choose(0, state, out);
  }
}

/** Bits of the state of ISO-2022-KR. */
const SHIFTED = 1, ANNOUNCED = 2;

/** ISO-2022-KR: KS X 1001 is announced once and then shifted to and from. */
class Iso2022Kr implements Multibyte {
  readonly name = "iso2022_kr";
  decode(input: Uint8Array, at: number, state: State): Step {
    const first = input[at];
    if (first === ESC) {
      if (at + 3 >= input.length) return MORE;
      const [a, b, c] = input.subarray(at + 1, at + 4);
      if (a !== 0x24 || b !== 0x29 || c !== 0x43) return WRONG;
      state.value |= ANNOUNCED;
      return { text: "", used: 4 };
    }
    if (first === SO || first === SI) {
      state.value = first === SO ? state.value | SHIFTED : state.value & ~SHIFTED;
      return { text: "", used: 1 };
    }
    if (first >= 0x80) return WRONG;
    if (first === 0x0a) state.value &= ~SHIFTED;
    if (first < 0x20 || (state.value & SHIFTED) === 0) {
      return { text: String.fromCharCode(first), used: 1 };
    }
    if ((state.value & ANNOUNCED) === 0) return WRONG;
    if (at + 1 >= input.length) return MORE;
    const text = characterSet("euc_kr").decode.get((first << 8 | input[at + 1]) | 0x8080);
    return text === undefined ? { wrong: 2 } : { text, used: 2 };
  }
  private announce(state: State, out: number[]): void {
    if ((state.value & ANNOUNCED) === 0) out.push(ESC, 0x24, 0x29, 0x43);
    state.value |= ANNOUNCED;
  }
  encode(c: string, _next: string, state: State, out: number[]): number {
    if (c < "\x80") {
      this.reset(state, out);
      out.push(c.charCodeAt(0));
      return 1;
    }
    const code = characterSet("euc_kr").encode.get(c);
    if (code === undefined) return 0;
    this.announce(state, out);
    if ((state.value & SHIFTED) === 0) out.push(SO);
    state.value |= SHIFTED;
    pushCode(out, code & 0x7f7f);
    return 1;
  }
  reset(state: State, out: number[]): void {
    if ((state.value & SHIFTED) !== 0) out.push(SI);
    state.value &= ~SHIFTED;
  }
}

/** The codecs by name. */
export const MULTIBYTE: ReadonlyMap<string, Multibyte> = new Map(
  [
    ...[
      "gb2312",
      "gbk",
      "big5",
      "cp950",
      "big5hkscs",
      "euc_jp",
      "shift_jis",
      "cp932",
      "cp949",
    ]
      .map((name) => new Plain(name)),
    new EucKr(),
    new Gb18030(),
    new Hz(),
    new Iso2022Jp(),
    new Iso2022Kr(),
  ].map((c: Multibyte) => [c.name, c]),
);
