import type { CollectionModel } from "pocketbase";
import { Heading } from "../../../../components/layout/heading.tsx";
import { SelectField } from "../../../../components/fields/select-field.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { importText } from "../../../../text/import.ts";
import { fill } from "../../../../text/index.ts";
import { assignField, type ColumnMapping } from "../guess-mapping.ts";
import { fieldHint, importableFields } from "../importable-fields.ts";
import type { FileSample } from "../reader/sample-file.ts";
import styles from "./column-list.module.css";

const texts = importText.mapping;

/** Says for each column of a file which field it is for. */
export function ColumnList({
  collection,
  collections,
  sample,
  mapping,
  onChange,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly sample: FileSample;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}) {
  const fields = importableFields(collection);
  const options = [
    { value: "", label: texts.leaveOut },
    ...fields.map(({ name }) => ({ value: name, label: name })),
  ];
  return (
    <Stack gap="small">
      <Heading level={2}>{texts.title}</Heading>
      <ul className={styles["columns"]}>
        {sample.columns.map(({ name, values }) => {
          const chosen = mapping[name] ?? "";
          const field = fields.find((one) => one.name === chosen);
          return (
            <li key={name} className={styles["column"]}>
              <div className={styles["found"]}>
                <strong>{name === "" ? texts.unnamed : name}</strong>
                <span className={styles["values"]}>
                  {values.length === 0 ? texts.empty : values.join(" · ")}
                </span>
              </div>
              <SelectField
                name={`mapping.${name}`}
                label={fill(texts.fieldFor, { column: name })}
                labelHidden
                hint={field && fieldHint(field, collections)}
                value={chosen}
                options={options}
                onChange={(next) =>
                  onChange(assignField(mapping, name, next || null))
                }
              />
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}
