import type { Collection } from "../../../core/collections/collection.ts";
import type { Field } from "../../../core/collections/fields/field.ts";

const megabyte = 1024 * 1024;

/** Bytes that a request's body may have where nothing else is said. */
export const defaultBodyLimit = 32 * megabyte;

const limits = new WeakMap<Collection, number>();

/** Bytes that the body of a record's create or update may have: the default plus what its fields may hold. */
export function recordBodyLimit(collection: Collection): number {
  let limit = limits.get(collection);
  if (limit === undefined) {
    limit = defaultBodyLimit;
    if (collection.type !== "view") {
      for (const field of collection.fields) limit += fieldBytes(field);
    }
    limits.set(collection, limit);
  }
  return limit;
}

function fieldBytes(field: Field): number {
  if (field.type === "file") {
    return (field.maxSize || 5 * megabyte) * Math.max(field.maxSelect, 1);
  }
  if (field.type === "editor") return field.maxSize || 5 * megabyte;
  return field.type === "json" ? field.maxSize || megabyte : 0;
}
