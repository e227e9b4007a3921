// Makes the bundle that cli.ts starts from where it is current: `deno task bundle`. See vm/host/bundle.ts.

import { makeBundle, ROOT } from "./bundling.ts";

await makeBundle();
// a program that ends leaves what V8 has compiled
new Deno.Command(ROOT + "bin/najash", { args: ["-c", "pass"] }).outputSync();
