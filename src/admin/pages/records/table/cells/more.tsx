import { fill } from "../../../../text/index.ts";
import { recordsText } from "../../../../text/records.ts";
import styles from "./cell.module.css";

/** Values of a list that a cell shows; how many more there are is said. */
export const shownAtMost = 3;

/** Values beyond those that are shown. */
export function More({ count }: { readonly count: number }) {
  if (count <= 0) return null;
  return (
    <span className={styles["more"]}>
      {fill(recordsText.cell.more, { count })}
    </span>
  );
}
