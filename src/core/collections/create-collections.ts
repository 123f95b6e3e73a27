import type { Bus } from "../../engines/bus/bus.ts";
import type { Database } from "../../engines/database/database.ts";
import { fieldError, Invalid, NotFound, type FieldError } from "../errors.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Logger } from "../logs/logger.ts";
import type { Collection } from "./collection.ts";
import { loadRows } from "./collection-rows.ts";
import type { Collections } from "./collections.ts";
import {
  collectionOf,
  draftOf,
  newDraft,
  readDraft,
  type Draft,
} from "./draft.ts";
import { countBytes } from "./fields/casting.ts";
import { required } from "./fields/field-errors.ts";
import { presentField } from "./fields/field-types.ts";
import {
  draftsOf,
  importCollections,
  importFailure,
  named,
  readImport,
} from "./import-collections.ts";
import { strictReader, type RawObject } from "./json-reader.ts";
import { listCollectionIds } from "./list-collections.ts";
import type { CollectionLookup } from "./lookup.ts";
import { presentCollection } from "./present-collection.ts";
import { randomLowercase } from "./random-text.ts";
import { Registry } from "./registry.ts";
import { removeChecked } from "./remove-collection.ts";
import { saveChecked } from "./save-collection.ts";
import {
  changeCollections,
  type SchemaChange,
  type SchemaHooks,
} from "./schema-change.ts";
import { SchemaError } from "./schema-error.ts";
import {
  demandUsable,
  findWrongRows,
  presentSample,
  sampleCollection,
  sampleView,
} from "./views/dry-run-view.ts";
import { inferViewFields } from "./views/infer-view-fields.ts";
import { UnusableQuery } from "./views/parse-view-query.ts";
import { invalidViewQuery } from "./validation/checks.ts";

/** What the collections work with. */
export interface CollectionsParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly log: Logger;
  readonly hooks?: SchemaHooks;
}

/**
 * Reads all collections into memory and gives the operations on them. After each change it publishes `collections`
 * with the ids of the changed ones.
 *
 * @throws {Refused} a stored collection cannot be read
 */
export async function createCollections(
  parts: CollectionsParts,
): Promise<Collections> {
  const { database, bus } = parts;
  let registry = new Registry().read(await loadRows(database));

  const replace = (next: Registry): void => {
    const ids = registry.differences(next);
    registry = next;
    if (ids.length > 0) bus.publish({ topic: "collections", data: { ids } });
  };
  const change = <T>(work: (change: SchemaChange) => Promise<T>): Promise<T> =>
    changeCollections(parts, () => registry, replace, work);
  const demand = (
    { registry: known }: SchemaChange,
    nameOrId: string,
  ): Collection => {
    const collection = known.find(nameOrId);
    if (collection === undefined) throw new NotFound();
    return collection;
  };

  return {
    find: (nameOrId) => registry.find(nameOrId),
    all: () => registry.all(),

    create: (input) =>
      explained("Failed to create collection", async () => {
        const raw = objectOf(input);
        const scaffold = newDraft(
          strictReader.text(raw["type"], ""),
          strictReader.text(raw["name"], ""),
        );
        const draft = readDraft(raw, scaffold);
        await demandRightRows(database, registry, draft);
        return change((part) => saveChecked(part, draft, undefined));
      }),

    update: (nameOrId, input) =>
      explained("Failed to update collection", async () => {
        const raw = objectOf(input);
        const known = registry.find(nameOrId);
        if (known?.type === "view") {
          const draft = readDraft(raw, draftOf(known));
          if (draft.viewQuery !== known.viewQuery)
            await demandRightRows(database, registry, draft);
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
        for (const { draft } of draftsOf(registry, plan))
          await named(draft, () => demandRightRows(database, registry, draft));
        await change((part) => importCollections(part, plan));
      } catch (error) {
        // An error of the input as a whole is one of the import, too.
        const isWhole =
          error instanceof Invalid && Object.keys(error.fields).length === 0;
        throw isWhole ? importFailure(error.message) : error;
      }
    },

    async list(query) {
      const page = await listCollectionIds(database, query);
      return {
        ...page,
        items: page.items.flatMap((id) => {
          const collection = registry.byId(id);
          return collection === undefined
            ? []
            : [presentCollection(collection)];
        }),
      };
    },
    present: presentCollection,
    scaffolds,

    async dryRunView(input) {
      const query = strictReader.text(objectOf(input)["query"], "");
      const wrong = query === "" ? required : tooLong(query);
      if (wrong !== undefined)
        throw new Invalid(
          "An error occurred while validating the submitted data.",
          { query: wrong },
        );
      return explained("Invalid view query", () =>
        dryRun(database, registry, query),
      );
    },

    async reload() {
      for (;;) {
        const before = registry;
        const rows = await loadRows(database);
        // What was read while a change committed may be from before it.
        if (registry === before) return replace(before.read(rows));
      }
    },
  };
}

function scaffolds(): JsonObject {
  const scaffold = (type: string): JsonObject => ({
    // The default indexes are named after an id, so that they are unlike any other's.
    ...presentCollection(collectionOf(newDraft(type, "", randomLowercase(10)))),
    id: "",
  });
  return {
    auth: scaffold("auth"),
    base: scaffold("base"),
    view: scaffold("view"),
  };
}

/** Before the transaction, which must not wait for a query of the user's. @throws {Invalid} */
async function demandRightRows(
  database: Database,
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

async function dryRun(
  database: Database,
  collections: CollectionLookup,
  query: string,
): Promise<JsonObject> {
  const inferred = await database.transaction((tx) =>
    inferViewFields(tx, collections, query),
  );
  demandUsable(inferred, collections);
  const rows = await sampleView(database, inferred);
  return {
    fields: inferred.fields.map(presentField),
    sample: presentSample(sampleCollection(inferred), rows),
  };
}

/** Runs an operation and has its errors say which one it was. */
async function explained<T>(
  action: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Invalid && Object.keys(error.fields).length > 0)
      throw new Invalid(`${action}.`, error.fields);
    if (error instanceof SchemaError || error instanceof UnusableQuery)
      throw new Invalid(
        `${action}. Raw error: ${error.message}`,
        {},
        { cause: error },
      );
    throw error;
  }
}

function tooLong(query: string): FieldError | undefined {
  const max = 5000;
  return countBytes(query) <= max
    ? undefined
    : fieldError(
        "validation_length_too_long",
        `The length must be no more than ${max}.`,
        { min: 0, max },
      );
}

function objectOf(input: unknown): RawObject {
  return isObject(input) ? input : strictReader.object(input ?? []);
}
