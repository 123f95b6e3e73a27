import type { Binding } from "./bind-parameters.ts";
import type { Connection } from "./connection.ts";

/** Rows that a query may go through before it is taken for slow without having been tried. */
const manyRows = 20_000;

/**
 * Whether a query looks slow before its first run: it goes through whole tables, and they are large. So a client that
 * sends ever new expensive filters does not stop the server with each one's first run. A wrong guess costs little, as
 * the first runs correct it.
 */
export function looksSlow(
  connection: Connection,
  text: string,
  bindings: readonly Binding[],
): boolean {
  let rows = 1;
  for (const { detail } of connection.explain(
    `explain query plan ${text}`,
    bindings,
  )) {
    const scanned = scannedTable(String(detail));
    if (scanned !== undefined) rows *= Math.max(1, rowsOf(connection, scanned));
    if (rows >= manyRows) return true;
  }
  return false;
}

/** "SCAN table", "SCAN alias USING COVERING INDEX …"; virtual tables such as json_each hold one row's values, not a table's. */
function scannedTable(step: string): string | undefined {
  const isTable = !/VIRTUAL TABLE|CONSTANT ROW/.test(step);
  return isTable ? /^SCAN (\S+)/.exec(step)?.[1] : undefined;
}

/**
 * About how many rows a table has, from its last row's number. An alias may stand for any table, within a view too, so
 * it is taken for a large one; the tables of a subquery have steps of their own.
 */
function rowsOf(connection: Connection, table: string): number {
  if (table.startsWith("(")) return 1;
  const isTable = connection.value(
    "select 1 from sqlite_master where type = 'table' and name = ? and sql not like '%without rowid%'",
    table,
  );
  if (isTable !== 1) return manyRows;
  const name = table.replaceAll("`", "``");
  const last = connection.value(`select max(_rowid_) from \`${name}\``);
  return typeof last === "number" ? last : 0;
}
