import { Invalid } from "../../errors.ts";
import type { SortTerm } from "../syntax/tree.ts";
import { PathWalk } from "./path-walk.ts";
import { resolveCollectionPath } from "./resolve-collection-path.ts";
import { resolvePath } from "./resolve-path.ts";
import type { Origin, Resolution } from "./resolution.ts";
import type { SortKey } from "./resolved.ts";

/** @throws {Invalid} a term that is no field, or not one for this client */
export function resolveSort(
  resolution: Resolution,
  origin: Origin,
  terms: readonly SortTerm[],
): SortKey[] {
  return terms.map(({ path, descending }): SortKey => {
    if (path === "@random") return { type: "random" };
    if (path === "@rowid") {
      if (origin.collection.type === "view") {
        throw new Invalid("The records of a view have no @rowid.");
      }
      return { type: "insertion", table: origin.alias, descending };
    }
    if (path.startsWith("@collection.")) {
      const { expression } = resolveCollectionPath(resolution, origin, path);
      return { type: "expression", expression, descending, isOwn: false };
    }
    const walk = new PathWalk(resolution, origin);
    const { expression } = resolvePath(
      resolution,
      origin,
      fieldPath(path),
      walk,
    );
    const isOwn = walk.alias === origin.alias;
    return { type: "expression", expression, descending, isOwn };
  });
}

function fieldPath(path: string): string[] {
  if (/^\w[\w.:]*$/.test(path)) return path.split(".");
  throw new Invalid(`Unknown or not sortable field "${path}".`);
}
