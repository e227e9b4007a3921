// The module `resource`: limits and usage of resources.

import { constants, environment, getSignalAction, setSignalAction } from "../vm/host/mod.ts";
import { OSErrorType } from "../vm/objects/exceptions_os.ts";
import { toArray } from "../vm/objects/iteration.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type Int, NONE, type Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { overflowError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { currentInterpreter } from "../vm/vm.ts";
import { errnoError, raiseFor } from "./os_support/errors.ts";
import { rusageOf, rusageType } from "./os_support/rusage.ts";
import { intArgument, onSystem } from "./posix/arguments.ts";

const LIMITS = 16;
const EINVAL = 22;
const EPERM = 1;
const ESRCH = 3;

const CONSTANTS: Record<string, number> = {
  RLIMIT_CPU: 0,
  RLIMIT_FSIZE: 1,
  RLIMIT_DATA: 2,
  RLIMIT_STACK: 3,
  RLIMIT_CORE: 4,
  RLIMIT_RSS: 5,
  RLIMIT_NPROC: 6,
  RLIMIT_NOFILE: 7,
  RLIMIT_OFILE: 7,
  RLIMIT_MEMLOCK: 8,
  RLIMIT_AS: 9,
  RLIMIT_SIGPENDING: 11,
  RLIMIT_MSGQUEUE: 12,
  RLIMIT_NICE: 13,
  RLIMIT_RTPRIO: 14,
  RLIMIT_RTTIME: 15,
  RLIM_INFINITY: -1,
  RUSAGE_SELF: 0,
  RUSAGE_CHILDREN: -1,
  RUSAGE_THREAD: 1,
};

function resourceArgument(v: Value): number {
  const n = intArgument(v);
  if (n < 0 || n >= LIMITS) throw valueError("invalid resource specified");
  return n;
}

function canonical(n: bigint): Int {
  return n <= 0x1fffffffffffffn && n >= -0x1fffffffffffffn ? Number(n) : n;
}

function limits(resource: number): Value {
  const [soft, hard] = onSystem(() => environment.getResourceLimit(resource));
  return new PyTuple([canonical(soft), canonical(hard)]);
}

function limit(v: Value): bigint {
  const n = BigInt(indexOf(v));
  if (BigInt.asIntN(64, n) !== n && BigInt.asUintN(64, n) !== n) {
    throw overflowError("Python int too large to convert to C long");
  }
  return BigInt.asIntN(64, n);
}

function setLimits(resource: number, v: Value): void {
  const pair = toArray(v);
  if (pair.length !== 2) throw valueError("expected a tuple of 2 integers");
  const soft = limit(pair[0]), hard = limit(pair[1]);
  // CPython ignores the signal from the start: a write that is too long is an OSError
  const { SIGXFSZ } = constants.SIGNALS;
  if (resource === CONSTANTS.RLIMIT_FSIZE && getSignalAction(SIGXFSZ) === "default") {
    setSignalAction(SIGXFSZ, "ignore");
  }
  try {
    environment.setResourceLimit(resource, soft, hard);
  } catch (e) {
    const { errno } = e as { errno?: number };
    if (errno === EINVAL) throw valueError("current limit exceeds maximum limit");
    if (errno === EPERM) throw valueError("not allowed to raise maximum limit");
    raiseFor(e);
  }
}

const FUNCTIONS: Record<string, Declaration> = {
  getrusage: method("(who, /)", "", (who: Value) => {
    const n = intArgument(who);
    try {
      return rusageOf(environment.resourceUsage(n));
    } catch (e) {
      if ((e as { errno?: number }).errno === EINVAL) throw valueError("invalid who parameter");
      raiseFor(e);
    }
  }),
  getrlimit: method("(resource, /)", "", (resource: Value) => limits(resourceArgument(resource))),
  setrlimit: method("(resource, limits, /)", "", (resource: Value, v: Value) => {
    const n = resourceArgument(resource);
    currentInterpreter().audit("resource.setrlimit", n, v);
    setLimits(n, v);
  }),
  prlimit: method(
    "(pid, resource, limits=None, /)",
    "",
    (pid: Value, resource: Value, v?: Value) => {
      const p = intArgument(pid), n = resourceArgument(resource);
      if (p < 0) throw errnoError(ESRCH);
      if (p !== 0 && p !== environment.pid()) throw errnoError(EPERM);
      const before = limits(n);
      if (v !== undefined && v !== NONE) setLimits(n, v);
      return before;
    },
  ),
  getpagesize: method("()", "", () => 4096),
};

/** `resource` */
export function create(): PyModule {
  return builtinModule("resource", {
    functions: FUNCTIONS,
    types: [rusageType()],
    values: { error: OSErrorType, ...CONSTANTS },
  });
}
