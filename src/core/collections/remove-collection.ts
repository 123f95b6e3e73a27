import { sql } from "drizzle-orm";
import { Invalid } from "../errors.ts";
import type { Collection } from "./collection.ts";
import { deleteRow } from "./collection-rows.ts";
import type { CollectionLookup } from "./lookup.ts";
import { refreshViews } from "./save-collection.ts";
import type { SchemaChange } from "./schema-change.ts";
import { dropTable } from "./sync-table.ts";
import { dropView } from "./views/view-sql.ts";

/** The collections whose records belong to a record of another collection, named by `collectionRef`. */
export const dependentNames = [
  "_externalAuths",
  "_mfas",
  "_otps",
  "_authOrigins",
];

/**
 * Removes a collection with its records, unless another one cannot be without it.
 * @throws {Invalid} it is a system collection, or others refer to it
 */
export async function removeChecked(
  change: SchemaChange,
  collection: Collection,
): Promise<void> {
  if (collection.system)
    throw new Invalid(
      "Failed to delete collection: it is a system collection.",
    );
  const referrers = referrersOf(change.registry, collection);
  if (referrers.length > 0)
    throw new Invalid(
      `Failed to delete collection: ${referrers.join(", ")} refers to it.`,
    );
  const brokenBefore = await refreshViews(change, collection.id);
  await removeUnchecked(change, collection);
  const broken = [...(await refreshViews(change, collection.id)).keys()].filter(
    (name) => !brokenBefore.has(name),
  );
  if (broken.length > 0)
    throw new Invalid(
      `Failed to delete collection: the view ${broken.join(", ")} reads it.`,
    );
}

/** Removes a collection with its records, whoever refers to it. @throws {SchemaError} */
export async function removeUnchecked(
  change: SchemaChange,
  collection: Collection,
): Promise<void> {
  const { tx, hooks } = change;
  const remove = () => removeWhole(change, collection);
  await (hooks === undefined
    ? remove()
    : hooks.onCollectionDelete.run({ collection, tx }, remove));
}

async function removeWhole(
  change: SchemaChange,
  collection: Collection,
): Promise<void> {
  const { tx } = change;
  if (collection.type === "view") await dropView(tx, collection.name);
  else await dropTable(tx, collection.name);
  await tx.run(deleteRow(collection.id));
  change.registry = change.registry.without(collection.id);
  for (const name of dependentNames) {
    const dependent = change.registry.find(name);
    if (collection.type === "auth" && dependent?.field.has("collectionRef"))
      await tx.run(
        sql`delete from ${sql.identifier(dependent.name)} where ${sql.identifier("collectionRef")} = ${collection.id}`,
      );
  }
}

function referrersOf(
  collections: CollectionLookup,
  { id }: Collection,
): readonly string[] {
  return collections
    .all()
    .filter(
      (other) =>
        other.id !== id &&
        other.fields.some(
          (field) => field.type === "relation" && field.collectionId === id,
        ),
    )
    .map(({ name }) => name);
}
