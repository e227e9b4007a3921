// The interpreter as the rest of the virtual machine sees it. Importing this file installs what the object model asks of it.

import "../objects/code_type.ts";
import "./held_views.ts";

export {
  builtinsHooks,
  builtinsOf,
  callFunction,
  evalCode,
  execute,
  runModule,
} from "./execute.ts";
export { Frame, hold } from "./frame.ts";
export { switchThread, thread, threadHooks, ThreadState } from "./thread_state.ts";
export { PyTraceback, TracebackType } from "./traceback.ts";
export { handledException } from "./unwind.ts";
export { frameLine, FrameType } from "./frame_type.ts";
export { frameLocals, FrameLocalsProxy, localsOf } from "./frame_locals.ts";
export { buildClassFunction } from "./build_class.ts";
export { monitorThread, setProfile, setTrace } from "./trace.ts";
export { importHooks } from "./import_ops.ts";
export { intrinsicHooks } from "./intrinsics.ts";
export {
  AsyncGeneratorType,
  CoroutineType,
  generatorNatives,
  GeneratorType,
} from "./generator_types.ts";
export { nextOf, PyCoroutine, PyGenerator } from "./generators.ts";
export { PyAsyncGenerator } from "./async_generators.ts";
export { currentFrame, getFrame } from "./hooks.ts";
export {
  formatException,
  formatExceptionOnly,
  formatTraceback,
  printHooks,
  type PrintOptions,
} from "./print_traceback.ts";
export { armSignals, runSignalHandlers, signalHooks } from "./signals.ts";
