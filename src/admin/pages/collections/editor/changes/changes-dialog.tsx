import { useQuery } from "@tanstack/react-query";
import type { ClientResponseError, CollectionModel } from "pocketbase";
import { useEffect, useEffectEvent } from "react";
import { Button } from "../../../../components/button.tsx";
import { Dialog } from "../../../../components/overlays/dialog.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Spinner } from "../../../../components/spinner.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { refusalOf } from "../../../../server/change-refusal.ts";
import { previewChange } from "../../../../server/collection-dry-run.ts";
import { describeProblem } from "../../../../server/problem.ts";
import { collectionsText } from "../../../../text/collections.ts";
import { fill } from "../../../../text/index.ts";
import type { CollectionDraft } from "../collection-draft.ts";
import { payloadOf } from "../draft-payload.ts";
import { ChangeList } from "./change-list.tsx";
import type { CollectionChanges } from "./collection-changes.ts";
import { MentionList } from "./mention-list.tsx";
import { StatementList } from "./statement-list.tsx";

const texts = collectionsText.changes;

/** Shows what a save changes, and what follows from it, before it is done. */
export function ChangesDialog({
  original,
  draft,
  changes,
  onAnswer,
}: {
  readonly original: CollectionModel;
  readonly draft: CollectionDraft;
  readonly changes: CollectionChanges;
  /** Whether to save, or what the server would refuse it with. */
  readonly onAnswer: (answer: boolean | ClientResponseError) => void;
}) {
  const { data, error, isPending } = useQuery({
    queryKey: ["collection-dry-run", original.id, payloadOf(draft)],
    queryFn: ({ signal }) =>
      previewChange(
        { collection: original.id, change: payloadOf(draft) },
        signal,
      ),
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });
  const refusal = data === undefined ? undefined : refusalOf(data);
  const refuse = useEffectEvent(onAnswer);
  useEffect(() => {
    if (refusal !== undefined) refuse(refusal);
  }, [refusal]);
  const preview = data?.collections.find(({ id }) => id === original.id);

  return (
    <Dialog
      open
      size="large"
      onClose={() => onAnswer(false)}
      title={fill(texts.title, { name: original.name })}
      description={texts.lead}
      footer={
        <>
          <Button kind="secondary" onClick={() => onAnswer(false)}>
            {texts.cancel}
          </Button>
          <Button
            kind={changes.removedFields.length > 0 ? "danger" : "primary"}
            onClick={() => onAnswer(true)}
          >
            {texts.save}
          </Button>
        </>
      }
    >
      <Stack gap="large">
        <ChangeList
          collectionId={original.id}
          changes={changes}
          preview={preview}
        />
        {isPending && <Spinner label={texts.counting} />}
        {error !== null && (
          <Notice kind="warn">
            {fill(texts.notCounted, { reason: describeProblem(error).message })}
          </Notice>
        )}
        {data !== undefined && <MentionList mentions={data.mentions} />}
        {data !== undefined && <StatementList statements={data.statements} />}
      </Stack>
    </Dialog>
  );
}
