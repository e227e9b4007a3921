// What the object model asks of the frames: who called.

import { valueFunctions } from "../objects/builtins_functions.ts";
import { Cell } from "../objects/cell.ts";
import { classHooks } from "../objects/class_creation.ts";
import { LocalKind } from "../objects/code.ts";
import { functionTypeHooks } from "../objects/function_type.ts";
import type { Value } from "../objects/object.ts";
import { runtimeError } from "../objects/raise.ts";
import type { Native } from "../objects/signature.ts";
import { superHooks } from "../objects/super.ts";
import { PyType, typeOf } from "../objects/type.ts";
import { typeVarHooks } from "../objects/typevar.ts";
import { builtinLookupHooks } from "../objects/builtin_lookup.ts";
import { backOf, demandFrames, topFrame } from "./compiled.ts";
import { builtinsHooks, builtinsOf } from "./execute.ts";
import { lookup } from "./scope_ops.ts";
import { type Frame, hold } from "./frame.ts";
import { localValue } from "./frame_locals.ts";
import { generatorNatives } from "./generator_types.ts";
import { thread } from "./thread_state.ts";

/** The innermost Python frame, with its variables. */
export function currentFrame(): Frame | undefined {
  demandFrames(thread);
  const { frame } = thread;
  return frame === null ? undefined : hold(frame);
}

/** The frame `depth` levels further out, or `undefined` where the stack is not that deep. */
export function getFrame(depth: number): Frame | undefined {
  let f = topFrame(thread);
  while (f !== null && depth-- > 0) f = backOf(f);
  return f === null ? undefined : hold(f);
}

function callerModule(): Value | undefined {
  return topFrame(thread)?.globals.getStr("__name__");
}
classHooks.callerModule = callerModule;
typeVarHooks.callerModule = callerModule;
functionTypeHooks.builtinsOf = builtinsOf;
builtinLookupHooks.find = (name) =>
  lookup(topFrame(thread)?.builtins ?? builtinsHooks.default(), name);

/** `super()` without arguments: the class cell and the first argument of the caller. */
superHooks.caller = () => {
  demandFrames(thread);
  const f = thread.frame;
  if (f === null) throw runtimeError("super(): no current frame");
  const { code, regs } = f;
  if (code.argcount === 0) throw runtimeError("super(): no arguments");
  let obj: Value | undefined = regs[0];
  if (obj instanceof Cell && (code.localKinds[0] & LocalKind.CELL) !== 0) obj = localValue(f, 0);
  if (obj === undefined) throw runtimeError("super(): arg[0] deleted");
  for (let i = code.freeBase; i < code.tempBase; i++) {
    if (code.localNames[i] !== "__class__") continue;
    const cell = regs[i];
    if (!(cell instanceof Cell)) throw runtimeError("super(): bad __class__ cell");
    if (cell.v === undefined) throw runtimeError("super(): empty __class__ cell");
    if (!(cell.v instanceof PyType)) {
      throw runtimeError(`super(): __class__ is not a type (${typeOf(cell.v).name})`);
    }
    return [cell.v, obj];
  }
  throw runtimeError("super(): __class__ cell not found");
};

// the loop resumes a generator itself where `next` is called with nothing but one
generatorNatives.next = valueFunctions.next.implementation as unknown as Native;
