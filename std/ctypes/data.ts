// The objects of ctypes: Python objects on memory that C can see.
//
// Invariants:
// - What a class says about its memory is its `info`; a class without one is abstract. Once an instance was made, or the class
//   was used in another, `info.final` keeps its fields from changing.
// - An object's memory is `memory` from `at` on. A part of another object (a field, an item) has the whole as its `base` and
//   the same memory. What C pointers in the memory point to is kept alive by `objects` of the outermost object.

import { foreign } from "../../vm/host/mod.ts";
import { BufferView } from "../../vm/objects/buffer.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { systemError, typeError, valueError } from "../../vm/objects/raise.ts";
import { PyMemoryView } from "../../vm/objects/memoryview.ts";
import { PyType } from "../../vm/objects/type.ts";

/** Reads a value out of memory. */
export type Reader = (view: DataView, at: number, size: number) => Value;
/** Writes a value to memory; gives what has to stay alive with it. */
export type Writer = (view: DataView, at: number, v: Value, size: number) => Value | undefined;

/** What kind of C type a class stands for. */
export type Kind = "simple" | "struct" | "union" | "array" | "pointer" | "function";

/** A field's type and offset, as far as passing by value needs them. */
export interface Part {
  readonly offset: number;
  readonly type: CType;
}

/** What a class says about the memory of its instances. */
export class TypeInfo {
  readonly kind: Kind;
  size: number = 0;
  align: number = 1;
  /** The number of items or fields; 0 for what is one value. */
  length: number = 0;
  /** What an array consists of, what a pointer points to. */
  item: CType | undefined = undefined;
  /** `_type_` of a simple type. */
  code: string = "";
  /** How a simple type, or a field of characters, is read and written. */
  read: Reader | undefined = undefined;
  write: Writer | undefined = undefined;
  /** As `memoryview.format` shows it. */
  format: string = "B";
  shape: readonly number[] = [];
  /** The fields cannot change any more. */
  final: boolean = false;
  hasPointer: boolean = false;
  parts: Part[] = [];
  /** How the type is passed by value. */
  native: foreign.NativeType | undefined = undefined;
  // functions
  flags: number = 0;
  argtypes: readonly Value[] | undefined = undefined;
  restype: Value | undefined = undefined;
  checker: Value | undefined = undefined;

  constructor(kind: Kind) {
    this.kind = kind;
  }

  /** A copy for a subclass. */
  clone(): TypeInfo {
    const copy = Object.assign(new TypeInfo(this.kind), this);
    copy.final = false;
    copy.parts = [...this.parts];
    return copy;
  }
}

/** A class of ctypes. */
export class CType extends PyType {
  info: TypeInfo | undefined = undefined;
}

/** What a class says about its instances' memory, or `undefined` where it is no class of ctypes or abstract. */
export function infoOf(t: Value): TypeInfo | undefined {
  return t instanceof CType ? t.info : undefined;
}

/** A class is initialized once. */
export function checkNew(t: CType): void {
  if (t.info !== undefined) throw systemError(`StgInfo of '${t.name}' is already initialized.`);
}

const NOTHING = foreign.Memory.at(0, 0);

/** An object of ctypes. */
export class PyCData extends PyObject {
  memory: foreign.Memory = NOTHING;
  at: number = 0;
  size: number = 0;
  /** The object that this one is a part of. */
  base: PyCData | undefined = undefined;
  /** Which part. */
  index: number = 0;
  length: number = 0;
  /** What has to live as long as the object. */
  objects: Value | undefined = undefined;
  /** The memory is the object's own. */
  owns: boolean = false;

  get address(): number {
    return this.memory.address + this.at;
  }

  get view(): DataView {
    return this.memory.view;
  }

  /** The memory's own bytes. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.memory.bytes.subarray(this.at, this.at + this.size);
  }

  /** The object stands on the memory that `exporter` lends. */
  holdsMemoryOf(exporter: Value): boolean {
    const { objects } = this;
    const held = objects instanceof PyDict ? objects.values() : [objects];
    return held.some((v) => v instanceof PyMemoryView && v.managed.view.obj === exporter);
  }

  exportBuffer(_flags: number): BufferView {
    const info = infoOf(this.cls)!;
    let { shape } = info;
    let item = info;
    while (item.kind === "array") item = item.item!.info!;
    const { size } = item;
    if (info.kind === "array" && this.size !== info.size && shape.length === 1 && size > 0) {
      shape = [Math.floor(this.size / size)];
    }
    const strides: number[] = new Array(shape.length);
    for (let i = shape.length - 1, s = size; i >= 0; i--) {
      strides[i] = s;
      s *= shape[i];
    }
    return new BufferView(
      this,
      this.bytes(),
      false,
      info.format,
      size,
      shape,
      strides,
      0,
      undefined,
    );
  }
}

/** The class of an object. */
export function ctypeOf(o: PyCData): CType {
  return o.cls as CType;
}

/** A class's info; TypeError where it has none. */
export function concrete(t: PyType): TypeInfo {
  const info = infoOf(t);
  if (info === undefined) throw typeError("abstract class");
  return info;
}

/** Gives an object new memory. */
export function giveMemory(o: PyCData, info: TypeInfo): void {
  if (info.align > 16) {
    const memory = foreign.Memory.allocate(info.size + info.align);
    o.memory = memory;
    o.at = (info.align - memory.address % info.align) % info.align;
  } else {
    o.at = foreign.take(info.size);
    o.memory = foreign.taken;
  }
  o.size = info.size;
  o.length = info.length;
  o.owns = true;
}

/** A new object of a class, its memory zeroed. */
export function newData(cls: PyType): PyCData {
  const info = concrete(cls);
  info.final = true;
  const o = cls.allocate() as PyCData;
  giveMemory(o, info);
  return o;
}

/** An object on memory that is there already. */
export function dataAt(
  cls: PyType,
  memory: foreign.Memory,
  at: number,
  base?: PyCData,
  index: number = 0,
): PyCData {
  const info = concrete(cls);
  info.final = true;
  const o = cls.allocate() as PyCData;
  o.memory = memory;
  o.at = at;
  o.size = info.size;
  o.length = info.length;
  o.base = base;
  o.index = index;
  return o;
}

/** An object at an address. */
export function dataAtAddress(cls: PyType, address: number, base?: PyCData): PyCData {
  return dataAt(cls, foreign.Memory.at(address, concrete(cls).size), 0, base);
}

/** Refuses to touch what is not there: C would crash. */
export function checkMemory(o: PyCData): void {
  if (o.memory.address === 0 && o.size > 0) throw valueError("NULL pointer access");
}

// ---- keeping alive

function uniqueKey(target: PyCData, index: number): string {
  let key = index.toString(16);
  for (let o = target; o.base !== undefined; o = o.base) key += ":" + o.index.toString(16);
  return key;
}

function container(o: PyCData): PyCData {
  while (o.base !== undefined) o = o.base;
  o.objects ??= o.length > 0 ? new PyDict() : NONE;
  return o;
}

/** What an object keeps alive. */
export function keptBy(o: PyCData): Value {
  return container(o).objects!;
}

/** Keeps something alive as long as the outermost object, for the part `index` of `target`. */
export function keepRef(target: PyCData, index: number, keep: Value | undefined): void {
  if (keep === undefined || keep === NONE) return;
  const whole = container(target);
  if (!(whole.objects instanceof PyDict)) {
    whole.objects = keep;
    return;
  }
  whole.objects.setStr(uniqueKey(target, index), keep);
}

/** What the outermost object keeps for the part `index` of `target`. */
export function keptAt(target: PyCData, index: number): Value | undefined {
  let whole = target;
  while (whole.base !== undefined) whole = whole.base;
  return whole.objects instanceof PyDict
    ? whole.objects.getStr(uniqueKey(target, index))
    : whole.objects;
}
