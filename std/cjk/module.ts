// `_multibytecodec`, and the modules that hand out its codecs by the region they are for: `_codecs_cn`, `_codecs_hk`,
// `_codecs_iso2022`, `_codecs_jp`, `_codecs_kr`, `_codecs_tw`.

import { callMethod, getAttr } from "../../vm/objects/attributes.ts";
import { getBuffer, SIMPLE } from "../../vm/objects/buffer.ts";
import { getset, member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { decodeErrors, encodeErrors } from "../../vm/objects/codec_errors.ts";
import { define } from "../../vm/objects/define.ts";
import { forEach } from "../../vm/objects/iteration.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexNumber } from "../../vm/objects/operations.ts";
import { exception, typeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { method } from "../../vm/objects/signature.ts";
import { isStr, strOf, utf16 } from "../../vm/objects/str.ts";
import { coreText, textStr } from "../../vm/objects/str_text.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { MULTIBYTE, type Multibyte, State } from "./codecs.ts";
import { decodeBytes, encodeText } from "./coding.ts";

/** A codec as Python has it. */
class PyMultibyteCodec extends PyObject {
  readonly codec: Multibyte;
  constructor(codec: Multibyte) {
    super();
    this.codec = codec;
  }
}

/** An incremental coder or a stream: a codec, its state, and bytes that wait for the rest of their character. */
class Coder extends PyObject {
  codec: Multibyte | undefined;
  errors: Value;
  stream: Value;
  pending: Uint8Array;
  state: State;
  constructor() {
    super();
    this.codec = undefined;
    this.errors = "strict";
    this.stream = NONE;
    this.pending = new Uint8Array(0);
    this.state = new State();
  }
  get handling(): string | undefined {
    return errorsName(this.errors);
  }
  decode(data: Uint8Array, final: boolean): Value {
    const input = new Uint8Array(this.pending.length + data.length);
    input.set(this.pending);
    input.set(data, this.pending.length);
    const { text, consumed } = decodeBytes(
      this.codec!,
      input,
      this.state,
      decodeErrors(this.handling),
      final,
    );
    this.pending = input.slice(consumed);
    return textStr(text);
  }
  encode(text: Value, final: boolean): PyBytes {
    const s = textArgument(text);
    return new PyBytes(encodeText(this.codec!, s, this.state, encodeErrors(this.handling), final));
  }
  restart(): void {
    this.pending = new Uint8Array(0);
    this.state = new State();
  }
}

function errorsName(v: Value | undefined): string | undefined {
  if (v === undefined || v === NONE) return undefined;
  if (!isStr(v)) throw typeError("errors must be a string");
  return utf16(strOf(v)!);
}

function textArgument(v: Value) {
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`couldn't convert the object to str.`);
  }
  return coreText(s);
}

function bytesOf(v: Value): Uint8Array {
  if (v instanceof PyBytes) return v.data;
  const view = getBuffer(v, SIMPLE);
  try {
    return view.contiguous().slice();
  } finally {
    view.release();
  }
}

let CodecType: PyType;

function defineCodecType(): PyType {
  const t = builtinType("MultibyteCodec", PyMultibyteCodec, {
    module: "_multibytecodec",
    final: true,
    noNew: true,
  });
  define(t, {
    methods: {
      encode: method(
        "(self, /, input, errors=None)",
        "Return an encoded string version of 'input'.\n\n'errors' may be given to set a different error handling scheme. Default is\n'strict' meaning that encoding errors raise a UnicodeEncodeError.",
        (self: PyMultibyteCodec, input: Value, errors?: Value) => {
          const handler = encodeErrors(errorsName(errors));
          const text = textArgument(input);
          const bytes = encodeText(self.codec, text, new State(), handler, true);
          return new PyTuple([new PyBytes(bytes), text.length]);
        },
      ),
      decode: method(
        "(self, /, input, errors=None)",
        "Decodes 'input'.\n\n'errors' may be given to set a different error handling scheme. Default is\n'strict' meaning that encoding errors raise a UnicodeDecodeError.",
        (self: PyMultibyteCodec, input: Value, errors?: Value) => {
          const bytes = bytesOf(input);
          const handler = decodeErrors(errorsName(errors));
          const { text, consumed } = decodeBytes(self.codec, bytes, new State(), handler, true);
          return new PyTuple([textStr(text), consumed]);
        },
      ),
    },
  });
  return t;
}

/** A new coder of a class whose attribute `codec` says which codec it is for. */
function newCoder(cls: PyType, errors: Value | undefined, stream?: Value): Coder {
  const codec = getAttr(cls, "codec");
  if (!(codec instanceof PyMultibyteCodec)) throw typeError("codec is unexpected type");
  const c = cls.allocate() as Coder;
  c.codec = codec.codec;
  if (errors !== undefined) c.errors = errors;
  if (stream !== undefined) c.stream = stream;
  return c;
}

const errorsAttribute = getset(
  "how to treat errors",
  (self: Coder) => self.errors,
  (self: Coder, v) => {
    if (v === undefined || !isStr(v)) throw typeError("errors must be a string");
    self.errors = v;
  },
);
/** The arguments are for `__new__`. */
const __init__ = method("(self, /, *args, **kwargs)", "", () => {});
const reset = method("(self, /)", "", (self: Coder) => self.restart());

function defineIncremental(name: string, methods: Parameters<typeof define>[1]["methods"]): PyType {
  const t = builtinType(name, class extends Coder {}, { module: "_multibytecodec" });
  define(t, {
    new: method(
      "(type, /, errors='strict')",
      "Create and return a new object.",
      (cls: PyType, errors?: Value) => newCoder(cls, errors),
    ),
    methods: { __init__, ...methods },
    attributes: { errors: errorsAttribute },
  });
  return t;
}

/** Reads from a stream by one of its methods until there is some text, or the end. */
function readBy(self: Coder, name: string, size: number): Value {
  if (size === 0) return "";
  for (;;) {
    const chunk = size < 0 ? callMethod(self.stream, name) : callMethod(self.stream, name, size);
    if (!(chunk instanceof PyBytes)) {
      throw typeError(`stream function returned a non-bytes object (${typeOf(chunk).name})`);
    }
    const ends = chunk.data.length === 0;
    const text = self.decode(chunk.data, ends || size < 0);
    if (ends || size < 0 || text !== "") return text;
    // the rest of one character
    size = 1;
  }
}

const readSize = (v: Value | undefined): number =>
  v === undefined || v === NONE ? -1 : indexNumber(v);

function defineStream(name: string, methods: Parameters<typeof define>[1]["methods"]): PyType {
  const t = builtinType(name, class extends Coder {}, { module: "_multibytecodec" });
  define(t, {
    new: method(
      "(type, /, stream, errors='strict')",
      "Create and return a new object.",
      (cls: PyType, stream: Value, errors?: Value) => newCoder(cls, errors, stream),
    ),
    methods: { __init__, ...methods },
    attributes: {
      errors: errorsAttribute,
      stream: member(undefined, (self: Coder) => self.stream),
    },
  });
  return t;
}

/** `_multibytecodec` */
export function createMultibyte(): PyModule {
  CodecType = defineCodecType();
  const encoder = defineIncremental("MultibyteIncrementalEncoder", {
    encode: method(
      "(self, /, input, final=False)",
      "",
      (self: Coder, input: Value, final?: Value) =>
        self.encode(input, final !== undefined && truth(final)),
    ),
    getstate: method("(self, /)", "", (self: Coder) => self.state.value),
    setstate: method("(self, state, /)", "", (self: Coder, state: Value) => {
      self.state.value = indexNumber(state);
    }),
    reset,
  });
  const decoder = defineIncremental("MultibyteIncrementalDecoder", {
    decode: method(
      "(self, /, input, final=False)",
      "",
      (self: Coder, input: Value, final?: Value) =>
        self.decode(bytesOf(input), final !== undefined && truth(final)),
    ),
    getstate: method(
      "(self, /)",
      "",
      (self: Coder) => new PyTuple([new PyBytes(self.pending), self.state.value]),
    ),
    setstate: method("(self, state, /)", "", (self: Coder, state: Value) => {
      if (!(state instanceof PyTuple) || state.items.length !== 2) {
        throw typeError(`setstate() argument must be tuple, not ${argumentName(state)}`);
      }
      self.pending = bytesOf(state.items[0]);
      self.state.value = indexNumber(state.items[1]);
    }),
    reset,
  });
  const reader = defineStream("MultibyteStreamReader", {
    read: method(
      "(self, sizeobj=None, /)",
      "",
      (self: Coder, size?: Value) => readBy(self, "read", readSize(size)),
    ),
    readline: method(
      "(self, sizeobj=None, /)",
      "",
      (self: Coder, size?: Value) => readBy(self, "readline", readSize(size)),
    ),
    readlines: method(
      "(self, sizehintobj=None, /)",
      "",
      (self: Coder, size?: Value) =>
        callMethod(readBy(self, "read", readSize(size)), "splitlines", true),
    ),
    reset,
  });
  const writer = defineStream("MultibyteStreamWriter", {
    write: method("(self, strobj, /)", "", (self: Coder, text: Value) => {
      callMethod(self.stream, "write", self.encode(text, false));
    }),
    writelines: method("(self, lines, /)", "", (self: Coder, lines: Value) => {
      forEach(lines, (line) => {
        callMethod(self.stream, "write", self.encode(line, false));
      });
    }),
    reset: method("(self, /)", "", (self: Coder) => {
      const out = self.encode("", true);
      if (out.data.length > 0) callMethod(self.stream, "write", out);
      self.restart();
    }),
  });
  return builtinModule("_multibytecodec", {
    types: [CodecType, encoder, decoder, reader, writer],
  });
}

/** A module that hands out the codecs of a region. */
function region(name: string, codecs: readonly string[]): () => PyModule {
  return () => {
    const made = new Map<string, PyMultibyteCodec>();
    return builtinModule(name, {
      functions: {
        getcodec: method("(encoding, /)", "", (encoding: Value) => {
          if (!isStr(encoding)) throw typeError("encoding name must be a string.");
          const wanted = utf16(strOf(encoding)!);
          const codec = codecs.includes(wanted) ? MULTIBYTE.get(wanted) : undefined;
          if (codec === undefined) throw exception("LookupError", "no such codec is supported.");
          let c = made.get(wanted);
          if (c === undefined) {
            // the module has the type of codecs
            runtime.importModule("_multibytecodec");
            c = new PyMultibyteCodec(codec);
            made.set(wanted, c);
          }
          return c;
        }),
      },
    });
  };
}

/** The modules by name. */
export const REGIONS: readonly (readonly [name: string, create: () => PyModule])[] = [
  ["_codecs_cn", ["gb2312", "gbk", "gb18030", "hz"]] as const,
  ["_codecs_hk", ["big5hkscs"]] as const,
  ["_codecs_iso2022", ["iso2022_jp", "iso2022_kr"]] as const,
  ["_codecs_jp", ["shift_jis", "cp932", "euc_jp"]] as const,
  ["_codecs_kr", ["euc_kr", "cp949"]] as const,
  ["_codecs_tw", ["big5", "cp950"]] as const,
].map(([name, codecs]) => [name, region(name, codecs)] as const);
