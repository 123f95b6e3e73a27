import { Code } from "./code.tsx";
import styles from "./terms.module.css";

/** Words of a language, and what they mean. */
export function Terms({
  rows,
  columns,
}: {
  readonly rows: Readonly<Record<string, string>>;
  /** Wide ones are of normal text, the others of small text. */
  readonly columns: "wide" | "narrow" | "one";
}) {
  return (
    <dl className={styles[columns]}>
      {Object.entries(rows).map(([term, meaning]) => (
        <div key={term} className={styles["row"]}>
          <dt>
            <Code inline>{term}</Code>
          </dt>
          <dd className={styles["meaning"]}>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
