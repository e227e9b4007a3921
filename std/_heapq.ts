// _heapq: heaps in lists.
//
// Comparisons may run Python that changes the list: after each one the length is looked at again. While the items are all
// raw numbers, or all raw doubles, nothing can interfere and the loops run on the arrays themselves.

import { compareSlow, LT, truth } from "../vm/objects/compare.ts";
import { FloatType, PyFloat } from "../vm/objects/float.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import type { Value } from "../vm/objects/object.ts";
import { indexError, runtimeError, typeError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { typeOf } from "../vm/objects/type.ts";

type Less = (a: Value, b: Value) => boolean;

function less(a: Value, b: Value): boolean {
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (
    a instanceof PyFloat && b instanceof PyFloat && a.cls === FloatType && b.cls === FloatType
  ) return a.v < b.v;
  return truth(compareSlow(LT, a, b));
}

function greater(a: Value, b: Value): boolean {
  return less(b, a);
}

/** The heap among the arguments; `argument` is how the error names it. */
function heapOf(v: Value, who: string, argument = "argument"): PyList {
  if (v instanceof PyList) return v;
  throw typeError(`${who}() ${argument} must be list, not ${typeOf(v).name}`);
}

function changed(): never {
  throw runtimeError("list changed size during iteration");
}

/** Moves the item at `at` up to `top` as long as it comes before its parent. */
function siftDown(heap: PyList, top: number, at: number, before: Less): void {
  if (heap.floats !== undefined && before === less) return siftDownNumbers(heap.floats, top, at);
  const size = heap.length;
  const item = heap.get(at);
  while (at > top) {
    const parentAt = (at - 1) >> 1;
    const parent = heap.get(parentAt);
    const moves = before(item, parent);
    if (heap.length !== size) changed();
    if (!moves) break;
    // comparisons may have put other items there: the two change places as they are now
    const p = heap.get(parentAt), i = heap.get(at);
    heap.set(parentAt, i);
    heap.set(at, p);
    at = parentAt;
  }
}

/** Moves the item at `at` down to a leaf, its smaller child up each time, then up to its place. */
function siftUp(heap: PyList, at: number, before: Less): void {
  if (heap.floats !== undefined && before === less) return siftUpNumbers(heap.floats, at);
  const end = heap.length;
  const start = at;
  const limit = end >> 1;
  while (at < limit) {
    let child = 2 * at + 1;
    if (child + 1 < end) {
      const leftFirst = before(heap.get(child), heap.get(child + 1));
      if (heap.length !== end) changed();
      if (!leftFirst) child++;
    }
    const a = heap.get(child), b = heap.get(at);
    heap.set(child, b);
    heap.set(at, a);
    at = child;
  }
  siftDown(heap, start, at, before);
}

// ---- the same over raw numbers

/** The list's items where they are all raw numbers: ints, or the doubles of floats. */
function numbersOf(heap: PyList): number[] | undefined {
  if (heap.floats !== undefined) return heap.floats;
  const { items } = heap;
  for (let i = 0; i < items.length; i++) if (typeof items[i] !== "number") return undefined;
  return items as number[];
}

function siftUpNumbers(heap: number[], at: number): void {
  const end = heap.length, limit = end >> 1, start = at;
  const item = heap[at];
  while (at < limit) {
    let child = 2 * at + 1;
    if (child + 1 < end && !(heap[child] < heap[child + 1])) child++;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = item;
  siftDownNumbers(heap, start, at);
}

function siftDownNumbers(heap: number[], start: number, at: number): void {
  const item = heap[at];
  while (at > start) {
    const parent = (at - 1) >> 1;
    if (!(item < heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = item;
}

function heapifyWith(heap: PyList, before: Less): void {
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftUp(heap, i, before);
}

function heapify(v: Value): void {
  const heap = heapOf(v, "heapify");
  const numbers = numbersOf(heap);
  if (numbers === undefined) return heapifyWith(heap, less);
  for (let i = (numbers.length >> 1) - 1; i >= 0; i--) siftUpNumbers(numbers, i);
}

function push(v: Value, item: Value): void {
  const heap = heapOf(v, "heappush", "argument 1");
  heap.append(item);
  siftDown(heap, 0, heap.length - 1, less);
}

function popWith(heap: PyList, before: Less): Value {
  const n = heap.length;
  if (n === 0) throw indexError("index out of range");
  const last = heap.removeAt(n - 1);
  if (n === 1) return last;
  const first = heap.get(0);
  heap.set(0, last);
  siftUp(heap, 0, before);
  return first;
}

function replaceWith(heap: PyList, item: Value, before: Less): Value {
  if (heap.length === 0) throw indexError("index out of range");
  const first = heap.get(0);
  heap.set(0, item);
  siftUp(heap, 0, before);
  return first;
}

function pushPop(v: Value, item: Value): Value {
  const heap = heapOf(v, "heappushpop", "argument 1");
  if (heap.length === 0) return item;
  const smaller = less(heap.get(0), item);
  if (!smaller) return item;
  return replaceWith(heap, item, less);
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_heapq", {
    doc:
      "Heap queue algorithm (a.k.a. priority queue).\n\nHeaps are arrays for which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for\nall k, counting elements from 0.  For the sake of comparison,\nnon-existing elements are considered to be infinite.  The interesting\nproperty of a heap is that a[0] is always its smallest element.\n\nUsage:\n\nheap = []            # creates an empty heap\nheappush(heap, item) # pushes a new item on the heap\nitem = heappop(heap) # pops the smallest item from the heap\nitem = heap[0]       # smallest item on the heap without popping it\nheapify(x)           # transforms list into a heap, in-place, in linear time\nitem = heapreplace(heap, item) # pops and returns smallest item, and adds\n                               # new item; the heap size is unchanged\n\nOur API differs from textbook heap algorithms as follows:\n\n- We use 0-based indexing.  This makes the relationship between the\n  index for a node and the indexes for its children slightly less\n  obvious, but is more suitable since Python uses 0-based indexing.\n\n- Our heappop() method returns the smallest item, not the largest.\n\nThese two make it possible to view the heap as a regular Python list\nwithout surprises: heap[0] is the smallest item, and heap.sort()\nmaintains the heap invariant!\n",
    functions: {
      heappush: method(
        "(heap, item, /)",
        "Push item onto heap, maintaining the heap invariant.",
        push,
      ),
      heappushpop: method(
        "(heap, item, /)",
        "Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop().",
        pushPop,
      ),
      heappop: method(
        "(heap, /)",
        "Pop the smallest item off the heap, maintaining the heap invariant.",
        (heap: Value) => popWith(heapOf(heap, "heappop"), less),
      ),
      heapreplace: method(
        "(heap, item, /)",
        "Pop and return the current smallest value, and add the new item.\n\nThis is more efficient than heappop() followed by heappush(), and can be\nmore appropriate when using a fixed-size heap.  Note that the value\nreturned may be larger than item!  That constrains reasonable uses of\nthis routine unless written as part of a conditional replacement:\n\n    if item > heap[0]:\n        item = heapreplace(heap, item)",
        (heap: Value, item: Value) =>
          replaceWith(heapOf(heap, "heapreplace", "argument 1"), item, less),
      ),
      heapify: method(
        "(heap, /)",
        "Transform list into a heap, in-place, in O(len(heap)) time.",
        heapify,
      ),
      _heappop_max: method(
        "(heap, /)",
        "Maxheap variant of heappop.",
        (heap: Value) => popWith(heapOf(heap, "_heappop_max"), greater),
      ),
      _heapify_max: method(
        "(heap, /)",
        "Maxheap variant of heapify.",
        (heap: Value) => heapifyWith(heapOf(heap, "_heapify_max"), greater),
      ),
      _heapreplace_max: method(
        "(heap, item, /)",
        "Maxheap variant of heapreplace.",
        (heap: Value, item: Value) =>
          replaceWith(heapOf(heap, "_heapreplace_max", "argument 1"), item, greater),
      ),
    },
    values: {
      __about__:
        'Heap queues\n\n[explanation by François Pinard]\n\nHeaps are arrays for which a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for\nall k, counting elements from 0.  For the sake of comparison,\nnon-existing elements are considered to be infinite.  The interesting\nproperty of a heap is that a[0] is always its smallest element.\n\nThe strange invariant above is meant to be an efficient memory\nrepresentation for a tournament.  The numbers below are `k\', not a[k]:\n\n                                   0\n\n                  1                                 2\n\n          3               4                5               6\n\n      7       8       9       10      11      12      13      14\n\n    15 16   17 18   19 20   21 22   23 24   25 26   27 28   29 30\n\n\nIn the tree above, each cell `k\' is topping `2*k+1\' and `2*k+2\'.  In\na usual binary tournament we see in sports, each cell is the winner\nover the two cells it tops, and we can trace the winner down the tree\nto see all opponents s/he had.  However, in many computer applications\nof such tournaments, we do not need to trace the history of a winner.\nTo be more memory efficient, when a winner is promoted, we try to\nreplace it by something else at a lower level, and the rule becomes\nthat a cell and the two cells it tops contain three different items,\nbut the top cell "wins" over the two topped cells.\n\nIf this heap invariant is protected at all time, index 0 is clearly\nthe overall winner.  The simplest algorithmic way to remove it and\nfind the "next" winner is to move some loser (let\'s say cell 30 in the\ndiagram above) into the 0 position, and then percolate this new 0 down\nthe tree, exchanging values, until the invariant is re-established.\nThis is clearly logarithmic on the total number of items in the tree.\nBy iterating over all items, you get an O(n ln n) sort.\n\nA nice feature of this sort is that you can efficiently insert new\nitems while the sort is going on, provided that the inserted items are\nnot "better" than the last 0\'th element you extracted.  This is\nespecially useful in simulation contexts, where the tree holds all\nincoming events, and the "win" condition means the smallest scheduled\ntime.  When an event schedule other events for execution, they are\nscheduled into the future, so they can easily go into the heap.  So, a\nheap is a good structure for implementing schedulers (this is what I\nused for my MIDI sequencer :-).\n\nVarious structures for implementing schedulers have been extensively\nstudied, and heaps are good for this, as they are reasonably speedy,\nthe speed is almost constant, and the worst case is not much different\nthan the average case.  However, there are other representations which\nare more efficient overall, yet the worst cases might be terrible.\n\nHeaps are also very useful in big disk sorts.  You most probably all\nknow that a big sort implies producing "runs" (which are pre-sorted\nsequences, which size is usually related to the amount of CPU memory),\nfollowed by a merging passes for these runs, which merging is often\nvery cleverly organised[1].  It is very important that the initial\nsort produces the longest runs possible.  Tournaments are a good way\nto that.  If, using all the memory available to hold a tournament, you\nreplace and percolate items that happen to fit the current run, you\'ll\nproduce runs which are twice the size of the memory for random input,\nand much better for input fuzzily ordered.\n\nMoreover, if you output the 0\'th item on disk and get an input which\nmay not fit in the current tournament (because the value "wins" over\nthe last output value), it cannot fit in the heap, so the size of the\nheap decreases.  The freed memory could be cleverly reused immediately\nfor progressively building a second heap, which grows at exactly the\nsame rate the first heap is melting.  When the first heap completely\nvanishes, you switch heaps and start a new run.  Clever and quite\neffective!\n\nIn a word, heaps are useful memory structures to know.  I use them in\na few applications, and I think it is good to keep a `heap\' module\naround. :-)\n\n--------------------\n[1] The disk balancing algorithms which are current, nowadays, are\nmore annoying than clever, and this is a consequence of the seeking\ncapabilities of the disks.  On devices which cannot seek, like big\ntape drives, the story was quite different, and one had to be very\nclever to ensure (far in advance) that each tape movement will be the\nmost effective possible (that is, will best participate at\n"progressing" the merge).  Some tapes were even able to read\nbackwards, and this was also used to avoid the rewinding time.\nBelieve me, real good tape sorts were quite spectacular to watch!\nFrom all times, sorting has always been a Great Art! :-)\n',
    },
  });
}
