import { type ReactNode, useId } from "react";
import { classes } from "../classes.ts";
import styles from "./field-beside.module.css";
import { useFieldProblem } from "./field-problems.tsx";

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
  readonly children: (field: {
    readonly control: {
      readonly id: string;
      readonly "aria-describedby": string | undefined;
      readonly "aria-invalid": true | undefined;
    };
    readonly edited: () => void;
  }) => ReactNode;
}) {
  const id = useId();
  const { problem, edited } = useFieldProblem(name);
  const isWrong = problem !== undefined;
  const hasHint = hint !== undefined && hint !== false && hint !== "";
  const described = classes(
    isWrong && `${id}-problem`,
    hasHint && `${id}-hint`,
  );
  return (
    <div className={styles["field"]} data-field={name}>
      {children({
        control: {
          id,
          "aria-describedby": described === "" ? undefined : described,
          "aria-invalid": isWrong || undefined,
        },
        edited,
      })}
      <div
        className={classes(styles["words"], labelHidden && styles["unseen"])}
      >
        <label htmlFor={id} className={styles["label"]}>
          {label}
        </label>
        {isWrong && (
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
