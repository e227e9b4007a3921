// The colours of tracebacks on a terminal.

export const Colors: {
  readonly boldMagenta: string;
  readonly boldRed: string;
  readonly magenta: string;
  readonly red: string;
  readonly reset: string;
} = {
  boldMagenta: "\x1b[1;35m",
  boldRed: "\x1b[1;31m",
  magenta: "\x1b[35m",
  red: "\x1b[31m",
  reset: "\x1b[0m",
};
