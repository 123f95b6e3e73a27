import type { CollectionModel } from "pocketbase";
import { fill } from "../../../../text/index.ts";
import { rulesText } from "../../../../text/rules.ts";
import type { Rule } from "../collection-draft.ts";
import { isMultiple } from "../field-model.ts";

/** A rule that is often wanted. */
export interface RulePreset {
  readonly label: string;
  readonly hint?: string;
  readonly rule: Rule;
}

const texts = rulesText.presets;

export const loggedIn = '@request.auth.id != ""';

/** What is offered for a rule of a collection. */
export function presetsFor(
  rule: string,
  collection: CollectionModel,
  collections: readonly CollectionModel[],
): readonly RulePreset[] {
  if (rule === "authRule") {
    return [
      { label: rulesText.authLocked, rule: null },
      { label: texts.account, rule: "" },
      {
        label: texts.verified,
        hint: texts.verifiedHint,
        rule: "verified = true",
      },
    ];
  }
  const everyone = {
    label: texts.everyone,
    hint: texts.everyoneHint,
    rule: "",
  };
  return [
    { label: texts.locked, rule: null },
    ...(rule === "manageRule" ? [] : [everyone]),
    { label: texts.loggedIn, hint: texts.loggedInHint, rule: loggedIn },
    ...(collection.type === "auth" &&
    !["createRule", "manageRule"].includes(rule)
      ? [
          {
            label: texts.self,
            hint: texts.selfHint,
            rule: "id = @request.auth.id",
          },
        ]
      : []),
    ...ownersOf(collection, collections).map(({ field, rule: owns }) => ({
      label: fill(texts.owner, { field }),
      hint: texts.ownerHint,
      rule: owns,
    })),
  ];
}

/** The fields that lead to accounts, and the rule that lets these through. */
export function ownersOf(
  { fields }: CollectionModel,
  collections: readonly CollectionModel[],
): readonly { readonly field: string; readonly rule: string }[] {
  return fields.flatMap((field) => {
    const target = collections.find(({ id }) => id === field["collectionId"]);
    const leadsToAccounts =
      field.type === "relation" && target?.type === "auth" && !target.system;
    if (!leadsToAccounts) return [];
    const { name } = field;
    return [
      {
        field: name,
        rule: isMultiple(field)
          ? `${name}.id ?= @request.auth.id`
          : `${name} = @request.auth.id`,
      },
    ];
  });
}
