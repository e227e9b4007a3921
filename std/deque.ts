// collections.deque: a ring buffer whose capacity is a power of two.
//
// The array is never holey: free places hold `undefined`. `state` counts the changes of length, so that an iterator
// knows that the deque was changed under it.

import * as operators from "../vm/objects/operators.ts";
import { getset } from "../vm/objects/builtin.ts";
import {
  type Comparison,
  EQ,
  equals,
  GE,
  GT,
  LE,
  LT,
  NE,
  richCompare,
} from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { classGetItemMethod } from "../vm/objects/class_getitem.ts";
import { forEach, iteratorMethods, PyIterator } from "../vm/objects/iteration.ts";
import { NONE, NOT_IMPLEMENTED, PyObject, type Value } from "../vm/objects/object.ts";
import { indexNumber, indexOf, operationHooks, repr } from "../vm/objects/operations.ts";
import { indexError, runtimeError, typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { call, callMethod } from "../vm/objects/attributes.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";
const FIRST_CAPACITY = 8;

/** A deque. */
export class PyDeque extends PyObject {
  ring: (Value | undefined)[];
  head: number;
  size: number;
  /** Infinity where there is no bound. */
  maxlen: number;
  /** Grows at every change of length. */
  state: number;
  constructor() {
    super();
    this.ring = new Array<Value | undefined>(FIRST_CAPACITY).fill(undefined);
    this.head = 0;
    this.size = 0;
    this.maxlen = Infinity;
    this.state = 0;
  }

  at(i: number): Value {
    return this.ring[(this.head + i) & (this.ring.length - 1)]!;
  }

  put(i: number, v: Value): void {
    this.ring[(this.head + i) & (this.ring.length - 1)] = v;
  }

  private grow(): void {
    const old = this.ring, n = old.length;
    const ring = new Array<Value | undefined>(n * 2).fill(undefined);
    for (let i = 0; i < n; i++) ring[i] = old[(this.head + i) & (n - 1)];
    this.ring = ring;
    this.head = 0;
  }

  append(v: Value): void {
    if (this.size >= this.maxlen) {
      if (this.maxlen === 0) return;
      this.popleft();
    }
    if (this.size === this.ring.length) this.grow();
    this.ring[(this.head + this.size) & (this.ring.length - 1)] = v;
    this.size++;
    this.state++;
  }

  appendleft(v: Value): void {
    if (this.size >= this.maxlen) {
      if (this.maxlen === 0) return;
      this.pop();
    }
    if (this.size === this.ring.length) this.grow();
    this.head = (this.head - 1) & (this.ring.length - 1);
    this.ring[this.head] = v;
    this.size++;
    this.state++;
  }

  pop(): Value {
    if (this.size === 0) throw indexError("pop from an empty deque");
    const at = (this.head + --this.size) & (this.ring.length - 1);
    const v = this.ring[at]!;
    this.ring[at] = undefined;
    this.state++;
    return v;
  }

  popleft(): Value {
    if (this.size === 0) throw indexError("pop from an empty deque");
    const v = this.ring[this.head]!;
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.size--;
    this.state++;
    return v;
  }

  clear(): void {
    this.ring = new Array<Value | undefined>(FIRST_CAPACITY).fill(undefined);
    this.head = 0;
    this.size = 0;
    this.state++;
  }

  extend(iterable: Value): void {
    if (iterable === this) { for (const v of this.toArray()) this.append(v); }
    else forEach(iterable, (v) => this.append(v));
  }

  extendleft(iterable: Value): void {
    if (iterable === this) { for (const v of this.toArray()) this.appendleft(v); }
    else forEach(iterable, (v) => this.appendleft(v));
  }

  /** Moves `n` elements from the right end to the left one. */
  rotate(n: number): void {
    const { size } = this;
    if (size <= 1) return;
    let k = n % size;
    if (k < 0) k += size;
    if (k > size / 2) k -= size;
    for (; k > 0; k--) this.shiftRight();
    for (; k < 0; k++) this.shiftLeft();
    this.state++;
  }

  private shiftRight(): void {
    const mask = this.ring.length - 1;
    const last = (this.head + this.size - 1) & mask;
    const v = this.ring[last];
    this.ring[last] = undefined;
    this.head = (this.head - 1) & mask;
    this.ring[this.head] = v;
  }

  private shiftLeft(): void {
    const mask = this.ring.length - 1;
    const v = this.ring[this.head];
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & mask;
    this.ring[(this.head + this.size - 1) & mask] = v;
  }

  toArray(): Value[] {
    const out: Value[] = [];
    for (let i = 0; i < this.size; i++) out.push(this.at(i));
    return out;
  }

  /** Puts an element before the one at `i`. */
  insert(i: number, v: Value): void {
    if (this.size >= this.maxlen) throw indexError("deque already at its maximum size");
    if (i >= this.size) return this.append(v);
    if (i <= -this.size || i === 0) return this.appendleft(v);
    const at = i < 0 ? i + this.size : i;
    this.append(v);
    for (let k = this.size - 1; k > at; k--) this.put(k, this.at(k - 1));
    this.put(at, v);
  }

  remove(i: number): void {
    for (let k = i; k < this.size - 1; k++) this.put(k, this.at(k + 1));
    this.pop();
  }
}

/** The iterator of a deque, forwards and backwards. */
class DequeIterator extends PyIterator {
  deque: PyDeque;
  state: number;
  index: number;
  backwards: boolean;
  constructor(deque: PyDeque = new PyDeque(), backwards = false) {
    super();
    this.deque = deque;
    this.state = deque.state;
    this.index = 0;
    this.backwards = backwards;
  }
  override step(): Value | undefined {
    const { deque } = this;
    if (this.index >= deque.size && this.state === deque.state) return undefined;
    if (this.state !== deque.state) {
      this.index = deque.size;
      throw runtimeError("deque mutated during iteration");
    }
    const i = this.index++;
    return deque.at(this.backwards ? deque.size - 1 - i : i);
  }
}

/** An index into the deque; IndexError where it is out of range. */
function position(d: PyDeque, key: Value): number {
  let i = indexNumber(
    key,
    `sequence index must be integer, not '${typeOf(key).name}'`,
  );
  if (i < 0) i += d.size;
  if (i < 0 || i >= d.size) throw indexError("deque index out of range");
  return i;
}

function copy(d: PyDeque): Value {
  if (d.cls.heap) {
    return call(d.cls, d.maxlen === Infinity ? [d] : [d, d.maxlen]);
  }
  const c = new PyDeque();
  c.maxlen = d.maxlen;
  c.extend(d);
  return c;
}

function concatenate(a: PyDeque, b: Value): Value {
  if (!(b instanceof PyDeque)) {
    throw typeError(`can only concatenate deque (not "${typeOf(b).name}") to deque`);
  }
  const c = copy(a) as PyDeque;
  c.extend(b);
  return c;
}

function repeatInPlace(d: PyDeque, times: Value): Value {
  const n = Number(
    indexOf(times, `can't multiply sequence by non-int of type '${typeOf(times).name}'`),
  );
  const items = d.toArray();
  if (n <= 0) d.clear();
  for (let i = 1; i < n; i++) {
    if (d.maxlen !== Infinity && i * items.length >= 2 * d.maxlen) break;
    for (const v of items) d.append(v);
  }
  return d;
}

function find(d: PyDeque, v: Value, start: number, stop: number): number {
  const { state } = d;
  for (let i = start; i < stop; i++) {
    const same = equals(d.at(i), v);
    if (d.state !== state) throw runtimeError("deque mutated during iteration");
    if (same) return i;
  }
  return -1;
}

function clamp(v: Value | undefined, size: number, absent: number): number {
  if (v === undefined) return absent;
  let i = Number(indexOf(v, "slice indices must be integers or have an __index__ method"));
  if (i < 0) i = Math.max(0, i + size);
  return Math.min(i, size);
}

function compare(op: Comparison) {
  return method("(self, value, /)", `Return self${op.symbol}value.`, (a: PyDeque, b: Value) => {
    if (!(b instanceof PyDeque)) return NOT_IMPLEMENTED;
    if (op === EQ && a.size !== b.size) return false;
    if (op === NE && a.size !== b.size) return true;
    const n = Math.min(a.size, b.size);
    for (let i = 0; i < n; i++) {
      const x = a.at(i), y = b.at(i);
      if (!equals(x, y)) {
        return op === EQ ? false : op === NE ? true : richCompare(op, x, y);
      }
    }
    return richCompare(op, a.size, b.size);
  });
}

const reprs: Set<PyDeque> = new Set();

function dequeRepr(self: PyDeque): Value {
  if (reprs.has(self)) return "[...]";
  reprs.add(self);
  try {
    const inner = self.toArray().map(repr).join(", ");
    const bound = self.maxlen === Infinity ? "" : `, maxlen=${self.maxlen}`;
    return strFromUtf16(`${self.cls.name.split(".").pop()}([${inner}]${bound})`);
  } finally {
    reprs.delete(self);
  }
}

/** Makes `deque` and its iterators' types. */
export function makeDequeTypes(): PyType[] {
  const t = builtinType("collections.deque", PyDeque, {
    module: "collections",
    qualname: "deque",
    patternKind: "sequence",
    hasWeakref: true,
  });
  const forward = builtinType("_collections._deque_iterator", DequeIterator, {
    module: "collections",
    qualname: "_deque_iterator",
  });
  const makeIterator = (cls: PyType, d: Value, index: Value | undefined, backwards: boolean) => {
    if (!(d instanceof PyDeque)) {
      throw typeError(
        `_deque_iterator() argument 1 must be collections.deque, not ${argumentName(d)}`,
      );
    }
    const it = cls.allocate() as DequeIterator;
    it.deque = d;
    it.state = d.state;
    it.backwards = backwards;
    it.index = index === undefined ? 0 : Math.min(Number(indexOf(index)), d.size);
    return it;
  };
  const hint = method(
    "(self, /)",
    "Private method returning an estimate of len(list(it)).",
    (self: DequeIterator) => Math.max(0, self.deque.size - self.index),
  );
  const reduceIterator = method(
    "(self, /)",
    "",
    (self: DequeIterator) => new PyTuple([self.cls, new PyTuple([self.deque, self.index])]),
  );
  define(forward, {
    new: method(
      "(type, deque, index=0, /)",
      NEW_DOC,
      (cls: PyType, d: Value, i?: Value) => makeIterator(cls, d, i, false),
    ),
    methods: { ...iteratorMethods, __length_hint__: hint, __reduce__: reduceIterator },
  });
  class BackwardIterator extends DequeIterator {}
  const backward = builtinType("_collections._deque_reverse_iterator", BackwardIterator, {
    module: "collections",
    qualname: "_deque_reverse_iterator",
  });
  define(backward, {
    new: method(
      "(type, deque, index=0, /)",
      NEW_DOC,
      (cls: PyType, d: Value, i?: Value) => makeIterator(cls, d, i, true),
    ),
    methods: { ...iteratorMethods, __length_hint__: hint, __reduce__: reduceIterator },
  });
  operators.sequenceTypes.add(t);
  define(t, {
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
    textSignature: "([iterable[, maxlen]])",
    new: method("(type, /, *args, **kwargs)", NEW_DOC, (cls: PyType) => cls.allocate()),
    methods: {
      __init__: method(
        "(self, iterable=(), maxlen=None)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyDeque, iterable?: Value, maxlen?: Value) => {
          let bound = Infinity;
          if (maxlen !== undefined && maxlen !== NONE) {
            const n = operationHooks.intOf(maxlen);
            if (n === undefined) throw typeError("an integer is required");
            if (n < 0) throw valueError("maxlen must be non-negative");
            bound = Number(n);
          }
          self.maxlen = bound;
          if (self.size > 0) self.clear();
          if (iterable !== undefined) self.extend(iterable);
        },
      ),
      append: method(
        "(self, item, /)",
        "Add an element to the right side of the deque.",
        (self: PyDeque, v: Value) => self.append(v),
      ),
      appendleft: method(
        "(self, item, /)",
        "Add an element to the left side of the deque.",
        (self: PyDeque, v: Value) => self.appendleft(v),
      ),
      clear: method(
        "(self, /)",
        "Remove all elements from the deque.",
        (self: PyDeque) => self.clear(),
      ),
      copy: method("(self, /)", "Return a shallow copy of a deque.", copy),
      __copy__: method("(self, /)", "Return a shallow copy of a deque.", copy),
      count: method(
        "(self, value, /)",
        "Return number of occurrences of value.",
        (self: PyDeque, v: Value) => {
          const { state } = self;
          let n = 0;
          for (let i = 0; i < self.size; i++) {
            if (equals(self.at(i), v)) n++;
            if (self.state !== state) throw runtimeError("deque mutated during iteration");
          }
          return n;
        },
      ),
      extend: method(
        "(self, iterable, /)",
        "Extend the right side of the deque with elements from the iterable.",
        (self: PyDeque, v: Value) => self.extend(v),
      ),
      extendleft: method(
        "(self, iterable, /)",
        "Extend the left side of the deque with elements from the iterable.",
        (self: PyDeque, v: Value) => self.extendleft(v),
      ),
      index: method(
        "(self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        (self: PyDeque, v: Value, start?: Value, stop?: Value) => {
          const i = find(self, v, clamp(start, self.size, 0), clamp(stop, self.size, self.size));
          if (i < 0) throw valueError(`${repr(v)} is not in deque`);
          return i;
        },
        { noTextSignature: true },
      ),
      insert: method(
        "(self, index, value, /)",
        "Insert value before index.",
        (self: PyDeque, i: Value, v: Value) => self.insert(indexNumber(i), v),
      ),
      pop: method(
        "(self, /)",
        "Remove and return the rightmost element.",
        (self: PyDeque) => self.pop(),
      ),
      popleft: method(
        "(self, /)",
        "Remove and return the leftmost element.",
        (self: PyDeque) => self.popleft(),
      ),
      remove: method(
        "(self, value, /)",
        "Remove first occurrence of value.",
        (self: PyDeque, v: Value) => {
          const { size, state } = self;
          for (let i = 0; i < size; i++) {
            const same = equals(self.at(i), v);
            if (self.state !== state) throw indexError("deque mutated during remove().");
            if (same) return self.remove(i);
          }
          throw valueError(`${repr(v)} is not in deque`);
        },
      ),
      reverse: method("(self, /)", "Reverse *IN PLACE*.", (self: PyDeque) => {
        for (let i = 0, j = self.size - 1; i < j; i++, j--) {
          const v = self.at(i);
          self.put(i, self.at(j));
          self.put(j, v);
        }
      }),
      rotate: method(
        "(self, n=1, /)",
        "Rotate the deque n steps to the right.  If n is negative, rotates left.",
        (self: PyDeque, n?: Value) => self.rotate(n === undefined ? 1 : indexNumber(n)),
        { noTextSignature: true },
      ),
      __len__: method("(self, /)", "Return len(self).", (self: PyDeque) => self.size),
      __bool__: method("(self, /)", "True if self else False", (self: PyDeque) => self.size > 0),
      __getitem__: method(
        "(self, key, /)",
        "Return self[key].",
        (self: PyDeque, key: Value) => self.at(position(self, key)),
      ),
      __setitem__: method(
        "(self, key, value, /)",
        "Set self[key] to value.",
        (self: PyDeque, key: Value, v: Value) => self.put(position(self, key), v),
      ),
      __delitem__: method(
        "(self, key, /)",
        "Delete self[key].",
        (self: PyDeque, key: Value) => self.remove(position(self, key)),
      ),
      __contains__: method(
        "(self, key, /)",
        "Return bool(key in self).",
        (self: PyDeque, v: Value) => find(self, v, 0, self.size) >= 0,
      ),
      __iter__: method(
        "(self, /)",
        "Implement iter(self).",
        (self: PyDeque) => new DequeIterator(self),
      ),
      __reversed__: method(
        "(self, /)",
        "Return a reverse iterator over the deque.",
        (self: PyDeque) => new BackwardIterator(self, true),
      ),
      __repr__: method("(self, /)", "Return repr(self).", dequeRepr),
      __add__: method("(self, value, /)", "Return self+value.", concatenate),
      __iadd__: method("(self, value, /)", "Implement self+=value.", (self: PyDeque, v: Value) => {
        self.extend(v);
        return self;
      }),
      __mul__: method(
        "(self, value, /)",
        "Return self*value.",
        (self: PyDeque, n: Value) => repeatInPlace(copy(self) as PyDeque, n),
      ),
      __rmul__: method(
        "(self, value, /)",
        "Return value*self.",
        (self: PyDeque, n: Value) => repeatInPlace(copy(self) as PyDeque, n),
      ),
      __imul__: method("(self, value, /)", "Implement self*=value.", repeatInPlace),
      __lt__: compare(LT),
      __le__: compare(LE),
      __eq__: compare(EQ),
      __ne__: compare(NE),
      __gt__: compare(GT),
      __ge__: compare(GE),
      __reduce__: method(
        "(self, /)",
        "Return state information for pickling.",
        (self: PyDeque) =>
          new PyTuple([
            self.cls,
            self.maxlen === Infinity ? EMPTY_TUPLE : new PyTuple([EMPTY_TUPLE, self.maxlen]),
            callMethod(self, "__getstate__"),
            new DequeIterator(self),
          ]),
      ),
      __sizeof__: method(
        "(self, /)",
        "Return the size of the deque in memory, in bytes.",
        (self: PyDeque) => 232 + 528 * (1 + Math.floor(self.size / 64)),
      ),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
    attributes: {
      maxlen: getset(
        "maximum size of a deque or None if unbounded",
        (self: PyDeque) => self.maxlen === Infinity ? NONE : self.maxlen,
      ),
    },
    unhashable: true,
  });
  return [t, forward, backward];
}
