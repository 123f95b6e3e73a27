import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../database.ts";
import type { AsideWriter } from "./writing/aside-writer.ts";
import type { Checkpointer } from "./checkpoints/checkpointer.ts";
import { CompiledStatement } from "./connections/compile-statement.ts";
import type { Writer } from "./writing/writer.ts";

/** Rows of an index that are looked at, at most: it takes milliseconds then, however large the table is. */
const analysisLimit = 400;

/**
 * Names, of all tables, those whose rows have become many more or fewer since they were looked at last. Nothing is done yet.
 * @see https://www.sqlite.org/pragma.html#pragma_optimize the bits 1, 2 and 0x10000
 */
const tablesToAnalyze = "pragma optimize(0x10003)";

/**
 * Empties the log, and lets SQLite learn how the rows of tables are spread: on another thread, one table after another, so
 * that writers never wait for long.
 */
export async function optimizeDatabase({
  writer,
  aside,
  checkpointer,
  database,
}: {
  readonly writer: Writer;
  readonly aside: AsideWriter;
  readonly checkpointer: Checkpointer;
  readonly database: Pick<Database, "transaction">;
}): Promise<void> {
  await checkpointer.empty();
  const named = await writer.read("all", compile(tablesToAnalyze), []);
  if (!Array.isArray(named) || named.length === 0) return;
  const run = (text: string) => writer.runAside(aside, compile(text), []);
  await run(`pragma analysis_limit = ${analysisLimit}`);
  for (const row of named) await run(String(Object.values(row)[0]));
  await database.transaction(renewSchema);
}

/**
 * Connections read what was learnt only when they read the tables' shapes: a view that comes and goes makes all of them do
 * so, in other processes too.
 */
async function renewSchema(tx: Transaction): Promise<void> {
  await tx.run(sql`create view hutch_renewal as select 1`);
  await tx.run(sql`drop view hutch_renewal`);
}

function compile(text: string): CompiledStatement {
  return new CompiledStatement(text, []);
}
