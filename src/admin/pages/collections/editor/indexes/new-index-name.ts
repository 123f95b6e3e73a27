import type { IndexParts } from "./index-statement.ts";

/**
 * A name for an index on these columns.
 * @param ending makes it unlike that of any other index, as names are of the whole database (SQLite, "CREATE INDEX")
 */
export function newIndexName(
  { table, columns }: Pick<IndexParts, "table" | "columns">,
  ending = randomEnding(),
): string {
  const words = [table, ...columns]
    .map((word) => word.replace(/\W+/g, "_"))
    .filter((word) => word !== "")
    .join("_")
    .slice(0, 48);
  return `idx_${words}_${ending}`;
}

export function randomEnding(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return random.toString(36).slice(0, 5);
}
