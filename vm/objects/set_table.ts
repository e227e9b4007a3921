// The hash table of sets of anything but strings: CPython's open addressing with its probe sequence, its growth and
// its use of all 64 bits of the hash, so that sets of numbers, tuples of numbers … come out in CPython's order.
//
// Invariants: `mask + 1` slots, a power of two; `keys[i]` is `undefined` and `hashes[i]` 0 in a slot that was never used,
// DUMMY and -1 in one whose key was removed; otherwise `hashes[i]` has the low 32 bits of the hash, and is looked at
// before the key. `fill` counts the slots that were used, `used` the
// keys. The upper halves of hashes are computed again where a probe sequence needs them, which is rare.
//
// While all keys are ints that JavaScript has as numbers, there are no `hashes`: a key is its hash, and to compare two runs
// no Python. Any other key that is added, or only looked for, changes the table for good.

import { equals, hashOf } from "./compare.ts";
import { FloatType, PyFloat } from "./float.ts";
import { NONE, PyNone, type Value } from "./object.ts";
import { PyTuple, TupleType } from "./tuple.ts";

/** Stands in a slot whose key was removed. */
export const DUMMY: Value = new PyNone();

const MINIMUM = 8;
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;

/** A typed array costs nothing to clear and is half as large, but six times as much to make where it has eight slots. */
type Hashes = number[] | Int32Array;

// Copies of these cost a third of filling new arrays.
const SMALL = 64;
const NO_KEYS: readonly (Value | undefined)[][] = emptySlots<Value | undefined>(undefined);
const NO_HASHES: readonly number[][] = emptySlots(0);

/** Arrays of 8, 16 … SMALL empty slots, at the index of the number's bits. */
function emptySlots<T>(empty: T): T[][] {
  const all: T[][] = [[], [], []];
  for (let size = MINIMUM; size <= SMALL; size *= 2) all.push(new Array(size).fill(empty));
  return all;
}

function emptyKeys(size: number): (Value | undefined)[] {
  return size <= SMALL ? NO_KEYS[31 - Math.clz32(size)].slice() : new Array(size).fill(undefined);
}

function emptyHashes(size: number): Hashes {
  return size <= SMALL ? NO_HASHES[31 - Math.clz32(size)].slice() : new Int32Array(size);
}

/** The low 32 bits of the hash of an int. */
function intHash(key: number): number {
  return key === -1 ? -2 : key | 0;
}

/** The least number of slots above `minimum`. */
function slotsAbove(minimum: number): number {
  let size = MINIMUM;
  while (size <= minimum) size *= 2;
  return size;
}

/** The hash of this value is found without running Python. */
function hashesPlainly(v: Value): boolean {
  if (typeof v !== "object") return typeof v !== "string";
  if (v === NONE || v instanceof PyFloat && v.cls === FloatType) return true;
  if (v instanceof PyTuple && v.cls === TupleType) {
    const { items } = v;
    for (let i = 0; i < items.length; i++) if (!hashesPlainly(items[i])) return false;
    return true;
  }
  return false;
}

/** The upper 32 bits of the hash; for keys with an arbitrary hash only the sign of the lower ones. */
function hashHigh(key: Value, low: number): number {
  if (typeof key === "number") return Math.floor((key === -1 ? -2 : key) / 4294967296) | 0;
  if (!hashesPlainly(key)) return low >> 31;
  const h = hashOf(key);
  return typeof h === "number"
    ? Math.floor(h / 4294967296) | 0
    : Number(BigInt.asIntN(32, h >> 32n));
}

export class SetTable {
  keys: (Value | undefined)[];
  hashes: Hashes | undefined;
  mask: number;
  fill: number;
  used: number;
  /** Where `pop` goes on looking. */
  finger: number;

  constructor(
    keys: (Value | undefined)[] = emptyKeys(MINIMUM),
    hashes: Hashes | undefined = undefined,
    used = 0,
  ) {
    this.keys = keys;
    this.hashes = hashes;
    this.mask = keys.length - 1;
    this.fill = used;
    this.used = used;
    this.finger = 0;
  }

  /** Forgets all keys. */
  reset(): void {
    this.keys = emptyKeys(MINIMUM);
    this.hashes = undefined;
    this.mask = MINIMUM - 1;
    this.fill = this.used = this.finger = 0;
  }

  /** The hashes of the keys, all of which were ints until now. */
  private withHashes(): Hashes {
    const { keys } = this;
    const hashes = emptyHashes(keys.length);
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i];
      if (typeof k === "number") hashes[i] = intHash(k);
      else if (k === DUMMY) hashes[i] = -1;
    }
    this.hashes = hashes;
    return hashes;
  }

  /** The slot of an equal key, or -1. */
  find(key: Value, hash: number): number {
    if (this.hashes === undefined) {
      if (typeof key === "number") return this.findInt(key, hash);
      if (this.used === 0) return -1;
    }
    for (;;) {
      const slot = this.probe(key, hash);
      if (slot >= -1) return slot;
    }
  }

  /** The same for an int among ints. */
  private findInt(key: number, hash: number): number {
    const { keys, mask } = this;
    let low = hash >>> 0, high = 0, haveHigh = false;
    let i = hash & mask;
    for (;;) {
      const end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let slot = i; slot <= end; slot++) {
        const k = keys[slot];
        if (k === key) return slot;
        if (k === undefined) return -1;
      }
      if (!haveHigh) {
        high = hashHigh(key, hash) >>> 0;
        haveHigh = true;
      }
      low = low >>> PERTURB_SHIFT | high << (32 - PERTURB_SHIFT);
      high >>>= PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + low) & mask;
    }
  }

  /** The slot of an equal key, -1 where there is none, -2 where a comparison has changed the table. */
  private probe(key: Value, hash: number): number {
    const { keys, mask } = this;
    const hashes = this.hashes ?? this.withHashes();
    let low = hash >>> 0, high = 0, haveHigh = false;
    let i = hash & mask;
    for (;;) {
      const end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let slot = i; slot <= end; slot++) {
        const h = hashes[slot];
        if (h !== hash && h !== 0) continue;
        const k = keys[slot];
        if (k === undefined) return -1;
        if (k === key) return slot;
        if (h === hash && k !== DUMMY) {
          const same = equals(k, key);
          if (this.keys !== keys || keys[slot] !== k) return -2;
          if (same) return slot;
        }
      }
      if (!haveHigh) {
        high = hashHigh(key, hash) >>> 0;
        haveHigh = true;
      }
      low = low >>> PERTURB_SHIFT | high << (32 - PERTURB_SHIFT);
      high >>>= PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + low) & mask;
    }
  }

  /** Adds a key; false where an equal one is there. */
  add(key: Value, hash: number): boolean {
    if (this.hashes === undefined && typeof key === "number") return this.addInt(key, hash);
    for (;;) {
      const done = this.tryAdd(key, hash);
      if (done !== undefined) return done;
    }
  }

  /** The same for an int among ints. */
  addInt(key: number, hash: number): boolean {
    const { keys, mask } = this;
    let low = hash >>> 0, high = 0, haveHigh = false;
    let free = -1;
    let i = hash & mask;
    for (;;) {
      const end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let slot = i; slot <= end; slot++) {
        const k = keys[slot];
        if (k === undefined) {
          this.used++;
          if (free >= 0) {
            keys[free] = key;
            return true;
          }
          keys[slot] = key;
          if (++this.fill * 5 >= mask * 3) this.grow();
          return true;
        }
        if (k === key) return false;
        if (k === DUMMY) free = slot;
      }
      if (!haveHigh) {
        high = hashHigh(key, hash) >>> 0;
        haveHigh = true;
      }
      low = low >>> PERTURB_SHIFT | high << (32 - PERTURB_SHIFT);
      high >>>= PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + low) & mask;
    }
  }

  /** `undefined` where a comparison has changed the table. The last removed slot on the way is used again. */
  private tryAdd(key: Value, hash: number): boolean | undefined {
    const { keys, mask } = this;
    const hashes = this.hashes ?? this.withHashes();
    let low = hash >>> 0, high = 0, haveHigh = false;
    let free = -1;
    let i = hash & mask;
    for (;;) {
      const end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let slot = i; slot <= end; slot++) {
        const h = hashes[slot];
        if (h !== hash && h !== 0 && h !== -1) continue;
        const k = keys[slot];
        if (k === undefined) {
          this.used++;
          if (free >= 0) {
            keys[free] = key;
            hashes[free] = hash;
            return true;
          }
          keys[slot] = key;
          hashes[slot] = hash;
          this.fill++;
          if (this.fill * 5 >= mask * 3) this.grow();
          return true;
        }
        if (k === key) return false;
        if (k === DUMMY) {
          free = slot;
        } else if (h === hash) {
          const same = equals(k, key);
          if (this.keys !== keys || keys[slot] !== k) return undefined;
          if (same) return false;
        }
      }
      if (!haveHigh) {
        high = hashHigh(key, hash) >>> 0;
        haveHigh = true;
      }
      low = low >>> PERTURB_SHIFT | high << (32 - PERTURB_SHIFT);
      high >>>= PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + low) & mask;
    }
  }

  /** Adds a key that is known to have no equal one in a table without removed ones. */
  insert(key: Value, hash: number): void {
    if (this.hashes === undefined && typeof key !== "number") this.withHashes();
    this.insertClean(key, hash);
    this.used++;
    if (++this.fill * 5 >= this.mask * 3) this.grow();
  }

  /** Puts a key into a table that has no equal one and no removed ones. */
  private insertClean(key: Value, hash: number): void {
    const { keys, hashes, mask } = this;
    let low = hash >>> 0, high = 0, haveHigh = false;
    let i = hash & mask;
    for (;;) {
      const end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let slot = i; slot <= end; slot++) {
        if (keys[slot] === undefined) {
          keys[slot] = key;
          if (hashes !== undefined) hashes[slot] = hash;
          return;
        }
      }
      if (!haveHigh) {
        high = hashHigh(key, hash) >>> 0;
        haveHigh = true;
      }
      low = low >>> PERTURB_SHIFT | high << (32 - PERTURB_SHIFT);
      high >>>= PERTURB_SHIFT;
      i = (Math.imul(i, 5) + 1 + low) & mask;
    }
  }

  private grow(): void {
    this.resize(this.used > 50000 ? this.used * 2 : this.used * 4);
  }

  /** Makes room for more than `minimum` keys; removed ones are forgotten. */
  private resize(minimum: number): void {
    const { keys, hashes } = this;
    const size = slotsAbove(minimum);
    this.keys = emptyKeys(size);
    this.hashes = hashes === undefined ? undefined : emptyHashes(size);
    this.mask = size - 1;
    this.fill = this.used;
    this.insertAll(keys, hashes);
  }

  /** Puts all keys of these slots into a table that has none of them. */
  private insertAll(
    keys: readonly (Value | undefined)[],
    hashes: Readonly<Hashes> | undefined,
  ): void {
    const own = this.keys, { mask } = this;
    if (hashes === undefined) {
      const ownHashes = this.hashes;
      for (let i = 0; i < keys.length; i++) {
        const k = keys[i];
        if (typeof k !== "number") continue;
        const hash = intHash(k);
        const slot = hash & mask;
        if (own[slot] === undefined) {
          own[slot] = k;
          if (ownHashes !== undefined) ownHashes[slot] = hash;
        } else {
          this.insertClean(k, hash);
        }
      }
      return;
    }
    const ownHashes = this.hashes ?? this.withHashes();
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i];
      if (k === undefined || k === DUMMY) continue;
      const hash = hashes[i];
      const slot = hash & mask;
      // nearly always the first slot is free
      if (own[slot] === undefined) {
        own[slot] = k;
        ownHashes[slot] = hash;
      } else {
        this.insertClean(k, hash);
      }
    }
  }

  /** A table with the same keys, as adding them to an empty one makes it; it has room for more keys. */
  copy(room = 0): SetTable {
    const { used, mask, keys, hashes } = this;
    let size = used * 5 >= (MINIMUM - 1) * 3 ? slotsAbove(used * 2) : MINIMUM;
    const straight = size === mask + 1 && this.fill === used;
    const roomy = room === 0 || (used + room) * 5 < (size - 1) * 3;
    if (straight) {
      if (roomy) return new SetTable(keys.slice(), hashes?.slice(), used);
      // the keys would move from a copy that is straight to one that has the room
      size = slotsAbove((used + room) * 2);
    }
    const t = new SetTable(
      emptyKeys(size),
      hashes === undefined ? undefined : emptyHashes(size),
      used,
    );
    t.insertAll(keys, hashes);
    if (!straight && !roomy) t.reserve(room);
    return t;
  }

  /** Room for `n` keys that are about to be added. */
  reserve(n: number): void {
    if ((this.fill + n) * 5 >= this.mask * 3) this.resize((this.used + n) * 2);
  }

  /** Removes a key; false where there is none. */
  remove(key: Value, hash: number): boolean {
    const slot = this.find(key, hash);
    if (slot < 0) return false;
    this.removeSlot(slot);
    return true;
  }

  private removeSlot(slot: number): void {
    this.keys[slot] = DUMMY;
    if (this.hashes !== undefined) this.hashes[slot] = -1;
    this.used--;
  }

  /** Removes and gives some key of a table that has one. */
  pop(): Value {
    const { keys, mask } = this;
    let slot = this.finger & mask;
    for (;;) {
      const k = keys[slot];
      if (k !== undefined && k !== DUMMY) {
        this.removeSlot(slot);
        this.finger = slot + 1;
        return k;
      }
      slot = slot === mask ? 0 : slot + 1;
    }
  }

  /** Adds all keys of another table. */
  merge(other: SetTable): void {
    if (other === this || other.used === 0) return;
    this.reserve(other.used);
    if (this.fill === 0) {
      this.fill = this.used = other.used;
      this.insertAll(other.keys, other.hashes);
      return;
    }
    // a comparison may change the other table
    for (let i = 0; i < other.keys.length; i++) {
      const k = other.keys[i];
      if (k !== undefined && k !== DUMMY) this.add(k, other.hashAt(i));
    }
  }

  /** After many removals: forgets the removed keys where they are more than a quarter of the slots. */
  shrink(): void {
    if (this.fill - this.used > Math.floor(this.mask / 4)) this.grow();
  }

  /** The hash of a key that is in the table is not computed again. */
  hashAt(slot: number): number {
    return this.hashes === undefined ? intHash(this.keys[slot] as number) : this.hashes[slot];
  }

  items(): Value[] {
    const out: Value[] = [];
    const { keys } = this;
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i];
      if (k !== undefined && k !== DUMMY) out.push(k);
    }
    return out;
  }
}
