import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { collectionsText } from "../../../text/collections.ts";
import { fill } from "../../../text/index.ts";

const texts = collectionsText.stale;

/** Asks what to do with a collection that somebody else has saved meanwhile. */
export function StaleDialog({
  name,
  onAnswer,
}: {
  readonly name: string;
  readonly onAnswer: (answer: "keep" | "load" | "overwrite") => void;
}) {
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={() => onAnswer("keep")}
      title={fill(texts.title, { name })}
      description={texts.text}
      footer={
        <>
          <Button kind="secondary" onClick={() => onAnswer("keep")}>
            {texts.keep}
          </Button>
          <Button kind="secondary" onClick={() => onAnswer("load")}>
            {texts.load}
          </Button>
          <Button kind="danger" onClick={() => onAnswer("overwrite")}>
            {texts.overwrite}
          </Button>
        </>
      }
    />
  );
}
