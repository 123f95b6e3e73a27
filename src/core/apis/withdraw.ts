import type { ApiDefinition, ProvisionedApp } from "./api-definition.ts";
import { nameOf } from "./provision.ts";

/** The names of the collections that an API needs and that are not there. */
export function missingCollections(
  { collections }: ApiDefinition,
  app: ProvisionedApp,
): readonly string[] {
  return collections
    .map(nameOf)
    .filter((name) => app.collections.find(name) === undefined);
}

/** Removes what was made of collections, of which none refers to one after it, with all that is in them. */
export async function removeCollections(
  names: readonly string[],
  { collections }: ProvisionedApp,
): Promise<void> {
  for (const name of names.toReversed()) {
    if (collections.find(name) !== undefined) await collections.remove(name);
  }
}
