// Records what the programs of tests/programs give in CPython 3.13: `deno task record [filter…]`.

import { findPrograms, record, runProgram } from "./programs.ts";

for (const p of findPrograms(Deno.args)) {
  record(p, await runProgram("python3.13", [], p));
  console.log(p.name);
}
