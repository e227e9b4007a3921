// _ast: the classes of the nodes of Python's syntax tree, and what `compile` needs to take and to give such trees.

import { CompileFlag } from "../../vm/bytecode/compile.ts";
import { foldModule } from "../../vm/bytecode/fold.ts";
import { builtinModule } from "../../vm/objects/module_builder.ts";
import type { PyModule } from "../../vm/objects/module.ts";
import type { Value } from "../../vm/objects/object.ts";
import type { mod } from "../../vm/syntax/ast.ts";
import { FunctionType } from "../../vm/syntax/ast.ts";
import type { Mode } from "../../vm/syntax/parser.ts";
import { astHooks } from "../builtins_source.ts";
import { fromObject } from "./from_objects.ts";
import { PyAst } from "./node_type.ts";
import { astState } from "./state.ts";
import { toObject } from "./to_objects.ts";
import { validate } from "./validate.ts";

const EXPECTED = { exec: "Module", eval: "Expression", single: "Interactive" } as const;

astHooks.isTree = (v) => v instanceof PyAst;
astHooks.treeOf = (v: Value, mode: Exclude<Mode, "func_type">): mod => {
  const tree = fromObject(v, EXPECTED[mode]);
  validate(tree);
  return tree;
};
astHooks.fromTree = (tree, optimize) => {
  if (optimize !== undefined && !(tree instanceof FunctionType)) foldModule(tree, optimize, 0);
  return toObject(tree);
};

/** Makes the module. */
export function create(): PyModule {
  const types: Record<string, Value> = {};
  for (const [name, t] of astState().types) types[name] = t;
  return builtinModule("_ast", {
    values: {
      ...types,
      PyCF_ALLOW_TOP_LEVEL_AWAIT: CompileFlag.ALLOW_TOP_LEVEL_AWAIT,
      PyCF_ONLY_AST: CompileFlag.ONLY_AST,
      PyCF_TYPE_COMMENTS: CompileFlag.TYPE_COMMENTS,
      PyCF_OPTIMIZED_AST: CompileFlag.OPTIMIZED_AST,
    },
  });
}
