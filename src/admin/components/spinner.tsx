import { componentsText } from "../text/components.ts";
import styles from "./spinner.module.css";
import { VisuallyHidden } from "./layout/visually-hidden.tsx";

/** Says that something takes a moment. Where the room of what comes is known, a `Skeleton` is calmer. */
export function Spinner({
  label = componentsText.loading,
}: {
  readonly label?: string;
}) {
  return (
    <span role="status" className={styles["spinner"]}>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}
