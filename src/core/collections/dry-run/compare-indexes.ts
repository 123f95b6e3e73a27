import type { Collection } from "../collection.ts";
import { buildIndex, parseIndex, type Index } from "../indexes.ts";
import { compareFields, turnOf } from "./compare-fields.ts";

/** An index that would be made or dropped. */
export interface IndexChange {
  readonly action: "create" | "drop";
  readonly index: Index;
  readonly statement: string;
  /** Its place among the collection's indexes. */
  readonly position: number;
}

/** The indexes that differ; one that follows the table's new name does not. */
export function compareIndexes(
  before: Collection | undefined,
  after: Collection | undefined,
): readonly IndexChange[] {
  const old = changesTo("drop", before);
  const now = changesTo("create", after);
  const isIn = (list: readonly IndexChange[], { index }: IndexChange) =>
    list.some((other) => definitionOf(other.index) === definitionOf(index));
  return [
    ...old.filter((change) => !isIn(now, change)),
    ...now.filter((change) => !isIn(old, change)),
  ];
}

/** The unique indexes that records may stand against: new ones, and those on values that change from many to one. */
export function indexesAtRisk(
  before: Collection | undefined,
  after: Collection,
): readonly IndexChange[] {
  const fresh = new Set(
    compareIndexes(before, after).map(({ index }) => index.name),
  );
  const turned = new Set(
    compareFields(before?.fields ?? [], after.fields)
      .filter((change) => turnOf(change) !== undefined)
      .map(({ after: field }) => field?.name.toLowerCase()),
  );
  return changesTo("create", after).filter(
    ({ index }) =>
      index.unique &&
      (fresh.has(index.name) ||
        index.columns.some(
          ({ name, isExpression }) =>
            isExpression || turned.has(name.toLowerCase()),
        )),
  );
}

function changesTo(
  action: IndexChange["action"],
  collection: Collection | undefined,
): readonly IndexChange[] {
  return (collection?.indexes ?? []).flatMap((statement, position) => {
    const index = parseIndex(statement);
    return index === undefined ? [] : [{ action, index, statement, position }];
  });
}

function definitionOf(index: Index): string {
  return buildIndex({ ...index, schema: "", table: "", ifNotExists: false });
}
