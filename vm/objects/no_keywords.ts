// Builtin classes without keyword parameters leave the keywords to a subclass that has an `__init__` or `__new__` of its
// own, and refuse them otherwise.

import { typeError } from "./raise.ts";
import type { KwMap } from "./signature.ts";
import type { PyType } from "./type.ts";

/** Checks the keywords that `plain.__new__` was given for `cls`. */
export function refuseKeywordsInNew(cls: PyType, plain: PyType, kw: KwMap | undefined): void {
  if (kw === undefined || kw.size === 0) return;
  if (cls === plain || cls.lookup("__init__") === plain.lookup("__init__")) refuse(plain);
}

/** Checks the keywords that `plain.__init__` was given for an instance of `cls`. */
export function refuseKeywordsInInit(cls: PyType, plain: PyType, kw: KwMap | undefined): void {
  if (kw === undefined || kw.size === 0) return;
  if (cls === plain || cls.lookup("__new__") === plain.lookup("__new__")) refuse(plain);
}

/** A class whose instances are made without any. */
export function refuseKeywords(cls: PyType, kw: KwMap | undefined): void {
  if (kw !== undefined && kw.size > 0) refuse(cls);
}

function refuse(plain: PyType): never {
  throw typeError(`${plain.name}() takes no keyword arguments`);
}

/** At most one positional argument: "list expected at most 1 argument, got 2". */
export function atMostOne(plain: PyType, args: readonly unknown[]): void {
  if (args.length > 1) {
    throw typeError(`${plain.name} expected at most 1 argument, got ${args.length}`);
  }
}
