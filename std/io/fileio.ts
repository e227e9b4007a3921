// _io.FileIO: a raw stream over a file descriptor.
//
// `fd` is -1 when the stream is closed. The functions `fileRead`, `fileWrite` and `fileSeek` are what buffered streams
// call directly where the raw stream is exactly a FileIO; they raise what the methods raise.

import { call, callMethod, getAttrOrAbsent, setAttr } from "../../vm/objects/attributes.ts";
import { getset, member } from "../../vm/objects/builtin.ts";
import { argumentName, BoolType, builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { bytesArgument, writableArgument } from "../os_support/buffers.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks, repr, sizeNumber } from "../../vm/objects/operations.ts";
import { exception, overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { constants, type Descriptors, ERRNO, HostError } from "../../vm/host/mod.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { errnoError, raiseFor } from "../os_support/errors.ts";
import { descriptors } from "../os_support/host.ts";
import { type PathArgument, pathFromOpen } from "../os_support/paths.ts";
import { waitReadable, writeSome } from "../os_support/waiting.ts";
import { threadCount } from "../thread/scheduler.ts";
import { makeBaseTypes, PyIOBase, RawIOBaseType } from "./base.ts";
import { trackStream, untrackStream, warnUnclosed } from "./dirty.ts";
import { closedError, unsupported } from "./errors.ts";
import { inRepr } from "./in_repr.ts";

const SMALLEST_READ = 8192;
const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = constants;

/** An instance of FileIO. */
export class PyFileIO extends PyIOBase {
  fd: number;
  readable: boolean;
  writable: boolean;
  appending: boolean;
  created: boolean;
  /** Whether it can seek, once that is known. */
  seekable: boolean | undefined;
  closefd: boolean;
  blksize: number;
  finalizing: boolean;
  fds: Descriptors | undefined;
  constructor() {
    super();
    this.fd = -1;
    this.readable = false;
    this.writable = false;
    this.appending = false;
    this.created = false;
    this.seekable = undefined;
    this.closefd = true;
    this.blksize = SMALLEST_READ;
    this.finalizing = false;
    this.fds = undefined;
  }
}

/** The type; made by `makeFileIO`. */
export let FileIOType: PyType;

interface Mode {
  readable: boolean;
  writable: boolean;
  appending: boolean;
  created: boolean;
  flags: number;
}

function parseMode(mode: string): Mode {
  let kind = "", plus = false;
  const wrong = () =>
    valueError(
      "Must have exactly one of create/read/write/append mode and at most one plus",
    );
  for (const c of mode) {
    if (c === "b") continue;
    if (c === "+") {
      if (plus) throw wrong();
      plus = true;
    } else if (c === "r" || c === "w" || c === "x" || c === "a") {
      if (kind !== "") throw wrong();
      kind = c;
    } else {
      throw valueError(`invalid mode: ${mode}`);
    }
  }
  if (kind === "") throw wrong();
  const readable = kind === "r" || plus;
  const writable = kind !== "r" || plus;
  let flags = readable && writable ? O_RDWR : readable ? O_RDONLY : O_WRONLY;
  if (kind === "w") flags |= O_CREAT | O_TRUNC;
  if (kind === "x") flags |= O_EXCL | O_CREAT;
  if (kind === "a") flags |= O_APPEND | O_CREAT;
  flags |= constants.O_CLOEXEC;
  return { readable, writable, appending: kind === "a", created: kind === "x", flags };
}

/** The descriptor that a file argument may be; `undefined` where it is a path. */
function descriptorArgument(file: Value): number | undefined {
  const n = operationHooks.intOf(file);
  if (n === undefined) return undefined;
  if (typeOf(file) === BoolType) {
    runtime.warn("RuntimeWarning", "bool is used as a file descriptor", 1);
  }
  if (n < 0) throw valueError("negative file descriptor");
  if (n > 0x7fffffff) throw overflowError("Python int too large to convert to C int");
  return Number(n);
}

function open(self: PyFileIO, file: Value, mode: string, closefd: boolean, opener: Value): void {
  if (self.fd >= 0) {
    if (self.closefd) closeDescriptor(self);
    self.fd = -1;
  }
  self.seekable = undefined;
  const given = descriptorArgument(file);
  const path = given === undefined ? pathFromOpen(file) : undefined;
  const m = parseMode(mode);
  self.readable = m.readable;
  self.writable = m.writable;
  self.appending = m.appending;
  self.created = m.created;
  currentInterpreter().audit("open", file, strFromUtf16(mode), m.flags);
  const fds = descriptors();
  self.fds = fds;
  if (given !== undefined) {
    self.fd = given;
    self.closefd = closefd;
  } else {
    self.closefd = true;
    if (!closefd) throw valueError("Cannot use closefd=False with file name");
    self.fd = opener === NONE ? openPath(fds, path!, m.flags) : openWith(opener, file, m.flags);
  }
  try {
    inspect(self, fds, path);
    setAttr(self, "name", file);
    trackStream(self);
    if (self.appending) fds.seek(self.fd, 0, 2);
  } catch (e) {
    // a pipe opened for appending cannot seek, and need not
    if (e instanceof HostError && e.errno === ERRNO.ESPIPE && self.appending) return;
    const { fd } = self;
    self.fd = -1;
    untrackStream(self);
    if (given === undefined) fds.close(fd);
    raiseFor(e);
  }
}

function openPath(fds: Descriptors, path: PathArgument, flags: number): number {
  try {
    return fds.open(path.host, flags, 0o666);
  } catch (e) {
    raiseFor(e, path.shown);
  }
}

function openWith(opener: Value, file: Value, flags: number): number {
  const fd = call(opener, [file, flags]);
  const n = operationHooks.intOf(fd);
  if (n === undefined) throw typeError("expected integer from opener");
  if (n < 0) throw valueError(`opener returned ${n}`);
  return Number(n);
}

/** Refuses a directory, takes over the size of blocks. */
function inspect(self: PyFileIO, fds: Descriptors, path: PathArgument | undefined): void {
  let status;
  try {
    status = fds.fstat(self.fd);
  } catch (e) {
    if (e instanceof HostError && e.errno === ERRNO.EBADF) throw errnoError(ERRNO.EBADF);
    return;
  }
  if ((status.mode & constants.S_IFMT) === constants.S_IFDIR) {
    throw errnoError(ERRNO.EISDIR, path === undefined ? self.fd : path.shown);
  }
  if (status.blksize > 1) self.blksize = status.blksize;
}

/** The mode as FileIO says it. */
export function modeOf(self: PyFileIO): string {
  const { readable, writable } = self;
  const plus = readable && writable ? "+" : "";
  if (self.created) return "xb" + plus;
  if (self.appending) return "ab" + plus;
  if (readable && writable) return "rb+";
  return readable ? "rb" : "wb";
}

function checkOpen(self: PyFileIO): void {
  if (self.fd < 0) throw closedError();
}

/** Lets other threads run until there is something to read, unless the descriptor does not block anyway. */
function lend(self: PyFileIO, who?: Declaration): void {
  try {
    waitReadable(self.fd, who);
  } catch (e) {
    raiseFor(e);
  }
}

/**
 * To be called where a method begins that will read from the file: a thread that has to wait can be put aside here,
 * because nothing has been done yet that would be done twice.
 */
export function awaitReadable(self: PyFileIO, who: Declaration): void {
  if (threadCount() > 0 && self.fd >= 0) lend(self, who);
}

/** Reads into memory; `undefined` where a non-blocking file has nothing yet. */
export function fileRead(self: PyFileIO, buffer: Uint8Array): number | undefined {
  checkOpen(self);
  if (!self.readable) throw unsupported("File not open for reading");
  if (threadCount() > 0) lend(self);
  try {
    return self.fds!.read(self.fd, buffer);
  } catch (e) {
    if (e instanceof HostError && e.errno === ERRNO.EAGAIN) return undefined;
    raiseFor(e);
  }
}

/** Writes some or all of the bytes; `undefined` where a non-blocking file takes nothing now. */
export function fileWrite(self: PyFileIO, bytes: Uint8Array): number | undefined {
  checkOpen(self);
  if (!self.writable) throw unsupported("File not open for writing");
  try {
    return writeSome(self.fd, bytes);
  } catch (e) {
    if (e instanceof HostError && e.errno === ERRNO.EAGAIN) return undefined;
    raiseFor(e);
  }
}

/** Moves the position; says where it is. */
export function fileSeek(self: PyFileIO, offset: number, whence: number): number {
  checkOpen(self);
  try {
    const position = self.fds!.seek(self.fd, offset, whence);
    self.seekable = true;
    return position;
  } catch (e) {
    raiseFor(e);
  }
}

/** Whether the file can seek. */
export function fileSeekable(self: PyFileIO): boolean {
  checkOpen(self);
  if (self.seekable === undefined) {
    try {
      self.fds!.seek(self.fd, 0, 1);
      self.seekable = true;
    } catch {
      self.seekable = false;
    }
  }
  return self.seekable;
}

/** What is left of a regular file, as far as that is known; -1 otherwise. */
function remaining(self: PyFileIO): number {
  try {
    const status = self.fds!.fstat(self.fd);
    if ((status.mode & constants.S_IFMT) !== constants.S_IFREG) return -1;
    return status.size - self.fds!.seek(self.fd, 0, 1);
  } catch {
    return -1;
  }
}

/** Reads to the end; `undefined` where a non-blocking file has nothing yet. */
export function fileReadAll(self: PyFileIO): Uint8Array | undefined {
  checkOpen(self);
  if (!self.readable) throw unsupported("File not open for reading");
  // one byte more than is left, so that the read that finds the end is the last one
  let buffer = new Uint8Array(Math.max(remaining(self) + 1, SMALLEST_READ));
  let filled = 0;
  for (;;) {
    if (filled === buffer.length) {
      const larger = new Uint8Array(filled + Math.max(filled >> 1, SMALLEST_READ));
      larger.set(buffer);
      buffer = larger;
    }
    const n = fileRead(self, buffer.subarray(filled));
    if (n === undefined) {
      if (filled === 0) return undefined;
      break;
    }
    if (n === 0) break;
    filled += n;
  }
  return filled === buffer.length ? buffer : buffer.slice(0, filled);
}

/** Closes the descriptor, if it is this stream's to close. */
function closeDescriptor(self: PyFileIO): void {
  const { fd } = self;
  self.fd = -1;
  try {
    self.fds!.close(fd);
  } catch (e) {
    raiseFor(e);
  }
}

/** `FileIO.close`. */
export function fileClose(self: PyFileIO): void {
  if (self.finalizing) warnUnclosed(self, self);
  untrackStream(self);
  try {
    if (!self.baseClosed) {
      try {
        callMethod(self, "flush");
      } finally {
        self.baseClosed = true;
      }
    }
  } finally {
    if (self.fd >= 0) {
      if (self.closefd) closeDescriptor(self);
      else self.fd = -1;
    }
  }
}

function read(self: PyFileIO, size?: Value): Value {
  checkOpen(self);
  if (!self.readable) throw unsupported("File not open for reading");
  const n = size === undefined || size === NONE ? -1 : sizeNumber(size);
  awaitReadable(self, READ);
  if (n < 0) return callMethod(self, "readall");
  let room = n;
  if (room > 1 << 20) {
    const left = remaining(self);
    if (left >= 0) room = Math.min(n, left + SMALLEST_READ);
  }
  const buffer = new Uint8Array(room);
  const got = fileRead(self, buffer);
  if (got === undefined) return NONE;
  return new PyBytes(got === room ? buffer : buffer.slice(0, got));
}

const READ: Declaration = method(
  "(self, size=-1, /)",
  "Read at most size bytes, returned as bytes.",
  read,
);

function nameRepr(self: PyFileIO): Value {
  const name = self.cls.name;
  if (self.fd < 0) return strFromUtf16(`<${name} [closed]>`);
  const tail = `mode='${modeOf(self)}' closefd=${self.closefd ? "True" : "False"}>`;
  const given = getAttrOrAbsent(self, "name");
  if (given === undefined) return strFromUtf16(`<${name} fd=${self.fd} ${tail}`);
  return inRepr(self, () => strFromUtf16(`<${name} name=${repr(given)} ${tail}`));
}

/** How a stream without its type's pickling refuses it. */
export function cannotPickle(self: Value): Value {
  throw typeError(`cannot pickle '${typeOf(self).name.split(".").pop()}' instances`);
}

/** Makes the type, once. */
export function makeFileIO(): void {
  if (FileIOType !== undefined) return;
  makeBaseTypes();
  FileIOType = builtinType("_io.FileIO", PyFileIO, {
    base: RawIOBaseType,
    module: "_io",
    qualname: "FileIO",
  });
  define(FileIOType, {
    doc:
      "Open a file.\n\nThe mode is 'r' (default), 'w', 'x' or 'a' for reading, writing, exclusive\ncreation or appending, with '+' for reading and writing at once. The file\nis a path or a file descriptor. An opener is called with (file, flags) and\nreturns an open descriptor.",
    textSignature: "(file, mode='r', closefd=True, opener=None)",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, file, mode='r', closefd=True, opener=None)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyFileIO, file: Value, mode?: Value, closefd?: Value, opener?: Value) => {
          let text = "r";
          if (mode !== undefined) {
            const s = strOf(mode);
            if (s === undefined) {
              throw typeError(
                `FileIO() argument 'mode' must be str, not ${argumentName(mode)}`,
              );
            }
            text = utf16(s);
          }
          open(self, file, text, closefd === undefined || truth(closefd), opener ?? NONE);
        },
      ),
      __repr__: method("(self, /)", "Return repr(self).", nameRepr),
      read: READ,
      readall: method(
        "(self, /)",
        "Read all data from the file, returned as bytes.",
        (self: PyFileIO) => {
          const data = fileReadAll(self);
          return data === undefined ? NONE : new PyBytes(data);
        },
      ),
      readinto: method(
        "(self, buffer, /)",
        "Same as RawIOBase.readinto().",
        (self: PyFileIO, buffer: Value) => {
          const view = writableArgument(buffer, "readinto() argument 1");
          try {
            return fileRead(self, view.contiguous()) ?? NONE;
          } finally {
            view.release();
          }
        },
      ),
      write: method(
        "(self, b, /)",
        "Write buffer b to file, return number of bytes written.",
        (self: PyFileIO, b: Value) => fileWrite(self, bytesArgument(b)) ?? NONE,
      ),
      seek: method(
        "(self, pos, whence=0, /)",
        "Move to new file position and return the file position.",
        (self: PyFileIO, pos: Value, whence?: Value) => {
          checkOpen(self);
          return fileSeek(
            self,
            seekOffset(pos),
            whence === undefined ? 0 : Number(indexOf(whence)),
          );
        },
      ),
      tell: method("(self, /)", "Current file position.", (self: PyFileIO) => fileSeek(self, 0, 1)),
      truncate: method(
        "(self, size=None, /)",
        "Truncate the file to at most size bytes and return the truncated size.",
        (self: PyFileIO, size?: Value) => {
          checkOpen(self);
          if (!self.writable) throw unsupported("File not open for writing");
          const n = size === undefined || size === NONE ? fileSeek(self, 0, 1) : seekOffset(size);
          try {
            self.fds!.truncate(self.fd, n);
          } catch (e) {
            raiseFor(e);
          }
          return n;
        },
      ),
      close: method("(self, /)", "Close the file.", fileClose),
      seekable: method("(self, /)", "True if file supports random-access.", fileSeekable),
      readable: method("(self, /)", "True if file was opened in a read mode.", (self: PyFileIO) => {
        checkOpen(self);
        return self.readable;
      }),
      writable: method(
        "(self, /)",
        "True if file was opened in a write mode.",
        (self: PyFileIO) => {
          checkOpen(self);
          return self.writable;
        },
      ),
      fileno: method(
        "(self, /)",
        "Return the underlying file descriptor (an integer).",
        (self: PyFileIO) => {
          checkOpen(self);
          return self.fd;
        },
      ),
      isatty: method(
        "(self, /)",
        "True if the file is connected to a TTY device.",
        (self: PyFileIO) => {
          checkOpen(self);
          return self.fds!.isatty(self.fd);
        },
      ),
      _dealloc_warn: method("(self, object, /)", "", (self: PyFileIO, source: Value) => {
        if (self.fd >= 0 && self.closefd) {
          runtime.warn("ResourceWarning", `unclosed file ${repr(source)}`, 1);
        }
      }),
      __reduce__: method("(self, /)", "", cannotPickle),
      __reduce_ex__: method("(self, object, /)", "", cannotPickle),
    },
    attributes: {
      _blksize: member(
        undefined,
        (self: PyFileIO) => self.blksize,
        (self: PyFileIO, v) => {
          if (v === undefined) throw typeError("can't delete numeric/char attribute");
          self.blksize = Number(indexOf(v));
        },
      ),
      _finalizing: member(undefined, (self: PyFileIO) => self.finalizing, (self: PyFileIO, v) => {
        if (typeof v !== "boolean") throw typeError("attribute value type must be bool");
        self.finalizing = v;
      }),
      closed: getset("True if the file is closed", (self: PyFileIO) => self.fd < 0),
      closefd: getset(
        "True if the file descriptor will be closed by close().",
        (self: PyFileIO) => self.closefd,
      ),
      mode: getset("String giving the file mode", modeOf),
    },
  });
}

/** An offset of a file: an int that fits 64 bits. */
export function seekOffset(v: Value): number {
  const n = operationHooks.intOf(v);
  if (n === undefined && typeOf(v).lookup("__index__") === undefined) {
    throw typeError(`'${typeOf(v).name}' object cannot be interpreted as an integer`);
  }
  const i = n ?? indexOf(v);
  if (typeof i === "bigint" && BigInt.asIntN(64, i) !== i) {
    throw exception("OverflowError", "Python int too large to convert to C long");
  }
  return Number(i);
}
