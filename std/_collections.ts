// _collections: defaultdict, OrderedDict, and what collections.py looks for; deque is in deque.ts.
//
// OrderedDict is a dict that can move a key to either end. A dict keeps the order of insertion already; only the way to
// the front needs the entries to be entered again.

import {
  call,
  callMethod,
  callUnbound,
  getAttr,
  getAttrOrAbsent,
} from "../vm/objects/attributes.ts";
import { member } from "../vm/objects/builtin.ts";
import { eq, equals, truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { DictType, PyDict } from "../vm/objects/dict.ts";
import { builtinDictAttribute } from "../vm/objects/instance_dict.ts";
import { forEach, iter, iteratorMethods, PyIterator } from "../vm/objects/iteration.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../vm/objects/object.ts";
import { add } from "../vm/objects/operators.ts";
import { getItem, indexNumber, repr, setItem } from "../vm/objects/operations.ts";
import { exception, indexError, keyError, runtimeError, typeError } from "../vm/objects/raise.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../vm/objects/tuple.ts";
import { makeDequeTypes } from "./deque.ts";
import { builtinType, native, type PyType, typeOf } from "../vm/objects/type.ts";
import { runtime } from "../vm/objects/runtime.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** `dict.update(self, *args, **kwargs)`, by the dict's own method. */
function updateDict(self: PyDict, args: Value[], kwargs: KwMap | undefined): void {
  callUnbound(
    DictType.ns.get("__init__")!,
    self,
    kwargs === undefined ? args : [...args, ...kwargs.values()],
    kwargs === undefined ? undefined : [...kwargs.keys()],
  );
}

/** collections.defaultdict */
class PyDefaultDict extends PyDict {
  factory: Value = NONE;
}

const reprs: Set<PyObject> = new Set();

function makeDefaultDict(): PyType {
  const t = builtinType("collections.defaultdict", PyDefaultDict, {
    module: "collections",
    qualname: "defaultdict",
    base: DictType,
  });
  const copy = (self: PyDefaultDict) => call(self.cls, [self.factory, self]);
  define(t, {
    doc:
      "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.",
    methods: {
      __init__: method(
        "(self, default_factory=None, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (
          self: PyDefaultDict,
          factory: Value | undefined,
          args: Value[],
          kwargs: KwMap | undefined,
        ) => {
          const f = factory ?? NONE;
          if (f !== NONE && (typeof f !== "object" || f.cls.lookup("__call__") === undefined)) {
            throw typeError("first argument must be callable or None");
          }
          self.factory = f;
          updateDict(self, args, kwargs);
        },
      ),
      __missing__: method(
        "(self, key, /)",
        "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value",
        (self: PyDefaultDict, key: Value) => {
          if (self.factory === NONE) throw keyError(key);
          const v = call(self.factory, []);
          setItem(self, key, v);
          return v;
        },
        { noTextSignature: true },
      ),
      copy: method("(self, /)", "D.copy() -> a shallow copy of D.", copy, {
        noTextSignature: true,
      }),
      __copy__: method("(self, /)", "D.copy() -> a shallow copy of D.", copy, {
        noTextSignature: true,
      }),
      __repr__: method("(self, /)", "Return repr(self).", (self: PyDefaultDict) => {
        const inner = callUnbound(DictType.ns.get("__repr__")!, self, []);
        let factory = "...";
        if (!reprs.has(self)) {
          reprs.add(self);
          try {
            factory = repr(self.factory);
          } finally {
            reprs.delete(self);
          }
        }
        return add(
          strFromUtf16(`${self.cls.name.split(".").pop()}(${factory}, `),
          add(inner, ")"),
        );
      }),
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling.",
        (self: PyDefaultDict) =>
          new PyTuple([
            self.cls,
            self.factory === NONE ? EMPTY_TUPLE : new PyTuple([self.factory]),
            NONE,
            NONE,
            iter(callMethod(self, "items")),
          ]),
        { noTextSignature: true },
      ),
      __or__: method("(self, value, /)", "Return self|value.", (self: Value, o: Value) => {
        if (!(self instanceof PyDefaultDict) || !(o instanceof PyDict)) return NOT_IMPLEMENTED;
        const made = copy(self);
        callMethod(made, "update", o);
        return made;
      }),
      __ror__: method("(self, value, /)", "Return value|self.", (self: Value, o: Value) => {
        if (!(o instanceof PyDict)) return NOT_IMPLEMENTED;
        const made = call((self as PyDefaultDict).cls, [(self as PyDefaultDict).factory, o]);
        callMethod(made, "update", self);
        return made;
      }),
    },
    attributes: {
      default_factory: member(
        "Factory for default value called by __missing__().",
        (self: PyDefaultDict) => self.factory,
        (self: PyDefaultDict, v) => {
          self.factory = v ?? NONE;
        },
      ),
    },
  });
  return t;
}

/** collections.OrderedDict */
class PyOrderedDict extends PyDict {
  /** Grows at every change of the keys or their order, for the iterators. */
  changes = 0;
}

/** The iterator of an OrderedDict's keys, values or items. */
class OrderedIterator extends PyIterator {
  dict: PyOrderedDict | undefined = undefined;
  /** All keys, from the second one on; the first one is often the only one that is asked for. */
  keys: Value[] | undefined = undefined;
  changes = 0;
  index = 0;
  kind: "keys" | "values" | "items" = "keys";
  size = 0;
  override step(): Value | undefined {
    const { dict } = this;
    if (dict === undefined) return undefined;
    if (dict.size !== this.size || dict.changes !== this.changes) {
      this.dict = undefined;
      throw runtimeError("OrderedDict mutated during iteration");
    }
    if (this.index >= this.size) {
      this.dict = undefined;
      return undefined;
    }
    const key = this.key(dict);
    this.index++;
    if (this.kind === "keys") {
      if (!dict.has(key)) throw runtimeError("OrderedDict mutated during iteration");
      return key;
    }
    // as in CPython, a `__getitem__` of a subclass has no say here
    const v = dict.get(key);
    if (v === undefined) throw keyError(key);
    return this.kind === "values" ? v : new PyTuple([key, v]);
  }

  private key(dict: PyOrderedDict): Value {
    if (this.keys === undefined) {
      if (this.index === 0) {
        const c = dict.cursor();
        c.next();
        return c.key;
      }
      this.keys = dict.keys();
    }
    return this.keys[this.index];
  }
}

let IteratorType: PyType;

function iterator(
  d: PyOrderedDict,
  kind: "keys" | "values" | "items",
  backwards: boolean,
): OrderedIterator {
  const it = IteratorType.allocate() as OrderedIterator;
  it.dict = d;
  if (backwards) it.keys = d.keys().reverse();
  it.changes = d.changes;
  it.kind = kind;
  it.size = d.size;
  return it;
}

/** Makes a view type over the dict's own view type, whose iterators know an OrderedDict. */
function makeView(name: string, kind: "keys" | "values" | "items", base: PyType): PyType {
  const t = builtinType(name, class extends (base.layout as new () => PyObject) {}, {
    base,
    noNew: true,
  });
  const dictOf = (v: Value) => (v as unknown as { dict: PyOrderedDict }).dict;
  define(t, {
    methods: {
      __iter__: method(
        "(self, /)",
        "Implement iter(self).",
        (self: Value) => iterator(dictOf(self), kind, false),
      ),
      __reversed__: method("(self, /)", "", (self: Value) => iterator(dictOf(self), kind, true)),
    },
  });
  return t;
}

/** Puts the entries into the order of `keys`. */
function reorder(d: PyOrderedDict, keys: Value[]): void {
  const values = keys.map((k) => d.get(k)!);
  d.clear();
  for (let i = 0; i < keys.length; i++) d.set(keys[i], values[i]);
  d.changes++;
}

function moveToEnd(self: PyOrderedDict, key: Value, last: Value | undefined): void {
  const v = self.get(key);
  if (v === undefined) throw keyError(key);
  if (last === undefined || truth(last)) {
    if (self.moveLast(key)) self.changes++;
    return;
  }
  const keys = self.keys();
  const at = keys.findIndex((k) => equals(k, key));
  if (at === 0) return;
  const [k] = keys.splice(at, 1);
  reorder(self, [k, ...keys]);
}

function popitem(self: PyOrderedDict, last: Value | undefined): Value {
  if (self.size === 0) throw keyError("dictionary is empty");
  if (last === undefined || truth(last)) {
    const [k, v] = self.takeLast()!;
    self.changes++;
    return new PyTuple([k, v]);
  }
  const c = self.cursor();
  c.next();
  const { key, value } = c;
  self.delete(key);
  self.changes++;
  return new PyTuple([key, value]);
}

/** Adds every entry by `__setitem__`, as OrderedDict's update does. */
function updateOrdered(
  self: PyOrderedDict,
  args: Value[],
  kwargs: KwMap | undefined,
  who: string,
): void {
  if (args.length > 1) {
    throw typeError(`${who}() takes at most 1 positional argument (${args.length} given)`);
  }
  const plain = !self.cls.heap;
  const put = (k: Value, v: Value) => plain ? self.set(k, v) : setItem(self, k, v);
  if (args.length === 1) {
    const [source] = args;
    if (source instanceof PyDict && !source.cls.heap) {
      for (const [k, v] of source.entries()) put(k, v);
    } else if (getAttrOrAbsent(source, "keys") !== undefined) {
      forEach(call(getAttr(source, "keys"), []), (k) => {
        put(k, getItem(source, k));
      });
    } else if (getAttrOrAbsent(source, "items") !== undefined) {
      forEach(call(getAttr(source, "items"), []), (pair) => {
        put(getItem(pair, 0), getItem(pair, 1));
      });
    } else {
      const d = new PyDict();
      updateDict(d, [source], undefined);
      for (const [k, v] of d.entries()) put(k, v);
    }
  }
  for (const [k, v] of kwargs ?? []) put(strFromUtf16(k), v);
}

function makeOrderedDict(): PyType {
  const viewType = (name: string) => typeOf(callMethod(new PyDict(), name));
  const keysView = makeView("odict_keys", "keys", viewType("keys"));
  const valuesView = makeView("odict_values", "values", viewType("values"));
  const itemsView = makeView("odict_items", "items", viewType("items"));
  const view = (t: PyType) => (self: PyOrderedDict): Value => {
    const v = t.allocate();
    (v as unknown as { dict: PyOrderedDict }).dict = self;
    return v;
  };
  IteratorType = builtinType("odict_iterator", OrderedIterator, { noNew: true });
  define(IteratorType, {
    methods: {
      ...iteratorMethods,
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling",
        (self: OrderedIterator) => {
          const rest: Value[] = [];
          const copy = new OrderedIterator();
          Object.assign(copy, self);
          for (let v = copy.step(); v !== undefined; v = copy.step()) rest.push(v);
          return new PyTuple([
            getAttr(callMethodImport("builtins"), "iter"),
            new PyTuple([new PyList(rest)]),
          ]);
        },
      ),
    },
  });
  const t = builtinType("collections.OrderedDict", PyOrderedDict, {
    module: "collections",
    qualname: "OrderedDict",
    base: DictType,
    hasDict: true,
    hasWeakref: true,
  });
  const copy = (self: PyOrderedDict): Value => {
    if (!self.cls.heap) {
      const d = t.allocate() as PyOrderedDict;
      for (const [k, v] of self.entries()) d.set(k, v);
      return d;
    }
    const d = call(self.cls, []);
    for (const k of self.keys()) setItem(d, k, getItem(self, k));
    return d;
  };
  const update = method(
    "(self, /, *args, **kwargs)",
    "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
    (self: PyOrderedDict, args: Value[], kwargs: KwMap | undefined) =>
      updateOrdered(self, args, kwargs, "update"),
    { noTextSignature: true },
  );
  define(t, {
    doc: "Dictionary that remembers insertion order",
    methods: {
      __init__: method(
        "(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyOrderedDict, args: Value[], kwargs: KwMap | undefined) =>
          updateOrdered(self, args, kwargs, "OrderedDict"),
      ),
      update,
      move_to_end: method(
        "(self, key, last=True)",
        "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.",
        moveToEnd,
      ),
      popitem: method(
        "(self, last=True)",
        "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.",
        popitem,
      ),
      pop: method(
        "(self, key, default=<unrepresentable>)",
        "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
        (self: PyOrderedDict, key: Value, fallback?: Value) => {
          const v = self.take(key);
          if (v !== undefined) {
            self.changes++;
            return v;
          }
          if (fallback !== undefined) return fallback;
          throw keyError(key);
        },
        { noTextSignature: true },
      ),
      setdefault: method(
        "(self, key, default=None)",
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
        (self: PyOrderedDict, key: Value, fallback?: Value) => {
          const v = self.get(key);
          if (v !== undefined) return self.cls.heap ? getItem(self, key) : v;
          if (self.cls.heap) setItem(self, key, fallback ?? NONE);
          else self.set(key, fallback ?? NONE);
          return fallback ?? NONE;
        },
      ),
      clear: method(
        "(self, /)",
        "od.clear() -> None.  Remove all items from od.",
        (self: PyOrderedDict) => {
          self.clear();
          self.changes++;
        },
        { noTextSignature: true },
      ),
      copy: method("(self, /)", "od.copy() -> a shallow copy of od", copy, {
        noTextSignature: true,
      }),
      keys: method("(self, /)", "", view(keysView), { noTextSignature: true }),
      values: method("(self, /)", "", view(valuesView), { noTextSignature: true }),
      items: method("(self, /)", "", view(itemsView), { noTextSignature: true }),
      __iter__: method(
        "(self, /)",
        "Implement iter(self).",
        (self: PyOrderedDict) => iterator(self, "keys", false),
      ),
      __reversed__: method(
        "(self, /)",
        "od.__reversed__() <==> reversed(od)",
        (self: PyOrderedDict) => iterator(self, "keys", true),
        { noTextSignature: true },
      ),
      __repr__: method("(self, /)", "Return repr(self).", orderedRepr),
      __eq__: method("(self, value, /)", "Return self==value.", (a: PyOrderedDict, b: Value) => {
        if (!(b instanceof PyDict)) return NOT_IMPLEMENTED;
        const same = callUnbound(DictType.ns.get("__eq__")!, a, [b]);
        if (same !== true || !(b instanceof PyOrderedDict)) return same;
        const x = a.keys(), y = b.keys();
        return x.every((k, i) => equals(k, y[i]));
      }),
      __ne__: method("(self, value, /)", "Return self!=value.", (a: PyOrderedDict, b: Value) => {
        const r = b instanceof PyDict ? eq(a, b) : NOT_IMPLEMENTED;
        return r === NOT_IMPLEMENTED ? r : !truth(r);
      }),
      __or__: method(
        "(self, value, /)",
        "Return self|value.",
        (a: Value, b: Value) => merge(a, b, a),
      ),
      __ror__: method(
        "(self, value, /)",
        "Return value|self.",
        (b: Value, a: Value) => merge(a, b, b),
      ),
      __ior__: method(
        "(self, value, /)",
        "Return self|=value.",
        (self: PyOrderedDict, o: Value) => {
          updateOrdered(self, [o], undefined, "update");
          return self;
        },
      ),
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling",
        (self: PyOrderedDict) =>
          new PyTuple([
            self.cls,
            EMPTY_TUPLE,
            callMethod(self, "__getstate__"),
            NONE,
            iter(callMethod(self, "items")),
          ]),
        { noTextSignature: true },
      ),
      __sizeof__: method("(self, /)", "", (self: PyOrderedDict) => 200 + 100 * self.size, {
        noTextSignature: true,
      }),
    },
    classMethods: {
      fromkeys: method(
        "(type, /, iterable, value=None)",
        "Create a new ordered dictionary with keys from iterable and values set to value.",
        (cls: PyType, iterable: Value, value?: Value) => {
          const d = call(cls, []);
          forEach(iterable, (k) => setItem(d, k, value ?? NONE));
          return d;
        },
      ),
    },
    attributes: { __dict__: builtinDictAttribute },
    unhashable: true,
  });
  return t;
}

function merge(a: Value, b: Value, ordered: Value): Value {
  if (!(a instanceof PyDict) || !(b instanceof PyDict)) return NOT_IMPLEMENTED;
  const made = call(typeOf(ordered), [a]);
  callMethod(made, "update", b);
  return made;
}

function orderedRepr(self: PyOrderedDict): Value {
  const name = self.cls.name.split(".").pop();
  if (self.size === 0) return strFromUtf16(`${name}()`);
  if (reprs.has(self)) return "...";
  reprs.add(self);
  try {
    const pairs: string[] = [];
    forEach(callMethod(self, "items"), (pair) => {
      pairs.push(`${repr(getItem(pair, 0))}: ${repr(getItem(pair, 1))}`);
    });
    return strFromUtf16(`${name}({${pairs.join(", ")}})`);
  } finally {
    reprs.delete(self);
  }
}

/** The descriptor of a namedtuple's field. */
class TupleGetter extends PyObject {
  index = 0;
  doc: Value = NONE;
  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    if (instance === undefined || instance === NONE) return this;
    if (!(instance instanceof PyTuple)) {
      throw typeError(
        `descriptor for index '${this.index}' for tuple subclasses doesn't apply to '${
          typeOf(instance).name
        }' object`,
      );
    }
    const v = instance.items[this.index];
    if (v === undefined) throw indexOutOfRange();
    return v;
  }
  override descrSet(_instance: Value, value: Value | undefined): void {
    throw exception(
      "AttributeError",
      value === undefined ? "can't delete attribute" : "can't set attribute",
    );
  }
}
// its class is final in all but name: it says of itself that it is a data descriptor
Object.defineProperty(TupleGetter.prototype, "isComputed", { value: true });

function indexOutOfRange(): PyObject {
  return indexError("tuple index out of range");
}

function makeTupleGetter(): PyType {
  const t = builtinType("_collections._tuplegetter", TupleGetter, {
    module: "collections",
    qualname: "_tuplegetter",
  });
  define(t, {
    new: method("(type, index, doc, /)", NEW_DOC, (cls: PyType, index: Value, doc: Value) => {
      const g = cls.allocate() as TupleGetter;
      g.index = indexNumber(index);
      g.doc = doc;
      return g;
    }),
    methods: {
      __get__: method(
        "(self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        (self: TupleGetter, instance: Value) =>
          native(self).descrGet.call(self, instance, undefined),
      ),
      __set__: method(
        "(self, instance, value, /)",
        "Set an attribute of instance to value.",
        (self: TupleGetter, instance: Value, v: Value) =>
          native(self).descrSet.call(self, instance, v),
      ),
      __delete__: method(
        "(self, instance, /)",
        "Delete an attribute of instance.",
        (self: TupleGetter, instance: Value) =>
          native(self).descrSet.call(self, instance, undefined),
      ),
      __reduce__: method(
        "(self, /)",
        "",
        (self: TupleGetter) => new PyTuple([self.cls, new PyTuple([self.index, self.doc])]),
      ),
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: TupleGetter) => strFromUtf16(`_tuplegetter(${self.index}, ${repr(self.doc)})`),
      ),
    },
    attributes: {
      __doc__: member(undefined, (self: TupleGetter) => self.doc, (self: TupleGetter, v) => {
        self.doc = v ?? NONE;
      }),
    },
  });
  return t;
}

/** `_count_elements(mapping, iterable)`: what Counter.update does with an iterable. */
function countElements(mapping: Value, iterable: Value): void {
  if (
    mapping instanceof PyDict && mapping.cls.lookup("get") === DictType.ns.get("get") &&
    mapping.cls.lookup("__setitem__") === DictType.ns.get("__setitem__")
  ) {
    forEach(iterable, (key) => {
      const n = mapping.get(key);
      mapping.set(key, n === undefined ? 1 : add(n, 1));
    });
    return;
  }
  const get = getAttr(mapping, "get");
  forEach(iterable, (key) => {
    setItem(mapping, key, add(call(get, [key, 0]), 1));
  });
}

function callMethodImport(name: string): Value {
  return runtime.importModule(name);
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_collections", {
    doc:
      "High performance data structures.\n- deque:        ordered collection accessible from endpoints only\n- defaultdict:  dict subclass with a default value factory\n",
    types: [...makeDequeTypes(), makeDefaultDict(), makeOrderedDict(), makeTupleGetter()],
    functions: {
      _count_elements: method(
        "(mapping, iterable, /)",
        "Count elements in the iterable, updating the mapping",
        countElements,
      ),
    },
  });
}
