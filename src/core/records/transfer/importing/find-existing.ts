import { toText } from "../../../collections/fields/casting.ts";
import { ignoresCase } from "../../../collections/indexes.ts";
import type { Collection } from "../../../collections/collection.ts";
import type { StoredRecord } from "../../record.ts";
import type { Records } from "../../records.ts";
import type { ImportOptions } from "./import-options.ts";

/** What of a row tells its record; empty if it does not say. */
export function keyOf(
  body: Readonly<Record<string, unknown>>,
  { key }: ImportOptions,
): string {
  return toText(body[key]);
}

/** The record that a row is about, if it is there already and that matters. */
export async function findExisting(
  records: Records,
  collection: Collection,
  body: Readonly<Record<string, unknown>>,
  options: ImportOptions,
): Promise<StoredRecord | undefined> {
  if (options.mode === "create") return undefined;
  const value = keyOf(body, options);
  if (value === "") return undefined;
  const { key } = options;
  return key === "id"
    ? records.find(collection, value)
    : records.findBy(collection, key, value, {
        ignoreCase: ignoresCase(collection, key),
      });
}
