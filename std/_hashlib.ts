// _hashlib: the hash functions under the names of CPython's OpenSSL module, HMAC and key derivation.

import { crypto } from "../vm/host/mod.ts";
import { getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { bytesArgument } from "../vm/objects/buffer.ts";
import { getset, PyBuiltinFunction } from "../vm/objects/builtin.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { toHex } from "../vm/objects/core/bytes_text.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { idOf } from "../vm/objects/identity.ts";
import { intOf } from "../vm/objects/int.ts";
import { mappingProxyOf } from "../vm/objects/mapping_proxy.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { indexOf, str, strText } from "../vm/objects/operations.ts";
import { overflowError, systemError, typeError, valueError } from "../vm/objects/raise.ts";
import { type Declaration, method } from "../vm/objects/signature.ts";
import { PyFrozenSet } from "../vm/objects/set.ts";
import { isStr, strFromUtf16, textOf } from "../vm/objects/str.ts";
import { argumentName, builtinType, type PyType } from "../vm/objects/type.ts";
import { compareDigest } from "./_operator.ts";
import {
  algorithmName,
  ALGORITHMS,
  Hmac,
  isExtendable,
  newDigest,
  pbkdf2,
} from "./hash/algorithms.ts";
import type { Digest } from "./hash/digest.ts";
import { hashAttributes, hashInput, hashMethods, newHash, PyHash } from "./hash/hash_object.ts";
import type { Sponge } from "./hash/sha3.ts";
import { ModuleException } from "./module_exception.ts";

const MAX_INT = 2147483647;

const unsupportedError = new ModuleException("_hashlib", "UnsupportedDigestmodError", [
  "ValueError",
]);

/** The functions that have a constructor of their own. */
const CONSTRUCTORS = [
  "md5",
  "sha1",
  "sha224",
  "sha256",
  "sha384",
  "sha512",
  "sha3_224",
  "sha3_256",
  "sha3_384",
  "sha3_512",
  "shake_128",
  "shake_256",
];

class PyExtendableHash extends PyHash {}

class PyHmac extends PyObject {
  hmac: Hmac | undefined = undefined;
  name: string = "";
}

function unsupported(): unknown {
  return unsupportedError.error("[digital envelope routines] unsupported");
}

/** The function of this name, and a new hash of it. */
function find(name: string): { name: string; digest: Digest } {
  const known = algorithmName(name);
  const digest = known === undefined ? undefined : newDigest(known);
  if (digest === undefined) throw unsupported();
  return { name: known!, digest };
}

interface Types {
  hash: PyType;
  extendable: PyType;
  hmac: PyType;
}

let types: Types | undefined;

function reprAs(what: (self: never) => string): Declaration {
  return method(
    "(self, /)",
    "Return repr(self).",
    (self: PyObject) =>
      strFromUtf16(`<${what(self as never)} object @ 0x${idOf(self).toString(16)}>`),
  );
}

/** The length that an extendable function is asked for. */
function outputLength(v: Value): number {
  const n = indexOf(v);
  if (typeof n !== "number") {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  if (n < 0) throw systemError("Negative size passed to PyBytes_FromStringAndSize");
  return n;
}

function makeTypes(): Types {
  const hash = builtinType("_hashlib.HASH", PyHash, {
    module: "_hashlib",
    qualname: "HASH",
    noNew: true,
  });
  define(hash, {
    doc:
      "A hash in progress.\n\nupdate() takes in more bytes, digest() and hexdigest() give the result so far,\ncopy() makes an independent copy; name, digest_size and block_size tell of the\nfunction.",
    methods: {
      ...hashMethods,
      __repr__: reprAs((self: PyHash) => `${self.name} _hashlib.${self.cls.qualname}`),
    },
    attributes: {
      ...hashAttributes,
      name: getset("algorithm name.", (self: PyHash) => self.name),
      digest_size: getset(undefined, (self: PyHash) => self.hash.digestSize),
    },
  });
  const extendable = builtinType("_hashlib.HASHXOF", PyExtendableHash, {
    base: hash,
    module: "_hashlib",
    qualname: "HASHXOF",
    noNew: true,
  });
  define(extendable, {
    doc: "A hash in progress whose digest can be of any length.",
    methods: {
      digest: method(
        "(self, /, length)",
        "Return the digest of this length as bytes.",
        (self: PyHash, n: Value) => new PyBytes((self.hash as Sponge).squeeze(outputLength(n))),
      ),
      hexdigest: method(
        "(self, /, length)",
        "Return the digest of this length in hexadecimal digits.",
        (self: PyHash, n: Value) => toHex((self.hash as Sponge).squeeze(outputLength(n))),
      ),
    },
    attributes: { digest_size: getset(undefined, () => 0) },
  });
  const hmac = builtinType("_hashlib.HMAC", PyHmac, {
    module: "_hashlib",
    qualname: "HMAC",
    final: true,
    noNew: true,
  });
  define(hmac, {
    doc:
      "An HMAC in progress.\n\nupdate() takes in more bytes, digest() and hexdigest() give the result so far,\ncopy() makes an independent copy.",
    methods: {
      __repr__: reprAs((self: PyHmac) => `${self.name} HMAC`),
      copy: method("(self, /)", "Return an independent copy.", (self: PyHmac) => {
        const h = new PyHmac();
        h.hmac = self.hmac!.copy();
        h.name = self.name;
        return h;
      }),
      digest: method(
        "(self, /)",
        "Return the result so far as bytes.",
        (self: PyHmac) => new PyBytes(self.hmac!.digest()),
      ),
      hexdigest: method(
        "(self, /)",
        "Return the result so far in hexadecimal digits.",
        (self: PyHmac) => toHex(self.hmac!.digest()),
      ),
      update: method("(self, /, msg)", "Take in more bytes.", (self: PyHmac, msg: Value) => {
        self.hmac!.update(hashInput(msg));
      }),
    },
    attributes: {
      digest_size: getset(undefined, (self: PyHmac) => self.hmac!.digestSize),
      block_size: getset(undefined, (self: PyHmac) => self.hmac!.blockSize),
      name: getset(undefined, (self: PyHmac) => "hmac-" + self.name),
    },
  });
  return { hash, extendable, hmac };
}

function newObject(t: Types, name: string, data: Value | undefined): Value {
  const found = find(name);
  const cls = isExtendable(found.name) ? t.extendable : t.hash;
  return newHash(cls, found.digest, found.name, data);
}

/** The name of the function that a digestmod stands for: a name, or one of our constructors. */
function digestModule(v: Value): string {
  if (isStr(v)) return find(textOf(v)).name;
  if (v instanceof PyBuiltinFunction && v.module === "_hashlib") {
    const name = v.name.replace(/^openssl_/, "");
    if (CONSTRUCTORS.includes(name)) return name;
  }
  throw unsupportedError.error(`Unsupported digestmod ${strText(str(v))}`);
}

function hmacOf(key: Uint8Array, name: string): Hmac {
  if (isExtendable(name)) throw valueError("no reason supplied");
  return Hmac.of(key, () => find(name).digest);
}

function long(v: Value, what: string): number {
  const n = indexOf(v);
  if (n < 1) throw valueError(`${what} must be greater than 0.`);
  if (n > MAX_INT) throw overflowError(`${what} is too great.`);
  return Number(n);
}

function derive(
  nameValue: Value,
  password: Value,
  salt: Value,
  iterations: Value,
  dklen: Value | undefined,
): Value {
  if (!isStr(nameValue)) {
    throw typeError(
      `pbkdf2_hmac() argument 'hash_name' must be str, not ${argumentName(nameValue)}`,
    );
  }
  const key = bytesArgument(password), saltBytes = bytesArgument(salt);
  const rounds = indexOf(iterations);
  const { name, digest } = find(textOf(nameValue));
  if (rounds < 1) throw valueError("iteration value must be greater than 0.");
  if (rounds > MAX_INT) throw overflowError("iteration value is too great.");
  const size = dklen === undefined || dklen === NONE
    ? digest.digestSize
    : long(dklen, "key length");
  if (isExtendable(name)) throw valueError("no reason supplied");
  return new PyBytes(pbkdf2(name, key, saltBytes, Number(rounds), size));
}

function unsignedOption(v: Value | undefined, name: string): number {
  if (v === undefined || v === NONE) {
    throw typeError(`${name} is required and must be an unsigned int`);
  }
  const n = intOf(v);
  if (n === undefined) {
    throw typeError(`scrypt() argument '${name}' must be int, not ${argumentName(v)}`);
  }
  if (n < 0) throw overflowError("can't convert negative value to unsigned int");
  return Number(n);
}

function scrypt(
  password: Value,
  salt: Value | undefined,
  n: Value | undefined,
  r: Value | undefined,
  p: Value | undefined,
  maxmem: Value | undefined,
  dklen: Value | undefined,
): Value {
  const key = bytesArgument(password);
  if (salt === undefined || salt === NONE) throw typeError("salt is required");
  const saltBytes = bytesArgument(salt);
  const N = unsignedOption(n, "n");
  if (N < 2 || Math.log2(N) % 1 !== 0) throw valueError("n must be a power of 2.");
  const rr = unsignedOption(r, "r"), pp = unsignedOption(p, "p");
  const memory = maxmem === undefined ? 0 : indexOf(maxmem);
  if (memory < 0 || memory > MAX_INT) {
    throw valueError(`maxmem must be positive and smaller than ${MAX_INT}`);
  }
  const length = dklen === undefined ? 64 : indexOf(dklen);
  if (length < 1 || length > MAX_INT) {
    throw valueError(`dklen must be greater than 0 and smaller than ${MAX_INT}`);
  }
  const limit = memory === 0 ? 32 * 1024 * 1024 : Number(memory);
  const needed = 128 * N * rr + 128 * rr * pp + 32 * rr * 32;
  const bytes = needed > limit || rr === 0 || pp === 0
    ? undefined
    : crypto.scrypt(key, saltBytes, Number(length), { N, r: rr, p: pp, maxmem: needed * 2 });
  if (bytes === undefined) {
    throw valueError(
      rr === 0 || pp === 0
        ? "Invalid parameter combination for n, r, p, maxmem."
        : "[digital envelope routines] memory limit exceeded",
    );
  }
  return new PyBytes(bytes);
}

/** Makes the module. */
export function create(): PyModule {
  const t = types ??= makeTypes();
  const functions: Record<string, Declaration> = {
    new: method(
      "(name, string=b'', *, usedforsecurity=True)",
      "Return a new hash of the function with this name, which has taken in the bytes.",
      (name: Value, data: Value | undefined) => {
        if (!isStr(name)) throw typeError("name must be a string");
        return newObject(t, textOf(name), data);
      },
    ),
    compare_digest: method(
      "(a, b, /)",
      "Return a == b, in a time that does not tell where they differ.\n\nBoth are bytes-like, or both are str with nothing but ASCII.",
      (a: Value, b: Value) => {
        if (!isStr(a) || !isStr(b)) {
          bytesArgument(a);
          bytesArgument(b);
        }
        return compareDigest(a, b);
      },
    ),
    get_fips_mode: method("()", "Return 0: there is no FIPS mode.", () => 0),
    hmac_new: method(
      "(key, msg=b'', digestmod=None)",
      "Return a new HMAC object.",
      (key: Value, msg: Value | undefined, mod: Value | undefined) => {
        const bytes = bytesArgument(key);
        if (mod === undefined || mod === NONE) {
          throw typeError("Missing required parameter 'digestmod'.");
        }
        const h = new PyHmac();
        h.name = digestModule(mod);
        h.hmac = hmacOf(bytes, h.name);
        if (msg !== undefined && msg !== NONE) h.hmac.update(hashInput(msg));
        return h;
      },
    ),
    hmac_digest: method(
      "(key, msg, digest)",
      "Return the HMAC of a message as bytes.",
      (key: Value, msg: Value, digest: Value) => {
        const name = digestModule(digest);
        const h = hmacOf(bytesArgument(key), name);
        h.update(bytesArgument(msg));
        return new PyBytes(h.digest());
      },
    ),
    pbkdf2_hmac: method(
      "(hash_name, password, salt, iterations, dklen=None)",
      "Derive a key from a password by PBKDF2 with HMAC.",
      derive,
    ),
    scrypt: method(
      "(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
      "Derive a key from a password by scrypt.",
      scrypt,
    ),
  };
  for (const name of CONSTRUCTORS) {
    functions["openssl_" + name] = method(
      "(string=b'', *, usedforsecurity=True)",
      `Return a new ${name.replace("_", "-")} hash, which has taken in the bytes.`,
      (data: Value | undefined) => newObject(t, name, data),
    );
  }
  const module = builtinModule("_hashlib", {
    doc: "OpenSSL interface for hashlib module",
    types: [t.hash, t.extendable, t.hmac],
    functions,
    values: {
      UnsupportedDigestmodError: unsupportedError.type(),
      openssl_md_meth_names: new PyFrozenSet([...ALGORITHMS]),
    },
  });
  const constructors = new PyDict();
  for (const name of CONSTRUCTORS) {
    constructors.set(getAttrOrAbsent(module, "openssl_" + name)!, name);
  }
  module.dict.setStr("_constructors", mappingProxyOf(constructors));
  return module;
}
