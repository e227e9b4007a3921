// The functions of builtins that deal with source, code and the caller's names: compile, eval, exec, globals, locals,
// vars, dir, __import__.

import type { Cell } from "../vm/objects/cell.ts";
import { call, callSpecial, getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { truth } from "../vm/objects/compare.ts";
import { CodeFlag, PyCode } from "../vm/objects/code.ts";
import { DictType, PyDict } from "../vm/objects/dict.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { bytesLikeOf } from "../vm/objects/buffer.ts";
import { toArray } from "../vm/objects/iteration.ts";
import { PyList } from "../vm/objects/list.ts";
import { sortList } from "../vm/objects/list_sort.ts";
import { NONE, type Value } from "../vm/objects/object.ts";
import { indexOf, sizeNumber } from "../vm/objects/operations.ts";
import { systemError, typeError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { isStr, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { argumentName, typeOf } from "../vm/objects/type.ts";
import { CompileFlag } from "../vm/bytecode/compile.ts";
import type { mod } from "../vm/syntax/ast.ts";
import type { Mode } from "../vm/syntax/parser.ts";
import { compileSource, compileTree, parseSource } from "../vm/import/compile_source.ts";
import { currentFrame, evalCode, type Frame, getFrame, localsOf } from "../vm/interp/mod.ts";
import { currentInterpreter } from "../vm/vm.ts";
import { decodeName, fspath } from "./os_support/paths.ts";

/** Filled in by _ast: between the tree of the parser and Python's objects. */
export const astHooks: {
  /** The value is a node of `_ast`. */
  isTree: (v: Value) => boolean;
  /** The checked tree that a node stands for. */
  treeOf: (v: Value, mode: Exclude<Mode, "func_type">) => mod;
  /** The Python objects of a tree, which is optimized first where a level is given. */
  fromTree: (tree: ReturnType<typeof parseSource>, optimize: number | undefined) => Value;
} = {
  isTree: () => false,
  treeOf: () => {
    throw systemError("_ast is not loaded");
  },
  fromTree: () => {
    throw systemError("_ast is not loaded");
  },
};

const FUTURES = CodeFlag.FUTURE_DIVISION | CodeFlag.FUTURE_ABSOLUTE_IMPORT |
  CodeFlag.FUTURE_WITH_STATEMENT | CodeFlag.FUTURE_PRINT_FUNCTION |
  CodeFlag.FUTURE_UNICODE_LITERALS | CodeFlag.FUTURE_BARRY_AS_BDFL |
  CodeFlag.FUTURE_GENERATOR_STOP | CodeFlag.FUTURE_ANNOTATIONS;
/** Flags that `compile` knows: futures, PyCF_* and the obsolete CO_NESTED. */
const KNOWN = FUTURES | 0x10 | 0x100 | CompileFlag.DONT_IMPLY_DEDENT | CompileFlag.ONLY_AST |
  CompileFlag.IGNORE_COOKIE | CompileFlag.TYPE_COMMENTS | CompileFlag.ALLOW_TOP_LEVEL_AWAIT |
  CompileFlag.ALLOW_INCOMPLETE_INPUT | CompileFlag.OPTIMIZED_AST;

/** The futures that are in force where the caller's code stands. */
function inherited(): number {
  const frame = currentFrame();
  return frame === undefined ? 0 : frame.code.flags & FUTURES;
}

/** A source given as a str or bytes; `undefined` for anything else. */
function sourceOf(v: Value): string | Uint8Array | undefined {
  const s = strOf(v);
  if (s !== undefined) return utf16(s);
  return bytesLikeOf(v)?.slice();
}

function featureVersion(v: Value | undefined): number | undefined {
  const n = v === undefined ? -1 : sizeNumber(v);
  return n < 0 ? undefined : n;
}

/** The name of a file given as str, bytes or os.PathLike, in UTF-16. */
function fileName(v: Value): string {
  const path = fspath(v);
  return utf16(path instanceof PyBytes ? decodeName(path.data) : strOf(path)!);
}

function compile(
  source: Value,
  filename: Value,
  modeValue: Value,
  flagsValue: Value | undefined,
  dontInherit: Value | undefined,
  optimizeValue: Value | undefined,
  feature: Value | undefined,
): Value {
  const file = fileName(filename);
  const modeText = strOf(modeValue);
  if (modeText === undefined) {
    throw typeError(`compile() argument 'mode' must be str, not ${argumentName(modeValue)}`);
  }
  let flags = flagsValue === undefined ? 0 : sizeNumber(flagsValue);
  if ((flags & ~KNOWN) !== 0) throw valueError("compile(): unrecognised flags");
  let optimize = optimizeValue === undefined ? -1 : sizeNumber(optimizeValue);
  if (optimize < -1 || optimize > 2) throw valueError("compile(): invalid optimize value");
  if (optimize === -1) optimize = currentInterpreter().config.optimize;
  if (dontInherit === undefined || !truth(dontInherit)) flags |= inherited();
  const onlyTree = (flags & CompileFlag.ONLY_AST) !== 0;
  const mode = utf16(modeText) as Mode;
  if (mode !== "exec" && mode !== "eval" && mode !== "single" && mode !== "func_type") {
    throw valueError(
      onlyTree
        ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
        : "compile() mode must be 'exec', 'eval' or 'single'",
    );
  }
  if (mode === "func_type" && !onlyTree) {
    throw valueError("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  }
  const options = {
    typeComments: (flags & CompileFlag.TYPE_COMMENTS) !== 0,
    allowIncompleteInput: (flags & CompileFlag.ALLOW_INCOMPLETE_INPUT) !== 0,
    dontImplyDedent: (flags & CompileFlag.DONT_IMPLY_DEDENT) !== 0,
    barryAsFlufl: (flags & CodeFlag.FUTURE_BARRY_AS_BDFL) !== 0,
    featureVersion: featureVersion(feature),
  };
  const level = (flags & CompileFlag.OPTIMIZED_AST) === CompileFlag.OPTIMIZED_AST
    ? optimize
    : undefined;
  if (astHooks.isTree(source)) {
    if (onlyTree && level === undefined) return source;
    const tree = astHooks.treeOf(source, mode as "exec");
    if (onlyTree) return astHooks.fromTree(tree, level);
    return compileTree(tree, file, mode as "exec", { flags, optimize });
  }
  const text = sourceOf(source);
  if (text === undefined) {
    throw typeError("compile() arg 1 must be a string, bytes or AST object");
  }
  if (onlyTree) return astHooks.fromTree(parseSource(text, file, mode, options), level);
  return compileSource(text, file, mode as "exec", { flags, optimize, parse: options });
}

/** The namespaces of `eval` and `exec`: those given, or the caller's. */
function namespaces(
  name: "eval" | "exec",
  globals: Value | undefined,
  locals: Value | undefined,
): [PyDict, Value] {
  const noGlobals = globals === undefined || globals === NONE;
  const noLocals = locals === undefined || locals === NONE;
  if (!noLocals && typeOf(locals).lookup("__getitem__") === undefined) {
    throw typeError(
      name === "exec"
        ? `locals must be a mapping or None, not ${typeOf(locals).name}`
        : "locals must be a mapping",
    );
  }
  let g: PyDict;
  if (noGlobals) {
    const frame = callerFrame(name);
    g = frame.globals;
    if (noLocals) return [withBuiltins(g), localsOf(frame)];
  } else if (!(globals instanceof PyDict)) {
    if (name === "exec") {
      throw typeError(`exec() globals must be a dict, not ${typeOf(globals).name}`);
    }
    throw typeError(
      typeOf(globals).lookup("__getitem__") !== undefined
        ? "globals must be a real dict; try eval(code, {}, mapping)"
        : "globals must be a dict",
    );
  } else {
    g = globals;
  }
  return [withBuiltins(g), noLocals ? g : locals];
}

function callerFrame(name: string): Frame {
  const frame = currentFrame();
  if (frame === undefined) {
    throw systemError(`${name}: globals and locals cannot be NULL`);
  }
  return frame;
}

function withBuiltins(g: PyDict): PyDict {
  if (g.getStr("__builtins__") === undefined) {
    g.setStr("__builtins__", currentFrame()?.builtins ?? currentInterpreter().builtins.dict);
  }
  return g;
}

function evaluate(source: Value, globals: Value | undefined, locals: Value | undefined): Value {
  const [g, l] = namespaces("eval", globals, locals);
  if (source instanceof PyCode) {
    currentInterpreter().audit("exec", source);
    if (source.freevars.length > 0) {
      throw typeError("code object passed to eval() may not contain free variables");
    }
    return evalCode(source, g, l);
  }
  let text = sourceOf(source);
  if (text === undefined) throw typeError("eval() arg 1 must be a string, bytes or code object");
  text = withoutIndent(text);
  return evalCode(compileHere(text, "eval"), g, l);
}

/** Blanks and tabs before an expression do not count. */
function withoutIndent(text: string | Uint8Array): string | Uint8Array {
  let i = 0;
  const at = (k: number) => typeof text === "string" ? text.charCodeAt(k) : text[k];
  while (i < text.length && (at(i) === 32 || at(i) === 9)) i++;
  return i === 0 ? text : typeof text === "string" ? text.slice(i) : text.subarray(i);
}

function compileHere(text: string | Uint8Array, mode: "eval" | "exec"): PyCode {
  const flags = inherited();
  return compileSource(text, "<string>", mode, {
    flags,
    optimize: currentInterpreter().config.optimize,
    parse: { barryAsFlufl: (flags & CodeFlag.FUTURE_BARRY_AS_BDFL) !== 0 },
  });
}

function execute(
  source: Value,
  globals: Value | undefined,
  locals: Value | undefined,
  closure: Value | undefined,
): Value {
  const [g, l] = namespaces("exec", globals, locals);
  const cells = closure === undefined || closure === NONE ? undefined : closure;
  if (source instanceof PyCode) {
    const free = source.freevars.length;
    if (free === 0) {
      if (cells !== undefined) {
        throw typeError("cannot use a closure with this code object");
      }
    } else {
      const valid = cells instanceof PyTuple && cells.items.length === free &&
        cells.items.every((c) => typeOf(c).name === "cell");
      if (!valid) {
        throw typeError(`code object requires a closure of exactly length ${free}`);
      }
    }
    currentInterpreter().audit("exec", source);
    evalCode(source, g, l, cells === undefined ? undefined : (cells as PyTuple).items as Cell[]);
    return NONE;
  }
  if (cells !== undefined) throw typeError("closure can only be used when source is a code object");
  const text = sourceOf(source);
  if (text === undefined) throw typeError("exec() arg 1 must be a string, bytes or code object");
  evalCode(compileHere(text, "exec"), g, l);
  return NONE;
}

function globals(): Value {
  return getFrame(0)?.globals ?? NONE;
}

function locals(): Value {
  const frame = currentFrame();
  if (frame === undefined) throw systemError("frame does not exist");
  return localsOf(frame);
}

function vars(o: Value | undefined): Value {
  if (o === undefined) return locals();
  const d = getAttrOrAbsent(o, "__dict__");
  if (d === undefined) throw typeError("vars() argument must have __dict__ attribute");
  return d;
}

function dir(o: Value | undefined): Value {
  let names: Value;
  if (o === undefined) {
    const l = locals();
    names = l instanceof PyDict && l.cls === DictType
      ? new PyList(l.keys())
      : call(getAttrOrAbsent(l, "keys")!, []);
  } else {
    const listed = callSpecial(o, "__dir__", []);
    if (listed === undefined) throw typeError("object does not provide __dir__");
    names = listed;
  }
  const list = new PyList(toArray(names));
  sortList(list, undefined, undefined);
  return list;
}

function importFunction(
  name: Value,
  globals: Value | undefined,
  _locals: Value | undefined,
  fromlist: Value | undefined,
  level: Value | undefined,
): Value {
  if (!isStr(name)) throw typeError("module name must be a string");
  return currentInterpreter().importer.importLevel(
    utf16(strOf(name)!),
    globals === NONE ? undefined : globals,
    fromlist ?? new PyTuple(),
    level === undefined ? 0 : Number(indexOf(level)),
  );
}
/** The functions, by name. */
export const sourceFunctions: Record<string, Declaration> = {
  __import__: method(
    "(name, globals=None, locals=None, fromlist=(), level=0)",
    "Import a module.\n\nBecause this function is meant for use by the Python\ninterpreter and not for general use, it is better to use\nimportlib.import_module() to programmatically import a module.\n\nThe globals argument is only used to determine the context;\nthey are not modified.  The locals argument is unused.  The fromlist\nshould be a list of names to emulate ``from name import ...``, or an\nempty list to emulate ``import name``.\nWhen importing a module from a package, note that __import__('A.B', ...)\nreturns package A when fromlist is empty, but its submodule B when\nfromlist is not empty.  The level argument is used to determine whether to\nperform absolute or relative imports: 0 is absolute, while a positive number\nis the number of parent directories to search relative to the current module.",
    importFunction,
  ),
  compile: method(
    "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
    "Compile source into a code object that can be executed by exec() or eval().\n\nThe source code may represent a Python module, statement or expression.\nThe filename will be used for run-time error messages.\nThe mode must be 'exec' to compile a module, 'single' to compile a\nsingle (interactive) statement, or 'eval' to compile an expression.\nThe flags argument, if present, controls which future statements influence\nthe compilation of the code.\nThe dont_inherit argument, if true, stops the compilation inheriting\nthe effects of any future statements in effect in the code calling\ncompile; if absent or false these statements do influence the compilation,\nin addition to any features explicitly specified.",
    compile,
  ),
  dir: method(
    "(object=None, /)",
    "dir([object]) -> list of strings\n\nIf called without an argument, return the names in the current scope.\nElse, return an alphabetized list of names comprising (some of) the attributes\nof the given object, and of attributes reachable from it.\nIf the object supplies a method named __dir__, it will be used; otherwise\nthe default dir() logic is used and returns:\n  for a module object: the module's attributes.\n  for a class object:  its attributes, and recursively the attributes\n    of its bases.\n  for any other object: its attributes, its class's attributes, and\n    recursively the attributes of its class's base classes.",
    dir,
    { noTextSignature: true },
  ),
  eval: method(
    "(source, /, globals=None, locals=None)",
    "Evaluate the given source in the context of globals and locals.\n\nThe source may be a string representing a Python expression\nor a code object as returned by compile().\nThe globals must be a dictionary and locals can be any mapping,\ndefaulting to the current globals and locals.\nIf only globals is given, locals defaults to it.",
    evaluate,
  ),
  exec: method(
    "(source, /, globals=None, locals=None, *, closure=None)",
    "Execute the given source in the context of globals and locals.\n\nThe source may be a string representing one or more Python statements\nor a code object as returned by compile().\nThe globals must be a dictionary and locals can be any mapping,\ndefaulting to the current globals and locals.\nIf only globals is given, locals defaults to it.\nThe closure must be a tuple of cellvars, and can only be used\nwhen source is a code object requiring exactly that many cellvars.",
    execute,
  ),
  globals: method(
    "()",
    "Return the dictionary containing the current scope's global variables.\n\nNOTE: Updates to this dictionary *will* affect name lookups in the current\nglobal scope and vice-versa.",
    globals,
  ),
  locals: method(
    "()",
    "Return a dictionary containing the current scope's local variables.\n\nNOTE: Whether or not updates to this dictionary will affect name lookups in\nthe local scope and vice-versa is *implementation dependent* and not\ncovered by any backwards compatibility guarantees.",
    locals,
  ),
  vars: method(
    "(object=None, /)",
    "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__.",
    vars,
    { noTextSignature: true },
  ),
};
