import { DomainError, Forbidden } from "../errors.ts";
import type { Collection, Rule } from "../collections/collection.ts";
import {
  type PreparedFilter,
  prepareFilter,
} from "../filter/prepare-filter.ts";
import type { RequestInfo, Viewer } from "../request.ts";
import type { RecordParts } from "./record-parts.ts";

/**
 * What is left of a rule to judge for this viewer; undefined when it lets everything pass.
 *
 * @throws {Forbidden} the rule is for superusers only
 */
export function ruleFor(rule: Rule, viewer: Viewer): string | undefined {
  if (viewer.kind === "superuser") return undefined;
  if (rule === null) {
    throw new Forbidden("Only superusers can perform this action.");
  }
  return rule === "" ? undefined : rule;
}

/**
 * Prepares a stored rule. One that can no longer be understood (it names a field that is gone) lets nothing pass: the
 * result is undefined, and the log says so, as no client can do anything about it.
 */
export function prepareRule(
  { collections, log }: RecordParts,
  collection: Collection,
  rule: string,
  request: RequestInfo,
  alias?: string,
): PreparedFilter | undefined {
  try {
    return prepareFilter(
      collections,
      alias === undefined
        ? { collection, rule, request }
        : { collection, rule, request, alias },
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.warn("a rule cannot be understood", {
      collection: collection.name,
      rule,
      error,
    });
    return undefined;
  }
}
