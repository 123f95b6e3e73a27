import { Images } from "lucide-react";
import type { CollectionField, CollectionModel, RecordModel } from "pocketbase";
import { useState } from "react";
import { Button } from "../../../../components/button.tsx";
import { Dialog } from "../../../../components/overlays/dialog.tsx";
import { EmptyState } from "../../../../components/layout/empty-state.tsx";
import { useDebounced } from "../../../../components/hooks/use-debounced.ts";
import { useStored } from "../../../../components/hooks/use-stored.ts";
import { Notice } from "../../../../components/layout/notice.tsx";
import { SearchField } from "../../../../components/fields/search-field.tsx";
import { SelectField } from "../../../../components/fields/select-field.tsx";
import { Skeleton } from "../../../../components/layout/skeleton.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { client } from "../../../../server/client.ts";
import { useCollections } from "../../../../server/collections.ts";
import { describeProblem } from "../../../../server/problem.ts";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { isMultiple } from "../../editor/values/field-values.ts";
import { FileThumb } from "../../present/file-thumb.tsx";
import { hasThumb } from "../../present/file-kind.ts";
import { plainFileUrl } from "../../present/file-url.ts";
import { useFoundRecords } from "../../relations/use-found-records.ts";
import { textsOf } from "../../plain-values.ts";
import styles from "./media-picker.module.css";
import { NewMediaRecord } from "./new-media-record.tsx";
import { storedText } from "../../../../components/hooks/stored-values.ts";

const { media: texts, relation } = recordEditorText;

/** Chooses a file of a record of any collection. */
export function MediaPicker({
  onPick,
  onClose,
}: {
  readonly onPick: (url: string, name: string) => void;
  readonly onClose: () => void;
}) {
  const { data: collections = [] } = useCollections();
  const [last, setLast] = useStored("media-collection", "", storedText);
  const usable = collections.filter(
    (one) => one.type !== "view" && fileFields(one).length > 0,
  );
  const collection = usable.find(({ id }) => id === last) ?? usable[0];
  return (
    <Dialog open onClose={onClose} title={texts.title} size="large">
      {collection === undefined ? (
        <EmptyState icon={Images} title={texts.noCollections} />
      ) : (
        <Files
          key={collection.id}
          collection={collection}
          collections={collections}
          usable={usable}
          onCollection={setLast}
          onPick={onPick}
        />
      )}
    </Dialog>
  );
}

function Files({
  collection,
  collections,
  usable,
  onCollection,
  onPick,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly usable: readonly CollectionModel[];
  readonly onCollection: (id: string) => void;
  readonly onPick: (url: string, name: string) => void;
}) {
  const [search, setSearch] = useState("");
  const [size, setSize] = useState("");
  const settled = useDebounced(search, 250);
  const fields = fileFields(collection);
  const found = useFoundRecords(
    collection,
    collections,
    settled,
    fields.map(hasFiles).join(" || "),
  );
  const sizes = [...new Set(fields.flatMap(({ thumbs }) => textsOf(thumbs)))];
  const files = found.records.flatMap((record) => filesOf(record, fields));

  function pick({ record, field, name }: RecordFile): void {
    const isSized = hasThumb(name) && textsOf(field["thumbs"]).includes(size);
    const url = isSized
      ? client.files.getURL(record, name, { thumb: size })
      : plainFileUrl(record, name);
    onPick(url, name);
  }
  function handleMade(record: RecordModel): void {
    const [only, ...others] = filesOf(record, fields);
    // Among several one has to choose: they are in the list then.
    if (only !== undefined && others.length === 0) pick(only);
    else setSearch("");
  }

  return (
    <Stack gap="small">
      <div className={styles["bar"]}>
        <SelectField
          label={texts.collection}
          labelHidden
          value={collection.id}
          options={usable.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={onCollection}
        />
        <SearchField
          label={fill(texts.search, { collection: collection.name })}
          placeholder={relation.searchHint}
          value={search}
          onChange={setSearch}
        />
        {sizes.length > 0 && (
          <SelectField
            label={texts.size}
            labelHidden
            value={size}
            options={[
              { value: "", label: texts.original },
              ...sizes.map((one) => ({ value: one, label: one })),
            ]}
            onChange={setSize}
          />
        )}
        <NewMediaRecord collection={collection} onMade={handleMade} />
      </div>
      {Boolean(found.error) && (
        <Notice kind="bad" title={texts.failed}>
          {describeProblem(found.error).message}
        </Notice>
      )}
      {files.length > 0 ? (
        <ul className={styles["grid"]}>
          {files.map((file) => (
            <li key={`${file.record.id}/${file.name}`}>
              <button
                type="button"
                className={styles["file"]}
                aria-label={fill(texts.insert, { file: file.name })}
                title={file.name}
                onClick={() => pick(file)}
              >
                <FileThumb record={file.record} name={file.name} />
                <span className={styles["name"]}>{file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : found.isLoading ? (
        <Skeleton height="6rem" />
      ) : (
        !found.error && (
          <EmptyState icon={Images} title={texts.none} text={texts.noneText} />
        )
      )}
      {found.hasMore && (
        <Stack direction="row" justify="center">
          <Button kind="ghost" size="small" onClick={found.loadMore}>
            {relation.more}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}

interface RecordFile {
  readonly record: RecordModel;
  readonly field: CollectionField;
  readonly name: string;
}

/** The files that a record has in these fields. */
function filesOf(
  record: RecordModel,
  fields: readonly CollectionField[],
): readonly RecordFile[] {
  return fields.flatMap((field) =>
    textsOf(record[field.name]).map((name) => ({ record, field, name })),
  );
}

/** The filter for records that have files in a field. */
function hasFiles(field: CollectionField): string {
  return isMultiple(field) ? `${field.name}:length > 0` : `${field.name} != ""`;
}

/** Fields whose files have lasting addresses. */
function fileFields({ fields }: CollectionModel): readonly CollectionField[] {
  return fields.filter(
    ({ type, protected: isProtected }) =>
      type === "file" && isProtected !== true,
  );
}
