// Run by host_process_test.ts: blocks in the way that its argument names until SIGINT comes, says that
// it was interrupted, and dies of the signal. With "once" it does not wait and comes to its own end.

import {
  armInterrupts,
  blockSignals,
  clock,
  constants,
  dieOf,
  getSignalAction,
  getTimer,
  pendingSignals,
  sendSignal,
  setInterruptHook,
  setSignalAction,
  setTimer,
  spawn,
  systemDescriptors,
  takeSignals,
  waitForSignal,
  waitingSignals,
  waitpid,
  watchSignal,
} from "../../vm/host/mod.ts";

const { SIGINT } = constants.SIGNALS;
const fds = systemDescriptors();

function say(text: string): void {
  fds.write(1, new TextEncoder().encode(text + "\n"));
}

function handle(): void {
  for (const signal of takeSignals()) if (signal === SIGINT) throw "interrupted";
}

function check(truth: boolean, what: string): void {
  if (!truth) throw what;
}

/** Blocked and ignored signals and timers, where the native handler sees to them. */
function masks(): void {
  const { SIGUSR1, SIGUSR2, SIGALRM, SIGTERM } = constants.SIGNALS;
  check(getSignalAction(SIGUSR2) === "default", "default");
  blockSignals([SIGUSR2, SIGTERM]);
  sendSignal(Deno.pid, SIGUSR2); // its default action would end this process
  check(waitingSignals().join() === `${SIGUSR2}`, "waiting");
  check(takeSignals().length === 0, "blocked");
  check(waitForSignal([SIGUSR2], 1) === SIGUSR2, "waitForSignal");
  check(waitForSignal([SIGUSR2], 0.05) === null, "nothing to wait for");
  blockSignals([]);
  check(getSignalAction(SIGUSR2) === "default", "default again");
  setSignalAction(SIGUSR2, "ignore");
  sendSignal(Deno.pid, SIGUSR2);
  check(takeSignals().length === 0, "ignored");
  watchSignal(SIGUSR1);
  sendSignal(Deno.pid, SIGUSR1);
  check(takeSignals().join() === `${SIGUSR1}`, "watched");
  watchSignal(SIGALRM);
  setTimer(0, 0.05, 0);
  check(getTimer(0)[0] > 0, "getTimer");
  const start = performance.now();
  setInterruptHook(() => {
    if (takeSignals().includes(SIGALRM)) throw "alarm";
  });
  try {
    fds.read(0, new Uint8Array(1));
  } catch (error) {
    check(error === "alarm", String(error));
  }
  const took = performance.now() - start;
  check(took > 45 && took < 500, `took ${took}`);
  setInterruptHook(undefined);
  const waited = performance.now();
  setTimer(0, 0.03, 0);
  clock.sleep(0.1); // goes on after the signal
  check(performance.now() - waited >= 100, "sleep was cut short");
  say("masks are fine");
}

armInterrupts(handle);
say("ready");
try {
  switch (Deno.args[0]) {
    case "sleep":
      clock.sleep(10);
      break;
    case "read":
      fds.read(0, new Uint8Array(10));
      break;
    case "poll":
      fds.poll([{ fd: 0, events: constants.POLLIN, revents: 0 }], -1);
      break;
    case "wait":
      waitpid(
        spawn({
          executables: ["/bin/sleep"],
          argv: ["sleep", "3"],
          env: null,
          cwd: null,
          stdin: -1,
          stdout: 2,
          stderr: 2,
          closeFds: true,
          passFds: [],
          restoreSignals: true,
          newSession: false,
          processGroup: -1,
          umask: -1,
        }),
        0,
      );
      break;
    case "mask":
      masks();
      break;
    case "once":
      watchSignal(SIGINT);
      fds.poll([{ fd: 0, events: constants.POLLIN, revents: 0 }], 1);
      break;
    case "loop":
      watchSignal(SIGINT);
      for (;;) if (pendingSignals[0] !== 0) handle();
  }
  say("not interrupted");
} catch (error) {
  say(String(error));
  if (error === "interrupted") dieOf(SIGINT);
}
