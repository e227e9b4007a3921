// The bytes of a pickle in the making, in frames from protocol 4 on.
//
// A frame's header is written when the frame ends, into room that was left for it; a frame of fewer than 4 bytes has none.

const FRAME_TARGET = 64 * 1024;
const FRAME_HEADER = 9;
const FRAME_LEAST = 4;
const NO_FRAME = -1;

/** A growing array of bytes with frames. */
export class PickleOutput {
  private bytes: Uint8Array;
  private view: DataView;
  private size: number;
  framing: boolean;
  /** Where the header of the current frame stands. */
  private frameStart: number;

  constructor() {
    this.bytes = new Uint8Array(256);
    this.view = new DataView(this.bytes.buffer);
    this.size = 0;
    this.framing = false;
    this.frameStart = NO_FRAME;
  }

  /** Room for `count` more bytes; gives where they begin. */
  private room(count: number): number {
    if (this.framing && this.frameStart === NO_FRAME) {
      this.frameStart = this.size;
      this.grow(count + FRAME_HEADER);
      this.size += FRAME_HEADER;
    } else {
      this.grow(count);
    }
    const at = this.size;
    this.size += count;
    return at;
  }

  private grow(count: number): void {
    const least = this.size + count;
    if (least <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(least, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.size));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  op(code: number): void {
    const at = this.room(1);
    this.bytes[at] = code;
  }

  /** An opcode with an unsigned argument of 1, 2, 4 or 8 bytes. */
  opNumber(code: number, value: number, width: 1 | 2 | 4 | 8): void {
    const at = this.room(1 + width);
    this.bytes[at] = code;
    switch (width) {
      case 1:
        this.bytes[at + 1] = value;
        break;
      case 2:
        this.view.setUint16(at + 1, value, true);
        break;
      case 4:
        this.view.setUint32(at + 1, value, true);
        break;
      default:
        this.view.setUint32(at + 1, value % 4294967296, true);
        this.view.setUint32(at + 5, Math.floor(value / 4294967296), true);
    }
  }

  opDouble(code: number, value: number): void {
    const at = this.room(9);
    this.bytes[at] = code;
    this.view.setFloat64(at + 1, value);
  }

  write(data: Uint8Array): void {
    const at = this.room(data.length);
    this.bytes.set(data, at);
  }

  /** Text of ASCII, as the old opcodes have their arguments. */
  ascii(text: string): void {
    const at = this.room(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[at + i] = text.charCodeAt(i);
  }

  /** An opcode with a length and bytes; large ones stand outside of frames. */
  opData(code: number, width: 1 | 4 | 8, data: Uint8Array): void {
    const outside = this.framing && data.length >= FRAME_TARGET;
    if (outside) {
      this.endFrame();
      this.framing = false;
    }
    this.opNumber(code, data.length, width);
    this.write(data);
    if (outside) this.framing = true;
  }

  /** Called between objects: a frame that is long enough ends. */
  boundary(): void {
    if (this.frameStart !== NO_FRAME && this.size - this.frameStart >= FRAME_TARGET) {
      this.endFrame();
    }
  }

  endFrame(): void {
    const start = this.frameStart;
    if (start === NO_FRAME) return;
    this.frameStart = NO_FRAME;
    const length = this.size - start - FRAME_HEADER;
    if (length >= FRAME_LEAST) {
      this.bytes[start] = 0x95;
      this.view.setUint32(start + 1, length % 4294967296, true);
      this.view.setUint32(start + 5, Math.floor(length / 4294967296), true);
    } else {
      this.bytes.copyWithin(start, start + FRAME_HEADER, this.size);
      this.size -= FRAME_HEADER;
    }
  }

  /** All bytes; what comes after begins anew. */
  take(): Uint8Array {
    const all = this.bytes.slice(0, this.size);
    this.size = 0;
    return all;
  }
}
