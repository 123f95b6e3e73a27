import type { JsonObject } from "../../json.ts";
import type { Field } from "../fields/field.ts";
import { fieldTypeOf, presentField } from "../fields/field-types.ts";

/** A field that would be added, removed or changed; the same by its id, whatever it is called. */
export type FieldChange =
  | {
      readonly action: "add";
      readonly before: undefined;
      readonly after: Field;
    }
  | {
      readonly action: "remove";
      readonly before: Field;
      readonly after: undefined;
    }
  | {
      readonly action: "change";
      readonly before: Field;
      readonly after: Field;
    };

/** The fields that differ, in the new order, then those that go. */
export function compareFields(
  before: readonly Field[],
  after: readonly Field[],
): readonly FieldChange[] {
  const known = new Map(before.map((field) => [field.id, field]));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((field): FieldChange[] => {
      const old = known.get(field.id);
      if (old === undefined)
        return [{ action: "add", before: undefined, after: field }];
      return isSame(presentField(old), presentField(field))
        ? []
        : [{ action: "change", before: old, after: field }];
    }),
    ...before
      .filter(({ id }) => !kept.has(id))
      .map((field): FieldChange => ({
        action: "remove",
        before: field,
        after: undefined,
      })),
  ];
}

/** Whether values change from one to many, or back. */
export function turnOf({
  before,
  after,
}: FieldChange): "list" | "single" | undefined {
  if (before === undefined || after === undefined) return undefined;
  const isList = fieldTypeOf(after).isMultiple(after);
  if (fieldTypeOf(before).isMultiple(before) === isList) return undefined;
  return isList ? "list" : "single";
}

function isSame(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
