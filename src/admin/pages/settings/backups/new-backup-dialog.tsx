import { ClientResponseError } from "pocketbase";
import { useEffect, useRef, useState } from "react";
import { FormDialog } from "../../../components/overlays/form-dialog.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { TextField } from "../../../components/fields/text-field.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { describeProblem, type Problem } from "../../../server/problem.ts";
import { backupsText } from "../../../text/backups.ts";
import { fill } from "../../../text/index.ts";
import { refreshBackups } from "./backup-queries.ts";

const texts = backupsText.creating;

/** Milliseconds in which the server says what it has against a backup: one that takes longer has begun. */
const soon = 700;

/** Has the server make a backup. It closes as soon as that has begun. */
export function NewBackupDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const [isStarting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  /** Another dialog may be open by now. */
  function close(): void {
    if (isOpen.current) onClose();
  }

  function handleProblem(error: unknown): void {
    const described = describeProblem(error);
    if (isOpen.current) {
      setProblem(described);
      return;
    }
    // The server goes on when nobody listens any more: the list shows what comes of it.
    const isCutOff = error instanceof ClientResponseError && error.status === 0;
    if (!isCutOff) {
      toast.bad(fill(texts.failed, { reason: described.message }));
    }
  }

  async function make(): Promise<void> {
    setStarting(true);
    setProblem(undefined);
    const hasBegun = setTimeout(() => {
      void refreshBackups();
      close();
    }, soon);
    try {
      await client.backups.create(name.trim());
      toast.good(texts.done);
      close();
    } catch (error) {
      handleProblem(error);
    }
    clearTimeout(hasBegun);
    setStarting(false);
    await refreshBackups();
  }

  return (
    <FormDialog
      size="small"
      title={texts.title}
      description={texts.lead}
      submit={texts.start}
      isBusy={isStarting}
      problems={problem?.fields}
      notice={
        problem !== undefined &&
        problem.fields["name"] === undefined && (
          <Notice kind="bad">{problem.message}</Notice>
        )
      }
      onSubmit={() => void make()}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        placeholder={texts.placeholder}
        monospaced
        value={name}
        onChange={setName}
      />
    </FormDialog>
  );
}
