// The module `time`.

import { clock, timezone } from "../../vm/host/mod.ts";
import { call, getAttr } from "../../vm/objects/attributes.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { type Int, NONE, type Value } from "../../vm/objects/object.ts";
import { indexOf, operationHooks } from "../../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { type Str, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import {
  isStruct,
  newStruct,
  type PyStructSequence,
  structType,
} from "../../vm/objects/structseq.ts";
import { PyTuple } from "../../vm/objects/tuple.ts";
import { argumentName, type PyType, typeOf } from "../../vm/objects/type.ts";
import type { Interpreter } from "../../vm/vm.ts";
import { errnoError, raiseFor } from "../os_support/errors.ts";
import { intArgument } from "../posix/arguments.ts";
import { threadCount, waitFor } from "../thread/scheduler.ts";
import { breakTime, type BrokenTime, localSeconds } from "./calendar.ts";
import { strftime } from "./strftime.ts";

const EOVERFLOW = 75;
const OUT_OF_RANGE = "timestamp out of range for platform time_t";
const MAX_MOMENT = 2 ** 31 * 366 * 86400;

let StructTimeType: PyType | undefined;

/** `time.struct_time`. */
export function structTimeType(): PyType {
  return StructTimeType ??= structType({
    name: "time.struct_time",
    doc:
      "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime(): a sequence of nine integers\nthat also have names, and the zone beside them.",
    visible: 9,
    fields: [
      ["tm_year", "year, for example, 1993"],
      ["tm_mon", "month of year, range [1, 12]"],
      ["tm_mday", "day of month, range [1, 31]"],
      ["tm_hour", "hours, range [0, 23]"],
      ["tm_min", "minutes, range [0, 59]"],
      ["tm_sec", "seconds, range [0, 61])"],
      ["tm_wday", "day of week, range [0, 6], Monday is 0"],
      ["tm_yday", "day of year, range [1, 366]"],
      ["tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"],
      ["tm_zone", "abbreviation of timezone name"],
      ["tm_gmtoff", "offset from UTC in seconds"],
    ],
  });
}

function structTime(t: BrokenTime): Value {
  return newStruct(structTimeType(), [
    t.year,
    t.month + 1,
    t.day,
    t.hour,
    t.minute,
    t.second,
    (t.weekday + 6) % 7,
    t.yearDay + 1,
    t.dst,
    strFromUtf16(t.zone!),
    t.offset!,
  ]);
}

/** A bigint of the host as an int. */
function nanoseconds(n: bigint): Int {
  return n <= 0x1fffffffffffffn && n >= -0x1fffffffffffffn ? Number(n) : n;
}

/** Runs a function of the host; its errors are Python's. */
function host<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    raiseFor(e);
  }
}

function floatClock(doc: string, read: () => number): Declaration {
  return method("()", doc, () => new PyFloat(read()));
}

function nsClock(doc: string, read: () => bigint): Declaration {
  return method("()", doc, () => nanoseconds(read()));
}

function clockId(v: Value): number {
  if (operationHooks.intOf(v) === undefined && typeOf(v).lookup("__index__") === undefined) {
    throw typeError(`clk_id should be integer, not ${typeOf(v).name}`);
  }
  return intArgument(v);
}

/** Seconds since the epoch of an argument, rounded down; now where there is none. */
function momentArgument(v: Value | undefined): number {
  if (v === undefined || v === NONE) return Math.floor(clock.time());
  if (v instanceof PyFloat) {
    if (Number.isNaN(v.v)) throw valueError("Invalid value NaN (not a number)");
    if (!(Math.abs(v.v) < 2 ** 63)) throw overflowError(OUT_OF_RANGE);
    return Math.floor(v.v);
  }
  const n = indexOf(v);
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) throw overflowError(OUT_OF_RANGE);
  return Number(n);
}

function utc(moment: number): BrokenTime {
  checkMoment(moment);
  return checkYear(breakTime(moment, 0, 0, "GMT"));
}

function local(moment: number): BrokenTime {
  checkMoment(moment);
  const type = timezone.localType(moment);
  return checkYear(breakTime(moment, type.offset, type.dst ? 1 : 0, type.name));
}

function checkMoment(moment: number): void {
  if (Math.abs(moment) > MAX_MOMENT) throw errnoError(EOVERFLOW);
}

function checkYear(t: BrokenTime): BrokenTime {
  if (t.year > 0x7fffffff + 1900 || t.year < -0x80000000 + 1900) throw errnoError(EOVERFLOW);
  return t;
}

/** The parts of a time tuple. */
function timeArgument(v: Value, who: string): BrokenTime {
  if (!(v instanceof PyTuple)) throw typeError("Tuple or struct_time argument required");
  if (v.items.length !== 9) throw typeError(`${who}(): illegal time tuple argument`);
  const [year, month, day, hour, minute, second, weekday, yearDay, dst] = v.items.map(intArgument);
  if (year < -0x80000000 + 1900) throw overflowError("year out of range");
  let zone: string | undefined;
  let offset: number | undefined;
  if (isStruct(v, structTimeType())) {
    const [z, o] = (v as PyStructSequence).extra;
    if (z !== undefined && strOf(z) !== undefined) zone = utf16(strOf(z)!);
    if (typeof o === "number") offset = o;
  }
  return {
    year,
    month: month - 1,
    day,
    hour,
    minute,
    second,
    weekday: (weekday + 1) % 7,
    yearDay: yearDay - 1,
    dst,
    zone,
    offset,
  };
}

/** Refuses parts that are out of range; a month, a day or a day of the year of 0 is the first. */
function checkTime(t: BrokenTime): void {
  const within = (n: number, low: number, high: number, what: string): void => {
    if (n < low || n > high) throw valueError(`${what} out of range`);
  };
  if (t.month === -1) t.month = 0;
  within(t.month, 0, 11, "month");
  if (t.day === 0) t.day = 1;
  within(t.day, 0, 31, "day of month");
  within(t.hour, 0, 23, "hour");
  within(t.minute, 0, 59, "minute");
  within(t.second, 0, 61, "seconds");
  if (t.weekday < 0) throw valueError("day of week out of range");
  if (t.yearDay === -1) t.yearDay = 0;
  within(t.yearDay, 0, 365, "day of year");
}

function asctimeOf(t: BrokenTime): Value {
  return strftime("%a %b %e %H:%M:%S ", { ...t }) + String(t.year);
}

function formatTime(format: Value, tuple?: Value): Value {
  const text = strOf(format);
  if (text === undefined) {
    throw typeError(`strftime() argument 1 must be str, not ${argumentName(format)}`);
  }
  const t = tuple === undefined
    ? local(momentArgument(undefined))
    : timeArgument(tuple, "strftime");
  checkTime(t);
  t.dst = Math.max(Math.min(t.dst, 1), -1);
  const s = utf16(text);
  if (s.includes("\0")) throw valueError("embedded null character");
  return strFromUtf16(strftime(s, t));
}

function mktime(v: Value): Value {
  const t = timeArgument(v, "mktime");
  const moment = timezone.localToMoment(localSeconds(t), Math.max(Math.min(t.dst, 1), -1));
  if (Math.abs(moment) > MAX_MOMENT) throw overflowError("mktime argument out of range");
  return new PyFloat(moment);
}

function sleep(v: Value): void {
  let seconds: number;
  if (v instanceof PyFloat) {
    seconds = v.v;
    if (Number.isNaN(seconds)) throw valueError("Invalid value NaN (not a number)");
    if (Math.abs(seconds) >= 9223372036.854776) {
      throw overflowError(OUT_OF_RANGE);
    }
  } else {
    const n = indexOf(v);
    if (n > 9223372036 || n < -9223372036) {
      throw overflowError("timestamp too large to convert to C PyTime_t");
    }
    seconds = Number(n);
  }
  if (seconds < 0) throw valueError("sleep length must be non-negative");
  if (threadCount() === 0) host(() => clock.sleep(seconds));
  else waitFor(undefined, seconds, SLEEP);
}

const SLEEP: Declaration = method(
  "(object, /)",
  "sleep(seconds)\n\nDelay execution for a given number of seconds.  The argument may be\na floating-point number for subsecond precision.",
  sleep,
);

interface ClockInfo {
  implementation: string;
  monotonic: boolean;
  adjustable: boolean;
  id: number;
}

const CLOCKS: Readonly<Record<string, ClockInfo>> = {
  time: clockInfo("CLOCK_REALTIME", false, true, 0),
  monotonic: clockInfo("CLOCK_MONOTONIC", true, false, 1),
  perf_counter: clockInfo("CLOCK_MONOTONIC", true, false, 1),
  process_time: clockInfo("CLOCK_PROCESS_CPUTIME_ID", true, false, 2),
  thread_time: clockInfo("CLOCK_THREAD_CPUTIME_ID", true, false, 3),
};

function clockInfo(name: string, monotonic: boolean, adjustable: boolean, id: number): ClockInfo {
  return { implementation: `clock_gettime(${name})`, monotonic, adjustable, id };
}

/** `time` for one interpreter. */
export function create(vm: Interpreter): PyModule {
  const zoneValues = (): Record<string, Value> => {
    const z = timezone.zoneSummary();
    return {
      timezone: z.timezone,
      altzone: z.altzone,
      daylight: z.daylight ? 1 : 0,
      tzname: new PyTuple([strFromUtf16(z.names[0]), strFromUtf16(z.names[1])]),
    };
  };
  const m = builtinModule("time", {
    doc:
      "This module provides various functions to manipulate time values.\n\nA time is a number of seconds since the epoch (1970-01-01 00:00 UTC), or a\ntuple of nine integers: year, month (1-12), day (1-31), hours (0-23), minutes\n(0-59), seconds (0-61), weekday (Monday is 0), day of the year (1-366) and a\nflag that says whether daylight saving time is meant (1, 0, or -1: unknown).",
    functions: {
      time: floatClock(
        "time() -> floating-point number\n\nReturn the current time in seconds since the Epoch.",
        clock.time,
      ),
      time_ns: nsClock(
        "time_ns() -> int\n\nReturn the current time in nanoseconds since the Epoch.",
        clock.timeNs,
      ),
      monotonic: floatClock(
        "monotonic() -> float\n\nMonotonic clock, cannot go backward.",
        clock.monotonic,
      ),
      monotonic_ns: nsClock(
        "monotonic_ns() -> int\n\nMonotonic clock, cannot go backward, as nanoseconds.",
        clock.monotonicNs,
      ),
      perf_counter: floatClock(
        "perf_counter() -> float\n\nPerformance counter for benchmarking.",
        clock.monotonic,
      ),
      perf_counter_ns: nsClock(
        "perf_counter_ns() -> int\n\nPerformance counter for benchmarking as nanoseconds.",
        clock.monotonicNs,
      ),
      process_time: floatClock(
        "process_time() -> float\n\nProcess time for profiling: sum of the kernel and user-space CPU time.",
        clock.processTime,
      ),
      process_time_ns: nsClock(
        "process_time() -> int\n\nProcess time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.",
        clock.processTimeNs,
      ),
      thread_time: floatClock(
        "thread_time() -> float\n\nThread time for profiling: sum of the kernel and user-space CPU time.",
        clock.threadTime,
      ),
      thread_time_ns: nsClock(
        "thread_time() -> int\n\nThread time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.",
        clock.threadTimeNs,
      ),
      clock_gettime: method(
        "(clk_id, /)",
        "Return the time of the specified clock clk_id as a float.",
        (id: Value) => {
          const n = clockId(id);
          return new PyFloat(host(() => clock.clockGettime(n)));
        },
      ),
      clock_gettime_ns: method(
        "(clk_id, /)",
        "Return the time of the specified clock clk_id as nanoseconds (int).",
        (id: Value) => {
          const n = clockId(id);
          return nanoseconds(host(() => clock.clockGettimeNs(n)));
        },
      ),
      clock_getres: method(
        "(clk_id, /)",
        "clock_getres(clk_id) -> floating-point number\n\nReturn the resolution (precision) of the specified clock clk_id.",
        (id: Value) => {
          const n = clockId(id);
          return new PyFloat(host(() => clock.clockGetres(n)));
        },
        { noTextSignature: true },
      ),
      clock_settime: method(
        "(clk_id, time, /)",
        "clock_settime(clk_id, time)\n\nSet the time of the specified clock clk_id.",
        (id: Value, t: Value) => {
          const n = clockId(id);
          const seconds = t instanceof PyFloat ? t.v : Number(indexOf(t));
          host(() => clock.clockSettimeNs(n, BigInt(Math.floor(seconds * 1e9))));
        },
        { noTextSignature: true },
      ),
      clock_settime_ns: method(
        "(clk_id, time, /)",
        "clock_settime_ns(clk_id, time)\n\nSet the time of the specified clock clk_id with nanoseconds.",
        (id: Value, t: Value) => {
          const n = clockId(id);
          const ns = operationHooks.intOf(t);
          if (ns === undefined) throw typeError(`expect int, got ${typeOf(t).name}`);
          host(() => clock.clockSettimeNs(n, BigInt(ns)));
        },
        { noTextSignature: true },
      ),
      pthread_getcpuclockid: method(
        "(thread_id, /)",
        "pthread_getcpuclockid(thread_id) -> int\n\nReturn the clk_id of a thread's CPU time clock.",
        (thread: Value) => {
          indexOf(thread);
          return clock.CLOCK_THREAD_CPUTIME_ID;
        },
        { noTextSignature: true },
      ),
      sleep: SLEEP,
      gmtime: method(
        "(seconds=None, /)",
        "gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing UTC.",
        (v?: Value) => structTime(utc(momentArgument(v))),
        { noTextSignature: true },
      ),
      localtime: method(
        "(seconds=None, /)",
        "localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing local time.",
        (v?: Value) => structTime(local(momentArgument(v))),
        { noTextSignature: true },
      ),
      asctime: method(
        "(tuple=None, /)",
        "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.",
        (v?: Value) => {
          const t = v === undefined ? local(momentArgument(undefined)) : timeArgument(v, "asctime");
          checkTime(t);
          return asctimeOf(t);
        },
        { noTextSignature: true },
      ),
      ctime: method(
        "(seconds=None, /)",
        "ctime(seconds) -> string\n\nConvert a time in seconds since the Epoch to a string in local time.",
        (v?: Value) => asctimeOf(local(momentArgument(v))),
        { noTextSignature: true },
      ),
      mktime: method(
        "(object, /)",
        "mktime(tuple) -> floating-point number\n\nConvert a time tuple in local time to seconds since the Epoch.",
        mktime,
      ),
      strftime: method(
        "(format, tuple=None, /)",
        "strftime(format[, tuple]) -> string\n\nConvert a time tuple to a string according to a format specification.",
        formatTime,
        { noTextSignature: true },
      ),
      strptime: method(
        "(string, format='%a %b %d %H:%M:%S %Y', /)",
        "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format specification.",
        (string: Value, format?: Value) => {
          const f = getAttr(runtime.importModule("_strptime"), "_strptime_time");
          return call(f, format === undefined ? [string] : [string, format]);
        },
        { noTextSignature: true },
      ),
      tzset: method(
        "()",
        "tzset()\n\nInitialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ'].",
        () => {
          timezone.tzset();
          const values = zoneValues();
          for (const name in values) m.dict.setStr(name, values[name]);
        },
      ),
      get_clock_info: method(
        "(name, /)",
        "get_clock_info(name: str) -> dict\n\nGet information of the specified clock.",
        (name: Value) => {
          const s: Str | undefined = strOf(name);
          if (s === undefined) {
            throw typeError(`get_clock_info() argument 1 must be str, not ${argumentName(name)}`);
          }
          const info = Object.hasOwn(CLOCKS, utf16(s)) ? CLOCKS[utf16(s)] : undefined;
          if (info === undefined) throw valueError("unknown clock");
          const resolution = new PyFloat(host(() => clock.clockGetres(info.id)));
          // the class of sys.implementation is types.SimpleNamespace
          return call(
            typeOf(vm.sysAttribute("implementation")!),
            [info.implementation, info.monotonic, info.adjustable, resolution],
            ["implementation", "monotonic", "adjustable", "resolution"],
          );
        },
        { noTextSignature: true },
      ),
    },
    types: [structTimeType()],
    values: {
      ...zoneValues(),
      CLOCK_REALTIME: 0,
      CLOCK_MONOTONIC: 1,
      CLOCK_PROCESS_CPUTIME_ID: 2,
      CLOCK_THREAD_CPUTIME_ID: 3,
      CLOCK_MONOTONIC_RAW: 4,
      CLOCK_BOOTTIME: 7,
      CLOCK_TAI: 11,
      _STRUCT_TM_ITEMS: 11,
    },
  });
  return m;
}
