// What emitted code refers to by name. The emitter may use these names and no others.

import { PyBuiltinFunction, PyMethodDescriptor } from "../objects/builtin.ts";
import { Cell } from "../objects/cell.ts";
import { isSame, truth } from "../objects/compare.ts";
import { abandonable, finalizable } from "../objects/finalizers.ts";
import { DictType } from "../objects/dict.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import { doublePower } from "../objects/float_power.ts";
import { floatFloorDivision, floatModulo } from "../objects/float_type.ts";
import { PyFunction } from "../objects/function.ts";
import { ListType, PyList } from "../objects/list.ts";
import { NONE } from "../objects/object.ts";
import { invert, neg, pos } from "../objects/operators.ts";
import { RangeIterator } from "../objects/range_type.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import { makeFunction } from "../interp/call_ops.ts";
import { keywordNames } from "../interp/calls.ts";
import {
  caught,
  compiledSafePoint,
  ENDED,
  giveBack,
  handling,
  lose,
  pending,
  popHandled,
  positions,
  pushHandled,
  REGISTERS,
  returnsInLoop,
  UNWIND,
} from "../interp/compiled.ts";
import { PyGenerator, returned } from "../interp/generators.ts";
import { mayDie } from "../interp/abandoned.ts";
import { exceptionMatches, matchGroup, prepareReraise } from "../interp/except_ops.ts";
import { AsyncGenWrapped } from "../interp/async_generators.ts";
import { asyncIterator, asyncNext, awaitable, yieldFromIterator } from "../interp/generator_ops.ts";
import { importFrom, importName } from "../interp/import_ops.ts";
import { intrinsic1, intrinsic2 } from "../interp/intrinsics.ts";
import * as op from "../interp/object_ops.ts";
import * as patterns from "../interp/patterns.ts";
import * as scope from "../interp/scope_ops.ts";
import { state, thread, type ThreadState } from "../interp/thread_state.ts";
import * as calls from "./calls.ts";
import * as ops from "./operations.ts";

/** By name. */
export const runtime = {
  PyBuiltinFunction,
  PyMethodDescriptor,
  Cell,
  isSame,
  truth,
  finalizable,
  FloatType,
  DictType,
  doublePower,
  floatFloorDivision,
  floatModulo,
  PyFloat,
  PyFunction,
  ListType,
  PyList,
  NONE,
  invert,
  neg,
  pos,
  RangeIterator,
  PyTuple,
  TupleType,
  makeFunction,
  keywordNames,
  compiledSafePoint,
  ENDED,
  giveBack,
  returnsInLoop,
  lose,
  pending,
  P: positions,
  S: state,
  UNWIND,
  caught,
  pushHandled,
  popHandled,
  exceptionMatches,
  matchGroup,
  prepareReraise,
  AsyncGenWrapped,
  asyncIterator,
  asyncNext,
  handling,
  REGISTERS,
  PyGenerator,
  mayDie,
  returned,
  yieldFromIterator,
  awaitable,
  abandonable,
  importFrom,
  importName,
  intrinsic1,
  intrinsic2,
  op,
  patterns,
  scope,
  thread: (): ThreadState => thread,
  method: ops.method,
  calls,
  ops,
} as const;

/** The head of every factory: the names as constants of its closure. */
export const PRELUDE = `const {${Object.keys(runtime).join(",")}}=R;`;
