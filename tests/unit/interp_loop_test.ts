import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { output } from "./interp_support.ts";
import { OPS } from "../../vm/bytecode/opcodes.ts";

/** `--max-optimized-bytecode-size`: V8 never optimises a larger function. */
const LIMIT = 60 * 1024;

Deno.test("the evaluation loop is small enough for V8 to optimise it", async () => {
  const run = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--quiet",
      "--v8-flags=--print-bytecode,--print-bytecode-filter=loop",
      new URL("interp_size_program.ts", import.meta.url).href,
    ],
    stdout: "piped",
    stderr: "piped",
  });
  const { stdout } = await run.output();
  const text = new TextDecoder().decode(stdout);
  const sizes = [...text.matchAll(/Bytecode length: (\d+)/g)].map((m) => Number(m[1]));
  const size = Math.max(...sizes);
  assert(size > 10_000, `the loop was not found (${sizes})`);
  assert(size < LIMIT * 0.75, `the loop has ${size} bytes of bytecode`);
});

Deno.test("every opcode has a case in the loop", async () => {
  const source = await Deno.readTextFile(new URL("../../vm/interp/loop.ts", import.meta.url));
  for (const info of OPS) {
    const found = source.match(new RegExp(`case (\\d+): (?:\\{ )?// ${info.name}\\b`));
    assertEquals(found?.[1], String(info.op), info.name);
  }
});

Deno.test("operators: every fast path agrees with the general operation", () => {
  const operands = [0, 1, -1, 7, -7, 2 ** 31, -(2 ** 31), 2 ** 52, -(2 ** 52), 2 ** 53 - 1];
  const lines = output(`
class I(int): pass
def check(a, b):
    x, y = I(a), I(b)
    if a + b != x + y or a - b != x - y or a * b != x * y: out("+-*", a, b)
    if b and (a // b != x // y or a % b != x % y): out("//%", a, b)
    if a & b != x & y or a | b != x | y or a ^ b != x ^ y: out("&|^", a, b)
    if 0 <= b < 64 and (a << b != x << y or a >> b != x >> y): out("<<>>", a, b)
    if (a < b) != (x < y) or (a <= b) != (x <= y) or (a == b) != (x == y): out("<", a, b)
    if -a != -x or ~a != ~x: out("unary", a)
values = [${operands.join(", ")}, 10**20, 3, 31, 32]
for a in values:
    for b in values: check(a, b)
out(-7 // 2, -7 % 2, 7 // -2, 7 % -2, 0 * -1)
`);
  assertEquals(lines, ["-4 1 -4 -1 0"]);
});
