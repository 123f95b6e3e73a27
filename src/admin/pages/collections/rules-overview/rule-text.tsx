import { ColoredCode } from "../../../code/colored-code.tsx";
import { highlight } from "../../../code/highlight/filter.ts";
import styles from "./rule-text.module.css";

/** A rule to read, in colours, as far as it fits. */
export function RuleText({ rule }: { readonly rule: string }) {
  return (
    <code className={styles["rule"]} translate="no">
      <ColoredCode code={rule} spans={highlight(rule)} />
    </code>
  );
}
