// The backtracking machine that runs a program (program.ts) over a subject.
//
// There is one stack of int32. A choice is three cells (position in the subject, place in the program, kind); what has to
// be undone when the machine goes back (a mark, a register) lies on the same stack between the choices, so that going back
// restores exactly what was set since. Nothing recurses: the length of a subject is no limit.

import { At } from "./opcodes.ts";
import { I, type Program } from "./program.ts";
import { isUnicodeWord, lowerAscii, lowerUnicode } from "./charsets.ts";
import { memoryError } from "../../vm/objects/raise.ts";

/** What a pattern runs over: units of a string, code points, or bytes. */
export type Subject = string | Uint32Array | Uint8Array;

/** Kinds of entries on the stack. */
const CHOICE = 0, MARK_UNDO = 1, REGISTER_UNDO = 2, GREEDY = 3, LAZY = 4, LAST_UNDO = 5;

const FIRST_STACK = 256;
const MAX_STACK = 1 << 27;

/** How often the machine looks whether a signal has come. */
const POLL_INTERVAL = 1 << 16;

/** Filled in by the module: called now and then so that a long match can be interrupted. */
export const matcherHooks: { poll: () => void } = { poll: () => {} };

/** The state of one match; kept and used again for the next. */
export class Matcher {
  /** Start and end of each group, two for each; -1 where it has not matched. */
  marks: Int32Array;
  /** Number of the last group that was closed; 0 where none was. */
  lastIndex: number;
  /** The end of the match. */
  end: number;
  private readonly program: Program;
  private readonly registers: Int32Array;
  private stack: Int32Array;
  private top: number;

  constructor(program: Program, groups: number) {
    this.program = program;
    this.marks = new Int32Array(groups * 2).fill(-1);
    this.lastIndex = 0;
    this.end = 0;
    this.registers = new Int32Array(program.registers);
    this.stack = new Int32Array(FIRST_STACK);
    this.top = 0;
  }

  private grow(): void {
    if (this.stack.length >= MAX_STACK) throw memoryError("");
    const bigger = new Int32Array(this.stack.length * 2);
    bigger.set(this.stack);
    this.stack = bigger;
  }

  /**
   * Tries to match at `start`; `limit` is the end of the subject, `begin` where it begins. With `full` the match has to
   * end at `limit`; it must not be empty at `notEmptyAt`.
   */
  match(
    s: Subject,
    start: number,
    begin: number,
    limit: number,
    full: boolean,
    notEmptyAt: number,
  ): boolean {
    const { code, sets } = this.program;
    const text = typeof s === "string" ? s : "";
    const array = typeof s === "string" ? NO_UNITS : s;
    const isText = typeof s === "string";
    const { marks, registers } = this;
    marks.fill(-1);
    this.lastIndex = 0;
    this.top = 0;
    let pos = start;
    let pc = 0;
    let budget = POLL_INTERVAL;
    for (;;) {
      let ok = true;
      if (--budget === 0) {
        budget = POLL_INTERVAL;
        matcherHooks.poll();
      }
      const a = code[pc + 1];
      switch (code[pc]) {
        case I.MATCH:
          if (full && pos !== limit || pos === notEmptyAt) {
            ok = false;
            break;
          }
          this.end = pos;
          return true;
        case I.CHAR:
          if (pos < limit && (isText ? text.charCodeAt(pos) : array[pos]) === a) {
            pos++;
            pc += 4;
          } else ok = false;
          break;
        case I.NOT_CHAR:
          if (pos < limit && (isText ? text.charCodeAt(pos) : array[pos]) !== a) {
            pos++;
            pc += 4;
          } else ok = false;
          break;
        case I.ANY:
          if (pos < limit && (isText ? text.charCodeAt(pos) : array[pos]) !== 10) {
            pos++;
            pc += 4;
          } else ok = false;
          break;
        case I.ANY_ALL:
          if (pos < limit) {
            pos++;
            pc += 4;
          } else ok = false;
          break;
        case I.SET:
          if (pos < limit && sets[a].has(isText ? text.charCodeAt(pos) : array[pos])) {
            pos++;
            pc += 4;
          } else ok = false;
          break;
        case I.CHAR_FOLD:
        case I.NOT_CHAR_FOLD:
        case I.SET_FOLD:
          if (
            pos < limit && this.single(pc, isText ? text.charCodeAt(pos) : array[pos])
          ) {
            pos++;
            pc += 4;
          } else ok = false;
          break;
        case I.AT:
          if (this.at(a, s, pos, begin, limit)) pc += 4;
          else ok = false;
          break;
        case I.JUMP:
          pc = a;
          break;
        case I.SPLIT:
          this.push(CHOICE, pos, code[pc + 2]);
          pc = a;
          break;
        case I.MARK: {
          this.push(MARK_UNDO, a, marks[a]);
          marks[a] = pos;
          if ((a & 1) !== 0) {
            this.push(LAST_UNDO, 0, this.lastIndex);
            this.lastIndex = (a >> 1) + 1;
          }
          pc += 4;
          break;
        }
        case I.GROUPREF: {
          const n = this.groupRef(a, code[pc + 2], s, pos, limit);
          if (n < 0) ok = false;
          else {
            pos += n;
            pc += 4;
          }
          break;
        }
        case I.GROUP_EXISTS:
          pc = marks[a * 2] >= 0 && marks[a * 2 + 1] >= marks[a * 2] ? pc + 4 : code[pc + 2];
          break;
        case I.GREEDY_ONE: {
          const min = code[pc + 2], max = code[pc + 3];
          const most = max === 0x7fffffff ? limit : Math.min(limit, pos + max);
          const to = this.run(a, s, pos, most);
          if (to - pos < min) {
            ok = false;
            break;
          }
          if (to - pos > min) {
            this.push(GREEDY, pos + min, pc);
            this.push2(to);
          }
          pos = to;
          pc += 4;
          break;
        }
        case I.LAZY_ONE: {
          const min = code[pc + 2];
          if (min > 0) {
            const to = pos + min > limit ? pos : this.run(a, s, pos, pos + min);
            if (to - pos < min) {
              ok = false;
              break;
            }
            pos = to;
          }
          this.push(LAZY, pos, pc);
          this.push2(min);
          pc += 4;
          break;
        }
        case I.POSSESSIVE_ONE: {
          const min = code[pc + 2], max = code[pc + 3];
          const most = max === 0x7fffffff ? limit : Math.min(limit, pos + max);
          const to = this.run(a, s, pos, most);
          if (to - pos < min) ok = false;
          else {
            pos = to;
            pc += 4;
          }
          break;
        }
        case I.LOOP_INIT:
          this.setRegister(a, 0);
          this.setRegister(a + 1, -1);
          pc += 4;
          break;
        case I.LOOP_GREEDY: {
          const count = registers[a];
          if (count < code[pc + 5]) {
            this.setRegister(a, count + 1);
            pc = code[pc + 2];
          } else if (count < code[pc + 6] && pos !== registers[a + 1]) {
            this.push(CHOICE, pos, pc + 8);
            this.setRegister(a, count + 1);
            this.setRegister(a + 1, pos);
            pc = code[pc + 2];
          } else pc += 8;
          break;
        }
        case I.LOOP_LAZY: {
          const count = registers[a];
          if (count < code[pc + 5]) {
            this.setRegister(a, count + 1);
            pc = code[pc + 2];
          } else {
            if (count < code[pc + 6] && pos !== registers[a + 1]) {
              // going back leads to `LOOP_LAZY + BOUNDS`' twin: one more round, entered by `again`
              this.push(CHOICE, pos, -pc - 1);
            }
            pc += 8;
          }
          break;
        }
        case I.LOOP_POSSESSIVE: {
          const count = registers[a], min = code[pc + 5], max = code[pc + 6];
          if (count >= max || count >= min && pos === registers[a + 1]) {
            pc = code[pc + 2];
          } else {
            if (count >= min) {
              this.push(CHOICE, pos, code[pc + 2]);
              this.setRegister(a + 1, pos);
            }
            this.setRegister(a, count + 1);
            pc += 8;
          }
          break;
        }
        case I.ENTER:
          this.setRegister(a, this.top);
          this.setRegister(a + 1, pos);
          // the undo entries of the two registers lie above the height that was remembered: that is harmless
          pc += 4;
          break;
        case I.CUT:
          this.cut(registers[a]);
          pc += 4;
          break;
        case I.CUT_BACK: {
          const back = registers[a + 1];
          this.cut(registers[a]);
          pos = back;
          pc += 4;
          break;
        }
        case I.CUT_FAIL:
          this.unwind(registers[a]);
          ok = false;
          break;
        case I.BACK:
          if (pos - a < begin) ok = false;
          else {
            pos -= a;
            pc += 4;
          }
          break;
        default:
          ok = false;
      }
      if (ok) continue;
      // go back to the last choice
      const { stack } = this;
      let resumed = false;
      while (this.top > 0) {
        const kind = stack[this.top - 1];
        const x = stack[this.top - 3], y = stack[this.top - 2];
        this.top -= 3;
        if (kind === CHOICE) {
          pos = x;
          if (y >= 0) pc = y;
          else {
            // one more round of a lazy loop
            const loop = -y - 1, r = code[loop + 1];
            this.setRegister(r, registers[r] + 1);
            this.setRegister(r + 1, pos);
            pc = code[loop + 2];
          }
          resumed = true;
          break;
        } else if (kind === MARK_UNDO) marks[x] = y;
        else if (kind === REGISTER_UNDO) registers[x] = y;
        else if (kind === LAST_UNDO) this.lastIndex = y;
        else if (kind === GREEDY) {
          // one character less; the literal that has to follow is looked for without leaving this place
          let to = stack[--this.top] - 1;
          const next = y + 4;
          if (code[next] === I.CHAR) {
            const want = code[next + 1];
            while (to > x && (to >= limit || (isText ? text.charCodeAt(to) : array[to]) !== want)) {
              to--;
            }
          }
          if (to > x) {
            stack[this.top++] = to;
            this.top += 3;
            // the three cells of the entry are still there
            stack[this.top - 3] = x;
            stack[this.top - 2] = y;
            stack[this.top - 1] = GREEDY;
          }
          pos = to;
          pc = next;
          resumed = true;
          break;
        } else {
          // LAZY: one character more
          const count = stack[--this.top];
          const one = code[y + 1], max = code[y + 3];
          if (count >= max || x >= limit || this.run(one, s, x, x + 1) === x) continue;
          stack[this.top++] = count + 1;
          this.top += 3;
          stack[this.top - 3] = x + 1;
          stack[this.top - 2] = y;
          stack[this.top - 1] = LAZY;
          pos = x + 1;
          pc = y + 4;
          resumed = true;
          break;
        }
      }
      if (!resumed) return false;
    }
  }

  private push(kind: number, x: number, y: number): void {
    if (this.top + 8 > this.stack.length) this.grow();
    const { stack } = this;
    stack[this.top] = x;
    stack[this.top + 1] = y;
    stack[this.top + 2] = kind;
    this.top += 3;
  }

  /** Puts a fourth cell under the entry that was pushed last. */
  private push2(v: number): void {
    const { stack, top } = this;
    stack[top] = stack[top - 1];
    stack[top - 1] = stack[top - 2];
    stack[top - 2] = stack[top - 3];
    stack[top - 3] = v;
    this.top++;
  }

  private setRegister(r: number, v: number): void {
    this.push(REGISTER_UNDO, r, this.registers[r]);
    this.registers[r] = v;
  }

  /** Forgets the choices above a height, and keeps what has to be undone. */
  private cut(height: number): void {
    const { stack } = this;
    // entries are read from the top; those that stay are collected and put back in their order
    const kept: number[] = [];
    let top = this.top;
    while (top > height) {
      const kind = stack[top - 1];
      if (kind === MARK_UNDO || kind === REGISTER_UNDO || kind === LAST_UNDO) {
        kept.push(stack[top - 3], stack[top - 2], kind);
        top -= 3;
      } else top -= kind === GREEDY || kind === LAZY ? 4 : 3;
    }
    for (let i = kept.length - 3; i >= 0; i -= 3) {
      stack[top] = kept[i];
      stack[top + 1] = kept[i + 1];
      stack[top + 2] = kept[i + 2];
      top += 3;
    }
    this.top = top;
  }

  /** Undoes everything above a height. */
  private unwind(height: number): void {
    const { stack, marks, registers } = this;
    while (this.top > height) {
      const kind = stack[this.top - 1];
      const x = stack[this.top - 3], y = stack[this.top - 2];
      this.top -= kind === GREEDY || kind === LAZY ? 4 : 3;
      if (kind === MARK_UNDO) marks[x] = y;
      else if (kind === REGISTER_UNDO) registers[x] = y;
      else if (kind === LAST_UNDO) this.lastIndex = y;
    }
  }

  /** The one-character instruction at `pc` matches the character. */
  private single(pc: number, c: number): boolean {
    const { code, sets } = this.program;
    const a = code[pc + 1];
    switch (code[pc]) {
      case I.CHAR:
        return c === a;
      case I.NOT_CHAR:
        return c !== a;
      case I.ANY:
        return c !== 10;
      case I.ANY_ALL:
        return true;
      case I.SET:
        return sets[a].has(c);
      case I.CHAR_FOLD:
        return c === a || (code[pc + 2] === 0 ? lowerAscii(c) : lowerUnicode(c)) === a;
      case I.NOT_CHAR_FOLD:
        return (code[pc + 2] === 0 ? lowerAscii(c) : lowerUnicode(c)) !== a;
      default:
        return sets[a].has(code[pc + 2] === 0 ? lowerAscii(c) : lowerUnicode(c));
    }
  }

  /** The end of the run of characters from `pos` that the one-character instruction at `pc` matches. */
  private run(pc: number, s: Subject, pos: number, most: number): number {
    const { code, sets } = this.program;
    const op = code[pc], a = code[pc + 1];
    if (op === I.ANY_ALL) return Math.max(pos, most);
    if (typeof s === "string") {
      if (op === I.SET) {
        const set = sets[a];
        while (pos < most && set.has(s.charCodeAt(pos))) pos++;
      } else if (op === I.ANY) {
        while (pos < most && s.charCodeAt(pos) !== 10) pos++;
      } else if (op === I.CHAR) {
        while (pos < most && s.charCodeAt(pos) === a) pos++;
      } else if (op === I.NOT_CHAR) {
        while (pos < most && s.charCodeAt(pos) !== a) pos++;
      } else {
        while (pos < most && this.single(pc, s.charCodeAt(pos))) pos++;
      }
      return pos;
    }
    while (pos < most && this.single(pc, s[pos])) pos++;
    return pos;
  }

  private groupRef(group: number, fold: number, s: Subject, pos: number, limit: number): number {
    const from = this.marks[group * 2], to = this.marks[group * 2 + 1];
    if (from < 0 || to < from) return -1;
    const n = to - from;
    if (pos + n > limit) return -1;
    for (let i = 0; i < n; i++) {
      let x = unit(s, from + i), y = unit(s, pos + i);
      if (fold === 1) {
        x = lowerAscii(x);
        y = lowerAscii(y);
      } else if (fold === 2) {
        x = lowerUnicode(x);
        y = lowerUnicode(y);
      }
      if (x !== y) return -1;
    }
    return n;
  }

  private at(where: number, s: Subject, pos: number, begin: number, limit: number): boolean {
    switch (where) {
      case At.BEGINNING:
      case At.BEGINNING_STRING:
        return pos === begin;
      case At.BEGINNING_LINE:
        return pos === begin || unit(s, pos - 1) === 10;
      case At.END:
        return pos === limit || pos === limit - 1 && unit(s, pos) === 10;
      case At.END_LINE:
        return pos === limit || unit(s, pos) === 10;
      case At.END_STRING:
        return pos === limit;
    }
    if (begin === limit) return false;
    const unicode = where === At.UNI_BOUNDARY || where === At.UNI_NON_BOUNDARY;
    const before = pos > begin && isWord(unit(s, pos - 1), unicode);
    const after = pos < limit && isWord(unit(s, pos), unicode);
    const wantsBoundary = where === At.BOUNDARY || where === At.LOC_BOUNDARY ||
      where === At.UNI_BOUNDARY;
    return (before !== after) === wantsBoundary;
  }

  /** Looks for the first match that begins at `start` or later; gives its beginning, or -1. */
  search(s: Subject, start: number, begin: number, limit: number, notEmptyAt: number): number {
    const { prefix, first, minWidth } = this.program;
    const last = limit - minWidth;
    if (this.program.anchored) {
      // a match that is not at the beginning is none
      return start <= last && this.match(s, start, begin, limit, false, notEmptyAt) ? start : -1;
    }
    if (prefix.length > 0) {
      const c = prefix[0];
      if (typeof s === "string") {
        const literal = String.fromCharCode(...prefix);
        const plain = prefix.every((p) => p <= 0xffff);
        for (let i = start; plain && i <= last; i++) {
          i = s.indexOf(literal, i);
          if (i < 0 || i > last) return -1;
          if (this.match(s, i, begin, limit, false, notEmptyAt)) return i;
        }
        return -1;
      }
      for (let i = start; i <= last; i++) {
        if (s[i] === c && this.match(s, i, begin, limit, false, notEmptyAt)) return i;
      }
      return -1;
    }
    if (first !== undefined) {
      for (let i = start; i <= last && i < limit; i++) {
        if (first.has(unit(s, i)) && this.match(s, i, begin, limit, false, notEmptyAt)) return i;
      }
      return -1;
    }
    for (let i = start; i <= last; i++) {
      if (this.match(s, i, begin, limit, false, notEmptyAt)) return i;
    }
    return -1;
  }
}

const NO_UNITS = new Uint8Array(0);

function unit(s: Subject, i: number): number {
  return typeof s === "string" ? s.charCodeAt(i) : s[i];
}

function isWord(c: number, unicode: boolean): boolean {
  if (c >= 128 && unicode) return isUnicodeWord(c);
  return c >= 97 && c <= 122 || c >= 65 && c <= 90 || c >= 48 && c <= 57 || c === 95;
}
