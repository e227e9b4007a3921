// The iterators of itertools that go through other iterators. `step` does the work; none holds a JavaScript generator.

import * as operators from "../../vm/objects/operators.ts";
import { call } from "../../vm/objects/attributes.ts";
import { equals, truth } from "../../vm/objects/compare.ts";
import { iter, PyIterator, toArray } from "../../vm/objects/iteration.ts";
import { NONE, type PyObject, type Value } from "../../vm/objects/object.ts";
import { runtimeError, valueError } from "../../vm/objects/raise.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";

/** itertools.count: numbers from a start by a step. */
export class Count extends PyIterator {
  value: Value = 0;
  increment: Value = 1;
  override step(): Value {
    const { value } = this;
    this.value =
      typeof value === "number" && this.increment === 1 && value < Number.MAX_SAFE_INTEGER
        ? value + 1
        : operators.add(value, this.increment);
    return value;
  }
}

/** itertools.cycle: the elements again and again. */
export class Cycle extends PyIterator {
  source: PyObject | undefined = undefined;
  saved: Value[] = [];
  index = 0;
  /** After unpickling: goes through the rest of what is saved, once. */
  replaying: PyObject | undefined = undefined;
  override step(): Value | undefined {
    if (this.replaying !== undefined) {
      const v = this.replaying.step();
      if (v !== undefined) return v;
      this.replaying = undefined;
    }
    if (this.source !== undefined) {
      const v = this.source.step();
      if (v !== undefined) {
        this.saved.push(v);
        return v;
      }
      this.source = undefined;
    }
    const { saved } = this;
    if (saved.length === 0) return undefined;
    if (this.index >= saved.length) this.index = 0;
    return saved[this.index++];
  }
}

/** itertools.repeat: one object, a number of times or for ever. */
export class Repeat extends PyIterator {
  object: Value = NONE;
  /** Times left; -1 for ever. */
  left = -1;
  override step(): Value | undefined {
    if (this.left === 0) return undefined;
    if (this.left > 0) this.left--;
    return this.object;
  }
}

/** itertools.accumulate: running totals. */
export class Accumulate extends PyIterator {
  source: PyObject = NONE;
  func: Value = NONE;
  total: Value | undefined = undefined;
  initial: Value | undefined = undefined;
  override step(): Value | undefined {
    if (this.initial !== undefined) {
      this.total = this.initial;
      this.initial = undefined;
      return this.total;
    }
    const v = this.source.step();
    if (v === undefined) return undefined;
    if (this.total === undefined) this.total = v;
    else if (this.func === NONE) this.total = operators.add(this.total, v);
    else this.total = call(this.func, [this.total, v]);
    return this.total;
  }
}

/** itertools.chain: one iterable after the other. */
export class Chain extends PyIterator {
  /** The iterator of iterables; `undefined` at the end. */
  sources: PyObject | undefined = undefined;
  active: PyObject | undefined = undefined;
  override step(): Value | undefined {
    for (;;) {
      if (this.active === undefined) {
        if (this.sources === undefined) return undefined;
        const next = this.sources.step();
        if (next === undefined) {
          this.sources = undefined;
          return undefined;
        }
        this.active = iter(next);
      }
      const v = this.active.step();
      if (v !== undefined) return v;
      this.active = undefined;
    }
  }
}

/** itertools.compress: the elements whose selector is true. */
export class Compress extends PyIterator {
  data: PyObject = NONE;
  selectors: PyObject = NONE;
  override step(): Value | undefined {
    for (;;) {
      const v = this.data.step();
      if (v === undefined) return undefined;
      const s = this.selectors.step();
      if (s === undefined) return undefined;
      if (truth(s)) return v;
    }
  }
}

/** What takewhile, dropwhile and filterfalse share. */
export abstract class Filtering extends PyIterator {
  func: Value = NONE;
  source: PyObject = NONE;
  /** dropwhile: the first element was found; takewhile: it has stopped. */
  flag = false;
  protected test(v: Value): boolean {
    return this.func === NONE ? truth(v) : truth(call(this.func, [v]));
  }
}

export class DropWhile extends Filtering {
  override step(): Value | undefined {
    for (;;) {
      const v = this.source.step();
      if (v === undefined || this.flag) return v;
      if (!truth(call(this.func, [v]))) {
        this.flag = true;
        return v;
      }
    }
  }
}

export class TakeWhile extends Filtering {
  override step(): Value | undefined {
    if (this.flag) return undefined;
    const v = this.source.step();
    if (v === undefined) return undefined;
    if (truth(call(this.func, [v]))) return v;
    this.flag = true;
    return undefined;
  }
}

export class FilterFalse extends Filtering {
  override step(): Value | undefined {
    for (;;) {
      const v = this.source.step();
      if (v === undefined || !this.test(v)) return v;
    }
  }
}

export class StarMap extends PyIterator {
  func: Value = NONE;
  source: PyObject = NONE;
  override step(): Value | undefined {
    const v = this.source.step();
    return v === undefined ? undefined : call(this.func, toArray(v));
  }
}

/** itertools.islice */
export class ISlice extends PyIterator {
  source: PyObject | undefined = undefined;
  next = 0;
  stop = Infinity;
  increment = 1;
  position = 0;
  override step(): Value | undefined {
    const { source } = this;
    if (source === undefined) return undefined;
    const stop = this.stop;
    while (this.position < this.next) {
      const v = source.step();
      if (v === undefined) return this.end();
      this.position++;
      if (this.position >= stop && this.next >= stop) return this.end();
    }
    if (this.position >= stop) return this.end();
    const v = source.step();
    if (v === undefined) return this.end();
    this.position++;
    this.next = Math.min(this.next + this.increment, stop);
    return v;
  }
  private end(): undefined {
    this.source = undefined;
    return undefined;
  }
}

/** itertools.pairwise */
export class Pairwise extends PyIterator {
  source: PyObject | undefined = undefined;
  old: Value | undefined = undefined;
  override step(): Value | undefined {
    const { source } = this;
    if (source === undefined) return undefined;
    if (this.old === undefined) {
      const first = source.step();
      if (first === undefined || this.source === undefined) return this.end();
      this.old = first;
    }
    const v = source.step();
    if (v === undefined) return this.end();
    const pair = new PyTuple([this.old, v]);
    this.old = v;
    return pair;
  }
  private end(): undefined {
    this.source = undefined;
    this.old = undefined;
    return undefined;
  }
}

/** itertools.batched */
export class Batched extends PyIterator {
  source: PyObject | undefined = undefined;
  size = 1;
  strict = false;
  override step(): Value | undefined {
    const { source } = this;
    if (source === undefined) return undefined;
    const batch: Value[] = [];
    while (batch.length < this.size) {
      const v = source.step();
      if (v === undefined) {
        this.source = undefined;
        if (batch.length === 0) return undefined;
        if (this.strict) throw valueError("batched(): incomplete batch");
        break;
      }
      batch.push(v);
    }
    return new PyTuple(batch);
  }
}

/** itertools.zip_longest */
export class ZipLongest extends PyIterator {
  sources: (PyObject | undefined)[] = [];
  active = 0;
  fill: Value = NONE;
  override step(): Value | undefined {
    const { sources } = this;
    if (this.active === 0) return undefined;
    const row: Value[] = [];
    for (let i = 0; i < sources.length; i++) {
      let v = sources[i]?.step();
      if (v === undefined) {
        if (sources[i] !== undefined) {
          sources[i] = undefined;
          if (--this.active === 0) return undefined;
        }
        v = this.fill;
      }
      row.push(v);
    }
    return new PyTuple(row);
  }
}

/** The elements that the iterators of one `tee` share: a linked list of what was read. */
export class TeeCell {
  value: Value | undefined = undefined;
  next: TeeCell | undefined = undefined;
}

export class TeeSource {
  readonly source: PyObject;
  running = false;
  constructor(source: PyObject) {
    this.source = source;
  }
}

/** itertools._tee */
export class Tee extends PyIterator {
  shared: TeeSource = new TeeSource(NONE);
  /** The cell that is filled when the next element is read. */
  cell: TeeCell = new TeeCell();
  override step(): Value | undefined {
    const { cell, shared } = this;
    if (cell.next === undefined) {
      if (shared.running) throw runtimeError("cannot re-enter the tee iterator");
      shared.running = true;
      let v: Value | undefined;
      try {
        v = shared.source.step();
      } finally {
        shared.running = false;
      }
      if (v === undefined) return undefined;
      cell.value = v;
      cell.next = new TeeCell();
    }
    this.cell = cell.next;
    return cell.value;
  }
  copy(): Tee {
    const t = new Tee();
    t.shared = this.shared;
    t.cell = this.cell;
    return t;
  }
}

/** itertools.groupby */
export class GroupBy extends PyIterator {
  source: PyObject = NONE;
  key: Value = NONE;
  targetKey: Value | undefined = undefined;
  currentKey: Value | undefined = undefined;
  currentValue: Value | undefined = undefined;
  currentGroup: Group | undefined = undefined;

  /** Reads one element; false at the end. */
  advance(): boolean {
    const v = this.source.step();
    if (v === undefined) return false;
    this.currentKey = this.key === NONE ? v : call(this.key, [v]);
    this.currentValue = v;
    return true;
  }

  override step(): Value | undefined {
    this.currentGroup = undefined;
    while (
      this.currentKey === undefined ||
      this.targetKey !== undefined && equals(this.targetKey, this.currentKey)
    ) {
      if (!this.advance()) return undefined;
    }
    this.targetKey = this.currentKey;
    const group = new Group();
    group.parent = this;
    group.key = this.targetKey;
    this.currentGroup = group;
    return new PyTuple([this.currentKey, group]);
  }
}

/** itertools._grouper: the elements of one group. */
export class Group extends PyIterator {
  parent: GroupBy | undefined = undefined;
  key: Value = NONE;
  override step(): Value | undefined {
    const { parent } = this;
    if (parent === undefined || parent.currentGroup !== this) return undefined;
    if (parent.currentValue === undefined && !parent.advance()) return undefined;
    if (!equals(this.key, parent.currentKey!)) return undefined;
    const v = parent.currentValue;
    parent.currentValue = undefined;
    return v;
  }
}
