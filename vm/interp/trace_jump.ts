// Assigning to `f_lineno`: a trace function makes its frame go on at another line.
//
// Registers make that simpler than a stack does: nothing has to be popped. What has to hold is that the target is not inside
// a loop or a handler that the frame is not in: its iterator or its exception would not be there.

import { Op } from "../bytecode/opcodes.ts";
import { EXC_STRIDE, LocalKind, type PyCode } from "../objects/code.ts";
import { NONE } from "../objects/object.ts";
import { valueError } from "../objects/raise.ts";
import { runtime } from "../objects/runtime.ts";
import { type Frame, FrameKind } from "./frame.ts";

/** A range of instructions that may only be entered at its beginning. */
interface Region {
  start: number;
  end: number;
  kind: "loop" | "handler";
}

function regions(code: PyCode): Region[] {
  const out: Region[] = [];
  const ops = code.code;
  for (let pc = 0; pc < ops.length; pc += 4) {
    if (ops[pc] === Op.FOR_ITER) out.push({ start: pc, end: ops[pc + 3], kind: "loop" });
  }
  const table = code.exceptionTable;
  for (let row = 0; row < table.length; row += EXC_STRIDE) {
    const start = table[row + 2];
    // a handler reaches as far as the rows that clean up after it
    let end = start + 4;
    for (let r = 0; r < table.length; r += EXC_STRIDE) {
      if (table[r] >= start && table[r] <= end && table[r + 1] > end) end = table[r + 1];
    }
    out.push({ start, end, kind: "handler" });
  }
  return out;
}

function enclosing(all: readonly Region[], pc: number): Region[] {
  return all.filter((r) => pc > r.start && pc < r.end || r.kind === "handler" && pc === r.start);
}

/** The first instruction of each line, by line. */
function lineStarts(code: PyCode): Map<number, number[]> {
  const starts = new Map<number, number[]>();
  let before = -1;
  for (let pc = 0; pc < code.code.length; pc += 4) {
    if (code.code[pc] === Op.EXTRA) continue;
    const line = code.lineAt(pc);
    if (line >= 0 && line !== before) {
      const known = starts.get(line);
      if (known === undefined) starts.set(line, [pc]);
      else known.push(pc);
    }
    before = line;
  }
  return starts;
}

/** Variables that are not bound become None: the compiler may have proved that they are bound at the target. */
function bindAll(frame: Frame): void {
  const { code, regs } = frame;
  let n = 0;
  for (let i = 0; i < code.tempBase; i++) {
    if ((code.localKinds[i] & (LocalKind.CELL | LocalKind.FREE)) === 0 && regs[i] === undefined) {
      n++;
    }
  }
  if (n === 0) return;
  runtime.warn("RuntimeWarning", `assigning None to ${n} unbound local${n === 1 ? "" : "s"}`, 1);
  for (let i = 0; i < code.tempBase; i++) regs[i] ??= NONE;
}

/** `frame.f_lineno = line` */
export function jumpTo(frame: Frame, line: number): void {
  const t = frame.tracing;
  if (t?.starting === true) {
    throw valueError("can't jump from the 'call' trace event of a new frame");
  }
  if (t === undefined || t.fn === undefined || (frame.kind & FrameKind.TRACED) === 0) {
    throw valueError("f_lineno can only be set by a trace function");
  }
  if (t.jump === -1) {
    throw valueError("can only jump from a 'line' trace event");
  }
  const { code } = frame;
  if (line < code.firstlineno) throw valueError(`line ${line} comes before the current code block`);
  const starts = lineStarts(code);
  const target = [...starts.keys()].filter((l) => l >= line).sort((a, b) => a - b)[0];
  if (target === undefined) throw valueError(`line ${line} comes after the current code block`);
  const all = regions(code);
  const from = enclosing(all, frame.pc);
  let problem = "";
  for (const pc of starts.get(target)!) {
    const wrong = enclosing(all, pc).find((r) => !from.includes(r));
    if (wrong === undefined) {
      bindAll(frame);
      t.jump = pc;
      return;
    }
    problem = wrong.kind === "loop"
      ? "can't jump into the body of a for loop"
      : "can't jump into an 'except' block as there's no exception";
  }
  throw valueError(problem);
}
