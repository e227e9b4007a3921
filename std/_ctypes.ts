// _ctypes: C data and foreign functions. The classes are in ctypes/; the machine's side is vm/host/foreign.ts.

import { foreign } from "../vm/host/mod.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { intOf } from "../vm/objects/int.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { sizeNumber } from "../vm/objects/operations.ts";
import { exception, typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { PyType, typeOf } from "../vm/objects/type.ts";
import { currentInterpreter, type Interpreter } from "../vm/vm.ts";
import { ARGUMENT_ERROR, convert } from "./ctypes/call.ts";
import { infoOf, PyCData } from "./ctypes/data.ts";
import { keptErrno } from "./ctypes/errno.ts";
import * as flags from "./ctypes/flags.ts";
import { internalAddresses } from "./ctypes/internal.ts";
import { linkerText, symbolAddress } from "./ctypes/library.ts";
import { passed } from "./ctypes/natives.ts";
import { byReference, pointerCache, pointerClass, pointerTo } from "./ctypes/pointer.ts";
import { addressNumber, handleOf, objectAt } from "./ctypes/simple_codes.ts";
import { ctypes } from "./ctypes/types.ts";
import { newData } from "./ctypes/data.ts";
import { encodeName } from "./os_support/paths.ts";

const RTLD_LAZY = 1, RTLD_NOW = 2, RTLD_GLOBAL = 0x100;
const HIDDEN = { noTextSignature: true };

function sizeOf(v: Value): Value {
  if (v instanceof PyCData) return v.size;
  const info = infoOf(v);
  if (info === undefined) throw typeError("this type has no size");
  return info.size;
}

function alignmentOf(v: Value): Value {
  const info = infoOf(v instanceof PyCData ? v.cls : v);
  if (info === undefined) throw typeError("no alignment info");
  return info.align;
}

function byref(o: Value, offset?: Value): Value {
  const n = offset === undefined ? 0 : sizeNumber(offset);
  if (!(o instanceof PyCData)) {
    throw typeError(`byref() argument must be a ctypes instance, not '${typeOf(o).name}'`);
  }
  return byReference(o, n);
}

function resize(o: Value, size: Value): void {
  const n = sizeNumber(size);
  if (!(o instanceof PyCData)) throw typeError("expected ctypes instance");
  const { size: minimum } = infoOf(o.cls)!;
  if (n < minimum) throw valueError(`minimum size is ${minimum}`);
  if (!o.owns) {
    throw valueError("Memory cannot be resized because this object doesn't own it");
  }
  const before = o.bytes();
  o.at = foreign.take(n);
  o.memory = foreign.taken;
  o.size = n;
  o.bytes().set(before.subarray(0, n));
}

function open(name: Value, mode?: Value): Value {
  let text: Uint8Array | null = null;
  if (name !== NONE) {
    const s = strOf(name);
    if (s !== undefined) text = encodeName(s);
    else if (name instanceof PyBytes) text = name.data;
    else throw typeError(`expected str, bytes or os.PathLike object, not ${typeOf(name).name}`);
    if (text.includes(0)) throw valueError("embedded null byte");
  }
  const given = mode === undefined ? RTLD_NOW : sizeNumber(mode);
  currentInterpreter().audit("ctypes.dlopen", name);
  const handle = foreign.openLibrary(text, given | ((given & RTLD_LAZY) ? 0 : RTLD_NOW));
  if (handle === 0) throw exception("OSError", strFromUtf16(linkerText()));
  return handle;
}

function handleNumber(v: Value): number {
  const n = intOf(v);
  if (n === undefined) throw typeError("an integer is required");
  return addressNumber(n);
}

function symbol(handle: Value, name: Value): Value {
  const h = handleNumber(handle);
  if (!isStr(name)) throw typeError(`a str is required, not ${typeOf(name).name}`);
  currentInterpreter().audit("ctypes.dlsym/handle", handle, name);
  const address = symbolAddress(h, utf16(strOf(name)!));
  if (typeof address === "string") throw exception("OSError", strFromUtf16(address));
  return address;
}

/** Calls an address with arguments that are converted by what they are. */
function callAddress(target: Value, args: Value): Value {
  const address = handleNumber(target);
  if (!(args instanceof PyTuple)) {
    throw typeError(`argument 2 must be tuple, not ${typeOf(args).name}`);
  }
  const converted = args.items.map((v, i) => convert(v, i + 1));
  const f = foreign.bindAddress(address, converted.map((a) => a.native), "i32");
  return f(...converted.map(passed)) as number;
}

function bufferInfo(v: Value): Value {
  const info = infoOf(v instanceof PyCData ? v.cls : v);
  if (info === undefined) throw typeError("not a ctypes type or object");
  return new PyTuple([
    strFromUtf16(info.format),
    info.shape.length,
    new PyTuple([...info.shape]),
  ]);
}

function unpickle(t: Value, state: Value): Value {
  if (!(t instanceof PyType)) throw typeError("argument 1 must be a type");
  const o = newData(t);
  const set = typeOf(o).lookup("__setstate__")!;
  const bound = typeof set === "object" ? set.descrGet(o, t) : set;
  if (typeof bound === "object") bound.invoke([state], undefined);
  return o;
}

/** Makes the module. */
export function create(_vm: Interpreter): PyModule {
  if (!foreign.usable()) {
    throw exception("ImportError", "foreign functions need glibc and --allow-ffi");
  }
  const t = ctypes();
  const [castAddress, stringAt, wideStringAt] = internalAddresses();
  const main = foreign.openLibrary(null, RTLD_NOW);
  const address = (name: string): number => {
    const found = symbolAddress(main, name);
    return typeof found === "number" ? found : 0;
  };
  return builtinModule("_ctypes", {
    doc: "Create and manipulate C compatible data types in Python.",
    types: [t.structure, t.union, t.array, t.pointer, t.func, t.simple],
    functions: {
      sizeof: method(
        "(object, /)",
        "sizeof(C type) -> integer\nsizeof(C instance) -> integer\nReturn the size in bytes of a C instance",
        sizeOf,
        HIDDEN,
      ),
      alignment: method(
        "(object, /)",
        "alignment(C type) -> integer\nalignment(C instance) -> integer\nReturn the alignment requirements of a C instance",
        alignmentOf,
        HIDDEN,
      ),
      byref: method(
        "(object, offset=0, /)",
        "byref(C instance[, offset=0]) -> byref-object\nReturn a pointer lookalike to a C instance, only usable\nas function argument",
        byref,
        HIDDEN,
      ),
      addressof: method(
        "(object, /)",
        "addressof(C instance) -> integer\nReturn the address of the C instance internal buffer",
        (o: Value) => {
          if (!(o instanceof PyCData)) throw typeError("invalid type");
          currentInterpreter().audit("ctypes.addressof", o);
          return o.address;
        },
        HIDDEN,
      ),
      resize: method(
        "(object, size, /)",
        "Resize the memory buffer of a ctypes instance",
        resize,
        HIDDEN,
      ),
      POINTER: method(
        "(type, /)",
        "Create and return a new ctypes pointer type.\n\n  type\n    A ctypes type.\n\nPointer types are cached and reused internally,\nso calling this function repeatedly is cheap.",
        (type: Value) => pointerClass(t.pointer, type),
      ),
      pointer: method(
        "(obj, /)",
        "Create a new pointer instance, pointing to 'obj'.\n\nThe returned object is of the type POINTER(type(obj)). Note that if you\njust want to pass a pointer to an object to a foreign function call, you\nshould use byref(obj) which is much faster.",
        (o: Value) => pointerTo(t.pointer, o),
      ),
      get_errno: method("()", "", () => keptErrno().value, HIDDEN),
      set_errno: method("(value, /)", "", (v: Value) => {
        const n = sizeNumber(v);
        const kept = keptErrno();
        const before = kept.value;
        kept.value = n | 0;
        return before;
      }, HIDDEN),
      dlopen: method(
        "(name, flags=0, /)",
        "dlopen(name, flag={RTLD_GLOBAL|RTLD_LOCAL}) open a shared library",
        open,
        HIDDEN,
      ),
      dlsym: method("(handle, name, /)", "find symbol in shared library", symbol, HIDDEN),
      dlclose: method("(handle, /)", "dlclose a library", (handle: Value) => {
        if (!foreign.closeLibrary(handleNumber(handle))) {
          throw exception("OSError", strFromUtf16(linkerText()));
        }
      }, HIDDEN),
      call_function: method("(address, arguments, /)", "", callAddress, HIDDEN),
      call_cdeclfunction: method("(address, arguments, /)", "", callAddress, HIDDEN),
      buffer_info: method("(object, /)", "Return buffer interface information", bufferInfo, HIDDEN),
      PyObj_FromPtr: method(
        "(address, /)",
        "",
        (v: Value) => objectAt(intOf(v) ?? 0),
        HIDDEN,
      ),
      Py_INCREF: method("(object, /)", "", (v: Value) => (handleOf(v), v), HIDDEN),
      Py_DECREF: method("(object, /)", "", (v: Value) => v, HIDDEN),
      _unpickle: method("(type, state, /)", "", unpickle, HIDDEN),
    },
    values: {
      ArgumentError: ARGUMENT_ERROR.type(),
      CTYPES_MAX_ARGCOUNT: 1024,
      FUNCFLAG_CDECL: flags.FUNCFLAG_CDECL,
      FUNCFLAG_PYTHONAPI: flags.FUNCFLAG_PYTHONAPI,
      FUNCFLAG_USE_ERRNO: flags.FUNCFLAG_USE_ERRNO,
      FUNCFLAG_USE_LASTERROR: flags.FUNCFLAG_USE_LASTERROR,
      RTLD_GLOBAL,
      RTLD_LOCAL: 0,
      SIZEOF_TIME_T: 8,
      __version__: "1.1.0",
      _cast_addr: castAddress,
      _memmove_addr: address("memmove"),
      _memset_addr: address("memset"),
      _string_at_addr: stringAt,
      _wstring_at_addr: wideStringAt,
      _pointer_type_cache: pointerCache(),
    },
  });
}
