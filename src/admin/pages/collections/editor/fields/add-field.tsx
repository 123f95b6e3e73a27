import { Plus } from "lucide-react";
import { Button } from "../../../../components/button.tsx";
import { Popover } from "../../../../components/overlays/popover.tsx";
import { collectionsText } from "../../../../text/collections.ts";
import type { FieldTypeName } from "../field-model.ts";
import styles from "./add-field.module.css";
import { fieldTypeNames, fieldTypes } from "./field-types.ts";

/** Offers the types of fields. */
export function AddField({
  onAdd,
}: {
  readonly onAdd: (type: FieldTypeName) => void;
}) {
  return (
    <Popover
      align="start"
      trigger={
        <Button kind="secondary" icon={Plus}>
          {collectionsText.fields.add}
        </Button>
      }
    >
      {(close) => (
        <ul className={styles["types"]}>
          {fieldTypeNames.map((type) => {
            const { icon: Icon, label, hint } = fieldTypes[type];
            return (
              <li key={type}>
                <button
                  type="button"
                  className={styles["type"]}
                  onClick={() => {
                    close();
                    onAdd(type);
                  }}
                >
                  <Icon className={styles["icon"]} aria-hidden />
                  <span className={styles["label"]}>{label}</span>
                  <span className={styles["hint"]}>{hint}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Popover>
  );
}
