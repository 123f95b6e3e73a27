import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../../../components/button.tsx";
import { ComboboxField } from "../../../../components/fields/combobox-field.tsx";
import { NumberField } from "../../../../components/fields/number-field.tsx";
import type { FieldOption } from "../../../../components/fields/option.tsx";
import { removeRow } from "../../../../components/lists/remove-row.ts";
import { SelectField } from "../../../../components/fields/select-field.tsx";
import { fill } from "../../../../text/index.ts";
import { settingsText } from "../../../../text/settings.ts";
import type { RuleDraft } from "../application-draft.ts";
import styles from "./rule-row.module.css";

const texts = settingsText.rateLimits;

const audiences = [
  { value: "all", label: texts.audiences[""] },
  { value: "@guest", label: texts.audiences["@guest"] },
  { value: "@auth", label: texts.audiences["@auth"] },
] as const;

/** One limit. */
export function RuleRow({
  rule,
  index,
  labels,
  onChange,
  onRemove,
}: {
  readonly rule: RuleDraft;
  readonly index: number;
  readonly labels: readonly FieldOption[];
  readonly onChange: (change: Partial<RuleDraft>) => void;
  readonly onRemove: () => void;
}) {
  const path = `rateLimits.rules.${index}`;
  const named = (template: string) => fill(template, { position: index + 1 });
  return (
    <li className={styles["row"]}>
      <div className={styles["label"]}>
        <ComboboxField
          allowCustom
          labelHidden
          name={`${path}.label`}
          label={named(texts.labelOf)}
          placeholder={texts.labelPlaceholder}
          options={labels}
          value={rule.label}
          onChange={(label) => onChange({ label })}
        />
      </div>
      <Cell label={texts.maxRequests}>
        <NumberField
          labelHidden
          name={`${path}.maxRequests`}
          label={named(texts.maxRequestsOf)}
          min={1}
          value={rule.maxRequests}
          onChange={(maxRequests) => onChange({ maxRequests })}
        />
      </Cell>
      <Cell label={texts.duration}>
        <NumberField
          labelHidden
          name={`${path}.duration`}
          label={named(texts.durationOf)}
          min={1}
          value={rule.duration}
          onChange={(duration) => onChange({ duration })}
        />
      </Cell>
      <Cell label={texts.audience}>
        <SelectField
          labelHidden
          name={`${path}.audience`}
          label={named(texts.audienceOf)}
          value={rule.audience === "" ? "all" : rule.audience}
          options={audiences}
          onChange={(audience) =>
            onChange({ audience: audience === "all" ? "" : audience })
          }
        />
      </Cell>
      <div className={styles["remove"]}>
        <IconButton
          icon={Trash2}
          label={named(texts.remove)}
          onClick={({ currentTarget }) => removeRow(currentTarget, onRemove)}
        />
      </div>
    </li>
  );
}

/** A field with the name of its column, for where there are no columns. */
function Cell({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <span className={styles["name"]} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

/** What the columns are; each field says it to screen readers itself. */
export function RuleHead() {
  return (
    <div className={styles["head"]} aria-hidden="true">
      <span>{texts.label}</span>
      <span>{texts.maxRequests}</span>
      <span>{texts.duration}</span>
      <span>{texts.audience}</span>
    </div>
  );
}
