// The modules that are builtin: name -> factory. A factory makes the module for one interpreter when it is first imported;
// nothing else of std/ runs before.
//
// One import and one line a module, in alphabetical order.

import type { ModuleFactory, ModuleTable } from "../vm/vm.ts";
import { create as _abc } from "./_abc.ts";
import { create as _ast } from "./ast/module.ts";
import { create as _asyncio } from "./_asyncio.ts";
import { create as _bisect } from "./_bisect.ts";
import { create as _blake2 } from "./_blake2.ts";
import { create as _bz2 } from "./_bz2.ts";
import { create as _codecs } from "./_codecs.ts";
import { create as _collections } from "./_collections.ts";
import { create as _contextvars } from "./_contextvars.ts";
import { create as _csv } from "./_csv.ts";
import { create as _ctypes } from "./_ctypes.ts";
import { create as _datetime } from "./_datetime.ts";
import { create as _decimal, createFallback as _pydecimal } from "./_decimal.ts";
import { create as _functools } from "./_functools.ts";
import { create as _hashlib } from "./_hashlib.ts";
import { create as _heapq } from "./_heapq.ts";
import { create as _imp } from "./_imp.ts";
import { create as _io } from "./io/module.ts";
import { create as _json } from "./_json.ts";
import { create as _locale } from "./_locale.ts";
import { create as _lsprof } from "./_lsprof.ts";
import { create as _lzma } from "./_lzma.ts";
import { create as _md5 } from "./_md5.ts";
import { create as _opcode } from "./_opcode.ts";
import { create as _operator } from "./_operator.ts";
import { create as _pickle } from "./_pickle.ts";
import { create as _posixsubprocess } from "./_posixsubprocess.ts";
import { create as _queue } from "./_queue.ts";
import { create as _random } from "./_random.ts";
import { create as _sha1 } from "./_sha1.ts";
import { create as _sha2 } from "./_sha2.ts";
import { create as _sha3 } from "./_sha3.ts";
import { create as _signal } from "./signal/module.ts";
import { create as _socket } from "./socket/module.ts";
import { create as _sqlite3 } from "./_sqlite3.ts";
import { create as _sre } from "./sre/module.ts";
import { create as _statistics } from "./_statistics.ts";
import { create as _string } from "./_string.ts";
import { create as _struct } from "./_struct.ts";
import { create as _suggestions } from "./_suggestions.ts";
import { create as _symtable } from "./_symtable.ts";
import { create as _sysconfigdata, SYSCONFIG_NAME } from "./_sysconfigdata.ts";
import { create as _thread } from "./thread/module.ts";
import { create as _tokenize } from "./_tokenize.ts";
import { create as _typing } from "./_typing.ts";
import { create as _uuid } from "./_uuid.ts";
import { create as _warnings } from "./_warnings.ts";
import { create as _weakref } from "./_weakref.ts";
import { create as array } from "./array/module.ts";
import { create as atexit } from "./atexit.ts";
import { create as binascii } from "./binascii.ts";
import { create as builtins } from "./builtins.ts";
import { createMultibyte as _multibytecodec, REGIONS } from "./cjk/module.ts";
import { create as cmath } from "./cmath.ts";
import { create as errno } from "./errno.ts";
import { create as fcntl } from "./fcntl.ts";
import { create as gc } from "./gc.ts";
import { create as grp } from "./grp.ts";
import { create as itertools } from "./itertools/module.ts";
import { create as marshal } from "./marshal.ts";
import { create as math } from "./math.ts";
import { create as mmap } from "./mmap.ts";
import { create as posix } from "./posix/module.ts";
import { create as pwd } from "./pwd.ts";
import { create as pyexpat } from "./pyexpat.ts";
import { create as resource } from "./resource.ts";
import { create as select } from "./select/module.ts";
import { create as sys } from "./sys.ts";
import { create as termios } from "./termios.ts";
import { create as time } from "./time/module.ts";
import { create as unicodedata } from "./unicodedata.ts";
import { create as zlib } from "./zlib.ts";

/** The builtin modules. */
export const TABLE: ModuleTable = new Map<string, ModuleFactory>([
  ["_abc", _abc],
  ["_ast", _ast],
  ["_asyncio", _asyncio],
  ["_bisect", _bisect],
  ["_blake2", _blake2],
  ["_bz2", _bz2],
  ["_codecs", _codecs],
  ...REGIONS,
  ["_collections", _collections],
  ["_contextvars", _contextvars],
  ["_csv", _csv],
  ["_ctypes", _ctypes],
  ["_datetime", _datetime],
  ["_decimal", _decimal],
  ["_pydecimal", _pydecimal],
  ["_functools", _functools],
  ["_hashlib", _hashlib],
  ["_heapq", _heapq],
  ["_imp", _imp],
  ["_io", _io],
  ["_json", _json],
  ["_locale", _locale],
  ["_lsprof", _lsprof],
  ["_lzma", _lzma],
  ["_md5", _md5],
  ["_multibytecodec", _multibytecodec],
  ["_opcode", _opcode],
  ["_operator", _operator],
  ["_pickle", _pickle],
  ["_posixsubprocess", _posixsubprocess],
  ["_queue", _queue],
  ["_random", _random],
  ["_sha1", _sha1],
  ["_sha2", _sha2],
  ["_sha3", _sha3],
  ["_signal", _signal],
  ["_socket", _socket],
  ["_sqlite3", _sqlite3],
  ["_sre", _sre],
  ["_statistics", _statistics],
  ["_string", _string],
  ["_struct", _struct],
  ["_suggestions", _suggestions],
  ["_symtable", _symtable],
  [SYSCONFIG_NAME, _sysconfigdata],
  ["_thread", _thread],
  ["_tokenize", _tokenize],
  ["_typing", _typing],
  ["_uuid", _uuid],
  ["_warnings", _warnings],
  ["_weakref", _weakref],
  ["array", array],
  ["atexit", atexit],
  ["binascii", binascii],
  ["builtins", builtins],
  ["cmath", cmath],
  ["errno", errno],
  ["fcntl", fcntl],
  ["gc", gc],
  ["grp", grp],
  ["itertools", itertools],
  ["marshal", marshal],
  ["math", math],
  ["mmap", mmap],
  ["posix", posix],
  ["pwd", pwd],
  ["pyexpat", pyexpat],
  ["resource", resource],
  ["select", select],
  ["sys", sys],
  ["termios", termios],
  ["time", time],
  ["unicodedata", unicodedata],
  ["zlib", zlib],
]);
