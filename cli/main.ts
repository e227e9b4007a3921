// The command: options, then a program.
//
// The grammar of the options is in options.ts, what they lead to in run.ts.

import { environment, systemDescriptors } from "../vm/host/mod.ts";
import { configure, parseOptions, UsageError } from "./options.ts";
import { runProgram } from "./run.ts";
import { ENVIRONMENT, shortUsage, usage, X_OPTIONS } from "./usage.ts";
import { keepCompiledCode } from "../vm/host/bundle.ts";
import { decodeName } from "../std/os_support/paths.ts";
import { SHORT_VERSION, VERSION } from "../std/sys_info.ts";
import { utf16 } from "../vm/objects/str.ts";

function write(fd: 1 | 2, text: string): void {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) {
    at += systemDescriptors().write(fd, bytes.subarray(at));
  }
}

/** Where the installation is: the directory above that of the executable. */
function prefixOf(executable: string): string {
  const folder = executable.slice(0, Math.max(0, executable.lastIndexOf("/")));
  return folder.endsWith("/bin") ? folder.slice(0, -4) || "/" : folder || "/usr/local";
}

function main(args: readonly string[]): number {
  const executable = environment.executable();
  const program = executable === "" ? "najash" : executable;
  try {
    const options = parseOptions(args);
    if (options.version > 0) {
      write(1, `Python ${options.version > 1 ? VERSION : SHORT_VERSION}\n`);
      return 0;
    }
    switch (options.help) {
      case "usage":
        write(1, usage(program));
        return 0;
      case "env":
        write(1, ENVIRONMENT);
        return 0;
      case "xoptions":
        write(1, X_OPTIONS);
        return 0;
      case "all":
        write(1, `${usage(program)}\n${ENVIRONMENT}\n${X_OPTIONS}`);
        return 0;
    }
    const config = configure(options, environment.getVariable);
    // started by the launcher of a virtual environment, this is that environment's Python
    config.executable = environment.takeLauncher() ?? executable;
    config.baseExecutable = executable;
    config.prefix = prefixOf(executable);
    config.origArgv = [program, ...args];
    config.installSignalHandlers = true;
    const status = runProgram(config, options.program, options.rest);
    keepCompiledCode();
    return status;
  } catch (e) {
    if (!(e instanceof UsageError)) throw e;
    write(2, e.message + "\n" + (e.showUsage ? shortUsage(program) : ""));
    return e.status;
  }
}

/** The arguments; bytes that are no text become surrogates (PEP 383). */
function commandLine(): string[] {
  const raw = environment.rawCommandLine();
  return raw === null ? environment.commandLine() : raw.map((bytes) => utf16(decodeName(bytes)));
}

const status = main(commandLine());
environment.exit(status);
