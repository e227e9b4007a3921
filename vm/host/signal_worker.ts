// Signals where no native handler can be had: a worker listens and notes them in `pendingSignals`.
//
// While Python runs, the main thread never returns to Deno's event loop, so a listener of its own would
// never fire; a worker's loop is free. It is up some 15 ms after it is asked for; until then a signal
// has the effect it had before. Its program is a `data:` URL, so that it works from anywhere.
//
// Invariant: the worker lives until the main thread is back in Deno's event loop, because a worker keeps
// a process from ending; the next one is told what the last one knew.

import { ERRNO, HostError } from "./errno.ts";
import { SIGNALS } from "./constants.ts";
import { pendingSignals } from "./signal_flags.ts";

const PROGRAM = `
let pending;
const listeners = new Map();
const nothing = () => {};
onmessage = ({ data }) => {
  if (data.memory) pending = new Int32Array(data.memory);
  const { name, number, action } = data;
  if (!name) return;
  try {
    const old = listeners.get(name);
    if (old) Deno.removeSignalListener(name, old);
    listeners.delete(name);
    if (action !== "default") {
      const listener = action === "ignore" ? nothing : () => {
        Atomics.store(pending, number, 1);
        Atomics.store(pending, 0, 1);
        Atomics.notify(pending, 0);
      };
      Deno.addSignalListener(name, listener);
      listeners.set(name, listener);
    }
  } finally {
    Atomics.add(data.done, 0, 1);
    Atomics.notify(data.done, 0);
  }
};`;

let worker: Worker | undefined;

/** How many requests the worker has carried out. */
const done = new Int32Array(new SharedArrayBuffer(4));
let asked = 0;

/** Milliseconds that a request may take before the program goes on without it. */
const PATIENCE = 1000;

/** What has been asked for and not taken back. */
const wanted = new Map<number, "ignore" | "watch">();

function release(): void {
  worker?.terminate();
  worker = undefined;
  asked = 0;
  done[0] = 0;
}

function request(worker: Worker, signal: number, action: string): void {
  worker.postMessage({ name: nameOf(signal), number: signal, action, done });
  asked++;
}

/** The name of a signal as Deno wants it, or an error for one that cannot be listened to. */
function nameOf(signal: number): string {
  for (const name in SIGNALS) {
    if (SIGNALS[name] !== signal) continue;
    if (
      ["SIGKILL", "SIGSTOP", "SIGSEGV", "SIGILL", "SIGFPE", "SIGRTMIN", "SIGRTMAX"].includes(name)
    ) {
      break;
    }
    return name;
  }
  throw new HostError(ERRNO.EINVAL);
}

/** The worker, which is told what has been asked for so far when it is started. */
function running(): Worker {
  if (worker !== undefined) return worker;
  worker = new Worker(`data:text/javascript,${encodeURIComponent(PROGRAM)}`, { type: "module" });
  worker.postMessage({ memory: pendingSignals.buffer });
  setTimeout(release, 0);
  for (const [signal, action] of wanted) request(worker, signal, action);
  return worker;
}

/**
 * Has the worker note a signal, swallow it, or leave it to the system; with `wait` it has been done when
 * this returns.
 */
export function listen(
  signal: number,
  action: "default" | "ignore" | "watch",
  wait: boolean,
): void {
  nameOf(signal); // an error for one that cannot be had
  if (action === "default") {
    if (!wanted.delete(signal)) return;
    request(running(), signal, action);
  } else {
    const target = running();
    wanted.set(signal, action);
    request(target, signal, action);
  }
  if (!wait) return;
  const end = performance.now() + PATIENCE;
  for (let seen = done[0]; seen < asked && performance.now() < end; seen = done[0]) {
    Atomics.wait(done, 0, seen, 50);
  }
}

/** Starts the worker again, if it is gone and something is still asked for. */
export function listenAgain(): void {
  if (wanted.size > 0) running();
}
