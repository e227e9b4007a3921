// Where an unpickler reads from: bytes, or a file.
//
// From a file no more is taken than is needed, because another pickle may follow. Where the file can show what comes
// (`peek`), that is read instead, and consumed at the end.

import { call, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import type { Value } from "../../vm/objects/object.ts";
import { exceptionTypes, isExceptionOf } from "../../vm/objects/exceptions.ts";
import { exception, typeError } from "../../vm/objects/raise.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { unpicklingError } from "./opcodes.ts";

const PREFETCH = 128 * 1024;

/** A source of bytes. */
export class PickleInput {
  bytes: Uint8Array;
  at: number;
  private readonly read: Value | undefined;
  private readonly readline: Value | undefined;
  private peek: Value | undefined;
  /** The bytes are only shown: those before this offset have been consumed from the file. */
  private consumed: number;
  private peeked: boolean;

  private constructor(bytes: Uint8Array, read?: Value, readline?: Value, peek?: Value) {
    this.bytes = bytes;
    this.at = 0;
    this.read = read;
    this.readline = readline;
    this.peek = peek;
    this.consumed = 0;
    this.peeked = false;
  }

  static ofBytes(bytes: Uint8Array): PickleInput {
    return new PickleInput(bytes);
  }

  static ofFile(file: Value): PickleInput {
    const read = getAttrOrAbsent(file, "read"), readline = getAttrOrAbsent(file, "readline");
    if (read === undefined || readline === undefined) {
      throw typeError("file must have 'read' and 'readline' attributes");
    }
    return new PickleInput(new Uint8Array(0), read, readline, getAttrOrAbsent(file, "peek"));
  }

  private fromFile(f: Value, argument: Value[]): Uint8Array {
    const r = call(f, argument);
    const bytes = bytesLikeOf(r);
    if (bytes === undefined) {
      throw typeError(`read() returned non-bytes object (${typeOf(r).name})`);
    }
    return bytes;
  }

  /** Makes sure that `count` bytes stand at `at`; before an opcode the end of the input is an EOFError. */
  need(count: number, opcode = false): void {
    if (this.at + count <= this.bytes.length) return;
    if (this.read === undefined) {
      throw opcode
        ? exception("EOFError", "Ran out of input")
        : unpicklingError.error("pickle data was truncated");
    }
    this.skip();
    if (this.peek !== undefined) {
      const shown = this.show();
      if (shown !== undefined && shown.length >= count) {
        this.bytes = shown;
        this.at = this.consumed = 0;
        this.peeked = true;
        return;
      }
    }
    const bytes = this.fromFile(this.read, [count]);
    this.bytes = bytes;
    this.at = 0;
    this.peeked = false;
    if (bytes.length < count) {
      if (opcode) throw exception("EOFError", "Ran out of input");
      throw unpicklingError.error("pickle data was truncated");
    }
  }

  /** What the file shows of what comes; it may turn out not to be able to. */
  private show(): Uint8Array | undefined {
    try {
      return this.fromFile(this.peek!, [PREFETCH]);
    } catch (e) {
      if (!isExceptionOf(e, exceptionTypes.get("NotImplementedError")!)) throw e;
      this.peek = undefined;
      return undefined;
    }
  }

  /** Consumes from the file what was only shown so far. */
  skip(): void {
    if (this.peeked && this.at > this.consumed) {
      this.fromFile(this.read!, [this.at - this.consumed]);
      this.consumed = this.at;
    }
    if (this.peeked) {
      this.bytes = this.bytes.subarray(this.at);
      this.at = this.consumed = 0;
      this.bytes = new Uint8Array(0);
      this.peeked = false;
    }
  }

  /** The next line, without its end. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end >= 0) {
      const text = latin1(this.bytes, this.at, end);
      this.at = end + 1;
      return text;
    }
    if (this.readline === undefined) {
      throw unpicklingError.error("pickle data was truncated");
    }
    const rest = latin1(this.bytes, this.at, this.bytes.length);
    this.at = this.bytes.length;
    this.skip();
    const line = this.fromFile(this.readline, []);
    if (line[line.length - 1] !== 10) {
      throw unpicklingError.error("pickle data was truncated");
    }
    return rest + latin1(line, 0, line.length - 1);
  }
}

/** Bytes as text, one unit each. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]);
  return text;
}
