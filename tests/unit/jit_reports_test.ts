// What the JIT tells: its log, its dumps, and what V8's profiler shows of a Python program.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";

const CLI = new URL("../../cli.ts", import.meta.url).href;

const PROGRAM = `import threading


def hot(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


class Thing:
    def method(self, n):
        try:
            return hot(n)
        finally:
            self.done = True


t = Thing()
for k in range(300):
    t.method(2000)
w = threading.Thread(target=hot, args=(10,))
w.start()
w.join()
print(t.done)
`;

interface Profile {
  nodes: { callFrame: { functionName: string; url: string; lineNumber: number } }[];
}

/** Runs the program; gives its output and what was written into the folder. */
async function run(
  folder: string,
  deno: readonly string[],
  options: readonly string[],
): Promise<string> {
  const file = `${folder}/reported.py`;
  await Deno.writeTextFile(file, PROGRAM);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--v8-flags=--stack-size=6400", ...deno, CLI, ...options, file],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  return new TextDecoder().decode(stdout);
}

Deno.test("jit: the log says what was compiled and why, the dump has the Python lines", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const options = ["-X", `jit-log=${folder}/log`, "-X", `jit-dump=${folder}/dump`];
    assertEquals(await run(folder, [], options), "True\n");
    const log = (await Deno.readTextFile(`${folder}/log`)).trimEnd().split("\n");
    assertEquals(log[0], "mode full: there is no optimising tier yet, baseline");
    const own = log.filter((line) => line.includes("reported.py:"));
    const form =
      /^compiled .*reported\.py:(4 hot|12 Thing\.method|1 <module>)( loop at \d+)?: (py_\w+_\d+), (called|turned) \d+ times(, wrong guesses: \d+)?, \d+ characters, [\d.]+ ms$/;
    assert(own.length >= 2, log.join("\n"));
    for (const line of own) assert(form.test(line), line);
    assert(log.some((line) => /^thread \d+ stays in tier 0/.test(line)), log.join("\n"));
    const name = form.exec(own.find((line) => line.includes(" hot"))!)![3];
    const dump = await Deno.readTextFile(`${folder}/dump/${name}.js`);
    assert(dump.includes("// 7: total += i * i % 7\n"), dump);
    assert(dump.includes(`function ${name}(`), dump);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("jit: V8's profile shows Python functions at their lines", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder, ["--cpu-prof", `--cpu-prof-dir=${folder}/prof`], ["-X", "jit-threshold=2"]);
    const [entry] = [...Deno.readDirSync(`${folder}/prof`)];
    const text = await Deno.readTextFile(`${folder}/prof/${entry.name}`);
    const { nodes } = JSON.parse(text) as Profile;
    const hot = nodes.map((n) => n.callFrame).filter((f) => /^py_hot_\d+$/.test(f.functionName));
    assert(hot.length > 0, nodes.map((n) => n.callFrame.functionName).join(" "));
    for (const f of hot) {
      assert(f.url.endsWith("/reported.py"), f.url);
      assertEquals(f.lineNumber + 1, 4);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
