// What happens when a signal arrives while a call of the system blocks.
//
// PEP 475 asks that such a call be tried again after Python's signal handlers have run, unless one of
// them raised. The host knows nothing of handlers: the interpreter sets one hook, which runs them and
// throws what they raise; every blocking call of this layer calls `interrupted()` when it was cut short
// and then goes on.
//
// The hook belongs to the process, as signals do. Before the first call that may block `beforeBlocking`
// arms the signals, so that a program which never blocks, and ends soon, pays nothing for them.

let onInterrupt: (() => void) | undefined;
let arm: (() => void) | undefined;

/**
 * Sets what runs the handlers of pending signals (it may throw), and what is done once, before the
 * first operation that may block.
 */
export function setInterruptHook(hook: (() => void) | undefined, prepare?: () => void): void {
  onInterrupt = hook;
  arm = prepare;
}

/** A blocking call was interrupted, or may have been: runs the hook. */
export function interrupted(): void {
  if (onInterrupt !== undefined) onInterrupt();
}

/** To be called before an operation that may block. */
export function beforeBlocking(): void {
  if (arm !== undefined) {
    const prepare = arm;
    arm = undefined;
    prepare();
  }
}

/**
 * Milliseconds after which a blocking call has to look for signals by itself, or 0 where a native
 * handler makes the system cut such calls short.
 */
export let signalSlice = 0;

/** Said by signals.ts, which knows how signals arrive. */
export function setSignalSlice(milliseconds: number): void {
  signalSlice = milliseconds;
}
