import type { Bus } from "../../engines/bus/bus.ts";
import type { Database } from "../../engines/database/database.ts";
import type { JsonObject } from "../json.ts";
import type { Logger } from "../logs/logger.ts";
import { Turns } from "../turns.ts";
import { createOperations } from "./collection-operations.ts";
import { loadRows } from "./collection-rows.ts";
import type { Collections } from "./collections.ts";
import { dryRunChange } from "./dry-run/dry-run-change.ts";
import { collectionOf, newDraft } from "./draft.ts";
import { listCollectionIds } from "./list-collections.ts";
import { presentCollection } from "./present-collection.ts";
import { randomLowercase } from "./random-text.ts";
import { Registry } from "./registry.ts";
import type { SchemaHooks } from "./schema-change.ts";
import { tryViewQuery } from "./views/try-view-query.ts";

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
  // Each holds a copy of the database's shape, and reads whole tables.
  const dryRuns = new Turns(1, 16);
  let registry = new Registry().read(await loadRows(database));

  const replace = (next: Registry): void => {
    const ids = registry.differences(next);
    registry = next;
    if (ids.length > 0) bus.publish({ topic: "collections", data: { ids } });
  };

  return {
    find: (nameOrId) => registry.find(nameOrId),
    all: () => registry.all(),

    ...createOperations({
      ...parts,
      current: () => registry,
      replace,
    }),

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

    dryRunView: async (input) => tryViewQuery(database, registry, input),

    dryRunChange: (input) =>
      dryRuns.run(() => dryRunChange(database, registry, input)),

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
