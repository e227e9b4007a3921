// _io.IncrementalNewlineDecoder: the newline translation of decoders.ts as a Python type.

import { callMethod } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { method } from "../../vm/objects/signature.ts";
import { strOf } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { NewlineDecoder, PythonDecoder } from "./decoders.ts";

/** An instance of IncrementalNewlineDecoder. */
export class PyNewlineDecoder extends PyObject {
  state: NewlineDecoder | undefined;
  decoder: Value;
  constructor() {
    super();
    this.state = undefined;
    this.decoder = NONE;
  }
}

export let NewlineDecoderType: PyType;

function stateOf(self: PyNewlineDecoder): NewlineDecoder {
  if (self.state === undefined) {
    throw valueError("IncrementalNewlineDecoder.__init__() not called");
  }
  return self.state;
}

/** The newlines that a decoder has seen, as the attribute `newlines` shows them. */
export function newlinesValue(d: NewlineDecoder): Value {
  const seen = d.newlines();
  if (seen.length === 0) return NONE;
  return seen.length === 1 ? seen[0] : new PyTuple(seen);
}

/** Makes the type, once. */
export function makeNewlineDecoder(): void {
  if (NewlineDecoderType !== undefined) return;
  NewlineDecoderType = builtinType("_io.IncrementalNewlineDecoder", PyNewlineDecoder, {
    module: "_io",
    qualname: "IncrementalNewlineDecoder",
  });
  define(NewlineDecoderType, {
    doc:
      "Codec used when reading a file in universal newlines mode.\n\nIt wraps another incremental decoder, or takes text where decoder is None,\nand translates \\r\\n and \\r into \\n; with translate=False it only keeps a\nnewline sequence in one piece. The kinds of newlines seen are recorded.",
    textSignature: "(decoder, translate, errors='strict')",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, decoder, translate, errors='strict')",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyNewlineDecoder, decoder: Value, translate: Value) => {
          self.decoder = decoder;
          self.state = new NewlineDecoder(
            decoder === NONE ? undefined : new PythonDecoder(decoder),
            truth(translate),
          );
        },
      ),
      decode: method(
        "(self, input, final=False)",
        "",
        (self: PyNewlineDecoder, input: Value, final?: Value) => {
          const state = stateOf(self);
          const last = final !== undefined && truth(final);
          const decoded = self.decoder === NONE
            ? input
            : callMethod(self.decoder, "decode", input, last);
          const text = strOf(decoded);
          if (text === undefined) {
            throw typeError(
              `decoder should return a string result, not '${typeOf(decoded).name}'`,
            );
          }
          return state.convert(text, last);
        },
      ),
      getstate: method("(self, /)", "", (self: PyNewlineDecoder) => {
        const { pending, flags } = stateOf(self).getState();
        return new PyTuple([new PyBytes(pending), flags]);
      }),
      setstate: method("(self, state, /)", "", (self: PyNewlineDecoder, state: Value) => {
        const target = stateOf(self);
        if (!(state instanceof PyTuple)) throw typeError("state argument must be a tuple");
        const [pending, flags] = state.items;
        if (state.items.length !== 2) throw typeError("illegal decoder state");
        if (!(pending instanceof PyBytes)) throw typeError("illegal decoder state");
        target.setState({ pending: pending.data, flags: indexOf(flags) });
      }),
      reset: method("(self, /)", "", (self: PyNewlineDecoder) => stateOf(self).reset()),
    },
    attributes: {
      newlines: getset(undefined, (self: PyNewlineDecoder) => newlinesValue(stateOf(self))),
    },
  });
}
