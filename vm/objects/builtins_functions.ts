// The functions of the module builtins that are about values alone. Those that need frames, the compiler or files are
// in std/builtins_*.ts.

import {
  attributeName,
  bindSpecial,
  callSpecial,
  callUnbound,
  deleteAttr,
  getAttr,
  getAttrOrAbsent,
  setAttr,
  special0,
} from "./attributes.ts";
import { hashOf, truth } from "./compare.ts";
import { toBase } from "./core/int_text.ts";
import { idOf } from "./identity.ts";
import { iter, toArray } from "./iteration.ts";
import { attributeContext } from "./attribute_error.ts";
import { CallableIterator } from "./iterators.ts";
import { ListType, PyList } from "./list.ts";
import { sortList } from "./list_sort.ts";
import { largest, smallest, sum } from "./aggregate.ts";
import { type Int, NONE, type Value } from "./object.ts";
import { format, indexOf, length, quickLength, reprValue } from "./operations.ts";
import { asciiValue } from "./str_repr.ts";
import { abs, divmod, pow, ternaryPow } from "./operators.ts";
import { overflowError, typeError, valueError } from "./raise.ts";
import { type Declaration, type KwMap, method } from "./signature.ts";
import { isStr, pointsOf, type Str, strFromPoints, strOf } from "./str.ts";
import { isInstanceOf, isSubclassOf } from "./type_type.ts";
import { bytesLikeOf } from "./buffer.ts";
import { PyBytes } from "./bytes.ts";
import { PyByteArray } from "./bytearray.ts";
import { argumentName, typeOf } from "./type.ts";

/** `-0x1f`: an int in a base that is a power of two. */
function based(v: Value, base: number, prefix: string): Value {
  const n = indexOf(v);
  const digits = toBase(n < 0 ? -n : n, base);
  return (n < 0 ? "-" : "") + prefix + digits;
}

/** `chr(i)` */
function chr(v: Value): Value {
  const n = indexOf(v);
  if (typeof n !== "number") {
    throw valueError("chr() arg not in range(0x110000)");
  }
  if (n < 0 || n > 0x10ffff) throw valueError("chr() arg not in range(0x110000)");
  return n <= 0xffff ? String.fromCharCode(n) : strFromPoints(new Uint32Array([n]));
}

/** `ord(c)` */
function ord(v: Value): Value {
  let n: number;
  if (typeof v === "string") {
    if (v.length === 1) return v.charCodeAt(0);
    n = v.length;
  } else if (isStr(v)) {
    const points = pointsOf(strOf(v)!);
    if (points.length === 1) return points[0];
    n = points.length;
  } else if (v instanceof PyBytes || v instanceof PyByteArray) {
    const bytes = bytesLikeOf(v)!;
    if (bytes.length === 1) return bytes[0];
    n = bytes.length;
  } else {
    throw typeError(`ord() expected string of length 1, but ${typeOf(v).name} found`);
  }
  throw typeError(`ord() expected a character, but string of length ${n} found`);
}

/** `round(number, ndigits)` */
function round(v: Value, digits: Value | undefined): Value {
  const f = typeOf(v).lookup("__round__");
  if (f === undefined) {
    throw typeError(`type ${typeOf(v).name} doesn't define __round__ method`);
  }
  return callUnbound(f, v, digits === undefined || digits === NONE ? [] : [digits]);
}

/** `iter(v)` and `iter(callable, sentinel)` */
function makeIterator(v: Value, sentinel: Value | undefined): Value {
  if (sentinel === undefined) return iter(v);
  if (!isCallable(v)) throw typeError("iter(v, w): v must be callable");
  return new CallableIterator(v, sentinel);
}

/** `len(v)`: as large as a machine word, which is more than the length of anything that is stored. */
function len(v: Value): Int {
  if (typeof v === "string") return v.length;
  const quick = quickLength(v);
  if (typeof quick === "number" && quick >= 0) return quick;
  const f = typeOf(v).lookup("__len__");
  if (f === undefined || f === NONE) return length(v);
  const r = special0(f, v);
  if (typeof r === "number" && r >= 0) return r;
  const n = indexOf(r);
  if (n < 0) throw valueError("__len__() should return >= 0");
  if (n > 9223372036854775807n) {
    throw overflowError("cannot fit 'int' into an index-sized integer");
  }
  return n;
}

/** `callable(v)` */
export function isCallable(v: Value): boolean {
  return typeof v === "object" && v.cls.lookup("__call__") !== undefined;
}

/** `next(it, default)` */
function next(it: Value, fallback: Value | undefined): Value {
  if (typeof it !== "object" || it.cls.lookup("__next__") === undefined) {
    throw typeError(`'${typeOf(it).name}' object is not an iterator`);
  }
  if (fallback === undefined) {
    // what a `__next__` written in Python raises is passed on as it is
    const f = it.cls.lookup("__next__")!;
    return callUnbound(f, it, []);
  }
  const v = it.step();
  if (v !== undefined) return v;
  return fallback;
}

/** `getattr(o, name, default)` */
function getattr(o: Value, name: Value, fallback: Value | undefined): Value {
  const n = attributeName(name);
  if (fallback !== undefined) return getAttrOrAbsent(o, n) ?? fallback;
  try {
    return getAttr(o, n);
  } catch (e) {
    attributeContext(e, o, n);
    throw e;
  }
}

/** `sorted(iterable, key=…, reverse=…)` */
function sorted(args: Value[], kw: KwMap | undefined): Value {
  if (args.length !== 1) {
    throw typeError(`sorted expected 1 argument, got ${args.length}`);
  }
  const iterable = args[0];
  let key: Value | undefined, reverse: Value | undefined;
  for (const [name, v] of kw ?? []) {
    if (name === "key") key = v;
    else if (name === "reverse") reverse = v;
    else throw typeError(`sort() got an unexpected keyword argument '${name}'`);
  }
  const list = iterable instanceof PyList && iterable.cls === ListType
    ? iterable.copy()
    : new PyList(toArray(iterable));
  sortList(list, key === NONE ? undefined : key, reverse);
  return list;
}

/** `any(iterable)` and, with `wanted` false, `all(iterable)`. */
function seek(iterable: Value, wanted: boolean): boolean {
  if (iterable instanceof PyList && iterable.cls === ListType && iterable.floats === undefined) {
    const { items } = iterable;
    for (let i = 0; i < items.length; i++) {
      const v = items[i];
      if ((typeof v === "boolean" ? v : truth(v)) === wanted) return true;
    }
    return false;
  }
  let found = false;
  iter(iterable).drain(
    (v) => found = truth(v) === wanted,
    (v) => typeof v !== "object" && truth(v) !== wanted,
  );
  return found;
}

/** A format specification given as an argument. */
function formatSpec(v: Value | undefined): Str {
  if (v === undefined) return "";
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`format() argument 2 must be str, not ${argumentName(v)}`);
  }
  return s;
}

/** `aiter(v)` */
function aiter(v: Value): Value {
  const r = callSpecial(v, "__aiter__", []);
  if (r === undefined) throw typeError(`'${typeOf(v).name}' object is not an async iterable`);
  if (bindSpecial(r, "__anext__") === undefined) {
    throw typeError(`aiter() returned not an async iterator of type '${typeOf(r).name}'`);
  }
  return r;
}
/** The functions, by name. */
export const valueFunctions: Record<string, Declaration> = {
  abs: method("(x, /)", "Return the absolute value of the argument.", abs),
  aiter: method(
    "(async_iterable, /)",
    "Return an AsyncIterator for an AsyncIterable object.",
    aiter,
  ),
  all: method(
    "(iterable, /)",
    "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
    (v: Value) => !seek(v, false),
  ),
  any: method(
    "(iterable, /)",
    "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
    (v: Value) => seek(v, true),
  ),
  ascii: method(
    "(obj, /)",
    "Return an ASCII-only representation of an object.\n\nAs repr(), return a string containing a printable representation of an\nobject, but escape the non-ASCII characters in the string returned by\nrepr() using \\\\x, \\\\u or \\\\U escapes. This generates a string similar\nto that returned by repr() in Python 2.",
    asciiValue,
  ),
  bin: method(
    "(number, /)",
    "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'",
    (v: Value) => based(v, 2, "0b"),
  ),
  callable: method(
    "(obj, /)",
    "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method.",
    isCallable,
  ),
  chr: method(
    "(i, /)",
    "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
    chr,
  ),
  delattr: method(
    "(obj, name, /)",
    "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``",
    (o: Value, name: Value) => deleteAttr(o, attributeName(name)),
  ),
  divmod: method(
    "(x, y, /)",
    "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
    divmod,
  ),
  format: method(
    "(value, format_spec='', /)",
    "Return type(value).__format__(value, format_spec)\n\nMany built-in types implement format_spec according to the\nFormat Specification Mini-language. See help('FORMATTING').\n\nIf type(value) does not supply a method named __format__\nand format_spec is empty, then str(value) is returned.\nSee also help('SPECIALMETHODS').",
    (v: Value, spec: Value | undefined) => format(v, formatSpec(spec)),
  ),
  getattr: method(
    "(object, name, default=None, /)",
    "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\nWhen a default argument is given, it is returned when the attribute doesn't\nexist; without it, an exception is raised in that case.",
    getattr,
    { noTextSignature: true },
  ),
  hasattr: method(
    "(obj, name, /)",
    "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError.",
    (o: Value, name: Value) => getAttrOrAbsent(o, attributeName(name)) !== undefined,
  ),
  hash: method(
    "(obj, /)",
    "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true.",
    hashOf,
  ),
  hex: method(
    "(number, /)",
    "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'",
    (v: Value) => based(v, 16, "0x"),
  ),
  id: method(
    "(obj, /)",
    "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n(CPython uses the object's memory address.)",
    idOf,
  ),
  isinstance: method(
    "(obj, class_or_tuple, /)",
    "Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\nor ...`` etc.",
    isInstanceOf,
  ),
  issubclass: method(
    "(cls, class_or_tuple, /)",
    "Return whether 'cls' is derived from another class or is the same class.\n\nA tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``issubclass(x, A) or issubclass(x, B)\nor ...``.",
    isSubclassOf,
  ),
  iter: method(
    "(object, sentinel=None, /)",
    "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object.  In the first form, the argument must\nsupply its own iterator, or be a sequence.\nIn the second form, the callable is called until it returns the sentinel.",
    makeIterator,
    { noTextSignature: true },
  ),
  len: method("(obj, /)", "Return the number of items in a container.", len),
  max: method(
    "(*args, key=None, default=None)",
    "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the largest argument.",
    (args: Value[], key: Value | undefined, fallback: Value | undefined) =>
      largest(args, key, fallback),
    { noTextSignature: true },
  ),
  min: method(
    "(*args, key=None, default=None)",
    "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the smallest argument.",
    (args: Value[], key: Value | undefined, fallback: Value | undefined) =>
      smallest(args, key, fallback),
    { noTextSignature: true },
  ),
  next: method(
    "(iterator, default=None, /)",
    "next(iterator[, default])\n\nReturn the next item from the iterator. If default is given and the iterator\nis exhausted, it is returned instead of raising StopIteration.",
    next,
    { noTextSignature: true },
  ),
  oct: method(
    "(number, /)",
    "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'",
    (v: Value) => based(v, 8, "0o"),
  ),
  ord: method("(c, /)", "Return the Unicode code point for a one-character string.", ord),
  pow: method(
    "(base, exp, mod=None)",
    "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments\n\nSome types, such as ints, are able to use a more efficient algorithm when\ninvoked using the three argument form.",
    (a: Value, b: Value, modulus: Value | undefined) =>
      modulus === undefined || modulus === NONE ? pow(a, b) : ternaryPow(a, b, modulus),
  ),
  repr: method(
    "(obj, /)",
    "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval(repr(obj)) == obj.",
    reprValue,
  ),
  round: method(
    "(number, ndigits=None)",
    "Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is omitted or None.  Otherwise\nthe return value has the same type as the number.  ndigits may be negative.",
    round,
  ),
  setattr: method(
    "(obj, name, value, /)",
    "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``",
    (o: Value, name: Value, v: Value) => setAttr(o, attributeName(name), v),
  ),
  sorted: method(
    "(*args, **kwargs)",
    "Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and the\nreverse flag can be set to request the result in descending order.",
    sorted,
    { textSignature: "(iterable, /, *, key=None, reverse=False)" },
  ),
  sum: method(
    "(iterable, /, start=0)",
    "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types.",
    sum,
  ),
};
