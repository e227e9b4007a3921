// The command `najash` in an executable: its program is the bundle that the executable carries, not modules.

import { carriedBundle, carriedPackageFile, runBundle } from "../vm/host/bundle.ts";

const folder = carriedBundle();
if (!await runBundle(folder, (s) => new URL(carriedPackageFile(s), folder).href)) {
  console.error("najash: the executable is damaged");
  Deno.exit(1);
}
