import { is, Placeholder, SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { Slot, type SqlValue, type Statement } from "../../database.ts";
import { isSqlValue, unfitValue } from "./sql-value.ts";

/** What a statement does: reads, tells how it would read, writes rows, or changes tables and indexes. */
type StatementKind = "read" | "explain" | "write" | "schema";

/** A statement whose text has been looked at. */
export class CompiledStatement implements Statement {
  readonly text: string;
  readonly parameters: readonly (SqlValue | Slot)[];
  readonly kind: StatementKind;

  constructor(text: string, parameters: readonly (SqlValue | Slot)[]) {
    this.text = text;
    this.parameters = parameters;
    this.kind = kindOf(text);
  }
}

/**
 * Compiles a template to SQL text, its `sql.placeholder` slots to named slots.
 *
 * @throws {TypeError} there is an `undefined` in it, or a value that no column can hold
 */
export function compileStatement(query: SQL | Statement): CompiledStatement {
  if (query instanceof CompiledStatement) return query;
  if (!is(query, SQL)) {
    return new CompiledStatement(query.text, query.parameters);
  }
  refuseUndefined(query);
  const { sql: text, params } = dialect.sqlToQuery(query);
  return new CompiledStatement(text, params.map(parameterOf));
}

/**
 * Quotes names with backticks: SQLite takes a double-quoted name that no column has for a string. drizzle's own quoting
 * does not double quotes within names.
 */
class QuotingDialect extends SQLiteSyncDialect {
  override escapeName(name: string): string {
    return `\`${name.replaceAll("`", "``")}\``;
  }
}

const dialect = new QuotingDialect();

function kindOf(text: string): StatementKind {
  const verb = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? "";
  if (["select", "values", "pragma"].includes(verb)) return "read";
  if (verb === "with") {
    // Taken for a write without need, it is slower and no more.
    return /\b(insert|update|delete)\s/i.test(text) ? "write" : "read";
  }
  if (verb === "explain") return "explain";
  return ["create", "alter", "drop", "reindex", "analyze"].includes(verb)
    ? "schema"
    : "write";
}

/** drizzle lets an undefined vanish from the text, so that a condition would silently be gone. */
function refuseUndefined(chunk: unknown): void {
  if (chunk === undefined) {
    throw new TypeError("A query was composed with an undefined part.");
  }
  if (is(chunk, SQL)) chunk.queryChunks.forEach(refuseUndefined);
  else if (Array.isArray(chunk)) chunk.forEach(refuseUndefined);
}

function parameterOf(parameter: unknown): SqlValue | Slot {
  if (is(parameter, Placeholder)) return new Slot(parameter.name);
  if (isSqlValue(parameter)) return parameter;
  throw unfitValue(parameter);
}
