import { collectionsText } from "../../../../text/collections.ts";
import { rulesText } from "../../../../text/rules.ts";
import type { Rule } from "../collection-draft.ts";
import type { CollectionChanges } from "./collection-changes.ts";
import styles from "./rule-change.module.css";

const texts = collectionsText.changes;

/** A rule as it is and as it will be, side by side where there is room. */
export function RuleChange({
  change: { rule, from, to },
}: {
  readonly change: CollectionChanges["rules"][number];
}) {
  return (
    <div className={styles["change"]}>
      <h4 className={styles["name"]}>{rulesText.names[rule]}</h4>
      <div className={styles["sides"]}>
        <Side label={texts.before} rule={from} isOld />
        <Side label={texts.after} rule={to} />
      </div>
    </div>
  );
}

function Side({
  label,
  rule,
  isOld = false,
}: {
  readonly label: string;
  readonly rule: Rule;
  readonly isOld?: boolean;
}) {
  return (
    <div className={isOld ? styles["old"] : styles["new"]}>
      <span className={styles["label"]}>{label}</span>
      {rule === null && <em>{texts.locked}</em>}
      {rule === "" && <em>{texts.everyone}</em>}
      {rule !== null && rule !== "" && (
        <code className={styles["rule"]}>{rule}</code>
      )}
    </div>
  );
}
