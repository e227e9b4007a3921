// zip, map and filter: iterators over iterators.

import { call, call1 } from "./attributes.ts";
import { truth } from "./compare.ts";
import { refuseKeywordsInNew } from "./no_keywords.ts";
import { define } from "./define.ts";
import { iter, iteratorMethods, PyIterator } from "./iteration.ts";
import { NONE, type PyObject, type Value } from "./object.ts";
import { typeError, valueError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { PyTuple } from "./tuple.ts";
import { BoolType, builtinType, type PyType } from "./type.ts";

/** A Python zip object. */
export class PyZip extends PyIterator {
  iterators: PyObject[];
  strict: boolean;
  constructor() {
    super();
    this.iterators = [];
    this.strict = false;
  }
  override step(): Value | undefined {
    const { iterators } = this;
    const n = iterators.length;
    if (n === 2) {
      // by far the most frequent case; the array literal is sized at once
      const a = iterators[0].step();
      if (a === undefined) {
        if (this.strict) this.checkRest(0);
        return undefined;
      }
      const b = iterators[1].step();
      if (b === undefined) {
        if (this.strict) this.checkRest(1);
        return undefined;
      }
      return new PyTuple([a, b]);
    }
    if (n === 0) return undefined;
    const items: Value[] = [];
    for (let i = 0; i < n; i++) {
      const v = iterators[i].step();
      if (v === undefined) {
        if (this.strict) this.checkRest(i);
        return undefined;
      }
      items.push(v);
    }
    return new PyTuple(items);
  }

  /** The iterator number `i` has ended: in strict mode all must. */
  private checkRest(i: number): void {
    if (i > 0) {
      const others = i === 1 ? "argument 1" : `arguments 1-${i}`;
      throw valueError(`zip() argument ${i + 1} is shorter than ${others}`);
    }
    for (let k = 1; k < this.iterators.length; k++) {
      if (this.iterators[k].step() !== undefined) {
        const others = k === 1 ? "argument 1" : `arguments 1-${k}`;
        throw valueError(`zip() argument ${k + 1} is longer than ${others}`);
      }
    }
  }
}

/** `zip`. */
export const ZipType: PyType = builtinType("zip", PyZip);

function onlyStrict(kw: KwMap | undefined): boolean {
  let strict = false;
  for (const [name, v] of kw ?? []) {
    if (name !== "strict") throw typeError(`zip() got an unexpected keyword argument '${name}'`);
    strict = truth(v);
  }
  return strict;
}
define(ZipType, {
  doc:
    "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
  textSignature: "(*iterables, strict=False)",
  new: method(
    "(type, /, *iterables, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, iterables: Value[], kw: KwMap | undefined) => {
      const strict = onlyStrict(kw);
      const z = cls === ZipType ? new PyZip() : cls.allocate() as PyZip;
      z.iterators = iterables.map(iter);
      z.strict = strict;
      return z;
    },
  ),
  methods: {
    ...iteratorMethods,
    __reduce__: method("(self, /)", "Return state information for pickling.", (self: PyZip) => {
      const args = new PyTuple([...self.iterators]);
      return new PyTuple(self.strict ? [self.cls, args, true] : [self.cls, args]);
    }),
    __setstate__: method(
      "(self, object, /)",
      "Set state information for unpickling.",
      (self: PyZip, state: Value) => {
        self.strict = truth(state);
      },
    ),
  },
});

/** A Python map object. */
export class PyMap extends PyIterator {
  func: Value;
  iterators: PyObject[];
  constructor() {
    super();
    this.func = NONE;
    this.iterators = [];
  }
  override step(): Value | undefined {
    const { iterators } = this;
    const n = iterators.length;
    const first = iterators[0].step();
    if (first === undefined) return undefined;
    if (n === 1) return call1(this.func, first);
    const args: Value[] = [first];
    for (let i = 1; i < n; i++) {
      const v = iterators[i].step();
      if (v === undefined) return undefined;
      args.push(v);
    }
    return call(this.func, args);
  }
}

/** `map`. */
export const MapType: PyType = builtinType("map", PyMap);
define(MapType, {
  doc:
    "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.",
  textSignature: "(function, iterable, /, *iterables)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kw: KwMap | undefined) => {
      refuseKeywordsInNew(cls, MapType, kw);
      if (args.length < 2) throw typeError("map() must have at least two arguments.");
      const m = cls === MapType ? new PyMap() : cls.allocate() as PyMap;
      m.func = args[0];
      m.iterators = args.slice(1).map(iter);
      return m;
    },
  ),
  methods: {
    ...iteratorMethods,
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: PyMap) => new PyTuple([self.cls, new PyTuple([self.func, ...self.iterators])]),
    ),
  },
});

/** A Python filter object. */
export class PyFilter extends PyIterator {
  func: Value;
  it: PyObject;
  constructor() {
    super();
    this.func = NONE;
    this.it = NONE;
  }
  override step(): Value | undefined {
    const { func, it } = this;
    const plain = func === NONE || func === BoolType;
    for (let v = it.step(); v !== undefined; v = it.step()) {
      if (truth(plain ? v : call1(func, v))) return v;
    }
    return undefined;
  }
}

/** `filter`. */
export const FilterType: PyType = builtinType("filter", PyFilter);
define(FilterType, {
  doc:
    "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
  textSignature: "(function, iterable, /)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kw: KwMap | undefined) => {
      refuseKeywordsInNew(cls, FilterType, kw);
      if (args.length !== 2) {
        throw typeError(`filter expected 2 arguments, got ${args.length}`);
      }
      const [func, iterable] = args;
      const f = cls === FilterType ? new PyFilter() : cls.allocate() as PyFilter;
      f.it = iter(iterable);
      f.func = func;
      return f;
    },
  ),
  methods: {
    ...iteratorMethods,
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: PyFilter) => new PyTuple([self.cls, new PyTuple([self.func, self.it])]),
    ),
  },
});
