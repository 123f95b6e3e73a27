import { longestFilter, mostComparisons, quote } from "./records-words.ts";

/** Filters of a length that the server takes, which find these ids together. */
export function filtersFor(ids: readonly string[]): string[] {
  const filters: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const comparison = `id = ${quote(id)}`;
    const last = filters.at(-1);
    if (
      last === undefined ||
      last.length >= mostComparisons ||
      length + comparison.length > longestFilter
    ) {
      filters.push([comparison]);
      length = comparison.length;
    } else {
      last.push(comparison);
      length += comparison.length + " || ".length;
    }
  }
  return filters.map((comparisons) => comparisons.join(" || "));
}
