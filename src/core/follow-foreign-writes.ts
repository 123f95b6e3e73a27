import type { Bus } from "../engines/bus/bus.ts";
import type { Database } from "../engines/database/database.ts";
import type { Collections } from "./collections/collections.ts";
import type { Logger } from "./logs/logger.ts";
import type { Settings } from "./settings/settings.ts";

/** Reads anew what is held in memory once another process has written to the database, and tells the bus. Returns a stop. */
export function followForeignWrites({
  database,
  bus,
  collections,
  settings,
  log,
}: {
  readonly database: Database;
  readonly bus: Bus;
  readonly collections: Collections;
  readonly settings: Settings;
  readonly log: Logger;
}): () => void {
  return database.onForeignWrite(() => {
    bus.publish({ topic: "foreign-write", data: {} });
    collections
      .reload()
      .catch((error: unknown) =>
        log.error("collections could not be read again", { error }),
      );
    settings
      .reload()
      .catch((error: unknown) =>
        log.error("settings could not be read again", { error }),
      );
  });
}
