// The variables of a frame as Python sees them: `locals()` and, by PEP 667, the write-through view that `f_locals` of a
// function's frame is.

import { Cell } from "../objects/cell.ts";
import { LocalKind } from "../objects/code.ts";
import { equals, hashOf } from "../objects/compare.ts";
import { PyDict } from "../objects/dict.ts";
import { PyObject, type Value } from "../objects/object.ts";
import { isExactStr, strFromUtf16, utf16 } from "../objects/str.ts";
import { builtinType, type PyType } from "../objects/type.ts";
import { demandVariables } from "./compiled.ts";
import type { Frame } from "./frame.ts";
import { thread } from "./thread_state.ts";

/** The value of a named register, through its cell; `undefined` where it is not bound. */
export function localValue(frame: Frame, register: number): Value | undefined {
  const v = frame.regs[register] as Value | undefined;
  if (
    v instanceof Cell && (frame.code.localKinds[register] & (LocalKind.CELL | LocalKind.FREE)) !== 0
  ) {
    return v.v;
  }
  return v;
}

/** Sets a named register, or the content of its cell. */
function setLocal(frame: Frame, register: number, v: Value): void {
  const old = frame.regs[register] as Value | undefined;
  if (
    old instanceof Cell &&
    (frame.code.localKinds[register] & (LocalKind.CELL | LocalKind.FREE)) !== 0
  ) {
    old.v = v;
  } else {
    frame.regs[register] = v;
  }
}

/** The bound variables of a function's frame, in the order of its registers, as a dict of their own. */
export function snapshot(frame: Frame): PyDict {
  const d = new PyDict();
  const names = frame.code.localNames;
  for (let i = 0; i < names.length; i++) {
    const v = localValue(frame, i);
    if (v !== undefined) d.set(strFromUtf16(names[i]), v);
  }
  frame.extraLocals?.forEach((k, v) => d.set(k, v));
  return d;
}

/**
 * `locals()` in a frame: the namespace itself; a snapshot of a function's variables, or of those of a comprehension that
 * was inlined into a module or class body and is running.
 */
export function localsOf(frame: Frame): Value {
  const { locals } = frame;
  return locals === undefined || hasHidden(frame) ? snapshot(frame) : locals;
}

function hasHidden(frame: Frame): boolean {
  const { localKinds, localNames } = frame.code;
  for (let i = 0; i < localNames.length; i++) {
    if ((localKinds[i] & LocalKind.HIDDEN) !== 0 && localValue(frame, i) !== undefined) return true;
  }
  return false;
}

/** `f_locals`: the namespace, or a view of a function's variables. */
export function frameLocals(frame: Frame): Value {
  const { locals } = frame;
  return locals === undefined || hasHidden(frame) ? new FrameLocalsProxy(frame) : locals;
}

/** The view of a function's variables. */
export class FrameLocalsProxy extends PyObject {
  readonly frame: Frame;
  constructor(frame: Frame) {
    super();
    this.frame = frame;
  }

  /** The register of a name, or -1. What is no str is compared as a dict's key is. */
  private register(key: Value): number {
    const names = this.frame.code.localNames;
    if (isExactStr(key)) return names.indexOf(utf16(key));
    const hash = hashOf(key);
    for (let i = 0; i < names.length; i++) {
      const name = strFromUtf16(names[i]);
      if (hashOf(name) === hash && equals(name, key)) return i;
    }
    return -1;
  }

  get(key: Value): Value | undefined {
    const i = this.register(key);
    demandVariables(thread, this.frame);
    if (i >= 0) return localValue(this.frame, i);
    return this.frame.extraLocals?.get(key);
  }

  set(key: Value, v: Value): void {
    const i = this.register(key);
    demandVariables(thread, this.frame);
    if (i >= 0) setLocal(this.frame, i, v);
    else (this.frame.extraLocals ??= new PyDict()).set(key, v);
  }

  isVariable(key: Value): boolean {
    return this.register(key) >= 0;
  }

  snapshot(): PyDict {
    demandVariables(thread, this.frame);
    return snapshot(this.frame);
  }
}

/** `FrameLocalsProxy`. */
export const FrameLocalsProxyType: PyType = builtinType("FrameLocalsProxy", FrameLocalsProxy, {
  patternKind: "mapping",
  final: true,
});
