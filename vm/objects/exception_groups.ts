// BaseExceptionGroup and ExceptionGroup: several exceptions as one, and how `except*` takes them apart.

import { callMethod, getAttrOrAbsent } from "./attributes.ts";
import { member } from "./builtin.ts";
import { PyList } from "./list.ts";
import { truth } from "./compare.ts";
import { builtinDictAttribute } from "./instance_dict.ts";
import {
  BaseExceptionType,
  ExceptionType,
  exceptionTypes,
  PyException,
  withFields,
} from "./exceptions.ts";
import { toArray } from "./iteration.ts";
import { strText } from "./operations.ts";
import { NONE, type Value } from "./object.ts";
import { typeError, valueError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16 } from "./str.ts";
import { PyTuple } from "./tuple.ts";
import { argumentName, builtinType, isInstance, PyType, typeOf } from "./type.ts";
import { classGetItemMethod } from "./class_getitem.ts";
import { define } from "./define.ts";
import { weakrefAttribute } from "./weakref_attribute.ts";

/** An exception group. */
export class PyExceptionGroup extends PyException {
  message: Value;
  exceptions: PyTuple;
  constructor() {
    super();
    this.message = "";
    this.exceptions = new PyTuple();
  }

  /** The arguments were read in `__new__`; `__init__` only keeps them. */
  override initialize(args: Value[], kw: KwMap | undefined): void {
    super.initialize(args, kw);
    if (args.length >= 2 && this.exceptions.items.length === 0) {
      this.message = args[0];
      this.exceptions = new PyTuple(toArray(args[1]));
    }
  }

  override text(): Value {
    const n = this.exceptions.items.length;
    return strFromUtf16(`${strText(this.message)} (${n} sub-exception${n === 1 ? "" : "s"})`);
  }
}

function create(cls: PyType, args: Value[], kwargs: KwMap | undefined): Value {
  if (kwargs !== undefined && kwargs.size > 0) {
    throw typeError(`${cls.name}.__new__() takes no keyword arguments`);
  }
  if (args.length !== 2) {
    throw typeError(
      `BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`,
    );
  }
  const [message, listed] = args;
  if (!isStr(message)) {
    throw typeError(
      `BaseExceptionGroup.__new__() argument 1 must be str, not ${argumentName(message)}`,
    );
  }
  const t = typeOf(listed);
  if (
    t.lookup("__getitem__") === undefined || t.patternKind === "mapping" ||
    t.lookup("keys") !== undefined
  ) {
    throw typeError("second argument (exceptions) must be a sequence");
  }
  const items = toArray(listed);
  if (items.length === 0) {
    throw valueError("second argument (exceptions) must be a non-empty sequence");
  }
  let onlyExceptions = true;
  for (let i = 0; i < items.length; i++) {
    if (!(items[i] instanceof PyException)) {
      throw valueError(`Item ${i} of second argument (exceptions) is not an exception`);
    }
    if (!isInstance(items[i], ExceptionType)) onlyExceptions = false;
  }
  let chosen = cls;
  if (cls === BaseExceptionGroupType) {
    if (onlyExceptions) chosen = ExceptionGroupType;
  } else if (cls === ExceptionGroupType) {
    if (!onlyExceptions) {
      throw typeError("Cannot nest BaseExceptions in an ExceptionGroup");
    }
  } else if (cls.isSubtype(ExceptionType) && !onlyExceptions) {
    throw typeError(`Cannot nest BaseExceptions in '${cls.name}'`);
  }
  const g = chosen.allocate() as PyExceptionGroup;
  g.message = message;
  g.exceptions = new PyTuple(items);
  g.args = new PyTuple(args);
  return g;
}

type Matcher = (e: PyException) => boolean;

/** What a split goes by: a class, a tuple of classes, or a function. */
function matcher(condition: Value): Matcher {
  if (isExceptionClass(condition)) return (e) => isInstance(e, condition as PyType);
  if (condition instanceof PyTuple && condition.items.every(isExceptionClass)) {
    return (e) => condition.items.some((c) => isInstance(e, c as PyType));
  }
  if (
    typeof condition === "object" && !(condition instanceof PyType) &&
    condition.cls.lookup("__call__") !== undefined
  ) {
    return (e) => truth(condition.invoke([e], undefined));
  }
  throw typeError(
    "expected an exception type, a tuple of exception types, or a callable (other than a class)",
  );
}

function isExceptionClass(v: Value): boolean {
  return v instanceof PyType && v.isSubtype(BaseExceptionType);
}

/** A group like `g` with other members: made by `derive`, with what belongs to the exception copied. */
function subset(g: PyExceptionGroup, members: Value[]): Value {
  if (members.length === 0) return NONE;
  const made = callMethod(g, "derive", new PyList(members));
  if (!(made instanceof PyExceptionGroup)) {
    throw typeError("derive must return an instance of BaseExceptionGroup");
  }
  made.traceback = g.traceback;
  made.context = g.context;
  made.cause = g.cause;
  made.suppressContext = g.suppressContext;
  const notes = getAttrOrAbsent(g, "__notes__");
  if (notes !== undefined && typeOf(notes).patternKind === "sequence") {
    (made as unknown as Record<string, Value>)["___notes__"] = new PyList(toArray(notes));
  }
  return made;
}

function split(g: PyExceptionGroup, match: Matcher, wantRest: boolean): [Value, Value] {
  if (match(g)) return [g, NONE];
  const yes: Value[] = [], no: Value[] = [];
  for (const item of g.exceptions.items) {
    if (item instanceof PyExceptionGroup) {
      const [a, b] = split(item, match, wantRest);
      if (a !== NONE) yes.push(a);
      if (b !== NONE) no.push(b);
    } else if (match(item as PyException)) yes.push(item);
    else if (wantRest) no.push(item);
  }
  return [subset(g, yes), wantRest ? subset(g, no) : NONE];
}

/** `except*`: what of the exception the type catches, and what is left. */
export function splitForExceptStar(e: PyException, type: Value): [matched: Value, rest: Value] {
  const match = matcher(type);
  if (e instanceof PyExceptionGroup) return split(e, match, true);
  return match(e) ? [e, NONE] : [NONE, e];
}

/** `BaseExceptionGroup`. */
export const BaseExceptionGroupType: PyType = withFields(
  "BaseExceptionGroup",
  PyExceptionGroup,
  BaseExceptionType,
  {
    doc: "A combination of multiple unrelated exceptions.",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      create,
    ),
    methods: {
      __str__: method("(self, /)", "Return str(self).", (self: PyExceptionGroup) => self.text()),
      derive: method(
        "(self, excs, /)",
        "",
        (self: PyExceptionGroup, excs: Value) =>
          BaseExceptionGroupType.invoke([self.message, excs], undefined),
        { noTextSignature: true },
      ),
      split: method(
        "(self, matcher_value, /)",
        "",
        (self: PyExceptionGroup, condition: Value) =>
          new PyTuple(split(self, matcher(condition), true)),
        { noTextSignature: true },
      ),
      subgroup: method(
        "(self, matcher_value, /)",
        "",
        (self: PyExceptionGroup, condition: Value) => split(self, matcher(condition), false)[0],
        { noTextSignature: true },
      ),
    },
    classMethods: {
      __class_getitem__: classGetItemMethod,
    },
    attributes: {
      message: member("exception message", (self: PyExceptionGroup) => self.message),
      exceptions: member("nested exceptions", (self: PyExceptionGroup) => self.exceptions),
      __dict__: builtinDictAttribute,
    },
  },
);

/** `ExceptionGroup`: an Exception that is a group. */
export const ExceptionGroupType: PyType = builtinType(
  "ExceptionGroup",
  class extends PyExceptionGroup {},
  { base: BaseExceptionGroupType, hasWeakref: true },
);
ExceptionGroupType.bases = [BaseExceptionGroupType, ExceptionType];
ExceptionGroupType.mro = [
  ExceptionGroupType,
  BaseExceptionGroupType,
  ExceptionType,
  BaseExceptionType,
  ...BaseExceptionType.mro.slice(1),
];
ExceptionGroupType.linear = false;
ExceptionType.derived.push(new WeakRef(ExceptionGroupType));
// as a class that was made at run time, which it is in CPython
define(ExceptionGroupType, {
  values: { __module__: "builtins" },
  attributes: { __weakref__: weakrefAttribute },
});
exceptionTypes.set("ExceptionGroup", ExceptionGroupType);
