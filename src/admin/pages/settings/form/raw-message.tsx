import styles from "./raw-message.module.css";

/** What another program has said, as it said it, in lines of its own. */
export function RawMessage({ children }: { readonly children: string }) {
  return <span className={styles["raw"]}>{children}</span>;
}
