// Standard input where the C library cannot be called. A read that blocks in Deno cannot be interrupted
// and cannot be waited for with others, so a worker does the reading and the main thread waits for it
// in slices, between which it looks for signals.
//
// Invariants:
// - The worker reads only when asked, so that what a program does not read is left to others.
// - It lives until the main thread is back in Deno's event loop: a worker keeps a process from ending.

import { ERRNO, HostError } from "./errno.ts";
import { interrupted } from "./interrupts.ts";

const IDLE = 0;
const ASKED = 1;
const READY = 2;
const FAILED = 3;
const CAPACITY = 65536;

/** Milliseconds between two looks for signals. */
const SLICE = 20;

/**
 * The worker waits for messages and reads asynchronously: blocked in a call it could not be ended, and
 * would keep the process from ending.
 */
const WORKER = `
let state, shared, local;
onmessage = async ({ data }) => {
  if (data.control) {
    state = new Int32Array(data.control);
    shared = new Uint8Array(data.bytes);
    local = new Uint8Array(shared.length);
    return;
  }
  try {
    const n = await Deno.stdin.read(local.subarray(0, data)) ?? 0;
    shared.set(local.subarray(0, n));
    state[1] = n;
    Atomics.store(state, 0, ${READY});
  } catch (error) {
    const at = String(error.message).indexOf("(os error ");
    state[1] = at < 0 ? 5 : parseInt(error.message.slice(at + 10));
    Atomics.store(state, 0, ${FAILED});
  }
  Atomics.notify(state, 0);
};`;

export class StandardInput {
  private worker: Worker | undefined;
  private readonly state: Int32Array<SharedArrayBuffer>;
  private readonly bytes: Uint8Array<SharedArrayBuffer>;
  /** Of a chunk that is READY, how much has been taken. */
  private taken: number;

  constructor() {
    this.worker = undefined;
    this.state = new Int32Array(new SharedArrayBuffer(8));
    this.bytes = new Uint8Array(new SharedArrayBuffer(CAPACITY));
    this.taken = 0;
  }

  /** Reads; throws EAGAIN when it may not block and nothing is there. */
  read(buffer: Uint8Array, blocking: boolean): number {
    if (buffer.length === 0) return 0;
    this.ask(buffer.length);
    while (Atomics.load(this.state, 0) === ASKED) {
      if (!blocking) throw new HostError(ERRNO.EAGAIN);
      Atomics.wait(this.state, 0, ASKED, SLICE);
      interrupted();
    }
    if (this.state[0] === FAILED) {
      const errno = this.state[1];
      Atomics.store(this.state, 0, IDLE);
      throw new HostError(errno);
    }
    const chunk = this.bytes.subarray(
      this.taken,
      Math.min(this.state[1], this.taken + buffer.length),
    );
    buffer.set(chunk);
    this.taken += chunk.length;
    if (this.taken >= this.state[1]) {
      this.taken = 0;
      Atomics.store(this.state, 0, IDLE);
    }
    return chunk.length;
  }

  /** Whether a read would not block. */
  ready(): boolean {
    this.ask(CAPACITY);
    return Atomics.load(this.state, 0) !== ASKED;
  }

  private ask(count: number): void {
    if (this.state[0] !== IDLE) return;
    if (this.worker === undefined) {
      const url = `data:text/javascript,${encodeURIComponent(WORKER)}`;
      this.worker = new Worker(url, { type: "module" });
      this.worker.postMessage({ control: this.state.buffer, bytes: this.bytes.buffer });
      setTimeout(() => this.release(), 0);
    }
    Atomics.store(this.state, 0, ASKED);
    this.worker.postMessage(Math.min(count, CAPACITY));
  }

  private release(): void {
    this.worker?.terminate();
    this.worker = undefined;
    if (this.state[0] === ASKED) this.state[0] = IDLE;
  }
}
