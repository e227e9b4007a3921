// Local time: which offset from UTC, which name, and whether daylight saving time, at which moment.
//
// It follows glibc's tzset: the variable TZ names a file of the zone database or is a rule in POSIX's
// notation; without it /etc/localtime counts. The files are read here (RFC 8536), because the answers
// then are the same with and without FFI, and JavaScript's own `Date` knows no names and no rules.
// Where no file may be read, JavaScript's zone is what is left.
//
// Invariant: a zone never changes; `tzset` replaces it. Moments are seconds since the epoch.

import { getVariable } from "./environment.ts";
import { allowed } from "./permissions.ts";

/** One kind of local time. */
export interface LocalType {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly dst: boolean;
  readonly name: string;
}

/** What `time.timezone`, `altzone`, `daylight` and `tzname` tell. */
export interface ZoneSummary {
  readonly timezone: number;
  readonly altzone: number;
  readonly daylight: boolean;
  readonly names: readonly [string, string];
}

interface Zone {
  at(moment: number): LocalType;
}

const UTC: LocalType = { offset: 0, dst: false, name: "UTC" };
const DAY = 86400;
const YEAR = 31556952;

/** The day of a civil date, counted from 1970-01-01; months from 1. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146097 + dayOfEra + dayOfYear - 719468;
}

/** The year in which a moment lies, in UTC. */
function yearOf(moment: number): number {
  let year = 1970 + Math.floor(moment / YEAR);
  while (dayNumber(year, 1, 1) * DAY > moment) year--;
  while (dayNumber(year + 1, 1, 1) * DAY <= moment) year++;
  return year;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The day of the year on which the clocks change, and the second of that day in local time. */
interface Rule {
  readonly kind: "month" | "julian" | "zero-based";
  readonly month: number;
  readonly week: number;
  readonly day: number;
  readonly second: number;
}

/** Local seconds since the epoch at which a rule applies in a year. */
function applyRule(rule: Rule, year: number): number {
  let day: number;
  switch (rule.kind) {
    case "julian": // 1 to 365; the 29th of February has no number
      day = dayNumber(year, 1, 1) + rule.day - 1 + (isLeap(year) && rule.day >= 60 ? 1 : 0);
      break;
    case "zero-based":
      day = dayNumber(year, 1, 1) + rule.day;
      break;
    case "month": {
      const first = dayNumber(year, rule.month, 1);
      const next = rule.month === 12
        ? dayNumber(year + 1, 1, 1)
        : dayNumber(year, rule.month + 1, 1);
      const weekday = ((first + 4) % 7 + 7) % 7; // 1970-01-01 was a Thursday
      day = first + (rule.day - weekday + 7) % 7 + (rule.week - 1) * 7;
      while (day >= next) day -= 7;
    }
  }
  return day * DAY + rule.second;
}

/** A zone as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`. */
class RuleZone implements Zone {
  private readonly standard: LocalType;
  private readonly daylight: LocalType | null;
  private readonly start: Rule;
  private readonly end: Rule;

  constructor(standard: LocalType, daylight: LocalType | null, start: Rule, end: Rule) {
    this.standard = standard;
    this.daylight = daylight;
    this.start = start;
    this.end = end;
  }

  at(moment: number): LocalType {
    if (this.daylight === null) return this.standard;
    // glibc knows no years before 1970: what lies before them is compared with the dates of 1970.
    const year = Math.max(yearOf(moment + this.standard.offset), 1970);
    const start = applyRule(this.start, year) - this.standard.offset;
    const end = applyRule(this.end, year) - this.daylight.offset;
    const inside = start < end ? start <= moment && moment < end : moment < end || start <= moment;
    return inside ? this.daylight : this.standard;
  }
}

/** Reads POSIX's notation piece by piece. */
class RuleReader {
  private readonly text: string;
  private at: number;

  constructor(text: string) {
    this.text = text;
    this.at = 0;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  accept(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  /** Three letters or more, or anything between `<` and `>`; "" where there is none. */
  name(): string {
    const quoted = /<([-+0-9A-Za-z]+)>/y;
    const plain = /[A-Za-z]{3,}/y;
    quoted.lastIndex = plain.lastIndex = this.at;
    const found = quoted.exec(this.text) ?? plain.exec(this.text);
    if (found === null) return "";
    this.at += found[0].length;
    return found[1] ?? found[0];
  }

  /** `hh[:mm[:ss]]` with a sign, in seconds. */
  time(): number | null {
    const pattern = /([-+]?)(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}))?/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    const seconds = +found[2] * 3600 + +(found[3] ?? 0) * 60 + +(found[4] ?? 0);
    return found[1] === "-" ? -seconds : seconds;
  }

  rule(): Rule | null {
    const pattern = /M(\d{1,2})\.([1-5])\.([0-6])|(J?)(\d{1,3})/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    const second = this.accept("/") ? this.time() : 7200;
    if (second === null) return null;
    if (found[1] !== undefined) {
      const month = +found[1];
      if (month < 1 || month > 12) return null;
      return { kind: "month", month, week: +found[2], day: +found[3], second };
    }
    const day = +found[5];
    const julian = found[4] === "J";
    if (day > 365 || julian && day === 0) return null;
    return { kind: julian ? "julian" : "zero-based", month: 0, week: 0, day, second };
  }
}

/** What glibc assumes where a zone has daylight saving time and no rules: the United States'. */
const DEFAULT_START: Rule = { kind: "month", month: 3, week: 2, day: 0, second: 7200 };
const DEFAULT_END: Rule = { kind: "month", month: 11, week: 1, day: 0, second: 7200 };

/** A zone from POSIX's notation. What cannot be read is as glibc takes it: UTC under its name. */
export function parseRuleZone(text: string): Zone {
  const reader = new RuleReader(text);
  const name = reader.name();
  const west = name === "" ? null : reader.time();
  const standard: LocalType = { offset: -(west ?? 0) || 0, dst: false, name };
  const plain = new RuleZone(standard, null, DEFAULT_START, DEFAULT_END);
  if (west === null || reader.done) return plain;
  const daylightName = reader.name();
  if (daylightName === "") return plain;
  const daylightWest = reader.time();
  const daylight: LocalType = {
    offset: daylightWest === null ? standard.offset + 3600 : -daylightWest || 0,
    dst: true,
    name: daylightName,
  };
  if (!reader.accept(",")) return new RuleZone(standard, daylight, DEFAULT_START, DEFAULT_END);
  const start = reader.rule();
  const end = reader.accept(",") ? reader.rule() : null;
  return new RuleZone(standard, daylight, start ?? DEFAULT_START, end ?? DEFAULT_END);
}

/** A zone of the database: a list of moments at which the kind changes, and a rule for after them. */
class TableZone implements Zone {
  private readonly moments: readonly number[];
  private readonly kinds: readonly LocalType[];
  private readonly before: LocalType;
  private readonly after: Zone | null;

  constructor(
    moments: readonly number[],
    kinds: readonly LocalType[],
    before: LocalType,
    after: Zone | null,
  ) {
    this.moments = moments;
    this.kinds = kinds;
    this.before = before;
    this.after = after;
  }

  at(moment: number): LocalType {
    const { moments } = this;
    const count = moments.length;
    if (count === 0) return this.after !== null ? this.after.at(moment) : this.before;
    if (moment < moments[0]) return this.before;
    if (moment >= moments[count - 1]) {
      return this.after !== null ? this.after.at(moment) : this.kinds[count - 1];
    }
    let low = 0, high = count - 1; // moments[low] <= moment < moments[high]
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (moments[middle] <= moment) low = middle;
      else high = middle;
    }
    return this.kinds[low];
  }
}

/** Reads a file of the zone database; null where it is none. */
export function parseZoneFile(bytes: Uint8Array): Zone | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isHeader = (at: number) => at + 44 <= bytes.length && view.getUint32(at) === 0x545a6966;
  if (!isHeader(0)) return null;
  const version = bytes[4];
  let at = 0;
  let wide = 4;
  if (version >= 0x32) {
    // The first block has 32-bit times, for readers of old; the second has all that counts.
    const count = (n: number) => view.getUint32(20 + 4 * n);
    at = 44 + count(3) * 5 + count(4) * 6 + count(5) + count(2) * 8 + count(1) + count(0);
    wide = 8;
    if (!isHeader(at)) return null;
  }
  const count = (n: number) => view.getUint32(at + 20 + 4 * n);
  const [utcs, standards, leaps, times, types, characters] = [0, 1, 2, 3, 4, 5].map(count);
  const timesAt = at + 44;
  const indexAt = timesAt + times * wide;
  const typesAt = indexAt + times;
  const namesAt = typesAt + types * 6;
  const end = namesAt + characters + leaps * (wide + 4) + standards + utcs;
  if (types === 0 || end > bytes.length) return null;
  const kinds: LocalType[] = [];
  const decoder = new TextDecoder();
  for (let i = 0; i < types; i++) {
    const start = namesAt + bytes[typesAt + i * 6 + 5];
    const stop = bytes.indexOf(0, start);
    kinds.push({
      offset: view.getInt32(typesAt + i * 6),
      dst: bytes[typesAt + i * 6 + 4] !== 0,
      name: decoder.decode(bytes.subarray(start, stop)),
    });
  }
  const moments: number[] = [];
  const after: LocalType[] = [];
  for (let i = 0; i < times; i++) {
    const time = wide === 8
      ? view.getInt32(timesAt + i * 8) * 0x100000000 + view.getUint32(timesAt + i * 8 + 4)
      : view.getInt32(timesAt + i * 4);
    if (bytes[indexAt + i] >= types) return null;
    moments.push(time);
    after.push(kinds[bytes[indexAt + i]]);
  }
  const footer = wide === 8 ? decoder.decode(bytes.subarray(end)).trim() : "";
  const before = kinds.find((kind) => !kind.dst) ?? kinds[0];
  return new TableZone(moments, after, before, footer === "" ? null : parseRuleZone(footer));
}

/** JavaScript's idea of the local zone. */
class ScriptZone implements Zone {
  private readonly names: Intl.DateTimeFormat;

  constructor() {
    this.names = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" });
  }

  at(moment: number): LocalType {
    const date = new Date(Math.min(Math.max(moment, -8e12), 8e12) * 1000);
    const offset = -date.getTimezoneOffset() * 60 || 0;
    const year = date.getFullYear();
    const winter = -new Date(year, 0, 1).getTimezoneOffset() * 60;
    const summer = -new Date(year, 6, 1).getTimezoneOffset() * 60;
    const part = this.names.formatToParts(date).find((part) => part.type === "timeZoneName");
    return { offset, dst: offset > Math.min(winter, summer), name: part?.value ?? "" };
  }
}

function readZoneFile(path: string): Zone | null {
  try {
    return allowed("read", path) ? parseZoneFile(Deno.readFileSync(path)) : null;
  } catch {
    return null;
  }
}

const DATABASE = "/usr/share/zoneinfo/";

function findZone(): Zone {
  const variable = getVariable("TZ");
  if (variable === undefined) return readZoneFile("/etc/localtime") ?? new ScriptZone();
  const name = variable.startsWith(":") ? variable.slice(1) : variable;
  if (name === "") return { at: () => UTC };
  const path = name.startsWith("/") ? name : DATABASE + name;
  if (!name.split("/").includes("..")) {
    const zone = readZoneFile(path);
    if (zone !== null) return zone;
  }
  return parseRuleZone(name);
}

let zone: Zone | undefined;

/** Forgets the zone, so that TZ is looked at again. */
export function tzset(): void {
  zone = undefined;
}

/** The year of a date is a C int; no moment is asked for that lies farther away. */
const FARTHEST = 2 ** 31 * YEAR;

/** The kind of local time at a moment. */
export function localType(moment: number): LocalType {
  const bounded = Math.min(Math.max(Math.floor(moment), -FARTHEST), FARTHEST);
  return (zone ??= findZone()).at(bounded);
}

/** The zone of today in short, found as CPython does: from January and July of this year. */
export function zoneSummary(): ZoneSummary {
  const now = Math.floor(Date.now() / 1000);
  const january = localType(Math.floor(now / YEAR) * YEAR);
  const july = localType(Math.floor(now / YEAR) * YEAR + Math.floor(YEAR / 2));
  // South of the equator it is July that has standard time.
  const [standard, other] = january.offset > july.offset ? [july, january] : [january, july];
  return {
    timezone: -standard.offset || 0,
    altzone: -other.offset || 0,
    daylight: january.offset !== july.offset,
    names: [standard.name, other.name],
  };
}

/** How far from a moment another kind of local time is looked for. */
const SEARCH_STEP = 7 * DAY;
const SEARCH_STEPS = 900; // 17 years to either side, as glibc does

/**
 * mktime: the moment of a local date given as seconds since 1970-01-01 00:00 local time. `dst` says
 * whether daylight saving time is meant: 1 or 0, or -1 for what the zone says. An hour that comes twice
 * is taken the first time; one that is left out is counted on from the time before.
 */
export function localToMoment(local: number, dst: number): number {
  const before = localType(local - DAY);
  const after = localType(local + DAY);
  const solutions: { moment: number; dst: boolean }[] = [];
  for (const offset of new Set([before.offset, after.offset, localType(local).offset])) {
    const moment = local - offset;
    const type = localType(moment);
    if (type.offset === offset) solutions.push({ moment, dst: type.dst });
  }
  solutions.sort((a, b) => a.moment - b.moment);
  const natural = solutions.length > 0 ? solutions[0].moment : local - before.offset;
  if (dst < 0) return natural;
  const wanted = dst > 0;
  for (const solution of solutions) if (solution.dst === wanted) return solution.moment;
  if (solutions.length === 0) {
    for (const type of [before, after]) if (type.dst === wanted) return local - type.offset;
  }
  for (let step = 1; step <= SEARCH_STEPS; step++) {
    for (const side of [-1, 1]) {
      const type = localType(natural + side * step * SEARCH_STEP);
      if (type.dst === wanted) return local - type.offset;
    }
  }
  // A zone that never has what is meant: an hour of difference is assumed.
  return natural + (wanted ? -3600 : 3600);
}
