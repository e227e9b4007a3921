// Makes V8 compile the evaluation loop, for interp_loop_test.ts.

import { output } from "./interp_support.ts";

output("def f(n): return n\nfor i in range(10): f(i)");
