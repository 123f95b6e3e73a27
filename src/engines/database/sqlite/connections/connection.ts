import type { Database as BunDatabase } from "bun:sqlite";
import type { Row } from "../../database.ts";
import type { Binding } from "./bind-parameters.ts";
import type { CompiledStatement } from "./compile-statement.ts";
import { translateError } from "../sqlite-errors.ts";
import { StatementCache } from "./statement-cache.ts";

/** How many compiled statements a connection keeps; each takes some kilobytes. */
const keptStatements = 400;

/** How a query is read: every row, or the first. */
export type ReadMethod = "all" | "get";

/** One connection to a database file, with its compiled statements. All its work is synchronous. */
export class Connection {
  readonly #native: BunDatabase;
  readonly #statements: StatementCache;

  constructor(native: BunDatabase) {
    this.#native = native;
    this.#statements = new StatementCache(native, keptStatements);
  }

  get inTransaction(): boolean {
    return this.#native.inTransaction;
  }

  /** @throws {ConstraintError} */
  read(
    method: ReadMethod,
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): Row[] | Row | undefined {
    if (statement.kind === "explain") {
      const rows = this.explain(statement.text, bindings);
      return method === "all" ? rows : rows[0];
    }
    try {
      const native = this.#statements.take(statement.text);
      return method === "all"
        ? (native.all(...bindings) as Row[])
        : ((native.get(...bindings) as Row | null) ?? undefined);
    } catch (error) {
      throw translateError(error, this);
    }
  }

  /** @throws {ConstraintError} */
  run(
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): { changes: number } {
    try {
      const native = this.#statements.take(statement.text);
      const { changes } = native.run(...bindings);
      // SQLite leaves the last count standing where nothing counts rows.
      return { changes: statement.kind === "write" ? changes : 0 };
    } catch (error) {
      throw translateError(error, this);
    }
  }

  /** Runs fixed SQL of the engine's own: `begin`, `pragma …`. */
  execute(text: string): void {
    try {
      this.#statements.take(text).run();
    } catch (error) {
      throw translateError(error, this);
    }
  }

  /** The one value that fixed SQL of the engine's own gives. */
  value(text: string, ...bindings: readonly Binding[]): unknown {
    try {
      return this.#statements.take(text).values(...bindings)[0]?.[0];
    } catch (error) {
      throw translateError(error, this);
    }
  }

  /** Runs an `explain …`. bun:sqlite leaves such a statement unfinished, which would hold on to the state of the database as it is now: so it is finalized. */
  explain(text: string, bindings: readonly Binding[]): Row[] {
    const native = this.#native.prepare(text);
    try {
      return native.all(...bindings) as Row[];
    } finally {
      native.finalize();
    }
  }

  /** Forgets compiled statements, after tables have changed. */
  dropStatements(): void {
    this.#statements.clear();
  }

  close(): void {
    this.#statements.clear();
    this.#native.close(true);
  }
}
