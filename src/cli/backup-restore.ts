import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import type { AppOptions } from "../core/app.ts";
import type { BackupProgress } from "../core/backups/backups.ts";
import type { ArchiveSource } from "../core/backups/restoring/archive-source.ts";
import type { RestoreRequest } from "../core/backups/restoring/restore-on-command.ts";
import { DomainError, NotFound, Refused } from "../core/errors.ts";
import { appOptions } from "./global-options.ts";

interface RestoreOptions {
  readonly yes?: boolean;
}

export function addBackupRestoreCommand(backup: Command): void {
  backup
    .command("restore")
    .summary("restore a backup")
    .description(
      "Puts the databases and files of a backup in the place of the present ones. While a server runs it is asked to do it, and goes on with the restored data; " +
        "without one, the present data may be damaged, or not there at all. If the restored data does not open, all is as it was.",
    )
    .argument("<backup>", "name of a backup, or path of a file")
    .option("-y, --yes", "do not ask whether that is meant")
    .action((source: string, { yes }: RestoreOptions, command: Command) =>
      restore(appOptions(command), source, yes === true),
    );
}

/** @throws {DomainError} it was not restored; all is as it was */
async function restore(
  options: AppOptions,
  backup: string,
  isMeant: boolean,
): Promise<void> {
  // Loaded only now, so that help and version need not wait for it.
  const { isServed } = await import("../core/data-folder/serving-lock.ts");
  const { createByteProgress } = await import("./progress.ts");
  const dir = resolve(options.dir);
  if (!isMeant) await demandConsent(dir, backup);
  const progress = createByteProgress();
  if (isServed(dir)) await restoreByServer(dir, backup, progress);
  else await restoreHere(options, backup, progress);
  process.stdout.write(`Successfully restored backup "${backup}"!\n`);
}

async function restoreByServer(
  dir: string,
  backup: string,
  progress: BackupProgress,
): Promise<void> {
  const { askServer } = await import("../core/commands/ask-server.ts");
  const source = existsSync(backup) ? resolve(backup) : backup;
  const request: RestoreRequest = { command: "restore", source };
  await askServer(dir, request, progress);
}

async function restoreHere(
  options: AppOptions,
  backup: string,
  progress: BackupProgress,
): Promise<void> {
  const { openApp } = await import("../core/open-app.ts");
  const { restoreUnserved } =
    await import("../core/backups/restoring/restore-unserved.ts");
  await restoreUnserved(await findSource(options, backup), {
    dir: options.dir,
    progress,
    async open(hold) {
      const app = await openApp({ ...options, serve: false, hold });
      await app.close();
    },
  });
}

/** @throws {Refused} there is no such backup */
async function findSource(
  options: AppOptions,
  backup: string,
): Promise<ArchiveSource> {
  if (existsSync(backup)) return { name: basename(backup), path: backup };
  // The settings, which say where backups are, may be lost with the rest.
  const stored = join(options.dir, "backups", basename(backup));
  const isHere = basename(backup) === backup && existsSync(stored);
  const none = new Refused(
    `There is neither a backup nor a file called "${backup}".`,
  );
  if (!existsSync(join(options.dir, "data.db"))) {
    if (isHere) return { name: backup, path: stored };
    throw none;
  }
  try {
    return await openStored(options, backup);
  } catch (error) {
    if (error instanceof NotFound) throw none;
    if (isHere) return { name: backup, path: stored };
    if (!(error instanceof DomainError)) throw error;
    throw new Refused(
      `The backup "${backup}" cannot be looked for: ${error.message.replace(/\.$/, "")}. Give the path of a file instead.`,
      { cause: error },
    );
  }
}

async function openStored(
  options: AppOptions,
  backup: string,
): Promise<ArchiveSource> {
  const { openApp } = await import("../core/open-app.ts");
  const app = await openApp({ ...options, serve: false });
  try {
    const { size, read } = await app.backups.open(backup);
    return { name: backup, size, read };
  } finally {
    await app.close();
  }
}

/** @throws {Refused} it is not meant, or there is nobody to ask */
async function demandConsent(dir: string, backup: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new Refused(
      "Restoring a backup replaces all data: add --yes if that is meant.",
    );
  }
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
  });
  try {
    const answer = await terminal.question(
      `All data in ${dir} is replaced by the backup "${backup}". Type "yes" to go on: `,
    );
    if (answer.trim() !== "yes") throw new Refused("Nothing was restored.");
  } finally {
    terminal.close();
  }
}
