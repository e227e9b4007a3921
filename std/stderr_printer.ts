// `sys.stderr` before `io` can be imported: writes straight to the descriptor, so that start-up can say what goes wrong.

import { define } from "../vm/objects/define.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { method } from "../vm/objects/signature.ts";
import { textOf } from "../vm/objects/str.ts";
import { builtinType, type PyType } from "../vm/objects/type.ts";
import type { Descriptors } from "../vm/host/mod.ts";

class StderrPrinter extends PyObject {
  descriptors: Descriptors | undefined;
  constructor(descriptors?: Descriptors) {
    super();
    this.descriptors = descriptors;
  }
}

let type: PyType | undefined;

function makeType(): void {
  if (type !== undefined) return;
  type = builtinType("stderrprinter", StderrPrinter, { final: true, noNew: true });
  define(type, {
    methods: {
      write: method("(self, text, /)", "", (self: StderrPrinter, text: Value) => {
        const bytes = new TextEncoder().encode(textOf(text).toWellFormed());
        for (let at = 0; at < bytes.length;) {
          at += self.descriptors!.write(2, bytes.subarray(at));
        }
        return bytes.length;
      }),
      flush: method("(self, /)", "", () => NONE),
      close: method("(self, /)", "", () => NONE),
      fileno: method("(self, /)", "", () => 2),
      isatty: method("(self, /)", "", (self: StderrPrinter) => self.descriptors!.isatty(2)),
    },
    values: { encoding: NONE, mode: "w", closed: false },
  });
}

/** The printer for a process or an embedder's streams. */
export function stderrPrinter(descriptors: Descriptors): Value {
  makeType();
  return new StderrPrinter(descriptors);
}
