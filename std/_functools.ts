// _functools: partial, reduce, cmp_to_key and the cache behind lru_cache.

import { call, getAttr } from "../vm/objects/attributes.ts";
import {
  type Comparison,
  EQ,
  equals,
  GE,
  GT,
  hashLow,
  LE,
  LT,
  NE,
  richCompare,
  truth,
} from "../vm/objects/compare.ts";
import { member } from "../vm/objects/builtin.ts";
import { define } from "../vm/objects/define.ts";
import { DictType, PyDict } from "../vm/objects/dict.ts";
import { PyMethod } from "../vm/objects/function.ts";
import { type ForwardedCall, ForwardingCall } from "../vm/objects/forwarding_call.ts";
import { classGetItemMethod } from "../vm/objects/class_getitem.ts";
import { builtinDictAttribute, instanceDict, instanceState } from "../vm/objects/instance_dict.ts";
import { iter } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type KwNames, NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { operationHooks, repr, strText } from "../vm/objects/operations.ts";
import { exception, typeError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import { strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple, TupleType } from "../vm/objects/tuple.ts";
import { builtinType, native, type PyType, typeOf } from "../vm/objects/type.ts";
import { fullName } from "../vm/objects/class_names.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** functools.partial: a call with some arguments fixed. */
class PyPartial extends ForwardingCall {
  func: Value = NONE;
  args: PyTuple = EMPTY_TUPLE;
  kwargs: PyDict = new PyDict();

  override forward(args: Value[], kw: KwNames | undefined): ForwardedCall {
    const fixed = this.args.items;
    if (this.kwargs.size === 0) {
      return { callee: this.func, args: fixed.length === 0 ? args : [...fixed, ...args], kw };
    }
    const merged = new Map<string, Value>();
    for (const [k, v] of this.kwargs.entries()) {
      const name = strOf(k);
      if (name === undefined) throw typeError("keywords must be strings");
      merged.set(utf16(name), v);
    }
    const positional = kw === undefined ? args : args.slice(0, args.length - kw.length);
    if (kw !== undefined) {
      for (let i = 0; i < kw.length; i++) merged.set(kw[i], args[positional.length + i]);
    }
    const all = [...fixed, ...positional, ...merged.values()];
    return { callee: this.func, args: all, kw: [...merged.keys()] };
  }

  override descrGet(instance: Value | undefined): Value {
    if (instance !== undefined) {
      runtime.warn(
        "FutureWarning",
        "functools.partial will be a method descriptor in future Python versions; wrap it in " +
          "staticmethod() if you want to preserve the old behavior",
        1,
      );
    }
    return this;
  }
}

function newPartial(cls: PyType, args: Value[], kwargs: KwMap | undefined): Value {
  if (args.length === 0) throw typeError("type 'partial' takes at least one argument");
  const [func] = args;
  if (typeof func !== "object" || func.cls.lookup("__call__") === undefined) {
    throw typeError("the first argument must be callable");
  }
  const p = cls.allocate() as PyPartial;
  let inner = args.slice(1);
  p.func = func;
  // a partial of a partial is one partial, where the inner one has nothing of its own
  if (func instanceof PyPartial && func.cls === cls && instanceState(func) === undefined) {
    p.func = func.func;
    inner = [...func.args.items, ...inner];
    for (const [k, v] of func.kwargs.entries()) p.kwargs.set(k, v);
  }
  p.args = inner.length === 0 ? EMPTY_TUPLE : new PyTuple(inner);
  for (const [k, v] of kwargs ?? []) p.kwargs.setStr(k, v);
  return p;
}

/** Objects whose repr is being made, so that one that contains itself ends in "...". */
const inRepr: Set<PyObject> = new Set();

function partialRepr(self: PyPartial): Value {
  if (inRepr.has(self)) return "...";
  inRepr.add(self);
  try {
    const parts = [repr(self.func), ...self.args.items.map(repr)];
    for (const [k, v] of self.kwargs.entries()) parts.push(`${strText(k)}=${repr(v)}`);
    return strFromUtf16(`${fullName(self.cls)}(${parts.join(", ")})`);
  } finally {
    inRepr.delete(self);
  }
}

function setPartialState(self: PyPartial, state: Value): void {
  const items = state instanceof PyTuple ? state.items : [];
  const [func, args, kwargs, dict] = items;
  if (
    items.length !== 4 || typeof func !== "object" || func.cls.lookup("__call__") === undefined ||
    !(args instanceof PyTuple) || kwargs !== NONE && !(kwargs instanceof PyDict)
  ) {
    throw typeError("invalid partial state");
  }
  self.func = func;
  self.args = args.cls === TupleType ? args : new PyTuple(args.items.slice());
  self.kwargs = !(kwargs instanceof PyDict)
    ? new PyDict()
    : kwargs.cls === DictType
    ? kwargs
    : kwargs.copy();
  if (dict !== NONE || instanceState(self) !== undefined) {
    const own = instanceDict(self);
    own.clear();
    if (dict instanceof PyDict) { for (const [k, v] of dict.entries()) own.set(k, v); }
  }
}

function makePartialType(): PyType {
  const t = builtinType("functools.partial", PyPartial, {
    module: "functools",
    qualname: "partial",
    hasDict: true,
    hasWeakref: true,
  });
  define(t, {
    doc: "Create a new function with partial application of the given arguments and keywords.",
    new: method("(type, /, *args, **kwargs)", NEW_DOC, newPartial),
    methods: {
      __call__: method(
        "(self, /, *args, **kwargs)",
        "Call self as a function.",
        (self: PyPartial, args: Value[], kw: KwMap | undefined) =>
          native(self).invoke.call(
            self,
            kw === undefined ? args : [...args, ...kw.values()],
            kw === undefined ? undefined : [...kw.keys()],
          ),
      ),
      __get__: method(
        "(self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        (self: PyPartial, instance: Value) =>
          native(self).descrGet.call(self, instance === NONE ? undefined : instance),
      ),
      __repr__: method("(self, /)", "Return repr(self).", partialRepr),
      __reduce__: method("(self, /)", "", (self: PyPartial) =>
        new PyTuple([
          self.cls,
          new PyTuple([self.func]),
          new PyTuple([
            self.func,
            self.args,
            self.kwargs,
            instanceState(self) ?? NONE,
          ]),
        ])),
      __setstate__: method("(self, object, /)", "", setPartialState),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
    attributes: {
      func: member(
        "function object to use in future partial calls",
        (self: PyPartial) => self.func,
      ),
      args: member(
        "tuple of arguments to future partial calls",
        (self: PyPartial) => self.args,
      ),
      keywords: member(
        "dictionary of keyword arguments to future partial calls",
        (self: PyPartial) => self.kwargs,
      ),
      __dict__: builtinDictAttribute,
    },
  });
  return t;
}

/** functools.KeyWrapper: what cmp_to_key's keys are. */
class KeyWrapper extends PyObject {
  cmp: Value = NONE;
  obj: Value | undefined = undefined;
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    if (args.length !== 1 || kw !== undefined && kw[0] !== "obj") {
      throw typeError(
        args.length === 0
          ? "K() missing required argument 'obj' (pos 1)"
          : `K() takes at most 1 argument (${args.length} given)`,
      );
    }
    const k = new KeyWrapper();
    k.cmp = this.cmp;
    k.obj = args[0];
    return k;
  }
}

function makeKeyWrapperType(): PyType {
  const t = builtinType("functools.KeyWrapper", KeyWrapper, {
    module: "functools",
    qualname: "KeyWrapper",
    noNew: true,
  });
  const compare = (op: Comparison) =>
    method("(self, value, /)", `Return self${op.symbol}value.`, (self: KeyWrapper, o: Value) => {
      if (!(o instanceof KeyWrapper)) throw typeError("other argument must be K instance");
      if (self.obj === undefined || o.obj === undefined) {
        throw attributeHooksError("object");
      }
      return richCompare(op, call(self.cmp, [self.obj, o.obj]), 0);
    });
  define(t, {
    methods: {
      __call__: method(
        "(self, obj)",
        "Call self as a function.",
        (self: KeyWrapper, o: Value) => native(self).invoke.call(self, [o], undefined),
      ),
      __lt__: compare(LT),
      __le__: compare(LE),
      __eq__: compare(EQ),
      __ne__: compare(NE),
      __gt__: compare(GT),
      __ge__: compare(GE),
    },
    unhashable: true,
    attributes: {
      obj: member("Value wrapped by a key function.", (self: KeyWrapper) => self.obj ?? NONE),
    },
  });
  return t;
}

function attributeHooksError(name: string): PyObject {
  return exception("AttributeError", name);
}

/** One cached call: a node of the list in order of use. */
class CacheEntry {
  readonly key: CallKey;
  value: Value;
  previous: CacheEntry | undefined = undefined;
  next: CacheEntry | undefined = undefined;
  constructor(key: CallKey, value: Value) {
    this.key = key;
    this.value = value;
  }
}

/** The arguments of a call as a key: positional values, names and values of keywords, types where `typed`. */
interface CallKey {
  readonly hash: number;
  readonly parts: readonly Value[];
  readonly names: string;
}

/** functools._lru_cache_wrapper */
class CacheWrapper extends PyObject {
  func: Value = NONE;
  /** The most entries that are kept: 0 for none, Infinity for all. */
  maxsize = Infinity;
  typed = false;
  cacheInfoType: Value = NONE;
  hits = 0;
  misses = 0;
  /** Entries by the low bits of their hash; a call with one int or str is its own key. */
  readonly simple: Map<Value, CacheEntry> = new Map();
  readonly buckets: Map<number, CacheEntry[]> = new Map();
  count = 0;
  oldest: CacheEntry | undefined = undefined;
  newest: CacheEntry | undefined = undefined;

  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    return instance === undefined ? this : new PyMethod(this, instance);
  }

  override invoke(args: Value[], kw: KwNames | undefined): Value {
    if (this.maxsize === 0) {
      this.misses++;
      return call(this.func, args, kw);
    }
    if (args.length === 1 && kw === undefined && !this.typed) {
      const a = args[0];
      if (typeof a === "number" || typeof a === "string") return this.simpleCall(a);
    }
    const key = this.makeKey(args, kw);
    const found = this.find(key);
    if (found !== undefined) {
      this.hits++;
      this.touch(found);
      return found.value;
    }
    this.misses++;
    const value = call(this.func, args, kw);
    // the call may have filled the entry itself
    if (this.find(key) !== undefined) return value;
    const entry = new CacheEntry(key, value);
    const bucket = this.buckets.get(key.hash);
    if (bucket === undefined) this.buckets.set(key.hash, [entry]);
    else bucket.push(entry);
    this.add(entry);
    return value;
  }

  private simpleCall(a: number | string): Value {
    const found = this.simple.get(a);
    if (found !== undefined) {
      this.hits++;
      this.touch(found);
      return found.value;
    }
    this.misses++;
    const value = call(this.func, [a]);
    if (this.simple.has(a)) return value;
    const entry = new CacheEntry({ hash: 0, parts: [a], names: "" }, value);
    this.simple.set(a, entry);
    this.add(entry);
    return value;
  }

  private makeKey(args: readonly Value[], kw: KwNames | undefined): CallKey {
    let hash = args.length;
    const parts: Value[] = args.slice();
    if (this.typed) { for (const a of args) parts.push(typeOf(a)); }
    for (const p of parts) hash = Math.imul(hash, 31) + hashLow(p) | 0;
    // "|" keeps one int or str that came by the general way (typed, keywords) apart from the simple ones
    return { hash, parts, names: kw === undefined ? "" : kw.join("|") };
  }

  private find(key: CallKey): CacheEntry | undefined {
    const bucket = this.buckets.get(key.hash);
    if (bucket === undefined) return undefined;
    for (const e of bucket) {
      if (e.key.names !== key.names || e.key.parts.length !== key.parts.length) continue;
      let same = true;
      for (let i = 0; same && i < key.parts.length; i++) {
        same = equals(e.key.parts[i], key.parts[i]);
      }
      if (same) return e;
    }
    return undefined;
  }

  private add(entry: CacheEntry): void {
    if (this.maxsize === Infinity) {
      this.count++;
      return;
    }
    if (this.count >= this.maxsize) this.evict();
    this.count++;
    this.append(entry);
  }

  private append(entry: CacheEntry): void {
    entry.previous = this.newest;
    entry.next = undefined;
    if (this.newest === undefined) this.oldest = entry;
    else this.newest.next = entry;
    this.newest = entry;
  }

  private unlink(entry: CacheEntry): void {
    if (entry.previous === undefined) this.oldest = entry.next;
    else entry.previous.next = entry.next;
    if (entry.next === undefined) this.newest = entry.previous;
    else entry.next.previous = entry.previous;
  }

  private touch(entry: CacheEntry): void {
    if (this.maxsize === Infinity || entry === this.newest) return;
    this.unlink(entry);
    this.append(entry);
  }

  private evict(): void {
    const entry = this.oldest;
    if (entry === undefined) return;
    this.unlink(entry);
    this.count--;
    const first = entry.key.parts[0];
    if (this.simple.get(first) === entry) {
      this.simple.delete(first);
      return;
    }
    const bucket = this.buckets.get(entry.key.hash)!;
    if (bucket.length === 1) this.buckets.delete(entry.key.hash);
    else bucket.splice(bucket.indexOf(entry), 1);
  }

  clear(): void {
    this.hits = 0;
    this.misses = 0;
    this.count = 0;
    this.simple.clear();
    this.buckets.clear();
    this.oldest = undefined;
    this.newest = undefined;
  }
}

function makeCacheType(): PyType {
  const t = builtinType("functools._lru_cache_wrapper", CacheWrapper, {
    module: "functools",
    qualname: "_lru_cache_wrapper",
    hasDict: true,
    hasWeakref: true,
  });
  define(t, {
    doc:
      "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize\n",
    new: method(
      "(type, user_function, maxsize, typed, cache_info_type)",
      NEW_DOC,
      (cls: PyType, f: Value, maxsize: Value, typed: Value, info: Value) => {
        if (typeof f !== "object" || f.cls.lookup("__call__") === undefined) {
          throw typeError("the first argument must be callable");
        }
        const w = cls.allocate() as CacheWrapper;
        w.func = f;
        if (maxsize !== NONE) {
          const n = operationHooks.intOf(maxsize);
          if (n === undefined) throw typeError("maxsize should be integer or None");
          w.maxsize = Math.max(0, Number(n));
        }
        w.typed = truth(typed);
        w.cacheInfoType = info;
        return w;
      },
    ),
    methods: {
      __call__: method(
        "(self, /, *args, **kwargs)",
        "Call self as a function.",
        (self: CacheWrapper, args: Value[], kw: KwMap | undefined) =>
          native(self).invoke.call(
            self,
            kw === undefined ? args : [...args, ...kw.values()],
            kw === undefined ? undefined : [...kw.keys()],
          ),
      ),
      __get__: method(
        "(self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        (self: CacheWrapper, instance: Value) =>
          instance === NONE ? self : new PyMethod(self, instance),
      ),
      cache_info: method(
        "(self, /)",
        "Report cache statistics",
        (self: CacheWrapper) =>
          call(self.cacheInfoType, [
            self.hits,
            self.misses,
            self.maxsize === Infinity ? NONE : self.maxsize,
            self.count,
          ]),
      ),
      cache_clear: method(
        "(self, /)",
        "Clear the cache and cache statistics",
        (self: CacheWrapper) => self.clear(),
      ),
      __reduce__: method("(self, /)", "", (self: CacheWrapper) => getAttr(self, "__qualname__")),
      __copy__: method("(self, /)", "", (self: CacheWrapper) => self),
      __deepcopy__: method("(self, memo, /)", "", (self: CacheWrapper) => self),
    },
    attributes: { __dict__: builtinDictAttribute },
  });
  return t;
}

function reduce(f: Value, iterable: Value, initial?: Value): Value {
  let it: PyObject;
  try {
    it = iter(iterable);
  } catch (e) {
    if (typeOf(iterable).lookup("__iter__") !== undefined) throw e;
    throw typeError("reduce() arg 2 must support iteration");
  }
  let total = initial ?? it.step();
  if (total === undefined) throw typeError("reduce() of empty iterable with no initial value");
  for (let v = it.step(); v !== undefined; v = it.step()) total = call(f, [total, v]);
  return total;
}

/** Makes the module. */
export function create(): PyModule {
  makeKeyWrapperType();
  return builtinModule("_functools", {
    doc: "Tools that operate on functions.",
    types: [makePartialType(), makeCacheType()],
    functions: {
      reduce: method(
        "(function, iterable, initial=None, /)",
        "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5).",
        reduce,
        { noTextSignature: true },
      ),
      cmp_to_key: method(
        "(mycmp)",
        "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.",
        (cmp: Value) => {
          const k = new KeyWrapper();
          k.cmp = cmp;
          return k;
        },
      ),
    },
  });
}
