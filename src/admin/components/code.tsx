import styles from "./code.module.css";

/** Lines to copy: a click selects them all. */
export function Code({ children }: { readonly children: string }) {
  return (
    <pre className={styles["code"]}>
      <code>{children}</code>
    </pre>
  );
}
