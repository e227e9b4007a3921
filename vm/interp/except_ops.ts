// `except` and `except*`: which handler takes an exception, and what is left of a group afterwards.

import { PyExceptionGroup, splitForExceptStar } from "../objects/exception_groups.ts";
import { BaseExceptionGroupType } from "../objects/exception_groups.ts";
import { BaseExceptionType, PyException } from "../objects/exceptions.ts";
import { callMethod } from "../objects/attributes.ts";
import type { PyList } from "../objects/list.ts";
import { NONE, type Value } from "../objects/object.ts";
import { typeError } from "../objects/raise.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyType, typeOf } from "../objects/type.ts";
import type { Frame } from "./frame.ts";
import { groupRaised, notesOf, subgroup, wrapNaked } from "./except_groups.ts";

function isExceptionClass(v: Value): v is PyType {
  return v instanceof PyType && v.isSubtype(BaseExceptionType);
}

const NOT_EXCEPTION = "catching classes that do not inherit from BaseException is not allowed";

/** `except type:` takes the exception. */
export function exceptionMatches(e: PyException, type: Value): boolean {
  if (isExceptionClass(type)) return e.cls.isSubtype(type);
  if (type instanceof PyTuple) {
    const { items } = type;
    for (let i = 0; i < items.length; i++) {
      if (!isExceptionClass(items[i])) throw typeError(NOT_EXCEPTION);
    }
    for (let i = 0; i < items.length; i++) {
      if (e.cls.isSubtype(items[i] as PyType)) return true;
    }
    return false;
  }
  throw typeError(NOT_EXCEPTION);
}

function checkStarType(type: Value): void {
  const items = type instanceof PyTuple ? type.items : [type];
  for (const t of items) {
    if (!isExceptionClass(t)) throw typeError(NOT_EXCEPTION);
  }
  for (const t of items) {
    if ((t as PyType).isSubtype(BaseExceptionGroupType)) {
      throw typeError("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
  }
}

/** CHECK_EG_MATCH: what of `e` the type takes goes to `regs[A + 1]` (or None), the rest to `regs[A]`. */
export function matchGroup(frame: Frame, regs: Value[], A: number, e: Value, type: Value): void {
  checkStarType(type);
  let matched: Value = NONE, rest: Value = e;
  if (e !== NONE) {
    if (exceptionMatches(e as PyException, type)) {
      if (e instanceof PyExceptionGroup) {
        matched = e;
      } else {
        // a naked exception is wrapped, as if it had been in a group
        matched = wrapNaked(e as PyException);
      }
      rest = NONE;
    } else if (e instanceof PyExceptionGroup) {
      const split = e.cls.heap ? userSplit(e, type) : splitForExceptStar(e, type);
      matched = split[0];
      rest = split[1];
    }
  }
  regs[A] = rest;
  regs[A + 1] = matched;
  if (matched !== NONE) frame.exc = matched as PyException;
}

/** A group's own `split`. */
function userSplit(e: PyExceptionGroup, type: Value): [Value, Value] {
  const pair = callMethod(e, "split", type);
  if (!(pair instanceof PyTuple)) {
    throw typeError(`${e.cls.name}.split must return a tuple, not ${typeOf(pair).name}`);
  }
  if (pair.items.length < 2) {
    throw typeError(
      `${e.cls.name}.split must return a 2-tuple, got tuple of size ${pair.items.length}`,
    );
  }
  return [pair.items[0], pair.items[1]];
}

function sameMetadata(a: PyException, b: PyException): boolean {
  return a.traceback === b.traceback && a.context === b.context && a.cause === b.cause &&
    notesOf(a) === notesOf(b);
}

function leaves(e: Value, out: PyException[]): void {
  if (e instanceof PyExceptionGroup) { for (const x of e.exceptions.items) leaves(x, out); }
  else if (e instanceof PyException) out.push(e);
}

/** The part of `original` whose leaves are among those of `keep`. */
function projection(original: PyException, keep: readonly PyException[]): Value {
  const wanted = new Set<PyException>();
  for (const k of keep) {
    const found: PyException[] = [];
    leaves(k, found);
    for (const f of found) wanted.add(f);
  }
  return subgroup(original, wanted);
}

/** What is raised at the end of a `try` with `except*`: None, or an exception. */
export function prepareReraise(original: PyException, list: PyList): Value {
  const items = list.toArray();
  if (items.length === 0) return NONE;
  if (!(original instanceof PyExceptionGroup)) {
    // a naked exception was caught and wrapped: only one handler can have run
    return items[0];
  }
  const raised: Value[] = [], reraised: PyException[] = [];
  for (const e of items) {
    if (e === NONE) continue;
    if (sameMetadata(original, e as PyException)) reraised.push(e as PyException);
    else raised.push(e);
  }
  const again = reraised.length === 0 ? NONE : projection(original, reraised);
  if (raised.length === 0) return again;
  if (again !== NONE) raised.push(again);
  if (raised.length === 1) return raised[0];
  return groupRaised(raised);
}
