import type { CollectionType } from "../collection-draft.ts";

const reading = ["listRule", "viewRule"] as const;
const writing = ["createRule", "updateRule", "deleteRule"] as const;
const ofAccounts = ["authRule", "manageRule"] as const;

/** The rules that a collection can have, in the order in which they are shown. */
export const ruleNames = [...reading, ...writing, ...ofAccounts] as const;

export type RuleName = (typeof ruleNames)[number];

/** What of the rules a type of collection has for its records. */
export function recordRulesOf(type: CollectionType): readonly RuleName[] {
  return type === "view" ? reading : [...reading, ...writing];
}

/** The rules that only accounts have. */
export const accountRules: readonly RuleName[] = ofAccounts;

/** Whether what an empty rule lets everyone do changes records. */
export function isWriting(rule: string): rule is (typeof writing)[number] {
  return writing.some((name) => name === rule);
}
