import { Notice } from "../../../../components/layout/notice.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { rulesText } from "../../../../text/rules.ts";
import type { CollectionDraft, DraftProps, Rule } from "../collection-draft.ts";
import { useDraftCollection } from "./draft-collection.ts";
import { keptName } from "./kept-rules.ts";
import { RuleField } from "./rule-field.tsx";
import { accountRules, recordRulesOf, type RuleName } from "./rule-names.ts";
import { SyntaxHelp } from "./syntax-help.tsx";

/** Who may do what with the records of a collection. */
export function RulesTab({ draft, set, collections }: DraftProps) {
  const collection = useDraftCollection(draft);
  const keptAs = keptName(draft);

  const field = (rule: RuleName) => (
    <RuleField
      key={rule}
      rule={rule}
      value={ruleOf(draft, rule)}
      onChange={(next) => set({ [rule]: next })}
      collection={collection}
      collections={collections}
      keptAs={keptAs}
      disabled={draft.system}
    />
  );
  return (
    <Stack gap="large">
      <Stack direction="row" justify="between" gap="small">
        <Soft>{rulesText.lead}</Soft>
        <SyntaxHelp collection={collection} collections={collections} />
      </Stack>
      {draft.system && <Notice>{rulesText.systemLead}</Notice>}
      {recordRulesOf(draft.type).map(field)}
      {draft.type === "auth" && accountRules.map(field)}
    </Stack>
  );
}

function ruleOf(draft: CollectionDraft, rule: RuleName): Rule {
  return draft[rule] ?? null;
}
