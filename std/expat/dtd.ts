// What a document type declaration declares, and the reading of a single declaration.

import {
  BAD_CHAR_REF,
  INVALID_TOKEN,
  PARAM_ENTITY_REF,
  PUBLICID,
  RECURSIVE_ENTITY_REF,
  SYNTAX,
  UNDEFINED_ENTITY,
  XmlError,
} from "./errors.ts";
import {
  badCharacter,
  isCharacter,
  nameEnd,
  nmtokenEnd,
  normalizeLines,
  spaceEnd,
} from "./names.ts";

/** An entity. */
export interface Entity {
  readonly name: string;
  /** What it stands for, if that is in the document. */
  readonly value: string | undefined;
  readonly base: string | undefined;
  readonly systemId: string | undefined;
  readonly publicId: string | undefined;
  readonly notation: string | undefined;
  /** It is being expanded. */
  open: boolean;
}

/** An attribute as it is declared. */
export interface Attribute {
  readonly type: string;
  readonly isCdata: boolean;
  readonly preset: string | undefined;
}

/** A model of an element's contents, as expat describes it. */
export interface Model {
  type: number;
  quantifier: number;
  name: string | undefined;
  children: Model[];
}

/** All declarations; a document's parser and those of its external entities share one. */
export class Dtd {
  readonly entities: Map<string, Entity> = new Map();
  readonly parameters: Map<string, Entity> = new Map();
  readonly attributes: Map<string, Map<string, Attribute>> = new Map();
  standalone: boolean = false;
  /** There may be declarations that have not been seen. */
  hasParameterRefs: boolean = false;
  /** Declarations still count. */
  keeps: boolean = true;
  /** Bytes of the document, and those that its entities made. */
  direct: number = 0;
  indirect: number = 0;

  constructor() {
    for (
      const [name, value] of [["lt", "<"], ["gt", ">"], ["amp", "&"], ["apos", "'"], ["quot", '"']]
    ) {
      this.entities.set(name, {
        name,
        value,
        base: undefined,
        systemId: undefined,
        publicId: undefined,
        notation: undefined,
        open: false,
      });
    }
  }
}

/** The five entities that need no declaration. */
export const PREDEFINED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  apos: "'",
  quot: '"',
};

/** Reads the parts of one declaration, whose text begins at `offset` of what is parsed. */
export class DeclarationReader {
  readonly text: string;
  at: number;
  private readonly offset: number;

  constructor(text: string, at: number, offset: number) {
    this.text = text;
    this.at = at;
    this.offset = offset;
  }

  /** An error here. */
  wrong(code: number = INVALID_TOKEN, at: number = this.at): XmlError {
    return new XmlError(code, this.offset < 0 ? -1 : this.offset + at);
  }

  skip(): boolean {
    const end = spaceEnd(this.text, this.at);
    const any = end > this.at;
    this.at = end;
    return any;
  }

  space(): void {
    if (!this.skip()) throw this.wrong();
  }

  is(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.is(text)) throw this.wrong();
  }

  name(): string {
    const end = nameEnd(this.text, this.at);
    if (end === this.at) throw this.wrong();
    const name = this.text.slice(this.at, end);
    this.at = end;
    return name;
  }

  nmtoken(): string {
    const end = nmtokenEnd(this.text, this.at);
    if (end === this.at) throw this.wrong();
    const name = this.text.slice(this.at, end);
    this.at = end;
    return name;
  }

  /** What stands between quotes. */
  literal(): string {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") throw this.wrong();
    const end = this.text.indexOf(quote, this.at + 1);
    if (end < 0) throw this.wrong();
    const bad = badCharacter(this.text, this.at, end);
    if (bad >= 0) throw this.wrong(INVALID_TOKEN, bad);
    const value = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return value;
  }

  publicId(): string {
    const start = this.at;
    const value = this.literal();
    if (!/^[ \r\nA-Za-z0-9\-'()+,./:=?;!*#@$_%]*$/.test(value)) throw this.wrong(PUBLICID, start);
    return value.trim().replace(/[ \r\n]+/g, " ");
  }

  /** SYSTEM or PUBLIC and what follows; `undefined` where neither stands here. */
  externalId(
    systemOptional: boolean = false,
  ): { systemId: string | undefined; publicId: string | undefined } | undefined {
    if (this.is("SYSTEM")) {
      this.space();
      return { systemId: this.literal(), publicId: undefined };
    }
    if (!this.is("PUBLIC")) return undefined;
    this.space();
    const publicId = this.publicId();
    const spaced = this.skip();
    const c = this.text[this.at];
    if (c !== '"' && c !== "'") {
      if (systemOptional) return { systemId: undefined, publicId };
      throw this.wrong(c === ">" || c === "[" ? SYNTAX : INVALID_TOKEN);
    }
    if (!spaced) throw this.wrong();
    return { systemId: this.literal(), publicId };
  }

  end(): void {
    this.skip();
    if (this.text[this.at] !== ">") throw this.wrong(SYNTAX);
    this.at++;
  }

  /** The model of an element's contents. */
  model(): Model {
    const plain = (type: number): Model => ({ type, quantifier: 0, name: undefined, children: [] });
    if (this.is("EMPTY")) return plain(1);
    if (this.is("ANY")) return plain(2);
    if (this.text[this.at] !== "(") throw this.wrong(SYNTAX);
    return this.group();
  }

  private quantifier(): number {
    return this.is("?") ? 1 : this.is("*") ? 2 : this.is("+") ? 3 : 0;
  }

  private group(): Model {
    this.expect("(");
    this.skip();
    const children: Model[] = [];
    if (this.is("#PCDATA")) {
      for (this.skip(); this.is("|"); this.skip()) {
        this.skip();
        children.push({ type: 4, quantifier: 0, name: this.name(), children: [] });
      }
      this.expect(")");
      const quantifier = this.is("*") ? 2 : 0;
      if (children.length > 0 && quantifier === 0) throw this.wrong();
      return { type: 3, quantifier, name: undefined, children };
    }
    let separator = "";
    for (;;) {
      this.skip();
      if (this.text[this.at] === "(") children.push(this.group());
      else {
        const name = this.name();
        children.push({ type: 4, quantifier: this.quantifier(), name, children: [] });
      }
      this.skip();
      if (this.is(")")) break;
      const c = this.text[this.at];
      if (c !== "|" && c !== "," || separator !== "" && c !== separator) {
        throw this.wrong(c === "|" || c === "," ? SYNTAX : INVALID_TOKEN);
      }
      separator = c;
      this.at++;
    }
    return {
      type: separator === "|" ? 5 : 6,
      quantifier: this.quantifier(),
      name: undefined,
      children,
    };
  }

  /** The type of an attribute, written without spaces. */
  attributeType(): string {
    for (
      const type of [
        "CDATA",
        "IDREFS",
        "IDREF",
        "ID",
        "ENTITIES",
        "ENTITY",
        "NMTOKENS",
        "NMTOKEN",
      ]
    ) {
      if (this.is(type)) return type;
    }
    const isNotation = this.is("NOTATION");
    if (isNotation) this.space();
    if (this.text[this.at] !== "(") throw this.wrong(SYNTAX);
    this.at++;
    const names: string[] = [];
    do {
      this.skip();
      names.push(isNotation ? this.name() : this.nmtoken());
      this.skip();
    } while (this.is("|"));
    this.expect(")");
    return `${isNotation ? "NOTATION" : ""}(${names.join("|")})`;
  }
}

/**
 * The value of an entity: references to characters and to parameter entities are resolved, those to other entities stay.
 */
export function entityValue(literal: string, dtd: Dtd, isInternal: boolean): string {
  const text = normalizeLines(literal);
  if (!/[%&]/.test(text)) return text;
  let out = "";
  for (let i = 0; i < text.length;) {
    const c = text[i];
    if (c === "%") {
      const end = nameEnd(text, i + 1);
      if (end === i + 1 || text[end] !== ";") throw new XmlError(INVALID_TOKEN);
      if (isInternal) throw new XmlError(PARAM_ENTITY_REF);
      const e = dtd.parameters.get(text.slice(i + 1, end));
      if (e !== undefined && e.value !== undefined) {
        if (e.open) throw new XmlError(RECURSIVE_ENTITY_REF);
        e.open = true;
        out += entityValue(e.value, dtd, isInternal);
        e.open = false;
      } else if (e === undefined) dtd.keeps = dtd.standalone;
      i = end + 1;
    } else if (c === "&" && text[i + 1] === "#") {
      const m = /^&#(?:x([0-9a-fA-F]+)|([0-9]+));/.exec(text.slice(i, i + 20));
      if (m === null) throw new XmlError(INVALID_TOKEN);
      const n = m[1] !== undefined ? parseInt(m[1], 16) : Number(m[2]);
      if (!isCharacter(n)) throw new XmlError(BAD_CHAR_REF);
      out += String.fromCodePoint(n);
      i += m[0].length;
    } else if (c === "&") {
      const end = nameEnd(text, i + 1);
      if (end === i + 1 || text[end] !== ";") throw new XmlError(INVALID_TOKEN);
      out += text.slice(i, end + 1);
      i = end + 1;
    } else {
      out += c;
      i++;
    }
  }
  return out;
}

/** The value of an attribute with everything in it resolved. */
export function attributeValue(
  raw: string,
  dtd: Dtd,
  isCdata: boolean,
  offset: number,
  grew: (n: number) => void,
): string {
  if (!/[&\r\n\t]/.test(raw)) return isCdata ? raw : raw.replace(/ +/g, " ").replace(/^ | $/g, "");
  const parts: string[] = [];
  appendValue(raw, dtd, offset, parts, grew);
  const value = parts.join("");
  return isCdata ? value : value.replace(/ +/g, " ").replace(/^ | $/g, "");
}

function appendValue(
  raw: string,
  dtd: Dtd,
  offset: number,
  parts: string[],
  grew: (n: number) => void,
): void {
  const text = raw.replace(
    /\r\n?|[\n\t]/g,
    (m) => (offset >= 0 && m.length > 1 ? "\u0000" : "") + " ",
  );
  for (let i = 0; i < text.length;) {
    const next = text.indexOf("&", i);
    if (next < 0) {
      parts.push(text.slice(i).replaceAll("\u0000", ""));
      return;
    }
    parts.push(text.slice(i, next).replaceAll("\u0000", ""));
    const at = offset < 0 ? -1 : offset + next;
    const bad = (k: number): XmlError => new XmlError(INVALID_TOKEN, at < 0 ? -1 : at + k);
    if (text[next + 1] === "#") {
      const m = /^&#(?:x([0-9a-fA-F]+)|([0-9]+));/.exec(text.slice(next, next + 24));
      if (m === null) throw bad(2);
      const n = m[1] !== undefined ? parseInt(m[1], 16) : Number(m[2]);
      if (!isCharacter(n)) throw new XmlError(BAD_CHAR_REF, at);
      parts.push(String.fromCodePoint(n));
      i = next + m[0].length;
      continue;
    }
    const end = nameEnd(text, next + 1);
    if (end === next + 1 || text[end] !== ";") throw bad(end - next);
    const name = text.slice(next + 1, end);
    i = end + 1;
    if (Object.hasOwn(PREDEFINED, name)) {
      parts.push(PREDEFINED[name]);
      continue;
    }
    const e = dtd.entities.get(name);
    if (e === undefined) {
      if (!dtd.hasParameterRefs || dtd.standalone) throw new XmlError(UNDEFINED_ENTITY);
      continue;
    }
    if (e.open) throw new XmlError(RECURSIVE_ENTITY_REF);
    if (e.notation !== undefined) throw new XmlError(15);
    if (e.value === undefined) throw new XmlError(16);
    if (e.value.includes("<")) throw new XmlError(INVALID_TOKEN);
    grew(e.value.length);
    e.open = true;
    appendValue(e.value, dtd, -1, parts, grew);
    e.open = false;
  }
}
