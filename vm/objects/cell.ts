// A cell: the box of a variable that several scopes share, and of a module's global name.

import { PyObject, type Value } from "./object.ts";

/** A variable's box; `v` is `undefined` while the variable is unbound. */
export class Cell extends PyObject {
  v: Value | undefined;
  constructor(v: Value | undefined) {
    super();
    this.v = v;
  }
}
