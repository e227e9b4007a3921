// The packaged library, the reader of zip files and the cache folder.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { deflateRawSync } from "node:zlib";
import {
  HostError,
  readOrNull,
  standardLibrary,
  writeAtomically,
  ZipLibrary,
} from "../../vm/host/mod.ts";
import { inflateRaw } from "../../vm/host/inflate.ts";

Deno.test("the library is there, without what is the browser's", () => {
  const library = standardLibrary();
  const names = library.names();
  assertEquals(names.length, 510);
  for (
    const name of ["os.py", "json/__init__.py", "asyncio/base_events.py", "encodings/utf_8.py"]
  ) {
    assert(library.has(name), name);
    const text = new TextDecoder().decode(library.read(name));
    assertEquals(library.size(name), new TextEncoder().encode(text).length);
    assert(text.includes("import") || text.includes("def"), name);
  }
  for (const name of names) {
    assert(!/pyodide|webbrowser|_sysconfigdata|site-packages/.test(name), name);
  }
  assert(library.hasFolder("") && library.hasFolder("xml/dom") && !library.hasFolder("xml/dom.py"));
  assert(library.list("json").includes("decoder.py"));
  assert(library.list("").includes("json"));
  assertEquals(library.list("nothing"), []);
  assert(!library.has("json") && !library.has("/os.py") && !library.has(""));
});

Deno.test("inflate does what zlib does", () => {
  let seed = 1;
  const random = () => (seed = seed * 48271 % 2147483647) / 2147483647;
  for (const size of [0, 1, 2, 100, 65535, 65536, 200000]) {
    for (const kinds of [1, 2, 20, 256]) {
      const data = new Uint8Array(size);
      for (let i = 0; i < size; i++) {
        // runs, repetitions and noise
        data[i] = random() < 0.3 ? Math.floor(random() * kinds) : data[Math.max(0, i - 37)];
      }
      for (const level of [0, 1, 6, 9]) {
        for (const strategy of [0, 2, 4]) {
          const packed = new Uint8Array(deflateRawSync(data, { level, strategy }));
          const got = inflateRaw(packed, size);
          assert(
            got !== null && got.every((byte, i) => byte === data[i]),
            `${size} ${kinds} ${level}`,
          );
          assertEquals(inflateRaw(packed, size + 1), null);
          if (size > 0) assertEquals(inflateRaw(packed, size - 1), null);
        }
      }
    }
  }
});

Deno.test("damaged data is refused, never a crash or a hang", () => {
  const text = new TextEncoder().encode("the quick brown fox jumps over the lazy dog ".repeat(20));
  const packed = new Uint8Array(deflateRawSync(text));
  for (let cut = 0; cut < packed.length; cut++) {
    assertEquals(inflateRaw(packed.subarray(0, cut), text.length), null);
  }
  for (let i = 0; i < packed.length * 8; i++) {
    const damaged = packed.slice();
    damaged[i >> 3] ^= 1 << (i & 7);
    inflateRaw(damaged, text.length);
  }
});

Deno.test("a damaged zip file is an error of the system", () => {
  const file = Deno.makeTempFileSync();
  try {
    const codeOf = (bytes: Uint8Array, action: (zip: ZipLibrary) => void): string => {
      Deno.writeFileSync(file, bytes);
      try {
        action(new ZipLibrary(file));
      } catch (error) {
        if (error instanceof HostError) return error.code;
        throw error;
      }
      return "";
    };
    const whole = Deno.readFileSync(standardLibrary().location);
    assertEquals(codeOf(new Uint8Array(0), (zip) => zip.names()), "EIO");
    assertEquals(codeOf(whole.subarray(0, 100000), (zip) => zip.names()), "EIO");
    assertEquals(codeOf(whole.subarray(1), (zip) => zip.names()), "EIO");
    assertEquals(codeOf(whole, (zip) => zip.read("nothing.py")), "ENOENT");
    const changed = whole.slice();
    changed.fill(0x55, 1000, 60000);
    assertEquals(codeOf(changed, (zip) => zip.names().forEach((name) => zip.read(name))), "EIO");
  } finally {
    Deno.removeSync(file);
  }
  try {
    new ZipLibrary("/nonexistent/x.zip").names();
    assert(false);
  } catch (error) {
    assertEquals((error as HostError).code, "ENOENT");
  }
});

Deno.test("files are written whole, with the folders above them, or not at all", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const path = `${folder}/a/b/file`;
    assertEquals(readOrNull(path), null);
    assert(writeAtomically(path, Uint8Array.of(1, 2)));
    assert(writeAtomically(path, Uint8Array.of(3)));
    assertEquals(readOrNull(path), Uint8Array.of(3));
    assertEquals([...Deno.readDirSync(`${folder}/a/b`)].length, 1);
    assert(!writeAtomically(`${path}/below`, Uint8Array.of(1)));
    assert(!writeAtomically("/proc/nothing/x", Uint8Array.of(1)));
    assert(!writeAtomically(`${folder}/a`, Uint8Array.of(1))); // a folder is in its place
    assertEquals([...Deno.readDirSync(folder)].length, 1);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
