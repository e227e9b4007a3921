// Moments (seconds since 1970, UTC) and the local time of the host.

import { timezone } from "../../vm/host/mod.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { intOf } from "../../vm/objects/int.ts";
import type { Value } from "../../vm/objects/object.ts";
import { indexOf } from "../../vm/objects/operations.ts";
import { overflowError, valueError } from "../../vm/objects/raise.ts";
import { fromOrdinal, toOrdinal } from "./calendar.ts";

/** The ordinal of 1 January 1970. */
const EPOCH = 719163;
/** The most by which clocks are put back. */
const MAX_FOLD = 24 * 3600;

/** Date and time of a moment. */
export interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function timestampRange(): Value {
  return overflowError("timestamp out of range for platform time_t");
}

/** Whole seconds of a timestamp, rounded down. */
export function secondsArgument(v: Value): number {
  if (v instanceof PyFloat) {
    if (v.v !== v.v) throw valueError("Invalid value NaN (not a number)");
    const s = Math.floor(v.v);
    if (Math.abs(s) >= 2 ** 63) throw timestampRange();
    return s;
  }
  return wholeSeconds(v);
}

function wholeSeconds(v: Value): number {
  const n = intOf(v) ?? indexOf(v);
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) throw timestampRange();
  return Number(n);
}

/** Seconds and microseconds of a timestamp, rounded half to even. */
export function timestampParts(v: Value): [number, number] {
  if (!(v instanceof PyFloat)) return [wholeSeconds(v), 0];
  const x = v.v;
  if (x !== x) throw valueError("Invalid value NaN (not a number)");
  let seconds = Math.trunc(x);
  let us = (x - seconds) * 1e6;
  // half to even
  const low = Math.floor(us), rest = us - low;
  us = rest > 0.5 || rest === 0.5 && low % 2 !== 0 ? low + 1 : low;
  if (us >= 1e6) {
    us -= 1e6;
    seconds++;
  } else if (us < 0) {
    us += 1e6;
    seconds--;
  }
  if (Math.abs(seconds) >= 2 ** 63) throw timestampRange();
  return [seconds, us];
}

/** The fields of a number of seconds since 1970. */
export function utcFields(seconds: number): Fields {
  const days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const ordinal = days + EPOCH;
  if (!(ordinal >= -400 * 366 && ordinal < 4_000_000)) {
    // a year that no date has
    const year = 1970 + Math.floor(seconds / 31556952);
    if (Math.abs(year) > 2147483647) throw timestampRange();
    throw valueError(`year ${year} is out of range`);
  }
  const [year, month, day] = fromOrdinal(ordinal);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  };
}

/** The local fields of a moment. */
export function localFields(moment: number): Fields {
  if (Math.abs(moment) > 4e11) return utcFields(moment);
  return utcFields(moment + timezone.localType(Math.floor(moment)).offset);
}

/** Fields as seconds since 1970, as if they were UTC. */
export function secondsOf(f: Fields): number {
  return (toOrdinal(f.year, f.month, f.day) - EPOCH) * 86400 + f.hour * 3600 + f.minute * 60 +
    f.second;
}

/** Local seconds of a moment. */
function local(moment: number): number {
  return moment + timezone.localType(moment).offset;
}

/** The second of two equal local times: the clock had been put back shortly before. */
export function foldOf(moment: number): number {
  const here = local(moment);
  const transition = here - local(moment - MAX_FOLD) - MAX_FOLD;
  if (transition >= 0) return 0;
  return local(moment + transition) === here ? 1 : 0;
}

/** The moment of local seconds; `fold` chooses where there are two. */
export function momentOf(t: number, fold: number): number {
  const a = local(t) - t;
  const u1 = t - a;
  const t1 = local(u1);
  let b: number;
  if (t1 === t) {
    // one solution; is there another one a day away?
    const u2 = fold ? u1 + MAX_FOLD : u1 - MAX_FOLD;
    b = local(u2) - u2;
    if (a === b) return u1;
  } else {
    b = t1 - u1;
  }
  const u2 = t - b;
  if (local(u2) === t) return u2;
  if (t1 === t) return u1;
  // in a gap
  return fold ? Math.min(u1, u2) : Math.max(u1, u2);
}
