import type { CollectionModel } from "pocketbase";
import { useEffect, useState } from "react";
import { Button } from "../../../components/button.tsx";
import {
  FieldProblems,
  type ProblemsByPath,
} from "../../../components/fields/field-problems.tsx";
import { Notice } from "../../../components/layout/notice.tsx";
import { Stack } from "../../../components/layout/stack.tsx";
import { toast } from "../../../components/overlays/toasts.tsx";
import { client } from "../../../server/client.ts";
import { refreshCollections } from "../../../server/collections.ts";
import { describeProblem } from "../../../server/problem.ts";
import { fill, text } from "../../../text/index.ts";
import { rulesText } from "../../../text/rules.ts";
import { MfaRuleField } from "../editor/auth/mfa-rule-field.tsx";
import type { Rule } from "../editor/collection-draft.ts";
import { RuleField } from "../editor/rules/rule-field.tsx";
import { changeOf, type OverviewRule, ruleIn } from "./overview-rules.ts";

const texts = rulesText.overview;

/** Changes one rule of a collection, at once. */
export function RuleEdit({
  collection,
  collections,
  rule,
  onChanged,
  onClose,
}: {
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  readonly rule: OverviewRule;
  /** Told whether something would be lost. */
  readonly onChanged: (isChanged: boolean) => void;
  readonly onClose: () => void;
}) {
  const stored = ruleIn(collection, rule) ?? null;
  const [value, setValue] = useState<Rule>(stored);
  const [problems, setProblems] = useState<ProblemsByPath>();
  const [failure, setFailure] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const isChanged = value !== stored;

  useEffect(() => {
    onChanged(isChanged);
    return () => onChanged(false);
  }, [isChanged, onChanged]);

  async function save(): Promise<void> {
    if (!isChanged) {
      onClose();
      return;
    }
    setSaving(true);
    setFailure(undefined);
    try {
      await client.collections.update(collection.id, changeOf(rule, value));
      await refreshCollections();
      toast.good(texts.saved);
      onClose();
    } catch (error) {
      const { message, fields } = describeProblem(error);
      setProblems(fields);
      if (Object.keys(fields).length === 0) setFailure(message);
    } finally {
      setSaving(false);
    }
  }

  return (
    <FieldProblems value={problems}>
      <Stack gap="small">
        <h3>
          {fill(texts.editTitle, {
            rule: rulesText.names[rule],
            collection: collection.name,
          })}
        </h3>
        {rule === "mfaRule" ? (
          <MfaRuleField
            collection={collection}
            collections={collections}
            value={value ?? ""}
            onChange={setValue}
            autoFocus
            onSubmit={() => void save()}
          />
        ) : (
          <RuleField
            rule={rule}
            collection={collection}
            collections={collections}
            keptAs={collection.id}
            value={value}
            onChange={setValue}
            autoFocus
            onSubmit={() => void save()}
          />
        )}
        <div role="alert">
          {failure !== undefined && <Notice kind="bad">{failure}</Notice>}
        </div>
        <Stack direction="row" gap="small" justify="end">
          <Button kind="secondary" size="small" onClick={onClose}>
            {text.action.cancel}
          </Button>
          <Button size="small" busy={isSaving} onClick={() => void save()}>
            {texts.save}
          </Button>
        </Stack>
      </Stack>
    </FieldProblems>
  );
}
