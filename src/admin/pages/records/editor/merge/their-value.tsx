import type { CollectionField } from "pocketbase";
import { useCollections } from "../../../../server/collections.ts";
import { targetOf } from "../../../../server/record-labels.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { entryName, fileEntries } from "../../inputs/files/file-entries.ts";
import { textsOf } from "../../plain-values.ts";
import { labelText } from "../../present/label-text.ts";
import { useRelatedRecords } from "../../relations/related-records.ts";
import styles from "./conflict.module.css";

const { merge: texts } = recordEditorText;

/** The value that a field has elsewhere, in words. */
export function TheirValue({
  field,
  value,
}: {
  readonly field: CollectionField;
  readonly value: unknown;
}) {
  return field.type === "relation" ? (
    <TheirRecords field={field} ids={textsOf(value)} />
  ) : (
    <Words text={valueText(field, value)} />
  );
}

function TheirRecords({
  field,
  ids,
}: {
  readonly field: CollectionField;
  readonly ids: readonly string[];
}) {
  const { data: collections = [] } = useCollections();
  const target = targetOf(field, collections);
  const records = useRelatedRecords(target, collections, ids);
  const names = ids.map((id) => {
    const record = records?.get(id);
    return target === undefined || record === undefined
      ? id
      : labelText(record, target, collections);
  });
  return <Words text={names.join(", ")} />;
}

function Words({ text }: { readonly text: string }) {
  return text === "" ? (
    <em>{texts.empty}</em>
  ) : (
    <code className={styles["value"]}>{text}</code>
  );
}

function valueText(field: CollectionField, value: unknown): string {
  if (field.type === "file") {
    return fileEntries(value).map(entryName).join(", ");
  }
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
