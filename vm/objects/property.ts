// property, classmethod, staticmethod.

import { attributeError } from "./attribute_error.ts";
import { attributeHooks, call, getAttrOrAbsent, setAttr } from "./attributes.ts";
import { getset, member } from "./builtin.ts";
import { truth } from "./compare.ts";
import { define } from "./define.ts";
import { builtinDictAttribute } from "./instance_dict.ts";
import { repr } from "./operations.ts";
import { type KwNames, NONE, PyObject, type Value } from "./object.ts";
import { exception, typeError } from "./raise.ts";
import { method } from "./signature.ts";
import { isStr, strFromUtf16, strOf, utf16 } from "./str.ts";
import { builtinType, native, type PyType, typeOf } from "./type.ts";
import { PyMethod } from "./function.ts";

/** A property. */
export class PyProperty extends PyObject {
  fget: Value;
  fset: Value;
  fdel: Value;
  doc: Value | undefined;
  /** The name it was given in its class, or that was assigned to `__name__`. */
  name: Value | undefined;
  /** The doc string is the getter's. */
  docFromGetter: boolean;
  constructor() {
    super();
    this.fget = NONE;
    this.fset = NONE;
    this.fdel = NONE;
    this.doc = undefined;
    this.name = undefined;
    this.docFromGetter = false;
  }

  override descrGet(instance: Value | undefined, _owner: PyType | undefined): Value {
    if (instance === undefined || instance === NONE) return this;
    if (this.fget === NONE) throw this.missing(instance, "getter");
    return call(this.fget, [instance]);
  }

  override descrSet(instance: Value, value: Value | undefined): void {
    const f = value === undefined ? this.fdel : this.fset;
    if (f === NONE) throw this.missing(instance, value === undefined ? "deleter" : "setter");
    call(f, value === undefined ? [instance] : [instance, value]);
  }

  private missing(instance: Value, what: string): PyObject {
    const name = propertyName(this);
    const owner = typeOf(instance).qualname;
    const subject = name === undefined ? "property" : `property ${repr(name)}`;
    return exception(
      "AttributeError",
      strFromUtf16(`${subject} of '${owner}' object has no ${what}`),
    );
  }
}

/** `property`. */
export const PropertyType: PyType = builtinType("property", PyProperty);

/** `__name__`: what was set, or the getter's. */
function propertyName(p: PyProperty): Value | undefined {
  if (p.name !== undefined) return p.name;
  if (p.fget === NONE) return undefined;
  return getAttrOrAbsent(p.fget, "__name__");
}

function initialize(p: PyProperty, fget: Value, fset: Value, fdel: Value, doc: Value): void {
  p.fget = fget;
  p.fset = fset;
  p.fdel = fdel;
  p.docFromGetter = false;
  let text: Value = doc;
  if (doc === NONE && fget !== NONE) {
    const d = getAttrOrAbsent(fget, "__doc__");
    if (d !== undefined && d !== NONE) {
      text = d;
      p.docFromGetter = true;
    }
  }
  p.doc = text;
  if (p.cls === PropertyType) return;
  // a subclass keeps its doc string among its attributes, so that `__doc__` of the class does not hide it
  try {
    setAttr(p, "__doc__", text);
  } catch (e) {
    // where a given text finds no place it is dropped; the getter's is not
    if (!attributeHooks.isAttributeError(e) || p.docFromGetter) throw e;
  }
}

/** A copy with one accessor replaced, of the same class. */
function copyWith(p: PyProperty, get: Value, set: Value, del: Value): Value {
  const doc = p.docFromGetter && get !== NONE ? NONE : p.doc ?? NONE;
  const copy = call(p.cls, [get, set, del, doc]);
  if (copy instanceof PyProperty) copy.name = p.name;
  return copy;
}

define(PropertyType, {
  doc: `Property attribute.

  fget
    function to be used for getting an attribute value
  fset
    function to be used for setting an attribute value
  fdel
    function to be used for del'ing an attribute
  doc
    docstring

Typical use is to define a managed attribute x:

class C(object):
    def getx(self): return self._x
    def setx(self, value): self._x = value
    def delx(self): del self._x
    x = property(getx, setx, delx, "I'm the 'x' property.")

Decorators make defining new properties or modifying existing ones easy:

class C(object):
    @property
    def x(self):
        "I am the 'x' property."
        return self._x
    @x.setter
    def x(self, value):
        self._x = value
    @x.deleter
    def x(self):
        del self._x`,
  textSignature: "(fget=None, fset=None, fdel=None, doc=None)",
  new: method(
    "(type, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (cls: PyType) => cls.allocate(),
  ),
  methods: {
    __init__: method(
      "(self, fget=None, fset=None, fdel=None, doc=None)",
      "Initialize self.  See help(type(self)) for accurate signature.",
      (self: PyProperty, fget?: Value, fset?: Value, fdel?: Value, doc?: Value) => {
        initialize(self, fget ?? NONE, fset ?? NONE, fdel ?? NONE, doc ?? NONE);
      },
    ),
    __get__: method(
      "(self, instance, owner=None, /)",
      "Return an attribute of instance, which is of type owner.",
      (self: PyProperty, instance: Value) => native(self).descrGet.call(self, instance, undefined),
    ),
    __set__: method(
      "(self, instance, value, /)",
      "Set an attribute of instance to value.",
      (self: PyProperty, instance: Value, value: Value) =>
        native(self).descrSet.call(self, instance, value),
    ),
    __delete__: method(
      "(self, instance, /)",
      "Delete an attribute of instance.",
      (self: PyProperty, instance: Value) => native(self).descrSet.call(self, instance, undefined),
    ),
    getter: method(
      "(self, object, /)",
      "Descriptor to obtain a copy of the property with a different getter.",
      (self: PyProperty, f: Value) =>
        copyWith(self, f === NONE ? self.fget : f, self.fset, self.fdel),
      { noTextSignature: true },
    ),
    setter: method(
      "(self, object, /)",
      "Descriptor to obtain a copy of the property with a different setter.",
      (self: PyProperty, f: Value) =>
        copyWith(self, self.fget, f === NONE ? self.fset : f, self.fdel),
      { noTextSignature: true },
    ),
    deleter: method(
      "(self, object, /)",
      "Descriptor to obtain a copy of the property with a different deleter.",
      (self: PyProperty, f: Value) =>
        copyWith(self, self.fget, self.fset, f === NONE ? self.fdel : f),
      { noTextSignature: true },
    ),
    __set_name__: method(
      "(self, /, *args)",
      "Method to set name of a property.",
      (self: PyProperty, args: Value[]) => {
        if (args.length !== 2) {
          throw typeError(
            `__set_name__() takes 2 positional arguments but ${args.length} were given`,
          );
        }
        self.name = args[1];
      },
      { textSignature: "(self, owner, name, /)" },
    ),
  },
  attributes: {
    fget: member(undefined, (self: PyProperty) => self.fget),
    fset: member(undefined, (self: PyProperty) => self.fset),
    fdel: member(undefined, (self: PyProperty) => self.fdel),
    __doc__: member(undefined, (self: PyProperty) => self.doc ?? NONE, (self: PyProperty, v) => {
      self.doc = v;
    }),
    __name__: getset(undefined, (self: PyProperty) => {
      const name = propertyName(self);
      if (name === undefined) throw attributeError(self, "__name__");
      return name;
    }, (self: PyProperty, v) => {
      self.name = v;
    }),
    __isabstractmethod__: getset(
      undefined,
      (self: PyProperty) => [self.fget, self.fset, self.fdel].some(isAbstractMethod),
    ),
  },
});

/** The callable is marked by `abc.abstractmethod`. */
export function isAbstractMethod(f: Value): boolean {
  if (f === NONE) return false;
  const v = getAttrOrAbsent(f, "__isabstractmethod__");
  return v !== undefined && truth(v);
}

/** What classmethod and staticmethod share: a callable, whose names and doc they take over. */
abstract class MethodWrapper extends PyObject {
  callable: Value;
  constructor() {
    super();
    this.callable = NONE;
  }
}

/** A classmethod. */
export class PyClassMethod extends MethodWrapper {
  override descrGet(instance: Value | undefined, owner: PyType | undefined): Value {
    return methodHooks.bind(this.callable, owner ?? typeOf(instance!));
  }
}

/** A staticmethod. */
export class PyStaticMethod extends MethodWrapper {
  override descrGet(): Value {
    return this.callable;
  }
  override invoke(args: Value[], kw: KwNames | undefined): Value {
    return call(this.callable, args, kw);
  }
}

const methodHooks = { bind: (f: Value, self: Value): Value => new PyMethod(f, self) };

const WRAPPED = ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"];

function wrap(w: MethodWrapper, f: Value): void {
  w.callable = f;
  for (const name of WRAPPED) {
    const v = getAttrOrAbsent(f, name);
    if (v !== undefined) (w as unknown as Record<string, Value>)["_" + name] = v;
  }
}

/** The classmethod of a callable. */
export function newClassMethod(f: Value): PyClassMethod {
  const w = new PyClassMethod();
  wrap(w, f);
  return w;
}

/** The staticmethod of a callable. */
export function newStaticMethod(f: Value): PyStaticMethod {
  const w = new PyStaticMethod();
  wrap(w, f);
  return w;
}

/** `classmethod`. */
export const ClassMethodType: PyType = builtinType("classmethod", PyClassMethod, { hasDict: true });
/** `staticmethod`. */
export const StaticMethodType: PyType = builtinType("staticmethod", PyStaticMethod, {
  hasDict: true,
});

for (
  const [t, example] of [
    [
      ClassMethodType,
      "class C:\n      @classmethod\n      def f(cls, arg1, arg2, argN):\n          ...",
    ],
    [
      StaticMethodType,
      "class C:\n      @staticmethod\n      def f(arg1, arg2, argN):\n          ...",
    ],
  ] as const
) {
  const isClass = t === ClassMethodType;
  define(t, {
    doc: isClass
      ? `classmethod(function) -> method\n\nConvert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance method receives the instance.\nTo declare a class method, use this idiom:\n\n  ${example}\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()).  The instance is ignored except for its class.\nIf a class method is called for a derived class, the derived class\nobject is passed as the implied first argument.\n\nClass methods are different than C++ or Java static methods.\nIf you want those, see the staticmethod builtin.`
      : `staticmethod(function) -> method\n\nConvert a function to be a static method.\n\nA static method does not receive an implicit first argument.\nTo declare a static method, use this idiom:\n\n     ${
        example.replaceAll("\n      ", "\n         ")
      }\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and the instance are ignored, and\nneither is passed implicitly as the first argument to the method.\n\nStatic methods in Python are similar to those found in Java or C++.\nFor a more advanced concept, see the classmethod builtin.`,
    textSignature: "(function, /)",
    new: method(
      "(type, /, *args, **kwargs)",
      "Create and return a new object.  See help(type) for accurate signature.",
      (cls: PyType) => cls.allocate(),
    ),
    methods: {
      __init__: method(
        "(self, /, *args, **kwargs)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        (self: MethodWrapper, args: Value[], kwargs: Map<string, Value> | undefined) => {
          if (kwargs !== undefined && kwargs.size > 0) {
            throw typeError(`${t.name}() takes no keyword arguments`);
          }
          if (args.length !== 1) {
            throw typeError(`${t.name} expected 1 argument, got ${args.length}`);
          }
          wrap(self, args[0]);
        },
      ),
      __get__: method(
        "(self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        (self: MethodWrapper, instance: Value, owner?: Value) =>
          native(self).descrGet.call(
            self,
            instance === NONE ? undefined : instance,
            owner === undefined || owner === NONE ? undefined : owner as PyType,
          ),
      ),
      ...(isClass ? {} : {
        __call__: method(
          "(self, /, *args, **kwargs)",
          "Call self as a function.",
          (self: MethodWrapper, args: Value[], kwargs: Map<string, Value> | undefined) =>
            call(
              self.callable,
              kwargs === undefined ? args : [...args, ...kwargs.values()],
              kwargs === undefined ? undefined : [...kwargs.keys()],
            ),
        ),
      }),
      __repr__: method(
        "(self, /)",
        "Return repr(self).",
        (self: MethodWrapper) => strFromUtf16(`<${t.name}(${repr(self.callable)})>`),
      ),
    },
    attributes: {
      __func__: member(undefined, (self: MethodWrapper) => self.callable),
      __wrapped__: member(undefined, (self: MethodWrapper) => self.callable),
      __isabstractmethod__: getset(
        undefined,
        (self: MethodWrapper) => isAbstractMethod(self.callable),
      ),
      __dict__: builtinDictAttribute,
    },
  });
}

/** The text of a name that must be a str. */
export function nameText(v: Value): string {
  if (!isStr(v)) throw typeError(`name must be str, not ${typeOf(v).name}`);
  return utf16(strOf(v)!);
}
