import { use, useRef, useState } from "react";
import type { RecordModel } from "pocketbase";
import { FieldProblems } from "../../../components/fields/field-problems.tsx";
import { useShortcut } from "../../../components/hooks/use-shortcut.ts";
import { Notice } from "../../../components/layout/notice.tsx";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { Panel } from "../../../components/overlays/panel.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { recordsKey } from "../../../server/records.ts";
import { useHidesControls } from "../../../server/settings.ts";
import { queryClient } from "../../../server/query-client.ts";
import { useUnsavedGuard } from "../../../shell/unsaved.ts";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import { refreshRelated } from "../relations/related-records.ts";
import styles from "./edit-panel.module.css";
import { EditorFooter } from "./editor-footer.tsx";
import { EditorTabs } from "./auth/editor-tabs.tsx";
import { MergeNotices } from "./merge/merge-notices.tsx";
import { useElsewhere } from "./merge/use-elsewhere.ts";
import { isCovered } from "./is-covered.ts";
import {
  EditorDepth,
  type RecordEditorProps,
  type SavedEvent,
} from "./record-editor-props.ts";
import { RecordFacts } from "./record-facts.tsx";
import { RecordForm } from "./record-form.tsx";
import { RecordMenu } from "./record-menu.tsx";
import { DraftNotice } from "./saved-drafts/draft-notice.tsx";
import { useSavedDraft } from "./saved-drafts/use-saved-draft.ts";
import { useSaveAgain } from "./saving/use-save-again.ts";
import { useSaving } from "./saving/use-saving.ts";
import { selfMade } from "./field-order.ts";
import { useEditing } from "./use-editing.ts";
import type { Loaded } from "./use-loaded-record.ts";
import { valuesOf } from "./values/field-values.ts";
import { withoutStoredFiles } from "./values/without-stored-files.ts";

/** The panel in which a record is made or edited. */
export function EditPanel({
  collection,
  loaded,
  title,
  onClose,
  onSaved,
  onDuplicate,
}: Omit<RecordEditorProps, "record"> & {
  readonly loaded: Loaded;
  readonly title: string;
  readonly onDuplicate: (record: RecordModel) => void;
}) {
  const form = useRef<HTMLDivElement>(null);
  const confirm = useConfirm();
  const editing = useEditing(collection, loaded);
  const [known, setKnown] = useState(loaded.known);
  const [isGone, setGone] = useState(false);
  const [undone, setUndone] = useState(0);
  // One that is made here stays open to changes.
  const [isUnlocked, setUnlocked] = useState(loaded.known === undefined);
  const isLocked = useHidesControls() && known !== undefined && !isUnlocked;

  // What a copy begins with is no edit of anybody's.
  const isTouched =
    editing.values !== loaded.initial && editing.changed.length > 0;
  const draft = useSavedDraft({
    collection,
    recordId: known?.record.id,
    depth: use(EditorDepth),
    form,
    base: editing.base,
    values: isTouched ? editing.values : editing.base,
  });
  // A copy has values of its own already.
  const found = loaded.initial === loaded.base ? draft.found : undefined;
  const unsaved = useUnsavedGuard(isTouched);
  const saving = useSaving({
    collection,
    known,
    editing,
    form,
    onKnown: setKnown,
    onGone: () => setGone(true),
  });
  useElsewhere({
    collection,
    known: saving.isSaving || isGone ? undefined : known,
    onChanged: (newest) => {
      setKnown(newest);
      editing.merge(valuesOf(collection, newest.record));
    },
    onGone: () => setGone(true),
  });

  async function guard(): Promise<boolean> {
    const mayClose = await unsaved.guard();
    if (mayClose) draft.drop();
    return mayClose;
  }
  function tell(record: RecordModel, event: SavedEvent): void {
    const queryKey = recordsKey(collection.id);
    // What is shown hears of it by itself; what is not is to be asked for anew.
    void queryClient.invalidateQueries({ queryKey, refetchType: "none" });
    void refreshRelated();
    onSaved?.(record, event);
  }
  async function save(then: "close" | "stay"): Promise<void> {
    const outcome = await saving.save();
    if (outcome === undefined) return;
    draft.drop();
    draft.settle();
    tell(outcome.saved.record, outcome.event);
    if (then === "stay") return;
    unsaved.release();
    onClose();
  }
  function createAnew(): void {
    const { values } = editing.current();
    editing.begin(valuesOf(collection), withoutStoredFiles(collection, values));
    setKnown(undefined);
    setGone(false);
  }
  async function undo(): Promise<void> {
    if (!(await confirm({ ...texts.undoAll, kind: "danger" }))) return;
    const { base } = editing.current();
    editing.begin(base, base);
    draft.drop();
    saving.forget();
    setUndone((count) => count + 1);
  }
  function restoreDraft(): void {
    if (found === undefined) return;
    editing.takeUp(found.base, found.changes);
    draft.settle();
  }
  const saveOrSaveAgain = useSaveAgain(
    { isSaving: saving.isSaving, needsSaving: isTouched },
    () => void save("stay"),
  );
  useShortcut("Mod+S", () => !isLocked && saveOrSaveAgain(), {
    label: texts.saveOnShortcut,
    leavesField: true,
  });

  // The focus would uncover it.
  const covered = collection.fields
    .filter((field) => isCovered(field, loaded.initial[field.name]))
    .map(({ name }) => name);
  return (
    <Panel
      open
      onClose={onClose}
      passesOver={[...selfMade(collection), ...covered]}
      guard={guard}
      title={title}
      subtitle={<RecordFacts collection={collection} record={known?.record} />}
      actions={
        known !== undefined && (
          <RecordMenu
            collection={collection}
            record={known.record}
            canUndo={isTouched && !saving.isSaving}
            mayLeave={guard}
            onUndo={() => void undo()}
            onDuplicate={() => {
              unsaved.release();
              onDuplicate(known.record);
            }}
            onChanged={setKnown}
            onDeleted={() => {
              unsaved.release();
              draft.drop();
              tell(known.record, "deleted");
              onClose();
            }}
          />
        )
      }
      footer={
        <EditorFooter
          saving={saving}
          isNew={known === undefined}
          isLocked={isLocked}
          canSave={!isGone}
          isTouched={isTouched}
          onUnlock={() => setUnlocked(true)}
          onSave={(then) => void save(then)}
          onCancel={() => void guard().then((may) => may && onClose())}
        />
      }
    >
      <Stack>
        <div className={styles["notices"]}>
          <MergeNotices
            editing={editing}
            isGone={isGone}
            onCreateAnew={createAnew}
          />
          {found !== undefined && (
            <DraftNotice
              draft={found}
              onRestore={restoreDraft}
              onDiscard={() => {
                draft.drop();
                draft.settle();
              }}
            />
          )}
          {saving.messages.map((message) => (
            <div key={message} role="alert">
              <Notice kind="bad">{message}</Notice>
            </div>
          ))}
        </div>
        <EditorTabs collection={collection} record={known?.record}>
          {/* Fields hold what is half typed, which goes as well. */}
          <FieldProblems key={undone} value={saving.problems}>
            <div ref={form} inert={saving.progress !== undefined}>
              <RecordForm
                record={{ collection, stored: known?.record }}
                editing={editing}
              />
            </div>
          </FieldProblems>
        </EditorTabs>
      </Stack>
    </Panel>
  );
}
