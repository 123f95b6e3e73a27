import { Invalid } from "../../errors.ts";
import { PathWalk } from "./path-walk.ts";
import { findCollection, resolvePath } from "./resolve-path.ts";
import type { Origin, Resolution } from "./resolution.ts";
import type { ResolvedOperand } from "./resolved.ts";

const pattern = /^@collection\.(\w+)(?::(\w+))?\.([\w.:]*\w)$/;

/**
 * Resolves `@collection.name.path`, where any record of the collection may be meant, the same wherever the name is
 * used; `@collection.name:alias.path` means another one.
 * @throws {Invalid}
 */
export function resolveCollectionPath(
  resolution: Resolution,
  origin: Origin,
  path: string,
): ResolvedOperand {
  const [, nameOrId = "", alias, rest] = pattern.exec(path) ?? [];
  const collection = findCollection(resolution, origin, nameOrId);
  if (rest === undefined || collection === undefined) {
    throw new Invalid(`Unknown collection or field "${path}".`);
  }
  const walk = new PathWalk(resolution, origin);
  walk.hop(
    collection,
    [
      {
        name:
          alias === undefined
            ? `@collection.${collection.id}`
            : `@collection.${collection.id}:${alias}`,
        join: () => ({
          source: { type: "table", name: collection.name },
          on: undefined,
          isMany: true,
        }),
      },
    ],
    /* matchesAll */ true,
  );
  return resolvePath(resolution, origin, rest.split("."), walk);
}
