import { createLocalBus } from "../engines/bus/local/local-bus.ts";
import type { AppHost } from "./app-host.ts";
import type { App, AppOptions } from "./app.ts";
import { createAuth } from "./auth/create-auth.ts";
import { createBackups } from "./backups/create-backups.ts";
import { createBackground } from "./background.ts";
import { createCollections } from "./collections/create-collections.ts";
import { createSystemCollections } from "./collections/system-collections.ts";
import { createCrons } from "./crons/create-crons.ts";
import { addSystemJobs } from "./crons/system-jobs.ts";
import type { FolderHold } from "./data-folder/hold-folder.ts";
import { openDataFolder } from "./data-folder/open-data-folder.ts";
import { createFileStorage } from "./files/file-storage.ts";
import { createFiles } from "./files/create-files.ts";
import { createRecordFiles } from "./files/create-record-files.ts";
import { createHooks } from "./hooks/hooks.ts";
import { createLimits } from "./limits/create-limits.ts";
import { createLogs } from "./logs/create-logs.ts";
import { createKeptLogger, createLogger } from "./logs/logger.ts";
import { openPrinter } from "./logs/printing/open-printer.ts";
import { createMail } from "./mail/create-mail.ts";
import { createRealtime } from "./realtime/create-realtime.ts";
import { createRecords } from "./records/create-records.ts";
import { createSettings } from "./settings/create-settings.ts";
import { createSqlConsole } from "./sql-console/create-sql-console.ts";

/**
 * Opens a data folder, made first where there is none, and everything that works on it.
 *
 * @param options.serve take the folder for serving: one process at a time may
 * @param options.host  keeps this app, and can put another in its place
 * @param options.hold  the caller holds the folder already, and longer than the app is open
 * @throws {Refused} the folder cannot be used; nothing in it was touched
 */
export async function openApp(
  options: AppOptions & {
    readonly serve: boolean;
    readonly host?: AppHost;
    readonly hold?: FolderHold;
  },
): Promise<App> {
  const dev = options.dev ?? false;
  const printer = await openPrinter(options.log, dev);
  const log = createKeptLogger(printer);
  const folder = await openDataFolder(options.dir, {
    ...options,
    log,
    // Kept, they would be more than the log can bear, and beget others.
    statements: dev ? createLogger(printer) : undefined,
  });
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
    const limits = createLimits({ settings, bus, hooks });
    const logs = createLogs({
      auxiliary,
      settings,
      bus,
      printer,
      // Not the one that leads back to it.
      log: createLogger(printer),
    });
    log.keepIn(logs);
    const crons = createCrons({ log, serve: options.serve });
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
      settings,
      log,
    });
    const background = createBackground(log);
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
    addSystemJobs(crons, { database, auxiliary, auth, logs });
    const sqlConsole = createSqlConsole({
      database,
      collections,
      settings,
      log,
    });
    const backups = createBackups({
      dir,
      database,
      auxiliary,
      bus,
      settings,
      collections,
      records,
      storage,
      recordFiles,
      hooks,
      mail,
      crons,
      log,
      serve: options.serve,
      host: options.host,
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
    let isClosed = false;
    return {
      options,
      database,
      auxiliary,
      bus,
      hooks,
      log,
      settings,
      limits,
      collections,
      records,
      storage,
      recordFiles,
      files,
      realtime,
      mail,
      auth,
      background,
      logs,
      crons,
      backups,
      sqlConsole,
      get isClosed() {
        return isClosed;
      },
      async close() {
        isClosed = true;
        stopWatching();
        limits.close();
        realtime.close();
        // A mail server that does not answer must not hold up the end.
        const patience = setTimeout(() => void mail.close(), 5_000);
        // It ends the backup that a job may wait for.
        await backups.close();
        await crons.close();
        await background.finished();
        clearTimeout(patience);
        await mail.close();
        await recordFiles.close();
        await logs.close();
        await bus.close();
        await folder.close();
      },
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}
