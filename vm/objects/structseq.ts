// Struct sequences: tuples whose items also have names (`sys.version_info`, `os.stat_result`, `time.struct_time`).
//
// A type has fields in order. The first `visible` of them are the tuple; the others are attributes only (`st_atime_ns`).
// A field with an empty name has no attribute.

import { builtinType, isInstance, type PyType } from "./type.ts";
import { member } from "./builtin.ts";
import { define } from "./define.ts";
import { PyDict } from "./dict.ts";
import { exceptionTypes, isExceptionOf } from "./exceptions.ts";
import { toArray } from "./iteration.ts";
import { NONE, type Value } from "./object.ts";
import { repr } from "./operations.ts";
import { typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { strFromUtf16 } from "./str.ts";
import { PyTuple, TupleType } from "./tuple.ts";

/** An instance of a struct sequence type. */
export class PyStructSequence extends PyTuple {
  /** The values of the fields that are not items. */
  extra: Value[];
  constructor(items: Value[] = [], extra: Value[] = []) {
    super(items);
    this.extra = extra;
  }
}

/** A field: its name ("" for none) and its doc string. */
export type StructField = readonly [name: string, doc?: string];

/** What a struct sequence type consists of. */
export interface StructDefinition {
  /** The full name: `os.stat_result`. */
  readonly name: string;
  readonly doc?: string;
  readonly fields: readonly StructField[];
  /** How many fields are items; all, if absent. */
  readonly visible?: number;
  /** Python cannot make instances (`sys.flags`). */
  readonly noNew?: boolean;
}

interface Layout {
  readonly fields: readonly StructField[];
  readonly visible: number;
}

const layouts: WeakMap<PyType, Layout> = new WeakMap();

/** Makes a struct sequence type. */
export function structType(definition: StructDefinition): PyType {
  const { name, fields } = definition;
  const visible = definition.visible ?? fields.length;
  const dot = name.lastIndexOf(".");
  const short = name.slice(dot + 1);
  const t = builtinType(name, class extends PyStructSequence {}, {
    base: TupleType,
    final: true,
    noNew: definition.noNew === true,
    module: dot < 0 ? "builtins" : name.slice(0, dot),
    qualname: short,
  });
  layouts.set(t, { fields, visible });
  const attributes: Record<string, ReturnType<typeof member>> = {};
  fields.forEach(([field, doc], i) => {
    if (field === "") return;
    attributes[field] = member(
      doc,
      i < visible
        ? (self: PyStructSequence) => self.items[i]
        : (self: PyStructSequence) => self.extra[i - visible] ?? NONE,
    );
  });
  // as CPython does, the repr counts through the fields that have names
  const named = fields.filter(([n]) => n !== "");
  define(t, {
    doc: definition.doc,
    new: definition.noNew === true ? undefined : method(
      "(cls, sequence, dict={})",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType, sequence: Value, dict?: Value) => fromPython(cls, sequence, dict),
    ),
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", (self: PyStructSequence) => {
        const parts = self.items.map((v, i) => `${named[i][0]}=${repr(v)}`);
        return strFromUtf16(`${name}(${parts.join(", ")})`);
      }),
      __reduce__: method("(self, /)", "", (self: PyStructSequence) => {
        const dict = new PyDict();
        for (let i = visible; i < fields.length; i++) {
          if (fields[i][0] !== "") dict.setStr(fields[i][0], self.extra[i - visible] ?? NONE);
        }
        return new PyTuple([self.cls, new PyTuple([new PyTuple(self.items), dict])]);
      }),
      __replace__: method(
        "(self, /, **changes)",
        "__replace__($self, /, **changes)\n--\n\nReturn a copy of the structure with new values for the specified fields.",
        (self: PyStructSequence, changes: KwMap | undefined) => replace(self, changes),
        { noTextSignature: true },
      ),
    },
    attributes,
    values: {
      n_sequence_fields: visible,
      n_fields: fields.length,
      n_unnamed_fields: fields.filter(([n]) => n === "").length,
      __match_args__: new PyTuple(
        fields.slice(0, visible).filter(([n]) => n !== "").map(([n]) => n),
      ),
    },
  });
  return t;
}

/** An instance with these values, one for each field. */
export function newStruct(t: PyType, values: readonly Value[]): PyStructSequence {
  const { visible } = layouts.get(t)!;
  const o = t.allocate() as PyStructSequence;
  o.items = values.slice(0, visible);
  o.extra = values.slice(visible);
  return o;
}

/** The value is an instance of a struct sequence type. */
export function isStruct(v: Value, t: PyType): v is PyStructSequence {
  return isInstance(v, t);
}

function fromPython(t: PyType, sequence: Value, dict: Value | undefined): PyStructSequence {
  const { fields, visible } = layouts.get(t)!;
  let items: Value[];
  try {
    items = toArray(sequence);
  } catch (e) {
    if (!isExceptionOf(e, exceptionTypes.get("TypeError")!)) throw e;
    throw typeError("constructor requires a sequence");
  }
  if (dict !== undefined && !(dict instanceof PyDict)) {
    throw typeError(`${t.name}() takes a dict as second arg, if any`);
  }
  const n = items.length;
  if (n < visible) {
    const how = visible === fields.length ? `a ${visible}` : `an at least ${visible}`;
    throw typeError(`${t.name}() takes ${how}-sequence (${n}-sequence given)`);
  }
  if (n > fields.length) {
    const how = visible === fields.length ? `a ${visible}` : `an at most ${fields.length}`;
    throw typeError(`${t.name}() takes ${how}-sequence (${n}-sequence given)`);
  }
  const named = dict instanceof PyDict ? dict : undefined;
  let used = 0;
  for (let i = n; i < fields.length; i++) {
    const v = named?.getStr(fields[i][0]);
    if (v !== undefined) used++;
    items.push(v ?? NONE);
  }
  if (named !== undefined && named.size > used) {
    throw typeError(`${t.name}() got duplicate or unexpected field name(s)`);
  }
  return newStruct(t, items);
}

function replace(self: PyStructSequence, changes: KwMap | undefined): Value {
  const { fields } = layouts.get(self.cls)!;
  if (fields.some(([n]) => n === "")) {
    throw typeError(
      `__replace__() is not supported for ${self.cls.name} because it has unnamed field(s)`,
    );
  }
  const values = [...self.items, ...self.extra];
  const rest = new Map(changes ?? []);
  fields.forEach(([name], i) => {
    const v = rest.get(name);
    if (v === undefined) return;
    values[i] = v;
    rest.delete(name);
  });
  if (rest.size > 0) {
    const names = [...rest.keys()].map((n) => `'${n}'`).join(", ");
    throw typeError(`Got unexpected field name(s): [${names}]`);
  }
  return newStruct(self.cls, values);
}
