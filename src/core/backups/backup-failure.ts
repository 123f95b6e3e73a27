import { Invalid } from "../errors.ts";

/** Another backup is being made or restored. */
export class BackupBusy extends Invalid {
  constructor() {
    super(
      "Try again later - another backup/restore process has already been started.",
    );
  }
}

/** The disk is too full for a backup. */
export class NoRoom extends Error {}

/** The server closes: what was begun is given up. */
export class Closing extends Error {
  constructor() {
    super("The server is closing.");
  }
}
