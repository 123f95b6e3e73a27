import type { Binding } from "../connections/bind-parameters.ts";
import type { CompiledStatement } from "../connections/compile-statement.ts";
import { Connection } from "../connections/connection.ts";

const temporaryView = /^create temp view (`[^`]*`)/;
const beginning = /^(?:begin|savepoint)\b/;
const undoing = /^rollback\b/;

/** A connection that remembers the statements that have changed something, but for those that were undone. */
export class RecordingConnection extends Connection {
  readonly #statements: string[] = [];
  /** How many statements there were when each transaction began, by the savepoint's name; the outermost has none. */
  readonly #beginnings = new Map<string, number>();
  readonly #temporary = new Set<string>();

  /** In the order in which they ran, with a question mark for each value. */
  get statements(): readonly string[] {
    return this.#statements;
  }

  override run(
    statement: CompiledStatement,
    bindings: readonly Binding[],
  ): { changes: number } {
    const result = super.run(statement, bindings);
    const isChange = statement.kind === "write" || statement.kind === "schema";
    if (isChange && !this.#isLook(statement.text)) {
      this.#statements.push(statement.text);
    }
    return result;
  }

  override execute(text: string): void {
    super.execute(text);
    const [, name = ""] = /(nested_\d+)$/.exec(text) ?? [];
    if (beginning.test(text))
      this.#beginnings.set(name, this.#statements.length);
    if (undoing.test(text))
      this.#statements.length = this.#beginnings.get(name) ?? 0;
  }

  /** A temporary view is made to see which columns a query gives, and is gone right after. */
  #isLook(text: string): boolean {
    const [, made] = temporaryView.exec(text) ?? [];
    if (made !== undefined) this.#temporary.add(made);
    return (
      made !== undefined ||
      (text.startsWith("drop view `") &&
        this.#temporary.delete(text.slice("drop view ".length)))
    );
  }
}
