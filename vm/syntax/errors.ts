// placeholder while the parser is measured
import type { ParserBase } from "./parser_base.ts";
import type { SyntaxProblem } from "./problem.ts";
export function findProblem(parser: ParserBase, _mode: string): SyntaxProblem {
  return parser.problemAtLast("SyntaxError", "invalid syntax", parser.far);
}
