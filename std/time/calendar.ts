// Dates and seconds: the proleptic Gregorian calendar for years that fit a C int.

/** A date and time of day in parts, as `struct tm` has them: months and days of the year from 0, Sunday is 0. */
export interface BrokenTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: number;
  yearDay: number;
  dst: number;
  /** The zone's name and seconds east of UTC, where the time has them. */
  zone: string | undefined;
  offset: number | undefined;
}

const DAY = 86400;
const DAYS_OF_400_YEARS = 146097;

/** Days before each month in a year that is no leap year. */
const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 to the first day of a year. */
export function daysToYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) - 719162;
}

/** The year that a day, counted from 1970-01-01, belongs to. */
function yearOfDay(day: number): number {
  let year = Math.floor(day / (DAYS_OF_400_YEARS / 400)) + 1970;
  while (daysToYear(year) > day) year--;
  while (daysToYear(year + 1) <= day) year++;
  return year;
}

/** Breaks seconds since the epoch into parts, with an offset from UTC added. */
export function breakTime(
  moment: number,
  offset: number,
  dst: number,
  zone: string,
): BrokenTime {
  const local = moment + offset;
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  const year = yearOfDay(days);
  const yearDay = days - daysToYear(year);
  let month = 11;
  while (month > 0 && daysBefore(year, month) > yearDay) month--;
  return {
    year,
    month,
    day: yearDay - daysBefore(year, month) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay,
    dst,
    zone,
    offset,
  };
}

/** Days of a year before a month of it. */
function daysBefore(year: number, month: number): number {
  return BEFORE_MONTH[month] + (month > 1 && isLeap(year) ? 1 : 0);
}

/** Seconds from 1970-01-01 00:00 in the time's own zone; parts out of range carry over, as in mktime. */
export function localSeconds(t: BrokenTime): number {
  const year = t.year + Math.floor(t.month / 12);
  const month = ((t.month % 12) + 12) % 12;
  const days = daysToYear(year) + daysBefore(year, month) + t.day - 1;
  return days * DAY + t.hour * 3600 + t.minute * 60 + t.second;
}
