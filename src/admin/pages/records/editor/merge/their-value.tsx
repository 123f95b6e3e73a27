import type { CollectionField } from "pocketbase";
import type { ReactNode } from "react";
import { DateText } from "../../../../components/texts/date-text.tsx";
import { useShownZone } from "../../../../components/times/shown-zone.tsx";
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
  if (field.type === "relation") {
    return <TheirRecords field={field} ids={textsOf(value)} />;
  }
  const text = valueText(field, value);
  return (
    <Words text={text}>{isDate(field) && <DateText value={text} />}</Words>
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
  const zone = useShownZone();
  const target = targetOf(field, collections);
  const records = useRelatedRecords(target, collections, ids);
  const names = ids.map((id) => {
    const record = records?.get(id);
    return target === undefined || record === undefined
      ? id
      : labelText(record, target, collections, zone);
  });
  return <Words text={names.join(", ")} />;
}

function Words({
  text,
  children,
}: {
  readonly text: string;
  /** Shown in its place; false for none. */
  readonly children?: ReactNode;
}) {
  return text === "" ? (
    <em>{texts.empty}</em>
  ) : (
    <code className={styles["value"]}>{children || text}</code>
  );
}

function isDate({ type }: CollectionField): boolean {
  return type === "date" || type === "autodate";
}

function valueText(field: CollectionField, value: unknown): string {
  if (field.type === "file") {
    return fileEntries(value).map(entryName).join(", ");
  }
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
