// pyexpat: the XML parser under xml.etree, xml.sax and xml.dom. The parser itself is in expat/.

import { call, callMethod, getAttrOrAbsent, setAttr } from "../vm/objects/attributes.ts";
import { bytesLikeOf } from "../vm/objects/buffer.ts";
import { getset, type GetSetDeclaration, member } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import type { PyException } from "../vm/objects/exceptions.ts";
import { intOf } from "../vm/objects/int.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { overflowError, runtimeError, typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16, strOf, textOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import type { Interpreter } from "../vm/vm.ts";
import type { Model } from "./expat/dtd.ts";
import { CANT_CHANGE_FEATURE, ERRORS, FINISHED, XmlError } from "./expat/errors.ts";
import { Input } from "./expat/input.ts";
import { Namespaces } from "./expat/namespaces.ts";
import { type Handlers, XmlParser } from "./expat/parser.ts";
import { ModuleException } from "./module_exception.ts";

const MAX_CHUNK = 1 << 20;

const expatError = new ModuleException("xml.parsers.expat", "ExpatError", ["Exception"]);

type Text = string | undefined;

/** A parser as Python sees it. */
class PyXmlParser extends PyObject {
  parser: XmlParser | undefined = undefined;
  /** The handlers that are set, by their Python names. */
  handlers: Map<string, Value> = new Map();
  intern: Value = NONE;
  orderedAttributes: boolean = false;
  specifiedAttributes: boolean = false;
  namespacePrefixes: boolean = false;
  /** Character data that waits for more, where it is collected. */
  buffered: string[] | undefined = undefined;
  bufferUsed: number = 0;
  bufferSize: number = 8192;
  started: boolean = false;
  finished: boolean = false;
  parsing: boolean = false;
  errorCode: number = 0;
  errorAt: number = -1;
}

const encoder = new TextEncoder();

function optional(v: Text): Value {
  return v === undefined ? NONE : strFromUtf16(v);
}

function utf8Length(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    n += c < 0x80 ? 1 : c < 0x800 || c >= 0xd800 && c < 0xe000 ? 2 : 3;
  }
  return n;
}

function interned(self: PyXmlParser, text: string): Value {
  const v = strFromUtf16(text);
  if (!(self.intern instanceof PyDict)) return v;
  const known = self.intern.get(v);
  if (known !== undefined) return known;
  self.intern.set(v, v);
  return v;
}

function internedOrNone(self: PyXmlParser, text: Text): Value {
  return text === undefined ? NONE : interned(self, text);
}

/** Gives out character data that was collected. */
function flush(self: PyXmlParser): void {
  const { buffered } = self;
  if (buffered === undefined || buffered.length === 0) return;
  const text = buffered.join("");
  buffered.length = 0;
  self.bufferUsed = 0;
  const h = self.handlers.get("CharacterDataHandler");
  if (h !== undefined) call(h, [strFromUtf16(text)]);
}

function collect(self: PyXmlParser, h: Value, text: string): void {
  const { buffered } = self;
  if (buffered === undefined) {
    call(h, [strFromUtf16(text)]);
    return;
  }
  const size = utf8Length(text);
  if (self.bufferUsed + size > self.bufferSize) {
    flush(self);
    if (size > self.bufferSize) {
      call(h, [strFromUtf16(text)]);
      return;
    }
  }
  buffered.push(text);
  self.bufferUsed += size;
}

function modelTuple(self: PyXmlParser, m: Model): Value {
  return new PyTuple([
    m.type,
    m.quantifier,
    internedOrNone(self, m.name),
    new PyTuple(m.children.map((c) => modelTuple(self, c))),
  ]);
}

function attributesValue(self: PyXmlParser, flat: string[], specified: number): Value {
  const n = self.specifiedAttributes ? specified : flat.length;
  if (self.orderedAttributes) {
    const list = new PyList();
    for (let i = 0; i < n; i += 2) {
      list.append(interned(self, flat[i]));
      list.append(strFromUtf16(flat[i + 1]));
    }
    return list;
  }
  const d = new PyDict();
  for (let i = 0; i < n; i += 2) d.set(interned(self, flat[i]), strFromUtf16(flat[i + 1]));
  return d;
}

function longResult(v: Value): boolean {
  const n = intOf(v);
  if (n === undefined) {
    throw typeError(`'${typeOf(v).name}' object cannot be interpreted as an integer`);
  }
  return n != 0;
}

/** How each handler of Python's hangs on the parser's. */
const HANDLERS: Readonly<
  Record<string, [keyof Handlers, (self: PyXmlParser, h: Value) => Handlers[keyof Handlers]]>
> = {
  StartElementHandler: ["startElement", (self, h) => (name: string, flat: string[], n: number) => {
    flush(self);
    call(h, [interned(self, name), attributesValue(self, flat, n)]);
  }],
  EndElementHandler: ["endElement", (self, h) => (name: string) => {
    flush(self);
    call(h, [interned(self, name)]);
  }],
  ProcessingInstructionHandler: [
    "processingInstruction",
    (self, h) => (target: string, data: string) => {
      flush(self);
      call(h, [interned(self, target), strFromUtf16(data)]);
    },
  ],
  CharacterDataHandler: ["characters", (self, h) => (text: string) => collect(self, h, text)],
  UnparsedEntityDeclHandler: [
    "unparsedEntityDecl",
    (self, h) => (name: string, base: Text, systemId: Text, publicId: Text, notation: Text) => {
      flush(self);
      call(h, [name, base, systemId, publicId, notation].map((t) => internedOrNone(self, t)));
    },
  ],
  NotationDeclHandler: [
    "notationDecl",
    (self, h) => (name: string, base: Text, systemId: Text, publicId: Text) => {
      flush(self);
      call(h, [name, base, systemId, publicId].map((t) => internedOrNone(self, t)));
    },
  ],
  StartNamespaceDeclHandler: ["startNamespace", (self, h) => (prefix: Text, uri: Text) => {
    flush(self);
    call(h, [internedOrNone(self, prefix), internedOrNone(self, uri)]);
  }],
  EndNamespaceDeclHandler: ["endNamespace", (self, h) => (prefix: Text) => {
    flush(self);
    call(h, [internedOrNone(self, prefix)]);
  }],
  CommentHandler: ["comment", (self, h) => (text: string) => {
    flush(self);
    call(h, [strFromUtf16(text)]);
  }],
  StartCdataSectionHandler: ["startCdata", (self, h) => () => {
    flush(self);
    call(h, []);
  }],
  EndCdataSectionHandler: ["endCdata", (self, h) => () => {
    flush(self);
    call(h, []);
  }],
  DefaultHandler: ["default", (self, h) => (raw: string) => {
    flush(self);
    call(h, [strFromUtf16(raw)]);
  }],
  DefaultHandlerExpand: ["default", (self, h) => (raw: string) => {
    flush(self);
    call(h, [strFromUtf16(raw)]);
  }],
  NotStandaloneHandler: ["notStandalone", (self, h) => () => {
    flush(self);
    return longResult(call(h, []));
  }],
  ExternalEntityRefHandler: [
    "externalEntityRef",
    (self, h) => (context: Text, base: Text, systemId: Text, publicId: Text) => {
      flush(self);
      const rest = [base, systemId, publicId].map((t) => internedOrNone(self, t));
      return longResult(call(h, [optional(context), ...rest]));
    },
  ],
  StartDoctypeDeclHandler: [
    "startDoctype",
    (self, h) => (name: string, systemId: Text, publicId: Text, hasSubset: boolean) => {
      flush(self);
      const texts = [name, systemId, publicId].map((t) => internedOrNone(self, t));
      call(h, [...texts, hasSubset ? 1 : 0]);
    },
  ],
  EndDoctypeDeclHandler: ["endDoctype", (self, h) => () => {
    flush(self);
    call(h, []);
  }],
  EntityDeclHandler: [
    "entityDecl",
    (self, h) =>
    (
      name: string,
      isParameter: boolean,
      value: Text,
      base: Text,
      systemId: Text,
      publicId: Text,
      notation: Text,
    ) => {
      flush(self);
      const rest = [base, systemId, publicId, notation].map((t) => internedOrNone(self, t));
      call(h, [interned(self, name), isParameter ? 1 : 0, optional(value), ...rest]);
    },
  ],
  XmlDeclHandler: ["xmlDecl", (self, h) => (version: Text, encoding: Text, alone: number) => {
    flush(self);
    call(h, [optional(version), optional(encoding), alone]);
  }],
  ElementDeclHandler: ["elementDecl", (self, h) => (name: string, model: Model) => {
    flush(self);
    call(h, [interned(self, name), modelTuple(self, model)]);
  }],
  AttlistDeclHandler: [
    "attlistDecl",
    (self, h) => (element: string, name: string, type: string, preset: Text, required: boolean) => {
      flush(self);
      call(h, [
        interned(self, element),
        interned(self, name),
        strFromUtf16(type),
        optional(preset),
        required ? 1 : 0,
      ]);
    },
  ],
  SkippedEntityHandler: ["skippedEntity", (self, h) => (name: string, isParameter: boolean) => {
    flush(self);
    call(h, [interned(self, name), isParameter ? 1 : 0]);
  }],
};

function setHandler(self: PyXmlParser, name: string, v: Value | undefined): void {
  if (v === undefined) throw runtimeError("Cannot delete attribute");
  const [key, wrap] = HANDLERS[name];
  if (name === "CharacterDataHandler") flush(self);
  const slots = self.parser!.handlers as Record<string, unknown>;
  if (v === NONE) {
    self.handlers.delete(name);
    delete slots[key];
  } else {
    self.handlers.set(name, v);
    slots[key] = wrap(self, v);
  }
  if (name === "DefaultHandler") self.parser!.keepsEntities = v !== NONE;
  else if (name === "DefaultHandlerExpand") self.parser!.keepsEntities = false;
}

function errorOf(self: PyXmlParser, code: number, at?: number): PyException {
  const text = ERRORS[code - 1]?.[1] ?? "unknown error";
  const { line, column } = self.parser!.place(at);
  const e = expatError.error(`${text}: line ${line}, column ${column}`);
  setAttr(e, "code", code);
  setAttr(e, "offset", column);
  setAttr(e, "lineno", line);
  return e;
}

function fail(self: PyXmlParser, code: number, at?: number): never {
  self.errorCode = code;
  throw errorOf(self, code, at);
}

function feed(self: PyXmlParser, bytes: Uint8Array, isLast: boolean): void {
  if (self.finished) fail(self, FINISHED);
  self.started = true;
  self.parsing = true;
  if (isLast) self.finished = true;
  try {
    self.parser!.parse(bytes, isLast);
  } catch (e) {
    self.finished = true;
    if (!(e instanceof XmlError)) throw e;
    flush(self);
    self.errorAt = e.at;
    fail(self, e.code, e.at < 0 ? undefined : e.at);
  } finally {
    self.parsing = false;
  }
  flush(self);
}

function parse(self: PyXmlParser, data: Value, isFinal: Value | undefined): Value {
  const isLast = isFinal !== undefined && truth(isFinal);
  let bytes: Uint8Array;
  if (isStr(data)) {
    bytes = encoder.encode(utf16(strOf(data)!));
    self.parser!.input.setEncoding("utf-8");
  } else {
    const given = bytesLikeOf(data);
    if (given === undefined) {
      throw typeError(`a bytes-like object is required, not '${typeOf(data).name}'`);
    }
    bytes = given.slice();
  }
  let at = 0;
  for (; bytes.length - at > MAX_CHUNK; at += MAX_CHUNK) {
    feed(self, bytes.subarray(at, at + MAX_CHUNK), false);
  }
  feed(self, bytes.subarray(at), isLast);
  return 1;
}

function parseFile(self: PyXmlParser, file: Value): Value {
  if (getAttrOrAbsent(file, "read") === undefined) {
    throw typeError("argument must have 'read' attribute");
  }
  for (;;) {
    const v = callMethod(file, "read", 2048);
    const bytes = bytesLikeOf(v);
    if (bytes === undefined || isStr(v)) {
      throw typeError(
        `read() did not return a bytes object (type=${typeOf(v).name})`,
      );
    }
    if (bytes.length > 2048) {
      throw valueError(
        `read() returned too much data: 2048 bytes requested, ${bytes.length} returned`,
      );
    }
    feed(self, bytes.slice(), bytes.length === 0);
    if (bytes.length === 0) return 1;
  }
}

/** The characters of an encoding that only Python knows. */
function findEncoding(name: string): string {
  const all = new PyBytes(Uint8Array.from({ length: 256 }, (_, i) => i));
  const text = textOf(callMethod(all, "decode", strFromUtf16(name), "replace"));
  if (text.length !== 256) throw valueError("multi-byte encodings are not supported");
  return text;
}

function textOrNone(v: Value | undefined, what: string): Text {
  if (v === undefined || v === NONE) return undefined;
  if (!isStr(v)) throw typeError(`${what} must be str or None, not ${typeOf(v).name}`);
  return utf16(strOf(v)!);
}

function newParser(t: PyType, parser: XmlParser, intern: Value): PyXmlParser {
  const p = t.allocate() as PyXmlParser;
  p.parser = parser;
  p.intern = intern;
  return p;
}

function flag(
  get: (self: PyXmlParser) => boolean,
  set: (self: PyXmlParser, on: boolean) => void,
): GetSetDeclaration {
  return getset(undefined, get, (self: PyXmlParser, v: Value | undefined) => {
    if (v === undefined) throw runtimeError("Cannot delete attribute");
    set(self, truth(v));
  });
}

function setBufferSize(self: PyXmlParser, v: Value | undefined): void {
  if (v === undefined) throw runtimeError("Cannot delete attribute");
  const n = intOf(v);
  if (n === undefined) throw typeError("buffer_size must be an integer");
  if (n <= 0) throw valueError("buffer_size must be greater than zero");
  if (n > 2147483647) {
    if (typeof n === "bigint") {
      throw overflowError("Python int too large to convert to C long");
    }
    throw valueError("buffer_size must not be greater than 2147483647");
  }
  if (n === self.bufferSize) return;
  flush(self);
  self.bufferSize = Number(n);
}

function place(kind: "line" | "column" | "byte"): GetSetDeclaration {
  return getset(undefined, (self: PyXmlParser) => {
    if (!self.started) return kind === "line" ? 1 : kind === "byte" ? -1 : 0;
    return self.parser!.place(self.errorCode !== 0 && self.errorAt >= 0 ? self.errorAt : undefined)[
      kind
    ];
  });
}

let parserType: PyType | undefined;

function makeType(): PyType {
  const t = builtinType("pyexpat.xmlparser", PyXmlParser, {
    module: "pyexpat",
    qualname: "xmlparser",
    final: true,
    noNew: true,
  });
  const attributes: Record<string, GetSetDeclaration> = {};
  for (const name in HANDLERS) {
    attributes[name] = getset(
      undefined,
      (self: PyXmlParser) => self.handlers.get(name) ?? NONE,
      (self: PyXmlParser, v: Value | undefined) => setHandler(self, name, v),
    );
  }
  for (const  of of["Current", "Error"]) {
    attributes[of + "LineNumber"] = place("line");
    attributes[of + "ColumnNumber"] = place("column");
    attributes[of + "ByteIndex"] = place("byte");
  }
  define(t, {
    doc: "XML parser",
    methods: {
      Parse: method(
        "(self, data, isfinal=False, /)",
        "Parse XML data; isfinal says that it is the last piece.",
        parse,
      ),
      ParseFile: method(
        "(self, file, /)",
        "Parse XML data from a binary file object.",
        parseFile,
      ),
      SetBase: method(
        "(self, base, /)",
        "Set the base URL for the parser.",
        (self: PyXmlParser, base: Value) => {
          if (!isStr(base)) {
            throw typeError(`SetBase() argument must be str, not ${argumentName(base)}`);
          }
          self.parser!.base = utf16(strOf(base)!);
        },
      ),
      GetBase: method(
        "(self, /)",
        "Return the base URL for the parser.",
        (self: PyXmlParser) => optional(self.parser!.base),
      ),
      GetInputContext: method(
        "(self, /)",
        "Return the bytes of the input from the present event on.\n\nNone where no event is being told.",
        (self: PyXmlParser) =>
          self.parsing ? new PyBytes(encoder.encode(self.parser!.pendingText)) : NONE,
      ),
      ExternalEntityParserCreate: method(
        "(self, context, encoding=<unrepresentable>, /)",
        "Make a parser for an external entity, whose context the handler was told.",
        (self: PyXmlParser, context: Value, encoding: Value | undefined) => {
          const text = textOrNone(context, "ExternalEntityParserCreate() argument 1");
          if (encoding !== undefined && !isStr(encoding)) {
            throw typeError(
              `ExternalEntityParserCreate() argument 2 must be str, not ${argumentName(encoding)}`,
            );
          }
          const input = new Input(
            encoding === undefined ? undefined : utf16(strOf(encoding)!),
            findEncoding,
          );
          const child = newParser(t, self.parser!.makeChild(text, input), self.intern);
          child.orderedAttributes = self.orderedAttributes;
          child.specifiedAttributes = self.specifiedAttributes;
          child.namespacePrefixes = self.namespacePrefixes;
          if (child.parser!.namespaces !== undefined) {
            child.parser!.namespaces.triplets = self.namespacePrefixes;
          }
          child.bufferSize = self.bufferSize;
          if (self.buffered !== undefined) child.buffered = [];
          const { keepsEntities } = self.parser!;
          for (const [name, v] of self.handlers) setHandler(child, name, v);
          child.parser!.keepsEntities = keepsEntities;
          child.parser!.defers = self.parser!.defers;
          return child;
        },
      ),
      SetParamEntityParsing: method(
        "(self, flag, /)",
        "Say how parameter entities and the external subset are treated.\n\nThe flag is one of the constants XML_PARAM_ENTITY_PARSING_…; returns whether it\ncould be set.",
        (self: PyXmlParser, n: Value) => {
          if (self.started) return 0;
          self.parser!.parameterParsing = Number(indexOf(n));
          return 1;
        },
      ),
      UseForeignDTD: method(
        "(self, flag=True, /)",
        "Let the program give an external subset where the document has none.",
        (self: PyXmlParser, v: Value | undefined) => {
          if (self.started) throw errorOf(self, CANT_CHANGE_FEATURE);
          self.parser!.foreignDtd = v === undefined || truth(v);
        },
      ),
      SetReparseDeferralEnabled: method(
        "(self, enabled, /)",
        "Say whether unfinished tokens may wait for more input.",
        (self: PyXmlParser, v: Value) => {
          self.parser!.defers = truth(v);
        },
      ),
      GetReparseDeferralEnabled: method(
        "(self, /)",
        "Return whether unfinished tokens may wait for more input.",
        (self: PyXmlParser) => self.parser!.defers,
      ),
    },
    attributes: {
      ...attributes,
      ErrorCode: getset(undefined, (self: PyXmlParser) => self.errorCode),
      intern: member(undefined, (self: PyXmlParser) => self.intern),
      buffer_size: getset(undefined, (self: PyXmlParser) => self.bufferSize, setBufferSize),
      buffer_used: getset(undefined, (self: PyXmlParser) => self.bufferUsed),
      buffer_text: flag((self) => self.buffered !== undefined, (self, on) => {
        if (on) self.buffered ??= [];
        else {
          flush(self);
          self.buffered = undefined;
        }
      }),
      namespace_prefixes: flag((self) => self.namespacePrefixes, (self, on) => {
        self.namespacePrefixes = on;
        if (self.parser!.namespaces !== undefined) self.parser!.namespaces.triplets = on;
      }),
      ordered_attributes: flag((self) => self.orderedAttributes, (self, on) => {
        self.orderedAttributes = on;
      }),
      specified_attributes: flag((self) => self.specifiedAttributes, (self, on) => {
        self.specifiedAttributes = on;
      }),
    },
  });
  return t;
}

function errorsModule(): PyModule {
  const codes = new PyDict(), messages = new PyDict();
  const values: Record<string, Value> = {};
  ERRORS.forEach(([name, text], i) => {
    values["XML_ERROR_" + name] = text;
    codes.set(text, i + 1);
    messages.set(i + 1, text);
  });
  return builtinModule("pyexpat.errors", {
    doc: "Constants used to describe error conditions.",
    values: { ...values, codes, messages },
  });
}

/** Makes the module. */
export function create(vm: Interpreter): PyModule {
  const t = parserType ??= makeType();
  const errors = errorsModule();
  const model = builtinModule("pyexpat.model", {
    doc: "Constants used to interpret content model information.",
    values: {
      XML_CTYPE_EMPTY: 1,
      XML_CTYPE_ANY: 2,
      XML_CTYPE_MIXED: 3,
      XML_CTYPE_NAME: 4,
      XML_CTYPE_CHOICE: 5,
      XML_CTYPE_SEQ: 6,
      XML_CQUANT_NONE: 0,
      XML_CQUANT_OPT: 1,
      XML_CQUANT_REP: 2,
      XML_CQUANT_PLUS: 3,
    },
  });
  vm.modules.setStr("pyexpat.errors", errors);
  vm.modules.setStr("pyexpat.model", model);
  const feature = (name: string, n: number): Value => new PyTuple([name, n]);
  return builtinModule("pyexpat", {
    doc: "Python wrapper for Expat parser.",
    values: {
      XMLParserType: t,
      ExpatError: expatError.type(),
      error: expatError.type(),
      errors,
      model,
      EXPAT_VERSION: "expat_2.6.3",
      version_info: new PyTuple([2, 6, 3]),
      native_encoding: "UTF-8",
      features: new PyList([
        feature("sizeof(XML_Char)", 1),
        feature("sizeof(XML_LChar)", 1),
        feature("XML_DTD", 0),
        feature("XML_CONTEXT_BYTES", 1024),
        feature("XML_NS", 0),
        feature("XML_BLAP_MAX_AMP", 100),
        feature("XML_BLAP_ACT_THRES", 8388608),
        feature("XML_GE", 0),
      ]),
      XML_PARAM_ENTITY_PARSING_NEVER: 0,
      XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE: 1,
      XML_PARAM_ENTITY_PARSING_ALWAYS: 2,
    },
    functions: {
      ParserCreate: method(
        "(encoding=None, namespace_separator=None, intern=<unrepresentable>)",
        "Return a new XML parser object.",
        (encoding: Value | undefined, separator: Value | undefined, intern: Value | undefined) => {
          const name = textOrNone(encoding, "ParserCreate() argument 'encoding'");
          const sep = textOrNone(separator, "ParserCreate() argument 'namespace_separator'");
          if (sep !== undefined && sep.length > 1) {
            throw valueError(
              "namespace_separator must be at most one character, omitted, or None",
            );
          }
          let table: Value = new PyDict();
          if (intern !== undefined && intern !== NONE) {
            if (!(intern instanceof PyDict)) throw typeError("intern must be a dictionary");
            table = intern;
          } else if (intern === NONE) table = NONE;
          const namespaces = sep === undefined ? undefined : new Namespaces(sep);
          return newParser(t, new XmlParser(new Input(name, findEncoding), namespaces), table);
        },
      ),
      ErrorString: method(
        "(code, /)",
        "Returns string error for given number.",
        (code: Value) => {
          const n = indexOf(code);
          return optional(ERRORS[Number(n) - 1]?.[1]);
        },
      ),
    },
  });
}
