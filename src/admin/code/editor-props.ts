import type { FieldControl } from "../components/fields/field.tsx";

/** What a text in an editor has against it. */
export interface EditorProblem {
  readonly severity: "error" | "warning";
  /** With the place that it is at. */
  readonly message: string;
  /** Whether something is missing at the end, which says little while one is still typing. */
  readonly isAtEnd: boolean;
}

/** What every editor is given by the field that it is in. */
export interface EditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly control: FieldControl["control"];
  readonly labelId: string;
  readonly disabled: boolean;
  readonly autoFocus: boolean;
  readonly placeholder: string | undefined;
  /** Told what is wrong with the text, once one has stopped typing. */
  readonly onProblem: (problem: EditorProblem | undefined) => void;
}
