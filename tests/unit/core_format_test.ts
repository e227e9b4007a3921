// The format mini-language and the % mini-language.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { CoreError } from "../../vm/objects/core/core_error.ts";
import {
  formatComplex,
  formatFloat,
  formatInt,
  formatPoints,
  formatString,
} from "../../vm/objects/core/format_apply.ts";
import { parseFormatSpec } from "../../vm/objects/core/format_spec.ts";
import type { Int } from "../../vm/objects/core/int_core.ts";
import {
  applyPercentFormat,
  parsePercentFormat,
  type PercentValues,
} from "../../vm/objects/core/percent_format.ts";
import type { Text } from "../../vm/objects/core/text.ts";

function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return `${error.kind}: ${error.message}`;
  }
  return "no error";
}

const int = (value: Int, spec: string) =>
  formatInt(value, parseFormatSpec(spec, "int", "int"), "int");
const float = (value: number, spec: string) =>
  formatFloat(value, parseFormatSpec(spec, "float", "float"), "float");
const str = (value: string, spec: string) =>
  formatString(value, parseFormatSpec(spec, "str", "str"));

Deno.test("format of ints", () => {
  assertEquals(int(1234567, ","), "1,234,567");
  assertEquals(int(-1234, "010,"), "-0,001,234");
  assertEquals(int(255, "#_x"), "0xff");
  assertEquals(int(2 ** 40, "_b"), "1_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000");
  assertEquals(int(5, "*^+7"), "**+5***");
  assertEquals(int(65, "c"), "A");
  assertEquals(int(3, ".1%").slice(-1), "%");
  assertEquals(int(10n ** 20n, "x"), "56bc75e2d63100000");
});

Deno.test("format of floats", () => {
  assertEquals(float(1234.5, ",.2f"), "1,234.50");
  assertEquals(float(-0.001, "z.1f"), "0.0");
  assertEquals(float(1e100, ""), "1e+100");
  assertEquals(float(3, ""), "3.0");
  assertEquals(float(12345, ".5"), "1.2345e+04");
  assertEquals(float(0.5, "#.0f"), "0.");
  assertEquals(float(Infinity, "010"), "0000000inf");
  assertEquals(float(NaN, "F"), "NAN");
  assertEquals(float(0.256, ".1%"), "25.6%");
  assertEquals(float(1e-7, "g"), "1e-07");
});

Deno.test("format of complex numbers and strs", () => {
  const spec = parseFormatSpec(">12.1f", "complex", "complex");
  assertEquals(formatComplex(1, -2, spec, "complex"), "    1.0-2.0j");
  assertEquals(str("abc", "^7.2"), "  ab   ");
  assertEquals(str("abc", "07"), "abc0000");
  assertEquals(
    formatPoints(Uint32Array.of(0x1f600), parseFormatSpec(">3", "str", "str")),
    Uint32Array.of(32, 32, 0x1f600),
  );
});

Deno.test("format errors have Python's texts", () => {
  const cases: [() => unknown, string][] = [
    [() => float(1, "d"), "Unknown format code 'd' for object of type 'float'"],
    [() => str("a", ","), "Cannot specify ',' with 's'."],
    [() => int(1, ",_"), "Cannot specify both ',' and '_'."],
    [() => int(1, ".2"), "Precision not allowed in integer format specifier"],
    [() => int(1, "."), "Format specifier missing precision"],
    [() => int(1, "9".repeat(30)), "Too many decimal digits in format string"],
    [() => str("a", "=5"), "'=' alignment not allowed in string format specifier"],
    [() => str("a", " "), "Space not allowed in string format specifier"],
    [() => int(1, "abc"), "Invalid format specifier 'abc' for object of type 'int'"],
    [() => float(1, "\u0439"), "Unknown format code '\\x439' for object of type 'float'"],
  ];
  for (const [run, message] of cases) assertEquals(errorOf(run), "ValueError: " + message);
});

/** Numbers and strings as values. */
class Values implements PercentValues<number | string> {
  readonly values: (number | string)[];
  readonly mapping: Record<string, number | string> | undefined;
  at = 0;
  constructor(values: (number | string)[], mapping?: Record<string, number | string>) {
    this.values = values;
    this.mapping = mapping;
  }
  next() {
    return this.values[this.at++];
  }
  lookup(key: Text) {
    return this.mapping![key as string];
  }
  requireMapping() {}
  star(value: number | string) {
    return typeof value === "number" ? value : undefined;
  }
  text(value: number | string) {
    return String(value);
  }
  integer(value: number | string) {
    return Math.trunc(Number(value)) + 0;
  }
  real(value: number | string) {
    return Number(value);
  }
  character(value: number | string) {
    return typeof value === "number" ? value : value.codePointAt(0)!;
  }
  leftOver() {
    return this.mapping === undefined && this.at < this.values.length;
  }
}

function percent(format: string, ...values: (number | string)[]): Text {
  return applyPercentFormat(parsePercentFormat(format), new Values(values), "str");
}

Deno.test("percent formats", () => {
  assertEquals(percent("%d%%", 5), "5%");
  assertEquals(percent("%-5s|%5.1f|%+d|% d", "ab", 2.25, 3, 4), "ab   |  2.2|+3| 4");
  assertEquals(percent("%#010x %#o %X", 255, 8, 255), "0x000000ff 0o10 FF");
  assertEquals(percent("%*.*f", 8, 2, Math.PI), "    3.14");
  assertEquals(percent("%08.3d", 5), "00000005");
  assertEquals(percent("%c%c", 65, 0x1f600), Uint32Array.of(65, 0x1f600));
  const mapped = new Values([], { a: 1, "b(c)": "x" });
  assertEquals(applyPercentFormat(parsePercentFormat("%(a)d %(b(c))s"), mapped, "str"), "1 x");
});

Deno.test("percent format errors have Python's texts", () => {
  const cases: [() => unknown, string][] = [
    [() => percent("%z", 1), "ValueError: unsupported format character 'z' (0x7a) at index 1"],
    [() => percent("%d"), "TypeError: not enough arguments for format string"],
    [() => percent("", 1), "TypeError: not all arguments converted during string formatting"],
    [() => percent("%", 1), "ValueError: incomplete format"],
    [() => percent("%(a", 1), "ValueError: incomplete format key"],
    [() => percent("%*d", "a", 1), "TypeError: * wants int"],
    [() => percent("%.9999999999d", 1), "ValueError: precision too big"],
  ];
  for (const [run, message] of cases) assertEquals(errorOf(run), message);
});
