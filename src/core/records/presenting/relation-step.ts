import type { Collection } from "../../collections/collection.ts";
import type { RelationField } from "../../collections/fields/field.ts";
import { hasSingleColumnUniqueIndex } from "../../collections/indexes.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import { fieldTypeOf } from "../../collections/fields/field-types.ts";
import type { Audience } from "./presenter.ts";

/** One step of an expand: from records to those that they point at, or that point at them. */
export interface RelationStep {
  /** Where the step leads. */
  readonly collection: Collection;
  /** Whether a record may lead to several, so that the result is a list. */
  readonly isMultiple: boolean;
  /** The relation field in `collection` that points back; undefined for the record's own relations. */
  readonly via: RelationField | undefined;
}

const backRelation = /^(\w+)_via_(\w+)$/;
/** How back-relations were written before PocketBase 0.22. */
const oldBackRelation = /^(\w+)\((\w+)\)$/;

/**
 * What a name in an expand stands for; undefined when it is no relation. A hidden relation is none to anybody but
 * superusers: its expand would show what the field hides.
 */
export function findRelationStep(
  collections: CollectionLookup,
  from: Collection,
  name: string,
  audience: Audience,
): RelationStep | undefined {
  const [, pointing, fieldName] =
    (name.includes("(") ? oldBackRelation : backRelation).exec(name) ?? [];
  if (pointing !== undefined && fieldName !== undefined) {
    const collection = collections.find(pointing);
    const via = collection?.field.get(fieldName);
    if (collection === undefined || via?.type !== "relation") return undefined;
    if (via.collectionId !== from.id || isHiddenFrom(via, audience)) {
      return undefined;
    }
    const isMultiple = !hasSingleColumnUniqueIndex(collection, fieldName);
    return { collection, isMultiple, via };
  }
  const field = from.field.get(name);
  if (field?.type !== "relation" || isHiddenFrom(field, audience)) {
    return undefined;
  }
  const collection = collections.find(field.collectionId);
  if (collection === undefined) return undefined;
  const isMultiple = fieldTypeOf(field).isMultiple(field);
  return { collection, isMultiple, via: undefined };
}

function isHiddenFrom(field: RelationField, audience: Audience): boolean {
  return field.hidden && audience !== "superuser";
}
