import { sql, type SQL } from "drizzle-orm";
import type { Row } from "../../../engines/database/database.ts";
import type { Collection } from "../collection.ts";
import { presentField } from "../fields/field-types.ts";
import type { FieldPreview } from "./change-preview.ts";
import { turnOf, type FieldChange } from "./compare-fields.ts";
import { countIn, type Counting } from "./counting.ts";
import { isUnfit, lostCount, oneIf } from "./field-values.ts";

/** What a collection's records have to do with its change. */
export interface CountedChanges {
  readonly records: number | null;
  readonly files: number | null;
  readonly fields: readonly FieldPreview[];
}

/** SQLite gives up on results with too many columns; each change takes three. */
const mostAtOnce = 100;

/** Counts the records of a collection, and those that lose something by the changes of its fields, in one go through its table. */
export async function countChanges(
  counting: Counting,
  before: Collection | undefined,
  changes: readonly FieldChange[],
): Promise<CountedChanges> {
  if (before === undefined || before.type === "view")
    return {
      records: 0,
      files: 0,
      fields: changes.map((change) => preview(change, none, 0)),
    };
  const fields: FieldPreview[] = [];
  let records: number | null = null;
  for (let start = 0; start === 0 || start < changes.length;) {
    const part = changes.slice(start, start + mostAtOnce);
    start += mostAtOnce;
    const row = await counting.row(countQuery(counting, before.name, part));
    records = countIn(row, "records");
    fields.push(...part.map((change, at) => preview(change, row, at)));
  }
  const lostFiles = fields
    .filter((_, at) => changes[at]?.before?.type === "file")
    .map(({ values }) => values);
  return { records, files: total(lostFiles), fields };
}

const none: Row = {};

function countQuery(
  { dialect }: Counting,
  table: string,
  changes: readonly FieldChange[],
): SQL {
  const columns = changes.flatMap((change, at) => {
    const lost = lostCount(dialect, table, change);
    const unfit = isUnfit(dialect, table, change);
    const column = (kind: string, value: SQL): SQL =>
      sql`sum(${value}) as ${sql.identifier(kind + at)}`;
    return [
      ...(change.action === "remove" || turnOf(change) === "single"
        ? [column("rows", oneIf(sql`${lost} > 0`)), column("values", lost)]
        : []),
      ...(unfit === undefined ? [] : [column("unfit", oneIf(unfit))]),
    ];
  });
  return sql`select ${sql.join([sql`count(*) as records`, ...columns], sql`, `)} from ${sql.identifier(table)}`;
}

function preview(
  change: FieldChange,
  row: Row | undefined,
  at: number,
): FieldPreview {
  const { action, before, after } = change;
  const { id, name } = action === "remove" ? change.before : change.after;
  return {
    id,
    name,
    action,
    renamedFrom:
      before !== undefined && before.name !== name ? before.name : null,
    before: before === undefined ? null : presentField(before),
    after: after === undefined ? null : presentField(after),
    becomes: turnOf(change) ?? null,
    rows: countIn(row, `rows${at}`),
    values: countIn(row, `values${at}`),
    unfit: countIn(row, `unfit${at}`),
  };
}

/** Null as soon as one part was not counted. */
export function total(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}
