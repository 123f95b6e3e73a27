import type { CollectionField, CollectionModel, RecordModel } from "pocketbase";
import { classes } from "../../../components/classes.ts";
import { useShownZone } from "../../../components/times/shown-zone.tsx";
import { useCollections } from "../../../server/collections.ts";
import { labelFields } from "../../../server/record-labels.ts";
import { textsOf } from "../plain-values.ts";
import { FileThumb } from "./file-thumb.tsx";
import { partText } from "./label-text.ts";
import styles from "./record-label.module.css";

interface LabelProps {
  readonly record: RecordModel;
  readonly collection: CollectionModel;
  readonly size?: "small" | "normal";
}

/**
 * What a record is called, in one line: what its collection presents it by, pictures included, else its most telling field,
 * else its id.
 *
 * @param props.record with what `presentableExpand` names
 */
export function RecordLabel(props: LabelProps) {
  const fields = labelFields(props.collection);
  // Only these need to know the other collections, and tables have a great many labels.
  return fields.some(({ type }) => type === "relation") ? (
    <LabelWithRelations {...props} fields={fields} />
  ) : (
    <Label {...props} fields={fields} collections={[]} />
  );
}

function LabelWithRelations(
  props: LabelProps & { readonly fields: readonly CollectionField[] },
) {
  const { data: collections = [] } = useCollections();
  return <Label {...props} collections={collections} />;
}

function Label({
  record,
  fields,
  collections,
  size = "normal",
}: LabelProps & {
  readonly fields: readonly CollectionField[];
  readonly collections: readonly CollectionModel[];
}) {
  const zone = useShownZone();
  const thumbs = fields
    .filter(({ type }) => type === "file")
    .flatMap(({ name }) => textsOf(record[name]).slice(0, 1));
  const texts = fields
    .map((field) => partText(record, field, collections, zone))
    .filter((text) => text !== "");
  return (
    <span className={classes(styles["label"], styles[size])}>
      {thumbs.map((name) => (
        <FileThumb key={name} record={record} name={name} size="small" />
      ))}
      {texts.length > 0 ? (
        <span className={styles["text"]}>{texts.join(" · ")}</span>
      ) : (
        <code className={styles["text"]}>{record.id}</code>
      )}
    </span>
  );
}
