// The interpreter as the rest of the virtual machine sees it. Importing this file installs what the object model asks of it.

export { builtinsHooks, builtinsOf, callFunction, evalCode, execute, runModule } from "./execute.ts";
export { Frame, hold } from "./frame.ts";
export { switchThread, thread, threadHooks, ThreadState } from "./thread_state.ts";
export { PyTraceback, TracebackType } from "./traceback.ts";
export { handledException } from "./unwind.ts";
import "./generator_types.ts";
