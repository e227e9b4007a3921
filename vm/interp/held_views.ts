// Whether a program can still look at lent memory.
//
// CPython gives the memory that a memoryview holds back as soon as the view dies, so that `del buffer[:n]` works right
// after `bytes(memoryview(buffer)[:n])`. Here views die unseen. So when an exporter is to be resized while views are out,
// the variables of the running functions are looked at, with what stands in their objects' attributes and in their
// modules: a view that is found there holds the memory. Any other is taken for dead; if it is not, it goes on seeing the
// memory as it was, which its owner has left behind.

import { exportHooks } from "../objects/buffer.ts";
import { Cell } from "../objects/cell.ts";
import { PyMemoryView } from "../objects/memoryview.ts";
import { PyObject, type Value } from "../objects/object.ts";
import { demandFrames } from "./compiled.ts";
import { thread } from "./thread_state.ts";

/** What objects of other kinds have that hold lent memory (iterators over matches). */
interface MemoryHolder extends PyObject {
  holdsMemoryOf?(exporter: Value): boolean;
}

/** The value is a view, still to be released, of the exporter's memory. */
function isViewOf(v: unknown, exporter: Value): boolean {
  if (v instanceof PyMemoryView) return !v.released && v.managed.view.obj === exporter;
  return v instanceof PyObject && (v as MemoryHolder).holdsMemoryOf?.(exporter) === true;
}

/** A view of the exporter is in the variable, or in an attribute of the object in it. */
function shows(v: unknown, exporter: Value): boolean {
  const value = v instanceof Cell ? v.v : v;
  if (isViewOf(value, exporter)) return true;
  if (!(value instanceof PyObject) || !value.cls.heap) return false;
  const fields = value as unknown as Record<string, unknown>;
  for (const key in fields) if (isViewOf(fields[key], exporter)) return true;
  return false;
}

exportHooks.isHeld = (exporter) => {
  const modules = new Set<unknown>();
  demandFrames(thread);
  for (let f = thread.frame; f !== null; f = f.back) {
    const { regs, code, globals } = f;
    for (let i = 0; i < code.tempBase; i++) if (shows(regs[i], exporter)) return true;
    if (modules.has(globals)) continue;
    modules.add(globals);
    for (const v of globals.values()) if (isViewOf(v, exporter)) return true;
  }
  return false;
};
