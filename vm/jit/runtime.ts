// What emitted code refers to by name. The emitter may use these names and no others.

import { PyBuiltinFunction, PyMethodDescriptor } from "../objects/builtin.ts";
import { Cell } from "../objects/cell.ts";
import { isSame, truth } from "../objects/compare.ts";
import { finalizable, finalizerHooks } from "../objects/finalizers.ts";
import { FloatType, PyFloat } from "../objects/float.ts";
import { PyFunction } from "../objects/function.ts";
import { ListType, PyList } from "../objects/list.ts";
import { ListIterator } from "../objects/list_type.ts";
import { NONE } from "../objects/object.ts";
import { invert, neg, pos } from "../objects/operators.ts";
import { RangeIterator } from "../objects/range_type.ts";
import { PyTuple, TupleType } from "../objects/tuple.ts";
import { binary, compare, inplace, test } from "../interp/arith.ts";
import { callEx, callValue, makeFunction } from "../interp/call_ops.ts";
import { keywordNames } from "../interp/calls.ts";
import { bounced, leave, runPushed, unitSafePoint } from "../interp/compiled.ts";
import { enterFunction, takeFrame, UNLINKED } from "../interp/frame.ts";
import { enterFor } from "../interp/generator_ops.ts";
import { generatorNatives } from "../interp/generator_types.ts";
import { GeneratorBase } from "../interp/generators.ts";
import { importFrom, importName } from "../interp/import_ops.ts";
import { intrinsic1, intrinsic2 } from "../interp/intrinsics.ts";
import * as op from "../interp/object_ops.ts";
import * as patterns from "../interp/patterns.ts";
import * as scope from "../interp/scope_ops.ts";
import { threadHooks } from "../interp/thread_state.ts";
import { raised } from "../interp/unwind.ts";

/** By name. */
export const runtime = {
  PyBuiltinFunction,
  PyMethodDescriptor,
  Cell,
  isSame,
  truth,
  finalizable,
  finalizerHooks,
  FloatType,
  PyFloat,
  PyFunction,
  ListType,
  PyList,
  ListIterator,
  NONE,
  invert,
  neg,
  pos,
  RangeIterator,
  PyTuple,
  TupleType,
  binary,
  compare,
  inplace,
  test,
  callEx,
  callValue,
  makeFunction,
  keywordNames,
  bounced,
  leave,
  runPushed,
  unitSafePoint,
  enterFunction,
  takeFrame,
  UNLINKED,
  enterFor,
  natives: generatorNatives,
  GeneratorBase,
  importFrom,
  importName,
  intrinsic1,
  intrinsic2,
  op,
  patterns,
  scope,
  threadHooks,
  raised,
} as const;

/** The head of every factory: the names as constants of its closure. */
export const PRELUDE = `"use strict";const {${Object.keys(runtime).join(",")}}=R;`;
