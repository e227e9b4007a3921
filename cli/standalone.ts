// The command `najash` in an executable: its program is the bundle that the executable carries, not modules.

import { carriedBundle, runBundle } from "../vm/host/bundle.ts";

if (!runBundle(carriedBundle())) {
  console.error("najash: the executable is damaged");
  Deno.exit(1);
}
