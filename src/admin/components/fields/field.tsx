import type { ReactNode } from "react";
import { classes } from "../classes.ts";
import styles from "./field.module.css";
import { type FieldNotes, useFieldNotes } from "./use-field-notes.ts";

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
  readonly control: FieldNotes["control"] & {
    readonly "aria-required": true | undefined;
    readonly "data-unread": true | undefined;
  };
  /** The label's id, for controls that are not labelable by HTML. */
  readonly labelId: string;
  readonly isWrong: boolean;
  readonly edited: FieldNotes["edited"];
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
  const { control, problem, hasHint, edited } = useFieldNotes(
    name,
    hint,
    ownProblem,
  );
  const { id } = control;
  const isWrong = problem !== undefined;
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
          ...control,
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
