// _io.TextIOWrapper: the Python type over text.ts and text_position.ts.

import { callMethod, getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { getset, member } from "../../vm/objects/builtin.ts";
import { truth } from "../../vm/objects/compare.ts";
import { encodeUtf8 } from "../../vm/objects/core/utf8.ts";
import { define } from "../../vm/objects/define.ts";
import { exceptionTypes, isExceptionOf } from "../../vm/objects/exceptions.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, repr, sizeNumber } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { attributeError } from "../../vm/objects/attribute_error.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { type Str, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { unicodeErrors } from "../os_support/text_errors.ts";
import { both, makeBaseTypes, nextMethod, PyIOBase, sizeArgument, TextIOBaseType } from "./base.ts";
import { flushBuffered, readAhead } from "./buffered.ts";
import { trackStream, untrackStream, warnUnclosed } from "./dirty.ts";
import { NewlineDecoder } from "./decoders.ts";
import { unsupported } from "./errors.ts";
import { awaitReadable, cannotPickle } from "./fileio.ts";
import { inRepr } from "./in_repr.ts";
import { newlinesValue } from "./newline_type.ts";
import { strLength } from "./str_parts.ts";
import { newlineArgument } from "./stringio.ts";
import {
  bufferOf,
  checkEncoding,
  checkText,
  decoderOf,
  dropDecoded,
  flushText,
  makeCodecs,
  PyTextIO,
  readAllText,
  readlineText,
  readText,
  setNewline,
  takeBuffer,
  textArgument,
  writeText,
} from "./text.ts";
import { restart, seekText, tellText } from "./text_position.ts";

/** The next line of an iteration, `undefined` at the end. */
function nextLine(this: PyTextIO): Value | undefined {
  bufferOf(this);
  this.telling = false;
  let line: Value;
  if (this.cls === TextIOWrapperType) {
    checkText(this);
    awaitInput(this, METHODS.__next__);
    line = readlineText(this, -1);
  } else {
    line = callMethod(this, "readline");
    if (strOf(line) === undefined) {
      throw typeError(`readline() should have returned a str object, not '${typeOf(line).name}'`);
    }
  }
  if (strLength(strOf(line)!) > 0) return line;
  this.snapshot = undefined;
  this.telling = this.seekable;
  return undefined;
}
PyTextIO.prototype.step = nextLine;

export let TextIOWrapperType: PyType;

function optionalText(v: Value | undefined, who: string): Str | undefined {
  if (v === undefined || v === NONE) return undefined;
  const s = strOf(v);
  if (s === undefined) throw typeError(`${who} must be str or None, not ${typeOf(v).name}`);
  const text = utf16(s);
  if (text.includes("\0")) {
    throw who.startsWith("reconfigure")
      ? exception("LookupError", strFromUtf16(`unknown encoding: ${text}`))
      : valueError("embedded null character");
  }
  if (!text.isWellFormed()) unicodeErrors(() => encodeUtf8(text));
  return s;
}

/** The encoding that "locale" stands for. */
export function localeEncoding(): string {
  return currentInterpreter().config.utf8Mode ? "utf-8" : "UTF-8";
}

function init(
  self: PyTextIO,
  buffer: Value,
  encodingArgument: Value | undefined,
  errorsArgument: Value | undefined,
  newline: string | undefined,
  lineBuffering: boolean,
  writeThrough: boolean,
): void {
  const given = optionalText(encodingArgument, "TextIOWrapper() argument 'encoding'");
  const errors = optionalText(errorsArgument, "TextIOWrapper() argument 'errors'") ?? "strict";
  self.ready = false;
  self.isDetached = false;
  self.text = "";
  self.chunks = [];
  self.chunkBytes = 0;
  dropDecoded(self);
  self.snapshot = undefined;
  self.telling = false;
  if (given === undefined && currentInterpreter().config.warnDefaultEncoding) {
    runtime.warn("EncodingWarning", "'encoding' argument not specified", 1);
  }
  const encoding = given === undefined || given === "locale" ? localeEncoding() : given;
  checkEncoding(encoding, errors);
  self.encoding = encoding;
  self.errors = errors;
  setNewline(self, newline);
  self.lineBuffering = lineBuffering;
  self.writeThrough = writeThrough;
  takeBuffer(self, buffer);
  makeCodecs(self, newline);
  self.seekable = truth(callMethod(buffer, "seekable"));
  self.telling = self.seekable;
  self.hasRead1 = self.reader !== undefined || getAttrOrAbsent(buffer, "read1") !== undefined;
  if (self.seekable && self.encoder !== undefined && !self.encoder.defers) {
    if (callMethod(buffer, "tell") !== 0) self.encoder.resume();
  }
  self.ready = true;
  trackStream(self, buffer instanceof PyIOBase ? buffer : undefined);
}

function reconfigure(
  self: PyTextIO,
  encodingArgument: Value | undefined,
  errorsArgument: Value | undefined,
  newlineValue: Value | undefined,
  lineBuffering: Value | undefined,
  writeThrough: Value | undefined,
): void {
  let encoding = optionalText(encodingArgument, "reconfigure() argument 'encoding'");
  let errors = optionalText(errorsArgument, "reconfigure() argument 'errors'");
  const changes = encoding !== undefined || errors !== undefined || newlineValue !== undefined;
  if (
    self.decoder !== undefined && changes &&
    (strLength(self.decoded) > 0 || self.snapshot !== undefined)
  ) {
    throw afterFirstRead();
  }
  const oldNewline = self.lineMode === "translated"
    ? undefined
    : self.lineMode === "universal"
    ? ""
    : self.lineMode;
  const newline = newlineValue === undefined
    ? oldNewline
    : newlineArgument(newlineValue, "reconfigure() argument 'newline'");
  const lines = flag(lineBuffering, self.lineBuffering);
  const through = flag(writeThrough, self.writeThrough);
  callMethod(self, "flush");
  if (changes) {
    if (encoding === undefined) {
      encoding = self.encoding;
      errors ??= self.errors;
    } else {
      if (encoding === "locale") encoding = localeEncoding();
      errors ??= "strict";
    }
    checkEncoding(encoding, errors);
    self.encoding = encoding;
    self.errors = errors;
    setNewline(self, newline);
    makeCodecs(self, newline);
    if (self.seekable && self.encoder !== undefined && !self.encoder.defers) {
      restart(self, callMethod(self.buffer!, "tell") === 0);
    }
  }
  self.lineBuffering = lines;
  self.writeThrough = through;
}

function afterFirstRead(): Value {
  return unsupported(
    "It is not possible to set the encoding or newline of stream after the first read",
  );
}

function flag(v: Value | undefined, otherwise: boolean): boolean {
  if (v === undefined || v === NONE) return otherwise;
  return BigInt(indexOf(v)) !== 0n;
}

/** ValueError before `__init__` has run; a stream without its buffer still has its settings. */
function checkInitialized(self: PyTextIO): void {
  if (!self.ready && !self.isDetached) bufferOf(self);
}

function reprText(self: PyTextIO): Value {
  checkInitialized(self);
  return inRepr(self, () => {
    let text = `<${self.cls.name}`;
    const name = quiet(self, "name");
    if (name !== undefined) text += ` name=${repr(name)}`;
    const mode = quiet(self, "mode");
    if (mode !== undefined) text += ` mode=${repr(mode)}`;
    return strFromUtf16(`${text} encoding=${repr(self.encoding)}>`);
  });
}

/** An attribute for a repr, where it can be had. */
function quiet(self: PyTextIO, name: string): Value | undefined {
  try {
    return getAttrOrAbsent(self, name);
  } catch (e) {
    if (isExceptionOf(e, exceptionTypes.get("ValueError")!)) return undefined;
    throw e;
  }
}

function close(self: PyTextIO): Value {
  const buffer = bufferOf(self);
  if (truth(getAttr(buffer, "closed"))) return NONE;
  if (self.finalizing) warnUnclosed(buffer, self);
  both(
    () => {
      callMethod(self, "flush");
    },
    () => {
      untrackStream(self);
      callMethod(buffer, "close");
    },
  );
  return NONE;
}

/** A method of the buffer. */
function delegate(name: string) {
  return method("(self, /)", "", (self: PyTextIO) => callMethod(bufferOf(self), name));
}

/** Lets other threads run until there is input, where none has been read ahead. */
function awaitInput(self: PyTextIO, who: Declaration): void {
  const { reader } = self;
  if (reader === undefined || self.used < strLength(self.decoded)) return;
  if (reader.end > reader.pos) return;
  if (reader.file !== undefined) awaitReadable(reader.file, who);
  else readAhead(reader, who, () => reader.end > reader.pos);
}

const METHODS: Record<string, Declaration> = {
  __init__: method(
    "(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
    "Initialize self.  See help(type(self)) for accurate signature.",
    (
      self: PyTextIO,
      buffer: Value,
      encoding?: Value,
      errors?: Value,
      newline?: Value,
      lineBuffering?: Value,
      writeThrough?: Value,
    ) => {
      self.ready = false;
      self.isDetached = false;
      init(
        self,
        buffer,
        encoding,
        errors,
        newlineArgument(newline, "TextIOWrapper() argument 'newline'"),
        lineBuffering !== undefined && truth(lineBuffering),
        writeThrough !== undefined && truth(writeThrough),
      );
    },
  ),
  __repr__: method("(self, /)", "Return repr(self).", reprText),
  __next__: nextMethod(nextLine as (this: PyIOBase) => Value | undefined),
  detach: method("(self, /)", "", (self: PyTextIO) => {
    const buffer = bufferOf(self);
    callMethod(self, "flush");
    self.buffer = undefined;
    self.reader = undefined;
    self.writer = undefined;
    self.ready = false;
    self.isDetached = true;
    untrackStream(self, buffer instanceof PyIOBase ? buffer : undefined);
    return buffer;
  }),
  reconfigure: method(
    "(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
    "Reconfigure the text stream with new parameters.\n\nThis also does an implicit stream flush.",
    (
      self: PyTextIO,
      encoding?: Value,
      errors?: Value,
      newline?: Value,
      lineBuffering?: Value,
      writeThrough?: Value,
    ) => {
      bufferOf(self);
      reconfigure(self, encoding, errors, newline, lineBuffering, writeThrough);
    },
  ),
  write: method("(self, text, /)", "", (self: PyTextIO, v: Value) => {
    const text = typeof v === "string" ? v : textArgument(v, "write() argument");
    checkText(self);
    writeText(self, text);
    return typeof text === "string" ? text.length : text.points.length;
  }),
  read: method("(self, size=-1, /)", "", (self: PyTextIO, size?: Value) => {
    const n = sizeArgument(size);
    checkText(self);
    decoderOf(self);
    flushText(self);
    awaitInput(self, METHODS.read);
    return n < 0 ? readAllText(self) : readText(self, n);
  }),
  readline: method("(self, size=-1, /)", "", (self: PyTextIO, size?: Value) => {
    const n = size === undefined ? -1 : sizeNumber(size);
    checkText(self);
    awaitInput(self, METHODS.readline);
    return readlineText(self, n);
  }),
  flush: method("(self, /)", "", (self: PyTextIO) => {
    checkText(self);
    self.telling = self.seekable;
    flushText(self);
    if (self.writer !== undefined) flushBuffered(self.writer);
    else callMethod(self.buffer!, "flush");
  }),
  close: method("(self, /)", "", close),
  fileno: delegate("fileno"),
  seekable: delegate("seekable"),
  readable: delegate("readable"),
  writable: delegate("writable"),
  isatty: delegate("isatty"),
  seek: method(
    "(self, cookie, whence=os.SEEK_SET, /)",
    "Set the stream position, and return the new stream position.\n\nThe cookie is 0 or a number that tell() gave.",
    (self: PyTextIO, cookie: Value, whence?: Value) => {
      bufferOf(self);
      return seekText(self, cookie, whence === undefined ? 0 : Number(indexOf(whence)));
    },
  ),
  tell: method(
    "(self, /)",
    "Return the stream position as an opaque number.\n\nThe return value of tell() can be given as input to seek(), to restore a\nprevious stream position.",
    (self: PyTextIO) => {
      bufferOf(self);
      return tellText(self);
    },
  ),
  truncate: method("(self, pos=None, /)", "", (self: PyTextIO, pos?: Value) => {
    const buffer = bufferOf(self);
    callMethod(self, "flush");
    return callMethod(buffer, "truncate", pos ?? NONE);
  }),
  __reduce__: method("(self, /)", "", cannotPickle),
  __reduce_ex__: method("(self, object, /)", "", cannotPickle),
};

/** Makes the type, once. */
export function makeTextIOWrapper(): void {
  if (TextIOWrapperType !== undefined) return;
  makeBaseTypes();
  TextIOWrapperType = builtinType("_io.TextIOWrapper", PyTextIO, {
    base: TextIOBaseType,
    module: "_io",
    qualname: "TextIOWrapper",
  });
  define(TextIOWrapperType, {
    doc:
      "Character and line based layer over a BufferedIOBase object, buffer.\n\nencoding and errors are those of the text; newline says how lines end and\nwhat \"\\n\" is written as: None translates every kind of newline to \"\\n\" on\ninput and \"\\n\" to os.linesep on output, '' recognizes every kind and\ntranslates none, and '\\n', '\\r' or '\\r\\n' stands for itself. With\nline_buffering a newline that is written flushes the stream.",
    textSignature:
      "(buffer, encoding=None, errors=None, newline=None,\n              line_buffering=False, write_through=False)",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: METHODS,
    attributes: {
      encoding: member(undefined, (self: PyTextIO) => self.encoding),
      buffer: member(undefined, (self: PyTextIO) => self.buffer ?? NONE),
      line_buffering: member(undefined, (self: PyTextIO) => self.lineBuffering),
      write_through: member(undefined, (self: PyTextIO) => self.writeThrough),
      _finalizing: member(undefined, (self: PyTextIO) => self.finalizing, (self: PyTextIO, v) => {
        if (typeof v !== "boolean") throw typeError("attribute value type must be bool");
        self.finalizing = v;
      }),
      name: getset(undefined, (self: PyTextIO) => getAttr(bufferOf(self), "name")),
      closed: getset(undefined, (self: PyTextIO) => getAttr(bufferOf(self), "closed")),
      newlines: getset(undefined, (self: PyTextIO) => {
        checkInitialized(self);
        return self.decoder instanceof NewlineDecoder ? newlinesValue(self.decoder) : NONE;
      }),
      errors: getset(undefined, (self: PyTextIO) => {
        checkInitialized(self);
        return self.errors;
      }),
      _CHUNK_SIZE: getset(
        undefined,
        (self: PyTextIO) => {
          bufferOf(self);
          return self.chunkSize;
        },
        (self: PyTextIO, v) => {
          bufferOf(self);
          if (v === undefined) throw attributeError(self, "_CHUNK_SIZE", "cannot delete attribute");
          const n = sizeNumber(v);
          if (n <= 0) throw valueError("a strictly positive integer is required");
          self.chunkSize = n;
        },
      ),
    },
  });
}
