import type { ReactNode } from "react";
import styles from "./table.module.css";

/** A table that scrolls sideways where there is no room for it. The last column is for what can be done with a row. */
export function Table({
  label,
  columns,
  children,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  /** Its rows. */
  readonly children: ReactNode;
}) {
  return (
    <div
      className={styles["frame"]}
      role="region"
      aria-label={label}
      // It scrolls, so it must be reached with the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles["table"]}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
