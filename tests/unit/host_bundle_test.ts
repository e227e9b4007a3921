// The bundle: the whole command in one script, and V8's compiled form of it, which the first program that ends leaves.

import { assert, assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";
import { makeBundle } from "../tools/bundling.ts";

Deno.test("a bundle runs programs, keeps what V8 has compiled, and does without", async () => {
  const folder = Deno.makeTempDirSync() + "/";
  try {
    await makeBundle(`${folder}bundle/`);
    const module = new URL("../../vm/host/bundle.ts", import.meta.url).href;
    const packages = new URL("../../vm/host/library.ts", import.meta.url).href;
    Deno.writeTextFileSync(
      `${folder}start.ts`,
      // never carried out: it puts the packages into the graph, as the import of cli/main.ts does in cli.ts
      `export const modules = () => import("${packages}");\n` +
        `import { runBundle } from "${module}";\n` +
        `if (!await runBundle(new URL("bundle/", import.meta.url))) Deno.exit(77);\n`,
    );
    const run = (source: string, ...permissions: string[]): [number, string] => {
      const args = ["run", "--quiet", "--no-prompt", ...permissions, `${folder}start.ts`];
      const output = new Deno.Command(Deno.execPath(), {
        args: [...args, "-c", source],
        env: { XDG_CACHE_HOME: `${folder}cache` },
      }).outputSync();
      assertEquals(new TextDecoder().decode(output.stderr), "");
      return [output.code, new TextDecoder().decode(output.stdout)];
    };
    const compiled = (): string[] =>
      [...Deno.readDirSync(`${folder}bundle`)].map((e) => e.name).filter((n) =>
        n.endsWith(".code")
      );
    const source = "import json, lzma, sys; print(json.dumps([6 * 7])); sys.exit(3)";
    // nothing may be written
    assertEquals(run(source, "--allow-read"), [3, "[42]\n"]);
    assertEquals(compiled(), []);
    assertEquals(run(source, "-A"), [3, "[42]\n"]);
    const [name] = compiled();
    assert(name !== undefined);
    assertEquals(run(source, "-A"), [3, "[42]\n"]);
    // what is damaged is made again
    const { size } = Deno.statSync(`${folder}bundle/${name}`);
    Deno.truncateSync(`${folder}bundle/${name}`, size >> 1);
    assertEquals(run(source, "-A"), [3, "[42]\n"]);
    assert(Deno.statSync(`${folder}bundle/${name}`).size > size >> 1);
    // and so is no bundle at all
    Deno.writeTextFileSync(`${folder}bundle/najash.js`, "(function () {})");
    assertEquals(run(source, "-A"), [77, ""]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
