// The few functions on paths that the test runner needs.

/** The directory of a path. */
export function dirname(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** Joins two paths. */
export function join(a: string, b: string): string {
  return a.endsWith("/") ? a + b : `${a}/${b}`;
}

/** A path as seen from a directory above it. */
export function relative(base: string, path: string): string {
  return path.startsWith(base + "/") ? path.slice(base.length + 1) : path;
}

/** The path of a file URL. */
export function fromFileUrl(url: string): string {
  return decodeURIComponent(new URL(url).pathname);
}
