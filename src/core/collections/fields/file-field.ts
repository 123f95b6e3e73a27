import { fieldError, type FieldError } from "../../errors.ts";
import type { UploadedFile } from "../../files/uploaded-file.ts";
import { isOfType } from "../../files/receiving/content-type.ts";
import { parseDescription } from "./field-base.ts";
import {
  collect,
  eachError,
  largestInteger,
  outOfBounds,
  required,
} from "./field-errors.ts";
import type { FieldType, FileField } from "./field.ts";
import { listValues, toList } from "./list-value.ts";
import { boolOption, intOption, listOption } from "./option-reading.ts";

/** The names of one or several files in the storage. A name that the record does not have yet comes with an upload alone. */
export const fileField: FieldType<FileField> = {
  ...listValues(toNames),
  type: "file",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    maxSize: intOption(raw, "maxSize"),
    maxSelect: intOption(raw, "maxSelect"),
    mimeTypes: listOption(raw, "mimeTypes"),
    thumbs: listOption(raw, "thumbs"),
    protected: boolOption(raw, "protected"),
  }),

  validateOptions: (field) =>
    collect([
      ["maxSelect", outOfBounds(field.maxSelect, 0, largestInteger)],
      ["maxSize", outOfBounds(field.maxSize, 0, largestInteger)],
      ["thumbs", eachError(field.thumbs, validateThumb)],
    ]),

  validate(field, value, { previous, uploads }) {
    const names = toList(value);
    if (names.length === 0) return field.required ? required : undefined;
    const known = new Set(toList(previous));
    const added = names.filter((name) => !known.has(name));
    const unknown = added.filter((name) => uploads?.has(name) !== true);
    if (unknown.length > 0) {
      const invalidFiles = unknown.map((name) => name.slice(0, 250));
      return fieldError(
        "validation_invalid_file",
        `Invalid new files: ${invalidFiles.join(", ")}.`,
        { invalidFiles },
      );
    }
    const maxSelect = Math.max(field.maxSelect, 1);
    if (names.length > maxSelect) {
      return fieldError(
        "validation_too_many_files",
        `The maximum allowed files is ${maxSelect}.`,
        { maxSelect },
      );
    }
    for (const name of added) {
      const upload = uploads?.get(name);
      const error = upload && validateUpload(field, upload);
      if (error !== undefined) return error;
    }
    return undefined;
  },
};

/** Bytes that a file of the field may have. */
export function largestFile({ maxSize }: FileField): number {
  return maxSize > 0 ? maxSize : defaultMaxSize;
}

const defaultMaxSize = 5 * 1024 * 1024;
const longestName = 150;

function validateUpload(
  field: FileField,
  { name, originalName, size, contentType }: UploadedFile,
): FieldError | undefined {
  if (name === "" || name.length > longestName) {
    return fieldError(
      "validation_length_out_of_range",
      `The length must be between 1 and ${longestName}.`,
      { min: 1, max: longestName },
    );
  }
  if (!/^[^./\\][^/\\]+$/.test(name)) {
    return fieldError("validation_match_invalid", "Must be in a valid format.");
  }
  const maxSize = largestFile(field);
  if (size > maxSize) {
    const file = shortened(originalName);
    return fieldError(
      "validation_file_size_limit",
      `Failed to upload ${file} - the maximum allowed file size is ${maxSize} bytes.`,
      { file, maxSize },
    );
  }
  const types = field.mimeTypes ?? [];
  if (types.length > 0 && !types.some((type) => isOfType(contentType, type))) {
    return fieldError(
      "validation_invalid_mime_type",
      `"${name}" mime type must be one of: ${types.join(", ")}.`,
    );
  }
  return undefined;
}

function shortened(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 300)}...`;
}

/** Like `toList`, but an entry of a list may itself be a list of one. */
function toNames(raw: unknown): readonly string[] {
  if (!Array.isArray(raw)) return toList(raw);
  return toList(
    raw.flatMap((entry) => {
      const names = toList(entry);
      return names.length === 1 ? names : [];
    }),
  );
}

/** `100x50`, with a letter for where it is cut, or 0 for one side. */
function validateThumb(thumb: string): FieldError | undefined {
  if (/^0x0[tbf]?$/.test(thumb)) {
    return fieldError(
      "validation_not_in_invalid",
      "A thumb cannot be 0 wide and 0 high.",
    );
  }
  return thumb === "" || /^\d+x\d+[tbf]?$/.test(thumb)
    ? undefined
    : fieldError("validation_match_invalid", "Must be in a valid format.");
}
