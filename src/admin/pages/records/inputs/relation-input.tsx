import { Plus, Replace } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import { lazy, Suspense, use, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { FieldFrame } from "../../../components/fields/field.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { SortableList } from "../../../components/lists/sortable-list.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { useShownZone } from "../../../components/times/shown-zone.tsx";
import { useCollections } from "../../../server/collections.ts";
import { targetOf } from "../../../server/record-labels.ts";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import { NestedEditor } from "../editor/record-editor-props.ts";
import { isMultiple } from "../editor/values/field-values.ts";
import { labelText } from "../present/label-text.ts";
import {
  refreshRelated,
  useRelatedRecords,
} from "../relations/related-records.ts";
import { RelatedRow } from "../relations/related-row.tsx";
import { frameOf, type InputProps } from "./input-props.ts";
import { textsOf } from "../plain-values.ts";

const { relation: texts } = recordEditorText;

const RecordPicker = lazy(async () => ({
  default: (await import("../relations/record-picker.tsx")).RecordPicker,
}));

/** Records that are shown before one asks for all. */
const shownAtFirst = 20;

/** The records that a relation names, in their order; each opens in place. */
export function RelationInput(props: InputProps) {
  const { data: collections = [] } = useCollections();
  const target = targetOf(props.field, collections);
  if (target === undefined) {
    return (
      <FieldFrame {...frameOf(props)}>
        {() => <Soft>{texts.unknown}</Soft>}
      </FieldFrame>
    );
  }
  return <Related {...props} target={target} collections={collections} />;
}

function Related({
  target,
  collections,
  ...props
}: InputProps & {
  readonly target: CollectionModel;
  readonly collections: readonly CollectionModel[];
}) {
  const { field, onChange } = props;
  const ids = textsOf(props.value);
  const isMany = isMultiple(field);
  const max = isMany ? Number(field["maxSelect"]) : 1;
  const renderEditor = use(NestedEditor);
  const zone = useShownZone();
  const records = useRelatedRecords(target, collections, ids);
  const [isPicking, setPicking] = useState(false);
  const [opened, setOpened] = useState<string>();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? ids : ids.slice(0, shownAtFirst);
  const rest = ids.slice(shown.length);

  function change(next: readonly string[]): void {
    onChange(isMany ? next : (next[0] ?? ""));
  }
  function nameOf(id: string): string {
    const record = records?.get(id);
    return record === undefined
      ? id
      : labelText(record, target, collections, zone);
  }
  function handleSaved(record: RecordModel, event: string): void {
    if (event === "deleted") change(ids.filter((id) => id !== record.id));
    void refreshRelated();
  }

  return (
    <FieldFrame {...frameOf(props)}>
      {({ control, labelId, edited }) => (
        <Stack gap="tiny" align="stretch">
          <SortableList
            items={shown}
            getId={(id) => id}
            getLabel={nameOf}
            onReorder={(next) => {
              edited();
              change([...next, ...rest]);
            }}
            renderItem={(id, handle) => (
              <RelatedRow
                id={id}
                record={records?.get(id)}
                isKnown={records !== undefined}
                collection={target}
                name={nameOf(id)}
                handle={ids.length > 1 && handle}
                onOpen={() => setOpened(id)}
                onRemove={() => {
                  edited();
                  change(ids.filter((other) => other !== id));
                }}
              />
            )}
          />
          {rest.length > 0 && (
            <Stack direction="row">
              <Button
                kind="ghost"
                size="small"
                onClick={() => setShowsAll(true)}
              >
                {fill(texts.showAll, { count: ids.length })}
              </Button>
            </Stack>
          )}
          <Stack direction="row">
            <Button
              {...control}
              aria-required={undefined}
              // What it is for is the field's label, then its own.
              aria-labelledby={`${labelId} ${control.id}`}
              kind="secondary"
              size="small"
              icon={!isMany && ids.length > 0 ? Replace : Plus}
              onClick={() => setPicking(true)}
            >
              {isMany
                ? texts.chooseMany
                : ids.length > 0
                  ? texts.change
                  : texts.choose}
            </Button>
          </Stack>
          {isPicking && (
            <Suspense>
              <RecordPicker
                collection={target}
                collections={collections}
                chosen={ids}
                max={max}
                onChoose={(next) => {
                  edited();
                  change(next);
                  setPicking(false);
                }}
                onClose={() => setPicking(false)}
              />
            </Suspense>
          )}
          {opened !== undefined &&
            renderEditor?.({
              collection: target,
              record: { id: opened },
              onClose: () => setOpened(undefined),
              onSaved: handleSaved,
            })}
        </Stack>
      )}
    </FieldFrame>
  );
}
