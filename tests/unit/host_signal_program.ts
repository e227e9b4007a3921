// Run by host_process_test.ts: blocks in the way that its argument names until SIGINT comes, says that
// it was interrupted, and dies of the signal. With "once" it does not wait and comes to its own end.

import {
  armInterrupts,
  clock,
  constants,
  dieOf,
  pendingSignals,
  spawn,
  systemDescriptors,
  takeSignals,
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
