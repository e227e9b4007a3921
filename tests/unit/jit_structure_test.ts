import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { Op } from "../../vm/bytecode/opcodes.ts";
import { orderBlocks } from "../../vm/jit/order.ts";
import { structure } from "../../vm/jit/structure.ts";

/** Instructions from rows of op, A, B, C. */
function program(...rows: [number, number, number, number][]): Int32Array {
  return Int32Array.from(rows.flat());
}

Deno.test("jit: a loop with a way out becomes a loop inside a labelled block", () => {
  const ints = program(
    [Op.JUMP_IF_FALSE, 0, 0, 12], // 0: the head
    [Op.ADD, 0, 0, 0],
    [Op.JUMP_BACKWARD, 0, 0, 0],
    [Op.RETURN_VALUE, 0, 0, 0], // 12
  );
  const s = structure(ints, 0, (pc) => pc < ints.length, () => -1);
  assert(s !== undefined);
  assertEquals(s!.blocks.map((b) => b.start), [0, 4, 12]);
  assertEquals(s!.scopes.map((x) => [x.loop, x.first, x.last]), [[false, 0, 1], [true, 0, 1]]);
});

Deno.test("jit: a jump into the middle of a loop is refused", () => {
  const ints = program(
    [Op.JUMP_IF_FALSE, 0, 0, 8],
    [Op.ADD, 0, 0, 0], // 4: the head
    [Op.ADD, 0, 0, 0], // 8
    [Op.JUMP_BACKWARD, 0, 0, 4],
  );
  assertEquals(structure(ints, 0, (pc) => pc < ints.length, () => -1), undefined);
});

Deno.test("jit: blocks that stand behind what they lead to are put in front of it", () => {
  // try: A; except: B; rest — as the compiler lays it out, B behind the rest
  const ints = program(
    [Op.ADD, 0, 0, 0], // 0, with the handler at 12
    [Op.ADD, 1, 1, 1], // 4
    [Op.RETURN_VALUE, 0, 0, 0],
    [Op.ADD, 2, 2, 2], // 12: the handler
    [Op.JUMP, 0, 0, 4],
  );
  const s = structure(ints, 0, (pc) => pc < ints.length, (pc) => pc === 0 ? 12 : -1);
  assert(s !== undefined);
  assertEquals(s!.blocks.map((b) => b.start), [0, 12, 4]);
  // a statement to break out of in front of the rest; the handler is what stands next anyway
  assertEquals(s!.scopes.filter((x) => x.loop), []);
});

Deno.test("jit: the blocks of a loop stand together, what it leads to behind it", () => {
  // 0 → 1; 1 → 3, 4 (the way out); 3 → 1; 4 → 2; and 0 → 2
  const edges = [[0, 1], [0, 2], [1, 3], [1, 4], [3, 1], [4, 2]];
  const order = orderBlocks(5, edges.map(([from, to]) => ({ from, to, falls: false })));
  assertEquals(order, [0, 1, 3, 4, 2]);
  // a loop with two entries
  const bad = [[0, 1], [0, 2], [1, 2], [2, 1]];
  assertEquals(orderBlocks(3, bad.map(([from, to]) => ({ from, to, falls: false }))), undefined);
});
