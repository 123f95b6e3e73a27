import { Button } from "../../../../components/button.tsx";
import { Notice } from "../../../../components/layout/notice.tsx";
import { fill } from "../../../../text/index.ts";
import { recordEditorText } from "../../../../text/record-editor.ts";
import type { Editing } from "../use-editing.ts";

const { merge: texts } = recordEditorText;

/** What has become of the record elsewhere while it is edited. */
export function MergeNotices({
  editing: { taken, conflicts },
  isGone,
  onCreateAnew,
}: {
  readonly editing: Editing;
  readonly isGone: boolean;
  readonly onCreateAnew: () => void;
}) {
  if (isGone) {
    return (
      <div role="alert">
        <Notice
          kind="bad"
          title={texts.gone}
          action={
            <Button kind="secondary" size="small" onClick={onCreateAnew}>
              {texts.createAnew}
            </Button>
          }
        >
          {texts.goneText}
        </Notice>
      </div>
    );
  }
  const conflicting = Object.keys(conflicts);
  return (
    <>
      {conflicting.length > 0 && (
        <div role="alert">
          <Notice kind="warn" title={texts.conflictNotice}>
            {fill(texts.conflictText, { fields: conflicting.join(", ") })}
          </Notice>
        </div>
      )}
      {taken.length > 0 && (
        <div role="alert">
          <Notice title={texts.takenNotice}>
            {fill(texts.takenText, { fields: taken.join(", ") })}
          </Notice>
        </div>
      )}
    </>
  );
}
