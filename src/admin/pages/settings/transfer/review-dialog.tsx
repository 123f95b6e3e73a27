import { useMutation, useQuery } from "@tanstack/react-query";
import type { CollectionModel } from "pocketbase";
import { Button } from "../../../components/button.tsx";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Spinner } from "../../../components/spinner.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { refusalOf } from "../../../server/change-refusal.ts";
import { previewChange } from "../../../server/collection-dry-run.ts";
import { refreshCollections } from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { refreshRecords } from "../../../server/records.ts";
import { fill } from "../../../text/index.ts";
import { transferText } from "../../../text/transfer.ts";
import { CollectionDiffs } from "./collection-diffs.tsx";
import { describeRefusal } from "./describe-refusal.ts";
import { brokenBy, lossesOf, unfitOf } from "./losses-of.ts";
import type { ImportedCollection } from "./parse-import.ts";
import type { ImportPlan } from "./plan-import.ts";
import { ReviewList } from "./review-list.tsx";

const texts = transferText.review;

/** Shows what an import changes and what is lost with it, and imports. */
export function ReviewDialog({
  plan,
  wanted,
  deletesMissing,
  onClose,
  onImported,
}: {
  readonly plan: ImportPlan;
  readonly wanted: readonly ImportedCollection[];
  readonly deletesMissing: boolean;
  readonly onClose: () => void;
  readonly onImported: () => void;
}) {
  const confirm = useConfirm();
  const asked = { collections: wanted, deleteMissing: deletesMissing };
  const { data, error, isPending } = useQuery({
    queryKey: ["collection-dry-run", asked],
    queryFn: ({ signal }) => previewChange(asked, signal),
    retry: false,
    gcTime: 0,
    staleTime: 0,
  });
  const importing = useMutation({
    // The SDK wants whole collections; the server takes parts of them.
    mutationFn: () =>
      client.collections.import(
        [...wanted] as unknown as CollectionModel[],
        deletesMissing,
      ),
    onSuccess: async () => {
      toast.good(texts.done);
      onImported();
      await refreshCollections();
      await refreshRecords();
    },
  });
  const refusal = data === undefined ? undefined : refusalOf(data);
  const refused = importing.error ?? refusal;
  const losses = lossesOf(plan, data);

  async function start(): Promise<void> {
    const names = losses.join("; ");
    const isWanted =
      losses.length === 0 ||
      (await confirm({
        title: texts.confirmTitle,
        text: fill(texts.confirmText, { names }),
        action: texts.confirmAction,
        kind: "danger",
        typed: texts.confirmTyped,
      }));
    if (isWanted) importing.mutate();
  }

  return (
    <Dialog
      open
      size="large"
      guard={() => !importing.isPending}
      onClose={onClose}
      title={texts.title}
      description={texts.lead}
      footer={
        <>
          <Button
            kind="secondary"
            disabled={importing.isPending}
            onClick={onClose}
          >
            {texts.cancel}
          </Button>
          <Button
            kind={losses.length > 0 ? "danger" : "primary"}
            busy={importing.isPending}
            disabled={isPending || refusal !== undefined}
            onClick={() => void start()}
          >
            {texts.import}
          </Button>
        </>
      }
    >
      <Stack gap="large">
        {isPending && <Spinner label={texts.looking} />}
        <div role="alert">
          {refused !== undefined && (
            <Notice kind="bad" title={texts.refused}>
              {describeRefusal(refused).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </Notice>
          )}
          {error !== null && (
            <Notice kind="warn">
              {fill(texts.unchecked, {
                reason: describeProblem(error).message,
              })}
            </Notice>
          )}
        </div>
        <ReviewList title={texts.losses} kind="bad" lines={losses} />
        {data !== undefined && (
          <>
            {losses.length === 0 && refusal === undefined && (
              <Notice kind="good">{texts.noLosses}</Notice>
            )}
            <ReviewList
              title={texts.breaks}
              kind="warn"
              lines={[...brokenBy(data), ...unfitOf(data)]}
            />
          </>
        )}
        <CollectionDiffs plan={plan} />
      </Stack>
    </Dialog>
  );
}
