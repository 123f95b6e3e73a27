import { type ReactNode, useId } from "react";
import { classes } from "../classes.ts";
import { useFieldProblem } from "./field-problems.tsx";

/** What is said about a field, and how its control points at it. */
export interface FieldNotes {
  /** Attributes of the control; the notes have its id with `-problem` and `-hint`. */
  readonly control: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": true | undefined;
  };
  readonly problem: string | undefined;
  readonly hasHint: boolean;
  /** To be called when the value is edited: what was wrong with the old one goes. */
  readonly edited: () => void;
}

/**
 * Gathers what is said about a field.
 *
 * @param name the path of the value in the server's answers
 * @param ownProblem what the field itself finds wrong: that comes before what the server says
 */
export function useFieldNotes(
  name: string | undefined,
  hint: ReactNode,
  ownProblem?: string,
): FieldNotes {
  const id = useId();
  const { problem: serverProblem, edited } = useFieldProblem(name);
  const problem = ownProblem ?? serverProblem;
  const isWrong = problem !== undefined;
  const hasHint = hint !== undefined && hint !== false && hint !== "";
  const described = classes(
    isWrong && `${id}-problem`,
    hasHint && `${id}-hint`,
  );
  return {
    control: {
      id,
      "aria-describedby": described === "" ? undefined : described,
      "aria-invalid": isWrong || undefined,
    },
    problem,
    hasHint,
    edited,
  };
}
