// All of the program in one file, with V8's own compiled form of it, for a quick start: Deno needs 0.3 ms for each module
// that it loads, of which there are hundreds, and V8 half of the remaining time to compile what a start calls.
//
// `deno task bundle` makes the folder `.cache/bundle`; `deno task compile` puts the same folder into an executable. In it:
// - `najash.js`, a classic script: one function of what was `import.meta`. Its first line names its contents by a hash.
// - `manifest.json`, the sources of a checkout with their times and sizes: the bundle is used as long as each of them is
//   as it was, so that it need not be thrown away after a change, only made again for the sake of speed.
// - `HASH-VERSION.code`, what V8 had compiled when a program ended. V8 checks no more than the length of a source, hence
//   the hash; what it does not take (another V8, other flags) is made again by the next program that ends, here or in
//   the user's cache folder, and where neither may be written, each start compiles.
//
// An executable's folder also holds the code of the library (`library.pack`) and, below `npm/`, the files that are read out
// of npm packages. The packages as wholes would be ten times that, and a start of an executable pays for each megabyte
// in it: Deno reads all that it carries into memory first.
//
// Invariants: this file imports nothing but types, because a start without a bundle pays for it too; whatever goes wrong
// with a bundle means that there is none. It lies two folders below the root, as the files of `.cache/bundle` do.

/** What is known of a source: its path below the root, time of modification in ms, size. */
type Source = readonly [path: string, mtime: number, size: number];

/** What the modules of a bundle see as `import.meta`. */
interface BundleMeta {
  readonly url: string;
  resolve(specifier: string): string;
  /** Writes what V8 has compiled by now, where that is wanted. */
  keepCode?(): void;
}

/** The part of node:vm that keeps compiled code. */
interface Script {
  readonly cachedDataRejected?: boolean;
  createCachedData(): Uint8Array;
  runInThisContext(): unknown;
}
interface Scripts {
  readonly Script: new (
    text: string,
    options: { filename: string; cachedData: Uint8Array | undefined },
  ) => Script;
}

const FOLDER = ".cache/bundle/";

/** The folder of a bundle that is up to date with its checkout, or `undefined`. */
export function freshBundle(): URL | undefined {
  try {
    const root = new URL("../../", import.meta.url);
    if (root.protocol !== "file:") return undefined;
    const folder = new URL(FOLDER, root);
    const manifest = Deno.readTextFileSync(new URL("manifest.json", folder));
    const base = decodeURIComponent(root.pathname);
    for (const [path, mtime, size] of JSON.parse(manifest) as Source[]) {
      const info = Deno.statSync(base + path);
      if (info.size !== size || info.mtime?.getTime() !== mtime) return undefined;
    }
    return folder;
  } catch {
    return undefined;
  }
}

/** The folder of the bundle that this executable carries. */
export function carriedBundle(): URL {
  return new URL(`../../${FOLDER}`, import.meta.url);
}

/** A file of an npm package (`npm:name@version/path`) that is carried beside a bundle, from the bundle's folder. */
export function carriedPackageFile(specifier: string): string {
  return specifier.replace("npm:", "npm/");
}

/**
 * Runs the bundle of a folder; false where it cannot be started. What it does is the command. `resolve` says where
 * the files of npm packages are.
 */
export async function runBundle(
  folder: URL,
  resolve: (specifier: string) => string = (s) => import.meta.resolve(s),
): Promise<boolean> {
  let program: (meta: BundleMeta) => void;
  const meta: BundleMeta = { url: import.meta.url, resolve };
  try {
    const text = Deno.readTextFileSync(new URL("najash.js", folder));
    const hash = /^\/\/ ([0-9a-f]{16})\n/.exec(text)?.[1];
    if (hash === undefined) return false;
    // not by process.getBuiltinModule: `process` alone costs a third more than this
    const { Script } = await import("node:vm") as unknown as Scripts;
    const name = `${hash}-${Deno.version.v8}.code`;
    const places = codePlaces(folder, name);
    const cachedData = firstOf(places);
    const script = new Script(text, { filename: "najash.js", cachedData });
    if (cachedData === undefined || script.cachedDataRejected) {
      meta.keepCode = () => writeFirst(places, script.createCachedData());
    }
    program = script.runInThisContext() as typeof program;
  } catch {
    return false;
  }
  program(meta);
  return true;
}

/** Where compiled code may be, the best place first. */
function codePlaces(folder: URL, name: string): string[] {
  const places = [decodeURIComponent(new URL(name, folder).pathname)];
  for (const [variable, below] of [["XDG_CACHE_HOME", "/najash/"], ["HOME", "/.cache/najash/"]]) {
    const state = Deno.permissions.querySync({ name: "env", variable });
    const base = state.state === "granted" ? Deno.env.get(variable) : undefined;
    if (base === undefined || !base.startsWith("/")) continue;
    places.push(base + below + name);
    break;
  }
  return places;
}

function firstOf(places: readonly string[]): Uint8Array | undefined {
  for (const path of places) {
    try {
      if (Deno.permissions.querySync({ name: "read", path }).state === "granted") {
        return Deno.readFileSync(path);
      }
    } catch {
      // not here
    }
  }
  return undefined;
}

/** Writes a file to the first place that takes it, whole or not at all. */
function writeFirst(places: readonly string[], bytes: Uint8Array): void {
  for (const path of places) {
    if (Deno.permissions.querySync({ name: "write", path }).state !== "granted") continue;
    const temporary = `${path}.${Deno.pid}`;
    try {
      Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      Deno.writeFileSync(temporary, bytes);
      Deno.renameSync(temporary, path);
      return;
    } catch {
      // the next one
    }
  }
}

/** For the end of a program, within a bundle: lets what V8 has compiled be kept. */
export function keepCompiledCode(): void {
  (import.meta as unknown as BundleMeta).keepCode?.();
}
