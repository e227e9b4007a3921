// The module `termios`: attributes of terminals.
//
// Everything is an ioctl on the kernel's struct termios: four flag words, the line discipline, and 19 special characters,
// of which the C library shows 32.

import { PyBytes } from "../vm/objects/bytes.ts";
import { exceptionTypes, newException } from "../vm/objects/exceptions.ts";
import { HostError } from "../vm/host/mod.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { operationHooks } from "../vm/objects/operations.ts";
import { typeError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { linkBases, PyType } from "../vm/objects/type.ts";
import { toArray } from "../vm/objects/iteration.ts";
import { descriptors } from "./os_support/host.ts";
import { filenoArgument, intArgument, longArgument } from "./posix/arguments.ts";

const TCGETS = 0x5401;
const TCSETS = 0x5402;
const TCSBRK = 0x5409;
const TCXONC = 0x540a;
const TCFLSH = 0x540b;
const TIOCGWINSZ = 0x5413;
const TIOCSWINSZ = 0x5414;
const TCSBRKP = 0x5425;
const KERNEL_SIZE = 36;
const KERNEL_CHARACTERS = 19;
const CHARACTERS = 32;
const CC_AT = 17;
const CBAUD = 0o10017;
const ICANON = 2;
const VTIME = 5;
const VMIN = 6;

let errorType: PyType | undefined;

function error(): PyType {
  if (errorType === undefined) {
    const t = new PyType();
    t.name = t.qualname = "error";
    t.heap = t.hasDict = t.hasWeakref = true;
    t.ns.set("__module__", "termios");
    t.ns.set("__doc__", NONE);
    const base = exceptionTypes.get("Exception")!;
    linkBases(t, [base], base);
    errorType = t;
  }
  return errorType;
}

function ioctl(fd: number, request: number, argument: number | Uint8Array): void {
  try {
    descriptors().ioctl(fd, request, argument);
  } catch (e) {
    if (e instanceof HostError) throw newException(error(), [e.errno, e.message]);
    throw e;
  }
}

function read(fd: number): DataView {
  const bytes = new Uint8Array(KERNEL_SIZE);
  ioctl(fd, TCGETS, bytes);
  return new DataView(bytes.buffer);
}

function tcgetattr(fd: Value): Value {
  const view = read(filenoArgument(fd));
  const [iflag, oflag, cflag, lflag] = [0, 4, 8, 12].map((at) => view.getUint32(at, true));
  const cc: Value[] = [];
  for (let i = 0; i < CHARACTERS; i++) {
    const c = i < KERNEL_CHARACTERS ? view.getUint8(CC_AT + i) : 0;
    const isCount = (lflag & ICANON) === 0 && (i === VMIN || i === VTIME);
    cc.push(isCount ? c : new PyBytes(Uint8Array.of(c)));
  }
  const speed = cflag & CBAUD;
  return new PyList([iflag, oflag, cflag, lflag, speed, speed, new PyList(cc)]);
}

function tcsetattr(fd: Value, when: Value, attributes: Value): void {
  const n = filenoArgument(fd), how = intArgument(when);
  if (!(attributes instanceof PyList) || attributes.length !== 7) {
    throw typeError("tcsetattr, arg 3: must be 7 element list");
  }
  const items = toArray(attributes);
  const flags = items.slice(0, 6).map((v) => longArgument(v) >>> 0);
  const cc = items[6];
  if (!(cc instanceof PyList) || cc.length !== CHARACTERS) {
    throw typeError(`tcsetattr: attributes[6] must be ${CHARACTERS} element list`);
  }
  const view = read(n);
  flags[2] = flags[2] & ~CBAUD | flags[5] & CBAUD;
  for (let i = 0; i < 4; i++) view.setUint32(i * 4, flags[i], true);
  toArray(cc).forEach((v, i) => {
    let c: number;
    if (v instanceof PyBytes && v.data.length === 1) c = v.data[0];
    else if (operationHooks.intOf(v) !== undefined) c = longArgument(v) & 0xff;
    else throw typeError("tcsetattr: elements of attributes must be characters or integers");
    if (i < KERNEL_CHARACTERS) view.setUint8(CC_AT + i, c);
  });
  if (!(how >= 0 && how <= 2)) throw newException(error(), [22, "Invalid argument"]);
  ioctl(n, TCSETS + how, new Uint8Array(view.buffer));
}

const FUNCTIONS: Record<string, Declaration> = {
  tcgetattr: method(
    "(fd, /)",
    "Get the tty attributes for file descriptor fd.\n\nReturns a list [iflag, oflag, cflag, lflag, ispeed, ospeed, cc] where cc is a\nlist of the special characters.",
    tcgetattr,
  ),
  tcsetattr: method(
    "(fd, when, attributes, /)",
    "Set the tty attributes for file descriptor fd.\n\nattributes is a list like the one that tcgetattr() returns; when is TCSANOW,\nTCSADRAIN or TCSAFLUSH.",
    tcsetattr,
  ),
  tcdrain: method(
    "(fd, /)",
    "Wait until all output written to file descriptor fd has been transmitted.",
    (fd: Value) => ioctl(filenoArgument(fd), TCSBRK, 1),
  ),
  tcflow: method(
    "(fd, action, /)",
    "Suspend or resume input or output on file descriptor fd.",
    (fd: Value, action: Value) => ioctl(filenoArgument(fd), TCXONC, intArgument(action)),
  ),
  tcflush: method(
    "(fd, queue, /)",
    "Discard queued data on file descriptor fd.",
    (fd: Value, queue: Value) => ioctl(filenoArgument(fd), TCFLSH, intArgument(queue)),
  ),
  tcsendbreak: method(
    "(fd, duration, /)",
    "Send a break on file descriptor fd.",
    (fd: Value, duration: Value) => {
      const n = filenoArgument(fd), d = intArgument(duration);
      ioctl(n, d === 0 ? TCSBRK : TCSBRKP, d === 0 ? 0 : Math.ceil(d / 100));
    },
  ),
  tcgetwinsize: method(
    "(fd, /)",
    "Get the tty winsize for file descriptor fd.\n\nReturns a tuple (ws_row, ws_col).",
    (fd: Value) => {
      const size = new Uint16Array(4);
      ioctl(filenoArgument(fd), TIOCGWINSZ, new Uint8Array(size.buffer));
      return new PyTuple([size[0], size[1]]);
    },
  ),
  tcsetwinsize: method(
    "(fd, winsize, /)",
    "Set the tty winsize for file descriptor fd.\n\nwinsize is a tuple (ws_row, ws_col).",
    (fd: Value, winsize: Value) => {
      const n = filenoArgument(fd);
      const items = toArray(winsize);
      if (items.length !== 2) {
        throw typeError("tcsetwinsize, arg 2: must be a two-item sequence");
      }
      const size = new Uint16Array(4);
      ioctl(n, TIOCGWINSZ, new Uint8Array(size.buffer));
      [size[0], size[1]] = items.map((v) => intArgument(v));
      ioctl(n, TIOCSWINSZ, new Uint8Array(size.buffer));
    },
  ),
};

const CONSTANTS: Record<string, number> = {
  B0: 0,
  B1000000: 4104,
  B110: 3,
  B115200: 4098,
  B1152000: 4105,
  B1200: 9,
  B134: 4,
  B150: 5,
  B1500000: 4106,
  B1800: 10,
  B19200: 14,
  B200: 6,
  B2000000: 4107,
  B230400: 4099,
  B2400: 11,
  B2500000: 4108,
  B300: 7,
  B3000000: 4109,
  B3500000: 4110,
  B38400: 15,
  B4000000: 4111,
  B460800: 4100,
  B4800: 12,
  B50: 1,
  B500000: 4101,
  B57600: 4097,
  B576000: 4102,
  B600: 8,
  B75: 2,
  B921600: 4103,
  B9600: 13,
  BRKINT: 2,
  BS0: 0,
  BS1: 8192,
  BSDLY: 8192,
  CBAUD: 4111,
  CBAUDEX: 4096,
  CDSUSP: 25,
  CEOF: 4,
  CEOL: 0,
  CEOT: 4,
  CERASE: 127,
  CFLUSH: 15,
  CIBAUD: 269418496,
  CINTR: 3,
  CKILL: 21,
  CLNEXT: 22,
  CLOCAL: 2048,
  CQUIT: 28,
  CR0: 0,
  CR1: 512,
  CR2: 1024,
  CR3: 1536,
  CRDLY: 1536,
  CREAD: 128,
  CRPRNT: 18,
  CRTSCTS: 2147483648,
  CS5: 0,
  CS6: 16,
  CS7: 32,
  CS8: 48,
  CSIZE: 48,
  CSTART: 17,
  CSTOP: 19,
  CSTOPB: 64,
  CSUSP: 26,
  CWERASE: 23,
  ECHO: 8,
  ECHOCTL: 512,
  ECHOE: 16,
  ECHOK: 32,
  ECHOKE: 2048,
  ECHONL: 64,
  ECHOPRT: 1024,
  EXTA: 14,
  EXTB: 15,
  EXTPROC: 65536,
  FF0: 0,
  FF1: 32768,
  FFDLY: 32768,
  FIOASYNC: 21586,
  FIOCLEX: 21585,
  FIONBIO: 21537,
  FIONCLEX: 21584,
  FIONREAD: 21531,
  FLUSHO: 4096,
  HUPCL: 1024,
  ICANON: 2,
  ICRNL: 256,
  IEXTEN: 32768,
  IGNBRK: 1,
  IGNCR: 128,
  IGNPAR: 4,
  IMAXBEL: 8192,
  INLCR: 64,
  INPCK: 16,
  IOCSIZE_MASK: 1073676288,
  IOCSIZE_SHIFT: 16,
  ISIG: 1,
  ISTRIP: 32,
  IUCLC: 512,
  IUTF8: 16384,
  IXANY: 2048,
  IXOFF: 4096,
  IXON: 1024,
  NCC: 8,
  NCCS: 32,
  NL0: 0,
  NL1: 256,
  NLDLY: 256,
  NOFLSH: 128,
  N_MOUSE: 2,
  N_PPP: 3,
  N_SLIP: 1,
  N_STRIP: 4,
  N_TTY: 0,
  OCRNL: 8,
  OFDEL: 128,
  OFILL: 64,
  OLCUC: 2,
  ONLCR: 4,
  ONLRET: 32,
  ONOCR: 16,
  OPOST: 1,
  PARENB: 256,
  PARMRK: 8,
  PARODD: 512,
  PENDIN: 16384,
  TAB0: 0,
  TAB1: 2048,
  TAB2: 4096,
  TAB3: 6144,
  TABDLY: 6144,
  TCFLSH: 21515,
  TCGETA: 21509,
  TCGETS: 21505,
  TCIFLUSH: 0,
  TCIOFF: 2,
  TCIOFLUSH: 2,
  TCION: 3,
  TCOFLUSH: 1,
  TCOOFF: 0,
  TCOON: 1,
  TCSADRAIN: 1,
  TCSAFLUSH: 2,
  TCSANOW: 0,
  TCSBRK: 21513,
  TCSBRKP: 21541,
  TCSETA: 21510,
  TCSETAF: 21512,
  TCSETAW: 21511,
  TCSETS: 21506,
  TCSETSF: 21508,
  TCSETSW: 21507,
  TCXONC: 21514,
  TIOCCONS: 21533,
  TIOCEXCL: 21516,
  TIOCGETD: 21540,
  TIOCGICOUNT: 21597,
  TIOCGLCKTRMIOS: 21590,
  TIOCGPGRP: 21519,
  TIOCGSERIAL: 21534,
  TIOCGSOFTCAR: 21529,
  TIOCGWINSZ: 21523,
  TIOCINQ: 21531,
  TIOCLINUX: 21532,
  TIOCMBIC: 21527,
  TIOCMBIS: 21526,
  TIOCMGET: 21525,
  TIOCMIWAIT: 21596,
  TIOCMSET: 21528,
  TIOCM_CAR: 64,
  TIOCM_CD: 64,
  TIOCM_CTS: 32,
  TIOCM_DSR: 256,
  TIOCM_DTR: 2,
  TIOCM_LE: 1,
  TIOCM_RI: 128,
  TIOCM_RNG: 128,
  TIOCM_RTS: 4,
  TIOCM_SR: 16,
  TIOCM_ST: 8,
  TIOCNOTTY: 21538,
  TIOCNXCL: 21517,
  TIOCOUTQ: 21521,
  TIOCPKT: 21536,
  TIOCPKT_DATA: 0,
  TIOCPKT_DOSTOP: 32,
  TIOCPKT_FLUSHREAD: 1,
  TIOCPKT_FLUSHWRITE: 2,
  TIOCPKT_NOSTOP: 16,
  TIOCPKT_START: 8,
  TIOCPKT_STOP: 4,
  TIOCSCTTY: 21518,
  TIOCSERCONFIG: 21587,
  TIOCSERGETLSR: 21593,
  TIOCSERGETMULTI: 21594,
  TIOCSERGSTRUCT: 21592,
  TIOCSERGWILD: 21588,
  TIOCSERSETMULTI: 21595,
  TIOCSERSWILD: 21589,
  TIOCSER_TEMT: 1,
  TIOCSETD: 21539,
  TIOCSLCKTRMIOS: 21591,
  TIOCSPGRP: 21520,
  TIOCSSERIAL: 21535,
  TIOCSSOFTCAR: 21530,
  TIOCSTI: 21522,
  TIOCSWINSZ: 21524,
  TOSTOP: 256,
  VDISCARD: 13,
  VEOF: 4,
  VEOL: 11,
  VEOL2: 16,
  VERASE: 2,
  VINTR: 0,
  VKILL: 3,
  VLNEXT: 15,
  VMIN: 6,
  VQUIT: 1,
  VREPRINT: 12,
  VSTART: 8,
  VSTOP: 9,
  VSUSP: 10,
  VSWTC: 7,
  VSWTCH: 7,
  VT0: 0,
  VT1: 16384,
  VTDLY: 16384,
  VTIME: 5,
  VWERASE: 14,
  XCASE: 4,
  XTABS: 6144,
  _POSIX_VDISABLE: 0,
};

/** `termios` */
export function create(): PyModule {
  return builtinModule("termios", {
    doc:
      "This module provides an interface to the Posix calls for tty I/O control.\n\nAll functions take a file descriptor, or an object with fileno(), as their\nfirst argument.",
    functions: FUNCTIONS,
    values: { error: error(), ...CONSTANTS },
  });
}
