import type { CollectionModel, RecordModel } from "pocketbase";
import { CopyButton } from "../../../components/texts/copy-button.tsx";
import { DateText } from "../../../components/texts/date-text.tsx";
import { fill } from "../../../text/index.ts";
import { recordEditorText as texts } from "../../../text/record-editor.ts";
import styles from "./record-facts.module.css";

/** What one wants to know of a record before anything else. */
export function RecordFacts({
  collection,
  record,
}: {
  readonly collection: CollectionModel;
  readonly record: RecordModel | undefined;
}) {
  const created: unknown = record?.["created"];
  const updated: unknown = record?.["updated"];
  return (
    <div className={styles["facts"]}>
      <span>{fill(texts.in, { collection: collection.name })}</span>
      {record !== undefined && (
        <span className={styles["id"]}>
          <code>{record.id}</code>
          <CopyButton text={record.id} label={texts.copyId} />
        </span>
      )}
      {typeof created === "string" && created !== "" && (
        <span>
          {texts.created} <DateText value={created} relative />
        </span>
      )}
      {typeof updated === "string" && updated !== "" && (
        <span>
          {texts.updated} <DateText value={updated} relative />
        </span>
      )}
    </div>
  );
}
