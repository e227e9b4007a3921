// Questions about long strings that the host answers faster than a loop over their units.

const encoder = new TextEncoder();
const CHUNK = 1 << 16;
/** Where the host writes what nobody reads. */
let scratch = new Uint8Array(0);

/** From this length on the host beats a loop. */
export const LONG = 256;

/**
 * Whether a long string is all ASCII: then, and only then, the host's UTF-8 of every stretch has as many bytes as the
 * stretch has units.
 */
export function isAsciiLong(text: string): boolean {
  if (scratch.length === 0) scratch = new Uint8Array(CHUNK);
  for (let at = 0; at < text.length; at += CHUNK) {
    const chunk = at === 0 && text.length <= CHUNK ? text : text.slice(at, at + CHUNK);
    const { read, written } = encoder.encodeInto(chunk, scratch);
    if (read !== chunk.length || written !== chunk.length) return false;
  }
  return true;
}

/** How much of a long string is looked at before all of it is taken to be ASCII. */
const PREFIX = 256;

/** Whether a long string begins as ASCII: encoding all of it in vain costs as much as doing it right. */
export function beginsAscii(text: string): boolean {
  if (text.length <= PREFIX) return true;
  for (let i = 0; i < PREFIX; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/**
 * A global pattern that matches a literal text. The host searches for such a pattern, and replaces it, much faster than
 * it does for a string.
 */
export function literalPattern(text: string): RegExp {
  return new RegExp(text.replace(SPECIAL, "\\$&"), "g");
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The bytes of a long string that is all ASCII; undefined for any other. */
export function asciiBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  return read === text.length && written === text.length ? bytes : undefined;
}

/** The string of many bytes that are all ASCII. */
export function asciiString(bytes: Uint8Array<ArrayBuffer>): string {
  return decoder.decode(bytes);
}
