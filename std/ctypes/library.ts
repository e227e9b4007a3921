// Shared libraries: opening them and finding names in them.

import { foreign } from "../../vm/host/mod.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What the linker says of its last failure. */
export function linkerText(): string {
  return decoder.decode(foreign.linkerError());
}

/** The address of a name in a library, or the linker's error text. */
export function symbolAddress(handle: number, name: string): number | string {
  const address = foreign.findSymbol(handle, encoder.encode(name));
  if (address !== 0) return address;
  const text = linkerText();
  return text === "" ? `symbol '${name}' not found` : text;
}
