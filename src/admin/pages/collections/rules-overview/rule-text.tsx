import { ColoredCode } from "../../../code/colored-code.tsx";
import { classes } from "../../../components/classes.ts";
import { highlight } from "../../../code/highlight/filter.ts";
import styles from "./rule-text.module.css";

/** A rule to read, in colours. */
export function RuleText({
  rule,
  isWhole,
}: {
  readonly rule: string;
  /** Whether all of a long one is shown, as nothing else shows it. */
  readonly isWhole: boolean;
}) {
  return (
    <code
      className={classes(styles["rule"], !isWhole && styles["clamped"])}
      translate="no"
    >
      <ColoredCode code={rule} spans={highlight(rule)} />
    </code>
  );
}
