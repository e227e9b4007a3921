// _uuid: time-based UUIDs (version 1), as libuuid makes them.
//
// The node is a random one with the multicast bit, and the clock sequence is random too: both are chosen once.

import { clock, environment } from "../vm/host/mod.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";

/** Steps of 100 ns between 1582-10-15 and 1970-01-01. */
const EPOCH = 0x01b21dd213814000n;
let node: Uint8Array | undefined;
let last = 0n;

function generate(): PyTuple {
  if (node === undefined) {
    node = environment.randomBytes(8);
    node[0] = node[0] & 0x3f | 0x80;
    node[2] |= 1;
  }
  let now = clock.timeNs() / 100n + EPOCH;
  if (now <= last) now = last + 1n;
  last = now;
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Number(now & 0xffffffffn));
  view.setUint16(4, Number(now >> 32n & 0xffffn));
  view.setUint16(6, Number(now >> 48n & 0x0fffn) | 0x1000);
  bytes.set(node, 8);
  // -1: nothing says that no other process makes the same one
  return new PyTuple([new PyBytes(bytes), -1]);
}

/** `_uuid` */
export function create(): PyModule {
  return builtinModule("_uuid", {
    functions: { generate_time_safe: method("()", "", generate) },
    values: { has_uuid_generate_time_safe: 1 },
  });
}
