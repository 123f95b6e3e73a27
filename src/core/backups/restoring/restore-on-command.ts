import { isAbsolute } from "node:path";
import type { AppHost } from "../../app-host.ts";
import type { CommandHandler } from "../../commands/serve-commands.ts";
import { Invalid, NotFound } from "../../errors.ts";

/** What a command asks the server for. */
export type RestoreRequest = {
  readonly command: "restore";
  /** The name of a backup, or the absolute path of a file. */
  readonly source: string;
};

/** Restores backups for those who ask on the server's own computer: see `serveCommands`. */
export function restoreOnCommand(host: AppHost): CommandHandler {
  return async ({ source }, progress) => {
    if (typeof source !== "string") {
      throw new Invalid("The command does not say what is to be restored.");
    }
    const { backups } = host.app;
    if (isAbsolute(source)) {
      await backups.restoreFile(source, progress);
      return;
    }
    try {
      await backups.restore(source, progress);
    } catch (cause) {
      if (!(cause instanceof NotFound)) throw cause;
      throw new Invalid(
        `There is neither a backup nor a file called "${source}".`,
        {},
        { cause },
      );
    }
  };
}
