// SyntaxError and its subclasses: where in which source.

import {
  ExceptionType,
  exceptionTypes,
  PyException,
  ValueErrorType,
  withFields,
} from "./exceptions.ts";
import { field, subtype } from "./exceptions_fields.ts";
import { toArray } from "./iteration.ts";
import { strText } from "./operations.ts";
import { NONE, type Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import type { PyType } from "./type.ts";
import { PyTuple } from "./tuple.ts";

/** An instance of SyntaxError. */
export class PySyntaxError extends PyException {
  msg: Value | undefined;
  filename: Value | undefined;
  lineno: Value | undefined;
  offset: Value | undefined;
  text_: Value | undefined;
  end_lineno: Value | undefined;
  end_offset: Value | undefined;
  print_file_and_line: Value | undefined;
  constructor() {
    super();
    this.msg = undefined;
    this.filename = undefined;
    this.lineno = undefined;
    this.offset = undefined;
    this.text_ = undefined;
    this.end_lineno = undefined;
    this.end_offset = undefined;
    this.print_file_and_line = undefined;
  }

  override initialize(args: Value[], kw: KwMap | undefined): void {
    super.initialize(args, kw);
    if (args.length >= 1) this.msg = args[0];
    if (args.length !== 2) return;
    const info = toArray(args[1]);
    if (info.length < 4) {
      throw typeError(`function takes at least 4 arguments (${info.length} given)`);
    }
    if (info.length > 6) {
      throw typeError(`function takes at most 6 arguments (${info.length} given)`);
    }
    if (info.length === 5) {
      throw typeError("end_offset must be provided when end_lineno is provided");
    }
    this.filename = info[0];
    this.lineno = info[1];
    this.offset = info[2];
    this.text_ = info[3];
    this.end_lineno = info[4];
    this.end_offset = info[5];
  }

  override text(): Value {
    const { filename, lineno } = this;
    const message = strText(this.msg ?? NONE);
    const name = filename !== undefined && isStr(filename)
      ? utf16(strOf(filename)!).split("/").pop()!
      : undefined;
    const line = typeof lineno === "number" ? lineno : undefined;
    if (name === undefined && line === undefined) return strFromUtf16(message);
    if (name !== undefined && line !== undefined) {
      return strFromUtf16(`${message} (${name}, line ${line})`);
    }
    if (name !== undefined) return strFromUtf16(`${message} (${name})`);
    return strFromUtf16(`${message} (line ${line})`);
  }
}

export const SyntaxErrorType: PyType = withFields("SyntaxError", PySyntaxError, ExceptionType, {
  doc: "Invalid syntax.",
  methods: {
    __str__: method("(self, /)", "Return str(self).", (self: PySyntaxError) => self.text()),
  },
  attributes: {
    msg: field("exception msg", "msg"),
    filename: field("exception filename", "filename"),
    lineno: field("exception lineno", "lineno"),
    offset: field("exception offset", "offset"),
    text: field("exception text", "text_"),
    end_lineno: field("exception end lineno", "end_lineno"),
    end_offset: field("exception end offset", "end_offset"),
    print_file_and_line: field("exception print_file_and_line", "print_file_and_line"),
  },
});
export const IndentationErrorType: PyType = subtype(
  "IndentationError",
  SyntaxErrorType,
  "Improper indentation.",
);
export const TabErrorType: PyType = subtype(
  "TabError",
  IndentationErrorType,
  "Improper mixture of spaces and tabs.",
);
export const IncompleteInputErrorType: PyType = subtype(
  "_IncompleteInputError",
  SyntaxErrorType,
  "incomplete input.",
);

/** Fields of a SyntaxError, as the front end reports them. */
export interface SyntaxErrorFields {
  readonly type: string;
  readonly msg: string;
  readonly filename: Value;
  readonly lineno: number;
  readonly offset: number;
  readonly text: Value | undefined;
  readonly end_lineno: number | undefined;
  readonly end_offset: number | undefined;
}

/** The exception of a problem that the front end found. */
export function syntaxError(fields: SyntaxErrorFields): PyException {
  const t = exceptionTypes.get(fields.type) ?? ValueErrorType;
  const e = t.allocate() as PyException;
  const message = strFromUtf16(fields.msg);
  if (!(e instanceof PySyntaxError)) {
    e.initialize([message], undefined);
    return e;
  }
  const info: Value[] = [fields.filename, fields.lineno, fields.offset, fields.text ?? NONE];
  if (fields.end_lineno !== undefined) info.push(fields.end_lineno, fields.end_offset ?? 0);
  e.initialize([message, syntaxHooks.tuple(info)], undefined);
  return e;
}

const syntaxHooks = { tuple: (items: Value[]): Value => new PyTuple(items) };
