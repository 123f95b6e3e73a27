import type { CollectionModel, RecordModel } from "pocketbase";
import { lazy, Suspense } from "react";

const RecordEditor = lazy(async () => ({
  default: (await import("./editor/record-editor.tsx")).RecordEditor,
}));
const FilePreview = lazy(async () => ({
  default: (await import("./present/file-preview.tsx")).FilePreview,
}));
const ImportRecords = lazy(async () => ({
  default: (await import("./import/import-records.tsx")).ImportRecords,
}));

/** What is open beside the table. */
export type OpenPanel =
  | { readonly kind: "new" }
  | { readonly kind: "copy"; readonly of: RecordModel }
  /** A record of another collection, or of this one, that a relation names. */
  | {
      readonly kind: "related";
      readonly collection: string;
      readonly id: string;
    }
  | {
      readonly kind: "file";
      readonly record: RecordModel;
      readonly name: string;
    }
  | { readonly kind: "import" };

/** Records, files and the like that are opened from the table. */
export function RecordPanels({
  collection,
  collections,
  record,
  panel,
  onCloseRecord,
  onClosePanel,
  onChanged,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  /** The id of the record that the address names. */
  readonly record: string | undefined;
  readonly panel: OpenPanel | undefined;
  readonly onCloseRecord: () => void;
  readonly onClosePanel: () => void;
  /** Told when rows are other ones now. */
  readonly onChanged: (isNew: boolean) => void;
}) {
  const related =
    panel?.kind === "related"
      ? collections.find(({ id }) => id === panel.collection)
      : undefined;
  return (
    <Suspense>
      {record !== undefined && record !== "" && (
        <RecordEditor
          key={record}
          collection={collection}
          record={{ id: record }}
          onClose={onCloseRecord}
          onSaved={(_, event) => onChanged(event === "created")}
        />
      )}
      {(panel?.kind === "new" || panel?.kind === "copy") && (
        <RecordEditor
          collection={collection}
          record={panel.kind === "new" ? "new" : { copyOf: panel.of }}
          onClose={onClosePanel}
          onSaved={(_, event) => onChanged(event === "created")}
        />
      )}
      {panel?.kind === "related" && related !== undefined && (
        <RecordEditor
          collection={related}
          record={{ id: panel.id }}
          onClose={onClosePanel}
          onSaved={() => onChanged(false)}
        />
      )}
      {panel?.kind === "file" && (
        <FilePreview
          record={panel.record}
          name={panel.name}
          onClose={onClosePanel}
        />
      )}
      {panel?.kind === "import" && (
        <ImportRecords
          collection={collection}
          onClose={onClosePanel}
          onImported={() => onChanged(true)}
        />
      )}
    </Suspense>
  );
}
