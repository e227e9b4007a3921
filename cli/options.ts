// The grammar of the command line: CPython's, option for option, with its error texts.
//
// Options end at the first argument that is none, at `-c`, at `-m` and at `--`; what follows is the program's. Parsing
// has two steps, as in CPython: `parseOptions` reads the arguments, `configure` brings in the PYTHON* variables and
// turns both into a Config. Nothing here starts an interpreter.

import { type Config, defaultConfig } from "../vm/config.ts";

/** What is to be run. */
export type Program =
  | { kind: "command"; source: string }
  | { kind: "module"; name: string }
  | { kind: "file"; path: string }
  | { kind: "stdin"; dash: boolean };

/** The options as they were given. */
export interface Options {
  program: Program;
  /** Arguments of the program, `sys.argv[1:]`. */
  rest: string[];
  debug: number;
  bytesWarning: number;
  dontWriteBytecode: number;
  ignoreEnvironment: number;
  inspect: number;
  interactive: number;
  isolated: number;
  optimize: number;
  quiet: number;
  noUserSite: number;
  noSite: number;
  safePath: number;
  unbuffered: number;
  verbose: number;
  skipFirstLine: number;
  warnings: string[];
  xOptions: string[];
  checkHashPycs: string;
  /** How often -V was given. */
  version: number;
  help: "" | "usage" | "env" | "xoptions" | "all";
}

/** A command line that cannot be used: a text for standard error, and whether the usage follows. */
export class UsageError {
  readonly message: string;
  readonly showUsage: boolean;
  readonly status: number;
  constructor(message: string, showUsage = true, status = 2) {
    this.message = message;
    this.showUsage = showUsage;
    this.status = status;
  }
}

const WITH_ARGUMENT = "cmWX";

/** Reads the arguments of the command. */
export function parseOptions(args: readonly string[]): Options {
  const options: Options = {
    program: { kind: "stdin", dash: false },
    rest: [],
    debug: 0,
    bytesWarning: 0,
    dontWriteBytecode: 0,
    ignoreEnvironment: 0,
    inspect: 0,
    interactive: 0,
    isolated: 0,
    optimize: 0,
    quiet: 0,
    noUserSite: 0,
    noSite: 0,
    safePath: 0,
    unbuffered: 0,
    verbose: 0,
    skipFirstLine: 0,
    warnings: [],
    xOptions: [],
    checkHashPycs: "default",
    version: 0,
    help: "",
  };
  let at = 0;
  while (at < args.length) {
    const arg = args[at];
    if (arg === "--") {
      at++;
      break;
    }
    if (arg.length < 2 || arg[0] !== "-") break;
    at++;
    if (arg.startsWith("--")) {
      at = longOption(options, args, at, arg.slice(2));
      continue;
    }
    for (let i = 1; i < arg.length; i++) {
      const letter = arg[i];
      if (!WITH_ARGUMENT.includes(letter)) {
        flag(options, letter);
        continue;
      }
      let value = arg.slice(i + 1);
      if (value === "") {
        if (at >= args.length) throw new UsageError(`Argument expected for the -${letter} option`);
        value = args[at++];
      }
      if (letter === "W") options.warnings.push(value);
      else if (letter === "X") options.xOptions.push(value);
      else {
        options.program = letter === "c"
          ? { kind: "command", source: value + "\n" }
          : { kind: "module", name: value };
        options.rest = args.slice(at);
        return options;
      }
      break;
    }
  }
  if (at < args.length) {
    const name = args[at];
    options.program = name === "-" ? { kind: "stdin", dash: true } : { kind: "file", path: name };
    options.rest = args.slice(at + 1);
  }
  return options;
}

function longOption(options: Options, args: readonly string[], at: number, name: string): number {
  switch (name) {
    case "help":
      options.help = "usage";
      break;
    case "help-all":
      options.help = "all";
      break;
    case "help-env":
      options.help = "env";
      break;
    case "help-xoptions":
      options.help = "xoptions";
      break;
    case "version":
      options.version++;
      break;
    case "check-hash-based-pycs": {
      if (at >= args.length) {
        throw new UsageError("Argument expected for the --check-hash-based-pycs options");
      }
      const value = args[at++];
      if (value !== "always" && value !== "never" && value !== "default") {
        throw new UsageError(
          "--check-hash-based-pycs must be one of 'default', 'always', or 'never'",
        );
      }
      options.checkHashPycs = value;
      break;
    }
    default:
      throw new UsageError(`unknown option --${name}`);
  }
  return at;
}

function flag(options: Options, letter: string): void {
  switch (letter) {
    case "b":
      options.bytesWarning++;
      break;
    case "B":
      options.dontWriteBytecode++;
      break;
    case "d":
      options.debug++;
      break;
    case "E":
      options.ignoreEnvironment++;
      break;
    case "h":
    case "?":
      options.help = "usage";
      break;
    case "i":
      options.inspect++;
      options.interactive++;
      break;
    case "I":
      options.isolated++;
      options.ignoreEnvironment++;
      options.noUserSite++;
      options.safePath++;
      break;
    case "J":
      throw new UsageError("-J is reserved for Jython");
    case "O":
      options.optimize++;
      break;
    case "P":
      options.safePath++;
      break;
    case "q":
      options.quiet++;
      break;
    case "R":
      break;
    case "s":
      options.noUserSite++;
      break;
    case "S":
      options.noSite++;
      break;
    case "t":
      break;
    case "u":
      options.unbuffered++;
      break;
    case "v":
      options.verbose++;
      break;
    case "V":
      options.version++;
      break;
    case "x":
      options.skipFirstLine++;
      break;
    default:
      throw new UsageError(`Unknown option: -${letter}`);
  }
}

/** A setting that start-up cannot go on with, in CPython's words. */
function fatal(text: string, state = "preinitialized"): UsageError {
  return new UsageError(`Fatal Python error: ${text}\nPython runtime state: ${state}\n`, false, 1);
}

/** The value of a PYTHON* variable that counts as a number: unset 0, not a number 1. */
function level(text: string | undefined): number {
  if (text === undefined || text === "") return 0;
  const n = /^\s*[+-]?\d+$/.test(text) ? parseInt(text) : 1;
  return n < 0 ? 1 : n;
}

const INT_DIGITS_THRESHOLD = 640;

/**
 * The Config for these options and this environment. `variable` gives the value of a variable, where it may be seen;
 * a variable that is empty is as good as not set.
 */
export function configure(
  options: Options,
  variable: (name: string) => string | undefined,
): Config {
  const config = defaultConfig();
  const useEnvironment = options.ignoreEnvironment === 0;
  const env = (name: string): string | undefined => {
    const value = useEnvironment ? variable(name) : undefined;
    return value === "" ? undefined : value;
  };
  const x = new Map<string, string | true>();
  for (const option of options.xOptions) {
    const eq = option.indexOf("=");
    x.set(eq < 0 ? option : option.slice(0, eq), eq < 0 ? true : option.slice(eq + 1));
  }
  config.xOptions = [...x];
  config.isolated = options.isolated > 0;
  config.useEnvironment = useEnvironment;
  config.devMode = x.has("dev") || env("PYTHONDEVMODE") !== undefined;
  config.debug = Math.max(options.debug, env("PYTHONDEBUG") !== undefined ? 1 : 0);
  config.inspect = Math.max(options.inspect, env("PYTHONINSPECT") !== undefined ? 1 : 0);
  config.interactive = options.interactive;
  config.optimize = Math.max(options.optimize, level(env("PYTHONOPTIMIZE")));
  config.dontWriteBytecode = options.dontWriteBytecode > 0 ||
    env("PYTHONDONTWRITEBYTECODE") !== undefined;
  config.bytesWarning = options.bytesWarning;
  config.noUserSite = options.noUserSite > 0 || env("PYTHONNOUSERSITE") !== undefined;
  config.noSite = options.noSite > 0;
  config.verbose = Math.max(options.verbose, level(env("PYTHONVERBOSE")));
  config.quiet = options.quiet;
  config.safePath = options.safePath > 0 || env("PYTHONSAFEPATH") !== undefined;
  config.unbuffered = options.unbuffered > 0 || env("PYTHONUNBUFFERED") !== undefined;
  config.skipFirstLine = options.skipFirstLine > 0;
  config.warnDefaultEncoding = x.has("warn_default_encoding") ||
    env("PYTHONWARNDEFAULTENCODING") !== undefined;
  config.importTime = x.has("importtime") || env("PYTHONPROFILEIMPORTTIME") !== undefined;
  config.noDebugRanges = x.has("no_debug_ranges") || env("PYTHONNODEBUGRANGES") !== undefined;
  config.checkHashPycs = options.checkHashPycs as Config["checkHashPycs"];
  config.platlibdir = env("PYTHONPLATLIBDIR") ?? "lib";
  config.utf8Mode = utf8Mode(x.get("utf8"), env("PYTHONUTF8"), variable);
  if (isPlainLocale(variable)) config.ioErrors ??= "surrogateescape";
  const frozen = x.get("frozen_modules");
  if (frozen !== undefined && frozen !== true && !["on", "off", ""].includes(frozen)) {
    throw fatal('bad value for option -X frozen_modules (expected "on" or "off")');
  }
  config.intMaxStrDigits = intDigits(x.get("int_max_str_digits"), env("PYTHONINTMAXSTRDIGITS"));
  config.cpuCount = cpuCount(x.get("cpu_count"), env("PYTHON_CPU_COUNT"));
  const prefix = x.get("pycache_prefix");
  config.pycachePrefix = prefix === undefined
    ? env("PYTHONPYCACHEPREFIX")
    : prefix === true || prefix === ""
    ? undefined
    : prefix;
  hashSeed(config, env("PYTHONHASHSEED"));
  ioEncoding(config, env("PYTHONIOENCODING"));
  config.pythonPath = env("PYTHONPATH")?.split(":") ?? [];
  config.warnOptions = warnOptions(config, options, env("PYTHONWARNINGS"));
  return config;
}

function utf8Mode(
  option: string | true | undefined,
  value: string | undefined,
  variable: (name: string) => string | undefined,
): boolean {
  if (option !== undefined) {
    if (option === true || option === "1") return true;
    if (option === "0") return false;
    throw fatal("preconfig_init_utf8_mode: invalid -X utf8 option value", "preinitializing");
  }
  if (value !== undefined) {
    if (value === "1") return true;
    if (value === "0") return false;
    throw fatal(
      "preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value",
      "preinitializing",
    );
  }
  // PEP 540: the C and POSIX locales turn it on. CPython then coerces an unset locale to C.UTF-8 (PEP 538), which
  // turns it off again: only an LC_ALL that asks for C is left.
  const locale = variable("LC_ALL");
  return locale === "C" || locale === "POSIX";
}

/** A locale that says nothing of the encoding: streams let bytes through that they cannot decode. */
function isPlainLocale(variable: (name: string) => string | undefined): boolean {
  const locale = variable("LC_ALL") || variable("LC_CTYPE") || variable("LANG") || "C";
  return ["C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"].includes(locale);
}

function intDigits(option: string | true | undefined, value: string | undefined): number {
  const check = (text: string | true, what: string): number => {
    const n = typeof text === "string" && /^\s*\+?\d+$/.test(text) ? parseInt(text) : -1;
    if (n === 0 || n >= INT_DIGITS_THRESHOLD && n <= 0x7fffffff) return n;
    throw fatal(
      `config_init_int_max_str_digits: ${what}: invalid limit; must be >= ${INT_DIGITS_THRESHOLD} or 0 for unlimited.`,
    );
  };
  if (option !== undefined) return check(option, "-X int_max_str_digits");
  if (value !== undefined) return check(value, "PYTHONINTMAXSTRDIGITS");
  return 4300;
}

function cpuCount(option: string | true | undefined, value: string | undefined): number {
  const check = (text: string | true, what: string): number => {
    if (text === "default") return -1;
    const n = typeof text === "string" && /^\s*\+?\d+$/.test(text) ? parseInt(text) : 0;
    if (n >= 1) return n;
    throw fatal(
      `config_init_cpu_count: ${what}: n is missing or an invalid number, n must be greater than 0`,
    );
  };
  if (option !== undefined) return check(option, "-X cpu_count=n option");
  if (value !== undefined) return check(value, "PYTHON_CPU_COUNT");
  return -1;
}

function hashSeed(config: Config, value: string | undefined): void {
  if (value === undefined || value === "random") return;
  const n = /^\d+$/.test(value) ? Number(value) : -1;
  if (n < 0 || n > 4294967295) {
    throw fatal(
      'config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]',
    );
  }
  config.hashSeed = n;
  config.hashRandomization = n !== 0;
}

function ioEncoding(config: Config, value: string | undefined): void {
  if (value === undefined) return;
  const colon = value.indexOf(":");
  const encoding = colon < 0 ? value : value.slice(0, colon);
  const errors = colon < 0 ? "" : value.slice(colon + 1);
  if (encoding !== "") config.ioEncoding = encoding;
  if (errors !== "") config.ioErrors = errors;
  else if (encoding !== "") config.ioErrors = "strict";
}

/** The order in which CPython lists them: later ones win. */
function warnOptions(config: Config, options: Options, variable: string | undefined): string[] {
  const list: string[] = [];
  const add = (option: string): void => {
    if (!list.includes(option)) list.push(option);
  };
  if (config.devMode) add("default");
  for (const option of variable?.split(",") ?? []) if (option !== "") add(option);
  for (const option of options.warnings) add(option);
  if (config.bytesWarning > 1) add("error::BytesWarning");
  else if (config.bytesWarning > 0) add("default::BytesWarning");
  return list;
}
