import type { FilterProblem } from "../../../src/admin/code/filter/filter-problem.ts";

/** Whether the server would refuse a filter with these problems. */
export function hasError(problems: readonly FilterProblem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}
