// io.open, io.open_code and io.text_encoding: how the layers of a stream are put on one another.

import { call, callMethod, getAttr, setAttr } from "../../vm/objects/attributes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks, repr } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strOf, utf16 } from "../../vm/objects/str.ts";
import { argumentName } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { fspath } from "../os_support/paths.ts";
import { DEFAULT_BUFFER_SIZE } from "./buffered.ts";
import { BufferedRandomType, BufferedReaderType, BufferedWriterType } from "./buffered_types.ts";
import { limitStreams, writePendingFiles } from "./dirty.ts";
import { FileIOType } from "./fileio.ts";
import { TextIOWrapperType } from "./text_type.ts";

interface Mode {
  creating: boolean;
  reading: boolean;
  writing: boolean;
  appending: boolean;
  updating: boolean;
  text: boolean;
  binary: boolean;
}

function parseMode(mode: string, shown: Value): Mode {
  const invalid = () => valueError(`invalid mode: ${repr(shown)}`);
  let letters = "";
  for (const c of mode) {
    if (!"xrwa+tb".includes(c) || letters.includes(c)) throw invalid();
    letters += c;
  }
  const m: Mode = {
    creating: letters.includes("x"),
    reading: letters.includes("r"),
    writing: letters.includes("w"),
    appending: letters.includes("a"),
    updating: letters.includes("+"),
    text: letters.includes("t"),
    binary: letters.includes("b"),
  };
  if (m.text && m.binary) throw valueError("can't have text and binary mode at once");
  const kinds = Number(m.creating) + Number(m.reading) + Number(m.writing) + Number(m.appending);
  if (kinds > 1) throw valueError("must have exactly one of create/read/write/append mode");
  return m;
}

function isGiven(v: Value | undefined): boolean {
  return v !== undefined && v !== NONE;
}

function optional(v: Value | undefined, name: string): Value {
  if (v === undefined || v === NONE) return NONE;
  if (strOf(v) === undefined) {
    throw typeError(`open() argument '${name}' must be str or None, not ${argumentName(v)}`);
  }
  return v;
}

/** `open` */
export function open(
  file: Value,
  modeArgument?: Value,
  bufferingArgument?: Value,
  encodingArgument?: Value,
  errorsArgument?: Value,
  newlineArgument?: Value,
  closefd?: Value,
  opener?: Value,
): Value {
  const modeValue = modeArgument ?? "r";
  const modeStr = strOf(modeValue);
  if (modeStr === undefined) {
    throw typeError(`open() argument 'mode' must be str, not ${argumentName(modeValue)}`);
  }
  const buffering = bufferingArgument === undefined ? -1 : Number(indexOf(bufferingArgument));
  const encoding = optional(encodingArgument, "encoding");
  const errors = optional(errorsArgument, "errors");
  const newline = optional(newlineArgument, "newline");
  const path = operationHooks.intOf(file) === undefined ? fspath(file) : file;
  const mode = utf16(modeStr);
  const m = parseMode(mode, modeValue);
  if (m.binary) {
    for (const [v, name] of [[encoding, "encoding"], [errors, "errors"], [newline, "newline"]]) {
      if (isGiven(v as Value)) {
        throw valueError(
          `binary mode doesn't take ${name === "newline" ? "a" : "an"} ${name as string} argument`,
        );
      }
    }
    if (buffering === 1) {
      runtime.warn(
        "RuntimeWarning",
        "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
        1,
      );
    }
  }
  const rawMode = (m.creating ? "x" : "") + (m.reading ? "r" : "") + (m.writing ? "w" : "") +
    (m.appending ? "a" : "") + (m.updating ? "+" : "");
  // another stream of this program may hold what is to be read
  if (m.reading || m.updating || m.appending) writePendingFiles();
  limitStreams();
  const raw = call(FileIOType, [
    path,
    rawMode,
    closefd === undefined ? true : truth(closefd),
    opener ?? NONE,
  ]);
  let result = raw;
  try {
    const isTerminal = buffering < 0 && truth(callMethod(raw, "isatty"));
    let lineBuffering = false;
    let size = buffering;
    if (buffering === 1 && !m.binary || isTerminal) {
      size = -1;
      lineBuffering = true;
    }
    if (size < 0 || buffering === 1) {
      const block = getAttr(raw, "_blksize");
      size = typeof block === "number" && block > 1 ? block : DEFAULT_BUFFER_SIZE;
    }
    if (size === 0) {
      if (!m.binary) throw valueError("can't have unbuffered text I/O");
      return result;
    }
    const type = m.updating
      ? BufferedRandomType
      : m.creating || m.writing || m.appending
      ? BufferedWriterType
      : m.reading
      ? BufferedReaderType
      : undefined;
    if (type === undefined) throw valueError(`unknown mode: ${repr(modeValue)}`);
    result = call(type, [raw, size]);
    if (m.binary) return result;
    result = call(TextIOWrapperType, [result, encoding, errors, newline, lineBuffering]);
    setAttr(result, "mode", modeValue);
    return result;
  } catch (e) {
    callMethod(result, "close");
    throw e;
  }
}

function textEncoding(encoding: Value, stackLevel?: Value): Value {
  const level = stackLevel === undefined ? 2 : Number(indexOf(stackLevel));
  if (encoding !== NONE) return encoding;
  const { config } = currentInterpreter();
  if (config.warnDefaultEncoding) {
    runtime.warn("EncodingWarning", "'encoding' argument not specified", level);
  }
  return config.utf8Mode ? "utf-8" : "locale";
}

/** The functions of the module. */
export const FUNCTIONS: Record<string, Declaration> = {
  open: method(
    "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
    "Open file and return a stream.  Raise OSError upon failure.\n\nfile is a path (str, bytes or os.PathLike) or a file descriptor, which is\nclosed with the stream unless closefd is False.\n\nmode: 'r' to read (the default), 'w' to write after truncating, 'x' to\ncreate and write, 'a' to append; '+' to read and write; 'b' for bytes, 't'\n(the default) for text.\n\nbuffering: 0 for none (binary mode only), 1 for lines (text mode only), or\nthe size of the buffer; by default a block of the device, and lines on a\nterminal.\n\nencoding, errors and newline are for text mode: see TextIOWrapper.\n\nopener(file, flags) may open the file and return its descriptor.",
    open,
  ),
  open_code: method(
    "(path)",
    "Opens the provided file with the intent to import the contents.",
    (path: Value) => {
      if (strOf(path) === undefined) {
        throw typeError(`open_code() argument 'path' must be str, not ${argumentName(path)}`);
      }
      return open(path, "rb");
    },
  ),
  text_encoding: method(
    "(encoding, stacklevel=2, /)",
    'A helper function to choose the text encoding.\n\nAn encoding that is given is returned; None is "locale", or "utf-8" in\nUTF-8 mode, with an EncodingWarning where those were asked for.',
    textEncoding,
  ),
};
