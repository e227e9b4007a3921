// The iterators of dict: over keys, values and items, forwards and backwards.

import { builtinFunction } from "./builtin_lookup.ts";
import { define } from "./define.ts";
import type { PyDict } from "./dict.ts";
import { type Cursor, type DictStorage, keyCursor, valueCursor } from "./dict_storage.ts";
import { iteratorMethods, PyIterator } from "./iteration.ts";
import { PyList } from "./list.ts";
import type { Value } from "./object.ts";
import { runtimeError } from "./raise.ts";
import { method } from "./signature.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType } from "./type.ts";

/**
 * Base of the iterators. The cursor belongs to one storage; where the dict has another one meanwhile, a new cursor is
 * put where the old one stood.
 */
export abstract class DictIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  dict: PyDict | undefined;
  private storage: DictStorage | undefined;
  protected cursor: Cursor | undefined;
  private mark: number;
  /** The size that the dict must keep; -1 once it has not. */
  private expected: number;
  /** Entries that are left. */
  left: number;

  constructor(dict?: PyDict) {
    super();
    this.dict = dict;
    this.storage = dict?.storage;
    this.cursor = undefined;
    this.mark = dict === undefined ? 0 : dict.storage.mark;
    this.expected = dict === undefined ? 0 : dict.size;
    this.left = this.expected;
  }

  protected abstract open(storage: DictStorage): Cursor;

  /** Moves to the next entry; false at the end. */
  protected advance(): boolean {
    const { dict } = this;
    if (dict === undefined) return false;
    const { storage } = dict;
    if (storage !== this.storage || storage.mark !== this.mark) this.changed(dict);
    const cursor = this.cursor ??= this.open(storage);
    if (!cursor.next()) {
      this.dict = undefined;
      return false;
    }
    if (this.left-- <= 0) {
      this.left = 0;
      throw runtimeError("dictionary keys changed during iteration");
    }
    return true;
  }

  /** The dict has another storage, or entries have come or gone since the last step. */
  private changed(dict: PyDict): void {
    const { storage } = dict;
    if (this.expected < 0 || dict.size !== this.expected) {
      this.expected = -1;
      throw runtimeError("dictionary changed size during iteration");
    }
    this.mark = storage.mark;
    if (storage !== this.storage) {
      this.storage = storage;
      const cursor = this.open(storage);
      for (let n = this.expected - this.left; n > 0 && cursor.next(); n--);
      this.cursor = cursor;
    }
  }

  /** How many entries are left; none where the dict has grown or shrunk. */
  get remaining(): number {
    return this.dict === undefined || this.dict.size !== this.expected ? 0 : this.left;
  }

  /** What is left, in an array; the iterator stays where it is. */
  rest(): Value[] {
    const copy = Object.create(Object.getPrototypeOf(this)) as DictIterator;
    copy.dict = this.dict;
    copy.storage = this.storage;
    copy.cursor = undefined;
    copy.mark = this.mark;
    copy.expected = this.expected;
    copy.left = this.expected;
    const out: Value[] = [];
    if (this.dict === undefined) return out;
    for (let n = this.expected - this.left; n > 0 && copy.advance(); n--);
    for (let v = copy.step(); v !== undefined; v = copy.step()) out.push(v);
    return out;
  }
}

abstract class Forwards extends DictIterator {
  protected override open(storage: DictStorage): Cursor {
    return storage.cursor();
  }
}

abstract class Backwards extends DictIterator {
  protected override open(storage: DictStorage): Cursor {
    return storage.backwards();
  }
}

/** `dict_keyiterator` */
export class DictKeyIterator extends Forwards {
  protected override open(storage: DictStorage): Cursor {
    return keyCursor(storage);
  }
  override step(): Value | undefined {
    return this.advance() ? this.cursor!.key : undefined;
  }
}

/** `dict_valueiterator` */
export class DictValueIterator extends Forwards {
  protected override open(storage: DictStorage): Cursor {
    return valueCursor(storage);
  }
  override step(): Value | undefined {
    return this.advance() ? this.cursor!.value : undefined;
  }
}

/** `dict_itemiterator` */
export class DictItemIterator extends Forwards {
  override step(): Value | undefined {
    if (!this.advance()) return undefined;
    const cursor = this.cursor!;
    return new PyTuple([cursor.key, cursor.value]);
  }
}

/** `dict_reversekeyiterator` */
export class DictReverseKeyIterator extends Backwards {
  override step(): Value | undefined {
    return this.advance() ? this.cursor!.key : undefined;
  }
}

/** `dict_reversevalueiterator` */
export class DictReverseValueIterator extends Backwards {
  override step(): Value | undefined {
    return this.advance() ? this.cursor!.value : undefined;
  }
}

/** `dict_reverseitemiterator` */
export class DictReverseItemIterator extends Backwards {
  override step(): Value | undefined {
    if (!this.advance()) return undefined;
    const cursor = this.cursor!;
    return new PyTuple([cursor.key, cursor.value]);
  }
}

const methods = {
  ...iteratorMethods,
  __length_hint__: method(
    "(self, /)",
    "Private method returning an estimate of len(list(it)).",
    (self: DictIterator) => self.remaining,
  ),
  __reduce__: method(
    "(self, /)",
    "Return state information for pickling.",
    (self: DictIterator) =>
      new PyTuple([builtinFunction("iter"), new PyTuple([new PyList(self.rest())])]),
  ),
};

function iteratorType(name: string, layout: unknown): PyType {
  const t = builtinType(name, layout, { final: true, noNew: true });
  define(t, { methods });
  return t;
}

export const DictKeyIteratorType: PyType = iteratorType("dict_keyiterator", DictKeyIterator);
export const DictValueIteratorType: PyType = iteratorType("dict_valueiterator", DictValueIterator);
export const DictItemIteratorType: PyType = iteratorType("dict_itemiterator", DictItemIterator);
export const DictReverseKeyIteratorType: PyType = iteratorType(
  "dict_reversekeyiterator",
  DictReverseKeyIterator,
);
export const DictReverseValueIteratorType: PyType = iteratorType(
  "dict_reversevalueiterator",
  DictReverseValueIterator,
);
export const DictReverseItemIteratorType: PyType = iteratorType(
  "dict_reverseitemiterator",
  DictReverseItemIterator,
);
