// strftime as glibc does it in the C locale: every conversion, the flags `_ - 0 ^ #`, widths, and the modifiers E and O,
// which change nothing here. What is no conversion stays as it is.

import { timezone } from "../../vm/host/mod.ts";
import { type BrokenTime, isLeap, localSeconds } from "./calendar.ts";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** How a field is written. */
interface Style {
  /** "_", "-", "0", or "" for the conversion's own. */
  pad: string;
  upper: boolean;
  swap: boolean;
  width: number;
}

/** Formats a time. */
export function strftime(format: string, t: BrokenTime): string {
  let out = "";
  let at = 0;
  for (;;) {
    const percent = format.indexOf("%", at);
    if (percent < 0) return out + format.slice(at);
    out += format.slice(at, percent);
    const style: Style = { pad: "", upper: false, swap: false, width: -1 };
    let i = percent + 1;
    for (; i < format.length; i++) {
      const c = format[i];
      if (c === "_" || c === "-" || c === "0") style.pad = c;
      else if (c === "^") style.upper = true;
      else if (c === "#") style.swap = true;
      else break;
    }
    const digits = i;
    while (i < format.length && format[i] >= "0" && format[i] <= "9") i++;
    if (i > digits) style.width = Math.min(parseInt(format.slice(digits, i), 10), 0xffff);
    if (format[i] === "E" || format[i] === "O") i++;
    const text = i < format.length ? convert(format[i], style, t) : undefined;
    if (text === undefined) {
      // not a conversion: it stands for itself
      out += format.slice(percent, i + 1);
    } else {
      out += text;
    }
    at = i + 1;
  }
}

function convert(c: string, style: Style, t: BrokenTime): string | undefined {
  switch (c) {
    case "%":
      return text("%", style);
    case "n":
      return text("\n", style);
    case "t":
      return text("\t", style);
    case "a":
      return name(DAYS[t.weekday]?.slice(0, 3), style);
    case "A":
      return name(DAYS[t.weekday], style);
    case "b":
    case "h":
      return name(MONTHS[t.month]?.slice(0, 3), style);
    case "B":
      return name(MONTHS[t.month], style);
    case "p": {
      const half = t.hour > 11 ? "PM" : "AM";
      return text(style.swap ? half.toLowerCase() : half, style);
    }
    case "P":
      return text(t.hour > 11 ? "pm" : "am", style);
    case "c":
      return nested("%a %b %e %H:%M:%S %Y", style, t);
    case "D":
    case "x":
      return nested("%m/%d/%y", style, t);
    case "F":
      return nested("%Y-%m-%d", style, t);
    case "r":
      return nested("%I:%M:%S %p", style, t);
    case "R":
      return nested("%H:%M", style, t);
    case "T":
    case "X":
      return nested("%H:%M:%S", style, t);
    case "C":
      return number(Math.floor(t.year / 100), 2, "0", style, t.year < 0);
    case "d":
      return number(t.day, 2, "0", style);
    case "e":
      return number(t.day, 2, "_", style);
    case "H":
      return number(t.hour, 2, "0", style);
    case "I":
      return number(hour12(t.hour), 2, "0", style);
    case "k":
      return number(t.hour, 2, "_", style);
    case "l":
      return number(hour12(t.hour), 2, "_", style);
    case "j":
      return number(t.yearDay + 1, 3, "0", style);
    case "m":
      return number(t.month + 1, 2, "0", style);
    case "M":
      return number(t.minute, 2, "0", style);
    case "S":
      return number(t.second, 2, "0", style);
    case "s":
      return number(moment(t), 1, "0", style);
    case "u":
      return number((t.weekday + 6) % 7 + 1, 1, "0", style);
    case "w":
      return number(t.weekday, 1, "0", style);
    case "U":
      return number(Math.floor((t.yearDay - t.weekday + 7) / 7), 2, "0", style);
    case "W":
      return number(Math.floor((t.yearDay - (t.weekday + 6) % 7 + 7) / 7), 2, "0", style);
    case "V":
      return number(isoWeek(t).week, 2, "0", style);
    case "G":
      return number(isoWeek(t).year, 1, "0", style);
    case "g":
      return number(((isoWeek(t).year % 100) + 100) % 100, 2, "0", style);
    case "y":
      return number(((t.year % 100) + 100) % 100, 2, "0", style);
    case "Y":
      return number(t.year, 1, "0", style);
    case "z":
      return offset(t, style);
    case "Z": {
      const zone = zoneName(t);
      return text(style.swap ? zone.toLowerCase() : zone, style);
    }
  }
  return undefined;
}

function text(s: string, style: Style): string {
  const shown = style.upper ? s.toUpperCase() : s;
  return shown.padStart(style.width, style.pad === "0" ? "0" : " ");
}

function name(s: string | undefined, style: Style): string {
  const shown = s ?? "?";
  return text(style.swap ? shown.toUpperCase() : shown, style);
}

function nested(format: string, style: Style, t: BrokenTime): string {
  return text(strftime(format, t), style);
}

function number(n: number, digits: number, pad: string, style: Style, negative = n < 0): string {
  const how = style.pad !== "" ? style.pad : pad;
  const shown = String(Math.abs(n));
  const sign = negative ? "-" : "";
  if (how === "-") return sign + shown;
  const width = Math.max(style.width, digits);
  if (how === "_") return (sign + shown).padStart(width, " ");
  return sign + shown.padStart(width - sign.length, "0");
}

function hour12(hour: number): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

/** Seconds since the epoch, the time taken as local. */
function moment(t: BrokenTime): number {
  return timezone.localToMoment(localSeconds(t), t.dst);
}

function offset(t: BrokenTime, style: Style): string {
  if (t.dst < 0) return "";
  const seconds = t.offset ?? 0;
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const shown = String(Math.floor(minutes / 60) * 100 + minutes % 60);
  const sign = seconds < 0 ? "-" : "+";
  return sign + shown.padStart(Math.max(style.width - 1, 4), "0");
}

function zoneName(t: BrokenTime): string {
  if (t.zone !== undefined) return t.zone;
  if (t.dst < 0) return "";
  return timezone.zoneSummary().names[t.dst > 0 ? 1 : 0];
}

/** Year and number of the week by ISO 8601. */
function isoWeek(t: BrokenTime): { year: number; week: number } {
  const weekday = (t.weekday + 6) % 7;
  let year = t.year;
  let week = Math.floor((t.yearDay - weekday + 10) / 7);
  if (week < 1) {
    year--;
    const length = isLeap(year) ? 366 : 365;
    week = Math.floor((t.yearDay + length - weekday + 10) / 7);
  } else if (week === 53) {
    const left = (isLeap(year) ? 366 : 365) - t.yearDay;
    // the days before the first Thursday of the next year belong to that
    if (left <= 3 - weekday) {
      year++;
      week = 1;
    }
  }
  return { year, week };
}
