// date.

import { call, callMethod, getAttr } from "../../vm/objects/attributes.ts";
import { getset, member } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../../vm/objects/object.ts";
import { length, str } from "../../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple, TupleType } from "../../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType } from "../../vm/objects/type.ts";
import { repr } from "../../vm/objects/operations.ts";
import {
  fromIsoCalendar,
  fromOrdinal,
  isoCalendar,
  MAX_ORDINAL,
  toOrdinal,
  weekdayOf,
} from "./calendar.ts";
import { localFields, secondsArgument } from "./local_time.ts";
import {
  checkDate,
  intArgument,
  newDate,
  newDelta,
  PyDate,
  PyDateTime,
  PyDelta,
  types,
} from "./objects.ts";
import { parseDate } from "./iso_format.ts";
import { ctime, dateText, strftime } from "./text.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** What isocalendar gives: a tuple with names. */
class IsoCalendarDate extends PyTuple {}

let isoCalendarType: PyType | undefined;

function defineIsoCalendar(): PyType {
  const t = builtinType("datetime.IsoCalendarDate", IsoCalendarDate, {
    module: "datetime",
    qualname: "IsoCalendarDate",
    base: TupleType,
    final: true,
  });
  define(t, {
    doc:
      "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be accessed either as a tuple of\n  ((year, week, weekday))\nor via the object attributes as named in the above tuple.",
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", (self: PyTuple) => {
        const [year, week, weekday] = self.items;
        return strFromUtf16(
          `datetime.IsoCalendarDate(year=${year}, week=${week}, weekday=${weekday})`,
        );
      }),
      __reduce__: method(
        "(self, /)",
        "",
        (self: PyTuple) => new PyTuple([TupleType, new PyTuple([new PyTuple(self.items)])]),
      ),
    },
    attributes: {
      year: getset(undefined, (self: PyTuple) => self.items[0]),
      week: getset(undefined, (self: PyTuple) => self.items[1]),
      weekday: getset(undefined, (self: PyTuple) => self.items[2]),
    },
  });
  return t;
}

/** The bytes of a pickled state; `undefined` where the argument is none. */
export function pickledState(v: Value | undefined, size: number): Uint8Array | undefined {
  if (v instanceof PyBytes) return v.data.length === size ? v.data : undefined;
  // Python 2's pickles come as str
  if (typeof v === "string" && v.length === size) {
    return Uint8Array.from(v, (c) => c.charCodeAt(0));
  }
  return undefined;
}

function create(cls: PyType, year: Value, month?: Value, day?: Value): Value {
  if (month === undefined) {
    const state = pickledState(year, 4);
    if (state !== undefined && state[2] >= 1 && state[2] <= 12) {
      const d = cls.allocate() as PyDate;
      d.year = state[0] * 256 + state[1];
      d.month = state[2];
      d.day = state[3];
      return d;
    }
  }
  const y = intArgument(year);
  if (month === undefined) {
    throw typeError("function missing required argument 'month' (pos 2)");
  }
  const m = intArgument(month);
  if (day === undefined) throw typeError("function missing required argument 'day' (pos 3)");
  const dd = intArgument(day);
  checkDate(y, m, dd);
  const d = cls === types.date ? new PyDate() : cls.allocate() as PyDate;
  d.year = y;
  d.month = m;
  d.day = dd;
  return d;
}

/** Fields of a day so many days away. */
export function shiftDate(d: PyDate, days: number): [number, number, number] {
  const ordinal = toOrdinal(d.year, d.month, d.day) + days;
  if (ordinal < 1 || ordinal > MAX_ORDINAL) throw overflowError("date value out of range");
  return fromOrdinal(ordinal);
}

function addDelta(self: PyDate, v: Value): Value {
  if (!(v instanceof PyDelta)) return NOT_IMPLEMENTED;
  return newDate(...shiftDate(self, v.days), self.cls);
}

function subtract(self: PyDate, v: Value): Value {
  if (self instanceof PyDateTime) return NOT_IMPLEMENTED;
  if (v instanceof PyDateTime) return NOT_IMPLEMENTED;
  if (v instanceof PyDate) {
    return newDelta(
      toOrdinal(self.year, self.month, self.day) - toOrdinal(v.year, v.month, v.day),
      0,
      0,
    );
  }
  if (v instanceof PyDelta) return newDate(...shiftDate(self, -v.days), self.cls);
  return NOT_IMPLEMENTED;
}

/** The order of the fields year, month, day. */
export function compareDates(a: PyDate, b: PyDate): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

function comparing(symbol: string, test: (order: number) => boolean): Declaration {
  return method("(self, value, /)", `Return self${symbol}value.`, (self: PyDate, v: Value) => {
    // a datetime and a date are never comparable
    if (!(v instanceof PyDate) || v instanceof PyDateTime) return NOT_IMPLEMENTED;
    return test(compareDates(self, v));
  });
}

/** A struct_time as time.localtime gives one. */
export function timeTuple(
  d: PyDate,
  hour: number,
  minute: number,
  second: number,
  dst: number,
): Value {
  const struct = getAttr(runtime.importModule("time"), "struct_time");
  const yearDay = toOrdinal(d.year, d.month, d.day) - toOrdinal(d.year, 1, 1) + 1;
  const fields = [
    d.year,
    d.month,
    d.day,
    hour,
    minute,
    second,
    weekdayOf(d.year, d.month, d.day),
    yearDay,
    dst,
  ];
  return call(struct, [new PyTuple(fields)]);
}

/** `format(d, spec)`: strftime, or str() for the empty one. */
export function formatByStrftime(self: Value, spec: Value): Value {
  if (!isStr(spec)) {
    throw typeError(`__format__() argument 1 must be str, not ${argumentName(spec)}`);
  }
  return length(spec) === 0 ? str(self) : callMethod(self, "strftime", spec);
}

/** The error of a text that is no ISO date. */
export function invalidIso(v: Value): Value {
  return valueError(`Invalid isoformat string: ${repr(v)}`);
}

/** The text of an argument of fromisoformat. */
export function isoText(v: Value): string {
  if (!isStr(v)) throw typeError("fromisoformat: argument must be str");
  return utf16(strOf(v)!);
}

function fromIso(cls: PyType, v: Value): Value {
  const text = isoText(v);
  if (text.length !== 7 && text.length !== 8 && text.length !== 10) throw invalidIso(v);
  const parts = parseDate(text);
  if (parts === undefined) throw invalidIso(v);
  checkDate(...parts);
  return newDate(...parts, cls);
}

function fromIsoCalendarFields(cls: PyType, yearV: Value, weekV: Value, dayV: Value): Value {
  const year = intArgument(yearV), week = intArgument(weekV), day = intArgument(dayV);
  const r = fromIsoCalendar(year, week, day);
  if (r === "year") throw valueError(`Year is out of range: ${year}`);
  if (r === "week") throw valueError(`Invalid week: ${week}`);
  if (r === "day") throw valueError(`Invalid day: ${day} (range is [1, 7])`);
  const [y, m, d] = fromOrdinal(r);
  checkDate(y, m, d);
  return newDate(y, m, d, cls);
}

function fromOrdinalValue(cls: PyType, v: Value): Value {
  const n = intArgument(v);
  if (n < 1) throw valueError("ordinal must be >= 1");
  const [y, m, d] = fromOrdinal(n);
  checkDate(y, m, d);
  return newDate(y, m, d, cls);
}

function fromTimestamp(cls: PyType, v: Value): Value {
  const f = localFields(secondsArgument(v));
  checkDate(f.year, f.month, f.day);
  return newDate(f.year, f.month, f.day, cls);
}

function replace(self: PyDate, year?: Value, month?: Value, day?: Value): Value {
  const y = year === undefined ? self.year : intArgument(year);
  const m = month === undefined ? self.month : intArgument(month);
  const d = day === undefined ? self.day : intArgument(day);
  checkDate(y, m, d);
  return newDate(y, m, d, self.cls);
}

/** Makes the type. */
export function defineDate(): PyType {
  const t = builtinType("datetime.date", PyDate, { module: "datetime", qualname: "date" });
  types.date = t;
  define(t, {
    doc: "date(year, month, day) --> date object",
    new: method("(cls, year, month=<unrepresentable>, day=<unrepresentable>)", NEW_DOC, create, {
      noTextSignature: true,
    }),
    methods: {
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: PyDate) =>
          strFromUtf16(`${self.cls.name}(${self.year}, ${self.month}, ${self.day})`),
      ),
      __str__: method(
        "(self, /)",
        "Return str(self).",
        (self: PyDate) => callMethod(self, "isoformat"),
      ),
      __hash__: method(
        "(self, /)",
        "Return hash(self).",
        (self: PyDate) => hashOf(new PyTuple([self.year, self.month, self.day])),
      ),
      __lt__: comparing("<", (n) => n < 0),
      __le__: comparing("<=", (n) => n <= 0),
      __eq__: comparing("==", (n) => n === 0),
      __ne__: comparing("!=", (n) => n !== 0),
      __gt__: comparing(">", (n) => n > 0),
      __ge__: comparing(">=", (n) => n >= 0),
      __add__: method("(self, value, /)", "Return self+value.", addDelta),
      __radd__: method("(self, value, /)", "Return value+self.", addDelta),
      __sub__: method("(self, value, /)", "Return self-value.", subtract),
      __rsub__: method(
        "(self, value, /)",
        "Return value-self.",
        (self: PyDate, v: Value) => v instanceof PyDate ? subtract(v, self) : NOT_IMPLEMENTED,
      ),
      ctime: method("(self, /)", "Return ctime() style string.", ctime as (d: PyDate) => Value),
      strftime: method(
        "(self, /, format)",
        "format -> strftime() style string.",
        (self: PyDate, format: Value) =>
          strftime(format, callMethod(self, "timetuple"), undefined, NONE),
        { noTextSignature: true },
      ),
      __format__: method(
        "(self, format_spec, /)",
        "Formats self with strftime.",
        formatByStrftime,
        {
          noTextSignature: true,
        },
      ),
      timetuple: method(
        "(self, /)",
        "Return time tuple, compatible with time.localtime().",
        (self: PyDate) => timeTuple(self, 0, 0, 0, -1),
      ),
      isocalendar: method(
        "(self, /)",
        "Return a named tuple containing ISO year, week number, and weekday.",
        (self: PyDate) => {
          const c = (isoCalendarType ??= defineIsoCalendar()).allocate() as IsoCalendarDate;
          c.items = isoCalendar(self.year, self.month, self.day);
          return c;
        },
      ),
      isoformat: method(
        "(self, /)",
        "Return string in ISO 8601 format, YYYY-MM-DD.",
        dateText as (d: PyDate) => Value,
      ),
      isoweekday: method(
        "(self, /)",
        "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7",
        (self: PyDate) => weekdayOf(self.year, self.month, self.day) + 1,
      ),
      toordinal: method(
        "(self, /)",
        "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.",
        (self: PyDate) => toOrdinal(self.year, self.month, self.day),
      ),
      weekday: method(
        "(self, /)",
        "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6",
        (self: PyDate) => weekdayOf(self.year, self.month, self.day),
      ),
      replace: method(
        "(self, /, year=unchanged, month=unchanged, day=unchanged)",
        "Return date with new specified fields.",
        replace,
      ),
      __replace__: method(
        "(self, /, *, year=unchanged, month=unchanged, day=unchanged)",
        "The same as replace().",
        replace,
      ),
      __reduce__: method(
        "(self, /)",
        "__reduce__() -> (cls, state)",
        (self: PyDate) =>
          new PyTuple([
            self.cls,
            new PyTuple([
              new PyBytes(
                Uint8Array.of(self.year >> 8, self.year & 255, self.month, self.day),
              ),
            ]),
          ]),
      ),
    },
    classMethods: {
      fromtimestamp: method(
        "(cls, timestamp, /)",
        "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via time.time(), that is interpreted\nas local time.",
        fromTimestamp,
      ),
      fromordinal: method(
        "(cls, ordinal, /)",
        "int -> date corresponding to a proleptic Gregorian ordinal.",
        fromOrdinalValue,
        { noTextSignature: true },
      ),
      fromisoformat: method(
        "(cls, string, /)",
        "str -> Construct a date from a string in ISO 8601 format.",
        fromIso,
      ),
      fromisocalendar: method(
        "(cls, /, year, week, day)",
        "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\nThis is the inverse of the date.isocalendar() function",
        fromIsoCalendarFields,
        { noTextSignature: true },
      ),
      today: method(
        "(cls, /)",
        "Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).",
        (cls: PyType) => {
          const now = call(getAttr(runtime.importModule("time"), "time"), []);
          return callMethod(cls, "fromtimestamp", now);
        },
      ),
    },
    attributes: {
      year: member(undefined, (self: PyDate) => self.year),
      month: member(undefined, (self: PyDate) => self.month),
      day: member(undefined, (self: PyDate) => self.day),
    },
  });
  define(t, {
    values: {
      min: newDate(1, 1, 1),
      max: newDate(9999, 12, 31),
      resolution: newDelta(1, 0, 0),
    },
  });
  return t;
}
