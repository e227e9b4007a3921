// The methods of str. How a str is represented is in str.ts; the work on text is in core/.

import * as cases from "./core/str_case.ts";
import * as layout from "./core/str_layout.ts";
import * as text from "./core/str_search.ts";
import { codePointAt, type Text } from "./core/text.ts";
import { isXidContinue, isXidStart } from "./core/unicode/identifiers.ts";
import { bytesWarnings, cInt } from "./bytes_arguments.ts";
import { getBuffer, hasBuffer, SIMPLE } from "./buffer.ts";
import { PyByteArray } from "./bytearray.ts";
import { PyBytes } from "./bytes.ts";
import { codecArgument, decodeBytes, encodeStr } from "./codecs.ts";
import { generalLowHash, hashHooks, sameHooks, truth } from "./compare.ts";
import { define } from "./define.ts";
import { formatStrValue, specOf } from "./format_value.ts";
import { intOf } from "./int.ts";
import { itemsOf, restOf } from "./iteration.ts";
import { joinIterator } from "./join_items.ts";
import { PyList } from "./list.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexNumber, sizeNumber, str } from "./operations.ts";
import { sequenceTypes } from "./operators.ts";
import { indexError, memoryError, typeError, valueError } from "./raise.ts";
import { runtime } from "./runtime.ts";
import { searchEnd, searchStart } from "./search_bounds.ts";
import { type KwMap, method } from "./signature.ts";
import { PySlice, sliceRange } from "./slice.ts";
import { ssizeNumber } from "./ssize.ts";
import { AstralStr, PyStrObject, type Str, strOf } from "./str.ts";
import { formatMap, formatStr } from "./str_format.ts";
import { strPercent } from "./str_percent.ts";
import { reprOfStr } from "./str_repr.ts";
import { character, newStrIterator } from "./str_iterator.ts";
import { coreText, strArgument as argument, textStr } from "./str_text.ts";
import { maketrans, translateText } from "./str_translate.ts";
import { hashPoints, hashString, hashStringLow } from "./text_hash.ts";
import { PyTuple } from "./tuple.ts";
import { argumentName, type PyType, StrType, typeOf } from "./type.ts";

sequenceTypes.add(StrType);

/** V8's longest string. */
const MAX_LENGTH = 536870888;

/** A str as an instance of `cls`. */
export function makeStr(cls: PyType, s: Str): Value {
  if (cls === StrType) return s;
  const o = cls.allocate() as PyStrObject;
  o.v = s;
  return o;
}

/** The text of `self`. */
function own(self: Value): Text {
  return coreText(strOf(self)!);
}

function newStr(
  cls: PyType,
  object: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): Value {
  const enc = codecArgument(encoding, "str", "encoding");
  const err = codecArgument(errors, "str", "errors");
  if (object === undefined) return makeStr(cls, "");
  if (enc === undefined && err === undefined) {
    const s = str(object);
    return cls === StrType ? s : makeStr(cls, strOf(s)!);
  }
  let made: Value;
  if (object instanceof PyBytes) made = decodeBytes(object, object.data, enc, err);
  else if (strOf(object) !== undefined) throw typeError("decoding str is not supported");
  else if (!hasBuffer(object)) {
    throw typeError(
      `decoding to str: need a bytes-like object, ${typeOf(object).name} found`,
    );
  } else {
    const view = getBuffer(object, SIMPLE);
    try {
      const bytes = view.contiguous();
      made = decodeBytes(
        new PyBytes(object instanceof PyByteArray ? bytes.slice() : bytes),
        bytes,
        enc,
        err,
      );
    } finally {
      view.release();
    }
  }
  return cls === StrType ? made : makeStr(cls, strOf(made)!);
}

// ---- searching

type Find = (t: Text, needle: Text, start: number, end: number) => number;

function finder(name: string, find: Find, required: boolean) {
  return (self: Value, sub: Value, start: Value | undefined, end: Value | undefined): Value => {
    const needle = argument(
      sub,
      () => `${name}() argument 1 must be str, not ${argumentName(sub)}`,
    );
    const t = own(self);
    const from = searchStart(start, t.length), to = searchEnd(end, t.length);
    const at = from > t.length ? -1 : find(t, needle, from, to);
    if (at < 0 && required) throw valueError("substring not found");
    return at;
  };
}

function affix(name: string, test: (t: Text, x: Text, start: number, end: number) => boolean) {
  return (self: Value, sub: Value, start: Value | undefined, end: Value | undefined): Value => {
    const t = own(self);
    if (start === undefined && typeof sub === "string") return test(t, sub, 0, t.length);
    const from = searchStart(start, t.length), to = searchEnd(end, t.length);
    const one = (x: Text) => from <= t.length && test(t, x, from, to);
    if (sub instanceof PyTuple) {
      for (const v of sub.items) {
        const x = argument(v, (n) => `tuple for ${name} must only contain str, not ${n}`);
        if (one(x)) return true;
      }
      return false;
    }
    return one(argument(sub, (n) => `${name} first arg must be str or a tuple of str, not ${n}`));
  };
}

function stripper(name: string, sides: number) {
  return (self: Value, chars: Value | undefined): Value => {
    const t = own(self);
    if (chars === undefined || chars === NONE) return textStr(layout.strip(t, sides));
    const set = argument(chars, () => `${name} arg must be None or str`);
    return textStr(layout.stripChars(t, set, sides));
  };
}

function separator(v: Value): Text {
  const sep = argument(v, (n) => `must be str or None, not ${n}`);
  if (sep.length === 0) throw valueError("empty separator");
  return sep;
}

/** A list of texts; those of a plain string are values as they are. */
function listOf(of: Text, pieces: Text[]): PyList {
  return new PyList(typeof of === "string" ? pieces as string[] : pieces.map(textStr));
}

function splitter(
  bySeparator: (t: Text, sep: Text, limit: number) => Text[],
  bySpace: (t: Text, limit: number) => Text[],
) {
  return (self: Value, sep: Value | undefined, maxsplit: Value | undefined): Value => {
    const t = own(self);
    const limit = maxsplit === undefined ? -1 : ssizeNumber(maxsplit);
    if (sep === undefined || sep === NONE) return listOf(t, bySpace(t, limit));
    return listOf(t, bySeparator(t, separator(sep), limit));
  };
}

function partitioner(f: (t: Text, sep: Text) => [Text, Text, Text]) {
  return (self: Value, sep: Value): Value => {
    const s = argument(sep, (n) => `must be str, not ${n}`);
    if (s.length === 0) throw valueError("empty separator");
    const parts = f(own(self), s);
    const items: Value[] = parts.map(textStr);
    // what is not taken apart is the object itself
    if (parts[1].length > 0) items[1] = sep;
    else items[parts[0].length > 0 ? 0 : 2] = self;
    return new PyTuple(items);
  };
}

function justify(f: (t: Text, width: number, fill: Text) => Text) {
  return (self: Value, width: Value, fillchar: Value | undefined): Value => {
    const n = ssizeNumber(width);
    let fill: Text = " ";
    if (fillchar !== undefined) {
      fill = argument(fillchar, (t) => `The fill character must be a unicode character, not ${t}`);
      if (fill.length !== 1) {
        throw typeError("The fill character must be exactly one character long");
      }
    }
    if (n > MAX_LENGTH) throw memoryError("");
    return textStr(f(own(self), n, fill));
  };
}

function map(f: (t: Text) => Text) {
  return (self: Value): Value => textStr(f(own(self)));
}

function ask(f: (t: Text) => boolean) {
  return (self: Value): Value => f(own(self));
}

function isIdentifier(t: Text): boolean {
  if (t.length === 0) return false;
  const first = codePointAt(t, 0);
  if (first !== 95 && !isXidStart(first)) return false;
  for (let i = 1; i < t.length; i++) if (!isXidContinue(codePointAt(t, i))) return false;
  return true;
}

// ---- the sequence

/** Up to so many strs are put together one by one. */
const FEW_PIECES = 4;

function join(self: Value, iterable: Value): Value {
  let items = itemsOf(iterable) as readonly Value[] | undefined;
  if (items === undefined) {
    items = restOf(joinIterator(iterable));
  }
  const n = items.length;
  if (n === 0) return "";
  const sep = own(self);
  if (typeof sep === "string") {
    let plain = true;
    for (let i = 0; i < n; i++) {
      if (typeof items[i] !== "string") {
        plain = false;
        break;
      }
    }
    if (plain) {
      if (n > FEW_PIECES) return (items as string[]).join(sep);
      let joined = items[0] as string;
      for (let i = 1; i < n; i++) joined += sep === "" ? items[i] : sep + items[i];
      return joined;
    }
  }
  if (n === 1 && items[0] instanceof AstralStr) return items[0];
  const pieces: Text[] = [];
  for (let i = 0; i < n; i++) {
    pieces.push(
      argument(items[i], (t) => `sequence item ${i}: expected str instance, ${t} found`),
    );
  }
  return textStr(text.joinText(sep, pieces));
}

function concat(self: Value, other: Value): Value {
  const a = strOf(self)!, b = strOf(other);
  if (b === undefined) {
    throw typeError(`can only concatenate str (not "${typeOf(other).name}") to str`);
  }
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (a === "") return b;
  if (b === "") return a;
  return textStr(text.joinText("", [coreText(a), coreText(b)]));
}

function repeat(self: Value, count: Value): Value {
  if (intOf(count) === undefined && typeOf(count).lookup("__index__") === undefined) {
    throw typeError(`can't multiply sequence by non-int of type '${typeOf(count).name}'`);
  }
  const n = sizeNumber(count);
  const t = own(self);
  if (n <= 0 || t.length === 0) return "";
  if (n === 1) return strOf(self)!;
  if (n * t.length > MAX_LENGTH) throw memoryError("");
  return textStr(layout.repeatText(t, n));
}

function subscript(self: Value, key: Value): Value {
  const t = own(self);
  if (key instanceof PySlice) {
    const r = sliceRange(key, () => t.length);
    if (r.count === t.length && r.step === 1) return strOf(self)!;
    return textStr(
      r.step === 1
        ? text.sliceText(t, r.start, r.start + r.count)
        : layout.stridedSlice(t, r.start, r.step, r.count),
    );
  }
  if (intOf(key) === undefined && typeOf(key).lookup("__index__") === undefined) {
    throw typeError(`string indices must be integers, not '${typeOf(key).name}'`);
  }
  const i = typeof key === "number" ? key : indexNumber(key);
  const at = i < 0 ? i + t.length : i;
  if (at < 0 || at >= t.length) throw indexError("string index out of range");
  return typeof t === "string" ? t[at] : character(t[at]);
}

function comparison(test: (order: number) => boolean) {
  return (self: Value, other: Value): Value => {
    const b = strOf(other);
    return b === undefined ? NOT_IMPLEMENTED : test(text.compareText(own(self), coreText(b)));
  };
}

function equality(expected: boolean) {
  return (self: Value, other: Value): Value => {
    const b = strOf(other);
    if (b === undefined) {
      if (bytesWarnings.level > 0 && other instanceof PyBytes) {
        runtime.warn("BytesWarning", "Comparison between bytes and string", 1);
      }
      return NOT_IMPLEMENTED;
    }
    return text.equalText(own(self), coreText(b)) === expected;
  };
}

sameHooks.astral = (a, b) =>
  a instanceof AstralStr && b instanceof AstralStr && text.equalText(a.points, b.points);
hashHooks.text = hashStringLow;

PyStrObject.prototype.lowHash = function (this: PyStrObject): number {
  const { v } = this;
  return typeof v === "string" && this.cls.lookup("__hash__") === StrType.lookup("__hash__")
    ? hashStringLow(v)
    : generalLowHash(this);
};

function sizeOf(t: Text): number {
  if (typeof t !== "string") return 60 + 4 * t.length;
  let bits = 0;
  for (let i = 0; i < t.length; i++) bits |= t.charCodeAt(i);
  return bits < 128 ? 41 + t.length : bits < 256 ? 57 + t.length : 58 + 2 * t.length;
}

define(StrType, {
  doc: `str(object='') -> str
str(bytes_or_buffer[, encoding[, errors]]) -> str

Create a new string object from the given object. If encoding or
errors is specified, then the object must expose a data buffer
that will be decoded using the given encoding and error handler.
Otherwise, returns the result of object.__str__() (if defined)
or repr(object).
encoding defaults to 'utf-8'.
errors defaults to 'strict'.`,
  new: method(
    "(cls, object='', encoding='utf-8', errors='strict')",
    "Create and return a new object.  See help(type) for accurate signature.",
    newStr,
    { countsPositional: true },
  ),
  quickCall: (args, kw) => kw === undefined && args.length === 1 ? str(args[0]) : undefined,
  methods: {
    __repr__: method("(self, /)", "Return repr(self).", (self: Value) => reprOfStr(strOf(self)!)),
    __hash__: method("(self, /)", "Return hash(self).", (self: Value) => {
      const s = strOf(self)!;
      return typeof s === "string" ? hashString(s) : hashPoints(s.points);
    }),
    __str__: method("(self, /)", "Return str(self).", (self: Value) => strOf(self)!),
    __lt__: method("(self, value, /)", "Return self<value.", comparison((c) => c < 0)),
    __le__: method("(self, value, /)", "Return self<=value.", comparison((c) => c <= 0)),
    __eq__: method("(self, value, /)", "Return self==value.", equality(true)),
    __ne__: method("(self, value, /)", "Return self!=value.", equality(false)),
    __gt__: method("(self, value, /)", "Return self>value.", comparison((c) => c > 0)),
    __ge__: method("(self, value, /)", "Return self>=value.", comparison((c) => c >= 0)),
    __iter__: method(
      "(self, /)",
      "Implement iter(self).",
      (self: Value) => newStrIterator(strOf(self)!),
    ),
    __mod__: method(
      "(self, value, /)",
      "Return self%value.",
      (self: Value, values: Value) => strPercent(strOf(self)!, values),
    ),
    __rmod__: method("(self, value, /)", "Return value%self.", (self: Value, format: Value) => {
      const s = strOf(format);
      return s === undefined ? NOT_IMPLEMENTED : strPercent(s, self);
    }),
    __len__: method("(self, /)", "Return len(self).", (self: Value) => own(self).length),
    __getitem__: method("(self, key, /)", "Return self[key].", subscript),
    __add__: method("(self, value, /)", "Return self+value.", concat),
    __mul__: method("(self, value, /)", "Return self*value.", repeat),
    __rmul__: method("(self, value, /)", "Return value*self.", repeat),
    __contains__: method("(self, key, /)", "Return bool(key in self).", (self: Value, v: Value) => {
      const needle = argument(
        v,
        (n) => `'in <string>' requires string as left operand, not ${n}`,
      );
      const t = own(self);
      if (typeof t === "string" && typeof needle === "string" && needle.length < 64) {
        return t.includes(needle);
      }
      return text.find(t, needle, 0, t.length) >= 0;
    }),
    encode: method(
      "(self, /, encoding='utf-8', errors='strict')",
      `Encode the string using the codec registered for encoding.

  encoding
    The encoding in which to encode the string.
  errors
    The error handling scheme to use for encoding errors.
    The default is 'strict' meaning that encoding errors raise a
    UnicodeEncodeError.  Other possible values are 'ignore', 'replace' and
    'xmlcharrefreplace' as well as any other name registered with
    codecs.register_error that can handle UnicodeEncodeErrors.`,
      (self: Value, encoding: Value | undefined, errors: Value | undefined) =>
        encodeStr(
          strOf(self)!,
          codecArgument(encoding, "encode", "encoding"),
          codecArgument(errors, "encode", "errors"),
        ),
    ),
    replace: method(
      "(self, old, new, /, count=-1)",
      `Return a copy with all occurrences of substring old replaced by new.

  count
    Maximum number of occurrences to replace.
    -1 (the default value) means replace all occurrences.

If the optional argument count is given, only the first count occurrences are
replaced.`,
      (self: Value, old: Value, by: Value, count: Value | undefined) => {
        const a = argument(old, () => `replace() argument 1 must be str, not ${argumentName(old)}`);
        const b = argument(by, () => `replace() argument 2 must be str, not ${argumentName(by)}`);
        const limit = count === undefined ? -1 : ssizeNumber(count);
        return textStr(text.replace(own(self), a, b, limit));
      },
    ),
    split: method(
      "(self, /, sep=None, maxsplit=-1)",
      `Return a list of the substrings in the string, using sep as the separator string.

  sep
    The separator used to split the string.

    When set to None (the default value), will split on any whitespace
    character (including \\n \\r \\t \\f and spaces) and will discard
    empty strings from the result.
  maxsplit
    Maximum number of splits.
    -1 (the default value) means no limit.

Splitting starts at the front of the string and works to the end.

Note, str.split() is mainly useful for data that has been intentionally
delimited.  With natural text that includes punctuation, consider using
the regular expression module.`,
      splitter(text.split, text.splitWhitespace),
    ),
    rsplit: method(
      "(self, /, sep=None, maxsplit=-1)",
      `Return a list of the substrings in the string, using sep as the separator string.

  sep
    The separator used to split the string.

    When set to None (the default value), will split on any whitespace
    character (including \\n \\r \\t \\f and spaces) and will discard
    empty strings from the result.
  maxsplit
    Maximum number of splits.
    -1 (the default value) means no limit.

Splitting starts at the end of the string and works to the front.`,
      splitter(text.rsplit, text.rsplitWhitespace),
    ),
    join: method(
      "(self, iterable, /)",
      `Concatenate any number of strings.

The string whose method is called is inserted in between each given string.
The result is returned as a new string.

Example: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'`,
      join,
    ),
    capitalize: method(
      "(self, /)",
      `Return a capitalized version of the string.

More specifically, make the first character have upper case and the rest lower
case.`,
      map(cases.capitalize),
    ),
    casefold: method(
      "(self, /)",
      "Return a version of the string suitable for caseless comparisons.",
      map(cases.casefold),
    ),
    title: method(
      "(self, /)",
      `Return a version of the string where each word is titlecased.

More specifically, words start with uppercased characters and all remaining
cased characters have lower case.`,
      map(cases.title),
    ),
    center: method(
      "(self, width, fillchar=' ', /)",
      `Return a centered string of length width.

Padding is done using the specified fill character (default is a space).`,
      justify(layout.center),
    ),
    count: method(
      "(self, sub[, start[, end]], /)",
      `Return the number of non-overlapping occurrences of substring sub in string S[start:end].

Optional arguments start and end are interpreted as in slice notation.`,
      (self: Value, sub: Value, start: Value | undefined, end: Value | undefined) => {
        const needle = argument(
          sub,
          () => `count() argument 1 must be str, not ${argumentName(sub)}`,
        );
        const t = own(self);
        const from = searchStart(start, t.length), to = searchEnd(end, t.length);
        return from > t.length ? 0 : text.count(t, needle, from, to);
      },
    ),
    expandtabs: method(
      "(self, /, tabsize=8)",
      `Return a copy where all tab characters are expanded using spaces.

If tabsize is not given, a tab size of 8 characters is assumed.`,
      (self: Value, tabsize: Value | undefined) =>
        textStr(layout.expandTabs(own(self), tabsize === undefined ? 8 : cInt(tabsize))),
    ),
    find: method(
      "(self, sub[, start[, end]], /)",
      `Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Return -1 on failure.`,
      finder("find", text.find, false),
    ),
    partition: method(
      "(self, sep, /)",
      `Partition the string into three parts using the given separator.

This will search for the separator in the string.  If the separator is found,
returns a 3-tuple containing the part before the separator, the separator
itself, and the part after it.

If the separator is not found, returns a 3-tuple containing the original string
and two empty strings.`,
      partitioner(text.partition),
    ),
    index: method(
      "(self, sub[, start[, end]], /)",
      `Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Raises ValueError when the substring is not found.`,
      finder("index", text.find, true),
    ),
    ljust: method(
      "(self, width, fillchar=' ', /)",
      `Return a left-justified string of length width.

Padding is done using the specified fill character (default is a space).`,
      justify(layout.leftJustify),
    ),
    lower: method(
      "(self, /)",
      "Return a copy of the string converted to lowercase.",
      map(cases.lower),
    ),
    lstrip: method(
      "(self, chars=None, /)",
      `Return a copy of the string with leading whitespace removed.

If chars is given and not None, remove characters in chars instead.`,
      stripper("lstrip", layout.STRIP_LEFT),
    ),
    rfind: method(
      "(self, sub[, start[, end]], /)",
      `Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Return -1 on failure.`,
      finder("rfind", text.rfind, false),
    ),
    rindex: method(
      "(self, sub[, start[, end]], /)",
      `Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].

Optional arguments start and end are interpreted as in slice notation.
Raises ValueError when the substring is not found.`,
      finder("rindex", text.rfind, true),
    ),
    rjust: method(
      "(self, width, fillchar=' ', /)",
      `Return a right-justified string of length width.

Padding is done using the specified fill character (default is a space).`,
      justify(layout.rightJustify),
    ),
    rstrip: method(
      "(self, chars=None, /)",
      `Return a copy of the string with trailing whitespace removed.

If chars is given and not None, remove characters in chars instead.`,
      stripper("rstrip", layout.STRIP_RIGHT),
    ),
    rpartition: method(
      "(self, sep, /)",
      `Partition the string into three parts using the given separator.

This will search for the separator in the string, starting at the end. If
the separator is found, returns a 3-tuple containing the part before the
separator, the separator itself, and the part after it.

If the separator is not found, returns a 3-tuple containing two empty strings
and the original string.`,
      partitioner(text.rpartition),
    ),
    splitlines: method(
      "(self, /, keepends=False)",
      `Return a list of the lines in the string, breaking at line boundaries.

Line breaks are not included in the resulting list unless keepends is given and
true.`,
      (self: Value, keepends: Value | undefined) => {
        const t = own(self);
        return listOf(t, text.splitLines(t, keepends !== undefined && truth(keepends)));
      },
    ),
    strip: method(
      "(self, chars=None, /)",
      `Return a copy of the string with leading and trailing whitespace removed.

If chars is given and not None, remove characters in chars instead.`,
      stripper("strip", layout.STRIP_BOTH),
    ),
    swapcase: method(
      "(self, /)",
      "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
      map(cases.swapcase),
    ),
    translate: method(
      "(self, table, /)",
      `Replace each character in the string using the given translation table.

  table
    Translation table, which must be a mapping of Unicode ordinals to
    Unicode ordinals, strings, or None.

The table must implement lookup/indexing via __getitem__, for instance a
dictionary or list.  If this operation raises LookupError, the character is
left untouched.  Characters mapped to None are deleted.`,
      (self: Value, table: Value) => translateText(own(self), table),
    ),
    upper: method(
      "(self, /)",
      "Return a copy of the string converted to uppercase.",
      map(cases.upper),
    ),
    startswith: method(
      "(self, prefix[, start[, end]], /)",
      `Return True if the string starts with the specified prefix, False otherwise.

  prefix
    A string or a tuple of strings to try.
  start
    Optional start position. Default: start of the string.
  end
    Optional stop position. Default: end of the string.`,
      affix("startswith", text.startsWith),
    ),
    endswith: method(
      "(self, suffix[, start[, end]], /)",
      `Return True if the string ends with the specified suffix, False otherwise.

  suffix
    A string or a tuple of strings to try.
  start
    Optional start position. Default: start of the string.
  end
    Optional stop position. Default: end of the string.`,
      affix("endswith", text.endsWith),
    ),
    removeprefix: method(
      "(self, prefix, /)",
      `Return a str with the given prefix string removed if present.

If the string starts with the prefix string, return string[len(prefix):].
Otherwise, return a copy of the original string.`,
      (self: Value, prefix: Value) => {
        const p = argument(
          prefix,
          () => `removeprefix() argument must be str, not ${argumentName(prefix)}`,
        );
        return textStr(text.removePrefix(own(self), p));
      },
    ),
    removesuffix: method(
      "(self, suffix, /)",
      `Return a str with the given suffix string removed if present.

If the string ends with the suffix string and that suffix is not empty,
return string[:-len(suffix)]. Otherwise, return a copy of the original
string.`,
      (self: Value, suffix: Value) => {
        const s = argument(
          suffix,
          () => `removesuffix() argument must be str, not ${argumentName(suffix)}`,
        );
        return textStr(text.removeSuffix(own(self), s));
      },
    ),
    isascii: method(
      "(self, /)",
      `Return True if all characters in the string are ASCII, False otherwise.

ASCII characters have code points in the range U+0000-U+007F.
Empty string is ASCII too.`,
      ask(cases.isAsciiText),
    ),
    islower: method(
      "(self, /)",
      `Return True if the string is a lowercase string, False otherwise.

A string is lowercase if all cased characters in the string are lowercase and
there is at least one cased character in the string.`,
      ask(cases.isLowerText),
    ),
    isupper: method(
      "(self, /)",
      `Return True if the string is an uppercase string, False otherwise.

A string is uppercase if all cased characters in the string are uppercase and
there is at least one cased character in the string.`,
      ask(cases.isUpperText),
    ),
    istitle: method(
      "(self, /)",
      `Return True if the string is a title-cased string, False otherwise.

In a title-cased string, upper- and title-case characters may only
follow uncased characters and lowercase characters only cased ones.`,
      ask(cases.isTitleText),
    ),
    isspace: method(
      "(self, /)",
      `Return True if the string is a whitespace string, False otherwise.

A string is whitespace if all characters in the string are whitespace and there
is at least one character in the string.`,
      ask(cases.isSpaceText),
    ),
    isdecimal: method(
      "(self, /)",
      `Return True if the string is a decimal string, False otherwise.

A string is a decimal string if all characters in the string are decimal and
there is at least one character in the string.`,
      ask(cases.isDecimalText),
    ),
    isdigit: method(
      "(self, /)",
      `Return True if the string is a digit string, False otherwise.

A string is a digit string if all characters in the string are digits and there
is at least one character in the string.`,
      ask(cases.isDigitText),
    ),
    isnumeric: method(
      "(self, /)",
      `Return True if the string is a numeric string, False otherwise.

A string is numeric if all characters in the string are numeric and there is at
least one character in the string.`,
      ask(cases.isNumericText),
    ),
    isalpha: method(
      "(self, /)",
      `Return True if the string is an alphabetic string, False otherwise.

A string is alphabetic if all characters in the string are alphabetic and there
is at least one character in the string.`,
      ask(cases.isAlphaText),
    ),
    isalnum: method(
      "(self, /)",
      `Return True if the string is an alpha-numeric string, False otherwise.

A string is alpha-numeric if all characters in the string are alpha-numeric and
there is at least one character in the string.`,
      ask(cases.isAlnumText),
    ),
    isidentifier: method(
      "(self, /)",
      `Return True if the string is a valid Python identifier, False otherwise.

Call keyword.iskeyword(s) to test whether string s is a reserved identifier,
such as "def" or "class".`,
      ask(isIdentifier),
    ),
    isprintable: method(
      "(self, /)",
      `Return True if the string is printable, False otherwise.

A string is printable if all of its characters are considered printable in
repr() or if it is empty.`,
      ask(cases.isPrintableText),
    ),
    zfill: method(
      "(self, width, /)",
      `Pad a numeric string with zeros on the left, to fill a field of the given width.

The string is never truncated.`,
      (self: Value, width: Value) => {
        const n = ssizeNumber(width);
        if (n > MAX_LENGTH) throw memoryError("");
        return textStr(layout.zeroFill(own(self), n));
      },
    ),
    format: method(
      "(self, /, *args, **kwargs)",
      `Return a formatted version of the string, using substitutions from args and kwargs.
The substitutions are identified by braces ('{' and '}').`,
      (self: Value, args: Value[], kwargs: KwMap | undefined) =>
        formatStr(strOf(self)!, args, kwargs),
    ),
    format_map: method(
      "(self, mapping, /)",
      `Return a formatted version of the string, using substitutions from mapping.
The substitutions are identified by braces ('{' and '}').`,
      (self: Value, mapping: Value) => formatMap(strOf(self)!, mapping),
    ),
    __format__: method(
      "(self, format_spec, /)",
      "Return a formatted version of the string as described by format_spec.",
      (self: Value, formatSpec: Value) => {
        const spec = specOf(formatSpec);
        if (spec === "") return self instanceof PyStrObject ? str(self) : self;
        return formatStrValue(strOf(self)!, spec, typeOf(self).name);
      },
    ),
    __sizeof__: method(
      "(self, /)",
      "Return the size of the string in memory, in bytes.",
      (self: Value) => sizeOf(own(self)),
    ),
    __getnewargs__: method("(self, /)", "", (self: Value) => new PyTuple([strOf(self)!])),
  },
  staticMethods: {
    maketrans: method(
      "(x, y=<unrepresentable>, z=<unrepresentable>, /)",
      `Return a translation table usable for str.translate().

If there is only one argument, it must be a dictionary mapping Unicode
ordinals (integers) or characters to Unicode ordinals, strings or None.
Character keys will be then converted to ordinals.
If there are two arguments, they must be strings of equal length, and
in the resulting dictionary, each character in x will be mapped to the
character at the same position in y. If there is a third argument, it
must be a string, whose characters will be mapped to None in the result.`,
      maketrans,
    ),
  },
});
