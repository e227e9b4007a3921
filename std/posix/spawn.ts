// Starting other programs without fork: posix_spawn, and the spawnv family, which `os` would make out of fork.

import {
  constants,
  environment,
  type Path,
  spawn,
  type SpawnAction,
  SpawnError,
  type SpawnOptions,
  waitpid,
} from "../../vm/host/mod.ts";
import { truth } from "../../vm/objects/compare.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { writePendingFiles } from "../io/dirty.ts";
import { raiseFor } from "../os_support/errors.ts";
import { type PathArgument, pathArgument } from "../os_support/paths.ts";
import { intArgument } from "./arguments.ts";
import { priorityOf } from "./system.ts";
import { argvArgument, environmentArgument } from "./process.ts";

const P_WAIT = 0;
const ACTION_OPEN = 0;
const ACTION_CLOSE = 1;
const ACTION_DUP2 = 2;
const ACTION_CLOSEFROM = 3;

/** The constants of the spawnv family. */
export const SPAWN_CONSTANTS: Record<string, number> = { P_WAIT, P_NOWAIT: 1, P_NOWAITO: 1 };

const PLAIN = {
  cwd: null,
  stdin: -1,
  stdout: -1,
  stderr: -1,
  closeFds: false,
  passFds: [],
  restoreSignals: false,
  newSession: false,
  processGroup: -1,
  umask: -1,
} as const;

/** The files that a search along PATH would try. */
function search(path: PathArgument, variables: readonly Path[] | null): Path[] {
  const { host } = path;
  const slash = typeof host === "string" ? host.includes("/") : host.includes(47);
  if (slash) return [host];
  let list = environment.getVariable("PATH") ?? "/bin:/usr/bin";
  for (const v of variables ?? []) {
    if (typeof v === "string" && v.startsWith("PATH=")) list = v.slice(5);
  }
  const name = typeof host === "string" ? host : new TextDecoder("latin1").decode(host);
  return list.split(":").map((folder) => `${folder === "" ? "." : folder}/${name}`);
}

function start(options: SpawnOptions, path: PathArgument): number {
  writePendingFiles();
  try {
    return spawn(options);
  } catch (e) {
    raiseFor(e, e instanceof SpawnError ? path.shown : undefined);
  }
}

function actionsArgument(v: Value | undefined): SpawnAction[] {
  if (v === undefined || v === NONE) return [];
  const malformed = () => typeError("A file_actions element must be a non-empty tuple");
  return toArray(v).map((item): SpawnAction => {
    if (!(item instanceof PyTuple) || item.items.length === 0) throw malformed();
    const [tag, ...rest] = item.items;
    const count = (n: number, what: string): void => {
      if (rest.length !== n) {
        throw typeError(`A ${what} file_action tuple must have ${n + 1} elements`);
      }
    };
    switch (Number(indexOf(tag))) {
      case ACTION_OPEN:
        count(4, "open");
        return {
          kind: "open",
          fd: intArgument(rest[0]),
          path: pathArgument(rest[1], "open: path").host,
          flags: intArgument(rest[2]),
          mode: intArgument(rest[3]),
        };
      case ACTION_CLOSE:
        count(1, "close");
        return { kind: "close", fd: intArgument(rest[0]) };
      case ACTION_DUP2:
        count(2, "dup2");
        return { kind: "dup2", fd: intArgument(rest[0]), target: intArgument(rest[1]) };
      case ACTION_CLOSEFROM:
        count(1, "closefrom");
        return { kind: "closefrom", fd: intArgument(rest[0]) };
    }
    throw typeError("Unknown file_actions identifier");
  });
}

function signalsArgument(v: Value | undefined): number[] {
  if (v === undefined || v === NONE) return [];
  return toArray(v).map((item) => {
    const n = Number(indexOf(item));
    if (n < 1 || n > constants.SIGNAL_MAX) {
      throw valueError(`signal number ${n} out of range [1; ${constants.SIGNAL_MAX}]`);
    }
    return n;
  });
}

/** (policy, sched_param); a policy of None is this process's own. */
function schedulerArgument(v: Value | undefined): SpawnOptions["scheduler"] {
  if (v === undefined || v === NONE) return undefined;
  if (!(v instanceof PyTuple) || v.items.length !== 2) {
    throw typeError("A scheduler tuple must have two elements");
  }
  const [policy, param] = v.items;
  return {
    policy: policy === NONE ? null : intArgument(policy),
    priority: priorityOf(param),
  };
}

function posixSpawn(who: string, searches: boolean) {
  return (
    path: Value,
    argv: Value,
    env: Value,
    fileActions?: Value,
    setpgroup?: Value,
    resetids?: Value,
    setsid?: Value,
    setsigmask?: Value,
    setsigdef?: Value,
    scheduler?: Value,
  ): Value => {
    const p = pathArgument(path, `${who}: path`);
    const args = argvArgument(argv, `${who}: argv`);
    const variables = env === NONE ? null : environmentArgument(env, who);
    const actions = actionsArgument(fileActions);
    currentInterpreter().audit("os.posix_spawn", path, argv, env);
    return start({
      ...PLAIN,
      executables: searches ? search(p, null) : [p.host],
      argv: args,
      env: variables,
      newSession: setsid !== undefined && truth(setsid),
      processGroup: setpgroup === undefined ? -1 : intArgument(setpgroup),
      actions,
      blocked: signalsArgument(setsigmask),
      defaults: signalsArgument(setsigdef),
      scheduler: schedulerArgument(scheduler),
      resetIds: resetids !== undefined && truth(resetids),
    }, p);
  };
}

function spawnv(who: string, searches: boolean) {
  return (mode: Value, file: Value, args: Value, env?: Value): Value => {
    const how = intArgument(mode);
    const p = pathArgument(file, `${who}: file`);
    const argv = argvArgument(args, `${who}() arg 2`);
    const variables = env === undefined ? null : environmentArgument(env, who);
    currentInterpreter().audit("os.spawn", how, file, args, env ?? NONE);
    let pid: number;
    try {
      pid = start({
        ...PLAIN,
        executables: searches ? search(p, variables) : [p.host],
        argv,
        env: variables,
      }, p);
    } catch (e) {
      // a forked child that cannot become the program ends with this status
      if (how === P_WAIT && (e as { errno?: unknown }).errno !== undefined) return 127;
      throw e;
    }
    if (how !== P_WAIT) return pid;
    const { status } = waitpid(pid, 0);
    return (status & 0x7f) === 0 ? status >> 8 & 0xff : -(status & 0x7f);
  };
}

const POSIX_SPAWN_SIGNATURE =
  "(path, argv, env, /, *, file_actions=(), setpgroup=<unrepresentable>, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)";
const WAIT_DOC =
  "\n\nWith mode P_NOWAIT return its process id; with P_WAIT its exit code, or the\nnegative of the signal that killed it.";

export const SPAWN_FUNCTIONS: Record<string, Declaration> = {
  posix_spawn: method(
    POSIX_SPAWN_SIGNATURE,
    "Execute the program specified by path in a new process.",
    posixSpawn("posix_spawn", false),
  ),
  posix_spawnp: method(
    POSIX_SPAWN_SIGNATURE,
    "Execute the program specified by path in a new process.\n\nThe program is searched along PATH.",
    posixSpawn("posix_spawnp", true),
  ),
  spawnv: method(
    "(mode, file, args)",
    "Execute file with arguments from args in a subprocess." + WAIT_DOC,
    spawnv("spawnv", false),
  ),
  spawnve: method(
    "(mode, file, args, env)",
    "Execute file with arguments from args in a subprocess with the specified environment." +
      WAIT_DOC,
    spawnv("spawnve", false),
  ),
  spawnvp: method(
    "(mode, file, args)",
    "Execute file, which is looked for along PATH, in a subprocess." + WAIT_DOC,
    spawnv("spawnvp", true),
  ),
  spawnvpe: method(
    "(mode, file, args, env)",
    "Execute file, which is looked for along PATH, in a subprocess with the specified environment." +
      WAIT_DOC,
    spawnv("spawnvpe", true),
  ),
};
