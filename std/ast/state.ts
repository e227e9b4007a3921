// What `_ast` has in one interpreter: the classes of the nodes. A program may change them, so no two interpreters share
// them; they are made when something first needs one (`import ast`, `compile` with PyCF_ONLY_AST).

import type { NodeSpec } from "../../vm/syntax/asdl.ts";
import type { PyObject } from "../../vm/objects/object.ts";
import type { PyType } from "../../vm/objects/type.ts";
import { currentInterpreter } from "../../vm/vm.ts";
import { makeClasses } from "./classes.ts";

/** The node classes of an interpreter. */
export class AstState {
  /** Every class by its name, in the order of the grammar; `AST` is the first. */
  readonly types: Map<string, PyType>;
  /** The description of each class that has fields of its own. */
  readonly specs: Map<PyType, NodeSpec>;
  /** The number of each operator and context in its enumeration. */
  readonly numbers: Map<PyType, number>;
  /** The one instance of each operator and context that trees made by the parser hold. */
  readonly singletons: Map<string, PyObject>;
  constructor() {
    this.types = new Map();
    this.specs = new Map();
    this.numbers = new Map();
    this.singletons = new Map();
  }
}

/** The current interpreter's classes. */
export function astState(): AstState {
  const { shared } = currentInterpreter();
  let state = shared.get("_ast") as AstState | undefined;
  if (state === undefined) {
    state = new AstState();
    shared.set("_ast", state);
    makeClasses(state);
  }
  return state;
}
