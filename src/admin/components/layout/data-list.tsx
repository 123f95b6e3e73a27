import type { ReactNode } from "react";
import { CopyButton } from "../texts/copy-button.tsx";
import styles from "./data-list.module.css";

/** Values and what they are. */
export function DataList({
  rows,
}: {
  readonly rows: readonly {
    readonly label: string;
    readonly value: ReactNode;
    /** What a button beside the value copies. */
    readonly copy?: string;
  }[];
}) {
  return (
    <dl className={styles["list"]}>
      {rows.map(({ label, value, copy }) => (
        <div key={label} className={styles["row"]}>
          <dt className={styles["label"]}>{label}</dt>
          <dd className={styles["value"]}>
            <div className={styles["text"]}>{value}</div>
            {copy !== undefined && <CopyButton text={copy} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
