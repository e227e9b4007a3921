// Tracebacks of failed imports do not show importlib itself.
//
// CPython's rule: a run of entries from importlib is dropped when the error is an ImportError, or as far as the run ends
// in a function that was made for this (`_call_with_frames_removed`).

import type { PyCode } from "../objects/code.ts";
import { exceptionTypes, type PyException } from "../objects/exceptions.ts";
import { isInstance } from "../objects/type.ts";

/** What this file needs of a traceback entry (vm/interp/traceback.ts has the class). */
interface Entry {
  next: Entry | undefined;
  readonly frame: { readonly code: PyCode };
}

const IMPORTLIB: ReadonlySet<string> = new Set([
  "<frozen importlib._bootstrap>",
  "<frozen importlib._bootstrap_external>",
]);

/** Takes the entries of importlib out of an exception's traceback. */
export function trimImportFrames(e: PyException): void {
  const always = isInstance(e, exceptionTypes.get("ImportError")!);
  const head: { next: Entry | undefined } = { next: e.traceback as unknown as Entry | undefined };
  /** What precedes the run that the current entry is in, and what precedes the current entry. */
  let outer = head;
  let before = head;
  let inside = false;
  for (let entry = head.next; entry !== undefined; entry = entry.next) {
    const { code } = entry.frame;
    const now = IMPORTLIB.has(code.filename);
    if (now && !inside) outer = before;
    inside = now;
    if (inside && (always || code.name === "_call_with_frames_removed")) {
      outer.next = entry.next;
      before = outer;
    } else {
      before = entry;
    }
  }
  e.traceback = head.next as unknown as PyException["traceback"];
}
