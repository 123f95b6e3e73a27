import type { Database, Transaction } from "../../engines/database/database.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import type { Collection } from "./collection.ts";
import { loadRows, saveRow } from "./collection-rows.ts";
import type { Registry } from "./registry.ts";
import { changeSchema } from "./schema-error.ts";

/** The chains that changes of collections run through. */
export type SchemaHooks = Pick<
  Hooks,
  "onCollectionUpdate" | "onCollectionDelete"
>;

/** One change of the collections on its way through a transaction: everything in it happens, or nothing. */
export class SchemaChange {
  readonly tx: Transaction;
  readonly log: Logger;
  readonly hooks: SchemaHooks | undefined;
  /** All collections as the change has made them so far. */
  registry: Registry;

  constructor(
    tx: Transaction,
    registry: Registry,
    log: Logger,
    hooks: SchemaHooks | undefined,
  ) {
    this.tx = tx;
    this.registry = registry;
    this.log = log;
    this.hooks = hooks;
  }

  /** Keeps a collection, new or known by its id, as it is to be from now on. @throws {SchemaError} */
  async store(collection: Collection): Promise<void> {
    await changeSchema(this.tx, saveRow(collection));
    this.registry = this.registry.with(collection);
  }

  /** Does a part of the change that is undone by itself if it throws. */
  async attempt(work: (part: SchemaChange) => Promise<void>): Promise<void> {
    this.registry = await this.tx.transaction(async (tx) => {
      const part = new SchemaChange(tx, this.registry, this.log, this.hooks);
      await work(part);
      return part.registry;
    });
  }
}

/**
 * Runs a change of the collections in one transaction, on what the database says at that moment; only when it has
 * committed is it seen in memory.
 *
 * @param current the collections in memory
 * @param replace told of the collections once they have changed
 */
export function changeCollections<T>(
  {
    database,
    log,
    hooks,
  }: {
    readonly database: Pick<Database, "transaction">;
    readonly log: Logger;
    readonly hooks?: SchemaHooks;
  },
  current: () => Registry,
  replace: (next: Registry) => void,
  work: (change: SchemaChange) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    const before = current().read(await loadRows(tx));
    const change = new SchemaChange(tx, before, log, hooks);
    const result = await work(change);
    const next = change.registry.stored(await loadRows(tx));
    tx.afterCommit(() => replace(next));
    return result;
  });
}
