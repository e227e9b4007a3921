// The abstract classes of `io`: _IOBase, _RawIOBase, _BufferedIOBase and _TextIOBase.
//
// Whatever a stream does in terms of its other methods goes through the attribute protocol, because programs override
// them one by one. The classes themselves have no state but whether `close` has run.

import { callMethod, getAttr, getAttrOrAbsent, setAttr } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define, type TypeDefinition } from "../../vm/objects/define.ts";
import { asException } from "../../vm/objects/exceptions.ts";
import { instanceDict } from "../../vm/objects/instance_dict.ts";
import { forEach, PyIterator } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { length, sizeNumber } from "../../vm/objects/operations.ts";
import { exception, stopIteration, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { builtinSubtype, builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { newByteArray, writableArgument } from "../os_support/buffers.ts";
import { trackStream, untrackStream } from "./dirty.ts";
import { closedError, unsupported } from "./errors.ts";

/** An instance of `_IOBase` or of any class below it. */
export class PyIOBase extends PyIterator {
  /** `close` of the base class has run. */
  baseClosed: boolean;
  constructor() {
    super();
    this.baseClosed = false;
    // a class of the program's own may do something when it is closed
    if (this.cls.heap) trackStream(this);
  }

  override step(): Value | undefined {
    const line = callMethod(this, "readline");
    return length(line) === 0 ? undefined : line;
  }
}

/** What `__next__` of a stream type is: its own step, whatever a subclass makes of `__next__`. */
export function nextMethod(step: (this: PyIOBase) => Value | undefined): Declaration {
  return method("(self, /)", "Implement next(self).", (self: PyIOBase) => {
    const v = step.call(self);
    if (v === undefined) throw stopIteration();
    return v;
  });
}

/** Raises ValueError if the stream says that it is closed. */
export function checkClosed(self: Value, message = "I/O operation on closed file."): void {
  if (truth(getAttr(self, "closed"))) throw closedError(message);
}

function checkAble(what: "seekable" | "readable" | "writable"): (self: Value) => Value {
  return (self) => {
    const able = callMethod(self, what);
    if (able !== true) throw unsupported(`File or stream is not ${what}.`);
    return able;
  };
}

/** `_checkSeekable` and its like, for the classes of this module. */
export const requireSeekable: (self: Value) => Value = checkAble("seekable");
export const requireReadable: (self: Value) => Value = checkAble("readable");
export const requireWritable: (self: Value) => Value = checkAble("writable");

/** A size argument: None and absence are -1. */
export function sizeArgument(v: Value | undefined): number {
  if (v === undefined || v === NONE) return -1;
  return sizeNumber(
    v,
    `argument should be integer or None, not '${typeOf(v).name}'`,
  );
}

/** A read that is part of `readline`: bytes, or the error that something else was read. */
function readBytes(self: Value, name: "read" | "peek", count: number): Uint8Array {
  const r = callMethod(self, name, count);
  if (!(r instanceof PyBytes)) {
    throw exception(
      "OSError",
      `${name}() should have returned a bytes object, not '${typeOf(r).name}'`,
    );
  }
  return r.data;
}

function readline(self: Value, size?: Value): Value {
  const limit = sizeArgument(size);
  const hasPeek = getAttrOrAbsent(self, "peek") !== undefined;
  const parts: Uint8Array[] = [];
  let total = 0;
  while (limit < 0 || total < limit) {
    let want = 1;
    if (hasPeek) {
      const ahead = readBytes(self, "peek", 1);
      if (ahead.length > 0) {
        const newline = ahead.indexOf(10);
        want = newline < 0 ? ahead.length : newline + 1;
        if (limit >= 0) want = Math.min(want, limit - total);
      }
    }
    const part = readBytes(self, "read", want);
    if (part.length === 0) break;
    parts.push(part);
    total += part.length;
    if (part[part.length - 1] === 10) break;
  }
  return new PyBytes(joinBytes(parts, total));
}

/** One array out of several. */
export function joinBytes(parts: readonly Uint8Array[], total: number): Uint8Array {
  if (parts.length === 1) return parts[0];
  const out = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function readlines(self: Value, hint?: Value): Value {
  const limit = sizeArgument(hint);
  const lines: Value[] = [];
  let total = 0;
  forEach(self, (line) => {
    lines.push(line);
    if (limit <= 0) return false;
    total += length(line);
    return total > limit;
  });
  return new PyList(lines);
}

function close(self: PyIOBase): void {
  if (self.baseClosed) return;
  try {
    callMethod(self, "flush");
  } finally {
    self.baseClosed = true;
    untrackStream(self);
  }
}

const IO_BASE: TypeDefinition = {
  doc:
    "The abstract base class of all streams.\n\nIts methods are those of a file that can neither be read nor written nor\nseeked; derived classes override what they support. Using a closed stream\nin any way but closing it again raises ValueError. A stream is an iterator\nover its lines and a context manager that closes it.",
  methods: {
    __iter__: method("(self, /)", "Implement iter(self).", (self: PyIOBase) => {
      checkClosed(self);
      return self;
    }),
    __next__: nextMethod(PyIOBase.prototype.step),
    __del__: method(
      "(self, /)",
      "Called when the instance is about to be destroyed.",
      (self: PyIOBase) => {
        const closed = getAttrOrAbsent(self, "closed");
        if (closed === undefined || truth(closed)) return;
        if (self.cls.lookup("_finalizing") !== undefined) setAttr(self, "_finalizing", true);
        callMethod(self, "close");
      },
    ),
    seek: method(
      "(self, offset, whence=os.SEEK_SET, /)",
      "Change the stream position to the given byte offset.\n\nReturn the new absolute position.",
      () => {
        throw unsupported("seek");
      },
    ),
    tell: method(
      "(self, /)",
      "Return current stream position.",
      (self: PyIOBase) => callMethod(self, "seek", 0, 1),
    ),
    truncate: method(
      "(self, size=None, /)",
      "Truncate file to size bytes.\n\nThe position is left unchanged. Size defaults to it. Return the new size.",
      () => {
        throw unsupported("truncate");
      },
    ),
    flush: method("(self, /)", "Flush write buffers, if applicable.", (self: PyIOBase) => {
      if (self.baseClosed) throw closedError("I/O operation on closed file.");
    }),
    close: method(
      "(self, /)",
      "Flush and close the IO object.\n\nThis method has no effect if the file is already closed.",
      close,
    ),
    seekable: method(
      "(self, /)",
      "Return whether object supports random access.",
      () => false,
    ),
    readable: method("(self, /)", "Return whether object was opened for reading.", () => false),
    writable: method("(self, /)", "Return whether object was opened for writing.", () => false),
    _checkClosed: method("(self, /)", "", (self: PyIOBase) => checkClosed(self)),
    _checkSeekable: method("(self, /)", "", requireSeekable),
    _checkReadable: method("(self, /)", "", requireReadable),
    _checkWritable: method("(self, /)", "", requireWritable),
    fileno: method("(self, /)", "Return underlying file descriptor if one exists.", () => {
      throw unsupported("fileno");
    }),
    isatty: method("(self, /)", "Return whether this is an 'interactive' stream.", (
      self: PyIOBase,
    ) => {
      checkClosed(self);
      return false;
    }),
    __enter__: method("(self, /)", "", (self: PyIOBase) => {
      checkClosed(self);
      return self;
    }),
    __exit__: method(
      "(self, /, *args)",
      "",
      (self: PyIOBase) => callMethod(self, "close"),
      { noTextSignature: true },
    ),
    readline: method(
      "(self, size=-1, /)",
      "Read and return a line from the stream.\n\nIf size is specified, at most size bytes will be read.",
      readline,
    ),
    readlines: method(
      "(self, hint=-1, /)",
      "Return a list of lines from the stream.\n\nNo more lines are read once their total size exceeds hint.",
      readlines,
    ),
    writelines: method(
      "(self, lines, /)",
      "Write a list of lines to stream.\n\nLine separators are not added.",
      (self: PyIOBase, lines: Value) => {
        checkClosed(self);
        forEach(lines, (line) => {
          callMethod(self, "write", line);
        });
      },
    ),
  },
  attributes: {
    __dict__: getset(undefined, instanceDict),
    closed: getset(undefined, (self: PyIOBase) => self.baseClosed),
  },
};

function rawRead(self: Value, size?: Value): Value {
  const n = size === undefined ? -1 : sizeNumber(size);
  if (n < 0) return callMethod(self, "readall");
  const buffer = newByteArray(n);
  const got = callMethod(self, "readinto", buffer);
  if (got === NONE) return NONE;
  const count = sizeNumber(got);
  if (count < 0 || count > n) {
    throw valueError(
      `readinto returned ${count} outside buffer size ${n}`,
    );
  }
  return new PyBytes(buffer.view().slice(0, count));
}

function rawReadAll(self: Value): Value {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const data = callMethod(self, "read", 8192);
    if (data === NONE) {
      if (parts.length === 0) return NONE;
      break;
    }
    if (!(data instanceof PyBytes)) throw typeError("read() should return bytes");
    if (data.data.length === 0) break;
    parts.push(data.data);
    total += data.data.length;
  }
  return new PyBytes(joinBytes(parts, total));
}

/** `readinto` and `readinto1` of `_BufferedIOBase`, by `read` and `read1`. */
function readInto(name: "read" | "read1"): (self: Value, buffer: Value) => Value {
  return (self, buffer) => {
    const view = writableArgument(buffer, `readinto${name === "read" ? "" : "1"}() argument`);
    try {
      const target = view.contiguous();
      const data = callMethod(self, name, target.length);
      if (!(data instanceof PyBytes)) throw typeError(`${name}() should return bytes`);
      if (data.data.length > target.length) {
        throw valueError(
          `read() returned too much data: ${target.length} bytes requested, ${data.data.length} returned`,
        );
      }
      target.set(data.data);
      return data.data.length;
    } finally {
      view.release();
    }
  };
}

function refuse(name: string): (...args: Value[]) => Value {
  return () => {
    throw unsupported(name);
  };
}

export let IOBaseType: PyType;
export let RawIOBaseType: PyType;
export let BufferedIOBaseType: PyType;
export let TextIOBaseType: PyType;

/** Makes the four types, once. */
export function makeBaseTypes(): void {
  if (IOBaseType !== undefined) return;
  IOBaseType = builtinType("_io._IOBase", PyIOBase, {
    module: "_io",
    qualname: "_IOBase",
    hasDict: true,
    hasWeakref: true,
  });
  define(IOBaseType, IO_BASE);
  RawIOBaseType = abstractType("_RawIOBase", {
    doc: "Base class for raw binary I/O.",
    methods: {
      read: method("(self, size=-1, /)", "", rawRead),
      readall: method("(self, /)", "Read until EOF, using multiple read() call.", rawReadAll),
      readinto: method("(self, buffer, /)", "", notImplemented, { noTextSignature: true }),
      write: method("(self, b, /)", "", notImplemented, { noTextSignature: true }),
    },
  });
  BufferedIOBaseType = abstractType("_BufferedIOBase", {
    doc:
      'Base class for buffered IO objects.\n\nUnlike a raw stream, read() takes no size as "all there is", and read(),\nreadinto() and write() may raise BlockingIOError where the raw stream under\nthem is not ready; they never return None.',
    methods: {
      detach: method(
        "(self, /)",
        "Disconnect this buffer from its underlying raw stream and return it.",
        refuse("detach"),
      ),
      read: method("(self, size=-1, /)", "Read and return up to n bytes.", refuse("read")),
      read1: method(
        "(self, size=-1, /)",
        "Read and return up to size bytes, with at most one read() call to the underlying raw stream.",
        refuse("read1"),
      ),
      readinto: method("(self, buffer, /)", "", readInto("read")),
      readinto1: method("(self, buffer, /)", "", readInto("read1")),
      write: method(
        "(self, b, /)",
        "Write buffer b to the IO stream.\n\nReturn the number of bytes written, which is always\nthe length of b in bytes.",
        refuse("write"),
      ),
    },
  });
  TextIOBaseType = abstractType("_TextIOBase", {
    doc: "Base class for text I/O: streams of characters and lines.",
    methods: {
      detach: method(
        "(self, /)",
        "Separate the underlying buffer from the TextIOBase and return it.",
        refuse("detach"),
      ),
      read: method(
        "(self, size=-1, /)",
        "Read at most size characters from stream.",
        refuse("read"),
      ),
      readline: method("(self, size=-1, /)", "Read until newline or EOF.", refuse("readline")),
      write: method(
        "(self, s, /)",
        "Write string s to stream.\n\nReturn the number of characters written\n(which is always equal to the length of the string).",
        refuse("write"),
      ),
    },
    attributes: {
      encoding: getset("Encoding of the text stream.\n\nSubclasses should override.", () => NONE),
      newlines: getset(
        "Line endings translated so far.\n\nSubclasses should override.",
        () => NONE,
      ),
      errors: getset(
        "The error setting of the decoder or encoder.\n\nSubclasses should override.",
        () => NONE,
      ),
    },
  });
}

function notImplemented(): Value {
  throw exception("NotImplementedError");
}

/** A base class without state of its own: it does not stand in the way of another one. */
function abstractType(name: string, definition: TypeDefinition): PyType {
  const t = builtinSubtype(`_io.${name}`, IOBaseType, { module: "_io", qualname: name });
  t.solid = IOBaseType.solid;
  define(t, definition);
  return t;
}

/** Runs `first` and then `second` even if it fails; the first failure is the context of the second. */
export function both(first: () => void, second: () => void): void {
  try {
    first();
  } catch (e) {
    const failure = asException(e);
    try {
      second();
    } catch (e2) {
      const later = asException(e2);
      later.context ??= failure;
      throw later;
    }
    throw failure;
  }
  second();
}
