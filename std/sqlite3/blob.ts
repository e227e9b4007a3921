// sqlite3.Blob: a blob in the database as a file and as a sequence of bytes.

import type { sqlite as host } from "../../vm/host/mod.ts";
import { bytesArgument } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { define } from "../../vm/objects/define.ts";
import { intOf } from "../../vm/objects/int.ts";
import { PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import {
  exception,
  indexError,
  overflowError,
  typeError,
  valueError,
} from "../../vm/objects/raise.ts";
import { method } from "../../vm/objects/signature.ts";
import { PySlice, sliceRange } from "../../vm/objects/slice.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import type { PyConnection } from "./connection.ts";
import { lastError, lib, ProgrammingError } from "./errors.ts";
import { buffer } from "./values.ts";

export class PyBlob extends PyObject {
  connection: PyConnection | undefined = undefined;
  blob: host.Pointer = null;
  at: number = 0;

  close(): void {
    if (this.blob !== null) lib().blob_close(this.blob);
    this.blob = null;
  }
}

function check(self: PyBlob): number {
  self.connection!.check();
  if (self.blob === null) throw ProgrammingError.error("Cannot operate on a closed blob.");
  return lib().blob_bytes(self.blob);
}

function readAt(self: PyBlob, at: number, n: number): Uint8Array {
  const bytes = new Uint8Array(n);
  const code = lib().blob_read(self.blob, buffer(bytes), n, at);
  if (code !== 0) throw lastError(self.connection!.db);
  return bytes;
}

function writeAt(self: PyBlob, at: number, bytes: Uint8Array): void {
  const size = check(self);
  if (bytes.length > size - at) throw valueError("data longer than blob length");
  const code = lib().blob_write(self.blob, buffer(bytes.slice()), bytes.length, at);
  if (code !== 0) throw lastError(self.connection!.db);
}

function index(v: Value, size: number): number {
  const n = intOf(v) ?? indexOf(v);
  const at = Number(n) < 0 ? Number(n) + size : Number(n);
  if (at < 0 || at >= size) throw indexError("Blob index out of range");
  return at;
}

function isIndex(v: Value): boolean {
  return intOf(v) !== undefined || typeOf(v).lookup("__index__") !== undefined;
}

function setItem(self: PyBlob, key: Value, v: Value): void {
  const size = check(self);
  if (isIndex(key)) {
    const at = index(key, size);
    const n = intOf(v);
    if (n === undefined) {
      throw typeError(`'${typeOf(v).name}' object cannot be interpreted as an integer`);
    }
    if (n < 0 || n > 255) throw valueError("byte must be in range(0, 256)");
    writeAt(self, at, Uint8Array.of(Number(n)));
  } else if (key instanceof PySlice) {
    const r = sliceRange(key, () => size);
    if (r.count === 0) return;
    const bytes = bytesArgument(v);
    if (bytes.length !== r.count) throw indexError("Blob slice assignment is wrong size");
    if (r.step === 1) writeAt(self, r.start, bytes);
    else {
      const low = Math.min(r.start, r.start + (r.count - 1) * r.step);
      const span = readAt(self, low, Math.abs(r.step) * (r.count - 1) + 1);
      for (let i = 0; i < r.count; i++) span[r.start + i * r.step - low] = bytes[i];
      writeAt(self, low, span);
    }
  } else throw typeError("Blob indices must be integers");
}

function getItem(self: PyBlob, key: Value): Value {
  const size = check(self);
  if (isIndex(key)) return readAt(self, index(key, size), 1)[0];
  if (!(key instanceof PySlice)) throw typeError("Blob indices must be integers");
  const r = sliceRange(key, () => size);
  if (r.count === 0) return new PyBytes();
  if (r.step === 1) return new PyBytes(readAt(self, r.start, r.count));
  const low = Math.min(r.start, r.start + (r.count - 1) * r.step);
  const span = readAt(self, low, Math.abs(r.step) * (r.count - 1) + 1);
  return new PyBytes(
    Uint8Array.from({ length: r.count }, (_, i) => span[r.start + i * r.step - low]),
  );
}

let type: PyType | undefined;

/** The class. */
export function blobType(): PyType {
  if (type !== undefined) return type;
  const t = type = builtinType("sqlite3.Blob", PyBlob, {
    module: "sqlite3",
    qualname: "Blob",
    final: true,
    noNew: true,
    hasWeakref: true,
  });
  define(t, {
    methods: {
      close: method("(self, /)", "Close the blob.", (self: PyBlob) => {
        self.connection!.check();
        self.close();
      }),
      read: method(
        "(self, length=-1, /)",
        "Read data at the current offset position.\n\n  length\n    Read length in bytes.\n\nWithout a length, or with a negative one, everything to the end is read.",
        (self: PyBlob, length: Value | undefined) => {
          const left = check(self) - self.at;
          let n = length === undefined ? -1 : Number(indexOf(length));
          if (n < 0 || n > left) n = left;
          if (n === 0) return new PyBytes();
          const bytes = readAt(self, self.at, n);
          self.at += n;
          return new PyBytes(bytes);
        },
      ),
      write: method(
        "(self, data, /)",
        "Write data at the current offset.\n\nThe blob cannot grow by that.",
        (self: PyBlob, data: Value) => {
          check(self);
          const bytes = bytesArgument(data);
          writeAt(self, self.at, bytes);
          self.at += bytes.length;
        },
      ),
      seek: method(
        "(self, offset, origin=0, /)",
        "Set the current access position to offset.\n\nThe origin is os.SEEK_SET, os.SEEK_CUR or os.SEEK_END.",
        (self: PyBlob, offset: Value, origin: Value | undefined) => {
          const size = check(self);
          const n = Number(indexOf(offset));
          if (Math.abs(n) > 2147483647) {
            throw overflowError(
              n > 0
                ? "signed integer is greater than maximum"
                : "signed integer is less than minimum",
            );
          }
          const from = origin === undefined ? 0 : Number(indexOf(origin));
          if (from < 0 || from > 2) {
            throw valueError(
              "'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END",
            );
          }
          const base = from === 0 ? 0 : from === 1 ? self.at : size;
          if (base + n > 2147483647) {
            throw exception("OverflowError", "seek offset results in position overflow");
          }
          if (base + n < 0 || base + n > size) throw valueError("offset out of blob range");
          self.at = base + n;
        },
      ),
      tell: method(
        "(self, /)",
        "Return the current access position for the blob.",
        (self: PyBlob) => {
          check(self);
          return self.at;
        },
      ),
      __enter__: method("(self, /)", "Blob context manager enter.", (self: PyBlob) => {
        check(self);
        return self;
      }),
      __exit__: method(
        "(self, type, val, tb, /)",
        "Blob context manager exit.",
        (self: PyBlob) => {
          check(self);
          self.close();
          return false;
        },
      ),
      __len__: method("(self, /)", "Return len(self).", (self: PyBlob) => check(self)),
      __getitem__: method("(self, key, /)", "Return self[key].", getItem),
      __setitem__: method(
        "(self, key, value, /)",
        "Set self[key] to value.",
        (self: PyBlob, key: Value, v: Value) => setItem(self, key, v),
      ),
      __delitem__: method("(self, key, /)", "Delete self[key].", (self: PyBlob, key: Value) => {
        check(self);
        throw typeError(
          key instanceof PySlice
            ? "Blob doesn't support slice deletion"
            : "Blob doesn't support item deletion",
        );
      }),
    },
  });
  return t;
}
