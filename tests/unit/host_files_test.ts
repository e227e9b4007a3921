// Descriptors and files, both ways: the tests use what `systemDescriptors` gives, and run once with
// --allow-ffi and once without.

import { assert, assertEquals, assertThrows } from "npm:deno-std@1.4.0/assert/mod.js";
import {
  constants,
  hasLibc,
  HostError,
  readFile,
  systemDescriptors,
  systemFiles,
} from "../../vm/host/mod.ts";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, S_IFMT, S_IFREG, S_IFDIR } =
  constants;

function inTemporary(body: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    body(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function failureOf(action: () => void): HostError {
  try {
    action();
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

function errnoNameOf(action: () => void): string {
  return failureOf(action).code;
}

Deno.test("a file is created, written, read, sought, truncated", () => {
  inTemporary((folder) => {
    const fds = systemDescriptors();
    const fd = fds.open(`${folder}/a`, O_RDWR | O_CREAT | O_TRUNC, 0o644);
    assert(fd > 2);
    assertEquals(fds.write(fd, bytes("hello world")), 11);
    assertEquals(fds.seek(fd, 6, constants.SEEK_SET), 6);
    const buffer = new Uint8Array(100);
    assertEquals(fds.read(fd, buffer), 5);
    assertEquals(new TextDecoder().decode(buffer.subarray(0, 5)), "world");
    assertEquals(fds.read(fd, buffer), 0);
    assertEquals(fds.readAt(fd, buffer, 3), 8);
    assertEquals(fds.writeAt(fd, bytes("HE"), 0), 2);
    assertEquals(fds.seek(fd, 0, constants.SEEK_CUR), 11);
    fds.truncate(fd, 4);
    assertEquals(fds.fstat(fd).size, 4);
    assertEquals(fds.fstat(fd).mode & S_IFMT, S_IFREG);
    assertEquals(fds.isatty(fd), false);
    fds.close(fd);
    assertEquals(errnoNameOf(() => fds.close(fd)), "EBADF");
    assertEquals(new TextDecoder().decode(readFile(`${folder}/a`)), "HEll");
    assertEquals(
      errnoNameOf(() => fds.open(`${folder}/a`, O_WRONLY | O_CREAT | O_EXCL, 0o600)),
      "EEXIST",
    );
    const appending = fds.open(`${folder}/a`, O_WRONLY | O_APPEND, 0);
    fds.write(appending, bytes("!"));
    fds.close(appending);
    assertEquals(systemFiles().stat(`${folder}/a`).size, 5);
  });
});

Deno.test("dup shares the position, numbers are the lowest free", () => {
  inTemporary((folder) => {
    const fds = systemDescriptors();
    const fd = fds.open(`${folder}/a`, O_RDWR | O_CREAT, 0o644);
    const copy = fds.dup(fd);
    fds.write(fd, bytes("abc"));
    assertEquals(fds.seek(copy, 0, constants.SEEK_CUR), 3);
    assertEquals(fds.getInheritable(copy), false);
    fds.setInheritable(copy, true);
    assertEquals(fds.getInheritable(copy), true);
    fds.close(fd);
    assertEquals(fds.dup(copy), fd);
    assertEquals(fds.dup2(copy, fd, true), fd);
    assertEquals(fds.getInheritable(fd), true);
    fds.close(fd);
    fds.close(copy);
  });
});

Deno.test("the errors of open and stat name the file", () => {
  inTemporary((folder) => {
    const fds = systemDescriptors(), files = systemFiles();
    const missing = `${folder}/missing`;
    const error = failureOf(() => fds.open(missing, O_RDONLY, 0));
    assertEquals(error.errno, 2);
    assertEquals(error.message, "No such file or directory");
    assertEquals(error.path, missing);
    assertEquals(errnoNameOf(() => files.stat("")), "ENOENT");
    assertEquals(errnoNameOf(() => fds.open(folder, O_WRONLY, 0)), "EISDIR");
    assertEquals(errnoNameOf(() => files.rmdir(missing)), "ENOENT");
    assertEquals(errnoNameOf(() => files.unlink(folder)), "EISDIR");
    assertEquals(errnoNameOf(() => files.stat(`${folder}\0`)), "EINVAL");
    assertEquals(errnoNameOf(() => fds.read(999, new Uint8Array(1))), "EBADF");
    assertEquals(errnoNameOf(() => fds.fstat(-1)), "EBADF");
    Deno.writeTextFileSync(missing, "");
    assertEquals(errnoNameOf(() => files.stat(`${missing}/x`)), "ENOTDIR");
    assertEquals(errnoNameOf(() => files.rmdir(missing)), "ENOTDIR");
    assertEquals(errnoNameOf(() => files.mkdir(missing, 0o777)), "EEXIST");
  });
});

Deno.test("directories, links, modes and times", () => {
  inTemporary((folder) => {
    const files = systemFiles();
    files.mkdir(`${folder}/d`, 0o755);
    assertEquals(files.stat(`${folder}/d`).mode & S_IFMT, S_IFDIR);
    Deno.writeTextFileSync(`${folder}/d/file`, "x");
    files.symlink("file", `${folder}/d/link`);
    files.link(`${folder}/d/file`, `${folder}/d/hard`);
    const entries = files.scandir(`${folder}/d`);
    assertEquals(entries.map((entry) => entry.name).sort(), ["file", "hard", "link"]);
    const link = entries.find((entry) => entry.name === "link")!;
    assertEquals(link.type, constants.S_IFLNK);
    assertEquals(files.readlink(`${folder}/d/link`), "file");
    assertEquals(files.stat(`${folder}/d/link`, false).mode & S_IFMT, constants.S_IFLNK);
    assertEquals(files.stat(`${folder}/d/file`).nlink, 2);
    assertEquals(errnoNameOf(() => files.readlink(`${folder}/d/file`)), "EINVAL");
    files.chmod(`${folder}/d/file`, 0o640);
    assertEquals(files.stat(`${folder}/d/file`).mode & 0o7777, 0o640);
    files.utime(`${folder}/d/file`, {
      atimeSec: 1000,
      atimeNsec: 5000000,
      mtimeSec: 2000,
      mtimeNsec: 7000000,
    });
    const status = files.stat(`${folder}/d/file`);
    assertEquals([status.atimeSec, status.mtimeSec], [1000, 2000]);
    assertEquals([status.atimeNsec, status.mtimeNsec], [5000000, 7000000]);
    assertEquals(errnoNameOf(() => files.rmdir(`${folder}/d`)), "ENOTEMPTY");
    files.rename(`${folder}/d/hard`, `${folder}/d/file2`);
    for (const name of ["file", "file2", "link"]) files.unlink(`${folder}/d/${name}`);
    files.rmdir(`${folder}/d`);
    assert(files.access(folder, 4));
    assert(!files.access(`${folder}/d`, 0));
    Deno.writeTextFileSync(`${folder}/t`, "12345");
    files.truncate(`${folder}/t`, 2);
    assertEquals(files.stat(`${folder}/t`).size, 2);
    assert(files.statvfs(folder).bsize > 0);
  });
});

Deno.test("the working directory and the mask", () => {
  inTemporary((folder) => {
    const files = systemFiles();
    const before = files.getcwd();
    files.chdir(folder);
    assertEquals(files.getcwd(), Deno.realPathSync(folder));
    files.mkdir("sub", 0o777);
    files.chdir(before);
    assertEquals(errnoNameOf(() => files.chdir(`${folder}/none`)), "ENOENT");
    const mask = files.umask(0o27);
    assertEquals(files.umask(mask), 0o27);
  });
});

Deno.test("a pipe carries bytes and says when it ends", () => {
  const fds = systemDescriptors();
  const [reader, writer] = fds.pipe();
  assertEquals(fds.poll([{ fd: reader, events: constants.POLLIN, revents: 0 }], 0), 0);
  fds.write(writer, bytes("ab"));
  const request = { fd: reader, events: constants.POLLIN, revents: 0 };
  assertEquals(fds.poll([request], 1000), 1);
  assertEquals(request.revents, constants.POLLIN);
  const buffer = new Uint8Array(10);
  assertEquals(fds.read(reader, buffer), 2);
  fds.setBlocking(reader, false);
  assertEquals(fds.getBlocking(reader), false);
  assertEquals(errnoNameOf(() => fds.read(reader, buffer)), "EAGAIN");
  const started = performance.now();
  assertEquals(fds.poll([request], 30), 0);
  assert(performance.now() - started >= 29);
  assertEquals(errnoNameOf(() => fds.seek(reader, 0, 0)), "ESPIPE");
  fds.close(writer);
  assertEquals(fds.read(reader, buffer), 0);
  fds.close(reader);
  const [a, b] = fds.pipe();
  fds.close(a);
  assertEquals(errnoNameOf(() => fds.write(b, bytes("x"))), "EPIPE");
  fds.close(b);
});

Deno.test({
  name: "names that are not UTF-8, and paths below an open directory",
  ignore: !hasLibc(),
  fn: () => {
    inTemporary((folder) => {
      const fds = systemDescriptors(), files = systemFiles();
      const name = Uint8Array.of(0x61, 0xff);
      const path = new Uint8Array([...bytes(`${folder}/`), ...name]);
      fds.close(fds.open(path, O_WRONLY | O_CREAT, 0o644));
      assertEquals(files.scandir(folder)[0].name, name);
      const directory = fds.open(folder, O_RDONLY | constants.O_DIRECTORY, 0);
      assertEquals(files.stat(name, true, directory).size, 0);
      assertEquals(files.scandir(directory).length, 1);
      assertEquals(files.scandir(directory).length, 1);
      files.unlink(name, directory);
      fds.close(directory);
      files.mkfifo(`${folder}/fifo`, 0o600);
      assertEquals(files.scandir(folder)[0].type, constants.S_IFIFO);
      assertThrows(() => files.stat(path));
    });
  },
});
