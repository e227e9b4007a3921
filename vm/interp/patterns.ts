// `match`: what the patterns ask of a subject.

import { callMethod, getAttrOrAbsent } from "../objects/attributes.ts";
import { DictType, PyDict } from "../objects/dict.ts";
import { repr } from "../objects/operations.ts";
import { NONE, PyObject, type Value } from "../objects/object.ts";
import { typeError, valueError } from "../objects/raise.ts";
import { isStr, strOf, utf16 } from "../objects/str.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyType, typeOf } from "../objects/type.ts";
import { isInstanceOf } from "../objects/type_type.ts";

/** The subject is a sequence for `match`. */
export function isSequence(v: Value): boolean {
  return typeOf(v).patternKind === "sequence";
}

/** The subject is a mapping for `match`. */
export function isMapping(v: Value): boolean {
  return typeOf(v).patternKind === "mapping";
}

/** The default of `get` that no mapping has as a value. */
class Missing extends PyObject {}

/** The values of the keys, or None where one is missing. */
export function matchKeys(subject: Value, keys: PyTuple): Value {
  const { items } = keys;
  const seen = new PyDict();
  const values: Value[] = [];
  const exact = subject instanceof PyDict && subject.cls === DictType;
  const missing = exact ? undefined : new Missing();
  for (const k of items) {
    if (seen.has(k)) throw valueError(`mapping pattern checks duplicate key (${repr(k)})`);
    seen.set(k, true);
    const v = exact ? (subject as PyDict).get(k) : callMethod(subject, "get", k, missing!);
    if (v === undefined || v === missing) return NONE;
    values.push(v);
  }
  return new PyTuple(values);
}

/** The attributes that a class pattern looks at, or None where the subject does not match. */
export function matchClass(
  subject: Value,
  cls: Value,
  positional: number,
  keywords: PyTuple,
): Value {
  if (!(cls instanceof PyType)) throw typeError("called match pattern must be a class");
  if (!isInstanceOf(subject, cls)) return NONE;
  const seen = new Set<string>();
  const values: Value[] = [];
  if (positional > 0) {
    let names: readonly Value[] = [];
    let matchSelf = false;
    const args = getAttrOrAbsent(cls, "__match_args__");
    if (args !== undefined) {
      if (!(args instanceof PyTuple)) {
        throw typeError(
          `${cls.name}.__match_args__ must be a tuple (got ${typeOf(args).name})`,
        );
      }
      names = args.items;
    } else {
      matchSelf = cls.matchSelf;
    }
    const allowed = matchSelf ? 1 : names.length;
    if (allowed < positional) {
      throw typeError(
        `${cls.name}() accepts ${allowed} positional sub-pattern${
          allowed === 1 ? "" : "s"
        } (${positional} given)`,
      );
    }
    if (matchSelf) values.push(subject);
    else {
      for (let i = 0; i < positional; i++) {
        const name = names[i];
        if (!isStr(name)) {
          throw typeError(
            `__match_args__ elements must be strings (got ${typeOf(name).name})`,
          );
        }
        const v = attribute(subject, cls, utf16(strOf(name)!), seen);
        if (v === undefined) return NONE;
        values.push(v);
      }
    }
  }
  for (const name of keywords.items) {
    const v = attribute(subject, cls, utf16(strOf(name)!), seen);
    if (v === undefined) return NONE;
    values.push(v);
  }
  return new PyTuple(values);
}

function attribute(
  subject: Value,
  cls: PyType,
  name: string,
  seen: Set<string>,
): Value | undefined {
  if (seen.has(name)) {
    throw typeError(`${cls.name}() got multiple sub-patterns for attribute '${name}'`);
  }
  seen.add(name);
  return getAttrOrAbsent(subject, name);
}
