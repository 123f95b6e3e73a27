import type { Collection } from "../../core/collections/collection.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Records } from "../../core/records/records.ts";
import { textOf } from "../../core/records/record-shape.ts";
import type { StoredRecord } from "../../core/records/record.ts";
import { isDeleted } from "./find-record.ts";
import { presentListedDocument } from "./values/document-values.ts";
import { roleOf } from "./values/user-values.ts";

/**
 * Documents as they stand in lists, with what each tells of its owner to all who see it: the name and the role, of private
 * profiles, too. Nothing of those that are deleted.
 */
export async function withOwners(
  records: Pick<Records, "find">,
  users: Collection,
  documents: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const ids = new Set(documents.map(({ userId }) => textOf(userId)));
  const owners = new Map<string, JsonObject>();
  await Promise.all(
    [...ids].map(async (id) => {
      const owner = await records.find(users, id);
      if (owner !== undefined && !isDeleted(owner)) {
        owners.set(id, presentOwner(owner));
      }
    }),
  );
  return documents.map((document) => ({
    ...presentListedDocument(document),
    userId: document["userId"],
    User: owners.get(textOf(document["userId"])) ?? null,
  }));
}

function presentOwner({ id, values }: StoredRecord): JsonObject {
  return { id, name: textOf(values["name"]), roleId: roleOf(values) };
}
