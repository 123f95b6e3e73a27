import type { SQL } from "drizzle-orm";
import type { Executor } from "../../engines/database/database.ts";

/** The database refuses a change of its tables, views or indexes. */
export class SchemaError extends Error {}

/** Runs a statement that changes the schema. @throws {SchemaError} with the database's own words */
export async function changeSchema(
  executor: Executor,
  statement: SQL,
): Promise<void> {
  try {
    await executor.run(statement);
  } catch (error) {
    throw new SchemaError(
      error instanceof Error ? error.message : String(error),
      { cause: error },
    );
  }
}
