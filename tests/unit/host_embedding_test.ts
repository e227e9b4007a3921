// Hosts with streams of their own, sockets, clocks, the environment, permissions.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import {
  clock,
  constants,
  createHost,
  environment,
  hasLibc,
  HostError,
  PermissionRefused,
  sockets,
  strerror,
  systemDescriptors,
  systemFiles,
} from "../../vm/host/mod.ts";
import { errnoOf, translate } from "../../vm/host/errno.ts";

const encoder = new TextEncoder(), decoder = new TextDecoder();

function codeOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    if (error instanceof HostError) return error.code;
    if (error instanceof PermissionRefused) return error.flag;
    throw error;
  }
  return "";
}

Deno.test("two hosts with streams of their own do not see each other", () => {
  let first = "", second = "";
  const a = createHost({
    stdin: {
      read: (buffer) => {
        buffer[0] = 65;
        return 1;
      },
    },
    stdout: { write: (bytes) => first += decoder.decode(bytes), isTerminal: true },
  }).descriptors;
  const b = createHost({
    stdout: { write: (bytes) => second += decoder.decode(bytes) },
    stderr: {
      write: () => {
        throw new Error("no");
      },
    },
  }).descriptors;
  assertEquals(a.write(1, encoder.encode("one")), 3);
  b.write(1, encoder.encode("two"));
  assertEquals([first, second], ["one", "two"]);
  const buffer = new Uint8Array(4);
  assertEquals([a.read(0, buffer), buffer[0]], [1, 65]);
  assertEquals([a.isatty(1), b.isatty(1), a.isatty(0)], [true, false, false]);
  assertEquals(codeOf(() => b.write(2, buffer)), "EIO");
  assertEquals(codeOf(() => a.read(1, buffer)), "EBADF");
  assertEquals(codeOf(() => a.seek(1, 0, 0)), "ESPIPE");
  assertEquals(a.fstat(1).mode & constants.S_IFMT, constants.S_IFCHR);

  const copy = b.dup(1);
  assert(copy > 2);
  b.write(copy, encoder.encode("+"));
  assertEquals(second, "two+");
  // a redirection and back, as a test runner does it
  const [reader, writer] = b.pipe();
  b.dup2(writer, 1, true);
  b.write(1, encoder.encode("piped"));
  b.close(writer);
  b.dup2(copy, 1, true);
  b.close(copy);
  const got = new Uint8Array(10);
  assertEquals(decoder.decode(got.subarray(0, b.read(reader, got))), "piped");
  assertEquals(b.read(reader, got), 0);
  b.close(reader);
  b.write(1, encoder.encode("."));
  assertEquals(second, "two+.");
  b.close(1);
  assertEquals(codeOf(() => b.write(1, buffer)), "EBADF");
  assertEquals(codeOf(() => b.close(1)), "EBADF");
  assertEquals(first, "one");
  assertEquals(a.poll([{ fd: 1, events: constants.POLLOUT, revents: 0 }], -1), 1);
});

Deno.test({
  name: "a pair of sockets",
  ignore: !hasLibc(),
  fn: () => {
    const fds = systemDescriptors();
    const [a, b] = sockets.socketPair(1, 1, 0);
    assertEquals(sockets.send(a, encoder.encode("abc"), 0), 3);
    const buffer = new Uint8Array(10);
    assertEquals(sockets.receive(b, buffer, 2), 3); // MSG_PEEK
    assertEquals(fds.read(b, buffer), 3);
    fds.setBlocking(b, false);
    assertEquals(codeOf(() => sockets.receive(b, buffer, 0)), "EAGAIN");
    sockets.shutdown(a, 1);
    assertEquals(sockets.receive(b, buffer, 0), 0);
    fds.close(a);
    assertEquals(codeOf(() => sockets.send(b, buffer, 0x4000)), "EPIPE");
    fds.close(b);
    assertEquals(codeOf(() => sockets.socketPair(99, 1, 0)), "EAFNOSUPPORT");
  },
});

Deno.test("clocks go forward, sleep takes its time", () => {
  assert(Math.abs(clock.time() - Date.now() / 1000) < 0.1);
  assert(Math.abs(Number(clock.timeNs() / 1000000n) - Date.now()) < 100);
  let last = clock.monotonicNs();
  for (let i = 0; i < 1000; i++) {
    const now = clock.monotonicNs();
    assert(now >= last);
    last = now;
  }
  const start = clock.monotonic();
  clock.sleep(0.02);
  const took = clock.monotonic() - start;
  assert(took >= 0.0199 && took < 0.2, `${took}`);
  assert(clock.processTime() > 0 && clock.threadTime() > 0);
  for (const seconds of [0, -1, NaN]) clock.sleep(seconds);
  assertEquals(codeOf(() => clock.clockGettime(9999)), "EINVAL");
});

Deno.test("the environment", () => {
  assert(environment.pid() > 0 && environment.cpuCount() >= 1);
  assertEquals(environment.randomBytes(100000).length, 100000);
  assert(environment.randomBytes(32).some((byte) => byte !== 0));
  assert(environment.executable().endsWith("/bin/najash"));
  if (Deno.permissions.querySync({ name: "env" }).state !== "granted") {
    assertEquals(environment.environ(), []);
    assertEquals(environment.getVariable("PATH"), undefined);
    assertEquals(codeOf(() => environment.setVariable("A", "b")), "--allow-env");
    return;
  }
  environment.setVariable("NAJASH_TEST", "é");
  assertEquals(environment.getVariable("NAJASH_TEST"), "é");
  assert(environment.environ().some(([name, value]) => name === "NAJASH_TEST" && value === "é"));
  environment.deleteVariable("NAJASH_TEST");
  assertEquals(environment.getVariable("NAJASH_TEST"), undefined);
  assertEquals(codeOf(() => environment.setVariable("", "x")), "EINVAL");
  assertEquals(codeOf(() => environment.setVariable("a=b", "x")), "EINVAL");
  assertEquals(environment.systemName().sysname, "Linux");
});

Deno.test("what is not permitted names the flag", () => {
  const refused = (name: Deno.PermissionName) =>
    Deno.permissions.querySync({ name } as Deno.PermissionDescriptor).state !== "granted";
  if (refused("write")) {
    const fds = systemDescriptors(), files = systemFiles();
    const { O_WRONLY, O_CREAT } = constants;
    assertEquals(codeOf(() => fds.open("/tmp/x", O_WRONLY | O_CREAT, 0o666)), "--allow-write");
    assertEquals(codeOf(() => files.mkdir("/tmp/x", 0o777)), "--allow-write");
    assertEquals(codeOf(() => files.unlink("/tmp/x")), "--allow-write");
  }
  if (refused("read")) {
    assertEquals(codeOf(() => systemFiles().stat("/")), "--allow-read");
    assertEquals(codeOf(() => systemFiles().getcwd()), "--allow-read");
  }
});

Deno.test("errors of Deno and Node become errno", () => {
  assertEquals(strerror(2), "No such file or directory");
  assertEquals(strerror(12345), "Unknown error 12345");
  assertEquals(errnoOf(new Deno.errors.NotFound("x")), 2);
  assertEquals(errnoOf(new Error("Directory not empty (os error 39): rmdir 'x'")), 39);
  assertEquals(errnoOf(Object.assign(new Error(), { code: "EXDEV" })), 18);
  assertEquals(errnoOf(null), 5);
  assertEquals(errnoOf({}), 5);
  const refused = translate(new Deno.errors.NotCapable("Requires run access"), "--allow-run", "ls");
  assert(refused instanceof PermissionRefused);
});
