import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { Op } from "../../vm/bytecode/opcodes.ts";
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
