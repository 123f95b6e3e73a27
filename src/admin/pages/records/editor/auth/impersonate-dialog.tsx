import type { CollectionModel, RecordModel } from "pocketbase";
import { useRef, useState } from "react";
import { Button } from "../../../../components/button.tsx";
import { Dialog } from "../../../../components/overlays/dialog.tsx";
import {
  FieldProblems,
  focusUnread,
} from "../../../../components/fields/field-problems.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { NumberField } from "../../../../components/fields/number-field.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { TextArea } from "../../../../components/fields/text-area.tsx";
import { CopyButton } from "../../../../components/texts/copy-button.tsx";
import { client } from "../../../../server/client.ts";
import { describeProblem, type Problem } from "../../../../server/problem.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { TokenUse } from "./token-use.tsx";

const { impersonate: texts } = recordEditorText;

/** Makes a token that acts as an account. */
export function ImpersonateDialog({
  collection,
  record,
  onClose,
}: {
  readonly collection: CollectionModel;
  readonly record: RecordModel;
  readonly onClose: () => void;
}) {
  const [seconds, setSeconds] = useState<number | null>(null);
  const [token, setToken] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);

  async function make(): Promise<void> {
    if (focusUnread(form.current)) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const acting = await client
        .collection(collection.id)
        .impersonate(record.id, seconds ?? 0);
      setToken(acting.authStore.token);
    } catch (error) {
      setProblem(describeProblem(error));
    } finally {
      setBusy(false);
    }
  }

  const name = String(record["email"] ?? "") || record.id;
  return (
    <Dialog
      open
      onClose={onClose}
      title={texts.title}
      description={name}
      footer={
        <Stack direction="row" gap="small" justify="end">
          <Button kind="secondary" onClick={onClose}>
            {token === undefined ? recordEditorText.cancel : texts.close}
          </Button>
          {token === undefined && (
            <Button busy={isBusy} onClick={() => void make()}>
              {texts.make}
            </Button>
          )}
        </Stack>
      }
    >
      <Stack>
        <p>{texts.text}</p>
        {token === undefined ? (
          <FieldProblems value={problem?.fields}>
            <div ref={form}>
              <NumberField
                name="duration"
                label={texts.duration}
                hint={texts.durationHint}
                unit={texts.seconds}
                min={0}
                value={seconds}
                onChange={setSeconds}
              />
            </div>
            {problem !== undefined && (
              <Notice kind="bad">{problem.message}</Notice>
            )}
          </FieldProblems>
        ) : (
          <>
            <TextArea
              label={texts.token}
              hint={texts.tokenHint}
              aside={<CopyButton text={token} label={texts.copy} />}
              rows={4}
              monospaced
              value={token}
              onChange={() => {}}
            />
            <TokenUse token={token} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}
