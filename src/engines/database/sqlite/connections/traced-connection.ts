import type { Database as BunDatabase } from "bun:sqlite";
import type { Row } from "../../database.ts";
import type { Binding } from "./bind-parameters.ts";
import type { CompiledStatement } from "./compile-statement.ts";
import { Connection, type ReadMethod } from "./connection.ts";
import type { Trace } from "./trace.ts";

/** A connection that tells of every statement. It is a class of its own so that the others do not even ask. */
export class TracedConnection extends Connection {
  readonly #trace: Trace;

  constructor(native: BunDatabase, trace: Trace) {
    super(native);
    this.#trace = trace;
  }

  override read(
    method: ReadMethod,
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): Row[] | Row | undefined {
    return this.#traced(statement.text, () =>
      super.read(method, statement, bindings),
    );
  }

  override run(
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): { changes: number } {
    return this.#traced(statement.text, () => super.run(statement, bindings));
  }

  override execute(text: string): void {
    this.#traced(text, () => super.execute(text));
  }

  #traced<T>(text: string, work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } finally {
      this.#trace(text, performance.now() - began);
    }
  }
}
