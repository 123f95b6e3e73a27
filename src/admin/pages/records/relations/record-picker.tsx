import { Plus } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import { use, useState } from "react";
import { Button } from "../../../components/button.tsx";
import { useDebounced } from "../../../components/hooks/use-debounced.ts";
import { Panel } from "../../../components/overlays/panel.tsx";
import { SearchField } from "../../../components/fields/search-field.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";
import {
  type EditorTarget,
  NestedEditor,
  type SavedEvent,
} from "../editor/record-editor-props.ts";
import { FoundList } from "./found-list.tsx";
import styles from "./record-picker.module.css";
import { refreshRelated } from "./related-records.ts";
import { useFoundRecords } from "./use-found-records.ts";

const { relation: texts } = recordEditorText;

/** Milliseconds without typing after which the search begins. */
const pause = 250;

/** Chooses records of a collection: one with a click, or several. Records can be made and edited on the way. */
export function RecordPicker({
  collection,
  collections,
  chosen,
  max,
  onChoose,
  onClose,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly chosen: readonly string[];
  /** The most that may be chosen; with 1 the first choice is it. */
  readonly max: number;
  readonly onChoose: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const [search, setSearch] = useState("");
  const [ids, setIds] = useState(chosen);
  const [edited, setEdited] = useState<EditorTarget>();
  const renderEditor = use(NestedEditor);
  const found = useFoundRecords(
    collection,
    collections,
    useDebounced(search, pause),
  );
  const isOne = max === 1;
  const { name } = collection;
  const canCreate = collection.type !== "view" && renderEditor !== undefined;

  function toggle({ id }: RecordModel): void {
    if (isOne) onChoose([id]);
    else if (ids.includes(id)) setIds(ids.filter((other) => other !== id));
    else if (ids.length < max) setIds([...ids, id]);
  }
  function handleSaved(record: RecordModel, event: SavedEvent): void {
    void refreshRelated();
    if (event === "deleted") setIds(ids.filter((id) => id !== record.id));
    if (event !== "created") return;
    if (isOne) onChoose([record.id]);
    else if (ids.length < max) setIds([...ids, record.id]);
  }

  const count = fill(max < 999 ? texts.chosenOf : texts.chosen, {
    count: ids.length,
    max,
  });
  return (
    <Panel
      open
      onClose={onClose}
      title={fill(texts.title, { collection: name })}
      footer={
        isOne ? undefined : (
          <>
            <span role="status" className={styles["count"]}>
              {count}
            </span>
            <Button kind="ghost" onClick={onClose}>
              {recordEditorText.cancel}
            </Button>
            <Button onClick={() => onChoose(ids)}>{texts.use}</Button>
          </>
        )
      }
    >
      <Stack gap="small">
        <div className={styles["bar"]}>
          <SearchField
            label={fill(texts.search, { collection: name })}
            placeholder={texts.searchHint}
            value={search}
            onChange={setSearch}
          />
          {canCreate && (
            <Button
              kind="secondary"
              icon={Plus}
              onClick={() => setEdited("new")}
            >
              {texts.new}
            </Button>
          )}
        </div>
        <FoundList
          found={found}
          collection={collection}
          collections={collections}
          chosen={ids}
          isFull={!isOne && ids.length >= max}
          isOne={isOne}
          onToggle={toggle}
          onEdit={canCreate ? ({ id }) => setEdited({ id }) : undefined}
        />
      </Stack>
      {edited !== undefined &&
        renderEditor?.({
          collection,
          record: edited,
          onClose: () => setEdited(undefined),
          onSaved: handleSaved,
        })}
    </Panel>
  );
}
