// The classes of `_ctypes`: made once, when the module is first imported. They cannot be changed from Python.

import { define } from "../../vm/objects/define.ts";
import { getAttr } from "../../vm/objects/attributes.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { instanceDict } from "../../vm/objects/instance_dict.ts";
import { PyMemoryView } from "../../vm/objects/memoryview.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexNumber } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, TypeType } from "../../vm/objects/type.ts";
import { bytesArgument } from "../../vm/objects/buffer.ts";
import { argumentRepr, PyCArg } from "./argument.ts";
import { ARRAY_DEFINITION, ArrayMeta, arrayMetaInit, multiplied, PyCArray } from "./array.ts";
import { CType, infoOf, PyCData } from "./data.ts";
import { FUNCTION_DEFINITION, FunctionMeta, functionMetaInit, PyCFunction } from "./function.ts";
import { classMethods, dataParam } from "./metaclass.ts";
import {
  POINTER_DEFINITION,
  PointerMeta,
  pointerMetaInit,
  pointerParam,
  PyCPointer,
  setType,
} from "./pointer.ts";
import { PyCSimple, SIMPLE_DEFINITION, SimpleMeta, simpleMetaInit, simpleParam } from "./simple.ts";
import {
  FIELD_DEFINITION,
  PyCField,
  PyCStructure,
  PyCUnion,
  STRUCT_META_ATTRIBUTES,
  structDefinition,
  StructMeta,
  structMetaInit,
  UnionMeta,
} from "./structure.ts";

/** The classes that the module shows. */
export interface CTypes {
  readonly data: PyType;
  readonly simple: PyType;
  readonly structure: PyType;
  readonly union: PyType;
  readonly array: PyType;
  readonly pointer: PyType;
  readonly func: PyType;
  readonly field: PyType;
  readonly argument: PyType;
}

let made: CTypes | undefined;

/** The classes. */
export function ctypes(): CTypes {
  return made ??= make();
}

function named(name: string): { module: string; qualname: string } {
  return { module: "_ctypes", qualname: name };
}

function reduceData(self: PyCData): Value {
  if (infoOf(self.cls)!.hasPointer) {
    throw valueError("ctypes objects containing pointers cannot be pickled");
  }
  const state = self.cls.hasDict ? instanceDict(self) : NONE;
  const content = new PyTuple([state, new PyBytes(self.bytes().slice())]);
  return new PyTuple([
    getAttr(runtime.importModule("_ctypes"), "_unpickle"),
    new PyTuple([self.cls, content]),
  ]);
}

function setState(self: PyCData, state: Value): void {
  if (
    !(state instanceof PyTuple) || state.items.length !== 2 || !(state.items[0] instanceof PyDict)
  ) {
    throw typeError("argument 1 must be tuple of a dict and a bytes-like object");
  }
  const bytes = bytesArgument(state.items[1]);
  self.bytes().set(bytes.subarray(0, self.size));
  if (self.cls.hasDict) instanceDict(self).copyFrom(state.items[0]);
}

/** They show where they are from. */
const MODULE = { __module__: "_ctypes" };

function bufferMethod(): Declaration {
  return method(
    "(self, flags, /)",
    "Return a buffer object that exposes the underlying memory of the object.",
    (self: PyCData, flags: Value) => PyMemoryView.ofExporter(self, indexNumber(flags)),
  );
}

function make(): CTypes {
  const metaBase = builtinType("_ctypes.CType_Type", CType, {
    ...named("CType_Type"),
    base: TypeType,
  });
  const meta = (name: string, js: unknown): PyType =>
    builtinType(`_ctypes.${name}`, js, { ...named(name), base: metaBase });
  const metas = {
    simple: meta("PyCSimpleType", SimpleMeta),
    structure: meta("PyCStructType", StructMeta),
    union: meta("UnionType", UnionMeta),
    array: meta("PyCArrayType", ArrayMeta),
    pointer: meta("PyCPointerType", PointerMeta),
    func: meta("PyCFuncPtrType", FunctionMeta),
  };
  const data = builtinType("_ctypes._CData", PyCData, { ...named("_CData"), hasWeakref: true });
  const one = (name: string, js: unknown, metatype: PyType): PyType =>
    builtinType(`_ctypes.${name}`, js, { ...named(name), base: data, metatype });
  const simple = one("_SimpleCData", PyCSimple, metas.simple);
  const structure = one("Structure", PyCStructure, metas.structure);
  const union = one("Union", PyCUnion, metas.union);
  const array = one("Array", PyCArray, metas.array);
  const pointer = one("_Pointer", PyCPointer, metas.pointer);
  const func = one("CFuncPtr", PyCFunction, metas.func);
  const field = builtinType("_ctypes.CField", PyCField, {
    ...named("CField"),
    final: true,
    noNew: true,
  });
  const argument = builtinType("CArgObject", PyCArg, {
    ...named("CArgObject"),
    noNew: true,
    module: "builtins",
  });

  const times = multiplied(() => array);
  define(metaBase, {
    values: MODULE,
    doc: "metatype for C data types",
    methods: {
      __mul__: method("(self, value, /)", "Return self*value.", times),
      __rmul__: method("(self, value, /)", "Return value*self.", times),
      __sizeof__: method("(self, /)", "Return memory consumption of the type object.", () => 1000),
    },
  });
  define(metas.simple, {
    values: MODULE,
    doc: "metatype for the PyCSimpleType objects",
    methods: { __init__: simpleMetaInit(() => simple), ...classMethods(simpleParam) },
  });
  for (const [m, isUnion] of [[metas.structure, false], [metas.union, true]] as const) {
    define(m, {
      values: MODULE,
      doc: isUnion ? "metatype for the Union Objects" : "metatype for the CData Objects",
      methods: {
        __init__: structMetaInit(isUnion),
        ...STRUCT_META_ATTRIBUTES,
        ...classMethods(dataParam),
      },
    });
  }
  define(metas.array, {
    values: MODULE,
    doc: "metatype for the Array Objects",
    methods: { __init__: arrayMetaInit(() => array), ...classMethods(dataParam) },
  });
  define(metas.pointer, {
    values: MODULE,
    doc: "metatype for the Pointer Objects",
    methods: { __init__: pointerMetaInit, set_type: setType, ...classMethods(pointerParam) },
  });
  define(metas.func, {
    values: MODULE,
    doc: "metatype for C function pointers",
    methods: { __init__: functionMetaInit, ...classMethods(dataParam) },
  });

  define(data, {
    values: MODULE,
    doc: "XXX to be provided",
    methods: {
      __hash__: method("(self, /)", "Return hash(self).", () => {
        throw typeError("unhashable type");
      }),
      __buffer__: bufferMethod(),
      __ctypes_from_outparam__: method("(self, /)", "", (self: PyCData) => self, {
        noTextSignature: true,
      }),
      __reduce__: method("(self, /)", "", reduceData, { noTextSignature: true }),
      __setstate__: method("(self, state, /)", "", setState, { noTextSignature: true }),
    },
    attributes: {
      _b_base_: member("the base object", (self: PyCData) => self.base ?? NONE),
      _b_needsfree_: member(
        "whether the object owns the memory or not",
        (self: PyCData) => self.owns ? 1 : 0,
      ),
      _objects: member(
        "internal objects tree (NEVER CHANGE THIS OBJECT!)",
        (self: PyCData) => self.objects ?? NONE,
      ),
    },
  });
  for (
    const [t, d] of [
      [simple, SIMPLE_DEFINITION],
      [structure, structDefinition(false)],
      [union, structDefinition(true)],
      [array, ARRAY_DEFINITION],
      [pointer, POINTER_DEFINITION],
      [func, FUNCTION_DEFINITION],
    ] as const
  ) {
    define(t, { ...d, values: MODULE, methods: { ...d.methods, __buffer__: bufferMethod() } });
  }
  define(field, FIELD_DEFINITION);
  define(argument, {
    methods: {
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyCArg) => strFromUtf16(argumentRepr(self)),
      ),
    },
    attributes: { _obj: member("the wrapped object", (self: PyCArg) => self.obj) },
  });
  return { data, simple, structure, union, array, pointer, func, field, argument };
}
