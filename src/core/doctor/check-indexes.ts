import type { Collection } from "../collections/collection.ts";
import { buildIndex, type Index, parseIndex } from "../collections/indexes.ts";
import { Examples, type Findings } from "./findings.ts";
import type { ReadOnlyDatabase } from "./read-only-database.ts";

/** Compares the indexes of the database with those that the collections declare. */
export function checkIndexes(
  database: ReadOnlyDatabase,
  collections: readonly Collection[],
  findings: Findings,
): void {
  const present = new Map(
    database
      .all("select name, sql from sqlite_schema where type = 'index'")
      .map((row) => [
        String(row["name"]).toLowerCase(),
        parseIndex(String(row["sql"] ?? "")),
      ]),
  );
  const missing = new Examples();
  const different = new Examples();
  for (const { name, indexes } of collections) {
    for (const statement of indexes) {
      const declared = parseIndex(statement);
      if (declared === undefined) continue;
      const wanted = { ...declared, schema: "", table: name };
      const folded = wanted.name.toLowerCase();
      const found = present.get(folded);
      if (!present.has(folded)) missing.add(onOneLine(buildIndex(wanted)));
      // One that the parser does not know cannot be compared.
      else if (found !== undefined && !isSame(found, wanted)) {
        different.add(`${wanted.name} on ${name}`);
      }
    }
  }
  findings.addAny(
    "problem",
    "missing-indexes",
    (count) =>
      count === 1
        ? "An index that a collection declares is missing: queries may be slow, and what it should keep unique is not."
        : `${count} indexes that collections declare are missing: queries may be slow, and what they should keep unique is not.`,
    "Make them with SQL (`POST /api/sql`); the statements are below.",
    missing,
  );
  findings.addAny(
    "warning",
    "different-indexes",
    (count) =>
      count === 1
        ? "An index is not what its collection declares."
        : `${count} indexes are not what their collections declare.`,
    "Drop them with SQL (`POST /api/sql`) and make them again as declared.",
    different,
  );
}

function isSame(found: Index, wanted: Index): boolean {
  return describe(found) === describe(wanted);
}

/** What an index does, whichever way it is written. */
function describe({ table, unique, columns, where }: Index): string {
  const parts = columns.map(({ name, collate, sort }) => [
    fold(name),
    fold(collate),
    sort === "DESC",
  ]);
  return JSON.stringify([fold(table), unique, parts, fold(where)]);
}

/** Without quotes and space, which make no difference, and in lower case. */
function fold(text: string): string {
  return text.replaceAll(/[\s"`[\]]/g, "").toLowerCase();
}

function onOneLine(statement: string): string {
  return `${statement.replaceAll(/\s+/g, " ")};`;
}
