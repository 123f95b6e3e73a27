import type { Bus } from "../engines/bus/bus.ts";
import type { Database } from "../engines/database/database.ts";
import type { Auth } from "./auth/auth.ts";
import type { Collections } from "./collections/collections.ts";
import type { Hooks } from "./hooks/hooks.ts";
import type { Logger } from "./logs/logger.ts";
import type { Records } from "./records/records.ts";

export interface AppOptions {
  /** The data folder (`pb_data`). */
  readonly dir: string;
  /** Print every SQL statement. */
  readonly dev?: boolean;
  /** Seconds that one statement may take. */
  readonly queryTimeout?: number;
}

/** Everything that is open. A function takes the part it needs. */
export interface App {
  readonly options: AppOptions;
  readonly database: Database;
  readonly auxiliary: Database;
  readonly bus: Bus;
  readonly hooks: Hooks;
  readonly log: Logger;
  readonly collections: Collections;
  readonly records: Records;
  readonly auth: Auth;
  /** Finishes what runs and closes everything. */
  close(): Promise<void>;
}
