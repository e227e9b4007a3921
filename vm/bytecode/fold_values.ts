// Arithmetic on constants, within CPython's limits (a constant must not become much larger than its source). `null` where
// nothing is folded: the types do not fit, it would fail, or it would be too large.

import { operator, unaryop } from "../syntax/ast.ts";
import { AstralLiteral, FloatLiteral, ImaginaryLiteral } from "../syntax/ast_base.ts";
import * as ints from "../objects/core/int_core.ts";
import { PyComplex } from "../objects/complex.ts";
import { PyFloat } from "../objects/float.ts";
import { complexPower, complexQuotient, floatPower } from "../objects/float_power.ts";
import { ComplexLiteral, type Literal, TupleLiteral } from "./constants.ts";

/** A result; the box tells a folded None from nothing folded. */
export interface Folded {
  v: Literal;
}

type Int = number | bigint;

const MAX_INT_BITS = 128;
const MAX_COLLECTION = 256;
const MAX_STR = 4096;

function done(v: Literal): Folded {
  return { v };
}

function asInt(v: Literal): Int | null {
  if (typeof v === "number" || typeof v === "bigint") return v;
  return typeof v === "boolean" ? (v ? 1 : 0) : null;
}

/** A real number as a double; NaN-free failure is null. */
function asDouble(v: Literal): number | null {
  if (v instanceof FloatLiteral) return v.value;
  const i = asInt(v);
  if (i === null) return null;
  const d = Number(i);
  return Number.isFinite(d) ? d : null;
}

interface Complex {
  re: number;
  im: number;
}

function asComplex(v: Literal): Complex | null {
  if (v instanceof ImaginaryLiteral) return { re: 0, im: v.value };
  if (v instanceof ComplexLiteral) return v;
  const d = asDouble(v);
  return d === null ? null : { re: d, im: 0 };
}

function isComplex(v: Literal): boolean {
  return v instanceof ImaginaryLiteral || v instanceof ComplexLiteral;
}

function complex(re: number, im: number): Folded {
  return done(Object.is(re, 0) ? new ImaginaryLiteral(im) : new ComplexLiteral(re, im));
}

export function foldUnary(op: unaryop, v: Literal, truth: boolean): Folded | null {
  if (op === unaryop.Not) return done(!truth);
  const i = asInt(v);
  if (i !== null) {
    if (op === unaryop.USub) return done(ints.negate(i));
    if (op === unaryop.UAdd) return done(i);
    // ~True is a warning at run time
    return typeof v === "boolean" ? null : done(ints.invert(i));
  }
  if (op === unaryop.Invert) return null;
  if (v instanceof FloatLiteral) {
    return op === unaryop.USub ? done(new FloatLiteral(-v.value)) : done(v);
  }
  if (isComplex(v)) {
    const z = asComplex(v)!;
    return op === unaryop.USub ? complex(-z.re, -z.im) : done(v);
  }
  return null;
}

function intOp(op: operator, a: Int, b: Int): Folded | null {
  switch (op) {
    case operator.Add:
      return done(ints.add(a, b));
    case operator.Sub:
      return done(ints.sub(a, b));
    case operator.Mult:
      if (
        a !== 0 && b !== 0 && ints.bitLength(a) + ints.bitLength(b) > MAX_INT_BITS
      ) return null;
      return done(ints.mul(a, b));
    case operator.Div: {
      if (b === 0) return null;
      try {
        return done(new FloatLiteral(ints.truediv(a, b)));
      } catch {
        return null;
      }
    }
    case operator.FloorDiv:
      return b === 0 ? null : done(ints.floordiv(a, b));
    case operator.Mod:
      return b === 0 ? null : done(ints.mod(a, b));
    case operator.Pow: {
      if (ints.sign(b) < 0) {
        if (a === 0) return null;
        const [x, y] = [Number(a), Number(b)];
        return Number.isFinite(x) && Number.isFinite(y) ? computed(() => floatPower(x, y)) : null;
      }
      if (b !== 0 && ints.bitLength(a) * Number(b) > MAX_INT_BITS) {
        if (a !== 0 && a !== 1 && a !== -1) return null;
        if (Number(b) > MAX_INT_BITS) return null;
      }
      return done(ints.pow(a, b));
    }
    case operator.LShift: {
      if (ints.sign(b) < 0) return null;
      if (a !== 0 && b !== 0) {
        const n = Number(b);
        if (n > MAX_INT_BITS || ints.bitLength(a) > MAX_INT_BITS - n) return null;
      } else if (a === 0) return done(0);
      return done(ints.lshift(a, b));
    }
    case operator.RShift:
      return ints.sign(b) < 0 ? null : done(ints.rshift(a, b));
    case operator.BitOr:
      return done(ints.or(a, b));
    case operator.BitXor:
      return done(ints.xor(a, b));
    case operator.BitAnd:
      return done(ints.and(a, b));
  }
  return null;
}

function floatOp(op: operator, a: number, b: number): Folded | null {
  switch (op) {
    case operator.Add:
      return done(new FloatLiteral(a + b));
    case operator.Sub:
      return done(new FloatLiteral(a - b));
    case operator.Mult:
      return done(new FloatLiteral(a * b));
    case operator.Div:
      return b === 0 ? null : done(new FloatLiteral(a / b));
    case operator.Pow:
      return computed(() => floatPower(a, b));
    case operator.Mod:
    case operator.FloorDiv: {
      if (b === 0) return null;
      let mod = a % b;
      let div = (a - mod) / b;
      if (mod !== 0) {
        if ((b < 0) !== (mod < 0)) {
          mod += b;
          div -= 1;
        }
      } else mod = b < 0 ? -0 : 0;
      if (op === operator.Mod) return done(new FloatLiteral(mod));
      if (div === 0) return done(new FloatLiteral(a / b < 0 || Object.is(a / b, -0) ? -0 : 0));
      let floor = Math.floor(div);
      if (div - floor > 0.5) floor += 1;
      return done(new FloatLiteral(floor));
    }
  }
  return null;
}

/** What the arithmetic of run time gives, so that folding shows in nothing; nothing is folded where it fails. */
function computed(compute: () => unknown): Folded | null {
  let v: unknown;
  try {
    v = compute();
  } catch {
    return null;
  }
  if (v instanceof PyFloat) return done(new FloatLiteral(v.v));
  return v instanceof PyComplex ? complex(v.re, v.im) : null;
}

function complexOp(op: operator, a: Complex, b: Complex): Folded | null {
  switch (op) {
    case operator.Add:
      return complex(a.re + b.re, a.im + b.im);
    case operator.Sub:
      return complex(a.re - b.re, a.im - b.im);
    case operator.Mult:
      return complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
    case operator.Div:
      return computed(() => complexQuotient(a.re, a.im, b.re, b.im));
    case operator.Pow:
      return computed(() => complexPower(a.re, a.im, b.re, b.im));
  }
  return null;
}

function length(v: string | AstralLiteral | Uint8Array | TupleLiteral): number {
  if (typeof v === "string") return v.length;
  if (v instanceof AstralLiteral) return v.points.length;
  return v instanceof TupleLiteral ? v.items.length : v.length;
}

function isSequence(v: Literal): v is string | AstralLiteral | Uint8Array | TupleLiteral {
  return typeof v === "string" || v instanceof AstralLiteral || v instanceof Uint8Array ||
    v instanceof TupleLiteral;
}

function points(v: string | AstralLiteral): Uint32Array {
  if (v instanceof AstralLiteral) return v.points;
  const out = new Uint32Array(v.length);
  for (let i = 0; i < v.length; i++) out[i] = v.charCodeAt(i);
  return out;
}

/** A str of code points, in the form its content asks for. */
function text(all: Uint32Array): Literal {
  for (const p of all) if (p > 0xffff) return new AstralLiteral(all);
  let s = "";
  for (const p of all) s += String.fromCharCode(p);
  return s;
}

function concat(a: Literal, b: Literal): Folded | null {
  if (typeof a === "string" && typeof b === "string") return done(a + b);
  if (
    (typeof a === "string" || a instanceof AstralLiteral) &&
    (typeof b === "string" || b instanceof AstralLiteral)
  ) {
    const x = points(a);
    const y = points(b);
    const all = new Uint32Array(x.length + y.length);
    all.set(x);
    all.set(y, x.length);
    return done(text(all));
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    const all = new Uint8Array(a.length + b.length);
    all.set(a);
    all.set(b, a.length);
    return done(all);
  }
  if (a instanceof TupleLiteral && b instanceof TupleLiteral) {
    return done(new TupleLiteral(a.items.concat(b.items)));
  }
  return null;
}

function totalItems(v: TupleLiteral, limit: number): number {
  let n = v.items.length;
  for (const item of v.items) {
    if (n > limit) break;
    if (item instanceof TupleLiteral) n += totalItems(item, limit - n);
  }
  return n;
}

function repeat(
  v: string | AstralLiteral | Uint8Array | TupleLiteral,
  count: Int,
): Folded | null {
  const n = Number(count);
  const size = length(v);
  // beyond a C index it fails at run time
  if (Math.abs(n) >= 2 ** 63 || (n < 0 && size > 0)) return null;
  if (v instanceof TupleLiteral) {
    if (size > 0) {
      if (n > MAX_COLLECTION / size) return null;
      if (n > 0 && totalItems(v, MAX_COLLECTION / n) * n > MAX_COLLECTION) return null;
    }
    const items: Literal[] = [];
    for (let i = 0; i < n && size > 0; i++) items.push(...v.items);
    return done(new TupleLiteral(items));
  }
  if (size > 0 && n > MAX_STR / size) return null;
  if (size === 0) return done(v);
  if (typeof v === "string") return done(v.repeat(n));
  if (v instanceof AstralLiteral) {
    const all = new Uint32Array(size * n);
    for (let i = 0; i < n; i++) all.set(v.points, i * size);
    return done(text(all));
  }
  const all = new Uint8Array(size * n);
  for (let i = 0; i < n; i++) all.set(v, i * size);
  return done(all);
}

export function foldBinary(op: operator, a: Literal, b: Literal): Folded | null {
  const i = asInt(a);
  const j = asInt(b);
  if (i !== null && j !== null) {
    if (
      typeof a === "boolean" && typeof b === "boolean" &&
      (op === operator.BitAnd || op === operator.BitOr || op === operator.BitXor)
    ) {
      return done(op === operator.BitAnd ? a && b : op === operator.BitOr ? a || b : a !== b);
    }
    return intOp(op, i, j);
  }
  if (isComplex(a) || isComplex(b)) {
    const x = asComplex(a);
    const y = asComplex(b);
    return x === null || y === null ? null : complexOp(op, x, y);
  }
  if (a instanceof FloatLiteral || b instanceof FloatLiteral) {
    const x = asDouble(a);
    const y = asDouble(b);
    return x === null || y === null ? null : floatOp(op, x, y);
  }
  if (op === operator.Add) return concat(a, b);
  if (op === operator.Mult) {
    if (isSequence(a) && j !== null) return repeat(a, j);
    if (isSequence(b) && i !== null) return repeat(b, i);
  }
  return null;
}

/** constant[constant]. */
export function foldSubscript(v: Literal, index: Literal): Folded | null {
  const i = asInt(index);
  if (i === null || !isSequence(v)) return null;
  const n = length(v);
  let at = Number(i);
  if (at < 0) at += n;
  if (!(at >= 0 && at < n)) return null;
  if (typeof v === "string") return done(v.charAt(at));
  if (v instanceof AstralLiteral) return done(text(v.points.slice(at, at + 1)));
  if (v instanceof TupleLiteral) return done(v.items[at]);
  return done((v as Uint8Array)[at]);
}
