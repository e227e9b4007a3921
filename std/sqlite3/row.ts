// sqlite3.Row: a row that is a sequence and also has names.

import { eq, hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { intOf } from "../../vm/objects/int.ts";
import { iter } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../../vm/objects/object.ts";
import { getItem } from "../../vm/objects/operations.ts";
import { indexError, typeError } from "../../vm/objects/raise.ts";
import { method } from "../../vm/objects/signature.ts";
import { PySlice } from "../../vm/objects/slice.ts";
import { isStr, textOf } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { argumentName, builtinType, isInstance, type PyType } from "../../vm/objects/type.ts";
import type { PyCursor } from "./cursor.ts";

export class PyRow extends PyObject {
  data: PyTuple = new PyTuple();
  description: Value = NONE;
}

function names(self: PyRow): Value[] {
  return self.description instanceof PyTuple
    ? self.description.items.map((d) => (d as PyTuple).items[0])
    : [];
}

function item(self: PyRow, key: Value): Value {
  const n = intOf(key);
  if (n !== undefined) {
    const at = Number(n) < 0 ? Number(n) + self.data.items.length : Number(n);
    const v = self.data.items[at];
    if (v === undefined) throw indexError("tuple index out of range");
    return v;
  }
  if (isStr(key)) {
    const wanted = textOf(key);
    const folded = asciiLower(wanted);
    const at = names(self).findIndex((v) => asciiLower(textOf(v)) === folded);
    if (at >= 0) return self.data.items[at];
    throw indexError("No item with that key");
  }
  if (key instanceof PySlice) return getItem(self.data, key);
  throw indexError("Index must be int or string");
}

function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

let type: PyType | undefined;

/** The class. */
export function rowType(cursorType: PyType): PyType {
  if (type !== undefined) return type;
  const t = type = builtinType("sqlite3.Row", PyRow, { module: "sqlite3", qualname: "Row" });
  define(t, {
    new: method("(cls, cursor, data, /)", "", (cls: PyType, cursor: Value, data: Value) => {
      if (!isInstance(cursor, cursorType)) {
        throw typeError(
          `Row() argument 1 must be sqlite3.Cursor, not ${argumentName(cursor)}`,
        );
      }
      if (!(data instanceof PyTuple)) {
        throw typeError(`Row() argument 2 must be tuple, not ${argumentName(data)}`);
      }
      const row = cls.allocate() as PyRow;
      row.data = data;
      row.description = (cursor as PyCursor).description;
      return row;
    }),
    methods: {
      keys: method(
        "(self, /)",
        "Returns the keys of the row.",
        (self: PyRow) => new PyList(names(self)),
      ),
      __len__: method("(self, /)", "Return len(self).", (self: PyRow) => self.data.items.length),
      __getitem__: method("(self, key, /)", "Return self[key].", item),
      __iter__: method("(self, /)", "Implement iter(self).", (self: PyRow) => iter(self.data)),
      __hash__: method("(self, /)", "Return hash(self).", (self: PyRow) => {
        const a = BigInt(hashOf(self.description)), b = BigInt(hashOf(self.data));
        return Number(BigInt.asIntN(53, a ^ b));
      }),
      __eq__: method("(self, value, /)", "Return self==value.", (self: PyRow, v: Value) => {
        if (!(v instanceof PyRow)) return NOT_IMPLEMENTED;
        return eq(self.description, v.description) === true && eq(self.data, v.data) === true;
      }),
      __ne__: method("(self, value, /)", "Return self!=value.", (self: PyRow, v: Value) => {
        if (!(v instanceof PyRow)) return NOT_IMPLEMENTED;
        return !(eq(self.description, v.description) === true && eq(self.data, v.data) === true);
      }),
    },
  });
  return t;
}
