import { createLocalBus } from "../engines/bus/local/local-bus.ts";
import type { AppHost } from "./app-host.ts";
import type { App, AppOptions } from "./app.ts";
import { createApis } from "./apis/apis.ts";
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
import { followForeignWrites } from "./follow-foreign-writes.ts";
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
    const { dir, encryptionEnv, serve, host } = options;
    const { database, auxiliary } = folder;
    const bus = createLocalBus((error) =>
      log.error("a listener failed", { error }),
    );
    const hooks = createHooks();
    if (folder.isNew) await createSystemCollections({ database, bus, log });

    // Each part is handed what was opened before it, and takes of that what its own type names.
    const base = { dir, serve, dev, database, auxiliary, bus, hooks, log };
    const collections = await createCollections(base);
    const settings = await createSettings({ ...base, encryptionEnv });
    const model = { ...base, collections, settings };
    const limits = createLimits(model);
    // Its own logger is not the one that leads back to it.
    const logs = createLogs({ ...model, printer, log: createLogger(printer) });
    log.keepIn(logs);
    const crons = createCrons(base);
    const storage = createFileStorage(model);
    const recordFiles = await createRecordFiles({ ...model, storage });
    const records = createRecords({ ...model, files: recordFiles });
    const data = { ...model, storage, recordFiles, records };
    const files = createFiles(data);
    const background = createBackground(log);
    const mail = createMail(model);
    const auth = createAuth({ ...data, mail, background });
    const realtime = createRealtime({ ...data, auth });
    addSystemJobs(crons, { database, auxiliary, auth, logs });
    const sqlConsole = createSqlConsole(model);
    const backups = createBackups({ ...data, mail, crons, host });
    const apis = createApis({ ...data, offer: options.apis });
    const stopFollowing = followForeignWrites(model);

    const parts = {
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
      apis,
    };
    let isClosed = false;
    return {
      ...parts,
      get isClosed() {
        return isClosed;
      },
      async close() {
        isClosed = true;
        stopFollowing();
        await closeParts(parts);
        await folder.close();
      },
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}

/** Finishes what runs, what others lean on last. */
async function closeParts(
  parts: Omit<App, "isClosed" | "close">,
): Promise<void> {
  parts.limits.close();
  parts.realtime.close();
  // A mail server that does not answer must not hold up the end.
  const patience = setTimeout(() => void parts.mail.close(), 5_000);
  // It ends the backup that a job may wait for.
  await parts.backups.close();
  await parts.crons.close();
  await parts.background.finished();
  clearTimeout(patience);
  await parts.mail.close();
  await parts.recordFiles.close();
  await parts.logs.close();
  await parts.bus.close();
}
