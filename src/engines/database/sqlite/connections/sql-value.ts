import type { SqlValue } from "../../database.ts";

/** Whether a column can hold it. */
export function isSqlValue(value: unknown): value is SqlValue {
  return (
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "bigint" ||
    typeof value === "boolean" ||
    value === null ||
    value instanceof Uint8Array
  );
}

/** The error for what no column can hold. */
export function unfitValue(value: unknown): TypeError {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return new TypeError(
    `No column can hold the ${kind} among a query's values.`,
  );
}
