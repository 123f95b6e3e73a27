import { SQLiteError } from "bun:sqlite";
import {
  ConstraintError,
  type Constraint,
  DiskFailed,
  type DiskFault,
} from "../database.ts";
import type { Connection } from "./connections/connection.ts";

/**
 * The error for callers that do not know the engine: a violated constraint becomes a {@link ConstraintError}, a disk that
 * is full or broken a {@link DiskFailed}, anything else stays what it is.
 */
export function translateError(
  error: unknown,
  connection: Connection,
): unknown {
  if (!(error instanceof SQLiteError)) return error;
  const fault = faultOf(error);
  if (fault !== undefined) return new DiskFailed(fault, { cause: error });
  const constraint = constraintOf(error, connection);
  return constraint === undefined
    ? error
    : new ConstraintError(constraint, {
        message: error.message,
        cause: error,
      });
}

/** Whether another process holds a lock that this would have needed. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof SQLiteError &&
    (error.code?.startsWith("SQLITE_BUSY") ?? false)
  );
}

/** @see https://sqlite.org/rescode.html */
function faultOf({ code = "" }: SQLiteError): DiskFault | undefined {
  if (code === "SQLITE_FULL") return "full";
  if (code.startsWith("SQLITE_IOERR")) return "failing";
  const isDamaged =
    code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB";
  return isDamaged ? "damaged" : undefined;
}

function constraintOf(
  { code, message }: SQLiteError,
  connection: Connection,
): Constraint | undefined {
  if (code === undefined) return undefined;
  if (uniqueCodes.has(code)) {
    return { kind: "unique", ...violatedUnique(message, connection) };
  }
  if (code === "SQLITE_CONSTRAINT_NOTNULL") {
    return { kind: "notNull", ...violatedColumns(message) };
  }
  if (code === "SQLITE_CONSTRAINT_FOREIGNKEY") return { kind: "foreignKey" };
  return code === "SQLITE_CONSTRAINT_CHECK" ? { kind: "check" } : undefined;
}

const uniqueCodes: ReadonlySet<string> = new Set([
  "SQLITE_CONSTRAINT_UNIQUE",
  "SQLITE_CONSTRAINT_PRIMARYKEY",
  "SQLITE_CONSTRAINT_ROWID",
]);

/** "UNIQUE constraint failed: index 'name'" for an index on an expression, "… failed: table.column, …" for any other. */
function violatedUnique(message: string, connection: Connection) {
  const index = /: index '(.*)'$/s.exec(message)?.[1];
  if (index === undefined) return violatedColumns(message);
  const table = connection.value(
    "select tbl_name from sqlite_master where type = 'index' and name = ?",
    index,
  );
  return { index, ...(typeof table === "string" && { table }) };
}

/** "NOT NULL constraint failed: table.column", "UNIQUE constraint failed: table.one, table.two". */
function violatedColumns(message: string) {
  const list = message.slice(message.indexOf(": ") + 2);
  const columns = list.split(", ").map((name) => {
    const dot = name.indexOf(".");
    return { table: name.slice(0, dot), column: name.slice(dot + 1) };
  });
  return {
    table: columns[0]?.table ?? "",
    columns: columns.map(({ column }) => column),
  };
}
