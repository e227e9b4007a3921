// Making exception groups out of what `except*` caught and left.

import {
  BaseExceptionGroupType,
  ExceptionGroupType,
  PyExceptionGroup,
} from "../objects/exception_groups.ts";
import { callMethod, getAttrOrAbsent } from "../objects/attributes.ts";
import { ExceptionType, type PyException } from "../objects/exceptions.ts";
import { PyList } from "../objects/list.ts";
import { NONE, type Value } from "../objects/object.ts";
import { PyTuple } from "../objects/tuple.ts";
import { isInstance } from "../objects/type.ts";

function makeGroup(items: Value[], given: PyList | PyTuple): PyException {
  const t = items.every((e) => isInstance(e, ExceptionType))
    ? ExceptionGroupType
    : BaseExceptionGroupType;
  return t.invoke(["", given], undefined) as PyException;
}

/** The members of `g` that are wanted, in groups as they were; None where there are none. */
export function subgroup(e: PyException, wanted: ReadonlySet<PyException>): Value {
  if (!(e instanceof PyExceptionGroup)) return wanted.has(e) ? e : NONE;
  const members: Value[] = [];
  let all = true;
  for (const x of e.exceptions.items) {
    const part = subgroup(x as PyException, wanted);
    if (part !== NONE) members.push(part);
    if (part !== x) all = false;
  }
  if (members.length === 0) return NONE;
  if (all) return e;
  const made = callMethod(e, "derive", new PyList(members)) as PyException;
  made.traceback = e.traceback;
  made.context = e.context;
  made.cause = e.cause;
  made.suppressContext = e.suppressContext;
  const notes = getAttrOrAbsent(e, "__notes__");
  if (notes !== undefined) (made as unknown as Record<string, Value>)["___notes__"] = notes;
  return made;
}

/** A naked exception that `except*` caught, in a group of its own. */
export function wrapNaked(e: PyException): PyException {
  const group = makeGroup([e], new PyTuple([e]));
  group.traceback = e.traceback;
  return group;
}

/** What the handlers of a `try` raised, as one exception. */
export function groupRaised(items: Value[]): PyException {
  return makeGroup(items, new PyList(items));
}

/** `__notes__`, or `undefined`. */
export function notesOf(e: PyException): Value | undefined {
  return (e as unknown as Record<string, Value | undefined>)["___notes__"];
}
