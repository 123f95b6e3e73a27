import { fieldError } from "../../errors.ts";
import { countBytes, toText } from "./casting.ts";
import { parseDescription } from "./field-base.ts";
import {
  collect,
  largestInteger,
  outOfBounds,
  required,
} from "./field-errors.ts";
import type { EditorField, FieldType } from "./field.ts";
import { boolOption, intOption } from "./option-reading.ts";
import { textValue } from "./text-value.ts";

/** Bytes that a field without `maxSize` takes. */
const defaultEditorSize = 5 << 20;

/** Formatted text as HTML; it is stored and given back as it came. */
export const editorField: FieldType<EditorField> = {
  ...textValue,
  type: "editor",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    maxSize: intOption(raw, "maxSize"),
    convertURLs: boolOption(raw, "convertURLs"),
  }),

  validateOptions: (field) =>
    collect([["maxSize", outOfBounds(field.maxSize, 0, largestInteger)]]),

  validate(field, value) {
    const text = toText(value);
    if (text === "") return field.required ? required : undefined;
    const maxSize = field.maxSize > 0 ? field.maxSize : defaultEditorSize;
    return countBytes(text) <= maxSize
      ? undefined
      : fieldError(
          "validation_content_size_limit",
          `The maximum allowed content size is ${maxSize} bytes.`,
          { maxSize },
        );
  },
};
