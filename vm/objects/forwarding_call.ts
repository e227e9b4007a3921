// Callables that only pass a call on, with other arguments: `functools.partial`.
//
// The evaluation loop asks them where the call goes and makes it itself, so that a Python function behind one runs in the
// same loop: it takes none of JavaScript's stack, and a thread that waits in it can be put aside.

import { call } from "./attributes.ts";
import { type KwNames, PyObject, type Value } from "./object.ts";

/** A call: what is called, the positional arguments, then the values of the keyword arguments named by `kw`. */
export interface ForwardedCall {
  readonly callee: Value;
  readonly args: Value[];
  readonly kw: KwNames | undefined;
}

/** Base of such callables. */
export abstract class ForwardingCall extends PyObject {
  /** The call that calling this one with these arguments comes to. */
  abstract forward(args: Value[], kw: KwNames | undefined): ForwardedCall;

  override invoke(args: Value[], kw: KwNames | undefined): Value {
    const f = this.forward(args, kw);
    return call(f.callee, f.args, f.kw);
  }
}
