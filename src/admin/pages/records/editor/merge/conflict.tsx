import type { CollectionField } from "pocketbase";
import { Button } from "../../../../components/button.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { recordEditorText } from "../../../../text/record-editor.ts";
import { conflictAttribute, decideInPlace } from "./focus-conflict.ts";
import { TheirValue } from "./their-value.tsx";

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
  return (
    <div {...{ [conflictAttribute]: field.name }}>
      <Notice
        kind="warn"
        title={texts.conflict}
        action={
          <Stack direction="row" gap="tiny">
            <Button
              kind="secondary"
              size="small"
              onClick={({ currentTarget }) =>
                decideInPlace(currentTarget, () => onDecide("mine"))
              }
            >
              {texts.keepMine}
            </Button>
            <Button
              kind="secondary"
              size="small"
              onClick={({ currentTarget }) =>
                decideInPlace(currentTarget, () => onDecide("theirs"))
              }
            >
              {texts.takeTheirs}
            </Button>
          </Stack>
        }
      >
        {texts.theirs} <TheirValue field={field} value={theirs} />
      </Notice>
    </div>
  );
}
