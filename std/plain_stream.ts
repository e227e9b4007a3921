// A text stream straight onto a descriptor, for as long as `io` cannot be imported.

import { builtinType } from "../vm/objects/type.ts";
import { define } from "../vm/objects/define.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { method } from "../vm/objects/signature.ts";
import { textOf } from "../vm/objects/str.ts";
import type { Interpreter } from "../vm/vm.ts";

class PlainStream extends PyObject {
  vm: Interpreter | undefined;
  fd: number;
  constructor(vm?: Interpreter, fd = 1) {
    super();
    this.vm = vm;
    this.fd = fd;
  }
}
const t = builtinType("PlainStream", PlainStream, { hasDict: true });
define(t, {
  methods: {
    write: method("(self, text, /)", "", (self: PlainStream, text: Value) => {
      const bytes = new TextEncoder().encode(textOf(text));
      for (let at = 0; at < bytes.length;) {
        at += self.vm!.host.descriptors.write(self.fd, bytes.subarray(at));
      }
      return bytes.length;
    }),
    flush: method("(self, /)", "", () => NONE),
    isatty: method("(self, /)", "", () => false),
    fileno: method("(self, /)", "", (self: PlainStream) => self.fd),
  },
  values: { encoding: "utf-8", errors: "strict", closed: false },
});

/** Plain streams in the place of the standard ones. */
export function plainStreams(vm: Interpreter): void {
  for (const [name, fd] of [["stdin", 0], ["stdout", 1], ["stderr", 2]] as [string, number][]) {
    const s = new PlainStream(vm, fd);
    vm.sys.dict.setStr(name, s);
    vm.sys.dict.setStr(`__${name}__`, s);
  }
}
