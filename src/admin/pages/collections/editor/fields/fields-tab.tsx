import { type ReactNode, useEffect, useRef, useState } from "react";
import { useFieldProblem } from "../../../../components/fields/field-problems.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { SortableItems } from "../../../../components/lists/sortable-items.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { VisuallyHidden } from "../../../../components/layout/visually-hidden.tsx";
import { collectionsText } from "../../../../text/collections.ts";
import {
  type CollectionDraft,
  type DraftField,
  type DraftProps,
  keptFields,
} from "../collection-draft.ts";
import { IndexList } from "../indexes/index-list.tsx";
import { AddField } from "./add-field.tsx";
import {
  addField,
  changeField,
  duplicateField,
  moveField,
  removeField,
  restoreField,
} from "./field-list.ts";
import { FieldRow } from "./field-row.tsx";
import { findNameProblem } from "./name-problem.ts";

/** Which fields are open. */
export interface OpenFields {
  readonly keys: ReadonlySet<string>;
  readonly change: (keys: ReadonlySet<string>) => void;
}

/** The fields of a collection and its indexes. */
export function FieldsTab({
  draft,
  set,
  original,
  collections,
  rename,
  open,
}: DraftProps & {
  /** Gives a field a name that is still being typed. */
  readonly rename: (key: string, name: string) => void;
  readonly open: OpenFields;
}) {
  const [added, setAdded] = useState<string>();
  const [removed, setRemoved] = useState<string>();
  const adding = useRef<HTMLDivElement>(null);
  const { problem } = useFieldProblem("fields.");
  const isAuth = draft.type === "auth";

  // A field that was never saved leaves nothing that could have the focus.
  const isGone = !draft.fields.some(({ key }) => key === removed);
  useEffect(() => {
    if (removed === undefined || !isGone) return;
    adding.current?.querySelector("button")?.focus();
  }, [removed, isGone]);

  function setFields(fields: CollectionDraft["fields"]): void {
    set({ fields });
  }

  function showNew(changed: {
    readonly fields: CollectionDraft["fields"];
    readonly added: DraftField;
  }): void {
    setFields(changed.fields);
    setAdded(changed.added.key);
    open.change(new Set([...open.keys, changed.added.key]));
  }

  function toggle({ key }: DraftField): void {
    const keys = new Set(open.keys);
    if (!keys.delete(key)) keys.add(key);
    open.change(keys);
  }

  function renderField(field: DraftField, handle: ReactNode): ReactNode {
    return (
      <FieldRow
        field={field}
        handle={handle}
        stored={original?.fields.find(({ id }) => id === field.id)}
        collections={collections}
        isAuth={isAuth}
        isNew={original !== undefined && field.id === ""}
        isOpen={open.keys.has(field.key)}
        takesFocus={added === field.key}
        wasJustRemoved={removed === field.key}
        nameProblem={nameProblemOf(field, draft)}
        actions={{
          rename: (name) => rename(field.key, name),
          change: (change) =>
            setFields(changeField(draft.fields, field.key, change)),
          duplicate: () => showNew(duplicateField(draft.fields, field)),
          remove: () => {
            setFields(removeField(draft.fields, field));
            setRemoved(field.key);
          },
          restore: () => {
            setFields(restoreField(draft.fields, field));
            setRemoved(undefined);
          },
          toggle: () => toggle(field),
        }}
      />
    );
  }

  return (
    <Stack gap="normal">
      <VisuallyHidden>
        <h3>{collectionsText.fields.title}</h3>
      </VisuallyHidden>
      {problem !== undefined && <Notice kind="bad">{problem}</Notice>}
      <SortableItems
        rows={draft.fields.map((field) => ({
          id: field.key,
          label: field.name,
          render: (handle) => renderField(field, handle),
        }))}
        onMove={(from, to) => setFields(moveField(draft.fields, from, to))}
      />
      <div ref={adding}>
        <AddField onAdd={(type) => showNew(addField(draft.fields, type))} />
      </div>
      <IndexList draft={draft} set={set} />
    </Stack>
  );
}

/** What is wrong with a field's name among the others of the draft. */
export function nameProblemOf(
  field: DraftField,
  draft: CollectionDraft,
): string | undefined {
  if (field.system || field.removed) return undefined;
  const others = keptFields(draft).filter(({ key }) => key !== field.key);
  return findNameProblem(
    field.name,
    others.map(({ name }) => name),
    draft.type === "auth",
  );
}
