import type { CollectionField } from "pocketbase";
import { Button } from "../../../../components/button.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { entryName, fileEntries } from "../../inputs/files/file-entries.ts";
import styles from "./conflict.module.css";

const { merge: texts } = recordEditorText;

/** The other value of a field that was changed here and elsewhere, below that of here. */
export function Conflict({
  field,
  theirs,
  onDecide,
}: {
  readonly field: CollectionField;
  readonly theirs: unknown;
  readonly onDecide: (whose: "mine" | "theirs") => void;
}) {
  const text = valueText(field, theirs);
  return (
    <Notice
      kind="warn"
      title={texts.conflict}
      action={
        <Stack direction="row" gap="tiny">
          <Button
            kind="secondary"
            size="small"
            onClick={() => onDecide("mine")}
          >
            {texts.keepMine}
          </Button>
          <Button
            kind="secondary"
            size="small"
            onClick={() => onDecide("theirs")}
          >
            {texts.takeTheirs}
          </Button>
        </Stack>
      }
    >
      {texts.theirs}{" "}
      {text === "" ? (
        <em>{texts.empty}</em>
      ) : (
        <code className={styles["value"]}>{text}</code>
      )}
    </Notice>
  );
}

function valueText(field: CollectionField, value: unknown): string {
  if (field.type === "file") {
    return fileEntries(value).map(entryName).join(", ");
  }
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
