import type { ReactNode } from "react";
import { classes } from "../classes.ts";
import styles from "./field-beside.module.css";
import { type FieldNotes, useFieldNotes } from "./use-field-notes.ts";

/** What a field has whose label stands beside the control. */
export interface FieldBesideProps {
  /** The path of the value in the server's answers, as in `smtp.tls`. */
  readonly name?: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly labelHidden?: boolean;
}

/** A control with its label beside it, and below them what is wrong with the value, and a hint. */
export function FieldBeside({
  name,
  label,
  hint,
  labelHidden = false,
  children,
}: FieldBesideProps & {
  readonly children: (
    field: Pick<FieldNotes, "control" | "edited">,
  ) => ReactNode;
}) {
  const { control, problem, hasHint, edited } = useFieldNotes(name, hint);
  const { id } = control;
  return (
    <div className={styles["field"]} data-field={name}>
      {children({ control, edited })}
      <div
        className={classes(styles["words"], labelHidden && styles["unseen"])}
      >
        <label htmlFor={id} className={styles["label"]}>
          {label}
        </label>
        {problem !== undefined && (
          <p id={`${id}-problem`} className={styles["problem"]}>
            {problem}
          </p>
        )}
        {hasHint && (
          <div id={`${id}-hint`} className={styles["hint"]}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
