// The command `najash`: CPython's command line.
//
// This file only chooses where the program comes from: one bundled file where there is a current one, or the modules. What
// the command does is in cli/main.ts.

import { freshBundle, runBundle } from "./vm/host/bundle.ts";

const bundle = freshBundle();
if (bundle === undefined || !await runBundle(bundle)) await import("./cli/main.ts");
