import { Columns3, EyeOff } from "lucide-react";
import { Button, IconButton } from "../../../components/button.tsx";
import { Checkbox } from "../../../components/fields/checkbox.tsx";
import { Popover } from "../../../components/overlays/popover.tsx";
import { SortableList } from "../../../components/lists/sortable-list.tsx";
import { recordsText } from "../../../text/records.ts";
import { noChoice, withShown } from "./column-model.ts";
import styles from "./columns-menu.module.css";
import type { Columns } from "./use-columns.ts";

const { columns: text } = recordsText;

/** Which columns the table has, and in what order. */
export function ColumnsMenu({ all, shown, choice, choose }: Columns) {
  const isLast = shown.length === 1;
  return (
    <Popover
      title={text.title}
      trigger={<IconButton icon={Columns3} label={text.title} />}
    >
      {() => (
        <div className={styles["columns"]}>
          <SortableList
            waits
            items={all}
            getId={({ field }) => field.id}
            getLabel={({ field }) => field.name}
            onReorder={(columns) =>
              choose({
                ...choice,
                order: columns.map(({ field }) => field.id),
              })
            }
            renderItem={({ field, isShown }, handle) => (
              <div className={styles["column"]}>
                {handle}
                <Checkbox
                  label={field.name}
                  checked={isShown}
                  disabled={isShown && isLast}
                  onChange={(isOn) => choose(withShown(choice, field.id, isOn))}
                />
                {field.hidden && (
                  <span title={text.hidden} className={styles["hidden"]}>
                    <EyeOff role="img" aria-label={text.hidden} />
                  </span>
                )}
              </div>
            )}
          />
          <p className={styles["hint"]}>{text.hint}</p>
          <div>
            <Button
              kind="secondary"
              size="small"
              onClick={() => choose(noChoice)}
            >
              {text.reset}
            </Button>
          </div>
        </div>
      )}
    </Popover>
  );
}
