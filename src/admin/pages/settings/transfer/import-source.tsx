import { JsonEditor } from "../../../code/json-editor.tsx";
import { formatJson } from "../../../code/json/format-json.ts";
import { findJsonProblem } from "../../../code/json/json-problem.ts";
import { Button } from "../../../components/button.tsx";
import { FileDrop } from "../../../components/fields/file-drop.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { transferText } from "../../../text/transfer.ts";

const texts = transferText.import;

/** Where an import comes from: a file, or what is pasted. */
export function ImportSource({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  async function read(file: File): Promise<void> {
    try {
      const text = await file.text();
      onChange(findJsonProblem(text) === undefined ? formatJson(text) : text);
    } catch {
      // It was moved or changed since it was chosen.
      toast.bad(texts.notText);
    }
  }

  return (
    <>
      <FileDrop
        label={texts.drop}
        hint={texts.dropHint}
        accept=".json,application/json"
        onFiles={([file]) => {
          if (file !== undefined) void read(file);
        }}
      />
      <JsonEditor
        label={texts.json}
        value={value}
        onChange={onChange}
        placeholder={texts.jsonPlaceholder}
        minHeight="12rem"
        aside={
          value !== "" && (
            <Button kind="ghost" size="small" onClick={() => onChange("")}>
              {texts.clear}
            </Button>
          )
        }
      />
    </>
  );
}
