// Making classes of ctypes from code, and what their metaclasses have in common: `from_address` and its like, `ctype * 3`.

import { foreign } from "../../vm/host/mod.ts";
import { call, getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { FULL_READ_ONLY, getBuffer, isCContiguous } from "../../vm/objects/buffer.ts";
import { createClass } from "../../vm/objects/class_creation.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { intOf } from "../../vm/objects/int.ts";
import { PyMemoryView } from "../../vm/objects/memoryview.ts";
import type { Value } from "../../vm/objects/object.ts";
import { sizeNumber } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { isInstance, type PyType, typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { PyCArg } from "./argument.ts";
import { concrete, type CType, dataAt, dataAtAddress, newData } from "./data.ts";
import { addressNumber } from "./simple_codes.ts";
import { symbolAddress } from "./library.ts";

/** A new class, without what the metaclass's `__init__` does. */
export function createCType(meta: PyType, name: string, bases: PyType[], namespace: PyDict): CType {
  return createClass(
    meta,
    strFromUtf16(name),
    new PyTuple([...bases]),
    namespace.copy(),
    undefined,
  ) as CType;
}

/** A new class, as a class statement makes it. */
export function makeCType(base: PyType, name: string, namespace: Record<string, Value>): CType {
  const ns = new PyDict();
  for (const key in namespace) ns.setStr(key, namespace[key]);
  return call(base.cls, [strFromUtf16(name), new PyTuple([base]), ns]) as CType;
}

/** `from_param` as most classes have it. */
export function dataParam(t: CType, v: Value): Value {
  if (isInstance(v, t)) return v;
  if (v instanceof PyCArg) {
    if (isInstance(v.obj, t)) return v;
    throw typeError(`expected ${t.name} instance instead of pointer to ${typeOf(v.obj).name}`);
  }
  const p = getAttrOrAbsent(v, "_as_parameter_");
  if (p !== undefined) return dataParam(t, p);
  throw typeError(`expected ${t.name} instance instead of ${typeOf(v).name}`);
}

function offsetOf(v: Value | undefined): number {
  const offset = v === undefined ? 0 : sizeNumber(v);
  if (offset < 0) throw valueError("offset cannot be negative");
  return offset;
}

function checkRoom(length: number, size: number, offset: number): void {
  if (size > length - offset) {
    throw valueError(
      `Buffer size too small (${length} instead of at least ${size + offset} bytes)`,
    );
  }
}

function fromBuffer(t: CType, source: Value, offsetValue?: Value): Value {
  const info = concrete(t);
  const view = PyMemoryView.of(source, FULL_READ_ONLY);
  if (view.readonly) throw typeError("underlying buffer is not writable");
  if (!isCContiguous(view.itemsize, view.shape, view.strides)) {
    throw typeError("underlying buffer is not C contiguous");
  }
  const offset = offsetOf(offsetValue);
  const length = view.count * view.itemsize;
  checkRoom(length, info.size, offset);
  currentInterpreter().audit("ctypes.cdata/buffer", 0, length, offset);
  const bytes = view.bytes.subarray(view.offset + offset, view.offset + length);
  const o = dataAt(t, foreign.Memory.over(bytes as Uint8Array<ArrayBuffer>), 0);
  o.objects = o.length > 0 ? PyDict.from([["ffffffff", view]]) : view;
  return o;
}

function fromBufferCopy(t: CType, source: Value, offsetValue?: Value): Value {
  const info = concrete(t);
  const view = getBuffer(source, 0);
  try {
    const bytes = view.contiguous();
    const offset = offsetOf(offsetValue);
    checkRoom(bytes.length, info.size, offset);
    currentInterpreter().audit("ctypes.cdata/buffer", 0, bytes.length, offset);
    const o = newData(t);
    o.bytes().set(bytes.subarray(offset, offset + info.size));
    return o;
  } finally {
    view.release();
  }
}

function inDll(t: CType, dll: Value, name: Value): Value {
  concrete(t);
  const text = strOf(name);
  if (text === undefined) {
    throw typeError(`in_dll() argument 2 must be str, not ${typeOf(name).name}`);
  }
  currentInterpreter().audit("ctypes.dlsym", dll, name);
  const handle = intOf(getAttr(dll, "_handle"));
  if (handle === undefined) {
    throw typeError("the _handle attribute of the second argument must be an integer");
  }
  const address = symbolAddress(Number(handle), utf16(text));
  if (typeof address === "string") throw valueError(address);
  return dataAtAddress(t, address);
}

function fromAddress(t: CType, v: Value): Value {
  const n = intOf(v);
  if (n === undefined) throw typeError("integer expected");
  currentInterpreter().audit("ctypes.cdata", v);
  return dataAtAddress(t, addressNumber(n));
}

/** The methods of every metaclass; `fromParam` differs. */
export function classMethods(
  fromParam: (t: CType, v: Value) => Value,
): Record<string, Declaration> {
  const hidden = { noTextSignature: true };
  return {
    from_param: method(
      "(self, object, /)",
      "Convert a Python object into a function call parameter.",
      fromParam,
      hidden,
    ),
    from_address: method(
      "(self, integer, /)",
      "C.from_address(integer) -> C instance\naccess a C instance at the specified address",
      fromAddress,
      hidden,
    ),
    from_buffer: method(
      "(self, object, offset=0, /)",
      "C.from_buffer(object, offset=0, /) -> C instance\ncreate a C instance from a writeable buffer",
      fromBuffer,
      hidden,
    ),
    from_buffer_copy: method(
      "(self, object, offset=0, /)",
      "C.from_buffer_copy(object, offset=0, /) -> C instance\ncreate a C instance from a readable buffer",
      fromBufferCopy,
      hidden,
    ),
    in_dll: method(
      "(self, dll, name, /)",
      "C.in_dll(dll, name) -> C instance\naccess a C instance in a dll",
      inDll,
      hidden,
    ),
  };
}
