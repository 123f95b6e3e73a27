import type { FieldError } from "../../errors.ts";
import { fieldError } from "../../errors.ts";
import { validateRule } from "../../filter/validate-rule.ts";
import type { Collection, Rule } from "../collection.ts";
import type { CollectionLookup } from "../lookup.ts";

/** What the checks of a collection look at. */
export interface ValidationContext {
  /** As it would be after the change. */
  readonly collection: Collection;
  /** As it was before; undefined for a new one. */
  readonly original: Collection | undefined;
  /** All collections as they would be after the change. */
  readonly collections: CollectionLookup;
}

/** What is wrong with one of the collection's rules. */
export function ruleError(
  context: ValidationContext,
  rule: Rule,
  original: Rule | undefined,
): FieldError | undefined {
  const reason =
    rule === null || rule === ""
      ? undefined
      : validateRule(context.collections, context.collection, rule);
  if (reason !== undefined)
    return fieldError("validation_invalid_rule", `Invalid rule: ${reason}`);
  return context.original?.system === true && rule !== original
    ? fieldError(
        "validation_collection_system_rule_change",
        "The rules of a system collection cannot be changed.",
      )
    : undefined;
}
