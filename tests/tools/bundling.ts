// The bundle's making, for `deno task bundle` and `deno task compile`.

const root = new URL("../../", import.meta.url);

/** The folder of the checkout, with a slash at its end. */
export const ROOT: string = decodeURIComponent(root.pathname);

/** Where the bundle is put. */
export const BUNDLE: string = `${ROOT}.cache/bundle/`;

/** What Deno, called with these arguments in the checkout, prints; ends this program where it fails. */
export async function deno(...args: string[]): Promise<string> {
  const output = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: ROOT,
    stdout: "piped",
    stderr: "inherit",
  }).output();
  if (!output.success) Deno.exit(1);
  return new TextDecoder().decode(output.stdout);
}

interface Info {
  modules: { specifier: string }[];
}

/** Makes a bundle anew from what cli/main.ts imports. */
export async function makeBundle(folder: string = BUNDLE): Promise<void> {
  const info = JSON.parse(await deno("info", "--json", "cli/main.ts")) as Info;
  const sources: [string, number, number][] = [];
  for (const { specifier } of info.modules) {
    if (!specifier.startsWith(root.href)) continue;
    const relative = decodeURIComponent(specifier.slice(root.href.length));
    const status = Deno.statSync(ROOT + relative);
    sources.push([relative, status.mtime!.getTime(), status.size]);
  }
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch {
    // there was none
  }
  await deno("bundle", "--quiet", "--minify", "--output", `${folder}najash.js`, "cli/main.ts");
  const text = await asScript(Deno.readTextFileSync(`${folder}najash.js`));
  Deno.writeTextFileSync(`${folder}najash.js`, text);
  Deno.writeTextFileSync(`${folder}manifest.json`, JSON.stringify(sources));
}

/** A bundled module as one function of its `import.meta`, named by a hash in its first line. */
async function asScript(module: string): Promise<string> {
  if (/\bimport\("/.test(module)) throw new Error("the bundle imports while it runs");
  // A source beyond ASCII takes V8 twice the memory. Only comments have any, string literals are escaped.
  const body = module.replaceAll("import.meta", "importMeta")
    .replace(/^ *(?:\/\/|\/?\*).*[\u0080-\uffff].*$/gm, (line) => {
      return line.replace(/[\u0080-\uffff]/g, (c) => c === "\u2026" ? "..." : "?");
    });
  // a SyntaxError where a module's own syntax is left
  new Function("importMeta", body);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  const hash = [...new Uint8Array(digest, 0, 8)].map((b) => b.toString(16).padStart(2, "0"));
  return `// ${hash.join("")}\n(function (importMeta) {\n"use strict";\n${body}\n})\n`;
}
