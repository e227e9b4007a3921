// _json: what json.decoder and json.encoder use in place of their own Python. The work is done in json/.

import { getAttr } from "../vm/objects/attributes.ts";
import { member } from "../vm/objects/builtin.ts";
import { truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { FloatType } from "../vm/objects/float.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { sizeNumber } from "../vm/objects/operations.ts";
import { stopIteration, typeError, valueError } from "../vm/objects/raise.ts";
import { PyBuiltinFunction } from "../vm/objects/builtin.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, builtinType, IntType, type PyType, typeOf } from "../vm/objects/type.ts";
import { type EncodeOptions, JsonEncoder } from "./json/encoder.ts";
import { scanOnce, type ScanOptions } from "./json/scanner.ts";
import { quote, quoteAscii, type ScannedString, scanString, Source } from "./json/text.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";
const CALL_DOC = "Call self as a function.";

/** The document that was read last: a decoder asks for one value after the other of the same text. */
let lastSource: Source | undefined;

function sourceOf(v: Value): Source {
  const s = strOf(v);
  if (s === undefined) {
    throw typeError(`first argument must be a string, not ${typeOf(v).name}`);
  }
  if (typeof s === "string") return new Source(s);
  if (lastSource?.str !== s) lastSource = new Source(s);
  return lastSource;
}

function scanstring(v: Value, endValue: Value, strict: Value | undefined): Value {
  const end = sizeNumber(endValue);
  const source = sourceOf(v);
  const length = source.str instanceof PyObject ? source.str.points.length : source.text.length;
  if (end < 0 || end > length) throw valueError("end is out of bounds");
  const out: ScannedString = { value: "", end: 0 };
  scanString(source, source.unitOf(end), strict === undefined || truth(strict), out);
  return new PyTuple([out.value, source.pointOf(out.end)]);
}

/** json.scanner's c_make_scanner. */
class Scanner extends PyObject {
  strict: Value = true;
  objectHook: Value = NONE;
  objectPairsHook: Value = NONE;
  parseFloat: Value = NONE;
  parseInt: Value = NONE;
  parseConstant: Value = NONE;
  options: ScanOptions | undefined = undefined;
}

/** json.encoder's c_make_encoder. */
class Encoder extends PyObject {
  markers: Value = NONE;
  defaultFunction: Value = NONE;
  encoder: Value = NONE;
  indent: Value = NONE;
  keySeparator: Value = "";
  itemSeparator: Value = "";
  sortKeys: Value = false;
  skipKeys: Value = false;
  options: EncodeOptions | undefined = undefined;
}

const ABSENT_AS_NONE = (v: Value): Value | undefined => v === NONE ? undefined : v;

function newScanner(cls: PyType, context: Value): Value {
  const s = cls.allocate() as Scanner;
  s.strict = truth(getAttr(context, "strict"));
  s.objectHook = getAttr(context, "object_hook");
  s.objectPairsHook = getAttr(context, "object_pairs_hook");
  s.parseFloat = getAttr(context, "parse_float");
  s.parseInt = getAttr(context, "parse_int");
  s.parseConstant = getAttr(context, "parse_constant");
  s.options = {
    strict: s.strict,
    objectHook: ABSENT_AS_NONE(s.objectHook),
    objectPairsHook: ABSENT_AS_NONE(s.objectPairsHook),
    parseFloat: s.parseFloat === FloatType ? undefined : s.parseFloat,
    parseInt: s.parseInt === IntType ? undefined : s.parseInt,
    parseConstant: s.parseConstant,
  };
  return s;
}

function scan(self: Scanner, string: Value, idx: Value): Value {
  const at = sizeNumber(idx);
  const source = sourceOf(string);
  if (at < 0) throw valueError("idx cannot be negative");
  const length = source.str instanceof PyObject ? source.str.points.length : source.text.length;
  if (at >= length) throw stopIteration(at);
  const r = scanOnce(source, source.unitOf(at), self.options!);
  return new PyTuple([r.value, source.pointOf(r.end)]);
}

/** The functions of this module that quote, by their implementation: an encoder need not call them through Python. */
function quoteOf(v: Value): ((text: string) => string) | undefined {
  if (!(v instanceof PyBuiltinFunction)) return undefined;
  if (v.decl === encodeBasestring) return quote;
  if (v.decl === encodeBasestringAscii) return quoteAscii;
  return undefined;
}

function strArgument(v: Value, position: number): string {
  if (!isStr(v)) {
    throw typeError(`make_encoder() argument ${position} must be str, not ${argumentName(v)}`);
  }
  return utf16(strOf(v)!);
}

function newEncoder(
  cls: PyType,
  markers: Value,
  defaultFunction: Value,
  encoder: Value,
  indent: Value,
  keySeparator: Value,
  itemSeparator: Value,
  sortKeys: Value,
  skipKeys: Value,
  allowNan: Value,
): Value {
  const keyText = strArgument(keySeparator, 5);
  const itemText = strArgument(itemSeparator, 6);
  const sort = truth(sortKeys), skip = truth(skipKeys), nan = truth(allowNan);
  if (markers !== NONE && !(markers instanceof PyDict)) {
    throw typeError(
      `make_encoder() argument 1 must be dict or None, not ${argumentName(markers)}`,
    );
  }
  const e = cls.allocate() as Encoder;
  e.markers = markers;
  e.defaultFunction = defaultFunction;
  e.encoder = encoder;
  e.indent = indent;
  e.keySeparator = keySeparator;
  e.itemSeparator = itemSeparator;
  e.sortKeys = sort;
  e.skipKeys = skip;
  e.options = {
    checkCircular: markers !== NONE,
    defaultFunction,
    quote: quoteOf(encoder),
    encoder,
    indent: isStr(indent) ? utf16(strOf(indent)!) : undefined,
    keySeparator: keyText,
    itemSeparator: itemText,
    sortKeys: sort,
    skipKeys: skip,
    allowNan: nan,
  };
  return e;
}

function quoter(doc: string, f: (text: string) => string): Declaration {
  return method("(string, /)", doc, (v: Value) => {
    const s = strOf(v);
    if (s === undefined) {
      throw typeError(`first argument must be a string, not ${typeOf(v).name}`);
    }
    return typeof s === "string" ? f(s) : strFromUtf16(f(utf16(s)));
  });
}

const encodeBasestring = quoter(
  "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string",
  quote,
);
const encodeBasestringAscii = quoter(
  "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string",
  quoteAscii,
);

let types: PyType[] | undefined;

function makeTypes(): PyType[] {
  const scanner = builtinType("_json.Scanner", Scanner, {
    module: "_json",
    qualname: "Scanner",
  });
  define(scanner, {
    doc: "JSON scanner object",
    new: method("(cls, context)", NEW_DOC, newScanner),
    methods: { __call__: method("(self, string, idx)", CALL_DOC, scan) },
    attributes: {
      strict: member("strict", (self: Scanner) => self.strict),
      object_hook: member("object_hook", (self: Scanner) => self.objectHook),
      object_pairs_hook: member(undefined, (self: Scanner) => self.objectPairsHook),
      parse_float: member("parse_float", (self: Scanner) => self.parseFloat),
      parse_int: member("parse_int", (self: Scanner) => self.parseInt),
      parse_constant: member("parse_constant", (self: Scanner) => self.parseConstant),
    },
  });
  const encoder = builtinType("_json.Encoder", Encoder, {
    module: "_json",
    qualname: "Encoder",
  });
  define(encoder, {
    doc:
      "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    new: method(
      "(cls, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
      NEW_DOC,
      newEncoder,
    ),
    methods: {
      __call__: method(
        "(self, obj, _current_indent_level)",
        CALL_DOC,
        (self: Encoder, o: Value, level: Value) => {
          const text = new JsonEncoder(self.options!).encode(o, sizeNumber(level));
          return new PyTuple([
            self.options!.quote === quoteAscii ? text : strFromUtf16(text),
          ]);
        },
      ),
    },
    attributes: {
      markers: member("markers", (self: Encoder) => self.markers),
      default: member("default", (self: Encoder) => self.defaultFunction),
      encoder: member("encoder", (self: Encoder) => self.encoder),
      indent: member("indent", (self: Encoder) => self.indent),
      key_separator: member("key_separator", (self: Encoder) => self.keySeparator),
      item_separator: member("item_separator", (self: Encoder) => self.itemSeparator),
      sort_keys: member("sort_keys", (self: Encoder) => self.sortKeys),
      skipkeys: member("skipkeys", (self: Encoder) => self.skipKeys),
    },
  });
  return [scanner, encoder];
}

/** Makes the module. */
export function create(): PyModule {
  const [scanner, encoder] = types ??= makeTypes();
  return builtinModule("_json", {
    doc: "json speedups\n",
    functions: {
      encode_basestring_ascii: encodeBasestringAscii,
      encode_basestring: encodeBasestring,
      scanstring: method(
        "(string, end, strict=True, /)",
        "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.\nUnescapes all valid JSON string escape sequences and raises ValueError\non attempt to decode an invalid string. If strict is False then literal\ncontrol characters are allowed in the string.\n\nReturns a tuple of the decoded string and the index of the character in s\nafter the end quote.",
        scanstring,
        { noTextSignature: true },
      ),
    },
    values: { make_scanner: scanner, make_encoder: encoder },
  });
}
