import { sql } from "drizzle-orm";
import type { Transaction } from "../../../engines/database/database.ts";
import { randomLowercase } from "../random-text.ts";
import { changeSchema } from "../schema-error.ts";
import { UnusableQuery } from "./parse-view-query.ts";

/** One column of a table or view, with its type as the database tells it. */
export interface RelationColumn {
  readonly name: string;
  readonly type: string;
}

/** The query with its id as text, which is what ids are. */
export function withTextId(
  query: string,
  columns: readonly RelationColumn[],
): string {
  const id = columns.find(({ name }) => name === "id");
  if (id === undefined || id.type.toLowerCase() === "text") return query;
  const list = columns.map(({ name }) =>
    name === "id" ? `CAST(${quote(name)} as TEXT) ${quote(name)}` : quote(name),
  );
  return `SELECT ${list.join(",")} FROM (${query})`;
}

/** Makes a view, in the place of one that has the name. @throws {SchemaError} */
export async function createView(
  tx: Transaction,
  name: string,
  query: string,
): Promise<void> {
  await dropView(tx, name);
  await changeSchema(
    tx,
    sql`create view ${sql.identifier(name)} as select * from (${sql.raw(query)})`,
  );
  // What a view reads is looked up at its first use: a view of itself would go unnoticed.
  await changeSchema(tx, tx.dialect.schema.columnsOf(name));
}

/** @throws {SchemaError} */
export async function dropView(tx: Transaction, name: string): Promise<void> {
  await changeSchema(tx, sql`drop view if exists ${sql.identifier(name)}`);
}

/** The columns that a query gives, by way of a view that is gone right after. @throws {UnusableQuery} */
export async function columnsOfQuery(
  tx: Transaction,
  query: string,
): Promise<readonly RelationColumn[]> {
  const name = `_temp_${randomLowercase(8)}`;
  const view = sql.identifier(name);
  try {
    return await tx.transaction(async (part) => {
      await part.run(
        sql`create temp view ${view} as select * from (${sql.raw(query)})`,
      );
      const columns = await part.all<{ name: string; type: string }>(
        part.dialect.schema.columnsOf(name),
      );
      await part.run(sql`drop view ${view}`);
      return columns;
    });
  } catch (error) {
    throw new UnusableQuery(
      error instanceof Error ? error.message : String(error),
      { cause: error },
    );
  }
}

/** A name as a query may hold it. */
export function quote(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
