import { type SQL, sql } from "drizzle-orm";

/** A part of a statement that may be missing, with the keyword that it then comes with. */
export function clause(keyword: string, part: SQL | undefined): SQL {
  return part === undefined ? sql.empty() : sql` ${sql.raw(keyword)} ${part}`;
}

/** The conditions that there are, all of which must hold. */
export function allOf(
  ...conditions: readonly (SQL | undefined)[]
): SQL | undefined {
  const parts = conditions.filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return sql.join(
    parts.map((part) => sql`(${part})`),
    sql` and `,
  );
}
