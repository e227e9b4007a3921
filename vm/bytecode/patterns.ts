// match: each case tests its pattern against the subject, jumping to the next case at the first test that fails. Names
// are bound only when the whole pattern has matched; until then what they capture stays in temporaries.

import { type expr, type Match, type match_case, type pattern, Tag } from "../syntax/ast.ts";
import type { Located } from "../syntax/scopes.ts";
import type { Compiler } from "./compiler.ts";
import { FloatLiteral, ImaginaryLiteral } from "../syntax/ast_base.ts";
import { ComplexLiteral, type Literal, literalKey, TupleLiteral } from "./constants.ts";
import { exprTo, jumpIf, operand } from "./expressions.ts";
import { checkForbidden, storeName } from "./names.ts";
import { Op } from "./opcodes.ts";
import { constantRepr } from "../syntax/unparse.ts";
import { statements } from "./statements.ts";
import { NO_LOC, TEMP } from "./unit.ts";

/** What a case has found so far. */
class PatternState {
  readonly names: string[];
  readonly registers: number[];
  /** Where a failed test goes. */
  fail: number;
  /** A pattern that always matches may stand here. */
  irrefutable: boolean;

  constructor(fail: number, irrefutable: boolean) {
    this.names = [];
    this.registers = [];
    this.fail = fail;
    this.irrefutable = irrefutable;
  }
}

function isWildcard(p: pattern): boolean {
  return p.tag === Tag.MatchAs && p.name === null && p.pattern === null;
}

function isStarWildcard(p: pattern): boolean {
  return p.tag === Tag.MatchStar && p.name === null;
}

export function compileMatch(c: Compiler, s: Match): void {
  const u = c.u;
  const mark = u.top;
  let subject = operand(c, s.subject);
  if (subject < TEMP) {
    // a case may rebind the variable before its guard fails
    const t = u.alloc();
    u.loc = s.subject;
    u.emit(Op.MOVE, t, subject, 0);
    subject = t;
  }
  const end = u.label();
  const n = s.cases.length;
  const hasDefault = n > 1 && isWildcard(s.cases[n - 1].pattern);
  for (let i = 0; i < n; i++) {
    const k = s.cases[i];
    if (i === n - 1 && hasDefault) {
      defaultCase(c, k, end);
      break;
    }
    const inner = u.top;
    const next = u.label();
    const state = new PatternState(next, k.guard !== null || i === n - 1);
    match(c, k.pattern, subject, state);
    for (let j = 0; j < state.names.length; j++) {
      storeName(c, state.names[j], state.registers[j], k.pattern);
    }
    if (k.guard !== null) jumpIf(c, k.guard, next, false);
    u.top = inner;
    u.loc = k.pattern;
    u.emit(Op.NOP, 0, 0, 0);
    statements(c, k.body);
    u.loc = NO_LOC;
    u.jump(Op.JUMP, 0, 0, end);
    u.place(next);
  }
  u.place(end);
  u.top = mark;
}

function defaultCase(c: Compiler, k: match_case, end: number): void {
  const u = c.u;
  u.loc = k.pattern;
  u.emit(Op.NOP, 0, 0, 0);
  if (k.guard !== null) jumpIf(c, k.guard, end, false);
  statements(c, k.body);
}

function capture(c: Compiler, name: string | null, value: number, at: Located, s: PatternState) {
  if (name === null) return;
  checkForbidden(c, name, at);
  if (s.names.includes(name)) c.fail(`multiple assignments to name '${name}' in pattern`, at);
  s.names.push(name);
  s.registers.push(value);
}

/** A pattern inside another: it may always match. */
function inside(c: Compiler, p: pattern, value: number, s: PatternState): void {
  const old = s.irrefutable;
  s.irrefutable = true;
  match(c, p, value, s);
  s.irrefutable = old;
}

function match(c: Compiler, p: pattern, value: number, s: PatternState): void {
  const u = c.u;
  switch (p.tag) {
    case Tag.MatchValue:
      matchValue(c, p.value, value, p, s);
      break;
    case Tag.MatchSingleton:
      u.loc = p;
      if (p.value === null) {
        c.constant(null);
        u.jump(Op.JUMP_IF_NOT_NONE, value, 0, s.fail);
      } else {
        const t = u.alloc();
        c.loadConst(t, p.value);
        u.jump(Op.JUMP_IF_IS_NOT, value, t, s.fail);
      }
      break;
    case Tag.MatchSequence:
      matchSequence(c, p, value, s);
      break;
    case Tag.MatchMapping:
      matchMapping(c, p, value, s);
      break;
    case Tag.MatchClass:
      matchClass(c, p, value, s);
      break;
    case Tag.MatchStar:
      capture(c, p.name, value, p, s);
      break;
    case Tag.MatchAs:
      if (p.pattern === null) {
        if (!s.irrefutable) {
          c.fail(
            p.name !== null
              ? `name capture '${p.name}' makes remaining patterns unreachable`
              : "wildcard makes remaining patterns unreachable",
            p,
          );
        }
        capture(c, p.name, value, p, s);
      } else {
        match(c, p.pattern, value, s);
        capture(c, p.name, value, p, s);
      }
      break;
    case Tag.MatchOr:
      matchOr(c, p, value, s);
      break;
  }
}

/** A literal, possibly with a sign or as the sum of a complex number, or a dotted name. */
function isPatternValue(e: expr): boolean {
  return e.tag === Tag.Constant || e.tag === Tag.Attribute;
}

function matchValue(c: Compiler, e: expr, value: number, at: Located, s: PatternState): void {
  const u = c.u;
  if (!isPatternValue(e)) {
    c.fail("patterns may only match literals and attribute lookups", at);
  }
  if (e.tag === Tag.Constant) {
    const k = c.constant(e.value);
    u.loc = at;
    u.jump(Op.JUMP_IF_NOT_EQ_K, value, k, s.fail);
  } else {
    const r = operand(c, e);
    u.loc = at;
    u.jump(Op.JUMP_IF_NOT_EQ, value, r, s.fail);
  }
}

function matchSequence(
  c: Compiler,
  p: pattern & { tag: typeof Tag.MatchSequence },
  value: number,
  s: PatternState,
): void {
  const u = c.u;
  const { patterns } = p;
  const size = patterns.length;
  let star = -1;
  let onlyWildcards = true;
  let starWildcard = false;
  for (let i = 0; i < size; i++) {
    const q = patterns[i];
    if (q.tag === Tag.MatchStar) {
      if (star >= 0) c.fail("multiple starred names in sequence pattern", p);
      starWildcard = isStarWildcard(q);
      onlyWildcards &&= starWildcard;
      star = i;
    } else onlyWildcards &&= isWildcard(q);
  }
  const t = u.alloc();
  u.loc = p;
  u.emit(Op.MATCH_SEQUENCE, t, value, 0);
  u.jump(Op.JUMP_IF_FALSE, t, 0, s.fail);
  if (star < 0) {
    u.emit(Op.GET_LEN, t, value, 0);
    u.jump(Op.JUMP_IF_NOT_EQ_K, t, c.constant(size), s.fail);
  } else if (size > 1) {
    u.emit(Op.GET_LEN, t, value, 0);
    u.jump(Op.JUMP_IF_NOT_GE_K, t, c.constant(size - 1), s.fail);
  }
  if (onlyWildcards) return;
  if (starWildcard) {
    // what the star takes is not wanted: take the items one by one
    for (let i = 0; i < size; i++) {
      const q = patterns[i];
      if (i === star || isWildcard(q)) continue;
      const item = u.alloc();
      u.loc = p;
      if (i < star) u.emit(Op.LOAD_SUBSCR_K, item, value, c.constant(i));
      else {
        // the subject need not know negative indices
        u.emit(Op.GET_LEN, item, value, 0);
        u.emit(Op.SUB_K, item, item, c.constant(size - i));
        u.emit(Op.LOAD_SUBSCR, item, value, item);
      }
      inside(c, q, item, s);
    }
    return;
  }
  if (star >= 1 << 8 || size - star - 1 >= 1 << 23) {
    c.fail("too many expressions in star-unpacking sequence pattern", p);
  }
  const first = u.allocMany(size);
  u.loc = p;
  if (star < 0) u.emit(Op.UNPACK_SEQUENCE, first, value, size);
  else u.emit(Op.UNPACK_EX, first, value, star | (size - star - 1) << 8);
  for (let i = 0; i < size; i++) inside(c, patterns[i], first + i, s);
}

function matchMapping(
  c: Compiler,
  p: pattern & { tag: typeof Tag.MatchMapping },
  value: number,
  s: PatternState,
): void {
  const u = c.u;
  const { keys, patterns } = p;
  const size = keys.length;
  if (size !== patterns.length) {
    c.fail(
      `keys (${size}) / patterns (${patterns.length}) length mismatch in mapping pattern`,
      p,
    );
  }
  const t = u.alloc();
  u.loc = p;
  u.emit(Op.MATCH_MAPPING, t, value, 0);
  u.jump(Op.JUMP_IF_FALSE, t, 0, s.fail);
  if (size === 0 && p.rest === null) return;
  const tuple = u.alloc();
  const values = u.alloc();
  if (size > 0) {
    u.emit(Op.GET_LEN, t, value, 0);
    u.jump(Op.JUMP_IF_NOT_GE_K, t, c.constant(size), s.fail);
  }
  const seen = new Set<string>();
  const firstKey = u.allocMany(size);
  for (let i = 0; i < size; i++) {
    const key = keys[i];
    if (key.tag === Tag.Constant) {
      const id = mappingKey(key.value);
      if (seen.has(id)) {
        c.fail(`mapping pattern checks duplicate key (${constantRepr(key.value)})`, p);
      }
      seen.add(id);
    } else if (key.tag !== Tag.Attribute) {
      c.fail("mapping pattern keys may only match literals and attribute lookups", p);
    }
    exprTo(c, key, firstKey + i);
  }
  u.loc = p;
  const first = u.allocMany(size);
  if (size > 0) {
    u.emit(Op.BUILD_TUPLE, tuple, firstKey, size);
    u.emit(Op.MATCH_KEYS, values, value, tuple);
    u.jump(Op.JUMP_IF_NONE, values, 0, s.fail);
    c.constant(null);
    u.emit(Op.UNPACK_SEQUENCE, first, values, size);
  }
  for (let i = 0; i < size; i++) inside(c, patterns[i], first + i, s);
  if (p.rest !== null) {
    const rest = u.alloc();
    u.loc = p;
    u.emit(Op.BUILD_MAP, rest, rest, 0);
    u.emit(Op.DICT_UPDATE, rest, value, 0);
    for (let i = 0; i < size; i++) u.emit(Op.DELETE_SUBSCR, 0, rest, firstKey + i);
    capture(c, p.rest, rest, p, s);
  }
}

/** Literals that are equal as keys of a dict have one text. */
function mappingKey(v: Literal): string {
  if (typeof v === "boolean") return literalKey(v ? 1 : 0);
  if (v instanceof ImaginaryLiteral) return v.value === 0 ? literalKey(0) : literalKey(v);
  let real = NaN;
  if (v instanceof FloatLiteral) real = v.value;
  else if (v instanceof ComplexLiteral && v.im === 0) real = v.re;
  if (Number.isNaN(real)) return literalKey(v);
  if (!Number.isInteger(real)) return literalKey(new FloatLiteral(real));
  return Number.isSafeInteger(real) ? literalKey(real + 0) : literalKey(BigInt(real));
}

function matchClass(
  c: Compiler,
  p: pattern & { tag: typeof Tag.MatchClass },
  value: number,
  s: PatternState,
): void {
  const u = c.u;
  const nargs = p.patterns.length;
  const attrs = p.kwd_attrs;
  for (let i = 0; i < attrs.length; i++) {
    checkForbidden(c, attrs[i], p.kwd_patterns[i]);
    for (let j = i + 1; j < attrs.length; j++) {
      if (attrs[i] === attrs[j]) {
        c.fail(
          `attribute name repeated in class pattern: ${attrs[j]}`,
          p.kwd_patterns[j],
        );
      }
    }
  }
  const tuple = u.alloc();
  const pair = u.allocMany(2);
  exprTo(c, p.cls, pair + 1);
  u.loc = p;
  u.emit(Op.MOVE, pair, value, 0);
  const names: Literal[] = attrs.slice();
  const k = c.constant(new TupleLiteral(names));
  u.emit(Op.MATCH_CLASS, tuple, pair, nargs);
  u.emit(Op.EXTRA, k, 0, 0);
  u.jump(Op.JUMP_IF_NONE, tuple, 0, s.fail);
  c.constant(null);
  const n = nargs + attrs.length;
  const first = u.allocMany(n);
  if (n > 0) u.emit(Op.UNPACK_SEQUENCE, first, tuple, n);
  for (let i = 0; i < n; i++) {
    const q = i < nargs ? p.patterns[i] : p.kwd_patterns[i - nargs];
    if (!isWildcard(q)) inside(c, q, first + i, s);
  }
}

function matchOr(
  c: Compiler,
  p: pattern & { tag: typeof Tag.MatchOr },
  value: number,
  s: PatternState,
): void {
  const u = c.u;
  const end = u.label();
  const n = p.patterns.length;
  const { fail, irrefutable } = s;
  let control: PatternState | null = null;
  const targets: number[] = [];
  for (let i = 0; i < n; i++) {
    const q = p.patterns[i];
    const last = i === n - 1;
    const next = last ? fail : u.label();
    const alternative = new PatternState(next, last && irrefutable);
    match(c, q, value, alternative);
    if (control === null) {
      control = alternative;
      for (let j = 0; j < alternative.names.length; j++) targets.push(u.alloc());
    } else if (alternative.names.length !== control.names.length) {
      c.fail("alternative patterns bind different names", p);
    }
    u.loc = q;
    for (let j = 0; j < control.names.length; j++) {
      const at = alternative.names.indexOf(control.names[j]);
      if (at < 0) c.fail("alternative patterns bind different names", p);
      u.emit(Op.MOVE, targets[j], alternative.registers[at], 0);
    }
    u.jump(Op.JUMP, 0, 0, end);
    if (!last) u.place(next);
  }
  u.place(end);
  if (control !== null) {
    for (let j = 0; j < control.names.length; j++) {
      capture(c, control.names[j], targets[j], p, s);
    }
  }
}
