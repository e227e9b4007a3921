// The error numbers of Linux (x86-64 and arm64 share them) with the names and the message texts that
// glibc gives them, and the two classes in which the host layer reports every failure.
//
// Invariant: nothing leaves vm/host as a Deno or Node error. `translate` is the one place that turns
// those into a HostError or a PermissionRefused; callers map these to OSError and its subclasses.

/** Number of each error by name. */
export const ERRNO: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  EWOULDBLOCK: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  ENOTBLK: 15,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  EDEADLK: 35,
  EDEADLOCK: 35,
  ENAMETOOLONG: 36,
  ENOLCK: 37,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  ELOOP: 40,
  ENOMSG: 42,
  EIDRM: 43,
  ECHRNG: 44,
  EL2NSYNC: 45,
  EL3HLT: 46,
  EL3RST: 47,
  ELNRNG: 48,
  EUNATCH: 49,
  ENOCSI: 50,
  EL2HLT: 51,
  EBADE: 52,
  EBADR: 53,
  EXFULL: 54,
  ENOANO: 55,
  EBADRQC: 56,
  EBADSLT: 57,
  EBFONT: 59,
  ENOSTR: 60,
  ENODATA: 61,
  ETIME: 62,
  ENOSR: 63,
  ENONET: 64,
  ENOPKG: 65,
  EREMOTE: 66,
  ENOLINK: 67,
  EADV: 68,
  ESRMNT: 69,
  ECOMM: 70,
  EPROTO: 71,
  EMULTIHOP: 72,
  EDOTDOT: 73,
  EBADMSG: 74,
  EOVERFLOW: 75,
  ENOTUNIQ: 76,
  EBADFD: 77,
  EREMCHG: 78,
  ELIBACC: 79,
  ELIBBAD: 80,
  ELIBSCN: 81,
  ELIBMAX: 82,
  ELIBEXEC: 83,
  EILSEQ: 84,
  ERESTART: 85,
  ESTRPIPE: 86,
  EUSERS: 87,
  ENOTSOCK: 88,
  EDESTADDRREQ: 89,
  EMSGSIZE: 90,
  EPROTOTYPE: 91,
  ENOPROTOOPT: 92,
  EPROTONOSUPPORT: 93,
  ESOCKTNOSUPPORT: 94,
  ENOTSUP: 95,
  EOPNOTSUPP: 95,
  EPFNOSUPPORT: 96,
  EAFNOSUPPORT: 97,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETDOWN: 100,
  ENETUNREACH: 101,
  ENETRESET: 102,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOBUFS: 105,
  EISCONN: 106,
  ENOTCONN: 107,
  ESHUTDOWN: 108,
  ETOOMANYREFS: 109,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTDOWN: 112,
  EHOSTUNREACH: 113,
  EALREADY: 114,
  EINPROGRESS: 115,
  ESTALE: 116,
  EUCLEAN: 117,
  ENOTNAM: 118,
  ENAVAIL: 119,
  EISNAM: 120,
  EREMOTEIO: 121,
  EDQUOT: 122,
  ENOMEDIUM: 123,
  EMEDIUMTYPE: 124,
  ECANCELED: 125,
  ENOKEY: 126,
  EKEYEXPIRED: 127,
  EKEYREVOKED: 128,
  EKEYREJECTED: 129,
  EOWNERDEAD: 130,
  ENOTRECOVERABLE: 131,
  ERFKILL: 132,
};

/** The name that `errno.errorcode` shows for a number; where two names share one, CPython's choice. */
const NAMES: string[] = [];
for (const name in ERRNO) {
  const number = ERRNO[name];
  while (NAMES.length <= number) NAMES.push("");
  NAMES[number] = name;
}
NAMES[ERRNO.EAGAIN] = "EAGAIN";
NAMES[ERRNO.EDEADLK] = "EDEADLOCK";
NAMES[ERRNO.ENOTSUP] = "ENOTSUP";

const MESSAGES: readonly string[] = [
  "Success",
  "Operation not permitted",
  "No such file or directory",
  "No such process",
  "Interrupted system call",
  "Input/output error",
  "No such device or address",
  "Argument list too long",
  "Exec format error",
  "Bad file descriptor",
  "No child processes",
  "Resource temporarily unavailable",
  "Cannot allocate memory",
  "Permission denied",
  "Bad address",
  "Block device required",
  "Device or resource busy",
  "File exists",
  "Invalid cross-device link",
  "No such device",
  "Not a directory",
  "Is a directory",
  "Invalid argument",
  "Too many open files in system",
  "Too many open files",
  "Inappropriate ioctl for device",
  "Text file busy",
  "File too large",
  "No space left on device",
  "Illegal seek",
  "Read-only file system",
  "Too many links",
  "Broken pipe",
  "Numerical argument out of domain",
  "Numerical result out of range",
  "Resource deadlock avoided",
  "File name too long",
  "No locks available",
  "Function not implemented",
  "Directory not empty",
  "Too many levels of symbolic links",
  "",
  "No message of desired type",
  "Identifier removed",
  "Channel number out of range",
  "Level 2 not synchronized",
  "Level 3 halted",
  "Level 3 reset",
  "Link number out of range",
  "Protocol driver not attached",
  "No CSI structure available",
  "Level 2 halted",
  "Invalid exchange",
  "Invalid request descriptor",
  "Exchange full",
  "No anode",
  "Invalid request code",
  "Invalid slot",
  "",
  "Bad font file format",
  "Device not a stream",
  "No data available",
  "Timer expired",
  "Out of streams resources",
  "Machine is not on the network",
  "Package not installed",
  "Object is remote",
  "Link has been severed",
  "Advertise error",
  "Srmount error",
  "Communication error on send",
  "Protocol error",
  "Multihop attempted",
  "RFS specific error",
  "Bad message",
  "Value too large for defined data type",
  "Name not unique on network",
  "File descriptor in bad state",
  "Remote address changed",
  "Can not access a needed shared library",
  "Accessing a corrupted shared library",
  ".lib section in a.out corrupted",
  "Attempting to link in too many shared libraries",
  "Cannot exec a shared library directly",
  "Invalid or incomplete multibyte or wide character",
  "Interrupted system call should be restarted",
  "Streams pipe error",
  "Too many users",
  "Socket operation on non-socket",
  "Destination address required",
  "Message too long",
  "Protocol wrong type for socket",
  "Protocol not available",
  "Protocol not supported",
  "Socket type not supported",
  "Operation not supported",
  "Protocol family not supported",
  "Address family not supported by protocol",
  "Address already in use",
  "Cannot assign requested address",
  "Network is down",
  "Network is unreachable",
  "Network dropped connection on reset",
  "Software caused connection abort",
  "Connection reset by peer",
  "No buffer space available",
  "Transport endpoint is already connected",
  "Transport endpoint is not connected",
  "Cannot send after transport endpoint shutdown",
  "Too many references: cannot splice",
  "Connection timed out",
  "Connection refused",
  "Host is down",
  "No route to host",
  "Operation already in progress",
  "Operation now in progress",
  "Stale file handle",
  "Structure needs cleaning",
  "Not a XENIX named type file",
  "No XENIX semaphores available",
  "Is a named type file",
  "Remote I/O error",
  "Disk quota exceeded",
  "No medium found",
  "Wrong medium type",
  "Operation canceled",
  "Required key not available",
  "Key has expired",
  "Key has been revoked",
  "Key was rejected by service",
  "Owner died",
  "State not recoverable",
  "Operation not possible due to RF-kill",
];

/** The name of an error number, or "" where there is none. */
export function errnoName(errno: number): string {
  return errno >= 0 && errno < NAMES.length ? NAMES[errno] : "";
}

/** The text of an error number, as glibc's strerror gives it. */
export function strerror(errno: number): string {
  const message = errno >= 0 && errno < MESSAGES.length ? MESSAGES[errno] : "";
  return message !== "" ? message : `Unknown error ${errno}`;
}

/** A path as the caller has it: text, or the bytes of a name that is not valid UTF-8. */
export type Path = string | Uint8Array;

/** A failed operation of the system. Deliberately no `Error`: it captures no JavaScript stack. */
export class HostError {
  readonly errno: number;
  readonly code: string;
  readonly message: string;
  readonly path: Path | undefined;
  readonly path2: Path | undefined;

  constructor(errno: number, path?: Path, path2?: Path) {
    this.errno = errno;
    this.code = errnoName(errno);
    this.message = strerror(errno);
    this.path = path;
    this.path2 = path2;
  }

  toString(): string {
    return `HostError: [Errno ${this.errno}] ${this.message}`;
  }
}

/** Deno was started without a permission that the operation needs. */
export class PermissionRefused {
  /** The command line flag that would allow it, such as `--allow-write`. */
  readonly flag: string;
  /** What was wanted: a path, the name of a variable, a command. */
  readonly what: Path;
  readonly message: string;

  constructor(flag: string, what: Path) {
    this.flag = flag;
    this.what = what;
    this.message = `Operation not permitted without ${flag}`;
  }

  toString(): string {
    return `PermissionRefused: ${this.message}`;
  }
}

/** Where an error of Deno carries no errno of its own, its class says what happened. */
const CLASSES: Readonly<Record<string, string>> = {
  NotFound: "ENOENT",
  PermissionDenied: "EACCES",
  AlreadyExists: "EEXIST",
  BrokenPipe: "EPIPE",
  Interrupted: "EINTR",
  WouldBlock: "EAGAIN",
  TimedOut: "ETIMEDOUT",
  UnexpectedEof: "EIO",
  InvalidData: "EILSEQ",
  BadResource: "EBADF",
  Busy: "EBUSY",
  NotSupported: "ENOTSUP",
  FilesystemLoop: "ELOOP",
  IsADirectory: "EISDIR",
  NotADirectory: "ENOTDIR",
  ConnectionRefused: "ECONNREFUSED",
  ConnectionReset: "ECONNRESET",
  ConnectionAborted: "ECONNABORTED",
  NotConnected: "ENOTCONN",
  AddrInUse: "EADDRINUSE",
  AddrNotAvailable: "EADDRNOTAVAIL",
  NetworkUnreachable: "ENETUNREACH",
  WriteZero: "EIO",
};

/** The errno that an error of Deno or Node stands for; EIO where nothing says more. */
export function errnoOf(error: unknown): number {
  if (typeof error !== "object" || error === null) return ERRNO.EIO;
  const { code, message, name } = error as { code?: unknown; message?: unknown; name?: unknown };
  if (typeof code === "string" && code in ERRNO) return ERRNO[code];
  // Deno's messages end in the system's own words: "… (os error 39): rmdir 'x'".
  if (typeof message === "string") {
    const at = message.indexOf("(os error ");
    if (at >= 0) {
      const errno = parseInt(message.slice(at + 10), 10);
      if (errno > 0) return errno;
    }
  }
  if (typeof name === "string" && name in CLASSES) return ERRNO[CLASSES[name]];
  if (name === "TypeError") return ERRNO.EINVAL;
  return ERRNO.EIO;
}

/** Turns whatever Deno or Node threw into one of the two classes above; `flag` names the permission. */
export function translate(
  error: unknown,
  flag: string,
  path: Path = "",
  path2?: Path,
): HostError | PermissionRefused {
  if (error instanceof HostError || error instanceof PermissionRefused) return error;
  if (typeof error === "object" && error !== null && (error as Error).name === "NotCapable") {
    // Deno keeps some files (under /proc, /dev …) for those who are allowed everything.
    const all = String((error as Error).message).includes("--allow-all");
    return new PermissionRefused(all ? "--allow-all" : flag, path);
  }
  return new HostError(errnoOf(error), path === "" ? undefined : path, path2);
}
