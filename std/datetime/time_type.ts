// time.

import { callMethod } from "../../vm/objects/attributes.ts";
import { getset } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../../vm/objects/object.ts";
import { indexOf, repr } from "../../vm/objects/operations.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { strFromUtf16 } from "../../vm/objects/str.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import { formatByStrftime, invalidIso, isoText, pickledState, timeTuple } from "./date_type.ts";
import { compareDeltas, microsecondsOf } from "./delta_type.ts";
import { parseTime } from "./iso_format.ts";
import {
  checkTime,
  newDelta,
  newTime,
  optionalInt,
  PyDate,
  type PyDelta,
  PyTime,
  type TimeFields,
  types,
  zoneArgument,
} from "./objects.ts";
import { clockText, strftime, zoneSuffix } from "./text.ts";
import { newTimezone, zoneDelta, zoneName } from "./zone_type.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** The pickled form of the clock, 6 bytes. */
export function clockBytes(t: TimeFields, fold: boolean): number[] {
  return [
    t.hour + (fold && t.fold !== 0 ? 128 : 0),
    t.minute,
    t.second,
    t.microsecond >> 16,
    t.microsecond >> 8 & 255,
    t.microsecond & 255,
  ];
}

function create(
  cls: PyType,
  hour?: Value,
  minute?: Value,
  second?: Value,
  microsecond?: Value,
  tz?: Value,
  foldValue?: Value,
): Value {
  const state = pickledState(hour, 6);
  if (state !== undefined && (state[0] & 127) < 24) {
    const t = cls.allocate() as PyTime;
    t.hour = state[0] & 127;
    t.fold = state[0] >> 7;
    t.minute = state[1];
    t.second = state[2];
    t.microsecond = state[3] << 16 | state[4] << 8 | state[5];
    t.tz = zoneArgument(minute);
    return t;
  }
  const h = optionalInt(hour, 0), m = optionalInt(minute, 0), s = optionalInt(second, 0);
  const us = optionalInt(microsecond, 0), fold = optionalInt(foldValue, 0);
  const zone = zoneArgument(tz);
  checkTime(h, m, s, us, fold);
  const t = cls === types.time ? new PyTime() : cls.allocate() as PyTime;
  t.hour = h;
  t.minute = m;
  t.second = s;
  t.microsecond = us;
  t.tz = zone;
  t.fold = fold;
  return t;
}

function offsetOf(t: PyTime): PyDelta | undefined {
  return zoneDelta(t.tz, "utcoffset", NONE);
}

/** Microseconds since midnight, UTC where there is an offset. */
function microseconds(t: PyTime, offset: PyDelta | undefined): number {
  const us = ((t.hour * 60 + t.minute) * 60 + t.second) * 1000000 + t.microsecond;
  return offset === undefined ? us : us - Number(microsecondsOf(offset));
}

/** The order of two times; `undefined` where one has an offset and the other has none. */
function order(a: PyTime, b: PyTime): number | undefined {
  if (a.tz === b.tz) return microseconds(a, undefined) - microseconds(b, undefined);
  const x = offsetOf(a), y = offsetOf(b);
  if (x === undefined && y === undefined || x !== undefined && y !== undefined) {
    if (x === undefined || compareDeltas(x, y!) === 0) {
      return microseconds(a, undefined) - microseconds(b, undefined);
    }
    return microseconds(a, x) - microseconds(b, y);
  }
  return undefined;
}

function comparing(symbol: string, test: (order: number) => boolean): Declaration {
  return method("(self, value, /)", `Return self${symbol}value.`, (self: PyTime, v: Value) => {
    if (!(v instanceof PyTime)) return NOT_IMPLEMENTED;
    const n = order(self, v);
    if (n !== undefined) return test(n);
    if (symbol === "==") return false;
    if (symbol === "!=") return true;
    throw typeError("can't compare offset-naive and offset-aware times");
  });
}

function hash(self: PyTime): Value {
  // the fold does not count
  const plain = self.fold === 0 ? self : newTime({ ...fieldsOf(self), fold: 0 }) as PyTime;
  const offset = offsetOf(plain);
  return hashOf(microseconds(plain, offset));
}

function fieldsOf(t: PyTime): TimeFields {
  const { hour, minute, second, microsecond, tz, fold } = t;
  return { hour, minute, second, microsecond, tz, fold };
}

/** Time, zone and fold at the end of a repr. */
export function zoneRepr(t: TimeFields): string {
  const tz = t.tz === NONE ? "" : `, tzinfo=${repr(t.tz)}`;
  return tz + (t.fold === 0 ? "" : `, fold=${t.fold}`);
}

function timeRepr(t: PyTime): Value {
  let clock = `${t.hour}, ${t.minute}`;
  if (t.microsecond !== 0) clock += `, ${t.second}, ${t.microsecond}`;
  else if (t.second !== 0) clock += `, ${t.second}`;
  return strFromUtf16(`${t.cls.name}(${clock}${zoneRepr(t)})`);
}

function fromIso(cls: PyType, v: Value): Value {
  let text = isoText(v);
  if (text.startsWith("T")) text = text.slice(1);
  const r = parseTime(text);
  if (r === undefined) throw invalidIso(v);
  const { hour, minute, second, microsecond } = r;
  checkTime(hour, minute, second, microsecond, 0);
  return newTime(
    { hour, minute, second, microsecond, tz: zoneOf(r.offset), fold: 0 },
    cls,
  );
}

/** The time zone of a parsed offset. */
export function zoneOf(
  offset: { readonly seconds: number; readonly microseconds: number } | undefined,
): Value {
  if (offset === undefined) return NONE;
  return newTimezone(newDelta(0, offset.seconds, offset.microseconds), undefined);
}

function replace(
  self: PyTime,
  hour?: Value,
  minute?: Value,
  second?: Value,
  microsecond?: Value,
  tz?: Value,
  fold?: Value,
): Value {
  const f: TimeFields = {
    hour: optionalInt(hour, self.hour),
    minute: optionalInt(minute, self.minute),
    second: optionalInt(second, self.second),
    microsecond: optionalInt(microsecond, self.microsecond),
    tz: tz === undefined ? self.tz : zoneArgument(tz),
    fold: optionalInt(fold, self.fold),
  };
  checkTime(f.hour, f.minute, f.second, f.microsecond, f.fold);
  return newTime(f, self.cls);
}

function reduce(self: PyTime, fold: boolean): Value {
  const state = new PyBytes(Uint8Array.from(clockBytes(self, fold)));
  return new PyTuple([
    self.cls,
    new PyTuple(self.tz === NONE ? [state] : [state, self.tz]),
  ]);
}

/** Makes the type. */
export function defineTime(): PyType {
  const t = builtinType("datetime.time", PyTime, { module: "datetime", qualname: "time" });
  types.time = t;
  define(t, {
    doc:
      "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. tzinfo may be None, or an instance of\na tzinfo subclass. The remaining arguments may be ints.\n",
    new: method(
      "(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
      NEW_DOC,
      create,
      { noTextSignature: true },
    ),
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", timeRepr),
      __str__: method(
        "(self, /)",
        "Return str(self).",
        (self: PyTime) => callMethod(self, "isoformat"),
      ),
      __hash__: method("(self, /)", "Return hash(self).", hash),
      __lt__: comparing("<", (n) => n < 0),
      __le__: comparing("<=", (n) => n <= 0),
      __eq__: comparing("==", (n) => n === 0),
      __ne__: comparing("!=", (n) => n !== 0),
      __gt__: comparing(">", (n) => n > 0),
      __ge__: comparing(">=", (n) => n >= 0),
      isoformat: method(
        "(self, /, timespec='auto')",
        "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\nThe optional argument timespec specifies the number of additional terms\nof the time to include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.\n",
        (self: PyTime, timespec: Value | undefined) =>
          strFromUtf16(clockText(self, timespec) + zoneSuffix(self, NONE)),
        { noTextSignature: true },
      ),
      strftime: method(
        "(self, /, format)",
        "format -> strftime() style string.",
        (self: PyTime, format: Value) => {
          // the year is one that C's strftime takes everywhere
          const day = new PyDate();
          day.year = 1900;
          const tuple = timeTuple(day, self.hour, self.minute, self.second, -1);
          return strftime(format, tuple, self, NONE);
        },
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
      utcoffset: method(
        "(self, /)",
        "Return self.tzinfo.utcoffset(self).",
        (self: PyTime) => offsetOf(self) ?? NONE,
      ),
      tzname: method(
        "(self, /)",
        "Return self.tzinfo.tzname(self).",
        (self: PyTime) => zoneName(self.tz, NONE),
      ),
      dst: method(
        "(self, /)",
        "Return self.tzinfo.dst(self).",
        (self: PyTime) => zoneDelta(self.tz, "dst", NONE) ?? NONE,
      ),
      replace: method(
        "(self, /, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)",
        "Return time with new specified fields.",
        replace,
      ),
      __replace__: method(
        "(self, /, *, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, fold=unchanged)",
        "The same as replace().",
        replace,
      ),
      __reduce_ex__: method(
        "(self, proto, /)",
        "__reduce_ex__(proto) -> (cls, state)",
        (self: PyTime, proto: Value) => reduce(self, indexOf(proto) > 3),
        { noTextSignature: true },
      ),
      __reduce__: method(
        "(self, /)",
        "__reduce__() -> (cls, state)",
        (self: PyTime) => reduce(self, false),
      ),
    },
    classMethods: {
      fromisoformat: method(
        "(cls, string, /)",
        "string -> time from a string in ISO 8601 format",
        fromIso,
      ),
    },
    attributes: {
      hour: getset(undefined, (self: PyTime) => self.hour),
      minute: getset(undefined, (self: PyTime) => self.minute),
      second: getset(undefined, (self: PyTime) => self.second),
      microsecond: getset(undefined, (self: PyTime) => self.microsecond),
      tzinfo: getset(undefined, (self: PyTime) => self.tz),
      fold: getset(undefined, (self: PyTime) => self.fold),
    },
  });
  const at = (hour: number, minute: number, second: number, microsecond: number): Value =>
    newTime({ hour, minute, second, microsecond, tz: NONE, fold: 0 });
  define(t, {
    values: {
      min: at(0, 0, 0, 0),
      max: at(23, 59, 59, 999999),
      resolution: newDelta(0, 0, 1),
    },
  });
  return t;
}
