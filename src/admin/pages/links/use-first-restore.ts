import { useState } from "react";
import { useConfirm } from "../../components/overlays/confirm.tsx";
import { connect } from "../../server/connect.ts";
import { describeProblem } from "../../server/problem.ts";
import { uploadFetch } from "../../server/upload-fetch.ts";
import { fill, text } from "../../text/index.ts";

const texts = text.install;

/** How far a backup is that a new server is to go on with. */
export type FirstRestore =
  | { readonly kind: "sending"; readonly name: string; readonly sent: number }
  | { readonly kind: "restoring"; readonly isReached: boolean };

/**
 * Lets a new server go on with a backup.
 *
 * @param token      of the installer's account
 * @param onRestored told once the backup's data are there
 */
export function useFirstRestore(token: string, onRestored: () => void) {
  const confirm = useConfirm();
  const [restore, setRestore] = useState<FirstRestore>();
  const [problem, setProblem] = useState<string>();

  async function begin(file: File): Promise<void> {
    setProblem(undefined);
    if (!file.name.toLowerCase().endsWith(".zip")) {
      setProblem(texts.onlyZip);
      return;
    }
    const isWanted = await confirm({
      title: fill(texts.restoreTitle, { name: file.name }),
      text: texts.restoreText,
      action: texts.restore,
      kind: "danger",
    });
    if (!isWanted) return;
    const reason = await perform(token, file, setRestore);
    if (reason === undefined) {
      onRestored();
    } else {
      setProblem(fill(texts.failed, { reason }));
      setRestore(undefined);
    }
  }

  return { restore, problem, begin };
}

/** Resolves to why it did not work, or to nothing. */
async function perform(
  token: string,
  file: File,
  show: (restore: FirstRestore) => void,
): Promise<string | undefined> {
  const server = connect();
  server.authStore.save(token);
  const name = backupName(file.name);
  const send = (sent: number) => show({ kind: "sending", name, sent });
  send(0);
  try {
    await server.backups.upload(
      { file: new File([file], name, { type: file.type }) },
      { fetch: uploadFetch(send) },
    );
  } catch (error) {
    const { message, fields } = describeProblem(error);
    return Object.values(fields)[0] ?? message;
  }
  const reach = (isReached: boolean) => show({ kind: "restoring", isReached });
  reach(true);
  const { restoreBackup } =
    await import("../settings/backups/restore-backup.ts");
  const outcome = await restoreBackup(name, reach, server);
  // The backup knows nothing of the installer, so that it is logged out is the rule.
  if (outcome.kind === "restored" || outcome.kind === "loggedOut") {
    return undefined;
  }
  // So that the next one may have the same name.
  await server.backups.delete(name).catch(() => undefined);
  return outcome.kind === "failed" ? outcome.reason : texts.failedUnknown;
}

/** The server takes lower-case letters, digits and a few signs. */
function backupName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/\.zip$/, "")
    .replace(/[^a-z0-9_-]+/g, "-");
  return `${plain}.zip`;
}
