import { Button } from "../../../components/button.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { fill } from "../../../text/index.ts";
import { transferText } from "../../../text/transfer.ts";
import type { ImportedCollection } from "./parse-import.ts";

const texts = transferText.import;

/** Says which collections would be taken for new ones though they are there, and offers a way out. */
export function IdClashes({
  clashes,
  onTake,
}: {
  readonly clashes: readonly ImportedCollection[];
  readonly onTake: () => void;
}) {
  if (clashes.length === 0) return null;
  return (
    <Notice
      kind="warn"
      title={texts.clash}
      action={
        <Button kind="secondary" size="small" onClick={onTake}>
          {texts.takeIds}
        </Button>
      }
    >
      {fill(texts.clashText, {
        names: clashes.map(({ name }) => name).join(", "),
      })}
    </Notice>
  );
}
