import { setImmediate } from "node:timers/promises";
import type { SQL } from "drizzle-orm";
import type {
  Row,
  SlotValues,
  Statement,
  Transaction,
} from "../../database.ts";
import type { Dialect } from "../../dialect.ts";

/** Statements after which others on this thread have their turn. */
const atOnce = 20;

/** Counts statements, and lets others have their turn now and then: all of them run on this thread. */
export class Turns {
  #taken = 0;

  async take(): Promise<void> {
    if (++this.#taken % atOnce === 0) await setImmediate();
  }
}

/** A transaction that nobody waits for, so that it can wait for everybody. */
export class PatientTransaction implements Transaction {
  readonly dialect: Dialect;
  readonly #tx: Transaction;
  readonly #turns: Turns;

  constructor(tx: Transaction, turns: Turns) {
    this.dialect = tx.dialect;
    this.#tx = tx;
    this.#turns = turns;
  }

  prepare(query: SQL): Statement {
    return this.#tx.prepare(query);
  }

  async all<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T[]> {
    await this.#turns.take();
    return this.#tx.all<T>(query, values);
  }

  async get<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T | undefined> {
    await this.#turns.take();
    return this.#tx.get<T>(query, values);
  }

  async run(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<{ readonly changes: number }> {
    await this.#turns.take();
    return this.#tx.run(query, values);
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#tx.transaction((tx) =>
      work(new PatientTransaction(tx, this.#turns)),
    );
  }

  afterCommit(action: () => void): void {
    this.#tx.afterCommit(action);
  }

  afterRollback(action: () => void): void {
    this.#tx.afterRollback(action);
  }
}
