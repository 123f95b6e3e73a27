import { fieldError } from "../../errors.ts";
import { parseDescription } from "./field-base.ts";
import { collect, outOfBounds, required, tooMany } from "./field-errors.ts";
import type { FieldType, SelectField } from "./field.ts";
import { listValues, toList } from "./list-value.ts";
import { intOption, listOption } from "./option-reading.ts";

/** One or several of a fixed list of values. */
export const selectField: FieldType<SelectField> = {
  ...listValues(),
  type: "select",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    values: listOption(raw, "values"),
    maxSelect: intOption(raw, "maxSelect"),
  }),

  validateOptions({ values, maxSelect }) {
    const count = values?.length ?? 0;
    return collect([
      ["values", count === 0 ? required : undefined],
      ["maxSelect", outOfBounds(maxSelect, 0, Math.max(count, 1))],
    ]);
  },

  validate(field, value) {
    const selected = toList(value);
    if (selected.length === 0) return field.required ? required : undefined;
    const many = tooMany(selected.length, field.maxSelect);
    if (many !== undefined) return many;
    const unknown = selected.find((one) => !field.values?.includes(one));
    return unknown === undefined
      ? undefined
      : fieldError("validation_invalid_value", `Invalid value ${unknown}.`, {
          value: unknown,
        });
  },
};
