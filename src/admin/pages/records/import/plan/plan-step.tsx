import type { CollectionModel } from "pocketbase";
import { Notice } from "../../../../components/layout/notice.tsx";
import { RadioCards } from "../../../../components/fields/radio-cards.tsx";
import { SelectField } from "../../../../components/fields/select-field.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { importText } from "../../../../text/import.ts";
import { fill } from "../../../../text/index.ts";
import { keyFields, missingFields } from "../importable-fields.ts";
import type { ImportPlan } from "../use-import.ts";
import { ColumnList } from "./column-list.tsx";
import { FileFacts } from "./file-facts.tsx";

const texts = importText.mode;
const modes = ["create", "upsert", "skip"] as const;

/** Says how a file is to be imported: which column is for which field, and what becomes of records that are there. */
export function PlanStep({
  collection,
  collections,
  plan,
  onChange,
  onDelimiter,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly plan: ImportPlan;
  readonly onChange: (change: Partial<ImportPlan>) => void;
  readonly onDelimiter: (delimiter: string) => void;
}) {
  const { mapping, mode, key, file, sample } = plan;
  const chosen = new Set(
    Object.values(mapping).filter((field) => field !== null),
  );
  const missing = missingFields(collection, chosen);
  const keys = keyFields(collection);
  return (
    <Stack gap="large">
      <FileFacts file={file} sample={sample} onDelimiter={onDelimiter} />
      <ColumnList
        collection={collection}
        collections={collections}
        sample={sample}
        mapping={mapping}
        onChange={(next) => onChange({ mapping: next })}
      />
      {chosen.size === 0 && (
        <Notice kind="warn">{importText.mapping.none}</Notice>
      )}
      {chosen.size > 0 && missing.length > 0 && (
        <Notice kind="warn">
          {fill(importText.mapping.missing, { fields: missing.join(", ") })}
        </Notice>
      )}
      <RadioCards
        label={texts.label}
        value={mode}
        onChange={(next) => onChange({ mode: next })}
        options={modes.map((value) => ({
          value,
          label: texts[value],
          hint: texts[`${value}Hint`],
        }))}
      />
      {mode !== "create" && keys.length > 1 && (
        <SelectField
          name="key"
          label={texts.key}
          hint={texts.keyHint}
          value={key}
          options={keys.map((name) => ({ value: name, label: name }))}
          onChange={(next) => onChange({ key: next })}
        />
      )}
    </Stack>
  );
}
