import { useQuery } from "@tanstack/react-query";
import type { CollectionField, CollectionModel, RecordModel } from "pocketbase";
import { type ReactNode, useState } from "react";
import { CopyButton } from "../../../components/texts/copy-button.tsx";
import { DataList } from "../../../components/layout/data-list.tsx";
import { DateText } from "../../../components/texts/date-text.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Panel } from "../../../components/overlays/panel.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { client } from "../../../server/client.ts";
import { useCollections } from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { targetOf } from "../../../server/record-labels.ts";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import { textOf, textsOf } from "../plain-values.ts";
import { FilePreview } from "../present/file-preview.tsx";
import { FileThumb } from "../present/file-thumb.tsx";
import { RecordLabel } from "../present/record-label.tsx";
import { useRelatedRecords } from "../relations/related-records.ts";
import type { RecordEditorProps } from "./record-editor-props.ts";
import { RecordFacts } from "./record-facts.tsx";
import styles from "./view-panel.module.css";

/** A record of a view, only to be read. */
export function ViewPanel({ collection, record, onClose }: RecordEditorProps) {
  const id = record !== "new" && "id" in record ? record.id : "";
  const { data, error } = useQuery({
    queryKey: ["viewed-record", collection.id, id],
    queryFn: () => client.collection(collection.id).getOne(id),
    enabled: id !== "",
  });
  return (
    <Panel
      open
      onClose={onClose}
      title={texts.titleView}
      subtitle={<RecordFacts collection={collection} record={data} />}
      actions={
        data !== undefined && (
          <CopyButton
            text={JSON.stringify(data, null, 2)}
            label={texts.menu.copyJson}
            size="normal"
          />
        )
      }
    >
      {error !== null && (
        <Notice kind="bad" title={texts.loadFailed}>
          {describeProblem(error).message}
        </Notice>
      )}
      {data === undefined && error === null && (
        <Skeleton height="2rem" lines={collection.fields.length} />
      )}
      {data !== undefined && <Values collection={collection} record={data} />}
    </Panel>
  );
}

function Values({
  collection,
  record,
}: {
  readonly collection: CollectionModel;
  readonly record: RecordModel;
}) {
  const { data: collections = [] } = useCollections();
  return (
    <DataList
      rows={collection.fields.map((field) => ({
        label: field.name,
        value: (
          <Value field={field} record={record} collections={collections} />
        ),
      }))}
    />
  );
}

function Value({
  field,
  record,
  collections,
}: {
  readonly field: CollectionField;
  readonly record: RecordModel;
  readonly collections: readonly CollectionModel[];
}): ReactNode {
  const value: unknown = record[field.name];
  switch (field.type) {
    case "relation":
      return (
        <Related
          ids={textsOf(value)}
          target={targetOf(field, collections)}
          collections={collections}
        />
      );
    case "file":
      return <Files names={textsOf(value)} record={record} />;
    case "date":
    case "autodate":
      return <DateText value={textOf(value)} />;
    default:
      return (
        <span className={styles["text"]}>
          {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
        </span>
      );
  }
}

function Related({
  ids,
  target,
  collections,
}: {
  readonly ids: readonly string[];
  readonly target: CollectionModel | undefined;
  readonly collections: readonly CollectionModel[];
}) {
  const records = useRelatedRecords(target, collections, ids);
  return (
    <Stack gap="tiny">
      {ids.map((id) => {
        const found = records?.get(id);
        return found === undefined || target === undefined ? (
          <code key={id}>{id}</code>
        ) : (
          <RecordLabel key={id} record={found} collection={target} />
        );
      })}
    </Stack>
  );
}

function Files({
  names,
  record,
}: {
  readonly names: readonly string[];
  readonly record: RecordModel;
}) {
  const [opened, setOpened] = useState<string>();
  return (
    <Stack gap="tiny">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className={styles["file"]}
          onClick={() => setOpened(name)}
        >
          <FileThumb record={record} name={name} size="small" />
          <span>{name}</span>
        </button>
      ))}
      {opened !== undefined && (
        <FilePreview
          record={record}
          name={opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Stack>
  );
}
