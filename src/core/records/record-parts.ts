import type { Bus } from "../../engines/bus/bus.ts";
import type { Database } from "../../engines/database/database.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import type { StatementCache } from "./reading/statement-cache.ts";

/** What the operations on records work with. */
export interface RecordParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly collections: CollectionLookup;
  readonly log: Logger;
  readonly statements: StatementCache;
}
