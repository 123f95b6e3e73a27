import { useState } from "react";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { backupsText } from "../../../text/backups.ts";
import { fill } from "../../../text/index.ts";
import { refreshBackups } from "./backup-queries.ts";
import { restoreBackup, type RestoreOutcome } from "./restore-backup.ts";

/** A backup that is being restored, or that was. */
export interface Restoring {
  readonly name: string;
  readonly isReached: boolean;
  /** Undefined while it is going on. */
  readonly outcome: RestoreOutcome | undefined;
}

/** Restores a backup, and follows how it goes. */
export function useRestore(): {
  readonly restoring: Restoring | undefined;
  readonly restore: (name: string) => Promise<void>;
  /** What has ended needs to be shown no longer. */
  readonly dismiss: () => void;
} {
  const [restoring, setRestoring] = useState<Restoring>();

  async function restore(name: string): Promise<void> {
    const show = (isReached: boolean, outcome?: RestoreOutcome) =>
      setRestoring({ name, isReached, outcome });
    show(true);
    const outcome = await restoreBackup(name, (isReached) => show(isReached));
    if (outcome.kind === "loggedOut") {
      toast.plain(fill(backupsText.restoring.loggedOut, { name }));
      // The frame leads to the login then.
      client.authStore.clear();
      return;
    }
    show(true, outcome);
    await refreshBackups();
  }

  return { restoring, restore, dismiss: () => setRestoring(undefined) };
}
