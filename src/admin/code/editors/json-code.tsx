import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { bracketMatching } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import type { EditorProps } from "../editor-props.ts";
import { formatJson } from "../json/format-json.ts";
import { findJsonProblem } from "../json/json-problem.ts";
import { CodeMirror } from "./code-mirror.tsx";
import { checking } from "./problems.ts";

/** The editor of a field for JSON. */
export function JsonCode(props: EditorProps) {
  return <CodeMirror {...props} extensions={extensions} />;
}

const extensions = [
  lineNumbers(),
  json(),
  bracketMatching(),
  closeBrackets(),
  EditorView.lineWrapping,
  keymap.of([
    { key: "Shift-Alt-f", run: formatAll, stopPropagation: true },
    ...closeBracketsKeymap,
    ...searchKeymap,
  ]),
  checking((text) => {
    const problem = text.trim() === "" ? undefined : findJsonProblem(text);
    return problem === undefined ? [] : [{ ...problem, severity: "error" }];
  }),
];

function formatAll({ state, dispatch }: EditorView): boolean {
  const text = state.doc.toString();
  if (state.readOnly || findJsonProblem(text) !== undefined) return true;
  dispatch({ changes: { from: 0, to: text.length, insert: formatJson(text) } });
  return true;
}
