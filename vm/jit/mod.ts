// The JIT as the rest of the virtual machine sees it.

import { appendLine, writeInto } from "../host/jit_report.ts";
import { enableJit, type JitReporter } from "./compile.ts";
import { jitOptions } from "./options.ts";

/** Does what the `-X` options say. */
export function configureJit(xOptions: readonly (readonly [string, string | true])[]): void {
  const options = jitOptions(xOptions);
  if (!options.enabled) return;
  const { log, dump } = options;
  const reporter: JitReporter | undefined = log === undefined && dump === undefined ? undefined : {
    log: (line) => {
      if (log !== undefined) appendLine(log, line);
    },
    dump: (name, text) => {
      if (dump !== undefined) writeInto(dump, `${name}.js`, text);
    },
  };
  enableJit(options, reporter);
}
