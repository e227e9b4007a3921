// Python functions that SQLite calls: functions, aggregates, window functions, collations, the authorizer, the progress
// and the trace handler.
//
// An exception must not pass through C. That of a function becomes SQLite's own error, as in CPython; one that is not to be
// lost (KeyboardInterrupt …) waits in the connection until the library has returned.

import { sqlite as host } from "../../vm/host/mod.ts";
import { call, getAttr } from "../../vm/objects/attributes.ts";
import { asException, exceptionTypes, isExceptionOf } from "../../vm/objects/exceptions.ts";
import { intOf } from "../../vm/objects/int.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { truth } from "../../vm/objects/compare.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { isStr, strFromUtf16 } from "../../vm/objects/str.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { typeOf } from "../../vm/objects/type.ts";
import { state } from "./adapters.ts";
import { lib } from "./errors.ts";
import { argumentValue, buffer, decodeUtf8, giveResult } from "./values.ts";

type P = host.Pointer;
const encoder = new TextEncoder();

/** Where what a callback threw is kept. */
export interface Pending {
  pending: unknown;
}

function note(e: unknown, c: Pending, f: Value): void {
  const error = asException(e);
  if (!isExceptionOf(error, exceptionTypes.get("Exception")!)) c.pending ??= e;
  else if (state().tracebacks) runtime.unraisable(e, f, undefined);
}

function failed(context: P, e: unknown, c: Pending, f: Value, what: string): void {
  const sq = lib();
  const error = asException(e);
  if (isExceptionOf(error, exceptionTypes.get("MemoryError")!)) sq.result_error_nomem(context);
  else if (isExceptionOf(error, exceptionTypes.get("OverflowError")!)) {
    sq.result_error_toobig(context);
  } else {
    const bytes = encoder.encode(what);
    sq.result_error(context, buffer(bytes), bytes.length);
  }
  note(e, c, f);
}

function argumentsOf(count: number, array: P): Value[] {
  const values: Value[] = [];
  for (let i = 0; i < count; i++) values.push(argumentValue(host.pointerAt(array, i)));
  return values;
}

function give(context: P, v: Value): void {
  if (!giveResult(context, v)) throw typeError(`unsupported type '${typeOf(v).name}'`);
}

/** A scalar function. */
export function functionCallback(c: Pending, f: Value): host.Callback {
  return new host.Callback(["pointer", "i32", "pointer"], "void", (context, n, array) => {
    try {
      give(context as P, call(f, argumentsOf(n as number, array as P)));
    } catch (e) {
      failed(context as P, e, c, f, "user-defined function raised exception");
    }
  });
}

/** The callbacks of an aggregate or window function. */
export interface AggregateCallbacks {
  readonly step: host.Callback;
  readonly final: host.Callback;
  readonly value: host.Callback;
  readonly inverse: host.Callback;
}

/** The callbacks of a class of aggregates. */
export function aggregateCallbacks(c: Pending, cls: Value): AggregateCallbacks {
  const instances = new Map<bigint, Value>();
  const instanceOf = (context: P): Value | undefined => {
    const key = host.addressOf(lib().aggregate_context(context, 8));
    let o = instances.get(key);
    if (o !== undefined) return o;
    try {
      o = call(cls, []);
    } catch (e) {
      failed(context, e, c, cls, "user-defined aggregate's '__init__' method raised error");
      return undefined;
    }
    instances.set(key, o);
    return o;
  };
  const feeding = (name: string): host.Callback =>
    new host.Callback(["pointer", "i32", "pointer"], "void", (context, n, array) => {
      const o = instanceOf(context as P);
      if (o === undefined) return;
      let f: Value;
      try {
        f = getAttr(o, name);
      } catch (e) {
        failed(context as P, e, c, cls, `user-defined aggregate's '${name}' method not defined`);
        return;
      }
      try {
        call(f, argumentsOf(n as number, array as P));
      } catch (e) {
        failed(context as P, e, c, cls, `user-defined aggregate's '${name}' method raised error`);
      }
    });
  const giving = (name: string, isLast: boolean): host.Callback =>
    new host.Callback(["pointer"], "void", (context) => {
      const key = host.addressOf(lib().aggregate_context(context as P, 0));
      const o = instances.get(key);
      if (isLast) instances.delete(key);
      if (o === undefined || key === 0n) return;
      const what = `user-defined aggregate's '${name}' method`;
      let f: Value;
      try {
        f = getAttr(o, name);
      } catch (e) {
        failed(context as P, e, c, cls, `${what} not defined`);
        return;
      }
      try {
        give(context as P, call(f, []));
      } catch (e) {
        failed(context as P, e, c, cls, `${what} raised error`);
      }
    });
  return {
    step: feeding("step"),
    final: giving("finalize", true),
    value: giving("value", false),
    inverse: feeding("inverse"),
  };
}

/** A collation. */
export function collationCallback(c: Pending, f: Value): host.Callback {
  return new host.Callback(
    ["pointer", "i32", "pointer", "i32", "pointer"],
    "i32",
    (_data, n1, p1, n2, p2) => {
      try {
        const a = decodeUtf8(host.memory(p1 as P, n1 as number)) ?? "";
        const b = decodeUtf8(host.memory(p2 as P, n2 as number)) ?? "";
        const n = intOf(call(f, [a, b]));
        return n === undefined ? 0 : n > 0 ? 1 : n < 0 ? -1 : 0;
      } catch (e) {
        note(e, c, f);
        return 0;
      }
    },
  );
}

/** The authorizer; 1 denies. */
export function authorizerCallback(c: Pending, f: Value): host.Callback {
  return new host.Callback(
    ["pointer", "i32", "pointer", "pointer", "pointer", "pointer"],
    "i32",
    (_data, action, ...texts) => {
      try {
        const v = call(f, [
          action as number,
          ...texts.map((t) => t === null ? NONE : strFromUtf16(host.cText(t as P))),
        ]);
        const n = intOf(v);
        return n === undefined || n > 2147483647 || n < -2147483648 ? 1 : Number(n);
      } catch (e) {
        note(e, c, f);
        return 1;
      }
    },
  );
}

/** The progress handler; 1 interrupts. */
export function progressCallback(c: Pending, f: Value): host.Callback {
  return new host.Callback(["pointer"], "i32", () => {
    try {
      return truth(call(f, [])) ? 1 : 0;
    } catch (e) {
      note(e, c, f);
      return 1;
    }
  });
}

/** The trace handler, which is told each statement with its parameters in it. */
export function traceCallback(c: Pending, f: Value): host.Callback {
  return new host.Callback(
    ["u32", "pointer", "pointer", "pointer"],
    "i32",
    (_kind, _data, stmt, sql) => {
      try {
        const expanded = lib().expanded_sql(stmt as P);
        const text = strFromUtf16(host.cText(expanded ?? sql as P));
        if (expanded !== null) lib().free(expanded);
        if (isStr(text)) call(f, [text]);
      } catch (e) {
        note(e, c, f);
      }
      return 0;
    },
  );
}
