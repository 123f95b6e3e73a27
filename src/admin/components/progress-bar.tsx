import { fill } from "../text/index.ts";
import { componentsText } from "../text/components.ts";
import { useId } from "react";
import { classes } from "./classes.ts";
import styles from "./progress-bar.module.css";

/** How far something is, as far as that is known. */
export function ProgressBar({
  label,
  value,
}: {
  readonly label: string;
  /** From 0 to 1; undefined while it is not known. */
  readonly value: number | undefined;
}) {
  const id = useId();
  const percent =
    value === undefined
      ? undefined
      : Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div className={styles["progress"]}>
      <div className={styles["words"]}>
        <span id={id}>{label}</span>
        {percent !== undefined && (
          <span className={styles["percent"]}>
            {fill(componentsText.percent, { percent })}
          </span>
        )}
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={styles["track"]}
      >
        <div
          className={classes(
            styles["bar"],
            percent === undefined && styles["unknown"],
          )}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
    </div>
  );
}
