import { ArrowRight } from "lucide-react";
import { VisuallyHidden } from "../../../../components/layout/visually-hidden.tsx";
import { collectionsText } from "../../../../text/collections.ts";
import styles from "./becomes.module.css";

/** Stands between what something was and what it is then. */
export function Becomes() {
  return (
    <>
      <ArrowRight className={styles["arrow"]} aria-hidden />
      <VisuallyHidden>{collectionsText.changes.becomes}</VisuallyHidden>
    </>
  );
}
