// The code cache of a program's modules: beside them, in the user's cache where that cannot be, and damaged.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";

const CLI = new URL("../../cli.ts", import.meta.url).pathname;

function run(folder: string): string {
  const output = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", CLI, "main.py"],
    cwd: folder,
    env: { XDG_CACHE_HOME: `${folder}/cache`, PYTHONDONTWRITEBYTECODE: "" },
  }).outputSync();
  assertEquals(new TextDecoder().decode(output.stderr), "");
  return new TextDecoder().decode(output.stdout);
}

/** The compiled files below a folder. */
function compiled(folder: string): string[] {
  const found: string[] = [];
  try {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) found.push(...compiled(path));
      else if (name.endsWith(".pyc")) found.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) {
      throw error;
    }
  }
  return found;
}

Deno.test("compiled modules: beside their source, else in the user's cache; damaged ones are passed over", () => {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/main.py`, "import part\nprint(part.f(20))\n");
    Deno.writeTextFileSync(`${folder}/part.py`, "def f(n):\n    return n + 1\n");
    assertEquals(run(folder), "21\n");
    assertEquals(compiled(`${folder}/__pycache__`).length, 1);
    assertEquals(compiled(`${folder}/cache`).length, 0);

    const [beside] = compiled(`${folder}/__pycache__`);
    const bytes = Deno.readFileSync(beside);
    for (const length of [0, 3, 16, 20, bytes.length - 1]) {
      Deno.writeFileSync(beside, bytes.subarray(0, length));
      assertEquals(run(folder), "21\n");
      assertEquals(Deno.statSync(beside).size, bytes.length);
    }
    bytes.fill(0xff, 21);
    Deno.writeFileSync(beside, bytes);
    assertEquals(run(folder), "21\n");

    Deno.removeSync(`${folder}/__pycache__`, { recursive: true });
    Deno.writeTextFileSync(`${folder}/__pycache__`, "in the way");
    assertEquals(run(folder), "21\n");
    const [user] = compiled(`${folder}/cache`);
    assert(user !== undefined);
    Deno.truncateSync(user, 30);
    assertEquals(run(folder), "21\n");
    assert(Deno.statSync(user).size > 30);
    Deno.writeTextFileSync(`${folder}/part.py`, "def f(n):\n    return n + 1000\n");
    assertEquals(run(folder), "1020\n");
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
