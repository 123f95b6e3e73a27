import type { CollectionModel } from "pocketbase";
import { Lock } from "lucide-react";
import { useMemo, useState } from "react";
import { Button, ButtonLink } from "../../../components/button.tsx";
import { EmptyState } from "../../../components/layout/empty-state.tsx";
import { useDebounced } from "../../../components/hooks/use-debounced.ts";
import { Notice } from "../../../components/layout/notice.tsx";
import { RadioCards } from "../../../components/fields/radio-cards.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { useHidesControls } from "../../../server/settings.ts";
import { transferText } from "../../../text/transfer.ts";
import { SettingsPage } from "../form/settings-page.tsx";
import { IdClashes } from "./id-clashes.tsx";
import { ImportChanges } from "./import-changes.tsx";
import { ImportSource } from "./import-source.tsx";
import { LoadedCollections } from "./loaded-collections.tsx";
import { parseImport } from "./parse-import.ts";
import { isEmptyPlan, planImport } from "./plan-import.ts";
import { ReviewDialog } from "./review-dialog.tsx";
import { takeIds } from "./take-ids.ts";

const texts = transferText.import;

/** Milliseconds without a key after which the import is looked at. */
const pause = 250;

/** Collections from another server. */
export function ImportCollectionsPage() {
  if (useHidesControls()) {
    return (
      <SettingsPage title={texts.title}>
        <EmptyState
          icon={Lock}
          title={texts.hidden}
          text={texts.hiddenText}
          action={<ButtonLink href="#/settings">{texts.toSettings}</ButtonLink>}
        />
      </SettingsPage>
    );
  }
  return (
    <SettingsPage title={texts.title} lead={texts.lead}>
      <LoadedCollections>
        {(collections) => <Import collections={collections} />}
      </LoadedCollections>
    </SettingsPage>
  );
}

function Import({
  collections,
}: {
  readonly collections: readonly CollectionModel[];
}) {
  const [json, setJson] = useState("");
  const [mode, setMode] = useState<"merge" | "replace">("merge");
  const [isReviewing, setReviewing] = useState(false);
  const looked = useDebounced(json, pause);
  const parsed = useMemo(
    () => (looked.trim() === "" ? undefined : parseImport(looked)),
    [looked],
  );
  const wanted =
    parsed !== undefined && "collections" in parsed
      ? parsed.collections
      : undefined;
  const deletesMissing = mode === "replace";
  const plan = useMemo(
    () =>
      wanted === undefined
        ? undefined
        : planImport(collections, wanted, deletesMissing),
    [collections, wanted, deletesMissing],
  );

  return (
    <>
      <ImportSource value={json} onChange={setJson} />
      <div role="alert">
        {parsed !== undefined && "problems" in parsed && (
          <Notice kind="bad" title={texts.problems.title}>
            {parsed.problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </Notice>
        )}
      </div>
      {wanted !== undefined && plan !== undefined && (
        <>
          <RadioCards
            label={texts.mode}
            value={mode}
            onChange={setMode}
            options={[
              { value: "merge", label: texts.merge, hint: texts.mergeHint },
              {
                value: "replace",
                label: texts.replace,
                hint: texts.replaceHint,
              },
            ]}
          />
          <IdClashes
            clashes={plan.clashes}
            onTake={() => {
              setJson(JSON.stringify(takeIds(collections, wanted), null, 2));
              toast.good(texts.takenIds);
            }}
          />
          <ImportChanges plan={plan} />
          {!isEmptyPlan(plan) && (
            <div>
              <Button
                disabled={looked !== json}
                onClick={() => setReviewing(true)}
              >
                {texts.review}
              </Button>
            </div>
          )}
          {isReviewing && (
            <ReviewDialog
              plan={plan}
              wanted={wanted}
              deletesMissing={deletesMissing}
              onClose={() => setReviewing(false)}
              onImported={() => {
                setReviewing(false);
                setJson("");
              }}
            />
          )}
        </>
      )}
    </>
  );
}
