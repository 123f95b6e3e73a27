import { Plus, RefreshCw, Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../../../components/button.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { useHealth } from "../../../server/health.ts";
import { useSettings } from "../../../server/settings.ts";
import { backupsText } from "../../../text/backups.ts";
import { SettingsPage } from "../form/settings-page.tsx";
import { BackupList } from "./backup-list.tsx";
import { BackupSettings } from "./backup-settings.tsx";
import { refreshBackups, useBackups } from "./backup-queries.ts";
import { NewBackupDialog } from "./new-backup-dialog.tsx";
import { RestoringDialog } from "./restoring-dialog.tsx";
import { UploadDialog } from "./upload-dialog.tsx";
import { useRestore } from "./use-restore.ts";

const texts = backupsText;

type OpenDialog = "new" | "upload";

/** The server's backups, and when and where they are made. */
export function BackupsPage() {
  const isBusy = useIsBusy();
  const backups = useBackups();
  const isInS3 = useSettings().data?.s3.enabled === true;
  const { restoring, restore, dismiss } = useRestore();
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = () => setDialog(undefined);
  return (
    <SettingsPage
      title={texts.title}
      lead={texts.lead}
      actions={
        <>
          <IconButton
            icon={RefreshCw}
            label={texts.refresh}
            busy={backups.isFetching}
            onClick={() => void refreshBackups()}
          />
          <Button
            kind="secondary"
            icon={Upload}
            onClick={() => setDialog("upload")}
          >
            {texts.upload}
          </Button>
          <Button
            icon={Plus}
            disabled={isBusy}
            onClick={() => setDialog("new")}
          >
            {texts.create}
          </Button>
        </>
      }
    >
      <Stack>
        {isInS3 && <Notice kind="warn">{texts.filesInS3}</Notice>}
        {isBusy && <ProgressBar label={texts.busy} value={undefined} />}
        <BackupList
          backups={backups}
          isBusy={isBusy}
          onRestore={(key) => void restore(key)}
        />
      </Stack>
      <BackupSettings />
      {dialog === "new" && <NewBackupDialog onClose={close} />}
      {dialog === "upload" && <UploadDialog onClose={close} />}
      {restoring !== undefined && (
        <RestoringDialog restoring={restoring} onClose={dismiss} />
      )}
    </SettingsPage>
  );
}

/** Whether a backup is being made or restored, by whomever. */
function useIsBusy(): boolean {
  const { data } = useHealth({ isWatched: true });
  const isBusy = data?.canBackup === false;
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !isBusy) void refreshBackups();
    wasBusy.current = isBusy;
  }, [isBusy]);
  return isBusy;
}
