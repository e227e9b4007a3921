// resource.struct_rusage, which `resource`, os.wait3 and os.wait4 return.

import { PyFloat } from "../../vm/objects/float.ts";
import type { Value } from "../../vm/objects/object.ts";
import { newStruct, structType } from "../../vm/objects/structseq.ts";
import type { PyType } from "../../vm/objects/type.ts";

let type: PyType | undefined;

/** The type, made when it is first asked for. */
export function rusageType(): PyType {
  return type ??= structType({
    name: "resource.struct_rusage",
    doc:
      "struct_rusage: Result from getrusage.\n\nThis object may be accessed either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on.",
    fields: [
      ["ru_utime", "user time used"],
      ["ru_stime", "system time used"],
      ["ru_maxrss", "max. resident set size"],
      ["ru_ixrss", "shared memory size"],
      ["ru_idrss", "unshared data size"],
      ["ru_isrss", "unshared stack size"],
      ["ru_minflt", "page faults not requiring I/O"],
      ["ru_majflt", "page faults requiring I/O"],
      ["ru_nswap", "number of swap outs"],
      ["ru_inblock", "block input operations"],
      ["ru_oublock", "block output operations"],
      ["ru_msgsnd", "IPC messages sent"],
      ["ru_msgrcv", "IPC messages received"],
      ["ru_nsignals", "signals received"],
      ["ru_nvcsw", "voluntary context switches"],
      ["ru_nivcsw", "involuntary context switches"],
    ],
  });
}

/** A struct_rusage of sixteen numbers, the first two of them seconds. */
export function rusageOf(numbers: readonly number[]): Value {
  return newStruct(rusageType(), numbers.map((n, i): Value => i < 2 ? new PyFloat(n) : n));
}

/** A struct_rusage of what getrusage wrote. */
export function resourceUsage(view: DataView): Value {
  const at = (offset: number) => Number(view.getBigInt64(offset, true));
  const numbers = [at(0) + at(8) / 1e6, at(16) + at(24) / 1e6];
  for (let offset = 32; offset < 144; offset += 8) numbers.push(at(offset));
  return rusageOf(numbers);
}
