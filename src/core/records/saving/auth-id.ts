import { sql } from "drizzle-orm";
import type { Executor } from "../../../engines/database/database.ts";
import { type FieldError, fieldError } from "../../errors.ts";
import type { RecordParts } from "../record-parts.ts";
import type { Draft } from "./draft-record.ts";

/**
 * A login's id belongs to no login of another collection: rules that compare `@request.auth.id` alone must not take one
 * person for another.
 */
export async function validateAuthId(
  executor: Executor,
  { statements, collections }: RecordParts,
  { collection, previous, values }: Draft,
): Promise<Record<string, FieldError> | undefined> {
  if (collection.type !== "auth" || previous !== undefined) return undefined;
  const others = collections
    .all()
    .filter(({ type, id }) => type === "auth" && id !== collection.id);
  if (others.length === 0) return undefined;
  const statement = statements.get(`auth-id:${collection.version}`, () => {
    const { dialect } = executor;
    const searches = others.map(
      ({ name }) =>
        sql`select 1 as taken from ${dialect.identifier(name)} where ${dialect.identifier("id")} = ${sql.placeholder("record_id")}`,
    );
    return sql`${sql.join(searches, sql` union all `)} limit 1`;
  });
  const id = values["id"];
  const taken = await executor.get(statement, {
    record_id: typeof id === "string" ? id : "",
  });
  return taken === undefined ? undefined : { id: duplicate };
}

const duplicate = fieldError(
  "validation_invalid_auth_id",
  "Invalid or duplicated auth record id.",
);
