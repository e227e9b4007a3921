// _symtable: the compiler's symbol tables as objects.

import { findFutures } from "../vm/bytecode/future.ts";
import { bytesLikeOf } from "../vm/objects/buffer.ts";
import { member } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { CodeFlag } from "../vm/objects/code.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { idOf } from "../vm/objects/identity.ts";
import { PyList } from "../vm/objects/list.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { PyObject, type Value } from "../vm/objects/object.ts";
import { typeError, valueError } from "../vm/objects/raise.ts";
import { method } from "../vm/objects/signature.ts";
import { type Str, strFromUtf16, strOf, utf16 } from "../vm/objects/str.ts";
import { argumentName, builtinType, type PyType } from "../vm/objects/type.ts";
import { parseSource, syntaxError } from "../vm/import/compile_source.ts";
import type { mod } from "../vm/syntax/ast.ts";
import { SyntaxProblem } from "../vm/syntax/problem.ts";
import {
  type Block,
  BlockKind,
  buildScopes,
  Def,
  Scope,
  SCOPE_MASK,
  SCOPE_SHIFT,
} from "../vm/syntax/scopes.ts";
import { decodeName, fspath } from "./os_support/paths.ts";

/** The symbol table of a block. */
class SymtableEntry extends PyObject {
  name: Str = "";
  kind = 0;
  lineno = 0;
  nested = false;
  symbols: PyDict = new PyDict();
  varnames: PyList = new PyList();
  children: PyList = new PyList();
}

let EntryType: PyType | undefined;

function makeType(): PyType {
  const t = builtinType("symtable entry", SymtableEntry, { noNew: true, final: true });
  define(t, {
    methods: {
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: SymtableEntry) =>
          strFromUtf16(`<symtable entry ${utf16(self.name)}(${idOf(self)}), line ${self.lineno}>`),
      ),
    },
    attributes: {
      id: member("", (self: SymtableEntry) => idOf(self)),
      name: member("", (self: SymtableEntry) => self.name),
      symbols: member("", (self: SymtableEntry) => self.symbols),
      varnames: member("", (self: SymtableEntry) => self.varnames),
      children: member("", (self: SymtableEntry) => self.children),
      nested: member("", (self: SymtableEntry) => Number(self.nested)),
      type: member("", (self: SymtableEntry) => self.kind),
      lineno: member("", (self: SymtableEntry) => self.lineno),
    },
  });
  return t;
}

function entryOf(b: Block): SymtableEntry {
  const e = new SymtableEntry();
  e.name = strFromUtf16(b.name);
  e.kind = b.kind;
  e.lineno = b.lineno;
  e.nested = b.nested;
  for (const [name, flags] of b.symbols) e.symbols.setStr(name, flags);
  e.varnames = new PyList(b.varnames.map((name) => strFromUtf16(name)));
  e.children = new PyList(b.children.map(entryOf));
  return e;
}

function symtable(source: Value, filename: Value, start: Value): Value {
  const path = fspath(filename);
  const file = utf16(path instanceof PyBytes ? decodeName(path.data) : strOf(path)!);
  const startText = strOf(start);
  if (startText === undefined) {
    throw typeError(`symtable() argument 3 must be str, not ${argumentName(start)}`);
  }
  const s = strOf(source);
  const text = s === undefined ? bytesLikeOf(source)?.slice() : utf16(s);
  if (text === undefined) throw typeError("symtable() arg 1 must be a string or bytes object");
  if (startText !== "exec" && startText !== "eval" && startText !== "single") {
    throw valueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  }
  const tree = parseSource(text, file, startText) as mod;
  try {
    const { flags } = findFutures(tree, file);
    const scopes = buildScopes(tree, file, (flags & CodeFlag.FUTURE_ANNOTATIONS) !== 0);
    return entryOf(scopes.top);
  } catch (e) {
    if (e instanceof SyntaxProblem) throw syntaxError(e);
    throw e;
  }
}

/** Makes the module. */
export function create(): PyModule {
  EntryType ??= makeType();
  return builtinModule("_symtable", {
    functions: {
      symtable: method(
        "(source, filename, startstr, /)",
        "Return symbol and scope dictionaries used internally by compiler.",
        symtable,
      ),
    },
    values: {
      USE: Def.USE,
      DEF_GLOBAL: Def.GLOBAL,
      DEF_NONLOCAL: Def.NONLOCAL,
      DEF_LOCAL: Def.LOCAL,
      DEF_PARAM: Def.PARAM,
      DEF_FREE: 32,
      DEF_FREE_CLASS: Def.FREE_CLASS,
      DEF_IMPORT: Def.IMPORT,
      DEF_BOUND: Def.LOCAL | Def.PARAM | Def.IMPORT,
      DEF_ANNOT: Def.ANNOT,
      TYPE_FUNCTION: BlockKind.Function,
      TYPE_CLASS: BlockKind.Class,
      TYPE_MODULE: BlockKind.Module,
      TYPE_ANNOTATION: BlockKind.Annotation,
      TYPE_TYPE_ALIAS: BlockKind.TypeAlias,
      TYPE_TYPE_PARAMETERS: BlockKind.TypeParameters,
      TYPE_TYPE_VARIABLE: BlockKind.TypeVariable,
      LOCAL: Scope.LOCAL,
      GLOBAL_EXPLICIT: Scope.GLOBAL_EXPLICIT,
      GLOBAL_IMPLICIT: Scope.GLOBAL_IMPLICIT,
      FREE: Scope.FREE,
      CELL: Scope.CELL,
      SCOPE_OFF: SCOPE_SHIFT,
      SCOPE_MASK,
    },
  });
}
