import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { compileModule } from "../../vm/bytecode/compile.ts";
import { disassemble } from "../../vm/bytecode/disassemble.ts";
import { ByteReader, ByteWriter } from "../../vm/bytecode/byte_stream.ts";
import { decodeLocations, LocationWriter } from "../../vm/bytecode/locations.ts";
import { deserializeCode, serializeCode } from "../../vm/bytecode/serialize.ts";
import { verifyCode } from "../../vm/bytecode/verify.ts";
import { PyCode } from "../../vm/objects/code.ts";
import { parse } from "../../vm/syntax/parser.ts";

const SOURCE = `
"doc"
import os.path as p
def f(a, *b, c=1.5, **d):
    "inner doc"
    try:
        return [lambda: (x, a) for x in b if x], -1, 10**30, -10**30, 2j, b"\\x00\\xff", ...
    except (E, F) as e:
        raise g(e) from None
class C(metaclass=M):
    "ä\\U0001f600"
    x = ("a", ("b", None, True), frozenset)
    y = z in {1, 2}
s = "\\ud800 lone", "plain", ""
`;

function compile(source: string): PyCode {
  return compileModule(parse(source, "<a>", "exec"), "<a>");
}

Deno.test("code comes back as it was", () => {
  const code = compile(SOURCE);
  const back = deserializeCode(serializeCode(code), "<b>")!;
  assertEquals(disassemble(back), disassemble(code));
  assertEquals(verifyCode(back), []);
  assertEquals(back.filename, "<b>");
  assertEquals(back.doc, "doc");
  // and once more, from what was read
  assertEquals(serializeCode(deserializeCode(serializeCode(code), "<b>")!), serializeCode(code));
});

Deno.test("bodies are decoded when they are asked for", () => {
  const back = deserializeCode(serializeCode(compile(SOURCE)), "<b>")!;
  assert(back.source !== null && back.code.length === 0);
  back.load();
  const f = back.consts.find((k): k is PyCode => k instanceof PyCode)!;
  assertEquals([f.name, f.varnames[0], f.doc, f.argcount], ["f", "a", "inner doc", 1]);
  assert(f.source !== null && f.code.length === 0);
  assertEquals(f.positions().length, f.code.length);
  assert(f.source === null && f.code.length > 0);
});

Deno.test("what is damaged or of another version is refused", () => {
  const bytes = serializeCode(compile(SOURCE));
  assertEquals(deserializeCode(new Uint8Array(0), "x"), null);
  assertEquals(deserializeCode(bytes.slice(0, bytes.length - 1), "x"), null);
  for (const i of [0, 2, 5, 8, bytes.length >> 1, bytes.length - 1]) {
    const copy = bytes.slice();
    copy[i] ^= 0x10;
    assertEquals(deserializeCode(copy, "x"), null, `byte ${i}`);
  }
});

Deno.test("numbers in a stream of bytes", () => {
  const w = new ByteWriter(1);
  const numbers = [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40 + 5, 2 ** 53 - 1];
  for (const n of numbers) w.varint(n);
  for (const n of numbers.slice(0, -1)) w.svarint(-n);
  w.double(-0.1);
  w.uint32(0xfedcba98);
  const r = new ByteReader(w.finish(), 0);
  for (const n of numbers) assertEquals(r.varint(), n);
  for (const n of numbers.slice(0, -1)) assertEquals(r.svarint() + n, 0);
  assertEquals([r.double(), r.uint32(), r.varint()], [-0.1, 0xfedcba98, 0]);
});

Deno.test("locations", () => {
  const rows = [
    [5, 5, 0, 3],
    [5, 5, 0, 3],
    [5, 5, 4, 9],
    [-1, -1, -1, -1],
    [3, 3, 200, 1000],
    [3, 9, 8, 2],
    [70000, 70000, -1, -1],
    ...Array.from({ length: 20 }, () => [7, 7, 1, 2]),
    [0, 0, 0, 0],
  ];
  const w = new LocationWriter(4);
  for (const [a, b, c, d] of rows) w.add(a, b, c, d);
  assertEquals([...decodeLocations(w.finish(), 4, rows.length)], rows.flat());
});
