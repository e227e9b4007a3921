// The objects of the datetime module, and how they are made. A datetime is a date; times and datetimes have a time zone,
// which is None or any object of a subclass of tzinfo.

import { call } from "../../vm/objects/attributes.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { type PyType, typeOf } from "../../vm/objects/type.ts";
import { daysInMonth, MAX_YEAR, MIN_YEAR } from "./calendar.ts";

/** A timedelta, normalised: 0 <= seconds < 86400, 0 <= microseconds < 1000000. */
export class PyDelta extends PyObject {
  days: number;
  seconds: number;
  microseconds: number;
  constructor() {
    super();
    this.days = 0;
    this.seconds = 0;
    this.microseconds = 0;
  }
}

/** A date. */
export class PyDate extends PyObject {
  year: number;
  month: number;
  day: number;
  constructor() {
    super();
    this.year = 1;
    this.month = 1;
    this.day = 1;
  }
}

/** The fields that times and datetimes share. */
export interface TimeFields {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  tz: Value;
  fold: number;
}

/** A datetime. */
export class PyDateTime extends PyDate implements TimeFields {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  tz: Value;
  fold: number;
  constructor() {
    super();
    this.hour = 0;
    this.minute = 0;
    this.second = 0;
    this.microsecond = 0;
    this.tz = NONE;
    this.fold = 0;
  }
}

/** A time of the day. */
export class PyTime extends PyObject implements TimeFields {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  tz: Value;
  fold: number;
  constructor() {
    super();
    this.hour = 0;
    this.minute = 0;
    this.second = 0;
    this.microsecond = 0;
    this.tz = NONE;
    this.fold = 0;
  }
}

/** An object of tzinfo or of a subclass. */
export class PyTzInfo extends PyObject {}

/** A timezone with a fixed offset. */
export class PyTimezone extends PyTzInfo {
  offset: PyDelta;
  name: Value | undefined;
  constructor() {
    super();
    this.offset = new PyDelta();
    this.name = undefined;
  }
}

/** The types and constants, once the module is made. */
export const types: {
  delta: PyType;
  date: PyType;
  datetime: PyType;
  time: PyType;
  tzinfo: PyType;
  timezone: PyType;
  utc: PyTimezone;
} = {} as never;

// ---- arguments

/** A C int. */
export function intArgument(v: Value): number {
  if (typeof v === "number" && v <= 2147483647 && v >= -2147483648) return v;
  const n = indexOf(v);
  if (typeof n === "bigint" || n > 2147483647 || n < -2147483648) {
    if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
      throw overflowError("Python int too large to convert to C int");
    }
    throw overflowError(
      n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum",
    );
  }
  return n;
}

/** An optional C int. */
export function optionalInt(v: Value | undefined, preset: number): number {
  return v === undefined ? preset : intArgument(v);
}

/** The time zone that an argument is. */
export function zoneArgument(v: Value | undefined): Value {
  if (v === undefined || v === NONE || v instanceof PyTzInfo) return v ?? NONE;
  throw typeError(
    `tzinfo argument must be None or of a tzinfo subclass, not type '${typeOf(v).name}'`,
  );
}

export function checkDate(year: number, month: number, day: number): void {
  if (year < MIN_YEAR || year > MAX_YEAR) throw valueError(`year ${year} is out of range`);
  if (month < 1 || month > 12) throw valueError("month must be in 1..12");
  if (day < 1 || day > daysInMonth(year, month)) {
    throw valueError("day is out of range for month");
  }
}

export function checkTime(
  hour: number,
  minute: number,
  second: number,
  microsecond: number,
  fold: number,
): void {
  if (hour < 0 || hour > 23) throw valueError("hour must be in 0..23");
  if (minute < 0 || minute > 59) throw valueError("minute must be in 0..59");
  if (second < 0 || second > 59) throw valueError("second must be in 0..59");
  if (microsecond < 0 || microsecond > 999999) {
    throw valueError("microsecond must be in 0..999999");
  }
  if (fold !== 0 && fold !== 1) throw valueError("fold must be either 0 or 1");
}

// ---- making

const MAX_DELTA_DAYS = 999999999;

/** A timedelta of parts that may be out of their ranges. */
export function newDelta(
  days: number,
  seconds: number,
  microseconds: number,
  cls: PyType = types.delta,
): PyDelta {
  if (microseconds < 0 || microseconds >= 1000000) {
    const carry = Math.floor(microseconds / 1000000);
    seconds += carry;
    microseconds -= carry * 1000000;
  }
  if (seconds < 0 || seconds >= 86400) {
    const carry = Math.floor(seconds / 86400);
    days += carry;
    seconds -= carry * 86400;
  }
  if (days < -MAX_DELTA_DAYS || days > MAX_DELTA_DAYS) {
    throw overflowError(`days=${days}; must have magnitude <= ${MAX_DELTA_DAYS}`);
  }
  const d = cls === types.delta ? new PyDelta() : cls.allocate() as PyDelta;
  d.days = days;
  d.seconds = seconds;
  d.microseconds = microseconds;
  return d;
}

/** A date of fields that are in their ranges; of a subclass through its constructor. */
export function newDate(year: number, month: number, day: number, cls: PyType = types.date): Value {
  if (cls !== types.date) return call(cls, [year, month, day]);
  const d = new PyDate();
  d.year = year;
  d.month = month;
  d.day = day;
  return d;
}

/** The fields of a datetime in order. */
export interface DateTimeFields extends TimeFields {
  year: number;
  month: number;
  day: number;
}

/** A datetime of fields that are in their ranges; of a subclass through its constructor. */
export function newDateTime(f: DateTimeFields, cls: PyType = types.datetime): Value {
  if (cls !== types.datetime) {
    const args: Value[] = [
      f.year,
      f.month,
      f.day,
      f.hour,
      f.minute,
      f.second,
      f.microsecond,
      f.tz,
    ];
    const made = call(cls, args);
    if (f.fold !== 0 && made instanceof PyDateTime) made.fold = f.fold;
    return made;
  }
  return fillDateTime(new PyDateTime(), f);
}

/** Sets all fields. */
export function fillDateTime(d: PyDateTime, f: DateTimeFields): PyDateTime {
  d.year = f.year;
  d.month = f.month;
  d.day = f.day;
  d.hour = f.hour;
  d.minute = f.minute;
  d.second = f.second;
  d.microsecond = f.microsecond;
  d.tz = f.tz;
  d.fold = f.fold;
  return d;
}

/** A time of fields that are in their ranges. */
export function newTime(f: TimeFields, cls: PyType = types.time): Value {
  if (cls !== types.time) {
    const made = call(cls, [f.hour, f.minute, f.second, f.microsecond, f.tz]);
    if (f.fold !== 0 && made instanceof PyTime) made.fold = f.fold;
    return made;
  }
  const t = new PyTime();
  t.hour = f.hour;
  t.minute = f.minute;
  t.second = f.second;
  t.microsecond = f.microsecond;
  t.tz = f.tz;
  t.fold = f.fold;
  return t;
}

/** Two digits or more. */
export function pad(n: number, width = 2): string {
  return String(n).padStart(width, "0");
}
