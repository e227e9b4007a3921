// The proleptic Gregorian calendar: ordinals count days from 1 January of the year 1, which is day 1.

export const MIN_YEAR = 1;
export const MAX_YEAR = 9999;
/** The ordinal of 31 December 9999. */
export const MAX_ORDINAL = 3652059;

const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : DAYS[month];
}

/** Days of the year in front of a month. */
export function daysBeforeMonth(year: number, month: number): number {
  return DAYS_BEFORE[month] + (month > 2 && isLeap(year) ? 1 : 0);
}

/** Days in front of a year. */
export function daysBeforeYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

export function toOrdinal(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

/** Year, month and day of an ordinal. */
export function fromOrdinal(ordinal: number): [number, number, number] {
  let n = ordinal - 1;
  const n400 = Math.floor(n / 146097);
  n -= n400 * 146097;
  let year = n400 * 400 + 1;
  const n100 = Math.floor(n / 36524);
  n -= n100 * 36524;
  const n4 = Math.floor(n / 1461);
  n -= n4 * 1461;
  const n1 = Math.floor(n / 365);
  n -= n1 * 365;
  year += n100 * 100 + n4 * 4 + n1;
  // the last day of a leap year's cycle
  if (n1 === 4 || n100 === 4) return [year - 1, 12, 31];
  let month = (n + 50) >> 5;
  let before = daysBeforeMonth(year, month);
  if (before > n) before = daysBeforeMonth(year, --month);
  return [year, month, n - before + 1];
}

/** 0 is Monday. */
export function weekdayOf(year: number, month: number, day: number): number {
  return (toOrdinal(year, month, day) + 6) % 7;
}

/** The ordinal of the Monday with which the year's ISO weeks begin. */
export function isoWeek1Monday(year: number): number {
  const first = toOrdinal(year, 1, 1);
  const weekday = (first + 6) % 7;
  return first - weekday + (weekday > 3 ? 7 : 0);
}

/** ISO year, week and weekday (1 is Monday). */
export function isoCalendar(year: number, month: number, day: number): [number, number, number] {
  const today = toOrdinal(year, month, day);
  let isoYear = year;
  let monday = isoWeek1Monday(year);
  let week = Math.floor((today - monday) / 7);
  if (week < 0) {
    isoYear--;
    monday = isoWeek1Monday(isoYear);
    week = Math.floor((today - monday) / 7);
  } else if (week >= 52 && today >= isoWeek1Monday(isoYear + 1)) {
    isoYear++;
    week = 0;
    monday = isoWeek1Monday(isoYear);
  }
  return [isoYear, week + 1, (today - monday) - 7 * week + 1];
}

/** What is wrong with an ISO date. */
export type IsoProblem = "year" | "week" | "day";

/** The ordinal of an ISO year, week and weekday. */
export function fromIsoCalendar(year: number, week: number, day: number): number | IsoProblem {
  if (year < MIN_YEAR || year > MAX_YEAR) return "year";
  if (week <= 0 || week >= 53) {
    let bad = true;
    if (week === 53) {
      // years that begin on a Thursday, or leap years on a Wednesday, have 53 weeks
      const first = (toOrdinal(year, 1, 1) + 6) % 7;
      bad = !(first === 3 || first === 2 && isLeap(year));
    }
    if (bad) return "week";
  }
  if (day <= 0 || day >= 8) return "day";
  return isoWeek1Monday(year) + (week - 1) * 7 + day - 1;
}
