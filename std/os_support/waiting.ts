// Waiting for descriptors while other threads of the program go on.
//
// Alone, a thread waits in the system. Where there are others it asks the system without waiting, and the scheduler lets
// the others run in between.

import type { PollRequest } from "../../vm/host/mod.ts";
import { constants } from "../../vm/host/mod.ts";
import type { Declaration } from "../../vm/objects/signature.ts";
import { threadCount, waitFor } from "../thread/scheduler.ts";
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

/** Lets other threads run until a read of the descriptor would not block. */
export function waitReadable(fd: number, who?: Declaration): void {
  if (threadCount() === 0 || fd < 0) return;
  pollDescriptors([{ fd, events: constants.POLLIN, revents: 0 }], Infinity, who);
}

/** Lets other threads run until a write to the descriptor would not block. */
export function waitWritable(fd: number, who?: Declaration): void {
  if (threadCount() === 0 || fd < 0) return;
  pollDescriptors([{ fd, events: constants.POLLOUT, revents: 0 }], Infinity, who);
}
