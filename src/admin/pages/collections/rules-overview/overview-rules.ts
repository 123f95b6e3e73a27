import type { CollectionModel } from "pocketbase";
import {
  accountRules,
  recordRulesOf,
  type RuleName,
} from "../editor/rules/rule-names.ts";
import type { Rule } from "../editor/collection-draft.ts";
import { stateOf } from "../editor/rules/rule-state.ts";

/** A rule that the overview shows. */
export type OverviewRule = RuleName | "mfaRule";

export const overviewRules: readonly OverviewRule[] = [
  ...recordRulesOf("base"),
  ...accountRules,
  "mfaRule",
];

/** A rule of a collection; undefined if it has none of this name. */
export function ruleIn(
  collection: CollectionModel,
  rule: OverviewRule,
): Rule | undefined {
  if (rule === "mfaRule") {
    const hasRule = collection.type === "auth" && collection.mfa.enabled;
    return hasRule ? collection.mfa.rule : undefined;
  }
  if (recordRulesOf(collection.type).includes(rule)) {
    return collection[rule] ?? null;
  }
  return collection.type === "auth" ? (collection[rule] ?? null) : undefined;
}

/** What is sent to change a rule. */
export function changeOf(
  rule: OverviewRule,
  value: Rule,
): Readonly<Record<string, unknown>> {
  return rule === "mfaRule"
    ? { mfa: { rule: value ?? "" } }
    : { [rule]: value };
}

/** Whether everyone may do what the rule is about, without logging in. */
export function isOpen(
  collection: CollectionModel,
  rule: OverviewRule,
): boolean {
  const value = ruleIn(collection, rule);
  return (
    value !== undefined &&
    stateOf(value) === "public" &&
    recordRulesOf("base").some((name) => name === rule)
  );
}

/** What of the overview is shown. */
export interface OverviewFilter {
  readonly search: string;
  readonly onlyPublic: boolean;
  readonly withSystem: boolean;
}

/** The collections that fit: each word by the name, or by one of the rules. */
export function fittingCollections(
  collections: readonly CollectionModel[],
  { search, onlyPublic, withSystem }: OverviewFilter,
): readonly CollectionModel[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return collections
    .filter(({ system }) => withSystem || !system)
    .filter(
      (collection) =>
        !onlyPublic || overviewRules.some((rule) => isOpen(collection, rule)),
    )
    .filter((collection) => {
      const said = [
        collection.name,
        ...overviewRules.map((rule) => ruleIn(collection, rule) ?? ""),
      ]
        .join("\n")
        .toLowerCase();
      return words.every((word) => said.includes(word));
    });
}
