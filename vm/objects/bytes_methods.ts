// The methods that bytes and bytearray have in common. Each gives an object of the builtin type that it was called on
// (a fresh one for bytearray), whatever the subclass.

import * as search from "./core/bytes_search.ts";
import * as text from "./core/bytes_text.ts";
import { reprBytes } from "./core/str_repr.ts";
import {
  type BufferView,
  bytesArgument,
  bytesLikeOf,
  getBuffer,
  hasBuffer,
  SIMPLE,
} from "./buffer.ts";
import { PyByteArray } from "./bytearray.ts";
import {
  byteOf,
  bytesRepeatCount,
  cInt,
  fillByte,
  hexText,
  needleOf,
  type Octets,
  octets,
  separatorOf,
  widthOf,
} from "./bytes_arguments.ts";
import { PyBytes } from "./bytes.ts";
import { bytesPercent } from "./bytes_percent.ts";
import { codecArgument, decodeBytes } from "./codecs.ts";
import { truth } from "./compare.ts";
import { intOf } from "./int.ts";
import { joinIterator } from "./join_items.ts";
import { PyList } from "./list.ts";
import { PyMemoryView } from "./memoryview.ts";
import { NONE, NOT_IMPLEMENTED, type Value } from "./object.ts";
import { indexNumber, sizeNumber } from "./operations.ts";
import { indexError, memoryError, typeError, valueError } from "./raise.ts";
import { searchEnd, searchStart } from "./search_bounds.ts";
import { type Declaration, method } from "./signature.ts";
import { PySlice, sliceRange } from "./slice.ts";
import { ssizeNumber } from "./ssize.ts";
import { isStr, strOf } from "./str.ts";
import { coreText } from "./str_text.ts";
import { PyTuple } from "./tuple.ts";
import { argumentName, type PyType, typeOf } from "./type.ts";

/** A new object of the same builtin type. */
function like(self: Octets, data: Uint8Array): Octets {
  return self instanceof PyBytes ? new PyBytes(data) : new PyByteArray(data);
}

/** The same, or the object itself where it cannot change and nothing was taken off. */
function likeOrSelf(self: Octets, data: Uint8Array): Octets {
  if (self instanceof PyByteArray) return new PyByteArray(data);
  return data.length === self.data.length && self.cls.heap === false ? self : new PyBytes(data);
}

type Find = (b: Uint8Array, needle: Uint8Array | number, start: number, end: number) => number;

function finder(find: Find, required: boolean) {
  return (self: Octets, sub: Value, start: Value | undefined, end: Value | undefined): Value => {
    const n = octets(self).length;
    const from = searchStart(start, n), to = searchEnd(end, n);
    const needle = needleOf(sub);
    const at = from > n ? -1 : find(octets(self), needle, from, to);
    if (at < 0 && required) throw valueError("subsection not found");
    return at;
  };
}

/** `startswith` and `endswith`. */
function affix(name: string, test: Find | typeof search.startsWith) {
  const matches = test as (b: Uint8Array, x: Uint8Array, start: number, end: number) => boolean;
  return (self: Octets, sub: Value, start: Value | undefined, end: Value | undefined): Value => {
    const data = octets(self);
    const from = searchStart(start, data.length), to = searchEnd(end, data.length);
    const one = (x: Uint8Array) => from <= data.length && matches(data, x, from, to);
    if (sub instanceof PyTuple) {
      for (const v of sub.items) if (one(bytesArgument(v))) return true;
      return false;
    }
    const bytes = bytesLikeOf(sub);
    if (bytes === undefined) {
      throw typeError(
        `${name} first arg must be bytes or a tuple of bytes, not ${typeOf(sub).name}`,
      );
    }
    return one(bytes);
  };
}

function justify(who: string, f: (b: Uint8Array, width: number, fill: number) => Uint8Array) {
  return (self: Octets, width: Value, fill: Value | undefined): Value => {
    const n = widthOf(width);
    return likeOrSelf(self, f(octets(self), n, fillByte(fill, who)));
  };
}

function map(f: (b: Uint8Array) => Uint8Array) {
  return (self: Octets): Value => like(self, f(octets(self)));
}

function ask(f: (b: Uint8Array) => boolean) {
  return (self: Octets): Value => f(octets(self));
}

function stripper(sides: number) {
  return (self: Octets, chars: Value | undefined): Value => {
    const set = chars === undefined || chars === NONE ? undefined : bytesArgument(chars);
    return likeOrSelf(self, search.strip(octets(self), set, sides));
  };
}

function splitter(
  bySeparator: (b: Uint8Array, sep: Uint8Array, limit: number) => Uint8Array[],
  bySpace: (b: Uint8Array, limit: number) => Uint8Array[],
) {
  return (self: Octets, sep: Value | undefined, maxsplit: Value | undefined): Value => {
    const limit = maxsplit === undefined ? -1 : ssizeNumber(maxsplit);
    const pieces = sep === undefined || sep === NONE
      ? bySpace(octets(self), limit)
      : bySeparator(octets(self), separatorOf(sep), limit);
    return new PyList(pieces.map((p) => like(self, p)));
  };
}

function partitioner(f: (b: Uint8Array, sep: Uint8Array) => Uint8Array[]) {
  return (self: Octets, sep: Value): Value => {
    const parts = f(octets(self), separatorOf(sep));
    const items: Value[] = parts.map((p) => like(self, p));
    if (self instanceof PyBytes) {
      // what is not taken apart is the object itself
      if (parts[1].length > 0) items[1] = sep;
      else items[parts[0].length > 0 ? 0 : 2] = self;
    }
    return new PyTuple(items);
  };
}

function join(self: Octets, iterable: Value): Value {
  // nobody may change the size of a separator while it is in use
  if (self instanceof PyBytes) return joined(self, iterable);
  self.locks++;
  try {
    return joined(self, iterable);
  } finally {
    self.locks--;
  }
}

function joined(self: Octets, iterable: Value): Value {
  let items: Value[];
  if (iterable instanceof PyList) items = iterable.toArray();
  else if (iterable instanceof PyTuple) items = iterable.items;
  else {
    items = [];
    const it = joinIterator(iterable);
    for (let v = it.step(); v !== undefined; v = it.step()) items.push(v);
  }
  const pieces: Uint8Array[] = [];
  const views: BufferView[] = [];
  try {
    for (let i = 0; i < items.length; i++) {
      const v = items[i];
      if (v instanceof PyBytes) pieces.push(v.data);
      else if (hasBuffer(v)) {
        const view = getBuffer(v, SIMPLE);
        views.push(view);
        pieces.push(view.contiguous());
      } else {
        throw typeError(
          `sequence item ${i}: expected a bytes-like object, ${typeOf(v).name} found`,
        );
      }
    }
    if (pieces.length === 1 && self instanceof PyBytes) {
      const only = items[0] as PyBytes;
      if (only instanceof PyBytes && only.cls.heap === false) return only;
    }
    return like(self, search.joinBytes(octets(self), pieces));
  } finally {
    for (const view of views) view.release();
  }
}

function removed(self: Octets, start: number, end: number): Value {
  return likeOrSelf(self, search.sliceBytes(octets(self), start, end));
}

/** What bytes compare with: bytes; bytearray with any bytes-like object. */
function comparable(self: Octets, other: Value): Uint8Array | undefined {
  if (other instanceof PyBytes) return other.data;
  return self instanceof PyBytes || isStr(other) ? undefined : bytesLikeOf(other);
}

/** `a < b` and so on. */
function comparison(test: (order: number) => boolean) {
  return (self: Octets, other: Value): Value => {
    const b = comparable(self, other);
    return b === undefined ? NOT_IMPLEMENTED : test(search.compareBytes(octets(self), b));
  };
}

function equality(expected: boolean) {
  return (self: Octets, other: Value): Value => {
    const b = comparable(self, other);
    return b === undefined ? NOT_IMPLEMENTED : search.equalBytes(octets(self), b) === expected;
  };
}

function repeat(self: Octets, count: Value): Value {
  const data = octets(self);
  const n = bytesRepeatCount(count, data.length);
  if (n === 1) return likeOrSelf(self, data.slice());
  return like(self, search.repeatBytes(data, n));
}

function concat(self: Octets, other: Value): Value {
  const b = bytesLikeOf(other);
  if (b === undefined) {
    throw typeError(`can't concat ${typeOf(other).name} to ${typeOf(self).name}`);
  }
  if (self instanceof PyBytes && self.cls.heap === false) {
    if (b.length === 0 && other instanceof PyBytes) return self;
    if (self.data.length === 0 && other instanceof PyBytes && other.cls.heap === false) {
      return other;
    }
  }
  return like(self, search.concatBytes([octets(self), b]));
}

function getItem(self: Octets, key: Value): Value {
  if (typeof key === "number" && key >= 0) {
    const size = self instanceof PyBytes ? self.data.length : self.size;
    if (key < size) return self.data[key];
  }
  const data = octets(self);
  if (key instanceof PySlice) {
    const r = sliceRange(key, () => octets(self).length);
    const now = octets(self);
    if (r.step === 1) return likeOrSelf(self, search.sliceBytes(now, r.start, r.start + r.count));
    const out = new Uint8Array(r.count);
    for (let i = 0, at = r.start; i < r.count; i++, at += r.step) out[i] = now[at];
    return like(self, out);
  }
  const kind = self instanceof PyBytes ? "byte" : "bytearray";
  if (
    typeof key !== "number" && intOf(key) === undefined &&
    typeOf(key).lookup("__index__") === undefined
  ) {
    throw typeError(`${kind} indices must be integers or slices, not ${typeOf(key).name}`);
  }
  const i = typeof key === "number" ? key : indexNumber(key);
  const at = i < 0 ? i + data.length : i;
  const v = octets(self)[at];
  if (v === undefined) {
    throw indexError(
      self instanceof PyBytes ? "index out of range" : "bytearray index out of range",
    );
  }
  return v;
}

function contains(self: Octets, v: Value): Value {
  if (intOf(v) !== undefined || typeOf(v).lookup("__index__") !== undefined) {
    return octets(self).indexOf(byteOf(v)) >= 0;
  }
  const data = octets(self);
  return search.find(data, bytesArgument(v), 0, data.length) >= 0;
}

/** `bytes.maketrans` and `bytearray.maketrans`. */
export const maketransDeclaration: Declaration = method(
  "(frm, to, /)",
  `Return a translation table usable for the bytes or bytearray translate method.

The returned table will be one where each byte in frm is mapped to the byte at
the same position in to.

The bytes objects frm and to must be of the same length.`,
  (from: Value, to: Value) => {
    const a = bytesArgument(from), b = bytesArgument(to);
    if (a.length !== b.length) throw valueError("maketrans arguments must have same length");
    const table = new Uint8Array(256);
    for (let i = 0; i < 256; i++) table[i] = i;
    for (let i = 0; i < a.length; i++) table[a[i]] = b[i];
    return new PyBytes(table);
  },
);

/** `fromhex` of both types. */
export function fromHex(
  cls: PyType,
  own: PyType,
  v: Value,
  make: (data: Uint8Array) => Value,
): Value {
  const s = strOf(v);
  if (s === undefined) throw typeError(`fromhex() argument must be str, not ${argumentName(v)}`);
  const made = make(text.fromHex(coreText(s)));
  return cls === own ? made : cls.invoke([made], undefined);
}

/** The declarations, with the doc strings of bytes. */
export const sharedMethods: Record<string, Declaration> = {
  __lt__: method("(self, value, /)", "Return self<value.", comparison((c) => c < 0)),
  __le__: method("(self, value, /)", "Return self<=value.", comparison((c) => c <= 0)),
  __eq__: method("(self, value, /)", "Return self==value.", equality(true)),
  __ne__: method("(self, value, /)", "Return self!=value.", equality(false)),
  __gt__: method("(self, value, /)", "Return self>value.", comparison((c) => c > 0)),
  __ge__: method("(self, value, /)", "Return self>=value.", comparison((c) => c >= 0)),
  __mod__: method(
    "(self, value, /)",
    "Return self%value.",
    (self: Octets, values: Value) => like(self, bytesPercent(octets(self).slice(), values)),
  ),
  __rmod__: method(
    "(self, value, /)",
    "Return value%self.",
    (self: Octets, format: Value) =>
      format instanceof PyBytes || format instanceof PyByteArray
        ? like(format, bytesPercent(octets(format).slice(), self))
        : NOT_IMPLEMENTED,
  ),
  __len__: method("(self, /)", "Return len(self).", (self: Octets) => octets(self).length),
  __getitem__: method("(self, key, /)", "Return self[key].", getItem),
  __add__: method("(self, value, /)", "Return self+value.", concat),
  __mul__: method("(self, value, /)", "Return self*value.", repeat),
  __rmul__: method("(self, value, /)", "Return value*self.", repeat),
  __contains__: method("(self, key, /)", "Return bool(key in self).", contains),
  __buffer__: method(
    "(self, flags, /)",
    "Return a buffer object that exposes the underlying memory of the object.",
    (self: Octets, flags: Value) => PyMemoryView.ofExporter(self, sizeNumber(flags)),
  ),
  capitalize: method(
    "(self, /)",
    `B.capitalize() -> copy of B

Return a copy of B with only its first character capitalized (ASCII)
and the rest lower-cased.`,
    map(text.capitalize),
  ),
  center: method(
    "(self, width, fillchar=b' ', /)",
    `Return a centered string of length width.

Padding is done using the specified fill character.`,
    justify("center", text.center),
  ),
  count: method(
    "(self, sub[, start[, end]], /)",
    `Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.`,
    (self: Octets, sub: Value, start: Value | undefined, end: Value | undefined) => {
      const n = octets(self).length;
      const from = searchStart(start, n), to = searchEnd(end, n);
      const needle = needleOf(sub);
      return from > n ? 0 : search.count(octets(self), needle, from, to);
    },
  ),
  decode: method(
    "(self, /, encoding='utf-8', errors='strict')",
    `Decode the bytes using the codec registered for encoding.

  encoding
    The encoding with which to decode the bytes.
  errors
    The error handling scheme to use for the handling of decoding errors.
    The default is 'strict' meaning that decoding errors raise a
    UnicodeDecodeError. Other possible values are 'ignore' and 'replace'
    as well as any other name registered with codecs.register_error that
    can handle UnicodeDecodeErrors.`,
    (self: Octets, encoding: Value | undefined, errors: Value | undefined) =>
      decodeBytes(
        self,
        octets(self),
        codecArgument(encoding, "decode", "encoding"),
        codecArgument(errors, "decode", "errors"),
      ),
  ),
  endswith: method(
    "(self, suffix[, start[, end]], /)",
    `Return True if the bytes ends with the specified suffix, False otherwise.

  suffix
    A bytes or a tuple of bytes to try.
  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.`,
    affix("endswith", search.endsWith),
  ),
  expandtabs: method(
    "(self, /, tabsize=8)",
    `Return a copy where all tab characters are expanded using spaces.

If tabsize is not given, a tab size of 8 characters is assumed.`,
    (self: Octets, tabsize: Value | undefined) => {
      const n = tabsize === undefined ? 8 : cInt(tabsize);
      return like(self, text.expandTabs(octets(self), n));
    },
  ),
  find: method(
    "(self, sub[, start[, end]], /)",
    `Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Return -1 on failure.`,
    finder(search.find, false),
  ),
  hex: method(
    "(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
    `Create a string of hexadecimal numbers from a bytes object.

  sep
    An optional single character or byte to separate hex bytes.
  bytes_per_sep
    How many bytes between separators.  Positive values count from the
    right, negative values count from the left.

Example:
>>> value = b'\\xb9\\x01\\xef'
>>> value.hex()
'b901ef'
>>> value.hex(':')
'b9:01:ef'
>>> value.hex(':', 2)
'b9:01ef'
>>> value.hex(':', -2)
'b901:ef'`,
    (self: Octets, sep: Value | undefined, perGroup: Value | undefined) =>
      hexText(octets(self), sep, perGroup),
  ),
  index: method(
    "(self, sub[, start[, end]], /)",
    `Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Raise ValueError if the subsection is not found.`,
    finder(search.find, true),
  ),
  isalnum: method(
    "(self, /)",
    `B.isalnum() -> bool

Return True if all characters in B are alphanumeric
and there is at least one character in B, False otherwise.`,
    ask(text.isAlnum),
  ),
  isalpha: method(
    "(self, /)",
    `B.isalpha() -> bool

Return True if all characters in B are alphabetic
and there is at least one character in B, False otherwise.`,
    ask(text.isAlpha),
  ),
  isascii: method(
    "(self, /)",
    `B.isascii() -> bool

Return True if B is empty or all characters in B are ASCII,
False otherwise.`,
    ask(text.isAscii),
  ),
  isdigit: method(
    "(self, /)",
    `B.isdigit() -> bool

Return True if all characters in B are digits
and there is at least one character in B, False otherwise.`,
    ask(text.isDigit),
  ),
  islower: method(
    "(self, /)",
    `B.islower() -> bool

Return True if all cased characters in B are lowercase and there is
at least one cased character in B, False otherwise.`,
    ask(text.isLower),
  ),
  isspace: method(
    "(self, /)",
    `B.isspace() -> bool

Return True if all characters in B are whitespace
and there is at least one character in B, False otherwise.`,
    ask(text.isSpace),
  ),
  istitle: method(
    "(self, /)",
    `B.istitle() -> bool

Return True if B is a titlecased string and there is at least one
character in B, i.e. uppercase characters may only follow uncased
characters and lowercase characters only cased ones. Return False
otherwise.`,
    ask(text.isTitle),
  ),
  isupper: method(
    "(self, /)",
    `B.isupper() -> bool

Return True if all cased characters in B are uppercase and there is
at least one cased character in B, False otherwise.`,
    ask(text.isUpper),
  ),
  join: method(
    "(self, iterable_of_bytes, /)",
    `Concatenate any number of bytes objects.

The bytes whose method is called is inserted in between each pair.

The result is returned as a new bytes object.

Example: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'.`,
    join,
  ),
  ljust: method(
    "(self, width, fillchar=b' ', /)",
    `Return a left-justified string of length width.

Padding is done using the specified fill character.`,
    justify("ljust", text.leftJustify),
  ),
  lower: method(
    "(self, /)",
    `B.lower() -> copy of B

Return a copy of B with all ASCII characters converted to lowercase.`,
    map(text.lower),
  ),
  lstrip: method(
    "(self, bytes=None, /)",
    `Strip leading bytes contained in the argument.

If the argument is omitted or None, strip leading  ASCII whitespace.`,
    stripper(search.STRIP_LEFT),
  ),
  partition: method(
    "(self, sep, /)",
    `Partition the bytes into three parts using the given separator.

This will search for the separator sep in the bytes. If the separator is found,
returns a 3-tuple containing the part before the separator, the separator
itself, and the part after it.

If the separator is not found, returns a 3-tuple containing the original bytes
object and two empty bytes objects.`,
    partitioner(search.partition),
  ),
  replace: method(
    "(self, old, new, count=-1, /)",
    `Return a copy with all occurrences of substring old replaced by new.

  count
    Maximum number of occurrences to replace.
    -1 (the default value) means replace all occurrences.

If the optional argument count is given, only the first count occurrences are
replaced.`,
    (self: Octets, old: Value, by: Value, count: Value | undefined) => {
      const from = bytesArgument(old), to = bytesArgument(by);
      const limit = count === undefined ? -1 : ssizeNumber(count);
      const data = octets(self);
      if (self instanceof PyBytes && (limit === 0 || search.find(data, from, 0, data.length) < 0)) {
        return likeOrSelf(self, data);
      }
      return like(self, search.replace(data, from, to, limit));
    },
  ),
  removeprefix: method(
    "(self, prefix, /)",
    `Return a bytes object with the given prefix string removed if present.

If the bytes starts with the prefix string, return bytes[len(prefix):].
Otherwise, return a copy of the original bytes.`,
    (self: Octets, prefix: Value) => {
      const p = bytesArgument(prefix), data = octets(self);
      return removed(self, search.startsWith(data, p, 0, data.length) ? p.length : 0, data.length);
    },
  ),
  removesuffix: method(
    "(self, suffix, /)",
    `Return a bytes object with the given suffix string removed if present.

If the bytes ends with the suffix string and that suffix is not empty,
return bytes[:-len(prefix)].  Otherwise, return a copy of the original
bytes.`,
    (self: Octets, suffix: Value) => {
      const s = bytesArgument(suffix), data = octets(self);
      const cut = s.length > 0 && search.endsWith(data, s, 0, data.length) ? s.length : 0;
      return removed(self, 0, data.length - cut);
    },
  ),
  rfind: method(
    "(self, sub[, start[, end]], /)",
    `Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Return -1 on failure.`,
    finder(search.rfind, false),
  ),
  rindex: method(
    "(self, sub[, start[, end]], /)",
    `Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].

  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.

Raise ValueError if the subsection is not found.`,
    finder(search.rfind, true),
  ),
  rjust: method(
    "(self, width, fillchar=b' ', /)",
    `Return a right-justified string of length width.

Padding is done using the specified fill character.`,
    justify("rjust", text.rightJustify),
  ),
  rpartition: method(
    "(self, sep, /)",
    `Partition the bytes into three parts using the given separator.

This will search for the separator sep in the bytes, starting at the end. If
the separator is found, returns a 3-tuple containing the part before the
separator, the separator itself, and the part after it.

If the separator is not found, returns a 3-tuple containing two empty bytes
objects and the original bytes object.`,
    partitioner(search.rpartition),
  ),
  rsplit: method(
    "(self, /, sep=None, maxsplit=-1)",
    `Return a list of the sections in the bytes, using sep as the delimiter.

  sep
    The delimiter according which to split the bytes.
    None (the default value) means split on ASCII whitespace characters
    (space, tab, return, newline, formfeed, vertical tab).
  maxsplit
    Maximum number of splits to do.
    -1 (the default value) means no limit.

Splitting is done starting at the end of the bytes and working to the front.`,
    splitter(search.rsplit, search.rsplitWhitespace),
  ),
  rstrip: method(
    "(self, bytes=None, /)",
    `Strip trailing bytes contained in the argument.

If the argument is omitted or None, strip trailing ASCII whitespace.`,
    stripper(search.STRIP_RIGHT),
  ),
  split: method(
    "(self, /, sep=None, maxsplit=-1)",
    `Return a list of the sections in the bytes, using sep as the delimiter.

  sep
    The delimiter according which to split the bytes.
    None (the default value) means split on ASCII whitespace characters
    (space, tab, return, newline, formfeed, vertical tab).
  maxsplit
    Maximum number of splits to do.
    -1 (the default value) means no limit.`,
    splitter(search.split, search.splitWhitespace),
  ),
  splitlines: method(
    "(self, /, keepends=False)",
    `Return a list of the lines in the bytes, breaking at line boundaries.

Line breaks are not included in the resulting list unless keepends is given and
true.`,
    (self: Octets, keepends: Value | undefined) => {
      const keep = keepends !== undefined && truth(keepends);
      return new PyList(search.splitLines(octets(self), keep).map((p) => like(self, p)));
    },
  ),
  startswith: method(
    "(self, prefix[, start[, end]], /)",
    `Return True if the bytes starts with the specified prefix, False otherwise.

  prefix
    A bytes or a tuple of bytes to try.
  start
    Optional start position. Default: start of the bytes.
  end
    Optional stop position. Default: end of the bytes.`,
    affix("startswith", search.startsWith),
  ),
  strip: method(
    "(self, bytes=None, /)",
    `Strip leading and trailing bytes contained in the argument.

If the argument is omitted or None, strip leading and trailing ASCII whitespace.`,
    stripper(search.STRIP_BOTH),
  ),
  swapcase: method(
    "(self, /)",
    `B.swapcase() -> copy of B

Return a copy of B with uppercase ASCII characters converted
to lowercase ASCII and vice versa.`,
    map(text.swapcase),
  ),
  title: method(
    "(self, /)",
    `B.title() -> copy of B

Return a titlecased version of B, i.e. ASCII words start with uppercase
characters, all remaining cased characters have lowercase.`,
    map(text.title),
  ),
  translate: method(
    "(self, table, /, delete=b'')",
    `Return a copy with each character mapped by the given translation table.

  table
    Translation table, which must be a bytes object of length 256.

All characters occurring in the optional argument delete are removed.
The remaining characters are mapped through the given translation table.`,
    (self: Octets, table: Value, deleted: Value | undefined) => {
      const t = table === NONE ? undefined : bytesArgument(table);
      if (t !== undefined && t.length !== 256) {
        throw valueError("translation table must be 256 characters long");
      }
      const d = deleted === undefined ? new Uint8Array(0) : bytesArgument(deleted);
      return like(self, search.translate(octets(self), t, d));
    },
  ),
  upper: method(
    "(self, /)",
    `B.upper() -> copy of B

Return a copy of B with all ASCII characters converted to uppercase.`,
    map(text.upper),
  ),
  zfill: method(
    "(self, width, /)",
    `Pad a numeric string with zeros on the left, to fill a field of the given width.

The original string is never truncated.`,
    (self: Octets, width: Value) => likeOrSelf(self, text.zeroFill(octets(self), widthOf(width))),
  ),
};

/** `repr` of the bytes, as both types show them. */
export function showBytes(data: Uint8Array): string {
  // four characters for a byte: more than this does not fit the host's strings, and would fill the memory before that shows
  if (data.length > 2 ** 27) throw memoryError("");
  return reprBytes(data);
}
