import { createLocalBus } from "../engines/bus/local/local-bus.ts";
import type { App, AppOptions } from "./app.ts";
import { createAuth } from "./auth/create-auth.ts";
import { createBackground } from "./background.ts";
import { createCollections } from "./collections/create-collections.ts";
import { createSystemCollections } from "./collections/system-collections.ts";
import { openDataFolder } from "./data-folder/open-data-folder.ts";
import { createFileStorage } from "./files/file-storage.ts";
import { createFiles } from "./files/create-files.ts";
import { createRecordFiles } from "./files/create-record-files.ts";
import { createHooks } from "./hooks/hooks.ts";
import { createConsoleLogger } from "./logs/logger.ts";
import { createMail } from "./mail/create-mail.ts";
import { createRealtime } from "./realtime/create-realtime.ts";
import { createRecords } from "./records/create-records.ts";
import { createSettings } from "./settings/create-settings.ts";

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
    const collections = await createCollections({
      database,
      bus,
      log,
      hooks,
    });
    const { dir, encryptionEnv } = options;
    const settings = await createSettings({
      database,
      bus,
      log,
      encryptionEnv,
    });
    const storage = createFileStorage({ dir, settings, log });
    const recordFiles = await createRecordFiles({
      dir,
      database,
      auxiliary,
      collections,
      hooks,
      storage,
      log,
      serve: options.serve,
    });
    const records = createRecords({
      database,
      bus,
      hooks,
      collections,
      files: recordFiles,
      log,
    });
    const files = createFiles({
      database,
      bus,
      storage,
      collections,
      records,
      hooks,
      log,
    });
    const background = createBackground(log);
    const dev = options.dev ?? false;
    const mail = createMail({ settings, hooks, log, dev });
    const auth = createAuth({
      bus,
      hooks,
      collections,
      records,
      settings,
      mail,
      background,
      recordFiles,
      log,
    });
    const realtime = createRealtime({
      bus,
      hooks,
      collections,
      records,
      auth,
      log,
    });
    const stopWatching = database.onForeignWrite(() => {
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
    return {
      options,
      database,
      auxiliary,
      bus,
      hooks,
      log,
      settings,
      collections,
      records,
      storage,
      recordFiles,
      files,
      realtime,
      mail,
      auth,
      background,
      async close() {
        stopWatching();
        realtime.close();
        // A mail server that does not answer must not hold up the end.
        const patience = setTimeout(() => void mail.close(), 5_000);
        await background.finished();
        clearTimeout(patience);
        await mail.close();
        await recordFiles.close();
        await bus.close();
        await folder.close();
      },
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}
