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
   * @param milliseconds that it may take, waiting included; as long as any slow query when absent
   * @throws {TimedOut}
   */
  allAside<T extends Row = Row>(
    query: SQL,
    milliseconds?: number,
  ): Promise<T[]>;
  /**
   * Opens a copy of the database's shape, to see what a change of it would do: nothing of it stays, and nobody waits for it.
   * @param filled tables whose rows are there; the others are empty
   */
  rehearse(filled: readonly string[]): Promise<Rehearsal>;
  /**
   * Writes what takes long, such as many rows in one statement, on another thread: this one goes on meanwhile, and only
   * writers wait.
   * @throws {Error} it could not be done; nothing was written
   */
  runAside(
    query: SQL | Statement,
    values?: SlotValues,
  ): Promise<{ readonly changes: number }>;
  /**
   * Copies the database as it is at one moment, without what was deleted, while reads and writes go on.
   * @param file a path where nothing is yet; what is there when this throws is not whole
   * @throws {Error} no room, or the database is damaged
   */
  snapshot(file: string): Promise<void>;
  /**
   * Runs SQL that a person wrote, any number of statements in one transaction, apart from everything else: it can be ended
   * at any moment, and reaches nothing but this database. Other processes' view of it is this one's, too: `onForeignWrite`
   * is called before a script that writes returns.
   *
   * @param signal ends it
   * @throws {ScriptError} it is wrong, or does what is not allowed, or gives or takes too much; nothing was written
   * @throws {TimedOut} it took too long; nothing was written
   */
  runScript(
    text: string,
    limits: ScriptLimits,
    signal?: AbortSignal,
  ): Promise<ScriptResult>;
  /** Learns anew how the data is spread, so that queries take the best way, and gives room in files back. Writers wait for parts of it, each short. */
  optimize(): Promise<void>;
  /** Calls back when another process has written to the database: what is held in memory may be stale. Returns a stop. */
  onForeignWrite(listener: () => void): () => void;
  /** Finishes what runs, writes everything to its place and closes. */
  close(): Promise<void>;
}

/** A copy of a database's shape, for as long as it is open. */
export interface Rehearsal extends Pick<Executor, "transaction"> {
  /** What has changed something so far and was not undone, in order, with a mark for each value. */
  readonly statements: readonly string[];
  close(): void;
}

/** What a script may take. */
export interface ScriptLimits {
  /** Of a statement's rows, these are read and the rest is not. */
  readonly rows: number;
  /** What those rows may have together, about. */
  readonly bytes: number;
  /** From its beginning to its end. */
  readonly milliseconds: number;
  /** While it writes, and all other writers wait. */
  readonly writeMilliseconds: number;
}

/** What a script has given. */
export interface ScriptResult {
  /** That it took to run. */
  readonly milliseconds: number;
  readonly hasWritten: boolean;
  /** Rows that the last statement to write some has written. */
  readonly changes: number;
  /** Of the last statement; none if it does not read. */
  readonly columns: readonly ScriptColumn[];
  /** Whole numbers are bigints. */
  readonly rows: readonly (readonly SqlValue[])[];
}

export interface ScriptColumn {
  readonly name: string;
  /** As its table was made with; empty for what is computed. */
  readonly type: string;
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

/** A script that is wrong, or not allowed; the message is for who wrote it. */
export class ScriptError extends Error {
  override get name(): string {
    return "ScriptError";
  }
}

/** What the disk under the database does: it has no room left, cannot be read or written, or has damaged what was on it. */
export type DiskFault = "full" | "failing" | "damaged";

/** The disk does not do what the database needs. What was being written was not. */
export class DiskFailed extends Error {
  readonly fault: DiskFault;

  constructor(fault: DiskFault, options: ErrorOptions) {
    super(diskFaults[fault], options);
    this.fault = fault;
  }

  override get name(): string {
    return "DiskFailed";
  }
}

const diskFaults: Readonly<Record<DiskFault, string>> = {
  full: "The server's disk is full: nothing was changed.",
  failing: "The server's disk cannot be read or written: nothing was changed.",
  damaged: "The server's database is damaged here: nothing was changed.",
};

/** A query that took longer than it may, or waited too long for its turn. */
export class TimedOut extends Error {
  override get name(): string {
    return "TimedOut";
  }
}
