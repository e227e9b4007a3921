// Reading ISO 8601 dates and times. Texts are arrays of UTF-16 units; a failure is `undefined`, and the caller says which
// text it was.

import { fromIsoCalendar, fromOrdinal } from "./calendar.ts";

/** Digits at `at` as a number; -1 where there are none. */
function digits(text: string, at: number, count: number): number {
  let v = 0;
  for (let i = at; i < at + count; i++) {
    const d = text.charCodeAt(i) - 48;
    if (!(d >= 0 && d <= 9)) return -1;
    v = v * 10 + d;
  }
  return v;
}

function isDigit(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c >= 48 && c <= 57;
}

/** Year, month and day of a date in one of the four forms. */
export function parseDate(text: string): [number, number, number] | undefined {
  const length = text.length;
  const year = digits(text, 0, 4);
  if (year < 0) return undefined;
  const separated = text[4] === "-";
  let at = separated ? 5 : 4;
  if (text[at] === "W") {
    const week = digits(text, at + 1, 2);
    if (week < 0) return undefined;
    at += 3;
    let day = 1;
    if (at < length) {
      if (separated) {
        if (text[at] !== "-") return undefined;
        at++;
      }
      day = digits(text, at, 1);
      if (day < 0) return undefined;
      at++;
    }
    if (at !== length) return undefined;
    const ordinal = fromIsoCalendar(year, week, day);
    if (typeof ordinal !== "number" || ordinal < 1) return undefined;
    return fromOrdinal(ordinal);
  }
  const month = digits(text, at, 2);
  if (month < 0) return undefined;
  at += 2;
  if (separated) {
    if (text[at] !== "-") return undefined;
    at++;
  }
  const day = digits(text, at, 2);
  return day < 0 || at + 2 !== length ? undefined : [year, month, day];
}

/** Where the date ends in a text of date, separator and time. */
export function findSeparator(text: string): number {
  const length = text.length;
  if (length === 7) return 7;
  if (text[4] === "-") {
    if (text[5] !== "W") return 10;
    if (length < 8) return -1;
    if (length > 8 && text[8] === "-") {
      if (length === 9) return -1;
      // YYYY-Www-HH: the dash separates
      return length > 10 && isDigit(text, 10) ? 8 : 10;
    }
    return 8;
  }
  if (text[4] !== "W") return 8;
  let at = 7;
  while (at < length && isDigit(text, at)) at++;
  if (at < 9) return at;
  return at % 2 === 0 ? 7 : 8;
}

/** A parsed time: the fields, and the offset in seconds and microseconds where there is one. */
export interface ParsedTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly offset: { readonly seconds: number; readonly microseconds: number } | undefined;
}

interface Clock {
  readonly values: readonly [number, number, number];
  readonly microsecond: number;
  /** Something follows that is no part of it. */
  readonly more: boolean;
}

/** HH[:MM[:SS[.ffffff]]] with or without colons, from `at` to `end`. */
function parseClock(text: string, at: number, end: number): Clock | undefined {
  const values: [number, number, number] = [0, 0, 0];
  let separated = true;
  for (let i = 0; i < 3; i++) {
    if (at + 2 > end) return undefined;
    values[i] = digits(text, at, 2);
    if (values[i] < 0) return undefined;
    at += 2;
    const next = text[at];
    at++;
    if (i === 0) separated = next === ":";
    if (at > end) return { values, microsecond: 0, more: false };
    if (at === end && next !== undefined) return { values, microsecond: 0, more: true };
    if (separated && next === ":") {
      if (i === 2) return undefined;
      continue;
    }
    if (next === "." || next === ",") {
      if (i < 2) return undefined;
      break;
    }
    if (separated) return undefined;
    at--;
  }
  const length = end - at;
  const taken = Math.min(length, 6);
  if (taken <= 0) return undefined;
  const fraction = digits(text, at, taken);
  if (fraction < 0) return undefined;
  for (let i = at + taken; i < end; i++) if (!isDigit(text, i)) return undefined;
  return { values, microsecond: fraction * 10 ** (6 - taken), more: false };
}

/** A time with an offset or without. */
export function parseTime(text: string): ParsedTime | undefined {
  let zone = 0;
  while (zone < text.length && text[zone] !== "+" && text[zone] !== "-" && text[zone] !== "Z") {
    zone++;
  }
  const clock = parseClock(text, 0, zone);
  if (clock === undefined) return undefined;
  const [hour, minute, second] = clock.values;
  const { microsecond } = clock;
  if (zone === text.length) {
    return clock.more ? undefined : { hour, minute, second, microsecond, offset: undefined };
  }
  if (text[zone] === "Z") {
    if (zone + 1 !== text.length) return undefined;
    return { hour, minute, second, microsecond, offset: { seconds: 0, microseconds: 0 } };
  }
  const sign = text[zone] === "-" ? -1 : 1;
  const offset = parseClock(text, zone + 1, text.length);
  if (offset === undefined || offset.more) return undefined;
  const [h, m, s] = offset.values;
  return {
    hour,
    minute,
    second,
    microsecond,
    offset: {
      seconds: sign * (h * 3600 + m * 60 + s),
      microseconds: sign * offset.microsecond,
    },
  };
}
