import { DataList } from "../../../../components/layout/data-list.tsx";
import { SelectField } from "../../../../components/fields/select-field.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { importText } from "../../../../text/import.ts";
import { fileSize } from "../../../../components/texts/file-size.ts";
import type { FileSample } from "../reader/sample-file.ts";

const texts = importText.file;

const delimiters = [
  { value: ",", label: texts.delimiters.comma },
  { value: ";", label: texts.delimiters.semicolon },
  { value: "\t", label: texts.delimiters.tab },
  { value: "|", label: texts.delimiters.pipe },
];

/** What file it is, and what stands between its values, in case that was taken for something else. */
export function FileFacts({
  file,
  sample: { format, delimiter },
  onDelimiter,
}: {
  readonly file: File;
  readonly sample: FileSample;
  readonly onDelimiter: (delimiter: string) => void;
}) {
  return (
    <Stack>
      <DataList
        rows={[
          {
            label: texts.name,
            value: `${file.name} (${fileSize(file.size)})`,
          },
          { label: texts.format, value: texts.formats[format] },
        ]}
      />
      {delimiter !== undefined && (
        <SelectField
          name="delimiter"
          label={texts.delimiter}
          value={delimiter}
          options={delimiters}
          onChange={onDelimiter}
        />
      )}
    </Stack>
  );
}
