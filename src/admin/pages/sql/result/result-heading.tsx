import { ArrowDown, ArrowUp } from "lucide-react";
import { classes } from "../../../components/classes.ts";
import { fill } from "../../../text/index.ts";
import { sqlText } from "../../../text/sql.ts";
import type { SqlTable } from "./result-file.ts";
import styles from "./result-heading.module.css";

/** The heading of a column, by which the rows are sorted: first upwards, then downwards. */
export function ResultHeading({
  column: { name, type },
  isAtEnd,
  isSorted,
  isDescending,
  onSort,
}: {
  readonly column: SqlTable["columns"][number];
  readonly isAtEnd: boolean;
  readonly isSorted: boolean;
  readonly isDescending: boolean;
  readonly onSort: (isDescending: boolean) => void;
}) {
  const Icon = isDescending ? ArrowDown : ArrowUp;
  const order = isDescending ? "descending" : "ascending";
  return (
    <span
      role="columnheader"
      aria-sort={isSorted ? order : undefined}
      className={classes(styles["heading"], isAtEnd && styles["end"])}
    >
      <button
        type="button"
        className={styles["sort"]}
        title={`${fill(sqlText.result.sortBy, { column: name })}\n${type}`}
        onClick={() => onSort(isSorted && !isDescending)}
      >
        <span className={styles["name"]}>{name}</span>
        {isSorted && <Icon aria-hidden />}
      </button>
    </span>
  );
}
