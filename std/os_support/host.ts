// The host of an interpreter: its descriptors and files. An embedder's streams stand as the descriptors 0, 1 and 2.

import { createHost, type Descriptors, type Host, type HostOptions } from "../../vm/host/mod.ts";
import { currentInterpreter, type Interpreter, type StandardStreams } from "../../vm/vm.ts";

const hosts: WeakMap<Interpreter, Host> = new WeakMap();

/** The host of an interpreter, made when it is first asked for. */
export function hostOf(vm: Interpreter): Host {
  let host = hosts.get(vm);
  if (host === undefined) {
    host = createHost(vm.streams === undefined ? {} : streamOptions(vm.streams));
    hosts.set(vm, host);
  }
  return host;
}

/** The descriptors of the interpreter that runs. */
export function descriptors(): Descriptors {
  return hostOf(currentInterpreter()).descriptors;
}

function streamOptions(streams: StandardStreams): HostOptions {
  const { readStdin, writeStdout, writeStderr } = streams;
  let rest = new Uint8Array(0);
  return {
    stdin: readStdin === undefined ? undefined : {
      read: (buffer) => {
        if (rest.length === 0) rest = readStdin() as Uint8Array<ArrayBuffer>;
        const n = Math.min(rest.length, buffer.length);
        buffer.set(rest.subarray(0, n));
        rest = rest.subarray(n);
        return n;
      },
    },
    stdout: writeStdout === undefined ? undefined : { write: writeStdout },
    stderr: writeStderr === undefined ? undefined : { write: writeStderr },
  };
}
