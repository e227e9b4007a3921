// _csv: reading and writing CSV. The work is done in csv/.

import { getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { getset, member } from "../vm/objects/builtin.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { intOf } from "../vm/objects/int.ts";
import { forEach, iter, iteratorMethods } from "../vm/objects/iteration.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { typeError } from "../vm/objects/raise.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import { isStr, strFromUtf16 } from "../vm/objects/str.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { currentInterpreter, type Interpreter } from "../vm/vm.ts";
import {
  csvError,
  fillDialect,
  PyDialect,
  QUOTE_ALL,
  QUOTE_MINIMAL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
  SETTINGS,
} from "./csv/dialect.ts";
import { limits, PyReader } from "./csv/reader.ts";
import { PyWriter } from "./csv/writer.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";

/** The registered dialects of the interpreter that runs, by name. */
function registry(): PyDict {
  return currentInterpreter().shared.get("csv dialects") as PyDict;
}

function optional(c: string | undefined): Value {
  return c === undefined ? NONE : strFromUtf16(c);
}

/** A dialect from a name, a class, an instance or nothing, with settings by keyword. */
function makeDialect(
  cls: PyType,
  base: Value | undefined,
  given: readonly (Value | undefined)[],
): PyDialect {
  let from = base === NONE ? undefined : base;
  if (from !== undefined && isStr(from)) from = namedDialect(from);
  if (from instanceof PyDialect && cls === dialectType() && given.every((v) => v === undefined)) {
    return from;
  }
  const d = cls.allocate() as PyDialect;
  fillDialect(d, from, given);
  return d;
}

function namedDialect(name: Value): Value {
  const d = registry().get(name);
  if (d === undefined) throw csvError.error("unknown dialect");
  return d;
}

/** The settings among keyword arguments, in order; an unknown name is a TypeError. */
function settingsOf(kwargs: KwMap | undefined): (Value | undefined)[] {
  const values: (Value | undefined)[] = SETTINGS.map((name) => kwargs?.get(name));
  for (const name of kwargs?.keys() ?? []) {
    if (!(SETTINGS as readonly string[]).includes(name)) {
      throw typeError(`this function got an unexpected keyword argument '${name}'`);
    }
  }
  return values;
}

let DialectType: PyType | undefined;

function dialectType(): PyType {
  if (DialectType !== undefined) return DialectType;
  DialectType = builtinType("_csv.Dialect", PyDialect, { module: "_csv", qualname: "Dialect" });
  const noPickle = (self: PyDialect): never => {
    throw typeError(`cannot pickle '${typeOf(self).name}' instances`);
  };
  define(DialectType, {
    doc: "CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n",
    new: method(
      "(cls, dialect=None, delimiter=',', doublequote=True, escapechar=None, lineterminator='\\r\\n', quotechar='\"', quoting=0, skipinitialspace=False, strict=False)",
      NEW_DOC,
      (cls: PyType, base: Value | undefined, ...given: (Value | undefined)[]) =>
        makeDialect(cls, base, SETTINGS.map((_name, i) => given[i])),
    ),
    methods: {
      __reduce__: method("(self, /)", "raises an exception to avoid pickling", noPickle),
      __reduce_ex__: method(
        "(self, protocol, /)",
        "raises an exception to avoid pickling",
        noPickle,
      ),
    },
    attributes: {
      skipinitialspace: member(undefined, (self: PyDialect) => self.skipinitialspace),
      doublequote: member(undefined, (self: PyDialect) => self.doublequote),
      strict: member(undefined, (self: PyDialect) => self.strict),
      delimiter: getset(undefined, (self: PyDialect) => strFromUtf16(self.delimiter)),
      escapechar: getset(undefined, (self: PyDialect) => optional(self.escapechar)),
      lineterminator: getset(undefined, (self: PyDialect) => strFromUtf16(self.lineterminator)),
      quotechar: getset(undefined, (self: PyDialect) => optional(self.quotechar)),
      quoting: getset(undefined, (self: PyDialect) => self.quoting),
    },
  });
  return DialectType;
}

let ReaderType: PyType | undefined, WriterType: PyType | undefined;

function readerType(): PyType {
  if (ReaderType !== undefined) return ReaderType;
  ReaderType = builtinType("_csv.reader", PyReader, {
    module: "_csv",
    qualname: "reader",
    final: true,
    noNew: true,
  });
  define(ReaderType, {
    doc:
      "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
    methods: iteratorMethods,
    attributes: {
      dialect: member(undefined, (self: PyReader) => self.dialect),
      line_num: member(undefined, (self: PyReader) => self.lineNumber),
    },
  });
  return ReaderType;
}

function writerType(): PyType {
  if (WriterType !== undefined) return WriterType;
  WriterType = builtinType("_csv.writer", PyWriter, {
    module: "_csv",
    qualname: "writer",
    final: true,
    noNew: true,
  });
  define(WriterType, {
    doc:
      "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
    methods: {
      writerow: method(
        "(self, row, /)",
        "writerow(iterable)\n\nConstruct and write a CSV record from an iterable of fields.  Non-string\nelements will be converted to string.",
        (self: PyWriter, row: Value) => self.writerow(row),
      ),
      writerows: method(
        "(self, rows, /)",
        "writerows(iterable of iterables)\n\nConstruct and write a series of iterables to a csv file.  Non-string\nelements will be converted to string.",
        (
          self: PyWriter,
          rows: Value,
        ) => {
          forEach(rows, (row) => {
            self.writerow(row);
          });
        },
      ),
    },
    attributes: { dialect: member(undefined, (self: PyWriter) => self.dialect) },
  });
  return WriterType;
}

/** Makes the module. */
export function create(vm: Interpreter): PyModule {
  const dialects = new PyDict();
  vm.shared.set("csv dialects", dialects);
  return builtinModule("_csv", {
    doc: "CSV parsing and writing.\n",
    types: [dialectType()],
    functions: {
      reader: method(
        "(iterable, /, dialect='excel', **fmtparams)",
        '    csv_reader = reader(iterable [, dialect=\'excel\']\n                        [optional keyword args])\n    for row in csv_reader:\n        process(row)\n\nThe "iterable" argument can be any object that returns a line\nof input for each iteration, such as a file object or a list.  The\noptional "dialect" parameter is discussed below.  The function\nalso accepts optional keyword arguments which override settings\nprovided by the dialect.\n\nThe returned object is an iterator.  Each iteration returns a row\nof the CSV file (which can span multiple input lines).\n',
        (lines: Value, base: Value | undefined, kwargs: KwMap | undefined) => {
          const it = iter(lines);
          const r = readerType().allocate() as PyReader;
          r.lines = it;
          r.dialect = makeDialect(dialectType(), base, settingsOf(kwargs));
          return r;
        },
        { noTextSignature: true },
      ),
      writer: method(
        "(fileobj, /, dialect='excel', **fmtparams)",
        "    csv_writer = csv.writer(fileobj [, dialect='excel']\n                            [optional keyword args])\n    for row in sequence:\n        csv_writer.writerow(row)\n\n    [or]\n\n    csv_writer = csv.writer(fileobj [, dialect='excel']\n                            [optional keyword args])\n    csv_writer.writerows(rows)\n\nThe \"fileobj\" argument can be any object that supports the file API.\n",
        (file: Value, base: Value | undefined, kwargs: KwMap | undefined) => {
          const d = makeDialect(dialectType(), base, settingsOf(kwargs));
          const write = getAttrOrAbsent(file, "write");
          if (write === undefined) throw typeError('argument 1 must have a "write" method');
          const w = writerType().allocate() as PyWriter;
          w.dialect = d;
          w.write = write;
          return w;
        },
        { noTextSignature: true },
      ),
      list_dialects: method(
        "()",
        "Return a list of all known dialect names.\n\n    names = csv.list_dialects()",
        () => new PyList(registry().keys()),
      ),
      register_dialect: method(
        "(name, /, dialect='excel', **fmtparams)",
        "Create a mapping from a string name to a dialect class.\n    dialect = csv.register_dialect(name[, dialect[, **fmtparams]])",
        (name: Value, base: Value | undefined, kwargs: KwMap | undefined) => {
          if (!isStr(name)) throw typeError("dialect name must be a string");
          registry().set(name, makeDialect(dialectType(), base, settingsOf(kwargs)));
        },
        { noTextSignature: true },
      ),
      unregister_dialect: method(
        "(name)",
        "Delete the name/dialect mapping associated with a string name.\n\n    csv.unregister_dialect(name)",
        (name: Value) => {
          if (!registry().delete(name)) throw csvError.error("unknown dialect");
        },
      ),
      get_dialect: method(
        "(name)",
        "Return the dialect instance associated with name.\n\n    dialect = csv.get_dialect(name)",
        namedDialect,
      ),
      field_size_limit: method(
        "(new_limit=<unrepresentable>)",
        "Sets an upper limit on parsed fields.\n\n    csv.field_size_limit([limit])\n\nReturns old limit. If limit is not given, no new limit is set and\nthe old limit is returned",
        (v: Value | undefined) => {
          const old = limits.field;
          if (v !== undefined) {
            const n = intOf(v);
            if (n === undefined) throw typeError("limit must be an integer");
            limits.field = Number(n);
          }
          return old;
        },
      ),
    },
    values: {
      QUOTE_MINIMAL,
      QUOTE_ALL,
      QUOTE_NONNUMERIC,
      QUOTE_NONE,
      QUOTE_STRINGS,
      QUOTE_NOTNULL,
      _dialects: dialects,
      Error: csvError.type(),
      Reader: readerType(),
      Writer: writerType(),
    },
  });
}
