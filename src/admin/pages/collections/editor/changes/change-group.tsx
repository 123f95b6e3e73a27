import type { ReactNode } from "react";
import { Notice } from "../../../../components/layout/notice.tsx";
import styles from "./change-group.module.css";

/** Changes of one kind; nothing where there are none. */
export function Group({
  title,
  hint,
  isLoss = false,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  /** Whether something is lost for good. */
  readonly isLoss?: boolean;
  readonly children: ReactNode;
}) {
  if (Array.isArray(children) && children.length === 0) return null;
  return (
    <section className={styles["group"]}>
      <h3 className={styles["title"]}>{title}</h3>
      {hint !== undefined &&
        (isLoss ? (
          <Notice kind="warn">{hint}</Notice>
        ) : (
          <p className={styles["quiet"]}>{hint}</p>
        ))}
      <ul className={styles["list"]}>{children}</ul>
    </section>
  );
}
