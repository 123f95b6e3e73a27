import type { CollectionModel } from "pocketbase";
import { type ReactNode, useRef, useState } from "react";
import { Badge } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import {
  FieldProblems,
  focusUnread,
} from "../../../components/fields/field-problems.tsx";
import { useShortcut } from "../../../components/hooks/use-shortcut.ts";
import { useConfirm } from "../../../components/overlays/confirm.tsx";
import { Panel } from "../../../components/overlays/panel.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { useCollections } from "../../../server/collections.ts";
import { useUnsavedGuard } from "../../../shell/unsaved.ts";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";
import { iconOfCollection } from "../collection-icons.ts";
import { useRemoval } from "../removal/use-removal.tsx";
import { ChangesDialog } from "./changes/changes-dialog.tsx";
import type { CollectionDraft } from "./collection-draft.ts";
import { EditorHead } from "./editor-head.tsx";
import { EditorMenu } from "./editor-menu.tsx";
import { EditorTabs } from "./editor-tabs.tsx";
import { nameProblemOf } from "./fields/fields-tab.tsx";
import { findCollectionNameProblem } from "./name-checks.ts";
import { StaleDialog } from "./stale-dialog.tsx";
import { useEditor } from "./use-editor.ts";
import { useSaving } from "./use-saving.ts";
import { useShowProblem } from "./use-show-problem.ts";

const texts = collectionsText.editor;

/** The panel of a collection that is edited. */
export function EditorPanel({
  initial,
  stored,
  onClose,
  onSaved,
  onDeleted,
  onDuplicate,
  children,
}: {
  readonly initial: CollectionDraft;
  readonly stored: CollectionModel | undefined;
  readonly onClose: () => void;
  readonly onSaved: (collection: CollectionModel) => void;
  readonly onDeleted?: (collection: CollectionModel) => void;
  readonly onDuplicate: (collection: CollectionModel) => void;
  /** What lies above it. */
  readonly children?: ReactNode;
}) {
  const collections = useCollections().data ?? [];
  const editor = useEditor(initial, stored);
  const { draft, original, isChanged } = editor;
  const { isSaving, question, save } = useSaving(editor);
  const { guard, release } = useUnsavedGuard(isChanged);
  const { remove, truncate } = useRemoval();
  const confirm = useConfirm();
  const [isChecked, setChecked] = useState(false);
  const [undone, setUndone] = useState(0);
  const content = useRef<HTMLDivElement>(null);
  useShowProblem(content, editor.shown);

  const isNew = original === undefined;
  const name = original?.name ?? "";

  /** Names are judged here, since the server takes two new fields of one name for one. */
  function hasWrongNames(): boolean {
    const wrong = draft.fields.filter(
      (field) => nameProblemOf(field, draft) !== undefined,
    );
    const isWrong =
      wrong.length > 0 ||
      findCollectionNameProblem(draft, collections) !== undefined;
    if (isWrong) editor.showOwnProblems(wrong.length > 0);
    return isWrong;
  }

  async function saveAnd(close: boolean): Promise<void> {
    setChecked(true);
    if (isSaving || hasWrongNames() || focusUnread(content.current)) return;
    if (!isNew && !isChanged) {
      if (close) onClose();
      return;
    }
    const saved = await save();
    if (saved === undefined) return;
    onSaved(saved);
    if (close) onClose();
  }

  async function undo(): Promise<void> {
    if (!(await confirm({ ...texts.undoAll, kind: "danger" }))) return;
    editor.undo();
    setChecked(false);
    setUndone((count) => count + 1);
  }

  async function leaveAnd(go: () => void): Promise<void> {
    if (!(await guard())) return;
    release();
    go();
  }

  useShortcut("Mod+S", () => void saveAnd(false), {
    label: texts.saveKeys,
    leavesField: true,
  });

  return (
    <Panel
      open
      size="wide"
      initialFocus={isNew ? "field" : "panel"}
      onClose={onClose}
      guard={guard}
      title={isNew ? texts.newTitle : fill(texts.editTitle, { name })}
      subtitle={
        <Stack direction="row" gap="small">
          {!isNew && (
            <Badge icon={iconOfCollection(draft)}>
              {collectionsText.types[draft.type].label}
            </Badge>
          )}
          {draft.system && <Badge>{texts.system}</Badge>}
        </Stack>
      }
      actions={
        original !== undefined && (
          <EditorMenu
            collection={original}
            isChanged={isChanged}
            onSave={() => void saveAnd(false)}
            onUndo={() => void undo()}
            onDuplicate={() => void leaveAnd(() => onDuplicate(original))}
            onTruncate={() => void truncate(original)}
            onDelete={() => void deleteIt(original)}
          />
        )
      }
      footer={
        <>
          <Button kind="secondary" onClick={() => void leaveAnd(onClose)}>
            {texts.cancel}
          </Button>
          <Button busy={isSaving} onClick={() => void saveAnd(true)}>
            {isNew ? texts.create : texts.save}
          </Button>
        </>
      }
    >
      <div ref={content}>
        {/* Fields hold what is half typed, which goes as well. */}
        <FieldProblems key={undone} value={editor.problems}>
          <EditorHead
            editor={editor}
            collections={collections}
            isChecked={isChecked}
          />
          <EditorTabs editor={editor} collections={collections} />
        </FieldProblems>
      </div>
      {question?.kind === "changes" && original !== undefined && (
        <ChangesDialog
          original={original}
          draft={draft}
          changes={question.changes}
          onAnswer={question.answer}
        />
      )}
      {question?.kind === "stale" && (
        <StaleDialog name={name} onAnswer={question.answer} />
      )}
      {children}
    </Panel>
  );

  async function deleteIt(collection: CollectionModel): Promise<void> {
    if (!(await remove(collection))) return;
    release();
    onClose();
    onDeleted?.(collection);
  }
}
