// Hash objects as Python sees them: what the modules _md5, _sha1, _sha2, _sha3 and _hashlib have in common.

import { getset, type GetSetDeclaration } from "../../vm/objects/builtin.ts";
import { bytesLikeOf } from "../../vm/objects/buffer.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { toHex } from "../../vm/objects/core/bytes_text.ts";
import { define } from "../../vm/objects/define.ts";
import { PyObject, type Value } from "../../vm/objects/object.ts";
import { typeError } from "../../vm/objects/raise.ts";
import { type Declaration, method } from "../../vm/objects/signature.ts";
import { isStr } from "../../vm/objects/str.ts";
import { builtinType, type PyType } from "../../vm/objects/type.ts";
import type { Digest } from "./digest.ts";
import { Md5 } from "./md5.ts";

/** A hash object. */
export class PyHash extends PyObject {
  hash: Digest;
  name: string;
  constructor() {
    super();
    this.hash = new Md5();
    this.name = "";
  }
}

/** The bytes of something that is to be hashed. */
export function hashInput(v: Value): Uint8Array {
  if (isStr(v)) throw typeError("Strings must be encoded before hashing");
  const bytes = bytesLikeOf(v);
  if (bytes === undefined) throw typeError("object supporting the buffer API required");
  return bytes;
}

/** A new hash object of a type, which has taken in the data where there is some. */
export function newHash(t: PyType, hash: Digest, name: string, data: Value | undefined): PyHash {
  const h = t.allocate() as PyHash;
  h.hash = hash;
  h.name = name;
  if (data !== undefined) hash.update(hashInput(data));
  return h;
}

/** The methods of all hash objects. */
export const hashMethods: Record<string, Declaration> = {
  copy: method("(self, /)", "Return a copy of the hash object.", (self: PyHash) => {
    const h = self.cls.allocate() as PyHash;
    h.hash = self.hash.copy();
    h.name = self.name;
    return h;
  }),
  digest: method(
    "(self, /)",
    "Return the digest value as a bytes object.",
    (self: PyHash) => new PyBytes(self.hash.digest()),
  ),
  hexdigest: method(
    "(self, /)",
    "Return the digest value as a string of hexadecimal digits.",
    (self: PyHash) => toHex(self.hash.digest()),
  ),
  update: method(
    "(self, obj, /)",
    "Update this hash object's state with the provided string.",
    (self: PyHash, data: Value) => {
      self.hash.update(hashInput(data));
    },
  ),
};

/** The attributes of all hash objects. */
export const hashAttributes: Record<string, GetSetDeclaration> = {
  block_size: getset(undefined, (self: PyHash) => self.hash.blockSize),
  name: getset(undefined, (self: PyHash) => self.name),
  digest_size: getset(undefined, (self: PyHash) => self.hash.digestSize),
};

/** A type of hash objects that only its module's function makes. */
export function simpleHashType(module: string, name: string): PyType {
  const t = builtinType(`${module}.${name}`, class extends PyHash {}, {
    module,
    qualname: name,
    final: true,
    noNew: true,
  });
  define(t, { methods: hashMethods, attributes: hashAttributes });
  return t;
}

/** The function that makes hash objects of a type. */
export function hashFunction(
  t: () => PyType,
  name: string,
  doc: string,
  make: () => Digest,
): Declaration {
  return method(
    "(string=b'', *, usedforsecurity=True)",
    doc,
    (data: Value | undefined) => newHash(t(), make(), name, data),
  );
}
