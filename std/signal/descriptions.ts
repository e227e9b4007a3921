// What the system calls its signals (strsignal).

const DESCRIPTIONS: readonly string[] = [
  "Hangup",
  "Interrupt",
  "Quit",
  "Illegal instruction",
  "Trace/breakpoint trap",
  "Aborted",
  "Bus error",
  "Floating point exception",
  "Killed",
  "User defined signal 1",
  "Segmentation fault",
  "User defined signal 2",
  "Broken pipe",
  "Alarm clock",
  "Terminated",
  "Stack fault",
  "Child exited",
  "Continued",
  "Stopped (signal)",
  "Stopped",
  "Stopped (tty input)",
  "Stopped (tty output)",
  "Urgent I/O condition",
  "CPU time limit exceeded",
  "File size limit exceeded",
  "Virtual timer expired",
  "Profiling timer expired",
  "Window changed",
  "I/O possible",
  "Power failure",
  "Bad system call",
];

const FIRST_REAL_TIME = 34;

/** The description of a signal, `undefined` where there is none. */
export function describe(signal: number): string | undefined {
  if (signal <= DESCRIPTIONS.length) return DESCRIPTIONS[signal - 1];
  return signal >= FIRST_REAL_TIME ? `Real-time signal ${signal - FIRST_REAL_TIME}` : undefined;
}
