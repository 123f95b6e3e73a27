import styles from "./code.module.css";

/** Lines to copy, or words within a sentence: a click selects them all. */
export function Code({
  inline = false,
  children,
}: {
  readonly inline?: boolean;
  readonly children: string;
}) {
  if (inline) return <code className={styles["inline"]}>{children}</code>;
  return (
    <pre className={styles["code"]}>
      <code>{children}</code>
    </pre>
  );
}
