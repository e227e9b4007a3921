// `%` of bytes and bytearray.

import { applyPercentFormat, parsePercentFormat } from "./core/percent_format.ts";
import { decodeLatin1 } from "./core/codecs/latin1.ts";
import type { Text } from "./core/text.ts";
import { callSpecial } from "./attributes.ts";
import { getBuffer, hasBuffer, SIMPLE } from "./buffer.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes } from "./bytes.ts";
import { asciiOf } from "./str_repr.ts";
import { intOf } from "./int.ts";
import { FormatValues } from "./percent_values.ts";
import type { Int, Value } from "./object.ts";
import { overflowError, typeError } from "./raise.ts";
import { type PyType, typeOf } from "./type.ts";

/** Values of a bytes format; texts are Latin-1. */
class BytesValues extends FormatValues {
  protected override isText(t: PyType): boolean {
    return t.mro.some((c) =>
      c.module === "builtins" && (c.name === "bytes" || c.name === "bytearray")
    );
  }
  protected override key(text: Text): Value {
    return new PyBytes(latin1(text));
  }
  override text(v: Value, conversion: string): Text {
    if (conversion === "r" || conversion === "a") return asciiOf(v);
    if (v instanceof PyBytes && typeOf(v).heap === false) return decodeLatin1(v.data);
    const special = typeof v === "object" ? callSpecial(v, "__bytes__", []) : undefined;
    if (special !== undefined) {
      if (!(special instanceof PyBytes)) {
        throw typeError(`__bytes__ returned non-bytes (type ${typeOf(special).name})`);
      }
      return decodeLatin1(special.data);
    }
    if (hasBuffer(v)) {
      const view = getBuffer(v, SIMPLE);
      try {
        return decodeLatin1(view.contiguous());
      } finally {
        view.release();
      }
    }
    throw typeError(
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${
        typeOf(v).name
      }'`,
    );
  }
  override character(v: Value): number {
    if (v instanceof PyBytes || v instanceof PyByteArray) {
      const data = v instanceof PyBytes ? v.data : v.view();
      if (data.length === 1) return data[0];
      throw typeError(
        `%c requires an integer in range(256) or a single byte, not a ${
          v instanceof PyBytes ? "bytes" : "bytearray"
        } object of length ${data.length}`,
      );
    }
    const n = intOf(v);
    if (n === undefined) {
      throw typeError("%c requires an integer in range(256) or a single byte");
    }
    if (n < 0 || n > 255) throw overflowError("%c arg not in range(256)");
    return n as number;
  }
  override integer(v: Value, conversion: string): Int {
    return super.integer(v, conversion === "i" ? "d" : conversion);
  }
  protected override notReal(v: Value): Value {
    return typeError(`float argument required, not ${typeOf(v).name}`);
  }
}

function latin1(text: Text): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    out[i] = typeof text === "string" ? text.charCodeAt(i) : text[i];
  }
  return out;
}

/** The bytes of `format % values`. */
export function bytesPercent(format: Uint8Array, values: Value): Uint8Array {
  const parsed = parsePercentFormat(decodeLatin1(format));
  return latin1(applyPercentFormat(parsed, new BytesValues(values), "bytes"));
}
