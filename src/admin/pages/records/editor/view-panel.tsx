import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { CollectionModel, RecordModel } from "pocketbase";
import { IconButton } from "../../../components/button.tsx";
import { CopyButton } from "../../../components/texts/copy-button.tsx";
import { DataList } from "../../../components/layout/data-list.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { saveFile } from "../../../components/texts/save-file.ts";
import { Panel } from "../../../components/overlays/panel.tsx";
import { Skeleton } from "../../../components/layout/skeleton.tsx";
import { client } from "../../../server/client.ts";
import { useCollections } from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import type { RecordEditorProps } from "./record-editor-props.ts";
import { RecordFacts } from "./record-facts.tsx";
import { ShownValue } from "./shown-value.tsx";

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
          <>
            <CopyButton
              text={JSON.stringify(data, null, 2)}
              label={texts.menu.copyJson}
              size="normal"
            />
            <IconButton
              icon={Download}
              label={texts.menu.downloadJson}
              onClick={() => saveAsJson(data)}
            />
          </>
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
          <ShownValue field={field} record={record} collections={collections} />
        ),
      }))}
    />
  );
}

function saveAsJson(record: RecordModel): void {
  const text = JSON.stringify(record, null, 2);
  saveFile(
    new Blob([text], { type: "application/json" }),
    `${record.collectionName}-${record.id}.json`,
  );
}
