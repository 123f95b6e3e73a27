import { AsyncLocalStorage } from "node:async_hooks";
import { availableParallelism } from "node:os";
import type { SQL } from "drizzle-orm";
import type {
  Database,
  Rehearsal,
  Row,
  ScriptLimits,
  ScriptResult,
  SlotValues,
  Statement,
  Transaction,
} from "../database.ts";
import type { Dialect } from "../dialect.ts";
import { AsideWriter } from "./writing/aside-writer.ts";
import { bindParameters } from "./connections/bind-parameters.ts";
import { Checkpointer } from "./checkpoints/checkpointer.ts";
import { compileStatement } from "./connections/compile-statement.ts";
import type { Connection, ReadMethod } from "./connections/connection.ts";
import { ForeignWrites } from "./foreign-writes.ts";
import { openReader, openWriter } from "./connections/open-connection.ts";
import { ReaderPool } from "./reading/reader-pool.ts";
import { optimizeDatabase } from "./optimize-database.ts";
import { Reads } from "./reading/reads.ts";
import { openRehearsal } from "./rehearsing/sqlite-rehearsal.ts";
import type { Report } from "./report.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { Scripts } from "./scripts/scripts.ts";
import { Snapshots } from "./snapshots/snapshots.ts";
import {
  runTransaction,
  type TransactionScope,
} from "./writing/sqlite-transaction.ts";
import type { Trace } from "./connections/trace.ts";
import { Writer, type Commit } from "./writing/writer.ts";

export interface SqliteOptions {
  /** Created if there is none. */
  readonly file: string;
  /** Threads that may read beside the main one; half the processors when absent. */
  readonly readers?: number;
  /** Seconds that a slow query may take; 30 when absent. */
  readonly queryTimeout?: number;
  /** Told of what goes wrong in the background; stderr when absent. */
  readonly report?: Report;
  /** Told of every statement; for development. */
  readonly trace?: Trace;
}

/** Opens a database file: one connection that writes, another that reads, workers for what takes long. */
export async function openSqlite(options: SqliteOptions): Promise<Database> {
  const { file, trace } = options;
  const writer = openWriter(file, trace);
  try {
    return new SqliteDatabase(writer, openReader(file, trace), options);
  } catch (error) {
    writer.close();
    throw error;
  }
}

class SqliteDatabase implements Database {
  readonly dialect: Dialect = sqliteDialect;
  readonly #writer: Writer;
  readonly #reader: Connection;
  readonly #reads: Reads;
  readonly #pool: ReaderPool;
  readonly #checkpointer: Checkpointer;
  readonly #aside: AsideWriter;
  readonly #snapshots: Snapshots;
  readonly #foreignWrites: ForeignWrites;
  readonly #scripts: Scripts;
  readonly #report: Report;
  readonly #scope: TransactionScope = new AsyncLocalStorage();
  #schemaVersion: unknown;
  #closing: Promise<void> | undefined;

  constructor(writer: Connection, reader: Connection, options: SqliteOptions) {
    const { file, report = reportToConsole } = options;
    this.#writer = new Writer(
      writer,
      (commit) => this.#committed(commit),
      report,
    );
    this.#reader = reader;
    this.#report = report;
    this.#pool = new ReaderPool({
      file,
      size: options.readers ?? Math.max(1, availableParallelism() >> 1),
      timeout: (options.queryTimeout ?? 30) * 1000,
      trace: options.trace,
    });
    this.#reads = new Reads(this.#reader, this.#pool);
    this.#checkpointer = new Checkpointer(file, this.#writer.queue, report);
    this.#aside = new AsideWriter(file);
    this.#snapshots = new Snapshots(file);
    this.#schemaVersion = this.#currentSchemaVersion();
    this.#foreignWrites = new ForeignWrites(this.#writer.connection, report);
    this.#foreignWrites.listen(() => this.#noticeForeignSchema());
    this.#scripts = new Scripts(file, this.#writer.queue, (wasEnded) => {
      this.#foreignWrites.look();
      // What it had written by then takes room in the log, and is of no use.
      if (wasEnded) void this.#checkpointer.empty();
      else this.#checkpointer.noteCommit();
    });
  }

  prepare(query: SQL): Statement {
    return compileStatement(query);
  }

  async all<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T[]> {
    const rows = this.#read("all", query, values);
    return (rows instanceof Promise ? await rows : rows) as T[];
  }

  async get<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T | undefined> {
    const row = this.#read("get", query, values);
    return (row instanceof Promise ? await row : row) as T | undefined;
  }

  async allAside<T extends Row = Row>(
    query: SQL,
    milliseconds?: number,
  ): Promise<T[]> {
    this.#refuseMisuse();
    const statement = compileStatement(query);
    const bindings = bindParameters(statement.parameters, undefined);
    const { result } = await this.#pool.read(
      "all",
      statement,
      bindings,
      milliseconds,
    );
    return result as T[];
  }

  async rehearse(filled: readonly string[]): Promise<Rehearsal> {
    this.#refuseMisuse();
    return openRehearsal(this.#reader, filled, this.#report);
  }

  async run(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<{ readonly changes: number }> {
    this.#refuseMisuse();
    const statement = compileStatement(query);
    const bindings = bindParameters(statement.parameters, values);
    return this.#writer.run(statement, bindings);
  }

  async runAside(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<{ readonly changes: number }> {
    this.#refuseMisuse();
    const statement = compileStatement(query);
    const bindings = bindParameters(statement.parameters, values);
    return this.#writer.runAside(this.#aside, statement, bindings);
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.#refuseMisuse();
    return runTransaction(this.#writer, this.#scope, work);
  }

  async snapshot(file: string): Promise<void> {
    this.#refuseMisuse();
    const resume = this.#checkpointer.leaveLog();
    try {
      await this.#snapshots.take(file);
    } finally {
      resume();
    }
  }

  runScript(
    text: string,
    limits: ScriptLimits,
    signal?: AbortSignal,
  ): Promise<ScriptResult> {
    this.#refuseMisuse();
    return this.#scripts.run(text, limits, signal);
  }

  async optimize(): Promise<void> {
    this.#refuseMisuse();
    await optimizeDatabase({
      writer: this.#writer,
      aside: this.#aside,
      checkpointer: this.#checkpointer,
      database: this,
    });
  }

  onForeignWrite(listener: () => void): () => void {
    return this.#foreignWrites.listen(listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #read(
    method: ReadMethod,
    query: SQL | Statement,
    values: SlotValues | undefined,
  ): Row[] | Row | undefined | Promise<Row[] | Row | undefined> {
    this.#refuseMisuse();
    const statement = compileStatement(query);
    const bindings = bindParameters(statement.parameters, values);
    // A write may return rows.
    const source =
      statement.kind === "read" || statement.kind === "explain"
        ? this.#reads
        : this.#writer;
    return source.read(method, statement, bindings);
  }

  #refuseMisuse(): void {
    if (this.#closing !== undefined) throw new Error("The database is closed.");
    if (this.#scope.getStore()?.holdsWriter === true) {
      throw new Error(
        "The database was used within a transaction: use the transaction's handle there, or it waits for itself.",
      );
    }
  }

  #committed({ changedSchema }: Commit): void {
    if (changedSchema) this.#dropStatements();
    this.#checkpointer.noteCommit();
  }

  #noticeForeignSchema(): void {
    if (this.#currentSchemaVersion() !== this.#schemaVersion) {
      this.#dropStatements();
    }
  }

  /** The workers look for themselves. */
  #dropStatements(): void {
    this.#writer.connection.dropStatements();
    this.#reader.dropStatements();
    this.#schemaVersion = this.#currentSchemaVersion();
  }

  #currentSchemaVersion(): unknown {
    return this.#reader.value("pragma schema_version");
  }

  async #close(): Promise<void> {
    const { queue, connection } = this.#writer;
    await this.#scripts.close();
    this.#foreignWrites.stop();
    await this.#pool.close();
    await this.#snapshots.close();
    // Before the queue is taken: it may be waiting for its turn.
    await this.#checkpointer.close();
    await queue.acquire();
    await this.#aside.close();
    this.#reader.close();
    try {
      connection.execute("pragma wal_checkpoint(truncate)");
    } catch (error) {
      // What is in the log is safe there: the next start goes on with it.
      this.#report("a checkpoint failed", error);
    }
    connection.close();
  }
}

function reportToConsole(message: string, error: unknown): void {
  console.error(`Database: ${message}:`, error);
}
