// str.format: the fields of a format string, and what they are replaced by. Also what `string.Formatter` uses of it.
//
// A format string is parsed once into segments and kept: programs use few of them, many times. An error in it is kept as
// the last segment, because what stands before it is evaluated first.

import { codePointAt, type Text } from "./core/text.ts";
import { joinText, sliceText } from "./core/str_search.ts";
import { decimalValue } from "./core/unicode/character_types.ts";
import { getAttr } from "./attributes.ts";
import { define } from "./define.ts";
import { FloatType, PyFloat } from "./float.ts";
import { formatFloatValue, formatIntValue, formatStrValue } from "./format_value.ts";
import { iteratorMethods, PyIterator } from "./iteration.ts";
import { NONE, type Value } from "./object.ts";
import { format, getItem, reprStr, str } from "./operations.ts";
import { indexError, keyError, typeError, valueError } from "./raise.ts";
import type { KwMap } from "./signature.ts";
import { isExactStr, type Str, strOf, utf16 } from "./str.ts";
import { asciiOf } from "./str_repr.ts";
import { coreText, textStr } from "./str_text.ts";
import { PyTuple } from "./tuple.ts";
import { builtinType, type PyType, typeOf } from "./type.ts";

const OPEN = 123, CLOSE = 125, BRACKET = 91, BRACKET_END = 93, COLON = 58, BANG = 33, DOT = 46;

/** A replacement field. */
class Field {
  readonly name: Text;
  readonly conversion: number;
  readonly spec: Text;
  /** The specification has fields of its own. */
  readonly nested: boolean;
  /** `name` taken apart, when it is first used. */
  path: FieldPath | undefined;
  constructor(name: Text, conversion: number, spec: Text, nested: boolean) {
    this.name = name;
    this.conversion = conversion;
    this.spec = spec;
    this.nested = nested;
    this.path = undefined;
  }
}

/** Literal text, then a field or an error or neither. */
interface Segment {
  readonly literal: Text;
  readonly field: Field | undefined;
  /** The message of the ValueError. */
  readonly error: string | undefined;
}

/** Goes through a format string, segment by segment. */
class Scanner {
  readonly text: Text;
  at: number;
  constructor(text: Text) {
    this.text = text;
    this.at = 0;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  next(): Segment {
    const { text } = this;
    const end = text.length, start = this.at;
    let at = start, c = 0, markup = false;
    while (at < end) {
      c = codePointAt(text, at++);
      if (c === OPEN || c === CLOSE) {
        markup = true;
        break;
      }
    }
    this.at = at;
    if (!markup) return { literal: sliceText(text, start, at), field: undefined, error: undefined };
    const doubled = at < end && codePointAt(text, at) === c;
    if (doubled) {
      this.at++;
      return { literal: sliceText(text, start, at), field: undefined, error: undefined };
    }
    const literal = sliceText(text, start, at - 1);
    if (c === CLOSE) return this.fail(literal, "Single '}' encountered in format string");
    if (at >= end) return this.fail(literal, "Single '{' encountered in format string");
    return this.field(literal);
  }

  private fail(literal: Text, error: string): Segment {
    this.at = this.text.length;
    return { literal, field: undefined, error };
  }

  private field(literal: Text): Segment {
    const { text } = this;
    const end = text.length, start = this.at;
    let at = start, c = 0;
    scan: while (at < end) {
      c = codePointAt(text, at++);
      switch (c) {
        case OPEN:
          return this.fail(literal, "unexpected '{' in field name");
        case BRACKET:
          while (at < end && codePointAt(text, at) !== BRACKET_END) at++;
          break;
        case CLOSE:
        case COLON:
        case BANG:
          break scan;
      }
    }
    if (c !== CLOSE && c !== COLON && c !== BANG) {
      return this.fail(literal, "expected '}' before end of string");
    }
    const name = sliceText(text, start, at - 1);
    let conversion = 0;
    if (c === BANG) {
      if (at >= end) {
        return this.fail(literal, "end of string while looking for conversion specifier");
      }
      conversion = codePointAt(text, at++);
      if (at < end) {
        c = codePointAt(text, at++);
        if (c === CLOSE) return this.finish(literal, new Field(name, conversion, "", false), at);
        if (c !== COLON) return this.fail(literal, "expected ':' after conversion specifier");
      }
    }
    if (c === CLOSE) return this.finish(literal, new Field(name, conversion, "", false), at);
    const specStart = at;
    let depth = 1, nested = false;
    while (at < end) {
      c = codePointAt(text, at++);
      if (c === OPEN) {
        nested = true;
        depth++;
      } else if (c === CLOSE && --depth === 0) {
        const spec = sliceText(text, specStart, at - 1);
        return this.finish(literal, new Field(name, conversion, spec, nested), at);
      }
    }
    return this.fail(literal, "unmatched '{' in format spec");
  }

  private finish(literal: Text, field: Field, at: number): Segment {
    this.at = at;
    return { literal, field, error: undefined };
  }
}

const cache: Map<string, readonly Segment[]> = new Map();
const CACHE_LIMIT = 512;

function segmentsOf(text: Text): readonly Segment[] {
  if (typeof text === "string") {
    const known = cache.get(text);
    if (known !== undefined) return known;
  }
  const scanner = new Scanner(text);
  const segments: Segment[] = [];
  while (!scanner.done) segments.push(scanner.next());
  if (typeof text === "string") {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, segments);
  }
  return segments;
}

/** A step from a value to a part of it. */
interface Step {
  readonly attribute: boolean;
  /** The index, -1 where the step has a name. */
  readonly index: number;
  readonly name: Text;
  readonly error: string | undefined;
}

interface FieldPath {
  readonly first: Text;
  /** The index, -1 where the first part is a name. */
  readonly index: number;
  readonly steps: readonly Step[];
}

/** The value of decimal digits, -1 where the text is anything else. */
function integerOf(text: Text): number {
  if (text.length === 0) return -1;
  let n = 0n, small = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = decimalValue(codePointAt(text, i));
    if (digit < 0) return -1;
    small = small * 10 + digit;
    if (small > Number.MAX_SAFE_INTEGER) {
      n = 0n;
      for (let k = 0; k <= i; k++) n = n * 10n + BigInt(decimalValue(codePointAt(text, k)));
      if (n > 9223372036854775807n) throw valueError("Too many decimal digits in format string");
    }
  }
  return small;
}

function pathOf(name: Text): FieldPath {
  let at = 0;
  const end = name.length;
  while (at < end && codePointAt(name, at) !== DOT && codePointAt(name, at) !== BRACKET) at++;
  const first = sliceText(name, 0, at);
  const steps: Step[] = [];
  const fail = (error: string) => {
    steps.push({ attribute: false, index: -1, name: "", error });
    return { first, index: integerOf(first), steps };
  };
  while (at < end) {
    const c = codePointAt(name, at++);
    const start = at;
    if (c === DOT) {
      while (at < end && codePointAt(name, at) !== DOT && codePointAt(name, at) !== BRACKET) at++;
      if (at === start) return fail("Empty attribute in format string");
      steps.push({
        attribute: true,
        index: -1,
        name: sliceText(name, start, at),
        error: undefined,
      });
    } else if (c === BRACKET) {
      while (at < end && codePointAt(name, at) !== BRACKET_END) at++;
      if (at >= end) return fail("Missing ']' in format string");
      const key = sliceText(name, start, at++);
      if (key.length === 0) return fail("Empty attribute in format string");
      steps.push({ attribute: false, index: integerOf(key), name: key, error: undefined });
    } else {
      return fail("Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return { first, index: integerOf(first), steps };
}

/** Whether fields are numbered by hand or on their own; fields of specifications go on counting. */
class Numbering {
  state: "unknown" | "auto" | "manual";
  next: number;
  constructor() {
    this.state = "unknown";
    this.next = 0;
  }
}

/** Where the values of fields come from. */
interface Source {
  /** `undefined` for format_map. */
  readonly args: readonly Value[] | undefined;
  readonly named: (key: Str) => Value;
}

function valueOf(field: Field, source: Source, numbering: Numbering): Value {
  const path = field.path ??= pathOf(field.name);
  const empty = path.first.length === 0;
  let { index } = path;
  if (empty || index >= 0) {
    if (numbering.state === "unknown") numbering.state = empty ? "auto" : "manual";
    else if (numbering.state === "auto" && !empty) {
      throw valueError(
        "cannot switch from automatic field numbering to manual field specification",
      );
    } else if (numbering.state === "manual" && empty) {
      throw valueError(
        "cannot switch from manual field specification to automatic field numbering",
      );
    }
    if (empty) index = numbering.next++;
  }
  let v: Value;
  if (index < 0) {
    v = source.named(textStr(path.first));
  } else {
    if (source.args === undefined) throw valueError("Format string contains positional fields");
    if (index >= source.args.length) {
      throw indexError(`Replacement index ${index} out of range for positional args tuple`);
    }
    v = source.args[index];
  }
  for (const step of path.steps) {
    if (step.error !== undefined) throw valueError(step.error);
    v = step.attribute
      ? getAttr(v, utf16(textStr(step.name)))
      : getItem(v, step.index >= 0 ? step.index : textStr(step.name));
  }
  return v;
}

function converted(v: Value, conversion: number): Value {
  switch (conversion) {
    case 0:
      return v;
    case 114: // r
      return reprStr(v);
    case 115: // s
      return str(v);
    case 97: // a
      return asciiOf(v);
  }
  throw valueError(
    `Unknown conversion specifier ${
      conversion > 32 && conversion < 127
        ? String.fromCharCode(conversion)
        : "\\x" + conversion.toString(16)
    }`,
  );
}

/** `format(v, spec)` with the text of the specification: the builtin types are formatted directly. */
export function formatWith(v: Value, spec: Str): Str {
  switch (typeof v) {
    case "number":
      return spec === "" ? String(v) : formatIntValue(v, spec, "int");
    case "bigint":
      if (spec !== "") return formatIntValue(v, spec, "int");
      break;
    case "string":
      return spec === "" ? v : formatStrValue(v, spec, "str");
    case "object":
      if (v instanceof PyFloat && v.cls === FloatType && spec !== "") {
        return formatFloatValue(v.v, spec, "float");
      }
  }
  const r = format(v, spec);
  return isExactStr(r) ? r : strOf(r)!;
}

const MAX_DEPTH = 2;

function build(text: Text, source: Source, numbering: Numbering, depth: number): Str {
  if (depth < 0) throw valueError("Max string recursion exceeded");
  const segments = segmentsOf(text);
  let plain = "";
  let parts: Text[] | undefined;
  for (const segment of segments) {
    const { literal, field, error } = segment;
    if (parts === undefined && typeof literal === "string") plain += literal;
    else {
      parts ??= [plain];
      parts.push(literal);
    }
    if (error !== undefined) throw valueError(error);
    if (field === undefined) continue;
    const v = converted(valueOf(field, source, numbering), field.conversion);
    const spec = field.nested
      ? build(field.spec, source, numbering, depth - 1)
      : textStr(field.spec);
    const shown = formatWith(v, spec);
    if (parts === undefined && typeof shown === "string") plain += shown;
    else {
      parts ??= [plain];
      parts.push(coreText(shown));
    }
  }
  return parts === undefined ? plain : textStr(joinText("", parts));
}

/** `s.format(*args, **kwargs)` */
export function formatStr(s: Str, args: readonly Value[], kwargs: KwMap | undefined): Str {
  const named = (key: Str): Value => {
    const v = kwargs?.get(utf16(key));
    if (v === undefined) throw keyError(key);
    return v;
  };
  return build(coreText(s), { args, named }, new Numbering(), MAX_DEPTH - 1);
}

/** `s.format_map(mapping)` */
export function formatMap(s: Str, mapping: Value): Str {
  const named = (key: Str): Value => getItem(mapping, key);
  return build(coreText(s), { args: undefined, named }, new Numbering(), MAX_DEPTH - 1);
}

// ---- string.Formatter

function required(v: Value): Str {
  const s = strOf(v);
  if (s === undefined) throw typeError(`expected str, got ${typeOf(v).name}`);
  return s;
}

/** `formatteriterator`: (literal, field name, specification, conversion). */
class FormatterIterator extends PyIterator {
  readonly scanner: Scanner;
  constructor(text: Text = "") {
    super();
    this.scanner = new Scanner(text);
  }
  override step(): Value | undefined {
    if (this.scanner.done) return undefined;
    const { literal, field, error } = this.scanner.next();
    if (error !== undefined) throw valueError(error);
    const first = textStr(literal);
    if (field === undefined) return new PyTuple([first, NONE, NONE, NONE]);
    const conversion = field.conversion === 0 ? NONE : String.fromCodePoint(field.conversion);
    return new PyTuple([first, textStr(field.name), textStr(field.spec), conversion]);
  }
}
const FormatterIteratorType: PyType = builtinType("formatteriterator", FormatterIterator, {
  final: true,
  noNew: true,
});
define(FormatterIteratorType, { methods: iteratorMethods });

/** `fieldnameiterator`: (is attribute, name or index). */
class FieldNameIterator extends PyIterator {
  readonly steps: readonly Step[];
  index: number;
  constructor(steps: readonly Step[] = []) {
    super();
    this.steps = steps;
    this.index = 0;
  }
  override step(): Value | undefined {
    if (this.index >= this.steps.length) return undefined;
    const step = this.steps[this.index++];
    if (step.error !== undefined) throw valueError(step.error);
    return new PyTuple([step.attribute, step.index >= 0 ? step.index : textStr(step.name)]);
  }
}
const FieldNameIteratorType: PyType = builtinType("fieldnameiterator", FieldNameIterator, {
  final: true,
  noNew: true,
});
define(FieldNameIteratorType, { methods: iteratorMethods });

/** `_string.formatter_parser(format)` */
export function formatterParser(v: Value): Value {
  return new FormatterIterator(coreText(required(v)));
}

/** `_string.formatter_field_name_split(name)` */
export function fieldNameSplit(v: Value): Value {
  const path = pathOf(coreText(required(v)));
  const first = path.index >= 0 ? path.index : textStr(path.first);
  return new PyTuple([first, new FieldNameIterator(path.steps)]);
}
