import type { AsyncLocalStorage } from "node:async_hooks";
import type { SQL } from "drizzle-orm";
import type { Dialect } from "../../dialect.ts";
import type {
  Row,
  SlotValues,
  Statement,
  Transaction,
} from "../../database.ts";
import { bindParameters } from "../connections/bind-parameters.ts";
import {
  compileStatement,
  type CompiledStatement,
} from "../connections/compile-statement.ts";
import type { ReadMethod } from "../connections/connection.ts";
import { sqliteDialect } from "../sqlite-dialect.ts";
import type { Writer } from "./writer.ts";

/** The innermost transaction whose work is running, per asynchronous context. */
export type TransactionScope = AsyncLocalStorage<SqliteTransaction>;

/** Runs the work in a transaction of its own, when the writers before it are done. */
export async function runTransaction<T>(
  writer: Writer,
  scope: TransactionScope,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  await writer.queue.acquire();
  try {
    await writer.begin();
    const transaction = new SqliteTransaction(writer, scope, undefined);
    let result: T;
    try {
      result = await transaction.perform(work);
      writer.commit();
    } catch (error) {
      writer.rollback(transaction);
      throw error;
    }
    writer.committed(transaction);
    return result;
  } finally {
    writer.queue.release();
  }
}

/** A transaction, or with a parent a savepoint within it. */
export class SqliteTransaction implements Transaction {
  readonly dialect: Dialect = sqliteDialect;
  readonly #writer: Writer;
  readonly #scope: TransactionScope;
  readonly #parent: SqliteTransaction | undefined;
  readonly #depth: number;
  #afterCommit: (() => void)[] = [];
  #afterRollback: (() => void)[] = [];
  #changedSchema = false;
  #hasEnded = false;
  /** Settles when the savepoint that is open within this transaction has ended. */
  #child: Promise<void> | undefined;

  constructor(
    writer: Writer,
    scope: TransactionScope,
    parent: SqliteTransaction | undefined,
  ) {
    this.#writer = writer;
    this.#scope = scope;
    this.#parent = parent;
    this.#depth = parent === undefined ? 0 : parent.#depth + 1;
  }

  /** Whether the outermost transaction still runs, so that whoever waits for the writer waits for it. */
  get holdsWriter(): boolean {
    return this.#parent === undefined
      ? !this.#hasEnded
      : this.#parent.holdsWriter;
  }

  get changedSchema(): boolean {
    return this.#changedSchema;
  }

  prepare(query: SQL): Statement {
    return compileStatement(query);
  }

  async all<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T[]> {
    return (await this.#read("all", query, values)) as T[];
  }

  async get<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T | undefined> {
    return (await this.#read("get", query, values)) as T | undefined;
  }

  async run(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<{ readonly changes: number }> {
    const statement = compileStatement(query);
    const bindings = bindParameters(statement.parameters, values);
    if (this.#mustWait()) await this.#turn();
    try {
      return this.#writer.connection.run(statement, bindings);
    } finally {
      this.#noteSchema(statement);
    }
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (this.#mustWait()) await this.#turn();
    const ended = Promise.withResolvers<void>();
    this.#child = ended.promise;
    try {
      return await this.#savepoint(work);
    } finally {
      this.#child = undefined;
      ended.resolve();
    }
  }

  afterCommit(action: () => void): void {
    this.#refuseEnded();
    this.#afterCommit.push(action);
  }

  afterRollback(action: () => void): void {
    this.#refuseEnded();
    this.#afterRollback.push(action);
  }

  /**
   * Does the work and whatever it left running within the transaction; what it left when it threw is given up, as it would
   * be undone anyway, and whoever waits for the writer does not wait for it. The handle is of no use afterwards.
   */
  async perform<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      const result = await this.#scope.run(this, work, this);
      while (this.#child !== undefined) await this.#child;
      return result;
    } finally {
      this.#hasEnded = true;
    }
  }

  /** What is to run now that the commit stands. */
  get actionsAfterCommit(): readonly (() => void)[] {
    return this.#afterCommit;
  }

  /** What is to run now that it was undone, the last first. */
  get actionsAfterRollback(): readonly (() => void)[] {
    return this.#afterRollback.toReversed();
  }

  async #read(
    method: ReadMethod,
    query: SQL | Statement,
    values: SlotValues | undefined,
  ): Promise<Row[] | Row | undefined> {
    const statement = compileStatement(query);
    const bindings = bindParameters(statement.parameters, values);
    if (this.#mustWait()) await this.#turn();
    return this.#writer.connection.read(method, statement, bindings);
  }

  async #savepoint<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { connection } = this.#writer;
    const name = `nested_${this.#depth}`;
    connection.execute(`savepoint ${name}`);
    const child = new SqliteTransaction(this.#writer, this.#scope, this);
    try {
      const result = await child.perform(work);
      this.#refuseEnded();
      connection.execute(`release ${name}`);
      this.#afterCommit.push(...child.#afterCommit);
      this.#afterRollback.push(...child.#afterRollback);
      return result;
    } catch (error) {
      try {
        // When an outer transaction ended first, it undid this one, and the connection is someone else's by now.
        if (!this.#isOver && connection.inTransaction) {
          connection.execute(`rollback to ${name}`);
          connection.execute(`release ${name}`);
        }
      } finally {
        if (child.#changedSchema) connection.dropStatements();
        this.#writer.runActions(child.actionsAfterRollback);
      }
      throw error;
    } finally {
      this.#changedSchema ||= child.#changedSchema;
    }
  }

  /** Statements with the old columns must not outlive a change of the tables, within the transaction either. */
  #noteSchema(statement: CompiledStatement): void {
    if (statement.kind !== "schema") return;
    this.#changedSchema = true;
    this.#writer.connection.dropStatements();
  }

  /** @throws the transaction has ended, or SQLite has given it up */
  #mustWait(): boolean {
    this.#refuseEnded();
    return this.#child !== undefined;
  }

  /** Whether this, or a transaction that it is part of, has ended. */
  get #isOver(): boolean {
    if (this.#hasEnded || this.#parent === undefined) return this.#hasEnded;
    return this.#parent.#isOver;
  }

  #refuseEnded(): void {
    if (this.#isOver) {
      throw new Error("This transaction has ended; its handle is of no use.");
    }
    if (!this.#writer.connection.inTransaction) {
      throw new Error("The database has rolled this transaction back.");
    }
  }

  /** Waits for the savepoints within: what ran now would be undone with them. */
  async #turn(): Promise<void> {
    const caller = this.#scope.getStore();
    if (caller !== undefined && caller.#isWithin(this)) {
      throw new Error(
        "The outer transaction was used within a nested one: use the nested one's handle there.",
      );
    }
    while (this.#child !== undefined) await this.#child;
    this.#refuseEnded();
  }

  /** Whether this is, or is part of, a nested transaction of `outer` that is still open. */
  #isWithin(outer: SqliteTransaction): boolean {
    if (this.#parent === undefined) return false;
    return this.#parent === outer
      ? !this.#hasEnded
      : this.#parent.#isWithin(outer);
  }
}
