// binascii: conversion between bytes and the texts that stand for them. The codings themselves are in binary/.

import { bytesArgument, bytesLikeOf } from "../vm/objects/buffer.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { truth } from "../vm/objects/compare.ts";
import { toHex } from "../vm/objects/core/bytes_text.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { indexOf, length, sizeNumber } from "../vm/objects/operations.ts";
import { typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { strOf } from "../vm/objects/str.ts";
import { typeOf } from "../vm/objects/type.ts";
import { decodeBase64, encodeBase64 } from "./binary/base64.ts";
import { crc32, crcHqx } from "./binary/crc.ts";
import { decodeQuoted, encodeQuoted } from "./binary/quoted_printable.ts";
import { decodeUu, encodeUu } from "./binary/uuencode.ts";
import { ModuleException } from "./module_exception.ts";

const binasciiError = new ModuleException("binascii", "Error", ["ValueError"]);
const incomplete = new ModuleException("binascii", "Incomplete", ["Exception"]);

/** The bytes of an argument that may also be a str of ASCII. */
function asciiArgument(v: Value): Uint8Array {
  const s = strOf(v);
  if (s !== undefined) {
    const n = typeof s === "string" ? s.length : 0;
    const bytes = new Uint8Array(n);
    let bits = typeof s === "string" ? 0 : 128;
    for (let i = 0; i < n; i++) {
      const c = (s as string).charCodeAt(i);
      bits |= c;
      bytes[i] = c;
    }
    if (bits > 127) throw valueError("string argument should contain only ASCII characters");
    return bytes;
  }
  const bytes = bytesLikeOf(v);
  if (bytes === undefined) {
    throw typeError(
      `argument should be bytes, buffer or ASCII string, not '${typeOf(v).name}'`,
    );
  }
  return bytes;
}

function checked(result: Uint8Array | string): Value {
  if (typeof result === "string") throw binasciiError.error(result);
  return new PyBytes(result);
}

function flag(v: Value | undefined, preset: boolean): boolean {
  return v === undefined ? preset : truth(v);
}

function hexlify(data: Value, sep: Value | undefined, group: Value | undefined): Value {
  const bytes = bytesArgument(data);
  let separator = "";
  if (sep !== undefined) {
    if (length(sep) !== 1) throw valueError("sep must be length 1.");
    const s = strOf(sep);
    if (s === undefined) {
      const b = bytesLikeOf(sep);
      if (b === undefined) throw typeError("sep must be str or bytes.");
      separator = String.fromCharCode(b[0]);
    } else {
      if (typeof s !== "string" || s.charCodeAt(0) > 127) throw valueError("sep must be ASCII.");
      separator = s;
    }
  }
  const text = toHex(bytes, separator, group === undefined ? 1 : sizeNumber(group));
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return new PyBytes(out);
}

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function unhexlify(v: Value): Value {
  const text = asciiArgument(v);
  if (text.length % 2 === 1) throw binasciiError.error("Odd-length string");
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) {
    const high = hexValue(text[2 * i]), low = hexValue(text[2 * i + 1]);
    if (high < 0 || low < 0) throw binasciiError.error("Non-hexadecimal digit found");
    out[i] = high << 4 | low;
  }
  return new PyBytes(out);
}

/** The low 32 bits of an int. */
function word(v: Value | undefined): number {
  if (v === undefined) return 0;
  const n = indexOf(v);
  return typeof n === "number" ? n >>> 0 : Number(BigInt.asUintN(32, n));
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("binascii", {
    doc: "Conversion between binary data and ASCII",
    functions: {
      a2b_uu: method(
        "(data, /)",
        "Decode a line of uuencoded data.",
        (data: Value) => checked(decodeUu(asciiArgument(data))),
      ),
      b2a_uu: method(
        "(data, /, *, backtick=False)",
        "Uuencode line of data.",
        (data: Value, backtick: Value | undefined) => {
          const bytes = bytesArgument(data);
          if (bytes.length > 45) throw binasciiError.error("At most 45 bytes at once");
          return new PyBytes(encodeUu(bytes, flag(backtick, false)));
        },
      ),
      a2b_base64: method(
        "(data, /, *, strict_mode=False)",
        "Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not part of the base64 standard are not allowed.\n    The same applies to excess data after padding (= / ==).",
        (data: Value, strict: Value | undefined) =>
          checked(decodeBase64(asciiArgument(data), flag(strict, false))),
      ),
      b2a_base64: method(
        "(data, /, *, newline=True)",
        "Base64-code line of data.",
        (data: Value, newline: Value | undefined) =>
          new PyBytes(encodeBase64(bytesArgument(data), flag(newline, true))),
      ),
      a2b_hex: method(
        "(hexstr, /)",
        'Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).\nThis function is also available as "unhexlify()".',
        unhexlify,
      ),
      unhexlify: method(
        "(hexstr, /)",
        "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).",
        unhexlify,
      ),
      b2a_hex: method(
        "(data, sep=<unrepresentable>, bytes_per_sep=1)",
        "Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as \"hexlify()\".\n\nExample:\n>>> binascii.b2a_hex(b'\\xb9\\x01\\xef')\nb'b901ef'\n>>> binascii.hexlify(b'\\xb9\\x01\\xef', ':')\nb'b9:01:ef'\n>>> binascii.b2a_hex(b'\\xb9\\x01\\xef', b'_', 2)\nb'b9_01ef'",
        hexlify,
      ),
      hexlify: method(
        "(data, sep=<unrepresentable>, bytes_per_sep=1)",
        'Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as "b2a_hex()".',
        hexlify,
      ),
      a2b_qp: method(
        "(data, header=False)",
        "Decode a string of qp-encoded data.",
        (data: Value, header: Value | undefined) =>
          new PyBytes(decodeQuoted(asciiArgument(data), flag(header, false))),
      ),
      b2a_qp: method(
        "(data, quotetabs=False, istext=True, header=False)",
        "Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not encoded, and white\nspace at end of lines is.  When istext is not set, \\r and \\n (CR/LF)\nare both encoded.  When quotetabs is set, space and tabs are encoded.",
        (
          data: Value,
          tabs: Value | undefined,
          text: Value | undefined,
          header: Value | undefined,
        ) =>
          new PyBytes(
            encodeQuoted(bytesArgument(data), {
              tabs: flag(tabs, false),
              text: flag(text, true),
              header: flag(header, false),
            }),
          ),
      ),
      crc_hqx: method(
        "(data, crc, /)",
        "Compute CRC-CCITT incrementally.",
        (data: Value, crc: Value) => crcHqx(bytesArgument(data), word(crc) & 0xffff),
      ),
      crc32: method(
        "(data, crc=0, /)",
        "Compute CRC-32 incrementally.",
        (data: Value, crc: Value | undefined) => crc32(bytesArgument(data), word(crc)),
      ),
    },
    values: { Error: binasciiError.type(), Incomplete: incomplete.type() },
  });
}
