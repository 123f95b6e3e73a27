import { FilterSyntaxError } from "./syntax-error.ts";
import type { SortTerm } from "./tree.ts";

const maxTerms = 8;
const maxTermLength = 255;

/**
 * Reads `-created,+name,author.name`: field paths, `@random` or `@rowid`, each with its direction, the first counting most.
 * @throws {FilterSyntaxError} more than 8 terms, or one longer than 255 characters
 */
export function parseSort(text: string): SortTerm[] {
  const terms: SortTerm[] = [];
  let start = 0;
  for (const part of text.split(",")) {
    if (terms.length === maxTerms) {
      throw new FilterSyntaxError(`More than ${maxTerms} fields`, start);
    }
    const end = start + part.length;
    const trimmed = part.trim();
    const sign = trimmed.startsWith("-") || trimmed.startsWith("+") ? 1 : 0;
    const path = trimmed.slice(sign);
    if (path.length > maxTermLength) {
      throw new FilterSyntaxError(
        `A field of more than ${maxTermLength} characters`,
        start,
      );
    }
    terms.push({ path, descending: trimmed.startsWith("-"), start, end });
    start = end + 1;
  }
  return terms;
}
