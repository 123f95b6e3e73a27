import { componentsText } from "../text/components.ts";
import styles from "./problem-dot.module.css";
import { VisuallyHidden } from "./layout/visually-hidden.tsx";

/** Marks what holds something wrong. */
export function ProblemDot() {
  return (
    <span className={styles["dot"]}>
      <VisuallyHidden>{componentsText.hasProblem}</VisuallyHidden>
    </span>
  );
}
