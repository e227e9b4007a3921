// _io.StringIO: a text stream in memory.
//
// What is written at the end is joined on as a JavaScript rope, so that building a text piece by piece costs no copy;
// writing elsewhere works on code points.

import { getset } from "../../vm/objects/builtin.ts";
import { define } from "../../vm/objects/define.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { instanceDict, instanceState } from "../../vm/objects/instance_dict.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks, sizeNumber } from "../../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../../vm/objects/raise.ts";
import { method } from "../../vm/objects/signature.ts";
import { pointsOf, type Str, strFromPoints, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { makeBaseTypes, nextMethod, PyIOBase, sizeArgument, TextIOBaseType } from "./base.ts";
import { NewlineDecoder } from "./decoders.ts";
import { closedError } from "./errors.ts";
import { newlinesValue } from "./newline_type.ts";
import {
  lineEnd,
  type LineMode,
  replaceNewlines,
  strHas,
  strJoin,
  strLength,
  strSlice,
} from "./str_parts.ts";

/** An instance of StringIO. */
export class PyStringIO extends PyIOBase {
  text: Str;
  pos: number;
  closed: boolean;
  ready: boolean;
  /** The newline argument: `undefined` for None. */
  newline: string | undefined;
  lineMode: LineMode;
  decoder: NewlineDecoder | undefined;
  /** What "\n" is written as, where that is something else. */
  writeNewline: string | undefined;
  constructor() {
    super();
    this.text = "";
    this.pos = 0;
    this.closed = false;
    this.ready = false;
    this.newline = "\n";
    this.lineMode = "\n";
    this.decoder = undefined;
    this.writeNewline = undefined;
  }

  override step(): Value | undefined {
    if (this.cls !== StringIOType) return PyIOBase.prototype.step.call(this);
    checkOpen(this);
    const line = takeLine(this, -1);
    return strLength(line) === 0 ? undefined : line;
  }
}

export let StringIOType: PyType;

function checkOpen(self: PyStringIO): void {
  if (self.closed) throw closedError();
  if (!self.ready) throw valueError("I/O operation on uninitialized object");
}

/** `write` for a text. */
export function writeStringIO(self: PyStringIO, given: Str): void {
  let s = given;
  if (self.decoder !== undefined) s = self.decoder.convert(s, true);
  if (self.writeNewline !== undefined && strHas(s, "\n")) {
    s = replaceNewlines(s, self.writeNewline);
  }
  const n = strLength(s);
  if (n === 0) return;
  const { text, pos } = self;
  const size = strLength(text);
  if (pos === size) {
    self.text = strJoin(text, s);
  } else {
    // a gap is filled with NULs
    const points = new Uint32Array(Math.max(size, pos + n));
    points.set(pointsOf(text));
    points.set(pointsOf(s), pos);
    self.text = strFromPoints(points);
  }
  self.pos = pos + n;
}

function takeLine(self: PyStringIO, limit: number): Str {
  const size = strLength(self.text);
  const { pos } = self;
  if (pos >= size) return "";
  let end = lineEnd(self.text, pos, self.lineMode);
  if (end < 0) end = size;
  if (limit >= 0 && end - pos > limit) end = pos + limit;
  self.pos = end;
  return strSlice(self.text, pos, end);
}

/** The newline argument of a text stream; `undefined` for None. */
export function newlineArgument(
  v: Value | undefined,
  who: string,
  otherwise?: string,
): string | undefined {
  if (v === undefined) return otherwise;
  if (v === NONE) return undefined;
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`${who} must be str or None, not ${typeOf(v).name}`);
  }
  const text = utf16(s);
  if (text !== "" && text !== "\n" && text !== "\r" && text !== "\r\n") {
    throw valueError(`illegal newline value: ${text}`);
  }
  return text;
}

function init(self: PyStringIO, initial: Value | undefined, newline: string | undefined): void {
  self.ready = false;
  self.newline = newline;
  const universal = newline === undefined || newline === "";
  self.lineMode = newline === undefined
    ? "translated"
    : newline === ""
    ? "universal"
    : newline as LineMode;
  self.decoder = universal ? new NewlineDecoder(undefined, newline === undefined) : undefined;
  self.writeNewline = newline === "\r" || newline === "\r\n" ? newline : undefined;
  self.text = "";
  self.pos = 0;
  self.closed = false;
  if (initial !== undefined && initial !== NONE) {
    const s = strOf(initial);
    if (s === undefined) {
      throw typeError(`initial_value must be str or None, not ${typeOf(initial).name}`);
    }
    writeStringIO(self, s);
    self.pos = 0;
  }
  self.ready = true;
}

function seek(self: PyStringIO, offset: Value, whence?: Value): Value {
  const pos = sizeNumber(offset);
  const how = whence === undefined ? 0 : Number(indexOf(whence));
  checkOpen(self);
  if (!(how >= 0 && how <= 2)) {
    throw valueError(`Invalid whence (${how}, should be 0, 1 or 2)`);
  }
  if (pos < 0 && how === 0) throw valueError(`Negative seek position ${pos}`);
  if (how !== 0 && pos !== 0) {
    throw exception("OSError", "Can't do nonzero cur-relative seeks");
  }
  if (how === 0) self.pos = pos;
  else if (how === 2) self.pos = strLength(self.text);
  return self.pos;
}

function truncate(self: PyStringIO, size?: Value): Value {
  checkOpen(self);
  let n = self.pos;
  if (size !== undefined && size !== NONE) n = sizeArgument(size);
  if (n < 0) throw valueError(`Negative size value ${n}`);
  if (n < strLength(self.text)) self.text = strSlice(self.text, 0, n);
  return n;
}

function setState(self: PyStringIO, state: Value): void {
  const name = self.cls.name;
  if (self.closed) throw closedError();
  if (!(state instanceof PyTuple) || state.items.length < 4) {
    throw typeError(
      `${name}.__setstate__ argument should be 4-tuple, got ${typeOf(state).name}`,
    );
  }
  const [value, newline, position, dict] = state.items;
  // the value has been translated when it was written
  init(self, undefined, newlineArgument(newline, "newline"));
  if (value !== NONE) {
    const s = strOf(value);
    if (s === undefined) {
      throw typeError(`initial_value must be str or None, not ${typeOf(value).name}`);
    }
    self.text = s;
  }
  if (operationHooks.intOf(position) === undefined) {
    throw typeError(`third item of state must be an integer, got ${typeOf(position).name}`);
  }
  if (Number(position) < 0) throw valueError("position value cannot be negative");
  self.pos = Number(position);
  if (dict !== NONE) {
    if (!(dict instanceof PyDict)) {
      throw typeError(`fourth item of state should be a dict, got a ${typeOf(dict).name}`);
    }
    const own = instanceDict(self);
    for (const [k, v] of dict.entries()) own.set(k, v);
  }
}

function always(doc: string, answer: boolean) {
  return method("(self, /)", doc, (self: PyStringIO) => {
    checkOpen(self);
    return answer;
  });
}

/** Makes the type, once. */
export function makeStringIO(): void {
  if (StringIOType !== undefined) return;
  makeBaseTypes();
  StringIOType = builtinType("_io.StringIO", PyStringIO, {
    base: TextIOBaseType,
    module: "_io",
    qualname: "StringIO",
  });
  define(StringIOType, {
    doc:
      "Text I/O implementation using an in-memory buffer.\n\nThe initial_value argument sets the value of object.  The newline\nargument is like the one of TextIOWrapper's constructor.",
    textSignature: "(initial_value='', newline='\\n')",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, initial_value='', newline='\\n')",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyStringIO, initial?: Value, newline?: Value) => {
          init(self, initial, newlineArgument(newline, "newline", "\n"));
        },
      ),
      __next__: nextMethod(PyStringIO.prototype.step),
      close: method("(self, /)", "Close the IO object.", (self: PyStringIO) => {
        self.closed = true;
        self.text = "";
      }),
      getvalue: method("(self, /)", "Retrieve the entire contents of the object.", (
        self: PyStringIO,
      ) => {
        checkOpen(self);
        return self.text;
      }),
      read: method(
        "(self, size=-1, /)",
        "Read at most size characters, returned as a string.",
        (self: PyStringIO, size?: Value) => {
          const n = sizeArgument(size);
          checkOpen(self);
          const left = Math.max(strLength(self.text) - self.pos, 0);
          const count = n < 0 || n > left ? left : n;
          if (count === 0) return "";
          const start = self.pos;
          self.pos = start + count;
          return strSlice(self.text, start, start + count);
        },
      ),
      readline: method(
        "(self, size=-1, /)",
        "Read until newline or EOF.\n\nReturns an empty string if EOF is hit immediately.",
        (self: PyStringIO, size?: Value) => {
          const n = sizeArgument(size);
          checkOpen(self);
          return takeLine(self, n);
        },
      ),
      tell: method("(self, /)", "Tell the current file position.", (self: PyStringIO) => {
        checkOpen(self);
        return self.pos;
      }),
      truncate: method(
        "(self, pos=None, /)",
        "Truncate size to pos.\n\nThe current file position is unchanged. Returns the new size.",
        truncate,
      ),
      seek: method(
        "(self, pos, whence=0, /)",
        "Change stream position.\n\nReturns the new absolute position.",
        seek,
      ),
      write: method(
        "(self, s, /)",
        "Write string to file.\n\nReturns the number of characters written, which is always equal to\nthe length of the string.",
        (self: PyStringIO, v: Value) => {
          const s = strOf(v);
          if (s === undefined) {
            throw typeError(`string argument expected, got '${typeOf(v).name}'`);
          }
          checkOpen(self);
          writeStringIO(self, s);
          return strLength(s);
        },
      ),
      seekable: always("Returns True if the IO object can be seeked.", true),
      readable: always("Returns True if the IO object can be read.", true),
      writable: always("Returns True if the IO object can be written.", true),
      __getstate__: method("(self, /)", "", (self: PyStringIO) => {
        checkOpen(self);
        return new PyTuple([
          self.text,
          self.newline ?? NONE,
          self.pos,
          instanceState(self) ?? NONE,
        ]);
      }),
      __setstate__: method("(self, object, /)", "", (self: PyStringIO, state: Value) => {
        setState(self, state);
      }),
    },
    attributes: {
      closed: getset(undefined, (self: PyStringIO) => {
        if (!self.ready && !self.closed) {
          throw valueError("I/O operation on uninitialized object");
        }
        return self.closed;
      }),
      newlines: getset(undefined, (self: PyStringIO) => {
        checkOpen(self);
        return self.decoder === undefined ? NONE : newlinesValue(self.decoder);
      }),
      line_buffering: getset(undefined, (self: PyStringIO) => {
        checkOpen(self);
        return false;
      }),
    },
  });
}
