// Texts of dates and times: isoformat, strftime, ctime.

import { call, getAttr } from "../../vm/objects/attributes.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { argumentName } from "../../vm/objects/type.ts";
import { weekdayOf } from "./calendar.ts";
import { pad, type PyDate, PyDateTime, type TimeFields } from "./objects.ts";
import { offsetText, zoneDelta, zoneName } from "./zone_type.ts";

/** `2020-01-31` */
export function dateText(d: PyDate): string {
  return `${pad(d.year, 4)}-${pad(d.month)}-${pad(d.day)}`;
}

/** The part of the time that isoformat shows. */
export function clockText(t: TimeFields, timespec: Value | undefined): string {
  let spec = "auto";
  if (timespec !== undefined) {
    if (!isStr(timespec)) {
      throw typeError(`isoformat() argument 2 must be str, not ${argumentName(timespec)}`);
    }
    spec = utf16(strOf(timespec)!);
  }
  const minutes = `${pad(t.hour)}:${pad(t.minute)}`;
  const seconds = `${minutes}:${pad(t.second)}`;
  switch (spec) {
    case "auto":
      return t.microsecond === 0 ? seconds : `${seconds}.${pad(t.microsecond, 6)}`;
    case "hours":
      return pad(t.hour);
    case "minutes":
      return minutes;
    case "seconds":
      return seconds;
    case "milliseconds":
      return `${seconds}.${pad(Math.floor(t.microsecond / 1000), 3)}`;
    case "microseconds":
      return `${seconds}.${pad(t.microsecond, 6)}`;
  }
  throw valueError("Unknown timespec value");
}

/** The offset as isoformat shows it, "" where there is none. */
export function zoneSuffix(t: TimeFields, moment: Value, separator = ":"): string {
  const offset = zoneDelta(t.tz, "utcoffset", moment);
  return offset === undefined ? "" : offsetText(offset, separator);
}

const DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTH_NAMES = [
  "",
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/** `Wed Jan  1 00:00:00 2020` */
export function ctime(d: PyDate): string {
  const clock = d instanceof PyDateTime
    ? `${pad(d.hour)}:${pad(d.minute)}:${pad(d.second)}`
    : "00:00:00";
  const weekday = weekdayOf(d.year, d.month, d.day);
  return `${DAY_NAMES[weekday]} ${MONTH_NAMES[d.month]} ${String(d.day).padStart(2)} ${clock} ${
    pad(d.year, 4)
  }`;
}

/**
 * strftime: %f, %z, %:z and %Z are ours, the rest is time.strftime's. `fields` says where the microseconds and the zone
 * are, `undefined` for a date; `moment` is what a zone is asked about.
 */
export function strftime(
  formatValue: Value,
  tuple: Value,
  fields: TimeFields | undefined,
  moment: Value,
): Value {
  if (!isStr(formatValue)) {
    throw typeError(`strftime() argument 1 must be str, not ${argumentName(formatValue)}`);
  }
  const format = utf16(strOf(formatValue)!);
  let out = "", from = 0;
  for (let i = format.indexOf("%"); i >= 0; i = format.indexOf("%", i)) {
    let next = format[i + 1];
    let length = 2;
    if (next === ":" && format[i + 2] === "z") {
      next = ":z";
      length = 3;
    }
    const text = directive(next, fields, moment);
    if (text !== undefined) {
      out += format.slice(from, i) + text;
      from = i + length;
    }
    i += length;
  }
  const rest = out + format.slice(from);
  return call(getAttr(runtime.importModule("time"), "strftime"), [strFromUtf16(rest), tuple]);
}

/** What stands for a directive that C's strftime does not know; `undefined` for the others. */
function directive(
  name: string | undefined,
  fields: TimeFields | undefined,
  moment: Value,
): string | undefined {
  switch (name) {
    case "z":
    case ":z":
      return fields === undefined ? "" : zoneSuffix(fields, moment, name === "z" ? "" : ":");
    case "Z": {
      if (fields === undefined) return "";
      const tzname = zoneName(fields.tz, moment);
      // the name goes through strftime once more
      return tzname === NONE ? "" : utf16(strOf(tzname)!).replaceAll("%", "%%");
    }
    case "f":
      return pad(fields?.microsecond ?? 0, 6);
  }
  return undefined;
}
