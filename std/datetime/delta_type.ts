// timedelta: durations. Sums are computed in the three fields; products and quotients in microseconds, which a bigint holds.

import { asIntegerRatio } from "../../vm/objects/core/float_text.ts";
import { canonical, truediv } from "../../vm/objects/core/int_core.ts";
import { member } from "../../vm/objects/builtin.ts";
import { hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import { NOT_IMPLEMENTED, type Value } from "../../vm/objects/object.ts";
import { overflowError, typeError, valueError, zeroDivisionError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { newDelta, pad, PyDelta, types } from "./objects.ts";

const DAY = 86400000000n;

/** All of it in microseconds. */
export function microsecondsOf(d: PyDelta): bigint {
  return (BigInt(d.days) * 86400n + BigInt(d.seconds)) * 1000000n + BigInt(d.microseconds);
}

/** The timedelta of so many microseconds. */
export function fromMicroseconds(us: bigint, cls: PyType = types.delta): PyDelta {
  let days = us / DAY, rest = us % DAY;
  if (rest < 0n) {
    rest += DAY;
    days--;
  }
  if (days > 2147483647n || days < -2147483648n) {
    throw overflowError("Python int too large to convert to C int");
  }
  const n = Number(rest);
  return newDelta(Number(days), Math.floor(n / 1000000), n % 1000000, cls);
}

/** Half to even. */
function divideNearest(a: bigint, b: bigint): bigint {
  if (b === 0n) throw zeroDivisionError("integer division or modulo by zero");
  let q = a / b, r = a % b;
  if (r !== 0n && (r < 0n) !== (b < 0n)) {
    q--;
    r += b;
  }
  const twice = 2n * r;
  const over = b > 0n ? twice > b : twice < b;
  return over || twice === b && (q & 1n) === 1n ? q + 1n : q;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && (a < 0n) !== (b < 0n) ? q - 1n : q;
}

// ---- the constructor

/** Microseconds of each unit, by parameter; they are summed in this order. */
const UNITS: readonly (readonly [string, number, bigint])[] = [
  ["microseconds", 2, 1n],
  ["milliseconds", 3, 1000n],
  ["seconds", 1, 1000000n],
  ["minutes", 4, 60000000n],
  ["hours", 5, 3600000000n],
  ["days", 0, DAY],
  ["weeks", 6, 7n * DAY],
];

/** Rounds half away from even as C's round() does away from zero. */
function roundHalfAway(x: number): number {
  const r = Math.round(Math.abs(x));
  return x < 0 ? -r : r;
}

function newTimedelta(cls: PyType, ...args: (Value | undefined)[]): Value {
  const [days, seconds, microseconds] = args;
  if (
    args[3] === undefined && args[4] === undefined && args[5] === undefined &&
    args[6] === undefined && small(days) && small(seconds) && small(microseconds)
  ) {
    return newDelta(days ?? 0, seconds ?? 0, microseconds ?? 0, cls);
  }
  let sum = 0n, leftover = 0;
  for (const [name, at, factor] of UNITS) {
    const v = args[at];
    if (v === undefined) continue;
    const n = intOf(v);
    if (n !== undefined) {
      sum += BigInt(n) * factor;
    } else if (v instanceof PyFloat) {
      const x = v.v;
      if (x !== x) throw valueError("cannot convert float NaN to integer");
      if (x - x !== 0) throw overflowError("cannot convert float infinity to integer");
      const whole = Math.trunc(x), fraction = x - whole;
      sum += BigInt(whole) * factor;
      if (fraction !== 0) {
        const us = fraction * Number(factor), usWhole = Math.trunc(us);
        sum += BigInt(usWhole);
        leftover += us - usWhole;
      }
    } else {
      throw typeError(`unsupported type for timedelta ${name} component: ${typeOf(v).name}`);
    }
  }
  if (leftover !== 0) {
    let whole = roundHalfAway(leftover);
    if (Math.abs(whole - leftover) === 0.5) {
      // a tie goes to the even microsecond of the whole
      const odd = (sum & 1n) === 1n ? 1 : 0;
      whole = 2 * roundHalfAway((leftover + odd) * 0.5) - odd;
    }
    sum += BigInt(whole);
  }
  return fromMicroseconds(sum, cls);
}

/** Absent, or an int with which the fields do not lose anything. */
function small(v: Value | undefined): v is number | undefined {
  return v === undefined || typeof v === "number" && v < 1e9 && v > -1e9;
}

// ---- operators

export function addDeltas(a: PyDelta, b: PyDelta): PyDelta {
  return newDelta(a.days + b.days, a.seconds + b.seconds, a.microseconds + b.microseconds);
}

export function subtractDeltas(a: PyDelta, b: PyDelta): PyDelta {
  return newDelta(a.days - b.days, a.seconds - b.seconds, a.microseconds - b.microseconds);
}

export function negateDelta(d: PyDelta): PyDelta {
  return newDelta(-d.days, -d.seconds, -d.microseconds);
}

/** -1, 0 or 1 */
export function compareDeltas(a: PyDelta, b: PyDelta): number {
  let d = a.days - b.days;
  if (d === 0) d = a.seconds - b.seconds;
  if (d === 0) d = a.microseconds - b.microseconds;
  return Math.sign(d);
}

function multiply(d: PyDelta, v: Value): Value {
  const n = intOf(v);
  if (n !== undefined) return fromMicroseconds(microsecondsOf(d) * BigInt(n));
  if (v instanceof PyFloat) {
    const [p, q] = asIntegerRatio(v.v);
    return fromMicroseconds(divideNearest(microsecondsOf(d) * BigInt(p), BigInt(q)));
  }
  return NOT_IMPLEMENTED;
}

function trueDivide(d: PyDelta, v: Value): Value {
  const us = microsecondsOf(d);
  if (v instanceof PyDelta) {
    const other = microsecondsOf(v);
    if (other === 0n) throw zeroDivisionError("division by zero");
    return new PyFloat(truediv(canonical(us), canonical(other)));
  }
  const n = intOf(v);
  if (n !== undefined) return fromMicroseconds(divideNearest(us, BigInt(n)));
  if (v instanceof PyFloat) {
    const [p, q] = asIntegerRatio(v.v);
    return fromMicroseconds(divideNearest(us * BigInt(q), BigInt(p)));
  }
  return NOT_IMPLEMENTED;
}

function floorDivideBy(d: PyDelta, v: Value): Value {
  const us = microsecondsOf(d);
  if (v instanceof PyDelta) {
    const other = microsecondsOf(v);
    if (other === 0n) throw zeroDivisionError("integer division or modulo by zero");
    return canonical(floorDivide(us, other));
  }
  const n = intOf(v);
  if (n === undefined) return NOT_IMPLEMENTED;
  if (n === 0) throw zeroDivisionError("integer division or modulo by zero");
  return fromMicroseconds(floorDivide(us, BigInt(n)));
}

function divmod(a: PyDelta, b: PyDelta, text: string): [bigint, bigint] {
  const x = microsecondsOf(a), y = microsecondsOf(b);
  if (y === 0n) throw zeroDivisionError(text);
  const q = floorDivide(x, y);
  return [q, x - q * y];
}

function binary(symbol: string, f: (a: PyDelta, b: PyDelta) => Value): Declaration {
  return method(
    "(self, value, /)",
    `Return self${symbol}value.`,
    (self: PyDelta, v: Value) => v instanceof PyDelta ? f(self, v) : NOT_IMPLEMENTED,
  );
}

function reflected(symbol: string, f: (a: PyDelta, b: PyDelta) => Value): Declaration {
  return method(
    "(self, value, /)",
    `Return value${symbol}self.`,
    (self: PyDelta, v: Value) => v instanceof PyDelta ? f(v, self) : NOT_IMPLEMENTED,
  );
}

function comparing(symbol: string, test: (order: number) => boolean): Declaration {
  return binary(symbol, (a, b) => test(compareDeltas(a, b)));
}

/** `3 days, 4:05:06.000007` */
export function deltaText(d: PyDelta): string {
  const { days, seconds, microseconds } = d;
  const minutes = Math.floor(seconds / 60);
  let text = `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
  if (microseconds !== 0) text += `.${pad(microseconds, 6)}`;
  if (days === 0) return text;
  return `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${text}`;
}

/** `datetime.timedelta(days=3)` */
export function deltaRepr(d: PyDelta): string {
  const parts: string[] = [];
  if (d.days !== 0) parts.push(`days=${d.days}`);
  if (d.seconds !== 0) parts.push(`seconds=${d.seconds}`);
  if (d.microseconds !== 0) parts.push(`microseconds=${d.microseconds}`);
  return `${d.cls.name}(${parts.length === 0 ? "0" : parts.join(", ")})`;
}

/** Makes the type. */
export function defineDelta(): PyType {
  const t = builtinType("datetime.timedelta", PyDelta, {
    module: "datetime",
    qualname: "timedelta",
  });
  types.delta = t;
  define(t, {
    doc:
      "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll arguments are optional and default to 0.\nArguments may be integers or floats, and may be positive or negative.",
    new: method(
      "(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
      "Create and return a new object.  See help(type) for accurate signature.",
      newTimedelta,
    ),
    methods: {
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyDelta) => strFromUtf16(deltaRepr(self)),
      ),
      __str__: method("(self, /)", "Return str(self).", deltaText as (d: PyDelta) => Value),
      __hash__: method(
        "(self, /)",
        "Return hash(self).",
        (self: PyDelta) => hashOf(new PyTuple([self.days, self.seconds, self.microseconds])),
      ),
      __lt__: comparing("<", (n) => n < 0),
      __le__: comparing("<=", (n) => n <= 0),
      __eq__: comparing("==", (n) => n === 0),
      __ne__: comparing("!=", (n) => n !== 0),
      __gt__: comparing(">", (n) => n > 0),
      __ge__: comparing(">=", (n) => n >= 0),
      __add__: binary("+", addDeltas),
      __radd__: reflected("+", addDeltas),
      __sub__: binary("-", subtractDeltas),
      __rsub__: reflected("-", subtractDeltas),
      __mul__: method("(self, value, /)", "Return self*value.", multiply),
      __rmul__: method("(self, value, /)", "Return value*self.", multiply),
      __truediv__: method("(self, value, /)", "Return self/value.", trueDivide),
      __rtruediv__: reflected("/", trueDivide),
      __floordiv__: method("(self, value, /)", "Return self//value.", floorDivideBy),
      __rfloordiv__: reflected("//", floorDivideBy),
      __mod__: binary(
        "%",
        (a, b) => fromMicroseconds(divmod(a, b, "integer modulo by zero")[1]),
      ),
      __rmod__: reflected(
        "%",
        (a, b) => fromMicroseconds(divmod(a, b, "integer modulo by zero")[1]),
      ),
      __divmod__: method(
        "(self, value, /)",
        "Return divmod(self, value).",
        (self: PyDelta, v: Value) => v instanceof PyDelta ? divmodPair(self, v) : NOT_IMPLEMENTED,
      ),
      __rdivmod__: method(
        "(self, value, /)",
        "Return divmod(value, self).",
        (self: PyDelta, v: Value) => v instanceof PyDelta ? divmodPair(v, self) : NOT_IMPLEMENTED,
      ),
      __neg__: method("(self, /)", "-self", negateDelta),
      __pos__: method(
        "(self, /)",
        "+self",
        (self: PyDelta) => newDelta(self.days, self.seconds, self.microseconds),
      ),
      __abs__: method(
        "(self, /)",
        "abs(self)",
        (self: PyDelta) =>
          self.days < 0 ? negateDelta(self) : newDelta(self.days, self.seconds, self.microseconds),
      ),
      __bool__: method(
        "(self, /)",
        "True if self else False",
        (self: PyDelta) => self.days !== 0 || self.seconds !== 0 || self.microseconds !== 0,
      ),
      total_seconds: method(
        "(self, /)",
        "Total seconds in the duration.",
        (self: PyDelta) => new PyFloat(truediv(canonical(microsecondsOf(self)), 1000000)),
      ),
      __reduce__: method(
        "(self, /)",
        "__reduce__() -> (cls, state)",
        (self: PyDelta) =>
          new PyTuple([self.cls, new PyTuple([self.days, self.seconds, self.microseconds])]),
      ),
    },
    attributes: {
      days: member("Number of days.", (self: PyDelta) => self.days),
      seconds: member(
        "Number of seconds (>= 0 and less than 1 day).",
        (self: PyDelta) => self.seconds,
      ),
      microseconds: member(
        "Number of microseconds (>= 0 and less than 1 second).",
        (self: PyDelta) => self.microseconds,
      ),
    },
  });
  define(t, {
    values: {
      resolution: newDelta(0, 0, 1),
      min: newDelta(-999999999, 0, 0),
      max: newDelta(999999999, 86399, 999999),
    },
  });
  return t;
}

function divmodPair(a: PyDelta, b: PyDelta): Value {
  const [q, r] = divmod(a, b, "integer division or modulo by zero");
  return new PyTuple([canonical(q), fromMicroseconds(r)]);
}
