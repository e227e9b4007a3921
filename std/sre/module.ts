// _sre: the engine under the library's `re`.

import { call, getAttr, setAttr } from "../../vm/objects/attributes.ts";
import { PyBuiltinFunction } from "../../vm/objects/builtin.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { define } from "../../vm/objects/define.ts";
import { toArray } from "../../vm/objects/iteration.ts";
import { intOf } from "../../vm/objects/int.ts";
import { PyList } from "../../vm/objects/list.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import { NONE, type Value } from "../../vm/objects/object.ts";
import { indexNumber } from "../../vm/objects/operations.ts";
import { overflowError, typeError } from "../../vm/objects/raise.ts";
import { method } from "../../vm/objects/signature.ts";
import { isStr, strOf, utf16 } from "../../vm/objects/str.ts";
import { argumentName, builtinType } from "../../vm/objects/type.ts";
import { PyDict } from "../../vm/objects/dict.ts";
import type { Interpreter } from "../../vm/vm.ts";
import { lowerAscii, lowerUnicode } from "./charsets.ts";
import { checkSignals } from "../../vm/interp/safe_point.ts";
import { thread } from "../../vm/interp/thread_state.ts";
import { CaseFolding } from "./fold.ts";
import { Flag, MAGIC, MAXGROUPS, MAXREPEAT } from "./opcodes.ts";
import { matcherHooks } from "./matcher.ts";
import { parse } from "./parse.ts";
import { PyPattern } from "./pattern.ts";
import { makePatternTypes } from "./pattern_type.ts";
import { PyTemplate } from "./template.ts";

/** What the engine says of itself in CPython. */
const COPYRIGHT = " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ";

function compile(
  pattern: Value,
  flags: Value,
  code: Value,
  groups: Value,
  groupindex: Value,
  indexgroup: Value,
): Value {
  const p = new PyPattern();
  if (!(code instanceof PyList)) {
    throw typeError(`compile() argument 'code' must be list, not ${argumentName(code)}`);
  }
  const listed = code.toArray();
  const words = new Uint32Array(listed.length);
  for (let i = 0; i < listed.length; i++) {
    const n = typeof listed[i] === "number" ? listed[i] as number : indexNumber(listed[i]);
    if (n < 0 || n > 0xffffffff) throw overflowError("regular expression code size limit exceeded");
    words[i] = n;
  }
  p.pattern = pattern;
  p.flags = indexNumber(flags);
  p.code = words;
  p.groups = indexNumber(groups);
  if (!(groupindex instanceof PyDict)) {
    throw typeError(
      `compile() argument 'groupindex' must be dict, not ${argumentName(groupindex)}`,
    );
  }
  p.groupindex = groupindex;
  p.indexgroup = toArray(indexgroup);
  p.isBytes = pattern !== NONE && !isStr(pattern);
  return p;
}

function template(pattern: Value, listed: Value): Value {
  void pattern;
  const items = toArray(listed);
  const chunks: { group: number; literal: Value }[] = [];
  for (let i = 1; i + 1 < items.length; i += 2) {
    chunks.push({ group: indexNumber(items[i]), literal: items[i + 1] });
  }
  return new PyTemplate(items[0], chunks);
}

/** `re._compiler.compile` for the patterns that parse.ts understands; `undefined` for others. */
function quickCompile(pattern: Value, flags: Value): PyPattern | undefined {
  const bits = intOf(flags);
  if (typeof bits !== "number") return undefined;
  let text: string | Uint32Array | Uint8Array;
  if (pattern instanceof PyBytes) text = pattern.data;
  else {
    const s = strOf(pattern);
    if (s === undefined) return undefined;
    text = typeof s === "string" ? s : s.points;
  }
  const parsed = parse(text, bits);
  return parsed === undefined ? undefined : PyPattern.parsed(pattern, parsed);
}

/** Puts a function in front of one of the library's, which it calls where it cannot help. */
function hasten(
  module: Value,
  name: string,
  signature: string,
  make: (original: Value) => (pattern: Value, flags?: Value) => Value,
): void {
  const quick = method(signature, "", make(getAttr(module, name)));
  const owner = utf16(strOf(getAttr(module, "__name__"))!);
  setAttr(module, name, new PyBuiltinFunction(quick, name, owner));
}

function hastenCompiler(compiler: Value): void {
  hasten(
    compiler,
    "compile",
    "(p, flags=0)",
    (original) => (pattern, flags = 0) =>
      quickCompile(pattern, flags) ?? call(original, [pattern, flags]),
  );
}

/** The most patterns that are remembered, as in the library. */
const MAX_CACHE = 512;

/**
 * `re._compile`, which `re.match(pattern, …)` and the others go through: patterns that it has seen are found without a
 * tuple for a key. `re.purge` empties the library's cache; that is the sign to forget these too.
 */
function hastenCache(re: Value): void {
  const known: Map<string, PyPattern> = new Map();
  const purged = getAttr(re, "_cache2");
  hasten(re, "_compile", "(pattern, flags)", (original) => (pattern, flags = 0) => {
    const bits = intOf(flags);
    if (typeof pattern !== "string" || typeof bits !== "number" || (bits & Flag.DEBUG) !== 0) {
      return call(original, [pattern, flags]);
    }
    if (purged instanceof PyDict && purged.size === 0) known.clear();
    const key = bits === 0 ? pattern : `${pattern}\0${bits}`;
    const seen = known.get(key);
    if (seen !== undefined && seen.pattern === pattern) return seen;
    const made = call(original, [pattern, flags]);
    if (made instanceof PyPattern && made.pattern === pattern) {
      if (known.size >= MAX_CACHE) known.clear();
      known.set(key, made);
    }
    return made;
  });
}

/** The types are the same for all interpreters. */
let typesMade = false;

function makeTemplateType(): void {
  const t = builtinType("_sre.SRE_Template", PyTemplate, {
    module: "_sre",
    qualname: "SRE_Template",
    final: true,
    noNew: true,
  });
  define(t, {});
}

/** Makes the module. */
export function create(vm: Interpreter): PyModule {
  matcherHooks.poll = () => checkSignals(thread);
  vm.afterImport.set("re._compiler", hastenCompiler);
  vm.afterImport.set("re", hastenCache);
  if (!typesMade) {
    typesMade = true;
    makePatternTypes();
    makeTemplateType();
  }
  return builtinModule("_sre", {
    functions: {
      ascii_iscased: method("(character, /)", "", (c: Value) => {
        const n = indexNumber(c);
        return n >= 65 && n <= 90 || n >= 97 && n <= 122;
      }),
      unicode_iscased: method(
        "(character, /)",
        "",
        (c: Value) => CaseFolding.isCased(indexNumber(c)),
      ),
      ascii_tolower: method("(character, /)", "", (c: Value) => lowerAscii(indexNumber(c))),
      unicode_tolower: method("(character, /)", "", (c: Value) => lowerUnicode(indexNumber(c))),
      getcodesize: method("()", "", () => 4),
      compile: method("(pattern, flags, code, groups, groupindex, indexgroup)", "", compile),
      template: method(
        "(pattern, template, /)",
        "\n\n  template\n    A list containing interleaved literal strings (str or bytes) and group\n    indices (int), as returned by re._parser.parse_template():\n        [literal1, group1, ..., literalN, groupN]",
        template,
      ),
    },
    values: {
      MAGIC,
      CODESIZE: 4,
      copyright: COPYRIGHT,
      MAXREPEAT,
      MAXGROUPS,
    },
  });
}
