// The module `_socket`.

import { environment, messages, readFile, resolver as system, sockets } from "../../vm/host/mod.ts";
import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { exceptionTypes, newException } from "../../vm/objects/exceptions.ts";
import { OSErrorType } from "../../vm/objects/exceptions_os.ts";
import { PyList } from "../../vm/objects/list.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks } from "../../vm/objects/operations.ts";
import { exception, overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { bytesArgument } from "../os_support/buffers.ts";
import { currentHost, descriptors } from "../os_support/host.ts";
import { encodeName, pathArgument } from "../os_support/paths.ts";
import { intArgument, onSystem } from "../posix/arguments.ts";
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  decodeAddress,
  formatIPv4,
  formatIPv6,
  hostName,
  parseIPv4,
  parseIPv6,
} from "./addresses.ts";
import { CONSTANTS } from "./constants.ts";
import { gaierror, herror, resolve, resolving } from "./resolve.ts";
import {
  defaults,
  makeSocketType,
  SocketType,
  timeoutArgument,
  timeoutValue,
  wrapSocket,
} from "./socket.ts";

const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const AI_NUMERICHOST = 4;
const EAI_FAMILY = -6;
/** A control message without data that its length says anything about, as CPython bounds it. */
const MOST_CONTROL = 0x7fffffff;

function getaddrinfo(
  host: Value,
  port: Value,
  family?: Value,
  type?: Value,
  proto?: Value,
  flags?: Value,
): Value {
  let name: Uint8Array | null = null;
  if (host !== NONE) {
    if (!isStr(host) && bytesLikeOf(host) === undefined) {
      throw typeError("getaddrinfo() argument 1 must be string or None");
    }
    name = hostName(host);
  }
  let service: Uint8Array | null = null;
  const number = operationHooks.intOf(port);
  if (number !== undefined) service = new TextEncoder().encode(String(number));
  else if (isStr(port)) service = encodeName(strOf(port)!);
  else if (port instanceof PyBytes) service = port.data;
  else if (port !== NONE) throw exception("OSError", "Int or String expected");
  currentInterpreter().audit(
    "socket.getaddrinfo",
    host,
    port,
    family ?? 0,
    type ?? 0,
    proto ?? 0,
    flags ?? 0,
  );
  const found = resolving(() =>
    system.addressInfo(
      name,
      service,
      family === undefined ? 0 : intArgument(family),
      type === undefined ? 0 : intArgument(type),
      proto === undefined ? 0 : intArgument(proto),
      flags === undefined ? 0 : intArgument(flags),
    )
  );
  return new PyList(found.map((a) =>
    new PyTuple([
      a.family,
      a.type,
      a.protocol,
      strFromUtf16(a.canonicalName),
      decodeAddress(a.address),
    ])
  ));
}

function getnameinfo(sockaddr: Value, flags: Value): Value {
  const f = intArgument(flags);
  if (!(sockaddr instanceof PyTuple)) {
    throw typeError("getnameinfo() argument 1 must be a tuple");
  }
  const { items } = sockaddr;
  if (items.length < 2 || items.length > 4) {
    throw typeError("getnameinfo(): illegal sockaddr argument");
  }
  const flow = items.length > 2 ? Number(indexOf(items[2])) : 0;
  if (flow < 0 || flow > 0xfffff) {
    throw overflowError("getnameinfo(): flowinfo must be 0-1048575.");
  }
  const service = new TextEncoder().encode(String(indexOf(items[1])));
  const found = resolving(() =>
    system.addressInfo(hostName(items[0]), service, 0, SOCK_DGRAM, 0, AI_NUMERICHOST)
  );
  if (found.length > 1) {
    throw exception("OSError", "sockaddr resolved to multiple addresses");
  }
  const { address, family } = found[0];
  if (family === AF_INET && items.length !== 2) {
    throw exception("OSError", "IPv4 sockaddr must be 2 tuple");
  }
  const view = new DataView(address.buffer);
  if (family === AF_INET6) {
    view.setUint32(4, flow);
    if (items.length > 3) view.setUint32(24, Number(indexOf(items[3])), true);
  }
  const [host, port] = resolving(() => system.nameInfo(address, f));
  return new PyTuple([strFromUtf16(host), strFromUtf16(port)]);
}

/** The text of an address of either family. */
function addressText(info: system.AddressInfo): string {
  return info.family === AF_INET
    ? formatIPv4(info.address.subarray(4, 8))
    : formatIPv6(info.address.subarray(8, 24));
}

/** (name, aliases, addresses) of what was found. */
function hostEntry(name: string, found: readonly system.AddressInfo[]): Value {
  const addresses = [...new Set(found.map(addressText))];
  return new PyTuple([
    strFromUtf16(name),
    new PyList(),
    new PyList(addresses.map((a) => strFromUtf16(a))),
  ]);
}

function gethostbyaddr(host: Value): Value {
  const name = hostName(host);
  const found = resolving(() => system.addressInfo(name, null, 0, SOCK_STREAM, 0, 0));
  if (found.length === 0) throw newException(gaierror(), [EAI_FAMILY, "ai_family not supported"]);
  try {
    const [official] = system.nameInfo(found[0].address, 8);
    return hostEntry(official, found.slice(0, 1));
  } catch (e) {
    if (e instanceof system.ResolverError) {
      throw newException(herror(), [1, "Unknown host"]);
    }
    throw e;
  }
}

/** The lines of a table of the system: a name, a number, other names. */
function* tableLines(path: string): Generator<string[]> {
  let text: string;
  try {
    text = new TextDecoder().decode(readFile(path));
  } catch {
    return;
  }
  for (const line of text.split("\n")) {
    const hash = line.indexOf("#");
    const fields = (hash < 0 ? line : line.slice(0, hash)).split(/\s+/).filter((f) => f !== "");
    if (fields.length >= 2) yield fields;
  }
}

/** Names that every program may count on where the system's tables are not there. */
const SERVICES: readonly (readonly [string, string])[] = [
  ["ftp", "21/tcp"],
  ["ssh", "22/tcp"],
  ["telnet", "23/tcp"],
  ["smtp", "25/tcp"],
  ["domain", "53/tcp"],
  ["domain", "53/udp"],
  ["http", "80/tcp"],
  ["pop3", "110/tcp"],
  ["ntp", "123/udp"],
  ["imap2", "143/tcp"],
  ["https", "443/tcp"],
];
const PROTOCOLS: Readonly<Record<string, number>> = {
  ip: 0,
  icmp: 1,
  tcp: 6,
  udp: 17,
  "ipv6-icmp": 58,
};

function* services(): Generator<string[]> {
  let any = false;
  for (const fields of tableLines("/etc/services")) {
    any = true;
    yield fields;
  }
  if (!any) { for (const [name, port] of SERVICES) yield [name, port]; }
}

function textArgument(v: Value, who: string): string {
  const s = strOf(v);
  if (s === undefined) throw typeError(`${who} must be str, not ${typeOf(v).name}`);
  return utf16(s);
}

function getservbyname(name: Value, protocol?: Value): Value {
  const wanted = textArgument(name, "getservbyname() argument 1");
  const proto = protocol === undefined
    ? undefined
    : textArgument(protocol, "getservbyname() argument 2");
  for (const [official, port, ...aliases] of services()) {
    if (official !== wanted && !aliases.includes(wanted)) continue;
    const [number, p] = port.split("/");
    if (proto === undefined || proto === p) return parseInt(number, 10);
  }
  throw exception("OSError", "service/proto not found");
}

function getservbyport(port: Value, protocol?: Value): Value {
  const n = intArgument(port);
  if (n < 0 || n > 0xffff) throw overflowError("getservbyport: port must be 0-65535.");
  const proto = protocol === undefined
    ? undefined
    : textArgument(protocol, "getservbyport() argument 2");
  for (const [official, entry] of services()) {
    const [number, p] = entry.split("/");
    if (parseInt(number, 10) === n && (proto === undefined || proto === p)) {
      return strFromUtf16(official);
    }
  }
  throw exception("OSError", "port/proto not found");
}

function getprotobyname(name: Value): Value {
  const wanted = textArgument(name, "getprotobyname() argument 1");
  for (const [official, number, ...aliases] of tableLines("/etc/protocols")) {
    if (official === wanted || aliases.includes(wanted)) return parseInt(number, 10);
  }
  if (Object.hasOwn(PROTOCOLS, wanted)) return PROTOCOLS[wanted];
  throw exception("OSError", "protocol not found");
}

/** Swaps the bytes of a 16-bit number. */
function swap16(who: string): (v: Value) => Value {
  return (v) => {
    const n = indexOf(v);
    if (n < 0) {
      throw overflowError(
        `${who}: can't convert negative Python int to C 16-bit unsigned integer`,
      );
    }
    if (n > 0xffff) {
      throw overflowError(
        `${who}: Python int too large to convert to C 16-bit unsigned integer`,
      );
    }
    const x = Number(n);
    return (x & 0xff) << 8 | x >> 8;
  };
}

function swap32(v: Value): Value {
  const n = operationHooks.intOf(v);
  if (n === undefined) throw typeError(`expected int, ${typeOf(v).name} found`);
  if (n < 0) throw overflowError("can't convert negative value to unsigned int");
  if (n > 0xffffffff) throw overflowError("int larger than 32 bits");
  const x = Number(n);
  return ((x & 0xff) << 24 | (x & 0xff00) << 8 | x >>> 8 & 0xff00 | x >>> 24) >>> 0;
}

/** The old notations of inet_aton: one to four numbers, decimal, octal or hexadecimal. */
function inetAton(v: Value): Value {
  const text = textArgument(v, "inet_aton() argument 1").split(/\s/, 1)[0];
  const parts = text.split(".");
  const bad = () => exception("OSError", "illegal IP address string passed to inet_aton");
  if (parts.length > 4) throw bad();
  const numbers = parts.map((part) => {
    if (!/^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.test(part)) throw bad();
    return /^0[0-7]+$/.test(part) ? parseInt(part, 8) : Number(part);
  });
  const last = numbers.pop()!;
  if (numbers.some((n) => n > 255) || last >= 256 ** (4 - numbers.length)) throw bad();
  let value = last;
  numbers.forEach((n, i) => value += n * 256 ** (3 - i));
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return new PyBytes(bytes);
}

function inetPton(family: Value, ip: Value): Value {
  const f = intArgument(family);
  const text = textArgument(ip, "inet_pton() argument 2");
  if (f !== AF_INET && f !== AF_INET6) throw exception("OSError", "unknown address family");
  const bytes = f === AF_INET ? parseIPv4(text) : parseIPv6(text);
  if (bytes === undefined) {
    throw exception("OSError", "illegal IP address string passed to inet_pton");
  }
  return new PyBytes(bytes);
}

function inetNtop(family: Value, packed: Value): Value {
  const f = intArgument(family);
  const bytes = bytesArgument(packed);
  if (f !== AF_INET && f !== AF_INET6) throw valueError(`unknown address family ${f}`);
  if (bytes.length !== (f === AF_INET ? 4 : 16)) {
    throw valueError("invalid length of packed IP address string");
  }
  return f === AF_INET ? formatIPv4(bytes) : formatIPv6(bytes);
}

function socketpair(family?: Value, type?: Value, proto?: Value): Value {
  const f = family === undefined ? AF_UNIX : intArgument(family);
  const t = type === undefined ? SOCK_STREAM : intArgument(type);
  const p = proto === undefined ? 0 : intArgument(proto);
  const [a, b] = onSystem(() => sockets.socketPair(f, t, p));
  return new PyTuple([
    wrapSocket(SocketType, a, f, t, p),
    wrapSocket(SocketType, b, f, t, p),
  ]);
}

/** The length of control data that a function is asked about, with a header of `extra` bytes. */
function controlLength(v: Value, name: string, extra: number): number {
  const n = Number(indexOf(v));
  if (n < 0 || n > MOST_CONTROL - extra) throw overflowError(`${name}() argument out of range`);
  return n;
}

const plain = { noTextSignature: true };

const FUNCTIONS: Record<string, Declaration> = {
  getaddrinfo: method(
    "(host, port, family=0, type=0, proto=0, flags=0)",
    "getaddrinfo(host, port [, family, type, proto, flags])\n    -> list of (family, type, proto, canonname, sockaddr)\n\nResolve host and port into addrinfo struct.",
    getaddrinfo,
    plain,
  ),
  getnameinfo: method(
    "(sockaddr, flags, /)",
    "getnameinfo(sockaddr, flags) --> (host, port)\n\nGet host and port for a sockaddr.",
    getnameinfo,
    plain,
  ),
  gethostname: method(
    "()",
    "gethostname() -> string\n\nReturn the current host name.",
    () => strFromUtf16(onSystem(() => environment.hostname())),
  ),
  sethostname: method(
    "(name, /)",
    "sethostname(name)\n\nSets the hostname to name.",
    (name: Value) => {
      const bytes = isStr(name) ? encodeName(strOf(name)!) : bytesArgument(name);
      currentInterpreter().audit("socket.sethostname", name);
      onSystem(() => system.setHostname(bytes));
    },
    plain,
  ),
  gethostbyname: method(
    "(host, /)",
    "gethostbyname(host) -> address\n\nReturn the IP address (a string of the form '255.255.255.255') for a host.",
    (host: Value) => {
      const name = hostName(host);
      const v4 = parseIPv4(new TextDecoder("latin1").decode(name));
      return formatIPv4(v4 ?? resolve(name, AF_INET).address.subarray(4, 8));
    },
    plain,
  ),
  gethostbyname_ex: method(
    "(host, /)",
    "gethostbyname_ex(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses,\nfor a host.",
    (host: Value) => {
      const name = hostName(host);
      const found = resolving(() => system.addressInfo(name, null, AF_INET, SOCK_STREAM, 0, 2));
      return hostEntry(found[0].canonicalName, found);
    },
    plain,
  ),
  gethostbyaddr: method(
    "(host, /)",
    "gethostbyaddr(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses,\nfor a host.  The host argument is a string giving a host name or IP number.",
    gethostbyaddr,
    plain,
  ),
  getservbyname: method(
    "(servicename, protocolname=None, /)",
    "getservbyname(servicename[, protocolname]) -> integer\n\nReturn a port number from a service name and protocol name.",
    getservbyname,
    plain,
  ),
  getservbyport: method(
    "(port, protocolname=None, /)",
    "getservbyport(port[, protocolname]) -> string\n\nReturn the service name from a port number and protocol name.",
    getservbyport,
    plain,
  ),
  getprotobyname: method(
    "(name, /)",
    "getprotobyname(name) -> integer\n\nReturn the protocol number for the named protocol.",
    getprotobyname,
    plain,
  ),
  ntohs: method(
    "(x, /)",
    "Convert a 16-bit unsigned integer from network to host byte order.",
    swap16("ntohs"),
  ),
  htons: method(
    "(x, /)",
    "Convert a 16-bit unsigned integer from host to network byte order.",
    swap16("htons"),
  ),
  ntohl: method(
    "(object, /)",
    "ntohl(integer) -> integer\n\nConvert a 32-bit integer from network to host byte order.",
    swap32,
  ),
  htonl: method(
    "(object, /)",
    "htonl(integer) -> integer\n\nConvert a 32-bit integer from host to network byte order.",
    swap32,
  ),
  inet_aton: method(
    "(ip_addr, /)",
    "Convert an IP address in string format (123.45.67.89) to the 32-bit packed binary format used in low-level network functions.",
    inetAton,
  ),
  inet_ntoa: method(
    "(packed_ip, /)",
    "Convert an IP address from 32-bit packed binary format to string format.",
    (packed: Value) => {
      const bytes = bytesArgument(packed);
      if (bytes.length !== 4) {
        throw exception("OSError", "packed IP wrong length for inet_ntoa");
      }
      return formatIPv4(bytes);
    },
  ),
  inet_pton: method(
    "(af, ip, /)",
    "inet_pton(af, ip) -> packed IP address string\n\nConvert an IP address from string format to a packed string suitable\nfor use with low-level network functions.",
    inetPton,
    plain,
  ),
  inet_ntop: method(
    "(af, packed_ip, /)",
    "inet_ntop(af, packed_ip) -> string formatted IP address\n\nConvert a packed IP address of the given family to string format.",
    inetNtop,
    plain,
  ),
  socketpair: method(
    "(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)",
    "socketpair([family[, type [, proto]]]) -> (socket object, socket object)\n\nCreate a pair of socket objects.",
    socketpair,
    plain,
  ),
  close: method(
    "(object, /)",
    "close(integer) -> None\n\nClose an integer socket file descriptor.",
    (fd: Value) => {
      const n = intArgument(fd);
      onSystem(() => descriptors().close(n));
    },
  ),
  dup: method(
    "(object, /)",
    "dup(integer) -> integer\n\nDuplicate an integer socket file descriptor.",
    (fd: Value) => {
      const n = intArgument(fd);
      return onSystem(() => descriptors().dup(n));
    },
  ),
  getdefaulttimeout: method(
    "()",
    "getdefaulttimeout() -> timeout\n\nReturns the default timeout in seconds (float) for new socket objects.",
    () => timeoutValue(defaults.timeout),
  ),
  setdefaulttimeout: method(
    "(object, /)",
    "setdefaulttimeout(timeout)\n\nSet the default timeout in seconds (float) for new socket objects.",
    (v: Value) => {
      defaults.timeout = timeoutArgument(v);
    },
  ),
  if_nameindex: method(
    "()",
    "if_nameindex()\n\nReturns a list of network interface information (index, name) tuples.",
    () => {
      const entries = onSystem(() => currentHost().files.scandir("/sys/class/net"));
      const pairs: [number, string][] = [];
      for (const { name } of entries) {
        if (typeof name !== "string") continue;
        const index = onSystem(() => system.interfaceIndex(new TextEncoder().encode(name)));
        if (index > 0) pairs.push([index, name]);
      }
      pairs.sort((a, b) => a[0] - b[0]);
      return new PyList(pairs.map(([i, name]) => new PyTuple([i, strFromUtf16(name)])));
    },
  ),
  if_nametoindex: method(
    "(oname, /)",
    "Returns the interface index corresponding to the interface name if_name.",
    (name: Value) => {
      const path = pathArgument(name, "if_nametoindex: oname").host;
      const bytes = typeof path === "string" ? new TextEncoder().encode(path) : path;
      const index = onSystem(() => system.interfaceIndex(bytes));
      if (index === 0) throw exception("OSError", "no interface with this name");
      return index;
    },
  ),
  if_indextoname: method(
    "(object, /)",
    "if_indextoname(if_index)\n\nReturns the interface name corresponding to the interface index if_index.",
    (index: Value) => {
      const given = operationHooks.intOf(index);
      if (given === undefined) throw typeError("an integer is required");
      const n = BigInt(given);
      if (n < 0n) throw overflowError("can't convert negative value to unsigned int");
      if (n >= 1n << 64n) throw overflowError("Python int too large to convert to C unsigned long");
      if (n >= 1n << 32n) throw overflowError("index is too large");
      return strFromUtf16(onSystem(() => system.interfaceName(Number(n))));
    },
  ),
  CMSG_LEN: method(
    "(length, /)",
    "CMSG_LEN(length) -> control message length\n\nReturn the total length, without trailing padding, of an ancillary\ndata item with associated data of the given length.",
    (length: Value) => messages.CONTROL_HEADER + controlLength(length, "CMSG_LEN", 16),
    plain,
  ),
  CMSG_SPACE: method(
    "(length, /)",
    "CMSG_SPACE(length) -> buffer size\n\nReturn the buffer size needed for recvmsg() to receive an ancillary data\nitem with associated data of the given length, along with any\ntrailing padding.",
    (length: Value) =>
      messages.CONTROL_HEADER + messages.alignControl(controlLength(length, "CMSG_SPACE", 24)),
    plain,
  ),
};

/** `_socket` */
export function create(): PyModule {
  makeSocketType();
  return builtinModule("_socket", {
    doc: "Implementation module for socket operations.\n\nSee the socket module for documentation.",
    functions: FUNCTIONS,
    types: [SocketType],
    values: {
      ...CONSTANTS,
      SocketType,
      error: OSErrorType,
      gaierror: gaierror(),
      herror: herror(),
      timeout: exceptionTypes.get("TimeoutError")!,
    },
  });
}
