// Writing pickles.

import { call, callMethod, getAttr, getAttrOrAbsent } from "../../vm/objects/attributes.ts";
import { attributeError } from "../../vm/objects/attribute_error.ts";
import { PyBuiltinMethod } from "../../vm/objects/builtin.ts";
import { ByteArrayType, type PyByteArray } from "../../vm/objects/bytearray.ts";
import { BytesType, PyBytes } from "../../vm/objects/bytes.ts";
import { encodeStr } from "../../vm/objects/codecs.ts";
import { isSame, truth } from "../../vm/objects/compare.ts";
import { reprFloat } from "../../vm/objects/core/float_text.ts";
import { toBytes } from "../../vm/objects/core/int_bytes.ts";
import { bitLength } from "../../vm/objects/core/int_core.ts";
import { toDecimal } from "../../vm/objects/core/int_text.ts";
import { DictType, PyDict } from "../../vm/objects/dict.ts";
import { FloatType, type PyFloat } from "../../vm/objects/float.ts";
import { FunctionType } from "../../vm/objects/function.ts";
import { iter } from "../../vm/objects/iteration.ts";
import { ListType, PyList } from "../../vm/objects/list.ts";
import {
  ELLIPSIS,
  type Int,
  NONE,
  NOT_IMPLEMENTED,
  PyObject,
  type Value,
} from "../../vm/objects/object.ts";
import { repr } from "../../vm/objects/operations.ts";
import { typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { FrozenSetType, type PyAnySet, type PyFrozenSet, SetType } from "../../vm/objects/set.ts";
import { AstralStr, isStr, type Str, strFromUtf16, strOf, utf16 } from "../../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple, TupleType } from "../../vm/objects/tuple.ts";
import { PyType, StrType, typeOf, TypeType } from "../../vm/objects/type.ts";
import { dottedAttribute, mapName, moduleNamed, tableOf, whichModule } from "./globals.ts";
import { OP, picklingError } from "./opcodes.ts";
import { PickleOutput } from "./output.ts";
import { PyPickleBuffer } from "./pickle_buffer.ts";

const BATCH = 1000;

/** What a pickler is told, and what it keeps. */
export class PyPickler extends PyObject {
  /** The file's `write`; `undefined` for `dumps`, and before `__init__`. */
  write: Value | undefined = undefined;
  ready: boolean = false;
  protocol: number = 4;
  bin: boolean = true;
  fast: boolean = false;
  fixImports: boolean = true;
  bufferCallback: Value | undefined = undefined;
  dispatchTable: Value | undefined = undefined;
  reducerOverride: Value | undefined = undefined;
  persistentId: Value | undefined = undefined;
  /** The number that each object got. Strings are the same where they are equal. */
  memo: Map<Value, number> = new Map();
  /** Equal strings with astral characters are one, too. */
  output: PickleOutput = new PickleOutput();

  dump(o: Value): Uint8Array {
    const { output, protocol } = this;
    this.persistentId = overridden(this, "persistent_id");
    this.reducerOverride = getAttrOrAbsent(this, "reducer_override");
    if (protocol >= 2) output.opNumber(OP.PROTO, protocol, 1);
    output.framing = protocol >= 4;
    try {
      this.save(o, true);
      output.op(OP.STOP);
      output.endFrame();
    } finally {
      output.framing = false;
    }
    return output.take();
  }

  // ---- the memo

  private putMemo(o: Value): void {
    if (this.fast) return;
    const n = this.memo.size;
    this.memo.set(memoKey(o), n);
    const { output } = this;
    if (this.protocol >= 4) output.op(OP.MEMOIZE);
    else if (!this.bin) output.ascii(`p${n}\n`);
    else if (n < 256) output.opNumber(OP.BINPUT, n, 1);
    else output.opNumber(OP.LONG_BINPUT, n, 4);
  }

  /** Refers to an object that was written before; false where it was not. */
  private getMemo(o: Value): boolean {
    const n = this.memo.get(memoKey(o));
    if (n === undefined) return false;
    const { output } = this;
    if (!this.bin) output.ascii(`g${n}\n`);
    else if (n < 256) output.opNumber(OP.BINGET, n, 1);
    else output.opNumber(OP.LONG_BINGET, n, 4);
    return true;
  }

  // ---- any object

  private save(o: Value, persistent: boolean): void {
    if (persistent && this.persistentId !== undefined) {
      const id = call(this.persistentId, [o]);
      if (id !== NONE) {
        this.savePersistent(id);
        return;
      }
    }
    this.saveObject(o);
    this.output.boundary();
  }

  private saveObject(o: Value): void {
    const { output } = this;
    switch (typeof o) {
      case "number":
      case "bigint":
        this.saveInt(o);
        return;
      case "boolean":
        if (this.protocol >= 2) output.op(o ? OP.NEWTRUE : OP.NEWFALSE);
        else output.ascii(o ? "I01\n" : "I00\n");
        return;
      case "string":
        if (!this.getMemo(o)) this.saveStr(o);
        return;
    }
    if (o === NONE) {
      output.op(OP.NONE);
      return;
    }
    const t = o.cls;
    if (t === FloatType) {
      this.saveFloat((o as PyFloat).v);
      return;
    }
    if (this.getMemo(o)) return;
    switch (t) {
      case StrType:
        this.saveStr(o as AstralStr);
        return;
      case BytesType:
        this.saveBytes(o as PyBytes);
        return;
      case TupleType:
        this.saveTuple(o as PyTuple);
        return;
      case ListType:
        this.saveList(o as PyList);
        return;
      case DictType:
        this.saveDict(o as PyDict);
        return;
      case SetType:
        this.saveSet(o as PyAnySet);
        return;
      case FrozenSetType:
        this.saveFrozenSet(o as PyFrozenSet);
        return;
      case ByteArrayType:
        this.saveByteArray(o as PyByteArray);
        return;
    }
    if (o instanceof PyPickleBuffer) {
      this.savePickleBuffer(o);
      return;
    }
    this.saveByReduction(o, t);
  }

  private saveByReduction(o: PyObject, t: PyType): void {
    let reduced: Value | undefined;
    if (this.reducerOverride !== undefined) {
      const r = call(this.reducerOverride, [o]);
      if (r !== NOT_IMPLEMENTED) reduced = r;
    }
    if (reduced === undefined) {
      if (t === TypeType) {
        this.saveType(o as PyType);
        return;
      }
      if (t === FunctionType) {
        this.saveGlobal(o, undefined);
        return;
      }
      const reducer = this.reducerOf(t);
      if (reducer !== undefined) {
        reduced = call(reducer, [o]);
      } else if (t.isSubtype(TypeType)) {
        this.saveGlobal(o, undefined);
        return;
      } else {
        const byProtocol = getAttrOrAbsent(o, "__reduce_ex__");
        if (byProtocol !== undefined) {
          reduced = call(byProtocol, [this.protocol]);
        } else {
          const plain = getAttrOrAbsent(o, "__reduce__");
          if (plain === undefined) {
            throw picklingError.error(`can't pickle '${t.name}' object: ${repr(o)}`);
          }
          reduced = call(plain, []);
        }
      }
    }
    if (isStr(reduced)) this.saveGlobal(o, reduced);
    else if (reduced instanceof PyTuple) this.saveReduce(reduced.items, o);
    else throw picklingError.error("__reduce__ must return a string or tuple");
  }

  /** What the pickler's own dispatch table, or copyreg's, has for a class. */
  private reducerOf(t: PyType): Value | undefined {
    const table = this.dispatchTable;
    if (table === undefined || table instanceof PyDict && table.cls === DictType) {
      return (table as PyDict | undefined ?? tableOf("copyreg", "dispatch_table")).get(t);
    }
    try {
      return callMethod(table, "__getitem__", t);
    } catch (e) {
      if (e instanceof PyObject && e.cls.mro.some((c) => c.name === "LookupError")) {
        return undefined;
      }
      throw e;
    }
  }

  private savePersistent(id: Value): void {
    if (this.bin) {
      this.save(id, false);
      this.output.op(OP.BINPERSID);
      return;
    }
    const text = utf16(strOf(callMethod(id, "__str__"))!);
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > 127) {
        throw picklingError.error("persistent IDs in protocol 0 must be ASCII strings");
      }
    }
    this.output.ascii(`P${text}\n`);
  }

  // ---- atoms

  private saveInt(n: Int): void {
    const { output } = this;
    if (typeof n === "number" && n >= -0x80000000 && n <= 0x7fffffff) {
      if (!this.bin) {
        output.ascii(`I${n}\n`);
      } else if (n >= 0 && n < 256) {
        output.opNumber(OP.BININT1, n, 1);
      } else if (n >= 0 && n < 65536) {
        output.opNumber(OP.BININT2, n, 2);
      } else {
        output.opNumber(OP.BININT, n >>> 0, 4);
      }
      return;
    }
    if (this.protocol < 2) {
      output.ascii(`L${toDecimal(n)}L\n`);
      return;
    }
    // as many bytes as the number and its sign need
    let size = (bitLength(n) >> 3) + 1;
    if (n < 0 && size > 1 && BigInt(n) === -(1n << BigInt(8 * size - 9))) size--;
    const bytes = toBytes(n, size, true, true);
    if (size < 256) output.opNumber(OP.LONG1, size, 1);
    else output.opNumber(OP.LONG4, size, 4);
    output.write(bytes);
  }

  private saveFloat(x: number): void {
    if (this.bin) this.output.opDouble(OP.BINFLOAT, x);
    else this.output.ascii(`F${reprFloat(x)}\n`);
  }

  private saveStr(s: Str): void {
    const { output } = this;
    if (!this.bin) {
      output.ascii(`V${rawUnicodeEscape(s)}\n`);
    } else {
      const data = encodeStr(s, "utf-8", "surrogatepass").data;
      const n = data.length;
      if (n < 256 && this.protocol >= 4) output.opData(OP.SHORT_BINUNICODE, 1, data);
      else if (n <= 0xffffffff) output.opData(OP.BINUNICODE, 4, data);
      else output.opData(OP.BINUNICODE8, 8, data);
    }
    this.putMemo(s);
  }

  private saveBytes(b: PyBytes): void {
    const { data } = b;
    if (this.protocol < 3) {
      // Python 2 reads it through an encoding that is the identity
      if (data.length === 0) {
        this.saveReduce([BytesType, EMPTY_TUPLE], b);
      } else {
        let text = "";
        for (let i = 0; i < data.length; i++) text += String.fromCharCode(data[i]);
        const encode = getAttr(runtime.importModule("codecs"), "encode");
        this.saveReduce([encode, new PyTuple([text, "latin1"])], b);
      }
      return;
    }
    this.saveBytesData(data);
    this.putMemo(b);
  }

  private saveBytesData(data: Uint8Array): void {
    const { output } = this;
    if (data.length < 256) output.opData(OP.SHORT_BINBYTES, 1, data);
    else if (data.length <= 0xffffffff) output.opData(OP.BINBYTES, 4, data);
    else output.opData(OP.BINBYTES8, 8, data);
  }

  private saveByteArray(b: PyByteArray): void {
    if (this.protocol < 5) {
      const args = b.size === 0 ? EMPTY_TUPLE : new PyTuple([new PyBytes(b.view().slice())]);
      this.saveReduce([ByteArrayType, args], b);
      return;
    }
    this.output.opData(OP.BYTEARRAY8, 8, b.view());
    this.putMemo(b);
  }

  private savePickleBuffer(b: PyPickleBuffer): void {
    if (this.protocol < 5) {
      throw picklingError.error("PickleBuffer can only be pickled with protocol >= 5");
    }
    const view = b.buffer();
    let inBand = true;
    if (this.bufferCallback !== undefined) {
      inBand = truth(call(this.bufferCallback, [b]));
    }
    if (inBand) {
      const data = view.contiguous();
      if (view.readonly) this.saveBytesData(data);
      else this.output.opData(OP.BYTEARRAY8, 8, data);
      this.putMemo(b);
    } else {
      this.output.op(OP.NEXT_BUFFER);
      if (view.readonly) this.output.op(OP.READONLY_BUFFER);
    }
  }

  // ---- containers

  private saveTuple(t: PyTuple): void {
    const { items } = t;
    const { output } = this;
    const n = items.length;
    if (n === 0) {
      if (this.bin) output.op(OP.EMPTY_TUPLE);
      else output.ascii("(t");
      return;
    }
    if (n <= 3 && this.protocol >= 2) {
      for (let i = 0; i < n; i++) this.save(items[i], true);
      if (this.memo.has(t)) {
        // it holds itself: its items are thrown away again
        for (let i = 0; i < n; i++) output.op(OP.POP);
        this.getMemo(t);
        return;
      }
      output.op(n === 1 ? OP.TUPLE1 : n === 2 ? OP.TUPLE2 : OP.TUPLE3);
      this.putMemo(t);
      return;
    }
    output.op(OP.MARK);
    for (let i = 0; i < n; i++) this.save(items[i], true);
    if (this.memo.has(t)) {
      if (this.bin) output.op(OP.POP_MARK);
      else for (let i = 0; i <= n; i++) output.op(OP.POP);
      this.getMemo(t);
      return;
    }
    output.op(OP.TUPLE);
    this.putMemo(t);
  }

  private saveList(l: PyList): void {
    if (this.bin) this.output.op(OP.EMPTY_LIST);
    else this.output.ascii("(l");
    this.putMemo(l);
    let i = 0;
    const next = () => i < l.length ? [l.get(i++)] : undefined;
    this.batch(next, OP.APPEND, OP.APPENDS, l.length !== 1);
  }

  private saveDict(d: PyDict): void {
    if (this.bin) this.output.op(OP.EMPTY_DICT);
    else this.output.ascii("(d");
    this.putMemo(d);
    const entries = d.entries();
    let i = 0;
    const next = () => i < entries.length ? entries[i++] : undefined;
    this.batch(next, OP.SETITEM, OP.SETITEMS, entries.length !== 1);
  }

  /**
   * Writes items in batches: each call of `next` gives one item, or a key and its value. One alone has the short opcode,
   * unless `marked` says that it only remained from others; protocol 0 knows no other opcode.
   */
  private batch(
    next: () => readonly Value[] | undefined,
    one: number,
    many: number,
    marked = false,
  ): void {
    const { output } = this;
    if (!this.bin) {
      for (let v = next(); v !== undefined; v = next()) {
        for (const x of v) this.save(x, true);
        output.op(one);
      }
      return;
    }
    let ahead = next();
    while (ahead !== undefined) {
      const first = ahead;
      ahead = next();
      if (ahead === undefined && !marked) {
        for (const x of first) this.save(x, true);
        output.op(one);
        return;
      }
      output.op(OP.MARK);
      for (const x of first) this.save(x, true);
      for (let n = 1; n < BATCH && ahead !== undefined; n++) {
        for (const x of ahead) this.save(x, true);
        ahead = next();
      }
      output.op(many);
    }
  }

  private saveSet(s: PyAnySet): void {
    const items = [...s.items()];
    if (this.protocol < 4) {
      this.saveReduce([SetType, new PyTuple([new PyList(items)])], s);
      return;
    }
    const { output } = this;
    output.op(OP.EMPTY_SET);
    this.putMemo(s);
    for (let i = 0; i < items.length;) {
      output.op(OP.MARK);
      for (let n = 0; n < BATCH && i < items.length; n++) this.save(items[i++], true);
      output.op(OP.ADDITEMS);
    }
  }

  private saveFrozenSet(s: PyFrozenSet): void {
    const items = [...s.items()];
    if (this.protocol < 4) {
      this.saveReduce([FrozenSetType, new PyTuple([new PyList(items)])], s);
      return;
    }
    const { output } = this;
    output.op(OP.MARK);
    for (const item of items) this.save(item, true);
    if (this.memo.has(s)) {
      output.op(OP.POP_MARK);
      this.getMemo(s);
      return;
    }
    output.op(OP.FROZENSET);
    this.putMemo(s);
  }

  // ---- classes and functions

  private saveType(t: PyType): void {
    for (const singleton of [NONE, NOT_IMPLEMENTED, ELLIPSIS]) {
      if (t === singleton.cls) {
        this.saveReduce([TypeType, new PyTuple([singleton])], t);
        return;
      }
    }
    this.saveGlobal(t, undefined);
  }

  private saveGlobal(o: Value, given: Value | undefined): void {
    const nameValue = given ?? getAttrOrAbsent(o, "__qualname__") ?? getAttr(o, "__name__");
    const name = utf16(strOf(nameValue)!);
    if (name.split(".").includes("<locals>")) {
      throw attributeError(o, name, `Can't get local object ${repr(nameValue)}`);
    }
    const moduleValue = whichModule(o, name);
    const moduleName = isStr(moduleValue) ? utf16(strOf(moduleValue)!) : String(moduleValue);
    const { value, parent } = this.lookup(o, moduleName, name);
    if (!isSame(value, o)) {
      throw picklingError.error(
        `Can't pickle ${repr(o)}: it's not the same object as ${moduleName}.${name}`,
      );
    }
    const { output, protocol } = this;
    const last = name.slice(name.lastIndexOf(".") + 1);
    if (protocol >= 2) {
      const code = tableOf("copyreg", "_extension_registry").get(
        new PyTuple([strFromUtf16(moduleName), nameValue]),
      );
      if (typeof code === "number") {
        if (code < 256) output.opNumber(OP.EXT1, code, 1);
        else if (code < 65536) output.opNumber(OP.EXT2, code, 2);
        else output.opNumber(OP.EXT4, code, 4);
        return;
      }
    }
    if (protocol >= 4) {
      this.save(strFromUtf16(moduleName), true);
      this.save(nameValue, true);
      output.op(OP.STACK_GLOBAL);
    } else if (name.includes(".") && parent !== moduleNamed(moduleName)) {
      const getattr = getAttr(runtime.importModule("builtins"), "getattr");
      this.saveReduce([getattr, new PyTuple([parent, strFromUtf16(last)])], o);
      return;
    } else {
      const [m, n] = this.fixImports && protocol < 3
        ? mapName(moduleName, last, true)
        : [moduleName, last];
      const text = `c${m}\n${n}\n`;
      if (protocol < 3) {
        for (let i = 0; i < text.length; i++) {
          if (text.charCodeAt(i) > 127) {
            throw picklingError.error(
              `can't pickle global identifier '${moduleName}.${name}' using pickle protocol ${protocol}`,
            );
          }
        }
      }
      output.write(encodeStr(strFromUtf16(text), "utf-8", undefined).data);
    }
    this.putMemo(o);
  }

  private lookup(o: Value, module: string, name: string): { value: Value; parent: Value } {
    let m: Value;
    try {
      m = moduleNamed(module);
    } catch {
      throw picklingError.error(
        `Can't pickle ${repr(o)}: import of module ${repr(strFromUtf16(module))} failed`,
      );
    }
    try {
      return dottedAttribute(m, name);
    } catch {
      throw picklingError.error(
        `Can't pickle ${repr(o)}: attribute lookup ${name} on ${module} failed`,
      );
    }
  }

  // ---- what __reduce__ gives

  private saveReduce(items: readonly Value[], o: Value): void {
    if (items.length < 2 || items.length > 6) {
      throw picklingError.error(
        "tuple returned by __reduce__ must contain 2 through 6 elements",
      );
    }
    const [func, args] = items;
    const part = (i: number): Value | undefined =>
      i < items.length && items[i] !== NONE ? items[i] : undefined;
    if (typeof func !== "object" || func.cls.lookup("__call__") === undefined) {
      throw picklingError.error(
        "first item of the tuple returned by __reduce__ must be callable",
      );
    }
    if (!(args instanceof PyTuple)) {
      throw picklingError.error(
        "second item of the tuple returned by __reduce__ must be a tuple",
      );
    }
    const setter = part(5);
    if (
      setter !== undefined &&
      (typeof setter !== "object" || setter.cls.lookup("__call__") === undefined)
    ) {
      throw picklingError.error(
        `sixth element of the tuple returned by __reduce__ must be a function, not ${
          typeOf(setter).name
        }`,
      );
    }
    this.saveConstruction(func, args.items, args, o);
    const { output } = this;
    if (this.memo.has(memoKey(o))) {
      // making it has written it already
      output.op(OP.POP);
      this.getMemo(o);
    } else {
      this.putMemo(o);
    }
    const listItems = part(3), dictItems = part(4), state = part(2);
    if (listItems !== undefined) {
      const it = iteratorOf(listItems, "fourth");
      this.batch(
        () => {
          const v = it.step();
          return v === undefined ? undefined : [v];
        },
        OP.APPEND,
        OP.APPENDS,
      );
    }
    if (dictItems !== undefined) {
      const it = iteratorOf(dictItems, "fifth");
      this.batch(
        () => {
          const v = it.step();
          if (v === undefined) return undefined;
          if (!(v instanceof PyTuple) || v.items.length !== 2) {
            throw typeError("dict items iterator must return 2-tuples");
          }
          return v.items;
        },
        OP.SETITEM,
        OP.SETITEMS,
      );
    }
    if (state !== undefined) {
      if (setter === undefined) {
        this.save(state, true);
        output.op(OP.BUILD);
      } else {
        this.save(setter, true);
        this.save(o, true);
        this.save(state, true);
        output.op(OP.TUPLE2);
        output.op(OP.REDUCE);
        output.op(OP.POP);
      }
    }
  }

  /** Writes the call that makes the object. */
  private saveConstruction(
    func: Value,
    args: readonly Value[],
    tuple: PyTuple,
    o: Value,
  ): void {
    const { output, protocol } = this;
    const nameValue = protocol >= 2 ? getAttrOrAbsent(func, "__name__") : undefined;
    if (nameValue === "__newobj_ex__") {
      const [cls, positional, keywords] = args;
      if (
        args.length !== 3 || !(cls instanceof PyType) || !(positional instanceof PyTuple) ||
        !(keywords instanceof PyDict)
      ) {
        throw picklingError.error("invalid arguments of __newobj_ex__");
      }
      if (protocol >= 4) {
        this.save(cls, true);
        this.save(positional, true);
        this.save(keywords, true);
        output.op(OP.NEWOBJ_EX);
        return;
      }
      const partial = getAttr(runtime.importModule("functools"), "partial") as PyObject;
      const names = keywords.keys().map((k) => utf16(strOf(k)!));
      const bound = call(partial, [
        getAttr(cls, "__new__"),
        cls,
        ...positional.items,
        ...keywords.values(),
      ], names);
      this.save(bound, true);
      this.save(EMPTY_TUPLE, true);
      output.op(OP.REDUCE);
      return;
    }
    if (nameValue === "__newobj__") {
      const cls = args[0];
      if (args.length < 1) throw picklingError.error("__newobj__ arglist is empty");
      if (getAttrOrAbsent(cls, "__new__") === undefined) {
        throw picklingError.error("args[0] from __newobj__ args has no __new__");
      }
      if (getAttr(o, "__class__") !== cls) {
        throw picklingError.error("args[0] from __newobj__ args has the wrong class");
      }
      this.save(cls, true);
      this.save(new PyTuple(args.slice(1)), true);
      output.op(OP.NEWOBJ);
      return;
    }
    this.save(func, true);
    this.save(tuple, true);
    output.op(OP.REDUCE);
  }
}

/** Objects with astral characters are the same where they are equal, as other strings are. */
function memoKey(o: Value): Value {
  return o instanceof AstralStr ? "\u{10ffff}" + utf16(o) : o;
}

function iteratorOf(v: Value, which: string): PyObject {
  if (typeof v !== "object" || v.cls.lookup("__next__") === undefined) {
    throw picklingError.error(
      `${which} element of the tuple returned by __reduce__ must be an iterator, not ${
        typeOf(v).name
      }`,
    );
  }
  return iter(v);
}

/** A method of a pickler where a subclass or the instance has its own; `undefined` where it is the builtin one. */
export function overridden(self: PyObject, name: string): Value | undefined {
  const f = getAttrOrAbsent(self, name);
  if (f === undefined || f instanceof PyBuiltinMethod && f.self === self) return undefined;
  return f;
}

/** The text of protocol 0: what is not Latin-1, and what would end the line, as \u escapes. */
function rawUnicodeEscape(s: Str): string {
  let out = "";
  for (const c of utf16(s)) {
    const cp = c.codePointAt(0)!;
    if (cp > 0xffff) out += "\\U" + cp.toString(16).padStart(8, "0");
    else if (cp > 0xff || cp === 0x5c || cp === 0 || cp === 10 || cp === 13 || cp === 0x1a) {
      out += "\\u" + cp.toString(16).padStart(4, "0");
    } else out += c;
  }
  return out;
}

/** A protocol argument. */
export function protocolOf(v: Value | undefined): number {
  if (v === undefined || v === NONE) return 4;
  const n = Number(callMethod(v, "__index__"));
  if (n < 0) return 5;
  if (n > 5) throw valueError("pickle protocol must be <= 5");
  return n;
}
