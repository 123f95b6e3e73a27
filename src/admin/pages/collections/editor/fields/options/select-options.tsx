import { useState } from "react";
import { TextArea } from "../../../../../components/fields/text-area.tsx";
import { collectionsText } from "../../../../../text/collections.ts";
import type { SelectFieldModel } from "../../field-model.ts";
import { CountFields } from "./count-fields.tsx";
import type { OptionProps } from "./option-props.ts";

const texts = collectionsText.options;

export function SelectOptions({
  field,
  change,
  path,
  stored,
}: OptionProps<SelectFieldModel>) {
  const values = field.values ?? [];
  // What is typed may have an empty line at its end, which is no choice yet.
  const [typed, setTyped] = useState(values.join("\n"));
  const shown = isSameList(readLines(typed), values)
    ? typed
    : values.join("\n");

  return (
    <>
      <TextArea
        name={`${path}.values`}
        label={texts.values}
        hint={texts.valuesHint}
        required
        autoGrow
        value={shown}
        onChange={(text) => {
          setTyped(text);
          const next = readLines(text);
          change({
            values: next,
            ...(field.maxSelect > 1 && {
              maxSelect: Math.max(2, Math.min(field.maxSelect, next.length)),
            }),
          });
        }}
      />
      <CountFields
        path={path}
        maxSelect={field.maxSelect}
        stored={stored}
        several={Math.max(2, values.length)}
        max={Math.max(2, values.length)}
        onChange={(maxSelect) => change({ maxSelect })}
      />
    </>
  );
}

/** Each line once. */
function readLines(text: string): readonly string[] {
  return Array.from(
    new Set(text.split("\n").map((line) => line.trim())),
  ).filter((line) => line !== "");
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length && one.every((value, i) => value === other[i])
  );
}
