// How one interpreter is set up: what CPython keeps in PyConfig. The command line and the embedding API fill it in;
// `sys.flags` and the start-up read it.
//
// Invariant: nothing here refers to Python objects, so that a Config can be made before there is an interpreter.

/** The setting of one interpreter. */
export interface Config {
  /** -I: no environment, no user site, no directory of the script on the path. */
  isolated: boolean;
  /** PYTHON* variables are read (not -E). */
  useEnvironment: boolean;
  /** -X dev */
  devMode: boolean;
  utf8Mode: boolean;
  /** -d */
  debug: number;
  /** -i */
  inspect: number;
  /** The prompt is shown (`sys.flags.interactive`). */
  interactive: number;
  /** -O, -OO */
  optimize: number;
  /** -B */
  dontWriteBytecode: boolean;
  /** -b, -bb */
  bytesWarning: number;
  /** -s */
  noUserSite: boolean;
  /** -S */
  noSite: boolean;
  /** -v */
  verbose: number;
  /** -q */
  quiet: number;
  /** -P */
  safePath: boolean;
  /** -u */
  unbuffered: boolean;
  /** -x */
  skipFirstLine: boolean;
  hashRandomization: boolean;
  /** PYTHONHASHSEED, where it is a number. */
  hashSeed: number | undefined;
  warnDefaultEncoding: boolean;
  intMaxStrDigits: number;
  /** -X pycache_prefix, PYTHONPYCACHEPREFIX */
  pycachePrefix: string | undefined;
  checkHashPycs: "default" | "always" | "never";
  importTime: boolean;
  noDebugRanges: boolean;
  /** What os.cpu_count() is to say; -1 for the truth. */
  cpuCount: number;
  /** `sys.warnoptions`, in the order in which they take effect. */
  warnOptions: string[];
  /** -X name=value, in the order given. */
  xOptions: [string, string | true][];
  argv: string[];
  origArgv: string[];
  executable: string;
  /** The executable behind that of a virtual environment; "" where they are one. */
  baseExecutable: string;
  prefix: string;
  /** PYTHONPATH, split. */
  pythonPath: string[];
  /** PYTHONPLATLIBDIR */
  platlibdir: string;
  /** PYTHONIOENCODING: encoding and error handler of the standard streams. */
  ioEncoding: string | undefined;
  ioErrors: string | undefined;
  /** Standard streams are made from the descriptors 0, 1 and 2. */
  systemStreams: boolean;
  /** Signals of the process belong to this interpreter. */
  installSignalHandlers: boolean;
}

/** What an interpreter has that nobody configured. */
export function defaultConfig(): Config {
  return {
    isolated: false,
    useEnvironment: true,
    devMode: false,
    utf8Mode: false,
    debug: 0,
    inspect: 0,
    interactive: 0,
    optimize: 0,
    dontWriteBytecode: false,
    bytesWarning: 0,
    noUserSite: false,
    noSite: false,
    verbose: 0,
    quiet: 0,
    safePath: false,
    unbuffered: false,
    skipFirstLine: false,
    hashRandomization: true,
    hashSeed: undefined,
    warnDefaultEncoding: false,
    intMaxStrDigits: 4300,
    pycachePrefix: undefined,
    checkHashPycs: "default",
    importTime: false,
    noDebugRanges: false,
    cpuCount: -1,
    warnOptions: [],
    xOptions: [],
    argv: [""],
    origArgv: [],
    executable: "",
    baseExecutable: "",
    prefix: "/usr/local",
    pythonPath: [],
    platlibdir: "lib",
    ioEncoding: undefined,
    ioErrors: undefined,
    systemStreams: true,
    installSignalHandlers: false,
  };
}
