// The JIT as the rest of the virtual machine sees it.

import { appendLine, writeInto } from "../host/jit_report.ts";
import { printHooks } from "../interp/print_traceback.ts";
import { enableJit, type JitReporter } from "./compile.ts";
import type { PyDict } from "../objects/dict.ts";
import { jitOptions } from "./options.ts";
import { readableText } from "./source.ts";

/** Does what the `-X` options say. */
export function configureJit(xOptions: readonly (readonly [string, string | true])[]): void {
  const options = jitOptions(xOptions);
  if (!options.enabled) return;
  const { log, dump } = options;
  const reporter: JitReporter | undefined = log === undefined && dump === undefined ? undefined : {
    log: (line) => {
      if (log !== undefined) appendLine(log, line);
    },
    dump: (name, heading, text, code) => {
      if (dump === undefined) return;
      const source = (line: number): string | undefined =>
        printHooks.line(code.filename, line, code.linkedGlobals as PyDict);
      writeInto(dump, `${name}.js`, readableText(text, heading, source));
    },
  };
  enableJit(options, reporter);
}
