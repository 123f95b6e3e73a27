import { fieldError, type FieldError } from "../../errors.ts";
import type { Collection } from "../collection.ts";
import { parseDescription } from "./field-base.ts";
import { collect, outOfBounds, required, tooMany } from "./field-errors.ts";
import type {
  FieldType,
  OptionsContext,
  RelationField,
  ValueContext,
} from "./field.ts";
import { listValues, toList } from "./list-value.ts";
import { boolOption, intOption, textOption } from "./option-reading.ts";

/** The ids of one or several records of another collection, or the same. */
export const relationField: FieldType<RelationField> = {
  ...listValues(),
  type: "relation",

  parseOptions: (raw) => ({
    ...parseDescription(raw),
    collectionId: textOption(raw, "collectionId"),
    cascadeDelete: boolOption(raw, "cascadeDelete"),
    minSelect: intOption(raw, "minSelect"),
    maxSelect: intOption(raw, "maxSelect"),
  }),

  validateOptions: (field, context) =>
    collect([
      ["collectionId", validateTarget(field, context)],
      ["minSelect", outOfBounds(field.minSelect, 0)],
      [
        "maxSelect",
        field.minSelect > 0 && field.maxSelect === 0
          ? required
          : outOfBounds(field.maxSelect, field.minSelect),
      ],
    ]),

  validate(field, value, context) {
    const ids = toList(value);
    if (ids.length === 0) return field.required ? required : undefined;
    if (field.minSelect > 0 && ids.length < field.minSelect) {
      return fieldError(
        "validation_not_enough_values",
        `Select at least ${field.minSelect}.`,
        { minSelect: field.minSelect },
      );
    }
    const many = tooMany(ids.length, field.maxSelect);
    if (many !== undefined) return many;
    const target = context.collections.find(field.collectionId);
    if (target === undefined) {
      return fieldError(
        "validation_missing_rel_collection",
        "The related collection is missing.",
      );
    }
    return validateExistence(target, ids, context);
  },
};

async function validateExistence(
  target: Collection,
  ids: readonly string[],
  context: ValueContext,
): Promise<FieldError | undefined> {
  return (await context.countExisting(target, ids)) === ids.length
    ? undefined
    : fieldError(
        "validation_missing_rel_records",
        "Not all of the related records exist.",
      );
}

function validateTarget(
  { collectionId }: RelationField,
  { collection, collections, previous }: OptionsContext,
): FieldError | undefined {
  if (collectionId === "") return required;
  if (previous?.type === "relation" && previous.collectionId !== collectionId) {
    return fieldError(
      "validation_field_relation_change",
      "The related collection cannot be changed.",
    );
  }
  const target = collections.find(collectionId);
  if (target?.id !== collectionId) {
    return fieldError(
      "validation_field_relation_missing_collection",
      "The related collection doesn't exist.",
    );
  }
  return collection.type !== "view" && target.type === "view"
    ? fieldError(
        "validation_relation_field_non_view_base_collection",
        "Only view collections can have relations to views.",
      )
    : undefined;
}
