// Which compiled code may be used: the version of what makes it.
//
// FORMAT_VERSION names a release's form of code objects and its compiler; in a checkout, where the compiler changes
// between two runs, the times of its sources count too.

import { systemFiles } from "../host/mod.ts";
import { FORMAT_VERSION } from "../bytecode/serialize.ts";

/** Sources that decide what code objects look like, from this file. */
const SOURCES = ["../../vm/syntax", "../../vm/bytecode"];

/** A number that tells texts apart. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** The version outside of checkouts. */
export const RELEASE_VERSION: number = hash(`${FORMAT_VERSION}`);

let known: number | undefined;

/** A number for the present version of code. */
export function codeVersion(): number {
  if (known !== undefined) return known;
  let text = `${FORMAT_VERSION}`;
  const here = new URL(".", import.meta.url);
  if (here.protocol === "file:" && isCheckout(here)) {
    for (const folder of SOURCES) {
      const path = decodeURIComponent(new URL(folder, here).pathname);
      for (const { name } of systemFiles().scandir(path)) {
        const s = systemFiles().stat(`${path}/${name}`);
        text += `,${String(name)}:${s.mtimeSec}.${s.mtimeNsec}`;
      }
    }
  }
  return known = hash(text);
}

function isCheckout(here: URL): boolean {
  try {
    systemFiles().stat(decodeURIComponent(new URL("../../.git", here).pathname));
    return true;
  } catch {
    return false;
  }
}
