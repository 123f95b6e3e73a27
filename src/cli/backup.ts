import { existsSync } from "node:fs";
import type { Command } from "commander";
import type { App, AppOptions } from "../core/app.ts";
import type { ArchiveSource } from "../core/backups/restoring/archive-source.ts";
import { NotFound, Refused } from "../core/errors.ts";
import { addBackupRestoreCommand } from "./backup-restore.ts";
import { demandDataFolder } from "./demand-data-folder.ts";
import { formatSize } from "./format-size.ts";
import { appOptions } from "./global-options.ts";

export function addBackupCommand(program: Command): void {
  const backup = program
    .command("backup")
    .summary("make, list, check and restore backups")
    .description(
      "Makes, lists, checks and restores backups of the data folder. They are kept where the settings say: in the folder itself, or in an S3 bucket.",
    )
    .helpCommand(false);

  backup
    .command("create")
    .summary("make a backup")
    .description(
      "Makes a backup of the databases and files while everything goes on: a server may run, and is not held up.",
    )
    .argument(
      "[name]",
      "lower-case letters, digits, _ and -, ending in .zip; made up when left out",
    )
    .action((name: string | undefined, _: unknown, command: Command) =>
      create(appOptions(command), name ?? ""),
    );

  backup
    .command("list")
    .summary("list the backups")
    .description("Lists the backups, the latest last.")
    .action((_: unknown, command: Command) => list(appOptions(command)));

  backup
    .command("verify")
    .summary("check that a backup can be restored")
    .description(
      "Reads a backup from its beginning to its end and checks all that restoring it would: the archive, its checksums and the databases in it.",
    )
    .argument("<backup>", "name of a backup, or path of a file")
    .action((source: string, _: unknown, command: Command) =>
      verify(appOptions(command), source),
    );

  addBackupRestoreCommand(backup);
}

/** @throws {Invalid} it was not made; nothing is left of it */
async function create(options: AppOptions, name: string): Promise<void> {
  const { createByteProgress } = await import("./progress.ts");
  await onFolder(options, async ({ backups }) => {
    const key = await backups.create(name, createByteProgress());
    const { size } = await backups.open(key);
    process.stdout.write(
      `Successfully created backup "${key}" (${formatSize(size)})!\n`,
    );
  });
}

async function list(options: AppOptions): Promise<void> {
  await onFolder(options, async ({ backups }) => {
    const entries = (await backups.list()).toSorted(
      (one, other) => one.modified.getTime() - other.modified.getTime(),
    );
    if (entries.length === 0) {
      process.stdout.write("There are no backups.\n");
      return;
    }
    const widest = Math.max(...entries.map(({ key }) => key.length));
    for (const { key, size, modified } of entries) {
      const time = modified.toISOString().replace("T", " ").slice(0, 19);
      process.stdout.write(
        `${key.padEnd(widest)}  ${formatSize(size).padStart(9)}  ${time}Z\n`,
      );
    }
  });
}

/** @throws {Invalid} it cannot be restored */
async function verify(options: AppOptions, backup: string): Promise<void> {
  // A backup may be checked on a computer that has no data folder.
  if (existsSync(backup)) {
    await verifySource({ name: backup, path: backup });
    return;
  }
  await onFolder(options, async ({ backups }) => {
    const { size, read } = await backups
      .open(backup)
      .catch((cause: unknown) => {
        if (!(cause instanceof NotFound)) throw cause;
        throw new Refused(
          `There is neither a backup nor a file called "${backup}".`,
          { cause },
        );
      });
    await verifySource({ name: backup, size, read });
  });
}

async function verifySource(source: ArchiveSource): Promise<void> {
  const { verifyBackup } = await import("../core/backups/verify-backup.ts");
  const { createByteProgress } = await import("./progress.ts");
  const { files, bytes } = await verifyBackup(source, createByteProgress());
  const count = files === 1 ? "1 file" : `${files} files`;
  process.stdout.write(
    `The backup "${source.name}" is whole: ${count}, ${formatSize(bytes)}.\n`,
  );
}

/**
 * Opens the data folder, beside a server that may be using it, does the work and closes the folder.
 *
 * @throws {Refused} there is none
 */
async function onFolder(
  options: AppOptions,
  work: (app: App) => Promise<void>,
): Promise<void> {
  await demandDataFolder(options.dir);
  // Loaded only now, so that help and version need not wait for it.
  const { openApp } = await import("../core/open-app.ts");
  const app = await openApp({ ...options, serve: false });
  const stop = () => void app.backups.close();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    await work(app);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await app.close();
  }
}
