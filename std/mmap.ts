// mmap: files as memory.
//
// The bytes are the map itself, so that what is written there is in the file, and other processes see it. Whoever borrows
// them through the buffer protocol keeps the map from being closed or resized.
//
// Invariant: arguments are converted, which may run Python and so close the map, before the memory is taken.

import { hasLibc, MemoryMap } from "../vm/host/mod.ts";
import { type BufferView, bytesArgument, simpleView } from "../vm/objects/buffer.ts";
import { getset } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { exceptionTypes } from "../vm/objects/exceptions.ts";
import { intOf } from "../vm/objects/int.ts";
import { PyMemoryView } from "../vm/objects/memoryview.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { indexOf, sizeNumber } from "../vm/objects/operations.ts";
import {
  bufferError,
  exception,
  indexError,
  overflowError,
  typeError,
  valueError,
} from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { PySlice, sliceRange } from "../vm/objects/slice.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { currentInterpreter } from "../vm/vm.ts";
import { descriptors } from "./os_support/host.ts";
import { intArgument, onSystem } from "./posix/arguments.ts";

const ACCESS_DEFAULT = 0, ACCESS_READ = 1, ACCESS_WRITE = 2, ACCESS_COPY = 3;
const ACCESS_NAMES = ["ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"];
const PROT_READ = 1, PROT_WRITE = 2;
const MAP_SHARED = 1, MAP_PRIVATE = 2, MAP_ANONYMOUS = 32;
const S_IFMT = 0o170000, S_IFREG = 0o100000;

class PyMmap extends PyObject {
  map: MemoryMap | undefined = undefined;
  fd: number = -1;
  /** The file is known, so that the map can be resized. */
  tracks: boolean = true;
  access: number = ACCESS_DEFAULT;
  offset: number = 0;
  pos: number = 0;
  exports: number = 0;

  /** The memory; ValueError once it is given back. */
  get bytes(): Uint8Array {
    if (this.map === undefined) throw valueError("mmap closed or invalid");
    return this.map.bytes;
  }

  /** The memory, to be written to. */
  get writable(): Uint8Array {
    const { bytes } = this;
    if (this.access === ACCESS_READ) {
      throw typeError("mmap can't modify a readonly memory map.");
    }
    return bytes;
  }

  exportBuffer(_flags: number): BufferView {
    const { bytes } = this;
    this.exports++;
    return simpleView(this, bytes, this.access === ACCESS_READ, () => {
      this.exports--;
    });
  }
}

function checkOpen(self: PyMmap): void {
  if (self.map === undefined) throw valueError("mmap closed or invalid");
}

function positive(v: Value | undefined, what: string): number {
  if (v === undefined) return 0;
  const n = sizeNumber(v);
  if (n < 0) throw overflowError(`memory mapped ${what} must be positive`);
  return n;
}

function make(
  cls: PyType,
  fileno: Value,
  lengthValue: Value,
  flagsValue: Value | undefined,
  protValue: Value | undefined,
  accessValue: Value | undefined,
  offsetValue: Value | undefined,
  trackValue: Value | undefined,
): Value {
  const tracks = trackValue === undefined || truth(trackValue);
  let fd = intArgument(fileno);
  const given = positive(lengthValue, "length");
  let flags = flagsValue === undefined ? MAP_SHARED : intArgument(flagsValue);
  let prot = protValue === undefined ? PROT_READ | PROT_WRITE : intArgument(protValue);
  let access = accessValue === undefined ? ACCESS_DEFAULT : intArgument(accessValue);
  const offset = positive(offsetValue, "offset");
  if (access !== ACCESS_DEFAULT && (flags !== MAP_SHARED || prot !== (PROT_READ | PROT_WRITE))) {
    throw valueError("mmap can't specify both access and flags, prot.");
  }
  if (access === ACCESS_READ) {
    flags = MAP_SHARED;
    prot = PROT_READ;
  } else if (access === ACCESS_COPY) flags = MAP_PRIVATE;
  else if (access === ACCESS_DEFAULT) {
    if ((prot & PROT_WRITE) === 0) access = ACCESS_READ;
    else if ((prot & PROT_READ) === 0) access = ACCESS_WRITE;
  } else if (access !== ACCESS_WRITE) throw valueError("mmap invalid access parameter.");
  currentInterpreter().audit("mmap.__new__", fd, given, access, offset);
  let length = given;
  const m = cls.allocate() as PyMmap;
  if (fd !== -1) {
    const status = onSystem(() => descriptors().fstat(fd));
    if ((status.mode & S_IFMT) === S_IFREG) {
      const size = Number(status.size);
      if (length === 0) {
        if (size === 0) throw valueError("cannot mmap an empty file");
        if (offset >= size) throw valueError("mmap offset is greater than file size");
        length = size - offset;
      } else if (offset > size || size - offset < length) {
        throw valueError("mmap length is greater than file size");
      }
    }
    // the file may be closed while it is mapped
    if (tracks) fd = onSystem(() => descriptors().dup(fd));
  } else flags |= MAP_ANONYMOUS;
  try {
    m.map = onSystem(() => MemoryMap.map(fd, length, prot, flags, offset));
  } catch (e) {
    if (fd !== -1 && tracks) descriptors().close(fd);
    throw e;
  }
  m.fd = tracks ? fd : -1;
  m.tracks = tracks;
  m.access = access;
  m.offset = offset;
  return m;
}

function close(self: PyMmap): void {
  if (self.exports > 0) throw bufferError("cannot close exported pointers exist");
  const { map, fd } = self;
  self.map = undefined;
  self.fd = -1;
  if (fd !== -1) descriptors().close(fd);
  if (map !== undefined) onSystem(() => map.unmap());
}

/** A start or end of a search. */
function bound(n: number, size: number): number {
  return n < 0 ? Math.max(0, n + size) : Math.min(n, size);
}

function search(
  self: PyMmap,
  sub: Value,
  start: Value | undefined,
  end: Value | undefined,
  backwards: boolean,
): number {
  checkOpen(self);
  const first = start === undefined ? undefined : sizeNumber(start);
  const stop = end === undefined ? undefined : sizeNumber(end);
  const wanted = bytesArgument(sub);
  const { bytes } = self;
  const from = bound(first ?? self.pos, bytes.length);
  const to = bound(stop ?? bytes.length, bytes.length);
  const last = to - wanted.length;
  const step = backwards ? -1 : 1;
  for (let i = backwards ? last : from; backwards ? i >= from : i <= last; i += step) {
    if (!backwards && wanted.length > 0) {
      i = bytes.indexOf(wanted[0], i);
      if (i < 0 || i > last) return -1;
    }
    let k = 0;
    while (k < wanted.length && bytes[i + k] === wanted[k]) k++;
    if (k === wanted.length) return i;
  }
  return -1;
}

function read(self: PyMmap, count: Value | undefined): Value {
  checkOpen(self);
  let n = -1;
  if (count !== undefined && count !== NONE) {
    if (intOf(count) === undefined && typeOf(count).lookup("__index__") === undefined) {
      throw typeError(`argument should be integer or None, not '${typeOf(count).name}'`);
    }
    n = sizeNumber(count);
  }
  const { bytes, pos } = self;
  const left = Math.max(0, bytes.length - pos);
  if (n < 0 || n > left) n = left;
  self.pos += n;
  return new PyBytes(bytes.slice(pos, pos + n));
}

function write(self: PyMmap, data: Value): Value {
  const bytes = bytesArgument(data).slice();
  const memory = self.writable;
  if (self.pos > memory.length || memory.length - self.pos < bytes.length) {
    throw valueError("data out of range");
  }
  memory.set(bytes, self.pos);
  self.pos += bytes.length;
  return bytes.length;
}

function byteOf(v: Value): number {
  const n = indexOf(v);
  if (n < 0) throw overflowError("unsigned byte integer is less than minimum");
  if (n > 255) throw overflowError("unsigned byte integer is greater than maximum");
  return Number(n);
}

function index(n: number, size: number): number {
  const at = n < 0 ? n + size : n;
  if (at < 0 || at >= size) throw indexError("mmap index out of range");
  return at;
}

function isIndex(v: Value): boolean {
  return intOf(v) !== undefined || typeOf(v).lookup("__index__") !== undefined;
}

function getItem(self: PyMmap, key: Value): Value {
  checkOpen(self);
  if (isIndex(key)) {
    const n = sizeNumber(key);
    return self.bytes[index(n, self.bytes.length)];
  }
  if (!(key instanceof PySlice)) throw typeError("mmap indices must be integers");
  const r = sliceRange(key, () => self.bytes.length);
  if (r.step === 1) return new PyBytes(self.bytes.slice(r.start, r.start + r.count));
  return new PyBytes(
    Uint8Array.from({ length: r.count }, (_, i) => self.bytes[r.start + i * r.step]),
  );
}

function setItem(self: PyMmap, key: Value, v: Value): void {
  let memory = self.writable;
  if (isIndex(key)) {
    const where = sizeNumber(key);
    index(where, self.bytes.length);
    const n = intOf(v);
    if (n === undefined) throw typeError("mmap item value must be an int");
    if (n < 0 || n > 255) throw valueError("mmap item value must be in range(0, 256)");
    self.bytes[index(where, self.bytes.length)] = Number(n);
    return;
  }
  if (!(key instanceof PySlice)) throw typeError("mmap indices must be integers");
  const r = sliceRange(key, () => self.bytes.length);
  const bytes = bytesArgument(v).slice();
  memory = self.bytes;
  if (bytes.length !== r.count || Math.max(r.start, r.stop) > memory.length) {
    throw indexError("mmap slice assignment is wrong size");
  }
  if (r.step === 1) memory.set(bytes, r.start);
  else for (let i = 0; i < r.count; i++) memory[r.start + i * r.step] = bytes[i];
}

function resize(self: PyMmap, size: Value): Value {
  checkOpen(self);
  const n = sizeNumber(size);
  if (self.exports > 0) throw bufferError("mmap can't resize with extant buffers exported.");
  if (self.access !== ACCESS_DEFAULT && self.access !== ACCESS_WRITE) {
    throw typeError("mmap can't resize a readonly or copy-on-write memory map.");
  }
  checkOpen(self);
  if (!self.tracks) throw valueError("mmap can't resize with trackfd=False.");
  if (n < 0 || n + self.offset > Number.MAX_SAFE_INTEGER) throw valueError("new size out of range");
  onSystem(() => {
    if (self.fd !== -1) descriptors().truncate(self.fd, self.offset + n);
    self.map!.resize(n);
  });
  return NONE;
}

function flush(self: PyMmap, offset: Value | undefined, size: Value | undefined): void {
  checkOpen(self);
  const from = offset === undefined ? 0 : sizeNumber(offset);
  const given = size === undefined ? undefined : sizeNumber(size);
  const { length } = self.bytes;
  const n = given ?? length - from;
  if (n < 0 || from < 0 || length - from < n) throw valueError("flush values out of range");
  if (self.access === ACCESS_READ || self.access === ACCESS_COPY) return;
  onSystem(() => self.map!.sync(from, n));
}

function advise(
  self: PyMmap,
  option: Value,
  start: Value | undefined,
  length: Value | undefined,
): void {
  checkOpen(self);
  const advice = intArgument(option);
  const from = start === undefined ? 0 : sizeNumber(start);
  const given = length === undefined ? undefined : sizeNumber(length);
  const size = self.bytes.length;
  let n = given ?? size;
  if (from < 0 || from >= size) throw valueError("madvise start out of bounds");
  if (n < 0) throw valueError("madvise length invalid");
  n = Math.min(n, size - from);
  onSystem(() => self.map!.advise(from, n, advice));
}

function seek(self: PyMmap, distance: Value, whence: Value | undefined): Value {
  checkOpen(self);
  const n = sizeNumber(distance);
  const how = whence === undefined ? 0 : intArgument(whence);
  const { length } = self.bytes;
  if (how < 0 || how > 2) throw valueError("unknown seek type");
  const to = n + (how === 0 ? 0 : how === 1 ? self.pos : length);
  if (to < 0 || to > length) throw valueError("seek out of range");
  self.pos = to;
  return to;
}

let mmapType: PyType | undefined;

function makeType(): PyType {
  const t = builtinType("mmap.mmap", PyMmap, {
    module: "mmap",
    qualname: "mmap",
    hasWeakref: true,
  });
  define(t, {
    doc:
      "mmap(fileno, length[, flags[, prot[, access[, offset[, trackfd]]]]])\n\nMaps length bytes of the file with this descriptor, from offset on, into memory.\nA length of 0 is all of the file; a descriptor of -1 is memory of no file.\n\nThe result is a mutable sequence of bytes and a file at once. flags, prot and\naccess say who sees changes and what is allowed.",
    new: method(
      "(cls, fileno, length, flags=MAP_SHARED, prot=PROT_WRITE|PROT_READ, access=ACCESS_DEFAULT, offset=0, *, trackfd=True)",
      "Create and return a new object.  See help(type) for accurate signature.",
      make,
      { noTextSignature: true },
    ),
    methods: {
      close: method("(self, /)", "", close),
      find: method(
        "(self, sub, start=None, end=None, /)",
        "",
        (self: PyMmap, sub: Value, start: Value | undefined, end: Value | undefined) =>
          search(self, sub, start, end, false),
        { noTextSignature: true },
      ),
      rfind: method(
        "(self, sub, start=None, end=None, /)",
        "",
        (self: PyMmap, sub: Value, start: Value | undefined, end: Value | undefined) =>
          search(self, sub, start, end, true),
        { noTextSignature: true },
      ),
      flush: method("(self, offset=0, size=None, /)", "", flush, { noTextSignature: true }),
      madvise: method("(self, option, start=0, length=None, /)", "", advise, {
        noTextSignature: true,
      }),
      move: method(
        "(self, dest, src, count, /)",
        "",
        (self: PyMmap, dest: Value, src: Value, count: Value) => {
          const d = sizeNumber(dest), s = sizeNumber(src), n = sizeNumber(count);
          const memory = self.writable;
          if (d < 0 || s < 0 || n < 0 || memory.length - d < n || memory.length - s < n) {
            throw valueError("source, destination, or count out of range");
          }
          memory.copyWithin(d, s, s + n);
        },
        { noTextSignature: true },
      ),
      read: method("(self, n=None, /)", "", read, { noTextSignature: true }),
      read_byte: method("(self, /)", "", (self: PyMmap) => {
        const { bytes, pos } = self;
        if (pos >= bytes.length) throw valueError("read byte out of range");
        self.pos++;
        return bytes[pos];
      }),
      readline: method("(self, /)", "", (self: PyMmap) => {
        const { bytes, pos } = self;
        if (pos >= bytes.length) return new PyBytes();
        const end = bytes.indexOf(10, pos);
        self.pos = end < 0 ? bytes.length : end + 1;
        return new PyBytes(bytes.slice(pos, self.pos));
      }),
      resize: method("(self, newsize, /)", "", resize, { noTextSignature: true }),
      seek: method("(self, pos, whence=0, /)", "", seek, { noTextSignature: true }),
      seekable: method("(self, /)", "", () => true),
      size: method("(self, /)", "", (self: PyMmap) => {
        checkOpen(self);
        return Number(onSystem(() => descriptors().fstat(self.fd)).size);
      }),
      tell: method("(self, /)", "", (self: PyMmap) => {
        checkOpen(self);
        return self.pos;
      }),
      write: method("(self, bytes, /)", "", write, { noTextSignature: true }),
      write_byte: method("(self, byte, /)", "", (self: PyMmap, v: Value) => {
        const n = byteOf(v);
        const memory = self.writable;
        if (self.pos >= memory.length) throw valueError("write byte out of range");
        memory[self.pos++] = n;
      }, { noTextSignature: true }),
      __enter__: method("(self, /)", "", (self: PyMmap) => {
        checkOpen(self);
        return self;
      }),
      __exit__: method("(self, /, *args)", "", (self: PyMmap) => close(self), {
        noTextSignature: true,
      }),
      __repr__: method("(self, /)", "Return repr(self).", (self: PyMmap) => {
        if (self.map === undefined) return `<mmap.mmap closed=True>`;
        return `<mmap.mmap closed=False, access=${
          ACCESS_NAMES[self.access]
        }, length=${self.map.bytes.length}, pos=${self.pos}, offset=${self.offset}>`;
      }),
      __len__: method("(self, /)", "Return len(self).", (self: PyMmap) => self.bytes.length),
      __getitem__: method("(self, key, /)", "Return self[key].", getItem),
      __setitem__: method("(self, key, value, /)", "Set self[key] to value.", setItem),
      __delitem__: method("(self, key, /)", "Delete self[key].", (self: PyMmap, key: Value) => {
        checkOpen(self);
        throw typeError(
          key instanceof PySlice
            ? "mmap object doesn't support slice deletion"
            : "mmap doesn't support item deletion",
        );
      }),
      __buffer__: method(
        "(self, flags, /)",
        "Return a buffer object that exposes the underlying memory of the object.",
        (self: PyMmap, flags: Value) => PyMemoryView.ofExporter(self, Number(indexOf(flags))),
      ),
      __release_buffer__: method(
        "(self, buffer, /)",
        "Release the buffer object that exposes the underlying memory of the object.",
        (_self: PyMmap, view: Value) => {
          if (!(view instanceof PyMemoryView)) throw typeError("expected a memoryview object");
          view.release();
        },
      ),
    },
    attributes: { closed: getset(undefined, (self: PyMmap) => self.map === undefined) },
  });
  return t;
}

/** Makes the module. */
export function create(): PyModule {
  if (!hasLibc()) throw exception("ImportError", "mmap needs the C library (--allow-ffi)");
  return builtinModule("mmap", {
    types: [mmapType ??= makeType()],
    values: {
      error: exceptionTypes.get("OSError")!,
      ACCESS_DEFAULT,
      ACCESS_READ,
      ACCESS_WRITE,
      ACCESS_COPY,
      ALLOCATIONGRANULARITY: 4096,
      PAGESIZE: 4096,
      MADV_DODUMP: 17,
      MADV_DOFORK: 11,
      MADV_DONTDUMP: 16,
      MADV_DONTFORK: 10,
      MADV_DONTNEED: 4,
      MADV_FREE: 8,
      MADV_HUGEPAGE: 14,
      MADV_HWPOISON: 100,
      MADV_MERGEABLE: 12,
      MADV_NOHUGEPAGE: 15,
      MADV_NORMAL: 0,
      MADV_RANDOM: 1,
      MADV_REMOVE: 9,
      MADV_SEQUENTIAL: 2,
      MADV_UNMERGEABLE: 13,
      MADV_WILLNEED: 3,
      MAP_32BIT: 64,
      MAP_ANON: MAP_ANONYMOUS,
      MAP_ANONYMOUS,
      MAP_DENYWRITE: 2048,
      MAP_EXECUTABLE: 4096,
      MAP_NORESERVE: 16384,
      MAP_POPULATE: 32768,
      MAP_PRIVATE,
      MAP_SHARED,
      MAP_STACK: 131072,
      PROT_EXEC: 4,
      PROT_READ,
      PROT_WRITE,
    },
  });
}
