import type { CollectionField } from "pocketbase";
import { isNothing } from "../table/cells/cell-text.ts";

/** Whether a value is covered until one points at it or edits it, as what is hidden from users is. */
export function isCovered(field: CollectionField, value: unknown): boolean {
  return field.hidden && !isNothing(value);
}
