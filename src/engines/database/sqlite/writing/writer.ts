import { TimedOut, type Row } from "../../database.ts";
import type { AsideWriter } from "./aside-writer.ts";
import type { Binding } from "../connections/bind-parameters.ts";
import type { CompiledStatement } from "../connections/compile-statement.ts";
import type { Connection, ReadMethod } from "../connections/connection.ts";
import { isBusy } from "../sqlite-errors.ts";
import type { Report } from "../report.ts";
import { WriterQueue } from "./writer-queue.ts";

/** Milliseconds after which a lock that another process holds is given up on. */
const lockPatience = 10_000;

/** What was just committed. */
export interface Commit {
  readonly changedSchema: boolean;
}

/** A transaction at its end. */
export interface Ended extends Commit {
  readonly actionsAfterCommit: readonly (() => void)[];
  readonly actionsAfterRollback: readonly (() => void)[];
}

/** The one connection that writes, and who may use it when. */
export class Writer {
  readonly connection: Connection;
  readonly queue = new WriterQueue();
  readonly #onCommit: (commit: Commit) => void;
  readonly #report: Report;

  constructor(
    connection: Connection,
    onCommit: (commit: Commit) => void,
    report: Report,
  ) {
    this.connection = connection;
    this.#onCommit = onCommit;
    this.#report = report;
  }

  /** Runs a statement as a write of its own. */
  run(
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): Promise<{ changes: number }> {
    return this.#alone(statement, () =>
      this.connection.run(statement, bindings),
    );
  }

  /** Runs a statement that writes and returns rows, as a write of its own. */
  read(
    method: ReadMethod,
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): Promise<Row[] | Row | undefined> {
    return this.#alone(statement, () =>
      this.connection.read(method, statement, bindings),
    );
  }

  /** Runs a statement as a write of its own, on another thread; writers of this one wait. */
  async runAside(
    aside: AsideWriter,
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): Promise<{ changes: number }> {
    await this.queue.acquire();
    try {
      const result = await aside.run(statement, bindings);
      this.#onCommit({ changedSchema: statement.kind === "schema" });
      return result;
    } finally {
      this.queue.release();
    }
  }

  /** Begins a transaction that may write; the caller holds the queue. */
  begin(): Promise<void> {
    return withoutLock(() => this.connection.execute("begin immediate"));
  }

  /** Commits the open transaction; it stays open if that fails. */
  commit(): void {
    this.connection.execute("commit");
  }

  /** Tells everyone that the transaction was committed. */
  committed(transaction: Ended): void {
    try {
      this.#onCommit(transaction);
    } finally {
      this.runActions(transaction.actionsAfterCommit);
    }
  }

  /** Rolls the open transaction back, if SQLite has not done so by itself (a full disk, say). */
  rollback(transaction: Ended): void {
    try {
      if (this.connection.inTransaction) this.connection.execute("rollback");
    } finally {
      if (transaction.changedSchema) this.connection.dropStatements();
      this.runActions(transaction.actionsAfterRollback);
    }
  }

  /** Runs every action, whatever the others throw: what was committed or undone stands. */
  runActions(actions: readonly (() => void)[]): void {
    for (const action of actions) {
      try {
        action();
      } catch (error) {
        this.#report("an action after a transaction failed", error);
      }
    }
  }

  async #alone<T>(statement: CompiledStatement, write: () => T): Promise<T> {
    await this.queue.acquire();
    try {
      const result = await withoutLock(write);
      if (statement.kind !== "read") {
        this.#onCommit({ changedSchema: statement.kind === "schema" });
      }
      return result;
    } finally {
      this.queue.release();
    }
  }
}

/** Tries until no other process holds the lock, leaving the thread to others in between. */
async function withoutLock<T>(attempt: () => T): Promise<T> {
  let deadline = 0;
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      deadline ||= performance.now() + lockPatience;
      if (performance.now() > deadline) {
        throw new TimedOut(
          "Another process has held the database's lock for too long.",
          { cause: error },
        );
      }
    }
    await Bun.sleep(pause);
  }
}
