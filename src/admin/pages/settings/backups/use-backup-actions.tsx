import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { saveUrl } from "../../../components/texts/save-file.ts";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { backupsText } from "../../../text/backups.ts";
import { fill } from "../../../text/index.ts";
import { refreshBackups } from "./backup-queries.ts";
import { attempt } from "../../attempt.ts";

const { deleting, restoring } = backupsText;

/** What can be done with a backup. */
export function useBackupActions(name: string): {
  readonly download: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** Resolves to whether it is to be restored. */
  readonly confirmRestore: () => Promise<boolean>;
} {
  const confirm = useConfirm();

  return {
    async download() {
      await attempt(async () => {
        // The browser saves the file itself, without the login: the address has a token of a few minutes.
        const token = await client.files.getToken();
        saveUrl(client.backups.getDownloadURL(token, name), name);
      });
    },

    async remove() {
      const isWanted = await confirm({
        title: fill(deleting.title, { name }),
        text: deleting.text,
        action: deleting.action,
        kind: "danger",
      });
      if (!isWanted) return;
      await attempt(async () => {
        await client.backups.delete(name);
        toast.good(fill(deleting.done, { name }));
      });
      await refreshBackups();
    },

    confirmRestore: () =>
      confirm({
        title: fill(restoring.title, { name }),
        text: (
          <Stack gap="small">
            {restoring.text.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Stack>
        ),
        action: restoring.action,
        kind: "danger",
        typed: name,
      }),
  };
}
