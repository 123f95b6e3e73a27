import type { CollectionModel } from "pocketbase";
import { isMultiple } from "../editor/field-model.ts";

/** A collection in the picture. Sizes are in pixels at a zoom of 1. */
export interface Box {
  readonly id: string;
  readonly name: string;
  readonly type: CollectionModel["type"];
  readonly rows: readonly BoxRow[];
  readonly width: number;
  readonly height: number;
}

/** A field in it. */
export interface BoxRow {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isHidden: boolean;
  readonly isMultiple: boolean;
  readonly cascades: boolean;
}

/** A relation: a line from a row of a box to another box, or to its own. */
export interface Line {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Of the source. */
  readonly row: number;
  readonly field: string;
  readonly isMultiple: boolean;
  /** Whether records are deleted along with those that they refer to. */
  readonly cascades: boolean;
}

export interface Picture {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const headHeight = 36;
export const rowHeight = 24;

/** About what a letter takes. */
const letterWidth = 7.2;
const narrowest = 176;
const widest = 320;

/** What the picture shows of collections. */
export function pictureOf(collections: readonly CollectionModel[]): Picture {
  return {
    boxes: collections.map(boxOf),
    lines: collections.flatMap((collection) =>
      linesOf(collection, collections),
    ),
  };
}

function boxOf({ id, name, type, fields }: CollectionModel): Box {
  const rows = fields.map((field): BoxRow => ({
    name: field.name,
    type: field.type,
    isRequired: field["required"] === true,
    isHidden: field.hidden,
    isMultiple: isMultiple(field),
    cascades: field["cascadeDelete"] === true,
  }));
  const letters = Math.max(
    name.length + 4,
    // Behind the name stand its marks and the type.
    ...rows.map(
      (row) => row.name.length + row.type.length + 6 + 3 * countMarks(row),
    ),
  );
  return {
    id,
    name,
    type,
    rows,
    width: Math.min(Math.max(letters * letterWidth, narrowest), widest),
    height: headHeight + rows.length * rowHeight + 8,
  };
}

function countMarks(row: BoxRow): number {
  const { isRequired, isHidden, cascades } = row;
  return [isRequired, isHidden, row.isMultiple, cascades].filter(Boolean)
    .length;
}

function linesOf(
  { id, fields }: CollectionModel,
  collections: readonly CollectionModel[],
): readonly Line[] {
  return fields.flatMap((field, row): readonly Line[] => {
    const target: unknown = field["collectionId"];
    const isShown = collections.some((other) => other.id === target);
    if (field.type !== "relation" || typeof target !== "string" || !isShown) {
      return [];
    }
    return [
      {
        id: `${id} ${field.name}`,
        source: id,
        target,
        row,
        field: field.name,
        isMultiple: isMultiple(field),
        cascades: field["cascadeDelete"] === true,
      },
    ];
  });
}

/** Whether a box is what one looks for: by its name or a field's. */
export function fitsSearch({ name, rows }: Box, search: string): boolean {
  const word = search.trim().toLowerCase();
  return [name, ...rows.map((row) => row.name)].some((said) =>
    said.toLowerCase().includes(word),
  );
}
