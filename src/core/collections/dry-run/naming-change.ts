import type { Collection } from "../collection.ts";
import type { Field } from "../fields/field.ts";
import type { Registry } from "../registry.ts";
import { compareFields, turnOf } from "./compare-fields.ts";

/** What would be called otherwise, or be no more, or hold lists from then on. */
export interface NamingChange {
  readonly collection: Collection;
  /** Undefined: the collection itself. */
  readonly field: Field | undefined;
  readonly kind: "renamed" | "removed" | "turned";
}

/** All that names may stand for differently after a change. */
export function namingChanges(
  before: Registry,
  after: Registry,
): readonly NamingChange[] {
  return before.all().flatMap((collection): NamingChange[] => {
    const now = after.byId(collection.id);
    if (now === undefined)
      return [{ collection, field: undefined, kind: "removed" }];
    const fields = compareFields(collection.fields, now.fields).flatMap(
      (change): NamingChange[] => {
        const { before: field } = change;
        if (field === undefined) return [];
        if (change.action === "remove")
          return [{ collection, field, kind: "removed" }];
        if (field.name !== change.after?.name)
          return [{ collection, field, kind: "renamed" }];
        return turnOf(change) === undefined
          ? []
          : [{ collection, field, kind: "turned" }];
      },
    );
    return collection.name === now.name
      ? fields
      : [{ collection, field: undefined, kind: "renamed" }, ...fields];
  });
}
