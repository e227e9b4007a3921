// PickleBuffer: a wrapper around memory that a pickle may leave out.

import {
  type BufferView,
  FULL_READ_ONLY,
  getBuffer,
  isCContiguous,
  isFContiguous,
} from "../../vm/objects/buffer.ts";
import { call } from "../../vm/objects/attributes.ts";
import { define } from "../../vm/objects/define.ts";
import { PyObject, type Value } from "../../vm/objects/object.ts";
import { bufferError, valueError } from "../../vm/objects/raise.ts";
import { method } from "../../vm/objects/signature.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import { getAttr } from "../../vm/objects/attributes.ts";
import { runtime } from "../../vm/objects/runtime.ts";

/** A PickleBuffer. */
export class PyPickleBuffer extends PyObject {
  view: BufferView | undefined = undefined;
  source: Value | undefined = undefined;

  /** The memory, which must be contiguous. */
  buffer(): BufferView {
    const { view } = this;
    if (view === undefined) {
      throw valueError("operation forbidden on released PickleBuffer object");
    }
    if (
      !isCContiguous(view.itemsize, view.shape, view.strides) &&
      !isFContiguous(view.itemsize, view.shape, view.strides)
    ) {
      throw bufferError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
    }
    return view;
  }

  exportBuffer(flags: number): BufferView {
    if (this.source === undefined) {
      throw valueError("operation forbidden on released PickleBuffer object");
    }
    return getBuffer(this.source, flags);
  }
}

let type: PyType | undefined;

/** The type. */
export function pickleBufferType(): PyType {
  if (type !== undefined) return type;
  type = builtinType("pickle.PickleBuffer", PyPickleBuffer, {
    module: "pickle",
    qualname: "PickleBuffer",
    final: true,
    hasWeakref: true,
  });
  const memoryview = (v: Value): Value =>
    call(getAttr(runtime.importModule("builtins"), "memoryview"), [v]);
  define(type, {
    doc: "Wrapper for potentially out-of-band buffers",
    new: method(
      "(cls, object, /)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType, o: Value) => {
        const b = cls.allocate() as PyPickleBuffer;
        b.view = getBuffer(o, FULL_READ_ONLY);
        b.source = o;
        return b;
      },
    ),
    methods: {
      raw: method(
        "(self, /)",
        "Return a memoryview of the raw memory underlying this buffer.\nWill raise BufferError is the buffer isn't contiguous.",
        (self: PyPickleBuffer) => {
          const view = self.view;
          if (view === undefined) {
            throw valueError("operation forbidden on released PickleBuffer object");
          }
          if (
            !isCContiguous(view.itemsize, view.shape, view.strides) &&
            !isFContiguous(view.itemsize, view.shape, view.strides)
          ) {
            throw bufferError("cannot extract raw buffer from non-contiguous buffer");
          }
          const m = memoryview(self.source!);
          return call(getAttr(m, "cast"), ["B"]);
        },
      ),
      release: method(
        "(self, /)",
        "Release the underlying buffer exposed by the PickleBuffer object.",
        (self: PyPickleBuffer) => {
          self.view?.release();
          self.view = undefined;
          self.source = undefined;
        },
      ),
      __buffer__: method(
        "(self, flags, /)",
        "Return a buffer object that exposes the underlying memory of the object.",
        (self: PyPickleBuffer) => {
          if (self.source === undefined) {
            throw valueError("operation forbidden on released PickleBuffer object");
          }
          return memoryview(self.source);
        },
      ),
      __release_buffer__: method(
        "(self, buffer, /)",
        "Release the buffer object that exposes the underlying memory of the object.",
        () => {},
      ),
    },
  });
  return type;
}
