import type { RecordModel } from "pocketbase";
import { Dialog } from "../../../../components/overlays/dialog.tsx";
import { FilePreview } from "../../present/file-preview.tsx";
import { FileView } from "../../present/file-view.tsx";
import { type FileEntry, entryName } from "./file-entries.ts";
import { useObjectUrl } from "./use-object-url.ts";

/** One of a field's files, large: from the server, or before it is sent there. */
export function EntryPreview({
  entry,
  stored,
  onClose,
}: {
  readonly entry: FileEntry;
  /** The record, if there is one already. */
  readonly stored: RecordModel | undefined;
  readonly onClose: () => void;
}) {
  const name = entryName(entry);
  if (entry.kind === "new") {
    return <NewFilePreview name={name} file={entry.file} onClose={onClose} />;
  }
  return stored === undefined ? null : (
    <FilePreview record={stored} name={name} onClose={onClose} />
  );
}

function NewFilePreview({
  name,
  file,
  onClose,
}: {
  readonly name: string;
  readonly file: File;
  readonly onClose: () => void;
}) {
  const url = useObjectUrl(file);
  return (
    <Dialog open onClose={onClose} title={name} size="large">
      <FileView name={name} url={url} file={file} />
    </Dialog>
  );
}
