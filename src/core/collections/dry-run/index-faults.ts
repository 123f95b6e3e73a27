import type { FieldError, FieldErrors } from "../../errors.ts";
import type { Collection } from "../collection.ts";
import { invalidIndex } from "../validation/validate-indexes.ts";
import type { IndexPreview } from "./change-preview.ts";
import { compareIndexes, indexesAtRisk } from "./compare-indexes.ts";
import type { Counting } from "./counting.ts";
import { countDuplicates } from "./find-duplicates.ts";

/** The indexes that differ, and what records stand against. */
export interface JudgedIndexes {
  readonly indexes: readonly IndexPreview[];
  /** By position; undefined when no record stands against any. */
  readonly errors: FieldErrors | undefined;
}

/** Looks whether the unique indexes of a changed collection can be made of the records that are there. */
export async function judgeIndexes(
  counting: Counting,
  before: Collection | undefined,
  after: Collection,
): Promise<JudgedIndexes> {
  const errors: Record<string, FieldError> = {};
  const duplicates = new Map<string, number | null>();
  for (const { index, position } of indexesAtRisk(before, after)) {
    const refuse = (reason: string): void => {
      errors[position] = invalidIndex(
        `The index ${index.name} cannot be made: ${reason}.`,
      );
    };
    try {
      const count = await countDuplicates(counting, before, after, index);
      duplicates.set(index.name, count);
      if (count !== null && count > 0)
        refuse(`${count} records have there what others have`);
    } catch (error) {
      // The expressions of an index may fail on what a record holds.
      duplicates.set(index.name, null);
      refuse(error instanceof Error ? error.message : String(error));
    }
  }
  return {
    indexes: previewIndexes(before, after, duplicates),
    errors: Object.keys(errors).length === 0 ? undefined : errors,
  };
}

/** @param duplicates by index; undefined: they are not counted */
export function previewIndexes(
  before: Collection | undefined,
  after: Collection | undefined,
  duplicates?: ReadonlyMap<string, number | null>,
): readonly IndexPreview[] {
  return compareIndexes(before, after).map(({ action, index, statement }) => ({
    name: index.name,
    action,
    statement,
    duplicates:
      action === "drop" || !index.unique
        ? 0
        : (duplicates?.get(index.name) ?? null),
  }));
}
