// The constants of Linux that the host layer's interface speaks: flags of open, of seek, of poll, of
// waitpid and the numbers of signals. x86-64 and arm64 differ in four flags of open; those of this
// machine are chosen once.

const arm = Deno.build.arch === "aarch64";

/** The `O_…` flags under the names that `os` gives them. */
export const OPEN_FLAGS: Readonly<Record<string, number>> = {
  O_LARGEFILE: 0x0,
  O_RDONLY: 0x0,
  O_WRONLY: 0x1,
  O_RDWR: 0x2,
  O_ACCMODE: 0x3,
  O_CREAT: 0x40,
  O_EXCL: 0x80,
  O_NOCTTY: 0x100,
  O_TRUNC: 0x200,
  O_APPEND: 0x400,
  O_NDELAY: 0x800,
  O_NONBLOCK: 0x800,
  O_DSYNC: 0x1000,
  O_ASYNC: 0x2000,
  O_DIRECT: arm ? 0x10000 : 0x4000,
  O_DIRECTORY: arm ? 0x4000 : 0x10000,
  O_NOFOLLOW: arm ? 0x8000 : 0x20000,
  O_NOATIME: 0x40000,
  O_CLOEXEC: 0x80000,
  O_FSYNC: 0x101000,
  O_RSYNC: 0x101000,
  O_SYNC: 0x101000,
  O_PATH: 0x200000,
  O_TMPFILE: arm ? 0x404000 : 0x410000,
};

export const O_ACCMODE = 0x3;
export const O_RDONLY = 0x0;
export const O_WRONLY = 0x1;
export const O_RDWR = 0x2;
export const O_CREAT = 0x40;
export const O_EXCL = 0x80;
export const O_TRUNC = 0x200;
export const O_APPEND = 0x400;
export const O_NONBLOCK = 0x800;
export const O_CLOEXEC = 0x80000;
export const O_DIRECTORY: number = OPEN_FLAGS.O_DIRECTORY;

export const SEEK_SET = 0;
export const SEEK_CUR = 1;
export const SEEK_END = 2;

export const S_IFMT = 0o170000;
export const S_IFSOCK = 0o140000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFBLK = 0o60000;
export const S_IFDIR = 0o40000;
export const S_IFCHR = 0o20000;
export const S_IFIFO = 0o10000;

export const POLLIN = 0x1;
export const POLLPRI = 0x2;
export const POLLOUT = 0x4;
export const POLLERR = 0x8;
export const POLLHUP = 0x10;
export const POLLNVAL = 0x20;
export const POLLRDHUP = 0x2000;

/** waitpid: do not wait. */
export const WNOHANG = 1;

export const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
  SIGRTMIN: 34,
  SIGRTMAX: 64,
};

/** The largest signal number. */
export const SIGNAL_MAX = 64;
