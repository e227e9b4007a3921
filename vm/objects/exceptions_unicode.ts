// UnicodeError and its three kinds: what was encoded, decoded or translated, and where it failed.

import { PyException, ValueErrorType, withFields } from "./exceptions.ts";
import { field, subtype } from "./exceptions_fields.ts";
import { sizeNumber, strText } from "./operations.ts";
import { NONE, type Value } from "./object.ts";
import { typeError } from "./raise.ts";
import { type KwMap, method } from "./signature.ts";
import { isStr, pointsOf, type Str, strFromUtf16, strOf } from "./str.ts";
import { PyBytes } from "./bytes.ts";
import { type PyType, typeOf } from "./type.ts";

export const UnicodeErrorType: PyType = subtype(
  "UnicodeError",
  ValueErrorType,
  "Unicode related error.",
);

/** Filled in by buffer.ts: the bytes of a bytes-like object. */
export const unicodeErrorHooks: { bytesOf: (v: Value) => PyBytes | undefined } = {
  bytesOf: (v) => v instanceof PyBytes ? v : undefined,
};

/** The fields of UnicodeEncodeError and UnicodeDecodeError. */
export class PyUnicodeError extends PyException {
  encoding: Value | undefined;
  object: Value | undefined;
  start: Value | undefined;
  end: Value | undefined;
  reason: Value | undefined;
  constructor() {
    super();
    this.encoding = undefined;
    this.object = undefined;
    this.start = undefined;
    this.end = undefined;
    this.reason = undefined;
  }
  protected set(encoding: Value | undefined, object: Value, rest: Value[]): void {
    this.encoding = encoding;
    this.object = object;
    this.start = sizeNumber(rest[0]);
    this.end = sizeNumber(rest[1]);
    checkStr(rest[2], 5);
    this.reason = rest[2];
  }
  /** As they were given: a program may have set anything. */
  protected where(): [start: number, end: number] {
    return [Number(this.start ?? 0), Number(this.end ?? 0)];
  }
  /** The only element that is meant, or `undefined` where there are more (or none). */
  protected only<T>(elements: ArrayLike<T>): T | undefined {
    const [start, end] = this.where();
    return start >= 0 && end === start + 1 ? elements[start] : undefined;
  }
  protected reasonText(): string {
    return strText(this.reason ?? NONE);
  }
}

function checkStr(v: Value, position: number): void {
  if (!isStr(v)) {
    throw typeError(`argument ${position} must be str, not ${typeOf(v).name}`);
  }
}

function checkCount(args: Value[], n: number): void {
  if (args.length !== n) {
    throw typeError(`function takes exactly ${n} arguments (${args.length} given)`);
  }
}

function escapePoint(cp: number): string {
  if (cp <= 0xff) return "\\x" + cp.toString(16).padStart(2, "0");
  if (cp <= 0xffff) return "\\u" + cp.toString(16).padStart(4, "0");
  return "\\U" + cp.toString(16).padStart(8, "0");
}

/** UnicodeEncodeError. */
export class PyUnicodeEncodeError extends PyUnicodeError {
  override initialize(args: Value[], kw: KwMap | undefined): void {
    super.initialize(args, kw);
    checkCount(args, 5);
    checkStr(args[0], 1);
    checkStr(args[1], 2);
    this.set(args[0], args[1], args.slice(2));
  }
  override text(): Value {
    if (this.object === undefined || !isStr(this.object)) return "";
    const points = pointsOf(strOf(this.object) as Str);
    const [start, end] = this.where();
    const encoding = strText(this.encoding ?? "");
    const only = this.only(points);
    const where = only !== undefined
      ? `can't encode character '${escapePoint(only)}' in position ${start}`
      : `can't encode characters in position ${start}-${end - 1}`;
    return strFromUtf16(`'${encoding}' codec ${where}: ${this.reasonText()}`);
  }
}

/** UnicodeDecodeError. */
export class PyUnicodeDecodeError extends PyUnicodeError {
  override initialize(args: Value[], kw: KwMap | undefined): void {
    super.initialize(args, kw);
    checkCount(args, 5);
    checkStr(args[0], 1);
    const data = unicodeErrorHooks.bytesOf(args[1]);
    if (data === undefined) {
      throw typeError(`a bytes-like object is required, not '${typeOf(args[1]).name}'`);
    }
    this.set(args[0], data, args.slice(2));
  }
  override text(): Value {
    if (!(this.object instanceof PyBytes)) return "";
    const { data } = this.object;
    const [start, end] = this.where();
    const encoding = strText(this.encoding ?? "");
    const only = this.only(data);
    const where = only !== undefined
      ? `can't decode byte 0x${only.toString(16).padStart(2, "0")} in position ${start}`
      : `can't decode bytes in position ${start}-${end - 1}`;
    return strFromUtf16(`'${encoding}' codec ${where}: ${this.reasonText()}`);
  }
}

/** UnicodeTranslateError. */
export class PyUnicodeTranslateError extends PyUnicodeError {
  override initialize(args: Value[], kw: KwMap | undefined): void {
    super.initialize(args, kw);
    checkCount(args, 4);
    checkStr(args[0], 1);
    this.set(undefined, args[0], args.slice(1));
  }
  override text(): Value {
    if (this.object === undefined || !isStr(this.object)) return "";
    const points = pointsOf(strOf(this.object) as Str);
    const [start, end] = this.where();
    const only = this.only(points);
    const where = only !== undefined
      ? `can't translate character '${escapePoint(only)}' in position ${start}`
      : `can't translate characters in position ${start}-${end - 1}`;
    return strFromUtf16(`${where}: ${this.reasonText()}`);
  }
}

const str = method("(self, /)", "Return str(self).", (self: PyException) => self.text());
const fields = {
  encoding: field("exception encoding", "encoding"),
  object: field("exception object", "object"),
  start: field("exception start", "start"),
  end: field("exception end", "end"),
  reason: field("exception reason", "reason"),
};
export const UnicodeEncodeErrorType: PyType = withFields(
  "UnicodeEncodeError",
  PyUnicodeEncodeError,
  UnicodeErrorType,
  { doc: "Unicode encoding error.", methods: { __str__: str }, attributes: fields },
);
export const UnicodeDecodeErrorType: PyType = withFields(
  "UnicodeDecodeError",
  PyUnicodeDecodeError,
  UnicodeErrorType,
  { doc: "Unicode decoding error.", methods: { __str__: str }, attributes: fields },
);
export const UnicodeTranslateErrorType: PyType = withFields(
  "UnicodeTranslateError",
  PyUnicodeTranslateError,
  UnicodeErrorType,
  { doc: "Unicode translation error.", methods: { __str__: str }, attributes: fields },
);
