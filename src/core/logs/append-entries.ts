import { sql } from "drizzle-orm";
import type { Database, Statement } from "../../engines/database/database.ts";

/** Appends entries to the log, on another thread. @param entries as `entryText` writes them */
export async function appendEntries(
  database: Database,
  entries: readonly string[],
): Promise<void> {
  await database.runAside(statementFor(database), {
    entries: `[${entries.join(",")}]`,
  });
}

const statements = new WeakMap<Database, Statement>();

function statementFor(database: Database): Statement {
  const known = statements.get(database);
  if (known !== undefined) return known;
  const { dialect } = database;
  const entry = sql`${sql.identifier("entry")}.${sql.identifier("value")}`;
  const part = (index: number) => dialect.jsonExtract(entry, [index]);
  // Bound once, however often the dialect has to look at it.
  const input = sql`(select ${sql.placeholder("entries")} as list) as input`;
  const rows = dialect.jsonEach(dialect.identifier("input", "list"), "entry");
  const statement = database.prepare(
    sql`insert into _logs (id, level, message, data, created) select ${part(0)}, ${part(1)}, ${part(2)}, ${part(3)}, ${part(4)} from ${input}, ${rows}`,
  );
  statements.set(database, statement);
  return statement;
}
