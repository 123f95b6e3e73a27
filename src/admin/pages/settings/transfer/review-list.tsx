import { Notice } from "../../../components/layout/notice.tsx";
import styles from "./review-list.module.css";

/** What is to be known before an import; nothing where there is none of it. */
export function ReviewList({
  title,
  kind,
  lines,
}: {
  readonly title: string;
  readonly kind: "warn" | "bad";
  readonly lines: readonly string[];
}) {
  if (lines.length === 0) return null;
  return (
    <Notice kind={kind} title={title}>
      <ul className={styles["list"]}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}
