import { createLocalBus } from "../engines/bus/local/local-bus.ts";
import type { App, AppOptions } from "./app.ts";
import { createAuth } from "./auth/create-auth.ts";
import { createCollections } from "./collections/create-collections.ts";
import { createSystemCollections } from "./collections/system-collections.ts";
import { openDataFolder } from "./data-folder/open-data-folder.ts";
import { createHooks } from "./hooks/hooks.ts";
import { createConsoleLogger } from "./logs/logger.ts";
import { createRecords } from "./records/create-records.ts";

/**
 * Opens a data folder, made first where there is none, and everything that works on it.
 *
 * @param options.serve take the folder for serving: one process at a time may
 * @throws {Refused} the folder cannot be used; nothing in it was touched
 */
export async function openApp(
  options: AppOptions & { readonly serve: boolean },
): Promise<App> {
  const log = createConsoleLogger(options.dev ?? false);
  const folder = await openDataFolder(options.dir, { ...options, log });
  try {
    const { database, auxiliary } = folder;
    const bus = createLocalBus((error) =>
      log.error("a listener failed", { error }),
    );
    const hooks = createHooks();
    if (folder.isNew) await createSystemCollections({ database, bus, log });
    const collections = await createCollections({ database, bus, log });
    const records = createRecords({ database, bus, hooks, collections, log });
    const auth = createAuth({ bus, hooks, collections, records });
    const stopWatching = database.onForeignWrite(() => {
      bus.publish({ topic: "foreign-write", data: {} });
      collections
        .reload()
        .catch((error: unknown) =>
          log.error("collections could not be read again", { error }),
        );
    });
    return {
      options,
      database,
      auxiliary,
      bus,
      hooks,
      log,
      collections,
      records,
      auth,
      async close() {
        stopWatching();
        await bus.close();
        await folder.close();
      },
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}
