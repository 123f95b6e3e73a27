import { AsyncLocalStorage } from "node:async_hooks";
import { Database as BunDatabase } from "bun:sqlite";
import { sql } from "drizzle-orm";
import type { Rehearsal, Row, Transaction } from "../../database.ts";
import { compileStatement } from "../connections/compile-statement.ts";
import type { Connection } from "../connections/connection.ts";
import type { Report } from "../report.ts";
import {
  runTransaction,
  type TransactionScope,
} from "../writing/sqlite-transaction.ts";
import { Writer } from "../writing/writer.ts";
import { PatientTransaction, Turns } from "./patient-transaction.ts";
import { RecordingConnection } from "./recording-connection.ts";

/**
 * Opens a database in memory with the tables, indexes, views and triggers of another, and the rows of some of its tables.
 *
 * @param source a connection that only reads
 * @param filled the names of those tables
 */
export async function openRehearsal(
  source: Connection,
  filled: readonly string[],
  report: Report,
): Promise<Rehearsal> {
  const { shape, contents } = readWhole(source, filled);
  const native = new BunDatabase(":memory:");
  try {
    const turns = new Turns();
    native.run("begin");
    for (const text of shape) {
      native.run(text);
      await turns.take();
    }
    for (const [table, rows] of contents) insertRows(native, table, rows);
    native.run("commit");
    native.run("pragma foreign_keys = on");
    return new SqliteRehearsal(native, report);
  } catch (error) {
    native.close();
    throw error;
  }
}

class SqliteRehearsal implements Rehearsal {
  readonly #connection: RecordingConnection;
  readonly #writer: Writer;
  readonly #scope: TransactionScope = new AsyncLocalStorage();
  readonly #turns = new Turns();

  constructor(native: BunDatabase, report: Report) {
    this.#connection = new RecordingConnection(native);
    const noteCommit = ({ changedSchema }: { changedSchema: boolean }) => {
      if (changedSchema) this.#connection.dropStatements();
    };
    this.#writer = new Writer(this.#connection, noteCommit, report);
  }

  get statements(): readonly string[] {
    return this.#connection.statements;
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return runTransaction(this.#writer, this.#scope, (tx) =>
      work(new PatientTransaction(tx, this.#turns)),
    );
  }

  close(): void {
    this.#connection.close();
  }
}

interface Copy {
  /** Statements, tables first. */
  readonly shape: readonly string[];
  readonly contents: readonly (readonly [table: string, rows: Row[]])[];
}

/** One state of the source, from its shape to the last row. */
function readWhole(source: Connection, filled: readonly string[]): Copy {
  source.execute("begin");
  try {
    return {
      shape: readShape(source),
      contents: filled.map((table) => [
        table,
        readAll(source, `select * from ${quote(table)} order by _rowid_`),
      ]),
    };
  } finally {
    source.execute("commit");
  }
}

/** Tables that belong to a virtual one come with it. */
function readShape(source: Connection): readonly string[] {
  return readAll(
    source,
    `select sql from sqlite_schema
      where sql is not null and name not like 'sqlite\\_%' escape '\\'
        and name not in (select name from pragma_table_list where type = 'shadow')
      order by type <> 'table', rowid`,
  ).map((row) => String(row["sql"]));
}

function readAll(source: Connection, text: string): Row[] {
  return source.read("all", compileStatement(sql.raw(text)), []) as Row[];
}

function insertRows(
  target: BunDatabase,
  table: string,
  rows: readonly Row[],
): void {
  for (const row of rows) {
    const columns = Object.keys(row).map(quote).join(", ");
    const values = Object.values(row);
    const marks = values.map(() => "?").join(", ");
    target
      .query(`insert into ${quote(table)} (${columns}) values (${marks})`)
      .run(...values);
  }
}

function quote(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
