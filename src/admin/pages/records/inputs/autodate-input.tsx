import type { CollectionField, RecordModel } from "pocketbase";
import { DateText } from "../../../components/texts/date-text.tsx";
import { FieldFrame } from "../../../components/fields/field.tsx";
import { recordEditorText } from "../../../text/record-editor.ts";
import styles from "./autodate-input.module.css";
import { textOf } from "../plain-values.ts";

/** A time that the server writes: only to be read. */
export function AutodateInput({
  field,
  record,
}: {
  readonly field: CollectionField;
  readonly record: RecordModel;
}) {
  return (
    <FieldFrame label={field.name} hint={recordEditorText.input.notSet}>
      {({ control: { id }, labelId }) => (
        <output id={id} aria-labelledby={labelId} className={styles["date"]}>
          <DateText value={textOf(record[field.name])} />
        </output>
      )}
    </FieldFrame>
  );
}
