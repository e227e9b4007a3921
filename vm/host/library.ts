// CPython's own library: `python_stdlib.zip` of the npm package pyodide, and the reader of such a file.
//
// An import of the package's package.json, which is written down and never carried out, makes the package
// a part of the module graph: that puts it into Deno's cache, into what an importer over HTTP fetches and
// into a compiled executable, where `import.meta.resolve` then finds the file beside it. (Carried out at
// start-up it would cost 2 ms.) Nothing else of the package is used.
//
// Invariants:
// - Nothing is read before something is asked for. Then the central directory is read, once (50 KB),
//   and each file as it is asked for; the 2.4 MB are never in memory as a whole.
// - Pyodide's own modules and the ones it has altered for the browser are not there.
// - What the zip lacks of the library stands in TypeScript, as texts (std/python): that way it comes along over HTTP and
//   inside an executable too. Such a file looks as if it were in the zip.

import { ERRNO, HostError, translate } from "./errno.ts";
import { inflateRaw } from "./inflate.ts";
import { demand } from "./permissions.ts";

/** Names that the zip has and the library has not. */
function isHidden(name: string): boolean {
  return name === "webbrowser.py" || name.startsWith("pyodide/") || name.startsWith("_pyodide/") ||
    name.startsWith("_sysconfigdata_") || name.startsWith("site-packages/");
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** Where a file of the zip is. */
interface ZipEntry {
  readonly offset: number;
  readonly compressed: number;
  readonly size: number;
  readonly method: number;
  /** The space of its name and extra field, as far as the directory tells it. */
  readonly header: number;
}

/** A read-only zip file (no zip64, no encryption) with the names that `hidden` does not hide. */
export class ZipLibrary {
  /** The path of the zip file. */
  readonly location: string;
  private readonly hidden: (name: string) => boolean;
  private file: Deno.FsFile | undefined;
  private entries: Map<string, ZipEntry> | undefined;
  private folders: Map<string, string[]> | undefined;
  private readonly added: Map<string, string> = new Map();

  constructor(location: string, hidden: (name: string) => boolean = () => false) {
    this.location = location;
    this.hidden = hidden;
    this.file = undefined;
    this.entries = undefined;
    this.folders = undefined;
  }

  /** Adds files, given by their texts, which must not be in the zip. Adding them again changes nothing. */
  add(sources: Readonly<Record<string, string>>): void {
    for (const path in sources) this.added.set(path, sources[path]);
    this.folders = undefined;
  }

  /** The text of a file that was added, or `undefined`. */
  addedText(path: string): string | undefined {
    return this.added.get(path);
  }

  /** The paths of all files, such as `json/decoder.py`. */
  names(): string[] {
    return [...this.index().keys(), ...this.added.keys()];
  }

  has(path: string): boolean {
    return this.added.has(path) || this.index().has(path);
  }

  /** Whether any file is below this folder; "" is the top. */
  hasFolder(path: string): boolean {
    return this.tree().has(path);
  }

  /** The names of files and folders directly in a folder, or none where there is no such folder. */
  list(folder: string): readonly string[] {
    return this.tree().get(folder) ?? [];
  }

  /** The size of a file before compression; -1 where there is no such file. */
  size(path: string): number {
    const text = this.added.get(path);
    if (text !== undefined) return new TextEncoder().encode(text).length;
    return this.index().get(path)?.size ?? -1;
  }

  /** The contents of a file. Throws ENOENT where it is not there, EIO where the zip is damaged. */
  read(path: string): Uint8Array {
    const text = this.added.get(path);
    if (text !== undefined) return new TextEncoder().encode(text);
    const entry = this.index().get(path);
    if (entry === undefined) throw new HostError(ERRNO.ENOENT, `${this.location}/${path}`);
    // The local header may have a longer extra field than the directory's; usually it has not.
    let bytes = this.readAt(entry.offset, 30 + entry.header + entry.compressed);
    const view = new DataView(bytes.buffer);
    if (bytes.length < 30 || view.getUint32(0, true) !== LOCAL_HEADER) this.damaged();
    const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
    const end = start + entry.compressed;
    if (end > bytes.length) bytes = this.readAt(entry.offset, end);
    if (end > bytes.length) this.damaged();
    const data = bytes.subarray(start, end);
    if (entry.method === STORED) return data;
    const contents = inflateRaw(data, entry.size);
    return contents ?? this.damaged();
  }

  private damaged(): never {
    throw new HostError(ERRNO.EIO, this.location);
  }

  private open(): Deno.FsFile {
    if (this.file !== undefined) return this.file;
    demand("read", this.location);
    try {
      return this.file = Deno.openSync(this.location);
    } catch (error) {
      throw translate(error, "--allow-read", this.location);
    }
  }

  /** Up to `length` bytes from a position; fewer only at the end of the file. */
  private readAt(position: number, length: number): Uint8Array<ArrayBuffer> {
    const file = this.open();
    const bytes = new Uint8Array(new ArrayBuffer(length));
    try {
      file.seekSync(position, Deno.SeekMode.Start);
      let done = 0;
      while (done < length) {
        const n = file.readSync(bytes.subarray(done));
        if (n === null || n === 0) break;
        done += n;
      }
      return done === length ? bytes : bytes.slice(0, done);
    } catch (error) {
      throw translate(error, "--allow-read", this.location);
    }
  }

  private index(): Map<string, ZipEntry> {
    return this.entries ??= this.readDirectory();
  }

  private readDirectory(): Map<string, ZipEntry> {
    const length = this.open().seekSync(0, Deno.SeekMode.End);
    // The end record and, with luck, the whole directory before it.
    const tailStart = Math.max(0, length - 65557);
    let bytes = this.readAt(tailStart, length - tailStart);
    let view = new DataView(bytes.buffer);
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
    if (end < 0) this.damaged();
    const count = view.getUint16(end + 10, true);
    const size = view.getUint32(end + 12, true);
    const start = view.getUint32(end + 16, true);
    let at = start - tailStart;
    if (at < 0) {
      bytes = this.readAt(start, size);
      view = new DataView(bytes.buffer);
      at = 0;
    }
    // One decoding for all names, which are ASCII but for the odd one: 579 of them cost 1 ms.
    const text = new TextDecoder("latin1").decode(bytes);
    const entries = new Map<string, ZipEntry>();
    for (let i = 0; i < count; i++) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) this.damaged();
      const nameLength = view.getUint16(at + 28, true);
      const extraLength = view.getUint16(at + 30, true);
      let name = text.slice(at + 46, at + 46 + nameLength);
      // deno-lint-ignore no-control-regex
      if (/[^\x00-\x7f]/.test(name)) {
        name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      }
      const method = view.getUint16(at + 10, true);
      const usable = method === STORED || method === DEFLATED;
      if (usable && !name.endsWith("/") && !this.hidden(name)) {
        entries.set(name, {
          offset: view.getUint32(at + 42, true),
          compressed: view.getUint32(at + 20, true),
          size: view.getUint32(at + 24, true),
          method,
          header: nameLength + extraLength,
        });
      }
      at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    }
    return entries;
  }

  private tree(): Map<string, string[]> {
    if (this.folders !== undefined) return this.folders;
    const folders = new Map<string, string[]>([["", []]]);
    const add = (path: string): void => {
      const slash = path.lastIndexOf("/");
      const parent = slash < 0 ? "" : path.slice(0, slash);
      if (!folders.has(parent)) {
        folders.set(parent, []);
        add(parent);
      }
      folders.get(parent)!.push(path.slice(slash + 1));
    };
    for (const name of this.names()) add(name);
    return this.folders = folders;
  }
}

/** The packaged library's file, as a specifier. */
export const LIBRARY_FILE = "npm:pyodide@0.29.5/python_stdlib.zip";

let library: ZipLibrary | undefined;

/** The packaged library. */
export function standardLibrary(): ZipLibrary {
  if (library !== undefined) return library;
  const url = new URL(import.meta.resolve(LIBRARY_FILE));
  return library = new ZipLibrary(decodeURIComponent(url.pathname), isHidden);
}

/** Keeps the package in the module graph; see the top of this file. */
export function libraryPackage(): Promise<{ default: { version: string } }> {
  return import("npm:pyodide@0.29.5/package.json", { with: { type: "json" } });
}
