// zlib in JavaScript: the npm package pako, a port that gives the same bytes as zlib. node:zlib has no synchronous
// streams, and to load it costs 26 ms.
//
// As with the library (library.ts), an import of the package's package.json, which is never carried out, puts the package
// into the module graph; its CommonJS files are read and run when a program first compresses something. Importing them
// would start Deno's layer for CommonJS at every start of the interpreter.

/** C's z_stream. */
export interface ZStream {
  input: Uint8Array | null;
  next_in: number;
  avail_in: number;
  total_in: number;
  output: Uint8Array | null;
  next_out: number;
  avail_out: number;
  total_out: number;
  msg: string;
  adler: number;
  state: unknown;
}

/** The functions of zlib.h that pako has. */
export interface Zlib {
  newStream(): ZStream;
  deflateInit2(
    s: ZStream,
    level: number,
    method: number,
    windowBits: number,
    memLevel: number,
    strategy: number,
  ): number;
  deflate(s: ZStream, flush: number): number;
  deflateSetDictionary(s: ZStream, dictionary: Uint8Array): number;
  inflateInit2(s: ZStream, windowBits: number): number;
  inflate(s: ZStream, flush: number): number;
  inflateSetDictionary(s: ZStream, dictionary: Uint8Array): number;
}

/** Keeps the package in the module graph; never called. */
export function pakoPackage(): Promise<{ default: { version: string } }> {
  return import("npm:pako@2.1.0/package.json", { with: { type: "json" } });
}

/** The modules of pako that are read, without their endings. */
export const PAKO_MODULES: readonly string[] = [
  "adler32",
  "constants",
  "crc32",
  "deflate",
  "inffast",
  "inflate",
  "inftrees",
  "messages",
  "trees",
  "zstream",
];

/** A module of pako as a specifier. */
export function pakoFile(name: string): string {
  return `npm:pako@2.1.0/lib/zlib/${name}.js`;
}

type Exports = Record<string, (...args: never[]) => never>;

let loaded: Zlib | undefined;

/** pako, loaded at the first call. */
export function zlib(): Zlib {
  if (loaded !== undefined) return loaded;
  const modules = new Map<string, Exports>();
  const require = (path: string): Exports => {
    const name = path.replace(/^\.\//, "").replace(/\.js$/, "");
    const known = modules.get(name);
    if (known !== undefined) return known;
    const url = new URL(import.meta.resolve(pakoFile(name)));
    const module = { exports: {} as Exports };
    new Function("module", "exports", "require", Deno.readTextFileSync(url))(
      module,
      module.exports,
      require,
    );
    modules.set(name, module.exports);
    return module.exports;
  };
  const Stream = require("zstream") as unknown as new () => ZStream;
  loaded = {
    ...(require("deflate") as unknown as Zlib),
    ...(require("inflate") as unknown as Zlib),
    newStream: () => new Stream(),
  };
  return loaded;
}
