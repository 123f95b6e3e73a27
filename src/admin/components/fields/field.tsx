import { type ReactNode, useId } from "react";
import { classes } from "../classes.ts";
import styles from "./field.module.css";
import { useFieldProblem } from "./field-problems.tsx";

/** What every field has. */
export interface FieldProps {
  /** The path of the value in the server's answers, as in `smtp.host`. */
  readonly name?: string;
  readonly label: string;
  /** What to know before filling it in, below the field. */
  readonly hint?: ReactNode;
  /** Whether the field must be filled in, which is shown; the server checks it. */
  readonly required?: boolean;
  /** Whether only screen readers get the label. */
  readonly labelHidden?: boolean;
  /** At the end of the label's line. */
  readonly aside?: ReactNode;
}

/** What a control needs to belong to its field. */
export interface FieldControl {
  /** Attributes of the element that takes the focus. */
  readonly control: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": true | undefined;
    readonly "aria-required": true | undefined;
    readonly "data-unread": true | undefined;
  };
  /** The label's id, for controls that are not labelable by HTML. */
  readonly labelId: string;
  readonly isWrong: boolean;
  /** To be called when the value is edited: what was wrong with the old one goes. */
  readonly edited: () => void;
}

/** A label, a control, what is wrong with its value, and a hint. */
export function FieldFrame({
  name,
  label,
  hint,
  required = false,
  labelHidden = false,
  aside,
  problem: ownProblem,
  isUnread = false,
  children,
}: FieldProps & {
  /** What the field itself finds wrong: that comes before what the server says. */
  readonly problem?: string;
  /** Whether what is typed cannot be read, so that another value would be saved: see `focusUnread`. */
  readonly isUnread?: boolean;
  readonly children: (field: FieldControl) => ReactNode;
}) {
  const id = useId();
  const { problem: serverProblem, edited } = useFieldProblem(name);
  const problem = ownProblem ?? serverProblem;
  const isWrong = problem !== undefined;
  const hasHint = hint !== undefined && hint !== false && hint !== "";
  const described = classes(
    isWrong && `${id}-problem`,
    hasHint && `${id}-hint`,
  );
  const labelElement = (
    <label
      id={`${id}-label`}
      htmlFor={id}
      className={classes(
        styles["label"],
        required && styles["required"],
        labelHidden && styles["unseen"],
      )}
    >
      {label}
    </label>
  );
  return (
    <div className={styles["field"]} data-field={name}>
      {aside === undefined ? (
        labelElement
      ) : (
        <div className={styles["top"]}>
          {labelElement}
          {aside}
        </div>
      )}
      {children({
        control: {
          id,
          "aria-describedby": described === "" ? undefined : described,
          "aria-invalid": isWrong || undefined,
          "aria-required": required || undefined,
          "data-unread": isUnread || undefined,
        },
        labelId: `${id}-label`,
        isWrong,
        edited,
      })}
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
  );
}
