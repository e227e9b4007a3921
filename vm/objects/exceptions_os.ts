// OSError: chooses its subclass by errno, and keeps errno, strerror and the file names.

import { refuseKeywords } from "./no_keywords.ts";
import {
  ExceptionType,
  exceptionTypes,
  newException,
  PyException,
  reduce,
  withFields,
} from "./exceptions.ts";
import { field, subtype } from "./exceptions_fields.ts";
import { operationHooks, repr, strText } from "./operations.ts";
import { NONE, type Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { EMPTY_TUPLE, PyTuple } from "./tuple.ts";
import type { PyType } from "./type.ts";

/** An instance of OSError. */
export class PyOSError extends PyException {
  errno: Value | undefined;
  strerror: Value | undefined;
  filename: Value | undefined;
  filename2: Value | undefined;
  /** BlockingIOError's count. */
  written: Value | undefined;
  constructor() {
    super();
    this.errno = undefined;
    this.strerror = undefined;
    this.filename = undefined;
    this.filename2 = undefined;
    this.written = undefined;
  }

  override initialize(args: Value[], kw: KwMap | undefined): void {
    this.rejectKeywords(kw);
    this.args = args.length === 0 ? EMPTY_TUPLE : new PyTuple(args);
    if (args.length < 2 || args.length > 5) return;
    this.errno = args[0];
    this.strerror = args[1];
    const filename = args[2];
    if (filename === undefined || filename === NONE) return;
    // BlockingIOError takes the number of characters written in the place of a file name
    if (this.cls.isSubtype(BlockingIOErrorType) && operationHooks.intOf(filename) !== undefined) {
      this.written = filename;
      return;
    }
    this.filename = filename;
    if (args[4] !== undefined && args[4] !== NONE) this.filename2 = args[4];
    // the file names are not among the arguments that are shown
    this.args = new PyTuple(args.slice(0, 2));
  }

  override text(): Value {
    const { errno, strerror, filename, filename2 } = this;
    if (filename !== undefined) {
      const names = filename2 === undefined
        ? repr(filename)
        : `${repr(filename)} -> ${repr(filename2)}`;
      return strFromUtf16(
        `[Errno ${strText(errno ?? NONE)}] ${strText(strerror ?? NONE)}: ${names}`,
      );
    }
    if (errno !== undefined && strerror !== undefined) {
      return strFromUtf16(`[Errno ${strText(errno)}] ${strText(strerror)}`);
    }
    return super.text();
  }
}

/** `__init__` of the class does more than OSError's: then the arguments are not read in `__new__`. */
function hasOwnInit(cls: PyType): boolean {
  const init = cls.lookup("__init__");
  const own = OSErrorType.lookup("__init__");
  return init !== own && cls.heap && cls.lookup("__new__") === OSErrorType.lookup("__new__");
}

export const OSErrorType: PyType = withFields("OSError", PyOSError, ExceptionType, {
  doc: "Base class for I/O related errors.",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kwargs: KwMap | undefined) => {
      let chosen = cls;
      if (!hasOwnInit(cls)) refuseKeywords(cls, kwargs);
      if (cls === OSErrorType && args.length >= 2 && args.length <= 5) {
        chosen = classOfErrno(args[0]) ?? cls;
      }
      const e = chosen.allocate() as PyOSError;
      if (hasOwnInit(cls)) e.args = args.length === 0 ? EMPTY_TUPLE : new PyTuple(args);
      else e.initialize(args, kwargs);
      return e;
    },
  ),
  methods: {
    __init__: method(
      "(self, /, *args, **kwargs)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyOSError, args: Value[], kwargs: KwMap | undefined) => {
        if (hasOwnInit(self.cls)) self.initialize(args, kwargs);
      },
    ),
    __str__: method("(self, /)", "Return str(self).", (self: PyOSError) => self.text()),
    __reduce__: method("(self, /)", "Helper for pickle.", (self: PyOSError) => {
      const { items } = self.args;
      if (items.length === 2 && self.filename !== undefined) {
        const more = self.filename2 === undefined
          ? [self.filename]
          : [self.filename, NONE, self.filename2];
        return reduce(self, new PyTuple([...items, ...more]));
      }
      return reduce(self);
    }),
  },
  attributes: {
    errno: field("POSIX exception code", "errno"),
    strerror: field("exception strerror", "strerror"),
    filename: field("exception filename", "filename"),
    filename2: field("second exception filename", "filename2"),
    characters_written: {
      doc: undefined,
      member: false,
      get: (self: PyOSError) => {
        if (self.written === undefined) {
          throw newException(exceptionTypes.get("AttributeError")!, ["characters_written"]);
        }
        return self.written;
      },
      set: (self: PyOSError, v) => {
        if (v === undefined && self.written === undefined) {
          throw newException(exceptionTypes.get("AttributeError")!, ["characters_written"]);
        }
        if (v !== undefined && operationHooks.intOf(v) === undefined) {
          throw typeError(`'${repr(v)}' object cannot be interpreted as an integer`);
        }
        self.written = v;
      },
    },
  },
});

const O = OSErrorType;
export const BlockingIOErrorType: PyType = subtype(
  "BlockingIOError",
  O,
  "I/O operation would block.",
);
export const ConnectionErrorType: PyType = subtype("ConnectionError", O, "Connection error.");
const C = ConnectionErrorType;

/** The subclasses of OSError, by errno (Linux). */
const BY_ERRNO: ReadonlyMap<number, PyType> = new Map<number, PyType>([
  [11, BlockingIOErrorType],
  [114, BlockingIOErrorType],
  [115, BlockingIOErrorType],
  [32, subtype("BrokenPipeError", C, "Broken pipe.")],
  [10, subtype("ChildProcessError", O, "Child process error.")],
  [103, subtype("ConnectionAbortedError", C, "Connection aborted.")],
  [111, subtype("ConnectionRefusedError", C, "Connection refused.")],
  [104, subtype("ConnectionResetError", C, "Connection reset.")],
  [17, subtype("FileExistsError", O, "File already exists.")],
  [2, subtype("FileNotFoundError", O, "File not found.")],
  [21, subtype("IsADirectoryError", O, "Operation doesn't work on directories.")],
  [20, subtype("NotADirectoryError", O, "Operation only works on directories.")],
  [4, subtype("InterruptedError", O, "Interrupted by signal.")],
  [13, subtype("PermissionError", O, "Not enough permissions.")],
  [3, subtype("ProcessLookupError", O, "Process not found.")],
  [110, subtype("TimeoutError", O, "Timeout expired.")],
]);
const ALSO = new Map<number, number>([[108, 32], [1, 13]]);

function classOfErrno(errno: Value): PyType | undefined {
  if (typeof errno !== "number") return undefined;
  return BY_ERRNO.get(ALSO.get(errno) ?? errno);
}

/** The OSError of a failed system call, of the class that its errno asks for. */
export function osError(
  errno: number,
  strerror: string,
  filename?: Value,
  filename2?: Value,
): PyException {
  const args: Value[] = [errno, strerror];
  if (filename !== undefined) args.push(filename);
  if (filename2 !== undefined) args.push(NONE, filename2);
  return newException(classOfErrno(errno) ?? OSErrorType, args);
}
