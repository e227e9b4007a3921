// What the command line says of the JIT: `-X jit=off|baseline|full`, `-X jit-threshold=N`, `-X jit-log=FILE`, `-X jit-dump=DIR`.

/** The options of the JIT. */
export interface JitOptions {
  enabled: boolean;
  /** What was asked for: until there is an optimising tier, "full" means "baseline". */
  mode: string;
  /** Compile what has run so often: a power of two is the next one up. */
  threshold: number | undefined;
  /** A file that is told what was compiled and what was refused, and why. */
  log: string | undefined;
  /** A folder that gets each emitted text. */
  dump: string | undefined;
}

/** Reads the `-X` options. */
export function jitOptions(xOptions: readonly (readonly [string, string | true])[]): JitOptions {
  const options: JitOptions = {
    enabled: true,
    mode: "full",
    threshold: undefined,
    log: undefined,
    dump: undefined,
  };
  for (const [name, value] of xOptions) {
    if (name === "jit") {
      options.mode = String(value);
      options.enabled = value !== "off";
    } else if (value === true) continue;
    else if (name === "jit-threshold") {
      const n = parseInt(value);
      if (n >= 1) options.threshold = n;
    } else if (name === "jit-log") options.log = value;
    else if (name === "jit-dump") options.dump = value;
  }
  return options;
}
