import {
  ListPlus,
  LockKeyhole,
  LockKeyholeOpen,
  TriangleAlert,
} from "lucide-react";
import type { CollectionModel } from "pocketbase";
import { useState } from "react";
import { FilterEditor } from "../../../../code/filter-editor.tsx";
import { IconButton } from "../../../../components/button.tsx";
import { Menu } from "../../../../components/overlays/menu.tsx";
import { fill } from "../../../../text/index.ts";
import { rulesText } from "../../../../text/rules.ts";
import type { Rule } from "../collection-draft.ts";
import { keepRule, keptRule } from "./kept-rules.ts";
import { LockedRule } from "./locked-rule.tsx";
import styles from "./rule-field.module.css";
import { isWriting, type RuleName } from "./rule-names.ts";
import { presetsFor } from "./rule-presets.ts";
import { RuleBadge } from "./rule-badge.tsx";
import { stateOf } from "./rule-state.ts";

/** One rule: locked to superusers, or a text, which may be empty. */
export function RuleField({
  rule,
  value,
  onChange,
  collection,
  collections,
  keptAs,
  disabled = false,
  autoFocus = false,
  onSubmit,
}: {
  readonly rule: RuleName;
  readonly value: Rule;
  readonly onChange: (rule: Rule) => void;
  /** Must be the same ones until something about them changes. */
  readonly collection: CollectionModel;
  readonly collections: readonly CollectionModel[];
  /** Under what name its text is kept while it is locked. */
  readonly keptAs: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onSubmit?: () => void;
}) {
  // Who unlocks it by pressing into it wants to write.
  const [isEntered, setEntered] = useState(autoFocus);
  const label = rulesText.names[rule];
  const keptText = keptRule(keptAs, rule);

  function choose(next: Rule): void {
    if (next === null) keepRule(keptAs, rule, value);
    onChange(next);
  }

  return (
    <div className={styles["rule"]}>
      <div className={styles["head"]}>
        {/* The field has a label of its own, which this one would repeat. */}
        <span className={styles["label"]} aria-hidden="true">
          {label}
        </span>
        {/* What is locked says so itself. */}
        {value !== null && <RuleBadge rule={rule} state={stateOf(value)} />}
        {!disabled && (
          <div className={styles["actions"]}>
            <Menu
              label={fill(rulesText.presets.open, { rule: label })}
              trigger={
                <IconButton
                  icon={ListPlus}
                  size="small"
                  label={fill(rulesText.presets.open, { rule: label })}
                />
              }
              items={presetsFor(rule, collection, collections).map(
                ({ label: preset, hint, rule: wanted }) => ({
                  label: preset,
                  ...(hint !== undefined && { hint }),
                  onSelect: () => choose(wanted),
                }),
              )}
            />
            <IconButton
              icon={value === null ? LockKeyholeOpen : LockKeyhole}
              size="small"
              label={fill(lockLabel(rule, value), { rule: label })}
              onClick={() => choose(value === null ? keptText : null)}
            />
          </div>
        )}
      </div>
      {value === null ? (
        <LockedRule
          name={rule}
          label={label}
          text={lockedText(rule)}
          keptText={keptText}
          disabled={disabled}
          autoFocus={autoFocus}
          hint={rulesText.hints[rule]}
          onUnlock={() => {
            setEntered(true);
            choose(keptText);
          }}
        />
      ) : (
        <FilterEditor
          name={rule}
          label={label}
          labelHidden
          mode="rule"
          collection={collection}
          collections={collections}
          value={value}
          onChange={onChange}
          disabled={disabled}
          autoFocus={isEntered}
          placeholder={placeholderOf(rule)}
          onSubmit={onSubmit}
          hint={
            <>
              <RuleWarning rule={rule} value={value} />
              {rulesText.hints[rule]}
            </>
          }
        />
      )}
    </div>
  );
}

function RuleWarning({
  rule,
  value,
}: {
  readonly rule: RuleName;
  readonly value: string;
}) {
  const isAbout = isWriting(rule) || rule === "manageRule";
  if (!isAbout || stateOf(value) !== "public") return null;
  return (
    <span className={styles["warning"]}>
      <TriangleAlert className={styles["sign"]} aria-hidden />
      {rulesText.warnings[rule]}
    </span>
  );
}

function lockLabel(rule: RuleName, value: Rule): string {
  if (value === null) return rulesText.unlock;
  return rule === "authRule" ? rulesText.lockLogin : rulesText.lock;
}

function lockedText(rule: RuleName): string {
  if (rule === "authRule") return rulesText.authLocked;
  return rule === "manageRule"
    ? rulesText.manageLocked
    : rulesText.states.locked;
}

function placeholderOf(rule: RuleName): string {
  if (rule === "authRule") return rulesText.authPlaceholder;
  return rule === "manageRule"
    ? rulesText.managePlaceholder
    : rulesText.placeholder;
}
