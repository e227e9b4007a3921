// Writing CSV: a record as one line.

import { call } from "../../vm/objects/attributes.ts";
import { forEach } from "../../vm/objects/iteration.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { strText } from "../../vm/objects/operations.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import {
  csvError,
  PyDialect,
  QUOTE_ALL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
} from "./dialect.ts";

/** A csv writer. */
export class PyWriter extends PyObject {
  write: Value = NONE;
  dialect: PyDialect = new PyDialect();

  writerow(row: Value): Value {
    const t = typeOf(row);
    if (t.lookup("__iter__") === undefined && t.lookup("__getitem__") === undefined) {
      throw csvError.error(`iterable expected, not ${t.name}`);
    }
    const { dialect } = this;
    let line = "", count = 0, isNull = false;
    forEach(row, (v) => {
      if (count > 0) line += dialect.delimiter;
      isNull = v === NONE;
      line += this.field(v);
      count++;
    });
    if (count > 0 && line === "") {
      const { quoting } = dialect;
      if (
        quoting === QUOTE_NONE ||
        isNull && (quoting === QUOTE_STRINGS || quoting === QUOTE_NOTNULL)
      ) {
        throw csvError.error("single empty field record must be quoted");
      }
      line = dialect.quotechar! + dialect.quotechar!;
    }
    return call(this.write, [strFromUtf16(line + dialect.lineterminator)]);
  }

  private field(v: Value): string {
    const d = this.dialect;
    let quoted = false;
    switch (d.quoting) {
      case QUOTE_NONNUMERIC:
        quoted = !isNumber(v);
        break;
      case QUOTE_ALL:
        quoted = true;
        break;
      case QUOTE_STRINGS:
        quoted = isStr(v);
        break;
      case QUOTE_NOTNULL:
        quoted = v !== NONE;
    }
    const text = v === NONE ? "" : isStr(v) ? utf16(strOf(v)!) : strText(v);
    if (text === "" && d.delimiter === " " && d.skipinitialspace) {
      if (
        d.quoting === QUOTE_NONE ||
        v === NONE && (d.quoting === QUOTE_STRINGS || d.quoting === QUOTE_NOTNULL)
      ) {
        throw csvError.error(
          "empty field must be quoted if delimiter is a space and skipinitialspace is true",
        );
      }
      quoted = true;
    }
    const { delimiter, escapechar, quotechar, lineterminator } = d;
    let out = "", from = 0;
    for (let i = 0; i < text.length; i++) {
      let c = text[i];
      if (c >= "\ud800" && c <= "\udbff" && i + 1 < text.length) c += text[i + 1];
      const special = c === delimiter || c === escapechar || c === quotechar || c === "\n" ||
        c === "\r" || lineterminator.includes(c);
      if (!special) continue;
      let escape = false;
      if (d.quoting === QUOTE_NONE) {
        escape = true;
      } else {
        if (c === quotechar) {
          if (d.doublequote) {
            out += text.slice(from, i) + quotechar;
            from = i;
          } else {
            escape = true;
          }
        } else if (c === escapechar) {
          escape = true;
        }
        if (!escape) quoted = true;
      }
      if (escape) {
        if (escapechar === undefined) {
          throw csvError.error("need to escape, but no escapechar set");
        }
        out += text.slice(from, i) + escapechar;
        from = i;
      }
    }
    const body = from === 0 && out === "" ? text : out + text.slice(from);
    return quoted ? quotechar + body + quotechar : body;
  }
}

/** What CPython takes for a number: it converts to int, float or index. */
function isNumber(v: Value): boolean {
  if (typeof v === "number" || typeof v === "bigint" || typeof v === "boolean") return true;
  const t = typeOf(v);
  return t.lookup("__int__") !== undefined || t.lookup("__float__") !== undefined ||
    t.lookup("__index__") !== undefined || t.lookup("__complex__") !== undefined;
}
