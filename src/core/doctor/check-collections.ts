import type { Row } from "../../engines/database/database.ts";
import type { Collection } from "../collections/collection.ts";
import { readRow } from "../collections/collection-rows.ts";
import { Refused } from "../errors.ts";
import { checkIndexes } from "./check-indexes.ts";
import { countOf, Examples, type Findings } from "./findings.ts";
import {
  quoteName,
  type ReadOnlyDatabase,
  reasonOf,
} from "./read-only-database.ts";

/** A table or view of a database. */
interface Relation {
  readonly name: string;
  readonly type: string;
}

interface Column {
  readonly name: string;
  /** Whether a row that leaves it out is refused. */
  readonly isDemanded: boolean;
}

/** Tables that belong to no collection. */
const fixedTables: ReadonlySet<string> = new Set([
  "_collections",
  "_params",
  "_migrations",
]);

/** The collections that can be read. */
export function readCollections(
  database: ReadOnlyDatabase,
  findings: Findings,
): readonly Collection[] {
  const collections: Collection[] = [];
  const unreadable = new Examples();
  for (const row of database.all("select * from _collections order by rowid")) {
    try {
      collections.push(readRow(row));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const name = String(row["name"]);
      unreadable.add(`${name} (${describeCause(error.cause)})`);
    }
  }
  findings.addAny(
    "problem",
    "unreadable-collections",
    (count) =>
      `${countOf(count, "collection")} cannot be read: the server does not start.`,
    "If a newer version made the folder, start that one. Otherwise restore a backup.",
    unreadable,
  );
  return collections;
}

/** Compares the tables with what the collections say of them. */
export function checkCollections(
  database: ReadOnlyDatabase,
  collections: readonly Collection[],
  findings: Findings,
): void {
  const relations = new Map(
    database
      .all(
        "select name, type from sqlite_schema where type in ('table', 'view')",
      )
      .map((row) => relationOf(row))
      .map((relation) => [relation.name.toLowerCase(), relation]),
  );
  const tables = new TableFindings();
  const views = new Examples();
  for (const collection of collections) {
    const relation = relations.get(collection.name.toLowerCase());
    if (collection.type === "view") {
      const fault = findViewFault(database, collection, relation);
      if (fault !== undefined) views.add(`${collection.name}: ${fault}`);
    } else if (relation?.type === "table") {
      compareColumns(database, collection, tables);
    } else {
      tables.missing.add(collection.name);
    }
  }
  tables.tell(findings);
  findings.addAny(
    "problem",
    "broken-views",
    (count) => `${countOf(count, "view")} cannot be read.`,
    "Correct the query of the collection, or remove the collection.",
    views,
  );
  tellUnknownTables(relations.values(), collections, findings);
  const present = collections.filter(({ type, name }) => {
    const relation = relations.get(name.toLowerCase());
    return type !== "view" && relation?.type === "table";
  });
  checkIndexes(database, present, findings);
}

class TableFindings {
  readonly missing = new Examples();
  readonly missingColumns = new Examples();
  readonly demandingColumns = new Examples();
  readonly extraColumns = new Examples();

  tell(findings: Findings): void {
    findings.addAny(
      "problem",
      "missing-tables",
      (count) =>
        `${countOf(count, "collection has", "collections have")} no table: the records are gone.`,
      "Restore a backup; or remove the collection and make it again.",
      this.missing,
    );
    findings.addAny(
      "problem",
      "missing-columns",
      (count) =>
        `${countOf(count, "field has", "fields have")} no column in the collection's table: its records cannot be read.`,
      "Restore a backup; or add the column with SQL (`POST /api/sql`): ALTER TABLE … ADD COLUMN ….",
      this.missingColumns,
    );
    findings.addAny(
      "problem",
      "demanding-columns",
      (count) =>
        `${countOf(count, "column")} of no field must have a value: no record can be created.`,
      "Remove them, or give them a default.",
      this.demandingColumns,
    );
    findings.addAny(
      "note",
      "extra-columns",
      (count) =>
        `${countOf(count, "column belongs", "columns belong")} to no field.`,
      "Nothing has to be done. What is in them is not shown by the API.",
      this.extraColumns,
    );
  }
}

function compareColumns(
  database: ReadOnlyDatabase,
  { name, fields }: Collection,
  tables: TableFindings,
): void {
  const columns = columnsOf(database, name);
  // SQLite makes no difference between upper and lower case in names.
  const present = new Set(columns.map((column) => column.name.toLowerCase()));
  const wanted = new Set(fields.map((field) => field.name.toLowerCase()));
  for (const field of fields) {
    if (!present.has(field.name.toLowerCase())) {
      tables.missingColumns.add(`${name}.${field.name}`);
    }
  }
  for (const column of columns) {
    if (wanted.has(column.name.toLowerCase())) continue;
    const kind = column.isDemanded
      ? tables.demandingColumns
      : tables.extraColumns;
    kind.add(`${name}.${column.name}`);
  }
}

/** What is wrong with a view; undefined if nothing is. Its rows are not read, which may take for ever. */
function findViewFault(
  database: ReadOnlyDatabase,
  { name, fields }: Collection,
  relation: Relation | undefined,
): string | undefined {
  if (relation?.type !== "view") return "it is not there";
  try {
    database.all(`explain select * from ${quoteName(name)}`);
    const columns = columnsOf(database, name);
    const present = new Set(columns.map((column) => column.name.toLowerCase()));
    const missing = fields.find(
      (field) => !present.has(field.name.toLowerCase()),
    );
    return missing && `it has no column ${missing.name}`;
  } catch (error) {
    return reasonOf(error);
  }
}

function tellUnknownTables(
  relations: Iterable<Relation>,
  collections: readonly Collection[],
  findings: Findings,
): void {
  const known = new Set(collections.map(({ name }) => name.toLowerCase()));
  const unknown = new Examples();
  for (const { name } of relations) {
    const folded = name.toLowerCase();
    const isOwn = fixedTables.has(folded) || folded.startsWith("sqlite_");
    if (!isOwn && !known.has(folded)) unknown.add(name);
  }
  findings.addAny(
    "note",
    "extra-tables",
    (count) =>
      `${countOf(count, "table or view belongs", "tables or views belong")} to no collection.`,
    "Nothing has to be done. The API does not show them.",
    unknown,
  );
}

function columnsOf(database: ReadOnlyDatabase, relation: string): Column[] {
  return database
    .all(
      'select name, "notnull", dflt_value, pk from pragma_table_info(?)',
      relation,
    )
    .map((row) => ({
      name: String(row["name"]),
      isDemanded:
        Number(row["notnull"]) === 1 &&
        row["dflt_value"] === null &&
        Number(row["pk"]) === 0,
    }));
}

function relationOf(row: Row): Relation {
  return { name: String(row["name"]), type: String(row["type"]) };
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
