import { useRef, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import {
  type RemovalFailure,
  removeRecords,
} from "../../../server/records-removal.ts";
import { useSettings } from "../../../server/settings.ts";
import { fill } from "../../../text/index.ts";
import { componentsText } from "../../../text/components.ts";
import { recordsText } from "../../../text/records.ts";
import styles from "./removal-dialog.module.css";

const { remove: text } = recordsText;

/** Failures that are shown one by one. */
const shownFailures = 50;

const noBatches = { enabled: false, maxRequests: 0 };

type Phase =
  | { readonly name: "asking" }
  | { readonly name: "running"; readonly done: number }
  | { readonly name: "failed"; readonly failures: readonly RemovalFailure[] };

/** Asks, deletes records, and says which could not be deleted. */
export function RemovalDialog({
  collection,
  ids,
  onRemoved,
  onClose,
}: {
  /** The id of the collection. */
  readonly collection: string;
  readonly ids: readonly string[];
  /** Told which are gone. */
  readonly onRemoved: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const [phase, setPhase] = useState<Phase>({ name: "asking" });
  const stop = useRef(new AbortController());
  const cancel = useRef<HTMLButtonElement>(null);
  const count = ids.length;
  const { enabled, maxRequests } = useSettings().data?.batch ?? noBatches;
  const maxBatch = enabled ? maxRequests : 0;

  async function run(): Promise<void> {
    setPhase({ name: "running", done: 0 });
    const { removed, failures } = await removeRecords(
      collection,
      ids,
      maxBatch,
      (done) => setPhase({ name: "running", done }),
      stop.current.signal,
    );
    onRemoved(removed);
    if (removed.length > 0) {
      toast.good(counted(text.doneOne, text.done, removed.length));
    }
    if (failures.length === 0) onClose();
    else setPhase({ name: "failed", failures });
  }

  function close(): void {
    if (phase.name === "running") stop.current.abort();
    else onClose();
  }

  return (
    <Dialog
      open
      role={phase.name === "asking" ? "alertdialog" : "dialog"}
      size="small"
      onClose={close}
      title={titleOf(phase, count)}
      description={
        phase.name === "asking"
          ? counted(text.textOne, text.text, count)
          : undefined
      }
      initialFocus={cancel}
      footer={
        phase.name === "asking" ? (
          <>
            <Button ref={cancel} kind="secondary" onClick={onClose}>
              {componentsText.cancel}
            </Button>
            <Button kind="danger" onClick={() => void run()}>
              {recordsText.selection.delete}
            </Button>
          </>
        ) : (
          <Button kind="secondary" onClick={close}>
            {phase.name === "running" ? text.stop : text.close}
          </Button>
        )
      }
    >
      {phase.name === "running" && (
        <ProgressBar label={text.progress} value={phase.done / count} />
      )}
      {phase.name === "failed" && <Failures failures={phase.failures} />}
    </Dialog>
  );
}

function Failures({
  failures,
}: {
  readonly failures: readonly RemovalFailure[];
}) {
  const more = failures.length - shownFailures;
  return (
    <Stack>
      <Notice kind="bad">{text.failedText}</Notice>
      <ul className={styles["failures"]}>
        {failures.slice(0, shownFailures).map(({ id, message }) => (
          <li key={id}>
            <code>{id}</code> {message}
          </li>
        ))}
        {more > 0 && <li>{fill(recordsText.cell.more, { count: more })}</li>}
      </ul>
    </Stack>
  );
}

function titleOf(phase: Phase, count: number): string {
  if (phase.name === "running") return text.running;
  if (phase.name === "asking") return counted(text.titleOne, text.title, count);
  const { length } = phase.failures;
  return counted(text.failedTitleOne, text.failedTitle, length);
}

function counted(one: string, many: string, count: number): string {
  return count === 1 ? one : fill(many, { count: count.toLocaleString("en") });
}
