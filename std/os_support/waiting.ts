// Waiting for descriptors while other threads of the program go on.
//
// Alone, a thread waits in the system. Where there are others it asks the system without waiting, and the scheduler lets
// the others run in between.

import type { PollRequest } from "../../vm/host/mod.ts";
import { constants, ERRNO, HostError } from "../../vm/host/mod.ts";
import type { Value } from "../../vm/objects/object.ts";
import type { Declaration } from "../../vm/objects/signature.ts";
import { resumable, threadCount, waitFor } from "../thread/scheduler.ts";
import { descriptors } from "./host.ts";

/** Waits as `poll` does; says how many of the requests are met. `seconds`: Infinity for no limit. */
export function pollDescriptors(
  requests: readonly PollRequest[],
  seconds: number,
  who?: Declaration,
): number {
  const fds = descriptors();
  if (threadCount() === 0 || seconds <= 0) {
    const milliseconds = seconds === Infinity ? -1 : Math.max(seconds, 0) * 1000;
    return fds.poll(requests, milliseconds);
  }
  let ready = 0;
  waitFor(() => (ready = fds.poll(requests, 0)) > 0, seconds, who);
  return ready;
}

function blocks(fd: number): boolean {
  return threadCount() > 0 && fd >= 0 && descriptors().getBlocking(fd);
}

/** Where a raw stream gets its bytes from. */
export interface Source {
  readonly fd: number;
  /** How long a read waits; Infinity for ever. */
  readonly seconds: number;
  /** Tells the stream that so long has been waited: its next read does not wait again. */
  readonly expire: () => void;
}

/** Knows the raw streams that are written in Python and read from a descriptor; set by who makes them. */
export const sourceHooks: { find: (raw: Value) => Source | undefined } = { find: () => undefined };

/** Lets other threads run until a source has something; false where it took too long. */
export function waitSource(source: Source, who: Declaration): boolean {
  const request = { fd: source.fd, events: constants.POLLIN, revents: 0 };
  if (pollDescriptors([request], source.seconds, who) > 0) return true;
  source.expire();
  return false;
}

/** Lets other threads run until a read of the descriptor would not block, unless it never does. */
export function waitReadable(fd: number, who?: Declaration): void {
  if (blocks(fd)) pollDescriptors([{ fd, events: constants.POLLIN, revents: 0 }], Infinity, who);
}

/** What a pipe that is ready takes without waiting, however it was made: PIPE_BUF. */
const AT_ONCE = 4096;

/**
 * Writes to a descriptor and lets other threads run until it takes something: a pipe or a socket that is ready need not take
 * all, and the system would wait for the reader, who may be one of those threads. Says how much was written.
 */
export function writeSome(fd: number, bytes: Uint8Array, who?: Declaration): number {
  const fds = descriptors();
  if (!blocks(fd)) return fds.write(fd, bytes);
  for (;;) {
    pollDescriptors([{ fd, events: constants.POLLOUT, revents: 0 }], Infinity, who);
    if (bytes.length <= AT_ONCE) return fds.write(fd, bytes);
    fds.setBlocking(fd, false);
    try {
      return fds.write(fd, bytes);
    } catch (e) {
      if (!(e instanceof HostError) || e.errno !== ERRNO.EAGAIN) throw e;
    } finally {
      fds.setBlocking(fd, true);
    }
  }
}

/** The same until all is written, as a write to a descriptor that blocks does. `who`: the builtin that was called. */
export function writeAll(fd: number, bytes: Uint8Array, who: Declaration): number {
  if (!blocks(fd)) return descriptors().write(fd, bytes);
  return resumable(who, () => ({ at: 0 }), (done) => {
    do done.at += writeSome(fd, bytes.subarray(done.at), who); while (done.at < bytes.length);
    return done.at;
  });
}
