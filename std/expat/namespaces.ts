// Namespaces: which prefixes are bound to which URIs, and names with their URIs in them.

import {
  RESERVED_NAMESPACE_URI,
  RESERVED_PREFIX_XML,
  RESERVED_PREFIX_XMLNS,
  UNBOUND_PREFIX,
  UNDECLARING_PREFIX,
  XmlError,
} from "./errors.ts";

const XML_URI = "http://www.w3.org/XML/1998/namespace";
const XMLNS_URI = "http://www.w3.org/2000/xmlns/";

/** A prefix that was bound by an element, and what it was bound to before. */
export interface Binding {
  /** "" is the namespace of names without a prefix. */
  readonly prefix: string;
  readonly before: string | undefined;
}

/** The bindings in force. */
export class Namespaces {
  readonly separator: string;
  readonly bound: Map<string, string> = new Map([["xml", XML_URI]]);
  /** Names end in their prefix. */
  triplets: boolean = false;

  constructor(separator: string) {
    this.separator = separator;
  }

  /** Binds a prefix. */
  bind(prefix: string, uri: string): Binding {
    if (uri === "" && prefix !== "") throw new XmlError(UNDECLARING_PREFIX);
    if (prefix === "xmlns") throw new XmlError(RESERVED_PREFIX_XMLNS);
    if ((prefix === "xml") !== (uri === XML_URI)) {
      throw new XmlError(prefix === "xml" ? RESERVED_PREFIX_XML : RESERVED_NAMESPACE_URI);
    }
    if (uri === XMLNS_URI) throw new XmlError(RESERVED_NAMESPACE_URI);
    const binding = { prefix, before: this.bound.get(prefix) };
    if (uri === "") this.bound.delete(prefix);
    else this.bound.set(prefix, uri);
    return binding;
  }

  release(b: Binding): void {
    if (b.before === undefined) this.bound.delete(b.prefix);
    else this.bound.set(b.prefix, b.before);
  }

  /** A name with its URI. */
  expand(name: string, isAttribute: boolean): string {
    const colon = name.indexOf(":");
    const prefix = colon < 0 ? "" : name.slice(0, colon);
    if (prefix === "" && isAttribute) return name;
    const uri = this.bound.get(prefix);
    if (uri === undefined) {
      if (prefix !== "") throw new XmlError(UNBOUND_PREFIX);
      return name;
    }
    const full = uri + this.separator + name.slice(colon + 1);
    return this.triplets && prefix !== "" ? full + this.separator + prefix : full;
  }

  /** The bindings as part of the context of an external entity. */
  context(): string[] {
    return [...this.bound].map(([prefix, uri]) => `${prefix}=${uri}`);
  }
}
