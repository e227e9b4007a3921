// Classes: what `type` makes, and how a Python class appears to V8.
//
// Each class owns the prototype of its instances (`proto`), so that V8's hidden class of an instance tells its
// Python class and inherited values are found along JavaScript's own prototype chain. Where a class's MRO is the
// class and then its base's MRO (`linear`), its prototype inherits from the base's; otherwise it inherits from its
// layout's prototype and carries a copy of everything that the MRO gives it, kept up to date.
//
// Keys on a prototype for a class attribute `x`:
//   `_x`   the value, where it is plain (its class has no `__get__`), so that reading `o._x` sees the instance's
//          own attribute or the class's value; where `x` is a descriptor and something further up has `_x`, the
//          value `undefined` stands there and hides it, and reading goes the general way.
// Methods are found through `lookup`, which has a cache for each class that any change in the MRO empties.
//
// A few special methods are JavaScript methods of the builtin classes (`invoke`, `descrGet`, `step`); a class that
// defines `__call__`, `__get__` or `__next__` in Python gets a JavaScript method on its prototype that calls it, so
// that the machine calls one thing (`virtuals` below).

import {
  type Attributes,
  attributesOf,
  type KwNames,
  NONE,
  PyInstance,
  PyObject,
  type Value,
} from "./object.ts";
import { typeError } from "./raise.ts";
import { registerFinalizable } from "./finalizers.ts";
import { linearize } from "./mro.ts";

/** Makes an object of a JavaScript class, empty but valid. */
export type Layout = new () => PyObject;

/** Stands in the lookup cache for "no class in the MRO has it". */
const ABSENT = Symbol("absent");

/** See `PyType.quickCall`. */
export type QuickCall = (args: readonly Value[], kw: KwNames | undefined) => Value | undefined;

/** A binary operator, a comparison or `hash` as builtin code has it. */
export type OperatorNative = (a: Value, b: Value) => Value;

/** Where `PyType.natives` has what is no operator, comparison or `hash`. */
export const Native = {
  TRUTH: 21,
  LENGTH: 22,
  CONTAINS: 23,
  GET_ITEM: 24,
  SET_ITEM: 25,
  REPR: 26,
} as const;

/** The natives of a class that no operator has asked for yet; never written to. */
export const NO_NATIVES: (OperatorNative | undefined)[] = new Array(27).fill(undefined);

/** Adapters from special methods to the JavaScript methods of the object model, by special method. */
export const virtuals: Map<
  string,
  { key: string; python: unknown; builtin: (t: PyType) => unknown }
> = new Map();

/** Hooks filled in by the files that define the general attribute protocol. */
export const typeHooks = {
  /** True where values of this class are descriptors (`__get__`). */
  isDescriptor: (v: Value): boolean => typeof v === "object" && (roleOf(v.cls) & READS) !== 0,
  /** `object.__getattribute__` and `object.__setattr__`, once they exist. */
  objectGetattribute: undefined as Value | undefined,
  objectSetattr: undefined as Value | undefined,
  /** What a class that is no subclass of the owner of a builtin method has of it: something that refuses its instances. */
  fitted: (v: Value, _t: PyType): Value => v,
  /** Called when the attributes of a class have changed (compiled code depends on them). */
  changed: (_t: PyType, _name: string): void => {},
};

/**
 * The JavaScript methods that the builtin class of an object has, whatever a Python subclass has put in their place
 * (`virtuals`): a builtin's `__call__`, `__next__` or `__get__` means these, because a subclass reaches it by `super()`.
 */
export function native<T extends PyObject>(self: T): T {
  let t = self.cls;
  while (t.heap) t = t.base!;
  return t.proto as T;
}

const NO_COMPUTED: ReadonlyMap<string, PyObject> = new Map();

/** A Python class. */
export class PyType extends PyObject {
  /** `__name__`, in UTF-16. */
  name: string;
  /** `__qualname__`, in UTF-16. */
  qualname: string;
  /** The base whose layout the instances have. */
  base: PyType | null;
  bases: PyType[];
  mro: PyType[];
  /** The class's own attributes, in the order of definition. */
  readonly ns: Map<string, Value>;
  /** The prototype of the instances. */
  proto: PyObject;
  /** The JavaScript class whose fields the instances have. */
  layout: Layout;
  /** The class that decides the layout (a builtin one, or one with `__slots__`). */
  solid: PyType;
  /** Makes an instance without running any Python; `null` until the first one is made. */
  ctor: Layout | null;
  /** For compiled code; see Maker. */
  maker: Maker | undefined;
  /** The MRO is this class, then the MRO of its base: JavaScript's prototype chain does the inheriting. */
  linear: boolean;
  /** Made by a class statement or `type()`; its attributes may be changed. */
  heap: boolean;
  /** May be subclassed. */
  basetype: boolean;
  /** Instances have a `__dict__`. */
  hasDict: boolean;
  /** Instances can be referenced weakly. */
  hasWeakref: boolean;
  /** The names in the class's own `__slots__`, mangled. */
  slotNames: readonly string[] | undefined;
  /** Abstract methods are left (`__abstractmethods__` is not empty). */
  isAbstract: boolean;
  /** Cannot be instantiated from Python (`TypeError: cannot create 'x' instances`). */
  disallowsInstantiation: boolean;
  /**
   * The kinds of pattern that instances match: Py_TPFLAGS_SEQUENCE, Py_TPFLAGS_MAPPING. "subscript" matches neither: it says
   * of a builtin type that `__getitem__` takes keys, so that nothing is iterated by it.
   */
  patternKind: "" | "sequence" | "mapping" | "subscript";
  /** A class pattern with one positional subpattern matches the subject itself (int, str, list …). */
  matchSelf: boolean;
  /** Some class of the MRO has a data descriptor other than slots and those of `object`. */
  hasDataDescriptors: boolean;
  /** What its instances are as descriptors; 0 where that has to be looked for. See `roleOf`. */
  role: number;
  /** Names under which instances have what a descriptor of a builtin class gives, and nothing else; see `computedAttr`. */
  computed: ReadonlyMap<string, PyObject>;
  /** The class itself has such a descriptor; `undefined` where it has to be looked for. See `ownsData`. */
  ownData: boolean | undefined;
  /** The `descriptorChanges` up to which `ownData` is right. */
  ownDataAt: number;
  /** A data descriptor was added to the class when it had instances. */
  lateDescriptors: boolean;
  /** Grows at every change of an attribute of a class in the MRO. */
  version: number;
  readonly cache: Map<string, Value | typeof ABSENT>;
  /** What builtin code does for an operator, by the operator's number (attributes.ts fills it in); goes with `cache`. */
  natives: (OperatorNative | undefined)[];
  derived: WeakRef<PyType>[];
  /** `__doc__` of a builtin type. */
  doc: Value | undefined;
  /** `__text_signature__` of a builtin type. */
  textSignature: string | undefined;
  /**
   * What calling this very class gives, for the classes that programs call most; `undefined` goes the way of `__new__`
   * and `__init__`, which has the errors.
   */
  quickCall: QuickCall | undefined;
  /** `__module__` of a builtin type; classes made in Python have it in `ns`. */
  module: string;

  constructor() {
    super();
    this.name = "";
    this.qualname = "";
    this.base = null;
    this.bases = [];
    this.mro = [this];
    this.ns = new Map();
    this.proto = PyInstance.prototype;
    this.layout = PyInstance;
    this.solid = this;
    this.ctor = null;
    this.maker = undefined;
    this.linear = true;
    this.heap = false;
    this.basetype = true;
    this.hasDict = false;
    this.hasWeakref = false;
    this.slotNames = undefined;
    this.isAbstract = false;
    this.disallowsInstantiation = false;
    this.patternKind = "";
    this.matchSelf = false;
    this.hasDataDescriptors = false;
    this.role = 0;
    this.computed = NO_COMPUTED;
    this.ownData = undefined;
    this.ownDataAt = 0;
    this.lateDescriptors = false;
    this.version = 0;
    this.cache = new Map();
    this.natives = NO_NATIVES;
    this.derived = [];
    this.doc = undefined;
    this.textSignature = undefined;
    this.quickCall = undefined;
    this.module = "builtins";
  }

  /** The attribute that the MRO gives, unbound, or `undefined`. */
  lookup(name: string): Value | undefined {
    const cached = this.cache.get(name);
    if (cached !== undefined) return cached === ABSENT ? undefined : cached as Value;
    for (const t of this.mro) {
      let v = t.ns.get(name);
      if (v !== undefined) {
        if (t.heap && typeof v === "object") v = typeHooks.fitted(v, this);
        this.cache.set(name, v);
        return v;
      }
    }
    this.cache.set(name, ABSENT);
    return undefined;
  }

  /** What was derived from the attributes of the MRO is found anew. */
  forget(): void {
    this.role = 0;
    this.ownData = undefined;
    this.computed = NO_COMPUTED;
    this.cache.clear();
    this.natives = NO_NATIVES;
  }

  /** The class of the MRO that has the attribute. */
  definingClass(name: string): PyType | undefined {
    for (const t of this.mro) if (t.ns.has(name)) return t;
    return undefined;
  }

  /** This class is `other` or derives from it (by the MRO: no `__subclasscheck__`). */
  isSubtype(other: PyType): boolean {
    if (this === other) return true;
    if (this.linear) {
      for (let t = this.base; t !== null; t = t.base) {
        if (t === other) return true;
        if (!t.linear) return t.mro.includes(other);
      }
      return false;
    }
    return this.mro.includes(other);
  }

  /** Sets an attribute of the class itself; no descriptor or metaclass has a say here. */
  setOwn(name: string, v: Value): void {
    this.ns.set(name, v);
    this.changed(name);
  }

  /** Removes an attribute of the class itself; false where there was none. */
  deleteOwn(name: string): boolean {
    if (!this.ns.delete(name)) return false;
    this.changed(name);
    return true;
  }

  /** Everything derived from the attribute `name` is brought up to date, in the subclasses too. */
  changed(name: string): void {
    this.forget();
    this.version++;
    if (name === "__set__" || name === "__delete__") descriptorChanges++;
    if (name === "__del__" && this.heap) this.ctor = null;
    installKeys(this, name);
    for (const sub of this.liveSubclasses()) sub.changed(name);
    if (FLAG_NAMES.has(name) || this.ns.has(name) && isDataDescriptor(this.ns.get(name)!)) {
      updateFlags(this);
    }
    typeHooks.changed(this, name);
  }

  /** The direct subclasses that are still alive, in the order of their creation. */
  liveSubclasses(): readonly PyType[] {
    if (this.derived.length === 0) return NO_TYPES;
    const live: PyType[] = [];
    let dead = false;
    for (const ref of this.derived) {
      const t = ref.deref();
      if (t === undefined) dead = true;
      else live.push(t);
    }
    if (dead) this.derived = live.map((t) => new WeakRef(t));
    return live;
  }

  /** A new instance, with nothing but its layout's empty state. */
  allocate(): PyObject {
    return new (this.ctor ?? makeConstructor(this))();
  }
}

const NO_TYPES: readonly PyType[] = [];

/** How often some class has got or lost what makes its instances data descriptors. */
let descriptorChanges = 0;

/** For `define`, which bypasses `changed`: a class has got `__set__` or `__delete__`. */
export function noteDescriptorMethods(): void {
  descriptorChanges++;
}

/** How a class makes an instance whose `__init__` is a Python function, as long as it has this version. */
export class Maker {
  readonly version: number;
  readonly init: Value;
  constructor(version: number, init: Value) {
    this.version = version;
    this.init = init;
  }
}

/** Attributes whose change bears on the flags of a class. */
const FLAG_NAMES: ReadonlySet<string> = new Set([
  "__getattribute__",
  "__setattr__",
  "__delattr__",
  "__set__",
  "__delete__",
  "__get__",
]);

/** The value has `__set__` or `__delete__`. */
export function isDataDescriptor(v: Value): boolean {
  if (typeof v !== "object") return false;
  // the computed attributes of builtin types are recognised before their own type has its methods
  if ((v as { readonly isComputed?: boolean }).isComputed === true) return true;
  return (roleOf(v.cls) & WRITES) !== 0;
}

/** Bits of `PyType.role`: instances have `__get__`; they have `__set__` or `__delete__`; both are known. */
const READS = 1, WRITES = 2, KNOWN = 4;

/** What the instances of a class are as attributes of other classes. */
function roleOf(t: PyType): number {
  if (t.role !== 0) return t.role;
  const reads = t.lookup("__get__") !== undefined;
  const writes = t.lookup("__set__") !== undefined || t.lookup("__delete__") !== undefined;
  return t.role = KNOWN | (reads ? READS : 0) | (writes ? WRITES : 0);
}

/** Says which descriptors are slots: they need no care when attributes are written. Filled in by class_creation.ts. */
export const slotHook: { isSlot: (v: Value) => boolean } = { isSlot: () => false };

/** Brings the keys on the prototype of `t` up to date for one attribute. */
function installKeys(t: PyType, name: string): void {
  const proto = t.proto as unknown as Attributes;
  const key = "_" + name;
  const v = t.linear ? t.ns.get(name) : t.lookup(name);
  if (v === undefined) {
    if (Object.hasOwn(proto, key)) delete proto[key];
  } else if (!typeHooks.isDescriptor(v)) {
    hide(proto, key, v);
  } else if (proto[key] !== undefined || Object.hasOwn(proto, key)) {
    hide(proto, key, undefined);
  }
  if (t.heap) installMethod(proto, name, v);
  const virtual = virtuals.get(name);
  if (virtual !== undefined) {
    const own = t.proto as unknown as Record<string, unknown>;
    const found = t.lookup(name);
    if (t.heap && (t.linear ? v !== undefined : found !== undefined)) {
      const isPython = t.definingClass(name)?.heap === true;
      const js = isPython ? virtual.python : virtual.builtin(t);
      if (js !== undefined) own[virtual.key] = js;
    } else if (t.heap && Object.hasOwn(own, virtual.key)) {
      delete own[virtual.key];
    }
  }
}

/** `$name` on the prototype is the function that calling a method `name` of an instance calls. */
function installMethod(proto: Attributes, name: string, v: Value | undefined): void {
  const key = "$" + name;
  if (typeof v === "object" && (v as { readonly isFunction?: boolean }).isFunction === true) {
    hide(proto, key, v);
  } else if (v === undefined) {
    if (Object.hasOwn(proto, key)) delete proto[key];
  } else if (proto[key] !== undefined || Object.hasOwn(proto, key)) hide(proto, key, undefined);
}

/** Defines a property past any accessor of the same name further up (object_type.ts has two). */
function hide(proto: Attributes, key: string, v: Value | undefined): void {
  if (key !== "___class__" && key !== "___dict__") {
    proto[key] = v;
    return;
  }
  Object.defineProperty(proto, key, {
    value: v,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** The class itself, whatever its bases have, has a data descriptor other than slots. */
function ownsData(t: PyType): boolean {
  if (t.ownData !== undefined && t.ownDataAt === descriptorChanges) return t.ownData;
  let found = false;
  for (const [name, v] of t.ns) {
    if (typeof v !== "object" || name === "__dict__" || name === "__weakref__") continue;
    if (isDataDescriptor(v) && !slotHook.isSlot(v)) {
      found = true;
      break;
    }
  }
  t.ownData = found;
  t.ownDataAt = descriptorChanges;
  return found;
}

/** Computes `plainGet` and `plainSet` on the prototype of `t` and of its subclasses. */
export function updateFlags(t: PyType): void {
  let data = false;
  for (const c of t.mro) {
    if (c !== ObjectType && ownsData(c)) {
      data = true;
      break;
    }
  }
  const before = t.hasDataDescriptors;
  t.hasDataDescriptors = data;
  const flags = t.proto as unknown as { plainGet: boolean; plainSet: boolean };
  const getattribute = t.lookup("__getattribute__");
  // a data descriptor that arrives when instances exist may stand over attributes that they have already
  if (data && !before && t.heap && t.ctor !== null) t.lateDescriptors = true;
  // modules and their like keep attributes in a dict (instance_dict.ts)
  const elsewhere = (t.proto as { readonly detached?: boolean }).detached === true;
  flags.plainGet = getattribute !== undefined && !elsewhere &&
    getattribute === typeHooks.objectGetattribute && !t.mro.some((c) => c.lateDescriptors);
  flags.plainSet = t.hasDict && !data && !elsewhere &&
    t.lookup("__setattr__") === typeHooks.objectSetattr &&
    typeHooks.objectSetattr !== undefined;
  if (t.heap) own(t.proto, "slotKeys", slotKeys(t));
  for (const sub of t.liveSubclasses()) updateFlags(sub);
}

/**
 * The keys of the slots that writing an attribute may set without asking anybody, as properties; `undefined` where there are
 * none. It is on the prototype, for compiled code.
 */
function slotKeys(t: PyType): Record<string, true> | undefined {
  if (t.lookup("__setattr__") !== typeHooks.objectSetattr) return undefined;
  let keys: Record<string, true> | undefined;
  for (const c of t.mro) {
    for (const name of c.slotNames ?? []) {
      const v = t.lookup(name);
      if (v !== undefined && slotHook.isSlot(v)) {
        (keys ??= Object.create(null) as Record<string, true>)[
          (v as unknown as { key: string }).key
        ] = true;
      }
    }
  }
  return keys;
}

/** Sizes (in attributes) for which there are constructors of instances. */
const SIZES = [2, 4, 8, 16, 32, 64];

/** Makes functions that make constructors; V8 sizes an instance by the assignments to `this` in the text. */
const factories: Map<number, () => Layout> = new Map();

function plainConstructor(size: number): Layout {
  const n = SIZES.find((s) => s >= size) ?? SIZES[SIZES.length - 1];
  let factory = factories.get(n);
  if (factory === undefined) {
    const fields = Array.from({ length: n }, (_, i) => `this.a${i}=0;`).join("");
    // the assignments never run: V8's parser counts them to decide how many fields an instance gets
    factory = new Function(`return function(){if(new.target===undefined){${fields}}}`) as () =>
      Layout;
    factories.set(n, factory);
  }
  return factory();
}

/** How many attributes the methods of the classes in the MRO are seen to assign to `self`. */
function expectedAttributes(t: PyType): number {
  const names = new Set<string>();
  for (const c of t.mro) {
    const listed = c.ns.get("__static_attributes__") as unknown as { items?: Value[] } | undefined;
    for (const n of listed?.items ?? []) if (typeof n === "string") names.add(n);
    for (const n of c.slotNames ?? []) names.add(n);
  }
  return names.size;
}

/** The constructor of the instances of `t`, made at the first one. */
function makeConstructor(t: PyType): Layout {
  let ctor: Layout;
  if (!t.heap) {
    ctor = t.layout;
  } else if (t.layout === PyInstance) {
    ctor = plainConstructor(expectedAttributes(t));
    Object.defineProperty(ctor, "prototype", { value: t.proto });
  } else {
    // `prototype` of a class cannot be replaced: the constructor delegates with this class as new.target
    const layout = t.layout;
    ctor = function (this: unknown) {
      return Reflect.construct(layout, [], ctor);
    } as unknown as Layout;
    Object.defineProperty(ctor, "prototype", { value: t.proto });
  }
  if (t.heap && finalizesInPython(t)) ctor = registering(ctor);
  t.ctor = ctor;
  return ctor;
}

/** The class has a `__del__` that is written in Python. */
function finalizesInPython(t: PyType): boolean {
  return t.lookup("__del__") !== undefined && t.definingClass("__del__")!.heap;
}

/** A constructor whose instances are entered among those with a finalizer. */
function registering(inner: Layout): Layout {
  const outer = function () {
    const o = new inner();
    registerFinalizable(o);
    return o;
  } as unknown as Layout;
  Object.defineProperty(outer, "prototype", { value: inner.prototype });
  return outer;
}

/**
 * Gives a new class its bases: MRO, prototype, layout and flags. `name`, `ns` and the own `__slots__` are set
 * by the caller before. `customMro` runs the metaclass's own `mro()`, which finds a class that has none yet.
 */
export function linkBases(
  t: PyType,
  bases: PyType[],
  base: PyType,
  customMro?: () => PyType[],
): void {
  t.bases = bases;
  t.base = base;
  t.layout = base.layout;
  t.solid = base.solid;
  let mro: PyType[];
  if (customMro === undefined) mro = linearize(t, bases);
  else {
    const unready: PyType[] = [];
    t.mro = unready;
    mro = customMro();
    if (t.mro !== unready) {
      // `mro()` has assigned `__bases__`: that counts
      bases = t.bases;
      base = t.base;
      mro = t.mro;
    }
    t.forget();
  }
  t.mro = mro;
  t.linear = isLinear(t);
  t.proto = Object.create(t.linear ? base.proto : layoutPrototype(base)) as PyObject;
  own(t.proto, "cls", t);
  own(t.proto, "plainGet", false);
  own(t.proto, "plainSet", false);
  // only an `mro()` can have entered the class already, by assigning `__bases__`
  for (const b of bases) {
    if (customMro !== undefined && b.liveSubclasses().includes(t)) continue;
    b.derived.push(new WeakRef(t));
  }
  installAll(t);
}

/** The order that the class's metaclass says; filled in by class_creation.ts. */
export const mroHook: { of: (t: PyType) => PyType[] } = { of: (t) => linearize(t, t.bases) };

/** Gives a class other bases than it had (`__bases__` assignment); all as it was where an `mro()` fails. */
export function relinkBases(t: PyType, bases: PyType[], base: PyType): void {
  const oldBases = t.bases, oldBase = t.base;
  t.bases = bases;
  t.base = base;
  const changed: [PyType, PyType[]][] = [];
  try {
    orderAgain(t, changed);
  } catch (e) {
    if (t.bases === bases) {
      t.bases = oldBases;
      t.base = oldBase;
    }
    for (const [c, mro] of changed) if (c.bases !== bases || c !== t) rebuild(c, mro);
    throw e;
  }
  // an `mro()` may have assigned `__bases__` too: what was assigned last counts
  if (t.bases !== bases) return;
  for (const b of oldBases) b.derived = b.derived.filter((r) => r.deref() !== t);
  for (const b of bases) if (!b.liveSubclasses().includes(t)) b.derived.push(new WeakRef(t));
}

/** Finds the order of a class and of its subclasses again; `changed` gets what they had. */
function orderAgain(t: PyType, changed: [PyType, PyType[]][]): void {
  const before = t.mro;
  const mro = mroHook.of(t);
  // that has run Python, which did the same in the meantime
  if (t.mro !== before) return;
  // a class that is being made has no prototype of its own yet
  if (before.length === 0) {
    t.mro = mro;
    return;
  }
  changed.push([t, before]);
  rebuild(t, mro);
  for (const sub of t.liveSubclasses()) orderAgain(sub, changed);
}

/** Brings everything that follows from the order of a class up to date; its subclasses are the caller's matter. */
function rebuild(t: PyType, mro: PyType[]): void {
  t.mro = mro;
  t.forget();
  t.version++;
  t.linear = isLinear(t);
  for (const key of Object.getOwnPropertyNames(t.proto)) {
    if (
      key.startsWith("_") || key.startsWith("$") ||
      [...virtuals.values()].some((v) => v.key === key)
    ) {
      delete (t.proto as unknown as Attributes)[key];
    }
  }
  Object.setPrototypeOf(t.proto, t.linear ? t.base!.proto : layoutPrototype(t.base!));
  installAll(t);
}

function isLinear(t: PyType): boolean {
  const base = t.base!;
  return t.mro.length === base.mro.length + 1 && t.mro[0] === t &&
    base.mro.every((c, i) => c === t.mro[i + 1]);
}

/** The prototype of the builtin class whose layout `base` has. */
function layoutPrototype(base: PyType): PyObject {
  return base.layout.prototype as PyObject;
}

function installAll(t: PyType): void {
  if (t.linear) { for (const n of t.ns.keys()) installKeys(t, n); }
  else {
    const names = new Set<string>();
    for (const c of t.mro) for (const n of c.ns.keys()) names.add(n);
    for (const n of names) installKeys(t, n);
  }
  updateFlags(t);
}

function own(o: object, key: string, v: unknown): void {
  Object.defineProperty(o, key, {
    value: v,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

/** `object` once it exists: the base of builtin types that name no other. */
let objectType: PyType | null = null;

/** What is said about a builtin type where it is made. */
export interface BuiltinTypeOptions {
  base?: PyType;
  module?: string;
  /** May not be subclassed. */
  final?: boolean;
  hasDict?: boolean;
  hasWeakref?: boolean;
  /** Cannot be instantiated from Python. */
  noNew?: boolean;
  patternKind?: "sequence" | "mapping" | "subscript";
  matchSelf?: boolean;
  qualname?: string;
  /** The class of the type itself, if it is not `type`. */
  metatype?: PyType;
}

/** Makes a builtin type whose instances are the objects of a JavaScript class. Its methods come with `define`. */
export function builtinType(
  name: string,
  layout: unknown,
  options: BuiltinTypeOptions = {},
): PyType {
  const t = options.metatype === undefined ? new PyType() : options.metatype.allocate() as PyType;
  const js = layout as Layout;
  t.name = name;
  t.qualname = options.qualname ?? name;
  t.module = options.module ?? "builtins";
  t.layout = js;
  t.basetype = options.final !== true;
  t.disallowsInstantiation = options.noNew === true;
  t.patternKind = options.patternKind ?? options.base?.patternKind ?? "";
  t.matchSelf = options.matchSelf ?? options.base?.matchSelf ?? false;
  const base: PyType | null = options.base ?? objectType;
  t.hasDict = options.hasDict ?? base?.hasDict ?? false;
  t.hasWeakref = options.hasWeakref ?? base?.hasWeakref ?? false;
  t.proto = js.prototype as PyObject;
  t.ctor = js;
  if (base !== null) {
    t.base = base;
    t.bases = [base];
    t.mro = [t, ...base.mro];
    base.derived.push(new WeakRef(t));
    if (base.layout === js) t.solid = base.solid;
  }
  own(t.proto, "cls", t);
  own(t.proto, "plainGet", false);
  own(t.proto, "plainSet", false);
  return t;
}

/** A builtin type with the layout of its base and a JavaScript class made for it (exceptions, `OrderedDict`-likes …). */
export function builtinSubtype(
  name: string,
  base: PyType,
  options: BuiltinTypeOptions = {},
): PyType {
  const Parent = base.layout;
  const Derived = class extends Parent {};
  const t = builtinType(name, Derived, { ...options, base });
  // no field of its own: it may stand beside its siblings among the bases of a class
  t.solid = base.solid;
  return t;
}

/** A value's class as the error of an argument's conversion names it. */
export function argumentName(v: Value): string {
  return v === NONE ? "None" : typeOf(v).name;
}

/** The class of a value. */
export function typeOf(v: Value): PyType {
  switch (typeof v) {
    case "object":
      return v.cls;
    case "number":
    case "bigint":
      return IntType;
    case "string":
      return StrType;
    default:
      return BoolType;
  }
}

/** The value is an instance of the class or of a subclass (no `__instancecheck__`). */
export function isInstance(v: Value, t: PyType): boolean {
  return typeOf(v).isSubtype(t);
}

/** `object`. */
export const ObjectType: PyType = builtinType("object", PyInstance);
objectType = ObjectType;
// PyObject.prototype is the end of every chain; builtin classes that extend PyObject directly stop there
own(PyObject.prototype, "cls", ObjectType);
/** `type`. */
export const TypeType: PyType = builtinType("type", PyType, { hasDict: true, hasWeakref: true });
/** `int`; its layout, for subclasses, is set by int.ts. */
export const IntType: PyType = builtinType("int", class extends PyObject {}, { matchSelf: true });
/** `bool`. */
export const BoolType: PyType = builtinType("bool", class extends PyObject {}, {
  base: IntType,
  final: true,
});
/** `str`; its layout, for subclasses, is set by str.ts. */
export const StrType: PyType = builtinType("str", class extends PyObject {}, { matchSelf: true });

/** Fails where a class of the interpreter's own is to be changed. */
export function checkMutable(t: PyType, name: string): void {
  if (!t.heap) {
    throw typeError(`cannot set '${name}' attribute of immutable type '${t.name}'`);
  }
}

export { attributesOf };
