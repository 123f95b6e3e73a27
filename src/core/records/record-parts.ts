import type { Bus } from "../../engines/bus/bus.ts";
import type { Executor } from "../../engines/database/database.ts";
import type { PasswordWork } from "../auth/passwords/password-work.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { RecordFiles } from "../files/record-files.ts";
import type { Hooks } from "../hooks/hooks.ts";
import type { Logger } from "../logs/logger.ts";
import type { KnownRecords } from "./known-records.ts";
import type { StatementCache } from "./reading/statement-cache.ts";

/** What the operations on records work with. */
export interface RecordParts {
  /** The database, or a transaction that all operations are to be part of. */
  readonly database: Executor;
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly collections: CollectionLookup;
  readonly files: RecordFiles;
  readonly log: Logger;
  readonly statements: StatementCache;
  readonly passwords: PasswordWork;
  /** Dates that the server sets are taken from bodies that have them. */
  readonly keepsDates?: boolean;
  /** Records that need not be looked for. */
  readonly known?: KnownRecords;
}
