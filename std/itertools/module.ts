// itertools: the types of the iterators, and `tee`.

import { callMethod } from "../../vm/objects/attributes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { define, type TypeDefinition } from "../../vm/objects/define.ts";
import { iter, iteratorMethods, toArray } from "../../vm/objects/iteration.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { type Int, NONE, type PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks, repr } from "../../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { classGetItemMethod } from "../../vm/objects/class_getitem.ts";
import {
  Accumulate,
  Batched,
  Chain,
  Compress,
  Count,
  Cycle,
  DropWhile,
  FilterFalse,
  type Filtering,
  Group,
  GroupBy,
  ISlice,
  Pairwise,
  Repeat,
  StarMap,
  TakeWhile,
  Tee,
  TeeSource,
  ZipLongest,
} from "./iterators.ts";
import {
  type Choosing,
  Combinations,
  CombinationsWithReplacement,
  Permutations,
  Product,
} from "./combinatorics.ts";
import { pickling } from "./pickling.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

function isNumber(v: Value): boolean {
  return operationHooks.intOf(v) !== undefined || v instanceof PyFloat ||
    ["__index__", "__float__", "__complex__"].some((n) => typeOf(v).lookup(n) !== undefined) ||
    typeOf(v).name === "complex";
}

function allocate<T extends PyObject>(cls: PyType): T {
  return cls.allocate() as T;
}

function countFrom(v: Value | undefined, what: string): number {
  const n: Int = v === undefined || v === NONE ? -1 : indexOf(v, what);
  return Number(n);
}

/** An argument of islice: None or an int from 0 to sys.maxsize. */
function sliceBound(v: Value, message: string): number | undefined {
  if (v === NONE) return undefined;
  let n: Int;
  try {
    n = indexOf(v);
  } catch {
    throw valueError(message);
  }
  if (n < 0 || n > 0x7fffffffffffffffn) throw valueError(message);
  return Number(n);
}

function defineIterator(
  name: string,
  layout: unknown,
  textSignature: string | undefined,
  doc: string,
  maker: Declaration | undefined,
  more: Record<string, Declaration> = {},
  extra: TypeDefinition = {},
): PyType {
  const t = builtinType(`itertools.${name}`, layout, {
    module: "itertools",
    qualname: name,
    noNew: maker === undefined,
  });
  const methods = { ...iteratorMethods, ...pickling[name], ...more };
  define(t, { doc, textSignature, new: maker, methods, ...extra });
  return t;
}

function iterables(args: Value[]): PyObject[] {
  return args.map(iter);
}

function makeTypes(): PyType[] {
  const choose = (name: string, layout: unknown, doc: string) =>
    defineIterator(
      name,
      layout,
      "(iterable, r)",
      doc,
      method("(type, iterable, r)", NEW_DOC, (cls: PyType, iterable: Value, r: Value) => {
        const c = allocate<Choosing>(cls);
        c.pool = toArray(iterable);
        c.r = countFrom(r, `'${typeOf(r).name}' object cannot be interpreted as an integer`);
        if (c.r < 0) throw valueError("r must be non-negative");
        return c;
      }),
    );
  return [
    defineIterator(
      "count",
      Count,
      "(start=0, step=1)",
      "Return a count object whose .__next__() method returns consecutive values.\n\nEquivalent to:\n    def count(firstval=0, step=1):\n        x = firstval\n        while 1:\n            yield x\n            x += step",
      method("(type, start=0, step=1)", NEW_DOC, (cls: PyType, start?: Value, step?: Value) => {
        for (const v of [start, step]) {
          if (v !== undefined && !isNumber(v)) throw typeError("a number is required");
        }
        const c = allocate<Count>(cls);
        c.value = start ?? 0;
        c.increment = step ?? 1;
        return c;
      }),
      {
        __repr__: method("(self, /)", "Return repr(self).", (self: Count) =>
          strFromUtf16(
            self.increment === 1
              ? `count(${repr(self.value)})`
              : `count(${repr(self.value)}, ${repr(self.increment)})`,
          )),
      },
    ),
    defineIterator(
      "cycle",
      Cycle,
      "(iterable, /)",
      "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
      method("(type, iterable, /)", NEW_DOC, (cls: PyType, iterable: Value) => {
        const c = allocate<Cycle>(cls);
        c.source = iter(iterable);
        return c;
      }),
    ),
    defineIterator(
      "repeat",
      Repeat,
      undefined,
      "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
      method("(type, object, times=None)", NEW_DOC, (cls: PyType, object: Value, times?: Value) => {
        const r = allocate<Repeat>(cls);
        r.object = object;
        if (times !== undefined) {
          const n = indexOf(times);
          if (typeof n === "bigint") {
            throw overflowError("Python int too large to convert to C ssize_t");
          }
          r.left = Math.max(n, 0);
        }
        return r;
      }),
      {
        __repr__: method("(self, /)", "Return repr(self).", (self: Repeat) =>
          strFromUtf16(
            self.left < 0
              ? `repeat(${repr(self.object)})`
              : `repeat(${repr(self.object)}, ${self.left})`,
          )),
        __length_hint__: method(
          "(self, /)",
          "Private method returning an estimate of len(list(it)).",
          (self: Repeat) => {
            if (self.left < 0) throw typeError("len() of unsized object");
            return self.left;
          },
        ),
      },
    ),
    defineIterator(
      "accumulate",
      Accumulate,
      "(iterable, func=None, *, initial=None)",
      "Return series of accumulated sums.",
      method(
        "(type, iterable, func=None, *, initial=None)",
        NEW_DOC,
        (cls: PyType, iterable: Value, func?: Value, initial?: Value) => {
          const a = allocate<Accumulate>(cls);
          a.source = iter(iterable);
          a.func = func ?? NONE;
          a.initial = initial === NONE ? undefined : initial;
          return a;
        },
      ),
    ),
    defineIterator(
      "chain",
      Chain,
      undefined,
      "chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.",
      method("(type, *iterables)", NEW_DOC, (cls: PyType, sources: Value[]) => {
        const c = allocate<Chain>(cls);
        c.sources = iter(new PyTuple(sources));
        return c;
      }),
      {},
      {
        classMethods: {
          from_iterable: method(
            "(type, iterable, /)",
            "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
            (cls: PyType, iterable: Value) => {
              const c = allocate<Chain>(cls);
              c.sources = iter(iterable);
              return c;
            },
          ),
          __class_getitem__: classGetItemMethod,
        },
      },
    ),
    defineIterator(
      "compress",
      Compress,
      "(data, selectors)",
      "Return data elements corresponding to true selector elements.\n\nForms a shorter iterator from selected data elements using the selectors to\nchoose the data elements.",
      method("(type, data, selectors)", NEW_DOC, (cls: PyType, data: Value, selectors: Value) => {
        const c = allocate<Compress>(cls);
        c.data = iter(data);
        c.selectors = iter(selectors);
        return c;
      }),
    ),
    ...([
      [
        "dropwhile",
        DropWhile,
        "predicate",
        "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.",
      ],
      [
        "takewhile",
        TakeWhile,
        "predicate",
        "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
      ],
      [
        "filterfalse",
        FilterFalse,
        "function",
        "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false.",
      ],
    ] as const).map(([name, layout, param, doc]) =>
      defineIterator(
        name,
        layout,
        `(${param}, iterable, /)`,
        doc,
        method(
          `(type, ${param}, iterable, /)`,
          NEW_DOC,
          (cls: PyType, f: Value, iterable: Value) => {
            const t = allocate<Filtering>(cls);
            t.func = f;
            t.source = iter(iterable);
            return t;
          },
        ),
      )
    ),
    defineIterator(
      "starmap",
      StarMap,
      "(function, iterable, /)",
      "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
      method("(type, function, iterable, /)", NEW_DOC, (cls: PyType, f: Value, iterable: Value) => {
        const s = allocate<StarMap>(cls);
        s.source = iter(iterable);
        s.func = f;
        return s;
      }),
    ),
    defineIterator(
      "islice",
      ISlice,
      undefined,
      "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.  If start is specified, will skip all preceding elements;\notherwise, start defaults to zero.  Step defaults to one.  If\nspecified as another value, step determines how many values are\nskipped between successive calls.  Works like a slice() on a list\nbut returns an iterator.",
      method("(type, iterable, start, stop=None, step=None, /)", NEW_DOC, makeISlice),
    ),
    defineIterator(
      "pairwise",
      Pairwise,
      "(iterable, /)",
      "Return an iterator of overlapping pairs taken from the input iterator.\n\n    s -> (s0,s1), (s1,s2), (s2, s3), ...",
      method("(type, iterable, /)", NEW_DOC, (cls: PyType, iterable: Value) => {
        const p = allocate<Pairwise>(cls);
        p.source = iter(iterable);
        return p;
      }),
    ),
    defineIterator(
      "batched",
      Batched,
      "(iterable, n, *, strict=False)",
      "Batch data into tuples of length n. The last batch may be shorter than n.\n\nLoops over the input iterable and accumulates data into tuples\nup to size n.  The input is consumed lazily, just enough to\nfill a batch.  The result is yielded as soon as a batch is full\nor when the input iterable is exhausted.\n\n    >>> for batch in batched('ABCDEFG', 3):\n    ...     print(batch)\n    ...\n    ('A', 'B', 'C')\n    ('D', 'E', 'F')\n    ('G',)\n\nIf \"strict\" is True, raises a ValueError if the final batch is shorter\nthan n.",
      method(
        "(type, iterable, n, *, strict=False)",
        NEW_DOC,
        (cls: PyType, iterable: Value, n: Value, strict?: Value) => {
          const b = allocate<Batched>(cls);
          b.size = Number(indexOf(n));
          if (b.size < 1) throw valueError("n must be at least one");
          b.source = iter(iterable);
          b.strict = strict !== undefined && truth(strict);
          return b;
        },
      ),
    ),
    defineIterator(
      "zip_longest",
      ZipLongest,
      undefined,
      "Return a zip_longest object whose .__next__() method returns a tuple where\nthe i-th element comes from the i-th iterable argument.  The .__next__()\nmethod continues until the longest iterable in the argument sequence\nis exhausted and then it raises StopIteration.  When the shorter iterables\nare exhausted, the fillvalue is substituted in their place.  The fillvalue\ndefaults to None or can be specified by a keyword argument.",
      method(
        "(type, *iterables, fillvalue=None)",
        NEW_DOC,
        (cls: PyType, sources: Value[], fill?: Value) => {
          const z = allocate<ZipLongest>(cls);
          z.sources = iterables(sources);
          z.active = sources.length;
          z.fill = fill ?? NONE;
          return z;
        },
      ),
    ),
    defineIterator(
      "product",
      Product,
      undefined,
      "product(*iterables, repeat=1) --> product object\n\nCartesian product of input iterables.  Equivalent to nested for-loops.\n\nFor example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).\nThe leftmost iterators are in the outermost for-loop, so the output tuples\ncycle in a manner similar to an odometer (with the rightmost element changing\non every iteration).\n\nTo compute the product of an iterable with itself, specify the number\nof repetitions with the optional repeat keyword argument. For example,\nproduct(A, repeat=4) means the same as product(A, A, A, A).\n\nproduct('ab', range(3)) --> ('a',0) ('a',1) ('a',2) ('b',0) ('b',1) ('b',2)\nproduct((0,1), (0,1), (0,1)) --> (0,0,0) (0,0,1) (0,1,0) (0,1,1) (1,0,0) ...",
      method(
        "(type, *iterables, repeat=1)",
        NEW_DOC,
        (cls: PyType, sources: Value[], repeat?: Value) => {
          const n = repeat === undefined ? 1 : Number(indexOf(repeat));
          if (n < 0) throw valueError("repeat argument cannot be negative");
          const p = allocate<Product>(cls);
          const pools = sources.map(toArray);
          for (let i = 0; i < n; i++) p.pools.push(...pools);
          return p;
        },
      ),
    ),
    choose(
      "combinations",
      Combinations,
      "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
    ),
    choose(
      "combinations_with_replacement",
      CombinationsWithReplacement,
      "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')",
    ),
    defineIterator(
      "permutations",
      Permutations,
      "(iterable, r=None)",
      "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
      method("(type, iterable, r=None)", NEW_DOC, (cls: PyType, iterable: Value, r?: Value) => {
        const p = allocate<Permutations>(cls);
        p.pool = toArray(iterable);
        p.r = p.pool.length;
        if (r !== undefined && r !== NONE) {
          if (operationHooks.intOf(r) === undefined) throw typeError("Expected int as r");
          p.r = Number(indexOf(r));
        }
        if (p.r < 0) throw valueError("r must be non-negative");
        return p;
      }),
    ),
    defineIterator(
      "groupby",
      GroupBy,
      "(iterable, key=None)",
      "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.",
      method("(type, iterable, key=None)", NEW_DOC, (cls: PyType, iterable: Value, key?: Value) => {
        const g = allocate<GroupBy>(cls);
        g.source = iter(iterable);
        g.key = key ?? NONE;
        return g;
      }),
    ),
    defineIterator(
      "_grouper",
      Group,
      "(parent, tgtkey, /)",
      "",
      method(
        "(type, parent, tgtkey, /)",
        NEW_DOC,
        (cls: PyType, parent: Value, key: Value) => {
          if (!(parent instanceof GroupBy)) {
            throw typeError(
              `_grouper() argument 1 must be itertools.groupby, not ${argumentName(parent)}`,
            );
          }
          const g = allocate<Group>(cls);
          g.parent = parent;
          g.key = key;
          parent.currentGroup = g;
          return g;
        },
      ),
    ),
    defineTee(),
  ];
}

function makeISlice(cls: PyType, iterable: Value, a: Value, b?: Value, c?: Value): Value {
  const s = allocate<ISlice>(cls);
  const whole = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  if (b === undefined) {
    s.stop = sliceBound(a, whole) ?? Infinity;
  } else {
    s.next = sliceBound(a, indices) ?? 0;
    s.stop = sliceBound(b, whole) ?? Infinity;
    if (c !== undefined && c !== NONE) {
      const message = "Step for islice() must be a positive integer or None.";
      const n = sliceBound(c, message);
      if (n === undefined || n < 1) throw valueError(message);
      s.increment = n;
    }
  }
  s.source = iter(iterable);
  return s;
}

let TeeType: PyType;

function teeOf(iterable: Value): Tee {
  const it = iter(iterable);
  if (it instanceof Tee) return it.copy();
  const t = new Tee();
  t.shared = new TeeSource(it);
  return t;
}

function defineTee(): PyType {
  TeeType = defineIterator(
    "_tee",
    Tee,
    "(iterable, /)",
    "Iterator wrapped to make it copyable.",
    method("(type, iterable, /)", NEW_DOC, (_cls: PyType, iterable: Value) => teeOf(iterable)),
    {
      __copy__: method(
        "(self, /)",
        "Returns an independent iterator.",
        (self: Tee) => self.copy(),
        {
          noTextSignature: true,
        },
      ),
    },
  );
  TeeType.hasWeakref = true;
  return TeeType;
}

function tee(iterable: Value, n?: Value): Value {
  const count = n === undefined ? 2 : Number(indexOf(n));
  if (count < 0) throw valueError("n must be >= 0");
  if (count === 0) return EMPTY_TUPLE;
  const it = iter(iterable);
  const copy = typeOf(it).lookup("__copy__");
  const first: Value = copy === undefined ? teeOf(it) : it;
  const out: Value[] = [copy === undefined ? first : callMethod(first, "__copy__")];
  while (out.length < count) out.push(callMethod(out[0], "__copy__"));
  return new PyTuple(out);
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("itertools", {
    doc:
      "Functional tools for creating and using iterators.\n\nInfinite iterators:\ncount(start=0, step=1) --> start, start+step, start+2*step, ...\ncycle(p) --> p0, p1, ... plast, p0, p1, ...\nrepeat(elem [,n]) --> elem, elem, elem, ... endlessly or up to n times\n\nIterators terminating on the shortest input sequence:\naccumulate(p[, func]) --> p0, p0+p1, p0+p1+p2\nbatched(p, n) --> [p0, p1, ..., p_n-1], [p_n, p_n+1, ..., p_2n-1], ...\nchain(p, q, ...) --> p0, p1, ... plast, q0, q1, ...\nchain.from_iterable([p, q, ...]) --> p0, p1, ... plast, q0, q1, ...\ncompress(data, selectors) --> (d[0] if s[0]), (d[1] if s[1]), ...\ndropwhile(predicate, seq) --> seq[n], seq[n+1], starting when predicate fails\ngroupby(iterable[, keyfunc]) --> sub-iterators grouped by value of keyfunc(v)\nfilterfalse(predicate, seq) --> elements of seq where predicate(elem) is False\nislice(seq, [start,] stop [, step]) --> elements from\n       seq[start:stop:step]\npairwise(s) --> (s[0],s[1]), (s[1],s[2]), (s[2], s[3]), ...\nstarmap(fun, seq) --> fun(*seq[0]), fun(*seq[1]), ...\ntee(it, n=2) --> (it1, it2 , ... itn) splits one iterator into n\ntakewhile(predicate, seq) --> seq[0], seq[1], until predicate fails\nzip_longest(p, q, ...) --> (p[0], q[0]), (p[1], q[1]), ...\n\nCombinatoric generators:\nproduct(p, q, ... [repeat=1]) --> cartesian product\npermutations(p[, r])\ncombinations(p, r)\ncombinations_with_replacement(p, r)\n",
    types: makeTypes(),
    functions: {
      tee: method(
        "(iterable, n=2, /)",
        "Returns a tuple of n independent iterators.",
        tee,
      ),
    },
  });
}
