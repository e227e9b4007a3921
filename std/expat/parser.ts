// A parser of XML that behaves as expat does: the same events in the same pieces, the same errors at the same places.
//
// The text may come in pieces. A token that is not whole yet is left for the next piece; so what is looked at is always
// one token at `at`. The text of an internal entity is parsed by the same code, on a text of its own; meanwhile events
// are at the place of the reference.

import {
  attributeValue,
  DeclarationReader,
  Dtd,
  type Entity,
  entityValue,
  type Model,
  PREDEFINED,
} from "./dtd.ts";
import {
  AMPLIFICATION,
  ASYNC_ENTITY,
  BAD_CHAR_REF,
  BINARY_ENTITY_REF,
  DUPLICATE_ATTRIBUTE,
  EXTERNAL_ENTITY_HANDLING,
  INCOMPLETE_PE,
  INVALID_TOKEN,
  JUNK_AFTER_DOC_ELEMENT,
  MISPLACED_XML_PI,
  NO_ELEMENTS,
  NOT_STANDALONE,
  PARAM_ENTITY_REF,
  RECURSIVE_ENTITY_REF,
  SYNTAX,
  TAG_MISMATCH,
  TEXT_DECL,
  UNCLOSED_CDATA_SECTION,
  UNCLOSED_TOKEN,
  UNDEFINED_ENTITY,
  XML_DECL,
  XmlError,
} from "./errors.ts";
import type { Input, Place } from "./input.ts";
import {
  badCharacter,
  dataEnd,
  isCharacter,
  isSpace,
  nameEnd,
  nmtokenEnd,
  normalizeLines,
  spaceEnd,
} from "./names.ts";
import { type Binding, Namespaces } from "./namespaces.ts";

type Text = string | undefined;

/** What is told of a document. Each may be absent. */
export interface Handlers {
  startElement?: (name: string, attributes: string[], specified: number) => void;
  endElement?: (name: string) => void;
  characters?: (text: string) => void;
  processingInstruction?: (target: string, data: string) => void;
  comment?: (text: string) => void;
  startCdata?: () => void;
  endCdata?: () => void;
  default?: (raw: string) => void;
  startDoctype?: (name: string, systemId: Text, publicId: Text, hasSubset: boolean) => void;
  endDoctype?: () => void;
  elementDecl?: (name: string, model: Model) => void;
  attlistDecl?: (
    element: string,
    name: string,
    type: string,
    preset: Text,
    required: boolean,
  ) => void;
  entityDecl?: (
    name: string,
    isParameter: boolean,
    value: Text,
    base: Text,
    systemId: Text,
    publicId: Text,
    notation: Text,
  ) => void;
  unparsedEntityDecl?: (
    name: string,
    base: Text,
    systemId: Text,
    publicId: Text,
    notation: Text,
  ) => void;
  notationDecl?: (name: string, base: Text, systemId: Text, publicId: Text) => void;
  startNamespace?: (prefix: Text, uri: Text) => void;
  endNamespace?: (prefix: Text) => void;
  xmlDecl?: (version: Text, encoding: Text, standalone: number) => void;
  notStandalone?: () => boolean;
  externalEntityRef?: (context: Text, base: Text, systemId: Text, publicId: Text) => boolean;
  skippedEntity?: (name: string, isParameter: boolean) => void;
}

/** A text that is being parsed, and how far. */
interface Cursor {
  text: string;
  at: number;
  /** Nothing follows the text. */
  isLast: boolean;
  readonly isMain: boolean;
}

interface Tag {
  /** As it stands in the document, and as it is told. */
  readonly raw: string;
  readonly name: string;
  readonly bindings: Binding[];
}

type State = "start" | "prolog" | "subset" | "afterSubset" | "content" | "epilog" | "declarations";

/** Text that is not in UTF-8 is told in pieces of this size. */
const CONVERTED_PIECE = 1024;

/** How parameter entities are treated. */
export const NEVER = 0, UNLESS_STANDALONE = 1;

export class XmlParser {
  readonly handlers: Handlers = {};
  readonly input: Input;
  readonly dtd: Dtd;
  readonly namespaces: Namespaces | undefined;
  base: Text = undefined;
  parameterParsing: number = NEVER;
  /** Take an external subset as there where the document has none. */
  foreignDtd: boolean = false;
  /** The default handler leaves internal entities as they are. */
  keepsEntities: boolean = false;
  /** A token that was not whole is tried again only when twice as much of it is there. */
  defers: boolean = true;
  private unfinished: number = 0;
  private state: State = "start";
  private readonly main: Cursor;
  /** Where the present event began in the input. */
  private eventAt: number = 0;
  private readonly tags: Tag[] = [];
  private inCdata: boolean = false;
  private doctype: { name: string; systemId: Text; publicId: Text } | undefined = undefined;
  /** The entity that this parser is for: "content" of a general one, or the declarations of a parameter entity. */
  private readonly child: "content" | "declarations" | undefined;

  constructor(
    input: Input,
    namespaces: Namespaces | undefined,
    dtd: Dtd = new Dtd(),
    child?: "content" | "declarations",
  ) {
    this.input = input;
    this.namespaces = namespaces;
    this.dtd = dtd;
    this.child = child;
    this.main = { text: "", at: 0, isLast: false, isMain: true };
  }

  /** A parser for an external entity; the context is what `externalEntityRef` was told. */
  makeChild(context: Text, input: Input): XmlParser {
    const child = new XmlParser(
      input,
      this.namespaces === undefined ? undefined : new Namespaces(this.namespaces.separator),
      this.dtd,
      context === undefined ? "declarations" : "content",
    );
    Object.assign(child.handlers, this.handlers);
    child.base = this.base;
    child.parameterParsing = this.parameterParsing;
    child.keepsEntities = this.keepsEntities;
    for (const part of (context ?? "").split("\f")) {
      const equal = part.indexOf("=");
      if (equal < 0) continue;
      child.namespaces?.bound.set(part.slice(0, equal), part.slice(equal + 1));
    }
    return child;
  }

  /** Takes in a piece of the document. */
  parse(bytes: Uint8Array, isLast: boolean): void {
    const { main, input } = this;
    this.dtd.direct += this.child === undefined ? bytes.length : 0;
    input.feed(bytes, isLast);
    if (main.at > 65536 || main.at === main.text.length) {
      input.drop(main.at);
      this.eventAt -= main.at;
      main.at = 0;
    }
    main.text = input.text;
    main.isLast = isLast;
    const there = main.text.length - main.at;
    if (this.defers && !isLast && there < 2 * this.unfinished) return;
    this.eventAt = main.at;
    const before = main.at;
    this.run();
    this.unfinished = main.at === before ? there : 0;
  }

  /** Where the present event is. */
  place(at: number = this.eventAt): Place {
    return this.input.locate(Math.max(at, 0));
  }

  /** The text of the present event, and where in the input it is. */
  get pendingText(): string {
    return this.main.text.slice(this.eventAt);
  }

  private run(): void {
    const { main } = this;
    if (this.state === "start") {
      if (!main.isLast && main.text.length < 6 && "<?xml ".startsWith(main.text)) return;
      if (/^<\?xml[\s?]/.test(main.text) && !this.declaration(main)) return;
      this.state = this.child ?? "prolog";
    }
    if (this.state === "declarations") {
      if (!main.isLast) return;
      this.eventAt = main.at;
      this.declarations(main, true);
      return;
    }
    while (this.state === "prolog" || this.state === "subset" || this.state === "afterSubset") {
      if (!this.prologToken(main)) break;
    }
    if (this.state === "content") {
      this.content(main);
      if (this.child !== undefined && main.isLast && this.state === "content") {
        if (this.tags.length > 0) throw new XmlError(ASYNC_ENTITY, main.at);
        return;
      }
    }
    while (this.state === "epilog") if (!this.epilogToken(main)) break;
    if (main.isLast && this.state !== "epilog" && main.at >= main.text.length) {
      this.eventAt = main.at;
      if (this.inCdata) throw new XmlError(UNCLOSED_CDATA_SECTION);
      throw new XmlError(NO_ELEMENTS);
    }
  }

  /** The token at the cursor is not whole; says so, or throws where nothing follows. */
  private partial(c: Cursor): false {
    if (c.isLast) throw new XmlError(UNCLOSED_TOKEN);
    return false;
  }

  private bad(c: Cursor, at: number, code: number = INVALID_TOKEN): XmlError {
    return new XmlError(code, c.isMain ? at : -1);
  }

  /** Moves past a token. */
  private begin(c: Cursor): void {
    if (c.isMain) this.eventAt = c.at;
  }

  private raw(c: Cursor, end: number): void {
    this.handlers.default?.(c.text.slice(c.at, end));
  }

  // ---- declarations at the start

  /** The XML declaration, or an external entity's text declaration. */
  private declaration(c: Cursor): boolean {
    this.begin(c);
    const end = c.text.indexOf("?>", c.at);
    if (end < 0) return this.partial(c);
    const code = this.child === undefined ? XML_DECL : TEXT_DECL;
    const start = c.at + 5;
    const parts = new Map<string, string>();
    let at = start;
    while (at < end) {
      const s = spaceEnd(c.text, at);
      if (s >= end) break;
      const m = /^([a-z]+)[ \t\r\n]*=[ \t\r\n]*(?:"([\w.:-]*)"|'([\w.:-]*)')/.exec(
        c.text.slice(s, end),
      );
      if (m === null || s === at || parts.has(m[1])) throw this.bad(c, s, code);
      parts.set(m[1], m[2] ?? m[3]);
      at = s + m[0].length;
    }
    const order = [...parts.keys()].join(" ");
    const shape = this.child === undefined
      ? /^version( encoding)?( standalone)?$/
      : /^(version )?encoding$/;
    if (!shape.test(order)) throw this.bad(c, start, code);
    const version = parts.get("version"), encoding = parts.get("encoding");
    const alone = parts.get("standalone");
    if (version !== undefined && !/^1\.\d+$/.test(version)) throw this.bad(c, start, code);
    if (alone !== undefined && alone !== "yes" && alone !== "no") throw this.bad(c, start, code);
    if (alone === "yes") this.dtd.standalone = true;
    if (this.handlers.xmlDecl !== undefined) {
      this.handlers.xmlDecl(version, encoding, alone === undefined ? -1 : alone === "yes" ? 1 : 0);
    } else this.raw(c, end + 2);
    if (encoding !== undefined && c.isMain) {
      this.input.checkDeclared(encoding, c.text.indexOf(encoding, c.at));
    }
    c.at = end + 2;
    return true;
  }

  // ---- what may stand anywhere

  private instruction(c: Cursor): boolean {
    const { text } = c;
    const start = c.at + 2;
    const end = nameEnd(text, start);
    if (end >= text.length) return this.partial(c);
    if (end === start) throw this.bad(c, start);
    const target = text.slice(start, end);
    if (target.toLowerCase() === "xml") {
      if (target !== "xml") throw this.bad(c, end);
      throw this.bad(c, c.at, MISPLACED_XML_PI);
    }
    if (!isSpace(text.charCodeAt(end)) && text[end] !== "?") throw this.bad(c, end);
    const stop = text.indexOf("?>", end);
    const bad = badCharacter(text, end, stop < 0 ? text.length : stop);
    if (bad >= 0) throw this.bad(c, bad);
    if (stop < 0) return this.partial(c);
    if (text[end] === "?" && stop !== end) throw this.bad(c, end + 1);
    const h = this.handlers.processingInstruction;
    if (h !== undefined) h(target, normalizeLines(text.slice(spaceEnd(text, end), stop)));
    else this.raw(c, stop + 2);
    c.at = stop + 2;
    return true;
  }

  private comment(c: Cursor): boolean {
    const { text } = c;
    const stop = text.indexOf("--", c.at + 4);
    const bad = badCharacter(text, c.at, stop < 0 ? text.length : stop);
    if (bad >= 0) throw this.bad(c, bad);
    if (stop < 0 || stop + 2 >= text.length) return this.partial(c);
    if (text[stop + 2] !== ">") throw this.bad(c, stop + 2);
    const h = this.handlers.comment;
    if (h !== undefined) h(normalizeLines(text.slice(c.at + 4, stop)));
    else this.raw(c, stop + 3);
    c.at = stop + 3;
    return true;
  }

  // ---- prolog and epilog

  private prologToken(c: Cursor): boolean {
    const { text } = c;
    if (c.at >= text.length) return false;
    this.begin(c);
    const space = spaceEnd(text, c.at);
    if (space > c.at) {
      this.raw(c, space);
      c.at = space;
      return true;
    }
    if (this.state === "subset") return this.subsetToken(c);
    if (this.state === "afterSubset") {
      if (text[c.at] !== ">") throw this.bad(c, c.at);
      this.endDoctype(c, c.at + 1);
      return true;
    }
    if (text[c.at] !== "<") {
      const ch = text[c.at];
      if (nmtokenEnd(text, c.at) > c.at || "\"'()[]>|,#".includes(ch)) throw this.misplaced(c);
      if (ch === "%" && c.at + 1 >= text.length) return this.partial(c);
      throw this.bad(c, c.at);
    }
    if (c.at + 1 >= text.length) return this.partial(c);
    const next = text[c.at + 1];
    if (next === "?") return c.at + 2 < text.length ? this.instruction(c) : this.partial(c);
    if (next === "!") {
      if (text.startsWith("<!--", c.at)) return this.comment(c);
      if (text.startsWith("<!DOCTYPE", c.at)) return this.startDoctype(c);
      if ("<!DOCTYPE".startsWith(text.slice(c.at)) || "<!--".startsWith(text.slice(c.at))) {
        return this.partial(c);
      }
      const end = nameEnd(text, c.at + 2);
      if (end > c.at + 2 && end < text.length) {
        throw isSpace(text.charCodeAt(end)) ? this.bad(c, c.at, SYNTAX) : this.bad(c, end);
      }
      throw this.bad(c, c.at + 2);
    }
    if (nameEnd(text, c.at + 1) === c.at + 1) throw this.bad(c, c.at + 1);
    this.foreignSubset();
    this.state = "content";
    return false;
  }

  /** A token that is well-formed has no place here; one that nothing ends is not even that. */
  private misplaced(c: Cursor): XmlError {
    const { text } = c;
    const end = nmtokenEnd(text, c.at);
    const isEnded = end === c.at || end >= text.length || isSpace(text.charCodeAt(end)) ||
      ">),|[]%?*+".includes(text[end]);
    return isEnded ? this.bad(c, c.at, SYNTAX) : this.bad(c, end);
  }

  private epilogToken(c: Cursor): boolean {
    const { text } = c;
    if (c.at >= text.length) return false;
    this.begin(c);
    const space = spaceEnd(text, c.at);
    if (space > c.at) {
      this.raw(c, space);
      c.at = space;
      return true;
    }
    if (text[c.at] !== "<") {
      const isToken = nmtokenEnd(text, c.at) > c.at || "\"'()[]>|,#".includes(text[c.at]);
      throw this.bad(c, c.at, isToken ? JUNK_AFTER_DOC_ELEMENT : INVALID_TOKEN);
    }
    if (text.startsWith("<?", c.at) && c.at + 2 < text.length) return this.instruction(c);
    if (text.startsWith("<!--", c.at)) return this.comment(c);
    if ("<!--".startsWith(text.slice(c.at)) || "<?".startsWith(text.slice(c.at))) {
      return this.partial(c);
    }
    throw this.bad(c, c.at, JUNK_AFTER_DOC_ELEMENT);
  }

  // ---- the document type

  /** The end of a declaration: past its ">", or -1. */
  private declarationEnd(text: string, from: number, alsoBracket: boolean): number {
    for (let i = from; i < text.length; i++) {
      const ch = text[i];
      if (ch === '"' || ch === "'") {
        i = text.indexOf(ch, i + 1);
        if (i < 0) return -1;
      } else if (ch === ">" || alsoBracket && ch === "[") return i + 1;
    }
    return -1;
  }

  private startDoctype(c: Cursor): boolean {
    if (this.doctype !== undefined) throw this.bad(c, c.at, SYNTAX);
    const end = this.declarationEnd(c.text, c.at + 9, true);
    if (end < 0) return this.partial(c);
    const r = new DeclarationReader(c.text, c.at + 9, c.isMain ? 0 : -1);
    r.space();
    const name = r.name();
    const spaced = r.skip();
    const id = r.text[r.at] === "[" || r.text[r.at] === ">" ? undefined : r.externalId();
    if (id !== undefined && !spaced) throw r.wrong();
    r.skip();
    const hasSubset = r.text[r.at] === "[";
    if (!hasSubset && r.text[r.at] !== ">") throw r.wrong(SYNTAX);
    this.doctype = { name, systemId: id?.systemId, publicId: id?.publicId };
    if (id !== undefined) {
      this.dtd.hasParameterRefs = true;
      if (this.parameterParsing === NEVER) this.checkStandalone();
    }
    if (c.isMain) this.eventAt = end - 1;
    const h = this.handlers.startDoctype;
    if (h !== undefined) h(name, id?.systemId, id?.publicId, hasSubset);
    else if (this.handlers.default !== undefined) {
      // token by token, the last ">" with the end of the type
      const stop = hasSubset ? end : end - 1;
      const tokens = c.text.slice(c.at, stop).match(/\s+|"[^"]*"|'[^']*'|\[|[^\s"'[]+/g);
      for (const token of tokens ?? []) this.handlers.default?.(token);
    }
    if (hasSubset) {
      this.state = "subset";
      c.at = end;
    } else this.endDoctype(c, end);
    return true;
  }

  private endDoctype(c: Cursor, end: number): void {
    const { dtd, handlers, doctype } = this;
    c.at = end;
    this.state = "prolog";
    if (doctype?.systemId !== undefined || this.foreignDtd) {
      this.foreignDtd = false;
      const had = dtd.hasParameterRefs;
      dtd.hasParameterRefs = true;
      if (this.readsParameters && handlers.externalEntityRef !== undefined) {
        const { base } = this;
        if (!handlers.externalEntityRef(undefined, base, doctype?.systemId, doctype?.publicId)) {
          throw new XmlError(EXTERNAL_ENTITY_HANDLING);
        }
        this.checkStandalone();
      } else if (doctype?.systemId === undefined) dtd.hasParameterRefs = had;
    }
    if (handlers.endDoctype !== undefined) handlers.endDoctype();
    else handlers.default?.(">");
  }

  /** The external subset of a document that has no document type. */
  private foreignSubset(): void {
    const { dtd, handlers } = this;
    if (!this.foreignDtd || this.doctype !== undefined) return;
    this.foreignDtd = false;
    if (!this.readsParameters || handlers.externalEntityRef === undefined) return;
    dtd.hasParameterRefs = true;
    if (!handlers.externalEntityRef(undefined, this.base, undefined, undefined)) {
      throw new XmlError(EXTERNAL_ENTITY_HANDLING);
    }
    this.checkStandalone();
  }

  private checkStandalone(): void {
    if (this.dtd.standalone || this.handlers.notStandalone === undefined) return;
    if (!this.handlers.notStandalone()) throw new XmlError(NOT_STANDALONE);
  }

  private get readsParameters(): boolean {
    return this.parameterParsing !== NEVER &&
      !(this.parameterParsing === UNLESS_STANDALONE && this.dtd.standalone);
  }

  private subsetToken(c: Cursor): boolean {
    const { text } = c;
    if (text[c.at] === "]") {
      if (this.handlers.startDoctype === undefined) this.raw(c, c.at + 1);
      c.at++;
      this.state = "afterSubset";
      return true;
    }
    return this.subsetItem(c, false);
  }

  /** Declarations in a text that is all there: a parameter entity or the external subset. */
  private declarations(c: Cursor, isExternal: boolean): void {
    while (c.at < c.text.length) {
      this.begin(c);
      const space = spaceEnd(c.text, c.at);
      if (space > c.at) {
        c.at = space;
        continue;
      }
      if (c.text.startsWith("<![", c.at) && isExternal) this.conditional(c);
      else this.subsetItem(c, isExternal);
    }
  }

  private conditional(c: Cursor): void {
    const { text } = c;
    const bracket = text.indexOf("[", c.at + 3);
    if (bracket < 0) throw new XmlError(SYNTAX);
    const word = this.withParameters(text.slice(c.at + 3, bracket)).trim();
    if (word !== "INCLUDE" && word !== "IGNORE") throw new XmlError(SYNTAX);
    let depth = 1, at = bracket + 1;
    while (depth > 0) {
      const open = text.indexOf("<![", at), close = text.indexOf("]]>", at);
      if (close < 0) throw new XmlError(INCOMPLETE_PE);
      if (open >= 0 && open < close) depth++, at = open + 3;
      else depth--, at = close + 3;
    }
    if (word === "INCLUDE") {
      const inner = text.slice(bracket + 1, at - 3);
      this.declarations({ text: inner, at: 0, isLast: true, isMain: false }, true);
    }
    c.at = at;
  }

  /** Replaces references to parameter entities, outside of quotes, by what they stand for. */
  private withParameters(text: string): string {
    if (!text.includes("%")) return text;
    return text.replace(/("[^"]*"|'[^']*')|%([^\s;%<>"']+);/g, (all, quoted, name) => {
      if (quoted !== undefined) return all;
      const e = this.dtd.parameters.get(name);
      if (e === undefined) throw new XmlError(UNDEFINED_ENTITY);
      if (e.open) throw new XmlError(RECURSIVE_ENTITY_REF);
      e.open = true;
      this.grow(e.value?.length ?? 0);
      const value = ` ${this.withParameters(e.value ?? "")} `;
      e.open = false;
      return value;
    });
  }

  private subsetItem(c: Cursor, isExternal: boolean): boolean {
    const { text } = c;
    if (text[c.at] === "%") {
      const end = nameEnd(text, c.at + 1);
      if (end >= text.length) return this.partial(c);
      if (end === c.at + 1 || text[end] !== ";") throw this.bad(c, end);
      const name = text.slice(c.at + 1, end);
      this.parameterReference(name, c, end + 1);
      c.at = end + 1;
      return true;
    }
    if (text[c.at] !== "<") {
      if (nmtokenEnd(text, c.at) > c.at) throw this.misplaced(c);
      throw this.bad(c, c.at, "\"'()[>|,#".includes(text[c.at]) ? SYNTAX : INVALID_TOKEN);
    }
    if (text.startsWith("<?", c.at)) {
      return c.at + 2 < text.length ? this.instruction(c) : this.partial(c);
    }
    if (text.startsWith("<!--", c.at)) return this.comment(c);
    if ("<!--".startsWith(text.slice(c.at))) return this.partial(c);
    if (text[c.at + 1] !== "!") throw this.bad(c, c.at, SYNTAX);
    const wordEnd = nameEnd(text, c.at + 2);
    if (wordEnd >= text.length) return this.partial(c);
    if (wordEnd === c.at + 2) throw this.bad(c, wordEnd);
    if (!isSpace(text.charCodeAt(wordEnd)) && text[wordEnd] !== "%") throw this.bad(c, wordEnd);
    const end = this.declarationEnd(text, wordEnd, false);
    if (end < 0) return this.partial(c);
    const word = text.slice(c.at + 2, wordEnd);
    let source = text, start = wordEnd, offset = c.isMain ? 0 : -1;
    if (isExternal) {
      const expanded = word === "ENTITY"
        ? text.slice(wordEnd, end).replace(/^(\s+)%(\s)/, "$1\u0001$2")
        : text.slice(wordEnd, end);
      source = this.withParameters(expanded).replace("\u0001", "%");
      start = 0;
      offset = -1;
    }
    const r = new DeclarationReader(source, start, offset);
    const told = this.declare(word, r, !isExternal && c.isMain);
    if (r.at < (isExternal ? source.length : end)) throw r.wrong(SYNTAX);
    if (!told) this.raw(c, end);
    c.at = end;
    return true;
  }

  private parameterReference(name: string, c: Cursor, end: number): void {
    const { dtd, handlers } = this;
    const hadRefs = dtd.hasParameterRefs;
    dtd.hasParameterRefs = true;
    if (!this.readsParameters) {
      dtd.keeps = dtd.standalone;
      this.raw(c, end);
    } else {
      const e = dtd.parameters.get(name);
      if (e === undefined) {
        if (c.isMain && this.child === undefined && (dtd.standalone || !hadRefs)) {
          throw new XmlError(UNDEFINED_ENTITY);
        }
        dtd.keeps = dtd.standalone;
        if (handlers.skippedEntity !== undefined) handlers.skippedEntity(name, true);
        else this.raw(c, end);
        return;
      }
      if (e.open) throw new XmlError(RECURSIVE_ENTITY_REF);
      e.open = true;
      if (e.value !== undefined) {
        this.grow(e.value.length);
        const inner = { text: e.value, at: 0, isLast: true, isMain: false };
        this.declarations(inner, true);
      } else if (handlers.externalEntityRef !== undefined) {
        if (!handlers.externalEntityRef(undefined, e.base, e.systemId, e.publicId)) {
          throw new XmlError(EXTERNAL_ENTITY_HANDLING);
        }
      } else dtd.keeps = dtd.standalone;
      e.open = false;
    }
    this.checkStandalone();
  }

  /** Carries out a declaration; says whether a handler has been told. */
  private declare(word: string, r: DeclarationReader, isInternal: boolean): boolean {
    const { handlers } = this;
    if (isInternal) {
      const plain = r.text.slice(r.at, this.declarationEnd(r.text, r.at, false))
        .replace(/"[^"]*"|'[^']*'/g, "");
      if (word === "ENTITY" ? /%\S/.test(plain) : plain.includes("%")) {
        throw new XmlError(PARAM_ENTITY_REF, r.text.indexOf("%", r.at));
      }
    }
    r.space();
    if (word === "ELEMENT") {
      const name = r.name();
      r.space();
      const model = r.model();
      r.end();
      handlers.elementDecl?.(name, model);
      return handlers.elementDecl !== undefined;
    }
    if (word === "ATTLIST") return this.declareAttributes(r);
    if (word === "ENTITY") return this.declareEntity(r, isInternal);
    if (word === "NOTATION") {
      const name = r.name();
      r.space();
      const id = r.externalId(true);
      if (id === undefined) throw r.wrong(SYNTAX);
      r.end();
      handlers.notationDecl?.(name, this.base, id.systemId, id.publicId);
      return handlers.notationDecl !== undefined;
    }
    throw new XmlError(SYNTAX);
  }

  private declareAttributes(r: DeclarationReader): boolean {
    const { dtd, handlers } = this;
    const element = r.name();
    for (;;) {
      const spaced = r.skip();
      if (r.is(">")) break;
      if (!spaced) throw r.wrong();
      const name = r.name();
      r.space();
      const type = r.attributeType();
      r.space();
      let preset: Text, required = false;
      if (r.is("#REQUIRED")) required = true;
      else if (!r.is("#IMPLIED")) {
        if (r.is("#FIXED")) {
          required = true;
          r.space();
        } else if (r.text[r.at] === "#") throw r.wrong();
        const isCdata = type === "CDATA";
        preset = attributeValue(r.literal(), dtd, isCdata, -1, (n) => this.grow(n));
      }
      if (!dtd.keeps) continue;
      let known = dtd.attributes.get(element);
      if (known === undefined) dtd.attributes.set(element, known = new Map());
      if (!known.has(name)) known.set(name, { type, isCdata: type === "CDATA", preset });
      handlers.attlistDecl?.(element, name, type, preset, required);
    }
    return handlers.attlistDecl !== undefined;
  }

  private declareEntity(r: DeclarationReader, isInternal: boolean): boolean {
    const { dtd, handlers, base } = this;
    const isParameter = r.is("%");
    if (isParameter) r.space();
    const name = r.name();
    r.space();
    const id = r.externalId();
    let value: Text, notation: Text;
    if (id === undefined) value = entityValue(r.literal(), dtd, isInternal);
    else if (r.skip() && !isParameter && r.is("NDATA")) {
      r.space();
      notation = r.name();
    }
    r.end();
    if (!dtd.keeps) return false;
    const table = isParameter ? dtd.parameters : dtd.entities;
    const isNew = !table.has(name);
    if (isNew) {
      const { systemId, publicId } = id ?? { systemId: undefined, publicId: undefined };
      table.set(name, { name, value, base, systemId, publicId, notation, open: false });
    }
    if (!isNew) return false;
    if (notation !== undefined && handlers.unparsedEntityDecl !== undefined) {
      handlers.unparsedEntityDecl(name, base, id?.systemId, id?.publicId, notation);
      return true;
    }
    if (handlers.entityDecl === undefined) return false;
    handlers.entityDecl(name, isParameter, value, base, id?.systemId, id?.publicId, notation);
    return true;
  }

  /** Counts what entities made, so that a small document cannot become a huge one. */
  private grow(n: number): void {
    const { dtd } = this;
    dtd.indirect += n;
    const total = dtd.direct + dtd.indirect;
    if (total > 8388608 && total > 100 * Math.max(1, dtd.direct)) {
      throw new XmlError(AMPLIFICATION);
    }
  }

  // ---- content

  private content(c: Cursor): void {
    const depth = c.isMain ? 0 : this.tags.length;
    while (c.at < c.text.length) {
      this.begin(c);
      if (!(this.inCdata ? this.cdataToken(c) : this.contentToken(c, depth))) return;
      if (c.isMain && this.tags.length === 0 && this.child === undefined && !this.inCdata) {
        this.state = "epilog";
        return;
      }
    }
  }

  private contentToken(c: Cursor, depth: number): boolean {
    const { text } = c;
    switch (text[c.at]) {
      case "<":
        break;
      case "&":
        return this.reference(c);
      case "\n":
        this.characters(c, "\n", c.at + 1);
        return true;
      case "\r":
        if (c.at + 1 >= text.length && !c.isLast) return false;
        this.characters(c, "\n", c.at + (text[c.at + 1] === "\n" ? 2 : 1));
        return true;
      default:
        return this.data(c);
    }
    if (c.at + 1 >= text.length) return this.partial(c);
    const next = text[c.at + 1];
    if (next === "/") return this.endTag(c, depth);
    if (next === "?") return c.at + 2 < text.length ? this.instruction(c) : this.partial(c);
    if (next !== "!") return this.startTag(c);
    if (text.startsWith("<!--", c.at)) return this.comment(c);
    if (text.startsWith("<![CDATA[", c.at)) {
      if (this.handlers.startCdata !== undefined) this.handlers.startCdata();
      else this.raw(c, c.at + 9);
      this.inCdata = true;
      c.at += 9;
      return true;
    }
    const rest = text.slice(c.at, c.at + 9);
    if ("<!--".startsWith(rest) || "<![CDATA[".startsWith(rest)) return this.partial(c);
    let k = 2;
    const wanted = rest[2] === "[" ? "<![CDATA[" : "<!--";
    while (rest[k] === wanted[k]) k++;
    throw this.bad(c, c.at + k);
  }

  private characters(c: Cursor, text: string, end: number): void {
    const { characters } = this.handlers;
    if (characters === undefined) this.raw(c, end);
    else if (text.length <= CONVERTED_PIECE || !c.isMain || !this.input.isConverted) {
      characters(text);
    } else {
      for (let i = 0; i < text.length; i += CONVERTED_PIECE) {
        this.handlers.characters?.(text.slice(i, i + CONVERTED_PIECE));
      }
    }
    c.at = end;
  }

  private data(c: Cursor): boolean {
    const { text } = c;
    let end = dataEnd(text, c.at);
    while (text[end] === "]") {
      if (text.startsWith("]]>", end)) throw this.bad(c, end + 2);
      if (!c.isLast && "]]".startsWith(text.slice(end))) {
        if (end === c.at) return false;
        break;
      }
      end = dataEnd(text, end + 1);
    }
    if (end === c.at) throw this.bad(c, end);
    this.characters(c, text.slice(c.at, end), end);
    return true;
  }

  private cdataToken(c: Cursor): boolean {
    const { text } = c;
    const ch = text[c.at];
    if (ch === "]") {
      if (text.startsWith("]]>", c.at)) {
        if (this.handlers.endCdata !== undefined) this.handlers.endCdata();
        else this.raw(c, c.at + 3);
        this.inCdata = false;
        c.at += 3;
        return true;
      }
      if ("]]".startsWith(text.slice(c.at))) {
        if (!c.isLast) return false;
        throw this.bad(c, c.at, UNCLOSED_CDATA_SECTION);
      }
    }
    if (ch === "\n" || ch === "\r") {
      if (ch === "\r" && c.at + 1 >= text.length && !c.isLast) return false;
      this.characters(c, "\n", c.at + (ch === "\r" && text[c.at + 1] === "\n" ? 2 : 1));
      return true;
    }
    let end = ch === "]" ? c.at + 1 : c.at;
    for (;;) {
      end = dataEnd(text, end);
      if (text[end] === "<" || text[end] === "&") end++;
      else break;
    }
    if (end === c.at) throw this.bad(c, end);
    this.characters(c, text.slice(c.at, end), end);
    return true;
  }

  private reference(c: Cursor): boolean {
    const { text, handlers } = { text: c.text, handlers: this.handlers };
    if (text[c.at + 1] === "#") {
      const hex = text[c.at + 2] === "x";
      const start = c.at + (hex ? 3 : 2);
      let end = start;
      while (/^[0-9a-fA-F]$/.test(text[end] ?? "") && (hex || /[0-9]/.test(text[end]))) end++;
      if (end >= text.length) return this.partial(c);
      if (end === start || text[end] !== ";") throw this.bad(c, end);
      const n = parseInt(text.slice(start, end), hex ? 16 : 10);
      if (!isCharacter(n)) throw this.bad(c, c.at, BAD_CHAR_REF);
      this.characters(c, String.fromCodePoint(n), end + 1);
      return true;
    }
    const end = nameEnd(text, c.at + 1);
    if (end >= text.length) return this.partial(c);
    if (end === c.at + 1 || text[end] !== ";") throw this.bad(c, end);
    const name = text.slice(c.at + 1, end);
    if (Object.hasOwn(PREDEFINED, name)) {
      this.characters(c, PREDEFINED[name], end + 1);
      return true;
    }
    const { dtd } = this;
    const e = dtd.entities.get(name);
    if (e === undefined) {
      if (!dtd.hasParameterRefs || dtd.standalone) throw this.bad(c, c.at, UNDEFINED_ENTITY);
      if (handlers.skippedEntity !== undefined) handlers.skippedEntity(name, false);
      else this.raw(c, end + 1);
    } else if (e.open) throw this.bad(c, c.at, RECURSIVE_ENTITY_REF);
    else if (e.notation !== undefined) throw this.bad(c, c.at, BINARY_ENTITY_REF);
    else if (e.value !== undefined) {
      if (this.keepsEntities) {
        if (handlers.skippedEntity !== undefined) handlers.skippedEntity(name, false);
        else this.raw(c, end + 1);
      } else this.expand(e);
    } else if (handlers.externalEntityRef !== undefined) {
      e.open = true;
      const context = this.context();
      e.open = false;
      if (!handlers.externalEntityRef(context, e.base, e.systemId, e.publicId)) {
        throw this.bad(c, c.at, EXTERNAL_ENTITY_HANDLING);
      }
    } else this.raw(c, end + 1);
    c.at = end + 1;
    return true;
  }

  private context(): string {
    const open: string[] = this.namespaces?.context() ?? [];
    for (const e of this.dtd.entities.values()) if (e.open) open.push(e.name);
    return open.join("\f");
  }

  /** Parses what an internal entity stands for. */
  private expand(e: Entity): void {
    this.grow(e.value!.length);
    e.open = true;
    const depth = this.tags.length;
    const inner = { text: e.value!, at: 0, isLast: true, isMain: false };
    this.content(inner);
    if (this.tags.length !== depth) throw new XmlError(ASYNC_ENTITY);
    if (this.inCdata) throw new XmlError(UNCLOSED_CDATA_SECTION);
    e.open = false;
  }

  // ---- tags

  private startTag(c: Cursor): boolean {
    const { text } = c;
    const start = c.at + 1;
    let at = nameEnd(text, start);
    if (at === start) throw this.bad(c, start);
    const raw = text.slice(start, at);
    const attributes: { name: string; at: number; from: number; to: number }[] = [];
    let isEmpty = false;
    for (;;) {
      const space = spaceEnd(text, at);
      if (space >= text.length) return this.partial(c);
      const ch = text[space];
      if (ch === ">") {
        at = space + 1;
        break;
      }
      if (ch === "/") {
        if (space + 1 >= text.length) return this.partial(c);
        if (text[space + 1] !== ">") throw this.bad(c, space + 1);
        isEmpty = true;
        at = space + 2;
        break;
      }
      if (space === at) throw this.bad(c, at);
      const end = nameEnd(text, space);
      if (end === space) throw this.bad(c, space);
      let q = spaceEnd(text, end);
      if (q >= text.length) return this.partial(c);
      if (text[q] !== "=") throw this.bad(c, q);
      q = spaceEnd(text, q + 1);
      if (q >= text.length) return this.partial(c);
      const quote = text[q];
      if (quote !== '"' && quote !== "'") throw this.bad(c, q);
      const close = text.indexOf(quote, q + 1);
      const limit = close < 0 ? text.length : close;
      const less = text.indexOf("<", q + 1);
      if (less >= 0 && less < limit) throw this.bad(c, less);
      const bad = badCharacter(text, q + 1, limit);
      if (bad >= 0) throw this.bad(c, bad);
      if (close < 0) return this.partial(c);
      attributes.push({ name: text.slice(space, end), at: space, from: q + 1, to: close });
      at = close + 1;
    }
    const known = this.dtd.attributes.get(raw);
    const flat: string[] = [];
    const seen = new Set<string>();
    for (const a of attributes) {
      if (seen.has(a.name)) throw this.bad(c, a.at, DUPLICATE_ATTRIBUTE);
      seen.add(a.name);
      const value = attributeValue(
        text.slice(a.from, a.to),
        this.dtd,
        known?.get(a.name)?.isCdata ?? true,
        c.isMain ? a.from : -1,
        (n) => this.grow(n),
      );
      flat.push(a.name, value);
    }
    let specified = flat.length;
    for (const [name, { preset }] of known ?? []) {
      if (preset !== undefined && !seen.has(name)) flat.push(name, preset);
    }
    const bindings: Binding[] = [];
    let name = raw, told = flat;
    if (this.namespaces !== undefined) {
      [told, specified] = this.bindNames(flat, specified, bindings);
      name = this.namespaces.expand(raw, false);
    }
    const { handlers } = this;
    if (handlers.startElement !== undefined) handlers.startElement(name, told, specified);
    else this.raw(c, at);
    if (isEmpty) {
      if (c.isMain) this.eventAt = at;
      if (handlers.endElement !== undefined) handlers.endElement(name);
      else if (handlers.startElement !== undefined) this.raw(c, at);
      this.release(bindings);
      if (this.tags.length === 0 && c.isMain && this.child === undefined) this.state = "epilog";
    } else this.tags.push({ raw, name, bindings });
    c.at = at;
    return true;
  }

  /** Binds the prefixes of a tag, takes them out of the attributes, and gives the others their URIs. */
  private bindNames(
    flat: string[],
    specified: number,
    bindings: Binding[],
  ): [string[], number] {
    const ns = this.namespaces!;
    const rest: string[] = [];
    let count = specified;
    for (let i = 0; i < flat.length; i += 2) {
      const name = flat[i], value = flat[i + 1];
      if (name === "xmlns" || name.startsWith("xmlns:")) {
        const prefix = name.slice(6);
        bindings.push(ns.bind(prefix, value));
        this.handlers.startNamespace?.(
          prefix === "" ? undefined : prefix,
          value === "" ? undefined : value,
        );
        if (i < specified) count -= 2;
      } else rest.push(name, value);
    }
    const seen = new Set<string>();
    for (let i = 0; i < rest.length; i += 2) {
      const colon = rest[i].indexOf(":");
      if (colon < 0) continue;
      const key = `${ns.bound.get(rest[i].slice(0, colon))}\0${rest[i].slice(colon + 1)}`;
      rest[i] = ns.expand(rest[i], true);
      if (seen.has(key)) throw new XmlError(DUPLICATE_ATTRIBUTE);
      seen.add(key);
    }
    return [rest, count];
  }

  private release(bindings: Binding[]): void {
    for (let i = bindings.length - 1; i >= 0; i--) {
      const { prefix } = bindings[i];
      this.handlers.endNamespace?.(prefix === "" ? undefined : prefix);
      this.namespaces!.release(bindings[i]);
    }
  }

  private endTag(c: Cursor, depth: number): boolean {
    const { text, tags } = { text: c.text, tags: this.tags };
    const start = c.at + 2;
    const end = nameEnd(text, start);
    if (end >= text.length) return this.partial(c);
    if (end === start) throw this.bad(c, start);
    const close = spaceEnd(text, end);
    if (close >= text.length) return this.partial(c);
    if (text[close] !== ">") throw this.bad(c, close);
    if (tags.length <= depth) throw this.bad(c, c.at, ASYNC_ENTITY);
    const tag = tags[tags.length - 1];
    if (tag.raw !== text.slice(start, end)) throw this.bad(c, start, TAG_MISMATCH);
    tags.pop();
    if (this.handlers.endElement !== undefined) this.handlers.endElement(tag.name);
    else this.raw(c, close + 1);
    this.release(tag.bindings);
    c.at = close + 1;
    return true;
  }
}
