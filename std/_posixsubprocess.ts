// _posixsubprocess.fork_exec, on which `subprocess` starts children.
//
// A process with V8's threads in it cannot fork, so that the host's posix_spawn makes the child. What the forked child of
// CPython would write to the error pipe when it could not become the program, this writes: `subprocess` reads it from
// there and raises. A preexec_fn would have to run in the forked child; only the two that posix_spawn has an equivalent
// of are possible.

import { environment, ERRNO, type Path, spawn, SpawnError } from "../vm/host/mod.ts";
import { getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { truth } from "../vm/objects/compare.ts";
import { toArray } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { runtimeError, typeError, valueError } from "../vm/objects/raise.ts";
import { runtime } from "../vm/objects/runtime.ts";
import { method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, typeOf } from "../vm/objects/type.ts";
import { currentInterpreter } from "../vm/vm.ts";
import { writePendingFiles } from "./io/dirty.ts";
import { raiseFor } from "./os_support/errors.ts";
import { descriptors } from "./os_support/host.ts";
import { pathArgument } from "./os_support/paths.ts";
import { idArgument, intArgument } from "./posix/arguments.ts";

function names(v: Value, what: string): Path[] {
  const t = typeOf(v);
  if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
    throw typeError(`${what} must be a sequence`);
  }
  return toArray(v).map((item) => pathArgument(item, what).host);
}

/** The descriptors that the child keeps: sorted, none of them twice. */
function keptDescriptors(v: Value): number[] {
  if (!(v instanceof PyTuple)) {
    throw typeError(`fork_exec() argument 4 must be tuple, not ${argumentName(v)}`);
  }
  let last = -1;
  return v.items.map((item) => {
    if (typeof item !== "number" || item <= last || item > 0x7fffffff) {
      throw valueError("bad value(s) in fds_to_keep");
    }
    last = item;
    return item;
  });
}

/** What a preexec_fn asks for, where posix_spawn can do it. */
function beforeExec(f: Value): { session: boolean; group: boolean } {
  if (f === NONE) return { session: false, group: false };
  const os = runtime.importModule("posix");
  if (f === getAttrOrAbsent(os, "setsid")) return { session: true, group: false };
  if (f === getAttrOrAbsent(os, "setpgrp")) return { session: false, group: true };
  throw runtimeError("preexec_fn is not supported: this process cannot fork");
}

/** Whether the child is to run as somebody else than this process. */
function changesIdentity(gid: Value, groups: Value, uid: Value): boolean {
  const own = environment.userIds();
  return gid !== NONE && idArgument(gid, "gid") !== own.gid ||
    uid !== NONE && idArgument(uid, "uid") !== own.uid ||
    groups !== NONE && toArray(groups).length > 0;
}

function forkExec(
  args: Value,
  executables: Value,
  closeFds: Value,
  passFds: Value,
  cwd: Value,
  env: Value,
  p2cread: Value,
  _p2cwrite: Value,
  _c2pread: Value,
  c2pwrite: Value,
  _errread: Value,
  errwrite: Value,
  _errpipeRead: Value,
  errpipeWrite: Value,
  restoreSignals: Value,
  callSetsid: Value,
  processGroup: Value,
  gid: Value,
  extraGroups: Value,
  uid: Value,
  umask: Value,
  preexec: Value,
): Value {
  const errpipe = intArgument(errpipeWrite);
  const closes = truth(closeFds);
  if (closes && errpipe < 3) throw valueError("errpipe_write must be >= 3");
  const kept = keptDescriptors(passFds);
  const argv = names(args, "args");
  const files = names(executables, "executable_list");
  const variables = env === NONE ? null : names(env, "env");
  const directory = cwd === NONE ? null : pathArgument(cwd, "cwd").host;
  const before = beforeExec(preexec);
  const fail = (errno: number, text: string): number => {
    const message = `OSError:${errno.toString(16).toUpperCase()}:${text}`;
    descriptors().write(errpipe, new TextEncoder().encode(message));
    // no child of this process: waiting for it says so
    return environment.pid();
  };
  if (changesIdentity(gid, extraGroups, uid)) return fail(ERRNO.EPERM, "noexec");
  currentInterpreter().audit("_posixsubprocess.fork_exec", args, executables, env);
  writePendingFiles();
  try {
    return spawn({
      executables: files,
      argv,
      env: variables,
      cwd: directory,
      stdin: intArgument(p2cread),
      stdout: intArgument(c2pwrite),
      stderr: intArgument(errwrite),
      closeFds: closes,
      passFds: kept.filter((fd) => fd !== errpipe),
      restoreSignals: truth(restoreSignals),
      newSession: truth(callSetsid) || before.session,
      processGroup: before.group ? 0 : intArgument(processGroup),
      umask: intArgument(umask),
    });
  } catch (e) {
    if (e instanceof SpawnError && e.stage !== "fork") {
      return fail(e.errno, e.stage === "chdir" ? "noexec:chdir" : "");
    }
    raiseFor(e);
  }
}

/** `_posixsubprocess` */
export function create(): PyModule {
  return builtinModule("_posixsubprocess", {
    doc: "A POSIX helper for the subprocess module.",
    functions: {
      fork_exec: method(
        "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, allow_vfork, /)",
        'Spawn a fresh new child process.\n\nThe descriptors p2cread, c2pwrite and errwrite become its 0, 1 and 2; what\nkeeps it from starting is written to errpipe_write as\n"OSError:errno in hexadecimal:what was done".',
        forkExec,
      ),
    },
  });
}
