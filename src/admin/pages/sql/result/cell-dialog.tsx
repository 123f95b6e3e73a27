import { CodeBlock } from "../../../code/code-block.tsx";
import { Code } from "../../../components/texts/code.tsx";
import { CopyButton } from "../../../components/texts/copy-button.tsx";
import { Dialog } from "../../../components/overlays/dialog.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { sqlText } from "../../../text/sql.ts";

const { result: texts } = sqlText;

/** A value in full: JSON in order, all else as it is. */
export function CellDialog({
  title,
  value,
  onClose,
}: {
  readonly title: string;
  readonly value: string | null;
  readonly onClose: () => void;
}) {
  const json = value === null ? undefined : orderly(value);
  return (
    <Dialog open onClose={onClose} title={title} size="large">
      {json !== undefined && <CodeBlock language="json" code={json} />}
      {json === undefined && (
        <Stack direction="row" align="start">
          <Code>{value ?? texts.null}</Code>
          {value !== null && <CopyButton text={value} label={texts.copyCell} />}
        </Stack>
      )}
    </Dialog>
  );
}

/** A list or an object, indented; undefined if it is none. */
function orderly(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}
