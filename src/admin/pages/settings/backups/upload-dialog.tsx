import { useRef, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { FileDrop } from "../../../components/fields/file-drop.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { describeProblem } from "../../../server/problem.ts";
import { uploadFetch } from "../../../server/upload-fetch.ts";
import { backupsText } from "../../../text/backups.ts";
import { fill } from "../../../text/index.ts";
import { refreshBackups, useBackups } from "./backup-queries.ts";

const texts = backupsText.uploading;

interface Sending {
  readonly name: string;
  /** From 0 to 1. */
  readonly sent: number;
}

/** Gives the server a backup that was made elsewhere. */
export function UploadDialog({ onClose }: { readonly onClose: () => void }) {
  const [sending, setSending] = useState<Sending>();
  const [problem, setProblem] = useState<string>();
  const { data: backups = [] } = useBackups();
  const stop = useRef<AbortController>(undefined);

  async function upload(file: File): Promise<void> {
    const { name } = file;
    setProblem(undefined);
    if (!name.toLowerCase().endsWith(".zip")) {
      setProblem(texts.onlyZip);
      return;
    }
    // The server says so only once it has all of the file.
    if (backups.some(({ key }) => key === name)) {
      setProblem(fill(texts.taken, { name }));
      return;
    }
    const controller = new AbortController();
    stop.current = controller;
    setSending({ name, sent: 0 });
    try {
      await client.backups.upload(
        { file },
        {
          fetch: uploadFetch((sent) => setSending({ name, sent })),
          signal: controller.signal,
        },
      );
      toast.good(fill(texts.done, { name }));
      onClose();
    } catch (error) {
      if (!controller.signal.aborted) setProblem(reasonOf(error));
    }
    setSending(undefined);
    await refreshBackups();
  }

  function close(): void {
    stop.current?.abort();
    onClose();
  }

  return (
    <Dialog
      open
      size="small"
      // What is on its way is not stopped by a press beside it.
      guard={() => sending === undefined}
      onClose={close}
      title={texts.title}
      description={texts.lead}
      footer={
        <Button kind="secondary" onClick={close}>
          {sending === undefined ? texts.cancel : texts.stop}
        </Button>
      }
    >
      <Stack>
        {sending === undefined ? (
          <FileDrop
            label={texts.drop}
            accept=".zip,application/zip"
            onFiles={([file]) => {
              if (file !== undefined) void upload(file);
            }}
          />
        ) : (
          <ProgressBar
            label={fill(texts.progress, { name: sending.name })}
            // When all is sent, the server still looks at it.
            value={sending.sent < 1 ? sending.sent : undefined}
          />
        )}
        <div role="alert">
          {problem !== undefined && <Notice kind="bad">{problem}</Notice>}
        </div>
      </Stack>
    </Dialog>
  );
}

/** What is wrong with the file says more than that the request was refused. */
function reasonOf(error: unknown): string {
  const { message, fields } = describeProblem(error);
  return Object.values(fields)[0] ?? message;
}
