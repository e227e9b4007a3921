// Names of hosts and services, as the C library resolves them; and the network's interfaces.
//
// What getaddrinfo returns is a linked list in the C library's memory: it is copied and given back before anything else
// happens. Its error codes are not errno: they come as a ResolverError.

import { ERRNO, HostError } from "./errno.ts";
import { type CArgument, check, cString, hasLibc, lastErrno, lazySymbol } from "./libc.ts";
import { demand } from "./permissions.ts";

const EAI_SYSTEM = -11;
const NI_MAXHOST = 1025;
const NI_MAXSERV = 32;
const IF_NAMESIZE = 16;

const c = {
  getaddrinfo: lazySymbol("getaddrinfo", ["buffer", "buffer", "buffer", "buffer"], "i32"),
  freeaddrinfo: lazySymbol("freeaddrinfo", ["pointer"], "void"),
  gai_strerror: lazySymbol("gai_strerror", ["i32"], "pointer"),
  getnameinfo: lazySymbol(
    "getnameinfo",
    ["buffer", "u32", "buffer", "u32", "buffer", "u32", "i32"],
    "i32",
  ),
  if_nametoindex: lazySymbol("if_nametoindex", ["buffer"], "u32"),
  if_indextoname: lazySymbol("if_indextoname", ["u32", "buffer"], "pointer"),
  sethostname: lazySymbol("sethostname", ["buffer", "u64"], "i32"),
};

/** A failure of name resolution: its own code and the system's text for it. */
export class ResolverError {
  readonly code: number;
  readonly message: string;

  constructor(code: number, message: string) {
    this.code = code;
    this.message = message;
  }
}

/** One way to reach a host. */
export interface AddressInfo {
  readonly family: number;
  readonly type: number;
  readonly protocol: number;
  readonly canonicalName: string;
  /** A sockaddr. */
  readonly address: Uint8Array;
}

function refuse(code: number): never {
  if (code === EAI_SYSTEM) throw new HostError(lastErrno());
  const text = c.gai_strerror(code);
  throw new ResolverError(
    code,
    text === null ? `Unknown error ${code}` : new Deno.UnsafePointerView(text).getCString(),
  );
}

function needNetwork(): void {
  if (!hasLibc()) throw new HostError(ERRNO.ENOSYS);
  demand("net", "");
}

/** getaddrinfo(3). */
export function addressInfo(
  host: Uint8Array | null,
  service: Uint8Array | null,
  family: number,
  type: number,
  protocol: number,
  flags: number,
): AddressInfo[] {
  needNetwork();
  const hints = new Int32Array(12);
  hints[0] = flags;
  hints[1] = family;
  hints[2] = type;
  hints[3] = protocol;
  const result = new BigUint64Array(1);
  const code = c.getaddrinfo(
    host === null ? null : cString(host),
    service === null ? null : cString(service),
    hints,
    result,
  );
  if (code !== 0) refuse(code);
  const first = Deno.UnsafePointer.create(result[0]) as CArgument<"pointer">;
  const list: AddressInfo[] = [];
  try {
    // struct addrinfo: flags, family, type, protocol, address length, then the address, the name, the next one
    for (let p = first; p !== null;) {
      const view = new Deno.UnsafePointerView(p);
      const length = view.getUint32(16);
      const address = new Uint8Array(length);
      const at = view.getPointer(24);
      if (at !== null) new Deno.UnsafePointerView(at).copyInto(address);
      const name = view.getPointer(32);
      list.push({
        family: view.getInt32(4),
        type: view.getInt32(8),
        protocol: view.getInt32(12),
        canonicalName: name === null ? "" : new Deno.UnsafePointerView(name).getCString(),
        address,
      });
      p = view.getPointer(40);
    }
  } finally {
    c.freeaddrinfo(first);
  }
  return list;
}

function terminated(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
}

/** getnameinfo(3): the names of a sockaddr's host and service. */
export function nameInfo(address: Uint8Array, flags: number): [string, string] {
  needNetwork();
  const host = new Uint8Array(NI_MAXHOST), service = new Uint8Array(NI_MAXSERV);
  const code = c.getnameinfo(
    address,
    address.length,
    host,
    host.length,
    service,
    service.length,
    flags,
  );
  if (code !== 0) refuse(code);
  return [terminated(host), terminated(service)];
}

/** The index of a network interface; 0 where there is none of that name. */
export function interfaceIndex(name: Uint8Array): number {
  return c.if_nametoindex(cString(name));
}

/** The name of a network interface. */
export function interfaceName(index: number): string {
  const name = new Uint8Array(IF_NAMESIZE);
  if (c.if_indextoname(index, name) === null) throw new HostError(lastErrno());
  return terminated(name);
}

/** sethostname(2). */
export function setHostname(name: Uint8Array): void {
  demand("sys", "hostname");
  check(c.sethostname(name, name.length));
}
