import { type ComponentProps, type ReactNode, use, useId } from "react";
import { classes } from "./classes.ts";
import styles from "./field.module.css";
import { FieldProblems } from "./form.tsx";

export interface FieldProps {
  /** As the API calls the value. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "email" | "password";
  /** What the browser may fill in, and what it remembers it as (HTML, section "Autofill"). */
  readonly autoComplete: string;
  readonly autoFocus?: boolean;
}

/** A labelled text field, with what is wrong with its value. */
export function Field({
  name,
  label,
  hint,
  type = "text",
  autoComplete,
  autoFocus,
  aside,
}: FieldProps & {
  /** What stands in the field, at its end. */
  readonly aside?: ReactNode;
}) {
  const id = useId();
  const problem = use(FieldProblems)[name];
  const isWrong = problem !== undefined;
  // What one types here is no prose, whether it is shown or not.
  const plain: ComponentProps<"input"> = {
    autoCapitalize: "none",
    autoCorrect: "off",
    spellCheck: false,
  };
  return (
    <div className={styles["field"]}>
      <label htmlFor={id}>{label}</label>
      <div className={classes(styles["box"], isWrong && styles["wrong"])}>
        <input
          {...plain}
          id={id}
          name={name}
          type={type}
          required
          autoComplete={autoComplete}
          autoFocus={autoFocus}
          aria-invalid={isWrong}
          aria-describedby={
            isWrong || hint !== undefined ? `${id}-said` : undefined
          }
        />
        {aside}
      </div>
      {(isWrong || hint !== undefined) && (
        <p
          id={`${id}-said`}
          className={isWrong ? styles["problem"] : styles["hint"]}
        >
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
