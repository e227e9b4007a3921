// All of the program's modules in one file, for a quick start: Deno needs 0.3 ms for each module that it loads, and there
// are hundreds.
//
// `deno task bundle` makes `.cache/bundle/najash.js` with a list of the sources that are in it, their times and sizes. It
// is used as long as each of them is as it was; so it need not be thrown away after a change, only made again for the
// sake of speed. It lies two folders below the root, as the files of this folder do, so that URLs relative to
// `import.meta.url` mean the same in both.
//
// Invariant: this file imports nothing, and whatever goes wrong means "no bundle".

/** What is known of a source: its path below the root, time of modification in ms, size. */
type Source = readonly [path: string, mtime: number, size: number];

/** The URL of a bundle that is up to date, or `undefined`. */
export function freshBundle(): string | undefined {
  try {
    const root = new URL("../../", import.meta.url);
    if (root.protocol !== "file:") return undefined;
    const folder = new URL(".cache/bundle/", root);
    const manifest = Deno.readTextFileSync(new URL("manifest.json", folder));
    const base = decodeURIComponent(root.pathname);
    for (const [path, mtime, size] of JSON.parse(manifest) as Source[]) {
      const info = Deno.statSync(base + path);
      if (info.size !== size || info.mtime?.getTime() !== mtime) return undefined;
    }
    return new URL("najash.js", folder).href;
  } catch {
    return undefined;
  }
}

/** Keeps the package with the library in the module graph; see library.ts. */
export function libraryPackage(): Promise<{ default: { version: string } }> {
  return import("npm:pyodide@0.29.5/package.json", { with: { type: "json" } });
}
