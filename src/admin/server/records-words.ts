import { parseFilter } from "../../core/filter/syntax/parse-filter.ts";
import { FilterSyntaxError } from "../../core/filter/syntax/syntax-error.ts";

/** Characters and comparisons of a filter that is made here: the server takes 3,500 bytes and 200 comparisons. */
export const longestFilter = 3_000;
export const mostComparisons = 150;

/**
 * The filter that a text in the filter bar stands for. What is a filter, or is meant as one, stays as it is; plain words
 * are looked for in all these fields, each of them in any; in quotes they are looked for together.
 *
 * @param paths what of a record is searched, as filters name it
 */
export function filterOf(text: string, paths: readonly string[]): string {
  const trimmed = text.trim();
  if (trimmed === "" || isFilter(trimmed) || paths.length === 0) return trimmed;
  const words = wordsOf(trimmed);
  const clauses = words.map((word) => anyContains(paths, word));
  const filter = clauses.join(" && ");
  const isTooMuch =
    words.length * paths.length > mostComparisons ||
    filter.length > longestFilter;
  return isTooMuch ? anyContains(paths, trimmed) : filter;
}

/** Whether a text is a filter, or was meant as one: then the server says what is wrong with it. */
export function isFilter(text: string): boolean {
  try {
    parseFilter(text);
    return true;
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return /^[\s(]*[\w@.:#]+\s*\??(?:!=|!~|[<>]=?|=|~)/.test(text);
  }
}

/** `a "b c"` is two: a, and b c. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]+)"|'([^']+)'|\S+/g)].map(
    ([whole, double, single]) => double ?? single ?? whole,
  );
}

function anyContains(paths: readonly string[], word: string): string {
  const value = quote(word);
  return `(${paths.map((path) => `${path} ?~ ${value}`).join(" || ")})`;
}

/** A text as filters write it. */
export function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
