// bin/najash: reached by whatever path, it runs the cli.ts of its checkout and hands on arguments and status.

import { assertEquals } from "npm:deno-std@1.4.0/assert/mod.js";

const LAUNCHER = new URL("../../bin/najash", import.meta.url).pathname;

const CLI = `
let depth = 0;
const dive = () => { depth++; dive(); };
let error = "";
try { dive(); } catch (thrown) { error = thrown.name; }
console.log(JSON.stringify([Deno.args, error, depth > 20000]));
Deno.exit(7);
`;

Deno.test({
  name: "the launcher",
  ignore: Deno.permissions.querySync({ name: "run" }).state !== "granted" ||
    Deno.permissions.querySync({ name: "write" }).state !== "granted",
  fn: () => {
    const folder = Deno.makeTempDirSync();
    try {
      Deno.mkdirSync(`${folder}/check out/bin`, { recursive: true });
      Deno.mkdirSync(`${folder}/elsewhere`);
      Deno.copyFileSync(LAUNCHER, `${folder}/check out/bin/najash`);
      Deno.writeTextFileSync(`${folder}/check out/cli.ts`, CLI);
      Deno.symlinkSync("../check out/bin/najash", `${folder}/elsewhere/one`);
      Deno.symlinkSync(`${folder}/elsewhere/one`, `${folder}/elsewhere/two`);
      const args = ["x y", "", "*", "-c", "--v8-flags=z", "--", "é"];
      for (
        const [cwd, command] of [
          [folder, "check out/bin/najash"],
          [`${folder}/check out/bin`, "./najash"],
          [folder, "elsewhere/one"],
          ["/", `${folder}/elsewhere/two`],
        ]
      ) {
        const path = command.startsWith("/") ? command : `${cwd}/${command}`;
        const ended = new Deno.Command(path, { args, cwd, stderr: "inherit" }).outputSync();
        assertEquals(ended.code, 7);
        // That much depth fits only into the stack that the launcher asks for.
        assertEquals(JSON.parse(new TextDecoder().decode(ended.stdout)), [
          args,
          "RangeError",
          true,
        ]);
      }
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
});
