// sendmsg(2) and recvmsg(2): data in several pieces, with ancillary data (descriptors, credentials) beside it.
//
// Invariant: every piece of memory that the C structures point to is held by a local variable until the call is over.

import { ERRNO } from "./errno.ts";
import { beforeBlocking, interrupted } from "./interrupts.ts";
import { fail, lastErrno, lazySymbol } from "./libc.ts";

const c = {
  sendmsg: lazySymbol("sendmsg", ["i32", "buffer", "i32"], "i64"),
  recvmsg: lazySymbol("recvmsg", ["i32", "buffer", "i32"], "i64"),
};

const ADDRESS_SIZE = 128;
const MSG_CMSG_CLOEXEC = 0x40000000;

/** An item of ancillary data. */
export interface AncillaryData {
  readonly level: number;
  readonly type: number;
  readonly data: Uint8Array;
}

/** What a message brought. */
export interface ReceivedMessage {
  readonly count: number;
  readonly ancillary: AncillaryData[];
  readonly flags: number;
  /** A sockaddr; empty for none. */
  readonly address: Uint8Array;
}

/** A length rounded up to the alignment of control messages. */
export function alignControl(length: number): number {
  return (length + 7) & ~7;
}

/** The bytes of a control message's header, aligned. */
export const CONTROL_HEADER = 16;

function addressOf(memory: Uint8Array<ArrayBuffer>): bigint {
  if (memory.length === 0) return 0n;
  return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(memory)));
}

/** struct msghdr over these pieces of memory. */
function header(
  name: Uint8Array<ArrayBuffer>,
  pieces: readonly Uint8Array<ArrayBuffer>[],
  vector: Uint8Array<ArrayBuffer>,
  control: Uint8Array<ArrayBuffer>,
): DataView<ArrayBuffer> {
  const iov = new DataView(vector.buffer);
  pieces.forEach((piece, i) => {
    iov.setBigUint64(16 * i, addressOf(piece), true);
    iov.setBigUint64(16 * i + 8, BigInt(piece.length), true);
  });
  const view = new DataView(new ArrayBuffer(56));
  view.setBigUint64(0, addressOf(name), true);
  view.setUint32(8, name.length, true);
  view.setBigUint64(16, addressOf(vector), true);
  view.setBigUint64(24, BigInt(pieces.length), true);
  view.setBigUint64(32, addressOf(control), true);
  view.setBigUint64(40, BigInt(control.length), true);
  return view;
}

function packControl(items: readonly AncillaryData[]): Uint8Array<ArrayBuffer> {
  let size = 0;
  for (const item of items) size += CONTROL_HEADER + alignControl(item.data.length);
  const control = new Uint8Array(new ArrayBuffer(size));
  const view = new DataView(control.buffer);
  let at = 0;
  for (const item of items) {
    view.setBigUint64(at, BigInt(CONTROL_HEADER + item.data.length), true);
    view.setInt32(at + 8, item.level, true);
    view.setInt32(at + 12, item.type, true);
    control.set(item.data, at + CONTROL_HEADER);
    at += CONTROL_HEADER + alignControl(item.data.length);
  }
  return control;
}

function unpackControl(control: Uint8Array, length: number): AncillaryData[] {
  const view = new DataView(control.buffer, control.byteOffset, control.length);
  const items: AncillaryData[] = [];
  for (let at = 0; at + CONTROL_HEADER <= length;) {
    const size = Number(view.getBigUint64(at, true));
    if (size < CONTROL_HEADER) break;
    items.push({
      level: view.getInt32(at + 8, true),
      type: view.getInt32(at + 12, true),
      data: control.slice(at + CONTROL_HEADER, Math.min(at + size, length)),
    });
    at += alignControl(size);
  }
  return items;
}

function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** Sends a message; says how many bytes of data went. */
export function sendMessage(
  fd: number,
  pieces: readonly Uint8Array[],
  ancillary: readonly AncillaryData[],
  flags: number,
  address: Uint8Array | null,
): number {
  const copies = pieces.map(owned);
  const vector = new Uint8Array(new ArrayBuffer(16 * Math.max(copies.length, 1)));
  const control = packControl(ancillary);
  const name = address === null ? new Uint8Array(new ArrayBuffer(0)) : owned(address);
  const message = header(name, copies, vector, control);
  for (;;) {
    const n = Number(c.sendmsg(fd, message, flags));
    if (n >= 0) return n;
    if (lastErrno() !== ERRNO.EINTR) fail();
    interrupted();
  }
}

/** Receives a message into these pieces of memory. */
export function receiveMessage(
  fd: number,
  pieces: readonly Uint8Array[],
  controlSize: number,
  flags: number,
): ReceivedMessage {
  beforeBlocking();
  const buffers = pieces.map((p) => new Uint8Array(new ArrayBuffer(p.length)));
  const vector = new Uint8Array(new ArrayBuffer(16 * Math.max(buffers.length, 1)));
  const control = new Uint8Array(new ArrayBuffer(controlSize));
  const name = new Uint8Array(new ArrayBuffer(ADDRESS_SIZE));
  const message = header(name, buffers, vector, control);
  for (;;) {
    const n = Number(c.recvmsg(fd, message, flags | MSG_CMSG_CLOEXEC));
    if (n < 0) {
      if (lastErrno() !== ERRNO.EINTR) fail();
      interrupted();
      continue;
    }
    let left = n;
    for (let i = 0; i < buffers.length && left > 0; i++) {
      const part = buffers[i].subarray(0, Math.min(left, buffers[i].length));
      pieces[i].set(part);
      left -= part.length;
    }
    return {
      count: n,
      ancillary: unpackControl(control, Number(message.getBigUint64(40, true))),
      flags: message.getInt32(48, true) & ~MSG_CMSG_CLOEXEC,
      address: name.slice(0, Math.min(message.getUint32(8, true), ADDRESS_SIZE)),
    };
  }
}
