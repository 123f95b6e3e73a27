import type { Database } from "../../engines/database/database.ts";
import { Invalid, NotFound } from "../errors.ts";
import type { Logger } from "../logs/logger.ts";
import type { Collection } from "./collection.ts";
import type { Collections } from "./collections.ts";
import { draftOf, newDraft, readDraft, type Draft } from "./draft.ts";
import { explained } from "./explain-failure.ts";
import {
  draftsOf,
  importCollections,
  importFailure,
  named,
  readImport,
} from "./import-collections.ts";
import { demandObject, strictReader } from "./json-reader.ts";
import type { CollectionLookup } from "./lookup.ts";
import type { Registry } from "./registry.ts";
import { removeChecked } from "./remove-collection.ts";
import { saveChecked } from "./save-collection.ts";
import {
  changeCollections,
  type SchemaChange,
  type SchemaHooks,
} from "./schema-change.ts";
import { invalidViewQuery } from "./validation/checks.ts";
import { findWrongRows } from "./views/dry-run-view.ts";

/** The operations that change collections. */
export type CollectionOperations = Pick<
  Collections,
  "create" | "update" | "remove" | "importAll"
>;

/** Where collections are changed: in the database, or in a rehearsal of it. */
export interface Stage {
  /** What is asked aside is asked of the records as they are. */
  readonly database: Pick<Database, "transaction" | "allAside">;
  readonly log: Logger;
  readonly hooks?: SchemaHooks;
  readonly current: () => Registry;
  /** Told of the collections once they have changed. */
  readonly replace: (next: Registry) => void;
}

export function createOperations(stage: Stage): CollectionOperations {
  const { database, current, replace } = stage;
  const change = <T>(work: (change: SchemaChange) => Promise<T>): Promise<T> =>
    changeCollections(stage, current, replace, work);
  const demand = (
    { registry: known }: SchemaChange,
    nameOrId: string,
  ): Collection => {
    const collection = known.find(nameOrId);
    if (collection === undefined) throw new NotFound();
    return collection;
  };

  return {
    create: (input) =>
      explained("Failed to create collection", async () => {
        const raw = demandObject(input);
        const scaffold = newDraft(
          strictReader.text(raw["type"], ""),
          strictReader.text(raw["name"], ""),
        );
        const draft = readDraft(raw, scaffold);
        await demandRightRows(database, current(), draft);
        return change((part) => saveChecked(part, draft, undefined));
      }),

    update: (nameOrId, input) =>
      explained("Failed to update collection", async () => {
        const raw = demandObject(input);
        const known = current().find(nameOrId);
        if (known?.type === "view") {
          const draft = readDraft(raw, draftOf(known));
          if (draft.viewQuery !== known.viewQuery)
            await demandRightRows(database, current(), draft);
        }
        return change((part) => {
          const original = demand(part, nameOrId);
          const draft = readDraft(raw, draftOf(original));
          if (draft.id !== original.id)
            throw new Invalid(
              "Failed to update collection: its id cannot be changed.",
            );
          return saveChecked(part, draft, original);
        });
      }),

    remove: (nameOrId) =>
      explained("Failed to delete collection", () =>
        change((part) => removeChecked(part, demand(part, nameOrId))),
      ),

    async importAll(input) {
      const plan = readImport(input);
      try {
        for (const { draft } of draftsOf(current(), plan))
          await named(draft, () => demandRightRows(database, current(), draft));
        await change((part) => importCollections(part, plan));
      } catch (error) {
        // An error of the input as a whole is one of the import, too.
        const isWhole =
          error instanceof Invalid && Object.keys(error.fields).length === 0;
        throw isWhole ? importFailure(error.message) : error;
      }
    },
  };
}

/** Before the transaction, which must not wait for a query of the user's. @throws {Invalid} */
async function demandRightRows(
  database: Stage["database"],
  collections: CollectionLookup,
  { type, viewQuery }: Draft,
): Promise<void> {
  if (type !== "view" || viewQuery === "") return;
  const wrong = await findWrongRows(database, collections, viewQuery);
  if (wrong !== undefined)
    throw new Invalid("The collection is not valid.", {
      viewQuery: invalidViewQuery(wrong.message),
    });
}
