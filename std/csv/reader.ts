// Reading CSV: a state machine over the characters of a line.

import { parseFloatString } from "../../vm/objects/core/float_text.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { PyIterator } from "../../vm/objects/iteration.ts";
import { PyList } from "../../vm/objects/list.ts";
import { NONE, type PyObject, type Value } from "../../vm/objects/object.ts";
import { strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { typeOf } from "../../vm/objects/type.ts";
import {
  csvError,
  PyDialect,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
} from "./dialect.ts";

const START_RECORD = 0;
const START_FIELD = 1;
const ESCAPED_CHAR = 2;
const IN_FIELD = 3;
const IN_QUOTED_FIELD = 4;
const ESCAPE_IN_QUOTED_FIELD = 5;
const QUOTE_IN_QUOTED_FIELD = 6;
const EAT_CRNL = 7;
const AFTER_ESCAPED_CRNL = 8;

/** Stands for the end of a line. */
const END = "";

/** The largest field; a setting of the module. */
export const limits: { field: number } = { field: 131072 };

/** A csv reader. */
export class PyReader extends PyIterator {
  lines: PyObject | undefined = undefined;
  dialect: PyDialect = new PyDialect();
  lineNumber: number = 0;
  private state: number = START_RECORD;
  private field: string = "";
  private fields: Value[] = [];
  private unquoted: boolean = true;
  /** The line has characters above U+FFFF. */
  private astral: boolean = false;

  override step(): Value | undefined {
    this.fields = [];
    this.field = "";
    this.unquoted = true;
    this.state = START_RECORD;
    do {
      const line = this.lines!.step();
      if (line === undefined) {
        if (this.field !== "" || this.state === IN_QUOTED_FIELD) {
          if (this.dialect.strict) throw csvError.error("unexpected end of data");
          this.saveField();
          break;
        }
        return undefined;
      }
      const s = strOf(line);
      if (s === undefined) {
        throw csvError.error(
          `iterator should return strings, not ${
            typeOf(line).name
          } (the file should be opened in text mode)`,
        );
      }
      this.lineNumber++;
      this.astral = typeof s !== "string";
      if (this.astral) { for (const c of utf16(s)) this.process(c); }
      else this.processLine(s as string);
      this.process(END);
    } while (this.state !== START_RECORD);
    const { fields } = this;
    this.fields = [];
    return new PyList(fields);
  }

  /** A line without astral characters; runs of plain ones are taken at once. */
  private processLine(line: string): void {
    const { delimiter, escapechar, quotechar } = this.dialect;
    const n = line.length;
    for (let i = 0; i < n;) {
      const { state } = this;
      if (state === IN_FIELD || state === IN_QUOTED_FIELD) {
        let end = i;
        for (; end < n; end++) {
          const c = line[end];
          if (c === quotechar || c === escapechar) break;
          if (state === IN_FIELD && (c === delimiter || c === "\n" || c === "\r")) break;
        }
        if (end > i) {
          this.add(line.slice(i, end));
          i = end;
          continue;
        }
      }
      this.process(line[i++]);
    }
  }

  private add(text: string): void {
    if (this.field.length + text.length > limits.field) {
      throw csvError.error(`field larger than field limit (${limits.field})`);
    }
    this.field += text;
  }

  private saveField(): void {
    const { field, unquoted } = this;
    const { quoting } = this.dialect;
    let v: Value;
    if (unquoted && field === "" && (quoting === QUOTE_NOTNULL || quoting === QUOTE_STRINGS)) {
      v = NONE;
    } else if (
      unquoted && field !== "" && (quoting === QUOTE_NONNUMERIC || quoting === QUOTE_STRINGS)
    ) {
      v = new PyFloat(parseFloatString(field));
    } else {
      v = this.astral ? strFromUtf16(field) : field;
    }
    this.fields.push(v);
    this.field = "";
    this.unquoted = true;
  }

  /** A field ends with the line. */
  private endLine(c: string): void {
    this.saveField();
    this.state = c === END ? START_RECORD : EAT_CRNL;
  }

  private process(c: string): void {
    const d = this.dialect;
    const isNewline = c === "\n" || c === "\r";
    switch (this.state) {
      case START_RECORD:
        if (c === END) return;
        if (isNewline) {
          this.state = EAT_CRNL;
          return;
        }
        this.startField(c, isNewline);
        return;
      case START_FIELD:
        this.startField(c, isNewline);
        return;
      case ESCAPED_CHAR:
        if (isNewline) {
          this.add(c);
          this.state = AFTER_ESCAPED_CRNL;
          return;
        }
        this.add(c === END ? "\n" : c);
        this.state = IN_FIELD;
        return;
      case AFTER_ESCAPED_CRNL:
        if (c === END) return;
        this.inField(c, isNewline);
        return;
      case IN_FIELD:
        this.inField(c, isNewline);
        return;
      case IN_QUOTED_FIELD:
        if (c === END) return;
        if (c === d.escapechar) this.state = ESCAPE_IN_QUOTED_FIELD;
        else if (c === d.quotechar && d.quoting !== QUOTE_NONE) {
          this.state = d.doublequote ? QUOTE_IN_QUOTED_FIELD : IN_FIELD;
        } else this.add(c);
        return;
      case ESCAPE_IN_QUOTED_FIELD:
        this.add(c === END ? "\n" : c);
        this.state = IN_QUOTED_FIELD;
        return;
      case QUOTE_IN_QUOTED_FIELD:
        if (d.quoting !== QUOTE_NONE && c === d.quotechar) {
          this.add(c);
          this.state = IN_QUOTED_FIELD;
        } else if (c === d.delimiter) {
          this.saveField();
          this.state = START_FIELD;
        } else if (isNewline || c === END) {
          this.endLine(c);
        } else if (!d.strict) {
          this.add(c);
          this.state = IN_FIELD;
        } else {
          throw csvError.error(`'${d.delimiter}' expected after '${d.quotechar}'`);
        }
        return;
      case EAT_CRNL:
        if (isNewline) return;
        if (c === END) {
          this.state = START_RECORD;
          return;
        }
        throw csvError.error(
          "new-line character seen in unquoted field - do you need to open the file with newline=''?",
        );
    }
  }

  private startField(c: string, isNewline: boolean): void {
    const d = this.dialect;
    if (isNewline || c === END) {
      this.endLine(c);
    } else if (c === d.quotechar && d.quoting !== QUOTE_NONE) {
      this.unquoted = false;
      this.state = IN_QUOTED_FIELD;
    } else if (c === d.escapechar) {
      this.state = ESCAPED_CHAR;
    } else if (c === " " && d.skipinitialspace) {
      this.state = START_FIELD;
    } else if (c === d.delimiter) {
      this.saveField();
      this.state = START_FIELD;
    } else {
      this.add(c);
      this.state = IN_FIELD;
    }
  }

  private inField(c: string, isNewline: boolean): void {
    const d = this.dialect;
    if (isNewline || c === END) {
      this.endLine(c);
    } else if (c === d.escapechar) {
      this.state = ESCAPED_CHAR;
    } else if (c === d.delimiter) {
      this.saveField();
      this.state = START_FIELD;
    } else {
      this.add(c);
      this.state = IN_FIELD;
    }
  }
}
