import { useState } from "react";
import { Button } from "../../../components/button.tsx";
import { FileDrop } from "../../../components/fields/file-drop.tsx";
import { Soft } from "../../../components/layout/soft.tsx";
import { Spinner } from "../../../components/spinner.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { TextArea } from "../../../components/fields/text-area.tsx";
import { importText } from "../../../text/import.ts";

const texts = importText.source;

const types = ".csv,.tsv,.json,.ndjson,.jsonl,text/csv,application/json";

/** Takes a file, or rows that are pasted. */
export function SourceStep({
  isReading,
  onFile,
}: {
  readonly isReading: boolean;
  readonly onFile: (file: File) => void;
}) {
  const [pasted, setPasted] = useState("");
  if (isReading) return <Spinner label={texts.reading} />;
  return (
    <Stack>
      <Soft>{texts.lead}</Soft>
      <FileDrop
        label={texts.drop}
        hint={texts.dropHint}
        accept={types}
        onFiles={([file]) => {
          if (file !== undefined) onFile(file);
        }}
      />
      <TextArea
        label={texts.paste}
        value={pasted}
        onChange={setPasted}
        placeholder={texts.placeholder}
        monospaced
        rows={6}
      />
      <Stack direction="row">
        <Button
          kind="secondary"
          disabled={pasted.trim() === ""}
          onClick={() => onFile(new File([pasted], texts.pastedName))}
        >
          {texts.use}
        </Button>
      </Stack>
    </Stack>
  );
}
