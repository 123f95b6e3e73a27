import { CircleHelp, Gauge, ListPlus, Plus } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../../../../components/button.tsx";
import { Menu } from "../../../../components/overlays/menu.tsx";
import { Soft } from "../../../../components/layout/soft.tsx";
import { Stack } from "../../../../components/layout/stack.tsx";
import { SwitchField } from "../../../../components/fields/switch-field.tsx";
import { TagsField } from "../../../../components/fields/tags-field.tsx";
import { useCollections } from "../../../../server/collections.ts";
import type { RateLimitRule } from "../../../../server/settings-model.ts";
import { settingsText } from "../../../../text/settings.ts";
import type { Edited } from "../../form/edited-settings.ts";
import { FormSection } from "../../../../components/fields/form-section.tsx";
import { OnBadge } from "../../../../components/on-badge.tsx";
import {
  type ApplicationForm,
  draftRule,
  type RuleDraft,
} from "../application-draft.ts";
import { RateHelp } from "./rate-help.tsx";
import styles from "./rate-limits-section.module.css";
import { ruleLabels } from "./rule-labels.ts";
import { rulePresets } from "./rule-presets.ts";
import { RuleHead, RuleRow } from "./rule-row.tsx";

const texts = settingsText.rateLimits;

const newRule = {
  label: "",
  audience: "",
  duration: 10,
  maxRequests: 100,
} as const;

/** How often one may ask. */
export function RateLimitsSection({
  form,
}: {
  readonly form: ApplicationForm;
}) {
  const { rateLimits } = form.draft;
  const { rules } = rateLimits;
  const { data: collections } = useCollections();
  const labels = useMemo(() => ruleLabels(collections ?? []), [collections]);
  const list = useRef<HTMLOListElement>(null);
  const adding = useRef<HTMLButtonElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const known = new Set(rules.map(({ label }) => label));

  function setRules(changed: readonly RuleDraft[]): void {
    form.change("rateLimits", {
      rules: changed,
      // The first one is meant to do something, and without any the server takes it for a mistake.
      ...(rules.length === 0 && { enabled: true }),
      ...(changed.length === 0 && { enabled: false }),
    });
  }

  function add(rule: Edited<RateLimitRule>): void {
    setRules([...rules, draftRule(rule)]);
  }

  function addEmpty(): void {
    flushSync(() => add(newRule));
    list.current?.lastElementChild?.querySelector("input")?.focus();
  }

  function remove(index: number): void {
    setRules(rules.toSpliced(index, 1));
    if (rules.length === 1) adding.current?.focus();
  }

  return (
    <FormSection
      title={settingsText.rateLimits.title}
      icon={Gauge}
      badge={<OnBadge isOn={rateLimits.enabled} />}
      paths={["rateLimits"]}
    >
      <Stack direction="row" justify="between" gap="small">
        <Soft>{texts.lead}</Soft>
        <Button
          kind="ghost"
          size="small"
          icon={CircleHelp}
          onClick={() => setHelpOpen(true)}
        >
          {texts.help}
        </Button>
      </Stack>
      <SwitchField
        name="rateLimits.enabled"
        label={texts.enabled}
        checked={rateLimits.enabled}
        onChange={(enabled) => form.change("rateLimits", { enabled })}
      />
      <div>
        {rules.length === 0 ? <Soft>{texts.none}</Soft> : <RuleHead />}
        <ol ref={list} className={styles["rules"]} aria-label={texts.rules}>
          {rules.map((rule, index) => (
            <RuleRow
              key={rule.key}
              rule={rule}
              index={index}
              labels={labels}
              onChange={(change) =>
                setRules(rules.with(index, { ...rule, ...change }))
              }
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
      </div>
      <Stack direction="row" gap="small">
        <Button ref={adding} kind="secondary" icon={Plus} onClick={addEmpty}>
          {texts.add}
        </Button>
        <Menu
          label={texts.presets}
          align="start"
          trigger={
            <Button kind="secondary" icon={ListPlus}>
              {texts.presets}
            </Button>
          }
          items={rulePresets.map(({ name, rule }) => ({
            label: name,
            hint: rule.label,
            disabled: known.has(rule.label),
            onSelect: () => add(rule),
          }))}
        />
        <Soft>{texts.order}</Soft>
      </Stack>
      <TagsField
        name="rateLimits.excludedIPs"
        label={texts.excludedIPs}
        hint={texts.excludedIPsHint}
        placeholder={texts.addressPlaceholder}
        value={rateLimits.excludedIPs}
        onChange={(excludedIPs) => form.change("rateLimits", { excludedIPs })}
      />
      <RateHelp open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </FormSection>
  );
}
