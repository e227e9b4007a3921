// _io.BufferedReader, BufferedWriter and BufferedRandom: the Python types over the state in buffered.ts.

import { callMethod, getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { getset, member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { define, type TypeDefinition } from "../../vm/objects/define.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, repr, sizeNumber } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import { bytesArgument, writableArgument } from "../os_support/buffers.ts";
import {
  both,
  BufferedIOBaseType,
  makeBaseTypes,
  nextMethod,
  PyIOBase,
  requireReadable,
  requireSeekable,
  requireWritable,
  sizeArgument,
} from "./base.ts";
import {
  checkUsable,
  DEFAULT_BUFFER_SIZE,
  EMPTY_BYTES,
  flushBuffered,
  initBuffered,
  isClosed,
  peekBuffered,
  PyBuffered,
  rawOf,
  read1Buffered,
  readAhead,
  readAheadLine,
  readAllBuffered,
  readBuffered,
  readIntoBuffered,
  readlineBuffered,
  seekBuffered,
  tellBuffered,
  truncateBuffered,
  writeBuffered,
} from "./buffered.ts";
import { untrackStream, warnUnclosed } from "./dirty.ts";
import { awaitReadable, cannotPickle, seekOffset } from "./fileio.ts";
import { inRepr } from "./in_repr.ts";

/** An instance of BufferedReader. */
export class PyBufferedReader extends PyBuffered {
  override step(): Value | undefined {
    if (this.cls !== BufferedReaderType) return PyIOBase.prototype.step.call(this);
    readAheadLine(this, READING.__next__, -1);
    const line = readlineBuffered(this, -1);
    return line.length === 0 ? undefined : new PyBytes(line);
  }
}
/** An instance of BufferedWriter. */
export class PyBufferedWriter extends PyBuffered {}
/** An instance of BufferedRandom. */
export class PyBufferedRandom extends PyBuffered {
  override step(): Value | undefined {
    if (this.cls !== BufferedRandomType) return PyIOBase.prototype.step.call(this);
    const line = readlineBuffered(this, -1);
    return line.length === 0 ? undefined : new PyBytes(line);
  }
}

export let BufferedReaderType: PyType;
export let BufferedWriterType: PyType;
export let BufferedRandomType: PyType;

function bytesValue(data: Uint8Array): Value {
  return data.length === 0 ? EMPTY_BYTES : new PyBytes(data);
}

/** A method of the raw stream. */
function delegate(name: string): Declaration {
  return method("(self, /)", "", (self: PyBuffered) => callMethod(rawOf(self), name));
}

function closeBuffered(self: PyBuffered): Value {
  const raw = rawOf(self);
  if (isClosed(self)) return NONE;
  if (self.finalizing) warnUnclosed(raw, self);
  both(
    () => {
      callMethod(self, "flush");
    },
    () => {
      try {
        callMethod(raw, "close");
      } finally {
        self.released = true;
        untrackStream(self);
        self.count = self.pos = self.end = 0;
        self.writePending();
      }
    },
  );
  return NONE;
}

function read(self: PyBuffered, size?: Value): Value {
  const n = size === undefined ? -1 : sizeArgument(size);
  rawOf(self);
  if (n < -1) throw valueError("read length must be non-negative or -1");
  checkUsable(self, "read of closed file");
  if (self.file !== undefined && (n < 0 || n > self.end - self.pos)) {
    awaitReadable(self.file, READING.read);
  }
  readAhead(self, READING.read, () => n >= 0 && self.end - self.pos >= n);
  if (n === -1) return readAllBuffered(self);
  const data = readBuffered(self, n);
  return data === undefined ? NONE : bytesValue(data);
}

function readInto(name: string, once: boolean): Declaration {
  return method("(self, buffer, /)", "", (self: PyBuffered, buffer: Value) => {
    const view = writableArgument(buffer, `${name}() argument`);
    try {
      checkUsable(self, "readinto of closed file");
      const wanted = once ? 1 : view.contiguous().length;
      readAhead(self, READING[name], () => self.end - self.pos >= wanted);
      return readIntoBuffered(self, view.contiguous(), once) ?? NONE;
    } finally {
      view.release();
    }
  });
}

const COMMON: Record<string, Declaration> = {
  __repr__: method("(self, /)", "Return repr(self).", (self: PyBuffered) => {
    const { name } = self.cls;
    const shown = self.ready ? nameOf(self) : undefined;
    if (shown === undefined) return strFromUtf16(`<${name}>`);
    return inRepr(self, () => strFromUtf16(`<${name} name=${repr(shown)}>`));
  }),
  close: method("(self, /)", "", closeBuffered),
  detach: method("(self, /)", "", (self: PyBuffered) => {
    const raw = rawOf(self);
    callMethod(self, "flush");
    self.raw = undefined;
    self.file = undefined;
    self.ready = false;
    self.isDetached = true;
    untrackStream(self, raw instanceof PyIOBase ? raw : undefined);
    return raw;
  }),
  seekable: delegate("seekable"),
  fileno: delegate("fileno"),
  isatty: delegate("isatty"),
  _dealloc_warn: method("(self, source, /)", "", (self: PyBuffered, source: Value) => {
    if (self.ready && self.raw !== undefined) callMethod(self.raw, "_dealloc_warn", source);
  }),
  seek: method(
    "(self, target, whence=0, /)",
    "",
    (self: PyBuffered, target: Value, whence?: Value) => {
      const how = whence === undefined ? 0 : Number(indexOf(whence));
      rawOf(self);
      if (!(how >= 0 && how <= 4)) throw valueError(`whence value ${how} unsupported`);
      checkUsable(self, "seek of closed file");
      return seekBuffered(self, seekOffset(target), how);
    },
  ),
  tell: method("(self, /)", "", (self: PyBuffered) => {
    rawOf(self);
    return tellBuffered(self);
  }),
  truncate: method(
    "(self, pos=None, /)",
    "",
    (self: PyBuffered, pos?: Value) => truncateBuffered(self, pos ?? NONE),
  ),
  __sizeof__: method("(self, /)", "", (self: PyBuffered) => 176 + self.size),
  __reduce__: method("(self, /)", "", cannotPickle),
  __reduce_ex__: method("(self, object, /)", "", cannotPickle),
};

/** `name` of the raw stream, `undefined` where it has none. */
function nameOf(self: PyBuffered): Value | undefined {
  return getAttrOrAbsent(self, "name");
}

const READING: Record<string, Declaration> = {
  __next__: nextMethod(PyBufferedReader.prototype.step),
  readable: delegate("readable"),
  read: method("(self, size=-1, /)", "", read),
  read1: method("(self, size=-1, /)", "", (self: PyBuffered, size?: Value) => {
    const n = size === undefined ? -1 : sizeNumber(size);
    checkUsable(self, "read of closed file");
    if (self.file !== undefined && n !== 0 && self.end === self.pos) {
      awaitReadable(self.file, READING.read1);
    }
    if (n !== 0) readAhead(self, READING.read1, () => self.end > self.pos);
    return bytesValue(read1Buffered(self, n < 0 ? self.size : n));
  }),
  readinto: readInto("readinto", false),
  readinto1: readInto("readinto1", true),
  readline: method(
    "(self, size=-1, /)",
    "",
    (self: PyBuffered, size?: Value) => {
      const n = sizeArgument(size);
      if (self.file !== undefined && self.end === self.pos) {
        awaitReadable(self.file, READING.readline);
      }
      checkUsable(self, "readline of closed file");
      readAheadLine(self, READING.readline, n);
      return bytesValue(readlineBuffered(self, n));
    },
  ),
  peek: method("(self, size=0, /)", "", (self: PyBuffered, size?: Value) => {
    if (size !== undefined) sizeNumber(size);
    checkUsable(self, "peek of closed file");
    readAhead(self, READING.peek, () => self.end > self.pos);
    return bytesValue(peekBuffered(self));
  }),
};

const WRITING: Record<string, Declaration> = {
  writable: delegate("writable"),
  write: method(
    "(self, buffer, /)",
    "",
    (self: PyBuffered, buffer: Value) => {
      rawOf(self);
      return writeBuffered(self, bytesArgument(buffer));
    },
  ),
  flush: method("(self, /)", "", (self: PyBuffered) => {
    checkUsable(self, "flush of closed file");
    flushBuffered(self);
  }),
};

const ATTRIBUTES: NonNullable<TypeDefinition["attributes"]> = {
  raw: member(undefined, (self: PyBuffered) => self.raw ?? NONE),
  _finalizing: member(undefined, (self: PyBuffered) => self.finalizing, (self: PyBuffered, v) => {
    if (typeof v !== "boolean") throw typeError("attribute value type must be bool");
    self.finalizing = v;
  }),
  closed: getset(undefined, (self: PyBuffered) => getAttr(rawOf(self), "closed")),
  name: getset(undefined, (self: PyBuffered) => getAttr(rawOf(self), "name")),
  mode: getset(undefined, (self: PyBuffered) => getAttr(rawOf(self), "mode")),
};

const NEW: Declaration = method(
  "(type, /, *args, **kwargs)",
  "Create and return a new object.  See help(type) for accurate signature.",
  (cls: PyType) => cls.allocate(),
);

function init(
  readable: boolean,
  writable: boolean,
  check: (raw: Value) => void,
): Declaration {
  return method(
    "(self, raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    "Initialize self.  See help(type(self)) for accurate signature.",
    (self: PyBuffered, raw: Value, size?: Value) => {
      const n = size === undefined ? DEFAULT_BUFFER_SIZE : sizeNumber(size);
      self.ready = false;
      self.isDetached = false;
      check(raw);
      initBuffered(self, raw, n, readable, writable);
    },
  );
}

/** Makes the three types, once. */
export function makeBufferedTypes(): void {
  if (BufferedReaderType !== undefined) return;
  makeBaseTypes();
  const make = (name: string, layout: unknown) =>
    builtinType(`_io.${name}`, layout, { base: BufferedIOBaseType, module: "_io", qualname: name });
  const textSignature = "(raw, buffer_size=DEFAULT_BUFFER_SIZE)";
  BufferedReaderType = make("BufferedReader", PyBufferedReader);
  define(BufferedReaderType, {
    doc: "Create a new buffered reader using the given readable raw IO object.",
    textSignature,
    new: NEW,
    methods: {
      ...COMMON,
      ...READING,
      __init__: init(true, false, requireReadable),
      flush: method("(self, /)", "", (self: PyBuffered) => callMethod(rawOf(self), "flush")),
    },
    attributes: ATTRIBUTES,
  });
  BufferedWriterType = make("BufferedWriter", PyBufferedWriter);
  define(BufferedWriterType, {
    doc: "A buffer for a writeable sequential raw stream.",
    textSignature,
    new: NEW,
    methods: { ...COMMON, ...WRITING, __init__: init(false, true, requireWritable) },
    attributes: ATTRIBUTES,
  });
  BufferedRandomType = make("BufferedRandom", PyBufferedRandom);
  define(BufferedRandomType, {
    doc: "A buffered interface to a raw stream that can seek, to read and to write.",
    textSignature,
    new: NEW,
    methods: {
      ...COMMON,
      ...READING,
      ...WRITING,
      __init__: init(true, true, (raw) => {
        requireSeekable(raw);
        requireReadable(raw);
        requireWritable(raw);
      }),
      __next__: nextMethod(PyBufferedRandom.prototype.step),
    },
    attributes: ATTRIBUTES,
  });
}
