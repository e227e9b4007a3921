// Reading pickles: a stack machine.

import {
  call,
  callMethod,
  getAttr,
  getAttrOrAbsent,
  setAttr,
} from "../../vm/objects/attributes.ts";
import { getBuffer, SIMPLE } from "../../vm/objects/buffer.ts";
import { PyByteArray } from "../../vm/objects/bytearray.ts";
import { PyBytes } from "../../vm/objects/bytes.ts";
import { decodeBytes } from "../../vm/objects/codecs.ts";
import { fromBytes } from "../../vm/objects/core/int_bytes.ts";
import { parseFloatString } from "../../vm/objects/core/float_text.ts";
import { parseInt as parseIntText } from "../../vm/objects/core/int_text.ts";
import { DictType, PyDict } from "../../vm/objects/dict.ts";
import { PyFloat } from "../../vm/objects/float.ts";
import { ListType, PyList } from "../../vm/objects/list.ts";
import { NONE, PyObject, type Value } from "../../vm/objects/object.ts";
import { setItem } from "../../vm/objects/operations.ts";
import { runtimeError, typeError, valueError } from "../../vm/objects/raise.ts";
import { runtime } from "../../vm/objects/runtime.ts";
import { PyFrozenSet, PySet, SetType } from "../../vm/objects/set.ts";
import { isStr, type Str, strOf, utf16 } from "../../vm/objects/str.ts";
import { EMPTY_TUPLE, PyTuple } from "../../vm/objects/tuple.ts";
import { PyType, typeOf } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { dottedAttribute, mapName, moduleNamed, tableOf } from "./globals.ts";
import type { PickleInput } from "./input.ts";
import { HIGHEST_PROTOCOL, OP, unpicklingError } from "./opcodes.ts";
import { overridden } from "./pickler.ts";

/** What an unpickler is told, and what it keeps. */
export class PyUnpickler extends PyObject {
  input: PickleInput | undefined = undefined;
  fixImports: boolean = true;
  encoding: string = "ASCII";
  errors: string = "strict";
  buffers: PyObject | undefined = undefined;
  memo: Map<number, Value> = new Map();
  private protocol: number = 0;
  private stack: Value[] = [];
  private marks: number[] = [];
  /** The lowest place of the stack that may be taken: what is below belongs to a mark. */
  private floor: number = 0;
  private finder: Value | undefined = undefined;

  load(): Value {
    const input = this.input!;
    this.protocol = 0;
    this.stack = [];
    this.marks = [];
    this.floor = 0;
    this.finder = overridden(this, "find_class");
    for (;;) {
      input.need(1, true);
      const op = input.bytes[input.at++];
      if (op === OP.STOP) break;
      this.perform(op, input);
    }
    const value = this.pop();
    input.skip();
    return value;
  }

  // ---- the stack

  private underflow(): unknown {
    return this.marks.length > 0
      ? unpicklingError.error("unexpected MARK found")
      : unpicklingError.error("unpickling stack underflow");
  }

  private pop(): Value {
    if (this.stack.length <= this.floor) throw this.underflow();
    return this.stack.pop()!;
  }

  private get top(): Value {
    if (this.stack.length <= this.floor) throw this.underflow();
    return this.stack[this.stack.length - 1];
  }

  /** Takes all above the last mark, and the mark. */
  private popMark(): Value[] {
    const at = this.marks.pop();
    if (at === undefined) throw unpicklingError.error("could not find MARK");
    this.floor = this.marks.length > 0 ? this.marks[this.marks.length - 1] : 0;
    return this.stack.splice(at);
  }

  private remember(index: number): void {
    this.memo.set(index, this.top);
  }

  private recall(index: number): void {
    const v = this.memo.get(index);
    if (v === undefined) throw unpicklingError.error(`Memo value not found at index ${index}`);
    this.stack.push(v);
  }

  // ---- reading

  private number(width: 1 | 2 | 4 | 8): number {
    const input = this.input!;
    input.need(width);
    const { bytes, at } = input;
    input.at = at + width;
    if (width === 1) return bytes[at];
    if (width === 2) return bytes[at] | bytes[at + 1] << 8;
    const low = (bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24) >>> 0;
    if (width === 4) return low;
    const high = (bytes[at + 4] | bytes[at + 5] << 8 | bytes[at + 6] << 16 |
      bytes[at + 7] << 24) >>> 0;
    return high * 4294967296 + low;
  }

  private data(count: number): Uint8Array {
    const input = this.input!;
    input.need(count);
    const { at } = input;
    input.at = at + count;
    return input.bytes.slice(at, at + count);
  }

  /** A length that a machine word holds. */
  private length(width: 1 | 4 | 8, what: string): number {
    const n = this.number(width);
    if (n > Number.MAX_SAFE_INTEGER) {
      throw unpicklingError.error(`${what} exceeds system's maximum size`);
    }
    return n;
  }

  private text(count: number): Str {
    const input = this.input!;
    input.need(count);
    const { bytes, at } = input;
    input.at = at + count;
    let text = "";
    for (let i = at; i < at + count; i++) {
      if (bytes[i] > 127 || count > 256) {
        return decode(bytes.slice(at, at + count), "utf-8", "surrogatepass") as Str;
      }
      text += String.fromCharCode(bytes[i]);
    }
    return text;
  }

  /** The text of Python 2's str. */
  private oldString(bytes: Uint8Array): Value {
    if (this.encoding === "bytes") return new PyBytes(bytes);
    return decode(bytes, this.encoding, this.errors);
  }

  // ---- the operations

  private perform(op: number, input: PickleInput): void {
    const { stack } = this;
    switch (op) {
      case OP.NONE:
        stack.push(NONE);
        return;
      case OP.BININT1:
        stack.push(this.number(1));
        return;
      case OP.BININT2:
        stack.push(this.number(2));
        return;
      case OP.BININT:
        stack.push(this.number(4) | 0);
        return;
      case OP.INT: {
        const line = input.line();
        if (line === "00") stack.push(false);
        else if (line === "01") stack.push(true);
        else stack.push(intOfLine(line));
        return;
      }
      case OP.LONG: {
        const line = input.line();
        stack.push(intOfLine(line.endsWith("L") ? line.slice(0, -1) : line));
        return;
      }
      case OP.LONG1:
        stack.push(fromBytes(this.data(this.number(1)), true, true));
        return;
      case OP.LONG4: {
        const n = this.number(4) | 0;
        if (n < 0) throw unpicklingError.error("LONG pickle has negative byte count");
        stack.push(fromBytes(this.data(n), true, true));
        return;
      }
      case OP.NEWTRUE:
        stack.push(true);
        return;
      case OP.NEWFALSE:
        stack.push(false);
        return;
      case OP.FLOAT:
        stack.push(new PyFloat(floatOfLine(input.line())));
        return;
      case OP.BINFLOAT: {
        input.need(8);
        const { bytes, at } = input;
        input.at = at + 8;
        stack.push(
          new PyFloat(new DataView(bytes.buffer, bytes.byteOffset + at, 8).getFloat64(0)),
        );
        return;
      }
      case OP.SHORT_BINUNICODE:
        stack.push(this.text(this.number(1)));
        return;
      case OP.BINUNICODE:
        stack.push(this.text(this.number(4)));
        return;
      case OP.BINUNICODE8:
        stack.push(this.text(this.length(8, "BINUNICODE8")));
        return;
      case OP.UNICODE: {
        const line = Uint8Array.from(input.line(), (c) => c.charCodeAt(0));
        stack.push(decode(line, "raw-unicode-escape", "strict"));
        return;
      }
      case OP.SHORT_BINBYTES:
        stack.push(new PyBytes(this.data(this.number(1))));
        return;
      case OP.BINBYTES:
        stack.push(new PyBytes(this.data(this.number(4))));
        return;
      case OP.BINBYTES8:
        stack.push(new PyBytes(this.data(this.length(8, "BINBYTES8"))));
        return;
      case OP.BYTEARRAY8:
        stack.push(new PyByteArray(this.data(this.length(8, "BYTEARRAY8"))));
        return;
      case OP.STRING:
        this.loadString(input.line());
        return;
      case OP.BINSTRING: {
        const n = this.number(4) | 0;
        if (n < 0) throw unpicklingError.error("BINSTRING pickle has negative byte count");
        stack.push(this.oldString(this.data(n)));
        return;
      }
      case OP.SHORT_BINSTRING:
        stack.push(this.oldString(this.data(this.number(1))));
        return;
      case OP.MARK:
        this.marks.push(stack.length);
        this.floor = stack.length;
        return;
      case OP.POP:
        // a mark alone is popped as a mark
        if (this.marks.length > 0 && this.floor === stack.length) this.popMark();
        else this.pop();
        return;
      case OP.POP_MARK:
        this.popMark();
        return;
      case OP.DUP:
        stack.push(this.top);
        return;
      case OP.EMPTY_TUPLE:
        stack.push(EMPTY_TUPLE);
        return;
      case OP.TUPLE1: {
        const a = this.pop();
        stack.push(new PyTuple([a]));
        return;
      }
      case OP.TUPLE2: {
        const b = this.pop(), a = this.pop();
        stack.push(new PyTuple([a, b]));
        return;
      }
      case OP.TUPLE3: {
        const c = this.pop(), b = this.pop(), a = this.pop();
        stack.push(new PyTuple([a, b, c]));
        return;
      }
      case OP.TUPLE: {
        const items = this.popMark();
        stack.push(items.length === 0 ? EMPTY_TUPLE : new PyTuple(items));
        return;
      }
      case OP.EMPTY_LIST:
        stack.push(new PyList());
        return;
      case OP.LIST:
        stack.push(new PyList(this.popMark()));
        return;
      case OP.APPEND: {
        const v = this.pop();
        this.append([v]);
        return;
      }
      case OP.APPENDS: {
        const items = this.popMark();
        this.append(items);
        return;
      }
      case OP.EMPTY_DICT:
        stack.push(new PyDict());
        return;
      case OP.DICT: {
        const d = new PyDict();
        this.setPairs(d, this.popMark(), "DICT");
        stack.push(d);
        return;
      }
      case OP.SETITEM: {
        const v = this.pop(), k = this.pop();
        this.setPairs(this.top, [k, v], "SETITEM");
        return;
      }
      case OP.SETITEMS: {
        const items = this.popMark();
        this.setPairs(this.top, items, "SETITEMS");
        return;
      }
      case OP.EMPTY_SET:
        stack.push(new PySet());
        return;
      case OP.ADDITEMS:
        this.addItems(this.popMark());
        return;
      case OP.FROZENSET: {
        const s = new PyFrozenSet();
        for (const v of this.popMark()) s.add(v);
        stack.push(s);
        return;
      }
      case OP.BINGET:
        this.recall(this.number(1));
        return;
      case OP.LONG_BINGET:
        this.recall(this.number(4));
        return;
      case OP.GET:
        this.recall(indexOfLine(input.line()));
        return;
      case OP.BINPUT:
        this.remember(this.number(1));
        return;
      case OP.LONG_BINPUT:
        this.remember(this.number(4));
        return;
      case OP.PUT:
        this.remember(indexOfLine(input.line()));
        return;
      case OP.MEMOIZE:
        this.remember(this.memo.size);
        return;
      case OP.GLOBAL: {
        const module = utf8Line(input.line()), name = utf8Line(input.line());
        stack.push(this.find(module, name));
        return;
      }
      case OP.STACK_GLOBAL: {
        const name = this.pop(), module = this.pop();
        if (!isStr(name) || !isStr(module)) {
          throw unpicklingError.error("STACK_GLOBAL requires str");
        }
        stack.push(this.find(module, name));
        return;
      }
      case OP.REDUCE: {
        const args = this.pop(), f = this.pop();
        if (!(args instanceof PyTuple)) {
          throw typeError(`argument list must be a tuple, not ${typeOf(args).name}`);
        }
        stack.push(call(f, args.items.slice()));
        return;
      }
      case OP.NEWOBJ:
        this.newObject(false);
        return;
      case OP.NEWOBJ_EX:
        this.newObject(true);
        return;
      case OP.OBJ: {
        const items = this.popMark();
        if (items.length < 1) throw unpicklingError.error("unpickling stack underflow");
        stack.push(instantiate(items[0], items.slice(1)));
        return;
      }
      case OP.INST: {
        const module = utf8Line(input.line()), name = utf8Line(input.line());
        const cls = this.find(module, name);
        stack.push(instantiate(cls, this.popMark()));
        return;
      }
      case OP.BUILD: {
        const state = this.pop();
        build(this.top, state);
        return;
      }
      case OP.PROTO: {
        const n = this.number(1);
        if (n > HIGHEST_PROTOCOL) throw valueError(`unsupported pickle protocol: ${n}`);
        this.protocol = n;
        return;
      }
      case OP.FRAME: {
        const n = this.number(8);
        if (n > Number.MAX_SAFE_INTEGER) {
          throw overflowing("FRAME length exceeds system's maximum");
        }
        input.need(n);
        return;
      }
      case OP.EXT1:
        this.extension(this.number(1));
        return;
      case OP.EXT2:
        this.extension(this.number(2));
        return;
      case OP.EXT4:
        this.extension(this.number(4) | 0);
        return;
      case OP.PERSID:
        stack.push(this.persistent(asciiLine(input.line())));
        return;
      case OP.BINPERSID: {
        const id = this.pop();
        stack.push(this.persistent(id));
        return;
      }
      case OP.NEXT_BUFFER: {
        if (this.buffers === undefined) {
          throw unpicklingError.error(
            "pickle stream refers to out-of-band data but no *buffers* argument was given",
          );
        }
        const b = this.buffers.step();
        if (b === undefined) throw unpicklingError.error("not enough out-of-band buffers");
        stack.push(b);
        return;
      }
      case OP.READONLY_BUFFER: {
        const b = this.pop();
        const view = getBuffer(b, SIMPLE);
        const isReadonly = view.readonly;
        view.release();
        stack.push(
          isReadonly ? b : callMethod(
            call(getAttr(runtime.importModule("builtins"), "memoryview"), [b]),
            "toreadonly",
          ),
        );
        return;
      }
    }
    throw unpicklingError.error(
      op > 32 && op < 127
        ? `invalid load key, '${String.fromCharCode(op)}'.`
        : `invalid load key, '\\x${op.toString(16).padStart(2, "0")}'.`,
    );
  }

  private loadString(line: string): void {
    const quote = line[0];
    if (line.length < 2 || quote !== line[line.length - 1] || quote !== "'" && quote !== '"') {
      throw unpicklingError.error("the STRING opcode argument must be quoted");
    }
    const inner = Uint8Array.from(line.slice(1, -1), (c) => c.charCodeAt(0));
    const decode = getAttr(runtime.importModule("_codecs"), "escape_decode");
    const r = call(decode, [new PyBytes(inner)]) as PyTuple;
    this.stack.push(this.oldString((r.items[0] as PyBytes).data));
  }

  private append(items: Value[]): void {
    const list = this.top;
    if (list instanceof PyList && list.cls === ListType) {
      list.extend(items);
      return;
    }
    const extend = getAttrOrAbsent(list, "extend");
    if (extend !== undefined && items.length !== 1) {
      call(extend, [new PyList(items)]);
      return;
    }
    const append = getAttr(list, "append");
    for (const v of items) call(append, [v]);
  }

  private setPairs(d: Value, items: readonly Value[], name: string): void {
    if (items.length % 2 !== 0) {
      throw unpicklingError.error(`odd number of items for ${name}`);
    }
    if (d instanceof PyDict && d.cls === DictType) {
      for (let i = 0; i < items.length; i += 2) d.set(items[i], items[i + 1]);
    } else {
      for (let i = 0; i < items.length; i += 2) setItem(d, items[i], items[i + 1]);
    }
  }

  private addItems(items: readonly Value[]): void {
    const s = this.top;
    if (s instanceof PySet && s.cls === SetType) {
      for (const v of items) s.add(v);
      return;
    }
    const add = getAttr(s, "add");
    for (const v of items) call(add, [v]);
  }

  private newObject(withKeywords: boolean): void {
    const kwargs = withKeywords ? this.pop() : undefined;
    const args = this.pop(), cls = this.pop();
    const name = withKeywords ? "NEWOBJ_EX" : "NEWOBJ";
    if (!(cls instanceof PyType)) {
      throw unpicklingError.error(`${name} class argument must be a type, not ${typeOf(cls).name}`);
    }
    if (!(args instanceof PyTuple)) {
      throw unpicklingError.error(
        `${name} args argument must be a tuple, not ${typeOf(args).name}`,
      );
    }
    const make = getAttr(cls, "__new__");
    if (kwargs === undefined) {
      this.stack.push(call(make, [cls, ...args.items]));
      return;
    }
    if (!(kwargs instanceof PyDict)) {
      throw unpicklingError.error(
        `NEWOBJ_EX kwargs argument must be a dict, not ${typeOf(kwargs).name}`,
      );
    }
    const names = kwargs.keys().map((k) => utf16(strOf(k)!));
    this.stack.push(call(make, [cls, ...args.items, ...kwargs.values()], names));
  }

  private find(module: Value, name: Value): Value {
    return this.finder === undefined
      ? this.findClass(module, name)
      : call(this.finder, [module, name]);
  }

  /** `find_class`: what stands under a name in a module. */
  findClass(moduleValue: Value, nameValue: Value): Value {
    const m = strOf(moduleValue), n = strOf(nameValue);
    if (m === undefined || n === undefined) throw typeError("names must be str");
    let module = utf16(m), name = utf16(n);
    currentInterpreter().audit("pickle.find_class", moduleValue, nameValue);
    if (this.protocol < 3 && this.fixImports) [module, name] = mapName(module, name, false);
    const found = moduleNamed(module);
    if (this.protocol >= 4) return dottedAttribute(found, name).value;
    return getAttr(found, name);
  }

  private extension(code: number): void {
    if (code <= 0) {
      throw unpicklingError.error("EXT specifies code <= 0");
    }
    const cache = tableOf("copyreg", "_extension_cache");
    const known = cache.get(code);
    if (known !== undefined) {
      this.stack.push(known);
      return;
    }
    const pair = tableOf("copyreg", "_inverted_registry").get(code);
    if (!(pair instanceof PyTuple)) throw valueError(`unregistered extension code ${code}`);
    const o = this.find(pair.items[0], pair.items[1]);
    cache.set(code, o);
    this.stack.push(o);
  }

  private persistent(id: Value): Value {
    const load = overridden(this, "persistent_load");
    if (load === undefined) {
      throw unpicklingError.error(
        "A load persistent id instruction was encountered, but no persistent_load function was specified.",
      );
    }
    return call(load, [id]);
  }
}

/** The id that stands in a line of protocol 0. */
function asciiLine(line: string): string {
  for (let i = 0; i < line.length; i++) {
    if (line.charCodeAt(i) > 127) {
      throw unpicklingError.error("persistent IDs in protocol 0 must be ASCII strings");
    }
  }
  return line;
}

function decode(bytes: Uint8Array, encoding: string, errors: string): Value {
  return decodeBytes(new PyBytes(bytes), bytes, encoding, errors);
}

function overflowing(message: string): Value {
  return runtimeError(message);
}

function intOfLine(line: string): Value {
  return parseIntText(line, 10);
}

function floatOfLine(line: string): number {
  return parseFloatString(line);
}

/** The index of GET and PUT. */
function indexOfLine(line: string): number {
  const n = parseIntText(line, 10);
  if (n < 0) throw valueError("negative PUT argument");
  return Number(n);
}

/** A line of text in UTF-8. */
function utf8Line(line: string): Value {
  return decode(Uint8Array.from(line, (c) => c.charCodeAt(0)), "utf-8", "strict");
}

/** Old pickles' instances: classes without arguments are made without `__init__`. */
function instantiate(cls: Value, args: Value[]): Value {
  if (
    args.length === 0 && cls instanceof PyType &&
    getAttrOrAbsent(cls, "__getinitargs__") === undefined
  ) {
    return call(getAttr(cls, "__new__"), [cls]);
  }
  return call(cls, args);
}

/** Gives an object its state. */
function build(o: Value, state: Value): void {
  const setState = getAttrOrAbsent(o, "__setstate__");
  if (setState !== undefined) {
    call(setState, [state]);
    return;
  }
  let attributes: Value = state, slots: Value = NONE;
  if (state instanceof PyTuple && state.items.length === 2) [attributes, slots] = state.items;
  if (attributes !== NONE) {
    if (!(attributes instanceof PyDict)) {
      throw unpicklingError.error("state is not a dictionary");
    }
    const dict = getAttr(o, "__dict__");
    for (const [k, v] of attributes.entries()) {
      if (dict instanceof PyDict) dict.set(k, v);
      else setItem(dict, k, v);
    }
  }
  if (slots !== NONE) {
    if (!(slots instanceof PyDict)) {
      throw unpicklingError.error("slot state is not a dictionary");
    }
    for (const [k, v] of slots.entries()) setAttr(o, utf16(strOf(k)!), v);
  }
}
