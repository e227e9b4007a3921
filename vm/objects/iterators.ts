// The iterators that iter() and reversed() make of what is no builtin container: over anything with `__getitem__`, over
// the results of a callable, and backwards over a sequence.

import { attributeHooks, call, callUnbound } from "./attributes.ts";
import { builtinFunction } from "./builtin_lookup.ts";
import { equals } from "./compare.ts";
import { refuseKeywordsInNew } from "./no_keywords.ts";
import { define } from "./define.ts";
import {
  iterationHooks,
  iteratorMethods,
  PyIterator,
  type SequenceIterator,
  SequenceIteratorType,
} from "./iteration.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexNumber, length } from "./operations.ts";
import { typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { EMPTY_TUPLE, PyTuple } from "./tuple.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";
define(SequenceIteratorType, {
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: SequenceIterator) => {
        if (self.seq === undefined) return 0;
        if (typeOf(self.seq).lookup("__len__") === undefined) return NOT_IMPLEMENTED;
        return Math.max(0, length(self.seq) - self.index);
      },
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: SequenceIterator) =>
        new PyTuple(
          self.seq === undefined
            ? [builtinFunction("iter"), new PyTuple([EMPTY_TUPLE])]
            : [builtinFunction("iter"), new PyTuple([self.seq]), self.index],
        ),
    ),
    __setstate__: method(
      "(self, object, /)",
      "Set state information for unpickling.",
      (self: SequenceIterator, state: Value) => {
        const i = indexNumber(state, "an integer is required");
        if (self.seq !== undefined) self.index = Math.max(0, i);
      },
    ),
  },
});

/** `iter(callable, sentinel)` */
export class CallableIterator extends PyIterator {
  /** `undefined` when it is exhausted. */
  callable: Value | undefined;
  sentinel: Value;
  constructor(callable?: Value, sentinel: Value = NONE) {
    super();
    this.callable = callable;
    this.sentinel = sentinel;
  }
  override step(): Value | undefined {
    const { callable } = this;
    if (callable === undefined) return undefined;
    let v: Value;
    try {
      v = call(callable, []);
    } catch (e) {
      if (!attributeHooks.isStopIteration(e)) throw e;
      this.callable = undefined;
      return undefined;
    }
    return this.ends(v) ? undefined : v;
  }

  /** Whether this value, which the callable gave, is the end. */
  ends(v: Value): boolean {
    // the call may have gone through this iterator itself
    if (this.callable === undefined) return true;
    if (!equals(this.sentinel, v)) return false;
    this.callable = undefined;
    return true;
  }
}
/** `callable_iterator`. */
export const CallableIteratorType: PyType = builtinType("callable_iterator", CallableIterator, {
  final: true,
  noNew: true,
});
define(CallableIteratorType, {
  methods: {
    ...iteratorMethods,
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: CallableIterator) =>
        new PyTuple(
          self.callable === undefined
            ? [builtinFunction("iter"), new PyTuple([EMPTY_TUPLE])]
            : [builtinFunction("iter"), new PyTuple([self.callable, self.sentinel])],
        ),
    ),
  },
});

/** `reversed(sequence)` of what has no `__reversed__`. */
export class PyReversed extends PyIterator {
  /** `undefined` when it is exhausted. */
  seq: Value | undefined;
  index: number;
  constructor() {
    super();
    this.seq = undefined;
    this.index = -1;
  }
  override step(): Value | undefined {
    const { seq, index } = this;
    if (seq === undefined) return undefined;
    if (index >= 0) {
      const getitem = typeOf(seq).lookup("__getitem__")!;
      try {
        const v = callUnbound(getitem, seq, [index]);
        this.index = index - 1;
        return v;
      } catch (e) {
        if (!attributeHooks.isStopIteration(e) && !iterationHooks.isIndexError(e)) throw e;
      }
    }
    this.seq = undefined;
    this.index = -1;
    return undefined;
  }
}

/** `reversed`. */
export const ReversedType: PyType = builtinType("reversed", PyReversed);

/** `reversed(v)`: what `__reversed__` gives, or an iterator of the class. */
function makeReversed(cls: PyType, v: Value): Value {
  const t = typeOf(v);
  const f = t.lookup("__reversed__");
  if (f === NONE) throw typeError(`'${t.name}' object is not reversible`);
  if (f !== undefined) return callUnbound(f, v, []);
  if (
    t.lookup("__getitem__") === undefined || t.lookup("__len__") === undefined ||
    t.patternKind === "mapping" && !t.heap
  ) {
    throw typeError(`'${t.name}' object is not reversible`);
  }
  const n = length(v);
  const r = cls === ReversedType ? new PyReversed() : cls.allocate() as PyReversed;
  r.seq = v;
  r.index = n - 1;
  return r;
}
define(ReversedType, {
  doc: "Return a reverse iterator over the values of the given sequence.",
  textSignature: "(sequence, /)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType, args: Value[], kw: KwMap | undefined) => {
      refuseKeywordsInNew(cls, ReversedType, kw);
      if (args.length !== 1) {
        throw typeError(`reversed expected 1 argument, got ${args.length}`);
      }
      return makeReversed(cls, args[0]);
    },
  ),
  methods: {
    ...iteratorMethods,
    __length_hint__: method(
      "(self, /)",
      "Private method returning an estimate of len(list(it)).",
      (self: PyReversed) => {
        if (self.seq === undefined) return 0;
        const left = self.index + 1;
        return length(self.seq) < left ? 0 : left;
      },
    ),
    __reduce__: method(
      "(self, /)",
      "Return state information for pickling.",
      (self: PyReversed) =>
        new PyTuple(
          self.seq === undefined
            ? [self.cls, new PyTuple([EMPTY_TUPLE])]
            : [self.cls, new PyTuple([self.seq]), self.index],
        ),
    ),
    __setstate__: method(
      "(self, object, /)",
      "Set state information for unpickling.",
      (self: PyReversed, state: Value) => {
        const i = indexNumber(state, "an integer is required");
        if (self.seq !== undefined) {
          self.index = Math.max(-1, Math.min(i, length(self.seq) - 1));
        }
      },
    ),
  },
});
