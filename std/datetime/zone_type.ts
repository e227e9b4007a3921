// tzinfo and timezone, and asking any time zone for its offset.

import { call, callMethod, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { hashOf } from "../../vm/objects/compare.ts";
import { define } from "../../vm/objects/define.ts";
import { instanceState } from "../../vm/objects/instance_dict.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { add } from "../../vm/objects/operators.ts";
import { notImplementedError, typeError, valueError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { isStr, strFromUtf16 } from "../../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../../vm/objects/type.ts";
import {
  compareDeltas,
  deltaRepr,
  microsecondsOf,
  negateDelta,
  subtractDeltas,
} from "./delta_type.ts";
import { newDelta, pad, PyDateTime, PyDelta, PyTimezone, PyTzInfo, types } from "./objects.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** Between -24 and 24 hours, both excluded. */
function inDay(d: PyDelta): boolean {
  return d.days === 0 || d.days === -1 && (d.seconds > 0 || d.microseconds > 0);
}

/** What `utcoffset` or `dst` of a zone say of a moment; `undefined` for None. */
export function zoneDelta(
  tz: Value,
  name: "utcoffset" | "dst",
  moment: Value,
): PyDelta | undefined {
  if (tz === NONE) return undefined;
  if (tz instanceof PyTimezone && tz.cls === types.timezone) {
    return name === "utcoffset" ? tz.offset : undefined;
  }
  const r = callMethod(tz, name, moment);
  if (r === NONE) return undefined;
  if (!(r instanceof PyDelta)) {
    throw typeError(
      `tzinfo.${name}() must return None or a timedelta, not '${typeOf(r).name}'`,
    );
  }
  if (!inDay(r)) {
    throw valueError(
      "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).",
    );
  }
  return r;
}

/** What `tzname` of a zone says; None where it has no name. */
export function zoneName(tz: Value, moment: Value): Value {
  if (tz === NONE) return NONE;
  if (tz instanceof PyTimezone && tz.cls === types.timezone) return timezoneName(tz);
  const r = callMethod(tz, "tzname", moment);
  if (r === NONE || isStr(r)) return r;
  throw typeError(`tzinfo.tzname() must return None or a string, not '${typeOf(r).name}'`);
}

/** `+05:30`, with seconds and microseconds where there are some. */
export function offsetText(offset: PyDelta, separator: string): string {
  const negative = offset.days < 0;
  const d = negative ? negateDelta(offset) : offset;
  const minutes = Math.floor(d.seconds / 60), seconds = d.seconds % 60;
  let text = (negative ? "-" : "+") + pad(Math.floor(minutes / 60)) + separator +
    pad(minutes % 60);
  if (seconds !== 0 || d.microseconds !== 0) text += separator + pad(seconds);
  if (d.microseconds !== 0) text += "." + pad(d.microseconds, 6);
  return text;
}

// ---- tzinfo

function abstract(name: string, doc: string): Declaration {
  return method("(self, dt, /)", doc, () => {
    throw notImplementedError(`a tzinfo subclass must implement ${name}()`);
  });
}

/** The default `fromutc`: standard offset first, then the daylight saving of the moment that gives. */
function fromUtc(self: PyTzInfo, dt: Value): Value {
  if (!(dt instanceof PyDateTime)) throw typeError("fromutc: argument must be a datetime");
  if (dt.tz !== self) throw valueError("fromutc: dt.tzinfo is not self");
  const offset = zoneDelta(dt.tz, "utcoffset", dt);
  if (offset === undefined) {
    throw valueError("fromutc: non-None utcoffset() result required");
  }
  const dst = zoneDelta(dt.tz, "dst", dt);
  if (dst === undefined) throw valueError("fromutc: non-None dst() result required");
  const standard = add(dt, subtractDeltas(offset, dst)) as PyDateTime;
  const later = zoneDelta(standard.tz, "dst", standard);
  if (later === undefined) {
    throw valueError("fromutc: tz.dst() gave inconsistent results; cannot convert");
  }
  return microsecondsOf(later) === 0n ? standard : add(standard, later);
}

function reduceZone(self: PyTzInfo): Value {
  const init = getAttrOrAbsent(self, "__getinitargs__");
  const args = init === undefined ? EMPTY_TUPLE : call(init, []);
  const getState = getAttrOrAbsent(self, "__getstate__");
  const state = getState === undefined ? instanceState(self) ?? NONE : call(getState, []);
  return new PyTuple(state === NONE ? [self.cls, args] : [self.cls, args, state]);
}

/** Makes tzinfo. */
export function defineTzInfo(): PyType {
  const t = builtinType("datetime.tzinfo", PyTzInfo, { module: "datetime", qualname: "tzinfo" });
  types.tzinfo = t;
  define(t, {
    doc: "Abstract base class for time zone info objects.",
    new: method("(cls, /, *args, **kwargs)", NEW_DOC, (cls: PyType) => cls.allocate()),
    methods: {
      tzname: abstract("tzname", "datetime -> string name of time zone."),
      utcoffset: abstract(
        "utcoffset",
        "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC",
      ),
      dst: abstract("dst", "datetime -> DST offset as timedelta positive east of UTC."),
      fromutc: method("(self, dt, /)", "datetime in UTC -> datetime in local time.", fromUtc),
      __reduce__: method("(self, /)", "-> (cls, state)", reduceZone),
    },
  });
  return t;
}

// ---- timezone

function makeTimezone(offset: PyDelta, name: Value | undefined, cls: PyType): PyTimezone {
  const tz = cls === types.timezone ? new PyTimezone() : cls.allocate() as PyTimezone;
  tz.offset = offset;
  tz.name = name;
  return tz;
}

/** The timezone of an offset; UTC is always the same one. */
export function newTimezone(offset: PyDelta, name: Value | undefined): PyTimezone {
  if (name === undefined && compareDeltas(offset, newDelta(0, 0, 0)) === 0) return types.utc;
  if (!inDay(offset)) {
    throw valueError(
      "offset must be a timedelta strictly between -timedelta(hours=24) and " +
        `timedelta(hours=24), not ${deltaRepr(offset)}.`,
    );
  }
  return makeTimezone(offset, name, types.timezone);
}

function timezoneName(tz: PyTimezone): Value {
  if (tz.name !== undefined) return tz.name;
  if (tz === types.utc || microsecondsOf(tz.offset) === 0n) return "UTC";
  return "UTC" + offsetText(tz.offset, ":");
}

/** The argument of a timezone's methods. */
function checkMoment(v: Value, who: string): void {
  if (v !== NONE && !(v instanceof PyDateTime)) {
    throw typeError(
      `${who}(dt) argument must be a datetime instance or None, not ${typeOf(v).name}`,
    );
  }
}

/** Makes timezone; `utc` too. */
export function defineTimezone(): PyType {
  const t = builtinType("datetime.timezone", PyTimezone, {
    module: "datetime",
    qualname: "timezone",
    base: types.tzinfo,
    final: true,
  });
  types.timezone = t;
  const same = (self: PyTimezone, other: Value): boolean | undefined =>
    other instanceof PyTimezone ? compareDeltas(self.offset, other.offset) === 0 : undefined;
  define(t, {
    doc: "Fixed offset from UTC implementation of tzinfo.",
    new: method(
      "(cls, offset, name=<unrepresentable>)",
      NEW_DOC,
      (_cls: PyType, offset: Value, name: Value | undefined) => {
        if (!(offset instanceof PyDelta)) {
          throw typeError(
            `timezone() argument 1 must be datetime.timedelta, not ${typeOf(offset).name}`,
          );
        }
        if (name !== undefined && !isStr(name)) {
          throw typeError(`timezone() argument 2 must be str, not ${typeOf(name).name}`);
        }
        return newTimezone(offset, name);
      },
    ),
    methods: {
      __repr__: method("(self, /)", "Return repr(self).", (self: PyTimezone) => {
        if (self === types.utc) return "datetime.timezone.utc";
        const name = self.name === undefined ? "" : `, ${repr(self.name)}`;
        return strFromUtf16(`${self.cls.name}(${repr(self.offset)}${name})`);
      }),
      __str__: method("(self, /)", "Return str(self).", timezoneName),
      __hash__: method(
        "(self, /)",
        "Return hash(self).",
        (self: PyTimezone) => hashOf(self.offset),
      ),
      __eq__: method(
        "(self, value, /)",
        "Return self==value.",
        (self: PyTimezone, v: Value) => same(self, v) ?? NOT_IMPLEMENTED,
      ),
      __ne__: method("(self, value, /)", "Return self!=value.", (self: PyTimezone, v: Value) => {
        const r = same(self, v);
        return r === undefined ? NOT_IMPLEMENTED : !r;
      }),
      tzname: method(
        "(self, dt, /)",
        "If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.",
        (self: PyTimezone, dt: Value) => {
          checkMoment(dt, "tzname");
          return timezoneName(self);
        },
      ),
      utcoffset: method("(self, dt, /)", "Return fixed offset.", (self: PyTimezone, dt: Value) => {
        checkMoment(dt, "utcoffset");
        return self.offset;
      }),
      dst: method("(self, dt, /)", "Return None.", (_self: PyTimezone, dt: Value) => {
        checkMoment(dt, "dst");
        return NONE;
      }),
      fromutc: method(
        "(self, dt, /)",
        "datetime in UTC -> datetime in local time.",
        (self: PyTimezone, dt: Value) => {
          if (!(dt instanceof PyDateTime)) {
            throw typeError("fromutc: argument must be a datetime");
          }
          if (dt.tz !== self) throw valueError("fromutc: dt.tzinfo is not self");
          return add(dt, self.offset);
        },
      ),
      __getinitargs__: method(
        "(self, /)",
        "pickle support",
        (self: PyTimezone) =>
          new PyTuple(self.name === undefined ? [self.offset] : [self.offset, self.name]),
      ),
    },
  });
  types.utc = makeTimezone(newDelta(0, 0, 0), undefined, t);
  const limit = newDelta(0, 86340, 0);
  define(t, {
    values: {
      utc: types.utc,
      min: makeTimezone(negateDelta(limit), undefined, t),
      max: makeTimezone(limit, undefined, t),
    },
  });
  return t;
}
