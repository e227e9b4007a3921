// Running a multibyte codec over a text or over bytes, with error handlers and what is left over for later.

import {
  Bytes,
  checkedPosition,
  type Decoded,
  type DecodeErrorHandler,
  type EncodeErrorHandler,
  recoverDecode,
  strictEncode,
} from "../../vm/objects/core/codecs/errors.ts";
import { codePointAt, type Text, TextBuilder, utf16ToText } from "../../vm/objects/core/text.ts";
import type { Multibyte, State } from "./codecs.ts";

const ILLEGAL = "illegal multibyte sequence";
const INCOMPLETE = "incomplete multibyte sequence";

/** Decodes; an incomplete character at the end is an error where the input is `final`, and is left over otherwise. */
export function decodeBytes(
  codec: Multibyte,
  bytes: Uint8Array,
  state: State,
  handler: DecodeErrorHandler,
  final: boolean,
): Decoded {
  const out = new TextBuilder(bytes.length);
  let input = bytes, at = 0;
  while (at < input.length) {
    const step = codec.decode(input, at, state);
    if ("text" in step) {
      out.pushText(utf16ToText(step.text));
      at += step.used;
      continue;
    }
    if ("more" in step && !final) break;
    const end = "more" in step ? input.length : Math.min(at + step.wrong, input.length);
    const reason = "more" in step ? INCOMPLETE : ILLEGAL;
    ({ input, at } = recoverDecode(handler, out, codec.name, input, at, end, reason));
  }
  return { text: out.toText(), consumed: at };
}

function characterAt(text: Text, at: number): string {
  return at < text.length ? String.fromCodePoint(codePointAt(text, at)) : "";
}

/** Encodes; where the input is `final` the state goes back to the initial one. */
export function encodeText(
  codec: Multibyte,
  text: Text,
  state: State,
  handler: EncodeErrorHandler,
  final: boolean,
): Uint8Array {
  const out: number[] = [];
  let at = 0;
  while (at < text.length) {
    const used = codec.encode(characterAt(text, at), characterAt(text, at + 1), state, out);
    if (used > 0) {
      at += used;
      continue;
    }
    const { replacement, position } = handler(codec.name, text, at, at + 1, ILLEGAL);
    const next = checkedPosition(position, text.length);
    if (replacement instanceof Bytes) { for (const b of replacement.bytes) out.push(b); }
    else {
      for (let i = 0; i < replacement.length; i++) {
        if (codec.encode(characterAt(replacement, i), "", state, out) === 0) {
          strictEncode(codec.name, text, at, at + 1, ILLEGAL);
        }
      }
    }
    at = next;
  }
  if (final) codec.reset(state, out);
  return Uint8Array.from(out);
}
