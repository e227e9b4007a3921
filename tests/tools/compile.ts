// Makes the standalone executable: `deno task compile`, or `deno task compile --with=COMMAND` where something else than
// `deno compile` is to do it; COMMAND gets the file to be made, the flags and the entry.
//
// It carries the bundle, the library's code and, as far as this machine can run what was made, V8's compiled form of the
// bundle: the first executable is run once with a cache folder of its own, and what it leaves there goes into the second.

import { BUNDLE, deno, makeBundle, ROOT } from "./bundling.ts";
import { carriedPackageFile } from "../../vm/host/bundle.ts";
import { LIBRARY_FILE } from "../../vm/host/library.ts";
import { PAKO_MODULES, pakoFile } from "../../vm/host/pako.ts";
import { packLibrary } from "../../vm/import/library_code.ts";
import { readOrNull, standardLibrary } from "../../vm/host/mod.ts";
import { PYTHON_SOURCES } from "../../std/python/table.ts";

const OUTPUT = "dist/najash";

/** What a start with the everyday library calls is compiled beforehand. */
const WARM_UP = "import json, dataclasses, re, argparse, typing, collections, functools";

const flag = Deno.args.find((a) => a.startsWith("--with="))?.slice("--with=".length);

async function compile(): Promise<void> {
  // with the lock file all packages that it names would come along
  const flags = [
    ...["-A", "--no-check", "--no-lock", "--v8-flags=--stack-size=6400"],
    ...["--include", ".cache/bundle"],
  ];
  const entry = "cli/standalone.ts";
  if (flag === undefined) {
    await deno("compile", "--quiet", "--output", OUTPUT, ...flags, entry);
    return;
  }
  const command = new Deno.Command(flag, {
    args: [OUTPUT, ...flags, entry],
    cwd: ROOT,
    stdout: "null",
  });
  if (!command.outputSync().success) Deno.exit(1);
}

Deno.mkdirSync(`${ROOT}dist`, { recursive: true });
await makeBundle();
standardLibrary().add(PYTHON_SOURCES);
Deno.writeFileSync(`${BUNDLE}library.pack`, packLibrary());
for (const specifier of [LIBRARY_FILE, ...PAKO_MODULES.map(pakoFile)]) {
  const target = BUNDLE + carriedPackageFile(specifier);
  Deno.mkdirSync(target.slice(0, target.lastIndexOf("/")), { recursive: true });
  Deno.copyFileSync(new URL(import.meta.resolve(specifier)), target);
}
await compile();

const folder = Deno.makeTempDirSync();
try {
  const { success } = new Deno.Command(ROOT + OUTPUT, {
    args: ["-c", WARM_UP],
    env: { XDG_CACHE_HOME: folder },
  }).outputSync();
  if (!success) throw new Error("the executable does not run");
  for (const { name } of Deno.readDirSync(`${folder}/najash`)) {
    if (!name.endsWith(".code")) continue;
    Deno.writeFileSync(BUNDLE + name, readOrNull(`${folder}/najash/${name}`)!);
    await compile();
  }
} catch (error) {
  // made for another machine: its first run will do this
  if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied)) {
    throw error;
  }
} finally {
  Deno.removeSync(folder, { recursive: true });
}
