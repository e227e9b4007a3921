// sys.monitoring (PEP 669): tools that are told of events.
//
// It stands on what sys.settrace stands on (trace.ts): while any tool has events, `limit` of the thread is 0, so that every
// call is seen, and a frame of which single instructions are of interest runs instructions covered by TRACE. A frame that
// was in compiled code when its events were asked for is seen from its next call on.
//
// Invariant: nothing here runs while no tool has events; `Monitoring` is the interpreter's, threads refer to it only then.

import { Op } from "../bytecode/opcodes.ts";
import { call } from "../objects/attributes.ts";
import type { PyCode } from "../objects/code.ts";
import { visiblePosition } from "../objects/code_type.ts";
import type { PyException } from "../objects/exceptions.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { PyList } from "../objects/list.ts";
import { NONE, type Value } from "../objects/object.ts";
import { valueError } from "../objects/raise.ts";
import { PyTuple } from "../objects/tuple.ts";
import { ObjectType } from "../objects/type.ts";
import { demandFrames } from "./compiled.ts";
import { type Frame, FrameKind, type FrameTrace, hold } from "./frame.ts";
import type { ThreadState } from "./thread_state.ts";

/** The names of the events; the number of one is its place, its bit in a set `1 << place`. */
export const EVENT_NAMES = [
  "PY_START",
  "PY_RESUME",
  "PY_RETURN",
  "PY_YIELD",
  "CALL",
  "LINE",
  "INSTRUCTION",
  "JUMP",
  "BRANCH",
  "STOP_ITERATION",
  "RAISE",
  "EXCEPTION_HANDLED",
  "PY_UNWIND",
  "PY_THROW",
  "RERAISE",
  "C_RETURN",
  "C_RAISE",
] as const;

/** The numbers of the events. */
export const Event = {
  PY_START: 0,
  PY_RESUME: 1,
  PY_RETURN: 2,
  PY_YIELD: 3,
  CALL: 4,
  LINE: 5,
  INSTRUCTION: 6,
  JUMP: 7,
  BRANCH: 8,
  STOP_ITERATION: 9,
  RAISE: 10,
  EXCEPTION_HANDLED: 11,
  PY_UNWIND: 12,
  PY_THROW: 13,
  RERAISE: 14,
  C_RETURN: 15,
  C_RAISE: 16,
} as const;

/** Events that belong to a place in code: they may be asked for in one code object, and switched off at a place. */
export const LOCAL_EVENTS: number = (1 << Event.RAISE) - 1;
/** Told to who listens to CALL. */
export const C_EVENTS: number = 1 << Event.C_RETURN | 1 << Event.C_RAISE;
export const ALL_EVENTS: number = (1 << EVENT_NAMES.length) - 1;
export const TOOLS = 6;

/** Events for which the frame's instructions have to be covered. */
const BY_INSTRUCTION = 1 << Event.CALL | 1 << Event.LINE | 1 << Event.INSTRUCTION |
  1 << Event.JUMP | 1 << Event.BRANCH | C_EVENTS;

/** One use of a tool's number. */
interface Tool {
  name: Value;
  events: number;
  callbacks: (Value | undefined)[];
}

/** What tools have asked for, in one interpreter. */
export class Monitoring {
  readonly disable: Value;
  readonly missing: Value;
  readonly tools: Tool[];
  private local: WeakMap<PyCode, number[]>;
  /** Code objects with events of their own. */
  private localCount: number;
  /** Places where a tool wants no more of an event, by code: `(pc / 4 * 32 + event) * 8 + tool`. */
  private disabled: WeakMap<PyCode, Set<number>>;

  constructor() {
    this.disable = ObjectType.allocate();
    this.missing = ObjectType.allocate();
    this.tools = [];
    for (let i = 0; i < TOOLS; i++) {
      this.tools.push({ name: NONE, events: 0, callbacks: new Array(EVENT_NAMES.length) });
    }
    this.local = new WeakMap();
    this.localCount = 0;
    this.disabled = new WeakMap();
  }

  /** Whether anybody listens to anything. */
  get active(): boolean {
    return this.localCount > 0 || this.tools.some((t) => t.events !== 0);
  }

  localEvents(tool: number, code: PyCode): number {
    return this.local.get(code)?.[tool] ?? 0;
  }

  setLocalEvents(tool: number, code: PyCode, events: number): void {
    let own = this.local.get(code);
    if (own === undefined) this.local.set(code, own = new Array(TOOLS).fill(0));
    const before = own.some((e) => e !== 0);
    own[tool] = events;
    this.localCount += Number(own.some((e) => e !== 0)) - Number(before);
  }

  /** What any tool wants to know of a code object. */
  eventsIn(code: PyCode): number {
    let events = 0;
    for (const t of this.tools) events |= t.events;
    for (const e of this.local.get(code) ?? []) events |= e;
    return (events & 1 << Event.CALL) !== 0 ? events | C_EVENTS : events;
  }

  /** Every event is told again everywhere. */
  restart(): void {
    this.disabled = new WeakMap();
  }

  /** Tells the tools that want to know of an event of the instruction at `pc`. */
  tell(ts: ThreadState, code: PyCode, event: number, pc: number, args: readonly Value[]): void {
    if (ts.inTrace) return;
    const own = this.local.get(code);
    const bit = (1 << event & C_EVENTS) !== 0 ? 1 << Event.CALL : 1 << event;
    for (let tool = 0; tool < TOOLS; tool++) {
      const t = this.tools[tool];
      if (((t.events | (own?.[tool] ?? 0)) & bit) === 0) continue;
      const key = ((pc >> 2) * 32 + event) * 8 + tool;
      if (this.disabled.get(code)?.has(key) === true) continue;
      const f = t.callbacks[event];
      if (f === undefined) continue;
      ts.inTrace = true;
      let answer: Value;
      try {
        answer = call(f, [code, ...args]);
      } finally {
        ts.inTrace = false;
      }
      if (answer !== this.disable) continue;
      if ((1 << event & LOCAL_EVENTS) === 0) {
        t.callbacks[event] = undefined;
        throw valueError(`Cannot disable ${EVENT_NAMES[event]} events. Callback removed.`);
      }
      const places = this.disabled.get(code);
      if (places === undefined) this.disabled.set(code, new Set([key]));
      else places.add(key);
    }
  }
}

/** The frames of a thread that run already are to be seen from their next instruction. */
export function watchRunning(
  ts: ThreadState,
  m: Monitoring,
  instrument: (frame: Frame) => void,
  tracingOf: (frame: Frame) => FrameTrace,
): void {
  // what is compiled goes on in tier 0; done again, nothing is set twice
  demandFrames(ts);
  for (let f = ts.frame; f !== null; f = f.back) {
    const events = m.eventsIn(f.code);
    if (events === 0) continue;
    hold(f);
    f.kind |= FrameKind.TRACED;
    if ((events & BY_INSTRUCTION) === 0) continue;
    const t = tracingOf(f);
    if (f.ops === f.code.code) {
      t.last = f.pc;
      t.seen = f.line;
    }
    instrument(f);
  }
}

/** A frame begins or goes on. */
export function monitorEntered(
  ts: ThreadState,
  m: Monitoring,
  frame: Frame,
  instrument: (frame: Frame) => void,
): void {
  const { code, pc } = frame;
  const events = m.eventsIn(code);
  if (events === 0) return;
  hold(frame);
  frame.kind |= FrameKind.TRACED;
  if ((events & BY_INSTRUCTION) !== 0) instrument(frame);
  if (ts.throwing !== undefined) {
    m.tell(ts, code, Event.PY_THROW, pc, [visiblePosition(pc), ts.throwing]);
  } else if (frame.generator === undefined || code.code[pc] === Op.RETURN_GENERATOR) {
    m.tell(ts, code, Event.PY_START, 0, [0]);
  } else {
    m.tell(ts, code, Event.PY_RESUME, pc, [visiblePosition(pc)]);
  }
}

/** A frame is left with a value, for good or by `yield`. */
export function monitorLeft(
  ts: ThreadState,
  m: Monitoring,
  frame: Frame,
  event: number,
  v: Value,
): void {
  m.tell(ts, frame.code, event, frame.pc, [visiblePosition(frame.pc), v]);
}

/** Something happens with an exception in a frame. */
export function monitorException(
  ts: ThreadState,
  m: Monitoring,
  frame: Frame,
  event: number,
  e: PyException,
): void {
  const { tracing, code, pc } = frame;
  if (tracing !== undefined && event === Event.RAISE && tracing.called !== undefined) {
    const { callable, argument, at } = tracing.called;
    tracing.called = undefined;
    if (at === pc) {
      m.tell(ts, code, Event.C_RAISE, pc, [visiblePosition(pc), callable, argument]);
    }
  }
  // what comes next was not jumped to
  if (tracing !== undefined && event === Event.EXCEPTION_HANDLED) tracing.last = -1;
  m.tell(ts, code, event, pc, [visiblePosition(pc), e]);
}

/** The instruction at `pc` is to be executed. */
export function monitorInstruction(
  ts: ThreadState,
  m: Monitoring,
  frame: Frame,
  t: FrameTrace,
  pc: number,
): void {
  const { code } = frame;
  const events = m.eventsIn(code);
  if (events === 0) return;
  const ops = code.code;
  const { last } = t;
  if (t.called !== undefined) {
    const { callable, argument, at } = t.called;
    t.called = undefined;
    if (at === last) {
      m.tell(ts, code, Event.C_RETURN, last, [visiblePosition(last), callable, argument]);
    }
  }
  if (last >= 0 && (events & (1 << Event.JUMP | 1 << Event.BRANCH)) !== 0) {
    const places = [visiblePosition(last), visiblePosition(pc)];
    if (ops[last] === Op.JUMP || ops[last] === Op.JUMP_BACKWARD) {
      m.tell(ts, code, Event.JUMP, last, places);
    } else if (isBranch(ops[last])) m.tell(ts, code, Event.BRANCH, last, places);
  }
  const op = ops[pc];
  const line = code.lineAt(pc);
  if (line >= 0 && op !== Op.MAKE_CELL && op !== Op.RETURN_GENERATOR) {
    if (line !== t.seen) {
      t.seen = line;
      m.tell(ts, code, Event.LINE, pc, [line]);
    }
  }
  m.tell(ts, code, Event.INSTRUCTION, pc, [visiblePosition(pc)]);
  if ((events & 1 << Event.CALL) !== 0 && op >= Op.CALL && op <= Op.CALL_EX) {
    monitorCall(ts, m, frame, t, pc);
  }
}

function isBranch(op: number): boolean {
  return op >= Op.JUMP_IF_TRUE && op <= Op.JUMP_IF_NOT_IN_K || op === Op.FOR_ITER ||
    op === Op.JUMP_IF_NOT_EXC_MATCH;
}

function monitorCall(
  ts: ThreadState,
  m: Monitoring,
  frame: Frame,
  t: FrameTrace,
  pc: number,
): void {
  const ops = frame.code.code;
  const op = ops[pc], B = ops[pc + 2], C = ops[pc + 3];
  const { regs } = frame;
  const callable = regs[B];
  let argument: Value | undefined;
  if (op === Op.CALL_EX) {
    const args = regs[B + 1];
    if (args instanceof PyTuple && args.items.length > 0) argument = args.items[0];
    else if (args instanceof PyList && args.length > 0) argument = args.at(0);
  } else if (op === Op.CALL_METHOD || op === Op.CALL_METHOD_KW) {
    argument = regs[B + 1] ?? (C > 0 ? regs[B + 2] : undefined);
  } else if (C > 0) {
    argument = regs[B + 1];
  }
  argument ??= m.missing;
  m.tell(ts, frame.code, Event.CALL, pc, [visiblePosition(pc), callable, argument]);
  const inner = callable instanceof PyMethod ? callable.func : callable;
  if (!(inner instanceof PyFunction)) t.called = { callable, argument, at: pc };
}
