// Exceptions as CPython shows them at top level, to the byte: chains, groups, notes, "Did you mean", repeated lines.
//
// The library's `traceback` module shows the same; this is for when it cannot be imported, and for start-up: an uncaught
// exception needs no import. It calls Python only for `str()`, `dir()` and the attributes that a class may have overridden.

import { callUnbound, getAttrOrAbsent } from "../objects/attributes.ts";
import { classModule } from "../objects/class_names.ts";
import { PyDict } from "../objects/dict.ts";
import { PyExceptionGroup } from "../objects/exception_groups.ts";
import { PyException } from "../objects/exceptions.ts";
import { PyAttributeError, PyImportError, PyNameError } from "../objects/exceptions_fields.ts";
import { PySyntaxError } from "../objects/exceptions_syntax.ts";
import { toArray } from "../objects/iteration.ts";
import { NONE, type Value } from "../objects/object.ts";
import { operationHooks, repr, strText } from "../objects/operations.ts";
import { isStr, strOf, utf16 } from "../objects/str.ts";
import { typeOf } from "../objects/type.ts";
import { sourceLines } from "./carets.ts";
import { Colors } from "./colors.ts";
import type { Frame } from "./frame.ts";
import { snapshot } from "./frame_locals.ts";
import { bestMatch } from "../objects/core/suggestions.ts";
import { PyTraceback } from "./traceback.ts";

/** What this file needs of the rest of the machine. */
export const printHooks: {
  /** A line of a source, from 1, without its end; `undefined` where it cannot be had. */
  line: (filename: string, line: number, globals: PyDict) => string | undefined;
  /** `sys.stdlib_module_names` */
  isLibraryModule: (name: string) => boolean;
  /** A module by name, for suggestions; may throw. */
  importModule: (name: string) => Value;
} = {
  line: () => undefined,
  isLibraryModule: () => false,
  importModule: () => NONE,
};

/** How an exception is shown. */
export interface PrintOptions {
  colorize?: boolean;
  /** `sys.tracebacklimit`: only so many of the innermost entries. */
  limit?: number;
}

const CUTOFF = 3;
const MAX_GROUP_WIDTH = 15;
const MAX_GROUP_DEPTH = 10;
const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";

/** The text of an exception with its traceback and those that it is chained to. */
export function formatException(e: PyException, options: PrintOptions = {}): string {
  const printer = new Printer(options.colorize === true, options.limit);
  printer.exception(e, new Set());
  return printer.out.join("");
}

/** The entries of a traceback, without a heading. */
export function formatTraceback(tb: PyTraceback | undefined, options: PrintOptions = {}): string {
  return new Printer(options.colorize === true, options.limit).entries(tb);
}

/** Only the last lines: the exception's type, text and notes. */
export function formatExceptionOnly(e: PyException, options: PrintOptions = {}): string {
  return new Printer(options.colorize === true, options.limit).final(e);
}

/** `str(v)`, or a text that says that it failed. */
function safe(v: Value, what: string, how: "str" | "repr" = "str"): string {
  try {
    return how === "str" ? strText(v) : repr(v);
  } catch {
    return `<${what} ${how}() failed>`;
  }
}

/** Indents every line. */
function indented(text: string, prefix: string): string {
  if (prefix === "") return text;
  const lines = text.split("\n");
  const end = lines[lines.length - 1] === "" ? lines.pop() : undefined;
  const out = lines.map((l) => prefix + l).join("\n");
  return end === undefined ? out : out + "\n";
}

class Printer {
  readonly out: string[];
  private readonly colorize: boolean;
  private readonly limit: number | undefined;
  private depth: number;
  private needClose: boolean;

  constructor(colorize: boolean, limit: number | undefined) {
    this.out = [];
    this.colorize = colorize;
    this.limit = limit;
    this.depth = 0;
    this.needClose = false;
  }

  private emit(text: string, margin = "|"): void {
    const prefix = "  ".repeat(this.depth) + (this.depth > 0 ? margin + " " : "");
    this.out.push(indented(text, prefix));
  }

  /** An exception after those that it is chained to. */
  exception(e: PyException, seen: Set<PyException>): void {
    const chain: { e: PyException; message: string | undefined }[] = [];
    let at: PyException | undefined = e;
    seen.add(e);
    while (at !== undefined) {
      let next: PyException | undefined;
      let message: string | undefined;
      if (at.cause !== undefined && !seen.has(at.cause)) {
        next = at.cause;
        message = CAUSE;
      } else if (
        at.cause === undefined && at.context !== undefined && !at.suppressContext &&
        !seen.has(at.context)
      ) {
        next = at.context;
        message = CONTEXT;
      }
      chain.push({ e: at, message });
      if (next !== undefined) seen.add(next);
      at = next;
    }
    for (let i = chain.length - 1; i >= 0; i--) {
      const { e, message } = chain[i];
      if (message !== undefined) this.emit(message);
      if (e instanceof PyExceptionGroup) this.group(e, seen);
      else {
        const tb = e.traceback as PyTraceback | undefined;
        if (tb !== undefined && this.limit !== 0) {
          this.emit("Traceback (most recent call last):\n");
          this.emit(this.entries(tb));
        }
        this.emit(this.final(e));
      }
    }
  }

  private group(e: PyExceptionGroup, seen: Set<PyException>): void {
    if (this.depth > MAX_GROUP_DEPTH) {
      this.emit(`... (max_group_depth is ${MAX_GROUP_DEPTH})\n`);
      return;
    }
    const top = this.depth === 0;
    if (top) this.depth++;
    const tb = e.traceback as PyTraceback | undefined;
    if (tb !== undefined) {
      this.emit("Exception Group Traceback (most recent call last):\n", top ? "+" : "|");
      this.emit(this.entries(tb));
    }
    this.emit(this.final(e));
    const { items } = e.exceptions;
    const n = items.length <= MAX_GROUP_WIDTH ? items.length : MAX_GROUP_WIDTH + 1;
    this.needClose = false;
    for (let i = 0; i < n; i++) {
      const last = i === n - 1;
      if (last) this.needClose = true;
      const truncated = i >= MAX_GROUP_WIDTH;
      const title = truncated ? "..." : String(i + 1);
      this.out.push(
        "  ".repeat(this.depth) + (i === 0 ? "+-" : "  ") +
          `+---------------- ${title} ----------------\n`,
      );
      this.depth++;
      if (truncated) {
        const rest = items.length - MAX_GROUP_WIDTH;
        this.emit(`and ${rest} more exception${rest > 1 ? "s" : ""}\n`);
      } else {
        this.exception(items[i] as PyException, seen);
      }
      if (last && this.needClose) {
        this.out.push("  ".repeat(this.depth) + "+------------------------------------\n");
        this.needClose = false;
      }
      this.depth--;
    }
    if (top) this.depth = 0;
  }

  /** The entries of a traceback; the same line many times over is shown three times. */
  entries(tb: PyTraceback | undefined): string {
    let entries: PyTraceback[] = [];
    for (let t = tb; t !== undefined; t = t.next) entries.push(t);
    if (this.limit !== undefined) {
      entries = this.limit <= 0 ? [] : entries.slice(Math.max(0, entries.length - this.limit));
    }
    let out = "";
    let count = 0;
    let last: PyTraceback | undefined;
    const repeated = (): string => {
      if (count <= CUTOFF) return "";
      const n = count - CUTOFF;
      return `  [Previous line repeated ${n} more time${n > 1 ? "s" : ""}]\n`;
    };
    for (const t of entries) {
      const { code } = t.frame;
      const same = last !== undefined && last.frame.code.filename === code.filename &&
        last.line === t.line && last.frame.code.name === code.name && t.line >= 0;
      if (!same) {
        out += repeated();
        last = t;
        count = 0;
      }
      count++;
      if (count <= CUTOFF) out += this.entry(t);
    }
    return out + repeated();
  }

  private entry(t: PyTraceback): string {
    const { code, globals } = t.frame;
    const file = code.filename.startsWith("<stdin>-") ? "<stdin>" : code.filename;
    const positions = code.positions();
    const at = t.pc;
    const known = at >= 0 && at + 3 < positions.length && positions[at] >= 0;
    const line = t.knownLine !== undefined && !known ? t.knownLine : t.line;
    const shownLine = line < 0 ? "None" : String(line);
    const m = this.colorize ? Colors.magenta : "", r = this.colorize ? Colors.reset : "";
    const head = `  File ${m}"${file}"${r}, line ${m}${shownLine}${r}, in ${m}${code.name}${r}\n`;
    const position = known
      ? {
        line: positions[at],
        endLine: positions[at + 1],
        col: positions[at + 2],
        endCol: positions[at + 3],
      }
      : { line, endLine: line, col: -1, endCol: -1 };
    return head + sourceLines(
      position,
      (n) => printHooks.line(code.filename, n, globals) ?? "",
      this.colorize,
    );
  }

  /** The lines that tell type and text, and the notes. */
  final(e: PyException): string {
    let out = e instanceof PySyntaxError ? this.syntaxError(e) : this.finalLine(e);
    let notes: Value | undefined;
    try {
      notes = getAttrOrAbsent(e, "__notes__");
    } catch (other) {
      const text = other instanceof PyException ? safe(other, "__notes__", "repr") : String(other);
      return out + `Ignored error getting __notes__: ${text}\n`;
    }
    if (notes === undefined || notes === NONE) return out;
    if (isSequence(notes)) {
      for (const n of toArray(notes)) out += safe(n, "note") + "\n";
    } else {
      out += safe(notes, "__notes__", "repr") + "\n";
    }
    return out;
  }

  private finalLine(e: PyException): string {
    const text = safe(e, "exception") + suggestionText(e);
    const name = typeName(e);
    if (this.colorize) {
      const shown = `${Colors.boldMagenta}${name}${Colors.reset}`;
      return text === "" ? `${shown}\n` : `${shown}: ${Colors.magenta}${text}${Colors.reset}\n`;
    }
    return text === "" ? `${name}\n` : `${name}: ${text}\n`;
  }

  private syntaxError(e: PySyntaxError): string {
    const field = (v: Value | undefined): Value | undefined => v === NONE ? undefined : v;
    const number = (v: Value | undefined): number | undefined => {
      const n = v === undefined ? undefined : operationHooks.intOf(v);
      return n === undefined ? undefined : Number(n);
    };
    const m = this.colorize ? Colors.magenta : "", r = this.colorize ? Colors.reset : "";
    const filename = field(e.filename);
    const lineno = field(e.lineno);
    let out = "";
    let suffix = "";
    if (lineno !== undefined) {
      const shown = filename === undefined ? "" : strText(filename);
      out += `  File ${m}"${shown === "" ? "<string>" : shown}"${r}, line ${m}${
        strText(lineno)
      }${r}\n`;
    } else if (filename !== undefined) {
      suffix = ` (${strText(filename)})`;
    }
    const textValue = field(e.text_);
    if (textValue !== undefined && isStr(textValue)) {
      const text = utf16(strOf(textValue)!);
      out += this.syntaxLine(
        text,
        number(field(e.offset)),
        number(field(e.end_offset)),
        number(lineno) === number(field(e.end_lineno)),
      );
    }
    const msg = field(e.msg);
    const shownMsg = msg === undefined || isStr(msg) && strOf(msg) === ""
      ? "<no detail available>"
      : safe(msg, "exception");
    const b = this.colorize ? Colors.boldMagenta : "";
    return out + `${b}${typeName(e)}${r}: ${m}${shownMsg}${r}${suffix}\n`;
  }

  private syntaxLine(
    text: string,
    givenOffset: number | undefined,
    givenEnd: number | undefined,
    sameLine: boolean,
  ): string {
    let end = text.length;
    while (end > 0 && text[end - 1] === "\n") end--;
    // columns count code points
    const right = [...text.slice(0, end)];
    let spaces = 0;
    while (spaces < right.length && " \n\f".includes(right[spaces])) spaces++;
    const left = right.slice(spaces);
    if (givenOffset === undefined) return `    ${left.join("")}\n`;
    const length = [...text].length;
    let offset = givenOffset;
    let stop = sameLine
      ? (givenEnd === undefined || givenEnd === 0 ? offset : givenEnd)
      : right.length + 1;
    if (length > 0 && offset > length) offset = right.length + 1;
    if (length > 0 && stop > length) stop = right.length + 1;
    if (offset >= stop || stop < 0) stop = offset + 1;
    const from = offset - 1 - spaces, to = stop - 1 - spaces;
    if (from < 0) return `    ${left.join("")}\n`;
    const pad = left.slice(0, from).map((c) => c.trim() === "" ? c : " ").join("");
    const marks = "^".repeat(Math.max(0, to - from));
    if (!this.colorize) return `    ${left.join("")}\n    ${pad}${marks}\n`;
    const line = left.slice(0, from).join("") + Colors.boldRed + left.slice(from, to).join("") +
      Colors.reset + left.slice(to).join("");
    return `    ${line}\n    ${pad}${Colors.boldRed}${marks}${Colors.reset}\n`;
  }
}

function isSequence(v: Value): boolean {
  return !isStr(v) && typeOf(v).patternKind === "sequence";
}

function typeName(e: PyException): string {
  const t = e.cls;
  const module = classModule(t);
  if (module === "__main__" || module === "builtins") return t.qualname;
  return `${module ?? "<unknown>"}.${t.qualname}`;
}

/** "Did you mean" and "Did you forget to import", as they follow the text. */
function suggestionText(e: PyException): string {
  try {
    if (e instanceof PyImportError) {
      const wrong = textOf(e.name_from);
      const s = wrong === undefined ? undefined : importSuggestion(e, wrong);
      return s === undefined ? "" : `. Did you mean: '${s}'?`;
    }
    if (e instanceof PyAttributeError) {
      const wrong = textOf(e.name);
      const s = wrong === undefined ? undefined : attributeSuggestion(e, wrong);
      return s === undefined ? "" : `. Did you mean: '${s}'?`;
    }
    if (e instanceof PyNameError) {
      const wrong = textOf(e.name);
      if (wrong === undefined) return "";
      const s = nameSuggestion(e, wrong);
      let text = s === undefined ? "" : `. Did you mean: '${s}'?`;
      if (printHooks.isLibraryModule(wrong)) {
        text += s === undefined
          ? `. Did you forget to import '${wrong}'?`
          : ` Or did you forget to import '${wrong}'?`;
      }
      return text;
    }
  } catch (other) {
    if (!(other instanceof PyException)) throw other;
  }
  return "";
}

function textOf(v: Value | undefined): string | undefined {
  return v !== undefined && isStr(v) ? utf16(strOf(v)!) : undefined;
}

/** `dir(o)`: sorted names; throws what `__dir__` throws. */
function dir(o: Value): string[] {
  const f = typeOf(o).lookup("__dir__");
  if (f === undefined) return [];
  const names: string[] = [];
  for (const n of toArray(callUnbound(f, o, []))) {
    const s = textOf(n);
    if (s !== undefined) names.push(s);
  }
  return names.sort();
}

function innermost(e: PyException): Frame | undefined {
  let tb = e.traceback instanceof PyTraceback ? e.traceback : undefined;
  while (tb?.next !== undefined) tb = tb.next;
  return tb?.frame;
}

function localsDict(frame: Frame): PyDict {
  const { locals } = frame;
  if (locals === undefined) return snapshot(frame);
  return locals instanceof PyDict ? locals : new PyDict();
}

function attributeSuggestion(e: PyAttributeError, wrong: string): string | undefined {
  const { obj } = e;
  if (obj === undefined) {
    return bestMatch(dir(NONE).filter((n) => wrong[0] === "_" || n[0] !== "_"), wrong);
  }
  let names = dir(obj);
  let hide = !wrong.startsWith("_");
  if (hide) {
    const frame = innermost(e);
    if (frame !== undefined && localsDict(frame).getStr("self") === obj) hide = false;
  }
  if (hide) names = names.filter((n) => !n.startsWith("_"));
  return bestMatch(names, wrong);
}

function importSuggestion(e: PyImportError, wrong: string): string | undefined {
  const module = textOf(e.name);
  if (module === undefined) return undefined;
  let names = dir(printHooks.importModule(module));
  if (!wrong.startsWith("_")) names = names.filter((n) => !n.startsWith("_"));
  return bestMatch(names, wrong);
}

function nameSuggestion(e: PyNameError, wrong: string): string | undefined {
  const frame = innermost(e);
  if (frame === undefined) return undefined;
  const locals = localsDict(frame);
  const names: string[] = [];
  for (const d of [locals, frame.globals, frame.builtins]) {
    for (const k of d.keys()) {
      const s = textOf(k);
      if (s !== undefined) names.push(s);
    }
  }
  const self = locals.getStr("self");
  if (self !== undefined && getAttrOrAbsent(self, wrong) !== undefined) return `self.${wrong}`;
  return bestMatch(names, wrong);
}
