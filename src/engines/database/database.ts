import type { SQL } from "drizzle-orm";
import type { Dialect } from "./dialect.ts";

/** What a column can hold on its way in or out. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array;

/** One row, by column name. */
export type Row = { readonly [column: string]: SqlValue };

/** Values for the named slots (`sql.placeholder("name")`) of a statement. */
export type SlotValues = Readonly<Record<string, SqlValue>>;

/** SQL text that was compiled once: run it as often as you like, with other values in its named slots. */
export interface Statement {
  readonly text: string;
  /** In the order of the text's markers: a fixed value, or the name of a slot. */
  readonly parameters: readonly (SqlValue | Slot)[];
}

/** A named place in a statement that each run fills. */
export class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** Runs SQL: the database itself, or a transaction on it. Functions that only read or write take this. */
export interface Executor {
  readonly dialect: Dialect;
  /** Compiles a template with `sql.placeholder` slots, once, for many runs. */
  prepare(query: SQL): Statement;
  /** All rows. */
  all<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T[]>;
  /** The first row, or undefined. */
  get<T extends Row = Row>(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<T | undefined>;
  /** Writes. `changes` counts the rows that it touched. */
  run(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<{ readonly changes: number }>;
  /**
   * Runs the work in one transaction: it commits when the work returns, rolls back when it throws. Inside another
   * transaction it is a savepoint. Writers wait for each other in order of arrival, so hash, upload and mail outside.
   * Work that throws is rolled back at once: what it left running finds its handles of no use.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/**
 * A transaction's handle. Inside the work use nothing but this: a call of the database itself from there is an error
 * (it would wait for this transaction to end, for ever).
 */
export interface Transaction extends Executor {
  /** Runs once the outermost transaction has committed; never if it rolls back. */
  afterCommit(action: () => void): void;
  /** Runs when what was done in this transaction, or savepoint, was undone; the last that was left here first. */
  afterRollback(action: () => void): void;
}

/** One open database. */
export interface Database extends Executor {
  /**
   * All rows of a query that users wrote, which may take for ever: no other query waits for it.
   * @throws {TimedOut}
   */
  allAside<T extends Row = Row>(query: SQL): Promise<T[]>;
  /** Calls back when another process has written to the database: what is held in memory may be stale. Returns a stop. */
  onForeignWrite(listener: () => void): () => void;
  /** Finishes what runs, writes everything to its place and closes. */
  close(): Promise<void>;
}

/** What of a table a write violated. */
export interface Constraint {
  readonly kind: "unique" | "foreignKey" | "notNull" | "check";
  /** Absent where the engine does not say (foreign keys, checks). */
  readonly table?: string;
  /** Absent where the engine does not say, and for an index on an expression. */
  readonly columns?: readonly string[];
  /** The name of an index on an expression. */
  readonly index?: string;
}

/** A write that a table's own constraints refuse. */
export class ConstraintError extends Error {
  readonly kind: Constraint["kind"];
  /** Empty where it is not known. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly index: string | undefined;

  constructor(
    constraint: Constraint,
    options: ErrorOptions & { readonly message: string },
  ) {
    super(options.message, options);
    this.kind = constraint.kind;
    this.table = constraint.table ?? "";
    this.columns = constraint.columns ?? [];
    this.index = constraint.index;
  }

  override get name(): string {
    return "ConstraintError";
  }
}

/** A query that took longer than it may, or waited too long for its turn. */
export class TimedOut extends Error {
  override get name(): string {
    return "TimedOut";
  }
}
