import { useMemo, useState } from "react";
import { Button } from "../../../../components/button.tsx";
import { Dialog } from "../../../../components/overlays/dialog.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { SwitchField } from "../../../../components/fields/switch-field.tsx";
import { collectionsText } from "../../../../text/collections.ts";
import { type CollectionDraft, keptFields } from "../collection-draft.ts";
import { SqlField } from "../sql-field.tsx";
import styles from "./index-dialog.module.css";
import {
  type IndexParts,
  readIndex,
  renameIndex,
  writeIndex,
} from "./index-statement.ts";
import { newIndexName, randomEnding } from "./new-index-name.ts";

const texts = collectionsText.indexes;

/** Makes or changes an index, by choosing columns or by writing its statement. */
export function IndexDialog({
  draft,
  statement,
  path,
  onApply,
  onClose,
}: {
  readonly draft: CollectionDraft;
  /** Undefined for a new index. */
  readonly statement: string | undefined;
  /** Where the server's answers have the index, as in `indexes.2`. */
  readonly path: string;
  readonly onApply: (statement: string) => void;
  readonly onClose: () => void;
}) {
  const empty: IndexParts = {
    unique: false,
    name: "",
    table: draft.name,
    columns: [],
    where: "",
  };
  const [text, setText] = useState(statement ?? "");
  const [ending] = useState(randomEnding);
  const parts = readIndex(text) ?? empty;
  const tables = useMemo(() => [draft], [draft]);
  const fields = keptFields(draft).filter(({ name }) => name !== "id");
  const canApply = readIndex(text) !== undefined && parts.columns.length > 0;

  function change(next: Partial<IndexParts>): void {
    const all = { ...parts, table: parts.table || draft.name, ...next };
    // A name of one's own stays; one that was made goes by the columns.
    const isMade =
      parts.name === "" || parts.name === newIndexName(parts, ending);
    const name = isMade ? newIndexName(all, ending) : parts.name;
    setText(all.columns.length === 0 ? "" : writeIndex({ ...all, name }));
  }

  function toggle(column: string): void {
    const others = parts.columns.filter((other) => !isColumn(other, column));
    const columns =
      others.length < parts.columns.length
        ? others
        : [...parts.columns, column];
    change({ columns });
  }

  function apply(): void {
    onApply(
      parts.name === "" ? renameIndex(text, newIndexName(parts, ending)) : text,
    );
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={statement === undefined ? texts.newTitle : texts.editTitle}
      footer={
        <>
          <Button kind="secondary" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button disabled={!canApply} onClick={apply}>
            {texts.apply}
          </Button>
        </>
      }
    >
      <Stack>
        <fieldset className={styles["columns"]}>
          <legend className={styles["legend"]}>{texts.columns}</legend>
          {fields.map(({ key, name }) => (
            <label key={key} className={styles["column"]}>
              <input
                type="checkbox"
                checked={parts.columns.some((other) => isColumn(other, name))}
                onChange={() => toggle(name)}
              />
              {name}
            </label>
          ))}
        </fieldset>
        <SwitchField
          label={texts.uniqueLabel}
          hint={texts.uniqueHint}
          checked={parts.unique}
          disabled={parts.columns.length === 0}
          onChange={(unique) => change({ unique })}
        />
        <SqlField
          name={path}
          label={texts.statement}
          hint={
            text !== "" && !canApply ? texts.needsColumns : texts.statementHint
          }
          tables={tables}
          value={text}
          onChange={setText}
        />
      </Stack>
    </Dialog>
  );
}

/** Whether a column of an index is this field, whatever collation and direction it has. */
function isColumn(column: string, name: string): boolean {
  const [first = ""] = column.split(/\s+/);
  return first.replace(/[`"[\]]/g, "").toLowerCase() === name.toLowerCase();
}
