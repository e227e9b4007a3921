// _io.BytesIO: a binary stream in memory.
//
// `data[0 .. size]` is the content; `shared` says that a bytes object has the same memory, so that it is copied before
// it is written to. While `exports` is not 0 a buffer is lent and the memory stays where it is.

import { callMethod } from "../../vm/objects/attributes.ts";
import { type BufferView, exportHooks, simpleView } from "../../vm/objects/buffer.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { instanceDict, instanceState } from "../../vm/objects/instance_dict.ts";
import { forEach } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks, sizeNumber } from "../../vm/objects/operations.ts";
import { bufferError, overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { method } from "../../vm/objects/signature.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { bytesArgument, memoryViewOf, writableArgument } from "../os_support/buffers.ts";
import { BufferedIOBaseType, makeBaseTypes, nextMethod, PyIOBase, sizeArgument } from "./base.ts";
import { closedError } from "./errors.ts";

const EMPTY = new Uint8Array(0);
const MAX_POSITION = 2 ** 63;

/** An instance of BytesIO. */
export class PyBytesIO extends PyIOBase {
  data: Uint8Array;
  size: number;
  pos: number;
  shared: boolean;
  exports: number;
  /** What lends the memory to the views that `getbuffer` gives. */
  lent: PyBytesIOBuffer | undefined;
  closed: boolean;
  constructor() {
    super();
    this.data = EMPTY;
    this.size = 0;
    this.pos = 0;
    this.shared = true;
    this.exports = 0;
    this.lent = undefined;
    this.closed = false;
  }

  override step(): Value | undefined {
    if (this.cls !== BytesIOType) return PyIOBase.prototype.step.call(this);
    checkOpen(this);
    const line = takeLine(this, -1);
    return line.length === 0 ? undefined : new PyBytes(line);
  }
}

export let BytesIOType: PyType;

/** What `getbuffer` lends: the exporter behind the memoryview. */
class PyBytesIOBuffer extends PyObject {
  source: PyBytesIO | undefined;
  constructor() {
    super();
    this.source = undefined;
  }

  exportBuffer(): BufferView {
    const s = this.source;
    if (s === undefined) throw valueError("the memory has been given back");
    s.exports++;
    return simpleView(this, s.data.subarray(0, s.size), false, () => {
      if (this.source === s) s.exports--;
    });
  }
}
export let BytesIOBufferType: PyType;

function checkOpen(self: PyBytesIO): void {
  if (self.closed) throw closedError("I/O operation on closed file.");
}

function checkExports(self: PyBytesIO): void {
  if (self.exports === 0) return;
  if (self.lent !== undefined && exportHooks.isHeld(self.lent)) {
    throw bufferError("Existing exports of data: object cannot be re-sized");
  }
  // the views that are left are dead: they keep the memory as it is
  self.data = self.data.slice();
  self.exports = 0;
  if (self.lent !== undefined) self.lent.source = undefined;
  self.lent = undefined;
}

/** Makes room for `size` bytes that may be written to. */
function reserve(self: PyBytesIO, size: number): void {
  if (!self.shared && size <= self.data.length) return;
  if (size > 2 ** 33) throw overflowError("new buffer size too large");
  const capacity = size > self.data.length
    ? Math.max(size, self.data.length + (self.data.length >> 1), 64)
    : self.data.length;
  const larger = new Uint8Array(capacity);
  larger.set(self.data.subarray(0, self.size));
  self.data = larger;
  self.shared = false;
}

/** `write`. */
export function writeBytesIO(self: PyBytesIO, bytes: Uint8Array): number {
  checkOpen(self);
  checkExports(self);
  const n = bytes.length;
  if (n === 0) return 0;
  const end = self.pos + n;
  reserve(self, Math.max(end, self.size));
  if (self.pos > self.size) self.data.fill(0, self.size, self.pos);
  self.data.set(bytes, self.pos);
  self.pos = end;
  if (end > self.size) self.size = end;
  return n;
}

/** The next `n` bytes, all that are left where `n` is below 0. */
export function readBytesIO(self: PyBytesIO, n: number): PyBytes {
  checkOpen(self);
  const left = Math.max(self.size - self.pos, 0);
  const count = n < 0 || n > left ? left : n;
  if (count === 0) return new PyBytes(EMPTY);
  if (count === self.data.length && self.pos === 0 && self.exports === 0) {
    self.shared = true;
    self.pos = count;
    return new PyBytes(self.data);
  }
  const part = self.data.slice(self.pos, self.pos + count);
  self.pos += count;
  return new PyBytes(part);
}

function takeLine(self: PyBytesIO, limit: number): Uint8Array {
  if (self.pos >= self.size) return EMPTY;
  let end = self.data.indexOf(10, self.pos) + 1;
  if (end === 0 || end > self.size) end = self.size;
  if (limit >= 0 && end - self.pos > limit) end = self.pos + limit;
  const line = self.data.slice(self.pos, end);
  self.pos = end;
  return line;
}

function content(self: PyBytesIO): PyBytes {
  checkOpen(self);
  if (self.size === self.data.length && self.exports === 0) {
    self.shared = true;
    return new PyBytes(self.data);
  }
  return new PyBytes(self.data.slice(0, self.size));
}

function seek(self: PyBytesIO, offset: Value, whence?: Value): Value {
  checkOpen(self);
  const how = whence === undefined ? 0 : Number(indexOf(whence));
  let pos = sizeNumber(offset);
  if (pos < 0 && how === 0) throw valueError(`negative seek value ${pos}`);
  if (how === 1 || how === 2) {
    const base = how === 1 ? self.pos : self.size;
    if (pos + base >= MAX_POSITION) throw overflowError("new position too large");
    pos += base;
  } else if (how !== 0) {
    throw valueError(`invalid whence (${how}, should be 0, 1 or 2)`);
  }
  self.pos = Math.max(pos, 0);
  return self.pos;
}

function truncate(self: PyBytesIO, size?: Value): Value {
  checkOpen(self);
  checkExports(self);
  const n = size === undefined || size === NONE ? self.pos : sizeArgument(size);
  if (n < 0) throw valueError(`negative size value ${n}`);
  if (n < self.size) {
    self.size = n;
    // what was cut off must not show again when the stream grows
    if (self.shared) reserve(self, n);
    self.data.fill(0, n);
  }
  return n;
}

function setState(self: PyBytesIO, state: Value): void {
  const name = self.cls.name;
  if (!(state instanceof PyTuple) || state.items.length < 3) {
    throw typeError(
      `${name}.__setstate__ argument should be 3-tuple, got ${typeOf(state).name}`,
    );
  }
  checkExports(self);
  const [value, position, dict] = state.items;
  self.data = EMPTY;
  self.shared = true;
  self.size = self.pos = 0;
  writeBytesIO(self, bytesArgument(value));
  if (operationHooks.intOf(position) === undefined) {
    throw typeError(
      `second item of state must be an integer, not ${typeOf(position).name}`,
    );
  }
  const pos = Number(position);
  if (pos < 0) throw valueError("position value cannot be negative");
  self.pos = pos;
  if (dict !== NONE) {
    if (!(dict instanceof PyDict)) {
      throw typeError(`third item of state should be a dict, got a ${typeOf(dict).name}`);
    }
    const own = instanceDict(self);
    for (const [k, v] of dict.entries()) own.set(k, v);
  }
}

/** Makes the type, once. */
export function makeBytesIO(): void {
  if (BytesIOType !== undefined) return;
  makeBaseTypes();
  BytesIOBufferType = builtinType("_io._BytesIOBuffer", PyBytesIOBuffer, {
    module: "_io",
    qualname: "_BytesIOBuffer",
    noNew: true,
  });
  define(BytesIOBufferType, {
    methods: {
      __buffer__: method(
        "(self, flags, /)",
        "Return a buffer object that exposes the underlying memory of the object.",
        (self: PyBytesIOBuffer) => memoryViewOf(self),
      ),
    },
  });
  BytesIOType = builtinType("_io.BytesIO", PyBytesIO, {
    base: BufferedIOBaseType,
    module: "_io",
    qualname: "BytesIO",
  });
  define(BytesIOType, {
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    textSignature: "(initial_bytes=b'')",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, initial_bytes=b'')",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyBytesIO, initial?: Value) => {
          checkExports(self);
          self.size = self.pos = 0;
          self.data = EMPTY;
          self.shared = true;
          if (initial === undefined || initial === NONE) return;
          const bytes = bytesArgument(initial);
          self.data = initial instanceof PyBytes ? bytes : bytes.slice();
          self.shared = initial instanceof PyBytes;
          self.size = bytes.length;
        },
      ),
      __iter__: method("(self, /)", "Implement iter(self).", (self: PyBytesIO) => {
        checkOpen(self);
        return self;
      }),
      __next__: nextMethod(PyBytesIO.prototype.step),
      readable: always("Returns True if the IO object can be read.", true),
      seekable: always("Returns True if the IO object can be seeked.", true),
      writable: always("Returns True if the IO object can be written.", true),
      isatty: always("Always returns False.", false),
      close: method("(self, /)", "Disable all I/O operations.", (self: PyBytesIO) => {
        checkExports(self);
        self.closed = true;
        self.data = EMPTY;
        self.size = 0;
      }),
      flush: method("(self, /)", "Does nothing.", checkOpen),
      tell: method("(self, /)", "Current file position, an integer.", (self: PyBytesIO) => {
        checkOpen(self);
        return self.pos;
      }),
      write: method(
        "(self, b, /)",
        "Write bytes to file.\n\nReturn the number of bytes written.",
        (self: PyBytesIO, b: Value) => {
          checkOpen(self);
          return writeBytesIO(self, bytesArgument(b));
        },
      ),
      writelines: method(
        "(self, lines, /)",
        "Write lines to the file.\n\nNewlines are not added.",
        (self: PyBytesIO, lines: Value) => {
          checkOpen(self);
          forEach(lines, (line) => {
            if (self.cls === BytesIOType) writeBytesIO(self, bytesArgument(line));
            else callMethod(self, "write", line);
          });
        },
      ),
      read1: method(
        "(self, size=-1, /)",
        "Read at most size bytes, returned as a bytes object.",
        (self: PyBytesIO, size?: Value) => readBytesIO(self, sizeArgument(size)),
      ),
      read: method(
        "(self, size=-1, /)",
        "Read at most size bytes, returned as a bytes object.",
        (self: PyBytesIO, size?: Value) => readBytesIO(self, sizeArgument(size)),
      ),
      readinto: method(
        "(self, buffer, /)",
        "Read bytes into buffer.",
        (self: PyBytesIO, buffer: Value) => {
          const view = writableArgument(buffer, "readinto() argument");
          try {
            checkOpen(self);
            const target = view.contiguous();
            const n = Math.min(Math.max(self.size - self.pos, 0), target.length);
            target.set(self.data.subarray(self.pos, self.pos + n));
            self.pos += n;
            return n;
          } finally {
            view.release();
          }
        },
      ),
      readline: method(
        "(self, size=-1, /)",
        "Next line from the file, as a bytes object.",
        (self: PyBytesIO, size?: Value) => {
          const limit = sizeArgument(size);
          checkOpen(self);
          return new PyBytes(takeLine(self, limit));
        },
      ),
      readlines: method(
        "(self, size=None, /)",
        "List of bytes objects, each a line from the file.",
        (self: PyBytesIO, size?: Value) => {
          checkOpen(self);
          const limit = sizeArgument(size);
          const lines: Value[] = [];
          let total = 0;
          for (;;) {
            const line = takeLine(self, -1);
            if (line.length === 0) break;
            lines.push(new PyBytes(line));
            total += line.length;
            if (limit > 0 && total >= limit) break;
          }
          return new PyList(lines);
        },
      ),
      getbuffer: method(
        "(self, /)",
        "Get a read-write view over the contents of the BytesIO object.",
        (self: PyBytesIO) => {
          checkOpen(self);
          if (self.shared) reserve(self, self.size);
          if (self.lent === undefined) {
            self.lent = BytesIOBufferType.allocate() as PyBytesIOBuffer;
            self.lent.source = self;
          }
          return memoryViewOf(self.lent);
        },
      ),
      getvalue: method(
        "(self, /)",
        "Retrieve the entire contents of the BytesIO object.",
        content,
      ),
      seek: method(
        "(self, pos, whence=0, /)",
        "Change stream position.\n\nReturns the new absolute position.",
        seek,
      ),
      truncate: method(
        "(self, size=None, /)",
        "Truncate the file to at most size bytes.\n\nThe current file position is unchanged.  Returns the new size.",
        truncate,
      ),
      __getstate__: method("(self, /)", "", (self: PyBytesIO) => {
        const value = content(self);
        return new PyTuple([value, self.pos, instanceState(self) ?? NONE]);
      }),
      __setstate__: method("(self, object, /)", "", (self: PyBytesIO, state: Value) => {
        setState(self, state);
      }),
      __sizeof__: method(
        "(self, /)",
        "",
        (self: PyBytesIO) => 88 + (self.data.length > 0 ? 33 + self.data.length : 0),
      ),
    },
    attributes: {
      closed: getset("True if the file is closed.", (self: PyBytesIO) => self.closed),
    },
  });
}

function always(doc: string, answer: boolean) {
  return method("(self, /)", doc, (self: PyBytesIO) => {
    checkOpen(self);
    return answer;
  });
}
