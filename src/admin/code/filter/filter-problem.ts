/** What is wrong with a part of a filter, in words. */
export interface FilterProblem {
  readonly from: number;
  readonly to: number;
  /** The server refuses an error; a warning it takes, though it is hardly what is meant. */
  readonly severity: "error" | "warning";
  readonly message: string;
}

export function problemAt(
  { start, end }: { readonly start: number; readonly end: number },
  message: string,
  severity: FilterProblem["severity"] = "error",
): FilterProblem {
  return { from: start, to: end, severity, message };
}
