import type { Collection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { DomainError } from "../errors.ts";
import { guest } from "../request.ts";
import { prepareFilter } from "./prepare-filter.ts";

/**
 * Whether a rule of the collection (as it would be, saved or not) can be judged. What only requests can tell, such as
 * the fields of whoever is logged in, is not looked at.
 *
 * @returns one sentence why not, or undefined
 */
export function validateRule(
  collections: CollectionLookup,
  collection: Collection,
  rule: string,
): string | undefined {
  try {
    prepareFilter(collections, {
      collection,
      rule,
      request: {
        viewer: guest,
        context: "default",
        address: "",
        method: "",
        headers: {},
        query: {},
        body: {},
      },
    });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
