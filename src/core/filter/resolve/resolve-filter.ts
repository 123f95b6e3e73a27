import type { ParsedFilter } from "../parsed-filter.ts";
import { resolveCollectionPath } from "./resolve-collection-path.ts";
import { resolvePath } from "./resolve-path.ts";
import { resolveReference } from "./resolve-reference.ts";
import { type BoundValue, resolveTree } from "./resolve-tree.ts";
import type { Origin, Resolution } from "./resolution.ts";
import type { Condition } from "./resolved.ts";

/**
 * Resolves a filter of a collection's records.
 * @throws {Invalid} a path, function or modifier that does not exist or is not for this client
 */
export function resolveFilter(
  resolution: Resolution,
  origin: Origin,
  parsed: ParsedFilter,
  values: readonly BoundValue[],
): Condition {
  return resolveTree(resolution, {
    parsed,
    values,
    resolvePath(path, value) {
      if (value?.reference !== undefined) {
        return resolveReference(resolution, origin, value, value.reference);
      }
      return path.startsWith("@collection.")
        ? resolveCollectionPath(resolution, origin, path)
        : resolvePath(resolution, origin, path.split("."));
    },
    hasField(name) {
      const field = origin.collection.field.get(name);
      return field !== undefined && (origin.isTrusted || !field.hidden);
    },
  });
}
