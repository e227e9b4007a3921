// _random: the base class of random.Random.

import { canonical } from "../vm/objects/core/int_core.ts";
import { hashOf } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { PyFloat } from "../vm/objects/float.ts";
import { intOf } from "../vm/objects/int.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { type Int, NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { indexOf } from "../vm/objects/operations.ts";
import { overflowError, typeError, valueError } from "../vm/objects/raise.ts";
import { type KwMap, method } from "../vm/objects/signature.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { MersenneTwister } from "./numeric/mersenne_twister.ts";

/** A generator. */
class PyRandom extends PyObject {
  readonly twister: MersenneTwister;
  constructor() {
    super();
    this.twister = new MersenneTwister();
  }
}

/** The 32-bit words of a number that is not negative, the lowest first. */
function wordsOf(n: Int): Uint32Array {
  if (typeof n === "number") {
    const high = Math.floor(n / 4294967296);
    return high === 0 ? Uint32Array.of(n) : Uint32Array.of(n - high * 4294967296, high);
  }
  const hex = n.toString(16);
  const words = new Uint32Array(Math.ceil(hex.length / 8));
  for (let i = 0, end = hex.length; end > 0; i++, end -= 8) {
    words[i] = parseInt(hex.slice(Math.max(0, end - 8), end), 16);
  }
  return words;
}

function seed(self: PyRandom, v: Value | undefined): void {
  if (v === undefined || v === NONE) {
    self.twister.seed(crypto.getRandomValues(new Uint32Array(624)));
    return;
  }
  const n = intOf(v);
  if (n !== undefined) {
    self.twister.seed(wordsOf(n < 0 ? -n : n));
    return;
  }
  // the hash of anything else, as the unsigned number of its 64 bits
  const h = hashOf(v);
  self.twister.seed(wordsOf(h < 0 ? canonical(BigInt.asUintN(64, BigInt(h))) : h));
}

function getrandbits(self: PyRandom, v: Value): Value {
  const k = indexOf(v);
  if (k < 0) throw valueError("number of bits must be non-negative");
  if (typeof k !== "number" || k > 2147483647) {
    throw overflowError("Python int too large to convert to C int");
  }
  const { twister } = self;
  if (k === 0) return 0;
  if (k <= 32) return twister.next() >>> (32 - k);
  if (k <= 53) {
    const low = twister.next();
    return (twister.next() >>> (64 - k)) * 4294967296 + low;
  }
  const count = Math.ceil(k / 32);
  const words: string[] = new Array(count).fill("");
  for (let i = 0, left = k; i < count; i++, left -= 32) {
    const r = left < 32 ? twister.next() >>> (32 - left) : twister.next();
    words[count - 1 - i] = r.toString(16).padStart(8, "0");
  }
  return canonical(BigInt("0x" + words.join("")));
}

function setstate(self: PyRandom, state: Value): void {
  if (!(state instanceof PyTuple)) throw typeError("state vector must be a tuple");
  const { items } = state;
  if (items.length !== 625) throw valueError("state vector is the wrong size");
  const words = new Uint32Array(624);
  for (let i = 0; i < 624; i++) {
    const n = intOf(items[i]);
    if (n === undefined) throw typeError(`an integer is required`);
    if (n < 0) throw overflowError("can't convert negative value to unsigned int");
    words[i] = typeof n === "number" ? n : Number(n & 0xffffffffn);
  }
  const index = intOf(items[624]);
  if (index === undefined) {
    throw typeError(`'${typeOf(items[624]).name}' object cannot be interpreted as an integer`);
  }
  if (index < 0 || index > 624) throw valueError("invalid state");
  self.twister.state.set(words);
  self.twister.index = Number(index);
}

let RandomType: PyType | undefined;

function randomType(): PyType {
  if (RandomType !== undefined) return RandomType;
  const t = RandomType = builtinType("_random.Random", PyRandom, {
    module: "_random",
    qualname: "Random",
  });
  define(t, {
    doc: "Random() -> create a random number generator with its own internal state.",
    new: method(
      "(cls, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: PyRandom, args: Value[], kwargs: KwMap | undefined) => {
          if (kwargs !== undefined && self.cls === t) {
            throw typeError("Random() takes no keyword arguments");
          }
          if (args.length > 1) {
            throw typeError(`Random expected at most 1 argument, got ${args.length}`);
          }
          seed(self, args[0]);
        },
      ),
      random: method(
        "(self, /)",
        "random() -> x in the interval [0, 1).",
        (self: PyRandom) => new PyFloat(self.twister.double()),
      ),
      seed: method(
        "(self, n=None, /)",
        "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\nof the current time and the process identifier.",
        seed,
      ),
      getstate: method(
        "(self, /)",
        "getstate() -> tuple containing the current state.",
        (self: PyRandom) => new PyTuple([...self.twister.state, self.twister.index]),
      ),
      setstate: method(
        "(self, state, /)",
        "setstate(state) -> None.  Restores generator state.",
        setstate,
      ),
      getrandbits: method(
        "(self, k, /)",
        "getrandbits(k) -> x.  Generates an int with k random bits.",
        getrandbits,
      ),
    },
  });
  return t;
}

/** Makes the module. */
export function create(): PyModule {
  return builtinModule("_random", {
    doc: "Module implements the Mersenne Twister random number generator.",
    types: [randomType()],
  });
}
