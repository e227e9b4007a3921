// _pickle: pickling. Writing is in pickle/pickler.ts, reading in pickle/unpickler.ts.

import { call, getAttrOrAbsent } from "../vm/objects/attributes.ts";
import { getset, member } from "../vm/objects/builtin.ts";
import { bytesArgument } from "../vm/objects/buffer.ts";
import { PyBytes } from "../vm/objects/bytes.ts";
import { truth } from "../vm/objects/compare.ts";
import { define } from "../vm/objects/define.ts";
import { PyDict } from "../vm/objects/dict.ts";
import { iter } from "../vm/objects/iteration.ts";
import { idOf } from "../vm/objects/identity.ts";
import { builtinModule } from "../vm/objects/module_builder.ts";
import type { PyModule } from "../vm/objects/module.ts";
import { NONE, PyObject, type Value } from "../vm/objects/object.ts";
import { typeError, valueError } from "../vm/objects/raise.ts";
import { attributeError } from "../vm/objects/attribute_error.ts";
import { method } from "../vm/objects/signature.ts";
import { isStr, strOf, utf16 } from "../vm/objects/str.ts";
import { PyTuple } from "../vm/objects/tuple.ts";
import { builtinType, type PyType, typeOf } from "../vm/objects/type.ts";
import { PickleInput } from "./pickle/input.ts";
import { pickleError, picklingError, unpicklingError } from "./pickle/opcodes.ts";
import { pickleBufferType } from "./pickle/pickle_buffer.ts";
import { protocolOf, PyPickler } from "./pickle/pickler.ts";
import { PyUnpickler } from "./pickle/unpickler.ts";

const NEW_DOC = "Create and return a new object.  See help(type) for accurate signature.";
const INIT_DOC = "Initialize self.  See help(type(self)) for accurate signature.";

// ---- settings

function setUpPickler(
  p: PyPickler,
  protocol: Value | undefined,
  fixImports: Value | undefined,
  callback: Value | undefined,
): void {
  p.protocol = protocolOf(protocol);
  p.bin = p.protocol > 0;
  p.fixImports = (fixImports === undefined || truth(fixImports)) && p.protocol < 3;
  p.bufferCallback = callback === NONE ? undefined : callback;
  if (p.bufferCallback !== undefined && p.protocol < 5) {
    throw valueError("buffer_callback needs protocol >= 5");
  }
  p.ready = true;
}

function writeOf(file: Value): Value {
  const write = getAttrOrAbsent(file, "write");
  if (write === undefined) throw typeError("file must have a 'write' attribute");
  return write;
}

function text(v: Value | undefined, preset: string): string {
  if (v === undefined) return preset;
  if (!isStr(v)) throw typeError(`argument must be str, not ${typeOf(v).name}`);
  return utf16(strOf(v)!);
}

function setUpUnpickler(
  u: PyUnpickler,
  input: PickleInput,
  fixImports: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
  buffers: Value | undefined,
): void {
  u.input = input;
  u.fixImports = fixImports === undefined || truth(fixImports);
  u.encoding = text(encoding, "ASCII");
  u.errors = text(errors, "strict");
  u.buffers = buffers === undefined || buffers === NONE ? undefined : iter(buffers);
}

// ---- the memos as Python sees them

/** `Pickler.memo` and `Unpickler.memo`. */
class MemoProxy extends PyObject {
  owner: PyPickler | PyUnpickler = new PyPickler();
}

/** The entries: number and object for an unpickler, id and (number, object) for a pickler. */
function memoDict(owner: PyPickler | PyUnpickler): PyDict {
  const d = new PyDict();
  if (owner instanceof PyPickler) {
    for (const [o, n] of owner.memo) d.set(idOf(o), new PyTuple([n, o]));
  } else {
    for (const [n, o] of owner.memo) d.set(n, o);
  }
  return d;
}

function setMemo(owner: PyPickler | PyUnpickler, v: Value | undefined): void {
  if (v === undefined) throw typeError("attribute deletion is not supported");
  if (v instanceof MemoProxy) {
    if (owner instanceof PyPickler && v.owner instanceof PyPickler) {
      owner.memo = new Map(v.owner.memo);
      return;
    }
    if (owner instanceof PyUnpickler && v.owner instanceof PyUnpickler) {
      owner.memo = new Map(v.owner.memo);
      return;
    }
  }
  if (!(v instanceof PyDict)) {
    const which = owner instanceof PyPickler ? "PicklerMemoProxy" : "UnpicklerMemoProxy";
    throw typeError(
      `'memo' attribute must be a${
        owner instanceof PyPickler ? "" : "n"
      } ${which} object or dict, not ${typeOf(v).name}`,
    );
  }
  if (owner instanceof PyPickler) {
    const memo = new Map<Value, number>();
    for (const item of v.values()) {
      if (!(item instanceof PyTuple) || item.items.length !== 2) {
        throw typeError("'memo' values must be 2-item tuples");
      }
      memo.set(item.items[1], Number(item.items[0]));
    }
    owner.memo = memo;
  } else {
    const memo = new Map<number, Value>();
    for (const [k, o] of v.entries()) {
      if (typeof k !== "number") throw typeError("memo key must be integers");
      if (k < 0) throw valueError("memo key must be positive integers.");
      memo.set(k, o);
    }
    owner.memo = memo;
  }
}

function defineMemo(name: string): PyType {
  const t = builtinType(`_pickle.${name}`, class extends MemoProxy {}, {
    module: "_pickle",
    qualname: name,
    final: true,
    noNew: true,
  });
  define(t, {
    methods: {
      clear: method("(self, /)", "Remove all items from memo.", (self: MemoProxy) => {
        self.owner.memo.clear();
      }),
      copy: method(
        "(self, /)",
        "Copy the memo to a new object.",
        (self: MemoProxy) => memoDict(self.owner),
      ),
      __reduce__: method(
        "(self, /)",
        "Implement pickle support.",
        (self: MemoProxy) =>
          new PyTuple([memoDict(self.owner).cls, new PyTuple([memoDict(self.owner)])]),
      ),
    },
    unhashable: true,
  });
  return t;
}

// ---- the types

interface Types {
  readonly pickler: PyType;
  readonly unpickler: PyType;
}

let types: Types | undefined;

function makeTypes(): Types {
  const picklerMemo = defineMemo("PicklerMemoProxy");
  const unpicklerMemo = defineMemo("UnpicklerMemoProxy");
  const proxy = (t: PyType, owner: PyPickler | PyUnpickler): Value => {
    const p = t.allocate() as MemoProxy;
    p.owner = owner;
    return p;
  };
  const pickler = builtinType("_pickle.Pickler", PyPickler, {
    module: "_pickle",
    qualname: "Pickler",
  });
  define(pickler, {
    doc:
      "This takes a binary file for writing a pickle data stream.\n\nThe optional *protocol* argument tells the pickler to use the given\nprotocol; supported protocols are 0, 1, 2, 3, 4 and 5.  The default\nprotocol is 4. It was introduced in Python 3.4, and is incompatible\nwith previous versions.\n\nSpecifying a negative protocol version selects the highest protocol\nversion supported.  The higher the protocol used, the more recent the\nversion of Python needed to read the pickle produced.\n\nThe *file* argument must have a write() method that accepts a single\nbytes argument. It can thus be a file object opened for binary\nwriting, an io.BytesIO instance, or any other custom object that meets\nthis interface.\n\nIf *fix_imports* is True and protocol is less than 3, pickle will try\nto map the new Python 3 names to the old module names used in Python\n2, so that the pickle data stream is readable with Python 2.\n\nIf *buffer_callback* is None (the default), buffer views are\nserialized into *file* as part of the pickle stream.\n\nIf *buffer_callback* is not None, then it can be called any number\nof times with a buffer view.  If the callback returns a false value\n(such as None), the given buffer is out-of-band; otherwise the\nbuffer is serialized in-band, i.e. inside the pickle stream.\n\nIt is an error if *buffer_callback* is not None and *protocol*\nis None or smaller than 5.",
    textSignature: "(file, protocol=None, fix_imports=True, buffer_callback=None)",
    new: method("(cls, /, *args, **kwargs)", NEW_DOC, (cls: PyType) => cls.allocate()),
    methods: {
      __init__: method(
        "(self, file, protocol=None, fix_imports=True, buffer_callback=None)",
        INIT_DOC,
        (
          self: PyPickler,
          file: Value,
          protocol: Value | undefined,
          fixImports: Value | undefined,
          callback: Value | undefined,
        ) => {
          setUpPickler(self, protocol, fixImports, callback);
          self.write = writeOf(file);
          self.memo = new Map();
          self.fast = false;
          self.dispatchTable = getAttrOrAbsent(self, "dispatch_table");
        },
      ),
      dump: method(
        "(self, obj, /)",
        "Write a pickled representation of the given object to the open file.",
        (self: PyPickler, o: Value) => {
          if (!self.ready || self.write === undefined) {
            throw picklingError.error(
              `Pickler.__init__() was not called by ${self.cls.name}.__init__()`,
            );
          }
          call(self.write, [new PyBytes(self.dump(o))]);
        },
      ),
      clear_memo: method(
        "(self, /)",
        'Clears the pickler\'s "memo".\n\nThe memo is the data structure that remembers which objects the\npickler has already seen, so that shared or recursive objects are\npickled by reference and not by value.  This method is useful when\nre-using picklers.',
        (self: PyPickler) => {
          self.memo.clear();
        },
      ),
      persistent_id: method("(self, obj, /)", "", () => NONE),
      __sizeof__: method(
        "(self, /)",
        "Returns size in memory, in bytes.",
        (self: PyPickler) => 200 + 48 * self.memo.size,
      ),
    },
    attributes: {
      bin: member(
        undefined,
        (self: PyPickler) => self.bin ? 1 : 0,
        (self: PyPickler, v) => {
          self.bin = v !== undefined && truth(v);
        },
      ),
      fast: member(
        undefined,
        (self: PyPickler) => self.fast ? 1 : 0,
        (self: PyPickler, v) => {
          self.fast = v !== undefined && truth(v);
        },
      ),
      dispatch_table: member(
        undefined,
        (self: PyPickler) => {
          if (self.dispatchTable === undefined) throw attributeError(self, "dispatch_table");
          return self.dispatchTable;
        },
        (self: PyPickler, v) => {
          self.dispatchTable = v;
        },
      ),
      memo: getset(undefined, (self: PyPickler) => proxy(picklerMemo, self), setMemo),
    },
  });
  const unpickler = builtinType("_pickle.Unpickler", PyUnpickler, {
    module: "_pickle",
    qualname: "Unpickler",
  });
  define(unpickler, {
    doc:
      "This takes a binary file for reading a pickle data stream.\n\nThe protocol version of the pickle is detected automatically, so no\nprotocol argument is needed.  Bytes past the pickled object's\nrepresentation are ignored.\n\nThe argument *file* must have two methods, a read() method that takes\nan integer argument, and a readline() method that requires no\narguments.  Both methods should return bytes.  Thus *file* can be a\nbinary file object opened for reading, an io.BytesIO object, or any\nother custom object that meets this interface.\n\nOptional keyword arguments are *fix_imports*, *encoding* and *errors*,\nwhich are used to control compatibility support for pickle stream\ngenerated by Python 2.  If *fix_imports* is True, pickle will try to\nmap the old Python 2 names to the new names used in Python 3.  The\n*encoding* and *errors* tell pickle how to decode 8-bit string\ninstances pickled by Python 2; these default to 'ASCII' and 'strict',\nrespectively.  The *encoding* can be 'bytes' to read these 8-bit\nstring instances as bytes objects.",
    textSignature: "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    new: method("(cls, /, *args, **kwargs)", NEW_DOC, (cls: PyType) => cls.allocate()),
    methods: {
      __init__: method(
        "(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        INIT_DOC,
        (
          self: PyUnpickler,
          file: Value,
          fixImports: Value | undefined,
          encoding: Value | undefined,
          errors: Value | undefined,
          buffers: Value | undefined,
        ) => {
          self.memo = new Map();
          setUpUnpickler(self, PickleInput.ofFile(file), fixImports, encoding, errors, buffers);
        },
      ),
      load: method(
        "(self, /)",
        "Load a pickle.\n\nRead a pickled object representation from the open file object given\nin the constructor, and return the reconstituted object hierarchy\nspecified therein.",
        (self: PyUnpickler) => {
          if (self.input === undefined) {
            throw unpicklingError.error(
              `Unpickler.__init__() was not called by ${self.cls.name}.__init__()`,
            );
          }
          return self.load();
        },
      ),
      find_class: method(
        "(self, module_name, global_name, /)",
        "Return an object from a specified module.\n\nIf necessary, the module will be imported. Subclasses may override\nthis method (e.g. to restrict unpickling of arbitrary classes and\nfunctions).\n\nThis method is called whenever a class or a function object is\nneeded.  Both arguments passed are str objects.",
        (self: PyUnpickler, module: Value, name: Value) => self.findClass(module, name),
      ),
      persistent_load: method("(self, pid, /)", "", () => {
        throw unpicklingError.error(
          "A load persistent id instruction was encountered, but no persistent_load function was specified.",
        );
      }),
      __sizeof__: method(
        "(self, /)",
        "Returns size in memory, in bytes.",
        (self: PyUnpickler) => 300 + 8 * self.memo.size,
      ),
    },
    attributes: {
      memo: getset(undefined, (self: PyUnpickler) => proxy(unpicklerMemo, self), setMemo),
    },
  });
  return { pickler, unpickler };
}

function dumps(
  o: Value,
  protocol: Value | undefined,
  fixImports: Value | undefined,
  callback: Value | undefined,
): Uint8Array {
  const p = new PyPickler();
  setUpPickler(p, protocol, fixImports, callback);
  return p.dump(o);
}

/** Makes the module. */
export function create(): PyModule {
  const { pickler, unpickler } = types ??= makeTypes();
  return builtinModule("_pickle", {
    doc: "Optimized C implementation for the Python pickle module.",
    types: [pickler, unpickler, pickleBufferType()],
    functions: {
      dump: method(
        "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
        "Write a pickled representation of obj to the open file object file.\n\nThis is equivalent to ``Pickler(file, protocol).dump(obj)``, but may\nbe more efficient.\n\nThe optional *protocol* argument tells the pickler to use the given\nprotocol; supported protocols are 0, 1, 2, 3, 4 and 5.  The default\nprotocol is 4. It was introduced in Python 3.4, and is incompatible\nwith previous versions.\n\nSpecifying a negative protocol version selects the highest protocol\nversion supported.  The higher the protocol used, the more recent the\nversion of Python needed to read the pickle produced.\n\nThe *file* argument must have a write() method that accepts a single\nbytes argument.  It can thus be a file object opened for binary\nwriting, an io.BytesIO instance, or any other custom object that meets\nthis interface.\n\nIf *fix_imports* is True and protocol is less than 3, pickle will try\nto map the new Python 3 names to the old module names used in Python\n2, so that the pickle data stream is readable with Python 2.\n\nIf *buffer_callback* is None (the default), buffer views are serialized\ninto *file* as part of the pickle stream.  It is an error if\n*buffer_callback* is not None and *protocol* is None or smaller than 5.",
        (
          o: Value,
          file: Value,
          protocol: Value | undefined,
          fixImports: Value | undefined,
          callback: Value | undefined,
        ) => {
          const write = writeOf(file);
          call(write, [new PyBytes(dumps(o, protocol, fixImports, callback))]);
        },
      ),
      dumps: method(
        "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
        "Return the pickled representation of the object as a bytes object.\n\nThe optional *protocol* argument tells the pickler to use the given\nprotocol; supported protocols are 0, 1, 2, 3, 4 and 5.  The default\nprotocol is 4. It was introduced in Python 3.4, and is incompatible\nwith previous versions.\n\nSpecifying a negative protocol version selects the highest protocol\nversion supported.  The higher the protocol used, the more recent the\nversion of Python needed to read the pickle produced.\n\nIf *fix_imports* is True and *protocol* is less than 3, pickle will\ntry to map the new Python 3 names to the old module names used in\nPython 2, so that the pickle data stream is readable with Python 2.\n\nIf *buffer_callback* is None (the default), buffer views are serialized\ninto *file* as part of the pickle stream.  It is an error if\n*buffer_callback* is not None and *protocol* is None or smaller than 5.",
        (
          o: Value,
          protocol: Value | undefined,
          fixImports: Value | undefined,
          callback: Value | undefined,
        ) => new PyBytes(dumps(o, protocol, fixImports, callback)),
      ),
      load: method(
        "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        "Read and return an object from the pickle data stored in a file.\n\nThis is equivalent to ``Unpickler(file).load()``, but may be more\nefficient.\n\nThe protocol version of the pickle is detected automatically, so no\nprotocol argument is needed.  Bytes past the pickled object's\nrepresentation are ignored.\n\nThe argument *file* must have two methods, a read() method that takes\nan integer argument, and a readline() method that requires no\narguments.  Both methods should return bytes.  Thus *file* can be a\nbinary file object opened for reading, an io.BytesIO object, or any\nother custom object that meets this interface.\n\nOptional keyword arguments are *fix_imports*, *encoding* and *errors*,\nwhich are used to control compatibility support for pickle stream\ngenerated by Python 2.  If *fix_imports* is True, pickle will try to\nmap the old Python 2 names to the new names used in Python 3.  The\n*encoding* and *errors* tell pickle how to decode 8-bit string\ninstances pickled by Python 2; these default to 'ASCII' and 'strict',\nrespectively.  The *encoding* can be 'bytes' to read these 8-bit\nstring instances as bytes objects.",
        (
          file: Value,
          fixImports: Value | undefined,
          encoding: Value | undefined,
          errors: Value | undefined,
          buffers: Value | undefined,
        ) => {
          const u = new PyUnpickler();
          setUpUnpickler(u, PickleInput.ofFile(file), fixImports, encoding, errors, buffers);
          return u.load();
        },
      ),
      loads: method(
        "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        "Read and return an object from the given pickle data.\n\nThe protocol version of the pickle is detected automatically, so no\nprotocol argument is needed.  Bytes past the pickled object's\nrepresentation are ignored.\n\nOptional keyword arguments are *fix_imports*, *encoding* and *errors*,\nwhich are used to control compatibility support for pickle stream\ngenerated by Python 2.  If *fix_imports* is True, pickle will try to\nmap the old Python 2 names to the new names used in Python 3.  The\n*encoding* and *errors* tell pickle how to decode 8-bit string\ninstances pickled by Python 2; these default to 'ASCII' and 'strict',\nrespectively.  The *encoding* can be 'bytes' to read these 8-bit\nstring instances as bytes objects.",
        (
          data: Value,
          fixImports: Value | undefined,
          encoding: Value | undefined,
          errors: Value | undefined,
          buffers: Value | undefined,
        ) => {
          const u = new PyUnpickler();
          const input = PickleInput.ofBytes(bytesArgument(data));
          setUpUnpickler(u, input, fixImports, encoding, errors, buffers);
          return u.load();
        },
      ),
    },
    values: {
      PickleError: pickleError.type(),
      PicklingError: picklingError.type(),
      UnpicklingError: unpicklingError.type(),
    },
  });
}
