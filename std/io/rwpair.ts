// _io.BufferedRWPair: one object for two one-way streams.

import { callMethod, getAttr } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { define } from "../../vm/objects/define.ts";
import type { Value } from "../../vm/objects/object.ts";
import { sizeNumber } from "../../vm/objects/operations.ts";
import { valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import {
  both,
  BufferedIOBaseType,
  makeBaseTypes,
  PyIOBase,
  requireReadable,
  requireWritable,
} from "./base.ts";
import { DEFAULT_BUFFER_SIZE, initBuffered, type PyBuffered } from "./buffered.ts";
import { BufferedReaderType, BufferedWriterType, makeBufferedTypes } from "./buffered_types.ts";

/** An instance of BufferedRWPair. */
export class PyBufferedRWPair extends PyIOBase {
  reader: PyBuffered | undefined;
  writer: PyBuffered | undefined;
  constructor() {
    super();
    this.reader = undefined;
    this.writer = undefined;
  }
}

export let BufferedRWPairType: PyType;

function part(self: PyBufferedRWPair, which: "reader" | "writer"): PyBuffered {
  const s = self[which];
  if (s === undefined) throw valueError("I/O operation on uninitialized object");
  return s;
}

/** A method that the reader or the writer does. */
function pass(name: string, which: "reader" | "writer", signature: string): Declaration {
  return method(
    signature,
    "",
    (self: PyBufferedRWPair, ...args: Value[]) =>
      callMethod(part(self, which), name, ...args.filter((a) => a !== undefined)),
    { noTextSignature: signature !== "(self, /)" },
  );
}

/** Makes the type, once. */
export function makeRWPair(): void {
  if (BufferedRWPairType !== undefined) return;
  makeBaseTypes();
  makeBufferedTypes();
  BufferedRWPairType = builtinType("_io.BufferedRWPair", PyBufferedRWPair, {
    base: BufferedIOBaseType,
    module: "_io",
    qualname: "BufferedRWPair",
  });
  define(BufferedRWPairType, {
    doc:
      "A buffered reader and a buffered writer over two raw streams, as one object:\nfor sockets and two-way pipes.",
    textSignature: "(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyBufferedRWPair, reader: Value, writer: Value, size?: Value) => {
          const n = size === undefined ? DEFAULT_BUFFER_SIZE : sizeNumber(size);
          requireReadable(reader);
          requireWritable(writer);
          const r = BufferedReaderType.allocate() as PyBuffered;
          initBuffered(r, reader, n, true, false);
          const w = BufferedWriterType.allocate() as PyBuffered;
          initBuffered(w, writer, n, false, true);
          self.reader = r;
          self.writer = w;
        },
      ),
      read: pass("read", "reader", "(self, size=-1, /)"),
      peek: pass("peek", "reader", "(self, size=0, /)"),
      read1: pass("read1", "reader", "(self, size=-1, /)"),
      readinto: pass("readinto", "reader", "(self, buffer, /)"),
      readinto1: pass("readinto1", "reader", "(self, buffer, /)"),
      write: pass("write", "writer", "(self, b, /)"),
      flush: pass("flush", "writer", "(self, /)"),
      readable: pass("readable", "reader", "(self, /)"),
      writable: pass("writable", "writer", "(self, /)"),
      close: method("(self, /)", "", (self: PyBufferedRWPair) => {
        both(
          () => {
            callMethod(part(self, "writer"), "close");
          },
          () => {
            callMethod(part(self, "reader"), "close");
          },
        );
      }),
      isatty: method("(self, /)", "", (self: PyBufferedRWPair) => {
        const w = callMethod(part(self, "writer"), "isatty");
        return w !== false ? w : callMethod(part(self, "reader"), "isatty");
      }),
    },
    attributes: {
      closed: getset(
        undefined,
        (self: PyBufferedRWPair) => getAttr(part(self, "writer"), "closed"),
      ),
    },
  });
}
