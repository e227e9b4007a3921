// _queue.SimpleQueue: a queue without bounds, whose `get` waits.

import { define } from "../vm/objects/define.ts";
import { exceptionTypes, newException } from "../vm/objects/exceptions.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { classGetItemMethod } from "../vm/objects/class_getitem.ts";
import { truth } from "../vm/objects/compare.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { overflowError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { builtinType, linkBases, PyType } from "../vm/objects/type.ts";
import { waitFor } from "./thread/scheduler.ts";

class PySimpleQueue extends PyObject {
  items: Value[];
  /** Items before this place have been taken. */
  head: number;
  constructor() {
    super();
    this.items = [];
    this.head = 0;
  }

  get size(): number {
    return this.items.length - this.head;
  }

  take(): Value {
    const v = this.items[this.head];
    this.items[this.head++] = NONE;
    if (this.head === this.items.length) {
      this.items.length = 0;
      this.head = 0;
    } else if (this.head > 1024 && this.head * 2 > this.items.length) {
      this.items.splice(0, this.head);
      this.head = 0;
    }
    return v;
  }
}

let queueType: PyType | undefined;
let emptyType: PyType | undefined;

function seconds(v: Value): number {
  if (v instanceof PyFloat) {
    if (Number.isNaN(v.v)) throw valueError("Invalid value NaN (not a number)");
    return v.v;
  }
  return Number(indexOf(v));
}

function get(self: PySimpleQueue, block: Value | undefined, timeout: Value | undefined): Value {
  const blocks = block === undefined || truth(block);
  let wait = blocks ? Infinity : 0;
  if (blocks && timeout !== undefined && timeout !== NONE) {
    wait = seconds(timeout);
    if (wait < 0) throw valueError("'timeout' must be a non-negative number");
    if (wait > 9223372036) throw overflowError("timeout value is too large");
  }
  if (wait > 0) waitFor(() => self.size > 0, wait, GET);
  if (self.size === 0) throw newException(emptyType!, []);
  return self.take();
}

const GET: Declaration = method(
  "(self, /, block=True, timeout=None)",
  "Remove and return an item from the queue.\n\nWaits until there is one, for at most timeout seconds, or not at all where\nblock is false; raises Empty where there is none then.",
  get,
);

function put(self: PySimpleQueue, item: Value): void {
  self.items.push(item);
}

function makeTypes(): void {
  if (queueType !== undefined) return;
  const e = new PyType();
  e.name = e.qualname = "Empty";
  e.heap = e.hasDict = e.hasWeakref = true;
  e.ns.set("__module__", "_queue");
  e.ns.set("__doc__", "Exception raised by Queue.get(block=0)/get_nowait().");
  const base = exceptionTypes.get("Exception")!;
  linkBases(e, [base], base);
  emptyType = e;
  queueType = builtinType("_queue.SimpleQueue", PySimpleQueue, {
    module: "_queue",
    qualname: "SimpleQueue",
    hasWeakref: true,
  });
  define(queueType, {
    doc: "Simple, unbounded, reentrant FIFO queue.",
    textSignature: "()",
    new: method(
      "(type)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (
        cls: PyType,
      ) => cls.allocate(),
    ),
    methods: {
      empty: method(
        "(self, /)",
        "Return True if the queue is empty, False otherwise (not reliable!).",
        (self: PySimpleQueue) => self.size === 0,
      ),
      get: GET,
      get_nowait: method(
        "(self, /)",
        "Remove and return an item from the queue without blocking.",
        (self: PySimpleQueue) => get(self, false, undefined),
      ),
      put: method(
        "(self, /, item, block=True, timeout=None)",
        "Put the item on the queue.\n\nThis never waits: block and timeout are for compatibility with Queue.put.",
        put,
      ),
      put_nowait: method(
        "(self, /, item)",
        "Put an item into the queue without blocking.",
        put,
      ),
      qsize: method(
        "(self, /)",
        "Return the approximate size of the queue (not reliable!).",
        (self: PySimpleQueue) => self.size,
      ),
    },
    classMethods: { __class_getitem__: classGetItemMethod },
  });
}

/** `_queue` */
export function create(): PyModule {
  makeTypes();
  return builtinModule("_queue", {
    doc: "What the module queue takes from the interpreter.",
    types: [queueType!],
    values: { Empty: emptyType! },
  });
}
