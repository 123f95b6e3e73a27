import { Button } from "../../../../components/button.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { DateText } from "../../../../components/texts/date-text.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { recordEditorText } from "../../../../text/record-editor.ts";
import type { StoredDraft } from "./stored-draft.ts";

const { draft: texts } = recordEditorText;

/** Offers edits that were not saved. */
export function DraftNotice({
  draft,
  onRestore,
  onDiscard,
}: {
  readonly draft: StoredDraft;
  readonly onRestore: () => void;
  readonly onDiscard: () => void;
}) {
  return (
    <Notice
      action={
        <Stack direction="row" gap="tiny">
          <Button kind="secondary" size="small" onClick={onRestore}>
            {texts.restore}
          </Button>
          <Button kind="ghost" size="small" onClick={onDiscard}>
            {texts.discard}
          </Button>
        </Stack>
      }
    >
      {texts.found} <DateText value={draft.at} relative />
    </Notice>
  );
}
