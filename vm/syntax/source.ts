// Source bytes -> source text: the byte order mark, PEP 263's encoding declarations, and what is said of bytes
// that are no text in the encoding. UTF-8, Latin-1 and ASCII are decoded here; for others the caller gives a
// hook, because codecs are Python code.

import { charOffset, codePoints, SyntaxProblem, utf8Length } from "./problem.ts";
import { COMMENT, FSTRING_MIDDLE, STR_PREFIX, STR_TRIPLE, STRING } from "./tokens.ts";
import { Tokenizer } from "./tokenizer.ts";

export interface SourceOptions {
  /** For errors. */
  filename?: string;
  /** The bytes are a script's or a module's file that is run, for which some messages differ. */
  file?: boolean;
  /** Decodes other encodings; throws whatever Python should see, gives null for an unknown encoding. */
  decode?: (encoding: string, bytes: Uint8Array) => string | null;
}

export interface DecodedSource {
  readonly text: string;
  /** As declared, or "utf-8". */
  readonly encoding: string;
}

/** The encoding that a declaration in the first two lines names; null if there is none. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  let start = 0;
  for (let line = 0; line < 2; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    let text = "";
    for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]);
    const declaration = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(text);
    if (declaration !== null) return declaration[1];
    // The second line counts only if the first has no code.
    if (!/^[ \t\f]*(#|$)/.test(text)) return null;
    start = end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1);
  }
  return null;
}

/** CPython's view of the names that it knows without a codec. */
function normalName(encoding: string): string {
  const name = encoding.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (name === "utf-8" || name.startsWith("utf-8-")) return "utf-8";
  for (const latin of ["latin-1", "iso-8859-1", "iso-latin-1"]) {
    if (name === latin || name.startsWith(latin + "-")) return "iso-8859-1";
  }
  return encoding;
}

/** A problem without a place in the text. */
function placeless(msg: string, filename: string): SyntaxProblem {
  return new SyntaxProblem("SyntaxError", msg, filename, 0, -1, 0, 0, null);
}

/** Decodes a source; throws a SyntaxProblem, or what the hook throws. */
export function decodeSource(bytes: Uint8Array, options: SourceOptions = {}): DecodedSource {
  const filename = options.filename ?? "<string>";
  const mark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = mark ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(body);
  const encoding = declared === null ? "utf-8" : normalName(declared);
  if (mark && encoding !== "utf-8") {
    throw placeless(`encoding problem: ${encoding} with BOM`, filename);
  }
  if (encoding === "utf-8") {
    return { text: decodeUtf8(body, options, filename, declared !== null || mark), encoding };
  }
  if (encoding === "iso-8859-1") return { text: latin1(body), encoding };
  const lower = encoding.toLowerCase();
  if (lower === "ascii" || lower === "us-ascii") {
    const at = body.findIndex((byte) => byte >= 128);
    if (at < 0) return { text: latin1(body), encoding };
    if (options.file === true) throw placeless(`encoding problem: ${encoding}`, filename);
    const byte = body[at].toString(16);
    throw placeless(
      `'ascii' codec can't decode byte 0x${byte} in position ${at}: ordinal not in range(128)`,
      filename,
    );
  }
  if (lower === "utf8" || lower === "u8") {
    const bad = invalidUtf8(body, 0, body.length);
    if (bad === null) {
      return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(body), encoding };
    }
    if (options.file === true) throw placeless(`encoding problem: ${encoding}`, filename);
    throw placeless(describe(body, bad, 0), filename);
  }
  const text = options.decode === undefined ? null : options.decode(encoding, body);
  if (text === null) {
    const what = options.file === true ? "encoding problem" : "unknown encoding";
    throw placeless(`${what}: ${encoding}`, filename);
  }
  return { text, encoding };
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode.apply(
      null,
      bytes.subarray(i, i + 8192) as unknown as number[],
    );
  }
  return text;
}

interface BadUtf8 {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** The first bytes between `from` and `to` that are not UTF-8; null if all are. */
function invalidUtf8(bytes: Uint8Array, from: number, to: number): BadUtf8 | null {
  let i = from;
  while (i < to) {
    const lead = bytes[i];
    if (lead < 0x80) {
      i++;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return { start: i, end: i + 1, reason: "invalid start byte" };
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    for (let k = 1; k < length; k++) {
      if (i + k >= to) return { start: i, end: to, reason: "unexpected end of data" };
      const byte = bytes[i + k];
      let ok = byte >= 0x80 && byte <= 0xbf;
      if (k === 1) {
        if (lead === 0xe0) ok = ok && byte >= 0xa0;
        else if (lead === 0xed) ok = ok && byte <= 0x9f;
        else if (lead === 0xf0) ok = ok && byte >= 0x90;
        else if (lead === 0xf4) ok = ok && byte <= 0x8f;
      }
      if (!ok) return { start: i, end: i + k, reason: "invalid continuation byte" };
    }
    i += length;
  }
  return null;
}

/** The text of a UnicodeDecodeError, positions counted from `base`. */
function describe(bytes: Uint8Array, bad: BadUtf8, base: number): string {
  const first = bad.start - base;
  const where = bad.end - bad.start === 1
    ? `byte 0x${bytes[bad.start].toString(16).padStart(2, "0")} in position ${first}`
    : `bytes in position ${first}-${bad.end - 1 - base}`;
  return `'utf-8' codec can't decode ${where}: ${bad.reason}`;
}

function decodeUtf8(
  bytes: Uint8Array,
  options: SourceOptions,
  filename: string,
  declared: boolean,
): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let bad = firstInvalid(bytes);
  const text = decoder.decode(bytes);
  if (bad === null) return text;
  if (options.file === true && !declared) {
    let line = 1;
    for (let i = 0; i < bad.start; i++) if (bytes[i] === 10) line++;
    const byte = bytes[bad.start].toString(16).padStart(2, "0");
    throw placeless(
      `Non-UTF-8 code starting with '\\x${byte}' in file ${filename} on line ${line}, but no encoding declared; see https://peps.python.org/pep-0263/ for details`,
      filename,
    );
  }
  // Only tokens are decoded: in a comment anything goes. `text` has U+FFFD for what is wrong.
  const tokenizer = new Tokenizer(text.replace(/\r\n?/g, "\n"), {
    typeComments: false,
    extra: true,
    single: false,
    keepIndent: false,
  });
  try {
    tokenizer.run();
    while (bad !== null) {
      const problem = inToken(tokenizer, bytes, bad, filename);
      if (problem !== null) throw problem;
      bad = invalidUtf8(bytes, bad.end, bytes.length);
    }
  } finally {
    tokenizer.release();
  }
  return text;
}

/** The first bytes that are not UTF-8, found by the host's decoder where there are none. */
function firstInvalid(bytes: Uint8Array): BadUtf8 | null {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return null;
  } catch {
    return invalidUtf8(bytes, 0, bytes.length);
  }
}

/** The problem of the token that the bad bytes are in; null if they are in none. */
function inToken(
  tokenizer: Tokenizer,
  bytes: Uint8Array,
  bad: BadUtf8,
  filename: string,
): SyntaxProblem | null {
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, bad.start));
  const at = before.replace(/\r\n?/g, "\n").length;
  const { t, source } = tokenizer;
  for (let p = 0; p < tokenizer.n; p += 8) {
    if (t[p + 2] <= at) continue;
    if (t[p + 1] > at) break;
    const kind = t[p];
    if (kind === COMMENT) break;
    const isString = kind === STRING || kind === FSTRING_MIDDLE;
    const size = (t[p + 7] & STR_TRIPLE) !== 0 ? 3 : 1;
    const body = t[p + 1] + (kind === STRING ? (t[p + 7] & STR_PREFIX) + size : 0);
    const bodyEnd = t[p + 2] - (kind === STRING ? size : 0);
    // Up to the bad bytes the text is what the bytes say; the string is decoded without its quotes.
    const base = bad.start - utf8Length(source.slice(body, at));
    const reason = at + 1 >= bodyEnd && bad.reason === "invalid continuation byte"
      ? "unexpected end of data"
      : bad.reason;
    const msg = `(unicode error) ${describe(bytes, { ...bad, reason }, base)}`;
    const lineStart = source.lastIndexOf("\n", t[p + 1] - 1) + 1;
    const lineEnd = source.indexOf("\n", lineStart);
    const line = source.slice(lineStart, lineEnd < 0 ? source.length : lineEnd) +
      (t[p + 5] > t[p + 3] ? "" : "\n");
    const first = codePoints(source, lineStart, t[p + 1]) + 1;
    if (!isString) {
      const cursor = first + codePoints(source, t[p + 1], t[p + 2]) - 1;
      return new SyntaxProblem("SyntaxError", msg, filename, t[p + 3], cursor, t[p + 3], -1, line);
    }
    const endCol = utf8Length(source.slice(lineStart, at)) + (bad.end - bad.start) +
      utf8Length(source.slice(at + 1, t[p + 2]));
    const last = charOffset(line, endCol + 1);
    return new SyntaxProblem("SyntaxError", msg, filename, t[p + 3], first, t[p + 5], last, line);
  }
  return null;
}
