// datetime.

import { call, callMethod, getAttr } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import { clock, timezone } from "../../vm/host/mod.ts";
import { toOrdinal } from "./calendar.ts";
import {
  compareDates,
  invalidIso,
  isoText,
  pickledState,
  shiftDate,
  timeTuple,
} from "./date_type.ts";
import { compareDeltas, fromMicroseconds, microsecondsOf, negateDelta } from "./delta_type.ts";
import { findSeparator, parseDate, parseTime } from "./iso_format.ts";
import {
  type Fields,
  foldOf,
  localFields,
  momentOf,
  secondsOf,
  timestampParts,
  utcFields,
} from "./local_time.ts";
import {
  checkDate,
  checkTime,
  type DateTimeFields,
  fillDateTime,
  intArgument,
  newDate,
  newDateTime,
  newDelta,
  newTime,
  optionalInt,
  PyDate,
  PyDateTime,
  PyDelta,
  PyTime,
  PyTzInfo,
  types,
  zoneArgument,
} from "./objects.ts";
import { clockText, dateText, strftime, zoneSuffix } from "./text.ts";
import { clockBytes, zoneOf, zoneRepr } from "./time_type.ts";
import { newTimezone, zoneDelta, zoneName } from "./zone_type.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

function fieldsOf(d: PyDateTime): DateTimeFields {
  const { year, month, day, hour, minute, second, microsecond, tz, fold } = d;
  return { year, month, day, hour, minute, second, microsecond, tz, fold };
}

function create(
  cls: PyType,
  year: Value,
  month?: Value,
  day?: Value,
  hour?: Value,
  minute?: Value,
  second?: Value,
  microsecond?: Value,
  tz?: Value,
  foldValue?: Value,
): Value {
  if (day === undefined) {
    const s = pickledState(year, 10);
    if (s !== undefined && (s[2] & 127) >= 1 && (s[2] & 127) <= 12) {
      return fillDateTime(cls.allocate() as PyDateTime, {
        year: s[0] * 256 + s[1],
        month: s[2] & 127,
        day: s[3],
        hour: s[4],
        minute: s[5],
        second: s[6],
        microsecond: s[7] << 16 | s[8] << 8 | s[9],
        tz: zoneArgument(month),
        fold: s[2] >> 7,
      });
    }
  }
  const y = intArgument(year);
  if (month === undefined) {
    throw typeError("function missing required argument 'month' (pos 2)");
  }
  const m = intArgument(month);
  if (day === undefined) throw typeError("function missing required argument 'day' (pos 3)");
  const f: DateTimeFields = {
    year: y,
    month: m,
    day: intArgument(day),
    hour: optionalInt(hour, 0),
    minute: optionalInt(minute, 0),
    second: optionalInt(second, 0),
    microsecond: optionalInt(microsecond, 0),
    tz: NONE,
    fold: optionalInt(foldValue, 0),
  };
  checkDate(f.year, f.month, f.day);
  checkTime(f.hour, f.minute, f.second, f.microsecond, f.fold);
  f.tz = zoneArgument(tz);
  const d = cls === types.datetime ? new PyDateTime() : cls.allocate() as PyDateTime;
  return fillDateTime(d, f);
}

// ---- from moments

function fromFields(cls: PyType, f: Fields, microsecond: number, tz: Value, fold: number): Value {
  checkDate(f.year, f.month, f.day);
  return newDateTime({ ...f, second: Math.min(f.second, 59), microsecond, tz, fold }, cls);
}

/** The datetime of a moment in a zone; local time where the zone is None. */
function fromMoment(cls: PyType, seconds: number, microsecond: number, tz: Value): Value {
  if (tz === NONE) {
    const f = localFields(seconds);
    const fold = Math.abs(seconds) < 2e11 ? foldOf(seconds) : 0;
    return fromFields(cls, f, microsecond, NONE, fold);
  }
  const utc = fromFields(cls, utcFields(seconds), microsecond, tz, 0);
  return callMethod(tz, "fromutc", utc);
}

function now(cls: PyType, tz: Value | undefined): Value {
  const zone = zoneArgument(tz);
  const us = clock.timeNs() / 1000n;
  return fromMoment(cls, Number(us / 1000000n), Number(us % 1000000n), zone);
}

function utcNow(cls: PyType): Value {
  runtime.warn(
    "DeprecationWarning",
    "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. " +
      "Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
    1,
  );
  const us = clock.timeNs() / 1000n;
  return fromFields(
    cls,
    utcFields(Number(us / 1000000n)),
    Number(us % 1000000n),
    NONE,
    0,
  );
}

function fromTimestamp(cls: PyType, timestamp: Value, tz: Value | undefined): Value {
  const zone = zoneArgument(tz);
  const [seconds, us] = timestampParts(timestamp);
  return fromMoment(cls, seconds, us, zone);
}

function utcFromTimestamp(cls: PyType, timestamp: Value): Value {
  runtime.warn(
    "DeprecationWarning",
    "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future " +
      "version. Use timezone-aware objects to represent datetimes in UTC: " +
      "datetime.datetime.fromtimestamp(timestamp, datetime.UTC).",
    1,
  );
  const [seconds, us] = timestampParts(timestamp);
  return fromFields(cls, utcFields(seconds), us, NONE, 0);
}

const EPOCH_SECONDS = 62135683200;

/** Microseconds since the beginning of the calendar, without an offset. */
function microsecondsSince(d: PyDateTime): bigint {
  return BigInt(secondsOf(d) + EPOCH_SECONDS) * 1000000n + BigInt(d.microsecond);
}

function timestamp(self: PyDateTime): Value {
  if (self.tz !== NONE) {
    const offset = offsetOf(self);
    if (offset !== undefined) {
      const us = microsecondsSince(self) - microsecondsOf(offset) -
        BigInt(EPOCH_SECONDS) * 1000000n;
      return callMethod(fromMicroseconds(us), "total_seconds");
    }
  }
  const moment = momentOf(secondsOf(self), self.fold);
  return new PyFloat(moment + self.microsecond / 1e6);
}

// ---- parsing

function fromIso(cls: PyType, v: Value): Value {
  const text = isoText(v);
  if (text.length < 7) throw invalidIso(v);
  const at = findSeparator(text);
  if (at < 0) throw invalidIso(v);
  const date = parseDate(text.slice(0, at));
  if (date === undefined) throw invalidIso(v);
  let f: DateTimeFields = {
    year: date[0],
    month: date[1],
    day: date[2],
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
    tz: NONE,
    fold: 0,
  };
  if (text.length > at) {
    // any one character separates
    const size = text.codePointAt(at)! > 0xffff ? 2 : 1;
    const time = parseTime(text.slice(at + size));
    if (time === undefined) throw invalidIso(v);
    const { hour, minute, second, microsecond, offset } = time;
    f = { ...f, hour, minute, second, microsecond, tz: zoneOf(offset) };
  }
  checkDate(f.year, f.month, f.day);
  checkTime(f.hour, f.minute, f.second, f.microsecond, 0);
  return newDateTime(f, cls);
}

function strptime(cls: PyType, text: Value, format: Value): Value {
  for (const [i, v] of [text, format].entries()) {
    if (!isStr(v)) {
      throw typeError(`strptime() argument ${i + 1} must be str, not ${typeOf(v).name}`);
    }
  }
  const parse = getAttr(runtime.importModule("_strptime"), "_strptime_datetime");
  return call(parse, [cls, text, format]);
}

function combine(cls: PyType, date: Value, time: Value, tz: Value | undefined): Value {
  if (!(date instanceof PyDate)) {
    throw typeError(`combine() argument 1 must be datetime.date, not ${argumentName(date)}`);
  }
  if (!(time instanceof PyTime)) {
    throw typeError(`combine() argument 2 must be datetime.time, not ${argumentName(time)}`);
  }
  const { hour, minute, second, microsecond, fold } = time;
  const { year, month, day } = date;
  return newDateTime({
    year,
    month,
    day,
    hour,
    minute,
    second,
    microsecond,
    tz: tz === undefined ? time.tz : zoneArgument(tz),
    fold,
  }, cls);
}

// ---- arithmetic and comparison

function offsetOf(d: PyDateTime): PyDelta | undefined {
  return zoneDelta(d.tz, "utcoffset", d);
}

/** The datetime a timedelta away, in the same zone. */
function shift(d: PyDateTime, delta: PyDelta, sign: 1 | -1): Value {
  let us = d.microsecond + sign * delta.microseconds;
  let seconds = d.hour * 3600 + d.minute * 60 + d.second + sign * delta.seconds;
  let days = sign * delta.days;
  const carry = Math.floor(us / 1000000);
  us -= carry * 1000000;
  seconds += carry;
  const over = Math.floor(seconds / 86400);
  seconds -= over * 86400;
  days += over;
  const [year, month, day] = shiftDate(d, days);
  return newDateTime({
    year,
    month,
    day,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    microsecond: us,
    tz: d.tz,
    fold: 0,
  }, d.cls);
}

function addDelta(self: PyDateTime, v: Value): Value {
  return v instanceof PyDelta ? shift(self, v, 1) : NOT_IMPLEMENTED;
}

/** The difference of the fields. */
function fieldDifference(a: PyDateTime, b: PyDateTime): PyDelta {
  const days = toOrdinal(a.year, a.month, a.day) - toOrdinal(b.year, b.month, b.day);
  const seconds = (a.hour - b.hour) * 3600 + (a.minute - b.minute) * 60 + a.second - b.second;
  return newDelta(days, seconds, a.microsecond - b.microsecond);
}

function subtract(self: Value, v: Value): Value {
  if (!(self instanceof PyDateTime)) return NOT_IMPLEMENTED;
  if (v instanceof PyDelta) return shift(self, v, -1);
  if (!(v instanceof PyDateTime)) return NOT_IMPLEMENTED;
  const difference = fieldDifference(self, v);
  if (self.tz === v.tz) return difference;
  const x = offsetOf(self), y = offsetOf(v);
  if ((x === undefined) !== (y === undefined)) {
    throw typeError("can't subtract offset-naive and offset-aware datetimes");
  }
  if (x === undefined || y === undefined || compareDeltas(x, y) === 0) return difference;
  return fromMicroseconds(microsecondsOf(difference) - microsecondsOf(x) + microsecondsOf(y));
}

function fieldOrder(a: PyDateTime, b: PyDateTime): number {
  return compareDates(a, b) || a.hour - b.hour || a.minute - b.minute || a.second - b.second ||
    a.microsecond - b.microsecond;
}

/** The offset depends on the fold: such a time is equal to none in another zone (PEP 495). */
function isProblematic(d: PyDateTime, offset: PyDelta | undefined): boolean {
  const other = newDateTime({ ...fieldsOf(d), fold: 1 - d.fold }) as PyDateTime;
  const flipped = offsetOf(other);
  if ((offset === undefined) !== (flipped === undefined)) return true;
  return offset !== undefined && compareDeltas(offset, flipped!) !== 0;
}

function comparing(symbol: string, test: (order: number) => boolean): Declaration {
  const equality = symbol === "==" || symbol === "!=";
  return method("(self, value, /)", `Return self${symbol}value.`, (self: PyDateTime, v: Value) => {
    if (!(v instanceof PyDateTime)) return NOT_IMPLEMENTED;
    if (self.tz === v.tz) return test(fieldOrder(self, v));
    const x = offsetOf(self), y = offsetOf(v);
    if (equality && (isProblematic(self, x) || isProblematic(v, y))) return test(2);
    if (x === undefined && y === undefined) return test(fieldOrder(self, v));
    if (x === undefined || y === undefined) {
      if (equality) return test(2);
      throw typeError("can't compare offset-naive and offset-aware datetimes");
    }
    if (compareDeltas(x, y) === 0) return test(fieldOrder(self, v));
    const d = microsecondsOf(fieldDifference(self, v)) - microsecondsOf(x) + microsecondsOf(y);
    return test(d < 0n ? -1 : d > 0n ? 1 : 0);
  });
}

function hash(self: PyDateTime): Value {
  const plain = self.fold === 0 ? self : newDateTime({ ...fieldsOf(self), fold: 0 }) as PyDateTime;
  const offset = offsetOf(plain);
  const us = microsecondsSince(self);
  return hashOf(fromMicroseconds(offset === undefined ? us : us - microsecondsOf(offset)));
}

// ---- zones

/** The time zone of the host at a moment. */
function localZone(moment: number): Value {
  const type = timezone.localType(moment);
  return newTimezone(newDelta(0, type.offset, 0), strFromUtf16(type.name));
}

function astimezone(self: PyDateTime, tz: Value | undefined): Value {
  if (tz !== undefined && tz !== NONE && !(tz instanceof PyTzInfo)) {
    throw typeError(
      `tzinfo argument must be None or of a tzinfo subclass, not type '${typeOf(tz).name}'`,
    );
  }
  let own: Value = self.tz;
  if (own !== NONE && own === tz) return self;
  let offset = own === NONE ? undefined : offsetOf(self);
  if (offset === undefined) {
    // a naive time is local
    own = localZone(momentOf(secondsOf(self), self.fold));
    if (own === tz) return self;
    offset = zoneDelta(own, "utcoffset", self)!;
  }
  const utc = shift(newDateTime({ ...fieldsOf(self), tz: NONE }) as PyDateTime, offset, -1);
  const moment = utc as PyDateTime;
  let target: Value;
  if (tz === undefined || tz === NONE) {
    target = localZone(secondsOf(moment));
  } else {
    target = tz;
  }
  const moved = newDateTime({ ...fieldsOf(moment), tz: target, fold: 0 }, self.cls);
  return callMethod(target, "fromutc", moved);
}

// ---- texts

function datetimeRepr(d: PyDateTime): Value {
  let text = `${d.cls.name}(${d.year}, ${d.month}, ${d.day}, ${d.hour}, ${d.minute}`;
  if (d.microsecond !== 0) text += `, ${d.second}, ${d.microsecond}`;
  else if (d.second !== 0) text += `, ${d.second}`;
  return strFromUtf16(`${text}${zoneRepr(d)})`);
}

function isoformat(self: PyDateTime, sep: Value | undefined, timespec: Value | undefined): Value {
  let separator = "T";
  if (sep !== undefined) {
    const s = strOf(sep);
    const text = s === undefined ? "" : utf16(s);
    if ([...text].length !== 1) {
      throw typeError(
        `isoformat() argument 1 must be a unicode character, not ${argumentName(sep)}`,
      );
    }
    separator = text;
  }
  return strFromUtf16(
    dateText(self) + separator + clockText(self, timespec) + zoneSuffix(self, self),
  );
}

// ---- the rest

function replace(
  self: PyDateTime,
  year?: Value,
  month?: Value,
  day?: Value,
  hour?: Value,
  minute?: Value,
  second?: Value,
  microsecond?: Value,
  tz?: Value,
  fold?: Value,
): Value {
  const f: DateTimeFields = {
    year: optionalInt(year, self.year),
    month: optionalInt(month, self.month),
    day: optionalInt(day, self.day),
    hour: optionalInt(hour, self.hour),
    minute: optionalInt(minute, self.minute),
    second: optionalInt(second, self.second),
    microsecond: optionalInt(microsecond, self.microsecond),
    tz: tz === undefined ? self.tz : zoneArgument(tz),
    fold: optionalInt(fold, self.fold),
  };
  checkDate(f.year, f.month, f.day);
  checkTime(f.hour, f.minute, f.second, f.microsecond, f.fold);
  return newDateTime(f, self.cls);
}

function reduce(self: PyDateTime, fold: boolean): Value {
  const { year, month, day } = self;
  const state = new PyBytes(
    Uint8Array.from([
      year >> 8,
      year & 255,
      month + (fold && self.fold !== 0 ? 128 : 0),
      day,
      ...clockBytes(self, false),
    ]),
  );
  return new PyTuple([
    self.cls,
    new PyTuple(self.tz === NONE ? [state] : [state, self.tz]),
  ]);
}

function timetuple(self: PyDateTime): Value {
  const dst = zoneDelta(self.tz, "dst", self);
  const flag = dst === undefined ? -1 : microsecondsOf(dst) !== 0n ? 1 : 0;
  return timeTuple(self, self.hour, self.minute, self.second, flag);
}

function utctimetuple(self: PyDateTime): Value {
  const offset = offsetOf(self);
  const utc = offset === undefined ? self : shift(
    newDateTime({ ...fieldsOf(self), tz: NONE }) as PyDateTime,
    negateDelta(offset),
    1,
  ) as PyDateTime;
  return timeTuple(utc, utc.hour, utc.minute, utc.second, 0);
}

function timeOf(self: PyDateTime, tz: Value): Value {
  const { hour, minute, second, microsecond, fold } = self;
  return newTime({ hour, minute, second, microsecond, tz, fold });
}

/** Makes the type. */
export function defineDateTime(): PyType {
  const t = builtinType("datetime.datetime", PyDateTime, {
    module: "datetime",
    qualname: "datetime",
    base: types.date,
  });
  types.datetime = t;
  const fields =
    "year=unchanged, month=unchanged, day=unchanged, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged";
  define(t, {
    doc:
      "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, month and day arguments are required. tzinfo may be None, or an\ninstance of a tzinfo subclass. The remaining arguments may be ints.\n",
    new: method(
      "(cls, year, month=<unrepresentable>, day=<unrepresentable>, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
      NEW_DOC,
      create,
      { noTextSignature: true },
    ),
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", datetimeRepr),
      __str__: method(
        "(self, /)",
        "Return str(self).",
        (self: PyDateTime) => callMethod(self, "isoformat", " "),
      ),
      __hash__: method("(self, /)", "Return hash(self).", hash),
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
        (self: PyDateTime, v: Value) => subtract(v, self),
      ),
      date: method(
        "(self, /)",
        "Return date object with same year, month and day.",
        (self: PyDateTime) => newDate(self.year, self.month, self.day),
      ),
      time: method(
        "(self, /)",
        "Return time object with same time but with tzinfo=None.",
        (self: PyDateTime) => timeOf(self, NONE),
      ),
      timetz: method(
        "(self, /)",
        "Return time object with same time and tzinfo.",
        (self: PyDateTime) => timeOf(self, self.tz),
      ),
      timetuple: method(
        "(self, /)",
        "Return time tuple, compatible with time.localtime().",
        timetuple,
      ),
      timestamp: method("(self, /)", "Return POSIX timestamp as float.", timestamp),
      utctimetuple: method(
        "(self, /)",
        "Return UTC time tuple, compatible with time.localtime().",
        utctimetuple,
      ),
      isoformat: method(
        "(self, /, sep='T', timespec='auto')",
        "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\nsep is used to separate the year from the time, and defaults to 'T'.\nThe optional argument timespec specifies the number of additional terms\nof the time to include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.\n",
        isoformat,
        { noTextSignature: true },
      ),
      strftime: method(
        "(self, /, format)",
        "format -> strftime() style string.",
        (self: PyDateTime, format: Value) =>
          strftime(format, callMethod(self, "timetuple"), self, self),
        { noTextSignature: true },
      ),
      utcoffset: method(
        "(self, /)",
        "Return self.tzinfo.utcoffset(self).",
        (self: PyDateTime) => offsetOf(self) ?? NONE,
      ),
      tzname: method(
        "(self, /)",
        "Return self.tzinfo.tzname(self).",
        (self: PyDateTime) => zoneName(self.tz, self),
      ),
      dst: method(
        "(self, /)",
        "Return self.tzinfo.dst(self).",
        (self: PyDateTime) => zoneDelta(self.tz, "dst", self) ?? NONE,
      ),
      replace: method(
        `(self, /, ${fields}, *, fold=unchanged)`,
        "Return datetime with new specified fields.",
        replace,
      ),
      __replace__: method(
        `(self, /, *, ${fields}, fold=unchanged)`,
        "The same as replace().",
        replace,
      ),
      astimezone: method(
        "(self, /, tz=None)",
        "tz -> convert to local time in new timezone tz\n",
        astimezone,
        { noTextSignature: true },
      ),
      __reduce_ex__: method(
        "(self, proto, /)",
        "__reduce_ex__(proto) -> (cls, state)",
        (self: PyDateTime, proto: Value) => reduce(self, indexOf(proto) > 3),
        { noTextSignature: true },
      ),
      __reduce__: method(
        "(self, /)",
        "__reduce__() -> (cls, state)",
        (self: PyDateTime) => reduce(self, false),
      ),
    },
    classMethods: {
      now: method(
        "(cls, /, tz=None)",
        "Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone object.\n\nIf no tz is specified, uses local timezone.",
        now,
      ),
      utcnow: method("(cls, /)", "Return a new datetime representing UTC day and time.", utcNow),
      fromtimestamp: method(
        "(cls, /, timestamp, tz=None)",
        "timestamp[, tz] -> tz's local time from POSIX timestamp.",
        fromTimestamp,
        { noTextSignature: true },
      ),
      utcfromtimestamp: method(
        "(cls, timestamp, /)",
        "Construct a naive UTC datetime from a POSIX timestamp.",
        utcFromTimestamp,
        { noTextSignature: true },
      ),
      strptime: method(
        "(cls, date_string, format, /)",
        "string, format -> new datetime parsed from a string (like time.strptime()).",
        strptime,
        {
          noTextSignature: true,
        },
      ),
      combine: method(
        "(cls, /, date, time, tzinfo=<unrepresentable>)",
        "date, time -> datetime with same date and time fields",
        combine,
        { noTextSignature: true },
      ),
      fromisoformat: method(
        "(cls, string, /)",
        "string -> datetime from a string in most ISO 8601 formats",
        fromIso,
      ),
    },
    attributes: {
      hour: getset(undefined, (self: PyDateTime) => self.hour),
      minute: getset(undefined, (self: PyDateTime) => self.minute),
      second: getset(undefined, (self: PyDateTime) => self.second),
      microsecond: getset(undefined, (self: PyDateTime) => self.microsecond),
      tzinfo: getset(undefined, (self: PyDateTime) => self.tz),
      fold: getset(undefined, (self: PyDateTime) => self.fold),
    },
  });
  const plain = { hour: 0, minute: 0, second: 0, microsecond: 0, tz: NONE, fold: 0 };
  define(t, {
    values: {
      min: newDateTime({ year: 1, month: 1, day: 1, ...plain }),
      max: newDateTime({
        year: 9999,
        month: 12,
        day: 31,
        hour: 23,
        minute: 59,
        second: 59,
        microsecond: 999999,
        tz: NONE,
        fold: 0,
      }),
      resolution: newDelta(0, 0, 1),
    },
  });
  return t;
}
