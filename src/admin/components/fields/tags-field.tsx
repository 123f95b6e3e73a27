import { fieldText as texts } from "../../text/fields.ts";
import { ChipsField } from "./chips-field.tsx";
import type { FieldProps } from "./field.tsx";
import { splitTags } from "./split-tags.ts";

const none: readonly string[] = [];

/** Several texts: Enter or a comma ends one, Backspace removes the last, and a pasted list is taken apart. */
export function TagsField({
  suggestions = none,
  placeholder = texts.addTag,
  ...field
}: FieldProps & {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly placeholder?: string;
  readonly suggestions?: readonly string[];
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}) {
  const options = suggestions.map((value) => ({ value, label: value }));
  return (
    <ChipsField
      {...field}
      options={options}
      placeholder={placeholder}
      split={splitTags}
    />
  );
}
