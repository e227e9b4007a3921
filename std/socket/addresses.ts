// Addresses of sockets: between what Python programs give and see, and the bytes of a sockaddr.

import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks } from "../../vm/objects/operations.ts";
import { exception, overflowError, typeError } from "../../vm/objects/raise.ts";
import { type Str, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { decodeName, encodeName } from "../os_support/paths.ts";
import { bytesArgument } from "../os_support/buffers.ts";
import { resolve } from "./resolve.ts";

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
const UNIX_PATH = 108;

/** Dotted decimal of four bytes. */
export function formatIPv4(bytes: Uint8Array): string {
  return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
}

/** An IPv6 address in the form of RFC 5952. */
export function formatIPv6(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  const groups: number[] = [];
  for (let i = 0; i < 8; i++) groups.push(view.getUint16(2 * i));
  // the longest run of at least two zero groups becomes "::"
  let start = -1, length = 1;
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && groups[i + n] === 0) n++;
    if (n > length) {
      start = i;
      length = n;
    }
  }
  const isMapped = start === 0 && (length === 5 && groups[5] === 0xffff ||
    length === 6 && groups[6] !== 0);
  const hex = (part: number[]): string => part.map((g) => g.toString(16)).join(":");
  if (isMapped) {
    return (length === 5 ? "::ffff:" : "::") + formatIPv4(bytes.subarray(12));
  }
  if (start < 0) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

/** Four bytes of a strict dotted decimal; `undefined` for anything else. */
export function parseIPv4(text: string): Uint8Array | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  const bytes = new Uint8Array(4);
  for (let i = 0; i < 4; i++) {
    const part = parts[i];
    if (part.length === 0 || part.length > 3 || part.length > 1 && part[0] === "0") {
      return undefined;
    }
    for (const c of part) if (c < "0" || c > "9") return undefined;
    const n = parseInt(part, 10);
    if (n > 255) return undefined;
    bytes[i] = n;
  }
  return bytes;
}

/** Sixteen bytes of an IPv6 address; `undefined` for what is none. */
export function parseIPv6(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = (half: string, last: boolean): number[] | undefined => {
    if (half === "") return [];
    const out: number[] = [];
    const parts = half.split(":");
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (last && i === parts.length - 1 && part.includes(".")) {
        const v4 = parseIPv4(part);
        if (v4 === undefined) return undefined;
        out.push(v4[0] << 8 | v4[1], v4[2] << 8 | v4[3]);
        continue;
      }
      if (part.length === 0 || part.length > 4) return undefined;
      for (const c of part) if (!"0123456789abcdefABCDEF".includes(c)) return undefined;
      out.push(parseInt(part, 16));
    }
    return out;
  };
  const head = groups(halves[0], halves.length === 1);
  const tail = halves.length === 2 ? groups(halves[1], true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...new Array<number>(missing).fill(0), ...tail];
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  all.forEach((g, i) => view.setUint16(2 * i, g));
  return bytes;
}

/** The name of a host as bytes for the resolver; `undefined` for None. */
export function hostName(v: Value): Uint8Array {
  const s = strOf(v);
  if (s !== undefined) return idna(s);
  const bytes = bytesLikeOf(v);
  if (bytes === undefined) {
    throw typeError(`str, bytes or bytearray expected, not ${typeOf(v).name}`);
  }
  return bytes.slice();
}

/** A name with characters beyond ASCII in the form that the domain name system has it. */
function idna(s: Str): Uint8Array {
  const text = utf16(s);
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) {
      try {
        return new TextEncoder().encode(new URL(`http://${text}/`).hostname);
      } catch {
        return encodeName(s);
      }
    }
  }
  return encodeName(s);
}

function portArgument(v: Value, who: string): number {
  const n = indexOf(v);
  if (n < 0 || n > 0xffff) throw overflowError(`${who}: port must be 0-65535.`);
  return Number(n);
}

/** The four bytes of an IPv4 host, looked up where it is a name. */
function inetHost(v: Value): Uint8Array {
  const name = hostName(v);
  const text = new TextDecoder("latin1").decode(name);
  if (text === "") return new Uint8Array(4);
  if (text === "<broadcast>" || text === "255.255.255.255") return new Uint8Array(4).fill(255);
  return parseIPv4(text) ?? resolve(name, AF_INET).address.slice(4, 8);
}

function inet6Host(v: Value): { bytes: Uint8Array; scope: number } {
  const name = hostName(v);
  const text = new TextDecoder("latin1").decode(name);
  if (text === "") return { bytes: new Uint8Array(16), scope: 0 };
  const parsed = parseIPv6(text);
  if (parsed !== undefined) return { bytes: parsed, scope: 0 };
  const found = resolve(name, AF_INET6).address;
  const view = new DataView(found.buffer, found.byteOffset, found.length);
  return { bytes: found.slice(8, 24), scope: view.getUint32(24, true) };
}

/** The sockaddr of an address that a program gave to the method `who`. */
export function encodeAddress(family: number, v: Value, who: string): Uint8Array {
  switch (family) {
    case AF_UNIX:
      return unixAddress(v);
    case AF_INET: {
      if (!(v instanceof PyTuple)) {
        throw typeError(`${who}: AF_INET address must be tuple, not ${typeOf(v).name}`);
      }
      if (v.items.length !== 2) throw typeError("AF_INET address must be a pair (host, port)");
      const [host, port] = v.items;
      if (operationHooks.intOf(port) === undefined) indexOf(port);
      const bytes = new Uint8Array(16);
      const view = new DataView(bytes.buffer);
      const four = inetHost(host);
      view.setUint16(0, AF_INET, true);
      view.setUint16(2, portArgument(port, who));
      bytes.set(four, 4);
      return bytes;
    }
    case AF_INET6: {
      if (!(v instanceof PyTuple)) {
        throw typeError(`${who}: AF_INET6 address must be tuple, not ${typeOf(v).name}`);
      }
      const { items } = v;
      if (items.length < 2 || items.length > 4) {
        throw typeError("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
      }
      const port = portArgument(items[1], who);
      const flow = items.length > 2 ? Number(indexOf(items[2])) : 0;
      if (flow < 0 || flow > 0xfffff) {
        throw overflowError(`${who}: flowinfo must be 0-1048575.`);
      }
      const { bytes: host, scope } = inet6Host(items[0]);
      const bytes = new Uint8Array(28);
      const view = new DataView(bytes.buffer);
      view.setUint16(0, AF_INET6, true);
      view.setUint16(2, port);
      view.setUint32(4, flow);
      bytes.set(host, 8);
      view.setUint32(24, items.length > 3 ? Number(indexOf(items[3])) : scope, true);
      return bytes;
    }
  }
  throw exception("OSError", `${who}: bad family`);
}

function unixAddress(v: Value): Uint8Array {
  const s = strOf(v);
  const path = s !== undefined ? encodeName(s) : bytesArgument(v);
  const abstract = path.length > 0 && path[0] === 0;
  // a path ends in a NUL; an abstract name does not
  if (path.length > (abstract ? UNIX_PATH : UNIX_PATH - 1)) {
    throw exception("OSError", "AF_UNIX path too long");
  }
  const bytes = new Uint8Array(2 + path.length + (abstract || path.length === 0 ? 0 : 1));
  new DataView(bytes.buffer).setUint16(0, AF_UNIX, true);
  bytes.set(path, 2);
  return bytes;
}

/** What a program sees of a sockaddr. */
export function decodeAddress(bytes: Uint8Array): Value {
  if (bytes.length < 2) return NONE;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  switch (view.getUint16(0, true)) {
    case AF_UNIX: {
      const path = bytes.subarray(2);
      if (path.length > 0 && path[0] === 0) return new PyBytes(path.slice());
      const end = path.indexOf(0);
      return decodeName(end < 0 ? path : path.subarray(0, end));
    }
    case AF_INET:
      return new PyTuple([formatIPv4(bytes.subarray(4, 8)), view.getUint16(2)]);
    case AF_INET6:
      return new PyTuple([
        formatIPv6(bytes.subarray(8, 24)),
        view.getUint16(2),
        view.getUint32(4),
        view.getUint32(24, true),
      ]);
  }
  return new PyTuple([view.getUint16(0, true), new PyBytes(bytes.slice(2))]);
}
