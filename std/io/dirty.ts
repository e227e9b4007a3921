// Streams that hold output which the system has not seen yet.
//
// CPython writes such output when the last reference to the stream goes; here nobody counts references. So a stream that
// has something pending stands in a set until it is flushed, and what still stands there when the program ends is
// written then, in the order in which it became pending.

import { demandFrames } from "../../vm/interp/compiled.ts";
import { thread } from "../../vm/interp/thread_state.ts";
import { type FileStatus, systemDescriptors } from "../../vm/host/mod.ts";
import { finalizerHooks, quietlyFinalizable } from "../../vm/objects/finalizers.ts";
import { callMethod } from "../../vm/objects/attributes.ts";
import type { PyObject, Value } from "../../vm/objects/object.ts";

/** What can write out what it holds. */
export interface Pending {
  /** Writes what is pending; may throw. */
  writePending(): void;
  /** The descriptor of the file behind the stream, -1 where there is none. */
  descriptor(): number;
}

const dirty: Set<Pending> = new Set();

/** The stream holds output from now on. */
export function markDirty(s: Pending): void {
  finalizerHooks.writeFiles = writePendingFiles;
  dirty.add(s);
}

/** The stream holds none any more. */
export function markClean(s: Pending): void {
  dirty.delete(s);
}

/**
 * Writes out everything that is pending, for the end of a program. Errors are dropped, as they are for a file that
 * CPython closes when it is collected; the standard streams are flushed before, by who reports their errors.
 */
export function writeAllPending(): void {
  // a text stream passes on to its buffer, which may become pending by that
  for (let round = 0; round < 3 && dirty.size > 0; round++) {
    for (const s of [...dirty]) {
      try {
        s.writePending();
      } catch {
        dirty.delete(s);
      }
    }
  }
}

/**
 * Writes out what is pending for files other than the standard streams: before another program reads them, or this one
 * through another stream, as it could after CPython had collected the first one.
 */
export function writePendingFiles(): void {
  if (dirty.size === 0) return;
  for (let round = 0; round < 2; round++) {
    for (const s of [...dirty]) {
      if (s.descriptor() <= 2) continue;
      try {
        s.writePending();
      } catch {
        // its owner will learn of it when it flushes
      }
    }
  }
}

/**
 * Whether the status of a file changes now because a stream on it turns out to be unreachable: in CPython it would have
 * been closed, and what it held would be in the file.
 */
export function settlesFile(status: FileStatus): boolean {
  for (const s of dirty) {
    const fd = s.descriptor();
    if (fd <= 2) continue;
    try {
      const own = systemDescriptors().fstat(fd);
      if (own.ino !== status.ino || own.dev !== status.dev) continue;
    } catch {
      continue;
    }
    demandFrames(thread);
    finalizerHooks.collect();
    return !dirty.has(s);
  }
  return false;
}

/** As many streams may be open before those that nobody can reach are looked for. */
const FEWEST = 256;
let limit = FEWEST;

/** The stream is open: it is closed when a collection finds that it cannot be reached, and `inner` with it. */
export function trackStream(s: PyObject, inner?: PyObject): void {
  if (inner !== undefined) quietlyFinalizable.delete(inner);
  quietlyFinalizable.add(s);
}

/** The stream is closed; or what is below it, `inner`, stands by itself again. */
export function untrackStream(s: PyObject, inner?: PyObject): void {
  quietlyFinalizable.delete(s);
  if (inner !== undefined) quietlyFinalizable.add(inner);
}

/** To be called before a file is opened: where very many are open, those that cannot be reached are looked for soon. */
export function limitStreams(): void {
  const { size } = quietlyFinalizable;
  if (size < FEWEST) limit = FEWEST;
  if (size < limit) return;
  finalizerHooks.due = true;
  limit = size * 2;
}

/** `_dealloc_warn`: what goes wrong with it is nobody's business. */
export function warnUnclosed(s: Value, source: Value): void {
  try {
    callMethod(s, "_dealloc_warn", source);
  } catch {
    // a stream without the method, or a warning that is an error
  }
}
