import type { CollectionModel } from "pocketbase";
import { classes } from "../../../components/classes.ts";
import { VisuallyHidden } from "../../../components/layout/visually-hidden.tsx";
import { fill } from "../../../text/index.ts";
import { rulesText } from "../../../text/rules.ts";
import { isWriting } from "../editor/rules/rule-names.ts";
import {
  type RuleState,
  stateIcons,
  stateOf,
} from "../editor/rules/rule-state.ts";
import { isOpen, type OverviewRule, ruleIn } from "./overview-rules.ts";
import styles from "./rule-cell.module.css";
import { RuleText } from "./rule-text.tsx";

/** A rule of a collection in the table. A press edits it, where it can be changed. */
export function RuleCell({
  collection,
  rule,
  isFixed,
  isEdited,
  onEdit,
}: {
  readonly collection: CollectionModel;
  readonly rule: OverviewRule;
  /** Whether it is only shown, as rules of the system are in any case. */
  readonly isFixed: boolean;
  readonly isEdited: boolean;
  readonly onEdit: (button: HTMLButtonElement) => void;
}) {
  const value = ruleIn(collection, rule);
  if (value === undefined) {
    return (
      <td className={styles["cell"]}>
        <span
          className={styles["none"]}
          role="img"
          aria-label={rulesText.states.none}
        >
          –
        </span>
      </td>
    );
  }
  const state = stateOf(value);
  const Icon = stateIcons[state];
  const said = saidOf(rule, state);
  const isReadOnly = isFixed || (collection.system && rule !== "mfaRule");
  const isForGuests = isOpen(collection, rule);
  const isAlarming = isForGuests && isWriting(rule);
  const content = (
    <>
      <Icon className={styles["icon"]} aria-hidden />
      {state === "conditional" ? (
        <RuleText rule={value ?? ""} isWhole={isReadOnly} />
      ) : (
        said
      )}
    </>
  );
  const look = classes(
    styles["content"],
    state === "locked" && styles["locked"],
    isForGuests && styles["public"],
    isAlarming && styles["alarming"],
  );
  return (
    <td className={classes(styles["cell"], isEdited && styles["edited"])}>
      {isReadOnly ? (
        <div className={look}>{content}</div>
      ) : (
        <button
          type="button"
          className={classes(look, styles["button"])}
          aria-expanded={isEdited}
          title={isAlarming ? rulesText.overview.writeWarning : undefined}
          onClick={(event) => onEdit(event.currentTarget)}
          onFocus={({ currentTarget }) =>
            // Browsers leave what is partly seen where it is, and so below the names that stay in place.
            currentTarget.scrollIntoView({
              block: "nearest",
              inline: "nearest",
            })
          }
        >
          <VisuallyHidden>
            {fill(rulesText.overview.edit, {
              rule: rulesText.names[rule],
              collection: collection.name,
            })}{" "}
          </VisuallyHidden>
          {content}
        </button>
      )}
    </td>
  );
}

function saidOf(rule: OverviewRule, state: RuleState): string {
  if (state === "locked" && rule === "authRule") return rulesText.authLocked;
  if (state === "public" && rule === "authRule") {
    return rulesText.presets.account;
  }
  return state === "public" && rule === "mfaRule"
    ? rulesText.overview.mfaEveryone
    : rulesText.states[state];
}
