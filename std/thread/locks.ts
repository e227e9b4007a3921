// Locks: `_thread.lock` and `_thread.RLock`.

import { define } from "../../vm/objects/define.ts";
import { address } from "../../vm/objects/identity.ts";
import { type Int, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { overflowError, runtimeError, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { currentIdent, waitFor } from "./scheduler.ts";
import { truth } from "../../vm/objects/compare.ts";

/** `_thread.TIMEOUT_MAX`, in seconds. */
export const TIMEOUT_MAX = 9223372036;

/** A lock. */
export class PyLock extends PyObject {
  locked: boolean;
  constructor() {
    super();
    this.locked = false;
  }
}

/** A lock that its owner may take again. */
export class PyRLock extends PyObject {
  owner: number;
  count: number;
  constructor() {
    super();
    this.owner = 0;
    this.count = 0;
  }
}

/** Seconds of a time-out argument, -1 for none; the texts are those of `lock.acquire`. */
function timeoutOf(blocking: boolean, timeout: Value | undefined): number {
  let seconds = -1;
  if (timeout !== undefined) {
    if (timeout instanceof PyFloat) seconds = timeout.v;
    else {
      const n: Int = indexOf(
        timeout,
        `'${typeOf(timeout).name}' object cannot be interpreted as an integer or float`,
      );
      seconds = Number(n);
    }
  }
  if (seconds !== seconds) throw valueError("Invalid value NaN (not a number)");
  if (!blocking && seconds !== -1) {
    throw valueError("can't specify a timeout for a non-blocking call");
  }
  if (seconds < 0 && seconds !== -1) {
    throw valueError("timeout value must be a non-negative number");
  }
  if (seconds > TIMEOUT_MAX) throw overflowError("timeout value is too large");
  return seconds;
}

/** Takes a lock; `free` says whether that is possible now, `take` does it. */
function acquire(
  free: () => boolean,
  take: () => void,
  blockingArg: Value | undefined,
  timeoutArg: Value | undefined,
  who: Declaration,
): boolean {
  const blocking = blockingArg === undefined || truth(blockingArg);
  const timeout = timeoutOf(blocking, timeoutArg);
  if (!blocking || timeout === 0) {
    if (!free()) return false;
  } else if (!waitFor(free, timeout < 0 ? Infinity : timeout, who)) return false;
  take();
  return true;
}

const ACQUIRE_DOC =
  "Lock the lock.  Without argument, this blocks if the lock is already\nlocked (even by the same thread), waiting for another thread to release\nthe lock, and return True once the lock is acquired.\nWith an argument, this will only block if the argument is true,\nand the return value reflects whether the lock is acquired.\nThe blocking operation is interruptible.";

function lockMethods(): Record<string, Declaration> {
  const take = (
    self: PyLock,
    blocking: Value | undefined,
    timeout: Value | undefined,
    who: Declaration,
  ) =>
    acquire(
      () => !self.locked,
      () => {
        self.locked = true;
      },
      blocking,
      timeout,
      who,
    );
  const release = (self: PyLock) => {
    if (!self.locked) throw runtimeError("release unlocked lock");
    self.locked = false;
  };
  const declare = (signature: string, doc: string): Declaration => {
    const d: Declaration = method(
      signature,
      doc,
      (self: PyLock, blocking?: Value, timeout?: Value) => take(self, blocking, timeout, d),
      { noTextSignature: true },
    );
    return d;
  };
  const enter: Declaration = method(
    "(self, /)",
    "Lock the lock.",
    (self: PyLock): Value => take(self, undefined, undefined, enter),
    { noTextSignature: true },
  );
  const freed = method(
    "(self, /)",
    "Release the lock, allowing another thread that is blocked waiting for\nthe lock to acquire the lock.  The lock must be in the locked state,\nbut it needn't be locked by the same thread that unlocks it.",
    release,
    {
      noTextSignature: true,
    },
  );
  const isLocked = method(
    "(self, /)",
    "Return whether the lock is in the locked state.",
    (self: PyLock) => self.locked,
    {
      noTextSignature: true,
    },
  );
  const acquireMethod = declare("(self, blocking=True, timeout=-1)", ACQUIRE_DOC);
  return {
    acquire: acquireMethod,
    acquire_lock: acquireMethod,
    release: freed,
    release_lock: freed,
    locked: isLocked,
    locked_lock: isLocked,
    __enter__: enter,
    __exit__: method("(self, /, *args)", "Release the lock.", (self: PyLock) => release(self), {
      noTextSignature: true,
    }),
    _at_fork_reinit: method("(self, /)", "", (self: PyLock) => {
      self.locked = false;
    }, { noTextSignature: true }),
    __repr__: method("(self, /)", "Return repr(self).", (self: PyLock) =>
      strFromUtf16(
        `<${self.locked ? "locked" : "unlocked"} _thread.lock object at ${address(self)}>`,
      )),
  };
}

function rlockMethods(): Record<string, Declaration> {
  const take = (
    self: PyRLock,
    blocking: Value | undefined,
    timeout: Value | undefined,
    who: Declaration,
  ) => {
    const me = currentIdent();
    if (self.count > 0 && self.owner === me) {
      self.count++;
      return true;
    }
    return acquire(
      () => self.count === 0,
      () => {
        self.owner = me;
        self.count = 1;
      },
      blocking,
      timeout,
      who,
    );
  };
  const release = (self: PyRLock) => {
    if (self.count === 0 || self.owner !== currentIdent()) {
      throw runtimeError("cannot release un-acquired lock");
    }
    if (--self.count === 0) self.owner = 0;
  };
  const acquireMethod: Declaration = method(
    "(self, blocking=True, timeout=-1)",
    ACQUIRE_DOC,
    (self: PyRLock, blocking?: Value, timeout?: Value) =>
      take(self, blocking, timeout, acquireMethod),
    { noTextSignature: true },
  );
  const enter: Declaration = method(
    "(self, /)",
    "Lock the lock.",
    (self: PyRLock): Value => take(self, undefined, undefined, enter),
    { noTextSignature: true },
  );
  const restore: Declaration = method(
    "(self, state, /)",
    "For internal use by `threading.Condition`.",
    (self: PyRLock, state: Value) => {
      if (!(state instanceof PyTuple)) throw typeError("a tuple is required");
      const [count, owner] = state.items;
      waitFor(() => self.count === 0, Infinity, restore);
      self.count = Number(count);
      self.owner = Number(owner);
    },
    { noTextSignature: true },
  );
  return {
    acquire: acquireMethod,
    release: method("(self, /)", "Release the lock.", release, { noTextSignature: true }),
    __enter__: enter,
    __exit__: method("(self, /, *args)", "Release the lock.", (self: PyRLock) => release(self), {
      noTextSignature: true,
    }),
    _is_owned: method(
      "(self, /)",
      "For internal use by `threading.Condition`.",
      (self: PyRLock) => self.count > 0 && self.owner === currentIdent(),
      { noTextSignature: true },
    ),
    _recursion_count: method(
      "(self, /)",
      "For internal use by reentrancy checks.",
      (self: PyRLock) => self.owner === currentIdent() ? self.count : 0,
      { noTextSignature: true },
    ),
    _release_save: method(
      "(self, /)",
      "For internal use by `threading.Condition`.",
      (self: PyRLock) => {
        if (self.count === 0) throw runtimeError("cannot release un-acquired lock");
        const state = new PyTuple([self.count, self.owner]);
        self.count = 0;
        self.owner = 0;
        return state;
      },
      { noTextSignature: true },
    ),
    _acquire_restore: restore,
    _at_fork_reinit: method("(self, /)", "", (self: PyRLock) => {
      self.count = 0;
      self.owner = 0;
    }, { noTextSignature: true }),
    __repr__: method("(self, /)", "Return repr(self).", (self: PyRLock) =>
      strFromUtf16(
        `<${self.count > 0 ? "locked" : "unlocked"} ${
          typeOf(self).name === "RLock" ? "_thread.RLock" : typeOf(self).name
        } object owner=${self.owner} count=${self.count} at ${address(self)}>`,
      )),
  };
}

/** Makes `lock` and `RLock`. */
export function makeLockTypes(): { lock: PyType; rlock: PyType } {
  const lock = builtinType("_thread.lock", PyLock, {
    module: "_thread",
    qualname: "lock",
    final: true,
    hasWeakref: true,
  });
  define(lock, {
    doc: "A lock object is a synchronization primitive.",
    new: method("(type, /)", "Create and return a new object.", (cls: PyType) => cls.allocate()),
    methods: lockMethods(),
  });
  const rlock = builtinType("_thread.RLock", PyRLock, {
    module: "_thread",
    qualname: "RLock",
    hasWeakref: true,
  });
  define(rlock, {
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: rlockMethods(),
  });
  return { lock, rlock };
}
