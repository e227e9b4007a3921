// Processes and signals. With --allow-ffi the native ways are tested, without it the others.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import {
  armInterrupts,
  blockSignals,
  clock,
  constants,
  getSignalAction,
  hasLibc,
  type HostError,
  pendingSignals,
  resumeSignals,
  runToEnd,
  sendSignal,
  setInterruptHook,
  setSignalAction,
  setTimer,
  spawn,
  SpawnError,
  type SpawnOptions,
  systemDescriptors,
  takeSignals,
  waitForSignal,
  waitingSignals,
  waitpid,
  watchSignal,
} from "../../vm/host/mod.ts";

const { SIGUSR1, SIGUSR2, SIGALRM, SIGTERM } = constants.SIGNALS;

const PLAIN: SpawnOptions = {
  executables: ["/bin/sh"],
  argv: ["sh", "-c", "exit 7"],
  env: null,
  cwd: null,
  stdin: -1,
  stdout: -1,
  stderr: -1,
  closeFds: true,
  passFds: [],
  restoreSignals: true,
  newSession: false,
  processGroup: -1,
  umask: -1,
};

function readAll(fd: number): string {
  const fds = systemDescriptors(), buffer = new Uint8Array(4096);
  let text = "";
  for (let n; (n = fds.read(fd, buffer)) > 0;) {
    text += new TextDecoder().decode(buffer.subarray(0, n));
  }
  return text;
}

function output(options: Partial<SpawnOptions>): [string, number] {
  const fds = systemDescriptors();
  const [reader, writer] = fds.pipe();
  const pid = spawn({ ...PLAIN, ...options, stdout: writer });
  fds.close(writer);
  const text = readAll(reader);
  fds.close(reader);
  return [text, waitpid(pid, 0).status];
}

function spawnFailure(options: Partial<SpawnOptions>): SpawnError {
  try {
    spawn({ ...PLAIN, ...options });
  } catch (error) {
    if (error instanceof SpawnError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

Deno.test({
  name: "spawn: status, output, environment, folder, mask, session",
  ignore: !hasLibc(),
  fn: () => {
    assertEquals(waitpid(spawn(PLAIN), 0).status, 7 << 8);
    const script = (text: string): Partial<SpawnOptions> => ({ argv: ["sh", "-c", text] });
    assertEquals(output(script("echo hé")), ["hé\n", 0]);
    assertEquals(
      output({ ...script("echo $A; env | wc -l"), env: ["A=é b", "PATH=/bin"] })[0].trim(),
      "é b\n3",
    );
    assertEquals(output({ ...script("pwd"), cwd: "/usr" })[0], "/usr\n");
    assertEquals(output({ ...script("umask"), umask: 0o27 })[0], "0027\n");
    assertEquals(output(script("kill -TERM $$"))[1], SIGTERM);
    const [ids] = output({ ...script("cut -d' ' -f 1,5,6 /proc/$$/stat"), newSession: true });
    const [pid, group, session] = ids.trim().split(" ");
    assertEquals([group, session], [pid, pid]);
    // SIGPIPE is ignored here and has its default action in the child
    const [ignored] = output(script("grep SigIgn /proc/self/status"));
    assertEquals(parseInt(ignored.trim().slice(-8), 16) & 1 << constants.SIGNALS.SIGPIPE - 1, 0);
  },
});

Deno.test({
  name: "spawn: only the descriptors that were passed",
  ignore: !hasLibc(),
  fn: () => {
    const fds = systemDescriptors();
    const [a, b] = fds.pipe(), [d, e] = fds.pipe();
    fds.setInheritable(a, true);
    fds.setInheritable(d, true);
    const list = { argv: ["sh", "-c", "echo $(ls /proc/self/fd)"] };
    const seen = (options: Partial<SpawnOptions>) =>
      output(options)[0].trim().split(" ").map(Number).filter((fd) => [a, b, d, e].includes(fd));
    assertEquals(seen({ ...list, closeFds: false }), [a, d].sort((x, y) => x - y));
    assertEquals(seen(list), []);
    assertEquals(seen({ ...list, passFds: [b] }), [b]);
    for (const fd of [a, b, d, e]) fds.close(fd);
  },
});

Deno.test({
  name: "spawn: failures as subprocess reports them",
  ignore: !hasLibc(),
  fn: () => {
    const missing = spawnFailure({ executables: ["/nonexistent/x", "/bin/nonexistent"] });
    assertEquals([missing.code, missing.stage], ["ENOENT", "exec"]);
    const denied = spawnFailure({ executables: ["/etc/passwd", "/bin/nonexistent"] });
    assertEquals([denied.code, denied.stage], ["EACCES", "exec"]);
    const folder = spawnFailure({ cwd: "/nonexistent" });
    assertEquals([folder.code, folder.stage, folder.path], ["ENOENT", "chdir", "/nonexistent"]);
    try {
      waitpid(-1, 0);
      assert(false);
    } catch (error) {
      assertEquals((error as HostError).code, "ECHILD");
    }
  },
});

/** Sends this process a signal after a while, from outside. */
function later(signal: string, seconds: number): void {
  const command = `sleep ${seconds}; kill -${signal} ${Deno.pid}`;
  if (hasLibc()) spawn({ ...PLAIN, argv: ["sh", "-c", command], stdout: -1 });
  else new Deno.Command("sh", { args: ["-c", command] }).spawn();
}

Deno.test({
  name: "a signal ends a sleep, and is noted while code runs",
  sanitizeOps: false,
  sanitizeResources: false,
  fn: () => {
    let runs = 0;
    armInterrupts(() => {
      for (const signal of takeSignals()) {
        runs++;
        if (signal === SIGUSR2) throw "interrupted";
      }
    });
    watchSignal(SIGUSR2);
    watchSignal(SIGUSR1);
    assertEquals(getSignalAction(SIGUSR1), "watch");
    if (!hasLibc()) clock.sleep(0.3); // the worker needs a moment to be up
    later("USR1", 0.1);
    later("USR2", 0.3);
    const start = performance.now();
    let thrown: unknown;
    try {
      clock.sleep(5);
    } catch (error) {
      thrown = error;
    }
    assertEquals(thrown, "interrupted");
    assertEquals(runs, 2);
    const took = performance.now() - start;
    assert(took > 250 && took < 1500, `took ${took} ms`);

    later("USR1", 0.1);
    const spinning = performance.now();
    while (pendingSignals[0] === 0 && performance.now() - spinning < 3000);
    assertEquals(takeSignals(), [SIGUSR1]);
    assertEquals(pendingSignals[0], 0);
    setInterruptHook(undefined);
  },
});

Deno.test({
  name: "a signal ends a read, a poll and a waitpid",
  ignore: !hasLibc(),
  fn: () => {
    resumeSignals();
    const fds = systemDescriptors();
    const [reader, writer] = fds.pipe();
    armInterrupts(() => {
      if (takeSignals().includes(SIGUSR2)) throw "interrupted";
    });
    watchSignal(SIGUSR2);
    const interrupts = (action: () => void) => {
      later("USR2", 0.1);
      const start = performance.now();
      try {
        action();
        assert(false, "it came back");
      } catch (error) {
        assertEquals(error, "interrupted");
      }
      assert(performance.now() - start < 1500);
    };
    interrupts(() => fds.read(reader, new Uint8Array(1)));
    interrupts(() => fds.poll([{ fd: reader, events: constants.POLLIN, revents: 0 }], -1));
    const child = spawn({ ...PLAIN, argv: ["sleep", "5"], executables: ["/bin/sleep"] });
    interrupts(() => waitpid(child, 0));
    sendSignal(child, SIGTERM);
    while (waitpid(child, 0).pid !== child);
    fds.close(reader);
    fds.close(writer);
    setSignalAction(SIGUSR2, "default");
    setInterruptHook(undefined);
  },
});

Deno.test({
  name: "blocked signals wait, ignored ones vanish, timers fire",
  ignore: !hasLibc(),
  fn: () => {
    blockSignals([SIGUSR2]);
    sendSignal(Deno.pid, SIGUSR2); // its default action would end this process
    clock.sleep(0.05); // it may have gone to another thread
    assertEquals(waitingSignals(), [SIGUSR2]);
    assertEquals(waitForSignal([SIGUSR2], 1), SIGUSR2);
    assertEquals(waitForSignal([SIGUSR2], 0.05), null);
    blockSignals([]);
    assertEquals(getSignalAction(SIGUSR2), "default");
    setSignalAction(SIGUSR2, "ignore");
    sendSignal(Deno.pid, SIGUSR2);
    clock.sleep(0.05);
    assertEquals(takeSignals(), []);
    assertEquals(getSignalAction(SIGUSR2), "ignore");
    setSignalAction(SIGUSR2, "default");
    watchSignal(SIGALRM);
    setTimer(0, 0.05, 0);
    clock.sleep(0.2);
    assertEquals(takeSignals(), [SIGALRM]);
    setSignalAction(SIGALRM, "default");
  },
});

const PROGRAM = new URL("./host_signal_program.ts", import.meta.url).pathname;

/** Runs host_signal_program.ts, where the main thread is the process's own, and sends it SIGINT. */
async function interruptProgram(what: string, flags: string[]): Promise<[string, number, number]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--quiet", ...flags, PROGRAM, what],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  await reader.read(); // it has said that it is ready
  await new Promise((resolve) => setTimeout(resolve, 100));
  const start = performance.now();
  child.kill("SIGINT");
  const rest = await reader.read();
  const took = performance.now() - start;
  reader.releaseLock();
  const status = await child.status;
  await child.stdin.close();
  await child.stdout.cancel();
  await child.stderr.cancel();
  return [
    new TextDecoder().decode(rest.value),
    status.signal === "SIGINT" ? -2 : status.code,
    took,
  ];
}

for (const what of ["sleep", "read", "poll", "loop", "wait"]) {
  for (const flags of [["-A"], ["--allow-read"]]) {
    if (what === "wait" && flags[0] !== "-A") continue;
    Deno.test({
      name: `SIGINT ends ${what} with ${flags}`,
      ignore: Deno.permissions.querySync({ name: "run" }).state !== "granted",
      fn: async () => {
        const [text, status, took] = await interruptProgram(what, flags);
        assertEquals(text, "interrupted\n");
        // Without FFI a process cannot kill itself without --allow-run.
        assertEquals(status, flags[0] === "-A" ? -2 : 130);
        assert(took < (flags[0] === "-A" ? 60 : 200), `took ${took} ms`);
      },
    });
  }
}

Deno.test({
  name: "masks and timers on the main thread",
  ignore: !hasLibc(),
  fn: async () => {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--quiet", "-A", PROGRAM, "mask"],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    let text = "";
    for (let part; !(part = await reader.read()).done;) {
      text += new TextDecoder().decode(part.value);
    }
    assertEquals(text, "ready\nmasks are fine\nnot interrupted\n");
    assertEquals((await child.status).code, 0);
    await child.stdin.close();
  },
});

for (const flag of ["-A", "--allow-read"]) {
  Deno.test({
    name: `what waits for input and signals keeps no process from ending, ${flag}`,
    ignore: Deno.permissions.querySync({ name: "run" }).state !== "granted",
    fn: async () => {
      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", "--quiet", flag, PROGRAM, "once"],
        stdin: "piped",
        stdout: "null",
      }).spawn();
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      const status = await child.status;
      clearTimeout(timer);
      await child.stdin.close();
      assertEquals([status.code, status.signal], [0, null]);
    },
  });
}

Deno.test("a child run to its end without FFI", () => {
  const ended = runToEnd(["sh", "-c", "cat; echo err >&2; exit 3"], {
    env: null,
    cwd: "/",
    input: new TextEncoder().encode("in"),
    captureOutput: true,
    captureErrors: true,
  });
  assertEquals(ended.status, 3 << 8);
  assertEquals(new TextDecoder().decode(ended.stdout), "in");
  assertEquals(new TextDecoder().decode(ended.stderr), "err\n");
  let code = "";
  try {
    runToEnd(["/nonexistent"], {
      env: null,
      cwd: null,
      input: null,
      captureOutput: true,
      captureErrors: true,
    });
  } catch (error) {
    code = (error as HostError).code;
  }
  assertEquals(code, "ENOENT");
});
