import { ClientResponseError, type CollectionModel } from "pocketbase";
import { client } from "./client.ts";

/**
 * The collection that has a record with this id; undefined if none has.
 *
 * @throws {ClientResponseError} the server cannot be asked
 */
export async function findRecord(
  id: string,
  collections: readonly CollectionModel[],
): Promise<CollectionModel | undefined> {
  const found = collections
    // Those of a view are shown where they are kept.
    .filter(({ type }) => type !== "view")
    .map(async (collection) => {
      await client.collection(collection.id).getOne(id, { fields: "id" });
      return collection;
    });
  try {
    return await Promise.any(found);
  } catch (error) {
    const reasons = error instanceof AggregateError ? error.errors : [error];
    const other = reasons.find(
      (reason) =>
        !(reason instanceof ClientResponseError && reason.status === 404),
    );
    if (other !== undefined) throw other;
    return undefined;
  }
}
