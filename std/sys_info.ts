// The parts of `sys` that describe: versions, limits, flags.

import { environment } from "../vm/host/mod.ts";
import { CACHE_TAG } from "../vm/import/file_code.ts";
import type { Config } from "../vm/config.ts";
import { call } from "../vm/objects/attributes.ts";
import { PyFloat } from "../vm/objects/float.ts";
import type { Value } from "../vm/objects/object.ts";
import { SimpleNamespaceType } from "../vm/objects/simple_namespace.ts";
import { PyFrozenSet } from "../vm/objects/set.ts";
import { strFromUtf16 } from "../vm/objects/str.ts";
import { newStruct, structType } from "../vm/objects/structseq.ts";
import type { PyType } from "../vm/objects/type.ts";
import { STDLIB_NAMES } from "./stdlib_names.ts";

/** The version of Python that this is, and of its library. */
const PYTHON = [3, 13, 2] as const;
/** The version of the implementation. */
const NAJASH = [0, 1, 0] as const;

function hexVersion(v: readonly [number, number, number]): number {
  return v[0] << 24 | v[1] << 16 | v[2] << 8 | 0xf0;
}

/** `sys.version` */
export const VERSION: string = `${PYTHON.join(".")} (najash ${
  NAJASH.join(".")
}) [${environment.runtimeName()}]`;

/** What `-V` says. */
export const SHORT_VERSION: string = PYTHON.join(".");

/** The flags of a struct sequence type, made once. */
interface Types {
  readonly flags: PyType;
  readonly version: PyType;
  readonly float: PyType;
  readonly int: PyType;
  readonly hash: PyType;
  readonly thread: PyType;
}

let types: Types | undefined;

function makeTypes(): Types {
  return types ??= {
    flags: structType({
      name: "sys.flags",
      doc: "sys.flags\n\nFlags provided through command line arguments or environment vars.",
      noNew: true,
      visible: 18,
      fields: [
        ["debug", "-d"],
        ["inspect", "-i"],
        ["interactive", "-i"],
        ["optimize", "-O or -OO"],
        ["dont_write_bytecode", "-B"],
        ["no_user_site", "-s"],
        ["no_site", "-S"],
        ["ignore_environment", "-E"],
        ["verbose", "-v"],
        ["bytes_warning", "-b"],
        ["quiet", "-q"],
        ["hash_randomization", "-R"],
        ["isolated", "-I"],
        ["dev_mode", "-X dev"],
        ["utf8_mode", "-X utf8"],
        ["warn_default_encoding", "-X warn_default_encoding"],
        ["safe_path", "-P"],
        ["int_max_str_digits", "-X int_max_str_digits"],
        ["gil", "-X gil"],
      ],
    }),
    version: structType({
      name: "sys.version_info",
      doc: "sys.version_info\n\nVersion information as a named tuple.",
      noNew: true,
      fields: [
        ["major", "Major release number"],
        ["minor", "Minor release number"],
        ["micro", "Patch release number"],
        ["releaselevel", "'alpha', 'beta', 'candidate', or 'final'"],
        ["serial", "Serial release number"],
      ],
    }),
    float: structType({
      name: "sys.float_info",
      doc:
        "sys.float_info\n\nA named tuple holding information about the float type. It contains low level\ninformation about the precision and internal representation. Please study\nyour system's :file:`float.h` for more information.",
      fields: [
        ["max", "DBL_MAX -- maximum representable finite float"],
        ["max_exp", "DBL_MAX_EXP -- maximum int e such that radix**(e-1) is representable"],
        ["max_10_exp", "DBL_MAX_10_EXP -- maximum int e such that 10**e is representable"],
        ["min", "DBL_MIN -- Minimum positive normalized float"],
        ["min_exp", "DBL_MIN_EXP -- minimum int e such that radix**(e-1) is a normalized float"],
        ["min_10_exp", "DBL_MIN_10_EXP -- minimum int e such that 10**e is a normalized float"],
        [
          "dig",
          "DBL_DIG -- maximum number of decimal digits that can be faithfully represented in a float",
        ],
        ["mant_dig", "DBL_MANT_DIG -- mantissa digits"],
        ["epsilon", "DBL_EPSILON -- Difference between 1 and the next representable float"],
        ["radix", "FLT_RADIX -- radix of exponent"],
        ["rounds", "FLT_ROUNDS -- rounding mode used for arithmetic operations"],
      ],
    }),
    int: structType({
      name: "sys.int_info",
      doc:
        "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.  The attributes are read only.",
      fields: [
        ["bits_per_digit", "size of a digit in bits"],
        ["sizeof_digit", "size in bytes of the C type used to represent a digit"],
        ["default_max_str_digits", "maximum string conversion digits limitation"],
        ["str_digits_check_threshold", "minimum positive value for int_max_str_digits"],
      ],
    }),
    hash: structType({
      name: "sys.hash_info",
      doc:
        "hash_info\n\nA named tuple providing parameters used for computing\nhashes. The attributes are read only.",
      fields: [
        ["width", "width of the type used for hashing, in bits"],
        ["modulus", "prime number giving the modulus on which the hash function is based"],
        ["inf", "value to be used for hash of a positive infinity"],
        ["nan", "value to be used for hash of a nan"],
        ["imag", "multiplier used for the imaginary part of a complex number"],
        ["algorithm", "name of the algorithm for hashing of str, bytes and memoryviews"],
        ["hash_bits", "internal output size of hash algorithm"],
        ["seed_bits", "seed size of hash algorithm"],
        ["cutoff", "small string optimization cutoff"],
      ],
    }),
    thread: structType({
      name: "sys.thread_info",
      doc: "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
      fields: [
        ["name", "name of the thread implementation"],
        ["lock", "name of the lock implementation"],
        ["version", "name and version of the thread library"],
      ],
    }),
  };
}

/** `sys.flags` for a configuration. */
export function flagsOf(c: Config): Value {
  return newStruct(makeTypes().flags, [
    c.debug,
    c.inspect,
    c.interactive,
    c.optimize,
    c.dontWriteBytecode ? 1 : 0,
    c.noUserSite ? 1 : 0,
    c.noSite ? 1 : 0,
    c.useEnvironment ? 0 : 1,
    c.verbose,
    c.bytesWarning,
    c.quiet,
    c.hashRandomization ? 1 : 0,
    c.isolated ? 1 : 0,
    c.devMode,
    c.utf8Mode ? 1 : 0,
    c.warnDefaultEncoding ? 1 : 0,
    c.safePath,
    c.intMaxStrDigits,
    1,
  ]);
}

function float(v: number): Value {
  return new PyFloat(v);
}

/** The attributes that are the same in every interpreter. */
export function infoValues(): Record<string, Value> {
  const t = makeTypes();
  const version = newStruct(t.version, [...PYTHON, "final", 0]);
  const own = newStruct(t.version, [...NAJASH, "final", 0]);
  return {
    version: strFromUtf16(VERSION),
    version_info: version,
    hexversion: hexVersion(PYTHON),
    api_version: 1013,
    implementation: call(SimpleNamespaceType, [
      "najash",
      CACHE_TAG,
      own,
      hexVersion(NAJASH),
      "x86_64-linux-gnu",
    ], ["name", "cache_tag", "version", "hexversion", "_multiarch"]),
    float_info: newStruct(t.float, [
      float(Number.MAX_VALUE),
      1024,
      308,
      float(2.2250738585072014e-308),
      -1021,
      -307,
      15,
      53,
      float(Number.EPSILON),
      2,
      1,
    ]),
    int_info: newStruct(t.int, [30, 4, 4300, 640]),
    hash_info: newStruct(t.hash, [
      64,
      2305843009213693951n,
      314159,
      0,
      1000003,
      "siphash13",
      64,
      128,
      0,
    ]),
    thread_info: newStruct(t.thread, ["pthread", "semaphore", "NPTL 2.36"]),
    float_repr_style: "short",
    maxsize: 9223372036854775807n,
    maxunicode: 0x10ffff,
    byteorder: "little",
    platform: "linux",
    platlibdir: "lib",
    abiflags: "",
    copyright: COPYRIGHT,
    stdlib_module_names: new PyFrozenSet(STDLIB_NAMES.split(" ")),
    _framework: "",
  };
}

/** The notice of those whose library this is, as `help()` and `site` show it. */
const COPYRIGHT =
  "Copyright (c) 2001-2025 Python Software Foundation.\nAll Rights Reserved.\n\nCopyright (c) 2000 BeOpen.com.\nAll Rights Reserved.\n\nCopyright (c) 1995-2001 Corporation for National Research Initiatives.\nAll Rights Reserved.\n\nCopyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.\nAll Rights Reserved.";
