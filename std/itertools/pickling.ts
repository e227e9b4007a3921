// Copying and pickling of the iterators (`__reduce__`, `__setstate__`), which Python 3.14 takes away: every use warns.

import { callMethod, getAttr } from "../../vm/objects/attributes.ts";
import { truth } from "../../vm/objects/compare.ts";
import { intOf } from "../../vm/objects/int.ts";
import { iter } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { EMPTY_TUPLE, PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import type { Choosing, Permutations, Product } from "./combinatorics.ts";
import type {
  Accumulate,
  Chain,
  Compress,
  Count,
  Cycle,
  Filtering,
  Group,
  GroupBy,
  ISlice,
  Repeat,
  StarMap,
  ZipLongest,
} from "./iterators.ts";

function tuple(...items: Value[]): PyTuple {
  return new PyTuple(items);
}

function warn(): void {
  runtime.warn(
    "DeprecationWarning",
    "Pickle, copy, and deepcopy support will be removed from itertools in Python 3.14.",
    1,
  );
}

function reducing<T extends PyObject>(f: (self: T) => Value): Record<string, Declaration> {
  return {
    __reduce__: method("(self, /)", "Return state information for pickling.", (self: T) => {
      warn();
      return f(self);
    }),
  };
}

function restoring<T extends PyObject>(
  f: (self: T, state: Value) => void,
): Record<string, Declaration> {
  return {
    __setstate__: method(
      "(self, state, /)",
      "Set state information for unpickling.",
      (self: T, state: Value) => {
        warn();
        f(self, state);
      },
    ),
  };
}

function stateTuple(state: Value): readonly Value[] {
  if (!(state instanceof PyTuple)) throw typeError("state is not a tuple");
  return state.items;
}

function isIterator(v: Value): v is PyObject {
  return typeof v === "object" && typeOf(v).lookup("__next__") !== undefined;
}

/** An index of a state, brought between 0 and `high`. */
function clamped(v: Value, high: number): number {
  const n = indexOf(v);
  return n < 0 ? 0 : n > high ? high : Number(n);
}

/** An iterator that is at its end. */
function exhausted(): PyTuple {
  return tuple(EMPTY_TUPLE);
}

/** What combinations, combinations_with_replacement and permutations have in common. */
function choosing(stateOf: (self: Choosing) => Value, restore: (self: Choosing, s: Value) => void) {
  return {
    ...reducing<Choosing>((self) => {
      if (self.stopped) return tuple(self.cls, tuple(EMPTY_TUPLE, self.r));
      const args = tuple(new PyTuple(self.pool), self.r);
      return self.indices === undefined
        ? tuple(self.cls, args)
        : tuple(self.cls, args, stateOf(self));
    }),
    ...restoring<Choosing>(restore),
  };
}

function restoreIndices(limit: (self: Choosing, i: number) => number) {
  return (self: Choosing, state: Value): void => {
    if (!(state instanceof PyTuple) || state.items.length !== self.r) {
      throw valueError("invalid arguments");
    }
    self.indices = state.items.map((v, i) => clamped(v, limit(self, i)));
  };
}

/** The methods, by the name of the type. */
export const pickling: Readonly<Record<string, Record<string, Declaration>>> = {
  count: reducing<Count>((self) =>
    tuple(
      self.cls,
      self.increment === 1 ? tuple(self.value) : tuple(self.value, self.increment),
    )
  ),
  repeat: reducing<Repeat>((self) =>
    tuple(self.cls, self.left < 0 ? tuple(self.object) : tuple(self.object, self.left))
  ),
  cycle: {
    ...reducing<Cycle>((self) => {
      const saved = new PyList(self.saved.slice());
      if (self.source !== undefined) {
        return tuple(self.cls, tuple(self.source), tuple(saved, 0));
      }
      const it = iter(saved);
      if (self.index !== 0) callMethod(it, "__setstate__", self.index);
      return tuple(self.cls, tuple(it), tuple(saved, 1));
    }),
    ...restoring<Cycle>((self, state) => {
      const [saved, firstPass] = stateTuple(state);
      if (!(saved instanceof PyList) || intOf(firstPass) === undefined) {
        throw typeError("state is not a tuple");
      }
      self.saved = saved.toArray();
      self.index = 0;
      if (truth(firstPass)) {
        // the iterator goes through what is saved already
        self.saved = self.saved.slice();
        self.replaying = self.source;
        self.source = undefined;
      }
    }),
  },
  accumulate: {
    ...reducing<Accumulate>((self) => {
      if (self.initial !== undefined) {
        const chain = callChain([tuple(self.initial), self.source]);
        return tuple(self.cls, tuple(chain, self.func), NONE);
      }
      if (self.total === NONE) {
        // None as a state would be no state
        const chain = callChain([tuple(NONE), self.source]);
        return tuple(self.cls, tuple(chain, self.func), NONE);
      }
      return tuple(self.cls, tuple(self.source, self.func), self.total ?? NONE);
    }),
    ...restoring<Accumulate>((self, state) => {
      self.total = state;
    }),
  },
  chain: {
    ...reducing<Chain>((self) => {
      if (self.sources === undefined) return tuple(self.cls, EMPTY_TUPLE);
      const state = self.active === undefined
        ? tuple(self.sources)
        : tuple(self.sources, self.active);
      return tuple(self.cls, EMPTY_TUPLE, state);
    }),
    ...restoring<Chain>((self, state) => {
      const items = stateTuple(state);
      if (items.length < 1 || items.length > 2) {
        throw typeError(`function takes at most 2 arguments (${items.length} given)`);
      }
      if (!items.every(isIterator)) throw typeError("Arguments must be iterators.");
      self.sources = items[0] as PyObject;
      self.active = items[1] as PyObject | undefined;
    }),
  },
  compress: reducing<Compress>((self) => tuple(self.cls, tuple(self.data, self.selectors))),
  dropwhile: flagged(),
  takewhile: flagged(),
  filterfalse: reducing<Filtering>((self) => tuple(self.cls, tuple(self.func, self.source))),
  starmap: reducing<StarMap>((self) => tuple(self.cls, tuple(self.func, self.source))),
  islice: {
    ...reducing<ISlice>((self) => {
      if (self.source === undefined) {
        return tuple(self.cls, tuple(iter(new PyList()), 0), 0);
      }
      const stop = self.stop === Infinity ? NONE : self.stop;
      return tuple(
        self.cls,
        tuple(self.source, self.next, stop, self.increment),
        self.position,
      );
    }),
    ...restoring<ISlice>((self, state) => {
      self.position = Number(indexOf(state));
    }),
  },
  zip_longest: {
    ...reducing<ZipLongest>((self) =>
      tuple(
        self.cls,
        new PyTuple(self.sources.map((s): Value => s ?? EMPTY_TUPLE)),
        self.fill,
      )
    ),
    ...restoring<ZipLongest>((self, state) => {
      self.fill = state;
    }),
  },
  product: {
    ...reducing<Product>((self) => {
      if (self.stopped) return tuple(self.cls, exhausted());
      const pools = new PyTuple(self.pools.map((p): Value => new PyTuple(p)));
      return self.indices === undefined
        ? tuple(self.cls, pools)
        : tuple(self.cls, pools, new PyTuple(self.indices.slice()));
    }),
    ...restoring<Product>((self, state) => {
      if (!(state instanceof PyTuple) || state.items.length !== self.pools.length) {
        throw valueError("invalid arguments");
      }
      if (self.pools.some((p) => p.length === 0)) {
        self.stopped = true;
        return;
      }
      self.indices = state.items.map((v, i) => clamped(v, self.pools[i].length - 1));
    }),
  },
  combinations: choosing(
    (self) => new PyTuple(self.indices!.slice()),
    restoreIndices((self, i) => i + self.pool.length - self.r),
  ),
  combinations_with_replacement: choosing(
    (self) => new PyTuple(self.indices!.slice()),
    restoreIndices((self) => self.pool.length - 1),
  ),
  permutations: choosing(
    (self) =>
      tuple(new PyTuple(self.indices!.slice()), new PyTuple((self as Permutations).cycles.slice())),
    (self, state) => {
      const [indices, cycles] = state instanceof PyTuple ? state.items : [];
      const n = self.pool.length;
      if (
        !(indices instanceof PyTuple) || !(cycles instanceof PyTuple) ||
        indices.items.length !== n || cycles.items.length !== self.r
      ) {
        throw valueError("invalid arguments");
      }
      self.indices = indices.items.map((v) => clamped(v, n - 1));
      (self as Permutations).cycles = cycles.items.map((v, i) => Math.max(1, clamped(v, n - i)));
    },
  ),
  groupby: {
    ...reducing<GroupBy>((self) => {
      const args = tuple(self.source, self.key);
      const { currentKey, currentValue, targetKey } = self;
      return currentKey !== undefined && currentValue !== undefined && targetKey !== undefined
        ? tuple(self.cls, args, tuple(currentKey, currentValue, targetKey))
        : tuple(self.cls, args);
    }),
    ...restoring<GroupBy>((self, state) => {
      const items = stateTuple(state);
      if (items.length !== 3) throw typeError("state is not a tuple");
      [self.currentKey, self.currentValue, self.targetKey] = items;
    }),
  },
  _grouper: reducing<Group>((self) => {
    const { parent } = self;
    if (parent === undefined || parent.currentGroup !== self) {
      const builtinIter = getAttr(runtime.importModule("builtins"), "iter");
      return tuple(builtinIter, exhausted());
    }
    return tuple(self.cls, tuple(parent, self.key));
  }),
};

function flagged(): Record<string, Declaration> {
  return {
    ...reducing<Filtering>((self) =>
      tuple(self.cls, tuple(self.func, self.source), self.flag ? 1 : 0)
    ),
    ...restoring<Filtering>((self, state) => {
      self.flag = truth(state);
    }),
  };
}

function callChain(sources: Value[]): Value {
  const chain = getAttr(runtime.importModule("itertools"), "chain") as PyObject;
  return chain.invoke(sources, undefined);
}
