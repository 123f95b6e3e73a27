import type { Binding } from "../connections/bind-parameters.ts";
import type { Connection } from "../connections/connection.ts";

/** Rows that a query may go through before it is taken for slow without having been tried. */
const manyRows = 20_000;

/**
 * Whether a query looks slow before its first run: it goes through whole tables, or joins one record to any number of
 * others, and that makes many rows. So a client that sends ever new expensive filters does not stop the server with each
 * one's first run. A wrong guess costs little, as the first runs correct it.
 */
export function looksSlow(
  connection: Connection,
  text: string,
  bindings: readonly Binding[],
): boolean {
  let rows = 1;
  const plan = connection.explain(`explain query plan ${text}`, bindings);
  for (const [place, { detail }] of plan.entries()) {
    const step = String(detail);
    const read =
      scannedTable(step) ?? (place > 0 ? searchedTable(step) : undefined);
    if (read !== undefined) {
      rows *= Math.max(1, rowsOf(connection, read, text));
    }
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
 * "SEARCH alias USING AUTOMATIC COVERING INDEX (owner=?)": may find the whole table again for each row before it, unless
 * it looks up the one record of an id.
 */
function searchedTable(step: string): string | undefined {
  const isTable = !/VIRTUAL TABLE|\((?:rowid|id)=\?\)/.test(step);
  return isTable ? /^SEARCH (\S+)/.exec(step)?.[1] : undefined;
}

/**
 * About how many rows there are of what a step calls `name`: a table, known by its last row's number, or an alias. One
 * that a view uses within may stand for any table, so it is taken for a large one; the tables of a subquery have steps
 * of their own.
 */
function rowsOf(connection: Connection, name: string, text: string): number {
  const rows = lastRowOf(connection, name);
  if (rows !== undefined) return rows;
  if (/^\(|^sqlite_/.test(name) || isSubquery(name, text)) return 1;
  const table = aliased(name, text);
  const known = table === undefined ? undefined : lastRowOf(connection, table);
  return known ?? manyRows;
}

/** The number of a table's last row; undefined if this is no table with such numbers. */
function lastRowOf(connection: Connection, table: string): number | undefined {
  const isTable = connection.value(
    "select 1 from sqlite_master where type = 'table' and name = ? and sql not like '%without rowid%'",
    table,
  );
  if (isTable !== 1) return undefined;
  const name = table.replaceAll("`", "``");
  const last = connection.value(`select max(_rowid_) from \`${name}\``);
  return typeof last === "number" ? last : 0;
}

/** Whether the text has "(select …) `name`" or "with `name` as (…)". */
function isSubquery(name: string, text: string): boolean {
  const before = /\)\s+(?:as\s+)?[`"[]?([@\w$]+)/gi;
  const after = /([@\w$]+)[`"\]]?\s+(?:\([^)]*\)\s+)?as\s*\(/gi;
  return [before, after].some((pattern) =>
    text.matchAll(pattern).some(([, found]) => found === name),
  );
}

/** What is called `alias` in the text: "`table` `alias`", "table as alias". */
function aliased(alias: string, text: string): string | undefined {
  // The second name is only looked at, as it may be the first of the next two.
  const pairs = /([\w$]+)[`"\]]?(?=\s+(?:as\s+)?[`"[]?([@\w$]+))/gi;
  for (const [, table, name] of text.matchAll(pairs)) {
    if (name === alias) return table;
  }
  return undefined;
}
