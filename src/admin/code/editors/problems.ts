import {
  type Diagnostic,
  forEachDiagnostic,
  linter,
  setDiagnosticsEffect,
} from "@codemirror/lint";
import type { EditorState, Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { codeText } from "../../text/code.ts";
import { fill } from "../../text/index.ts";
import type { EditorProblem } from "../editor-props.ts";

/** Milliseconds without typing after which a text is checked. */
const delay = 500;

interface Found {
  readonly from: number;
  readonly to: number;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** Underlines what a check finds in the text. */
export function checking(check: (text: string) => readonly Found[]): Extension {
  return linter(
    ({ state }): Diagnostic[] =>
      check(state.doc.toString()).map((problem) => ({ ...problem })),
    { delay },
  );
}

/** Tells the worst that was found, whenever that may have changed. */
export function problemListener(
  tell: (problem: EditorProblem | undefined) => void,
): Extension {
  return EditorView.updateListener.of(({ state, transactions }) => {
    const isChecked = transactions.some(({ effects }) =>
      effects.some((effect) => effect.is(setDiagnosticsEffect)),
    );
    if (isChecked) tell(worstOf(state));
  });
}

function worstOf(state: EditorState): EditorProblem | undefined {
  let worst: EditorProblem | undefined;
  forEachDiagnostic(state, ({ severity, message }, from) => {
    if (severity !== "error" && severity !== "warning") return;
    if (worst?.severity === "error") return;
    if (worst !== undefined && severity === "warning") return;
    worst = {
      severity,
      message: fill(codeText.problemAt, {
        message,
        place: placeOf(state, from),
      }),
      isAtEnd: from >= state.doc.length,
    };
  });
  return worst;
}

function placeOf(state: EditorState, position: number): string {
  const line = state.doc.lineAt(position);
  const column = String(position - line.from + 1);
  return state.doc.lines === 1
    ? fill(codeText.column, { column })
    : fill(codeText.place, { line: String(line.number), column });
}
