import { Info } from "lucide-react";
import type { RecordModel } from "pocketbase";
import { CodeBlock } from "../../../code/code-block.tsx";
import { IconButton } from "../../../components/button.tsx";
import { Popover } from "../../../components/overlays/popover.tsx";
import { fill } from "../../../text/index.ts";
import { recordEditorText } from "../../../text/record-editor.ts";

/** A button that shows all values of a record beside it, without opening the record. */
export function RecordPeek({
  record,
  name,
}: {
  readonly record: RecordModel;
  /** What the record is called. */
  readonly name: string;
}) {
  const label = fill(recordEditorText.relation.values, { record: name });
  const { expand: _, ...values } = record;
  return (
    <Popover
      title={label}
      trigger={<IconButton icon={Info} size="small" label={label} />}
    >
      {() => (
        <CodeBlock
          code={JSON.stringify(values, null, 2)}
          language="json"
          label={label}
        />
      )}
    </Popover>
  );
}
