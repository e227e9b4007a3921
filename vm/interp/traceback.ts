// Tracebacks: the frames that an exception passed, outermost first.

import { ownPosition, visiblePosition } from "../objects/code_type.ts";
import { getset, member } from "../objects/builtin.ts";
import { define } from "../objects/define.ts";
import { exceptionHooks } from "../objects/exceptions.ts";
import { PyList } from "../objects/list.ts";
import { operationHooks } from "../objects/operations.ts";
import { NONE, PyObject, type Value } from "../objects/object.ts";
import { typeError, valueError } from "../objects/raise.ts";
import { method } from "../objects/signature.ts";
import { argumentName, builtinType, type PyType, typeOf } from "../objects/type.ts";
import { Frame, hold } from "./frame.ts";

/** One entry of a traceback. */
export class PyTraceback extends PyObject {
  readonly frame: Frame;
  /** The instruction, as a position in ints. */
  readonly pc: number;
  next: PyTraceback | undefined;
  /** `tb_lasti` of a traceback made by Python. */
  knownLasti: number | undefined;
  /** The line, or `undefined` until it is asked for. */
  knownLine: number | undefined;

  constructor(frame: Frame, pc: number, next: PyTraceback | undefined) {
    super();
    this.frame = frame;
    this.pc = pc;
    this.next = next;
    this.knownLasti = undefined;
    this.knownLine = undefined;
  }

  /** `tb_lineno`; -1 where the instruction has none. */
  get line(): number {
    return this.knownLine ??= this.frame.code.lineAt(this.pc);
  }
}

/** `traceback`. */
export const TracebackType: PyType = builtinType("traceback", PyTraceback, { final: true });

exceptionHooks.isTraceback = (v) => v instanceof PyTraceback;

function intArgument(v: Value): number {
  const n = operationHooks.intOf(v);
  if (n === undefined) {
    throw typeError(`'${typeOf(v).name}' object cannot be interpreted as an integer`);
  }
  return Number(n);
}

define(TracebackType, {
  doc: "Create a new traceback object.",
  textSignature: "(tb_next, tb_frame, tb_lasti, tb_lineno)",
  methods: {
    __dir__: method(
      "(self, /)",
      "Default dir() implementation.",
      () => new PyList(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"]),
      { noTextSignature: true },
    ),
  },
  new: method(
    "(type, tb_next, tb_frame, tb_lasti, tb_lineno)",
    "Create and return a new object.  See help(type) for accurate signature.",
    (_cls: PyType, next: Value, frame: Value, lasti: Value, line: Value) => {
      if (next !== NONE && !(next instanceof PyTraceback)) {
        throw typeError(`expected traceback object or None, got '${typeOf(next).name}'`);
      }
      if (!(frame instanceof Frame)) {
        throw typeError(
          `traceback() argument 'tb_frame' must be frame, not ${argumentName(frame)}`,
        );
      }
      const given = intArgument(lasti);
      const tb = new PyTraceback(
        hold(frame),
        ownPosition(given),
        next instanceof PyTraceback ? next : undefined,
      );
      tb.knownLasti = given;
      tb.knownLine = intArgument(line);
      return tb;
    },
  ),
  attributes: {
    tb_next: getset(undefined, (self: PyTraceback) => self.next ?? NONE, (self: PyTraceback, v) => {
      if (v === undefined) throw typeError("can't delete tb_next attribute");
      if (v !== NONE && !(v instanceof PyTraceback)) {
        throw typeError(`expected traceback object, got '${typeOf(v).name}'`);
      }
      for (let tb = v === NONE ? undefined : v as PyTraceback; tb !== undefined; tb = tb.next) {
        if (tb === self) throw valueError("traceback loop detected");
      }
      self.next = v === NONE ? undefined : v as PyTraceback;
    }),
    tb_frame: member(undefined, (self: PyTraceback) => self.frame),
    tb_lasti: member(undefined, (self: PyTraceback) => self.knownLasti ?? visiblePosition(self.pc)),
    tb_lineno: getset(undefined, (self: PyTraceback) => self.line < 0 ? NONE : self.line),
  },
});
