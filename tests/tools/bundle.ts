// Makes the bundle that cli.ts starts from where it is current: `deno task bundle`. See vm/host/bundle.ts.

const root = new URL("../../", import.meta.url);
const path = (relative: string): string => decodeURIComponent(new URL(relative, root).pathname);

async function deno(...args: string[]): Promise<string> {
  const output = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: path("."),
    stdout: "piped",
    stderr: "inherit",
  }).output();
  if (!output.success) Deno.exit(1);
  return new TextDecoder().decode(output.stdout);
}

interface Info {
  modules: { specifier: string; local?: string }[];
}

const info = JSON.parse(await deno("info", "--json", "cli/main.ts")) as Info;
const sources: [string, number, number][] = [];
for (const { specifier } of info.modules) {
  if (!specifier.startsWith(root.href)) continue;
  const relative = decodeURIComponent(specifier.slice(root.href.length));
  const status = Deno.statSync(path(relative));
  sources.push([relative, status.mtime!.getTime(), status.size]);
}
await deno("bundle", "--quiet", "--output", ".cache/bundle/najash.js", "cli/main.ts");
Deno.writeTextFileSync(path(".cache/bundle/manifest.json"), JSON.stringify(sources));
