import type { Collection } from "../../../core/collections/collection.ts";
import { largestFile } from "../../../core/collections/fields/file-field.ts";
import type { Field } from "../../../core/collections/fields/field.ts";
import type { BodyLimits } from "./read-body.ts";

const megabyte = 1024 * 1024;

/** Bytes that a request's body may have where nothing else is said. */
export const defaultBodyLimit = 32 * megabyte;

/** Milliseconds that an upload may stall. */
export const longestStall = 30_000;

const limits = new WeakMap<Collection, BodyLimits>();

/** What the body of a record's create or update may have: the default plus what its fields may hold. */
export function recordBodyLimits(collection: Collection): BodyLimits {
  let known = limits.get(collection);
  if (known === undefined) {
    let total = defaultBodyLimit;
    let text = defaultBodyLimit;
    for (const field of collection.fields) {
      if (field.type === "file") {
        total += largestFile(field) * Math.max(field.maxSelect, 1);
      }
      const bytes = textBytes(field);
      total += bytes;
      text += bytes;
    }
    known = { total, text, stall: longestStall };
    limits.set(collection, known);
  }
  return known;
}

function textBytes(field: Field): number {
  if (field.type === "editor") return field.maxSize || 5 * megabyte;
  return field.type === "json" ? field.maxSize || megabyte : 0;
}
