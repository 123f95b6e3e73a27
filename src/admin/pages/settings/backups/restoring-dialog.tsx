import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { backupsText } from "../../../text/backups.ts";
import { fill } from "../../../text/index.ts";
import type { Restoring } from "./use-restore.ts";

const texts = backupsText.restoring;

/** Shows how a restore goes. It cannot be left before that has ended. */
export function RestoringDialog({
  restoring: { name, isReached, outcome },
  onClose,
}: {
  readonly restoring: Restoring;
  readonly onClose: () => void;
}) {
  const isRunning = outcome === undefined;
  const isFailed = outcome?.kind === "failed";

  function close(): void {
    if (isRunning) return;
    if (isFailed) onClose();
    // Nothing that this page knows needs to be so any more.
    else window.location.reload();
  }

  return (
    <Dialog
      open
      size="small"
      role="alertdialog"
      guard={() => !isRunning}
      onClose={close}
      title={fill(texts.runningTitle, { name })}
      footer={
        <Button kind="secondary" disabled={isRunning} onClick={close}>
          {isFailed || isRunning ? texts.close : texts.reload}
        </Button>
      }
    >
      <Stack>
        {isRunning && (
          <>
            <ProgressBar
              label={isReached ? texts.running : texts.unreachable}
              value={undefined}
            />
            <Soft>{texts.runningText}</Soft>
          </>
        )}
        <div role="status">
          {outcome?.kind === "restored" && (
            <Notice kind="good">{fill(texts.done, { name })}</Notice>
          )}
          {outcome?.kind === "unknown" && (
            <Notice kind="info">{fill(texts.unknown, { name })}</Notice>
          )}
          {isFailed && (
            <Notice kind="bad" title={texts.failed}>
              {fill(texts.failedText, { reason: outcome.reason })}
            </Notice>
          )}
        </div>
      </Stack>
    </Dialog>
  );
}
